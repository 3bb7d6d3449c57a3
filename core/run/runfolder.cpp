// SPDX-License-Identifier: Apache-2.0
#include "core/run/runfolder.h"

#include "core/base/hash.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/platform/machine.h"
#include "core/run/newfolder.h"
#include "core/run/rowcheck.h"
#include "core/run/stepplan.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/conversationencoder.h"
#include "core/tokenizer/tokenizer.h"

#include <algorithm>

namespace dankai {

namespace {

namespace fs = std::filesystem;

Result<> checkHeldOut(const RunSpec& spec, std::span<const RunRow> rows, const std::string& file)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].phase > static_cast<int>(spec.heldOutPhases.size())) {
            return unusable(file + ":" + std::to_string(i + 1) + ": phase " + std::to_string(rows[i].phase)
                + " is not among the " + std::to_string(spec.heldOutPhases.size()) + " of held_out_phases");
        }
    }
    return {};
}

std::string forkNeedsParent(const fs::path& folder)
{
    return folder.string()
        + " cannot be frozen: a run with the setting fork is made from a run folder, since it holds that "
          "run's results; make it with dankai train --repeat";
}

void findDiskSpace(
    const RunSpec& spec, const ModelConfig& config, const fs::path& folder, Preflight& preflight)
{
    const auto needed = diskBytesNeeded(spec, trainedParameters(spec, config));
    const auto free = freeDiskBytes(folder);
    if (free && *free < needed) {
        preflight.findings.push_back({Severity::Warning, "disk_space",
            "the run needs about " + std::to_string(needed >> 20)
                + " MiB for its checkpoints and its resume state, " + folder.string() + " has "
                + std::to_string(*free >> 20) + " MiB; free some space before starting",
            0, {}});
    }
}

struct Rows
{
    std::vector<std::vector<RunRow>> phases;
    std::vector<RunRow> validation, test, prompts;
};

