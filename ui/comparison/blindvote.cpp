// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/blindvote.h"

#include "core/statistics/quantile.h"
#include "ui/comparison/answerwatch.h"
#include "ui/comparison/speakerwords.h"
#include "ui/comparison/votepair.h"
#include "ui/comparison/voteresult.h"
#include "ui/comparison/votesetup.h"
#include "ui/page/command.h"
#include "ui/page/statepanel.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/sentencegap.h"

#include <QAction>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace dankai::ui {

namespace {

constexpr std::size_t votesBeforeEstimate = 3;

} // namespace

BlindVote::BlindVote(ProjectSession& session, AnswerWatch& watch, QWidget* parent)
    : ComparisonTab(parent)
    , m_session(session)
    , m_watch(watch)
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(this))
    , m_setup(new VoteSetup(this))
    , m_pair(new VotePair(this))
    , m_result(new VoteResult(this))
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_state, m_setup, m_pair, m_result})
        m_stack->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    // Also where all pairs are answered and the last one is taken back.
    addAction(m_pair->undoCommand());
    connect(m_setup, &VoteSetup::beginWanted, this, &BlindVote::begin);
    connect(m_setup, &VoteSetup::openWanted, this, [this](qint64 ballot) { open(ballot); });
    connect(m_pair, &VotePair::chosen, this, &BlindVote::cast);
    connect(m_pair, &VotePair::undoWanted, this, &BlindVote::undo);
    connect(m_pair, &VotePair::endWanted, this, [this] { close(BallotState::Ended); });
    connect(m_pair, &VotePair::leaveWanted, this, [this] {
        m_ballot.reset();
        emit noticed(tr("The votes so far are kept. Go on with them at any time."));
        read();
    });
    connect(m_result, &VoteResult::backWanted, this, &BlindVote::read);
    m_state->showLoading(tr("Reading the recorded answers"));
    m_stack->setCurrentWidget(m_state);
    connect(&m_watch, &AnswerWatch::changed, this, [this] {
        if (isFree())
            read();
    });
    connect(&m_watch, &AnswerWatch::failed, this, [this](const QString& sentence) {
        if (!m_answers)
            fail({ErrorCode::Failed, sentence.toStdString()});
    });
    if (m_watch.set())
        read();
}

BlindVote::~BlindVote() = default;

std::vector<QAction*> BlindVote::commands() const
{
    return m_pair->commands();
}

void BlindVote::setPerson(const QString& name)
{
    m_setup->setVoter(name);
}

void BlindVote::fail(const Error& error)
{
    m_state->showError(translatedCore(error.message), {tr("To the vote sessions"), [this] {
                                                           m_ballot.reset();
                                                           read();
                                                       }});
    m_stack->setCurrentWidget(m_state);
}

// A pair or a result is not taken from under anybody's eyes.
bool BlindVote::isFree() const
{
    return !m_ballot && (m_stack->currentWidget() == m_setup || m_stack->currentWidget() == m_state);
}

void BlindVote::read()
{
    if (m_isReading) {
        m_isToReadAgain = true;
        return;
    }
    m_isReading = true;
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return project.votes().list(); },
        [this](Result<std::vector<BallotListing>> ballots) {
            m_isReading = false;
            if (std::exchange(m_isToReadAgain, false))
                read();
            else if (!ballots)
                fail(ballots.error());
            else
                take(std::move(*ballots));
        });
}

void BlindVote::take(std::vector<BallotListing> ballots)
{
    if (!m_watch.set())
        return; // changed() will come
    if (m_ballot)
        return; // a vote has begun while this was read: its pair is not taken away
    m_answers = m_watch.set();
    m_ballots = std::move(ballots);
    if (!std::exchange(m_hasRead, true) && !m_ballots.empty()) {
        // Coming back: whoever was in the middle of a vote goes on with it.
        const Ballot& last = m_ballots.front().ballot;
        if (last.state == BallotState::Open && QString::fromStdString(last.voter) == m_setup->voter()) {
            open(last.id);
            return;
        }
    }
    showSetup();
}

