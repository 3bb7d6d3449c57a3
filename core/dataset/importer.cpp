// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/importer.h"

#include "core/dataset/datasetformat.h"
#include "core/dataset/datasource.h"
#include "core/dataset/textreader.h"

#include <algorithm>
#include <deque>
#include <future>
#include <system_error>

namespace dankai {

namespace {

constexpr std::size_t sampleBytes = std::size_t(256) << 10;
constexpr std::size_t chunkBytes = std::size_t(1) << 20;

constexpr std::string_view fieldNames[]
    = {"instruction", "input", "output", "system", "history", "messages", "score"};

// What one pass over a part of the file needs and makes; used again and again, so that memory stays what
// the first chunks took.
struct Chunk
{
    std::string text;
    std::vector<RowSlice> slices;
    std::vector<Result<ImportedRow>> rows; // one per slice
    std::unique_ptr<RowParser> parser;
    std::uint64_t bytesRead = 0; // of the file, once this chunk is done
};

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// What holds for every format.
Result<> checkExample(const Example& example)
{
    if (isBlank(example.response))
        return unusable("the response is empty, so there is nothing to train");
    if (isBlank(example.instruction) && isBlank(example.input) && example.history.empty())
        return unusable("there is neither an instruction nor an input");
    return {};
}

Result<ImportedRow> parseRow(
    RowParser& parser, std::string_view text, const RowSlice& slice, const std::string& file)
{
    if (!slice.problem.empty())
        return unusable(slice.problem);
    auto row = parser.parse(text.substr(slice.offset, slice.length));
    if (!row)
        return row;
    if (auto checked = checkExample(row->example); !checked)
        return passOn(checked);
    row->example.source = {file, slice.line};
    row->hash = contentHash(row->example);
    return row;
}

void parseChunk(Chunk& chunk, const std::string& file)
{
    chunk.rows.clear();
    chunk.rows.reserve(chunk.slices.size());
    for (const RowSlice& slice : chunk.slices)
        chunk.rows.push_back(parseRow(*chunk.parser, chunk.text, slice, file));
}

// Reads as much of the file's start as holds a first row, so that long rows are recognised too.
Result<FileSample> readSample(
    const std::filesystem::path& path, TextEncoding encoding, std::size_t maximumRowBytes)
{
    auto reader = TextReader::open(path, encoding);
    if (!reader)
        return passOn(reader);
    std::string text;
    for (std::size_t wanted = sampleBytes;; wanted *= 4) {
        auto end = reader->read(wanted - std::min(wanted, text.size()) + 1, text);
        if (!end)
            return passOn(end);
        if (*end == SampleEnd::OfFile && isBlank(text))
            return unusable(
                path.string() + " holds nothing but white space. Check that it was written completely.");
        FileSample sample = makeFileSample(path.string(), text, *end);
        const bool mayGrow = *end == SampleEnd::Cut && text.size() <= maximumRowBytes;
        const bool hasNoRow = sample.shape == TextShape::Other
            ? text.find_first_of("\r\n") == std::string::npos
            : sample.rows.empty();
        if (!hasNoRow)
            return sample;
        if (*end == SampleEnd::Cut && !mayGrow && text.find_first_of("\r\n") == std::string::npos)
            return unusable(path.string() + ":1: " + tooLongRow(maximumRowBytes) + ".");
        if (!mayGrow)
            return sample;
    }
}

class Import final
{
public:
    Import(const ImportOptions& options, const RowSink& sink, const ProgressCallback& progress,
        const StopFlag* stop)
        : m_options(options)
        , m_sink(sink)
        , m_progress(progress)
        , m_stop(stop)
    { }

    Result<ImportReport> run(const std::filesystem::path& path);

private:
    Result<bool> fill(Chunk& chunk); // false: nothing left
    Result<> deliver(Chunk& chunk);

