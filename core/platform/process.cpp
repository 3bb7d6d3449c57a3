// SPDX-License-Identifier: Apache-2.0
#include "core/platform/process.h"

#include "core/platform/file.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <thread>

namespace dankai {

namespace fs = std::filesystem;

namespace {

struct ProcessFacts
{
    char state = '?';
    std::uint64_t startTicks = 0;
};

// Fields 3 and 22 of /proc/<pid>/stat (proc(5)). The name in field 2 may hold spaces and parentheses, so
// fields are counted from the last ')'.
std::optional<ProcessFacts> factsOf(int pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    if (!std::getline(file, text))
        return std::nullopt;
    const std::size_t name = text.rfind(')');
    if (name == std::string::npos || name + 2 >= text.size())
        return std::nullopt;
    ProcessFacts facts;
    facts.state = text[name + 2];
    std::size_t position = name + 2;
    for (int field = 3; field < 22; ++field) {
        position = text.find(' ', position);
        if (position == std::string::npos)
            return std::nullopt;
        ++position;
    }
    facts.startTicks = std::strtoull(text.c_str() + position, nullptr, 10);
    return facts;
}

// Twelve bits of the boot's random id: the same ticks after another boot are another process.
std::uint64_t bootMark()
{
    static const std::uint64_t mark = [] {
        std::ifstream file("/proc/sys/kernel/random/boot_id");
        std::string text;
        std::getline(file, text);
        return text.size() < 3 ? 0 : std::strtoull(text.substr(0, 3).c_str(), nullptr, 16);
    }();
    return mark;
}

std::uint64_t startTimeOf(const ProcessFacts& facts)
{
    return (bootMark() << 40) | (facts.startTicks & ((std::uint64_t(1) << 40) - 1));
}

bool hasEnded(const ProcessFacts& facts)
{
    return facts.state == 'Z' || facts.state == 'X' || facts.state == 'x';
}

// Everything the child needs, made before fork: between fork and exec only async-signal-safe calls are
// allowed, since other threads may hold the allocator's locks.
struct PreparedSpawn
{
    std::vector<std::string> strings;
    std::vector<char*> arguments;
    std::vector<char*> environment;
    int standardInput = -1;
    int standardOutput = -1;
    int standardError = -1;
    int workingFolder = -1;

    PreparedSpawn() = default;
    PreparedSpawn(const PreparedSpawn&) = delete;
    PreparedSpawn& operator=(const PreparedSpawn&) = delete;

