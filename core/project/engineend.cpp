// SPDX-License-Identifier: Apache-2.0
#include "core/project/engineend.h"

#include "core/platform/machine.h"
#include "core/project/enginestart.h"
#include "core/project/runlaunch.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <chrono>
#include <string_view>
#include <thread>

namespace dankai {

Result<> stopEngine(const std::filesystem::path& folder, EngineStop how, const std::string& reason)
{
    const auto engine = engineOf(folder);
    if (!engine)
        return unusable("No engine works on " + folder.string() + ".");
    ControlRequest request;
    request.kind = how == EngineStop::Now ? ControlKind::Kill : ControlKind::Stop;
    request.reason = reason;
    const auto reply = sendControl(folder, request);
    if (reply && reply->isAccepted)
        return {};
    if (startingEngine(folder) == engine)
        if (auto noted = noteStopBeforeBegin(folder, *engine); !noted)
            return noted;
    return sendSignal(*engine, how == EngineStop::Now ? ProcessSignal::Kill : ProcessSignal::Terminate);
}

void waitUntilLeft(const std::filesystem::path& folder)
{
    for (int tries = 0; tries < 500 && engineOf(folder); ++tries) {
        const auto events = readEvents(folder / runfile::events);
        if (!events || !hasToldEnd(*events))
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

namespace {

// What an engine says of a machine that is well ("No NVIDIA driver ...") would be taken for the reason.
std::string withoutRemarks(std::string_view log)
{
    std::string kept;
    while (!log.empty()) {
        const std::size_t end = log.find('\n');
        const std::string_view line = log.substr(0, end);
        if (line.find("] [info] ") == std::string_view::npos)
            kept.append(kept.empty() ? "" : "\n").append(line);
        log.remove_prefix(end == std::string_view::npos ? log.size() : end + 1);
    }
    return kept;
}

} // namespace

Error silentEnd(const std::filesystem::path& folder, const std::string& howToResume)
{
    const std::string goOn = howToResume.empty() ? "" : " Go on with: " + howToResume;
    const std::string words = engineLogTail(folder);
    // What it could not even begin is not in the events but the last error of its log.
    constexpr std::string_view mark = "[error] ";
    if (const std::size_t found = words.rfind(mark); found != std::string::npos)
        return {ErrorCode::Failed, words.substr(found + mark.size())};
    // A full disk takes even its last words.
    const auto free = freeDiskBytes(folder);
    if (free && *free < (std::uint64_t(1) << 20))
        return {ErrorCode::Failed,
            "The engine ended without a word: the disk of " + folder.string()
                + " is full. Free some space; what was saved before is kept." + goOn};
    const std::string reasons = withoutRemarks(words);
    return {ErrorCode::Failed,
        "The engine ended without a word; it may have been killed or run out of memory."
            + (reasons.empty() ? std::string() : " Its log says: " + reasons) + goOn};
}

} // namespace dankai
