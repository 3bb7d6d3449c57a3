// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/jinjavalue.h"

#include "core/base/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dankai {

namespace {

// About what an item takes in a list.
constexpr std::int64_t bytesOfValue = 32;

int checkedDepth(int inner)
{
    if (inner + 1 > maxJinjaDepth)
        throw JinjaError("lists or dicts are nested more than " + std::to_string(maxJinjaDepth) + " deep");
    return inner + 1;
}

std::int64_t checkedWeight(std::int64_t weight)
{
    if (weight > maxJinjaWeight)
        throw JinjaError("a list or dict grew over " + std::to_string(maxJinjaWeight >> 20) + " MiB");
    return weight;
}

JinjaValue makeList(std::vector<JinjaValue> items, bool isTuple)
{
    int inner = 0;
    std::int64_t weight = bytesOfValue;
    for (const JinjaValue& item : items) {
        inner = std::max(inner, item.depth());
        weight = checkedWeight(weight + item.weight());
    }
    return std::make_shared<const JinjaList>(
        JinjaList{std::move(items), isTuple, checkedDepth(inner), weight});
}

// repr(float): the shortest digits that read back the same.
std::string realText(double value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    std::array<char, 40> buffer;
    const auto end
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific)
              .ptr;
    const std::string scientific(buffer.data(), end);
    const std::size_t mark = scientific.find('e');
    const int exponent = std::stoi(scientific.substr(mark + 1));
    if (exponent < -4 || exponent >= 16) {
        const int size = std::abs(exponent);
        return scientific.substr(0, mark) + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "")
            + std::to_string(size);
    }
    const auto fixedEnd
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
    std::string fixed(buffer.data(), fixedEnd);
    return fixed.find('.') == std::string::npos ? fixed + ".0" : fixed;
}

bool isPrintable(char32_t point)
{
    constexpr std::uint32_t hidden = U_GC_C_MASK | U_GC_Z_MASK;
    return point == U' ' || (U_GET_GC_MASK(static_cast<UChar32>(point)) & hidden) == 0;
}

void appendHex(std::string& text, char32_t value, int digits)
{
    constexpr std::string_view symbols = "0123456789abcdef";
    for (int i = digits - 1; i >= 0; --i)
        text += symbols[(value >> (4 * i)) & 0xfU];
}

std::string textRepr(std::string_view text)
{
    const bool hasSingle = text.find('\'') != std::string_view::npos;
    const bool hasDouble = text.find('"') != std::string_view::npos;
    const char quote = hasSingle && !hasDouble ? '"' : '\'';
    std::string repr(1, quote);
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        if (point.value == static_cast<char32_t>(quote) || point.value == U'\\') {
            repr += '\\';
            repr += text[i];
        } else if (point.value == U'\n') {
            repr += "\\n";
        } else if (point.value == U'\r') {
            repr += "\\r";
        } else if (point.value == U'\t') {
            repr += "\\t";
        } else if (isPrintable(point.value)) {
            repr += text.substr(i, point.length);
        } else {
            repr += point.value < 0x100 ? "\\x" : point.value < 0x10000 ? "\\u" : "\\U";
            appendHex(repr, point.value, point.value < 0x100 ? 2 : point.value < 0x10000 ? 4 : 8);
        }
        i += point.length;
    }
    return repr + quote;
}

std::string jsonString(std::string_view text, bool isAscii)
{
    std::string json = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = codePointAt(text, i);
        switch (point.value) {
        case U'"':
            json += "\\\"";
            break;
        case U'\\':
            json += "\\\\";
            break;
        case U'\n':
            json += "\\n";
            break;
        case U'\r':
            json += "\\r";
            break;
        case U'\t':
            json += "\\t";
            break;
        case U'\f':
            json += "\\f";
            break;
        case U'\b':
            json += "\\b";
            break;
        default:
            if (point.value < 0x20 || (isAscii && point.value > 0x7e && point.value < 0x10000)) {
                json += "\\u";
                appendHex(json, point.value, 4);
            } else if (isAscii && point.value >= 0x10000) {
                const char32_t pair = point.value - 0x10000;
                json += "\\u";
                appendHex(json, 0xd800 + (pair >> 10), 4);
                json += "\\u";
                appendHex(json, 0xdc00 + (pair & 0x3ffU), 4);
            } else {
                json += text.substr(i, point.length);
            }
        }
        i += point.length;
    }
    return json + "\"";
}

