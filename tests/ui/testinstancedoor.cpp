// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/instancedoor.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace dankai::ui;
namespace fs = std::filesystem;

class TestInstanceDoor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path project(const QString& name) const
    {
        const fs::path path = m_folder.filePath(name).toStdString();
        fs::create_directories(path);
        return path;
    }

    // This program again, which knocks: 0 where somebody answered.
    std::unique_ptr<QProcess> knocker(const fs::path& folder) const
    {
        auto process = std::make_unique<QProcess>();
        process->start(QCoreApplication::applicationFilePath(),
            {QStringLiteral("--knock"), QString::fromStdString(folder.string())});
        return process;
    }

private slots:

    void nobodyAnswersAtAProjectThatIsNotOpen() { QVERIFY(!InstanceDoor::knock(project(u"closed"_qs))); }

    void aSecondProcessIsAnsweredHoweverItWritesTheFolder()
    {
        const fs::path folder = project(u"open"_qs);
        fs::create_directory_symlink(folder, fs::path(m_folder.path().toStdString()) / "link");
        InstanceDoor door(folder);
        QSignalSpy knocked(&door, &InstanceDoor::knocked);
        for (const fs::path& written : {folder, folder / ".." / "open", folder.parent_path() / "link"}) {
            auto process = knocker(written);
            QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 20'000);
            QCOMPARE(process->exitCode(), 0);
        }
        QCOMPARE(knocked.count(), 3);
        // Another project's window is not this one.
        auto other = knocker(project(u"other"_qs));
        QTRY_COMPARE_WITH_TIMEOUT(other->state(), QProcess::NotRunning, 20'000);
        QCOMPARE(other->exitCode(), 1);
        QCOMPARE(knocked.count(), 3);
    }

    void theDoorClosesWithTheWindowAndWithAKilledOne()
    {
        const fs::path folder = project(u"killed"_qs);
        {
            InstanceDoor door(folder);
        }
        QVERIFY(!InstanceDoor::knock(folder));
        QProcess holder;
        holder.start(QCoreApplication::applicationFilePath(),
            {QStringLiteral("--hold"), QString::fromStdString(folder.string())});
        QVERIFY(holder.waitForReadyRead(20'000));
        QVERIFY(InstanceDoor::knock(folder));
        holder.kill(); // its socket stays in the file system
        QVERIFY(holder.waitForFinished(20'000));
        QVERIFY(!InstanceDoor::knock(folder));
        InstanceDoor door(folder);
        auto process = knocker(folder);
        QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 20'000);
        QCOMPARE(process->exitCode(), 0);
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc > 2 && std::string_view(argv[1]) == "--knock")
        return InstanceDoor::knock(argv[2]) ? 0 : 1;
    if (argc > 2 && std::string_view(argv[1]) == "--hold") {
        const InstanceDoor door(argv[2]);
        std::puts("held");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    TestInstanceDoor test;
    return QTest::qExec(&test, argc, argv);
}

#include "testinstancedoor.moc"
