// SPDX-License-Identifier: Apache-2.0
#include "core/project/projectarchive.h"

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/version.h"
#include "core/platform/file.h"
#include "core/project/archivefile.h"
#include "core/project/database.h"
#include "core/project/project.h"
#include "core/run/runfolder.h"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <map>
#include <system_error>
#include <vector>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr int archiveVersion = 1;
constexpr const char* contentsName = "archive.json"; // last in the archive: it lists the rest
constexpr std::size_t largestContents = std::size_t(64) << 20;
constexpr const char* settingsName = "project.yaml";
constexpr const char* databaseName = "project.db";

struct ProjectFile
{
    std::string name; // in the project
    std::uint64_t bytes = 0;
};

bool isThere(const fs::path& path)
{
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

// Sockets, locks and half-written files belong to processes of this machine.
bool isCopied(const fs::path& name, CopiedModels models)
{
    const std::string last = name.filename().string();
    if (last.starts_with('.') || last.ends_with(".lock") || last == runfile::socket)
        return false;
    if (!name.has_parent_path())
        return last != settingsName && !last.starts_with(databaseName); // they are copied in their own way
    const std::string part
        = std::next(name.begin(), 2) == name.end() ? "" : std::next(name.begin(), 2)->string();
    const bool isModels
        = *name.begin() == "runs" && (part == runfile::checkpoints || part == runfile::resume);
    return models == CopiedModels::All || !isModels;
}

Result<std::vector<ProjectFile>> filesOf(const fs::path& folder, CopiedModels models)
{
    std::vector<ProjectFile> files;
    std::error_code error;
    fs::recursive_directory_iterator entries(folder, error);
    for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
        const fs::path name = entries->path().lexically_relative(folder);
        if (entries->is_directory(error) && !entries->is_symlink(error)) {
            if (name.filename().string().starts_with('.'))
                entries.disable_recursion_pending();
            continue;
        }
        if (!entries->is_regular_file(error) || entries->is_symlink(error) || !isCopied(name, models))
            continue;
        files.push_back({name.generic_string(), entries->file_size(error)});
    }
    if (error)
        return tl::unexpected(systemError("read", folder, error.value()));
    std::ranges::sort(files, {}, &ProjectFile::name);
    return files;
}

std::uint64_t bytesOf(const std::vector<ProjectFile>& files)
{
    std::uint64_t bytes = 0;
    for (const ProjectFile& file : files)
        bytes += file.bytes;
    return bytes;
}

Result<> checkSpace(const fs::path& folder, std::uint64_t needed, const char* what)
{
    std::error_code error;
    const fs::space_info space = fs::space(folder.empty() ? fs::path(".") : folder, error);
    if (error)
        return tl::unexpected(systemError("look at", folder, error.value()));
    if (space.available < needed)
        return failed(std::string(what) + " needs up to " + std::to_string(needed / 1'000'000 + 1)
            + " MB, and " + std::to_string(space.available / 1'000'000) + " MB are free at " + folder.string()
            + ". Free some space, or choose another disk.");
    return {};
}

Result<> checkFree(const fs::path& target)
{
    if (isThere(target))
        return unusable(target.string() + " is there already and is not written over. Choose another name.");
    std::error_code error;
    const fs::path parent = fs::absolute(target, error).parent_path();
    if (!fs::is_directory(parent, error))
        return unusable("There is no folder " + parent.string() + ". Make it first.");
    return {};
}

// Beside `target`, removed with this unless it was renamed.
class TemporaryFolder final
{
public:
    explicit TemporaryFolder(const fs::path& target)
    {
        std::string name(1, '.');
        name.append(target.filename().string()).append(".copying-").append(std::to_string(::getpid()));
        m_path = fs::absolute(target).parent_path() / name;
    }

    ~TemporaryFolder()
    {
        if (!m_path.empty())
            (void)removePath(m_path);
    }

    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const fs::path& path() const { return m_path; }

    Result<> begin()
    {
        if (auto removed = removePath(m_path); !removed)
            return removed;
        return makeFolder(m_path);
    }

    Result<> becomes(const fs::path& target)
    {
        if (isThere(target)) // a rename would take the place of an empty folder
            return checkFree(target);
        auto renamed = renamePath(m_path, fs::absolute(target));
        if (renamed)
            m_path.clear();
        return renamed;
    }

private:
    fs::path m_path;
};

// Counts bytes for a person and sees to stopping.
class Meter final
{
public:
    Meter(std::uint64_t total, const ProgressCallback& progress, const StopFlag* stop)
        : m_state{0, total}
        , m_progress(progress)
        , m_stop(stop)
    { }

    Result<> add(std::uint64_t bytes)
    {
        m_state.done += bytes;
        if (m_progress)
            m_progress(m_state);
        if (isStopRequested(m_stop))
            return stopped("It was cancelled; nothing is left behind.");
        return {};
    }

private:
    Progress m_state;
    const ProgressCallback& m_progress;
    const StopFlag* m_stop;
};

