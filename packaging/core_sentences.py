# SPDX-License-Identifier: Apache-2.0
"""Writes ui/sentence/coretemplates.cpp: the templates of core's sentences, which translators see.

core has no Qt; it says its sentences in English, and old records hold them so. ui translates them where it shows
them (ui/sentence/coresentence.h) by finding the template that a sentence was made from. This script reads core's
sources and takes every string that reads as words:

- Literals joined by + are one template, in which each other operand is a place: %1, %2, ...
- A choice in parentheses between texts gives a template for each of them; one condition has one value.
- A local std::string that is put into another is written out there.
- What begins with a space or a punctuation mark continues something, and what ends with one is continued: it gets
  a place there.

SQL, the comments of written YAML, the log, and what LEFT_OUT names are no sentences.

core_sentences.py          writes the file
core_sentences.py --check  fails where the file is not what the sources give
"""
import itertools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "ui/sentence/coretemplates.cpp"

# The report has its own words in both languages.
ROOMS_LEFT_OUT = {"report"}
# Calls whose texts are for no person or for the log.
CALLS_LEFT_OUT = {
    "Comment", "addText", "assign", "find", "logError", "logInfo", "logTestUse", "logWarning", "regex", "seedFor",
    "sscanf", "static_assert", "valueAfter",
}
# Calls that say what could not be done to a path; the rest of such a sentence is a template of its own.
ACTION_CALLS = {"systemError"}
ACTION = ["Could not ", None, " ", None]
SQL = re.compile(r"^ ?(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|ALTER|DROP|FROM|WHERE|ORDER|AND|OR|VALUES)\b")
# Words that no sentence of the window holds.
LEFT_OUT = {
    # what the command line lists of formats, scorers and arms
    "JSON array or lines of {instruction, input, output, system, history}",
    "CSV or TSV with a line of column names; --map says which column is what",
    "OpenAI chat: JSON lines or array of {messages: [{role, content}, ...]}",
    "scored JSON lines {id, score, data: [instruction, response]}",
    "characters of all turns", "characters of the response", "bytes of all turns after compression",
    "tokens of the rendered example, by the project's model",
    "column:NAME, a number that the imported file carries",
    "the score that the import found by itself or by --map score=",
    "the plan: phase after phase", "the same examples in one phase, mixed, for as many tokens",
    "as many phases of the same sizes, filled at random", "the plan's phases from last to first",
    "judge:MODEL, what a judge on an endpoint answered",
    # what judges and endpoints write, and what is sent to them
    "overall difficulty score", "overall difficulty", "overall score", "overall rating", "difficulty score",
    "difficulty rating", "difficulty level", "final score", "out of", "context length", "maximum context",
    "context size", "too long", "exceeded your current quota", "Content-Type: application/json",
    "Accept: application/json", "X-Client-Request-Id: dankai-%1-%2", "api-key: %1", "Authorization: Bearer %1",
    "\n  keychain: false", "\n  keychain: true", "the reply",
    "secret-tool store --label='Dankai' service dankai host %1", "%1 is no amount",
    # what tables of a review say and people may write in them; the definition is there in both languages
    "personal or confidential", "wrong or out of date", "out of date", "phase %1", "decision (%1", "decision (%1)",
    "system: %1",
    "Difficulty is how much someone must know and think to answer as well as the model answer does. Count both: how "
    "hard the request is by itself, and how long the way from it to that answer is. The length of the text does not "
    "count, and neither does whether the answer is good.",
    # stages of long work, for which ui has words of its own
    "counting tokens", "importing %1", "scoring with %1", "reading the model", "looking for near-duplicates",
    "freezing the rows", "one step on the longest batch",
    # settings as run.yaml has them
    "execution.activation_checkpointing: auto, execution.micro_batch_tokens: 0", "optimizer.kind: adamw_8bit",
    "execution.precision: bfloat16_split", "fine_tuning: lora", "fine_tuning: qlora",
    # names that are stored, commands, and marks in files
    "Phase 1", "Phase %1", "Help desk", "dankai %1", "dankai stop %1 --run %2", "dankai-engine doctor",
    "system prompt", "SQLite format 3", "%1 (deleted)", "[error] %1", "%1 alive %2", "not in", "%1 has %2\n",
    "template.date: %1", "$1 [secret]",
}

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<raw>R"(?P<mark>[^(\s]*)\((?P<rawtext>.*?)\)(?P=mark)")
      | (?P<text>"(?:[^"\\\n]|\\.)*")
      | (?P<char>'(?:[^'\\\n]|\\.)+')
      | (?P<directive>^[ \t]*\#(?:[^\n\\]|\\.|\\\n)*)
      | (?P<name>[A-Za-z_]\w*)
      | (?P<value>\d(?:[\w.]|'\d)*)
      | (?P<mark2>::|->|<<=?|>=|<=|==|!=|&&|\|\||\+=|-=|\+\+|--|[^\s\w])""",
    re.S | re.M | re.X)

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def unescaped(literal):
    """The text of a C++ literal without its quotes."""
    out, i, body = bytearray(), 0, literal[1:-1]
    while i < len(body):
        if body[i] != "\\":
            out += body[i].encode()
            i += 1
        elif body[i + 1] == "x":
            digits = re.match(r"[0-9A-Fa-f]+", body[i + 2:]).group()
            out.append(int(digits, 16) & 0xFF)
            i += 2 + len(digits)
        else:
            out += ESCAPES.get(body[i + 1], body[i + 1]).encode()
            i += 2
    return out.decode("utf-8", "replace")


def tokens_of(source):
    """[(kind, text)] without comments and directives."""
    found = []
    for match in TOKEN.finditer(source):
        if match.lastgroup in ("comment", "directive") or match["comment"] or match["directive"]:
            continue
        if match["raw"]:
            found.append(("raw", match["rawtext"]))
        elif match["text"]:
            found.append(("text", unescaped(match["text"])))
        elif match["char"]:
            found.append(("char", unescaped(match["char"])))
        elif match["name"]:
            found.append(("name", match["name"]))
        elif match["value"]:
            found.append(("value", match["value"]))
        else:
            found.append(("mark", match["mark2"]))
    return found


class Place:
    """An operand that is known at run time only."""

    def __init__(self, name, at):
        self.name, self.at = name, at


class Choice:
    """(condition ? one : other): a list of texts for both values of the condition."""

    def __init__(self, condition, yes, no):
        self.condition, self.branches = condition, (yes, no)


OPEN, CLOSE = {"(": ")", "[": "]", "{": "}"}, {")": "(", "]": "[", "}": "{"}


class File:
    """A source: its tokens, and the chains of operands joined by + in them."""

    def __init__(self, path):
        self.path = path
        self.tokens = tokens_of(path.read_text(encoding="utf-8"))
        self.partner, stack = {}, []
        for i, (kind, text) in enumerate(self.tokens):
            if kind == "mark" and text in OPEN:
                stack.append(i)
            elif kind == "mark" and text in CLOSE and stack:
                self.partner[i] = stack[-1]
                self.partner[stack.pop()] = i
        self.taken = set()  # tokens of literals that stand in a template
        self.inlined = set()  # where a chain begins that was written out elsewhere

    def is_mark(self, i, *marks):
        return 0 <= i < len(self.tokens) and self.tokens[i][0] == "mark" and self.tokens[i][1] in marks

    def kind(self, i):
        return self.tokens[i][0] if 0 <= i < len(self.tokens) else ""

    def is_operand_end(self, i):
        return self.kind(i) in ("name", "value", "text", "char", "raw") and self.tokens[i][1] != "return" \
            or self.is_mark(i, ")", "]", "}")

    # --- one operand, forwards: (item, index behind it) or None

    def operand(self, i):
        while self.is_mark(i, "*", "&", "!", "-"):
            i += 1
        begin = i
        if self.kind(i) == "text":
            words = ""
            while self.kind(i) == "text":
                words += self.tokens[i][1]
                i += 1
            if self.kind(i) == "name":
                return None  # a macro between literals: SQL
            return words, i
        if self.kind(i) == "char":
            return self.tokens[i][1], i + 1
        if self.is_mark(i, "("):
            end = self.partner.get(i)
            if end is None:
                return None
            inner = self.expression(i + 1, end)
            if inner is not None and not self.is_mark(end + 1, ".", "->", "(", "["):
                return inner, end + 1
            return self.postfix(end + 1, Place("", begin))
        if self.kind(i) in ("name", "value"):
            # std::string("...") is its literal, std::string() is nothing
            if [t[1] for t in self.tokens[i:i + 4]] == ["std", "::", "string", "("]:
                end = self.partner[i + 3]
                if end == i + 4:
                    return "", end + 1
                if all(self.kind(j) == "text" for j in range(i + 4, end)):
                    return "".join(self.tokens[j][1] for j in range(i + 4, end)), end + 1
            return self.postfix(i + 1, Place(self.tokens[i][1], begin))
        return None

    def postfix(self, i, place):
        while True:
            if self.is_mark(i, "::", ".", "->"):
                place.name = ""
                i += 2
            elif self.is_mark(i, "(", "[", "{"):
                if i not in self.partner:
                    return None
                place.name = ""
                i = self.partner[i] + 1
            elif self.is_mark(i, "<") and self.template_end(i):
                place.name = ""
                i = self.template_end(i)
            else:
                return place, i

    def template_end(self, i):
        depth = 0
        for j in range(i, min(i + 24, len(self.tokens))):
            if self.is_mark(j, "<"):
                depth += 1
            elif self.is_mark(j, ">"):
                depth -= 1
                if depth == 0:
                    return j + 1 if self.is_mark(j + 1, "(") else 0
            elif not (self.kind(j) in ("name", "value") or self.is_mark(j, "::", ",", "*", "&")):
                return 0
        return 0

    # --- operands joined by +: (items, index behind them) or None

    def chain(self, i):
        items = []
        while True:
            got = self.operand(i)
            if got is None:
                return None
            item, i = got
            items.extend(item if isinstance(item, list) else [item])
            if not self.is_mark(i, "+"):
                return items, i
            i += 1

    def expression(self, i, end):
        """A chain or a choice that fills [i, end): its items, or None."""
        question, colon, nested, j = None, None, 0, i
        while j < end:
            if self.is_mark(j, "(", "[", "{"):
                j = self.partner.get(j, j) + 1
                continue
            if self.is_mark(j, "?"):
                if question is None:
                    question = j
                else:
                    nested += 1
            elif self.is_mark(j, ":") and question is not None:
                if nested == 0 and colon is None:
                    colon = j
                else:
                    nested -= 1
            j += 1
        if question is not None and colon is not None:
            yes, no = self.expression(question + 1, colon), self.expression(colon + 1, end)
            if yes is None or no is None:
                return None
            # A branch without any words is a place; the words of the other are a template of their own.
            if any(branch and all(isinstance(item, Place) for item in branch) for branch in (yes, no)):
                return None
            condition = " ".join(text for _, text in self.tokens[i:question])
            return [Choice(condition, yes, no)]
        got = self.chain(i)
        return got[0] if got is not None and got[1] == end else None

    # --- backwards: where the chain begins that token i stands in

    def begin_of_operand(self, i):
        """i is the last token of an operand; its first one."""
        while True:
            if self.is_mark(i, ")", "]", "}"):
                i = self.partner.get(i, i)
                if self.is_operand_end(i - 1) and not self.is_mark(i - 1, "}"):
                    i -= 1
                    continue
                if self.is_mark(i - 1, ">"):
                    depth, j = 0, i - 1
                    while j > 0:
                        depth += 1 if self.is_mark(j, ">") else -1 if self.is_mark(j, "<") else 0
                        if depth == 0:
                            break
                        j -= 1
                    i = j - 1
                    continue
            elif self.kind(i) == "text":
                while self.kind(i - 1) == "text":
                    i -= 1
            if self.is_mark(i - 1, "::", ".", "->"):
                i -= 2
                continue
            return i

    def begin_of_chain(self, i):
        """Where the outermost chain begins in which the literal at i is an operand, or a choice of an operand."""
        begin = self.begin_of_level(i)
        while True:
            around = self.opening_around(begin)
            if around is None or not self.is_mark(around, "("):
                return begin
            is_string = [t[1] for t in self.tokens[max(0, around - 3):around]] == ["std", "::", "string"]
            is_group = not self.is_operand_end(around - 1) and not self.is_mark(around - 1, ">")
            if not is_string and not (is_group and self.expression(around + 1, self.partner[around])):
                return begin
            begin = self.begin_of_level(around)

    def opening_around(self, i):
        j = i - 1
        while j >= 0:
            if self.is_mark(j, ")", "]", "}"):
                j = self.partner.get(j, j)
            elif self.is_mark(j, "(", "[", "{"):
                return j
            j -= 1
        return None

    def begin_of_level(self, i):
        i = self.begin_of_operand(i)
        while True:
            j = i
            while self.is_mark(j - 1, "*", "!", "&") and not self.is_operand_end(j - 2):
                j -= 1
            if not self.is_mark(j - 1, "+"):
                return j
            i = self.begin_of_operand(j - 2)

    def call_around(self, i):
        """The names of the two innermost calls or declarations in whose parentheses or braces token i stands."""
        names = []
        j = i - 1
        while j >= 0 and len(names) < 2:
            if self.is_mark(j, ")", "]", "}"):
                j = self.partner.get(j, j)
            elif self.is_mark(j, "(", "{"):
                names.append(self.tokens[j - 1][1] if self.kind(j - 1) == "name" else "")
            elif self.is_mark(j, ";"):
                break
            j -= 1
        return names

    # --- a local text that is put into another

    def definition(self, name, at):
        """Where the initializer of the local `std::string NAME = ...;` begins that token `at` sees."""
        depth = 0
        for j in range(at - 1, 0, -1):
            if self.is_mark(j, "}"):
                depth += 1
            elif self.is_mark(j, "{"):
                depth = max(0, depth - 1)
            elif depth == 0 and self.tokens[j] == ("name", name):
                if self.is_mark(j + 1, "+="):
                    return None
                if self.is_mark(j + 1, "=") and self.tokens[j - 1] == ("name", "string"):
                    return j + 2
                if self.tokens[j - 1][1] in ("&", "string", "string_view", "*", "auto"):
                    return None  # a parameter or another declaration
        return None

    def stands_alone(self, name, begin):
        """Whether the local text that begins there is also used as it is."""
        depth = 0
        for j in range(begin, len(self.tokens)):
            depth += self.is_mark(j, "{") - self.is_mark(j, "}")
            if depth < 0:
                return False
            if self.tokens[j] == ("name", name) and not self.is_mark(j - 1, "+", ".", "->") \
                    and not self.is_mark(j + 1, "+"):
                return True
        return False

    def written_out(self, items):
        out = []
        for item in items:
            if isinstance(item, Choice):
                out.append(Choice(item.condition, *(self.written_out(branch) for branch in item.branches)))
            elif isinstance(item, Place) and item.name:
                begin = self.definition(item.name, item.at)
                got = self.chain(begin) if begin is not None else None
                if got is not None and self.is_mark(got[1], ";") and any(map(has_words, variants(got[0]))):
                    if not self.stands_alone(item.name, begin):
                        self.inlined.add(begin)
                    out.extend(self.written_out(got[0]))
                else:
                    out.append(item)
            else:
                out.append(item)
        return out

    def chains(self):
        found = []
        for i, (kind, _) in enumerate(self.tokens):
            if kind != "text" or i in self.taken:
                continue
            begin = self.begin_of_chain(i)
            got = self.chain(begin)
            if got is None or got[1] <= i:
                continue
            self.taken.update(
                j for j in range(begin, got[1]) if self.kind(j) == "text" and self.is_direct(j, begin))
            found.append((begin, self.written_out(got[0])))
        return found

    def is_direct(self, j, begin):
        """Whether a literal stands in the chain itself or in one of its choices, not in an argument of a call."""
        k = j - 1
        while k >= begin:
            if self.is_mark(k, ")", "]", "}"):
                k = self.partner.get(k, k)
            elif self.is_mark(k, "[", "{"):
                return False
            elif self.is_mark(k, "(") and self.kind(k - 1) == "name":
                return [t[1] for t in self.tokens[k - 3:k]] == ["std", "::", "string"]
            elif self.is_mark(k, "(") and self.expression(k + 1, self.partner[k]) is None:
                return False
            k -= 1
        return True

    def templates(self):
        chains = self.chains()
        for begin, items in chains:
            calls = self.call_around(begin)
            if begin in self.inlined or any(call in CALLS_LEFT_OUT for call in calls):
                continue
            is_action = calls[:1] and calls[0] in ACTION_CALLS and self.is_mark(begin - 1, "(")
            for pieces in variants(items):
                if is_action:
                    pieces = ["Could not ", *pieces, " ", None]
                elif pieces[:len(ACTION)] == ACTION:
                    pieces = [None, *pieces[len(ACTION):]]
                template = numbered(pieces)
                if template:
                    yield template


def variants(items, known=None):
    """Every list of literals and None (a place) that the items can give; one condition has one value."""
    known = known or {}
    if not items:
        return [[]]
    head, rest = items[0], items[1:]
    if isinstance(head, Choice):
        out = []
        for value in (True, False):
            if known.get(head.condition, value) != value:
                continue
            now = {**known, head.condition: value}
            for chosen in variants(head.branches[0 if value else 1], now):
                out.extend(chosen + tail for tail in variants(rest, now))
        return out
    first = [None] if isinstance(head, Place) else [head]
    return [first + tail for tail in variants(rest, known)]


def has_words(pieces):
    text = " ".join(piece for piece in pieces if piece)
    return bool(re.search(r"[A-Za-z]{2,}", text)) and " " in text


def numbered(pieces):
    merged = []
    for piece in pieces:
        if piece and merged and merged[-1] is not None:
            merged[-1] += piece
        elif piece or piece is None and merged[-1:] != [None]:
            merged.append(piece)
    if not merged:
        return None
    first, last = merged[0], merged[-1]
    if first is not None and re.match(r"[ :;,.)]|['\"][ :;,.]", first):
        merged.insert(0, None)
    if last is not None and re.search(r"[ (]$|[:;,] ?$", last):
        merged.append(None)
    words = [word for piece in merged if piece for word in re.findall(r"[A-Za-z]{2,}", piece)]
    text = "".join(piece for piece in merged if piece)
    if " " not in text or SQL.match(text) or not any(re.search(r"[a-z]{3,}", word) for word in words):
        return None
    out, number = "", 0
    for piece in merged:
        if piece is None:
            number += 1
            out += f"%{number}"
        else:
            out += piece
    return out


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def all_templates():
    """{template: the file that has it first}, in the order of the files."""
    found = {}
    for path in sorted(itertools.chain((ROOT / "core").rglob("*.cpp"), (ROOT / "core").rglob("*.h"))):
        if path.relative_to(ROOT / "core").parts[0] not in ROOMS_LEFT_OUT:
            for template in File(path).templates():
                found.setdefault(template, path.relative_to(ROOT).as_posix())
    if gone := LEFT_OUT - found.keys():
        sys.exit(f"LEFT_OUT names what core does not say any more: {sorted(gone)}")
    return {template: path for template, path in found.items() if template not in LEFT_OUT}


def contents():
    lines = [
        "// SPDX-License-Identifier: GPL-3.0-or-later",
        "// Made by packaging/translate from the sources of core; a test compares the two.",
        '#include "ui/sentence/coretemplates.h"',
        "",
        "#include <QtGlobal>",
        "",
        "namespace dankai::ui {",
        "",
        "// clang-format off",
        "static constexpr const char* templates[] = {",
    ]
    shown = None
    for template, path in all_templates().items():
        if path != shown:
            lines.append(f"    // {path}")
            shown = path
        lines.append(f'    QT_TRANSLATE_NOOP("core", {quoted(template)}),')
    lines += [
        "};",
        "",
        "// clang-format on",
        "",
        "std::span<const char* const> coreTemplates()",
        "{",
        "    return templates;",
        "}",
        "",
        "} // namespace dankai::ui",
        "",
    ]
    return "\n".join(lines)


def main():
    made = contents()
    if sys.argv[1:] == ["--check"]:
        if TARGET.read_text(encoding="utf-8") != made:
            sys.exit(f"{TARGET.relative_to(ROOT)} is not what core's sources give: run packaging/translate.")
    elif len(sys.argv) == 1:
        TARGET.write_text(made, encoding="utf-8")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
