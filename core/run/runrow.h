// SPDX-License-Identifier: Apache-2.0
// One row of a run folder's .jsonl files: {"id", "phase", "messages": [{"role", "content"}, ...]}.
// Other keys are kept out: a run holds what is trained, the project holds the rest.
#pragma once

#include "core/base/result.h"
#include "core/tokenizer/message.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace dankai {

struct RunRow
{
    std::string id; // unique within its file; of the project's example
    int phase = 1;
    // Training and held-out rows end with the assistant's message, prompts with the user's.
    std::vector<Message> messages;
    std::string reference; // prompts only: an answer known to be good, shown beside the model's; may be empty
    bool operator==(const RunRow&) const = default;
};

std::string toJsonLine(const RunRow& row);
Result<RunRow> parseRunRow(std::string_view line, const std::string& where);
Result<std::vector<RunRow>> readRunRows(const std::filesystem::path& file);
std::string toJsonLines(std::span<const RunRow> rows);

} // namespace dankai