// Adds tokens, pre-flight and manifest to a folder that holds the rows.
Result<FrozenRun> seal(const fs::path& folder, const fs::path& shownFolder, RunSpec spec, const Rows& rows,
    const Json& extra, const Tokenizer& tokenizer, const ChatTemplate& chatTemplate)
{
    if (spec.chatTemplate.date.empty())
        spec.chatTemplate.date = toText(currentTemplateDate());
    auto date = parseTemplateDate(spec.chatTemplate.date);
    if (!date)
        return unusable("template.date: " + date.error().message);
    auto config = readModelConfig(spec.model.path);
    if (!config)
        return passOn(config);
    if (spec.maxLength > config->maxPositions) {
        return unusable("max_length " + std::to_string(spec.maxLength) + " is more than the "
            + std::to_string(config->maxPositions)
            + " positions that the model was made for; set max_length: "
            + std::to_string(config->maxPositions));
    }
    if (auto fits = tokenizer.checkTokenizerFits(*config); !fits)
        return passOn(fits);
    auto hash = modelHash(spec.model.path);
    if (!hash)
        return passOn(hash);
    if (!spec.model.hash.empty() && spec.model.hash != *hash) {
        return unusable(spec.model.path + " is not the model that run.yaml means: its hash is " + *hash
            + ", model.hash says " + spec.model.hash);
    }
    spec.model.hash = *hash;
    for (const auto& [set, file] : {std::pair(std::span(rows.validation), runfile::validation),
             std::pair(std::span(rows.test), runfile::test)}) {
        if (auto checked = checkHeldOut(spec, set, file); !checked)
            return passOn(checked);
    }

    RenderOptions options;
    options.date = *date;
    auto encoder = ConversationEncoder::create(tokenizer, chatTemplate, options);
    if (!encoder)
        return passOn(encoder);
    RowChecker checker(spec, *encoder);
    std::vector<std::pair<std::string, TokenTable>> tables;
    const auto freeze = [&](const std::string& file, std::span<const RunRow> fileRows,
                            RowChecker::RowKind kind) -> Result<> {
        auto table = checker.freeze(file, fileRows, kind);
        if (!table)
            return passOn(table);
        tables.emplace_back(file, std::move(*table));
        return {};
    };
    std::vector<TokenTable> phaseTables;
    for (std::size_t k = 0; k < rows.phases.size(); ++k) {
        if (auto done = freeze(spec.phases[k].file, rows.phases[k], RowChecker::RowKind::Training); !done)
            return passOn(done);
        phaseTables.push_back(tables.back().second);
    }
    for (const auto& [set, file] : {std::pair(std::span(rows.validation), runfile::validation),
             std::pair(std::span(rows.test), runfile::test)}) {
        if (auto done = freeze(file, set, RowChecker::RowKind::HeldOut); !done)
            return passOn(done);
    }
    if (auto done = freeze(runfile::prompts, rows.prompts, RowChecker::RowKind::Prompt); !done)
        return passOn(done);
    checker.findUnreadJapanese();
    checker.findDuplicates(rows.phases);
    checker.findLeakage(rows.phases, rows.validation, rows.test, rows.prompts);
    Preflight& preflight = checker.preflight();
    for (std::size_t k = 0; k < phaseTables.size(); ++k) {
        const PhasePlan plan = planPhase(spec, k, phaseTables);
        preflight.figures[k].steps = plan.steps.size();
        preflight.figures[k].stepTokens = plan.tokens;
        if (plan.steps.size() == 1)
            preflight.findings.push_back({Severity::Warning, "one_step",
                "phase " + std::to_string(k + 1) + " ('" + spec.phases[k].name
                    + "') is trained in a single step, too little to learn from: lower tokens_per_step (now "
                    + std::to_string(spec.tokensPerStep)
                    + "), give it more epochs or examples, or merge it with a neighbour",
                1, {}});
    }
    findDiskSpace(spec, *config, folder, preflight);
    if (chatTemplate.usesDate()) {
        preflight.findings.push_back({Severity::Note, "template",
            "the chat template shows a date; it is frozen as " + spec.chatTemplate.date, 0, {}});
    }
    for (const Finding& finding : preflight.findings) {
        if (finding.severity == Severity::Error)
            return unusable(shownFolder.string() + " cannot be frozen: " + finding.message
                + (finding.rows.empty() ? "" : " (first: " + finding.rows.front() + ")"));
    }

    Json files = Json::object();
    const auto write = [&](const std::string& name, std::string_view bytes) -> Result<> {
        files[name] = toHex(sha256(bytes));
        return writeFileAtomically(folder / name, bytes);
    };
    if (auto made = makeFolder(folder / runfile::tokens); !made)
        return passOn(made);
    for (const auto& [file, table] : tables) {
        auto bytes = readFile(folder / file);
        if (!bytes)
            return passOn(bytes);
        files[file] = toHex(sha256(*bytes));
        if (auto written = write(runfile::tokensOf(file), toBytes(table)); !written)
            return passOn(written);
    }
    if (auto written = write(runfile::chatTemplate, chatTemplate.source()); !written)
        return passOn(written);
    if (auto written = write(runfile::preflight, toPrettyJson(toJson(preflight))); !written)
        return passOn(written);
    const std::string yaml = toYaml(spec);
    if (auto written = writeFileAtomically(folder / runfile::spec, yaml); !written)
        return passOn(written);

    Json manifest = manifestHead(spec, yaml);
    manifest["model"]
        = {{"path", spec.model.path}, {"hash", spec.model.hash}, {"parameters", parameterCount(*config)}};
    manifest["tokenizer"] = {{"hash", tokenizer.hash()}, {"vocabulary_size", tokenizer.vocabularySize()}};
    manifest["template"] = {{"hash", chatTemplate.hash()}, {"date", spec.chatTemplate.date},
        {"uses_date", chatTemplate.usesDate()}};
    manifest["end_of_turn_ids"] = encoder->endOfTurnIds();
    manifest["files"] = std::move(files);
    manifest["source"] = extra;
    // Last: without it the folder is not frozen.
    if (auto written = writeFileAtomically(folder / runfile::manifest, toPrettyJson(manifest)); !written)
        return passOn(written);
    return FrozenRun{shownFolder, std::move(spec), std::move(preflight)};
}

} // namespace

std::string runfile::phase(int number)
{
    return "phase_" + std::to_string(number) + ".jsonl";
}

std::string runfile::tokensOf(const std::string& rows)
{
    return std::string(runfile::tokens) + "/" + rows.substr(0, rows.find('.')) + ".bin";
}

