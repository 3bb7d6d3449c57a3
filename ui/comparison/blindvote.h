// SPDX-License-Identifier: GPL-3.0-or-later
// The Blind vote tab: choose two models, vote pair by pair without names, see the result at the end. Votes
// stand in project.db as soon as they are given, so that leaving at any time loses none.
#pragma once

#include "ui/comparison/comparisontab.h"
#include "ui/comparison/voteanswers.h"
#include "ui/session/projectsession.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QStackedWidget;

namespace dankai::ui {

class AnswerWatch;
class StatePanel;
class VotePair;
class VoteResult;
class VoteSetup;

class BlindVote final : public ComparisonTab
{
    Q_OBJECT

public:
    BlindVote(ProjectSession& session, AnswerWatch& watch, QWidget* parent = nullptr);
    ~BlindVote() override;

    std::vector<QAction*> commands() const override;
    // Who sits here by the settings, and votes unless somebody else types a name.
    void setPerson(const QString& name);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    bool isFree() const;
    void read();
    void take(std::vector<BallotListing> ballots);
    void showSetup();
    QString wordOf(const BallotSpeaker& speaker) const;
    void open(std::int64_t id);
    void openRead(Ballot ballot, const std::vector<StoredVote>& votes);
    void begin(const Ballot& ballot);
    void askNext();
    void cast(VoteChoice choice, const std::vector<VoteTag>& tags, double seconds);
    void undo();
    void close(BallotState state);
    void showResult(const Ballot& ballot);
    void fail(const Error& error);

    ProjectSession& m_session;
    AnswerWatch& m_watch;
    // Those that the vote is held on: what models answer meanwhile waits until the vote is over.
    std::shared_ptr<const AnswerSet> m_answers;
    std::vector<BallotListing> m_ballots;
    std::optional<Ballot> m_ballot; // that is being voted on
    std::vector<std::size_t> m_done; // places a person answered, in their order
    std::vector<double> m_seconds; // that these took
    std::size_t m_current = 0; // place of the pair that is shown
    bool m_isReading = false;
    bool m_isToReadAgain = false;
    bool m_hasRead = false;

    QStackedWidget* m_stack;
    StatePanel* m_state;
    VoteSetup* m_setup;
    VotePair* m_pair;
    VoteResult* m_result;
};

} // namespace dankai::ui
