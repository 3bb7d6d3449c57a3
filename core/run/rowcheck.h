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
};

} // namespace dankai
