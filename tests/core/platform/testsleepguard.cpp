// SPDX-License-Identifier: Apache-2.0
#include "core/platform/executablepath.h"
#include "core/platform/sleepguard.h"
#include "tests/support/testpaths.h"

#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace dankai;
namespace fs = std::filesystem;

// A systemd-inhibit of our own that writes down who it is and what it was asked, and then becomes the
// command, as the real one waits for it.
class TestSleepGuard : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    SpawnParams guardedProgram() const
    {
        SpawnParams params;
        params.program = executablePath();
        params.arguments = {"--guard", at("left").string()};
        params.environment = {{"PATH", at("bin").string() + ":/usr/bin:/bin"}};
        return params;
    }

    // Once the script has said who it is.
    std::optional<ProcessId> holder() const
    {
        for (int i = 0; i < 1000; ++i) {
            std::ifstream file(at("asked"));
            int pid = 0;
            std::string options;
            if (file >> pid && std::getline(file, options) && options.find("/dev/null") != std::string::npos)
                return processWithPid(pid);
            QTest::qWait(10);
        }
        return std::nullopt;
    }

private slots:

    void initTestCase()
    {
        fs::create_directory(at("bin"));
        const fs::path script = at("bin") / "systemd-inhibit";
        std::ofstream(script) << "#!/bin/sh\necho $$ \"$@\" > " << at("asked").string()
                              << "\nshift 4\nexec \"$@\"\n";
        fs::permissions(script, fs::perms::owner_all);
    }

    void init() { fs::remove(at("asked")); }

    void theLockIsHeldWhileTheProcessLivesAndEndsWithIt()
    {
        auto guarded = ChildProcess::spawn(guardedProgram());
        QVERIFY_RESULT(guarded);
        const auto held = holder();
        QVERIFY(held);
        std::ifstream file(at("asked"));
        std::string asked;
        std::getline(file, asked);
        QVERIFY2(asked.find("--what=sleep:idle --who=Dankai --why=a test --mode=block") != std::string::npos,
            asked.c_str());
        QVERIFY(isProcessAlive(*held));
        // Killed: no destructor runs.
        QVERIFY_RESULT(sendSignal(guarded->id(), ProcessSignal::Kill));
        QCOMPARE(guarded->wait(), 128 + 9);
        QTRY_VERIFY_WITH_TIMEOUT(!isProcessAlive(*held), 30'000);
    }

    void theLockEndsWithTheGuard()
    {
        auto guarded = ChildProcess::spawn(guardedProgram());
        QVERIFY_RESULT(guarded);
        const auto held = holder();
        QVERIFY(held);
        std::ofstream(at("left")) << "go"; // the program lets go of its guard and waits
        QTRY_VERIFY_WITH_TIMEOUT(!isProcessAlive(*held), 30'000);
        QVERIFY(isProcessAlive(guarded->id()));
    }

    void aSystemWithoutItIsLeftAlone()
    {
        qputenv("PATH", m_folder.path().toUtf8());
        QVERIFY(!SleepGuard("nothing").isHeld());
    }
};

int main(int argc, char** argv)
{
    if (argc > 2 && std::string_view(argv[1]) == "--guard") {
        std::optional<SleepGuard> guard(std::in_place, "a test");
        while (!fs::exists(argv[2]))
            ::usleep(10'000);
        guard.reset();
        ::sleep(60);
        return 0;
    }
    TestSleepGuard test;
    return QTest::qExec(&test, argc, argv);
}

#include "testsleepguard.moc"
