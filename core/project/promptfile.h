// SPDX-License-Identifier: Apache-2.0
// Reads a file of prompts: JSONL or a JSON list whose rows hold messages, prompt, text, question or
// instruction (with input), or plain text with one prompt a line.
#pragma once

#include "core/base/result.h"
#include "core/run/runrow.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// Ids come from id or question_id, else from the position. `reference`, `output` or `response` becomes the
// answer shown beside the model's. Unusable with file:line where a row holds no prompt.
Result<std::vector<RunRow>> readPromptFile(const std::filesystem::path& path);
// The same with the file's bytes; `where` names them in errors.
Result<std::vector<RunRow>> parsePrompts(std::string_view bytes, const std::string& where);

} // namespace dankai
