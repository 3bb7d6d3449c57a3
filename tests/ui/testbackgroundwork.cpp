// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/backgroundwork.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace dankai;
using namespace dankai::ui;

class TestBackgroundWork : public QObject
{
    Q_OBJECT

private slots:

    void theAnswerComesOnThisThreadAndLater()
    {
        BackgroundWork work;
        QThread* const here = QThread::currentThread();
        QThread* worked = nullptr;
        int answer = 0;
        bool isBusyInDone = true;
        work.begin(
            [&worked](const StopFlag&) {
                worked = QThread::currentThread();
                return 42;
            },
            [&](int given) {
                answer = given;
                isBusyInDone = work.isBusy();
                QCOMPARE(QThread::currentThread(), here);
            });
        QCOMPARE(answer, 0);
        QVERIFY(work.isBusy());
        QTRY_COMPARE(answer, 42);
        QVERIFY(worked != here);
        QVERIFY(!isBusyInDone);
    }

    void whatIsBegunLaterDropsWhatWasBegunBefore()
    {
        BackgroundWork work;
        std::atomic<bool> hasBegun = false;
        int first = 0, second = 0;
        work.begin(
            [&hasBegun](const StopFlag& stop) {
                hasBegun = true;
                while (!stop)
                    QThread::msleep(1);
                return 1;
            },
            [&first](int given) { first = given; });
        QTRY_VERIFY(hasBegun);
        work.begin([](const StopFlag&) { return 2; }, [&second](int given) { second = given; });
        QTRY_COMPARE(second, 2);
        QCoreApplication::processEvents();
        QCOMPARE(first, 0);
    }

    void whatIsStoppedStillAnswersAndWhatIsDroppedDoesNot()
    {
        BackgroundWork work;
        int answers = 0;
        const auto untilStopped = [](const StopFlag& stop) {
            while (!stop)
                QThread::msleep(1);
            return 1;
        };
        work.begin(untilStopped, [&answers](int) { ++answers; });
        work.stop();
        QTRY_COMPARE(answers, 1);
        work.begin(untilStopped, [&answers](int) { ++answers; });
        work.drop();
        QVERIFY(!work.isBusy());
        int later = 0;
        work.begin([](const StopFlag&) { return 1; }, [&later](int given) { later = given; });
        QTRY_COMPARE(later, 1);
        QCOMPARE(answers, 1);
    }

    void endingStopsWhatRuns()
    {
        bool hasSeenStop = false, hasAnswered = false;
        {
            BackgroundWork work;
            std::atomic<bool> hasBegun = false;
            work.begin(
                [&](const StopFlag& stop) {
                    hasBegun = true;
                    while (!stop)
                        QThread::msleep(1);
                    hasSeenStop = true;
                    return 1;
                },
                [&hasAnswered](int) { hasAnswered = true; });
            QTRY_VERIFY(hasBegun);
        }
        QVERIFY(hasSeenStop);
        QCoreApplication::processEvents();
        QVERIFY(!hasAnswered);
    }
};

QTEST_GUILESS_MAIN(TestBackgroundWork)
#include "testbackgroundwork.moc"
