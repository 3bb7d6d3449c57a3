// SPDX-License-Identifier: Apache-2.0
// Attributes, items and methods: what Python's str, list and dict offer to a template.
#include "core/base/utf8.h"
#include "core/tokenizer/jinjaruntime.h"
#include "core/tokenizer/jinjatext.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace dankai {

namespace {

using Arguments = std::vector<std::optional<JinjaValue>>;

constexpr std::array<std::string_view, 38> textMethods{"strip", "lstrip", "rstrip", "split", "rsplit",
    "splitlines", "startswith", "endswith", "upper", "lower", "capitalize", "title", "replace", "find",
    "rfind", "index", "rindex", "count", "join", "isdigit", "isdecimal", "isnumeric", "isalpha", "isalnum",
    "isspace", "isupper", "islower", "zfill", "ljust", "rjust", "removeprefix", "removesuffix", "partition",
    "rpartition", "swapcase", "casefold", "format", "encode"};
constexpr std::array<std::string_view, 5> dictMethods{"get", "items", "keys", "values", "copy"};
constexpr std::array<std::string_view, 5> dictChangers{"pop", "popitem", "update", "clear", "setdefault"};
constexpr std::array<std::string_view, 3> listMethods{"index", "count", "copy"};
constexpr std::array<std::string_view, 8> listChangers{
    "append", "extend", "insert", "pop", "remove", "reverse", "sort", "clear"};

template <class Names>
bool has(const Names& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<std::string> textArgument(const std::optional<JinjaValue>& value, const std::string& what)
{
    if (!value || value->isNone())
        return std::nullopt;
    if (!value->isText())
        throw JinjaError(what + "() needs a str, not " + value->typeName());
    return value->text();
}

std::string neededText(const std::optional<JinjaValue>& value, const std::string& what)
{
    const auto text = textArgument(value, what);
    if (!text)
        throw JinjaError(what + "() needs a str");
    return *text;
}

std::int64_t integerArgument(
    const std::optional<JinjaValue>& value, std::int64_t fallback, const std::string& what)
{
    if (!value)
        return fallback;
    if (!value->isInteger() && !value->isBoolean())
        throw JinjaError(what + "() needs an int, not " + value->typeName());
    return value->toInteger();
}

JinjaValue textList(std::vector<std::string> parts)
{
    std::vector<JinjaValue> items;
    items.reserve(parts.size());
    for (std::string& part : parts)
        items.emplace_back(std::move(part));
    return JinjaValue::list(std::move(items));
}

// startswith and endswith take one text or a tuple of them.
bool matchesAny(const std::optional<JinjaValue>& parts, const std::string& what, auto matches)
{
    if (parts && parts->asList() != nullptr && parts->asList()->isTuple)
        return std::any_of(parts->asList()->items.begin(), parts->asList()->items.end(),
            [&](const JinjaValue& part) { return matches(neededText(part, what)); });
    return matches(neededText(parts, what));
}

bool allCharacters(std::string_view text, auto isFine)
{
    if (text.empty())
        return false;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        if (!isFine(static_cast<UChar32>(point.value)))
            return false;
        i += point.length;
    }
    return true;
}

bool isNumericCharacter(UChar32 c)
{
    return u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

bool isDigitCharacter(UChar32 c)
{
    const auto type = u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE);
    return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

JinjaValue partition(
    const std::string& text, const std::string& separator, std::size_t found, bool isFromRight)
{
    if (separator.empty())
        throw JinjaError("partition() needs a separator that is not empty");
    if (found == std::string::npos)
        return isFromRight ? JinjaValue::tuple({std::string(), std::string(), text})
                           : JinjaValue::tuple({text, std::string(), std::string()});
    return JinjaValue::tuple({text.substr(0, found), separator, text.substr(found + separator.size())});
}

std::string padded(const std::string& text, const Arguments& bound, const std::string& name)
{
    const std::int64_t width = integerArgument(bound[0], 0, name);
    const std::string fill = textArgument(bound[1], name).value_or(name == "zfill" ? "0" : " ");
    std::string padding;
    const auto missing = width - static_cast<std::int64_t>(codePointCount(text));
    if (missing > (1 << 20))
        throw JinjaError(name + "() makes too long a text");
    for (std::int64_t i = 0; i < missing; ++i)
        padding += fill;
    if (name == "ljust")
        return text + padding;
    const bool hasSign = name == "zfill" && !text.empty() && (text[0] == '-' || text[0] == '+');
    return hasSign ? text[0] + padding + text.substr(1) : padding + text;
}

// Places are counted in code points.
std::int64_t pointsBefore(const std::string& text, std::size_t place)
{
    return static_cast<std::int64_t>(codePointCount(std::string_view(text).substr(0, place)));
}

JinjaValue findText(const std::string& text, const std::string& part, const std::string& name)
{
    const std::size_t found = name[0] == 'r' ? text.rfind(part) : text.find(part);
    if (found != std::string::npos)
        return pointsBefore(text, found);
    if (name.ends_with("index"))
        throw JinjaError("substring not found");
    return std::int64_t(-1);
}

JinjaValue testText(const std::string& text, const std::string& name)
{
    if (name == "isdigit")
        return allCharacters(text, isDigitCharacter);
    if (name == "isdecimal")
        return allCharacters(text, [](UChar32 c) { return u_charType(c) == U_DECIMAL_DIGIT_NUMBER; });
    if (name == "isnumeric")
        return allCharacters(text, isNumericCharacter);
    if (name == "isalpha")
        return allCharacters(text, [](UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0; });
    if (name == "isalnum")
        return allCharacters(
            text, [](UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0 || isNumericCharacter(c); });
    if (name == "isspace")
        return allCharacters(text, [](UChar32 c) { return isPythonSpace(static_cast<char32_t>(c)); });
    const bool wantsUpper = name == "isupper";
    bool hasCase = false;
    bool isFine = true;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        const auto c = static_cast<UChar32>(point.value);
        const bool isUpper = u_isUUppercase(c) != 0;
        const bool isLower = u_isULowercase(c) != 0;
        hasCase = hasCase || (wantsUpper ? isUpper : isLower);
        isFine = isFine && !(wantsUpper ? isLower : isUpper) && u_charType(c) != U_TITLECASE_LETTER;
        i += point.length;
    }
    return hasCase && isFine;
}

std::string swappedCase(const std::string& text)
{
    std::string swapped;
    for (const std::string& character : characters(text)) {
        const auto c = static_cast<UChar32>(codePointAt(character, 0).value);
        swapped += u_isUUppercase(c) != 0 ? lowerText(character) : upperText(character);
    }
    return swapped;
}

JinjaValue callTextMethod(
    const std::string& text, const std::string& name, const JinjaArguments& arguments, JinjaBudget& budget)
{
    budget.charge(static_cast<std::int64_t>(text.size()));
    const auto bind
        = [&](std::initializer_list<std::string_view> names) { return arguments.bind(name, names); };
    if (name == "strip" || name == "lstrip" || name == "rstrip") {
        const auto side = name == "strip" ? StripSides::Both
            : name == "lstrip"            ? StripSides::Left
                                          : StripSides::Right;
        return stripText(text, side, textArgument(bind({"chars"})[0], name));
    }
    if (name == "split" || name == "rsplit") {
        const auto bound = bind({"sep", "maxsplit"});
        const auto separator = textArgument(bound[0], name);
        if (separator && separator->empty())
            throw JinjaError("empty separator");
        const std::int64_t limit = integerArgument(bound[1], -1, name);
        auto parts = name == "split" ? splitText(text, separator, limit)
                                     : splitTextFromRight(text, separator, limit);
        budget.charge(static_cast<std::int64_t>(parts.size()) * 32);
        return textList(std::move(parts));
    }
    if (name == "splitlines") {
        const auto bound = bind({"keepends"});
        if (bound[0] && bound[0]->isTrue())
            throw JinjaError(
                "splitlines(keepends=True) is outside the part of Jinja that chat templates use");
        return textList(splitLines(text));
    }
    if (name == "startswith" || name == "endswith") {
        const auto bound = bind({"prefix"});
        return matchesAny(bound[0], name, [&](const std::string& part) {
            return name == "startswith" ? text.starts_with(part) : text.ends_with(part);
        });
    }
    if (name == "replace") {
        const auto bound = bind({"old", "new", "count"});
        const std::string to = neededText(bound[1], name);
        const std::string from = neededText(bound[0], name);
        budget.charge(
            static_cast<std::int64_t>((text.size() / std::max<std::size_t>(1, from.size()) + 1) * to.size()));
        return replaceText(text, from, to, integerArgument(bound[2], -1, name));
    }
    if (name == "find" || name == "rfind" || name == "index" || name == "rindex")
        return findText(text, neededText(bind({"sub"})[0], name), name);
    if (name == "count") {
        const std::string part = neededText(bind({"sub"})[0], name);
        if (part.empty())
            return static_cast<std::int64_t>(codePointCount(text)) + 1;
        return static_cast<std::int64_t>(splitText(text, part, -1).size()) - 1;
    }
    if (name == "join") {
        const auto bound = bind({"iterable"});
        std::string joined;
        bool isFirst = true;
        for (const JinjaValue& item : jinjaItems(bound[0].value_or(JinjaValue()), budget)) {
            if (!item.isText())
                throw JinjaError(std::string("join() needs texts, found ") + item.typeName());
            budget.charge(static_cast<std::int64_t>(text.size() + item.text().size()));
            joined += (isFirst ? std::string() : text) + item.text();
            isFirst = false;
        }
        return joined;
    }
    if (name == "removeprefix" || name == "removesuffix") {
        const std::string part = neededText(bind({"part"})[0], name);
        if (name == "removeprefix" && text.starts_with(part))
            return text.substr(part.size());
        return name == "removesuffix" && text.ends_with(part) ? text.substr(0, text.size() - part.size())
                                                              : text;
    }
    if (name == "partition" || name == "rpartition") {
        const std::string separator = neededText(bind({"sep"})[0], name);
        const bool isFromRight = name == "rpartition";
        return partition(
            text, separator, isFromRight ? text.rfind(separator) : text.find(separator), isFromRight);
    }
    if (name == "zfill" || name == "ljust" || name == "rjust")
        return padded(text, bind({"width", "fillchar"}), name);
    if (name == "format" || name == "encode")
        throw JinjaError(
            "the method " + name + "() of a text is outside the part of Jinja that chat templates use");
    bind({});
    if (name == "upper")
        return upperText(text);
    if (name == "lower" || name == "casefold")
        return lowerText(text);
    if (name == "capitalize")
        return capitalizeText(text);
    if (name == "title")
        return titleText(text);
    if (name == "swapcase")
        return swappedCase(text);
    return testText(text, name);
}

JinjaValue callDictMethod(const JinjaValue& self, const std::string& name, const JinjaArguments& arguments)
{
    const JinjaDict& dict = *self.asDict();
    if (name == "get") {
        const auto bound = arguments.bind(name, {"key", "default"});
        const JinjaValue* found = bound[0] ? dict.find(*bound[0]) : nullptr;
        return found != nullptr ? *found : bound[1].value_or(JinjaValue::none());
    }
    arguments.bind(name, {});
    if (name == "copy")
        return self;
    std::vector<JinjaValue> items;
    for (const auto& [key, value] : dict.items)
        items.push_back(name == "keys" ? key : name == "values" ? value : JinjaValue::tuple({key, value}));
    return JinjaValue::list(std::move(items));
}

JinjaValue callListMethod(const JinjaValue& self, const std::string& name, const JinjaArguments& arguments)
{
    const JinjaList& list = *self.asList();
    if (name == "copy") {
        arguments.bind(name, {});
        return self;
    }
    const JinjaValue item = arguments.bind(name, {"value"})[0].value_or(JinjaValue());
    if (name == "count")
        return static_cast<std::int64_t>(std::count_if(list.items.begin(), list.items.end(),
            [&](const JinjaValue& other) { return areEqual(item, other); }));
    for (std::size_t i = 0; i < list.items.size(); ++i)
        if (areEqual(list.items[i], item))
            return static_cast<std::int64_t>(i);
    throw JinjaError(toRepr(item) + " is not in list");
}

JinjaValue method(const JinjaValue& self, const std::string& name)
{
    if (self.depth() + 1 > maxJinjaDepth)
        throw JinjaError("values are nested too deep");
    JinjaFunction made;
    made.name = name;
    made.self = self;
    return std::make_shared<const JinjaFunction>(std::move(made));
}

JinjaValue loopAttribute(const JinjaLoop& loop, const std::string& name)
{
    const auto& items = loop.items->items;
    const auto size = static_cast<std::int64_t>(items.size());
    const auto index = static_cast<std::int64_t>(loop.index);
    if (name == "index")
        return index + 1;
    if (name == "index0")
        return index;
    if (name == "revindex")
        return size - index;
    if (name == "revindex0")
        return size - index - 1;
    if (name == "first")
        return index == 0;
    if (name == "last")
        return index + 1 == size;
    if (name == "length")
        return size;
    if (name == "depth")
        return std::int64_t(1);
    if (name == "depth0")
        return std::int64_t(0);
    if (name == "previtem")
        return index > 0 ? items[loop.index - 1] : JinjaValue::undefined("there is no previous item");
    if (name == "nextitem")
        return index + 1 < size ? items[loop.index + 1] : JinjaValue::undefined("there is no next item");
    return JinjaValue::undefined("'loop' has no attribute '" + name + "'");
}

// Python's index rules: from the end where negative.
std::optional<std::size_t> placeOf(std::int64_t index, std::size_t size)
{
    if (index < 0)
        index += static_cast<std::int64_t>(size);
    if (index < 0 || index >= static_cast<std::int64_t>(size))
        return std::nullopt;
    return static_cast<std::size_t>(index);
}

JinjaValue missing(const JinjaValue& value, const std::string& name)
{
    return JinjaValue::undefined(
        std::string("'") + value.typeName() + " object' has no attribute '" + name + "'");
}

} // namespace