    ~PreparedSpawn()
    {
        for (const int descriptor : {standardInput, standardOutput, standardError, workingFolder})
            if (descriptor >= 0)
                ::close(descriptor);
    }
};

Result<> openOutput(const fs::path& file, bool discards, int& descriptor)
{
    if (file.empty() && !discards)
        return {};
    const fs::path target = file.empty() ? fs::path("/dev/null") : file;
    descriptor = ::open(target.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return tl::unexpected(systemError("write", target, errno));
    return {};
}

Result<> prepare(const SpawnParams& params, bool isDetached, PreparedSpawn& prepared)
{
    if (::access(params.program.c_str(), X_OK) != 0)
        return tl::unexpected(systemError("start", params.program, errno));
    if (isDetached) {
        prepared.standardInput = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (prepared.standardInput < 0)
            return tl::unexpected(systemError("open", "/dev/null", errno));
    }
    if (auto opened = openOutput(params.standardOutputFile, isDetached, prepared.standardOutput); !opened)
        return opened;
    if (auto opened = openOutput(params.standardErrorFile, isDetached, prepared.standardError); !opened)
        return opened;
    if (!params.workingFolder.empty()) {
        prepared.workingFolder = ::open(params.workingFolder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (prepared.workingFolder < 0)
            return tl::unexpected(systemError("open", params.workingFolder, errno));
    }

    std::vector<std::string> environmentTexts;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::string_view name = text.substr(0, text.find('='));
        bool isReplaced = false;
        for (const auto& [key, value] : params.environment)
            isReplaced = isReplaced || key == name;
        if (!isReplaced)
            environmentTexts.emplace_back(text);
    }
    for (const auto& [key, value] : params.environment)
        environmentTexts.push_back(key + "=" + value);

    prepared.strings.push_back(params.program.string());
    prepared.strings.insert(prepared.strings.end(), params.arguments.begin(), params.arguments.end());
    const std::size_t argumentCount = prepared.strings.size();
    prepared.strings.insert(prepared.strings.end(), environmentTexts.begin(), environmentTexts.end());
    for (std::size_t i = 0; i < prepared.strings.size(); ++i)
        (i < argumentCount ? prepared.arguments : prepared.environment).push_back(prepared.strings[i].data());
    prepared.arguments.push_back(nullptr);
    prepared.environment.push_back(nullptr);
    return {};
}

// In the child; returns only on failure, with errno.
int becomeProgram(const PreparedSpawn& prepared)
{
    if (prepared.standardInput >= 0 && ::dup2(prepared.standardInput, STDIN_FILENO) < 0)
        return errno;
    if (prepared.standardOutput >= 0 && ::dup2(prepared.standardOutput, STDOUT_FILENO) < 0)
        return errno;
    if (prepared.standardError >= 0 && ::dup2(prepared.standardError, STDERR_FILENO) < 0)
        return errno;
    if (prepared.workingFolder >= 0 && ::fchdir(prepared.workingFolder) != 0)
        return errno;
    for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGHUP, SIGQUIT, SIGCHLD})
        ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execve(prepared.arguments[0], prepared.arguments.data(), prepared.environment.data());
    return errno;
}

struct ChildReport
{
    int pid = 0;
    int errorNumber = 0;
};

void report(int pipe, ChildReport what)
{
    // Eight bytes go into a pipe whole or not at all.
    if (::write(pipe, &what, sizeof(what)) < 0)
        ::_exit(127);
}

bool readReport(int pipe, ChildReport& what)
{
    ssize_t count = 0;
    do {
        count = ::read(pipe, &what, sizeof(what));
    } while (count < 0 && errno == EINTR);
    return count == static_cast<ssize_t>(sizeof(what));
}

enum class Relation
{
    Child,
    Detached,
};

Result<ProcessId> start(const SpawnParams& params, Relation relation)
{
    PreparedSpawn prepared;
    if (auto ready = prepare(params, relation == Relation::Detached, prepared); !ready)
        return passOn(ready);
    int pipe[2]; // closed by a successful exec, so that its end is the proof of the start
    if (::pipe2(pipe, O_CLOEXEC) != 0)
        return tl::unexpected(systemError("start", params.program, errno));

    const pid_t child = ::fork();
    if (child < 0) {
        const int number = errno;
        ::close(pipe[0]);
        ::close(pipe[1]);
        return tl::unexpected(systemError("start", params.program, number));
    }
    if (child == 0) {
        if (relation == Relation::Detached) {
            // Fork again: the session's leader ends, so that the program can never get a terminal and is
            // nobody's child here (no zombie remains whoever waits or does not).
            if (::setsid() < 0) {
                report(pipe[1], {0, errno});
                ::_exit(127);
            }
            const pid_t grandchild = ::fork();
            if (grandchild != 0) {
                if (grandchild < 0)
                    report(pipe[1], {0, errno});
                ::_exit(0);
            }
        }
        report(pipe[1], {static_cast<int>(::getpid()), 0});
        report(pipe[1], {0, becomeProgram(prepared)});
        ::_exit(127);
    }

    ::close(pipe[1]);
    ProcessId id;
    ChildReport what;
    int number = 0;
    bool hasFailed = !readReport(pipe[0], what);
    if (!hasFailed && what.pid != 0) {
        // Read at once: while the program has not been started its process cannot have ended.
        id.pid = what.pid;
        if (const auto process = processWithPid(what.pid))
            id = *process;
        if (readReport(pipe[0], what)) {
            hasFailed = true;
            number = what.errorNumber;
        }
    } else {
        hasFailed = true;
        number = what.errorNumber;
    }
    ::close(pipe[0]);
    if (hasFailed || relation == Relation::Detached) {
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    }
    if (hasFailed)
        return tl::unexpected(systemError("start", params.program, number));
    return id;
}

std::uint64_t bytesFromStatus(const char* key)
{
    std::ifstream file("/proc/self/status");
    std::string line;
    const std::size_t length = std::strlen(key);
    while (std::getline(file, line))
        if (line.compare(0, length, key) == 0)
            return std::strtoull(line.c_str() + length, nullptr, 10) * 1024; // "VmHWM:    123 kB"
    return 0;
}

} // namespace