QString BlindVote::wordOf(const BallotSpeaker& speaker) const
{
    return speakerWord(*m_answers, keyOf(*m_answers, speaker));
}

void BlindVote::showSetup()
{
    const QString problem
        = m_answers->problems.empty() ? QString() : translatedCore(m_answers->problems.front());
    if (votableSpeakers(*m_answers).size() < 2 && m_ballots.empty()) {
        QString text
            = tr("A vote needs two models that answered the same prompts. A run records such answers "
                 "before training and after each phase: train one on the Training page.");
        if (!problem.isEmpty())
            text += QStringLiteral("\n\n") + problem;
        m_state->showEmpty(tr("No answers to vote on yet"), text);
        m_stack->setCurrentWidget(m_state);
        return;
    }
    m_setup->take(m_answers, m_ballots);
    m_setup->showProblem(problem);
    m_stack->setCurrentWidget(m_setup);
}

void BlindVote::open(std::int64_t id)
{
    m_session.questions().ask(
        this,
        [id](Project& project, const StopFlag&) -> Result<std::pair<Ballot, std::vector<StoredVote>>> {
            auto ballot = project.votes().ballot(id);
            if (!ballot)
                return passOn(ballot);
            auto votes = project.votes().votes(id);
            if (!votes)
                return passOn(votes);
            return std::pair(std::move(*ballot), std::move(*votes));
        },
        [this](Result<std::pair<Ballot, std::vector<StoredVote>>> read) {
            if (read)
                openRead(std::move(read->first), read->second);
            else
                fail(read.error());
        });
}

void BlindVote::openRead(Ballot ballot, const std::vector<StoredVote>& votes)
{
    if (ballot.state != BallotState::Open) {
        showResult(ballot);
        return;
    }
    m_ballot = std::move(ballot);
    m_done.clear();
    m_seconds.clear();
    for (const StoredVote& vote : votes) {
        if (vote.isAutomatic)
            continue;
        m_done.push_back(vote.place);
        m_seconds.push_back(vote.seconds);
    }
    askNext();
}

void BlindVote::begin(const Ballot& ballot)
{
    m_session.questions().change(
        this, [ballot](Project& project, const StopFlag&) { return project.votes().begin(ballot); },
        [this](Result<Ballot> begun) {
            if (begun)
                openRead(std::move(*begun), {});
            else
                m_setup->showProblem(translatedCore(begun.error().message));
        });
}

void BlindVote::askNext()
{
    const std::vector<BallotQuestion>& questions = m_ballot->questions;
    std::size_t asked = 0;
    std::optional<std::size_t> next;
    for (std::size_t place = 0; place < questions.size(); ++place) {
        if (questions[place].isIdentical)
            continue;
        ++asked;
        if (!next && std::find(m_done.begin(), m_done.end(), place) == m_done.end())
            next = place;
    }
    m_pair->setCanUndo(!m_done.empty());
    if (!next) {
        QString text = tr("The result shows the names, and nothing can be changed after it.");
        const QString key = keyWords(m_pair->undoCommand()->shortcuts().mid(0, 1)); // whatever it is by now
        if (!key.isEmpty())
            text += sentenceGap() + tr("%1 takes the last answer back.").arg(key);
        m_state->showEmpty(tr("All pairs are answered"), text,
            {tr("Show the result"), [this] { close(BallotState::Finished); }});
        m_stack->setCurrentWidget(m_state);
        m_pair->undoCommand()->setEnabled(!m_done.empty());
        if (auto* step = m_state->findChild<QPushButton*>(); step != nullptr && isVisible())
            step->setFocus();
        return;
    }
    m_current = *next;
    const BallotQuestion& question = questions[m_current];
    std::optional<VoteTexts> texts = voteTexts(*m_answers, *m_ballot, question);
    if (!texts) {
        m_state->showError(
            tr("The answers of this vote are not in the project any more: the folder of their run is "
               "gone or was changed. Put it back under runs/ and open the project again."),
            {tr("To the vote sessions"), [this] {
                 m_ballot.reset();
                 read();
             }});
        m_stack->setCurrentWidget(m_state);
        return;
    }
    if (!question.isFirstShownAsA)
        std::swap(texts->first, texts->second);
    ShownPair pair;
    pair.prompt = QString::fromStdString(texts->prompt);
    pair.left = QString::fromStdString(texts->first);
    pair.right = QString::fromStdString(texts->second);
    pair.number = static_cast<int>(m_done.size()) + 1;
    pair.count = static_cast<int>(asked);
    if (m_seconds.size() >= votesBeforeEstimate) {
        // The median: a pause for lunch is no sign of slow voting.
        constexpr std::array half{0.5};
        pair.secondsLeft = quantiles(m_seconds, half).front() * static_cast<double>(asked - m_done.size());
    }
    m_pair->ask(pair);
    m_stack->setCurrentWidget(m_pair);
}

