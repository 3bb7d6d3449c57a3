// SPDX-License-Identifier: Apache-2.0
// Measures how fast an import reads, checks and hashes rows, how fast it commits them to a project, how fast
// near-duplicates are found, and how fast a project of many rows is split.
// Writes a file of made-up Alpaca rows first (or takes one) and prints MB/s. Its projects stand in the folder
// for temporary files and are removed afterwards; on a RAM disk they say nothing of a real one.
//   bench_import [--megabytes 200] [--threads 2] [--rounds 3] [--near-duplicates ROWS] [--split ROWS] [FILE]
#include "core/base/random.h"
#include "core/dataset/importer.h"
#include "core/dataset/minhash.h"
#include "core/phase/placement.h"
#include "core/project/project.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace {

using namespace dankai;

struct Settings
{
    std::size_t megabytes = 200;
    int threads = 2;
    int rounds = 3;
    std::size_t nearDuplicateRows = 0; // 0: not measured
    std::size_t splitRows = 0; // 0: not measured
    std::filesystem::path file; // empty: made up, and removed afterwards
};

constexpr std::string_view syllables[] = {"ka", "to", "mi", "ren", "so", "lu", "da", "ver", "in", "tal", "po",
    "qui", "es", "nor", "ba", "ti", "cho", "ra", "gen", "um"};

// Words of a fixed vocabulary drawn as text draws them: a few very often, most of them seldom.
class TextMaker final
{
public:
    explicit TextMaker(std::uint64_t seed)
        : m_random(seed)
    {
        for (int i = 0; i < 5000; ++i) {
            std::string word;
            for (std::uint64_t length = 1 + m_random.below(4); length > 0; --length)
                word += syllables[m_random.below(std::size(syllables))];
            m_words.push_back(std::move(word));
        }
    }

    std::string words(std::size_t count)
    {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            const double u = m_random.uniform();
            const auto index = static_cast<std::size_t>(u * u * u * static_cast<double>(m_words.size()));
            if (i > 0)
                text += i % 40 == 0 ? "\\n" : i % 17 == 0 ? ", \\\"" : " ";
            text += m_words[index];
            if (i > 0 && i % 17 == 0)
                text += "\\\"";
        }
        return text;
    }

    std::string row(std::size_t number)
    {
        return "{\"instruction\": \"" + words(8 + m_random.below(12)) + "\", \"input\": \""
            + (m_random.below(10) < 4 ? words(m_random.below(30)) : "") + "\", \"output\": \""
            + words(10 + m_random.below(120)) + "\", \"id\": " + std::to_string(number) + "}\n";
    }

private:
    Random m_random;
    std::vector<std::string> m_words;
};

bool writeRows(const std::filesystem::path& path, std::size_t bytes)
{
    std::ofstream file(path, std::ios::binary);
    TextMaker maker(1);
    std::size_t written = 0;
    for (std::size_t number = 0; written < bytes && file; ++number) {
        const std::string row = maker.row(number);
        file << row;
        written += row.size();
    }
    return static_cast<bool>(file.flush());
}

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool measureImport(const Settings& settings, const std::filesystem::path& path)
{
    for (int round = 0; round < settings.rounds; ++round) {
        ImportOptions options;
        options.threads = settings.threads;
        std::uint64_t checksum = 0;
        const std::clock_t cpuStart = std::clock();
        const auto start = std::chrono::steady_clock::now();
        const auto report = importFile(path, options, [&](ImportedRow&& row) -> Result<> {
            checksum += row.hash.bytes[0];
            return {};
        });
        const double seconds = secondsSince(start);
        const double cpuSeconds = static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC;
        if (!report) {
            std::fprintf(stderr, "%s\n", report.error().message.c_str());
            return false;
        }
        const double megabytes = static_cast<double>(report->bytes) / 1e6;
        // The second figure tells a busy machine from slow code.
        std::printf("import: %.0f MB/s, %.0f MB per second of processor time"
                    "  (%llu rows accepted, %llu rejected, %.1f MB, %d threads, sum %llu)\n",
            megabytes / seconds, megabytes / cpuSeconds, static_cast<unsigned long long>(report->accepted),
            static_cast<unsigned long long>(report->rejected), megabytes, settings.threads,
            static_cast<unsigned long long>(checksum));
    }
    return true;
}

