// SPDX-License-Identifier: Apache-2.0
// Runs the program under test the way a shell does and keeps what it said; makes small projects for it.
#pragma once

#include "core/base/json.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// Each argument is evaluated once: a command that is run twice is another test.
#define VERIFY_EXIT(said, code)                                                                              \
    do {                                                                                                     \
        const ::dankai::test::Said& verifiedSaid = (said);                                                   \
        QVERIFY2(verifiedSaid.exitCode == (code), verifiedSaid.all().c_str());                               \
    } while (false)
#define VERIFY_SAYS(text, words)                                                                             \
    do {                                                                                                     \
        const std::string unsaid = ::dankai::test::textWithout(text, words);                                 \
        QVERIFY2(unsaid.empty(), unsaid.c_str());                                                            \
    } while (false)

namespace dankai::test {

// What was said, where the words are not in it; empty where they are.
inline std::string textWithout(const std::string& text, std::string_view words)
{
    if (text.find(words) != std::string::npos)
        return {};
    return text.empty() ? "(nothing)" : text;
}

struct Said
{
    int exitCode = -1;
    std::string out;
    std::string err;

    Json json() const; // of standard output; null where it is none
    std::string all() const; // for messages of failed checks
};

// dankai beside the test program; standard input from `input`.
Said runDankai(const std::vector<std::string>& arguments, const std::string& input = {});

std::filesystem::path tinyModel();

// `count` different rows of each of three levels, Alpaca JSONL with a column `level`.
std::string leveledRows(int count, unsigned seed = 1);

// A project of the tiny model with 3 x `count` examples, scored and split in three as plan "main".
void makeProject(const std::filesystem::path& folder, int count);

} // namespace dankai::test
