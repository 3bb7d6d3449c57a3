// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/event.h"

#include <cmath>
#include <type_traits>

namespace dankai {

namespace {

using namespace event;

// Each type's fields stand once; writing and reading both go through them.
// `E` is the type, const when written.
template <class E, class T>
inline constexpr bool is = std::is_same_v<std::remove_const_t<E>, T>;

template <class Visitor, class E>
void visitFields(Visitor& field, E& e)
{
    if constexpr (is<E, Hello>) {
        field("version", e.version);
        field("engine_version", e.engineVersion);
        field("kind", e.kind);
        field("name", e.name);
    } else if constexpr (is<E, Attempt>) {
        field("resumed_after", e.resumedAfter);
        field("step", e.step);
        field("pid", e.pid);
        field("host", e.host);
    } else if constexpr (is<E, Device>) {
        field("device", e.device);
        field("name", e.name);
        field("precision", e.precision);
        field("threads", e.threads);
        field("micro_batch_tokens", e.microBatchTokens);
        field("instruction_set", e.instructionSet);
    } else if constexpr (is<E, Memory>) {
        field("what", e.what);
        field("estimated_bytes", e.estimatedBytes);
        field("measured_bytes", e.measuredBytes);
    } else if constexpr (is<E, Resources>) {
        field("step", e.step);
        field("memory_bytes", e.memoryBytes);
        field("gpu_power_watts", e.gpuPowerWatts);
        field("gpu_temperature_celsius", e.gpuTemperatureCelsius);
        field("gpu_utilization", e.gpuUtilization);
    } else if constexpr (is<E, Finding>) {
        field("severity", e.severity);
        field("check", e.check);
        field("message", e.message);
        field("count", e.count);
    } else if constexpr (is<E, Stage>) {
        field("stage", e.stage);
        field("checkpoint", e.checkpoint);
        field("total", e.total);
    } else if constexpr (is<E, Advance>) {
        field("stage", e.stage);
        field("done", e.done);
        field("total", e.total);
    } else if constexpr (is<E, PhaseStarted>) {
        field("phase", e.phase);
        field("phases", e.phases);
        field("name", e.name);
        field("examples", e.examples);
        field("replayed_examples", e.replayedExamples);
        field("first_step", e.firstStep);
        field("steps", e.steps);
        field("tokens", e.tokens);
        field("epochs", e.epochs);
        field("learning_rate", e.learningRate);
    } else if constexpr (is<E, Step>) {
        field("step", e.step);
        field("total_steps", e.totalSteps);
        field("phase", e.phase);
        field("epoch", e.epoch);
        field("loss", e.loss);
        field("learning_rate", e.learningRate);
        field("grad_norm", e.gradNorm);
        field("tokens", e.tokens);
        field("trained_tokens", e.trainedTokens);
        field("total_tokens", e.totalTokens);
        field("examples", e.examples);
        field("seconds", e.seconds);
        field("tokens_per_second", e.tokensPerSecond);
    } else if constexpr (is<E, Evaluated>) {
        field("step", e.step);
        field("phase", e.phase);
        field("checkpoint", e.checkpoint);
        field("set", e.set);
        field("held_out_phase", e.heldOutPhase);
        field("loss", e.loss);
        field("nll", e.nll);
        field("tokens", e.tokens);
        field("n", e.n);
    } else if constexpr (is<E, ResumeSaved>) {
        field("step", e.step);
        field("bytes", e.bytes);
        field("seconds", e.seconds);
    } else if constexpr (is<E, CheckpointSaved>) {
        field("phase", e.phase);
        field("checkpoint", e.checkpoint);
        field("path", e.path);
        field("step", e.step);
        field("bytes", e.bytes);
    } else if constexpr (is<E, Answer>) {
        field("checkpoint", e.checkpoint);
        field("id", e.id);
        field("text", e.text);
        field("tokens", e.tokens);
        field("is_ended", e.isEnded);
        field("seconds", e.seconds);
    } else if constexpr (is<E, Text>) {
        field("id", e.id);
        field("text", e.text);
    } else if constexpr (is<E, Gate>) {
        field("phase", e.phase);
        field("verdict", e.verdict);
        field("reasons", e.reasons);
        field("evidence", e.evidence);
    } else if constexpr (is<E, Waiting>) {
        field("phase", e.phase);
        field("reason", e.reason);
    } else if constexpr (is<E, Decision>) {
        field("decision", e.decision);
        field("reason", e.reason);
        field("by", e.by);
        field("phase", e.phase);
        field("to_phase", e.toPhase);
    } else if constexpr (is<E, Diverged>) {
        field("phase", e.phase);
        field("step", e.step);
        field("loss", e.loss);
        field("restored_step", e.restoredStep);
        field("message", e.message);
    } else if constexpr (is<E, PhaseFinished>) {
        field("phase", e.phase);
        field("step", e.step);
        field("kept_step", e.keptStep);
        field("reason", e.reason);
        field("tokens", e.tokens);
        field("trained_tokens", e.trainedTokens);
        field("seconds", e.seconds);
    } else if constexpr (is<E, Warning>) {
        field("message", e.message);
    } else if constexpr (is<E, Finished>) {
        field("seconds", e.seconds);
    } else if constexpr (is<E, Stopped>) {
        field("reason", e.reason);
        field("step", e.step);
        field("is_by_gate", e.isByGate);
    } else if constexpr (is<E, Failed>) {
        field("message", e.message);
        field("code", e.code);
    } else if constexpr (is<E, Asked>) {
        field("id", e.id);
        field("text", e.text);
        field("earlier", e.earlier);
        field("max_new_tokens", e.maxNewTokens);
        field("temperature", e.temperature);
        field("top_p", e.topP);
        field("seed", e.seed);
    } else if constexpr (is<E, ReplyEnded>) {
        field("id", e.id);
        field("end", e.end);
        field("tokens", e.tokens);
        field("prompt_tokens", e.promptTokens);
        field("seconds", e.seconds);
        field("message", e.message);
    } else if constexpr (is<E, Ledger>) {
        field("total", e.total);
        field("scored", e.scored);
        field("unscored", e.unscored);
        field("postponed", e.postponed);
        field("calls", e.calls);
        field("confirmed", e.confirmed);
        field("unknown", e.unknown);
        field("not_sent", e.notSent);
        field("tokens_in", e.tokensIn);
        field("tokens_out", e.tokensOut);
        field("cost", e.cost);
        field("unknown_cost", e.unknownCost);
        field("currency", e.currency);
        field("failures", e.failures);
    }
}

// In the order of EventBody.
constexpr std::string_view typeNames[] = {"hello", "attempt", "device", "memory", "resources", "finding",
    "stage", "advance", "phase_started", "step", "evaluated", "resume_saved", "checkpoint_saved", "answer",
    "text", "gate", "waiting", "decision", "diverged", "phase_finished", "warning", "finished", "stopped",
    "failed", "asked", "reply_ended", "ledger"};
static_assert(std::size(typeNames) == std::variant_size_v<EventBody>);

class FieldWriter final
{
public:
    explicit FieldWriter(Json& json)
        : m_json(json)
    { }

