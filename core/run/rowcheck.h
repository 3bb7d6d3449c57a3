// SPDX-License-Identifier: Apache-2.0
// Turns rows into frozen tokens and looks for what would make training on them wrong. Internal to this room:
// freezing calls it once for each file, the findings go into the pre-flight.
#pragma once

#include "core/base/result.h"
#include "core/run/preflight.h"
#include "core/run/runrow.h"
#include "core/run/runspec.h"
#include "core/run/tokenfile.h"
#include "core/tokenizer/conversationencoder.h"

#include <span>
#include <string>
#include <vector>

namespace dankai {

class RowChecker final
{
public:
    RowChecker(const RunSpec& spec, const ConversationEncoder& encoder)
        : m_spec(spec)
        , m_encoder(encoder)
    { }

    enum class RowKind
    {
        Training,
        HeldOut,
        Prompt,
    };

    Result<TokenTable> freeze(const std::string& file, std::span<const RunRow> rows, RowKind kind);

    // Over all files together.
    void findDuplicates(std::span<const std::vector<RunRow>> phases);
    void findLeakage(std::span<const std::vector<RunRow>> phases, std::span<const RunRow> validation,
        std::span<const RunRow> test, std::span<const RunRow> prompts);

    // Of the training rows that were frozen: whether the vocabulary is one for the language they are written
    // in.
    void findUnreadJapanese();

    Preflight& preflight() { return m_preflight; }

private:
    struct Tally
    {
        std::uint64_t count = 0;
        std::vector<std::string> rows;
        std::string firstId;
        void add(const std::string& file, std::size_t index, const RunRow& row);
    };

    void report(Severity severity, const std::string& check, const std::string& message, const Tally& tally);

    const RunSpec& m_spec;
    const ConversationEncoder& m_encoder;
    Preflight m_preflight;

    struct JapaneseText
    {
        std::uint64_t rows = 0;
        std::uint64_t rowsInAll = 0;
        std::uint64_t sampled = 0; // rows
        std::uint64_t characters = 0; // of the sampled ones
        std::uint64_t tokens = 0;
        std::uint64_t unknown = 0; // of these tokens
    };

    void lookAtJapanese(const RunRow& row);

    JapaneseText m_japanese;
};

} // namespace dankai
