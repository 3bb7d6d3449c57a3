// SPDX-License-Identifier: Apache-2.0
#include "core/project/reviewtable.h"

#include "core/base/utf8.h"
#include "core/dataset/delimitedtext.h"
#include "core/dataset/minhash.h"
#include "core/platform/file.h"
#include "core/project/reviewing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>

namespace dankai {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t maximumRowBytes = std::size_t(16) << 20;
constexpr std::string_view cutMark = " […]";

enum TableColumn : std::size_t
{
    ExampleColumn,
    RevisionColumn,
    ContextColumn,
    InstructionColumn,
    InputColumn,
    ResponseColumn,
    DecisionColumn,
    NoteColumn,
    ColumnCount,
};

struct ColumnName
{
    std::string_view english;
    std::string_view japanese;
};

constexpr std::array<ColumnName, ColumnCount> columnNames = {{
    {"example", "事例番号"},
    {"revision", "版"},
    {"context", "これまでのやり取り"},
    {"instruction", "指示"},
    {"input", "入力"},
    {"response", "お手本の回答"},
    {"decision", "判断"},
    {"note", "メモ"},
}};

// Names of decisions as a Japanese table has them; reviewAnswerFrom() reads them.
constexpr std::pair<ReviewDecision, std::string_view> japaneseDecisions[] = {
    {ReviewDecision::Exclude, "除外"},
    {ReviewDecision::Ambiguous, "あいまい"},
    {ReviewDecision::Personal, "個人情報・機密"},
    {ReviewDecision::Wrong, "誤り・古い"},
    {ReviewDecision::Skip, "見送り"},
};

bool isJapanese(std::string_view language)
{
    return language == "ja";
}

std::string decisionText(const ReviewAnswer& answer, std::span<const std::string> levels, bool japanese)
{
    if (japanese)
        for (const auto& [decision, name] : japaneseDecisions)
            if (decision == answer.decision)
                return std::string(name);
    return textOf(answer, levels);
}

// "decision (1 Easy, ...)": what may be written below stands above.
std::string decisionHeading(std::span<const std::string> levels, bool japanese)
{
    if (!japanese)
        return "decision (" + knownReviewAnswers(levels) + ")";
    std::string known;
    for (std::size_t level = 0; level < levels.size(); ++level)
        known += textOf({ReviewDecision::Place, static_cast<int>(level)}, levels) + "、";
    for (const auto& [decision, name] : japaneseDecisions)
        known += std::string(name) + (decision == ReviewDecision::Skip ? "" : "、");
    return "判断(" + known + ")";
}

std::string cell(std::string_view text)
{
    std::string kept;
    if (codePointCount(text) > maximumCellCharacters) {
        std::size_t offset = 0;
        for (std::size_t count = 0; count < maximumCellCharacters; ++count)
            offset += codePointAt(text, offset).length;
        kept = std::string(text.substr(0, offset)) + std::string(cutMark);
    }
    return spreadsheetField(kept.empty() ? text : std::string_view(kept), ',');
}

std::string contextOf(const Example& example)
{
    std::string text = example.system.empty() ? std::string() : "system: " + example.system;
    for (const Message& message : example.history)
        text += (text.empty() ? "" : "\n") + message.role + ": " + message.content;
    return text;
}

std::optional<std::int64_t> wholeNumberOf(std::string_view text)
{
    const std::string normalised = normalisedText(text); // full-width digits too
    std::int64_t number = 0;
    const char* end = normalised.data() + normalised.size();
    const auto [stopped, error] = std::from_chars(normalised.data(), end, number);
    if (normalised.empty() || error != std::errc() || stopped != end)
        return std::nullopt;
    return number;
}

class TableReader final
{
public:
    TableReader(std::string_view text, const std::string& name, std::span<const std::string> levels)
        : m_text(text.starts_with(byteOrderMark) ? text.substr(byteOrderMark.size()) : text)
        , m_name(name)
        , m_levels(levels)
    { }

