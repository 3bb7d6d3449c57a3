// SPDX-License-Identifier: GPL-3.0-or-later
// The Training page over a project with runs frozen as any run is, and a fake engine in a process of its own
// that replays a record.
#pragma once

#include "tests/support/testpaths.h"
#include "tests/support/trainingproject.h"
#include "tests/ui/widgets.h"
#include "ui/training/runlistmodel.h"
#include "ui/training/runpane.h"
#include "ui/training/trainingpage.h"

#include <QAction>
#include <QPushButton>
#include <QTest>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dankai::ui {

class TrainingPageTest : public QObject
{
protected:
    std::optional<test::TrainingProject> m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunWatch> m_watch;
    std::unique_ptr<TrainingPage> m_page;
    std::vector<std::string> m_started; // by the page

    std::filesystem::path folder() const { return m_project->folder(); }

    std::filesystem::path run(const std::string& id) const { return m_project->run(id); }

    std::string freeze(Arm arm = Arm::Phased) { return m_project->freeze(arm); }

    void startEngine(const std::string& id, const test::RunScript& told)
    {
        QVERIFY_RESULT(m_project->startEngine(id, told));
    }

    std::optional<ChildProcess>& engine() { return m_project->engine; }

    RunPane* pane() const { return m_page->runPane(); }

    RunListModel* list() const { return m_page->findChild<RunListModel*>(); }

    // What can be read on the page now.
    bool says(const QString& words) const { return test::saysSomewhere(*m_page, words); }

    QPushButton* button(const QString& text) const
    {
        for (QPushButton* button : m_page->findChildren<QPushButton*>())
            if (test::isShownIn(button, *m_page) && button->text() == text)
                return button;
        return nullptr;
    }

    QAction* action(const QString& text) const
    {
        for (QAction* action : m_page->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_watch = std::make_unique<RunWatch>(*m_session);
        m_page = std::make_unique<TrainingPage>(
            *m_session, *m_watch, [this](Project&, const std::string& id, QueuePlace) -> Result<> {
                m_started.push_back(id);
                return {};
            });
        m_page->resize(1100, 620);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        QTRY_VERIFY(m_session->isOpen());
    }

    void setUp()
    {
        m_project.emplace();
        m_started.clear();
        QVERIFY_RESULT(m_project->make());
    }

    void tearDown()
    {
        m_page.reset();
        m_watch.reset();
        m_session.reset();
        m_project.reset(); // kills its engine
    }
};

} // namespace dankai::ui
