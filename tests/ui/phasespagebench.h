// SPDX-License-Identifier: GPL-3.0-or-later
// The Phases page over a scored project.
#pragma once

#include "tests/support/testpaths.h"
#include "tests/ui/planfixture.h"
#include "ui/phase/phaseboard.h"
#include "ui/phase/phasecolumn.h"
#include "ui/phase/phasespage.h"

#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace dankai::ui {

class PhasesPageTest : public QObject
{
protected:
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<PlanDocument> m_document;
    std::unique_ptr<PhasesPage> m_page;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    void openPage()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        m_document = std::make_unique<PlanDocument>(*m_session);
        m_page = std::make_unique<PhasesPage>(*m_document);
        m_page->resize(1280, 640);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void openPlan()
    {
        openPage();
        QPushButton* make = nullptr;
        QTRY_VERIFY(make = primaryButton());
        make->click();
        QTRY_COMPARE(rowsIn(0) + rowsIn(1) + rowsIn(2), test::planExamples / 10 * 9);
    }

    QPushButton* primaryButton() const
    {
        for (QPushButton* button : m_page->findChildren<QPushButton*>()) {
            if (button->property("primary").toBool() && button->isVisible())
                return button;
        }
        return nullptr;
    }

    PhaseColumn* column(int index) const
    {
        return m_page->board().columns()[static_cast<std::size_t>(index)];
    }

    int rowsIn(int index) const
    {
        return m_page->board().columns().empty() ? 0 : column(index)->model()->rowCount();
    }

    void press(int index, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(column(index)->view(), key, modifiers);
    }

    void select(int index, int first, int last)
    {
        auto* view = column(index)->view();
        view->setFocus();
        view->selectionModel()->select(
            QItemSelection(view->model()->index(first, 0), view->model()->index(last, 0)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        view->selectionModel()->setCurrentIndex(
            view->model()->index(first, ExampleTableModel::InstructionColumn), QItemSelectionModel::NoUpdate);
    }

    void setUp()
    {
        m_folder.emplace();
        QVERIFY_RESULT(test::makeScoredProject(folder()));
    }

    void tearDown()
    {
        m_page.reset();
        m_document.reset();
        m_session.reset();
    }
};

} // namespace dankai::ui
