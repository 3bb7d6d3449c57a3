// SPDX-License-Identifier: Apache-2.0
#include "core/project/tokencounts.h"

#include "core/base/hash.h"
#include "core/project/modelplace.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/tokenizer.h"

#include <cstdint>
#include <vector>

namespace dankai {

Result<ConversationEncoder> openEncoder(const Project& project)
{
    if (auto there = checkModelPlace(project); !there)
        return passOn(there);
    auto tokenizer = Tokenizer::open(project.modelPath());
    if (!tokenizer)
        return passOn(tokenizer);
    auto chatTemplate = ChatTemplate::open(project.modelPath(), project.settings().chatTemplate);
    if (!chatTemplate)
        return passOn(chatTemplate);
    RenderOptions options;
    options.date = currentTemplateDate(); // a date's digits change no count by more than a token or two
    return ConversationEncoder::create(std::move(*tokenizer), std::move(*chatTemplate), std::move(options));
}

std::string tokenCacheKey(const ConversationEncoder& encoder)
{
    return toHex(sha256(encoder.tokenizer().hash() + encoder.chatTemplate().hash()));
}

Result<> countTokens(Project& project, const ConversationEncoder& encoder, const ProgressCallback& progress,
    const StopFlag* stop)
{
    constexpr std::size_t batchSize = 2000;
    ExampleStore examples = project.examples();
    const std::string key = tokenCacheKey(encoder);
    const auto total = examples.count();
    if (!total)
        return tl::unexpected(total.error());
    std::uint64_t done = 0;
    for (;;) {
        std::vector<TokenCount> counts;
        bool isBatchFull = false;
        // Reading and writing in turn: a batch's counts must not wait for the whole reading.
        Result<> visited = examples.visitUncounted(key, [&](const StoredExample& stored) -> Result<> {
            if (isStopRequested(stop))
                return stopped("Counting tokens was stopped; what is counted is kept.");
            const auto encoded = encoder.encode(turns(stored.example));
            TokenCount count;
            count.example = stored.id;
            count.revision = stored.revision;
            if (encoded) {
                count.tokens = static_cast<std::uint32_t>(encoded->ids.size());
                count.trainedTokens = static_cast<std::uint32_t>(encoded->trainedTokens);
            }
            counts.push_back(count);
            if (progress)
                progress({++done, *total});
            if (counts.size() < batchSize)
                return {};
            isBatchFull = true;
            return stopped("batch"); // ends this reading; what is left comes with the next
        });
        const bool isCutByBatch = !visited && isBatchFull;
        if (!counts.empty()) {
            if (auto put = examples.putTokenCounts(key, counts); !put)
                return put;
        }
        if (!visited && !isCutByBatch)
            return visited;
        if (!isCutByBatch)
            return {};
    }
}

} // namespace dankai
