// SPDX-License-Identifier: Apache-2.0
#include "core/project/supportbundle.h"

#include "core/base/json.h"
#include "core/base/version.h"
#include "core/platform/environment.h"
#include "core/platform/file.h"
#include "core/platform/selftest.h"
#include "core/project/archivefile.h"
#include "core/project/project.h"
#include "core/project/schema.h"
#include "core/project/textscrubber.h"
#include "core/run/runfolder.h"
#include "core/run/settinglist.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t keptOfALog = std::uint64_t(256) << 10; // its end
constexpr std::uint64_t keptOfARecord = std::uint64_t(2) << 20;
constexpr std::uint64_t exampleStep = 500; // between reports

// Texts of an event that the engine chooses from a list; all others are dropped.
bool isKnownWord(std::string_view key)
{
    static const std::set<std::string_view> keys
        = {"event", "stage", "checkpoint", "set", "device", "precision", "verdict", "severity", "check",
            "code", "instruction_set", "engine_version", "kind", "decision", "by", "what"};
    return keys.contains(key);
}

// Sentences of the program: they stay, and go through the scrubber with everything else.
bool isOwnSentence(std::string_view event, std::string_view key)
{
    return key == "message" && (event == "failed" || event == "warning" || event == "diverged");
}

bool isFigure(const Json& value)
{
    return value.is_number() || value.is_boolean()
        || (value.is_array()
            && std::ranges::all_of(value, [](const Json& item) { return item.is_number(); }));
}

// Numbers and switches of an object, with what else is known to hold no text of a person.
Json figuresOf(const Json& object, std::string_view event)
{
    Json kept = Json::object();
    for (const auto& [key, value] : object.items()) {
        if (value.is_object())
            kept[key] = figuresOf(value, event);
        else if (isFigure(value) || (value.is_string() && (isKnownWord(key) || isOwnSentence(event, key))))
            kept[key] = value;
    }
    return kept;
}

std::string endOf(const fs::path& file, std::uint64_t most)
{
    std::error_code error;
    const std::uint64_t size = fs::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream)
        return {};
    const std::uint64_t from = size > most ? size - most : 0;
    stream.seekg(static_cast<std::streamoff>(from));
    std::string text(static_cast<std::size_t>(size - from), '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, stream.gcount())));
    // Half a line at the beginning says nothing.
    if (from > 0)
        text.erase(0, std::min(text.size(), text.find('\n') + 1));
    return text;
}

std::string recordOf(const fs::path& file)
{
    std::string kept;
    const std::string text = endOf(file, keptOfARecord);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const auto event = parseJson(std::string_view(text).substr(begin, end - begin), "");
        if (event && event->is_object())
            kept += toJsonLine(figuresOf(*event, event->value("event", std::string()))) + "\n";
        begin = end + 1;
    }
    return kept;
}

std::string settingsOf(const RunSpec& spec)
{
    std::string text;
    for (const auto& [path, value] : flatSettings(spec)) {
        const bool isNamed = path == "name" || path == "held_out_phases" || path.ends_with(".name");
        if (isNamed || path == "template.choice")
            continue;
        text += path + ": " + (path == "model.path" ? fs::path(value).filename().string() : value) + "\n";
    }
    return text;
}

Json manifestFigures(const fs::path& file)
{
    const auto text = readFile(file);
    const auto json = text ? parseJson(*text, file.string()) : Result<Json>(Json());
    if (!json || !json->is_object())
        return Json();
    Json kept = Json::object();
    for (const char* key : {"version", "created", "dankai_version", "arm", "seed", "settings_hash", "files"})
        if (json->contains(key))
            kept[key] = (*json)[key];
    for (const auto& [part, key] : {std::pair("model", "hash"), std::pair("model", "parameters"),
             std::pair("tokenizer", "hash"), std::pair("tokenizer", "vocabulary_size"),
             std::pair("template", "hash"), std::pair("template", "date")})
        if (json->contains(part) && (*json)[part].is_object() && (*json)[part].contains(key))
            kept[part][key] = (*json)[part][key];
    return kept;
}

