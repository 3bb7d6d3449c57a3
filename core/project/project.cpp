// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"

#include "core/platform/file.h"
#include "core/project/database.h"
#include "core/project/reviewstore.h"
#include "core/project/schema.h"

#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr const char* settingsName = "project.yaml";
constexpr const char* databaseName = "project.db";

// On every connection. NORMAL under WAL: a power cut may lose the last commits, never damage the file.
constexpr const char* connectionSettings = "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;"
                                           "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"
                                           "PRAGMA journal_size_limit = 67108864;";

bool isThere(const std::filesystem::path& path)
{
    std::error_code error;
    return std::filesystem::exists(path, error);
}

// The file's own clock: another one after every write.
fs::file_time_type timeOf(const fs::path& path)
{
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    return error ? fs::file_time_type() : time;
}

// A file that somebody has edited by hand and not got right is theirs to mend: how is said beside what.
Result<ProjectSettings> readSettings(std::string_view yaml, const fs::path& file)
{
    auto settings = parseProjectSettings(yaml, file.string());
    if (settings)
        return settings;
    std::string what = settings.error().message;
    while (what.ends_with('.'))
        what.pop_back();
    return tl::unexpected(Error{settings.error().code,
        what
            + ". Correct it in a text editor, or put an earlier copy of the file back. Examples, plans and "
              "runs do not "
              "stand in it and are safe."});
}

std::unique_ptr<Database> openWritable(const std::filesystem::path& path, Database::Access access)
{
    auto database = std::make_unique<Database>(path, access);
    if (access == Database::Access::Create)
        database->execute("PRAGMA page_size = 8192");
    database->execute(connectionSettings);
    // Before anything is changed: a foreign file must not be turned into WAL mode.
    bringSchemaUpToDate(*database);
    database->execute("PRAGMA journal_mode = WAL");
    return database;
}

} // namespace

Project::Project() = default;
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

Result<Project> Project::create(const std::filesystem::path& folder, const ProjectSettings& settings)
{
    // project.yaml comes last, so that a folder without it is no project yet and can be tried again.
    if (isThere(folder / settingsName))
        return unusable(folder.string()
            + " holds a project already. Use it as it is, or choose another folder for a new one.");
    const std::string yaml = toYaml(settings);
    if (auto read = parseProjectSettings(yaml, settingsName); !read)
        return passOn(read);
    for (const char* part : {"", "runs", "jobs"}) {
        if (auto made = makeFolder(folder / part); !made)
            return passOn(made);
    }
    auto made = guarded([&] {
        Project project;
        project.m_folder = folder;
        project.m_settings = settings;
        project.m_database = openWritable(folder / databaseName, Database::Access::Create);
        return project;
    });
    if (!made)
        return made;
    if (auto written = writeFileAtomically(folder / settingsName, yaml); !written)
        return passOn(written);
    return made;
}

Result<Project> Project::open(const std::filesystem::path& folder, OpenMode mode)
{
    if (!isThere(folder / settingsName))
        return unusable(folder.string() + " holds no project (" + settingsName
            + " is not there). Make one with: dankai init " + folder.string() + " --model PATH");
    const auto time = timeOf(folder / settingsName);
    auto yaml = readFile(folder / settingsName);
    if (!yaml)
        return passOn(yaml);
    auto settings = readSettings(*yaml, folder / settingsName);
    if (!settings)
        return passOn(settings);
    const std::filesystem::path path = folder / databaseName;
    if (!isThere(path))
        return unusable(path.string()
            + " is missing. Put it back from a backup: it holds the examples, "
              "scores and plans of this project.");
    return guarded([&] {
        Project project;
        project.m_folder = folder;
        project.m_settings = std::move(*settings);
        project.m_settingsTime = time;
        if (mode == OpenMode::ReadWrite) {
            project.m_database = openWritable(path, Database::Access::ReadWrite);
        } else {
            project.m_database = std::make_unique<Database>(path, Database::Access::ReadOnly);
            requireCurrentSchema(*project.m_database);
        }
        return project;
    });
}

Result<> Project::saveSettings(const ProjectSettings& settings)
{
    const std::string yaml = toYaml(settings);
    auto read = parseProjectSettings(yaml, settingsName);
    if (!read)
        return passOn(read);
    if (auto written = writeFileAtomically(m_folder / settingsName, yaml); !written)
        return written;
    m_settings = settings;
    return {};
}

Result<bool> Project::changeSettings(const SettingChanges& changes)
{
    const fs::path file = m_folder / settingsName;
    auto yaml = readFile(file);
    if (!yaml)
        return passOn(yaml);
    auto edited = editSettings(*yaml, changes, file.string());
    if (!edited)
        return passOn(edited);
    if (auto written = writeFileAtomically(file, edited->yaml); !written)
        return passOn(written);
    m_settings = std::move(edited->settings);
    m_settingsTime = timeOf(file);
    return edited->keepsComments;
}

Result<> Project::refreshSettings()
{
    const fs::path file = m_folder / settingsName;
    const auto time = timeOf(file);
    if (time == m_settingsTime)
        return {};
    const auto yaml = readFile(file);
    if (!yaml)
        return tl::unexpected(yaml.error());
    auto settings = readSettings(*yaml, file);
    if (!settings)
        return passOn(settings);
    m_settings = std::move(*settings);
    m_settingsTime = time;
    return {};
}

std::filesystem::path Project::modelPath() const
{
    return std::filesystem::absolute(m_folder / m_settings.modelPath).lexically_normal();
}

Result<std::int64_t> Project::dataVersion()
{
    return guarded([&] { return m_database->number("PRAGMA data_version"); });
}

ExampleStore Project::examples()
{
    return ExampleStore(*m_database);
}

ScoreStore Project::scores()
{
    return ScoreStore(*m_database);
}

PlanStore Project::plans()
{
    return PlanStore(*m_database);
}

RunStore Project::runs()
{
    return RunStore(*m_database);
}

VoteStore Project::votes()
{
    return VoteStore(*m_database);
}

ReviewStore Project::reviews()
{
    return ReviewStore(*m_database);
}

NearDuplicateStore Project::nearDuplicates()
{
    return NearDuplicateStore(*m_database);
}

FilterStore Project::filters()
{
    return FilterStore(*m_database);
}

SearchIndex Project::search()
{
    return SearchIndex(*m_database);
}

} // namespace dankai