std::string jsonKey(const JinjaValue& key)
{
    if (key.isText())
        return key.text();
    if (key.isNone())
        return "null";
    if (key.isBoolean())
        return key.isTrue() ? "true" : "false";
    if (key.isNumber())
        return toText(key);
    throw JinjaError(std::string("tojson: keys must be strings or numbers, not ") + key.typeName());
}

void appendJson(std::string& json, const JinjaValue& value, const JsonStyle& style, int level)
{
    const auto newline = [&](int at) {
        if (!style.isIndented)
            return;
        json += '\n';
        for (int i = 0; i < at; ++i)
            json += style.indent;
    };
    if (value.isText()) {
        json += jsonString(value.text(), style.isAscii);
    } else if (value.isNone()) {
        json += "null";
    } else if (value.isBoolean()) {
        json += value.isTrue() ? "true" : "false";
    } else if (value.isReal()) {
        const double real = value.toReal();
        json += std::isnan(real) ? "NaN"
            : std::isinf(real)   ? (real < 0 ? "-Infinity" : "Infinity")
                                 : toText(value);
    } else if (value.isInteger()) {
        json += toText(value);
    } else if (const JinjaList* list = value.asList()) {
        json += '[';
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            if (i > 0)
                json += style.itemSeparator;
            newline(level + 1);
            appendJson(json, list->items[i], style, level + 1);
        }
        if (!list->items.empty())
            newline(level);
        json += ']';
    } else if (const JinjaDict* dict = value.asDict()) {
        auto items = dict->items;
        if (style.sortsKeys)
            std::stable_sort(items.begin(), items.end(),
                [](const auto& a, const auto& b) { return compareOrder(a.first, b.first) < 0; });
        json += '{';
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0)
                json += style.itemSeparator;
            newline(level + 1);
            json += jsonString(jsonKey(items[i].first), style.isAscii) + style.keySeparator;
            appendJson(json, items[i].second, style, level + 1);
        }
        if (!items.empty())
            newline(level);
        json += '}';
    } else {
        throw JinjaError(
            std::string("tojson: a value of type ") + value.typeName() + " cannot be written as JSON");
    }
}

} // namespace

JinjaValue JinjaValue::none()
{
    JinjaValue value;
    value.data = None{};
    return value;
}

JinjaValue JinjaValue::undefined(std::string reason)
{
    JinjaValue value;
    value.data = Undefined{std::make_shared<const std::string>(std::move(reason))};
    return value;
}

JinjaValue JinjaValue::list(std::vector<JinjaValue> items)
{
    return makeList(std::move(items), false);
}

JinjaValue JinjaValue::tuple(std::vector<JinjaValue> items)
{
    return makeList(std::move(items), true);
}

JinjaValue JinjaValue::dict(std::vector<std::pair<JinjaValue, JinjaValue>> items)
{
    int inner = 0;
    std::int64_t weight = bytesOfValue;
    for (const auto& [key, item] : items) {
        inner = std::max({inner, key.depth(), item.depth()});
        weight = checkedWeight(weight + key.weight() + item.weight());
    }
    return std::make_shared<const JinjaDict>(JinjaDict{std::move(items), checkedDepth(inner), weight});
}

JinjaValue JinjaValue::fromJson(const Json& json)
{
    switch (json.type()) {
    case Json::value_t::boolean:
        return json.get<bool>();
    case Json::value_t::number_integer:
        return json.get<std::int64_t>();
    case Json::value_t::number_unsigned:
        if (json.get<std::uint64_t>() > INT64_MAX)
            return json.get<double>();
        return json.get<std::int64_t>();
    case Json::value_t::number_float:
        return json.get<double>();
    case Json::value_t::string:
        return toValidUtf8(json.get_ref<const std::string&>());
    case Json::value_t::array: {
        std::vector<JinjaValue> items;
        for (const Json& item : json)
            items.push_back(fromJson(item));
        return list(std::move(items));
    }
    case Json::value_t::object: {
        std::vector<std::pair<JinjaValue, JinjaValue>> items;
        for (const auto& [key, item] : json.items())
            items.emplace_back(toValidUtf8(key), fromJson(item));
        return dict(std::move(items));
    }
    default:
        return none();
    }
}