struct BackupDeleter
{
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

// Of one moment, whatever others write meanwhile, and with a queue in which nothing waits: opening the copy
// must not start a training. What is in the bin stays behind.
Result<> copyDatabase(const fs::path& from, const fs::path& to, const StopFlag* stop)
{
    constexpr int pagesAtOnce = 4096;
    auto copied = guarded([&]() -> bool {
        Database source(from, Database::Access::ReadOnly);
        Database copy(to, Database::Access::Create);
        {
            const ReadTransaction moment(source); // else another's commit would begin the copy anew
            const std::unique_ptr<sqlite3_backup, BackupDeleter> backup(
                sqlite3_backup_init(copy.handle(), "main", source.handle(), "main"));
            if (backup == nullptr)
                copy.fail(sqlite3_errcode(copy.handle()));
            for (int code = SQLITE_OK; code != SQLITE_DONE;) {
                if (isStopRequested(stop))
                    return false;
                code = sqlite3_backup_step(backup.get(), pagesAtOnce);
                if (code != SQLITE_OK && code != SQLITE_DONE)
                    copy.fail(code);
            }
        }
        copy.execute("UPDATE queue SET state = 'cancelled' WHERE state IN ('waiting', 'leased');"
                     "UPDATE runs SET state = CASE WHEN started_ms = 0 THEN 'frozen' ELSE 'stopped' END "
                     "WHERE state = 'queued';"
                     "UPDATE runs SET emptied_ms = binned_ms WHERE binned_ms <> 0 AND emptied_ms = 0");
        // One file: nobody reads this one beside us.
        copy.execute("PRAGMA journal_mode = DELETE");
        return true;
    });
    if (!copied)
        return passOn(copied);
    if (!*copied)
        return stopped("It was cancelled; nothing is left behind.");
    return {};
}

// The two files that are not copied byte by byte.
Result<> copyCore(Project& project, const fs::path& folder, const StopFlag* stop)
{
    if (auto copied = copyDatabase(project.folder() / databaseName, folder / databaseName, stop); !copied)
        return copied;
    return copyFile(project.folder() / settingsName, folder / settingsName);
}

using Hashes = std::map<std::string, std::string>;

// Reads a whole archive, each piece once. `take` gets every entry's pieces, an empty one at its end.
Result<Hashes> readArchive(const fs::path& file,
    const std::function<Result<>(const std::string& name, std::string_view piece)>& take, Hashes& promised)
{
    auto reader = ArchiveReader::open(file);
    if (!reader)
        return passOn(reader);
    Hashes hashes;
    std::string contents;
    for (;;) {
        auto entry = reader->next();
        if (!entry)
            return passOn(entry);
        if (!*entry)
            break;
        if ((*entry)->isFolder)
            continue;
        const std::string name = (*entry)->name;
        if (hashes.contains(name))
            return unusable(file.string() + ": '" + name + "' stands in it twice.");
        Sha256 hash;
        for (;;) {
            const auto piece = reader->read();
            if (!piece)
                return tl::unexpected(piece.error());
            hash.add(*piece);
            if (name == contentsName) {
                if (contents.size() + piece->size() > largestContents)
                    return unusable(file.string() + ": its list of files is too long.");
                contents += *piece;
            } else if (auto taken = take(name, *piece); !taken) {
                return passOn(taken);
            }
            if (piece->empty())
                break;
        }
        if (name != contentsName)
            hashes[name] = toHex(hash.finish());
    }
    if (contents.empty())
        return unusable(file.string() + " ends too early or is no project's archive (" + contentsName
            + " is not in it). Copy it again from where it came from.");
    const auto json = parseJson(contents, file.string() + " (" + contentsName + ")");
    if (!json)
        return tl::unexpected(json.error());
    try {
        if (json->at("version") != archiveVersion)
            return unusable(file.string() + " was written by a newer Dankai. Update Dankai to restore it.");
        promised = json->at("files").get<Hashes>();
    } catch (const Json::exception& exception) {
        return unusable(file.string() + ": " + contentsName + ": " + exception.what());
    }
    return hashes;
}

Result<> compare(const fs::path& file, const Hashes& found, const Hashes& promised)
{
    for (const auto& [name, hash] : promised)
        if (const auto at = found.find(name); at == found.end() || at->second != hash)
            return unusable(file.string() + ": '" + name
                + "' is not what was archived. Copy the archive again from where it came from.");
    if (found.size() != promised.size())
        return unusable(file.string() + " holds files that were not archived.");
    return {};
}

} // namespace