ProcessId currentProcess()
{
    const auto process = processWithPid(::getpid());
    return process ? *process : ProcessId{::getpid(), 0};
}

std::optional<ProcessId> processWithPid(int pid)
{
    const auto facts = factsOf(pid);
    if (!facts || hasEnded(*facts))
        return std::nullopt;
    return ProcessId{pid, startTimeOf(*facts)};
}

bool isProcessAlive(int pid, std::uint64_t startTime)
{
    const auto process = pid > 0 ? processWithPid(pid) : std::nullopt;
    return process && process->startTime == startTime;
}

Result<> sendSignal(const ProcessId& process, ProcessSignal signal)
{
    if (!isProcessAlive(process))
        return {};
    int number = SIGKILL;
    switch (signal) {
    case ProcessSignal::Interrupt:
        number = SIGINT;
        break;
    case ProcessSignal::Terminate:
        number = SIGTERM;
        break;
    case ProcessSignal::Kill:
        break;
    }
    if (::kill(process.pid, number) != 0 && errno != ESRCH)
        return failed(
            "Could not signal process " + std::to_string(process.pid) + ": " + std::strerror(errno) + ".");
    return {};
}

Result<ProcessId> spawnDetached(const SpawnParams& params)
{
    return start(params, Relation::Detached);
}

Result<ChildProcess> ChildProcess::spawn(const SpawnParams& params)
{
    auto id = start(params, Relation::Child);
    if (!id)
        return passOn(id);
    ChildProcess child;
    child.m_id = *id;
    return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : m_id(std::exchange(other.m_id, {}))
    , m_exitCode(std::exchange(other.m_exitCode, 0))
{ }

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept
{
    std::swap(m_id, other.m_id);
    std::swap(m_exitCode, other.m_exitCode);
    return *this;
}

ChildProcess::~ChildProcess()
{
    if (m_id.pid == 0 || m_exitCode)
        return;
    ::kill(m_id.pid, SIGKILL);
    wait();
}

std::optional<int> ChildProcess::wait(std::chrono::milliseconds timeout)
{
    const auto end = std::chrono::steady_clock::now() + timeout;
    while (!m_exitCode) {
        int status = 0;
        const pid_t ended = ::waitpid(m_id.pid, &status, WNOHANG);
        if (ended == m_id.pid)
            m_exitCode = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        else if (ended < 0 && errno != EINTR)
            m_exitCode = 127; // somebody else waited for it
        else if (std::chrono::steady_clock::now() >= end)
            break;
        else
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return m_exitCode;
}

int ChildProcess::wait()
{
    int status = 0;
    while (!m_exitCode) {
        const pid_t ended = ::waitpid(m_id.pid, &status, 0);
        if (ended == m_id.pid)
            m_exitCode = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        else if (ended < 0 && errno != EINTR)
            m_exitCode = 127;
    }
    return *m_exitCode;
}

std::uint64_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    file >> total >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t peakResidentBytes()
{
    return bytesFromStatus("VmHWM:");
}

bool resetPeakResidentBytes()
{
    std::ofstream file("/proc/self/clear_refs");
    file << "5"; // proc(5): resets the peak resident set size
    file.flush();
    return file.good();
}

} // namespace dankai