// A new project in the folder for temporary files, removed with this.
class TemporaryProject final
{
public:
    TemporaryProject()
        : m_folder(std::filesystem::temp_directory_path() / "dankai-bench-import-project")
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
        ProjectSettings settings;
        settings.name = "bench";
        settings.modelPath = "none";
        m_project = Project::create(m_folder, settings);
    }

    TemporaryProject(const TemporaryProject&) = delete;
    TemporaryProject& operator=(const TemporaryProject&) = delete;

    ~TemporaryProject()
    {
        m_project = failed("closed");
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }

    Result<Project>& project() { return m_project; }

private:
    std::filesystem::path m_folder;
    Result<Project> m_project = failed("not made yet");
};

template <class T>
bool complain(const Result<T>& result)
{
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return false;
}

bool measureCommit(const Settings& settings, const std::filesystem::path& path)
{
    for (int round = 0; round < settings.rounds; ++round) {
        TemporaryProject place;
        if (!place.project())
            return complain(place.project());
        ImportOptions options;
        options.threads = settings.threads;
        auto start = std::chrono::steady_clock::now();
        auto session = place.project()->examples().beginImport(path.string());
        if (!session)
            return complain(session);
        const auto report
            = importFile(path, options, [&](ImportedRow&& row) -> Result<> { return session->add(row); });
        if (!report)
            return complain(report);
        const auto outcome = session->finish();
        if (!outcome)
            return complain(outcome);
        const double seconds = secondsSince(start);
        start = std::chrono::steady_clock::now();
        const auto indexed = place.project()->search().build();
        if (!indexed)
            return complain(indexed);
        const double megabytes = static_cast<double>(report->bytes) / 1e6;
        std::printf(
            "committed: %.0f MB/s  (%llu rows added, %llu duplicates); indexed for search afterwards: "
            "%.0f MB/s\n",
            megabytes / seconds, static_cast<unsigned long long>(outcome->added),
            static_cast<unsigned long long>(outcome->duplicates), megabytes / secondsSince(start));
    }
    return true;
}

bool measureSplit(const Settings& settings)
{
    TemporaryProject place;
    if (!place.project())
        return complain(place.project());
    Project& project = *place.project();
    auto session = project.examples().beginImport("made up");
    if (!session)
        return complain(session);
    Random random(3);
    std::vector<TokenCount> counts;
    for (std::size_t i = 0; i < settings.splitRows; ++i) {
        ImportedRow row;
        row.example.instruction = "question " + std::to_string(i);
        row.example.response = "answer";
        row.hash = contentHash(row.example);
        // Most real scores tie: 63 % stand at a few values below 1.5.
        const double score = random.uniform() < 0.63 ? static_cast<double>(1 + random.below(2)) / 2
                                                     : 1.5 + 3.5 * random.uniform() * random.uniform();
        row.score = RowScore{std::to_string(score), score};
        if (auto added = session->add(row); !added)
            return complain(added);
        counts.push_back({ExampleId(static_cast<std::int64_t>(i) + 1), 1,
            static_cast<std::uint32_t>(20 + random.below(300)), 10});
    }
    if (const auto finished = session->finish(); !finished)
        return complain(finished);
    if (auto put = project.examples().putTokenCounts("bench", counts); !put)
        return complain(put);
    const Rule rules[] = {{RuleKind::Thresholds, 3, {1.5, 3.5}}, {RuleKind::Quantiles, 8, {}},
        {RuleKind::EqualTokens, 8, {}}, {RuleKind::Kde, 8, {}}};
    for (const Rule& rule : rules) {
        Plan plan;
        plan.name = nameOf(rule.kind);
        plan.scorer = importedScoreName;
        plan.rule = rule;
        const auto start = std::chrono::steady_clock::now();
        const auto columns = project.examples().columns({plan.scorer, "bench"});
        if (!columns)
            return complain(columns);
        const double read = secondsSince(start);
        const auto placement = placeExamples(plan, *columns);
        if (!placement)
            return complain(placement);
        const auto saved = project.plans().save(plan);
        if (!saved)
            return complain(saved);
        std::printf("split of %zu rows by %s into %d: %.2f s, of these %.2f s to read the columns\n",
            columns->size(), plan.name.c_str(), rule.phaseCount, secondsSince(start), read);
    }
    return true;
}

