// SPDX-License-Identifier: Apache-2.0
// events.jsonl as a whole, damaged in any way: following it ends, an engine that opens it goes on writing
// lines that are read back, and what was cut is gone.
#include "core/platform/file.h"
#include "core/protocol/chatrecord.h"
#include "core/protocol/eventlog.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace dankai;

// Every event that can be read; damaged lines are skipped, one poll for each at most.
std::size_t countEvents(const std::filesystem::path& file, std::size_t lines)
{
    EventFollower follower(file);
    std::size_t count = 0;
    for (std::size_t polls = 0;; ++polls) {
        if (polls > 2 * lines + 2)
            std::abort();
        const auto events = follower.poll();
        if (events && events->empty())
            return count;
        count += events ? events->size() : 0;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::filesystem::path file = std::filesystem::temp_directory_path()
        / ("dankai-fuzz-events-" + std::to_string(::getpid()) + ".jsonl");
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    std::ofstream(file, std::ios::binary).write(text.data(), static_cast<std::streamsize>(size));
    const std::size_t before = countEvents(file, lines);
    EventWriter::Params params;
    params.file = file;
    {
        auto writer = EventWriter::open(params);
        if (!writer) { // numbers that no engine writes
            if (writer.error().message.find(file.string() + ":") == std::string::npos)
                std::abort();
            return 0;
        }
        if (!writer->write(event::Warning{"said after the damage"}))
            std::abort();
    }
    // The attempt and the warning, and a hello where there was no event.
    if (countEvents(file, lines + 3) < before + 2)
        std::abort();
    if (const auto events = readEvents(file)) {
        // Whatever order the lines are in, what a chat would send on is question and answer in turns.
        ChatRecord chat;
        for (const Event& event : *events)
            chat.add(event);
        const std::vector<Message> messages = chat.messages();
        for (std::size_t i = 0; i < messages.size(); ++i)
            if (messages[i].role != (i % 2 == 0 ? "user" : "assistant"))
                std::abort();
        if (chat.messagesUntil(chat.turns().size()) != messages)
            std::abort();
    }
    std::filesystem::remove(file);
    return 0;
}
