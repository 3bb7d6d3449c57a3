// SPDX-License-Identifier: GPL-3.0-or-later
// The Difficulty page over a scored project.
#pragma once

#include "core/project/modelscoringwork.h"
#include "tests/support/testpaths.h"
#include "tests/ui/planfixture.h"
#include "ui/difficulty/difficultypage.h"
#include "ui/difficulty/scorertab.h"
#include "ui/difficulty/scorertablemodel.h"
#include "ui/page/workbar.h"
#include "ui/session/projectsession.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>

namespace dankai::ui {

class DifficultyPageTest : public QObject
{
protected:
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<DifficultyPage> m_page;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_page = std::make_unique<DifficultyPage>(*m_session);
        m_page->resize(1100, 600);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        QTRY_VERIFY(m_session->isOpen());
    }

    template <class Widget>
    Widget* named(const char* name) const
    {
        for (Widget* widget : m_page->findChildren<Widget*>())
            if (widget->accessibleName() == QLatin1String(name))
                return widget;
        return nullptr;
    }

    bool isSaid(const char* words) const
    {
        return std::ranges::any_of(m_page->findChildren<QLabel*>(), [words](const QLabel* label) {
            return label->isVisible() && label->text().contains(QString::fromUtf8(words));
        });
    }

    // One that can be seen.
    QPushButton* button(const char* text) const
    {
        for (QPushButton* button : m_page->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QString::fromUtf8(text))
                return button;
        return nullptr;
    }

    void type(QLineEdit* field, const std::string& text)
    {
        field->selectAll();
        QTest::keyClicks(field, QString::fromStdString(text));
    }

    ScorerTableModel* model() const { return m_page->findChild<ScorerTableModel*>(); }

    QString cell(const char* scorer, int column) const
    {
        return model()->index(model()->rowOf(scorer), column).data().toString();
    }

    void showTab(int index) { m_page->findChild<QTabWidget*>()->setCurrentIndex(index); }

    void score(const QString& scorer)
    {
        auto* by = named<QComboBox>("Score the examples by");
        by->setCurrentIndex(by->findData(scorer));
        QCOMPARE(by->currentData().toString(), scorer);
        m_page->actions().front()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->findChild<ScorerTab*>()->findChild<WorkBar*>()->isBusy()
                && model()->rowOf(scorer.toStdString()) >= 0,
            20000);
    }

    static constexpr int patienceMs = 120000; // a busy machine starts an engine slowly

    WorkBar* measuringBar() const
    {
        return m_page->findChild<WorkBar*>(QString(), Qt::FindDirectChildrenOnly);
    }

    bool hasJobs() const
    {
        auto project = Project::open(folder());
        return project && !modelScoringJobs(*project).empty();
    }

    QCheckBox* box(const char* text) const
    {
        for (QCheckBox* box : m_page->findChildren<QCheckBox*>())
            if (box->text() == QString::fromUtf8(text))
                return box;
        return nullptr;
    }

    std::uint64_t scoredBy(const std::string& scorer) const
    {
        auto project = Project::open(folder());
        const auto figures = project ? project->scores().figures() : Result<std::vector<ScorerFigures>>();
        if (figures)
            for (const ScorerFigures& one : *figures)
                if (one.scorer == scorer)
                    return one.scored;
        return 0;
    }

    void addScores(const std::string& scorer, const std::function<double(int row, double imported)>& value)
    {
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        const auto columns = project->examples().columns({"imported", {}});
        std::vector<Score> scores;
        for (std::size_t i = 0; i < columns->size(); ++i)
            if (!std::isnan(columns->scores[i]))
                scores.push_back(
                    {columns->ids[i], 1, value(static_cast<int>(i), columns->scores[i]), {}, {}, 0, 0, 0});
        QVERIFY_RESULT(project->scores().add(scorer, 1, scores));
    }

    // Of two teams in turn, the second with the higher scores.
    void importTeams()
    {
        auto project = Project::open(folder());
        QVERIFY_RESULT(project);
        auto import = project->examples().beginImport("teams.jsonl");
        for (int i = 0; i < 100; ++i) {
            ImportedRow row;
            row.example.instruction = "Team question " + std::to_string(i);
            row.example.response = "Yes.";
            row.example.extra = {{"team", i % 2 == 0 ? "sales" : "returns"}};
            row.example.source = {"teams.jsonl", static_cast<std::uint64_t>(i + 1)};
            row.hash = contentHash(row.example);
            row.score = RowScore{"", i % 2 == 0 ? 1.0 : 4.0};
            QVERIFY_RESULT(import->add(row));
        }
        QVERIFY_RESULT(import->finish());
    }

    void setUp()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::makeScoredProject(folder()));
    }

    void tearDown()
    {
        m_page.reset();
        m_session.reset();
        m_folder.reset();
    }
};

} // namespace dankai::ui
