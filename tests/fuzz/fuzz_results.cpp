// SPDX-License-Identifier: Apache-2.0
// Lines of results/<checkpoint>/: a loss or an answer. What reads must write and read the same again, and
// measuring an answer ends.
#include "core/evaluation/losstable.h"
#include "core/evaluation/outputhealth.h"

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

namespace {

std::string_view withoutNewline(std::string_view line)
{
    return line.substr(0, line.size() - 1);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    if (const auto loss = parseLoss(line, "fuzz")) {
        const auto again = parseLoss(withoutNewline(toJsonLines(std::span(&*loss, 1))), "again");
        if (!again || *again != *loss)
            std::abort();
        (void)sumLoss(std::span(&*loss, 1), loss->phase).loss();
    }
    if (const auto answer = parseAnswer(line, "fuzz")) {
        const auto again = parseAnswer(withoutNewline(toJsonLines(std::span(&*answer, 1))), "again");
        if (!again || *again != *answer)
            std::abort();
        CopyIndex index;
        index.add(answer->text);
        const OutputHealth health = measureHealth(std::span(&*answer, 1), index);
        if (!(health.meanRepeatRate >= 0 && health.meanRepeatRate <= 1))
            std::abort();
    }
    return 0;
}