Json selfTestFigures(const fs::path& folder, const StopFlag* stop)
{
    const SelfTest test = runSelfTest(folder, stop);
    Json found = Json::array();
    for (const SelfTestSubject subject : selfTestSubjects()) {
        const SelfTestJudgement judgement = judge(test, subject);
        found.push_back({{"subject", nameOf(subject)}, {"health", nameOf(judgement.health)},
            {"problem", judgement.problem}});
    }
    Json gpus = Json::array();
    for (const Gpu& gpu : test.gpu.gpus)
        gpus.push_back(
            {{"name", gpu.name}, {"memory", gpu.totalMemoryBytes}, {"free_memory", gpu.freeMemoryBytes}});
    return {{"dankai_version", std::string(versionText)}, {"schema", newestSchema()},
        {"operating_system", test.machine.operatingSystem}, {"processor", test.machine.cpuName},
        {"cores", test.machine.physicalCores}, {"memory", test.machine.totalMemoryBytes},
        {"available_memory", test.machine.availableMemoryBytes}, {"free_disk", test.freeDiskBytes},
        {"driver", test.gpu.driverVersion}, {"cuda", test.gpu.cudaVersion}, {"gpus", std::move(gpus)},
        {"engine", figuresOf(test.engine.facts.is_object() ? test.engine.facts : Json::object(), "")},
        {"subjects", std::move(found)}};
}

Json projectFigures(Project& project)
{
    Json settings = Json::object();
    settings["model"] = fs::path(project.settings().modelPath).filename().string();
    settings["model_hash"] = project.settings().modelHash;
    settings["has_chat_template"] = !project.settings().chatTemplate.empty();
    for (const auto& [path, value] : project.settings().run)
        if (findRunWideSetting(path) != nullptr && path != "template.choice")
            settings["run"][path] = value;
    Json runs = Json::array();
    if (const auto records = project.runs().list())
        for (const RunRecord& run : *records)
            runs.push_back({{"run", run.id}, {"plan_revision", run.planRevision}, {"arm", run.arm},
                {"state", nameOf(run.state)}, {"tokens", run.tokens}, {"steps", run.steps},
                {"created_ms", run.createdMs}, {"started_ms", run.startedMs}, {"finished_ms", run.finishedMs},
                {"problem", run.note}});
    Json figures = {{"settings", std::move(settings)}, {"runs", std::move(runs)}};
    if (const auto examples = project.examples().count())
        figures["examples"] = *examples;
    if (const auto plans = project.plans().list())
        figures["plans"] = plans->size();
    return figures;
}

void hideText(TextScrubber& scrubber, std::string_view text)
{
    scrubber.hide(text);
    // As a log quotes it: with \n and \" written out.
    const std::string quoted = toJsonLine(Json(std::string(text)));
    if (quoted.size() != text.size() + 2)
        scrubber.hide(std::string_view(quoted).substr(1, quoted.size() - 2));
}

void hideJson(TextScrubber& scrubber, const Json& value)
{
    if (value.is_string())
        hideText(scrubber, value.get_ref<const std::string&>());
    else if (value.is_structured())
        for (const Json& part : value)
            hideJson(scrubber, part);
}

Result<> hideExamples(
    TextScrubber& scrubber, Project& project, const ProgressCallback& progress, const StopFlag* stop)
{
    const auto total = project.examples().count();
    if (!total)
        return tl::unexpected(total.error());
    Progress state{0, *total};
    return project.examples().visit([&](const StoredExample& stored) -> Result<> {
        const Example& example = stored.example;
        for (const std::string* text :
            {&example.system, &example.instruction, &example.input, &example.response})
            hideText(scrubber, *text);
        for (const Message& message : example.history)
            hideText(scrubber, message.content);
        hideJson(scrubber, example.extra);
        if (++state.done % exampleStep == 0) {
            if (progress)
                progress(state);
            if (isStopRequested(stop))
                return stopped("It was cancelled.");
        }
        return {};
    });
}

