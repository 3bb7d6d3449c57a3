#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tokenizer/expressions.jsonl and tokenizer/templates.jsonl: what transformers' template environment makes of
snippets and of whole chat templates in the well-known shapes, written anew here.

usage: make_template_golden.py        (needs `transformers`)
"""
import datetime
import json
import os

import transformers.utils.chat_template_utils as chat
from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tokenizer")


class FrozenDate(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2026, 3, 7, 9, 5, 2)


chat.datetime = FrozenDate

VALUES = {
    "text": "Hello, World", "spaces": "  \n a b \t", "ja": "返品の保証", "emoji": "a👍🏽b", "number": 7, "negative": -7, "real": 2.5, "yes": True, "no": False,
    "nothing": None, "numbers": [3, 1, 2], "words": ["b", "A", "c"], "empty": [], "mixed": [1, "a", None, True, 2.0, [1, {"k": "v"}]],
    "person": {"name": "Aki", "age": 30, "tags": ["x", "y"], "items": 5, "nested": {"deep": {"er": 1}}},
    "people": [{"name": "Aki", "age": 30, "role": "user"}, {"name": "ben", "age": 25, "role": "tool"}, {"name": "Cy", "age": 41, "role": "user"}],
    "quote": "it's \"q\" \\ \n\t\x01 é 日 \u200b", "html": "<a href='x'>&</a>", "title": "hello wORLD-foo (bar) o'neil ñandú",
}
SNIPPETS = r"""
{{ 1 + 2 * 3 - 4 / 2 }}
{{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 7.5 // 2 }} {{ -7.5 % 2 }}
{{ 1 / 3 }} {{ 10 / 2 }} {{ 1e3 }} {{ 1.5e-7 }} {{ 1e16 }} {{ 123456789.125 }} {{ 0.1 + 0.2 }} {{ 1e22 }} {{ 100000.0 }}
{{ 'a' ~ 1 ~ none ~ true ~ 2.0 ~ [1] }}
{{ 'a' + 'b' * 3 }} {{ [1] + [2] * 2 }} {{ (1, 2) + (3,) }}
{{ 1 == 1.0 }} {{ 1 == true }} {{ '1' == 1 }} {{ none == none }} {{ [1, 2] == [1, 2] }} {{ (1,) == [1] }} {{ {'a': 1} == {'a': 1} }}
{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 'a' < 'b' }} {{ [1, 2] < [1, 3] }} {{ 3 >= 3 != 2 }}
{{ 'ell' in text }} {{ 2 in numbers }} {{ 'name' in person }} {{ 5 not in numbers }} {{ not 2 in numbers }} {{ '' in '' }}
{{ yes and 'x' }} {{ no or 'y' }} {{ '' or nothing }} {{ not yes }} {{ not '' }} {{ yes and no or 3 }}
{{ 'a' if yes else 'b' }} {{ 'a' if no }} {{ 'a' if no else 'b' if no else 'c' }}
{{ text[0] }} {{ text[-1] }} {{ text[1:4] }} {{ text[::-1] }} {{ text[:-3] }} {{ numbers[1:] }} {{ numbers[::2] }} {{ numbers[5:] }} {{ text[100] }}
{{ ja[0] }} {{ ja[1:3] }} {{ ja[::-1] }} {{ ja | length }} {{ emoji | length }} {{ emoji[1] }} {{ emoji[-1] }}
{{ numbers[-100:100] }} {{ text[5:2] }} {{ text[5:2:-1] }} {{ numbers[::-2] }} {{ text[-2:] }}
{{ person.name }} {{ person['name'] }} {{ person.nested.deep.er }} {{ person['items'] }} {{ person.missing }} {{ person.tags[0] }} {{ numbers.0 }}
{{ person.missing.more }}
{{ missing }}|{{ missing | default('d') }}|{{ nothing | default('d') }}|{{ nothing | default('d', true) }}|{{ '' | d('e', boolean=true) }}
{{ missing.attribute }}
{{ missing + 1 }}
{{ missing == missing }} {{ missing is defined }} {{ missing | length }} {{ missing | list }} {{ 'a' in missing }} {{ missing ~ 'x' }}
{{ missing() }}
{{ missing['x'] }}
{% for x in missing %}{{ x }}{% else %}none{% endfor %}
{{ none }} {{ true }} {{ false }} {{ None }} {{ True }} {{ [] }} {{ {} }} {{ () }} {{ (1,) }} {{ 'a', 'b' }}
{{ mixed }} {{ person }} {{ quote }} {{ [quote] }} {{ ['é', '日', "it's", '"', '\''] }} {{ [1.0, -0.0, 1e100] }}
{{ person | tojson }} {{ mixed | tojson }} {{ quote | tojson }} {{ html | tojson }} {{ 1.0 | tojson }} {{ none | tojson }} {{ (1, 2) | tojson }}
{{ person | tojson(indent=2) }}
{{ mixed | tojson(indent=4) }} {{ [] | tojson(indent=2) }} {{ {} | tojson(indent=2) }}
{{ quote | tojson(ensure_ascii=true) }} {{ emoji | tojson(ensure_ascii=True) }}
{{ person | tojson(separators=(',', ':')) }} {{ person | tojson(sort_keys=true) }}
{{ {1: 'a', true: 'b', none: 'c', 'd': 2.5} | tojson }}
{{ missing | tojson }}
{{ text | upper }} {{ text | lower }} {{ text | capitalize }} {{ title | title }} {{ title.title() }} {{ 'ß' | upper }} {{ 'ΑΣ' | lower }} {{ title | capitalize }}
[{{ spaces | trim }}] [{{ spaces.strip() }}] [{{ spaces.lstrip() }}] [{{ spaces.rstrip() }}] [{{ 'xxaxx'.strip('x') }}] [{{ 'xyaxy' | trim('xy') }}] [{{ '\u3000a\u00a0'.strip() }}]
{{ text.split(', ') }} {{ text.split() }} {{ spaces.split() }} {{ 'a,b,c'.split(',', 1) }} {{ 'a,b,c'.rsplit(',', 1) }} {{ 'a  b c'.split(none, 1) }} {{ ''.split() }} {{ ''.split(',') }} {{ 'a b  c '.rsplit(none, 1) }} {{ 'abc'.split('</think>')[-1] }}
{{ 'a,b'.split('') }}
{{ text.startswith('Hello') }} {{ text.endswith(('x', 'World')) }} {{ text.replace('l', 'L') }} {{ text.replace('l', 'L', 1) }} {{ text.find('World') }} {{ text.find('z') }} {{ ja.find('保') }} {{ text.count('l') }} {{ 'aaa'.replace('', '-') }}
{{ text.index('z') }}
{{ text.upper() }} {{ text.lower() }} {{ 'x'.join(words) }} {{ 'abc'.isalpha() }} {{ '12'.isdigit() }} {{ '²'.isdigit() }} {{ '½'.isnumeric() }} {{ ' '.isspace() }} {{ 'A'.isupper() }} {{ 'aB'.islower() }} {{ '5'.zfill(3) }} {{ '-5'.zfill(4) }}
{{ 'a\nb\r\nc'.splitlines() }} {{ 'abc'.removeprefix('a') }} {{ 'abc'.removesuffix('c') }} {{ 'a=b=c'.partition('=') }} {{ 'a=b=c'.rpartition('=') }} {{ 'aBc'.swapcase() }} {{ 'ab'.ljust(4) }}|{{ 'ab'.rjust(4, '.') }}
{{ person.keys() | list }} {{ person.values() | list }} {{ person.get('name') }} {{ person.get('zzz') }} {{ person.get('zzz', 3) }} {{ person.items is defined }}
{% for k, v in person.items() %}{{ k }}={{ v }};{% endfor %}
{% for k in person %}{{ k }},{% endfor %} {% for k, v in person | items %}{{ k }}{% endfor %} {% for k, v in person | dictsort %}{{ k }} {% endfor %}
{{ numbers.index(1) }} {{ numbers.count(3) }} {{ numbers.append(4) }}
{{ person.update({'a': 1}) }}
{{ numbers | sort }} {{ words | sort }} {{ words | sort(case_sensitive=true) }} {{ numbers | sort(reverse=true) }} {{ people | sort(attribute='age') | map(attribute='name') | join(',') }}
{{ numbers | first }} {{ numbers | last }} {{ text | first }} {{ empty | first }}| {{ numbers | sum }} {{ people | sum(attribute='age') }} {{ numbers | min }} {{ numbers | max }} {{ words | min }} {{ [1.5, 2] | sum }}
{{ numbers | reverse | list }} {{ text | reverse }} {{ words | join('-') }} {{ numbers | join }} {{ people | join(', ', attribute='name') }} {{ text | list }} {{ 'aAb' | unique | list }} {{ words | map('upper') | list }}
{{ people | selectattr('role', 'equalto', 'user') | map(attribute='name') | list }} {{ people | rejectattr('role', '==', 'user') | list | length }} {{ people | selectattr('name') | list | length }} {{ numbers | select('odd') | list }} {{ numbers | reject('gt', 1) | list }} {{ mixed | select | list | length }} {{ people | map(attribute='zzz', default='-') | list }} {{ people | selectattr('age', 'ge', 30) | map(attribute='age') | sum }}
{{ '42' | int }} {{ 'x' | int }} {{ 'x' | int(5) }} {{ '3.7' | int }} {{ 3.9 | int }} {{ 'ff' | int(base=16) }} {{ '2.5' | float }} {{ 'x' | float }} {{ 7 | float }} {{ 2.5 | round }} {{ 3.14159 | round(2) }} {{ 2.1 | round(0, 'ceil') }} {{ -3 | abs }} {{ -3.5 | abs }} {{ true | int }}
{{ 7 | round }} {{ -7 | round(1) }} {{ true | round }} {{ 7 | round(0, 'ceil') }} {{ 7 | round(method='floor') }}
{{ 5 | string + 'x' }} {{ 'a' | string }} {{ [1] | string }} {{ html | e }} {{ html | escape }} {{ 'x' | safe }} {{ text | length }} {{ person | length }} {{ numbers | count }}
{{ 'a\nb\n\nc' | indent }} {{ 'a\nb' | indent(2, true) }} {{ 'a\n\nb' | indent(2, blank=true) }} {{ 'a\nb' | indent('> ') }} {{ text | replace('l', 'x') }} {{ text | replace('l', 'x', 1) }}
{{ text is string }} {{ numbers is iterable }} {{ person is mapping }} {{ numbers is sequence }} {{ nothing is none }} {{ number is number }} {{ number is integer }} {{ real is float }} {{ yes is true }} {{ no is false }} {{ yes is boolean }} {{ number is odd }} {{ number is even }} {{ number is divisibleby 7 }} {{ text is mapping }} {{ person is sequence }} {{ number is iterable }} {{ missing is undefined }} {{ missing is none }} {{ 3 is eq 3 }} {{ 3 is ne(4) }} {{ 3 is in numbers }} {{ 9 is not in numbers }} {{ text is not none }} {{ 'abc' is lower }} {{ 'ABC' is upper }} {{ 1 is sameas 1 }} {{ yes is sameas true }} {{ range is callable }}
{{ yes is true and no is false }} {{ text is string and number is string }} {{ 'a' if text is defined else 'b' }} {{ not missing is defined }} {{ missing is not defined or no }}
{% for i in range(3) %}{{ i }}{% endfor %} {{ range(2, 8, 3) | list }} {{ range(3, 0, -1) | list }} {{ range(0) | list }}
{% for i in range(200000) %}{% endfor %}
{{ range(1, 2, 0) }}
{% for x in numbers %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.previtem }}{{ loop.nextitem }};{% endfor %}
{% for x in numbers %}{{ loop.cycle('a', 'b') }}{{ loop.previtem is defined }}{{ loop.nextitem is defined }}{% endfor %}
{% for p in people if p.role == 'user' %}{{ loop.index }}{{ p.name }}{{ loop.last }}{% else %}none{% endfor %} {% for p in people if p.role == 'zzz' %}{{ p }}{% else %}none{% endfor %}
{% for a, b in [[1, 2], [3, 4]] %}{{ a }}{{ b }}{% endfor %} {% for a, (b, c) in [[1, [2, 3]]] %}{{ a }}{{ b }}{{ c }}{% endfor %}
{% for a, b in [[1, 2, 3]] %}{{ a }}{% endfor %}
{% for c in text %}{{ c }}.{% endfor %} {% for i in number %}{% endfor %}
{% for i in nothing %}{% endfor %}
{% set x = 1 %}{% for i in numbers %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}
{% set ns = namespace(x=1, y='a') %}{% for i in numbers %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}{{ ns.y }}{{ ns.z is defined }}
{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}{{ ns['a'] }}
{% set a.b = 1 %}
{% set person.name = 'x' %}
{% set ns = namespace() %}{% set ns._x = 1 %}
{% set a, b = 1, 2 %}{{ a }}{{ b }} {% set c = 1, 2 %}{{ c }} {% set (d, e) = [3, 4] %}{{ d }}{{ e }}
{% set block %}a{{ number }}b{% endset %}[{{ block }}] {% set block | upper | trim %} abc {% endset %}[{{ block }}]
{% if yes %}{% set z = 5 %}{% endif %}{{ z }} {% if no %}1{% elif nothing %}2{% elif number == 7 %}3{% else %}4{% endif %} {% if empty %}1{% else %}2{% endif %}
{% macro m(a, b='B', c=a) %}[{{ a }}{{ b }}{{ c }}]{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(a=3, c=4) }}{{ m() }}{{ m(1) | length }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}
{% macro outer(x) %}{% for i in x %}{% if i is iterable and i is not string %}({{ outer(i) }}){% else %}{{ i }}{% endif %}{% endfor %}{% endmacro %}{{ outer([1, [2, [3]], 4]) }}
{% set late = 1 %}{% macro m() %}{{ late }}{% endmacro %}{% set late = 2 %}{{ m() }}
{% macro box(t) %}<{{ t }}>{{ caller() }}</{{ t }}>{% endmacro %}{% call box('b') %}in {{ number }}{% endcall %}
{% macro each(v) %}{% for i in v %}{{ caller(i) }}{% endfor %}{% endmacro %}{% call(x) each(numbers) %}[{{ x }}]{% endcall %}
{% filter upper %}abc {{ number }}{% endfilter %} {% with a=1, b=number %}{{ a }}{{ b }}{% endwith %}{{ a }}
{% for i in range(10) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 5 %}{% break %}{% endif %}{{ i }}{% endfor %}
{% generation %}x{{ number }}{% endgeneration %}
{% raw %}{{ not }} {% this %}{% endraw %}|{%- raw -%}  x  {%- endraw -%}  y
a {# comment {{ x }} #} b {#- c -#} d
{{ "a" "b" 'c' }} {{ 'it\'s' }} {{ "\u3042\x41\n\t\\" }} {{ 'a\qb' }} {{ '\101' }}
{{ {'a': 1, 'b': [1, 2], 'c': {'d': none}} }} {{ {'a': 1}['a'] }} {{ {'a': 1}.a }} {{ [1, 2, ] }} {{ {'a': 1, } }} {{ dict(a=1, b='x') }} {{ dict({'z': 1}, y=2) }} {{ dict([['k', 'v']]) }}
{{ -number }} {{ +number }} {{ -number | abs }} {{ - 2 ** 2 }} {{ (1 + 2) * 3 }} {{ 2 * (3, 4)[1] }} {{ not 1 == 2 }} {{ 1 if 0 else 2 }}
{{ 1_000 + 2 }} {{ 1.5_0 }}
{{ strftime_now('%d %b %Y') }} {{ strftime_now('%Y-%m-%dT%H:%M:%S %A %B %j %p %-d %%') }} {{ strftime_now('') }}
{{ raise_exception('no system role') }}
{{ 1 / 0 }}
{{ 'a' + 1 }}
{{ 1 + 'a' }}
{{ [1] + (2,) }}
{{ 'a' < 1 }}
{{ nothing < 1 }}
{{ number.foo }}|{{ text.foo }}|{{ nothing.foo }}|{{ numbers.foo }}
{{ number() }}
{{ text | nosuchfilter }}
{{ text is nosuchtest }}
{% nosuchtag %}
{% for x in %}{% endfor %}
{% if %}{% endif %}
{% if yes %}
{{ yes
{{ 'a
{% endif %}
{{ }}
{{ a b }}
{{ (1 }}
{{ range(3)[1] }} {{ (numbers | sort)[0] }} {{ person.tags | join(',') }} {{ people[0].name | upper }} {{ people[-1]['name'][0] }} {{ people | length > 2 and people[1].age < 30 }}
{{ people[0]['na' ~ 'me'] }} {{ numbers[number - 5] }} {{ [[1, 2], [3, 4]][1][0] }} {{ 'abc'[1:][0] }} {{ {'x': {'y': [5]}}['x'].y[0] }}
{% for m in people %}{{- m.name }}{{ ', ' if not loop.last }}{% endfor %} {{ 'x' if people[0].zzz is defined and people[0].zzz else 'y' }}
{{ numbers is defined and numbers is iterable and numbers is not mapping }} {{ (text | trim) ~ '!' }} {{ text|trim|lower|replace(',', '')|upper }} {{ ('a', 1)[0] }} {{ 'a' 'b' ~ 'c' }}
{% set content = people[0].content if people[0].content is string else '' %}[{{ content }}] {% set x = y if y is defined else 3 %}{{ x }} {% set t = [] %}{% for p in people %}{% set t = t + [p.name] %}{% endfor %}{{ t }}
{{ loop }}
{{ caller }}
{% set loop = 3 %}{{ loop }}{% for i in numbers %}{% for j in words %}{{ loop.index }}{% endfor %}{{ loop.index }}{% endfor %}{{ loop }}
{{ 9223372036854775807 }} {{ 9223372036854775807 - 1 }} {{ 3 * 1.0 }} {{ 1 ~ 1 + 1 }} {{ 2 + 3 ~ 4 }} {{ 'a' ~ 'b' == 'ab' }} {{ 1 + 1 == 2 and 'k' }}
{{ yes + yes }} {{ yes * 3 }} {{ -yes }} {{ [yes, no] | sum }} {{ yes < 2 }} {{ 'ab' * yes }} {{ numbers * 0 }} {{ 'x' * -1 }}
{{ numbers | tojson | length }} {{ text | default('x') | upper }} {{ missing | default(person.name) }} {{ missing | default }}| {{ (missing | default([])) | length }} {{ missing | trim }}| {{ missing | upper }}| {{ nothing | string }} {{ nothing | upper }} {{ number | trim }} {{ numbers | trim }}
""".strip("\n").split("\n")
WHITESPACE = [
    "a\n{% if yes %}\nb\n{% endif %}\nc\n", "a\n  {% if yes %}  \nb\n  {% endif %}\nc", "a  {%- if yes -%}  \n b \n {%- endif -%} \n c",
    "{% if yes +%}\na\n{%+ endif %}\nb", "  {%+ if yes %}x{% endif %}", "{{ 1 }}\n{{ 2 }}\n\n", "{{- 1 -}}\n  {{ 2 }}", "a\r\nb\rc{{ 'x\r\ny' }}\n",
    "  {# c #}\nx\n {#- c -#} \ny", "\n\n{% set a = 1 %}\n\n{{ a }}\n", "{% for i in numbers %}\n  {{ i }}\n{% endfor %}\nend\n", "{%- for i in numbers %}\n{{- i }}\n{%- endfor %}\n",
    "x {% raw %}\n y {% endraw %}\n z", "{% if yes %}{# c #}\n  {% if yes %}\n   a{% endif %}\n{% endif %}", "\t{% set x = 1 %}\t\n\t{{ x }}", "a {%- set x = 1 +%}\nb", "{{ {'a': {'b': 1}}}}", "{{ '%}' }}{% if '}}' %}x{% endif %}",
    "{% macro m() %}\n  a\n{% endmacro %}\n{{ m() }}|", "{%- set x -%}\n  a\n{%- endset -%}\n[{{ x }}]", "a{{ 1 }} {% if yes %} b {% endif %} c", "{%- if yes %}\n\n\nb{%- endif %}", "", "\n", "{", "{ {x} }", "%}}", "日本{% if yes %}語{% endif %}\n",
]

CHATML = """{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}{{ '<|im_start|>system
Be brief.<|im_end|>
' }}{% endif %}{{'<|im_start|>' + message['role'] + '
' + message['content'] + '<|im_end|>' + '
'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant
' }}{% endif %}"""
TEMPLATES = {
    "chatml": (CHATML, {}),
    "chatml_lines": ("""{%- for message in messages %}
    {{- '<|im_start|>' ~ message.role ~ '\\n' ~ message.content | trim ~ '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}
""", {}),
    "chatml_no_prompt": ("{% for message in messages %}{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{% endfor %}", {}),
    "llama2": ("""{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}{% set system_message = false %}{% endif %}{% for message in loop_messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if loop.index0 == 0 and system_message != false %}{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}{% else %}{% set content = message['content'] %}{% endif %}{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' '  + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}""", {}),
    "llama3": ("""{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>

'+ message['content'] | trim + '<|eot_id|>' %}{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>

' }}{% endif %}""", {"eos_token": "<|eot_id|>"}),
    "llama31_date": ("""{{- bos_token }}
{%- if custom_tools is defined %}
    {%- set tools = custom_tools %}
{%- endif %}
{%- if not tools_in_user_message is defined %}
    {%- set tools_in_user_message = true %}
{%- endif %}
{%- if not date_string is defined %}
    {%- if strftime_now is defined %}
        {%- set date_string = strftime_now("%d %b %Y") %}
    {%- else %}
        {%- set date_string = "26 Jul 2024" %}
    {%- endif %}
{%- endif %}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}

{#- The system message comes first. #}
{%- if messages[0]['role'] == 'system' %}
    {%- set system_message = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system_message = "" %}
{%- endif %}

{{- "<|start_header_id|>system<|end_header_id|>\\n\\n" }}
{%- if tools is not none %}
    {{- "Environment: ipython\\n" }}
{%- endif %}
{{- "Today Date: " + date_string + "\\n\\n" }}
{%- if tools is not none and not tools_in_user_message %}
    {%- for t in tools %}
        {{- t | tojson(indent=4) }}
        {{- "\\n\\n" }}
    {%- endfor %}
{%- endif %}
{{- system_message }}
{{- "<|eot_id|>" }}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n'+ message['content'] | trim + '<|eot_id|>' }}
    {%- elif 'tool_calls' in message %}
        {%- if not message.tool_calls|length == 1 %}
            {{- raise_exception("one call at once") }}
        {%- endif %}
        {%- set tool_call = message.tool_calls[0].function %}
        {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' -}}
        {{- '{"name": "' + tool_call.name + '", "parameters": ' }}
        {{- tool_call.arguments | tojson }}
        {{- "}" }}
        {{- "<|eot_id|>" }}
    {%- elif message.role == "tool" or message.role == "ipython" %}
        {{- "<|start_header_id|>ipython<|end_header_id|>\\n\\n" }}
        {%- if message.content is mapping or message.content is iterable %}
            {{- message.content | tojson }}
        {%- else %}
            {{- message.content }}
        {%- endif %}
        {{- "<|eot_id|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
""", {"eos_token": "<|eot_id|>"}),
    "mistral": ("""{{ bos_token }}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate') }}{% endif %}{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ message['content'] + eos_token}}{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}""", {}),
    "mistral_system": ("""{%- if messages[0]["role"] == "system" %}
    {%- set system_message = messages[0]["content"] %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set loop_messages = messages %}
{%- endif %}
{%- set user_messages = loop_messages | selectattr("role", "equalto", "user") | list %}
{%- set ns = namespace() %}
{%- set ns.index = 0 %}
{%- for message in loop_messages %}
    {%- if not (message.role == "tool" or (message.tool_calls is defined and message.tool_calls is not none)) %}
        {%- if (message["role"] == "user") != (ns.index % 2 == 0) %}
            {{- raise_exception("roles must alternate") }}
        {%- endif %}
        {%- set ns.index = ns.index + 1 %}
    {%- endif %}
{%- endfor %}
{{- bos_token }}
{%- for message in loop_messages %}
    {%- if message["role"] == "user" %}
        {%- if loop.last and system_message is defined %}
            {{- "[INST] " + system_message + "\\n\\n" + message["content"] + "[/INST]" }}
        {%- else %}
            {{- "[INST] " + message["content"] + "[/INST]" }}
        {%- endif %}
    {%- elif message["role"] == "assistant" %}
        {{- " " + message["content"]|trim + eos_token}}
    {%- endif %}
{%- endfor %}
""", {}),
    "zephyr": ("""{% for message in messages %}
{% if message['role'] == 'user' %}
{{ '<|user|>
' + message['content'] + eos_token }}
{% elif message['role'] == 'system' %}
{{ '<|system|>
' + message['content'] + eos_token }}
{% elif message['role'] == 'assistant' %}
{{ '<|assistant|>
'  + message['content'] + eos_token }}
{% endif %}
{% if loop.last and add_generation_prompt %}
{{ '<|assistant|>' }}
{% endif %}
{% endfor %}""", {}),
    "gemma": ("""{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('alternate') }}{% endif %}{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}{{ '<start_of_turn>' + role + '
' + message['content'] | trim + '<end_of_turn>
' }}{% endfor %}{% if add_generation_prompt %}{{'<start_of_turn>model
'}}{% endif %}""", {"bos_token": "<bos>", "eos_token": "<eos>"}),
    "gemma3": ("""{{ bos_token }}
{%- if messages[0]['role'] == 'system' -%}
    {%- if messages[0]['content'] is string -%}
        {%- set first_user_prefix = messages[0]['content'] + '

' -%}
    {%- else -%}
        {%- set first_user_prefix = messages[0]['content'][0]['text'] + '

' -%}
    {%- endif -%}
    {%- set loop_messages = messages[1:] -%}
{%- else -%}
    {%- set first_user_prefix = "" -%}
    {%- set loop_messages = messages -%}
{%- endif -%}
{%- for message in loop_messages -%}
    {%- if (message['role'] == 'assistant') -%}
        {%- set role = "model" -%}
    {%- else -%}
        {%- set role = message['role'] -%}
    {%- endif -%}
    {{ '<start_of_turn>' + role + '
' + (first_user_prefix if loop.first else "") }}
    {%- if message['content'] is string -%}
        {{ message['content'] | trim }}
    {%- elif message['content'] is iterable -%}
        {%- for item in message['content'] -%}
            {%- if item['type'] == 'image' -%}
                {{ '<image>' }}
            {%- elif item['type'] == 'text' -%}
                {{ item['text'] | trim }}
            {%- endif -%}
        {%- endfor -%}
    {%- else -%}
        {{ raise_exception("Invalid content type") }}
    {%- endif -%}
    {{ '<end_of_turn>
' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{'<start_of_turn>model
'}}
{%- endif -%}
""", {"bos_token": "<bos>", "eos_token": "<eos>"}),
    "phi3": ("{% for message in messages %}{% if message['role'] == 'system' and message['content'] %}{{'<|system|>\\n' + message['content'] + '<|end|>\\n'}}{% elif message['role'] == 'user' %}{{'<|user|>\\n' + message['content'] + '<|end|>\\n'}}{% elif message['role'] == 'assistant' %}{{'<|assistant|>\\n' + message['content'] + '<|end|>\\n'}}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% else %}{{ eos_token }}{% endif %}", {"eos_token": "<|endoftext|>"}),
    "phi4": ("{% for message in messages %}{{ '<|im_start|>' + message['role'] + '<|im_sep|>' + message['content'] + '<|im_end|>' }}{% if (loop.last and add_generation_prompt) %}{{ '<|im_start|>assistant<|im_sep|>' }}{% endif %}{% endfor %}", {}),
    "qwen25_tools": ("""{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0]['role'] == 'system' %}
        {{- messages[0]['content'] }}
    {%- else %}
        {{- 'Help people.' }}
    {%- endif %}
    {{- "\\n\\n# Tools\\n\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools><|im_end|>\\n" }}
{%- else %}
    {%- if messages[0]['role'] == 'system' %}
        {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}
    {%- else %}
        {{- '<|im_start|>system\\nHelp people.<|im_end|>\\n' }}
    {%- endif %}
{%- endif %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) or (message.role == "assistant" and not message.tool_calls) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {{- '<|im_start|>' + message.role }}
        {%- if message.content %}
            {{- '\\n' + message.content }}
        {%- endif %}
        {%- for tool_call in message.tool_calls %}
            {%- if tool_call.function is defined %}
                {%- set tool_call = tool_call.function %}
            {%- endif %}
            {{- '\\n<tool_call>\\n{"name": "' }}
            {{- tool_call.name }}
            {{- '", "arguments": ' }}
            {{- tool_call.arguments | tojson }}
            {{- '}\\n</tool_call>' }}
        {%- endfor %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if (loop.index0 == 0) or (messages[loop.index0 - 1].role != "tool") %}
            {{- '<|im_start|>user' }}
        {%- endif %}
        {{- '\\n<tool_response>\\n' }}
        {{- message.content }}
        {{- '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}
            {{- '<|im_end|>\\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}
""", {}),
    "qwen3_thinking": ("""{%- if messages[0].role == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.multi_step_tool and message.role == "user" and message.content is string and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.multi_step_tool = false %}
        {%- set ns.last_query_index = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.content is string %}
        {%- set content = message.content %}
    {%- else %}
        {%- set content = '' %}
    {%- endif %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set reasoning_content = '' %}
        {%- if message.reasoning_content is string %}
            {%- set reasoning_content = message.reasoning_content %}
        {%- else %}
            {%- if '</think>' in content %}
                {%- set reasoning_content = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
                {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
            {%- endif %}
        {%- endif %}
        {%- if loop.index0 > ns.last_query_index %}
            {%- if loop.last or (not loop.last and reasoning_content) %}
                {{- '<|im_start|>' + message.role + '\\n<think>\\n' + reasoning_content.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
            {%- else %}
                {{- '<|im_start|>' + message.role + '\\n' + content }}
            {%- endif %}
        {%- else %}
            {{- '<|im_start|>' + message.role + '\\n' + content }}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}""", {}),
    "deepseek": ("""{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}{{ 'User: ' + message['content'] + '

' }}{% elif message['role'] == 'assistant' %}{{ 'Assistant: ' + message['content'] + eos_token }}{% elif message['role'] == 'system' %}{{ message['content'] + '

' }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}""", {}),
    "deepseek_r1": ("""{% set ns = namespace(is_first=false, system_prompt='') %}{%- for message in messages %}{%- if message['role'] == 'system' %}{% set ns.system_prompt = message['content'] %}{%- endif %}{%- endfor %}{{bos_token}}{{ns.system_prompt}}{%- for message in messages %}{%- if message['role'] == 'user' %}{{'<|User|>' + message['content']}}{%- endif %}{%- if message['role'] == 'assistant' and message['content'] is not none %}{% set content = message['content'] %}{% if '</think>' in content %}{% set content = content.split('</think>')[-1] %}{% endif %}{{'<|Assistant|>' + content + '<|end|>'}}{%- endif %}{%- endfor -%}{% if add_generation_prompt %}{{'<|Assistant|><think>\\n'}}{% endif %}""", {}),
    "alpaca": ("""{% if messages[0].role == 'system' %}{{ messages[0].content + '\\n\\n' }}{% endif %}{% for message in messages if message.role != 'system' %}{% if message.role == 'user' %}### Instruction:
{{ message.content | trim }}

{% else %}### Response:
{{ message.content | trim }}

{% endif %}{% endfor %}{% if add_generation_prompt %}### Response:
{% endif %}""", {}),
    "vicuna": ("""{% if messages[0]['role'] == 'system' %}{{ messages[0]['content'] }}{% set rest = messages[1:] %}{% else %}{{ 'A chat.' }}{% set rest = messages %}{% endif %}{% for m in rest %}{{ (' USER: ' ~ m['content']) if m['role'] == 'user' else (' ASSISTANT: ' ~ m['content'] ~ eos_token) }}{% endfor %}{{ ' ASSISTANT:' if add_generation_prompt }}""", {}),
    "granite": ("""{%- for message in messages %}
{%- if message['role'] == 'system' -%}
{%- set system_prompt = message['content'] -%}
{{ '<|start_of_role|>system<|end_of_role|>' + system_prompt + '<|end_of_text|>
' }}
{%- else -%}
{{ '<|start_of_role|>' + message['role'] + '<|end_of_role|>' + message['content'] + '<|end_of_text|>
' }}
{%- endif %}
{%- if loop.last and add_generation_prompt %}
{{- '<|start_of_role|>assistant<|end_of_role|>' }}
{%- endif %}
{%- endfor %}""", {}),
    "command": ("""{{ bos_token }}{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}{% set system_message = false %}{% endif %}{% if system_message != false %}{{ '<|START|><|SYSTEM|>' + system_message + '<|END|>' }}{% endif %}{% for message in loop_messages %}{% set content = message['content'] %}{% if message['role'] == 'user' %}{{ '<|START|><|USER|>' + content.strip() + '<|END|>' }}{% elif message['role'] == 'assistant' %}{{ '<|START|><|BOT|>' + content.strip() + '<|END|>' }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|START|><|BOT|>' }}{% endif %}""", {}),
    "generation_blocks": ("""{%- for message in messages %}
{%- if message.role == 'assistant' %}
<|im_start|>assistant
{% generation %}{{ message.content }}<|im_end|>{% endgeneration %}

{% else %}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endif %}
{%- endfor %}
{%- if add_generation_prompt %}
<|im_start|>assistant
{% endif %}""", {}),
    "macros": ("""{%- macro turn(role, text, end='<|im_end|>') -%}
<|im_start|>{{ role }}
{{ text | trim }}{{ end }}
{% endmacro -%}
{%- for message in messages -%}
{{ turn(message.role, message.content) }}
{%- endfor -%}
{%- if add_generation_prompt %}{{ turn('assistant', '', end='') }}{% endif -%}""", {}),
    "parts": ("""{%- for message in messages -%}
{{ message.role | upper }}: {% if message.content is string %}{{ message.content }}{% else %}{{ message.content | map(attribute='text') | join(' ') }}{% endif %}{{ '\\n' }}
{%- endfor -%}""", {}),
    "jinja_date": ("Today is {{ strftime_now('%A, %d %B %Y') }}.\n{% for m in messages %}{{ m.content }}\n{% endfor %}", {}),
}
TOOLS = [{"type": "function", "function": {"name": "find_order", "description": "Find an order <by> number & 日付",
          "parameters": {"type": "object", "properties": {"number": {"type": "integer"}}, "required": ["number"]}}}]
CONVERSATIONS = [
    ([{"role": "user", "content": "Where is my parcel?"}], {}),
    ([{"role": "system", "content": "Answer politely."}, {"role": "user", "content": "  Hi \n"}, {"role": "assistant", "content": " Hello! \n"}], {}),
    ([{"role": "user", "content": "返品できますか。"}, {"role": "assistant", "content": "はい、30日以内です。😀"}, {"role": "user", "content": "it's <|im_end|> \"x\""}, {"role": "assistant", "content": "ok"}], {}),
    ([{"role": "system", "content": "S"}, {"role": "user", "content": ""}, {"role": "assistant", "content": "<think>\nhm\n</think>\n\nYes."}, {"role": "user", "content": "b"}], {"enable_thinking": False}),
    ([{"role": "user", "content": "find 12"}, {"role": "assistant", "content": "", "tool_calls": [{"type": "function", "function": {"name": "find_order", "arguments": {"number": 12, "名": "é"}}}]},
      {"role": "tool", "content": "{\"state\": \"sent\"}"}, {"role": "assistant", "content": "It was sent."}], {"tools": TOOLS}),
    ([{"role": "user", "content": [{"type": "text", "text": " look "}, {"type": "image"}]}], {}),
    ([{"role": "assistant", "content": "I start."}, {"role": "user", "content": "why?"}], {}),
    ([{"role": "user", "content": "find 12", "tool_calls": None}, {"role": "assistant", "content": None, "tool_calls": [{"type": "function", "function": {"name": "find_order", "arguments": {}}}]},
      {"role": "tool", "content": "sent"}, {"role": "assistant", "content": "It was sent.", "reasoning": "hm", "tool_calls": None}], {}),
]


def render(source, variables):
    try:
        return {"text": chat._compile_jinja_template(source).render(**variables)}
    except Exception as error:  # any refusal counts, its words are ours
        return {"error": type(error).__name__}


def apply(source, special, messages, prompt, variables):
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.BPE()), **special)
    try:
        return {"text": tokenizer.apply_chat_template(
            messages, chat_template=source, tokenize=False, add_generation_prompt=prompt, **variables)}
    except Exception as error:
        return {"error": type(error).__name__}


def main():
    with open(os.path.join(HERE, "expressions.jsonl"), "w", encoding="utf-8") as out:
        out.write(json.dumps({"values": VALUES}) + "\n")
        for source in SNIPPETS + WHITESPACE:
            out.write(json.dumps({"source": source, **render(source, VALUES)}) + "\n")
    with open(os.path.join(HERE, "templates.jsonl"), "w", encoding="utf-8") as out:
        for name, (source, special) in TEMPLATES.items():
            special = {"bos_token": "<s>", "eos_token": "</s>", **special}
            cases = []
            for messages, extra in CONVERSATIONS:
                for prompt in (False, True):
                    cases.append({"messages": messages, "variables": extra, "prompt": prompt,
                                  **apply(source, special, messages, prompt, extra)})
            out.write(json.dumps({"name": name, "special": special, "template": source, "cases": cases}) + "\n")
    print(len(SNIPPETS) + len(WHITESPACE), "expressions,", len(TEMPLATES), "templates")


main()
