// SPDX-License-Identifier: Apache-2.0
// Several programs on one project, and projects that cannot be written.
#include "core/project/database.h"
#include "core/project/project.h"
#include "tests/core/project/storefixture.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <optional>
#include <thread>

using namespace dankai;

namespace {

constexpr ::uid_t nobody = 65534;

enum class Rights
{
    Own,
    Nobodys, // where root asks, since root may write everywhere
};

// What `question` answers in a process of its own.
int askedInAProcess(const std::function<int()>& question, Rights rights)
{
    const ::pid_t child = ::fork();
    if (child == 0) {
        if (rights == Rights::Nobodys && ::getuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0))
            ::_exit(99);
        ::_exit(question());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

} // namespace

class TestSharing : public test::StoreTest
{
    Q_OBJECT

    void importRows(int count)
    {
        std::vector<ImportedRow> rows;
        rows.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            rows.push_back(test::rowOf("question " + std::to_string(i), "answer", rows.size() + 1));
        import(rows);
    }

    void makeReadOnly(bool isReadOnly)
    {
        namespace fs = std::filesystem;
        for (const auto& entry : fs::directory_iterator(folder()))
            fs::permissions(entry.path(),
                fs::perms(entry.is_directory() ? (isReadOnly ? 0555 : 0755) : (isReadOnly ? 0444 : 0644)));
        fs::permissions(folder(), fs::perms(isReadOnly ? 0555 : 0755));
    }

private slots:

    void init() { setUp(); }

    void cleanup() { m_project.reset(); }

    // An import is one long transaction after another; a move by hand beside it must not wait for its end.
    void aLongRowOfTransactionsLetsOthersIn()
    {
        constexpr int most = 60;
        std::atomic<int> turns = 0;
        std::atomic<bool> hasOtherWritten = false;
        std::thread busy([&] {
            Database database(folder() / "project.db", Database::Access::ReadWrite);
            for (; turns < most && !hasOtherWritten; ++turns) {
                Transaction transaction(database);
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                transaction.commit();
            }
        });
        while (turns < 2)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        Plan plan;
        plan.name = "main";
        const auto saved = m_project->plans().save(plan);
        hasOtherWritten = true;
        busy.join();
        QVERIFY_RESULT(saved);
        QVERIFY2(turns < most, "the other writer came to its turn only after the end");
    }

    // Closed in order, opened when nothing more can be written: a limit on file sizes stands for the full
    // disk.
    void aFullDiskIsSaidAndCanBeReadFrom()
    {
        importRows(3);
        m_project.reset();
        QCOMPARE(askedInAProcess(
                     [this] {
                         ::signal(SIGXFSZ, SIG_IGN);
                         const ::rlimit limit{8192, 8192};
                         if (::setrlimit(RLIMIT_FSIZE, &limit) != 0)
                             return 96;
                         const auto refused = Project::open(folder());
                         if (refused || refused.error().message.find("disk is full") == std::string::npos)
                             return 95;
                         auto opened = Project::open(folder(), OpenMode::ReadOnly);
                         const auto examples
                             = opened ? opened->examples().count() : tl::unexpected(opened.error());
                         return examples ? static_cast<int>(*examples) : 97;
                     },
                     Rights::Own),
            3);
        auto opened = Project::open(folder());
        QVERIFY_RESULT(opened);
        QCOMPARE(*opened->examples().count(), std::uint64_t(3));
    }

    void aReadOnlyFolderIsReadWithWhatALogHolds()
    {
        importRows(1);
        m_project.reset();
        const auto count = [this] {
            auto opened = Project::open(folder(), OpenMode::ReadOnly);
            const auto examples = opened ? opened->examples().count() : tl::unexpected(opened.error());
            return examples ? static_cast<int>(*examples) : 97;
        };
        makeReadOnly(true);
        QCOMPARE(askedInAProcess(count, Rights::Nobodys), 1);
        makeReadOnly(false);

        // A copy taken while a program works on the project: half of it stands in the log.
        auto opened = Project::open(folder());
        QVERIFY_RESULT(opened);
        m_project.emplace(std::move(*opened));
        importRows(5);
        QTemporaryDir copy;
        for (const char* name : {"project.yaml", "project.db", "project.db-wal", "project.db-shm"})
            std::filesystem::copy_file(folder() / name, copy.path().toStdString() + "/" + name);
        m_project.reset();
        m_folder.emplace();
        for (const auto& entry : std::filesystem::directory_iterator(copy.path().toStdString()))
            std::filesystem::copy_file(entry.path(), folder() / entry.path().filename());
        makeReadOnly(true);
        QCOMPARE(askedInAProcess(count, Rights::Nobodys), 5);

        // Without the index to the log it cannot be read here, and to leave it out would lose rows.
        makeReadOnly(false);
        std::filesystem::remove(folder() / "project.db-shm");
        makeReadOnly(true);
        QCOMPARE(askedInAProcess(
                     [this] {
                         const auto refused = Project::open(folder(), OpenMode::ReadOnly);
                         return !refused && refused.error().code == ErrorCode::Failed
                                 && refused.error().message.find("did not end in order") != std::string::npos
                             ? 1
                             : 0;
                     },
                     Rights::Nobodys),
            1);
        makeReadOnly(false);
        auto taken = Project::open(folder());
        QVERIFY_RESULT(taken);
        QCOMPARE(*taken->examples().count(), std::uint64_t(5));
    }
};

QTEST_APPLESS_MAIN(TestSharing)
#include "testsharing.moc"
