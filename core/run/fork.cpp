// SPDX-License-Identifier: Apache-2.0
#include "core/run/fork.h"

#include "core/base/hash.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/run/newfolder.h"
#include "core/run/stepplan.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// Of "phases.2.epochs": 2; 0 where the key is not one of a phase's training.
int trainedPhaseOf(std::string_view key)
{
    constexpr std::string_view prefix = "phases.";
    if (!key.starts_with(prefix))
        return 0;
    int phase = 0;
    const auto [end, error] = std::from_chars(key.data() + prefix.size(), key.data() + key.size(), phase);
    const std::string_view rest = key.substr(static_cast<std::size_t>(end - key.data()));
    return error == std::errc() && (rest == ".epochs" || rest == ".learning_rate") ? phase : 0;
}

bool mayChange(std::string_view key, int firstPhase)
{
    constexpr std::string_view names[] = {"carry_over", "replay_share", "tokens_per_step"};
    constexpr std::string_view groups[]
        = {"optimizer.", "schedule.", "early_stopping.", "gate.", "execution."};
    return std::ranges::find(names, key) != std::end(names)
        || std::ranges::any_of(groups, [key](std::string_view group) { return key.starts_with(group); })
        || trainedPhaseOf(key) >= firstPhase;
}

tl::unexpected<Error> cannotChange(const std::string& key, const std::string& value, int firstPhase)
{
    return unusable("--set " + key + "=" + value
        + ": a run that goes on from another one's phase cannot change this, since what it inherits was made "
          "with it. It may change epochs and learning_rate of phases."
        + std::to_string(firstPhase)
        + " and later ones, and optimizer.*, schedule.*, carry_over, replay_share, early_stopping.*, gate.*, "
          "tokens_per_step and execution.*; for everything else train a new run.");
}

Result<> linkOrCopy(const fs::path& from, const fs::path& to)
{
    if (auto made = makeFolder(to.parent_path()); !made)
        return made;
    std::error_code error;
    fs::create_hard_link(from, to, error);
    return error ? copyFile(from, to) : Result<>();
}

Result<> linkFolder(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    for (fs::recursive_directory_iterator entry(from, error), end; !error && entry != end;
         entry.increment(error)) {
        if (!entry->is_regular_file())
            continue;
        if (auto linked = linkOrCopy(entry->path(), to / entry->path().lexically_relative(from)); !linked)
            return linked;
    }
    return error ? failed(from.string() + " cannot be read as a whole: " + error.message()) : Result<>();
}

Result<> takeCheckpoints(const fs::path& target, const ForkInput& input)
{
    for (int phase = 1; phase <= inheritedPhases(input.spec); ++phase) {
        const fs::path inside = fs::path(runfile::checkpoints) / checkpointName(phase);
        std::error_code ignored;
        if (!fs::exists(input.parent / inside, ignored))
            continue; // only the last one is needed, and was looked at before
        if (auto linked = linkFolder(input.parent / inside, target / inside); !linked)
            return linked;
    }
    return {};
}

// Everything but the record, the settings and the manifest.
Result<> takeFiles(const fs::path& temporary, const ForkInput& input, const std::vector<std::string>& files)
{
    for (const std::string& name : files) {
        if (auto linked = linkOrCopy(input.parent / name, temporary / name); !linked)
            return unusable(input.parent.string()
                + " lacks what a run that goes on from it needs: " + linked.error().message);
    }
    return takeCheckpoints(temporary, input);
}

// What decides how a phase is trained and measured, whatever the run is called, however many phases follow
// and wherever the model and the folder stand. The template's text is a file of its own.
RunSpec whatTrainsAPhase(RunSpec spec)
{
    spec.name.clear();
    spec.arm.clear();
    spec.fork.reset();
    spec.phases.clear();
    spec.model.path.clear();
    spec.chatTemplate = {};
    spec.execution.activationCheckpointing = "auto"; // changes no result
    spec.execution.saveShare = 0;
    spec.execution.reusesPhases = true;
    return spec;
}

