// SPDX-License-Identifier: GPL-3.0-or-later
// One example in full for the detail pane: its turns, every score, where it comes from, and the tokens that
// the model sees. Read in one go on the session's thread.
#pragma once

#include "core/project/explanation.h"
#include "core/project/project.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
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
    std::vector<ExampleChange> changes; // by hand, oldest first
    std::vector<ShownDuplicate> nearDuplicates; // the first few
    std::size_t nearDuplicatesInAll = 0;
    std::vector<ShownToken> tokens; // of the whole example, nothing cut off
    std::size_t maxLength = 0; // tokens from here on are cut off in a run; 0: not known
    std::string tokensMissing; // why there are no tokens; empty where there are
    std::optional<Explanation> explanation; // why it stands where it does; nothing: not worked out (yet)
};

// What takes longer to open than to use is kept by the caller from one question to the next.
struct DetailReaders
{
    std::shared_ptr<ConversationEncoder> encoder; // filled in where it is null
    std::shared_ptr<const Explainer> explainer; // null: no plan is placed yet
};

Result<ExampleDetail> readDetail(Project& project, ExampleId id, DetailReaders& readers);
// The same with the explanation, for which the plan is placed first where that has not been done.
Result<ExampleDetail> readExplainedDetail(
    Project& project, ExampleId id, const std::string& plan, DetailReaders& readers);

} // namespace dankai::ui
