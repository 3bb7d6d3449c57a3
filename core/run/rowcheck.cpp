// SPDX-License-Identifier: Apache-2.0
#include "core/run/rowcheck.h"

#include "core/base/hash.h"
#include "core/base/utf8.h"
#include "core/dataset/leakage.h"
#include "core/dataset/textscript.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string_view>

namespace dankai {

namespace {

constexpr std::size_t namedRows = 5;

// Of Japanese in the training rows.
constexpr std::uint64_t mostSampled
    = 500; // rows: the mean of their characters is known to a hundredth by then
constexpr double smallestShare = 0.1; // of all rows; below it is an aside
constexpr double mostUnknown = 0.1; // of its tokens
// One made for Japanese takes 0.5 to 0.9; one that has every common character takes 1 to 1.3; one that spells
// in bytes takes 2 to 3.
constexpr double mostTokensPerCharacter = 1.5;

std::string trimmed(std::string_view text)
{
    constexpr std::string_view white = " \t\r\n\f\v";
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(white) - first + 1));
}

std::string joinedText(const RunRow& row)
{
    std::string text;
    for (const Message& message : row.messages)
        text += message.content + "\n";
    return text;
}

// What the person says last.
std::string question(const RunRow& row)
{
    for (auto message = row.messages.rbegin(); message != row.messages.rend(); ++message) {
        if (message->role == "user")
            return message->content;
    }
    return joinedText(row);
}

Digest contentOf(const RunRow& row)
{
    Sha256 sum;
    for (const Message& message : row.messages) {
        sum.add(message.role);
        sum.add(std::string_view("\0", 1));
        sum.add(message.content);
        sum.add(std::string_view("\0", 1));
    }
    return sum.finish();
}

std::string rows(std::uint64_t count)
{
    return std::to_string(count) + (count == 1 ? " row" : " rows");
}

} // namespace

void RowChecker::Tally::add(const std::string& file, std::size_t index, const RunRow& row)
{
    if (count++ == 0)
        firstId = row.id;
    if (this->rows.size() < namedRows)
        this->rows.push_back(file + ":" + std::to_string(index + 1));
}

void RowChecker::report(
    Severity severity, const std::string& check, const std::string& message, const Tally& tally)
{
    if (tally.count > 0)
        m_preflight.findings.push_back({severity, check, message, tally.count, tally.rows});
}