// The parent's, with what the new settings make of the phases that are trained.
Preflight preflightOf(const OpenedRun& parent, const RunSpec& spec)
{
    Preflight preflight = parent.preflight;
    std::erase_if(preflight.figures, [&](const RowFigures& figures) {
        const auto left = parent.spec.phases.begin() + static_cast<std::ptrdiff_t>(spec.phases.size());
        return std::any_of(left, parent.spec.phases.end(),
            [&](const PhaseSpec& phase) { return phase.file == figures.file; });
    });
    std::erase_if(preflight.findings, [](const Finding& finding) { return finding.check == "disk_space"; });
    for (auto k = static_cast<std::size_t>(inheritedPhases(spec)); k < spec.phases.size(); ++k) {
        const PhasePlan plan = planPhase(spec, k, parent.phases);
        preflight.figures[k].steps = plan.steps.size();
        preflight.figures[k].stepTokens = plan.tokens;
    }
    return preflight;
}

Result<Json> readJsonFile(const fs::path& file)
{
    auto text = readFile(file);
    if (!text)
        return passOn(text);
    return parseJson(*text, file.string());
}

Result<Json> manifestOf(const ForkInput& input, const fs::path& temporary,
    const std::vector<std::string>& files, const std::string& yaml, std::string_view preflight)
{
    auto manifest = readJsonFile(input.parent / runfile::manifest);
    if (!manifest)
        return manifest;
    manifest->update(manifestHead(input.spec, yaml));
    Json hashes = Json::object();
    for (const std::string& name : files) {
        auto bytes = readFile(temporary / name);
        if (!bytes)
            return passOn(bytes);
        hashes[name] = toHex(sha256(*bytes));
    }
    hashes[runfile::preflight] = toHex(sha256(preflight));
    (*manifest)["files"] = std::move(hashes);
    (*manifest)["inherited"] = toJson(input.inherited);
    (*manifest)["source"] = input.extra;
    return manifest;
}

// Of the model after the last inherited phase, which the run goes on from.
Result<std::string> startHashOf(const ForkInput& input)
{
    const int start = inheritedPhases(input.spec);
    if (start == 0)
        return std::string();
    auto hash = checkpointHash(input.parent / runfile::checkpoints / checkpointName(start));
    if (!hash)
        return unusable("The model after phase " + std::to_string(start)
            + ", which a run would go on from, is gone or damaged: " + hash.error().message
            + " Go on from an earlier phase, or train a new run.");
    return hash;
}

} // namespace

int sharedPhases(const fs::path& run, const fs::path& other)
{
    const auto spec = readRunSpec(run), otherSpec = readRunSpec(other);
    const auto manifest = readManifest(run), otherManifest = readManifest(other);
    if (!spec || !otherSpec || !manifest || !otherManifest || spec->carryOver != CarryOver::Paper
        || isAdapted(*spec) || isAdapted(*otherSpec) || spec->phases.size() < 2
        || otherSpec->phases.size() < 2 || manifest->tokenizerHash != otherManifest->tokenizerHash
        || whatTrainsAPhase(*spec) != whatTrainsAPhase(*otherSpec))
        return 0;
    const auto isSameFile = [&](const std::string& name) {
        const auto here = manifest->files.find(name), there = otherManifest->files.find(name);
        return here != manifest->files.end() && there != otherManifest->files.end()
            && here->second == there->second;
    };
    const auto areSameRows
        = [&](const std::string& name) { return isSameFile(name) && isSameFile(runfile::tokensOf(name)); };
    if (!areSameRows(runfile::validation) || !areSameRows(runfile::test) || !areSameRows(runfile::prompts)
        || !isSameFile(runfile::chatTemplate))
        return 0;
    const std::size_t most = std::min(spec->phases.size() - 1, otherSpec->phases.size());
    std::size_t shared = 0;
    while (shared < most && spec->phases[shared] == otherSpec->phases[shared]
        && areSameRows(spec->phases[shared].file))
        ++shared;
    return static_cast<int>(shared);
}

