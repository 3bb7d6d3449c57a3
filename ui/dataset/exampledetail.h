// SPDX-License-Identifier: GPL-3.0-or-later
// One example in full for the detail pane: its turns, every score, where it comes from, and the tokens that
// the model sees. Read in one go on the session's thread.
#pragma once

#include "core/project/project.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dankai {
class ConversationEncoder;
}

namespace dankai::ui {

struct ShownToken
{
    std::int32_t id = 0;
    // A character of several tokens stands whole at the first of them, and the others have no text; U+FFFD
    // where the bytes are no character.
    QString text;
    bool isTrained = false;
    int more = 0; // tokens after this one that belong to `text`
};

struct ShownDuplicate
{
    NearDuplicate duplicate;
    QString beginning; // of its instruction
};

struct ExampleDetail
{
    StoredExample stored;
    std::vector<std::pair<std::string, Score>> scores; // newest first
    std::vector<ShownDuplicate> nearDuplicates; // the first few
    std::size_t nearDuplicatesInAll = 0;
    std::vector<ShownToken> tokens; // of the whole example, nothing cut off
    std::size_t maxLength = 0; // tokens from here on are cut off in a run; 0: not known
    std::string tokensMissing; // why there are no tokens; empty where there are
};

// `encoder` is kept by the caller from one question to the next, since opening a tokenizer takes longer than
// using it; filled in where it is null.
Result<ExampleDetail> readDetail(
    Project& project, ExampleId id, std::shared_ptr<ConversationEncoder>& encoder);

} // namespace dankai::ui