Result<TokenTable> RowChecker::freeze(const std::string& file, std::span<const RunRow> fileRows, RowKind kind)
{
    TokenTable table;
    table.tokenizerHash = m_encoder.tokenizer().hash();
    RowFigures figures;
    figures.file = file;
    figures.rows = fileRows.size();
    const auto& endIds = m_encoder.endOfTurnIds();
    const auto bos = m_encoder.tokenizer().bosId();
    Tally noEnd, doubleBos, wrongMask, special, nothingTrained, dropped, cut, noEmptyAnswer;

    for (std::size_t i = 0; i < fileRows.size(); ++i) {
        const RunRow& row = fileRows[i];
        const std::string where = file + ":" + std::to_string(i + 1) + " (id " + row.id + ")";
        if (kind == RowKind::Prompt) {
            if (row.messages.back().role == "assistant")
                return unusable(where + ": a prompt must end with what the person says, not with an answer");
            auto ids = m_encoder.encodePrompt(row.messages);
            if (!ids)
                return unusable(where + ": " + ids.error().message);
            table.append(*ids, std::vector<std::uint8_t>(ids->size(), 0));
            figures.tokens += ids->size();
            figures.longest = std::max<std::uint64_t>(figures.longest, ids->size());
            if (ids->size() >= static_cast<std::size_t>(m_spec.maxLength))
                cut.add(file, i, row);
            continue;
        }
        if (kind == RowKind::Training)
            lookAtJapanese(row);
        auto encoded = m_encoder.encode(row.messages, static_cast<std::size_t>(m_spec.maxLength));
        if (!encoded)
            return unusable(where + ": " + encoded.error().message);
        const auto& ids = encoded->ids;
        auto masks = encoded->isTrained;

        if (trimmed(row.messages.back().content).empty())
            noEmptyAnswer.add(file, i, row);
        if (encoded->hasSpecialTokenInContent)
            special.add(file, i, row);
        if (bos && ids.size() > 1 && ids[0] == *bos && ids[1] == *bos)
            doubleBos.add(file, i, row);
        if (encoded->truncation == Truncation::None) {
            // Nothing is trained after the token that ends the turn, and that token is trained.
            const bool isEnded = !ids.empty() && masks.back() == 1
                && std::find(endIds.begin(), endIds.end(), ids.back()) != endIds.end();
            if (!isEnded)
                noEnd.add(file, i, row);
            // What is trained reads back as the answers and nothing else.
            std::vector<std::int32_t> trainedIds;
            for (std::size_t t = 0; t < ids.size(); ++t) {
                if (masks[t])
                    trainedIds.push_back(ids[t]);
            }
            std::string expected;
            for (const Message& message : row.messages) {
                if (message.role == "assistant")
                    expected += trimmed(message.content);
            }
            std::string read;
            std::vector<std::int32_t> turn;
            for (const std::int32_t id : trainedIds) {
                if (std::find(endIds.begin(), endIds.end(), id) == endIds.end()) {
                    turn.push_back(id);
                    continue;
                }
                read += trimmed(m_encoder.tokenizer().decode(turn));
                turn.clear();
            }
            read += trimmed(m_encoder.tokenizer().decode(turn));
            if (read != expected && !encoded->hasSpecialTokenInContent)
                wrongMask.add(file, i, row);
        } else {
            (encoded->trainedTokens == 0 ? figures.cutInPrompt : figures.cutInAnswer) += 1;
            cut.add(file, i, row);
            if (m_spec.overLength == OverLength::Drop)
                std::fill(masks.begin(), masks.end(), std::uint8_t(0));
        }
        table.append(ids, masks);
        const std::size_t trained = table.trainedTokens(i);
        figures.tokens += ids.size();
        figures.trainedTokens += trained;
        figures.longest = std::max<std::uint64_t>(figures.longest, ids.size());
        if (trained == 0) {
            ++figures.dropped;
            if (encoded->truncation != Truncation::None && encoded->trainedTokens > 0)
                dropped.add(file, i, row);
            else
                nothingTrained.add(file, i, row);
        }
    }

    const std::string limit = "max_length " + std::to_string(m_spec.maxLength);
    if (kind == RowKind::Prompt) {
        report(Severity::Warning, "truncation",
            rows(cut.count) + " of " + file + " fill " + limit + " with the prompt alone", cut);
    } else if (cut.count > 0) {
        report(Severity::Warning, "truncation",
            rows(cut.count) + " of " + file + " are longer than " + limit + ": "
                + std::to_string(figures.cutInAnswer) + " are cut in the answer"
                + (m_spec.overLength == OverLength::Cut ? " (their end of turn is not taught)"
                                                        : " and dropped")
                + ", " + std::to_string(figures.cutInPrompt)
                + " in the prompt; raise max_length or shorten them",
            cut);
    }
    const Severity grave = kind == RowKind::Training ? Severity::Error : Severity::Warning;
    report(Severity::Warning, "empty_labels",
        rows(nothingTrained.count) + " of " + file
            + " have no token to train on (the prompt fills max_length, or the answer is empty) and are left "
              "out",
        nothingTrained);
    report(Severity::Warning, "empty_answer",
        rows(noEmptyAnswer.count) + " of " + file
            + " have an empty answer: the model is taught to say nothing",
        noEmptyAnswer);
    report(grave, "eos",
        rows(noEnd.count) + " of " + file
            + " do not end with a trained end-of-turn token: the model would not learn to stop; choose "
              "another "
              "chat template",
        noEnd);
    report(grave, "bos",
        rows(doubleBos.count) + " of " + file
            + " begin with two beginning-of-text tokens: the chat template and the tokenizer both add one",
        doubleBos);
    report(Severity::Warning, "mask",
        rows(wrongMask.count) + " of " + file
            + " train on text that is not exactly the answer: the chat template changes answers",
        wrongMask);
    report(Severity::Warning, "special_tokens",
        rows(special.count) + " of " + file
            + " spell a special token in their text, which is read as that token",
        special);
    if (kind == RowKind::Training && !fileRows.empty() && figures.dropped == fileRows.size()) {
        m_preflight.findings.push_back({Severity::Error, "empty_labels",
            "no row of " + file + " has anything to train on; raise max_length (now "
                + std::to_string(m_spec.maxLength) + ")",
            figures.dropped, {}});
    }
    if (kind == RowKind::Training && fileRows.empty()) {
        m_preflight.findings.push_back(
            {Severity::Error, "empty_labels", file + " has no rows; a phase needs at least one", 0, {}});
    }
    m_preflight.figures.push_back(figures);
    return table;
}

