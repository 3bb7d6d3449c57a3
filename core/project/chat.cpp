// SPDX-License-Identifier: Apache-2.0
#include "core/project/chat.h"

#include "core/base/json.h"
#include "core/checkpoint/memorymodel.h"
#include "core/checkpoint/openmodel.h"
#include "core/dataset/examplejson.h"
#include "core/platform/file.h"
#include "core/platform/machine.h"
#include "core/project/modelplace.h"
#include "core/project/promptfile.h"
#include "core/run/jobspec.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <system_error>

namespace dankai {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view folderPrefix = "chat-";

std::uint64_t memoryOf(const ModelConfig& config, std::uint64_t bytesInBlocks)
{
    InferenceMemoryParams params;
    params.tokensPerBatch = std::min<std::int64_t>(chatMaxLength, config.maxPositions);
    params.answers = {.sequences = 1, .tokens = params.tokensPerBatch};
    params.blockBytes = bytesInBlocks;
    return estimateInferenceMemory(config, params).totalBytes();
}

// 0 where the model cannot be read: the engine will say why.
std::uint64_t memoryOf(const fs::path& model)
{
    if (const auto location = locateModel(model); location && location->kind == ModelKind::GgufFile) {
        const auto opened = openModel(model); // its matrices may stay in blocks
        return opened ? memoryOf(opened->config, blockBytes(*opened)) : 0;
    }
    const auto config = readModelConfig(model);
    return config ? memoryOf(*config, 0) : 0;
}

// chat-NUMBER-SEAT
struct FolderName
{
    int number = 0;
    int seat = 0;
};

std::optional<FolderName> folderNameFrom(const std::string& name)
{
    if (!name.starts_with(folderPrefix))
        return std::nullopt;
    FolderName found;
    const char* const end = name.data() + name.size();
    const auto number = std::from_chars(name.data() + folderPrefix.size(), end, found.number);
    if (number.ec != std::errc() || number.ptr == end || *number.ptr != '-')
        return std::nullopt;
    const auto seat = std::from_chars(number.ptr + 1, end, found.seat);
    if (seat.ec != std::errc() || seat.ptr != end)
        return std::nullopt;
    return found;
}

// By number and seat.
std::map<int, std::map<int, fs::path>> chatFolders(const Project& project)
{
    std::map<int, std::map<int, fs::path>> folders;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(project.jobsFolder(), ignored))
        if (const auto name = folderNameFrom(entry.path().filename().string()))
            folders[name->number][name->seat] = entry.path();
    return folders;
}

// As the events name it: "base", "001/phase_2".
std::string nameOf(const ChatSpeaker& speaker)
{
    return speaker.run.empty() ? speaker.checkpoint : speaker.run + "/" + speaker.checkpoint;
}

ChatSpeaker speakerFrom(const std::string& name)
{
    ChatSpeaker speaker;
    const std::size_t slash = name.find('/');
    speaker.run = slash == std::string::npos ? std::string() : name.substr(0, slash);
    speaker.checkpoint = slash == std::string::npos ? name : name.substr(slash + 1);
    return speaker;
}

} // namespace

Result<std::vector<ChatSpeaker>> chatSpeakers(Project& project)
{
    const auto runs = project.runs().list();
    if (!runs)
        return tl::unexpected(runs.error());
    std::vector<ChatSpeaker> speakers;
    ChatSpeaker base;
    base.model = project.modelPath();
    base.memoryBytes = memoryOf(base.model);
    speakers.push_back(base);
    for (const RunRecord& run : *runs) {
        const fs::path folder = project.runsFolder() / run.id / runfile::checkpoints;
        std::vector<std::string> names;
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(folder, ignored))
            if (fs::exists(checkpointConfig(entry.path()), ignored))
                names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) {
            ChatSpeaker speaker{run.id, name, run.arm, !run.parent.empty(), folder / name, 0};
            speaker.memoryBytes = memoryOf(speaker.model);
            speakers.push_back(std::move(speaker));
        }
    }
    return speakers;
}