const JinjaList* JinjaValue::asList() const
{
    const auto* pointer = std::get_if<std::shared_ptr<const JinjaList>>(&data);
    return pointer != nullptr ? pointer->get() : nullptr;
}

const JinjaDict* JinjaValue::asDict() const
{
    const auto* pointer = std::get_if<std::shared_ptr<const JinjaDict>>(&data);
    return pointer != nullptr ? pointer->get() : nullptr;
}

JinjaNamespace* JinjaValue::asNamespace() const
{
    const auto* pointer = std::get_if<std::shared_ptr<JinjaNamespace>>(&data);
    return pointer != nullptr ? pointer->get() : nullptr;
}

const JinjaLoop* JinjaValue::asLoop() const
{
    const auto* pointer = std::get_if<std::shared_ptr<const JinjaLoop>>(&data);
    return pointer != nullptr ? pointer->get() : nullptr;
}

const JinjaFunction* JinjaValue::asFunction() const
{
    const auto* pointer = std::get_if<std::shared_ptr<const JinjaFunction>>(&data);
    return pointer != nullptr ? pointer->get() : nullptr;
}

double JinjaValue::toReal() const
{
    return isReal() ? std::get<double>(data) : static_cast<double>(toInteger());
}

std::int64_t JinjaValue::toInteger() const
{
    return isBoolean() ? static_cast<std::int64_t>(std::get<bool>(data)) : std::get<std::int64_t>(data);
}

bool JinjaValue::isTrue() const
{
    if (isUndefined() || isNone())
        return false;
    if (isReal())
        return std::get<double>(data) != 0;
    if (isNumber())
        return toInteger() != 0;
    if (isText())
        return !text().empty();
    if (const JinjaList* items = asList())
        return !items->items.empty();
    if (const JinjaDict* items = asDict())
        return !items->items.empty();
    return true;
}

const char* JinjaValue::typeName() const
{
    static constexpr std::array names{"Undefined", "NoneType", "bool", "int", "float", "str", "list", "dict",
        "Namespace", "LoopContext", "function"};
    const JinjaList* items = asList();
    return items != nullptr && items->isTuple ? "tuple" : names[data.index()];
}

int JinjaValue::depth() const
{
    if (const JinjaList* items = asList())
        return items->depth;
    if (const JinjaDict* items = asDict())
        return items->depth;
    if (const JinjaLoop* loop = asLoop())
        return loop->valueDepth;
    if (const JinjaFunction* function = asFunction())
        return function->self.depth() + 1;
    return 0;
}

std::int64_t JinjaValue::weight() const
{
    if (isText())
        return static_cast<std::int64_t>(text().size()) + bytesOfValue;
    if (const JinjaList* items = asList())
        return items->weight;
    const JinjaDict* items = asDict();
    return items != nullptr ? items->weight : bytesOfValue;
}

std::int64_t JinjaValue::cost() const
{
    if (isText())
        return static_cast<std::int64_t>(text().size());
    if (const JinjaList* items = asList())
        return static_cast<std::int64_t>(items->items.size());
    const JinjaDict* items = asDict();
    return items != nullptr ? static_cast<std::int64_t>(items->items.size()) : 1;
}

const JinjaValue* JinjaDict::find(const JinjaValue& key) const
{
    for (const auto& [known, value] : items)
        if (areEqual(known, key))
            return &value;
    return nullptr;
}

const JinjaValue* JinjaDict::findText(std::string_view key) const
{
    for (const auto& [known, value] : items)
        if (known.isText() && known.text() == key)
            return &value;
    return nullptr;
}

std::string undefinedReason(const JinjaValue& value)
{
    const auto* undefined = std::get_if<JinjaValue::Undefined>(&value.data);
    return undefined != nullptr && undefined->reason ? *undefined->reason : "a value is undefined";
}

