// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that were deleted: to be restored, or removed for good after a question on the page that says how
// many bytes become free.
#pragma once

#include "core/project/runbin.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace dankai::ui {

class ProjectSession;
class StatePanel;
class WorkBar;

class BinPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit BinPanel(ProjectSession& session, QWidget* parent = nullptr);

    // Looks into the bin anew.
    void look();

signals:
    void closed();
    void changed(); // a run was restored, or the bin was emptied
    void noticed(const QString& sentence);

private:
    void show(const BinContents& contents);
    void restoreChosen();
    void ask(bool isAsking);
    void empty();

    ProjectSession& m_session;
    BinContents m_contents;
    QLabel* m_total;
    QTableWidget* m_table;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    QPushButton* m_restore;
    QPushButton* m_empty;
    QWidget* m_question;
    QLabel* m_questionText;
    QPushButton* m_yes;
    QPushButton* m_no;
    WorkBar* m_work;
};

} // namespace dankai::ui
