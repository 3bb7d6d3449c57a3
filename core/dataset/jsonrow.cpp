// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/jsonrow.h"

#include "core/base/utf8.h"
#include "core/dataset/jsonsplitter.h"
#include "core/dataset/scoretext.h"

#include <algorithm>
#include <new>

namespace dankai {

namespace {

constexpr std::size_t rowsInSample = 50;
constexpr std::size_t firstCapacity = 4096; // grows with the rows
constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

std::string_view kindOf(const simdjson::dom::element& value)
{
    switch (value.type()) {
    case simdjson::dom::element_type::ARRAY:
        return "a list";
    case simdjson::dom::element_type::OBJECT:
        return "an object";
    case simdjson::dom::element_type::BOOL:
        return "true or false";
    case simdjson::dom::element_type::NULL_VALUE:
        return "null";
    case simdjson::dom::element_type::STRING:
        return "text";
    default:
        return "a number";
    }
}

class JsonRowParser final : public RowParser
{
public:
    JsonRowParser(JsonRowFunction read, ColumnNames columns)
        : m_read(read)
        , m_columns(std::move(columns))
    {
        if (m_parser.allocate(firstCapacity, deepestNesting) != simdjson::SUCCESS)
            throw std::bad_alloc();
    }

    Result<ImportedRow> parse(std::string_view row) override
    {
        simdjson::dom::element element;
        const auto error = m_parser.parse(row.data(), row.size(), false).get(element);
        if (error == simdjson::UTF8_ERROR)
            return unusable("the row holds bytes that are not valid in the file's encoding");
        if (error == simdjson::DEPTH_ERROR)
            return unusable("the row is nested deeper than " + std::to_string(deepestNesting) + " levels");
        if (error != simdjson::SUCCESS)
            return unusable(whyNotJson(row, error));
        simdjson::dom::object object;
        if (element.get(object) != simdjson::SUCCESS)
            return unusable("the row is " + std::string(kindOf(element)) + " instead of an object {...}");
        return m_read(object, m_columns);
    }

private:
    JsonRowFunction m_read;
    ColumnNames m_columns;
    simdjson::dom::parser m_parser;
};

bool isJsonObject(std::string_view line)
{
    return Json::accept(line) && line.starts_with('{');
}

// How many of the first lines with ink in them are JSON objects, in percent.
int shareOfObjectLines(std::string_view text, SampleEnd end)
{
    int lines = 0;
    int objects = 0;
    for (std::size_t start = 0; start < text.size() && lines < static_cast<int>(rowsInSample);) {
        const std::size_t newline = text.find('\n', start);
        if (newline == std::string_view::npos && end == SampleEnd::Cut)
            break;
        const std::string_view line = trimmed(text.substr(start, newline - start));
        lines += line.empty() ? 0 : 1;
        objects += isJsonObject(line) ? 1 : 0;
        start = newline == std::string_view::npos ? text.size() : newline + 1;
    }
    return lines == 0 ? 0 : 100 * objects / lines;
}

// Whether the text begins with an object that goes over several lines.
bool beginsWithLongObject(std::string_view text)
{
    JsonSplitter splitter(JsonSequence::Values, text.size());
    std::vector<RowSlice> slices;
    splitter.split(text, SampleEnd::Cut, slices);
    if (slices.empty() || !slices.front().problem.empty())
        return false;
    const std::string_view first = text.substr(slices.front().offset, slices.front().length);
    return first.find('\n') != std::string_view::npos && isJsonObject(first);
}

TextShape shapeOf(std::string_view text, SampleEnd end)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return TextShape::Other;
    if (text[first] == '[')
        return TextShape::JsonArray;
    if (text[first] == '{')
        return beginsWithLongObject(text) ? TextShape::JsonValues : TextShape::JsonLines;
    // The first line alone may be the broken one.
    return shareOfObjectLines(text, end) >= 50 ? TextShape::JsonLines : TextShape::Other;
}

std::unique_ptr<RowSplitter> splitterFor(TextShape shape, std::size_t maximumRowBytes)
{
    switch (shape) {
    case TextShape::JsonArray:
        return std::make_unique<JsonSplitter>(JsonSequence::Array, maximumRowBytes);
    case TextShape::JsonValues:
        return std::make_unique<JsonSplitter>(JsonSequence::Values, maximumRowBytes);
    case TextShape::JsonLines:
    case TextShape::Other:
        break;
    }
    return std::make_unique<LineSplitter>(maximumRowBytes);
}

Result<> checkMapping(
    const FileSample& sample, const ImportOptions& options, const std::vector<std::string_view>& fields)
{
    for (const auto& [field, column] : options.columns) {
        const std::string mapping = "--map " + field + "=" + column + ": ";
        if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
            std::string known;
            for (const std::string_view name : fields)
                known += (known.empty() ? "" : ", ") + std::string(name);
            return unusable(mapping + "the rows of " + sample.name
                + " are of a format without this field. What can be mapped in it: " + known
                + ". Leave it out or give another --format.");
        }
        if (!column.empty() && !sample.rows.empty()
            && std::none_of(sample.rows.begin(), sample.rows.end(),
                [&name = column](const Json& row) { return row.contains(name); }))
            return unusable(mapping + "none of the first rows of " + sample.name
                + " has such a column; they have " + columnNames(sample)
                + ". Correct it, or move a row that has it to the beginning.");
    }
    return {};
}

} // namespace

