// SPDX-License-Identifier: Apache-2.0
// CSV and TSV with a line of column names: --map says which column is what, else names are guessed,
// Japanese ones too. Columns that are nothing known are kept with the example as text.
#include "core/dataset/datasetformat.h"
#include "core/dataset/delimitedtext.h"
#include "core/dataset/minhash.h"
#include "core/dataset/rowwriter.h"
#include "core/dataset/scoretext.h"

#include <simdjson.h>

#include <array>
#include <set>

namespace dankai {

namespace {

enum Field : std::size_t
{
    InstructionField,
    InputField,
    OutputField,
    SystemField,
    ScoreField,
    FieldCount,
};

struct FieldGuess
{
    std::string_view field; // as --map names it
    std::vector<std::string_view> names; // normalised, the likeliest first
};

// The score is never guessed: a column named so may rate quality as well as difficulty.
const std::array<FieldGuess, FieldCount>& fieldGuesses()
{
    static const std::array<FieldGuess, FieldCount> guesses{{
        {"instruction",
            {"instruction", "instructions", "question", "prompt", "query", "指示", "指示文", "質問", "質問文",
                "問い合わせ", "問い", "問題", "依頼"}},
        {"input", {"input", "context", "入力", "入力文", "文脈", "補足"}},
        {"output",
            {"output", "response", "answer", "completion", "reply", "お手本の回答", "模範回答", "回答",
                "回答文", "応答", "出力", "答え", "返答", "返信"}},
        {"system", {"system", "system prompt", "システム", "システムプロンプト"}},
        {"score", {}},
    }};
    return guesses;
}

struct Table
{
    char delimiter = ',';
    std::vector<std::string> header;
    std::array<std::size_t, FieldCount> columnOf{}; // header.size(): none
    bool isGuarded = false; // our own export, whose cells are not formulas; others' apostrophes are theirs
};

// Columns are kept by name, so a second one of a name (two "notes", an index without a name) needs its own.
void nameApart(std::vector<std::string>& header)
{
    std::set<std::string> taken(header.begin(), header.end());
    std::set<std::string> seen;
    for (std::size_t column = 0; column < header.size(); ++column) {
        if (!header[column].empty() && seen.insert(header[column]).second)
            continue;
        const std::string base = header[column].empty() ? "column" : header[column];
        std::size_t number = column + 1;
        while (!taken.insert(base + " " + std::to_string(number)).second)
            ++number;
        header[column] = base + " " + std::to_string(number);
        seen.insert(header[column]);
    }
}

// The delimiter and the names of the columns, not yet what they mean.
Result<Table> readColumns(const FileSample& sample, const ImportOptions& options)
{
    std::optional<char> delimiter = options.delimiter;
    if (!delimiter)
        delimiter = sniffDelimiter(sample.text, sample.end);
    if (!delimiter)
        return unusable(sample.name
            + " is not a table: with none of , ; tab | as delimiter do its first rows have the same number "
              "of "
              "columns, at least two. Give --delimiter, or another --format: "
            + datasetFormatNames() + ".");
    Table table;
    table.delimiter = *delimiter;
    DelimitedSplitter splitter(table.delimiter, options.maximumRowBytes);
    std::vector<RowSlice> slices;
    splitter.split(sample.text, sample.end, slices);
    if (slices.empty() || !slices.front().problem.empty())
        return unusable(sample.name + ":1: the line of column names cannot be read"
            + (slices.empty() ? std::string() : ": " + slices.front().problem) + ".");
    auto header = parseDelimitedRow(
        std::string_view(sample.text).substr(slices.front().offset, slices.front().length), table.delimiter);
    if (!header)
        return unusable(sample.name + ":1: " + header.error().message + ".");
    table.header = std::move(*header);
    table.isGuarded = isWrittenTable(table.header);
    if (table.isGuarded)
        for (std::string& name : table.header)
            name = unguardedCell(name);
    nameApart(table.header);
    return table;
}

Result<Table> readHeader(const FileSample& sample, const ImportOptions& options)
{
    auto read = readColumns(sample, options);
    if (!read)
        return read;
    Table& table = *read;
    const auto columnNamed = [&](std::string_view name) {
        for (std::size_t column = 0; column < table.header.size(); ++column) {
            if (normalisedText(table.header[column]) == name)
                return column;
        }
        return table.header.size();
    };
    const auto headerText = [&] {
        std::string text;
        for (const std::string& name : table.header)
            text += (text.empty() ? "" : ", ") + name;
        return text;
    };
    for (const char* unsupported : {"history", "messages"}) {
        if (options.columns.contains(unsupported))
            return unusable("--map " + std::string(unsupported)
                + "=... works for JSON only: a table's field is one text. " + sample.name
                + " was read as csv.");
    }
    for (std::size_t field = 0; field < FieldCount; ++field) {
        const FieldGuess& guess = fieldGuesses()[field];
        std::size_t& column = table.columnOf[field];
        column = table.header.size();
        if (const auto mapped = options.columns.find(std::string(guess.field));
            mapped != options.columns.end()) {
            column = columnNamed(normalisedText(mapped->second));
            if (column == table.header.size())
                return unusable("--map " + mapped->first + "=" + mapped->second + ": " + sample.name
                    + " has no such column. Its columns are: " + headerText() + ".");
            continue;
        }
        for (const std::string_view name : guess.names) {
            column = columnNamed(name);
            if (column != table.header.size())
                break;
        }
    }
    for (const Field field : {InstructionField, OutputField}) {
        if (table.columnOf[field] == table.header.size())
            return unusable("Which column of " + sample.name + " is the "
                + (field == InstructionField ? "question" : "answer")
                + "? Its first line names: " + headerText()
                + ". Say it with --map instruction=COLUMN,output=COLUMN (input=, system= and score= where "
                  "there "
                  "are such columns).");
    }
    return read;
}

std::string describeColumns(const Table& table)
{
    std::string text;
    std::vector<bool> isUsed(table.header.size(), false);
    for (std::size_t field = 0; field < FieldCount; ++field) {
        const std::size_t column = table.columnOf[field];
        if (column == table.header.size())
            continue;
        isUsed[column] = true;
        text += (text.empty() ? "" : ", ") + std::string(fieldGuesses()[field].field) + " = "
            + table.header[column];
    }
    std::string kept;
    for (std::size_t column = 0; column < table.header.size(); ++column) {
        if (!isUsed[column])
            kept += (kept.empty() ? "" : ", ") + table.header[column];
    }
    return kept.empty() ? text : text + "; kept as they are: " + kept;
}

class CsvRowParser final : public RowParser
{
public:
    explicit CsvRowParser(Table table)
        : m_table(std::move(table))
        , m_fieldOf(m_table.header.size(), FieldCount)
    {
        for (std::size_t field = 0; field < FieldCount; ++field) {
            if (m_table.columnOf[field] < m_fieldOf.size())
                m_fieldOf[m_table.columnOf[field]] = field;
        }
    }