    Result<ReviewTable> read()
    {
        const auto delimiter = sniffDelimiter(m_text, SampleEnd::OfFile);
        m_delimiter = delimiter.value_or(',');
        DelimitedSplitter splitter(m_delimiter, maximumRowBytes);
        std::vector<RowSlice> slices;
        splitter.split(m_text, SampleEnd::OfFile, slices);
        if (slices.empty())
            return unusable(
                m_name + " is empty. Write a table of the questions first: dankai review … export");
        if (auto header = readHeader(slices.front()); !header)
            return passOn(header);
        for (const RowSlice& slice : std::span(slices).subspan(1))
            readRow(slice);
        refuseContradictions();
        return std::move(m_table);
    }

private:
    std::string at(std::uint64_t line) const { return m_name + ":" + std::to_string(line) + ": "; }

    Result<> readHeader(const RowSlice& slice)
    {
        auto names = slice.problem.empty()
            ? parseDelimitedRow(m_text.substr(slice.offset, slice.length), m_delimiter)
            : Result<std::vector<std::string>>(unusable(slice.problem));
        if (!names)
            return unusable(
                at(slice.line) + "the names of the columns cannot be read: " + names.error().message + ".");
        m_columns.fill(names->size());
        std::string known;
        for (std::size_t i = 0; i < names->size(); ++i) {
            const std::string name = toValidUtf8((*names)[i]);
            known += (known.empty() ? "" : ", ") + name.substr(0, completeUtf8Prefix(name.substr(0, 40)));
            const std::string wanted = normalisedText(name);
            for (std::size_t column = 0; column < ColumnCount; ++column) {
                const auto& [english, japanese] = columnNames[column];
                // The decision's heading goes on with what may be written below it.
                const bool isIt = wanted == english || wanted == normalisedText(japanese)
                    || (column == DecisionColumn
                        && (wanted.starts_with("decision (") || wanted.starts_with("判断(")));
                if (isIt && m_columns[column] == names->size())
                    m_columns[column] = i;
            }
        }
        for (const TableColumn needed : {ExampleColumn, DecisionColumn})
            if (m_columns[needed] == names->size())
                return unusable(at(slice.line) + "there is no column '"
                    + std::string(columnNames[needed].english) + "'; the columns are: " + known
                    + ". Keep the first line as it was exported.");
        m_columnCount = names->size();
        return {};
    }

    std::optional<std::string> fieldOf(const std::vector<std::string>& fields, TableColumn column) const
    {
        if (m_columns[column] == m_columnCount || m_columns[column] >= fields.size())
            return std::nullopt;
        return unguardedCell(fields[m_columns[column]]);
    }

    void readRow(const RowSlice& slice)
    {
        auto fields = slice.problem.empty()
            ? parseDelimitedRow(m_text.substr(slice.offset, slice.length), m_delimiter)
            : Result<std::vector<std::string>>(unusable(slice.problem));
        if (!fields) {
            m_table.problems.push_back(
                at(slice.line) + "this row cannot be read: " + fields.error().message + ".");
            return;
        }
        if (std::ranges::all_of(
                *fields, [](const std::string& field) { return normalisedText(field).empty(); }))
            return; // spreadsheets leave such rows behind
        ReviewTableRow row;
        row.line = slice.line;
        const std::string example = fieldOf(*fields, ExampleColumn).value_or(std::string());
        const auto number = wholeNumberOf(example);
        if (!number || *number < 1) {
            m_table.problems.push_back(at(slice.line) + "'" + shortened(example)
                + "' is no example's number. Keep the column '"
                + std::string(columnNames[ExampleColumn].english) + "' as it was exported.");
            return;
        }
        row.example = *number;
        if (const auto revision = fieldOf(*fields, RevisionColumn); revision && !revision->empty()) {
            const auto wanted = wholeNumberOf(*revision);
            if (!wanted || *wanted < 1 || *wanted > std::numeric_limits<int>::max()) {
                m_table.problems.push_back(at(slice.line) + "'" + shortened(*revision)
                    + "' is no revision of a text. Keep the column '"
                    + std::string(columnNames[RevisionColumn].english) + "' as it was exported.");
                return;
            }
            row.revision = static_cast<int>(*wanted);
        }
        row.note = toValidUtf8(fieldOf(*fields, NoteColumn).value_or(std::string()));
        const std::string decision = fieldOf(*fields, DecisionColumn).value_or(std::string());
        if (!normalisedText(decision).empty()) {
            row.answer = reviewAnswerFrom(decision, m_levels);
            if (row.answer && (isOfPair(row.answer->decision) || !closesQuestion(row.answer->decision)))
                row.answer.reset();
            if (!row.answer) {
                m_table.problems.push_back(at(slice.line) + "'" + shortened(decision)
                    + "' is no decision about example " + std::to_string(row.example)
                    + ". Write one of: " + knownReviewAnswers(m_levels) + ".");
                return;
            }
        }
        row.instruction = fieldOf(*fields, InstructionColumn);
        row.input = fieldOf(*fields, InputColumn);
        row.response = fieldOf(*fields, ResponseColumn);
        m_table.rows.push_back(std::move(row));
    }

