// SPDX-License-Identifier: Apache-2.0
// A project folder: project.yaml and project.db opened together, and the stores that live in the database.
// Owns no rule and no training: it keeps what others decide. SQL stands in this room only.
#pragma once

#include "core/base/result.h"
#include "core/project/duplicatestore.h"
#include "core/project/examplestore.h"
#include "core/project/filterstore.h"
#include "core/project/planstore.h"
#include "core/project/projectsettings.h"
#include "core/project/runstore.h"
#include "core/project/scorestore.h"
#include "core/project/searchindex.h"
#include "core/project/settingsfile.h"
#include "core/project/votestore.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace dankai {

class Database;
class ReviewStore;

enum class OpenMode
{
    ReadWrite,
    ReadOnly, // also on a folder that cannot be written
};

// One Project per thread: several may be open on one folder, in one process or in many. Writers wait for
// one another for some seconds; readers never wait.
class Project final
{
public:
    // Makes the folder if needed. Unusable where it holds a project already.
    static Result<Project> create(const std::filesystem::path& folder, const ProjectSettings& settings);
    static Result<Project> open(const std::filesystem::path& folder, OpenMode mode = OpenMode::ReadWrite);
    Project(Project&&) noexcept;
    Project& operator=(Project&&) noexcept;
    ~Project();

    const std::filesystem::path& folder() const { return m_folder; }

    std::filesystem::path runsFolder() const { return m_folder / "runs"; }

    std::filesystem::path jobsFolder() const { return m_folder / "jobs"; }

    const ProjectSettings& settings() const { return m_settings; }

    Result<> saveSettings(const ProjectSettings& settings);
    // On what stands in the file now, so that what somebody typed there meanwhile stays. Whether its comments
    // stand too.
    Result<bool> changeSettings(const SettingChanges& changes);
    // Reads project.yaml again where it has changed since. One with a mistake is an error with its line, and
    // the settings stay those that were read last.
    Result<> refreshSettings();
    // The model's path, made absolute.
    std::filesystem::path modelPath() const;

    // Another number after every commit of another connection, of this process or any other.
    Result<std::int64_t> dataVersion();

    // Cheap handles on the one connection; valid as long as the project.
    ExampleStore examples();
    ScoreStore scores();
    PlanStore plans();
    RunStore runs();
    SearchIndex search();
    NearDuplicateStore nearDuplicates();
    FilterStore filters();
    VoteStore votes();
    ReviewStore reviews(); // core/project/reviewstore.h

private:
    Project();

    std::filesystem::path m_folder;
    ProjectSettings m_settings;
    std::filesystem::file_time_type m_settingsTime; // of the file that was read last
    std::unique_ptr<Database> m_database;
};

} // namespace dankai
