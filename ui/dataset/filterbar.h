// SPDX-License-Identifier: GPL-3.0-or-later
// The search field, the filters and the histograms over the table of examples, and the filters that people
// keep. Says what is wanted and shows what was found; does not select anything.
#pragma once

#include "ui/dataset/examplebrowser.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace dankai::ui {

class HistogramPlot;

class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(ProjectSession& session, QWidget* parent = nullptr);

    const ExampleQuery& query() const { return m_query; }

    // The order in which the table's header was clicked; not a filter, but part of what is looked at.
    void setOrder(ExampleOrder order, OrderDirection direction);
    // Filters and search back to "everything"; scorer, plan and order stay.
    void clear();
    void focusSearch();
    // Beside the count.
    void addButton(QPushButton* button);
    // The project's scorers or plans changed, or the project was opened; whoever calls asks anew, so nothing
    // is emitted.
    void takeFigures();
    // What the data offer to choose from, how many are shown, the histograms.
    void show(const BrowseAnswer& answer);

    bool isFiltering() const;
    // Of the plan whose phases are shown.
    QStringList phaseNames() const;

signals:
    void queryChanged(const dankai::ExampleQuery& query);
    void noticed(const QString& sentence);
    void resultsWanted(); // by the keyboard, from the search field

private:
    QWidget* buildSearchRow();
    QWidget* buildChoiceRow();
    QWidget* buildHistograms();
    void readChoices();
    void showChoices();
    void change(const ExampleQuery& query);
    void fillScorers();
    void fillPhases();
    void fillSources();
    void fillScripts();
    void fillSavedFilters();
    void keepFilter();

    ProjectSession& m_session;
    ExampleQuery m_query;
    std::shared_ptr<const BrowsedData> m_data; // what the lists were filled from
    std::shared_ptr<const Plans> m_plans;
    QTimer m_typing; // a search begins when the typing pauses

    QHBoxLayout* m_countRow;
    QLineEdit* m_search;
    QComboBox* m_scorer;
    QPushButton* m_saved;
    QMenu* m_savedMenu;
    QPushButton* m_clear;
    QComboBox* m_phase;
    QComboBox* m_source;
    QComboBox* m_script;
    QComboBox* m_exclusion;
    QComboBox* m_finding;
    HistogramPlot* m_scoreHistogram;
    HistogramPlot* m_tokenHistogram;
    QLabel* m_tokenCaption = nullptr;
    HistogramPlot* m_lengthHistogram;
    QLabel* m_count;
};

// "Japanese", "Latin letters", ... in the language of the window.
QString nameOf(TextScript script);

} // namespace dankai::ui
