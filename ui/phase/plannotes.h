// SPDX-License-Identifier: GPL-3.0-or-later
// What should be known about the plan before it is trained: phases that differ in length rather than in
// difficulty, examples without a score, tokens that are not counted yet. Hidden where there is nothing to
// say.
#pragma once

#include "ui/phase/plandocument.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace dankai::ui {

class LocalScoring;

class PlanNotes final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanNotes(PlanDocument& document, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void show();
    QString lengthWarning() const; // empty: there is none

    PlanDocument& m_document;
    QLabel* m_icon;
    QLabel* m_text;
    QProgressBar* m_counting;
    QPushButton* m_count;
    LocalScoring* m_scoring;
    QPushButton* m_score;
};

} // namespace dankai::ui
