// SPDX-License-Identifier: Apache-2.0
// Measures how fast an import reads, checks and hashes rows, and how fast near-duplicates are found.
// Writes a file of made-up Alpaca rows first (or takes one) and prints MB/s; does not store anything.
//   bench_import [--megabytes 200] [--threads 2] [--rounds 3] [--near-duplicates ROWS] [FILE]
#include "core/base/random.h"
#include "core/dataset/importer.h"
#include "core/dataset/minhash.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace dankai;

struct Settings
{
    std::size_t megabytes = 200;
    int threads = 2;
    int rounds = 3;
    std::size_t nearDuplicateRows = 0; // 0: not measured
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
            "[FILE]\n");
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
    bool isDone = measureImport(*settings, path);
    if (settings->nearDuplicateRows > 0)
        isDone = measureNearDuplicates(*settings) && isDone;
    if (settings->file.empty())
        std::filesystem::remove(path);
    return isDone ? 0 : 1;
}
