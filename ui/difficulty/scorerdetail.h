// SPDX-License-Identifier: GPL-3.0-or-later
// One scorer in full: the histogram of its scores, what is conspicuous about them in sentences, and what they
// go along with. Shows what it is given and asks nothing.
#pragma once

#include "ui/difficulty/scorerlook.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTableWidget;

namespace dankai::ui {

class HistogramPlot;

class ScorerDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit ScorerDetail(QWidget* parent = nullptr);

    // Columns of the imported rows that groups can be taken from.
    void setColumns(const QStringList& columns);
    QString column() const; // chosen; empty: none
    // Scorers that may say how good an example is.
    void setScorers(const std::vector<std::string>& scorers);
    QString quality() const; // chosen; empty: none

    void show(const QString& name, const ScorerLook& look);

signals:
    // Another column, or another scorer of quality.
    void columnChosen();

private:
    void showDistribution(const ScoreDistribution& distribution);
    void showDependences(const ScorerLook& look);
    void showRepeats(const RepeatAgreement& repeats);
    void showQuality(const std::optional<QualityLook>& quality);

    QLabel* m_name;
    HistogramPlot* m_plot;
    QLabel* m_figures;
    QLabel* m_findings;
    QComboBox* m_column;
    QTableWidget* m_table;
    QLabel* m_looks;
    QLabel* m_repeats;
    QComboBox* m_quality;
    QLabel* m_qualityFindings;
    QTableWidget* m_poor; // hard and poor
};

} // namespace dankai::ui
