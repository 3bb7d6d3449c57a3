// SPDX-License-Identifier: Apache-2.0
// The filters and tests of chat templates, with the behaviour of Jinja 3.1 and transformers' tojson.
#include "core/base/utf8.h"
#include "core/tokenizer/jinjaruntime.h"
#include "core/tokenizer/jinjatext.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

struct Call
{
    const std::string& name;
    const JinjaValue& value;
    const JinjaArguments& arguments;
    JinjaBudget& budget;

    std::vector<std::optional<JinjaValue>> bind(std::initializer_list<std::string_view> parameters) const
    {
        return arguments.bind(name, parameters);
    }

    std::vector<JinjaValue> items() const { return jinjaItems(value, budget); }

    std::string text() const
    {
        budget.charge(value.weight());
        return toText(value);
    }
};

bool isTrue(const std::optional<JinjaValue>& value)
{
    return value && value->isTrue();
}

// "a.b.0" as Jinja's filters look it up.
JinjaValue attributeOf(const JinjaValue& item, const JinjaValue& path)
{
    if (!path.isText())
        return jinjaItem(item, path);
    JinjaValue value = item;
    for (const std::string& part : splitText(path.text(), ".", -1)) {
        const bool isNumber = !part.empty() && part.size() < 10
            && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
        value = isNumber ? jinjaItem(value, std::int64_t(std::stoll(part))) : jinjaItem(value, part);
    }
    return value;
}

JinjaValue lowered(const JinjaValue& value)
{
    return value.isText() ? JinjaValue(lowerText(value.text())) : value;
}

// What sort, unique, min, max compare: an attribute, without case unless asked.
JinjaValue sortKey(const JinjaValue& item, const std::optional<JinjaValue>& attribute, bool isCaseSensitive)
{
    const JinjaValue key = attribute && !attribute->isNone() ? attributeOf(item, *attribute) : item;
    return isCaseSensitive ? key : lowered(key);
}

JinjaValue filterDefault(const Call& call)
{
    const auto bound = call.bind({"default_value", "boolean"});
    const bool isMissing = call.value.isUndefined() || (isTrue(bound[1]) && !call.value.isTrue());
    return isMissing ? bound[0].value_or(std::string()) : call.value;
}

JinjaValue filterJoin(const Call& call)
{
    const auto bound = call.bind({"d", "attribute"});
    const std::string between = bound[0] ? toText(*bound[0]) : std::string();
    std::string joined;
    bool isFirst = true;
    for (const JinjaValue& item : call.items()) {
        const std::string part
            = toText(bound[1] && !bound[1]->isNone() ? attributeOf(item, *bound[1]) : item);
        call.budget.charge(static_cast<std::int64_t>(part.size() + between.size()));
        joined += (isFirst ? std::string() : between) + part;
        isFirst = false;
    }
    return joined;
}

JinjaValue filterFirstLast(const Call& call)
{
    call.bind({});
    const auto items = call.items();
    if (items.empty())
        return JinjaValue::undefined("No " + call.name + " item, sequence was empty.");
    return call.name == "first" ? items.front() : items.back();
}

JinjaValue filterReverse(const Call& call)
{
    call.bind({});
    auto items = call.items();
    std::reverse(items.begin(), items.end());
    if (!call.value.isText())
        return JinjaValue::list(std::move(items));
    std::string text;
    for (const JinjaValue& item : items)
        text += item.text();
    return text;
}

