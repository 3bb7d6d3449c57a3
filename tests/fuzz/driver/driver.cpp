// SPDX-License-Identifier: Apache-2.0
// Drives a fuzz target without libFuzzer: `fuzz_x [--runs N] [--seed N] FILE|FOLDER...` replays the files,
// then N mutations of them. The work is bounded by counts, never by a clock, so two machines do the same.
// An input that ends the process is kept as crash-<target> in the working folder; replay it by naming it.
#include "tests/fuzz/driver/mutator.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

namespace fs = std::filesystem;
using dankai::fuzz::Bytes;

constexpr std::size_t maxInputSize = std::size_t(1) << 20;
constexpr std::size_t maxTotalSize = std::size_t(256) << 20; // large seeds: fewer runs, same few seconds

// The input being run, for the signal handler.
const std::uint8_t* currentBytes = nullptr;
std::size_t currentSize = 0;
char crashPath[256] = "crash";

// Only calls that POSIX allows in a handler.
extern "C" void keepCrash(int signal)
{
    const int file = ::open(crashPath, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file >= 0) {
        std::size_t written = 0;
        while (written < currentSize) {
            const ssize_t count = ::write(file, currentBytes + written, currentSize - written);
            if (count <= 0)
                break;
            written += static_cast<std::size_t>(count);
        }
        ::close(file);
    }
    constexpr std::string_view message = "The input that ended this process is kept as ";
    ssize_t ignored = ::write(STDERR_FILENO, message.data(), message.size());
    ignored = ::write(STDERR_FILENO, crashPath, std::char_traits<char>::length(crashPath));
    ignored = ::write(STDERR_FILENO, "\n", 1);
    static_cast<void>(ignored);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void runOne(const Bytes& input)
{
    // An allocation of exactly this size, so that the address sanitizer sees one byte read too many.
    const auto exact = std::make_unique<std::uint8_t[]>(input.size());
    std::copy(input.begin(), input.end(), exact.get());
    currentBytes = exact.get();
    currentSize = input.size();
    LLVMFuzzerTestOneInput(exact.get(), input.size());
}

std::vector<fs::path> filesOf(const std::vector<std::string>& arguments)
{
    std::vector<fs::path> files;
    for (const std::string& argument : arguments) {
        if (fs::is_directory(argument)) {
            for (const auto& entry : fs::recursive_directory_iterator(argument))
                if (entry.is_regular_file())
                    files.push_back(entry.path());
        } else if (fs::exists(argument)) {
            files.emplace_back(argument);
        } else {
            std::cerr << argument << " is not there; going on without it\n";
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

int main(int argc, char** argv)
{
    std::size_t runs = 0;
    std::uint64_t seed = 1;
    std::vector<std::string> arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--runs" && i + 1 < argc)
            runs = std::strtoull(argv[++i], nullptr, 10);
        else if (argument == "--seed" && i + 1 < argc)
            seed = std::strtoull(argv[++i], nullptr, 10);
        else
            arguments.emplace_back(argument);
    }

    const std::string path = "crash-" + fs::path(argv[0]).filename().string();
    path.copy(crashPath, sizeof crashPath - 1);
    crashPath[std::min(path.size(), sizeof crashPath - 1)] = '\0';
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
        std::signal(signal, keepCrash);

    std::vector<Bytes> seeds;
    for (const fs::path& file : filesOf(arguments)) {
        std::ifstream stream(file, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
        runOne(seeds.back());
    }
    runOne({});

    dankai::fuzz::Mutator mutator(seed);
    std::size_t total = 0;
    std::size_t done = 0;
    for (; done < runs && total < maxTotalSize; ++done) {
        const Bytes input = mutator.next(seeds, maxInputSize);
        total += input.size();
        runOne(input);
    }
    std::cout << seeds.size() << " seeds and " << done << " mutations, " << total << " bytes\n";
    return 0;
}