bool hasJinjaMethod(const JinjaValue& value, std::string_view name)
{
    if (value.isText())
        return has(textMethods, name);
    if (value.asDict() != nullptr)
        return has(dictMethods, name);
    if (value.asList() != nullptr)
        return has(listMethods, name);
    return value.asLoop() != nullptr && name == "cycle";
}

JinjaValue callJinjaMethod(
    const JinjaValue& self, const std::string& name, const JinjaArguments& arguments, JinjaBudget& budget)
{
    if (self.isText())
        return callTextMethod(self.text(), name, arguments, budget);
    budget.charge(self.cost());
    if (self.asDict() != nullptr)
        return callDictMethod(self, name, arguments);
    if (self.asList() != nullptr)
        return callListMethod(self, name, arguments);
    const JinjaLoop& loop = *self.asLoop();
    if (arguments.positional.empty())
        throw JinjaError("loop.cycle() needs values");
    return arguments.positional[loop.index % arguments.positional.size()];
}

JinjaValue jinjaAttribute(const JinjaValue& value, const std::string& name)
{
    if (value.isUndefined())
        throw JinjaError(undefinedReason(value));
    if (JinjaNamespace* space = value.asNamespace()) {
        const auto found = space->attributes.find(name);
        return found != space->attributes.end() ? found->second : missing(value, name);
    }
    if (hasJinjaMethod(value, name))
        return method(value, name);
    if ((value.asDict() != nullptr && has(dictChangers, name))
        || (value.asList() != nullptr && has(listChangers, name)))
        return JinjaValue::undefined(
            "the sandbox of chat templates forbids " + name + "() of a " + value.typeName());
    if (const JinjaLoop* loop = value.asLoop())
        return loopAttribute(*loop, name);
    if (const JinjaDict* dict = value.asDict())
        if (const JinjaValue* found = dict->findText(name))
            return *found;
    return missing(value, name);
}

