// SPDX-License-Identifier: GPL-3.0-or-later
// A review package in the window of whoever was sent it: every answer in the file, keys alone, and nothing of
// a project.
#include "core/project/reviewing.h"
#include "core/project/reviewpackage.h"
#include "tests/support/testpaths.h"
#include "tests/ui/planfixture.h"
#include "tests/ui/widgets.h"
#include "ui/dataset/datapage.h"
#include "ui/dataset/importpanel.h"
#include "ui/page/command.h"
#include "ui/review/packagepane.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/reviewwindow.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <fstream>
#include <optional>

using namespace dankai;
using namespace dankai::ui;
namespace fs = std::filesystem;

class TestReviewPackage : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<PersonalSettings> m_settings;
    std::unique_ptr<ReviewWindow> m_window;

    fs::path root() const { return m_folder->path().toStdString(); }

    fs::path file() const { return root() / "ben.dankai-review"; }

    void openWindow()
    {
        m_window = std::make_unique<ReviewWindow>(*m_settings, file());
        m_window->QWidget::show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    QAction* command(const QString& id) const
    {
        for (QAction* action : m_window->findChild<PackagePane*>()->commands())
            if (action->objectName() == id)
                return action;
        return nullptr;
    }

    std::size_t answers() const
    {
        const auto package = openReviewPackage(file());
        return package ? package->answers.size() : 0;
    }

    QWidget* focus() const { return m_window->focusWidget(); }

private slots:

    void init()
    {
        m_folder.emplace();
        m_settings = std::make_unique<PersonalSettings>(m_folder->filePath(QStringLiteral("settings.ini")));
        QVERIFY_RESULT(test::makeScoredProject(root() / "project"));
        auto project = Project::open(root() / "project");
        QVERIFY_RESULT(project);
        Plan plan;
        plan.name = "main";
        plan.scorer = "imported";
        plan.rule = {RuleKind::Thresholds, 2, {2.5}};
        plan.phases = defaultPhases(2);
        QVERIFY_RESULT(project->plans().save(plan));
        ReviewRequest request;
        request.plan = "main";
        request.reviewer = "Ben";
        request.draw.examples = 6;
        request.practice = 2;
        request.pairs = 1;
        const auto queue = beginReview(*project, request);
        QVERIFY_RESULT(queue);
        QVERIFY_RESULT(writeReviewPackage(*project, *queue, file(), "en"));
        fs::rename(root() / "project", root() / "gone"); // whoever answers has no project
    }

    void cleanup()
    {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void everyQuestionIsAnsweredByKeys()
    {
        const auto package = openReviewPackage(file());
        QVERIFY_RESULT(package);
        const std::size_t questions = package->questions.size();
        m_settings->setOwnKeys(QStringLiteral("review.take_back"), QList<QKeySequence>{Qt::Key_U});
        openWindow();
        QTRY_VERIFY(test::saysSomewhere(*m_window, QStringLiteral("Practice, 1 of 2")));
        QVERIFY(test::saysSomewhere(*m_window, QStringLiteral("Ben")));
        QVERIFY(!command(QStringLiteral("review.edit"))->isVisible()); // the texts are the project's
        for (std::size_t i = 0; i < questions; ++i) {
            QTRY_VERIFY(command(QStringLiteral("review.level_1"))->isEnabled());
            QTest::keyClick(focus(), Qt::Key_1);
            QTRY_COMPARE(answers(), i + 1); // in the file before the next question
            if (i == 0)
                QTRY_VERIFY(test::saysSomewhere(*m_window, QStringLiteral("that was “"))
                    || test::saysSomewhere(*m_window, QStringLiteral("The scores say")));
        }
        QTRY_VERIFY(test::saysSomewhere(*m_window, QStringLiteral("Send ben.dankai-review back")));
        QVERIFY(
            test::saysSomewhere(*m_window, QStringLiteral("gave it to you. U takes the last answer back.")));
        // The last one is taken back, and is asked again.
        QTRY_VERIFY(command(QStringLiteral("review.take_back"))->isEnabled());
        QTest::keyClick(focus(), Qt::Key_U);
        QTRY_COMPARE(answers(), questions - 1);
        QTRY_VERIFY(command(QStringLiteral("review.level_1"))->isEnabled());

        // Back at whoever sent it.
        fs::rename(root() / "gone", root() / "project");
        auto project = Project::open(root() / "project");
        QVERIFY_RESULT(project);
        const auto merged = mergeReviewPackage(*project, file());
        QVERIFY_RESULT(merged);
        QCOMPARE(merged->added, questions - 1);
        QVERIFY(merged->problems.empty());
    }

    void whoeverLeavesGoesOnWhereItWas()
    {
        openWindow();
        QTRY_VERIFY(command(QStringLiteral("review.level_1"))->isEnabled());
        command(QStringLiteral("review.level_2"))->trigger();
        m_window.reset(); // at once: the answer is written all the same
        QCOMPARE(answers(), std::size_t(1));
        openWindow();
        QTRY_VERIFY(test::saysSomewhere(*m_window, QStringLiteral("Practice, 2 of 2")));
    }

    void whatIsNoPackageSaysSo()
    {
        std::ofstream(file(), std::ios::trunc) << "something else";
        openWindow();
        QTRY_VERIFY(test::saysSomewhere(*m_window, QStringLiteral("is no review package")));
    }

    void aPackageIsDroppedOnTheWindow()
    {
        MainWindow window(*m_settings, {});
        QSignalSpy chosen(&window, &MainWindow::packageChosen);
        const auto isTaken = [&](const QString& dropped) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(dropped)});
            QDragEnterEvent enter(QPoint(1, 1), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&window, &enter);
            if (!enter.isAccepted())
                return false;
            QDropEvent drop(QPointF(1, 1), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&window, &drop);
            return true;
        };
        const QString package = QString::fromStdString(file().string());
        QVERIFY(isTaken(package));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), package);
        QVERIFY(!isTaken(QStringLiteral("/nowhere/rows.jsonl"))); // that is a page's
        QCOMPARE(chosen.size(), 1);
    }

    // As the system delivers it: to the innermost widget that takes drops, and outwards from there.
    static bool dropOn(QWidget* widget, const QString& file)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        for (; widget != nullptr; widget = widget->parentWidget()) {
            if (!widget->acceptDrops())
                continue;
            QDragEnterEvent enter(QPoint(1, 1), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(widget, &enter);
            if (!enter.isAccepted())
                continue;
            QDropEvent drop(QPointF(1, 1), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(widget, &drop);
            return drop.isAccepted();
        }
        return false;
    }

    void onTheDataPageAPackageIsAnsweredOrTakenOverAndNotImported()
    {
        fs::rename(root() / "gone", root() / "project");
        MainWindow window(*m_settings, root() / "project");
        QSignalSpy chosen(&window, &MainWindow::packageChosen);
        window.show();
        QVERIFY(window.showPage(QStringLiteral("data")));
        auto* page = window.findChild<DataPage*>();
        QTRY_VERIFY(window.windowTitle() != u"Dankai"); // it is open
        const QString package = QString::fromStdString(file().string());
        const auto answersHere = [&] {
            auto project = Project::open(root() / "project");
            return project->reviews().standing("main")->size();
        };
        QVERIFY(dropOn(page->findChild<QTableView*>()->viewport(), package));
        QTRY_COMPARE(chosen.size(), 1); // it holds no answers yet
        QCOMPARE(chosen[0][0].toString(), package);
        QVERIFY(window.findChild<ImportPanel*>() == nullptr);

        auto opened = openReviewPackage(file());
        QVERIFY_RESULT(opened);
        for (std::size_t place : {0, 1}) {
            PackageAnswer answer;
            answer.place = place;
            answer.decision = ReviewDecision::Place;
            answer.level = 1;
            QVERIFY_RESULT(answerInPackage(file(), *opened, answer));
        }
        QVERIFY(dropOn(page->findChild<QTableView*>()->viewport(), package));
        QTRY_VERIFY(window.findChild<QMessageBox*>() != nullptr);
        auto* offer = window.findChild<QMessageBox*>();
        QVERIFY2(offer->text().contains(u"Ben has answered 2 question"), qPrintable(offer->text()));
        QCOMPARE(answersHere(), std::size_t(0)); // nobody has said yes
        test::pressButton(*offer, QStringLiteral("Take the answers over"));
        QTRY_COMPARE(answersHere(), std::size_t(2));
        QTRY_VERIFY(test::saysSomewhere(window, QStringLiteral("2 answer(s) taken over")));
        QCOMPARE(chosen.size(), 1);
        QVERIFY(window.findChild<ImportPanel*>() == nullptr);

        // What is chosen in the dialog goes the same way.
        const auto shownOffer = [&] {
            const auto boxes = window.findChildren<QMessageBox*>();
            const auto shown = std::ranges::find_if(boxes, &QWidget::isVisible);
            return shown == boxes.end() ? nullptr : *shown;
        };
        QTRY_VERIFY(shownOffer() == nullptr);
        page->importFiles({package});
        QTRY_VERIFY(shownOffer() != nullptr);
        QVERIFY(window.findChild<ImportPanel*>() == nullptr);
        shownOffer()->reject();
        QTRY_VERIFY(shownOffer() == nullptr);
        // Under another name too, and what stands beside it is imported.
        const fs::path renamed = root() / "answers.jsonl", rows = root() / "rows.jsonl";
        fs::copy_file(file(), renamed);
        std::ofstream(rows) << R"({"instruction":"Why?","output":"So."})"
                            << "\n";
        page->importFiles({QString::fromStdString(renamed.string()), QString::fromStdString(rows.string())});
        QTRY_VERIFY(shownOffer() != nullptr);
        auto* panel = window.findChild<ImportPanel*>();
        QVERIFY(panel != nullptr);
        QTRY_VERIFY(test::saysSomewhere(*panel, QStringLiteral("rows.jsonl")));
        QVERIFY(!test::saysSomewhere(*panel, QStringLiteral("answers.jsonl")));
        QCOMPARE(answersHere(), std::size_t(2));
    }
};

QTEST_MAIN(TestReviewPackage)
#include "testreviewpackage.moc"
