// SPDX-License-Identifier: Apache-2.0
#include "core/project/speaker.h"

#include "core/run/runfolder.h"

#include <charconv>
#include <set>
#include <system_error>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// 2 of phase_2, 0 of base, nothing of any other name.
int phaseOf(std::string_view checkpoint)
{
    constexpr std::string_view prefix = "phase_";
    int phase = 0;
    if (checkpoint.starts_with(prefix))
        std::from_chars(checkpoint.data() + prefix.size(), checkpoint.data() + checkpoint.size(), phase);
    return phase;
}

// By the number of phases, then by name.
using Checkpoints = std::set<std::pair<int, std::string>>;

// `sign` names the file that shows that a folder is what is looked for.
template <class Sign>
void addCheckpoints(Checkpoints& checkpoints, const fs::path& folder, const Sign& sign)
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (fs::exists(sign(entry.path()), ignored))
            checkpoints.emplace(phaseOf(name), name);
    }
}

bool beganWithTheProjectsModel(const Project& project, const RunSpec& spec)
{
    const std::string& hash = project.settings().modelHash;
    if (!hash.empty() && !spec.model.hash.empty())
        return spec.model.hash == hash;
    return spec.model.path == project.modelPath().string();
}

} // namespace

std::string speakerKey(const Project& project, const std::string& run, const std::string& checkpoint)
{
    if (checkpoint == baseSpeaker) {
        const auto spec = readRunSpec(project.runsFolder() / run);
        if (!spec || beganWithTheProjectsModel(project, *spec))
            return std::string(baseSpeaker);
    }
    return run + "/" + checkpoint;
}

std::vector<Speaker> listSpeakers(const Project& project, std::span<const RunRecord> runs)
{
    std::vector<Speaker> speakers(1);
    std::error_code ignored;
    if (fs::exists(project.modelPath(), ignored))
        speakers.front().model = project.modelPath();
    for (const RunRecord& run : runs) {
        const fs::path folder = project.runsFolder() / run.id;
        Checkpoints checkpoints;
        addCheckpoints(checkpoints, folder / runfile::checkpoints, checkpointConfig);
        addCheckpoints(checkpoints, folder / runfile::results,
            [](const fs::path& result) { return result / runfile::answers; });
        const auto spec = readRunSpec(folder);
        for (const auto& [phase, checkpoint] : checkpoints) {
            Speaker speaker;
            speaker.key = speakerKey(project, run.id, checkpoint);
            if (speaker.key == baseSpeaker)
                continue;
            speaker.run = run.id;
            speaker.arm = run.arm;
            speaker.isAdapted = !run.parent.empty();
            speaker.plan = run.plan;
            speaker.checkpoint = checkpoint;
            speaker.phase = phase;
            speaker.phases = spec ? static_cast<int>(spec->phases.size()) : 0;
            const fs::path saved = folder / runfile::checkpoints / checkpoint;
            if (fs::exists(checkpointConfig(saved), ignored))
                speaker.model = saved;
            else if (checkpoint == baseSpeaker && spec && fs::exists(spec->model.path, ignored))
                speaker.model = spec->model.path;
            speakers.push_back(std::move(speaker));
        }
    }
    return speakers;
}

} // namespace dankai
