// SPDX-License-Identifier: Apache-2.0
// The files of a judge's job: judge.yaml, job.json and a line of rows.jsonl. A sentence that names the file,
// or what writes and reads back as the same.
#include "core/project/judgejob.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto isNamed = [](const Error& error) { return error.message.starts_with("fuzz"); };
    if (const auto settings = parseJudgeSettings(text, "fuzz")) {
        const auto again = parseJudgeSettings(toYaml(*settings), "again");
        if (!again || *again != *settings)
            std::abort();
    } else if (!isNamed(settings.error())) {
        std::abort();
    }
    if (const auto spec = parseJudgeJobSpec(text, "fuzz")) {
        const auto again = parseJudgeJobSpec(toJson(*spec), "again");
        if (!again || *again != *spec)
            std::abort();
    } else if (!isNamed(spec.error())) {
        std::abort();
    }
    if (const auto row = parseJudgeRow(text, "fuzz")) {
        const auto again = parseJudgeRow(toJsonLine(*row), "again");
        if (!again || again->id != row->id || again->revision != row->revision
            || again->example != row->example)
            std::abort();
    } else if (!isNamed(row.error())) {
        std::abort();
    }
    return 0;
}