    template <class T>
    void operator()(const char* key, const T& value)
    {
        m_json[key] = value;
    }

    void operator()(const char* key, const std::optional<double>& value)
    {
        if (value && std::isfinite(*value))
            m_json[key] = *value;
    }

    void operator()(const char* key, const std::optional<int>& value)
    {
        if (value)
            m_json[key] = *value;
    }

private:
    Json& m_json;
};

// Missing fields keep their defaults, so that a later version may add some; a wrong type is an error.
class FieldReader final
{
public:
    explicit FieldReader(const Json& json)
        : m_json(json)
    { }

    template <class T>
    void operator()(const char* key, T& value)
    {
        const auto found = m_json.find(key);
        if (found == m_json.end())
            return;
        if (!read(*found, value) && m_wrongKey.empty())
            m_wrongKey = key;
    }

    const std::string& wrongKey() const { return m_wrongKey; }

private:
    static bool read(const Json& json, std::string& value)
    {
        if (!json.is_string())
            return false;
        value = json.get<std::string>();
        return true;
    }

    static bool read(const Json& json, bool& value)
    {
        if (!json.is_boolean())
            return false;
        value = json.get<bool>();
        return true;
    }

    template <std::integral T>
    static bool read(const Json& json, T& value)
    {
        const auto number = findWholeNumber<T>(json);
        value = number.value_or(value);
        return number.has_value();
    }

    static bool read(const Json& json, double& value)
    {
        if (!json.is_number())
            return false;
        value = json.get<double>();
        return std::isfinite(value);
    }

    template <class T>
    static bool read(const Json& json, std::optional<T>& value)
    {
        T number = {};
        if (!read(json, number))
            return false;
        value = number;
        return true;
    }

    static bool read(const Json& json, std::vector<std::string>& value)
    {
        if (!json.is_array())
            return false;
        for (const Json& item : json) {
            if (!item.is_string())
                return false;
            value.push_back(item.get<std::string>());
        }
        return true;
    }

    static bool read(const Json& json, Json& value)
    {
        value = json;
        return true;
    }

    const Json& m_json;
    std::string m_wrongKey;
};

template <std::size_t index = 0>
bool makeBody(std::string_view type, EventBody& body)
{
    if constexpr (index == std::variant_size_v<EventBody>) {
        return false;
    } else {
        if (typeNames[index] == type) {
            body.emplace<index>();
            return true;
        }
        return makeBody<index + 1>(type, body);
    }
}

} // namespace

std::string_view typeNameOf(const EventBody& body)
{
    return typeNames[body.index()];
}

std::string toJsonLine(const Event& event)
{
    Json json = Json::object();
    json["event"] = typeNameOf(event.body);
    json["seq"] = event.seq;
    json["time"] = event.time;
    json["attempt"] = event.attempt;
    FieldWriter writer(json);
    std::visit([&](const auto& body) { visitFields(writer, body); }, event.body);
    return toJsonLine(json);
}

Result<std::optional<Event>> parseEvent(std::string_view line, const std::string& where)
{
    auto json = parseJson(line, where);
    if (!json)
        return passOn(json);
    const auto type = json->is_object() ? json->find("event") : json->end();
    if (!json->is_object() || type == json->end() || !type->is_string())
        return unusable(where + ": an event must be a JSON object with the key \"event\"");
    Event event;
    if (!makeBody(type->get_ref<const std::string&>(), event.body))
        return std::optional<Event>();
    FieldReader reader(*json);
    reader("seq", event.seq);
    reader("time", event.time);
    reader("attempt", event.attempt);
    std::visit([&](auto& body) { visitFields(reader, body); }, event.body);
    if (auto* attempt = std::get_if<event::Attempt>(&event.body))
        attempt->attempt = event.attempt;
    if (!reader.wrongKey().empty())
        return unusable(where + ": the value of \"" + reader.wrongKey() + "\" has the wrong type");
    if (const auto* hello = std::get_if<event::Hello>(&event.body);
        hello && hello->version > event::Hello::currentVersion) {
        return unusable(where + ": the events are of version " + std::to_string(hello->version)
            + ", this program reads up to " + std::to_string(event::Hello::currentVersion)
            + "; use a newer one");
    }
    return std::optional<Event>(std::move(event));
}

} // namespace dankai