Result<std::vector<ChatSeat>> beginChat(Project& project, const std::vector<ChatSpeaker>& speakers)
{
    if (speakers.empty())
        return unusable("A chat needs a model. Choose at least one.");
    if (speakers.size() > mostChatSeats)
        return unusable(
            "A chat has at most " + std::to_string(mostChatSeats) + " models side by side. Choose fewer.");
    const auto known = chatFolders(project);
    const int number = known.empty() ? 1 : known.rbegin()->first + 1;
    std::vector<ChatSeat> seats;
    const bool hasBase = std::ranges::any_of(
        speakers, [&](const ChatSpeaker& speaker) { return speaker.model == project.modelPath(); });
    if (hasBase)
        if (auto there = checkModelPlace(project); !there)
            return passOn(there);
    for (const ChatSpeaker& speaker : speakers) {
        ChatSeat seat;
        seat.speaker = speaker;
        seat.folder = project.jobsFolder()
            / (std::string(folderPrefix) + std::to_string(number) + "-" + std::to_string(seats.size() + 1));
        JobSpec spec;
        spec.kind = JobKind::Chat;
        spec.model.path = fs::absolute(speaker.model).string();
        spec.chatTemplate.choice = project.settings().chatTemplate;
        spec.checkpoint = nameOf(speaker);
        spec.maxLength = chatMaxLength;
        // All answer at the same time.
        spec.execution.threads = std::max(1, usablePhysicalCores() / static_cast<int>(speakers.size()));
        if (auto written = writeJob(seat.folder, spec, ""); !written)
            return passOn(written);
        seats.push_back(std::move(seat));
    }
    return seats;
}

Result<std::vector<ChatSeat>> lastChat(Project& project)
{
    const auto folders = chatFolders(project);
    std::vector<ChatSeat> seats;
    if (folders.empty())
        return seats;
    const auto runs = project.runs().list();
    if (!runs)
        return tl::unexpected(runs.error());
    for (const auto& [number, folder] : folders.rbegin()->second) {
        const fs::path file = folder / jobfile::spec;
        auto text = readFile(file);
        if (!text)
            continue; // was never whole
        auto spec = parseJobSpec(*text, file.string());
        if (!spec)
            return passOn(spec);
        ChatSeat seat;
        seat.speaker = speakerFrom(spec->checkpoint);
        seat.speaker.model = spec->model.path;
        for (const RunRecord& run : *runs)
            if (run.id == seat.speaker.run) {
                seat.speaker.arm = run.arm;
                seat.speaker.isAdapted = !run.parent.empty();
            }
        seat.folder = folder;
        seats.push_back(std::move(seat));
    }
    return seats;
}

fs::path pinnedPromptFile(const Project& project)
{
    return project.folder() / "prompts.jsonl";
}

Result<std::vector<RunRow>> pinnedPrompts(const Project& project)
{
    const fs::path file = pinnedPromptFile(project);
    std::error_code ignored;
    if (!fs::exists(file, ignored) || fs::file_size(file, ignored) == 0)
        return std::vector<RunRow>();
    return readPromptFile(file);
}

namespace {

std::string promptLine(const std::string& id, const std::vector<Message>& messages)
{
    return toJsonLine(Json{{"id", id}, {"messages", messagesJson(messages)}});
}

Example exampleOf(const std::vector<Message>& messages, const std::string& answer)
{
    Example example;
    for (const Message& message : messages) {
        if (&message == &messages.back())
            example.instruction = message.content;
        else if (message.role == "system")
            example.system = message.content;
        else
            example.history.push_back(message);
    }
    example.response = answer;
    return example;
}

} // namespace

