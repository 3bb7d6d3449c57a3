// SPDX-License-Identifier: GPL-3.0-or-later
// The Runs page: every run of the project in one table, what people say of it, in what settings runs differ,
// and the bin for those that are not wanted any more.
#pragma once

#include "core/project/runstore.h"
#include "ui/page/page.h"
#include "ui/run/runcommands.h"

#include <QPointer>
#include <QStringList>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QUndoStack;

namespace dankai::ui {

class BinPanel;
class BundlePanel;
class DifferenceView;
class LogPanel;
class ProjectSession;
class RunMarksPane;
class RunMeasuring;
class RunTableModel;
class RunTableOrder;
class RunWatch;
class StatePanel;

class RunsPage final : public Page
{
    Q_OBJECT

public:
    // `watch` is the window's, which outlives the page and says itself what fails.
    RunsPage(ProjectSession& session, const RunWatch& watch, QWidget* parent = nullptr);
    ~RunsPage() override;

    QString title() const override;
    QString iconName() const override;
    QString missing() const override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

    // Pages that a run can be opened on; commands of others are hidden.
    void setReachablePages(const QStringList& ids);

    // Notes, tags, pins and deletes of this page.
    QUndoStack* undoStack() { return m_undo; }

signals:
    // On the page with that id.
    void openWanted(const QString& page, const QString& run);

private:
    void buildTable();
    void buildActions();
    QWidget* buildOverview();
    void showRuns();
    void showChosen();
    void setMarks(const std::vector<MarksChange>& changes, int part, const QString& text);
    void setPinned(bool isPinned);
    void deleteChosen();
    void open(const QString& page);
    void showLog();
    void showBundle();
    void showOverview();
    void saveTable(const QTableView& table, const QString& name);
    QStringList chosen() const; // ids, in the order of the table
    void afterChange(const QString& problem);

    ProjectSession& m_session;
    const RunWatch& m_watch;
    RunMeasuring* m_measuring;
    RunTableModel* m_model;
    RunTableOrder* m_order;
    QUndoStack* m_undo;
    QLineEdit* m_filter;
    QLabel* m_count;
    QPushButton* m_bin;
    QTableView* m_table;
    QAction* m_openTraining = nullptr;
    QAction* m_openReport = nullptr;
    QAction* m_log = nullptr;
    QAction* m_pin = nullptr;
    QAction* m_delete = nullptr;
    RunMarksPane* m_marks = nullptr;
    QLabel* m_nothing;
    DifferenceView* m_difference;
    QStackedWidget* m_detail; // of what is chosen
    QSplitter* m_splitter;
    StatePanel* m_state;
    BinPanel* m_binPanel;
    LogPanel* m_logPanel;
    BundlePanel* m_bundlePanel;
    QStackedWidget* m_stack; // the overview, what stands in its place, the bin
    QWidget* m_overview = nullptr;
};

} // namespace dankai::ui