FileSample makeFileSample(std::string name, std::string text, SampleEnd end)
{
    FileSample sample{std::move(name), std::move(text), end, TextShape::Other, {}};
    sample.shape = shapeOf(sample.text, end);
    if (sample.shape == TextShape::Other)
        return sample;
    std::vector<RowSlice> slices;
    splitterFor(sample.shape, std::max<std::size_t>(sample.text.size(), 1))->split(sample.text, end, slices);
    for (const RowSlice& slice : slices) {
        if (sample.rows.size() == rowsInSample)
            break;
        if (!slice.problem.empty())
            continue;
        Json row
            = Json::parse(std::string_view(sample.text).substr(slice.offset, slice.length), nullptr, false);
        if (row.is_object())
            sample.rows.push_back(std::move(row));
    }
    return sample;
}

ColumnNames columnNamesOf(const ImportOptions& options)
{
    ColumnNames names;
    const auto take = [&](const char* field, std::string& name) {
        if (const auto found = options.columns.find(field); found != options.columns.end())
            name = found->second;
    };
    take("instruction", names.instruction);
    take("input", names.input);
    take("output", names.output);
    take("system", names.system);
    take("history", names.history);
    take("messages", names.messages);
    take("messages", names.conversations);
    take("instruction", names.prompt);
    take("output", names.completion);
    take("score", names.score);
    if (options.tags)
        names.conversationTags = *options.tags;
    return names;
}

std::string columnNames(const FileSample& sample)
{
    constexpr std::size_t most = 12;
    std::vector<std::string> names;
    for (const Json& row : sample.rows) {
        for (const auto& [name, value] : row.items()) {
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    }
    if (names.empty())
        return "no columns";
    std::string list = names.size() == 1 ? "the column " : "the columns ";
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
        if (i > 0)
            list += ", ";
        list += names[i];
    }
    if (names.size() > most)
        list += " and others";
    return list;
}

int shareOfRows(const FileSample& sample, const ImportOptions& options, JsonRowTest isOurs)
{
    if (sample.rows.empty())
        return 0;
    const ColumnNames columns = columnNamesOf(options);
    const auto ours = std::count_if(
        sample.rows.begin(), sample.rows.end(), [&](const Json& row) { return isOurs(row, columns); });
    return static_cast<int>(100 * ours / static_cast<std::ptrdiff_t>(sample.rows.size()));
}

Result<FormatReader> openJsonRows(const FileSample& sample, const ImportOptions& options,
    const JsonRows& rows, std::string_view whatIsWanted)
{
    if (sample.shape == TextShape::Other)
        return unusable(sample.name
            + " does not begin like JSON ('{' or '['). Give another --format: " + datasetFormatNames() + ".");
    const ColumnNames columns = columnNamesOf(options);
    if (!sample.rows.empty() && std::none_of(sample.rows.begin(), sample.rows.end(), [&](const Json& row) {
            return rows.isOurs(row, columns);
        }))
        return unusable("The first rows of " + sample.name + " have " + columnNames(sample) + ", but not "
            + std::string(whatIsWanted)
            + ". Give another --format, or say which column is which with --map.");
    if (auto mapped = checkMapping(sample, options, rows.fields); !mapped)
        return passOn(mapped);
    FormatReader reader;
    reader.splitter = splitterFor(sample.shape, options.maximumRowBytes);
    reader.makeParser
        = [read = rows.read, columns] { return std::make_unique<JsonRowParser>(read, columns); };
    return reader;
}

