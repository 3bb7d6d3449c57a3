// SPDX-License-Identifier: Apache-2.0
// Reads test questions as people write them: a table (CSV, from a spreadsheet) or JSON rows. Judges no answer
// (core/evaluation/testquestions.h).
//
//   question   質問      (also instruction, prompt)
//   answer     正解      what counts as right; several apart by | or, in JSON, as a list
//   wrong      誤り      what an answer must not hold; optional, likewise
//   level      難易度    1 (the easiest) to 8, or easy, medium, hard, 易しい, 普通, 難しい; optional: 1
//   check      判定      holds (the answer holds it, as whole words; without the column) or is (it is nothing
//   else);
//                        含む, 一致
//   id         番号      optional; ids differ
#pragma once

#include "core/base/result.h"
#include "core/evaluation/testquestions.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

// Every encoding that an import reads. Unusable, with file:line, where a row is no question: what is left out
// of a test without a word would make it another test.
Result<std::vector<TestQuestion>> readTestFile(const std::filesystem::path& path);
// The same with the file's bytes; `where` names them in errors.
Result<std::vector<TestQuestion>> parseTestFile(std::string_view bytes, const std::string& where);

} // namespace dankai
