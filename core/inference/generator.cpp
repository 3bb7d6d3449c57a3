// SPDX-License-Identifier: Apache-2.0
#include "core/inference/generator.h"

#include "core/inference/cacheddecoder.h"
#include "core/kernels/cpuloops.h"

#include <c10/core/GradMode.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <span>
#include <string>

namespace dankai {

namespace {

struct Stream
{
    std::size_t prompt = 0; // index of its prompt and result
    std::int32_t length = 0; // tokens in the cache
    std::int32_t next = 0; // chosen, not yet in the cache
    Sampler sampler;
};

class Run final
{
public:
    Run(const LanguageModel& model, const std::vector<std::vector<std::int32_t>>& prompts,
        const GenerateParams& params)
        : m_prompts(prompts)
        , m_params(params)
        , m_contextSize(model.config().maxPositions)
        , m_parallel(std::min({static_cast<std::size_t>(std::max(1, params.maxParallel)), prompts.size(),
              static_cast<std::size_t>(maxGemvRows)}))
        , m_decoder(model, static_cast<std::int64_t>(m_parallel), capacity())
        , m_results(prompts.size())
    { }

    std::vector<Generation> run()
    {
        std::size_t started = 0;
        while (started < m_prompts.size() || !m_streams.empty()) {
            if (isStopRequested(m_params.stop)) {
                for (const Stream& stream : m_streams)
                    m_results[stream.prompt].finish = FinishReason::Stopped;
                for (; started < m_prompts.size(); ++started)
                    m_results[started].finish = FinishReason::Stopped;
                break;
            }
            if (started < m_prompts.size() && m_streams.size() < m_parallel)
                start(started++);
            else
                step();
        }
        return std::move(m_results);
    }

private:
    std::int64_t capacity() const
    {
        std::size_t longest = 0;
        for (const auto& prompt : m_prompts)
            longest = std::max(longest, prompt.size());
        return std::min<std::int64_t>(
            m_contextSize, static_cast<std::int64_t>(longest) + std::max(0, m_params.maxNewTokens));
    }

    void start(std::size_t index)
    {
        if (m_params.maxNewTokens <= 0)
            return;
        const auto row = static_cast<std::int64_t>(m_streams.size());
        const at::Tensor logits = m_decoder.readPrompt(row, m_prompts[index]);
        m_streams.push_back({.prompt = index,
            .length = static_cast<std::int32_t>(m_prompts[index].size()),
            .sampler = Sampler(m_params.sampling, index)});
        if (!accept(m_streams.back(), rowOf(logits, 0)))
            m_streams.pop_back();
    }

    void step()
    {
        std::vector<std::int32_t> tokens, lengths;
        for (const Stream& stream : m_streams) {
            tokens.push_back(stream.next);
            lengths.push_back(stream.length);
        }
        const at::Tensor logits = m_decoder.step(tokens, lengths);
        std::vector<std::size_t> ended;
        for (std::size_t row = 0; row < m_streams.size(); ++row) {
            ++m_streams[row].length;
            if (!accept(m_streams[row], rowOf(logits, static_cast<std::int64_t>(row))))
                ended.push_back(row);
        }
        for (auto row = ended.rbegin(); row != ended.rend(); ++row) {
            const std::size_t last = m_streams.size() - 1;
            if (*row != last) {
                m_decoder.moveRow(
                    static_cast<std::int64_t>(last), static_cast<std::int64_t>(*row), m_streams[last].length);
                m_streams[*row] = std::move(m_streams[last]);
            }
            m_streams.pop_back();
        }
    }

    static std::span<const float> rowOf(const at::Tensor& logits, std::int64_t row)
    {
        const auto width = static_cast<std::size_t>(logits.size(1));
        return {logits.const_data_ptr<float>() + static_cast<std::size_t>(row) * width, width};
    }

    // Chooses the stream's next token; false where the stream has ended.
    bool accept(Stream& stream, std::span<const float> logits)
    {
        Generation& result = m_results[stream.prompt];
        stream.next = stream.sampler.choose(logits);
        if (std::find(m_params.endTokens.begin(), m_params.endTokens.end(), stream.next)
            != m_params.endTokens.end()) {
            result.finish = FinishReason::EndToken;
            result.seconds = secondsSinceStart();
            return false;
        }
        result.tokens.push_back(stream.next);
        if (m_params.onToken)
            m_params.onToken(stream.prompt, stream.next);
        result.finish = FinishReason::Length;
        result.seconds = secondsSinceStart();
        return static_cast<int>(result.tokens.size()) < m_params.maxNewTokens
            && stream.length < m_contextSize;
    }

    double secondsSinceStart() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();

    const std::vector<std::vector<std::int32_t>>& m_prompts;
    const GenerateParams& m_params;
    const std::int64_t m_contextSize;
    const std::size_t m_parallel;
    CachedDecoder m_decoder;
    std::vector<Stream> m_streams; // row i of the cache belongs to stream i
    std::vector<Generation> m_results;
};

} // namespace

Result<std::vector<Generation>> generate(const LanguageModel& model,
    const std::vector<std::vector<std::int32_t>>& prompts, const GenerateParams& params)
{
    const ModelConfig& config = model.config();
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        const std::string name = "Prompt " + std::to_string(i + 1);
        if (prompts[i].empty())
            return unusable(name + " is empty.");
        if (static_cast<std::int64_t>(prompts[i].size()) > config.maxPositions)
            return unusable(name + " has " + std::to_string(prompts[i].size())
                + " tokens; the model's context is " + std::to_string(config.maxPositions) + ". Shorten it.");
        for (const std::int32_t token : prompts[i])
            if (token < 0 || token >= config.vocabularySize)
                return unusable(name + " holds the id " + std::to_string(token)
                    + ", which is outside the model's vocabulary of " + std::to_string(config.vocabularySize)
                    + "; the tokenizer does not fit the model.");
    }
    if (prompts.empty())
        return std::vector<Generation>{};
    try {
        const c10::AutoGradMode noGradients(false);
        return Run(model, prompts, params).run();
    } catch (const std::bad_alloc&) {
        return failed("Generation ran out of memory. Use shorter prompts or fewer rows at a time.");
    } catch (const std::exception& error) {
        const std::string message = error.what();
        return failed("Generation failed inside LibTorch: " + message.substr(0, message.find('\n')));
    }
}

} // namespace dankai
