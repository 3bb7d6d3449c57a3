// SPDX-License-Identifier: Apache-2.0
// The part of reviewtable.h that brings answers from a table into a project.
#include "core/base/utf8.h"
#include "core/dataset/textreader.h"
#include "core/project/reviewing.h"
#include "core/project/reviewtable.h"

#include <map>

namespace dankai {

namespace {

constexpr std::size_t maximumFileBytes = std::size_t(512) << 20;
constexpr std::size_t blockBytes = std::size_t(1) << 20;

// As it comes back through a spreadsheet: other line ends.
std::string comparable(std::string_view text)
{
    std::string lines;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            lines += '\n';
            i += i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
        } else {
            lines += text[i];
        }
    }
    return toValidUtf8(lines);
}

bool isChanged(const std::optional<std::string>& cellText, const std::string& stored)
{
    return cellText && codePointCount(stored) <= maximumCellCharacters
        && comparable(*cellText) != comparable(stored);
}

Result<std::string> readTableText(const std::filesystem::path& path)
{
    auto reader = TextReader::open(path, std::nullopt);
    if (!reader)
        return passOn(reader);
    std::string text;
    for (;;) {
        const auto end = reader->read(blockBytes, text);
        if (!end)
            return tl::unexpected(end.error());
        if (text.size() > maximumFileBytes)
            return unusable(path.string() + " is no table of a review: it is larger than any of them.");
        if (*end == SampleEnd::OfFile)
            return text;
    }
}

// The last word of this person on each example.
using LastWords = std::map<ExampleId, Review>;

class Applying final
{
public:
    Applying(Project& project, const std::string& plan, const std::string& reviewer, const std::string& name)
        : m_project(project)
        , m_plan(plan)
        , m_reviewer(reviewer)
        , m_name(name)
    { }

    Result<ReviewTableOutcome> apply(ReviewTable table)
    {
        const auto standing = m_project.reviews().standing(m_plan);
        if (!standing)
            return tl::unexpected(standing.error());
        for (const Review& review : *standing)
            if (review.reviewer == m_reviewer && !review.other && review.decision != ReviewDecision::Edit) {
                LastWords& words = review.decision == ReviewDecision::Note ? m_notes : m_answers;
                words[review.example] = review;
            }
        m_outcome.problems = std::move(table.problems);
        for (const ReviewTableRow& row : table.rows)
            if (auto applied = applyRow(row); !applied)
                return passOn(applied);
        return std::move(m_outcome);
    }

private:
    void problem(const ReviewTableRow& row, const std::string& sentence)
    {
        m_outcome.problems.push_back(m_name + ":" + std::to_string(row.line) + ": " + sentence);
    }

    Result<> applyRow(const ReviewTableRow& row)
    {
        if (!row.answer && row.note.empty()) {
            ++m_outcome.unanswered;
            return {};
        }
        ++m_outcome.rows;
        const auto id = ExampleId(row.example);
        const auto stored = m_project.examples().example(id);
        if (!stored) {
            problem(row, stored.error().message);
            return {};
        }
        if (row.revision != 0 && row.revision != stored->revision) {
            problem(row,
                "Example " + std::to_string(row.example) + " was edited since: revision "
                    + std::to_string(row.revision) + " was judged, and it is at revision "
                    + std::to_string(stored->revision) + ". Export it again.");
            return {};
        }
        if (isChanged(row.instruction, stored->example.instruction)
            || isChanged(row.input, stored->example.input)
            || isChanged(row.response, stored->example.response))
            problem(row,
                "the text of example " + std::to_string(row.example)
                    + " was changed in the table. The decision is taken and the text is not: change it with "
                      "dankai review … edit, or on the Data page.");
        Review review;
        review.plan = m_plan;
        review.reviewer = m_reviewer;
        review.example = id;
        review.revision = stored->revision;
        review.decision = row.answer ? row.answer->decision : ReviewDecision::Note;
        review.level = row.answer ? row.answer->level : std::nullopt;
        review.note = row.note;
        review.source = reviewFromTable;
        LastWords& words = row.answer ? m_answers : m_notes;
        if (const auto last = words.find(id); last != words.end() && last->second.decision == review.decision
            && last->second.level == review.level && comparable(last->second.note) == comparable(review.note)
            && last->second.revision == review.revision) {
            ++m_outcome.unchanged;
            return {};
        }
        auto decided = m_project.reviews().decide(review);
        if (!decided) {
            if (decided.error().code != ErrorCode::Unusable)
                return passOn(decided); // a full disk is no row's mistake
            problem(row, decided.error().message);
            return {};
        }
        words[id] = std::move(*decided);
        ++m_outcome.applied;
        return {};
    }

    Project& m_project;
    const std::string& m_plan;
    const std::string& m_reviewer;
    const std::string& m_name;
    LastWords m_answers;
    LastWords m_notes;
    ReviewTableOutcome m_outcome;
};

} // namespace

Result<ReviewTableOutcome> applyReviewTable(
    Project& project, const std::string& plan, const std::string& reviewer, const std::filesystem::path& path)
{
    const auto name = reviewerName(reviewer);
    if (!name)
        return tl::unexpected(name.error());
    const auto guide = reviewGuide(project, plan, {});
    if (!guide)
        return tl::unexpected(guide.error());
    const auto text = readTableText(path);
    if (!text)
        return tl::unexpected(text.error());
    const std::string fileName = path.string();
    auto table = parseReviewTable(*text, fileName, guide->levels);
    if (!table)
        return passOn(table);
    return Applying(project, plan, *name, fileName).apply(std::move(*table));
}

} // namespace dankai
