// SPDX-License-Identifier: Apache-2.0
#include "core/run/resumestate.h"

#include "core/base/json.h"

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>

namespace dankai {

namespace {

constexpr std::string_view stageNames[] = {"training", "checkpoint", "losses", "answers", "gate", "done"};

// States of earlier versions do not have them.
constexpr std::string_view laterKeys[] = {"instruction_set", "adapter", "fixed_rank", "best_fixed_rank"};

// Each key with its member, for both directions.
template <class State, class Visit>
void visitFields(State& state, Visit&& visit)
{
    visit("manifest_hash", state.manifestHash);
    visit("event_seq", state.eventSeq);
    visit("phase", state.phase);
    visit("step", state.step);
    visit("phase_step", state.phaseStep);
    visit("optimizer_steps", state.optimizerSteps);
    visit("total_tokens", state.totalTokens);
    visit("phase_tokens", state.phaseTokens);
    visit("phase_trained_tokens", state.phaseTrainedTokens);
    visit("recent_losses", state.recentLosses);
    visit("weights", state.weights);
    visit("adapter", state.adapter);
    visit("fixed_rank", state.fixedRank);
    visit("device", state.device);
    visit("precision", state.precision);
    visit("threads", state.threads);
    visit("micro_batch_tokens", state.microBatchTokens);
    visit("instruction_set", state.instructionSet);
    visit("best_weights", state.bestWeights);
    visit("best_loss", state.bestLoss);
    visit("best_step", state.bestStep);
    visit("best_optimizer_steps", state.bestOptimizerSteps);
    visit("best_fixed_rank", state.bestFixedRank);
    visit("evaluations_without_better", state.evaluationsWithoutBetter);
    visit("kept_step", state.keptStep);
    visit("finish_reason", state.finishReason);
}

// Names come from a file: they must not lead out of the folder.
bool isPlainName(const std::string& name)
{
    return name.find('/') == std::string::npos && name.find("..") == std::string::npos
        && name.find('\0') == std::string::npos;
}

} // namespace

std::string toJsonText(const ResumeState& state)
{
    Json json
        = {{"version", ResumeState::version}, {"stage", stageNames[static_cast<std::size_t>(state.stage)]}};
    visitFields(state, [&json](const char* key, const auto& value) { json[key] = value; });
    return toPrettyJson(json);
}

Result<ResumeState> parseResumeState(std::string_view text, const std::string& where)
{
    const auto broken = [&where](const std::string& what) {
        return unusable(where + ": not a resume state" + (what.empty() ? "" : " (" + what + ")")
            + "; remove the folder that it stands in to start the run anew");
    };
    auto json = parseJson(text, where);
    if (!json)
        return passOn(json);
    try {
        if (const Json& version = json->at("version"); version != ResumeState::version) {
            return unusable(where + ": a resume state of version " + toJsonLine(version)
                + ", this program reads version " + std::to_string(ResumeState::version));
        }
        ResumeState state;
        std::string wrong;
        visitFields(state, [&](const char* key, auto& target) {
            using T = std::decay_t<decltype(target)>;
            if (std::ranges::find(laterKeys, key) != std::end(laterKeys) && !json->contains(key))
                return;
            const Json& value = json->at(key);
            if constexpr (std::is_integral_v<T>) {
                // Every number is a count.
                const auto count = findWholeNumber<T>(value);
                if (count && std::cmp_greater_equal(*count, 0))
                    target = *count;
                else
                    wrong = key;
            } else {
                value.get_to(target);
            }
        });
        if (!wrong.empty())
            return broken("\"" + wrong + "\" is no count");
        const auto stage = json->at("stage").get<std::string>();
        const auto known = std::find(std::begin(stageNames), std::end(stageNames), stage);
        if (known == std::end(stageNames))
            return broken("the stage \"" + stage + "\" is not known");
        state.stage = static_cast<ChainStage>(known - std::begin(stageNames));
        if (!isPlainName(state.weights) || !isPlainName(state.bestWeights))
            return broken("the names of its files lead out of its folder");
        return state;
    } catch (const Json::exception& exception) {
        return broken(exception.what());
    }
}

Result<> checkResumeState(const ResumeState& state, const std::vector<std::int64_t>& phaseSteps,
    std::int64_t mostFixedRank, const std::string& where)
{
    const auto other = [&where](const std::string& what) {
        return unusable(where + ": " + what
            + ", which is no state of this run; remove the folder that it stands in to start the run anew");
    };
    const std::string phase = "phase " + std::to_string(state.phase);
    if (state.phase > static_cast<int>(phaseSteps.size()))
        return other("it stands in " + phase + " of " + std::to_string(phaseSteps.size()));
    if (state.phase == 0 && state.stage != ChainStage::Losses && state.stage != ChainStage::Answers)
        return other("it stands in a stage that the base model does not have");
    const std::int64_t steps = state.phase == 0 ? 0 : phaseSteps[static_cast<std::size_t>(state.phase) - 1];
    if (state.phaseStep > steps)
        return other("it stands at step " + std::to_string(state.phaseStep) + " of the "
            + std::to_string(steps) + " of " + phase);
    if (state.fixedRank > mostFixedRank || state.bestFixedRank > mostFixedRank)
        return other("it has adapters of rank "
            + std::to_string(std::max(state.fixedRank, state.bestFixedRank)) + " where "
            + std::to_string(mostFixedRank) + " is the most");
    return {};
}

} // namespace dankai
