// SPDX-License-Identifier: GPL-3.0-or-later
// One column of the Phases page: name, examples, and what the phase holds and costs.
// Changes nothing by itself: it says what a person wants.
#pragma once

#include "ui/phase/phaseview.h"

#include <QFrame>

#include <optional>

class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace dankai::ui {

// What stands below the list; nothing: not known, and not shown.
struct PhaseFigures
{
    std::size_t examples = 0;
    std::optional<std::uint64_t> tokens;
    std::optional<double> meanScore;
    std::optional<double> meanResponseLength;
    std::optional<double> trainingSeconds;
    std::optional<std::uint64_t> memoryBytes;
    std::optional<std::size_t> movedIn;
    double share = 0; // of all phases' tokens, or of their examples where tokens are not known
};

class PhaseColumn final : public QFrame
{
    Q_OBJECT

public:
    PhaseColumn(PlanDocument& document, std::int8_t place, QWidget* parent = nullptr);

    std::int8_t place() const { return m_model->place(); }

    PhaseView* view() const { return m_view; }

    PhaseModel* model() const { return m_model; }

    // `number` from 1; only of a phase.
    void setPhase(int number, const QString& name, const QColor& colour);
    // `isFiltered`: an empty list then says nothing about the phase.
    void show(const std::shared_ptr<const PlaceContents>& contents, bool isFiltered);
    void setFigures(const PhaseFigures& figures);
    void beginRenaming();

    QToolButton* menuButton() const { return m_menu; }

signals:
    void renameWanted(const QString& name);
    void focused();
    void dragHovers(const std::vector<dankai::ExampleId>& examples); // as that of its view

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum Figure
    {
        Examples,
        Tokens,
        MeanScore,
        MeanLength,
        Training,
        Memory,
        MovedIn,
        FigureCount
    };

    void setName(const QString& name);
    void setFigure(Figure figure, const std::optional<QString>& text);

    PlanDocument& m_document;
    PhaseModel* m_model;
    PhaseView* m_view;
    QLabel* m_number;
    QLineEdit* m_name;
    QToolButton* m_menu;
    QLabel* m_empty;
    QLabel* m_captions[FigureCount];
    QLabel* m_values[FigureCount];
    QString m_emptyText; // of a list that no filter empties
    QString m_shownName;
    QColor m_colour;
    double m_share = 0;
    bool m_isHovered = false; // by a drag
};

// "12 min", "3 h 20 min", "40 s"; about, since it is an estimate.
QString shownDuration(double seconds);
QString shownBytes(std::uint64_t bytes);

} // namespace dankai::ui
