// SPDX-License-Identifier: GPL-3.0-or-later
// How far the project's scorers agree: a matrix of every two, and the two that are chosen in full, with the
// thresholds of one that cut what those of the other cut.
#pragma once

#include "ui/difficulty/difficultytab.h"
#include "ui/difficulty/scorerlook.h"

#include <cstdint>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableWidget;

namespace dankai::ui {

class LabelPane;
class ProjectSession;
class StatePanel;

class AgreementTab final : public DifficultyTab
{
    Q_OBJECT

public:
    explicit AgreementTab(ProjectSession& session, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildDetail();
    void look();
    void showMatrix();
    void colourMatrix();
    void showPair();
    void showThresholds(const LevelAgreement& levels, const QString& first, const QString& second);
    void showConfusion(const LevelAgreement& levels, const QString& first, const QString& second);

    ProjectSession& m_session;
    AgreementLook m_look;
    QComboBox* m_levels;
    QTableWidget* m_matrix;
    LabelPane* m_labels;
    QLabel* m_pair;
    QLabel* m_words;
    QLabel* m_confusionWords;
    QTableWidget* m_confusion;
    QLabel* m_thresholdWords;
    QTableWidget* m_thresholds;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    QWidget* m_all = nullptr;
    QWidget* m_detail = nullptr;
    std::string m_shown; // the scorers, levels and version of the data that the matrix is of
    std::uint64_t m_question = 0;
};

} // namespace dankai::ui