    Result<ImportedRow> parse(std::string_view text) override
    {
        if (!simdjson::validate_utf8(text.data(), text.size()))
            return unusable("the row holds bytes that are not valid in the file's encoding");
        auto fields = parseDelimitedRow(text, m_table.delimiter);
        if (!fields)
            return passOn(fields);
        if (fields->size() != m_table.header.size())
            return unusable("the row has " + std::to_string(fields->size())
                + (fields->size() == 1 ? " field" : " fields") + ", the first line names "
                + std::to_string(m_table.header.size()) + " columns");
        ImportedRow row;
        Example& example = row.example;
        for (std::size_t column = 0; column < fields->size(); ++column) {
            std::string& value = (*fields)[column];
            if (m_table.isGuarded)
                value = unguardedCell(value);
            switch (m_fieldOf[column]) {
            case InstructionField:
                example.instruction = std::move(value);
                continue;
            case InputField:
                example.input = std::move(value);
                continue;
            case OutputField:
                example.response = std::move(value);
                continue;
            case SystemField:
                example.system = std::move(value);
                continue;
            case ScoreField:
                row.score = RowScore{value, parseScore(value)};
                break;
            default:
                break;
            }
            if (example.extra.is_null())
                example.extra = Json::object();
            example.extra[m_table.header[column]] = std::move(value);
        }
        return row;
    }

private:
    Table m_table;
    std::vector<std::size_t> m_fieldOf; // per column; FieldCount: kept in extra
};

// The table's rows without its line of column names.
class TableSplitter final : public RowSplitter
{
public:
    TableSplitter(char delimiter, std::size_t maximumRowBytes)
        : m_rows(delimiter, maximumRowBytes)
    { }

    std::size_t split(std::string_view text, SampleEnd end, std::vector<RowSlice>& rows) override
    {
        const std::size_t before = rows.size();
        const std::size_t done = m_rows.split(text, end, rows);
        if (!m_hasHeader && rows.size() > before) {
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(before));
            m_hasHeader = true;
        }
        return done;
    }

private:
    DelimitedSplitter m_rows;
    bool m_hasHeader = false;
};

} // namespace

Result<std::vector<std::string>> csvColumns(const FileSample& sample, const ImportOptions& options)
{
    auto table = readColumns(sample, options);
    if (!table)
        return passOn(table);
    return std::move(table->header);
}

DatasetFormat csvFormat()
{
    return {"csv", "CSV or TSV with a line of column names; --map says which column is what",
        [](const FileSample& sample, const ImportOptions& options) {
            if (sample.shape != TextShape::Other)
                return 0;
            return readHeader(sample, options) ? 90 : 0;
        },
        [](const FileSample& sample, const ImportOptions& options) -> Result<FormatReader> {
            auto table = readHeader(sample, options);
            if (!table)
                return passOn(table);
            FormatReader reader;
            reader.columns = describeColumns(*table);
            reader.splitter = std::make_unique<TableSplitter>(table->delimiter, options.maximumRowBytes);
            reader.makeParser = [table = *table] { return std::make_unique<CsvRowParser>(table); };
            return reader;
        }};
}

} // namespace dankai