std::string checkpointName(int phase)
{
    return phase == 0 ? "base" : "phase_" + std::to_string(phase);
}

fs::path checkpointConfig(const fs::path& checkpoint)
{
    std::error_code ignored;
    const fs::path ofAdapter = checkpoint / "adapter_config.json";
    return fs::exists(ofAdapter, ignored) ? ofAdapter : checkpoint / "config.json";
}

std::vector<std::string> rowFiles(const RunSpec& spec)
{
    std::vector<std::string> names;
    for (const PhaseSpec& phase : spec.phases)
        names.push_back(phase.file);
    names.insert(names.end(), {runfile::validation, runfile::test, runfile::prompts});
    return names;
}

std::vector<std::string> inheritedResults(const ForkReference& fork)
{
    std::vector<std::string> names;
    for (int phase = 0; phase < fork.phase; ++phase)
        for (const char* file : {runfile::validationLosses, runfile::testLosses, runfile::answers})
            names.push_back(std::string(runfile::results) + "/" + checkpointName(phase) + "/" + file);
    return names;
}

std::uint64_t diskBytesNeeded(const RunSpec& spec, std::int64_t trained)
{
    const auto weights = static_cast<std::uint64_t>(trained) * 4;
    // Of both moments; those of 8 bits with their scales.
    const std::uint64_t moments
        = spec.optimizer.kind == OptimizerKind::AdamW8bit ? weights / 2 + weights / 128 : 2 * weights;
    // A checkpoint per phase, masters and two moments twice (the old resume state stands until the new one
    // is there), once more for the best state of early stopping, and some for records.
    constexpr std::uint64_t room = std::uint64_t(64) << 20;
    const std::uint64_t states = spec.earlyStopping.patience > 0 ? 3 : 2;
    const auto firstPhase = static_cast<std::size_t>(inheritedPhases(spec));
    if (!mergesAdapters(spec))
        return weights * (spec.phases.size() - firstPhase) + (weights + moments) * states + room;
    // Every checkpoint and state has the adapters of the phases before as well.
    std::uint64_t adapters = 0;
    for (std::size_t k = firstPhase; k < spec.phases.size(); ++k)
        adapters += cyclesBefore(spec, k + 1);
    return weights * adapters + (cyclesBefore(spec, spec.phases.size()) * weights + moments) * states + room;
}

Result<FrozenRun> freezeRun(const fs::path& folder, const FrozenInput& input, const Tokenizer& tokenizer,
    const ChatTemplate& chatTemplate)
{
    try {
        RunSpec spec = input.spec;
        if (spec.fork)
            return unusable(forkNeedsParent(folder));
        if (input.phases.size() != spec.phases.size())
            return unusable("the run names " + std::to_string(spec.phases.size())
                + " phases and has rows for " + std::to_string(input.phases.size()));
        for (std::size_t k = 0; k < spec.phases.size(); ++k)
            spec.phases[k].file = runfile::phase(static_cast<int>(k) + 1);
        if (auto checked = checkRunSpec(spec); !checked)
            return passOn(checked);

        FrozenRun frozen;
        auto built = buildFolder(folder, [&](const fs::path& temporary) -> Result<> {
            for (std::size_t k = 0; k < spec.phases.size(); ++k) {
                const std::string text = toJsonLines(input.phases[k]);
                if (auto written = writeFileAtomically(temporary / spec.phases[k].file, text); !written)
                    return written;
            }
            for (const auto& [file, rows] : {std::pair(runfile::validation, std::span(input.validation)),
                     std::pair(runfile::test, std::span(input.test)),
                     std::pair(runfile::prompts, std::span(input.prompts))}) {
                if (auto written = writeFileAtomically(temporary / file, toJsonLines(rows)); !written)
                    return written;
            }
            const Rows rows{input.phases, input.validation, input.test, input.prompts};
            auto sealed = seal(temporary, folder, spec, rows, input.extra, tokenizer, chatTemplate);
            if (!sealed)
                return passOn(sealed);
            frozen = std::move(*sealed);
            return {};
        });
        if (!built)
            return passOn(built);
        return frozen;
    } catch (const std::exception& exception) {
        return failed("freezing " + folder.string() + ": " + exception.what());
    }
}

