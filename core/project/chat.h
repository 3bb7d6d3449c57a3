// SPDX-License-Identifier: Apache-2.0
// Chats with a project's models: who can speak, a chat's job folders (one for each model, side by side), and
// what is kept of them: prompts and examples. Starts no engine (runlaunch.h) and reads no record
// (core/protocol/chatrecord.h).
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"
#include "core/run/runrow.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

inline constexpr std::size_t mostChatSeats = 4;
inline constexpr int chatMaxLength
    = 2048; // tokens of a conversation with its answer, where the model has as many

struct ChatSpeaker
{
    std::string run; // empty: the project's base model
    std::string checkpoint = "base"; // phase_1, ...
    std::string arm; // of the run
    bool isAdapted = false; // the run goes on from another one with changes
    std::filesystem::path model;
    std::uint64_t memoryBytes = 0; // that its engine takes, about; 0: not known
    bool operator==(const ChatSpeaker&) const = default;
};

// The base model, then every checkpoint that the runs have saved, runs from the oldest to the newest.
Result<std::vector<ChatSpeaker>> chatSpeakers(Project& project);

// One model of a chat.
struct ChatSeat
{
    ChatSpeaker speaker; // without its memory
    std::filesystem::path folder; // jobs/chat-NUMBER-SEAT
};

// Job folders for a new chat, not started. Unusable without a speaker or with more than mostChatSeats.
// The processor's cores are shared out among them.
Result<std::vector<ChatSeat>> beginChat(Project& project, const std::vector<ChatSpeaker>& speakers);
// The newest one; empty: there was none.
Result<std::vector<ChatSeat>> lastChat(Project& project);

// Prompts that people pinned: prompts.jsonl in the project's folder. Every run that is not given other
// prompts answers them too. A missing file is no prompt.
std::filesystem::path pinnedPromptFile(const Project& project);
Result<std::vector<RunRow>> pinnedPrompts(const Project& project);

enum class PinOutcome
{
    Added,
    WasThere,
};

// `messages` end with a user's. Unusable where the file holds no JSON lines of prompts.
Result<PinOutcome> pinPrompt(Project& project, const std::vector<Message>& messages);
// Takes back what pinPrompt() has added: only a line that is as it was written.
Result<> unpinPrompt(Project& project, const std::vector<Message>& messages);

// `messages` end with the question, `answer` becomes the response. Its source is "chat"; who said it stands
// in its columns. One that was excluded comes back. `person`: whose doing it is; empty: not known.
Result<PinOutcome> pinExample(Project& project, const std::vector<Message>& messages,
    const std::string& answer, const ChatSpeaker& speaker, std::string_view person = {});
// Takes back what pinExample() has added: it is excluded, since no example is ever deleted.
Result<> unpinExample(Project& project, const std::vector<Message>& messages, const std::string& answer,
    std::string_view person = {});

} // namespace dankai
