// SPDX-License-Identifier: Apache-2.0
#include "core/project/hiddenstatestore.h"

#include "core/platform/file.h"
#include "core/project/modelscoring.h"
#include "core/run/jobspec.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view ending = ".states";

fs::path statesFolder(const Project& project)
{
    return project.folder() / "states";
}

std::vector<fs::path> filesOf(const Project& project)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(statesFolder(project), error), end; !error && entry != end;
         entry.increment(error))
        if (entry->path().extension() == ending)
            files.push_back(entry->path());
    std::ranges::sort(files);
    for (const std::string& job : modelScoringJobs(project)) {
        std::error_code ignored;
        if (const fs::path file = project.jobsFolder() / job / jobfile::states; fs::exists(file, ignored))
            files.push_back(file);
    }
    return files;
}

} // namespace

std::string HiddenStateStore::keyOf(ExampleId example, int revision)
{
    return measuredRowId(example, revision);
}

StatesModel statesModel(
    const Project& project, const std::optional<OtherModel>& other, const std::string& chatTemplate)
{
    if (other)
        return {other->hash, chatTemplate};
    const ProjectSettings& settings = project.settings();
    return {settings.modelHash, chatTemplate.empty() ? settings.chatTemplate : chatTemplate};
}

Result<HiddenStateStore> HiddenStateStore::open(const Project& project, std::int64_t layer)
{
    return open(project, layer, statesModel(project, std::nullopt));
}

Result<HiddenStateStore> HiddenStateStore::open(
    const Project& project, std::int64_t layer, const StatesModel& model)
{
    HiddenStateStore store;
    for (const fs::path& path : filesOf(project)) {
        auto file = HiddenStatesFile::open(path);
        if (!file) {
            store.m_problems.push_back(file.error().message);
            continue;
        }
        const HiddenStatesOf& of = file->of();
        if (of.modelHash != model.hash || of.layer != layer || of.chatTemplate != model.chatTemplate)
            continue;
        if (!store.m_files.empty() && of != store.m_files.front().of())
            continue;
        store.m_columns = of.columns();
        for (std::size_t row = 0; row < file->rows(); ++row)
            store.m_rows[std::string(file->id(row))]
                = {static_cast<std::uint32_t>(store.m_files.size()), static_cast<std::uint32_t>(row)};
        store.m_files.push_back(std::move(*file));
    }
    return store;
}

bool HiddenStateStore::read(ExampleId example, int revision, std::span<float> values) const
{
    const auto found = m_rows.find(keyOf(example, revision));
    if (found == m_rows.end())
        return false;
    m_files[found->second.file].read(found->second.row, values);
    return true;
}

Result<> keepHiddenStates(const Project& project, const std::string& jobId)
{
    const fs::path file = project.jobsFolder() / jobId / jobfile::states;
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return {};
    const fs::path folder = statesFolder(project);
    if (auto made = makeFolder(folder); !made)
        return made;
    // Numbers of jobs begin again once they are gone, so the name is the next that is free.
    for (int number = 1;; ++number) {
        std::string name = std::to_string(number);
        name.insert(0, name.size() < 4 ? 4 - name.size() : 0, '0');
        const fs::path kept = folder / (name + std::string(ending));
        if (!fs::exists(kept, ignored))
            return renamePath(file, kept);
    }
}

} // namespace dankai
