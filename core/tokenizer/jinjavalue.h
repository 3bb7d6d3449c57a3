// SPDX-License-Identifier: Apache-2.0
// The values of chat templates: Python's, as far as JSON and Jinja reach. Lists and dicts never change once
// made (the sandbox of transformers forbids it), so values share them freely.
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dankai {

// Thrown inside the interpreter only; ChatTemplate turns it into a Result. The line is added on the way out.
struct JinjaError : std::runtime_error
{
    using std::runtime_error::runtime_error;
    int line = 0;
};

struct JinjaList;
struct JinjaDict;
struct JinjaNamespace;
struct JinjaLoop;
struct JinjaFunction;

class JinjaValue final
{
public:
    struct Undefined
    {
        std::shared_ptr<const std::string> reason; // the sentence when it is used all the same
    };

    struct None
    { };

    using Text = std::shared_ptr<const std::string>;

    JinjaValue() = default;

    JinjaValue(bool value)
        : data(value)
    { }

    JinjaValue(std::int64_t value)
        : data(value)
    { }

    JinjaValue(double value)
        : data(value)
    { }

    JinjaValue(std::string value)
        : data(std::make_shared<const std::string>(std::move(value)))
    { }

    JinjaValue(const char*) = delete; // would become a bool

    JinjaValue(std::shared_ptr<const JinjaList> value)
        : data(std::move(value))
    { }

    JinjaValue(std::shared_ptr<const JinjaDict> value)
        : data(std::move(value))
    { }

    JinjaValue(std::shared_ptr<JinjaNamespace> value)
        : data(std::move(value))
    { }

    JinjaValue(std::shared_ptr<const JinjaLoop> value)
        : data(std::move(value))
    { }

    JinjaValue(std::shared_ptr<const JinjaFunction> value)
        : data(std::move(value))
    { }

    static JinjaValue none();
    static JinjaValue undefined(std::string reason);
    static JinjaValue list(std::vector<JinjaValue> items);
    static JinjaValue tuple(std::vector<JinjaValue> items);
    static JinjaValue dict(std::vector<std::pair<JinjaValue, JinjaValue>> items); // keys are unique
    static JinjaValue fromJson(const Json& json);

    bool isUndefined() const { return std::holds_alternative<Undefined>(data); }

    bool isNone() const { return std::holds_alternative<None>(data); }

    bool isText() const { return std::holds_alternative<Text>(data); }

    bool isBoolean() const { return std::holds_alternative<bool>(data); }

    bool isInteger() const { return std::holds_alternative<std::int64_t>(data); }

    bool isReal() const { return std::holds_alternative<double>(data); }

    bool isNumber() const { return isBoolean() || isInteger() || isReal(); }

    const std::string& text() const { return *std::get<Text>(data); } // isText()

    const JinjaList* asList() const; // a list or tuple
    const JinjaDict* asDict() const;
    JinjaNamespace* asNamespace() const;
    const JinjaLoop* asLoop() const;
    const JinjaFunction* asFunction() const;
    // Booleans count as 0 and 1, as in Python. isNumber().
    double toReal() const;
    std::int64_t toInteger() const; // of a boolean or integer

    bool isTrue() const;
    const char* typeName() const; // Python's
    int depth() const; // of lists in lists
    std::int64_t weight() const; // bytes, with all that is inside, shared parts counted each time
    std::int64_t cost() const; // bytes of a text, items of a list or dict: what one look at it takes

    std::variant<Undefined, None, bool, std::int64_t, double, Text, std::shared_ptr<const JinjaList>,
        std::shared_ptr<const JinjaDict>, std::shared_ptr<JinjaNamespace>, std::shared_ptr<const JinjaLoop>,
        std::shared_ptr<const JinjaFunction>>
        data;
};

struct JinjaList
{
    std::vector<JinjaValue> items;
    bool isTuple = false;
    int depth = 1;
    std::int64_t weight = 1;
};

struct JinjaDict
{
    std::vector<std::pair<JinjaValue, JinjaValue>> items; // in the order they were written
    int depth = 1;
    std::int64_t weight = 1;

    const JinjaValue* find(const JinjaValue& key) const;
    const JinjaValue* findText(std::string_view key) const;
};

// The one thing that can change. The interpreter empties all of them at the end, so that one that holds
// itself is no leak.
struct JinjaNamespace
{
    std::map<std::string, JinjaValue> attributes;
};

struct JinjaLoop
{
    std::shared_ptr<const JinjaList> items;
    std::size_t index = 0;
    int valueDepth = 1;
};

struct JinjaMacro;
struct JinjaScope;

struct JinjaFunction
{
    std::string name;
    JinjaValue self; // of a method
    const JinjaMacro* macro = nullptr;
    std::shared_ptr<JinjaScope> scope; // in which the macro was defined
};

// Deeper or heavier values are refused when they are made, so that walking one never runs out of stack or
// time.
constexpr int maxJinjaDepth = 100;
constexpr std::int64_t maxJinjaWeight = std::int64_t(1) << 26;

// Why an undefined value is one, for the error when it is used all the same.
std::string undefinedReason(const JinjaValue& value);
bool areEqual(const JinjaValue& left, const JinjaValue& right);
// <0, 0, >0; an error where Python refuses to compare.
int compareOrder(const JinjaValue& left, const JinjaValue& right);
std::string toText(const JinjaValue& value); // str(value)
std::string toRepr(const JinjaValue& value); // repr(value)

struct JsonStyle
{
    bool isAscii = false;
    bool sortsKeys = false;
    std::string indent; // of one level
    bool isIndented = false;
    std::string itemSeparator = ", ";
    std::string keySeparator = ": ";
};

std::string toJsonText(const JinjaValue& value, const JsonStyle& style); // json.dumps

} // namespace dankai
