// SPDX-License-Identifier: Apache-2.0
#include "core/phase/examplequery.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace dankai {

namespace {

constexpr std::array<std::string_view, 3> exclusionNames = {"any", "included", "excluded"};
constexpr std::array<std::string_view, 5> findingNames
    = {"cut_off", "other_language", "edited", "unscored", "near_duplicate"};
constexpr std::array<std::string_view, 4> orderNames = {"id", "score", "tokens", "response_length"};
constexpr std::array<std::string_view, 2> directionNames = {"ascending", "descending"};
constexpr std::array<std::string_view, textScripts.size()> scriptNames = {"none", "japanese", "chinese",
    "korean", "latin", "cyrillic", "arabic", "devanagari", "thai", "greek", "hebrew", "other"};

template <class Enum, std::size_t Size>
std::string_view nameIn(const std::array<std::string_view, Size>& names, Enum value)
{
    return names[static_cast<std::size_t>(value)];
}

Json toJson(const ValueRange& range)
{
    return Json::array(
        {range.lowest ? Json(*range.lowest) : Json(), range.highest ? Json(*range.highest) : Json()});
}

// Takes the keys that it knows; the first thing that is wrong stays.
class QueryReader final
{
public:
    explicit QueryReader(const Json& json)
        : m_json(json)
    { }

    void take(std::string_view key, std::string& text)
    {
        const Json* value = find(key);
        if (!value)
            return;
        if (value->is_string())
            text = value->get<std::string>();
        else
            fail(key, " is no text");
    }

    template <class Enum, std::size_t Size>
    void take(std::string_view key, const std::array<std::string_view, Size>& names, Enum& target)
    {
        const Json* value = find(key);
        if (!value)
            return;
        const auto found = std::ranges::find(names, value->is_string() ? value->get<std::string>() : "");
        if (found == names.end())
            fail(key, ": " + toJsonLine(*value).substr(0, 40) + " is not known");
        else
            target = static_cast<Enum>(found - names.begin());
    }

    template <class Enum, std::size_t Size>
    void take(
        std::string_view key, const std::array<std::string_view, Size>& names, std::optional<Enum>& target)
    {
        if (m_json.contains(key))
            take(key, names, target.emplace());
    }

    void take(std::string_view key, ValueRange& range)
    {
        const Json* value = find(key);
        if (!value)
            return;
        const auto isEnd = [](const Json& end) {
            return end.is_null() || (end.is_number() && std::isfinite(end.get<double>()));
        };
        if (!value->is_array() || value->size() != 2 || !isEnd(value->at(0)) || !isEnd(value->at(1))) {
            fail(key, " is no pair of lowest and highest");
            return;
        }
        for (const auto& [end, target] :
            {std::pair(&value->at(0), &range.lowest), {&value->at(1), &range.highest}})
            if (!end->is_null())
                *target = end->get<double>();
    }

    void take(std::string_view key, std::optional<std::int8_t>& place)
    {
        const Json* value = find(key);
        if (!value)
            return;
        place = findWholeNumber<std::int8_t>(*value);
        if (!place || *place < excludedPlace || *place >= maximumPhases)
            fail(key, " is no phase");
    }

    void take(std::string_view key, std::optional<std::string>& text)
    {
        if (m_json.contains(key))
            take(key, text.emplace());
    }

    const std::string& wrong()
    {
        if (m_wrong.empty())
            for (const auto& [key, value] : m_json.items())
                if (std::ranges::find(m_known, key) == m_known.end())
                    fail(key, " is not known");
        return m_wrong;
    }

private:
    const Json* find(std::string_view key)
    {
        m_known.emplace_back(key);
        const auto found = m_json.find(key);
        return found == m_json.end() ? nullptr : &*found;
    }

    void fail(std::string_view key, const std::string& what)
    {
        if (m_wrong.empty())
            m_wrong.append("\"").append(key).append("\"").append(what);
    }

    const Json& m_json;
    std::vector<std::string> m_known;
    std::string m_wrong;
};

} // namespace

Json toJson(const ExampleQuery& query)
{
    const ExampleFilter& filter = query.filter;
    Json json = Json::object();
    if (!query.text.empty())
        json["text"] = query.text;
    for (const auto& [key, range] : {std::pair("score", &filter.score), {"tokens", &filter.tokens},
             {"response_length", &filter.responseLength}})
        if (!range->isOpen())
            json[key] = toJson(*range);
    if (filter.exclusion != ExclusionFilter::Any)
        json["exclusion"] = nameIn(exclusionNames, filter.exclusion);
    if (filter.place)
        json["place"] = *filter.place;
    if (filter.source)
        json["source"] = *filter.source;
    if (filter.script)
        json["script"] = nameIn(scriptNames, *filter.script);
    if (filter.finding)
        json["finding"] = nameIn(findingNames, *filter.finding);
    if (query.order != ExampleOrder::Id)
        json["order"] = nameIn(orderNames, query.order);
    if (query.direction != OrderDirection::Ascending)
        json["direction"] = nameIn(directionNames, query.direction);
    if (!query.scorer.empty())
        json["scorer"] = query.scorer;
    if (!query.plan.empty())
        json["plan"] = query.plan;
    return json;
}

Result<ExampleQuery> exampleQueryFromJson(const Json& json, const std::string& where)
{
    if (!json.is_object())
        return unusable(where + ": a filter is a JSON object");
    ExampleQuery query;
    ExampleFilter& filter = query.filter;
    QueryReader reader(json);
    reader.take("text", query.text);
    reader.take("score", filter.score);
    reader.take("tokens", filter.tokens);
    reader.take("response_length", filter.responseLength);
    reader.take("exclusion", exclusionNames, filter.exclusion);
    reader.take("place", filter.place);
    reader.take("source", filter.source);
    reader.take("script", scriptNames, filter.script);
    reader.take("finding", findingNames, filter.finding);
    reader.take("order", orderNames, query.order);
    reader.take("direction", directionNames, query.direction);
    reader.take("scorer", query.scorer);
    reader.take("plan", query.plan);
    if (!reader.wrong().empty())
        return unusable(where + ": " + reader.wrong());
    return query;
}

} // namespace dankai