// Every text in the folder's row files, answers and record, whoever wrote them.
void hideRun(TextScrubber& scrubber, const fs::path& folder)
{
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        if (entry.path().extension() != ".jsonl" || !entry.is_regular_file(error))
            continue;
        const bool isRecord = entry.path().filename() == runfile::events;
        auto lines = LineReader::open(entry.path());
        while (lines) {
            const auto line = lines->next();
            if (!line || !*line)
                break;
            const auto json = parseJson(**line, "");
            if (!json || !json->is_object())
                continue;
            if (!isRecord)
                hideJson(scrubber, *json);
            else if (const std::string kind = json->value("event", std::string());
                     kind == "answer" || kind == "text")
                hideText(scrubber, json->value("text", std::string()));
            else if (kind == "decision")
                hideText(scrubber, json->value("reason", std::string()));
        }
    }
}

} // namespace

Result<std::vector<SupportFile>> gatherSupportBundle(
    const SupportBundleParams& params, const ProgressCallback& progress, const StopFlag* stop)
{
    std::vector<SupportFile> files;
    std::string problems;
    std::error_code error;
    const fs::path anywhere = params.project.empty() ? fs::current_path(error) : params.project;
    files.push_back({"selftest.json", toPrettyJson(selfTestFigures(anywhere, stop))});
    if (isStopRequested(stop))
        return stopped("It was cancelled.");
    Result<Project> project = failed("");
    if (!params.project.empty()) {
        project = Project::open(params.project, OpenMode::ReadOnly);
        if (project)
            files.push_back({"project.json", toPrettyJson(projectFigures(*project))});
        else
            problems += project.error().message + "\n";
    }
    for (const std::string& run : params.runs) {
        const fs::path folder = params.project / "runs" / run;
        const std::string name = "runs/" + run + "/";
        if (const auto spec = readRunSpec(folder))
            files.push_back({name + "settings.txt", settingsOf(*spec)});
        else
            problems += spec.error().message + "\n";
        if (const Json manifest = manifestFigures(folder / runfile::manifest); !manifest.is_null())
            files.push_back({name + "manifest.json", toPrettyJson(manifest)});
        files.push_back({name + "events.jsonl", recordOf(folder / runfile::events)});
        files.push_back({name + "engine.log", endOf(folder / runfile::log, keptOfALog)});
    }
    if (!params.workbenchLog.empty())
        files.push_back({"workbench.log", endOf(params.workbenchLog, keptOfALog)});

    std::vector<std::string> texts;
    const std::vector<std::pair<fs::path, std::string>> folders
        = {{params.project, "PROJECT"}, {environmentValue("HOME"), "~"}};
    if (!problems.empty())
        files.push_back({"problems.txt", problems});
    texts.reserve(files.size());
    for (SupportFile& file : files)
        texts.push_back(withShortPaths(withoutSecrets(std::move(file.text)), folders));
    TextScrubber scrubber(std::move(texts));
    // Of a project that cannot be read the texts cannot be known: then nothing that may quote them goes in.
    bool isComplete = params.project.empty();
    if (project) {
        const auto hidden = hideExamples(scrubber, *project, progress, stop);
        if (!hidden && hidden.error().code == ErrorCode::Stopped)
            return tl::unexpected(hidden.error());
        isComplete = hidden.has_value();
        hideText(scrubber, project->settings().name);
        if (const auto records = project->runs().list())
            for (const RunRecord& record : *records) {
                hideText(scrubber, record.name);
                hideText(scrubber, record.marks.note);
            }
    }
    for (const std::string& run : params.runs)
        hideRun(scrubber, params.project / "runs" / run);
    const std::vector<std::string> clean = scrubber.texts();
    for (std::size_t i = 0; i < files.size(); ++i)
        files[i].text = clean[i];
    if (!isComplete)
        std::erase_if(files, [](const SupportFile& file) { return file.name.ends_with(".log"); });
    std::erase_if(files, [](const SupportFile& file) { return file.text.empty(); });
    return files;
}

Result<> writeSupportBundle(const fs::path& file, const std::vector<SupportFile>& files)
{
    auto writer = ArchiveWriter::create(file, ArchiveFormat::Zip);
    if (!writer)
        return passOn(writer);
    for (const SupportFile& entry : files)
        if (auto added = writer->addText(entry.name, entry.text); !added)
            return added;
    return writer->commit();
}

} // namespace dankai