    const ImportOptions& m_options;
    const RowSink& m_sink;
    const ProgressCallback& m_progress;
    const StopFlag* m_stop;
    std::optional<TextReader> m_reader;
    std::unique_ptr<RowSplitter> m_splitter;
    std::string m_rest; // text whose row has not ended
    bool m_hasEnded = false;
    ImportReport m_report;
};

Result<bool> Import::fill(Chunk& chunk)
{
    chunk.text.clear();
    chunk.slices.clear();
    chunk.text.swap(m_rest);
    while (!m_hasEnded && chunk.slices.empty()) {
        // A row that does not end costs a copy per block, so blocks grow with it.
        auto end = m_reader->read(std::max(chunkBytes, chunk.text.size()), chunk.text);
        if (!end)
            return passOn(end);
        m_hasEnded = *end == SampleEnd::OfFile;
        chunk.text.reserve(chunk.text.size() + rowPadding);
        const std::size_t done = m_splitter->split(chunk.text, *end, chunk.slices);
        m_rest.assign(chunk.text, done);
        if (chunk.slices.empty())
            chunk.text.swap(m_rest);
    }
    chunk.bytesRead = m_reader->bytesRead();
    return !chunk.slices.empty();
}

Result<> Import::deliver(Chunk& chunk)
{
    for (std::size_t i = 0; i < chunk.rows.size(); ++i) {
        if (isStopRequested(m_stop))
            return stopped("The import of " + m_report.file + " was stopped after "
                + std::to_string(m_report.rows) + " rows.");
        Result<ImportedRow>& row = chunk.rows[i];
        ++m_report.rows;
        if (!row) {
            ++m_report.rejected;
            if (m_report.rejections.size() < m_options.rejectionsListed)
                m_report.rejections.push_back({chunk.slices[i].line, std::move(row.error().message)});
            continue;
        }
        ++m_report.accepted;
        if (row->score)
            ++(row->score->value ? m_report.scored : m_report.unscored);
        if (auto taken = m_sink(std::move(*row)); !taken)
            return passOn(taken);
    }
    chunk.rows.clear();
    if (m_progress)
        m_progress({chunk.bytesRead, m_report.bytes});
    return {};
}

Result<ImportReport> Import::run(const std::filesystem::path& path)
{
    for (const auto& [field, column] : m_options.columns) {
        if (std::find(std::begin(fieldNames), std::end(fieldNames), field) == std::end(fieldNames))
            return unusable("--map " + field + "=" + column + ": there is no field '" + field
                + "'. Fields are instruction, input, output, system, history, messages and score.");
    }
    if (std::string why = whyColumnar(path); !why.empty())
        return unusable(std::move(why));
    if (isReviewPackage(path))
        return unusable(path.string()
            + " is a review package and no examples. Take its answers over with: dankai review … merge");
    auto reader = TextReader::open(path, m_options.encoding);
    if (!reader)
        return passOn(reader);
    m_reader.emplace(std::move(*reader));
    auto sample = readSample(path, m_reader->encoding(), m_options.maximumRowBytes);
    if (!sample)
        return passOn(sample);
    auto format = chooseFormat(*sample, m_options);
    if (!format)
        return passOn(format);
    auto opened = (*format)->open(*sample, m_options);
    if (!opened)
        return passOn(opened);

    m_report.file = path.string();
    m_report.format = (*format)->name;
    m_report.encoding = m_reader->encoding();
    m_report.columns = opened->columns;
    m_report.bytes = m_reader->fileBytes();
    m_splitter = std::move(opened->splitter);

    // Chunks are split here in order, parsed side by side, and handed on here in order again.
    const auto inFlight = static_cast<std::size_t>(std::clamp(m_options.threads, 1, 64));

    struct Flight
    {
        std::unique_ptr<Chunk> chunk;
        std::future<void> isParsed;
    };

    std::vector<std::unique_ptr<Chunk>> idle;
    std::deque<Flight> flights; // destroyed first, which waits for them
    bool isLeft = true;
    while (isLeft || !flights.empty()) {
        while (isLeft && flights.size() < inFlight) {
            std::unique_ptr<Chunk> chunk;
            if (idle.empty()) {
                chunk = std::make_unique<Chunk>();
                chunk->parser = opened->makeParser();
            } else {
                chunk = std::move(idle.back());
                idle.pop_back();
            }
            auto filled = fill(*chunk);
            if (!filled)
                return passOn(filled);
            isLeft = *filled;
            if (!isLeft)
                break;
            Chunk* const work = chunk.get();
            auto isParsed = std::async(inFlight == 1 ? std::launch::deferred : std::launch::async,
                [work, this] { parseChunk(*work, m_report.file); });
            flights.push_back({std::move(chunk), std::move(isParsed)});
        }
        if (flights.empty())
            break;
        flights.front().isParsed.get();
        if (auto delivered = deliver(*flights.front().chunk); !delivered)
            return passOn(delivered);
        idle.push_back(std::move(flights.front().chunk));
        flights.pop_front();
    }
    m_report.notes = m_splitter->notes();
    return std::move(m_report);
}

} // namespace

Result<std::map<std::string, std::string>> parseColumnMapping(std::string_view text)
{
    std::map<std::string, std::string> columns;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view part = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        const std::size_t equals = part.find('=');
        const std::string field(part.substr(0, equals));
        if (equals == std::string_view::npos || equals + 1 == part.size()
            || std::find(std::begin(fieldNames), std::end(fieldNames), field) == std::end(fieldNames))
            return unusable("'" + std::string(part)
                + "' is no mapping. Write FIELD=COLUMN with one of the fields instruction, input, output, "
                  "system, "
                  "history, messages, score, and commas between several.");
        columns[field] = part.substr(equals + 1);
    }
    return columns;
}

std::string describe(const Rejection& rejection, const ImportReport& report)
{
    return report.file + ":" + std::to_string(rejection.line) + ": " + rejection.reason;
}

Result<std::vector<std::string>> readColumnNames(
    const std::filesystem::path& path, const ImportOptions& options)
{
    if (std::string why = whyColumnar(path); !why.empty())
        return unusable(std::move(why));
    auto reader = TextReader::open(path, options.encoding);
    if (!reader)
        return passOn(reader);
    auto sample = readSample(path, reader->encoding(), options.maximumRowBytes);
    if (!sample)
        return passOn(sample);
    return columnsIn(*sample, options);
}

Result<ImportReport> importFile(const std::filesystem::path& path, const ImportOptions& options,
    const RowSink& sink, const ProgressCallback& progress, const StopFlag* stop)
{
    try {
        return Import(options, sink, progress, stop).run(path);
    } catch (const std::bad_alloc&) {
        return failed("There was not enough memory to import " + path.string() + ".");
    } catch (const std::exception& error) {
        return failed("The import of " + path.string() + " failed: " + error.what() + ".");
    }
}

} // namespace dankai