// select, reject, selectattr, rejectattr.
JinjaValue filterSelect(const Call& call)
{
    const bool usesAttribute = call.name.ends_with("attr");
    const bool keepsTrue = call.name.starts_with("select");
    JinjaArguments rest = call.arguments;
    const auto takeFirst = [&rest] {
        JinjaValue first = rest.positional.front();
        rest.positional.erase(rest.positional.begin());
        return first;
    };
    if (usesAttribute && rest.positional.empty())
        throw JinjaError(call.name + " needs the name of an attribute");
    const JinjaValue attribute = usesAttribute ? takeFirst() : JinjaValue();
    const JinjaValue test = rest.positional.empty() ? JinjaValue() : takeFirst();
    if (!test.isUndefined() && !test.isText())
        throw JinjaError(call.name + " needs the name of a test");
    std::vector<JinjaValue> kept;
    for (const JinjaValue& item : call.items()) {
        const JinjaValue subject = usesAttribute ? attributeOf(item, attribute) : item;
        call.budget.charge(16);
        const bool holds
            = test.isText() ? applyJinjaTest(test.text(), subject, rest, call.budget) : subject.isTrue();
        if (holds == keepsTrue)
            kept.push_back(item);
    }
    return JinjaValue::list(std::move(kept));
}

JinjaValue filterMap(const Call& call)
{
    std::vector<JinjaValue> mapped;
    if (call.arguments.positional.empty()) {
        const auto bound = call.bind({"attribute", "default"});
        if (!bound[0])
            throw JinjaError("map needs a filter or attribute=");
        for (const JinjaValue& item : call.items()) {
            JinjaValue value = attributeOf(item, *bound[0]);
            mapped.push_back(value.isUndefined() && bound[1] ? *bound[1] : value);
        }
        return JinjaValue::list(std::move(mapped));
    }
    JinjaArguments rest = call.arguments;
    const JinjaValue filter = rest.positional.front();
    rest.positional.erase(rest.positional.begin());
    if (!filter.isText() || filter.text() == "map")
        throw JinjaError("map needs the name of a filter other than map");
    for (const JinjaValue& item : call.items()) {
        call.budget.charge(16);
        mapped.push_back(applyJinjaFilter(filter.text(), item, rest, call.budget));
    }
    return JinjaValue::list(std::move(mapped));
}

JinjaValue filterSort(const Call& call)
{
    const auto bound = call.bind({"reverse", "case_sensitive", "attribute"});
    auto items = call.items();
    std::vector<std::pair<JinjaValue, JinjaValue>> keyed;
    keyed.reserve(items.size());
    for (JinjaValue& item : items)
        keyed.emplace_back(sortKey(item, bound[2], isTrue(bound[1])), std::move(item));
    call.budget.charge(static_cast<std::int64_t>(keyed.size()) * 64);
    // Equal items keep their order in both directions, as Python's sorted(reverse=True).
    const bool isReverse = isTrue(bound[0]);
    std::stable_sort(keyed.begin(), keyed.end(), [isReverse](const auto& a, const auto& b) {
        return isReverse ? compareOrder(b.first, a.first) < 0 : compareOrder(a.first, b.first) < 0;
    });
    items.clear();
    for (auto& [key, item] : keyed)
        items.push_back(std::move(item));
    return JinjaValue::list(std::move(items));
}

JinjaValue filterDictSort(const Call& call)
{
    const auto bound = call.bind({"case_sensitive", "by", "reverse"});
    const JinjaDict* dict = call.value.asDict();
    if (dict == nullptr)
        throw JinjaError(std::string("dictsort needs a dict, not ") + call.value.typeName());
    const bool byValue = bound[1] && bound[1]->isText() && bound[1]->text() == "value";
    auto items = dict->items;
    call.budget.charge(static_cast<std::int64_t>(items.size()) * 64);
    const auto key = [&](const auto& item) {
        return sortKey(byValue ? item.second : item.first, std::nullopt, isTrue(bound[0]));
    };
    const bool isReverse = isTrue(bound[2]);
    std::stable_sort(items.begin(), items.end(), [&](const auto& a, const auto& b) {
        return isReverse ? compareOrder(key(b), key(a)) < 0 : compareOrder(key(a), key(b)) < 0;
    });
    std::vector<JinjaValue> sorted;
    sorted.reserve(items.size());
    for (const auto& [name, value] : items)
        sorted.push_back(JinjaValue::tuple({name, value}));
    return JinjaValue::list(std::move(sorted));
}