bool areEqual(const JinjaValue& left, const JinjaValue& right)
{
    if (left.isNumber() && right.isNumber()) {
        if (!left.isReal() && !right.isReal())
            return left.toInteger() == right.toInteger();
        return left.toReal() == right.toReal();
    }
    if (left.data.index() != right.data.index())
        return false;
    if (left.isText())
        return left.text() == right.text();
    if (left.isUndefined() || left.isNone())
        return true;
    if (const JinjaList* items = left.asList()) {
        const JinjaList* others = right.asList();
        return items->isTuple == others->isTuple && items->items.size() == others->items.size()
            && std::equal(items->items.begin(), items->items.end(), others->items.begin(), areEqual);
    }
    if (const JinjaDict* items = left.asDict()) {
        const JinjaDict* others = right.asDict();
        return items->items.size() == others->items.size()
            && std::all_of(items->items.begin(), items->items.end(), [&](const auto& item) {
                   const JinjaValue* other = others->find(item.first);
                   return other != nullptr && areEqual(item.second, *other);
               });
    }
    if (left.asNamespace() != nullptr)
        return left.asNamespace() == right.asNamespace();
    if (left.asLoop() != nullptr)
        return left.asLoop() == right.asLoop();
    return left.asFunction() == right.asFunction();
}

int compareOrder(const JinjaValue& left, const JinjaValue& right)
{
    if (left.isNumber() && right.isNumber()) {
        if (!left.isReal() && !right.isReal())
            return left.toInteger() < right.toInteger() ? -1 : left.toInteger() > right.toInteger() ? 1 : 0;
        return left.toReal() < right.toReal() ? -1 : left.toReal() > right.toReal() ? 1 : 0;
    }
    if (left.isText() && right.isText()) // the order of UTF-8 bytes is that of code points
        return left.text().compare(right.text());
    const JinjaList* items = left.asList();
    const JinjaList* others = right.asList();
    if (items != nullptr && others != nullptr && items->isTuple == others->isTuple) {
        const std::size_t common = std::min(items->items.size(), others->items.size());
        for (std::size_t i = 0; i < common; ++i)
            if (!areEqual(items->items[i], others->items[i]))
                return compareOrder(items->items[i], others->items[i]);
        return items->items.size() < others->items.size() ? -1 : items->items.size() > common ? 1 : 0;
    }
    if (left.isUndefined() || right.isUndefined())
        throw JinjaError(undefinedReason(left.isUndefined() ? left : right));
    throw JinjaError(
        std::string("values of type ") + left.typeName() + " and " + right.typeName() + " have no order");
}

std::string toText(const JinjaValue& value)
{
    if (value.isText())
        return value.text();
    return value.isUndefined() ? std::string() : toRepr(value);
}

std::string toRepr(const JinjaValue& value)
{
    if (value.isText())
        return textRepr(value.text());
    if (value.isNone())
        return "None";
    if (value.isBoolean())
        return value.isTrue() ? "True" : "False";
    if (value.isInteger())
        return std::to_string(value.toInteger());
    if (value.isReal())
        return realText(value.toReal());
    if (value.isUndefined())
        return "Undefined";
    if (const JinjaList* list = value.asList()) {
        std::string text = list->isTuple ? "(" : "[";
        for (std::size_t i = 0; i < list->items.size(); ++i)
            text += (i > 0 ? ", " : "") + toRepr(list->items[i]);
        if (list->isTuple && list->items.size() == 1)
            text += ',';
        return text + (list->isTuple ? ")" : "]");
    }
    if (const JinjaDict* dict = value.asDict()) {
        std::string text = "{";
        for (std::size_t i = 0; i < dict->items.size(); ++i)
            text += (i > 0 ? ", " : "") + toRepr(dict->items[i].first) + ": " + toRepr(dict->items[i].second);
        return text + "}";
    }
    throw JinjaError(std::string("a ") + value.typeName() + " cannot be written into the text");
}

std::string toJsonText(const JinjaValue& value, const JsonStyle& style)
{
    std::string json;
    appendJson(json, value, style, 0);
    return json;
}

} // namespace dankai
