// SPDX-License-Identifier: Apache-2.0
// Reads a file of instruction examples row by row, in memory that does not grow with the file.
// Does not store anything and does not look for duplicates: the sink (the project store) does.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/dataset/example.h"
#include "core/dataset/textencoding.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dankai {

// The names in a list of turns. Defaults are those of OpenAI's messages.
struct ConversationTags
{
    std::string roleKey = "role";
    std::string contentKey = "content";
    std::string system = "system";
    std::string user = "user";
    std::string assistant = "assistant";
    std::string tool = "tool"; // empty: there is no such turn
    std::vector<std::pair<std::string, std::string>> aliases = {}; // name -> user, assistant or system
    std::vector<std::string> refused = {}; // roles that are known and cannot be trained
    bool operator==(const ConversationTags&) const = default;
};

ConversationTags shareGptTags(); // from, value, human, gpt, system

struct ImportOptions
{
    std::string format = "auto"; // or a name of datasetFormats() (core/dataset/datasetformat.h)
    std::optional<TextEncoding> encoding; // nothing: sniffed
    // field -> column, as --map gives it. Fields: instruction, input, output, system, history, messages,
    // score. What is not mapped keeps the format's own name or, in CSV, a sensible guess. A field that is
    // mapped to nothing is not read.
    std::map<std::string, std::string> columns;
    std::optional<ConversationTags> tags; // of the turns in sharegpt; nothing: shareGptTags()
    std::optional<char> delimiter; // CSV only; nothing: sniffed among , ; tab |
    // A longer row is rejected: no model takes an example of that size, and every later step would have to.
    std::size_t maximumRowBytes = std::size_t(16) << 20;
    std::size_t rejectionsListed = 100; // the rest is only counted
    int threads = 2; // the result does not depend on it
};

// "instruction=Question,output=Answer" -> columns. A column name may hold anything but a comma.
Result<std::map<std::string, std::string>> parseColumnMapping(std::string_view text);

// What options.columns may name, from the beginning of the file.
Result<std::vector<std::string>> readColumnNames(
    const std::filesystem::path& path, const ImportOptions& options = {});

struct RowScore
{
    std::string raw; // as written, "3.5\n\n"
    std::optional<double> value; // nothing where raw is not a number: the example is kept, unscored
};

struct ImportedRow
{
    Example example;
    ContentHash hash;
    std::optional<RowScore> score; // where the format or --map score=... gives one
};

struct Rejection
{
    std::uint64_t line = 0;
    std::string reason; // a sentence
};

struct ImportReport
{
    std::string file; // as given
    std::string format; // name, found or given
    TextEncoding encoding = TextEncoding::Utf8;
    std::string columns; // CSV: which column became which field, for people
    std::vector<std::string> notes; // what a person should know and need not act on
    std::uint64_t bytes = 0;
    std::uint64_t rows = 0; // = accepted + rejected
    std::uint64_t accepted = 0;
    std::uint64_t rejected = 0;
    std::uint64_t scored = 0; // accepted rows whose score is a number
    std::uint64_t unscored = 0; // accepted rows whose score is there and is not a number
    std::vector<Rejection> rejections; // the first `rejectionsListed`, in the order of the file
};

// "file:line: reason"
std::string describe(const Rejection& rejection, const ImportReport& report);

// Gets the accepted rows in the order of the file, on the thread that called importFile. An error ends
// the import and is handed on.
using RowSink = std::function<Result<>(ImportedRow&&)>;

// Fails only where nothing sensible can be read: no such file, empty, no known format, a column that is
// not there. A broken row is rejected with its line and reason, and the others go on.
// Progress counts bytes of the file.
Result<ImportReport> importFile(const std::filesystem::path& path, const ImportOptions& options,
    const RowSink& sink, const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