JinjaValue filterUnique(const Call& call)
{
    const auto bound = call.bind({"case_sensitive", "attribute"});
    std::vector<JinjaValue> kept;
    std::vector<JinjaValue> keys;
    for (const JinjaValue& item : call.items()) {
        JinjaValue key = sortKey(item, bound[1], isTrue(bound[0]));
        call.budget.charge(static_cast<std::int64_t>(keys.size()));
        if (std::any_of(
                keys.begin(), keys.end(), [&](const JinjaValue& known) { return areEqual(known, key); }))
            continue;
        keys.push_back(std::move(key));
        kept.push_back(item);
    }
    return JinjaValue::list(std::move(kept));
}

JinjaValue filterMinMax(const Call& call)
{
    const auto bound = call.bind({"case_sensitive", "attribute"});
    const auto items = call.items();
    if (items.empty())
        return JinjaValue::undefined("No aggregated item, sequence was empty.");
    const JinjaValue* best = &items.front();
    for (const JinjaValue& item : items) {
        const int order = compareOrder(
            sortKey(item, bound[1], isTrue(bound[0])), sortKey(*best, bound[1], isTrue(bound[0])));
        if (call.name == "min" ? order < 0 : order > 0)
            best = &item;
    }
    return *best;
}

JinjaValue filterSum(const Call& call)
{
    const auto bound = call.bind({"attribute", "start"});
    JinjaValue sum = bound[1].value_or(std::int64_t(0));
    for (const JinjaValue& item : call.items()) {
        const JinjaValue part = bound[0] && !bound[0]->isNone() ? attributeOf(item, *bound[0]) : item;
        std::int64_t whole = 0;
        if (!part.isNumber() || !sum.isNumber())
            throw JinjaError(std::string("sum needs numbers, found ") + part.typeName());
        if (part.isReal() || sum.isReal()
            || __builtin_add_overflow(sum.toInteger(), part.toInteger(), &whole))
            sum = sum.toReal() + part.toReal();
        else
            sum = whole;
    }
    return sum;
}

JinjaValue filterItems(const Call& call)
{
    call.bind({});
    std::vector<JinjaValue> items;
    if (call.value.isUndefined())
        return JinjaValue::list({});
    const JinjaDict* dict = call.value.asDict();
    if (dict == nullptr)
        throw JinjaError("Can only get item pairs from a mapping.");
    for (const auto& [key, value] : dict->items)
        items.push_back(JinjaValue::tuple({key, value}));
    return JinjaValue::list(std::move(items));
}

JinjaValue filterReplace(const Call& call)
{
    const auto bound = call.bind({"old", "new", "count"});
    if (!bound[0] || !bound[1])
        throw JinjaError("replace needs what to replace and with what");
    const std::string text = call.text();
    const std::string from = toText(*bound[0]);
    const std::string to = toText(*bound[1]);
    call.budget.charge(
        static_cast<std::int64_t>((text.size() / std::max<std::size_t>(1, from.size()) + 1) * to.size()));
    const bool isLimited = bound[2] && bound[2]->isInteger();
    return replaceText(text, from, to, isLimited ? bound[2]->toInteger() : -1);
}

// Jinja's own title: a word begins after spaces, hyphens and opening brackets.
JinjaValue filterTitle(const Call& call)
{
    call.bind({});
    const std::string text = call.text();
    std::string title;
    bool isWordStart = true;
    for (const std::string& character : characters(text)) {
        const char32_t point = codePointAt(character, 0).value;
        const bool isBorder = isPythonSpace(point) || point == U'-' || point == U'(' || point == U'{'
            || point == U'[' || point == U'<';
        title += isBorder ? character : isWordStart ? upperText(character) : lowerText(character);
        isWordStart = isBorder;
    }
    return title;
}

