// SPDX-License-Identifier: Apache-2.0
#include "core/run/runspec.h"

#include "core/run/settings.h"
#include "core/run/yamlmap.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>

namespace dankai {

namespace {

const std::vector<std::pair<std::string_view, ScheduleKind>> scheduleKinds = {
    {"constant", ScheduleKind::Constant},
    {"linear", ScheduleKind::Linear},
    {"cosine", ScheduleKind::Cosine},
};
const std::vector<std::pair<std::string_view, CarryOver>> carryOvers = {
    {"paper", CarryOver::Paper},
    {"continuous", CarryOver::Continuous},
    {"moderate", CarryOver::Moderate},
};
const std::vector<std::pair<std::string_view, GatePolicy>> gatePolicies = {
    {"record", GatePolicy::Record},
    {"stop", GatePolicy::Stop},
    {"ask", GatePolicy::Ask},
};
const std::vector<std::pair<std::string_view, OverLength>> overLengths = {
    {"cut", OverLength::Cut},
    {"drop", OverLength::Drop},
};

const std::vector<std::pair<std::string_view, FineTuning>> fineTunings = {
    {"full", FineTuning::Full},
    {"lora", FineTuning::Lora},
    {"qlora", FineTuning::Qlora},
};

const std::vector<std::pair<std::string_view, BetweenPhases>> betweenPhases = {
    {"continue", BetweenPhases::Continue},
    {"merge", BetweenPhases::Merge},
};

const std::vector<std::pair<std::string_view, OptimizerKind>> optimizerKinds = {
    {"adamw", OptimizerKind::AdamW},
    {"adamw_8bit", OptimizerKind::AdamW8bit},
};

constexpr int many = 1 << 30;

template <class T>
std::string_view nameIn(const std::vector<std::pair<std::string_view, T>>& names, T value)
{
    for (const auto& [name, known] : names) {
        if (known == value)
            return name;
    }
    return {};
}

void readSpec(YamlMap& map, RunSpec& spec)
{
    map.requireVersion(RunSpec::version);
    map.take("name", spec.name);
    map.take("arm", spec.arm);
    map.take("matched", spec.isMatched);
    if (map.has("fork")) {
        spec.fork.emplace();
        map.takeMap("fork", [&](YamlMap& fork) {
            fork.take("run", spec.fork->run);
            fork.take("phase", spec.fork->phase, 1, 99);
            fork.take("reason", spec.fork->reason);
        });
    }
    readModel(map, spec.model, spec.chatTemplate);
    map.take("seed", spec.seed);
    map.take("max_length", spec.maxLength, 2, many);
    map.takeChoice("over_length", spec.overLength, overLengths);
    map.take("tokens_per_step", spec.tokensPerStep, 1, many);
    map.takeChoice("fine_tuning", spec.fineTuning, fineTunings);
    map.takeMap("lora", [&](YamlMap& lora) {
        lora.take("rank", spec.lora.rank, 1, 4096);
        lora.take("alpha", spec.lora.alpha, 0, 1e6);
        lora.take("dropout", spec.lora.dropout, 0, 0.99);
        lora.take("rank_stabilised", spec.lora.isRankStabilised);
        lora.take("targets", spec.lora.targets);
        lora.takeChoice("between_phases", spec.lora.betweenPhases, betweenPhases);
    });
    map.takeMap("optimizer", [&](YamlMap& optimizer) {
        OptimizerSpec& o = spec.optimizer;
        optimizer.takeChoice("kind", o.kind, optimizerKinds);
        optimizer.take("learning_rate", o.learningRate, 0, 10);
        optimizer.take("beta1", o.beta1, 0, 0.9999999);
        optimizer.take("beta2", o.beta2, 0, 0.9999999);
        optimizer.take("epsilon", o.epsilon, 1e-30, 1);
        optimizer.take("weight_decay", o.weightDecay, 0, 10);
        optimizer.take("decay_norms", o.isNormDecayed);
        optimizer.take("max_grad_norm", o.maxGradNorm, 0, 1e9);
    });
    map.takeMap("schedule", [&](YamlMap& schedule) {
        ScheduleSpec& s = spec.schedule;
        schedule.takeChoice("kind", s.kind, scheduleKinds);
        schedule.take("warmup_ratio", s.warmupRatio, 0, 1);
        schedule.take("peak_factors", s.peakFactors, 0, 10);
        schedule.take("final_fraction", s.finalFraction, 0, 1);
    });
    map.takeChoice("carry_over", spec.carryOver, carryOvers);
    map.take("replay_share", spec.replayShare, 0, 0.9);
    map.takeMap("early_stopping", [&](YamlMap& early) {
        early.take("patience", spec.earlyStopping.patience, 0, many);
        early.take("evaluations", spec.earlyStopping.evaluations, 1, many);
    });
    readAnswers(map, spec.answers);
    map.takeMap("gate", [&](YamlMap& gate) {
        GateSpec& g = spec.gate;
        gate.takeChoice("policy", g.policy, gatePolicies);
        gate.take("confidence", g.confidence, 0.5, 0.9999);
        gate.take("resamples", g.resamples, 100, 1000000);
        gate.take("min_gain", g.minGain, 0, 1);
        gate.take("harm_margin", g.harmMargin, 0, 10);
        gate.take("min_end_rate", g.minEndRate, 0, 1);
        gate.take("max_length_drift", g.maxLengthDrift, 0, 1000);
        gate.take("max_repeat_rate", g.maxRepeatRate, 0, 1);
        gate.take("max_copy_rate", g.maxCopyRate, 0, 1);
    });
    map.takeMaps("phases", [&](YamlMap& phase, std::size_t index) {
        PhaseSpec p;
        p.name = "Phase " + std::to_string(index + 1);
        phase.take("name", p.name);
        p.file = "phase_" + std::to_string(index + 1) + ".jsonl";
        phase.take("file", p.file);
        phase.take("epochs", p.epochs, 0.001, 10000);
        phase.take("learning_rate", p.learningRate, 0, 10);
        phase.take("held_out", p.heldOut, 1, 99);
        phase.takeMaps("cycles", [&](YamlMap& cycle, std::size_t) {
            CycleSpec c;
            cycle.take("share", c.share, 0, 1);
            cycle.take("learning_rate", c.learningRate, 0, 10);
            p.cycles.push_back(c);
        });
        spec.phases.push_back(std::move(p));
    });
    for (const PhaseSpec& phase : spec.phases)
        spec.heldOutPhases.push_back(phase.name);
    map.take("held_out_phases", spec.heldOutPhases);
    readExecution(map, spec.execution);
}

// Every scalar with its path, sorted by keys.
void describe(const YAML::Node& node, const std::string& path, std::string& text)
{
    if (path == "/model/path" || path == "/execution")
        return;
    if (node.IsMap()) {
        std::map<std::string, YAML::Node> sorted;
        for (const auto& entry : node)
            sorted.emplace(entry.first.Scalar(), entry.second);
        for (const auto& [key, value] : sorted)
            describe(value, path + "/" + key, text);
    } else if (node.IsSequence()) {
        text += path + " has " + std::to_string(node.size()) + "\n";
        for (std::size_t i = 0; i < node.size(); ++i)
            describe(node[i], path + "/" + std::to_string(i), text);
    } else {
        text += path + " = " + std::to_string(node.Scalar().size()) + ":" + node.Scalar() + "\n";
    }
}

std::string projectionNames()
{
    std::string names;
    for (const std::string_view name : adaptableProjections())
        names += (names.empty() ? "" : ", ") + std::string(name);
    return names;
}

// A value, not a place in a file, is checked: `prefix` says where it came from.
Result<> check(const RunSpec& spec, const std::string& prefix)
{
    if (spec.phases.empty())
        return unusable(prefix + "phases must name at least one phase");
    if (spec.phases.size() > 99)
        return unusable(prefix + "phases must be at most 99");
    for (std::size_t i = 0; i < spec.phases.size(); ++i) {
        const std::string expected = "phase_" + std::to_string(i + 1) + ".jsonl";
        if (spec.phases[i].file != expected) {
            return unusable(prefix + "phases." + std::to_string(i + 1) + ".file is '" + spec.phases[i].file
                + "'; it must be " + expected);
        }
    }
    for (std::size_t i = 0; i < spec.phases.size(); ++i) {
        for (const int set : spec.phases[i].heldOut) {
            if (set > static_cast<int>(spec.heldOutPhases.size())) {
                return unusable(prefix + "phases." + std::to_string(i + 1) + ".held_out names set "
                    + std::to_string(set) + ", held_out_phases has "
                    + std::to_string(spec.heldOutPhases.size()));
            }
        }
    }
    for (std::size_t i = 0; i < spec.phases.size(); ++i) {
        double whole = 0;
        for (const CycleSpec& cycle : spec.phases[i].cycles)
            whole += cycle.share;
        if (!spec.phases[i].cycles.empty() && std::abs(whole - 1) > 1e-6)
            return unusable(
                prefix + "the shares of phases." + std::to_string(i + 1) + ".cycles must be 1 together");
    }
    if (spec.model.path.empty())
        return unusable(prefix + "model.path must name a Hugging Face folder or a GGUF file");
    for (const std::string& target : spec.lora.targets) {
        if (std::ranges::find(adaptableProjections(), target) == adaptableProjections().end())
            return unusable(prefix + "lora.targets names '" + target + "'; there are: " + projectionNames());
    }
    if (spec.schedule.peakFactors.empty())
        return unusable(prefix + "schedule.peak_factors must hold at least one number");
    if (spec.fork && spec.fork->phase > static_cast<int>(spec.phases.size())) {
        return unusable(prefix + "fork.phase is " + std::to_string(spec.fork->phase) + "; the run has "
            + std::to_string(spec.phases.size()) + " phases");
    }
    if (spec.fork && spec.isMatched) {
        return unusable(prefix
            + "matched must be false in a run that goes on from a phase of another one, since arms are "
              "trained from the same start");
    }
    if (spec.isMatched && spec.gate.policy != GatePolicy::Record) {
        return unusable(prefix
            + "gate.policy must be record in a matched run, since arms that end early cannot be compared; "
              "set matched: false to let the gate decide");
    }
    if (spec.isMatched && spec.earlyStopping.patience > 0) {
        return unusable(prefix
            + "early_stopping.patience must be 0 in a matched run, since arms must see equal tokens; set "
              "matched: false to stop early");
    }
    return checkExecution(spec.execution, prefix);
}

} // namespace

Result<RunSpec> parseRunSpec(std::string_view yaml, const std::string& where)
{
    try {
        auto node = parseYamlMapping(yaml, where);
        if (!node)
            return passOn(node);
        RunSpec spec;
        YamlMap map(*node, where);
        readSpec(map, spec);
        if (auto finished = map.finish(); !finished)
            return passOn(finished);
        if (auto checked = check(spec, where.empty() ? "" : where + ": "); !checked)
            return passOn(checked);
        return spec;
    } catch (const std::exception& exception) {
        return unusable(where + ": " + exception.what());
    }
}

std::string frozenSettingsOf(std::string_view yaml)
{
    std::string text;
    describe(YAML::Load(std::string(yaml)), "", text);
    return text;
}

Result<> checkRunSpec(const RunSpec& spec)
{
    // Reading back what would be written checks every range at once.
    auto parsed = parseRunSpec(toYaml(spec), "");
    if (!parsed)
        return passOn(parsed);
    return {};
}

std::string toYaml(const RunSpec& spec)
{
    YAML::Emitter out;
    out << YAML::Comment("A frozen run of Dankai. Only model.path and execution may change after freezing.");
    out << YAML::BeginMap;
    emit(out, "version", RunSpec::version);
    emit(out, "name", spec.name);
    emit(out, "arm", spec.arm);
    emit(out, "matched", spec.isMatched);
    out << YAML::Comment("compared with other arms: gates only record, early stopping is off");
    if (isAdapted(spec)) {
        out << YAML::Key << "fork" << YAML::Value << YAML::BeginMap;
        emit(out, "run", spec.fork->run);
        emit(out, "phase", spec.fork->phase);
        out << YAML::Comment("the first that is trained here; those before it are that run's");
        emit(out, "reason", spec.fork->reason);
        out << YAML::EndMap;
    }
    emitModel(out, spec.model, spec.chatTemplate);

    out << YAML::Newline << YAML::Newline << YAML::Comment("What is trained") << YAML::Newline;
    emit(out, "seed", spec.seed);
    emit(out, "max_length", spec.maxLength);
    out << YAML::Comment("tokens of one example");
    emit(out, "over_length", nameOf(spec.overLength));
    out << YAML::Comment("cut: the answer's tail is not seen, no end of turn is taught | drop");
    emit(out, "tokens_per_step", spec.tokensPerStep);
    out << YAML::Comment("prompt and answer tokens of one optimizer step");
    emit(out, "fine_tuning", nameOf(spec.fineTuning));
    out << YAML::Comment(
        "full: every weight | lora: a low-rank adapter beside the model | qlora: beside the model in 4 bits");
    out << YAML::Key << "lora" << YAML::Value << YAML::BeginMap;
    emit(out, "rank", spec.lora.rank);
    emit(out, "alpha", spec.lora.alpha);
    out << YAML::Comment("the adapter counts alpha / rank times");
    emit(out, "dropout", spec.lora.dropout);
    out << YAML::Comment("of what the adapter reads, in training");
    emit(out, "rank_stabilised", spec.lora.isRankStabilised);
    out << YAML::Comment("alpha / sqrt(rank) instead");
    out << YAML::Key << "targets" << YAML::Value << YAML::Flow << spec.lora.targets;
    out << YAML::Comment("projections; empty = all: " + projectionNames());
    emit(out, "between_phases", nameOf(spec.lora.betweenPhases));
    out << YAML::Comment("continue | merge: each phase trains a new adapter beside those before it")
        << YAML::EndMap;
    out << YAML::Key << "optimizer" << YAML::Value << YAML::BeginMap;
    emit(out, "kind", nameOf(spec.optimizer.kind));
    out << YAML::Comment("adamw | adamw_8bit: moments in 8 bits, a quarter of the memory");
    emit(out, "learning_rate", spec.optimizer.learningRate);
    emit(out, "beta1", spec.optimizer.beta1);
    emit(out, "beta2", spec.optimizer.beta2);
    emit(out, "epsilon", spec.optimizer.epsilon);
    emit(out, "weight_decay", spec.optimizer.weightDecay);
    emit(out, "decay_norms", spec.optimizer.isNormDecayed);
    emit(out, "max_grad_norm", spec.optimizer.maxGradNorm);
    out << YAML::Comment("0 = no clipping") << YAML::EndMap;
    out << YAML::Key << "schedule" << YAML::Value << YAML::BeginMap;
    emit(out, "kind", nameOf(spec.schedule.kind));
    out << YAML::Comment("constant | linear | cosine");
    emit(out, "warmup_ratio", spec.schedule.warmupRatio);
    out << YAML::Key << "peak_factors" << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const double factor : spec.schedule.peakFactors)
        out << exact(factor);
    out << YAML::EndSeq << YAML::Comment("of phase 1, 2, ... with carry_over: moderate");
    if (spec.schedule.finalFraction) {
        emit(out, "final_fraction", *spec.schedule.finalFraction);
        out << YAML::Comment("of the peak: where the decay ends");
    }
    out << YAML::EndMap;
    emit(out, "carry_over", nameOf(spec.carryOver));
    out << YAML::Comment("paper | continuous | moderate");
    emit(out, "replay_share", spec.replayShare);
    out << YAML::Comment("part of a later phase's tokens that comes from earlier phases");
    out << YAML::Key << "early_stopping" << YAML::Value << YAML::BeginMap;
    emit(out, "patience", spec.earlyStopping.patience);
    out << YAML::Comment("evaluations without a better validation loss; 0 = off");
    emit(out, "evaluations", spec.earlyStopping.evaluations);
    out << YAML::Comment("per phase") << YAML::EndMap;
    emitAnswers(out, spec.answers);
    out << YAML::Key << "gate" << YAML::Value << YAML::BeginMap;
    emit(out, "policy", nameOf(spec.gate.policy));
    out << YAML::Comment("record | stop | ask");
    emit(out, "confidence", spec.gate.confidence);
    emit(out, "resamples", spec.gate.resamples);
    emit(out, "min_gain", spec.gate.minGain);
    emit(out, "harm_margin", spec.gate.harmMargin);
    emit(out, "min_end_rate", spec.gate.minEndRate);
    emit(out, "max_length_drift", spec.gate.maxLengthDrift);
    emit(out, "max_repeat_rate", spec.gate.maxRepeatRate);
    emit(out, "max_copy_rate", spec.gate.maxCopyRate);
    out << YAML::EndMap;
    out << YAML::Key << "phases" << YAML::Value << YAML::BeginSeq;
    for (const PhaseSpec& phase : spec.phases) {
        out << YAML::BeginMap;
        emit(out, "name", phase.name);
        emit(out, "file", phase.file);
        emit(out, "epochs", phase.epochs);
        if (phase.learningRate)
            emit(out, "learning_rate", *phase.learningRate);
        if (!phase.heldOut.empty())
            out << YAML::Key << "held_out" << YAML::Value << YAML::Flow << phase.heldOut;
        if (!phase.cycles.empty()) {
            out << YAML::Key << "cycles" << YAML::Value << YAML::BeginSeq;
            for (const CycleSpec& cycle : phase.cycles) {
                out << YAML::BeginMap;
                emit(out, "share", cycle.share);
                if (cycle.learningRate)
                    emit(out, "learning_rate", *cycle.learningRate);
                out << YAML::EndMap;
            }
            out << YAML::EndSeq;
        }
        out << YAML::EndMap;
    }
    out << YAML::EndSeq;
    out << YAML::Key << "held_out_phases" << YAML::Value << YAML::Flow << YAML::BeginSeq;
    for (const std::string& name : spec.heldOutPhases)
        out << YAML::DoubleQuoted << name;
    out << YAML::EndSeq;