Result<PinOutcome> pinPrompt(Project& project, const std::vector<Message>& messages)
{
    if (messages.empty() || messages.back().role != "user")
        return unusable("A prompt ends with what a person asks. Choose a turn with a question.");
    const auto known = pinnedPrompts(project);
    if (!known)
        return tl::unexpected(known.error());
    std::set<std::string> ids;
    for (const RunRow& prompt : *known) {
        if (prompt.messages == messages)
            return PinOutcome::WasThere;
        ids.insert(prompt.id);
    }
    const fs::path file = pinnedPromptFile(project);
    if (!known->empty()) {
        const auto text = readFile(file);
        if (!text)
            return tl::unexpected(text.error());
        if (const std::size_t begin = text->find_first_not_of(" \t\r\n\xef\xbb\xbf");
            begin == std::string::npos || (*text)[begin] != '{')
            return unusable(file.string()
                + " holds prompts, but not as one JSON object a line, so none can be added to it. Write them "
                  "so.");
    }
    std::size_t number = known->size() + 1;
    while (ids.contains("chat-" + std::to_string(number)))
        ++number;
    const std::string line = promptLine("chat-" + std::to_string(number), messages);
    auto appender = LineAppender::open(file); // ends a last line that has no newline
    if (!appender)
        return passOn(appender);
    if (auto appended = appender->append(line, Durability::Synced); !appended)
        return passOn(appended);
    return PinOutcome::Added;
}

Result<> unpinPrompt(Project& project, const std::vector<Message>& messages)
{
    const auto known = pinnedPrompts(project);
    if (!known)
        return tl::unexpected(known.error());
    const fs::path file = pinnedPromptFile(project);
    const auto prompt = std::ranges::find(*known, messages, &RunRow::messages);
    if (prompt == known->end())
        return {}; // somebody has taken it out already
    auto text = readFile(file);
    if (!text)
        return passOn(text);
    const std::string line = promptLine(prompt->id, messages) + '\n';
    const std::size_t at = text->starts_with(line) ? 0 : text->find('\n' + line);
    if (at == std::string::npos)
        return unusable("The prompt " + prompt->id + " stands otherwise in " + file.string()
            + " than it was written. Take it out there.");
    text->erase(at == 0 ? 0 : at + 1, line.size());
    return writeFileAtomically(file, *text);
}

Result<PinOutcome> pinExample(Project& project, const std::vector<Message>& messages,
    const std::string& answer, const ChatSpeaker& speaker, std::string_view person)
{
    if (messages.empty() || messages.back().role != "user" || answer.empty())
        return unusable("An example needs an instruction and a response. Choose a turn that has an answer.");
    ImportedRow row;
    Example& example = row.example;
    example = exampleOf(messages, answer);
    example.source = {"chat", 0};
    example.extra = {{"chat_model", nameOf(speaker)}};
    row.hash = contentHash(example);
    auto session = project.examples().beginImport("chat");
    if (!session)
        return passOn(session);
    if (auto added = session->add(row); !added)
        return passOn(added);
    const auto outcome = session->finish();
    if (!outcome)
        return tl::unexpected(outcome.error());
    if (outcome->added > 0)
        return PinOutcome::Added;
    const auto id = project.examples().find(row.hash);
    if (!id)
        return tl::unexpected(id.error());
    if (!*id)
        return PinOutcome::WasThere;
    const auto stored = project.examples().example(**id);
    if (!stored)
        return tl::unexpected(stored.error());
    if (!stored->isExcluded)
        return PinOutcome::WasThere;
    if (auto included = project.examples().include(std::array{**id}, person); !included)
        return passOn(included);
    return PinOutcome::Added;
}

Result<> unpinExample(Project& project, const std::vector<Message>& messages, const std::string& answer,
    std::string_view person)
{
    const auto id = project.examples().find(contentHash(exampleOf(messages, answer)));
    if (!id)
        return tl::unexpected(id.error());
    if (!*id)
        return unusable("This example has been edited since it was kept. Exclude it on the Data page.");
    return project.examples().exclude(std::array{**id}, person);
}

} // namespace dankai