Result<> readText(const simdjson::dom::element& value, std::string_view column, std::string& text)
{
    std::string_view view;
    if (value.get(view) == simdjson::SUCCESS) {
        text = view;
        return {};
    }
    if (value.is_null()) {
        text.clear();
        return {};
    }
    return unusable("'" + std::string(column) + "' is " + std::string(kindOf(value)) + " instead of text");
}

RowScore readScore(const simdjson::dom::element& value)
{
    RowScore score;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) {
        score.raw = text;
        score.value = parseScore(text);
        return score;
    }
    score.raw = toJsonLine(toJson(value));
    if (value.is_number())
        score.value = value.get_double().value_unsafe();
    return score;
}

Json toJson(const simdjson::dom::element& value)
{
    switch (value.type()) {
    case simdjson::dom::element_type::ARRAY: {
        Json list = Json::array();
        const simdjson::dom::array items = value.get_array().value_unsafe();
        for (const simdjson::dom::element item : items)
            list.push_back(toJson(item));
        return list;
    }
    case simdjson::dom::element_type::OBJECT: {
        Json object = Json::object();
        const simdjson::dom::object fields = value.get_object().value_unsafe();
        for (const auto field : fields)
            object[std::string(field.key)] = toJson(field.value);
        return object;
    }
    case simdjson::dom::element_type::INT64:
        return value.get_int64().value_unsafe();
    case simdjson::dom::element_type::UINT64:
        return value.get_uint64().value_unsafe();
    case simdjson::dom::element_type::DOUBLE:
        return value.get_double().value_unsafe();
    case simdjson::dom::element_type::STRING:
        return std::string(value.get_string().value_unsafe());
    case simdjson::dom::element_type::BOOL:
        return value.get_bool().value_unsafe();
    case simdjson::dom::element_type::NULL_VALUE:
        break;
    }
    return nullptr;
}

void keepColumn(Json& extra, std::string_view column, const simdjson::dom::element& value)
{
    if (extra.is_null())
        extra = Json::object();
    extra[std::string(column)] = toJson(value);
}

std::string whyNotJson(std::string_view row, simdjson::error_code error)
{
    constexpr std::size_t around = 24; // bytes shown before the place
    std::size_t at = row.size();
    try {
        const Json valid = Json::parse(row);
        return "the row is not valid JSON (" + std::string(simdjson::error_message(error)) + ")";
    } catch (const Json::parse_error& place) {
        at = std::min(place.byte > 0 ? place.byte - 1 : 0, row.size());
    } catch (const Json::out_of_range&) {
        return "the row holds a number that is too large";
    }
    if (at >= row.size())
        return "the row is not valid JSON: it ends too early";
    if (row[at] == ',' && trimmed(row.substr(at)) == ",")
        return "the row is not valid JSON: a comma follows it, which JSON Lines does not have; "
               "take the comma away or put all rows into one list [...]";
    std::size_t from = at > around ? at - around : 0;
    while (from < at && (static_cast<unsigned char>(row[from]) & 0xc0) == 0x80)
        ++from;
    std::size_t to = std::min(at + 1, row.size());
    while (to < row.size() && (static_cast<unsigned char>(row[to]) & 0xc0) == 0x80)
        ++to;
    std::string shown;
    for (const char c : row.substr(from, to - from))
        shown += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    const std::string_view ink = trimmed(row.substr(0, at));
    const bool isCommaBeforeEnd = !ink.empty() && ink.back() == ',' && (row[at] == '}' || row[at] == ']');
    const std::string character = std::to_string(codePointCount(row.substr(0, at)) + 1);
    return toValidUtf8(isCommaBeforeEnd
            ? "the row is not valid JSON: a comma stands before '" + std::string(1, row[at])
                + "' at character " + character + ", after \xc2\xab" + shown + "\xc2\xbb"
            : "the row is not valid JSON at character " + character + ", after \xc2\xab" + shown
                + "\xc2\xbb");
}

} // namespace dankai