JinjaValue filterIndent(const Call& call)
{
    const auto bound = call.bind({"width", "first", "blank"});
    std::string indent = "    ";
    if (bound[0] && bound[0]->isText())
        indent = bound[0]->text();
    else if (bound[0] && bound[0]->isInteger())
        indent.assign(
            static_cast<std::size_t>(std::clamp<std::int64_t>(bound[0]->toInteger(), 0, 1000)), ' ');
    const auto lines = splitLines(call.text() + "\n");
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool isIndented = i == 0 ? isTrue(bound[1]) : isTrue(bound[2]) || !lines[i].empty();
        call.budget.charge(static_cast<std::int64_t>(indent.size()));
        text += (i > 0 ? "\n" : "") + (isIndented ? indent : std::string()) + lines[i];
    }
    return text;
}

std::optional<std::int64_t> parsedInteger(std::string_view text, int base)
{
    const std::string trimmed = stripText(text, StripSides::Both, std::nullopt);
    std::string_view digits = trimmed;
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    std::int64_t value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (digits.empty() || result.ec != std::errc() || result.ptr != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<double> parsedReal(std::string_view text)
{
    const std::string trimmed = stripText(text, StripSides::Both, std::nullopt);
    std::string_view digits = trimmed;
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    double value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || result.ec != std::errc() || result.ptr != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> wholePart(double value)
{
    constexpr double limit = 9.2e18;
    if (!(value > -limit && value < limit))
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

JinjaValue filterInt(const Call& call)
{
    const auto bound = call.bind({"default", "base"});
    std::optional<std::int64_t> number;
    if (call.value.isText()) {
        const bool hasBase = bound[1] && bound[1]->isInteger();
        const std::int64_t base = hasBase ? bound[1]->toInteger() : 10;
        if (base < 2 || base > 36)
            throw JinjaError("int needs a base from 2 to 36");
        number = parsedInteger(call.value.text(), static_cast<int>(base));
        if (!number)
            if (const auto real = parsedReal(call.value.text()))
                number = wholePart(*real);
    } else if (call.value.isReal()) {
        number = wholePart(call.value.toReal());
    } else if (call.value.isNumber()) {
        number = call.value.toInteger();
    }
    return number ? JinjaValue(*number) : bound[0].value_or(std::int64_t(0));
}

JinjaValue filterFloat(const Call& call)
{
    const auto bound = call.bind({"default"});
    if (call.value.isNumber())
        return call.value.toReal();
    if (call.value.isText())
        if (const auto number = parsedReal(call.value.text()))
            return *number;
    return bound[0].value_or(0.0);
}

JinjaValue filterRound(const Call& call)
{
    const auto bound = call.bind({"precision", "method"});
    if (!call.value.isNumber())
        throw JinjaError(std::string("round needs a number, not ") + call.value.typeName());
    const std::int64_t precision = bound[0] && bound[0]->isInteger() ? bound[0]->toInteger() : 0;
    const std::string method = bound[1] && bound[1]->isText() ? bound[1]->text() : "common";
    if (precision < 0 || precision > 15)
        throw JinjaError("round with a precision of " + std::to_string(precision)
            + " is outside the part of Jinja that chat templates use");
    const double scale = std::pow(10.0, static_cast<double>(precision));
    if (method == "ceil")
        return std::ceil(call.value.toReal() * scale) / scale;
    if (method == "floor")
        return std::floor(call.value.toReal() * scale) / scale;
    if (call.value.isInteger() || call.value.isBoolean())
        return call.value.toInteger(); // stays whole, as in Python
    // Python rounds the exact decimal value, halves to even: so does printing with that many digits.
    std::array<char, 400> buffer;
    const double value = call.value.toReal();
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
        std::chars_format::fixed, static_cast<int>(precision))
                         .ptr;
    double rounded = value;
    std::from_chars(buffer.data(), end, rounded);
    return rounded;
}

JinjaValue filterAbs(const Call& call)
{
    call.bind({});
    if (!call.value.isNumber())
        throw JinjaError(std::string("abs needs a number, not ") + call.value.typeName());
    if (call.value.isReal())
        return std::abs(call.value.toReal());
    const std::int64_t value = call.value.toInteger();
    if (value == std::numeric_limits<std::int64_t>::min())
        throw JinjaError("a whole number grew too large");
    return value < 0 ? -value : value;
}

JinjaValue filterToJson(const Call& call)
{
    const auto bound = call.bind({"ensure_ascii", "indent", "separators", "sort_keys"});
    JsonStyle style;
    style.isAscii = isTrue(bound[0]);
    style.sortsKeys = isTrue(bound[3]);
    if (bound[1] && !bound[1]->isNone()) {
        style.isIndented = true;
        style.itemSeparator = ",";
        if (bound[1]->isText())
            style.indent = bound[1]->text();
        else if (bound[1]->isInteger())
            style.indent.assign(
                static_cast<std::size_t>(std::clamp<std::int64_t>(bound[1]->toInteger(), 0, 100)), ' ');
    }
    if (bound[2] && !bound[2]->isNone()) {
        const JinjaList* pair = bound[2]->asList();
        if (pair == nullptr || pair->items.size() != 2 || !pair->items[0].isText()
            || !pair->items[1].isText())
            throw JinjaError("tojson: separators must be two texts");
        style.itemSeparator = pair->items[0].text();
        style.keySeparator = pair->items[1].text();
    }
    const std::int64_t perItem = static_cast<std::int64_t>(
        style.itemSeparator.size() + style.keySeparator.size() + (style.indent.size() + 1) * 8);
    call.budget.charge(call.value.weight() * (1 + perItem / 4));
    return toJsonText(call.value, style);
}

// With the HTML characters as entities.
JinjaValue filterEscape(const Call& call)
{
    call.bind({});
    std::string escaped;
    for (const char c : call.text()) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        case '"':
            escaped += "&#34;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

JinjaValue filterTrim(const Call& call)
{
    const auto bound = call.bind({"chars"});
    std::optional<std::string> set;
    if (bound[0] && !bound[0]->isNone())
        set = toText(*bound[0]);
    return stripText(call.text(), StripSides::Both, set);
}

JinjaValue filterCase(const Call& call)
{
    call.bind({});
    const std::string text = call.text();
    return call.name == "upper" ? upperText(text)
        : call.name == "lower"  ? lowerText(text)
                                : capitalizeText(text);
}

JinjaValue filterString(const Call& call)
{
    call.bind({});
    return call.text();
}

JinjaValue filterList(const Call& call)
{
    call.bind({});
    return JinjaValue::list(call.items());
}

JinjaValue filterLength(const Call& call)
{
    call.bind({});
    return jinjaLength(call.value);
}

struct NamedFilter
{
    std::string_view name;
    JinjaValue (*apply)(const Call&);
};

constexpr NamedFilter filters[] = {{"default", filterDefault}, {"d", filterDefault}, {"join", filterJoin},
    {"first", filterFirstLast}, {"last", filterFirstLast}, {"reverse", filterReverse},
    {"select", filterSelect}, {"reject", filterSelect}, {"selectattr", filterSelect},
    {"rejectattr", filterSelect}, {"map", filterMap}, {"sort", filterSort}, {"dictsort", filterDictSort},
    {"unique", filterUnique}, {"min", filterMinMax}, {"max", filterMinMax}, {"sum", filterSum},
    {"items", filterItems}, {"replace", filterReplace}, {"title", filterTitle}, {"indent", filterIndent},
    {"int", filterInt}, {"float", filterFloat}, {"round", filterRound}, {"abs", filterAbs},
    {"tojson", filterToJson}, {"escape", filterEscape}, {"e", filterEscape}, {"trim", filterTrim},
    {"upper", filterCase}, {"lower", filterCase}, {"capitalize", filterCase}, {"string", filterString},
    {"safe", filterString}, {"list", filterList}, {"length", filterLength}, {"count", filterLength}};

bool isCompared(const std::string& name, const JinjaValue& left, const JinjaValue& right)
{
    if (name == "eq" || name == "equalto" || name == "==")
        return areEqual(left, right);
    if (name == "ne" || name == "!=")
        return !areEqual(left, right);
    if (name == "in")
        return jinjaContains(right, left);
    if (name == "sameas")
        return left.data.index() == right.data.index() && areEqual(left, right);
    const int order = compareOrder(left, right);
    if (name == "lt" || name == "lessthan" || name == "<")
        return order < 0;
    if (name == "gt" || name == "greaterthan" || name == ">")
        return order > 0;
    return name == "le" || name == "<=" ? order <= 0 : order >= 0;
}

std::int64_t neededInteger(const JinjaValue& value, const std::string& name)
{
    if (!value.isInteger() && !value.isBoolean())
        throw JinjaError("the test \"" + name + "\" needs an int, not " + value.typeName());
    return value.toInteger();
}

} // namespace

JinjaValue applyJinjaFilter(
    const std::string& name, const JinjaValue& value, const JinjaArguments& arguments, JinjaBudget& budget)
{
    budget.charge(value.cost());
    for (const NamedFilter& filter : filters)
        if (filter.name == name)
            return filter.apply({name, value, arguments, budget});
    throw JinjaError("the filter \"" + name + "\" is outside the part of Jinja that chat templates use");
}

bool applyJinjaTest(
    const std::string& name, const JinjaValue& value, const JinjaArguments& arguments, JinjaBudget& budget)
{
    budget.charge(value.cost());
    static constexpr std::array<std::string_view, 17> comparisons{"eq", "equalto", "==", "ne", "!=", "in",
        "sameas", "lt", "lessthan", "<", "gt", "greaterthan", ">", "le", "<=", "ge", ">="};
    if (std::find(comparisons.begin(), comparisons.end(), name) != comparisons.end()) {
        const auto bound = arguments.bind(name, {"other"});
        if (!bound[0])
            throw JinjaError("the test \"" + name + "\" needs a value to compare with");
        budget.charge(std::min(value.weight(), bound[0]->weight()) + bound[0]->cost());
        return isCompared(name, value, *bound[0]);
    }
    if (name == "divisibleby") {
        const auto bound = arguments.bind(name, {"num"});
        const std::int64_t divisor = neededInteger(bound[0].value_or(std::int64_t(0)), name);
        if (divisor == 0)
            throw JinjaError("the test \"divisibleby\" needs a number other than 0");
        return divisor == -1 || neededInteger(value, name) % divisor == 0;
    }
    arguments.bind(name, {});
    if (name == "defined")
        return !value.isUndefined();
    if (name == "undefined")
        return value.isUndefined();
    if (name == "none")
        return value.isNone();
    if (name == "string")
        return value.isText();
    if (name == "mapping")
        return value.asDict() != nullptr;
    if (name == "iterable")
        return value.isText() || value.isUndefined() || value.asList() != nullptr || value.asDict() != nullptr
            || value.asLoop() != nullptr;
    if (name == "sequence")
        return value.isText() || value.isUndefined() || value.asList() != nullptr
            || value.asDict() != nullptr;
    if (name == "number")
        return value.isNumber();
    if (name == "integer")
        return value.isInteger();
    if (name == "float")
        return value.isReal();
    if (name == "boolean")
        return value.isBoolean();
    if (name == "true")
        return value.isBoolean() && value.isTrue();
    if (name == "false")
        return value.isBoolean() && !value.isTrue();
    if (name == "even")
        return neededInteger(value, name) % 2 == 0;
    if (name == "odd")
        return neededInteger(value, name) % 2 != 0;
    if (name == "callable")
        return value.asFunction() != nullptr;
    if (name == "lower")
        return callJinjaMethod(toText(value), "islower", {}, budget).isTrue();
    if (name == "upper")
        return callJinjaMethod(toText(value), "isupper", {}, budget).isTrue();
    throw JinjaError("the test \"" + name + "\" is outside the part of Jinja that chat templates use");
}

} // namespace dankai
