// SPDX-License-Identifier: Apache-2.0
// Fills the project's cache of token counts for its tokenizer and chat template.
// Keeps no tokens: rows are encoded again when a run is frozen.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/project/project.h"
#include "core/tokenizer/conversationencoder.h"

#include <string>

namespace dankai {

// The encoder of the project's model, with the template that project.yaml names or the model's own.
Result<ConversationEncoder> openEncoder(const Project& project);

// What counts stand under: they depend on the tokenizer and on the template.
std::string tokenCacheKey(const ConversationEncoder& encoder);

// Counts what is not counted yet; an example that the template refuses counts 0 tokens. Progress is over
// the examples of the project. Stopping keeps what is counted.
Result<> countTokens(Project& project, const ConversationEncoder& encoder,
    const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
