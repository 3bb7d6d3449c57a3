// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/answering.h"

#include "core/base/random.h"
#include "core/inference/generator.h"

#include <algorithm>

namespace dankai {

namespace {

GenerateParams generateParams(const AnsweringParams& params)
{
    GenerateParams generation;
    generation.sampling.temperature = params.answers.temperature;
    generation.sampling.topK = params.answers.topK;
    generation.sampling.topP = params.answers.topP;
    generation.maxNewTokens = params.answers.maxNewTokens;
    generation.endTokens = params.endTokens;
    generation.stop = params.stop;
    return generation;
}

} // namespace

Result<std::vector<AnswerText>> answerPrompts(LanguageModel& model, const Tokenizer& tokenizer,
    const std::vector<FrozenPrompt>& prompts, const AnsweringParams& params)
{
    std::vector<AnswerText> answers;
    const std::size_t size = params.order == AnswerOrder::OneByOne ? 1 : answersAtOnce;
    for (std::size_t first = 0; first < prompts.size(); first += size) {
        const std::size_t end = std::min(prompts.size(), first + size);
        std::vector<std::vector<std::int32_t>> group;
        for (std::size_t i = first; i < end; ++i)
            group.push_back(prompts[i].ids);
        GenerateParams generation = generateParams(params);
        generation.sampling.seed = seedFor(params.seed, "answers/" + std::to_string(first));
        StreamingDecoder decoder(tokenizer);
        if (params.onText) {
            generation.onToken = [&](std::size_t, std::int32_t token) {
                if (const std::string piece = decoder.add(token); !piece.empty())
                    params.onText(prompts[first].id, piece);
            };
        }
        auto generated = generate(model, group, generation);
        if (!generated)
            return passOn(generated);
        if (params.onText) {
            if (const std::string rest = decoder.flush(); !rest.empty())
                params.onText(prompts[first].id, rest);
        }
        for (std::size_t i = 0; i < generated->size(); ++i) {
            const Generation& row = (*generated)[i];
            if (row.finish == FinishReason::Stopped)
                return stopped("answering was stopped on request");
            AnswerText answer;
            answer.id = prompts[first + i].id;
            answer.text = tokenizer.decode(row.tokens, DecodeSpecialTokens::Skip);
            answer.tokens = row.tokens.size();
            answer.isEnded = row.finish == FinishReason::EndToken;
            answer.seconds = row.seconds;
            if (params.onAnswer) {
                if (auto said = params.onAnswer(answer); !said)
                    return passOn(said);
            }
            answers.push_back(std::move(answer));
        }
    }
    return answers;
}

} // namespace dankai