void BlindVote::cast(VoteChoice choice, const std::vector<VoteTag>& tags, double seconds)
{
    if (!m_ballot)
        return;
    StoredVote vote;
    vote.place = m_current;
    vote.choice = choice;
    vote.tags = tags;
    vote.seconds = seconds;
    // The next pair does not wait for the disk: votes are stored in the order in which they are given.
    m_session.questions().change(
        this,
        [id = m_ballot->id, vote](
            Project& project, const StopFlag&) { return project.votes().cast(id, vote); },
        [this](const Result<StoredVote>& cast) {
            if (!cast)
                fail(cast.error());
        });
    m_done.push_back(m_current);
    m_seconds.push_back(seconds);
    askNext();
}

void BlindVote::undo()
{
    if (!m_ballot || m_done.empty())
        return;
    m_session.questions().change(
        this, [id = m_ballot->id](Project& project, const StopFlag&) { return project.votes().undo(id); },
        [this](const Result<std::optional<StoredVote>>& undone) {
            if (!undone)
                fail(undone.error());
        });
    m_done.pop_back();
    m_seconds.pop_back();
    askNext();
}

void BlindVote::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stack->currentWidget() == m_state)
        m_pair->undoCommand()->setEnabled(m_ballot && !m_done.empty());
}

void BlindVote::hideEvent(QHideEvent* event)
{
    m_pair->undoCommand()->setEnabled(false);
    QWidget::hideEvent(event);
}

void BlindVote::close(BallotState state)
{
    if (!m_ballot)
        return;
    const Ballot ballot = *m_ballot;
    m_ballot.reset();
    m_pair->setCanUndo(false);
    m_session.questions().change(
        this,
        [id = ballot.id, state](
            Project& project, const StopFlag&) { return project.votes().close(id, state); },
        [this, ballot](const Result<>& closed) {
            if (closed)
                showResult(ballot);
            else
                fail(closed.error());
        });
}

void BlindVote::showResult(const Ballot& ballot)
{
    // Whoever chooses "before" and then "after" asks for the win rate of "after".
    const BallotSpeaker first = ballot.second;
    const BallotSpeaker second = ballot.first;
    m_session.questions().ask(
        this,
        [first, second](Project& project, const StopFlag&) -> Result<VoteSummary> {
            const auto votes = project.votes().castVotes(first, second);
            if (!votes)
                return tl::unexpected(votes.error());
            return summariseVotes(*votes);
        },
        [this, first, second](Result<VoteSummary> summary) {
            if (!summary) {
                fail(summary.error());
                return;
            }
            m_result->take({std::move(*summary), wordOf(first), wordOf(second)});
            m_stack->setCurrentWidget(m_result);
        });
}

} // namespace dankai::ui