JinjaValue jinjaItem(const JinjaValue& value, const JinjaValue& key)
{
    if (value.isUndefined())
        throw JinjaError(undefinedReason(value));
    if (const JinjaDict* dict = value.asDict())
        if (const JinjaValue* found = dict->find(key))
            return *found;
    if (key.isInteger() || key.isBoolean()) {
        if (const JinjaList* list = value.asList()) {
            const auto place = placeOf(key.toInteger(), list->items.size());
            return place ? list->items[*place] : missing(value, toText(key));
        }
        if (value.isText()) {
            const std::string& text = value.text();
            const auto place = placeOf(key.toInteger(), codePointCount(text));
            if (!place)
                return missing(value, toText(key));
            std::size_t at = 0;
            for (std::size_t i = 0; i < *place; ++i)
                at += codePointAt(text, at).length;
            return text.substr(at, codePointAt(text, at).length);
        }
    }
    return key.isText() ? jinjaAttribute(value, key.text()) : missing(value, toText(key));
}

JinjaValue jinjaSlice(
    const JinjaValue& value, const JinjaValue& begin, const JinjaValue& end, const JinjaValue& step)
{
    if (value.isUndefined())
        throw JinjaError(undefinedReason(value));
    const JinjaList* list = value.asList();
    if (list == nullptr && !value.isText())
        return missing(value, "slice");
    const std::vector<std::string> parts
        = value.isText() ? characters(value.text()) : std::vector<std::string>{};
    const auto size = static_cast<std::int64_t>(list != nullptr ? list->items.size() : parts.size());
    const auto number = [](const JinjaValue& part, std::int64_t fallback) {
        if (part.isNone())
            return fallback;
        if (!part.isInteger() && !part.isBoolean())
            throw JinjaError(std::string("a slice needs integers, not ") + part.typeName());
        return part.toInteger();
    };
    const std::int64_t stride = number(step, 1);
    if (stride == 0)
        throw JinjaError("slice step cannot be zero");
    const auto clamped = [&](std::int64_t place) {
        if (place < 0)
            place = std::max(place, -size - 1) + size;
        return std::clamp<std::int64_t>(place, stride > 0 ? 0 : -1, stride > 0 ? size : size - 1);
    };
    const std::int64_t first = begin.isNone() ? (stride > 0 ? 0 : size - 1) : clamped(number(begin, 0));
    const std::int64_t last = end.isNone() ? (stride > 0 ? size : -1) : clamped(number(end, 0));
    std::string text;
    std::vector<JinjaValue> items;
    for (std::int64_t i = first; stride > 0 ? i < last : i > last;) {
        if (list != nullptr)
            items.push_back(list->items[static_cast<std::size_t>(i)]);
        else
            text += parts[static_cast<std::size_t>(i)];
        if (stride > 0 ? stride >= last - i : stride <= last - i)
            break; // the next place is outside, and adding could overflow
        i += stride;
    }
    if (list == nullptr)
        return text;
    return list->isTuple ? JinjaValue::tuple(std::move(items)) : JinjaValue::list(std::move(items));
}

