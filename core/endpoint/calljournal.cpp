// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/calljournal.h"

#include <cmath>
#include <unordered_map>

namespace dankai {

namespace {

double positive(const Json& json, const char* key)
{
    const double value = json.value(key, 0.0);
    if (!std::isfinite(value) || value < 0)
        throw Json::other_error::create(501, std::string(key) + " is no amount", &json);
    return value;
}

std::uint64_t countAt(const Json& json, const char* key)
{
    return json.contains(key) ? wholeNumber<std::uint64_t>(json.at(key)) : 0;
}

} // namespace

std::string toJsonLine(const CallSent& sent)
{
    return toJsonLine(Json{{"sent", sent.call}, {"item", sent.item}, {"time", sent.time},
        {"estimated_cost", sent.estimatedCost}});
}

std::string toJsonLine(const CallEnded& ended)
{
    Json json = {{"ended", ended.call}};
    if (!ended.failure.empty())
        json["failure"] = ended.failure;
    json["was_sent"] = ended.wasSent;
    json["is_confirmed"] = ended.isConfirmed;
    json["tokens_in"] = ended.tokensIn;
    json["tokens_out"] = ended.tokensOut;
    json["cost"] = ended.cost;
    json["seconds"] = ended.seconds;
    if (!ended.message.empty())
        json["message"] = ended.message;
    if (!ended.result.is_null())
        json["result"] = ended.result;
    return toJsonLine(json);
}

Result<JournalLine> parseJournalLine(std::string_view line, const std::string& where)
{
    auto json = parseJson(line, where);
    if (!json)
        return passOn(json);
    try {
        JournalLine parsed;
        if (!json->is_object() || json->contains("sent") == json->contains("ended"))
            return unusable(where + ": a line of the journal of calls has either \"sent\" or \"ended\".");
        if (json->contains("sent")) {
            CallSent sent;
            sent.call = countAt(*json, "sent");
            sent.item = json->value("item", std::string());
            sent.time = positive(*json, "time");
            sent.estimatedCost = positive(*json, "estimated_cost");
            parsed.sent = std::move(sent);
        } else {
            CallEnded ended;
            ended.call = countAt(*json, "ended");
            ended.failure = json->value("failure", std::string());
            ended.wasSent = json->value("was_sent", true);
            ended.isConfirmed = json->value("is_confirmed", false);
            ended.tokensIn = countAt(*json, "tokens_in");
            ended.tokensOut = countAt(*json, "tokens_out");
            ended.cost = positive(*json, "cost");
            ended.seconds = positive(*json, "seconds");
            ended.message = json->value("message", std::string());
            if (json->contains("result"))
                ended.result = json->at("result");
            parsed.ended = std::move(ended);
        }
        return parsed;
    } catch (const std::exception& exception) {
        return unusable(where + ": " + exception.what() + ".");
    }
}

Result<std::vector<JournalledCall>> readCallJournal(const std::filesystem::path& file)
{
    std::vector<JournalledCall> calls;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored))
        return calls;
    auto reader = LineReader::open(file);
    if (!reader)
        return passOn(reader);
    std::unordered_map<std::uint64_t, std::size_t> places;
    for (;;) {
        const auto line = reader->next();
        if (!line)
            return tl::unexpected(line.error());
        if (!*line)
            return calls;
        auto parsed = parseJournalLine(**line, file.string() + ":" + std::to_string(reader->lineNumber()));
        if (!parsed)
            continue; // cut by a kill; the next writer has ended the line
        if (parsed->sent) {
            if (places.emplace(parsed->sent->call, calls.size()).second)
                calls.push_back({std::move(*parsed->sent), std::nullopt});
        } else if (const auto place = places.find(parsed->ended->call); place != places.end()) {
            // The first word about a call counts; a later one could only be somebody's edit.
            if (JournalledCall& call = calls[place->second]; !call.ended)
                call.ended = std::move(parsed->ended);
        }
    }
}

CallJournal::CallJournal(LineAppender appender)
    : m_appender(std::move(appender))
{ }

Result<CallJournal> CallJournal::open(const std::filesystem::path& file)
{
    auto appender = LineAppender::open(file);
    if (!appender)
        return passOn(appender);
    return CallJournal(std::move(*appender));
}

Result<> CallJournal::write(const CallSent& sent)
{
    return m_appender.append(toJsonLine(sent), Durability::Synced);
}

Result<> CallJournal::write(const CallEnded& ended)
{
    return m_appender.append(toJsonLine(ended));
}

} // namespace dankai