Result<FrozenRun> sealRun(const fs::path& folder)
{
    try {
        auto spec = readRunSpec(folder);
        if (!spec)
            return passOn(spec);
        if (spec->fork)
            return unusable(forkNeedsParent(folder));
        std::error_code ignored;
        // Absolute from here on, whatever folder the engine is started in.
        const fs::path inside = folder / spec->model.path;
        spec->model.path
            = fs::absolute(fs::exists(inside, ignored) ? inside : fs::path(spec->model.path), ignored)
                  .lexically_normal()
                  .string();
        auto tokenizer = Tokenizer::open(spec->model.path);
        if (!tokenizer)
            return passOn(tokenizer);
        std::string choice = spec->chatTemplate.choice;
        if (!choice.empty() && fs::exists(folder / choice, ignored))
            choice = (folder / choice).string();
        auto chatTemplate = ChatTemplate::open(spec->model.path, choice);
        if (!chatTemplate)
            return passOn(chatTemplate);
        Rows rows;
        for (const PhaseSpec& phase : spec->phases) {
            auto read = readRunRows(folder / phase.file);
            if (!read)
                return passOn(read);
            rows.phases.push_back(std::move(*read));
        }
        for (const auto& [file, target] : {std::pair(runfile::validation, &rows.validation),
                 std::pair(runfile::test, &rows.test), std::pair(runfile::prompts, &rows.prompts)}) {
            // Held-out rows and prompts are not everybody's: a missing file is an empty one.
            if (!fs::exists(folder / file, ignored)) {
                if (auto written = writeFileAtomically(folder / file, ""); !written)
                    return passOn(written);
            }
            auto read = readRunRows(folder / file);
            if (!read)
                return passOn(read);
            *target = std::move(*read);
        }
        return seal(folder, folder, *spec, rows, Json(), *tokenizer, *chatTemplate);
    } catch (const std::exception& exception) {
        return failed("freezing " + folder.string() + ": " + exception.what());
    }
}

std::int64_t longestRow(const OpenedRun& run)
{
    std::size_t longest = 1;
    const auto look = [&](const TokenTable& table) {
        for (std::size_t row = 0; row < table.rowCount(); ++row)
            longest = std::max(longest, table.length(row));
    };
    for (const TokenTable& table : run.phases)
        look(table);
    for (const TokenTable* table : {&run.validation, &run.test, &run.prompts})
        look(*table);
    return static_cast<std::int64_t>(longest);
}

AnswerCache answerCache(const OpenedRun& run)
{
    std::size_t longest = 0;
    for (std::size_t row = 0; row < run.prompts.rowCount(); ++row)
        longest = std::max(longest, run.prompts.length(row));
    return answerCache(run.spec.answers, run.prompts.rowCount(), static_cast<std::int64_t>(longest));
}

namespace {

// What only the manifest says: it makes the run share phases in one step, and whoever asks for the run's
// settings is to know of it.
void addSharedPhases(RunSpec& spec, const Manifest& manifest)
{
    if (!spec.fork && manifest.inherited && !manifest.inherited->run.empty()
        && manifest.inherited->phase <= static_cast<int>(spec.phases.size()))
        spec.fork = {manifest.inherited->run, manifest.inherited->phase, {}, true};
}

} // namespace

Result<RunSpec> readRunSpec(const fs::path& folder)
{
    const fs::path file = folder / runfile::spec;
    auto text = readFile(file);
    if (!text)
        return passOn(text);
    auto spec = parseRunSpec(*text, file.string());
    std::error_code ignored;
    const fs::path manifestFile = folder / runfile::manifest;
    if (spec && fs::exists(manifestFile, ignored))
        if (const auto manifest = readManifest(folder)) // one that cannot be read, openRun() tells
            addSharedPhases(*spec, *manifest);
    return spec;
}

Result<Manifest> readManifest(const fs::path& folder)
{
    const fs::path file = folder / runfile::manifest;
    auto text = readFile(file);
    if (!text)
        return passOn(text);
    return parseManifest(*text, file.string());
}

