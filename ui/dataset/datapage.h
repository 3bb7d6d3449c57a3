// SPDX-License-Identifier: GPL-3.0-or-later
// The Data page: search, filters and histograms over a table of all examples, one example in full beside it.
#pragma once

#include "core/project/exampleexport.h"
#include "ui/dataset/examplebrowser.h"
#include "ui/page/page.h"

#include <memory>
#include <string>
#include <vector>

class QAction;
class QSplitter;
class QStackedWidget;
class QTableView;
class QUndoStack;

namespace dankai::ui {

struct DetailReaders;
class ColumnFill;
class DetachablePane;
class DuplicateSearch;
class ExampleTableModel;
class ExampleView;
class FilterBar;
class ImportPanel;
class StatePanel;
class WorkBar;

class DataPage final : public Page
{
    Q_OBJECT

public:
    explicit DataPage(ProjectSession& session, QWidget* parent = nullptr);
    ~DataPage() override;

    QString title() const override;
    QString iconName() const override;
    QString missing() const override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

    // Edits and exclusions of this page; undone in their own order.
    QUndoStack* undoStack() { return m_undo; }

    // Shows what the files hold before anything is stored. A review package is no data: it is told of.
    void importFiles(const QStringList& files);

    // Whose name is kept with what is excluded, restored and edited here.
    void setPerson(const QString& name) { m_person = name.trimmed().toStdString(); }

    // Of the open plan, for moving examples from here; empty: there is no plan.
    void setPhases(const QStringList& names);
    // The plan that is stored is another: its phases are read anew when somebody looks.
    void takePlan();

signals:
    // `phase` from 0; -1: out of the plan.
    void moveWanted(const std::vector<dankai::ExampleId>& examples, int phase);
    // A review package is to be answered or taken over.
    void packageArrived(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildActions();
    void buildFilters();
    QWidget* buildTable();
    void takeProject();
    void forgetPlacedPlan();
    void showAnswer(const BrowseAnswer& answer);
    void showPlaces(const std::shared_ptr<const Places>& places);
    void showCurrent();
    void explainCurrent(ExampleId id, const std::string& plan);
    // Makes it the current example; filters that hide it are taken back.
    void goTo(ExampleId id);
    void setExcluded(const std::vector<ExampleId>& ids, bool isExcluded);
    void save(ExampleId id, const Example& content);
    void afterEdit(const std::vector<ExampleId>& cameBack);
    std::vector<ExampleId> selectedIds() const;
    void showMenu(const QPoint& position);
    void chooseFiles();
    void chooseExport();
    void exportTo(const QString& file, RowFormat format, DatasetList list = DatasetList::None);

    ProjectSession& m_session;
    ExampleBrowser* m_browser;
    bool m_isPlanOld = false;
    ExampleTableModel* m_model;
    QUndoStack* m_undo;
    FilterBar* m_filters;
    QTableView* m_table;
    ColumnFill* m_fill = nullptr;
    StatePanel* m_state;
    QStackedWidget* m_stack; // the table or what stands in its place
    ExampleView* m_view;
    DetachablePane* m_viewPane;
    QSplitter* m_splitter;
    WorkBar* m_exporting;
    WorkBar* m_comparing;
    DuplicateSearch* m_duplicates;
    std::vector<ExampleId> m_wanted; // to be chosen when the next answer comes, the first of them current
    std::unique_ptr<ImportPanel> m_import;
    std::shared_ptr<DetailReaders> m_readers; // used on the session's thread only
    quint64 m_detailGeneration = 0;
    QStringList m_phases;
    std::string m_person;
    QString m_importFolder, m_exportFolder; // where files were last taken from, and written to
};

} // namespace dankai::ui