Result<CopiedProject> duplicateProject(Project& project, const fs::path& target, CopiedModels models,
    const ProgressCallback& progress, const StopFlag* stop)
{
    if (auto isFree = checkFree(target); !isFree)
        return passOn(isFree);
    TemporaryFolder folder(target);
    if (auto begun = folder.begin(); !begun)
        return passOn(begun);
    // The database first: a run that is frozen after it is a folder without a row, which is no harm.
    if (auto copied = copyCore(project, folder.path(), stop); !copied)
        return passOn(copied);
    const auto files = filesOf(project.folder(), models);
    if (!files)
        return tl::unexpected(files.error());
    if (auto space = checkSpace(folder.path(), bytesOf(*files), "The copy"); !space)
        return passOn(space);
    Meter meter(bytesOf(*files), progress, stop);
    for (const char* part : {"runs", "jobs"})
        if (auto made = makeFolder(folder.path() / part); !made)
            return passOn(made);
    for (const ProjectFile& file : *files) {
        const fs::path to = folder.path() / file.name;
        if (auto made = makeFolder(to.parent_path()); !made)
            return passOn(made);
        if (auto copied = copyFile(project.folder() / file.name, to); !copied)
            return passOn(copied);
        if (auto counted = meter.add(file.bytes); !counted)
            return passOn(counted);
    }
    if (auto named = folder.becomes(target); !named)
        return passOn(named);
    return CopiedProject{files->size() + 2, bytesOf(*files)};
}

Result<CopiedProject> archiveProject(Project& project, const fs::path& file, CopiedModels models,
    const ProgressCallback& progress, const StopFlag* stop)
{
    if (auto isFree = checkFree(file); !isFree)
        return passOn(isFree);
    TemporaryFolder core(file);
    if (auto begun = core.begin(); !begun)
        return passOn(begun);
    if (auto copied = copyCore(project, core.path(), stop); !copied)
        return passOn(copied);
    auto files = filesOf(project.folder(), models);
    if (!files)
        return passOn(files);
    std::uint64_t total = bytesOf(*files);
    if (auto space = checkSpace(core.path(), total, "The archive"); !space)
        return passOn(space);
    auto writer = ArchiveWriter::create(file, ArchiveFormat::TarZstd);
    if (!writer)
        return passOn(writer);
    Meter meter(2 * total, progress, stop); // written, and read back
    Hashes hashes;
    CopiedProject copied{0, 0};
    const auto add = [&](const std::string& name, const fs::path& from) -> Result<> {
        Sha256 hash;
        auto added = writer->addFile(name, from, [&](std::string_view piece) {
            hash.add(piece);
            copied.bytes += piece.size();
            return meter.add(piece.size());
        });
        if (!added)
            return added;
        hashes[name] = toHex(hash.finish());
        ++copied.files;
        return {};
    };
    for (const char* name : {settingsName, databaseName})
        if (auto added = add(name, core.path() / name); !added)
            return passOn(added);
    for (const ProjectFile& entry : *files)
        if (auto added = add(entry.name, project.folder() / entry.name); !added)
            return passOn(added);
    const Json contents = {{"version", archiveVersion}, {"dankai_version", std::string(versionText)},
        {"project", project.settings().name}, {"files", hashes}};
    if (auto added = writer->addText(contentsName, toPrettyJson(contents)); !added)
        return passOn(added);
    if (auto finished = writer->finish(); !finished)
        return passOn(finished);
    Hashes promised;
    const auto found = readArchive(
        writer->temporaryPath(),
        [&](const std::string&, std::string_view piece) { return meter.add(piece.size()); }, promised);
    if (!found)
        return tl::unexpected(found.error());
    if (auto same = compare(file, *found, hashes); !same)
        return passOn(same);
    if (auto committed = writer->commit(); !committed)
        return passOn(committed);
    return copied;
}

Result<CopiedProject> restoreProject(
    const fs::path& file, const fs::path& target, const ProgressCallback& progress, const StopFlag* stop)
{
    if (auto isFree = checkFree(target); !isFree)
        return passOn(isFree);
    TemporaryFolder folder(target);
    if (auto begun = folder.begin(); !begun)
        return passOn(begun);
    std::error_code error;
    const std::uint64_t packed = fs::file_size(file, error);
    if (error)
        return tl::unexpected(systemError("read", file, error.value()));
    if (auto space = checkSpace(folder.path(), packed, "Unpacking"); !space)
        return passOn(space);
    Meter meter(0, progress, stop);
    CopiedProject restored{0, 0};
    std::optional<AtomicFile> open;
    Hashes promised;
    const auto found = readArchive(
        file,
        [&](const std::string& name, std::string_view piece) -> Result<> {
            if (!open) {
                const fs::path path = folder.path() / name;
                if (auto made = makeFolder(path.parent_path()); !made)
                    return made;
                auto created = AtomicFile::create(path);
                if (!created)
                    return passOn(created);
                open = std::move(*created);
            }
            if (piece.empty()) {
                ++restored.files;
                auto committed = open->commit();
                open.reset();
                return committed;
            }
            restored.bytes += piece.size();
            if (auto written = open->write(piece); !written)
                return written;
            return meter.add(piece.size());
        },
        promised);
    if (!found)
        return tl::unexpected(found.error());
    if (auto same = compare(file, *found, promised); !same)
        return passOn(same);
    if (!found->contains(settingsName) || !found->contains(databaseName))
        return unusable(file.string() + " holds no project.");
    for (const char* part : {"runs", "jobs"})
        if (auto made = makeFolder(folder.path() / part); !made)
            return passOn(made);
    if (auto named = folder.becomes(target); !named)
        return passOn(named);
    return restored;
}

} // namespace dankai
