// SPDX-License-Identifier: GPL-3.0-or-later
// Before a blind vote: who votes, on which two models, how many pairs; and the earlier sessions. Asks nothing
// of the project itself.
#pragma once

#include "core/project/votestore.h"
#include "ui/comparison/voteanswers.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace dankai::ui {

class VoteSetup final : public QWidget
{
    Q_OBJECT

public:
    explicit VoteSetup(QWidget* parent = nullptr);

    void take(std::shared_ptr<const AnswerSet> answers, const std::vector<BallotListing>& ballots);
    void showProblem(const QString& sentence); // empty: none

    QString voter() const;
    void setVoter(const QString& name);

signals:
    void beginWanted(const dankai::Ballot& ballot); // drawn
    void openWanted(qint64 ballot); // to go on with, or to see its result

private:
    void begin();
    void showChoice();
    // Empty: it can.
    void showWhyNot(const QString& sentence);
    void showBallots();
    const Speaker* chosen(const QComboBox* box) const;

    std::shared_ptr<const AnswerSet> m_answers;
    std::vector<Speaker> m_speakers; // in the boxes
    std::vector<BallotListing> m_ballots;
    bool m_hasChosen = false; // one of the models, by hand
    int m_wantedPrompts = 30; // whatever the models at hand have
    QLineEdit* m_voter;
    QComboBox* m_first;
    QComboBox* m_second;
    QSpinBox* m_prompts;
    QSpinBox* m_repeats;
    QLabel* m_choice;
    QLabel* m_problem;
    QLabel* m_whyNot; // the vote cannot begin
    QPushButton* m_begin;
    QLabel* m_earlier;
    QTableWidget* m_list;
    QPushButton* m_open;
};

} // namespace dankai::ui
