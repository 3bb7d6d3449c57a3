// SPDX-License-Identifier: Apache-2.0
#include "core/project/testfile.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/dataset/delimitedtext.h"
#include "core/dataset/minhash.h"
#include "core/dataset/textencoding.h"
#include "core/platform/file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <span>

namespace dankai {

namespace {

constexpr std::size_t maximumRowBytes = std::size_t(1) << 20;
constexpr std::size_t shownLength = 40; // bytes of what could not be read

enum Field : std::size_t
{
    QuestionField,
    AnswerField,
    WrongField,
    LevelField,
    CheckField,
    IdField,
    FieldCount,
};

// The first name is the one that errors say.
constexpr std::array<std::array<std::string_view, 4>, FieldCount> fieldNames = {{
    {"question", "instruction", "prompt", "質問"},
    {"answer", "answers", "reference", "正解"},
    {"wrong", "refused", "", "誤り"},
    {"level", "difficulty", "", "難易度"},
    {"check", "rule", "", "判定"},
    {"id", "number", "", "番号"},
}};

// Each field's texts; a table has one a field, JSON may have more.
using Fields = std::array<std::vector<std::string>, FieldCount>;

std::optional<Field> fieldNamed(std::string_view name)
{
    const std::string wanted = normalisedText(name);
    for (std::size_t field = 0; field < FieldCount; ++field)
        for (const std::string_view known : fieldNames[field])
            if (!known.empty() && wanted == normalisedText(known))
                return static_cast<Field>(field);
    return std::nullopt;
}

std::string shortened(std::string_view text)
{
    return text.size() <= shownLength
        ? std::string(text)
        : std::string(text.substr(0, completeUtf8Prefix(text.substr(0, shownLength)))) + "…";
}

// "Paris|the city of Paris"
std::vector<std::string> partsOf(const std::vector<std::string>& texts)
{
    std::vector<std::string> parts;
    for (const std::string& text : texts) {
        for (std::size_t from = 0; from <= text.size();) {
            const std::size_t bar = std::min(text.find('|', from), text.size());
            std::string part = text.substr(from, bar - from);
            if (!normalisedText(part).empty())
                parts.push_back(std::move(part));
            from = bar + 1;
        }
    }
    return parts;
}

std::string firstOf(const std::vector<std::string>& texts)
{
    return texts.empty() ? std::string() : texts.front();
}

std::optional<int> levelFrom(const std::string& text)
{
    static const std::map<std::string, int> words
        = {{"", 1}, {"easy", 1}, {"medium", 2}, {"hard", 3}, {"易しい", 1}, {"普通", 2}, {"難しい", 3}};
    const std::string wanted = normalisedText(text);
    if (const auto word = words.find(wanted); word != words.end())
        return word->second;
    int level = 0;
    const char* const end = wanted.data() + wanted.size();
    const auto [stopped, error] = std::from_chars(wanted.data(), end, level);
    return error == std::errc() && stopped == end && level >= 1 && level <= TestQuestion::mostLevels
        ? std::optional(level)
        : std::nullopt;
}

class TestFileReader final
{
public:
    TestFileReader(std::string_view text, const std::string& where)
        : m_text(text)
        , m_where(where)
    { }

    Result<std::vector<TestQuestion>> read()
    {
        const std::size_t begin = m_text.find_first_not_of(" \t\r\n");
        if (begin == m_text.npos)
            return unusable(m_where
                + " is empty. Write one test question a row, with columns question, answer and "
                  "level.");
        auto done = m_text[begin] == '[' ? readList() : m_text[begin] == '{' ? readLines() : readTable();
        if (!done)
            return passOn(done);
        if (m_questions.empty())
            return unusable(m_where + " holds no test question below the names of its columns.");
        return std::move(m_questions);
    }

private:
    Result<> readList()
    {
        const auto list = parseJson(m_text, m_where);
        if (!list)
            return tl::unexpected(list.error());
        for (std::size_t i = 0; i < list->size(); ++i)
            if (auto taken = takeJson((*list)[i], m_where + " (row " + std::to_string(i + 1) + ")"); !taken)
                return taken;
        return {};
    }

    Result<> readLines()
    {
        std::size_t line = 0;
        for (std::size_t from = 0; from < m_text.size();) {
            const std::size_t end = std::min(m_text.find('\n', from), m_text.size());
            const std::string_view row = m_text.substr(from, end - from);
            const std::string place = m_where + ":" + std::to_string(++line);
            from = end + 1;
            if (row.find_first_not_of(" \t\r") == row.npos)
                continue;
            const auto json = parseJson(row, place);
            if (!json)
                return tl::unexpected(json.error());
            if (auto taken = takeJson(*json, place); !taken)
                return taken;
        }
        return {};
    }

