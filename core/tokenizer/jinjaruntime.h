// SPDX-License-Identifier: Apache-2.0
// What templates can do with values: attributes, items, filters, tests, methods. Statements and scopes are
// jinjainterpreter.h.
#pragma once

#include "core/tokenizer/jinjavalue.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dankai {

// A template that works or writes without end is an error instead of a hang.
class JinjaBudget final
{
public:
    explicit JinjaBudget(std::int64_t units)
        : m_left(units)
    { }

    // About one unit per byte that is made and sixteen per step.
    void charge(std::int64_t units)
    {
        m_left -= units;
        if (m_left < 0)
            throw JinjaError("the template works without end or makes too much text");
    }

private:
    std::int64_t m_left;
};

struct JinjaArguments
{
    std::vector<JinjaValue> positional;
    std::vector<std::pair<std::string, JinjaValue>> named;

    // By parameter, in the order of `parameters`; an error for what is too much. `what` names the callee.
    std::vector<std::optional<JinjaValue>> bind(
        const std::string& what, std::initializer_list<std::string_view> parameters) const;
};

// value.name, then value["name"]; undefined where there is neither.
JinjaValue jinjaAttribute(const JinjaValue& value, const std::string& name);
// value[key], then value.key.
JinjaValue jinjaItem(const JinjaValue& value, const JinjaValue& key);
JinjaValue jinjaSlice(
    const JinjaValue& value, const JinjaValue& begin, const JinjaValue& end, const JinjaValue& step);
// What a loop over the value visits; an error for numbers and none.
std::vector<JinjaValue> jinjaItems(const JinjaValue& value, JinjaBudget& budget);
std::int64_t jinjaLength(const JinjaValue& value);
bool jinjaContains(const JinjaValue& container, const JinjaValue& item);

JinjaValue applyJinjaFilter(
    const std::string& name, const JinjaValue& value, const JinjaArguments& arguments, JinjaBudget& budget);
bool applyJinjaTest(
    const std::string& name, const JinjaValue& value, const JinjaArguments& arguments, JinjaBudget& budget);

bool hasJinjaMethod(const JinjaValue& value, std::string_view name);
JinjaValue callJinjaMethod(
    const JinjaValue& self, const std::string& name, const JinjaArguments& arguments, JinjaBudget& budget);

} // namespace dankai