    out << YAML::Newline << YAML::Newline << YAML::Comment("How it is executed") << YAML::Newline;
    emitExecution(out, spec.execution);
    out << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

std::string_view nameOf(ScheduleKind kind)
{
    return nameIn(scheduleKinds, kind);
}

std::string_view nameOf(CarryOver policy)
{
    return nameIn(carryOvers, policy);
}

std::string_view nameOf(GatePolicy policy)
{
    return nameIn(gatePolicies, policy);
}

std::string_view nameOf(OverLength choice)
{
    return nameIn(overLengths, choice);
}

std::string_view nameOf(FineTuning kind)
{
    return nameIn(fineTunings, kind);
}

std::string_view nameOf(BetweenPhases policy)
{
    return nameIn(betweenPhases, policy);
}

std::string_view nameOf(OptimizerKind kind)
{
    return nameIn(optimizerKinds, kind);
}

Result<RunSpec> withSetting(const RunSpec& spec, std::string_view key, std::string_view value)
{
    const std::string setting = "--set " + std::string(key) + "=" + std::string(value) + ": ";
    try {
        YAML::Node root = YAML::Load(toYaml(spec));
        YAML::Node node;
        node.reset(root);
        std::string_view rest = key;
        for (;;) {
            const std::size_t dot = rest.find('.');
            const std::string part(rest.substr(0, dot));
            if (part.empty() || !(node.IsMap() || node.IsSequence()))
                return unusable(setting + "there is no such setting; run.yaml lists them all");
            YAML::Node child;
            if (node.IsSequence()) {
                const bool isNumber
                    = part.size() < 4 && part.find_first_not_of("0123456789") == std::string::npos;
                const std::size_t index = isNumber ? std::stoul(part) : 0;
                if (index < 1 || index > node.size())
                    return unusable(setting + "'" + part + "' must be 1 to " + std::to_string(node.size()));
                child.reset(node[index - 1]);
            } else {
                child.reset(node[part]);
            }
            if (dot == std::string_view::npos) {
                child = YAML::Load(std::string(value));
                break;
            }
            node.reset(child);
            rest.remove_prefix(dot + 1);
        }
        auto changed = parseRunSpec(YAML::Dump(root), "");
        if (!changed)
            return unusable(setting + changed.error().message);
        return changed;
    } catch (const std::exception& exception) {
        return unusable(setting + exception.what());
    }
}

std::vector<std::pair<std::string, std::string>> inOrderOfUse(
    const std::map<std::string, std::string>& settings)
{
    std::vector<std::pair<std::string, std::string>> ordered(settings.begin(), settings.end());
    std::stable_partition(
        ordered.begin(), ordered.end(), [](const auto& setting) { return setting.first == "matched"; });
    return ordered;
}

} // namespace dankai
