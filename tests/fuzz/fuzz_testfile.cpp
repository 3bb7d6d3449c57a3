// SPDX-License-Identifier: Apache-2.0
// A file of test questions in every shape: a sentence, or questions that are kept and read again as they are,
// and an answer that is checked against each.
#include "core/base/utf8.h"
#include "core/project/testfile.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace dankai;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto questions = parseTestFile(bytes, "fuzz");
    if (!questions) {
        if (!questions.error().message.starts_with("fuzz"))
            std::abort();
        return 0;
    }
    const auto again = parseTestQuestions(toJsonLines(*questions), "again");
    if (!again || *again != *questions)
        std::abort();
    for (const TestQuestion& question : *questions) {
        if (question.accepted.empty() || !isValidUtf8(question.question) || question.level < 1
            || question.level > TestQuestion::mostLevels)
            std::abort();
        (void)isRight(question, bytes);
        TestQuestion alone = question;
        alone.refused.clear();
        if (question.check == AnswerCheck::Is && !isRight(alone, question.accepted.front()))
            std::abort();
    }
    return 0;
}
