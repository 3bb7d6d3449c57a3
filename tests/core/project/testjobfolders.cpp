// SPDX-License-Identifier: Apache-2.0
#include "core/project/jobfolders.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace dankai;

class TestJobFolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void idsAreCountedUpOfEachKind()
    {
        QTemporaryDir folder;
        const std::filesystem::path jobs = folder.path().toStdString() + "/jobs";
        QCOMPARE(nextJobId(jobs, "judge-"), std::string("judge-001")); // before there is any job
        QVERIFY(jobIds(jobs, "judge-").empty());
        for (const char* id : {"judge-009", "judge-1000", "judge-002", "judge-", "judge-7b", "scores-5000"})
            std::filesystem::create_directories(jobs / id);
        // Numbers count, and not how they are written.
        QCOMPARE(jobIds(jobs, "judge-"), (std::vector<std::string>{"judge-002", "judge-009", "judge-1000"}));
        QCOMPARE(nextJobId(jobs, "judge-"), std::string("judge-1001"));
        QCOMPARE(nextJobId(jobs, "answers-"), std::string("answers-001"));
        QVERIFY(
            isJobId("judge-1", "judge-") && !isJobId("judge-", "judge-") && !isJobId("judge-1x", "judge-"));
    }
};

QTEST_APPLESS_MAIN(TestJobFolders)
#include "testjobfolders.moc"
