// SPDX-License-Identifier: GPL-3.0-or-later
// The Phases page: the histogram of difficulty with thresholds to drag, one column for each phase below,
// moves by mouse and by keys, presets, settings of the phases, and the history of all that was done.
#pragma once

#include "ui/page/page.h"
#include "ui/phase/phasecontents.h"

#include <QTimer>

#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace dankai::ui {

class ExampleReader;
class FoundHandle;
class LocalScoring;
class PhaseBoard;
class StatePanel;
class ThresholdPlot;

class PhasesPage final : public Page
{
    Q_OBJECT

public:
    // The document outlives the page, so that undo survives a change of language.
    explicit PhasesPage(PlanDocument& document, QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    QString missing() const override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

    PhaseContents& contents() const { return *m_contents; }

    PhaseBoard& board() const { return *m_board; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildNotes();
    QWidget* buildSide();
    void buildActions();
    QAction* add(const QString& id, const std::function<void()>& slot); // while a plan is open

    void showState(); // which of the four states
    void showPlan();
    void showCaption(); // of the histogram, with the keys that move its thresholds
    void showThresholds();
    void showFound();
    void filterChanged();
    void showSide(QPushButton* button, bool isShown);
    void readCurrent();

    PlanDocument& m_document;
    PhaseContents* m_contents;
    PhaseBoard* m_board;
    LocalScoring* m_scoring;
    QTimer m_typing;

    QStackedWidget* m_stack;
    StatePanel* m_state;
    QWidget* m_bar = nullptr;
    std::vector<QAction*> m_planActions;
    QLineEdit* m_search;
    QPushButton* m_movedOnly;
    QPushButton* m_readButton;
    QPushButton* m_sideButton;
    ThresholdPlot* m_plot;
    QLabel* m_plotCaption;
    FoundHandle* m_found;
    QSplitter* m_splitter;
    QWidget* m_main; // the plot and the columns
    QStackedWidget* m_side; // one of the two below, or hidden
    ExampleReader* m_reader;
    QSplitter* m_settings; // and history
    std::vector<QAction*> m_phaseActions; // that name a phase by its number
    QString m_failure;
};

} // namespace dankai::ui
