// SPDX-License-Identifier: Apache-2.0
// Reads bytes as an import does, without a file: sample, format, rows cut block by block, each parsed.
#pragma once

#include "core/base/utf8.h"
#include "core/dataset/datasetformat.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace dankai::fuzz {

// The rows and rejections as one text, to compare two readings; aborts where an accepted row is not whole.
inline std::string readAll(std::string_view bytes, const ImportOptions& options, std::size_t block)
{
    const FileSample sample = makeFileSample("fuzz", std::string(bytes), SampleEnd::OfFile);
    const auto format = chooseFormat(sample, options);
    if (!format)
        return format.error().message;
    auto reader = (*format)->open(sample, options);
    if (!reader)
        return reader.error().message;
    const auto parser = reader->makeParser();
    std::string seen;
    std::string text;
    std::uint64_t line = 0;
    for (std::size_t read = 0; read <= bytes.size(); read += block) {
        const SampleEnd end = read + block > bytes.size() ? SampleEnd::OfFile : SampleEnd::Cut;
        text += bytes.substr(read, block);
        text.reserve(text.size() + rowPadding);
        std::vector<RowSlice> slices;
        const std::size_t done = reader->splitter->split(text, end, slices);
        if (done > text.size() || (end == SampleEnd::OfFile && done != text.size()))
            std::abort();
        for (const RowSlice& slice : slices) {
            if (slice.line < line || slice.offset + slice.length > text.size())
                std::abort();
            line = slice.line;
            seen += std::to_string(line);
            if (!slice.problem.empty()) {
                seen += slice.problem;
                continue;
            }
            const auto row = parser->parse(std::string_view(text).substr(slice.offset, slice.length));
            if (!row) {
                if (!isValidUtf8(row.error().message))
                    std::abort();
                seen += row.error().message;
                continue;
            }
            const auto messages = turns(row->example);
            if (messages.empty() || messages.back().role != "assistant"
                || !isValidUtf8(searchableText(row->example)))
                std::abort();
            seen += toHex(contentHash(row->example)) + toJsonLine(row->example.extra);
        }
        text.erase(0, done);
    }
    return seen;
}

} // namespace dankai::fuzz