std::vector<JinjaValue> jinjaItems(const JinjaValue& value, JinjaBudget& budget)
{
    std::vector<JinjaValue> items;
    if (const JinjaList* list = value.asList()) {
        items = list->items;
    } else if (const JinjaDict* dict = value.asDict()) {
        for (const auto& item : dict->items)
            items.push_back(item.first);
    } else if (value.isText()) {
        for (std::string& character : characters(value.text()))
            items.emplace_back(std::move(character));
        budget.charge(static_cast<std::int64_t>(items.size()) * 64);
    } else if (!value.isUndefined()) {
        throw JinjaError(std::string("a value of type ") + value.typeName() + " cannot be looped over");
    }
    budget.charge(static_cast<std::int64_t>(items.size()));
    return items;
}

std::int64_t jinjaLength(const JinjaValue& value)
{
    if (const JinjaList* list = value.asList())
        return static_cast<std::int64_t>(list->items.size());
    if (const JinjaDict* dict = value.asDict())
        return static_cast<std::int64_t>(dict->items.size());
    if (value.isText())
        return static_cast<std::int64_t>(codePointCount(value.text()));
    if (value.isUndefined())
        return 0;
    if (const JinjaLoop* loop = value.asLoop())
        return static_cast<std::int64_t>(loop->items->items.size());
    throw JinjaError(std::string("a value of type ") + value.typeName() + " has no length");
}

