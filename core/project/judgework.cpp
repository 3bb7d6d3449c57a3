// SPDX-License-Identifier: Apache-2.0
#include "core/project/judgework.h"

#include "core/base/version.h"
#include "core/difficulty/digitexpectation.h"
#include "core/endpoint/apikey.h"
#include "core/endpoint/calloutcome.h"
#include "core/endpoint/ledger.h"
#include "core/platform/filelock.h"
#include "core/project/judgecontrol.h"
#include "core/project/judgejob.h"
#include "core/project/judgeprogress.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <unordered_map>

namespace dankai {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int mostUnreadable = 3; // replies without a number of one example
constexpr int failuresBeforeItWorked = 5; // in a row, of an endpoint that has never answered
constexpr int failuresInARow
    = 64; // of one that has: some minutes, since everything waits longer with each round
constexpr std::size_t scoresPerCommit = 50;
constexpr auto commitEvery = 1s;
constexpr auto tellEvery = 1s;
constexpr double temperatureOfAnotherTry = 0.5; // at zero it would say the same again

double nowSeconds()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class JudgeWork final
{
public:
    JudgeWork(const fs::path& folder, const StopFlag* stop, Project& project, EventWriter& events)
        : m_folder(folder)
        , m_stop(stop)
        , m_project(project)
        , m_events(events)
        , m_random(static_cast<std::uint64_t>(Clock::now().time_since_epoch().count()))
    { }

    Result<ExitCode> run()
    {
        if (auto opened = open(); !opened)
            return passOn(opened);
        if (auto said = m_events.write(event::Stage{"judging", "", m_progress->items().size()}); !said)
            return passOn(said);
        while (!isOver()) {
            if (auto served = m_control->serve(status(), m_events); !served)
                return passOn(served);
            if (auto sent = sendWhatMayBeSent(); !sent)
                return passOn(sent);
            auto ended = m_client->poll(waitNow());
            if (!ended)
                return passOn(ended);
            for (auto& [id, reply] : *ended)
                if (auto taken = take(id, std::move(reply)); !taken)
                    return passOn(taken);
            if (auto stored = storeScores(false); !stored)
                return passOn(stored);
            if (auto told = tell(false); !told)
                return passOn(told);
        }
        return end();
    }

private:
    struct UnderWay
    {
        std::size_t item = 0;
        CallSent sent;
    };

    Result<> open()
    {
        const auto spec = readJudgeJobSpec(m_folder);
        if (!spec)
            return tl::unexpected(spec.error());
        m_spec = *spec;
        const fs::path settingsFile = m_folder / judgefile::settings;
        const auto text = readFile(settingsFile);
        if (!text)
            return tl::unexpected(text.error());
        auto settings = parseJudgeSettings(*text, settingsFile.string());
        if (!settings)
            return passOn(settings);
        m_settings = std::move(*settings);
        if (auto checked = checkEndpoint(m_settings.endpoint); !checked)
            return checked;
        m_price = findPrice(m_settings.prices, m_settings.endpoint.model);
        auto progress = JudgeProgress::open(m_folder);
        if (!progress)
            return passOn(progress);
        m_progress.emplace(std::move(*progress));
        m_reading
            = m_settings.reading != JudgeReading::Automatic ? m_settings.reading : m_progress->readingSoFar();
        // What an earlier process had read and not stored yet.
        for (const JudgeItem& item : m_progress->items())
            if (item.state == JudgeItemState::Scored || item.state == JudgeItemState::Unscored)
                m_toStore.push_back(m_progress->scoreOf(item));
        if (auto stored = storeScores(true); !stored)
            return stored;
        auto key = findApiKey(m_settings.endpoint);
        if (!key)
            return passOn(key);
        m_key = std::move(*key);
        auto client = HttpClient::make();
        if (!client)
            return passOn(client);
        m_client.emplace(std::move(*client));
        auto control = JudgeControl::listen(m_folder);
        if (!control)
            return passOn(control);
        m_control.emplace(std::move(*control));
        return {};
    }

    bool isStopping() const
    {
        return m_control->hasStopRequest() || isStopRequested(m_stop) || m_failure || !m_budgetWords.empty();
    }

    bool isOver() const { return m_underWay.empty() && (isStopping() || m_progress->isAllSettled()); }

    ControlReply status() const
    {
        ControlReply reply;
        reply.stage = "judging";
        reply.step = static_cast<std::int64_t>(m_progress->settled());
        reply.totalSteps = static_cast<std::int64_t>(m_progress->items().size());
        reply.isStopping = isStopping();
        return reply;
    }

    // One by one until the endpoint has answered and it is known how its answers are read: a wrong address or
    // key must not cost many calls.
    std::size_t parallelNow() const
    {
        const bool isKnown = m_progress->hasWorked() && m_reading != JudgeReading::Automatic;
        return isKnown ? static_cast<std::size_t>(m_settings.limits.parallel) : 1;
    }

    Result<> sendWhatMayBeSent()
    {
        m_waitsForCalls = false;
        while (!isStopping() && !m_waitsForCalls && m_underWay.size() < parallelNow()
            && Clock::now() >= m_holdUntil) {
            const auto item = m_progress->takeNext(Clock::now());
            if (!item)
                return {};
            if (auto sent = send(*item); !sent)
                return sent;
        }
        return {};
    }

    Result<> send(std::size_t place)
    {
        const auto row = m_progress->row(place);
        if (!row)
            return tl::unexpected(row.error());
        ChatRequest request;
        const JudgeReading reading
            = m_reading == JudgeReading::Number ? JudgeReading::Number : JudgeReading::Expectation;
        request.turns = judgeTurns(m_settings.prompt, row->example, reading);
        request.maxTokens = m_settings.limits.maxReplyTokens;
        request.temperature = m_progress->items()[place].unreadable > 0 ? temperatureOfAnotherTry : 0;
        request.wantsLogProbabilities = reading == JudgeReading::Expectation;

        CallSent sent;
        sent.call = m_progress->nextCall();
        sent.item = m_progress->items()[place].name;
        sent.time = nowSeconds();
        if (m_price) {
            std::uint64_t tokens = 0;
            for (const ChatTurn& turn : request.turns)
                tokens += estimateTokens(turn.content) + 4;
            sent.estimatedCost
                = costOf(*m_price, tokens, static_cast<std::uint64_t>(m_settings.limits.maxReplyTokens));
        }
        const double budget = m_settings.limits.budget;
        const Ledger& ledger = m_progress->ledger();
        if (budget > 0 && ledger.cost + ledger.unknownCost + m_costUnderWay + sent.estimatedCost > budget) {
            m_progress->giveBack(place);
            m_waitsForCalls = !m_underWay.empty();
            if (m_waitsForCalls)
                return {}; // these may turn out to be cheaper than they could have been
            m_budgetWords = "The budget of this job is used up: another call could exceed it. Go on with a "
                            "higher one.";
            return {};
        }

        HttpRequest http;
        http.url = chatUrl(m_settings.endpoint);
        http.headers = {"Content-Type: application/json", "Accept: application/json",
            "X-Client-Request-Id: dankai-" + m_folder.filename().string() + "-" + std::to_string(sent.call)};
        if (!m_key.empty())
            http.headers.push_back(
                isAzure(m_settings.endpoint) ? "api-key: " + m_key : "Authorization: Bearer " + m_key);
        http.body = requestBody(m_settings.endpoint.model, request, m_style);
        http.timeoutSeconds = m_settings.endpoint.timeoutSeconds;
        http.connectSeconds = m_settings.endpoint.connectSeconds;
        http.caFile = caFileOf(m_settings.endpoint);
        http.isLoopback = isThisMachine(m_settings.endpoint);
        // On the disk before a byte leaves: a call that may be paid is never forgotten.
        if (auto written = m_progress->sent(sent); !written)
            return written;
        auto started = m_client->start(std::move(http));
        if (!started)
            return passOn(started);
        m_costUnderWay += sent.estimatedCost;
        m_underWay.emplace(*started, UnderWay{place, std::move(sent)});
        return {};
    }

    Result<> take(HttpClient::CallId id, HttpReply&& reply)
    {
        const auto found = m_underWay.find(id);
        const UnderWay call = std::move(found->second);
        m_underWay.erase(found);
        m_costUnderWay -= call.sent.estimatedCost;
        CallOutcome outcome = outcomeOf(m_settings.endpoint, std::move(reply), m_key);
        CallEnded ended;
        ended.call = call.sent.call;
        ended.wasSent = outcome.wasSent;
        ended.isConfirmed = outcome.isConfirmed;
        ended.seconds = outcome.seconds;
        if (outcome.reply)
            return takeReply(call, *outcome.reply, std::move(ended));
        return takeFailure(call, outcome, std::move(ended));
    }

    Result<> takeReply(const UnderWay& call, const ChatReply& reply, CallEnded ended)
    {
        m_failuresInARow = 0;
        ended.tokensIn = reply.tokensIn.value_or(0);
        ended.tokensOut = reply.tokensOut.value_or(0);
        if (m_price)
            ended.cost = reply.tokensIn ? costOf(*m_price, ended.tokensIn, ended.tokensOut)
                                        : call.sent.estimatedCost;
        if (m_reading == JudgeReading::Expectation && m_settings.reading == JudgeReading::Expectation
            && reply.tokens.empty()) {
            m_failure = Error{ErrorCode::Unusable,
                hostOf(m_settings.endpoint)
                    + " gives no log-probabilities, which reading: expectation needs. Set reading: number or "
                      "auto in judge.yaml."};
            ended.failure = "no_log_probabilities";
            ended.message = m_failure->message;
            return m_progress->ended(call.item, call.sent, std::move(ended), JudgeItemState::Waiting);
        }
        if (m_reading == JudgeReading::Automatic) {
            m_reading = reply.tokens.empty() ? JudgeReading::Number : JudgeReading::Expectation;
            if (m_reading == JudgeReading::Number) {
                // It was asked for a whole digit; without log-probabilities fractions are wanted instead.
                ended.failure = "no_log_probabilities";
                ended.result = {{"reading", "number"}};
                return m_progress->ended(call.item, call.sent, std::move(ended), JudgeItemState::Waiting);
            }
        }
        const std::string text = redact(reply.text, m_key);
        ended.result = {{"raw", text}};
        const auto parsed = parseJudgeReply(text);
        if (!parsed) {
            const bool isBlank = text.find_first_not_of(" \t\r\n") == std::string::npos;
            ended.failure = isBlank ? "empty" : "unreadable";
            ended.message = reply.isCut
                ? "The judge's reply was cut off before its score. Raise limits.max_reply_tokens in "
                  "judge.yaml."
                : isBlank ? "The judge's reply was empty."
                          : "The judge's reply holds no score that is beyond doubt.";
            const bool isLast = m_progress->items()[call.item].unreadable + 1 >= mostUnreadable;
            return settle(
                call, std::move(ended), isLast ? JudgeItemState::Unscored : JudgeItemState::Waiting);
        }
        double value = parsed->value;
        std::string reading = "number";
        if (m_reading == JudgeReading::Expectation) {
            if (const auto expected = expectedDigit(reply, *parsed)) {
                value = expected->value;
                reading = "expectation";
                ended.result["mass"] = expected->mass;
            }
        }
        ended.result["value"] = value;
        ended.result["reading"] = reading;
        if (!parsed->rationale.empty())
            ended.result["rationale"] = parsed->rationale;
        return settle(call, std::move(ended), JudgeItemState::Scored);
    }

    Result<> takeFailure(const UnderWay& call, const CallOutcome& outcome, CallEnded ended)
    {
        const CallFailure failure = *outcome.failure;
        ended.failure = nameOf(failure);
        ended.message = outcome.sentence;
        switch (remedyOf(failure)) {
        case Remedy::Changed:
            if (change(failure))
                return m_progress->ended(call.item, call.sent, std::move(ended), JudgeItemState::Waiting);
            break; // it was left out already, and the endpoint complains all the same
        case Remedy::Never:
            // An endpoint that refuses everything is not asked about every example.
            if (failure == CallFailure::TooLong || m_progress->hasWorked()) {
                ended.result = {{"raw", outcome.raw.empty() ? outcome.sentence : outcome.raw}};
                return settle(call, std::move(ended), JudgeItemState::Unscored);
            }
            m_failure = Error{ErrorCode::Failed, outcome.sentence};
            break;
        case Remedy::GiveUp:
            m_failure = Error{ErrorCode::Failed, outcome.sentence};
            break;
        case Remedy::GiveUpUnlessItWorked:
            if (!m_progress->hasWorked())
                m_failure = Error{ErrorCode::Failed, outcome.sentence};
            break;
        case Remedy::Again:
            break;
        }
        ++m_failuresInARow;
        const int parallel = static_cast<int>(parallelNow());
        const int most
            = m_progress->hasWorked() ? std::max(failuresInARow, 8 * parallel) : failuresBeforeItWorked;
        // Not one example's bad luck: an endpoint that is down is not asked about all the others meanwhile.
        if (m_failuresInARow >= parallel)
            m_holdUntil = std::max(m_holdUntil,
                later(backOffSeconds(m_settings.limits.retry, m_failuresInARow / parallel, m_random)));
        if (!m_failure && m_failuresInARow >= most)
            m_failure = Error{ErrorCode::Failed, outcome.sentence};
        const int failures = m_progress->items()[call.item].failures + 1;
        const bool isLast = failures >= m_settings.limits.retry.attempts && !m_failure;
        double seconds = backOffSeconds(m_settings.limits.retry, failures, m_random);
        if (const auto after = parseRetryAfter(outcome.retryAfter, nowSeconds())) {
            seconds = std::max(seconds, *after);
            // The limit is the account's and not the example's.
            if (failure == CallFailure::RateLimited)
                m_holdUntil = std::max(m_holdUntil, later(*after));
        }
        return m_progress->ended(call.item, call.sent, std::move(ended),
            isLast ? JudgeItemState::Postponed : JudgeItemState::Waiting, later(seconds));
    }

    static Clock::time_point later(double seconds)
    {
        return Clock::now()
            + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    }

    // Whether something was left to leave out.
    bool change(CallFailure failure)
    {
        switch (failure) {
        case CallFailure::LogProbabilitiesUnknown:
            if (m_settings.reading == JudgeReading::Expectation || m_reading == JudgeReading::Number)
                return false;
            m_reading = JudgeReading::Number;
            return true;
        case CallFailure::TemperatureUnknown:
            return std::exchange(m_style.sendsTemperature, false);
        case CallFailure::MaxTokensUnknown:
            return !std::exchange(m_style.namesCompletionTokens, true);
        default:
            return false;
        }
    }

    Result<> settle(const UnderWay& call, CallEnded ended, JudgeItemState state)
    {
        m_failuresInARow = 0;
        auto written = m_progress->ended(call.item, call.sent, std::move(ended), state);
        if (written && state != JudgeItemState::Waiting)
            m_toStore.push_back(m_progress->scoreOf(m_progress->items()[call.item]));
        return written;
    }

    Result<> storeScores(bool isNow)
    {
        const bool isTime
            = isNow || m_toStore.size() >= scoresPerCommit || Clock::now() - m_stored >= commitEvery;
        if (m_toStore.empty() || !isTime)
            return {};
        // Each of them once, however often it is stored.
        if (auto added = m_project.scores().addOnce(m_spec.scorer, m_spec.scorerVersion, m_toStore); !added)
            return added;
        m_toStore.clear();
        m_stored = Clock::now();
        return {};
    }

    Result<> tell(bool isNow)
    {
        if (!isNow && Clock::now() - m_told < tellEvery)
            return {};
        event::Ledger now = m_progress->ledgerEvent();
        now.currency = m_price ? m_settings.prices.currency : "";
        m_told = Clock::now();
        if (now == m_toldLedger)
            return {};
        m_toldLedger = now;
        return m_events.write(std::move(now));
    }

    std::chrono::milliseconds waitNow() const
    {
        auto until = Clock::now() + 100ms;
        if (!m_waitsForCalls && m_underWay.size() < parallelNow())
            if (const auto next = m_progress->nextTime())
                until = std::min(until, std::max(*next, m_holdUntil));
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        return std::max(left, 0ms);
    }

    Result<ExitCode> end()
    {
        if (auto stored = storeScores(true); !stored)
            return passOn(stored);
        if (auto told = tell(true); !told)
            return passOn(told);
        if (m_failure)
            return tl::unexpected(*m_failure);
        const std::uint64_t postponed = m_progress->ledgerEvent().postponed;
        if (postponed > 0)
            if (auto said = m_events.write(event::Warning{std::to_string(postponed)
                    + " examples got no answer in all attempts. They keep waiting: ask about them again "
                      "later."});
                !said)
                return passOn(said);
        if (m_progress->isAllSettled()) {
            const double seconds = std::chrono::duration<double>(Clock::now() - m_began).count();
            if (auto said = m_events.write(event::Finished{seconds}); !said)
                return passOn(said);
            return ExitCode::Done;
        }
        if (auto said
            = m_events.write(event::Stopped{m_budgetWords.empty() ? "on request" : m_budgetWords, 0, false});
            !said)
            return passOn(said);
        return ExitCode::Stopped;
    }

    fs::path m_folder;
    const StopFlag* m_stop;
    Project& m_project;
    EventWriter& m_events;
    Random m_random;
    JudgeJobSpec m_spec;
    JudgeSettings m_settings;
    std::optional<Price> m_price;
    std::string m_key;
    std::optional<JudgeProgress> m_progress;
    std::optional<HttpClient> m_client;
    std::optional<JudgeControl> m_control;
    std::unordered_map<HttpClient::CallId, UnderWay> m_underWay;
    double m_costUnderWay = 0;
    JudgeReading m_reading = JudgeReading::Automatic;
    RequestStyle m_style;
    int m_failuresInARow = 0;
    std::optional<Error> m_failure;
    std::string m_budgetWords;
    bool m_waitsForCalls = false; // for what those under way really cost
    Clock::time_point m_holdUntil = Clock::now();
    std::vector<Score> m_toStore;
    Clock::time_point m_began = Clock::now();
    Clock::time_point m_stored = Clock::now();
    Clock::time_point m_told{};
    event::Ledger m_toldLedger;
};

Result<std::optional<FileLock>> lockOf(const fs::path& folder)
{
    return FileLock::tryAcquire(folder / runfile::lock);
}

} // namespace

Result<ExitCode> workOffJudging(const JudgeWorkParams& params)
{
    auto lock = lockOf(params.folder);
    if (!lock)
        return passOn(lock);
    if (!*lock)
        return failed("Another process works on " + params.folder.string()
            + " already. Follow it with dankai status, or stop it first.");
    auto project = Project::open(params.folder.parent_path().parent_path());
    if (!project)
        return passOn(project);
    const fs::path file = params.folder / runfile::events;
    const auto earlier = readEvents(file);
    if (!earlier)
        return tl::unexpected(earlier.error());
    // Everything that an earlier attempt said holds: none of its calls is undone.
    const std::uint64_t counts = earlier->empty() ? 0 : earlier->back().seq;
    auto events = EventWriter::open({file,
        {event::Hello::currentVersion, versionText, "judge", params.folder.filename().string()}, counts, 0});
    if (!events)
        return passOn(events);
    auto ended = JudgeWork(params.folder, params.stop, *project, *events).run();
    if (!ended)
        (void)events->write(event::Failed{
            ended.error().message, ended.error().code == ErrorCode::Unusable ? "unusable" : "failed"});
    return ended;
}

} // namespace dankai