// Only that Japanese which stands in the rows counts, without the template around it.
void RowChecker::lookAtJapanese(const RunRow& row)
{
    ++m_japanese.rowsInAll;
    const std::string text = joinedText(row);
    if (scriptOf(text) != TextScript::Japanese)
        return;
    ++m_japanese.rows;
    if (m_japanese.sampled >= mostSampled)
        return;
    ++m_japanese.sampled;
    m_japanese.characters += codePointCount(text);
    const Tokenizer& tokenizer = m_encoder.tokenizer();
    const auto ids = tokenizer.encode(text, SpecialTokens::AsText);
    m_japanese.tokens += ids.size();
    const auto& texts = tokenizer.specialTokenTexts();
    const auto unknown = texts.find("unk_token");
    if (unknown != texts.end())
        if (const auto id = tokenizer.tokenId(unknown->second))
            m_japanese.unknown += static_cast<std::uint64_t>(std::ranges::count(ids, *id));
}

void RowChecker::findUnreadJapanese()
{
    const JapaneseText& text = m_japanese;
    if (text.characters == 0
        || static_cast<double>(text.rows) < smallestShare * static_cast<double>(text.rowsInAll))
        return;
    const double tokens = static_cast<double>(text.tokens);
    const double perCharacter = tokens / static_cast<double>(text.characters);
    const double unknown = tokens > 0 ? static_cast<double>(text.unknown) / tokens : 0;
    char figures[2][32];
    std::snprintf(figures[0], sizeof figures[0], "%.1f", perCharacter);
    std::snprintf(figures[1], sizeof figures[1], "%.0f", 100 * unknown);
    if (unknown >= mostUnknown)
        m_preflight.findings.push_back({Severity::Warning, "japanese",
            std::to_string(text.rows) + " of " + std::to_string(text.rowsInAll)
                + " training rows are Japanese, and the model's vocabulary does not know it: "
                + std::string(figures[1])
                + " % of the tokens of such a text stand for nothing; choose a model that has read Japanese",
            text.rows, {}});
    else if (perCharacter >= mostTokensPerCharacter)
        m_preflight.findings.push_back({Severity::Warning, "japanese",
            std::to_string(text.rows) + " of " + std::to_string(text.rowsInAll)
                + " training rows are Japanese, and the model's vocabulary spells it in pieces: a character "
                  "takes "
                + std::string(figures[0])
                + " tokens, where a model that has read much Japanese takes less than one; choose such a "
                  "model",
            text.rows, {}});
}

void RowChecker::findDuplicates(std::span<const std::vector<RunRow>> phases)
{
    std::set<Digest> seen;
    Tally tally;
    for (std::size_t k = 0; k < phases.size(); ++k) {
        for (std::size_t i = 0; i < phases[k].size(); ++i) {
            if (!seen.insert(contentOf(phases[k][i])).second)
                tally.add("phase_" + std::to_string(k + 1) + ".jsonl", i, phases[k][i]);
        }
    }
    report(Severity::Note, "duplicates",
        rows(tally.count) + " stand in the training rows more than once, word for word", tally);
}

void RowChecker::findLeakage(std::span<const std::vector<RunRow>> phases, std::span<const RunRow> validation,
    std::span<const RunRow> test, std::span<const RunRow> prompts)
{
    std::set<Digest> heldOut;
    std::vector<std::string> questions;
    for (const auto set : {validation, test}) {
        for (const RunRow& row : set)
            heldOut.insert(contentOf(row));
    }
    for (const auto set : {validation, test, prompts}) {
        for (const RunRow& row : set)
            questions.push_back(question(row));
    }
    if (questions.empty())
        return;
    const LeakageIndex index(questions);
    Tally exact, overlapping;
    for (std::size_t k = 0; k < phases.size(); ++k) {
        const std::string file = "phase_" + std::to_string(k + 1) + ".jsonl";
        for (std::size_t i = 0; i < phases[k].size(); ++i) {
            const RunRow& row = phases[k][i];
            if (heldOut.contains(contentOf(row))) {
                exact.add(file, i, row);
                continue;
            }
            const auto hits = index.check(joinedText(row));
            if (!hits.empty() && index.isFlagged(hits.front()))
                overlapping.add(file, i, row);
        }
    }
    report(Severity::Error, "leakage",
        rows(exact.count)
            + " of the training rows are also held out, word for word: the held-out loss would mean nothing; "
              "take them out of one side",
        exact);
    report(Severity::Warning, "leakage",
        rows(overlapping.count)
            + " of the training rows hold at least half of a held-out question or frozen prompt, by n-grams",
        overlapping);
}

} // namespace dankai