bool jinjaContains(const JinjaValue& container, const JinjaValue& item)
{
    if (container.isText()) {
        if (!item.isText())
            throw JinjaError(std::string("\"in\" a text needs a text on its left, not ") + item.typeName());
        return container.text().find(item.text()) != std::string::npos;
    }
    if (const JinjaDict* dict = container.asDict())
        return dict->find(item) != nullptr;
    if (const JinjaList* list = container.asList())
        return std::any_of(list->items.begin(), list->items.end(),
            [&](const JinjaValue& other) { return areEqual(item, other); });
    if (container.isUndefined())
        return false;
    throw JinjaError(std::string("\"in\" does not work with a value of type ") + container.typeName());
}

std::vector<std::optional<JinjaValue>> JinjaArguments::bind(
    const std::string& what, std::initializer_list<std::string_view> parameters) const
{
    if (positional.size() > parameters.size())
        throw JinjaError(what + "() takes at most " + std::to_string(parameters.size()) + " arguments, got "
            + std::to_string(positional.size()));
    std::vector<std::optional<JinjaValue>> bound(parameters.size());
    std::copy(positional.begin(), positional.end(), bound.begin());
    for (const auto& [name, value] : named) {
        const auto found = std::find(parameters.begin(), parameters.end(), name);
        if (found == parameters.end())
            throw JinjaError(what + "() has no argument \"" + name + "\"");
        auto& place = bound[static_cast<std::size_t>(found - parameters.begin())];
        if (place)
            throw JinjaError(what + "() got the argument \"" + name + "\" twice");
        place = value;
    }
    return bound;
}

} // namespace dankai