bool measureNearDuplicates(const Settings& settings)
{
    TextMaker maker(2);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < settings.nearDuplicateRows; ++i) {
        // Every tenth text is an earlier one with a word more.
        if (i % 10 == 9)
            texts.push_back(texts[i / 2] + " again");
        else
            texts.push_back(maker.words(70));
    }
    NearDuplicateParams params;
    params.threads = settings.threads;
    const auto start = std::chrono::steady_clock::now();
    const auto groups = findNearDuplicates(texts, params);
    const double seconds = secondsSince(start);
    if (!groups) {
        std::fprintf(stderr, "%s\n", groups.error().message.c_str());
        return false;
    }
    std::printf("near-duplicates: %.0f rows/s  (%zu rows, %.2f s, %zu groups, %llu pairs compared)\n",
        static_cast<double>(texts.size()) / seconds, texts.size(), seconds, groups->groupsOfSeveral,
        static_cast<unsigned long long>(groups->candidatesChecked));
    return true;
}

template <class Number>
bool readNumber(const char* text, Number& number)
{
    const std::string_view view = text;
    return std::from_chars(view.data(), view.data() + view.size(), number).ec == std::errc();
}

std::optional<Settings> readArguments(int count, char** arguments)
{
    Settings settings;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        if (!name.starts_with("--")) {
            settings.file = name;
            continue;
        }
        if (i + 1 == count)
            return std::nullopt;
        const char* const value = arguments[++i];
        const bool isRead = name == "--megabytes" ? readNumber(value, settings.megabytes)
            : name == "--threads"                 ? readNumber(value, settings.threads)
            : name == "--rounds"                  ? readNumber(value, settings.rounds)
            : name == "--near-duplicates"         ? readNumber(value, settings.nearDuplicateRows)
            : name == "--split"                   ? readNumber(value, settings.splitRows)
                                                  : false;
        if (!isRead)
            return std::nullopt;
    }
    return settings;
}

} // namespace

int main(int argumentCount, char** arguments)
{
    const auto settings = readArguments(argumentCount, arguments);
    if (!settings) {
        std::fprintf(stderr,
            "Usage: bench_import [--megabytes 200] [--threads 2] [--rounds 3] [--near-duplicates ROWS] "
            "[--split ROWS] [FILE]\n");
        return 2;
    }
    std::filesystem::path path = settings->file;
    if (path.empty()) {
        path = std::filesystem::temp_directory_path() / "dankai-bench-import.jsonl";
        if (!writeRows(path, settings->megabytes * 1000000)) {
            std::fprintf(stderr, "%s cannot be written.\n", path.c_str());
            return 1;
        }
    }
    bool isDone = measureImport(*settings, path) && measureCommit(*settings, path);
    if (settings->splitRows > 0)
        isDone = measureSplit(*settings) && isDone;
    if (settings->nearDuplicateRows > 0)
        isDone = measureNearDuplicates(*settings) && isDone;
    if (settings->file.empty())
        std::filesystem::remove(path);
    return isDone ? 0 : 1;
}
