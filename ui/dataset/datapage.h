// SPDX-License-Identifier: GPL-3.0-or-later
// The Data page: search, filters and histograms over a table of all examples, one example in full beside it.
#pragma once

#include "ui/dataset/examplebrowser.h"
#include "ui/page/page.h"

#include <QTimer>

#include <memory>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;
class QUndoStack;

namespace dankai {
class ConversationEncoder;
}

namespace dankai::ui {

class ExampleTableModel;
class ExampleView;
class HistogramPlot;
class ImportPanel;
class StatePanel;

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

    // Shows what the files hold before anything is stored.
    void importFiles(const QStringList& files);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildActions();
    QWidget* buildFilters();
    QWidget* buildTable();
    void takeProject();
    void queryChanged();
    void clearFilters();
    void showAnswer(const BrowseAnswer& answer);
    void showCurrent();
    void setExcluded(const std::vector<ExampleId>& ids, bool isExcluded);
    void save(ExampleId id, const Example& content);
    void afterEdit();
    std::vector<ExampleId> selectedIds() const;
    void chooseFiles();

    ProjectSession& m_session;
    ExampleBrowser* m_browser;
    ExampleTableModel* m_model;
    QUndoStack* m_undo;
    QTimer m_typing; // a search begins when the typing pauses

    QLineEdit* m_search;
    QComboBox* m_scorer;
    QComboBox* m_exclusion;
    QPushButton* m_clear;
    QLabel* m_count;
    HistogramPlot* m_scoreHistogram;
    HistogramPlot* m_tokenHistogram;
    QTableView* m_table;
    StatePanel* m_state;
    QStackedWidget* m_stack; // the table or what stands in its place
    ExampleView* m_view;
    QSplitter* m_splitter;
    std::unique_ptr<ImportPanel> m_import;
    std::shared_ptr<std::shared_ptr<ConversationEncoder>> m_encoder; // used on the session's thread only
    quint64 m_detailGeneration = 0;
};

} // namespace dankai::ui
