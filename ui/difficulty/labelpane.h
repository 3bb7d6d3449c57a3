// SPDX-License-Identifier: GPL-3.0-or-later
// Scorers held against a column of labels that the imported rows had: a part of the Agreement tab. Hidden
// where there is no such column.
#pragma once

#include "ui/difficulty/scorerlook.h"

#include <QWidget>

#include <cstdint>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QTableWidget;

namespace dankai::ui {

class ProjectSession;

class LabelPane final : public QWidget
{
    Q_OBJECT

public:
    explicit LabelPane(ProjectSession& session, QWidget* parent = nullptr);

    // These are compared with the labels; `levels` is for labels that are numbers.
    void look(const std::vector<std::string>& scorers, int levels);

private:
    void offer(std::vector<LabelChoice> choices);
    void lookAtChosen();
    void show(const LabelLook& look);

    ProjectSession& m_session;
    std::vector<LabelChoice> m_choices;
    std::vector<std::string> m_scorers;
    int m_levels = 3;
    QComboBox* m_column;
    QLabel* m_words;
    QTableWidget* m_table;
    std::uint64_t m_question = 0;
    std::uint64_t m_choicesOf = 0; // examples when the columns were read
};

} // namespace dankai::ui
