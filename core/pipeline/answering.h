// SPDX-License-Identifier: Apache-2.0
// Prompts as frozen token ids to answers as text, with the same settings wherever answers are made.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/evaluation/outputhealth.h"
#include "core/model/languagemodel.h"
#include "core/run/runspec.h"
#include "core/tokenizer/tokenizer.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace dankai {

enum class AnswerOrder
{
    Batched,
    OneByOne, // pieces of each answer come in order
};

struct AnsweringParams
{
    AnswerSpec answers;
    std::uint64_t seed = 0;
    std::vector<std::int32_t> endTokens;
    AnswerOrder order = AnswerOrder::Batched;
    // A whole answer, as soon as it is known.
    std::function<Result<>(const AnswerText&)> onAnswer;
    // A piece of one, for OneByOne.
    std::function<void(const std::string& id, const std::string& piece)> onText;
    const StopFlag* stop = nullptr;
};

struct FrozenPrompt
{
    std::string id;
    std::vector<std::int32_t> ids;
};

Result<std::vector<AnswerText>> answerPrompts(LanguageModel& model, const Tokenizer& tokenizer,
    const std::vector<FrozenPrompt>& prompts, const AnsweringParams& params);

} // namespace dankai