Result<OpenedRun> openRun(const fs::path& folder)
{
    try {
        OpenedRun run;
        run.folder = folder;
        auto yaml = readFile(folder / runfile::spec);
        if (!yaml)
            return passOn(yaml);
        auto spec = parseRunSpec(*yaml, (folder / runfile::spec).string());
        if (!spec)
            return passOn(spec);
        run.spec = std::move(*spec);
        const fs::path manifestFile = folder / runfile::manifest;
        auto text = readFile(manifestFile);
        if (!text)
            return passOn(text);
        auto manifest = parseManifest(*text, manifestFile.string());
        if (!manifest)
            return passOn(manifest);
        run.manifestHash = toHex(sha256(*text));
        addSharedPhases(run.spec, *manifest);

        const auto edited = [&](const std::string& name) {
            return unusable((folder / name).string()
                + " was edited after the run was frozen; restore it, or freeze a new run with the change");
        };
        if (manifest->settingsHash != toHex(sha256(frozenSettingsOf(*yaml))))
            return edited(runfile::spec);
        const auto verified = [&](const std::string& name) -> Result<std::string> {
            auto bytes = readFile(folder / name);
            if (!bytes)
                return unusable((folder / name).string()
                    + " is missing since the run was frozen: " + bytes.error().message);
            const auto known = manifest->files.find(name);
            if (known == manifest->files.end())
                return unusable(
                    manifestFile.string() + ": says nothing about " + name + "; freeze the run again");
            if (known->second != toHex(sha256(*bytes)))
                return edited(name);
            return bytes;
        };
        std::vector<TokenTable> tables;
        for (const std::string& name : rowFiles(run.spec)) {
            if (auto rows = verified(name); !rows)
                return passOn(rows);
            auto bytes = verified(runfile::tokensOf(name));
            if (!bytes)
                return passOn(bytes);
            auto table = parseTokenTable(*bytes, (folder / runfile::tokensOf(name)).string());
            if (!table)
                return passOn(table);
            if (table->tokenizerHash != manifest->tokenizerHash)
                return unusable((folder / runfile::tokensOf(name)).string()
                    + " was made with another tokenizer than the manifest says; freeze the run again");
            tables.push_back(std::move(*table));
        }
        run.prompts = std::move(tables.back());
        tables.pop_back();
        run.test = std::move(tables.back());
        tables.pop_back();
        run.validation = std::move(tables.back());
        tables.pop_back();
        run.phases = std::move(tables);

        auto preflightText = verified(runfile::preflight);
        if (!preflightText)
            return passOn(preflightText);
        auto preflightJson = parseJson(*preflightText, (folder / runfile::preflight).string());
        if (!preflightJson)
            return passOn(preflightJson);
        auto preflight = preflightFromJson(*preflightJson, (folder / runfile::preflight).string());
        if (!preflight)
            return passOn(preflight);
        run.preflight = std::move(*preflight);
        auto chatTemplate = verified(runfile::chatTemplate);
        if (!chatTemplate)
            return passOn(chatTemplate);
        run.chatTemplate = std::move(*chatTemplate);
        if (run.spec.fork.has_value() != manifest->inherited.has_value())
            return unusable(manifestFile.string() + ": \"inherited\" and the setting fork of " + runfile::spec
                + " belong together; make the run anew");
        run.inherited = manifest->inherited;
        if (run.spec.fork) {
            if (run.preflight.figures.size() < run.spec.phases.size())
                return unusable((folder / runfile::preflight).string()
                    + " lacks the figures of a phase; make the run anew");
            for (const std::string& name : inheritedResults(*run.spec.fork))
                if (auto result = verified(name); !result)
                    return passOn(result);
        }
        run.endOfTurnIds = manifest->endOfTurnIds;

        for (const auto& [file, target, table] :
            {std::tuple(runfile::validation, &run.validationRows, &run.validation),
                std::tuple(runfile::test, &run.testRows, &run.test),
                std::tuple(runfile::prompts, &run.promptRows, &run.prompts)}) {
            auto rows = readRunRows(folder / file);
            if (!rows)
                return passOn(rows);
            if (rows->size() != table->rowCount())
                return unusable((folder / file).string() + " has " + std::to_string(rows->size())
                    + " rows and " + std::to_string(table->rowCount()) + " token rows; freeze the run again");
            *target = std::move(*rows);
        }
        return run;
    } catch (const std::exception& exception) {
        return failed("opening " + folder.string() + ": " + exception.what());
    }
}

} // namespace dankai