    Result<> takeJson(const Json& row, const std::string& place)
    {
        if (!row.is_object())
            return unusable(place + " is no row of a test. It needs a question and an answer.");
        Fields fields;
        const auto textOf = [](const Json& value) {
            return value.is_string() ? value.get<std::string>()
                : value.is_null()    ? std::string()
                                     : value.dump();
        };
        for (const auto& [name, value] : row.items()) {
            const auto field = fieldNamed(name);
            if (!field)
                continue;
            if (!value.is_array())
                fields[*field].push_back(textOf(value));
            else
                for (const Json& one : value)
                    fields[*field].push_back(textOf(one));
        }
        return take(fields, place);
    }

    Result<> readTable()
    {
        const char delimiter = sniffDelimiter(m_text, SampleEnd::OfFile).value_or(',');
        DelimitedSplitter splitter(delimiter, maximumRowBytes);
        std::vector<RowSlice> slices;
        splitter.split(m_text, SampleEnd::OfFile, slices);
        std::vector<std::optional<Field>> columns;
        for (const RowSlice& slice : slices) {
            const std::string place = m_where + ":" + std::to_string(slice.line);
            const auto cells = slice.problem.empty()
                ? parseDelimitedRow(m_text.substr(slice.offset, slice.length), delimiter)
                : Result<std::vector<std::string>>(unusable(slice.problem));
            if (!cells)
                return unusable(place + ": this row cannot be read: " + cells.error().message + ".");
            if (columns.empty()) {
                if (auto known = takeHeader(*cells, columns, place); !known)
                    return known;
                continue;
            }
            if (std::ranges::all_of(
                    *cells, [](const std::string& cell) { return normalisedText(cell).empty(); }))
                continue; // spreadsheets leave such rows behind
            Fields fields;
            for (std::size_t i = 0; i < cells->size() && i < columns.size(); ++i)
                if (columns[i])
                    fields[*columns[i]].push_back(unguardedCell((*cells)[i]));
            if (auto taken = take(fields, place); !taken)
                return taken;
        }
        return {};
    }

    static Result<> takeHeader(const std::vector<std::string>& names,
        std::vector<std::optional<Field>>& columns, const std::string& place)
    {
        std::string known;
        for (const std::string& name : names) {
            columns.push_back(fieldNamed(name));
            known += (known.empty() ? "" : ", ") + shortened(toValidUtf8(name));
        }
        for (const Field needed : {QuestionField, AnswerField})
            if (std::ranges::count(columns, std::optional(needed)) == 0)
                return unusable(place + ": there is no column '" + std::string(fieldNames[needed][0])
                    + "'; the columns are: " + known
                    + ". A test needs question and answer, and has level for "
                      "how difficult each question is.");
        return {};
    }

    Result<> take(const Fields& fields, const std::string& place)
    {
        TestQuestion question;
        question.question = toValidUtf8(firstOf(fields[QuestionField]));
        question.accepted = partsOf(fields[AnswerField]);
        question.refused = partsOf(fields[WrongField]);
        if (normalisedText(question.question).empty())
            return unusable(place + " has no question.");
        if (question.accepted.empty())
            return unusable(place + " has no answer that counts as right.");
        for (std::vector<std::string>* texts : {&question.accepted, &question.refused})
            for (std::string& text : *texts)
                text = toValidUtf8(text);
        const std::string level = firstOf(fields[LevelField]);
        if (const auto known = levelFrom(level))
            question.level = *known;
        else
            return unusable(place + ": '" + shortened(toValidUtf8(level))
                + "' is no level. Write 1 (the easiest) to " + std::to_string(TestQuestion::mostLevels)
                + ", or easy, medium or hard.");
        const std::string check = normalisedText(firstOf(fields[CheckField]));
        if (check == nameOf(AnswerCheck::Is) || check == "一致")
            question.check = AnswerCheck::Is;
        else if (!check.empty() && check != nameOf(AnswerCheck::Holds) && check != "含む")
            return unusable(place + ": '" + shortened(check)
                + "' is no way of checking an answer. Write holds (it stands somewhere in the model's "
                  "answer) or is "
                  "(the model's answer is nothing else).");
        question.id = toValidUtf8(firstOf(fields[IdField]));
        if (question.id.empty())
            question.id = "question-" + std::to_string(m_questions.size() + 1);
        if (!m_ids.insert(question.id).second)
            return unusable(
                place + " has the id '" + shortened(question.id) + "' of an earlier row. Ids must differ.");
        m_questions.push_back(std::move(question));
        return {};
    }

    std::string_view m_text;
    std::string m_where;
    std::vector<TestQuestion> m_questions;
    std::set<std::string> m_ids;
};

} // namespace

Result<std::vector<TestQuestion>> readTestFile(const std::filesystem::path& path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return parseTestFile(*bytes, path.string());
}

Result<std::vector<TestQuestion>> parseTestFile(std::string_view bytes, const std::string& where)
{
    std::string text;
    Utf8Transcoder transcoder(sniffEncoding(bytes, SampleEnd::OfFile));
    transcoder.append(bytes, SampleEnd::OfFile, text);
    return TestFileReader(text, where).read();
}

} // namespace dankai