Result<> takeSharedPhases(const fs::path& folder, const ForkInput& input)
{
    try {
        auto start = startHashOf(input);
        if (!start)
            return passOn(start);
        auto manifest = readJsonFile(folder / runfile::manifest);
        if (!manifest)
            return passOn(manifest);
        for (const char* leftOver :
            {runfile::checkpoints, runfile::results}) // of a taking that was cut short
            if (auto removed = removePath(folder / leftOver); !removed)
                return removed;
        const std::vector<std::string> results = inheritedResults(*input.spec.fork);
        if (auto taken = takeFiles(folder, input, results); !taken)
            return taken;
        for (const std::string& name : results) {
            auto bytes = readFile(folder / name);
            if (!bytes)
                return passOn(bytes);
            (*manifest)["files"][name] = toHex(sha256(*bytes));
        }
        Inheritance inherited = input.inherited;
        inherited.startHash = std::move(*start);
        inherited.run = input.spec.fork->run;
        inherited.phase = input.spec.fork->phase;
        (*manifest)["inherited"] = toJson(inherited);
        if (auto written = writeFileAtomically(folder / runfile::events, input.record); !written)
            return written;
        return writeFileAtomically(folder / runfile::manifest, toPrettyJson(*manifest));
    } catch (const std::exception& exception) {
        return failed("taking phases over into " + folder.string() + ": " + exception.what());
    }
}

Result<RunSpec> forkSpec(const RunSpec& parent, const ForkChanges& changes)
{
    const int first = changes.fork.phase;
    const int known = static_cast<int>(parent.phases.size());
    const int phases = changes.phases == 0 ? known : changes.phases;
    if (first < 1 || first > known)
        return unusable("There is no phase " + std::to_string(first) + " to go on with: the run has "
            + std::to_string(known) + ".");
    if (phases < first || phases > known)
        return unusable("A run that goes on with phase " + std::to_string(first) + " can have "
            + std::to_string(first) + " to " + std::to_string(known) + " phases, not "
            + std::to_string(phases) + ".");
    RunSpec spec = parent;
    spec.fork = changes.fork;
    spec.isMatched = false;
    spec.name = changes.name.empty() ? parent.name + ", from phase " + std::to_string(first) : changes.name;
    // A single phase that names no set is judged on all of them; it shall be judged as it was.
    if (phases == 1 && known > 1 && spec.phases.front().heldOut.empty())
        spec.phases.front().heldOut = {1};
    spec.phases.resize(static_cast<std::size_t>(phases));
    for (const auto& [key, value] : changes.settings) {
        if (!mayChange(key, first))
            return cannotChange(key, value, first);
        auto changed = withSetting(spec, key, value);
        if (!changed)
            return changed;
        spec = std::move(*changed);
    }
    return spec;
}

Result<FrozenRun> freezeFork(const fs::path& folder, const ForkInput& input)
{
    try {
        auto parent = openRun(input.parent);
        if (!parent)
            return passOn(parent);
        ForkInput fork = input;
        auto start = startHashOf(fork);
        if (!start)
            return passOn(start);
        fork.inherited.startHash = std::move(*start);
        std::vector<std::string> files = rowFiles(fork.spec);
        for (std::size_t i = 0, rows = files.size(); i < rows; ++i)
            files.push_back(runfile::tokensOf(files[i]));
        files.emplace_back(runfile::chatTemplate);
        for (std::string& name : inheritedResults(*fork.spec.fork))
            files.push_back(std::move(name));
        FrozenRun frozen{folder, fork.spec, preflightOf(*parent, fork.spec)};
        auto built = buildFolder(folder, [&](const fs::path& temporary) -> Result<> {
            if (auto taken = takeFiles(temporary, fork, files); !taken)
                return taken;
            const std::string preflight = toPrettyJson(toJson(frozen.preflight));
            const std::string yaml = toYaml(fork.spec);
            for (const auto& [name, bytes] : {std::pair(runfile::preflight, std::string_view(preflight)),
                     std::pair(runfile::spec, std::string_view(yaml)),
                     std::pair(runfile::events, std::string_view(fork.record))}) {
                if (auto written = writeFileAtomically(temporary / name, bytes); !written)
                    return written;
            }
            auto manifest = manifestOf(fork, temporary, files, yaml, preflight);
            if (!manifest)
                return passOn(manifest);
            return writeFileAtomically(temporary / runfile::manifest, toPrettyJson(*manifest));
        });
        if (!built)
            return passOn(built);
        return frozen;
    } catch (const std::exception& exception) {
        return failed("freezing " + folder.string() + ": " + exception.what());
    }
}

} // namespace dankai