    static std::string shortened(const std::string& text)
    {
        const std::string valid = toValidUtf8(text);
        return valid.size() <= 40 ? valid : valid.substr(0, completeUtf8Prefix(valid.substr(0, 40))) + "…";
    }

    // Whoever of two rows is right, the table does not say: neither is taken.
    void refuseContradictions()
    {
        std::map<std::int64_t, std::vector<const ReviewTableRow*>> answered;
        for (const ReviewTableRow& row : m_table.rows)
            if (row.answer)
                answered[row.example].push_back(&row);
        std::vector<std::int64_t> contradicted;
        for (const auto& [example, rows] : answered) {
            const auto& first = *rows.front()->answer;
            const auto other = std::ranges::find_if(
                rows, [&first](const ReviewTableRow* row) { return *row->answer != first; });
            if (other == rows.end())
                continue;
            contradicted.push_back(example);
            m_table.problems.push_back(at((*other)->line) + "example " + std::to_string(example) + " is '"
                + textOf(*(*other)->answer, m_levels) + "' here and '" + textOf(first, m_levels)
                + "' in line " + std::to_string(rows.front()->line)
                + ". Leave one of the two; neither was taken.");
        }
        std::erase_if(m_table.rows, [&](const ReviewTableRow& row) {
            return row.answer && std::ranges::binary_search(contradicted, row.example);
        });
    }

    std::string_view m_text;
    const std::string& m_name;
    std::span<const std::string> m_levels;
    char m_delimiter = ',';
    std::array<std::size_t, ColumnCount> m_columns{}; // m_columnCount: there is none
    std::size_t m_columnCount = 0;
    ReviewTable m_table;
};

} // namespace

Result<ReviewTable> parseReviewTable(
    std::string_view text, const std::string& name, std::span<const std::string> levels)
{
    return TableReader(text, name, levels).read();
}

Result<std::uint64_t> writeReviewTable(Project& project, const ReviewQueue& queue,
    const std::filesystem::path& path, const std::string& language)
{
    const auto guide = reviewGuide(project, queue.plan, language);
    if (!guide)
        return tl::unexpected(guide.error());
    const auto answers = project.reviews().answers(queue);
    if (!answers)
        return tl::unexpected(answers.error());
    auto file = AtomicFile::create(path);
    if (!file)
        return passOn(file);
    const bool japanese = isJapanese(language);
    std::string line(byteOrderMark);
    for (std::size_t column = 0; column < ColumnCount; ++column) {
        const std::string name = column == DecisionColumn
            ? decisionHeading(guide->levels, japanese)
            : std::string(japanese ? columnNames[column].japanese : columnNames[column].english);
        line += (column == 0 ? "" : ",") + spreadsheetField(name, ',');
    }
    if (auto written = file->write(line + "\r\n"); !written)
        return passOn(written);
    std::uint64_t rows = 0;
    for (std::size_t place = 0; place < queue.items.size(); ++place) {
        const ReviewItem& item = queue.items[place];
        if (item.other || item.reason == ReviewReason::Practice)
            continue;
        const auto stored = project.examples().example(item.example);
        if (!stored)
            return tl::unexpected(stored.error());
        const auto& answer = (*answers)[place];
        if (stored->isExcluded && !answer)
            continue; // by another person meanwhile: nothing to decide any more
        const Example& example = stored->example;
        std::string decision;
        if (answer)
            decision = decisionText({answer->decision, answer->level}, guide->levels, japanese);
        line = std::to_string(static_cast<std::int64_t>(item.example)) + ","
            + std::to_string(stored->revision);
        for (const std::string& text : {contextOf(example), example.instruction, example.input,
                 example.response, decision, answer ? answer->note : std::string()})
            line += "," + cell(text);
        if (auto written = file->write(line + "\r\n"); !written)
            return passOn(written);
        ++rows;
    }
    if (auto committed = file->commit(); !committed)
        return passOn(committed);
    return rows;
}

} // namespace dankai
