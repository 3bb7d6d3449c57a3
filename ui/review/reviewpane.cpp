// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewpane.h"

#include "core/project/reviewstatistics.h"
#include "ui/page/statepanel.h"
#include "ui/review/reviewquestionview.h"
#include "ui/review/reviewsetup.h"
#include "ui/review/reviewwords.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/scorername.h"
#include "ui/sentence/sentencegap.h"

#include <QAction>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

// Of the definition: that of the window.
std::string windowLanguage()
{
    return QLocale().language() == QLocale::Japanese ? "ja" : "en";
}

} // namespace

ReviewPane::ReviewPane(ProjectSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(this))
    , m_setup(new ReviewSetup(this))
    , m_question(new ReviewQuestionView(this))
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_state, m_setup, m_question})
        m_stack->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    // Also behind the last question of a set.
    addAction(m_question->undoCommand());
    connect(m_question->undoCommand(), &QAction::changed, this, [this] {
        if (m_step && m_stack->currentWidget() == m_state)
            m_state->setText(endWords());
    });
    connect(m_setup, &ReviewSetup::beginWanted, this, &ReviewPane::begin);
    connect(m_setup, &ReviewSetup::planChosen, this, &ReviewPane::readAgreement);
    connect(m_setup, &ReviewSetup::settleWanted, this, [this](const QString& plan, const QString& reviewer) {
        ReviewStep step;
        step.queue.plan = plan.toStdString();
        step.queue.reviewer = reviewer.toStdString();
        m_step = std::move(step);
        m_passedOver.clear();
        settle();
    });
    connect(m_question, &ReviewQuestionView::answered, this, &ReviewPane::answer);
    connect(m_question, &ReviewQuestionView::edited, this, &ReviewPane::edit);
    connect(m_question, &ReviewQuestionView::undoWanted, this, &ReviewPane::undo);
    connect(m_question, &ReviewQuestionView::leaveWanted, this, [this] {
        m_step.reset();
        emit noticed(tr("Your answers so far are kept. Go on with them at any time."));
        showSetup();
    });
    connect(&m_session, &ProjectSession::opened, this, &ReviewPane::follow);
    connect(&m_session, &ProjectSession::changed, this, &ReviewPane::follow);
    m_state->showLoading(tr("Reading the project"));
    m_stack->setCurrentWidget(m_state);
    if (m_session.isOpen())
        follow();
}

ReviewPane::~ReviewPane() = default;

const std::vector<QAction*>& ReviewPane::commands() const
{
    return m_question->commands();
}

void ReviewPane::setPerson(const QString& name)
{
    m_setup->setReviewer(name);
}

// A question is not taken from under anybody's eyes.
void ReviewPane::follow()
{
    if (!m_step)
        showSetup();
}

void ReviewPane::showSetup()
{
    QStringList plans;
    for (const PlanListing& plan : m_session.figures().plans)
        plans.append(QString::fromStdString(plan.name));
    if (plans.isEmpty()) {
        m_state->showEmpty(tr("No levels to place examples at yet"),
            tr("People say at which level of a plan an example belongs. Split the examples on the Phases "
               "page "
               "first."));
        m_stack->setCurrentWidget(m_state);
        return;
    }
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return project.reviews().reviewers(); },
        [this, plans](const Result<std::vector<std::string>>& names) {
            if (m_step)
                return; // begun meanwhile
            if (!names) {
                fail(names.error());
                return;
            }
            QStringList reviewers;
            for (const std::string& name : *names)
                reviewers.append(QString::fromStdString(name));
            m_setup->take(plans, reviewers);
            m_stack->setCurrentWidget(m_setup);
            readAgreement();
        });
}

// 「一致83%(偶然でも38%)」, of the two people who share the most examples.
void ReviewPane::readAgreement()
{
    m_setup->showAgreement({}, {}, 0);
    m_session.background().ask(
        this,
        [plan = m_setup->plan().toStdString()](
            Project& project, const StopFlag&) { return reviewStatistics(project, plan); },
        [this](const Result<ReviewStatistics>& statistics) {
            if (!statistics || QString::fromStdString(statistics->plan) != m_setup->plan())
                return;
            const auto most = std::ranges::max_element(
                statistics->pairs, {}, [](const ReviewerPair& pair) { return pair.agreement.n; });
            QString sentence, details;
            const QLocale locale;
            if (most != statistics->pairs.end()) {
                const auto percent = [&](double share) { return locale.toString(share * 100, 'f', 0); };
                const RatingAgreement& agreement = most->agreement;
                sentence = tr("%1 and %2 agree on %3% (by chance alone %4%), over %n example(s)", nullptr,
                    static_cast<int>(agreement.n))
                               .arg(QString::fromStdString(most->first), QString::fromStdString(most->second),
                                   percent(agreement.observed.estimate), percent(agreement.byChance));
                if (std::isfinite(agreement.weightedKappa.estimate))
                    details = tr("Agreement without chance (weighted kappa): %1 (%2 to %3)")
                                  .arg(locale.toString(agreement.weightedKappa.estimate, 'f', 2),
                                      locale.toString(agreement.weightedKappa.lower, 'f', 2),
                                      locale.toString(agreement.weightedKappa.upper, 'f', 2));
            }
            m_setup->showAgreement(sentence, details, static_cast<int>(statistics->conflicts));
        });
}

void ReviewPane::settle()
{
    m_session.questions().ask(
        this,
        [queue = m_step->queue, language = windowLanguage(), passedOver = m_passedOver](
            Project& project, const StopFlag&) {
            return readConflictStep(project, queue.plan, queue.reviewer, language, passedOver);
        },
        [this](Result<ReviewStep> step) { takeConflict(std::move(step)); });
}

void ReviewPane::takeConflict(Result<ReviewStep> step)
{
    if (!step) {
        fail(step.error());
        return;
    }
    if (!step->conflict) {
        m_step.reset();
        m_state->showEmpty(
            tr("Nothing is left to settle"), {}, {tr("Back to the beginning"), [this] { showSetup(); }});
        m_stack->setCurrentWidget(m_state);
        if (auto* back = m_state->findChild<QPushButton*>(); back != nullptr && isVisible())
            back->setFocus();
        return;
    }
    m_step = std::move(*step);
    QStringList opinions;
    for (const Review& opinion : m_step->conflict->opinions)
        opinions.append(QStringLiteral("%1: %2").arg(QString::fromStdString(opinion.reviewer),
            opinion.level ? levelName(*opinion.level) : tr("not in any phase")));
    m_question->tell(opinions.join(QStringLiteral(" · ")));
    m_question->ask(*m_step);
    m_stack->setCurrentWidget(m_question);
}

void ReviewPane::begin(const QString& plan, const QString& reviewer, int examples)
{
    ReviewRequest request;
    request.plan = plan.toStdString();
    request.reviewer = reviewer.toStdString();
    request.draw.examples = static_cast<std::size_t>(examples);
    m_session.questions().change(
        this,
        [request, language = windowLanguage()](Project& project, const StopFlag&) -> Result<ReviewStep> {
            auto queue = project.reviews().newestQueue(request.plan, request.reviewer);
            if (!queue)
                return passOn(queue);
            if (*queue) {
                auto step = readReviewStep(project, **queue, language);
                if (!step
                    || (step->question
                        && step->guide.levels.size() == static_cast<std::size_t>((*queue)->levels)))
                    return step; // where this person left off
            }
            auto drawn = beginReview(project, request);
            if (!drawn)
                return passOn(drawn);
            return readReviewStep(project, *drawn, language);
        },
        [this](Result<ReviewStep> step) {
            if (step)
                take(std::move(step));
            else
                m_setup->showProblem(translatedCore(step.error().message));
        });
}

void ReviewPane::answer(const ReviewAnswer& given, const QString& note, double seconds)
{
    if (!m_step || !m_step->question)
        return;
    Review review;
    review.plan = m_step->queue.plan;
    review.reviewer = m_step->queue.reviewer;
    review.example = m_step->question->item.example;
    review.revision = m_step->question->example.revision;
    review.decision = given.decision;
    review.level = given.level;
    review.note = note.toStdString();
    review.seconds = seconds;
    if (m_step->conflict) {
        if (given.decision == ReviewDecision::Skip) {
            m_passedOver.push_back(review.example);
            settle();
            return;
        }
        review.isResolution = true;
        m_session.questions().change(
            this,
            [review, language = windowLanguage(), passedOver = m_passedOver](
                Project& project, const StopFlag&) -> Result<ReviewStep> {
                const auto stored = project.reviews().decide(review);
                if (!stored)
                    return tl::unexpected(stored.error());
                return readConflictStep(project, review.plan, review.reviewer, language, passedOver);
            },
            [this](Result<ReviewStep> step) {
                takeConflict(std::move(step));
                emit decided();
            });
        return;
    }
    review.queue = m_step->queue.id;
    review.place = m_step->question->place;
    m_session.questions().change(
        this,
        [review, queue = m_step->queue, language = windowLanguage()](
            Project& project, const StopFlag&) -> Result<ReviewStep> {
            const auto stored = project.reviews().decide(review);
            if (!stored)
                return tl::unexpected(stored.error());
            return readReviewStep(project, queue, language, *stored);
        },
        [this](Result<ReviewStep> step) {
            take(std::move(step));
            emit decided();
        });
}

void ReviewPane::edit(const Example& content, const QString& note)
{
    if (!m_step || !m_step->question)
        return;
    Review review;
    review.plan = m_step->queue.plan;
    review.reviewer = m_step->queue.reviewer;
    review.queue = m_step->queue.id;
    review.place = m_step->question->place;
    review.example = m_step->question->item.example;
    review.revision = m_step->question->example.revision;
    review.decision = ReviewDecision::Edit;
    review.note = note.toStdString();
    m_session.questions().change(
        this,
        [review, content, queue = m_step->queue, language = windowLanguage()](
            Project& project, const StopFlag&) -> Result<ReviewStep> {
            const auto stored = project.reviews().edit(review, content);
            if (!stored)
                return tl::unexpected(stored.error());
            return readReviewStep(project, queue, language);
        },
        [this](Result<ReviewStep> step) {
            take(std::move(step));
            emit decided();
        });
}

void ReviewPane::undo()
{
    if (!m_step)
        return;
    m_session.questions().change(
        this,
        [queue = m_step->queue, language = windowLanguage()](
            Project& project, const StopFlag&) -> Result<ReviewStep> {
            const auto undone = project.reviews().undo(queue.plan, queue.reviewer);
            if (!undone)
                return tl::unexpected(undone.error());
            // The one that is open again may be of an earlier queue.
            if (*undone && (*undone)->review.queue && *(*undone)->review.queue != queue.id) {
                auto earlier = project.reviews().queue(*(*undone)->review.queue);
                if (!earlier)
                    return passOn(earlier);
                return readReviewStep(project, *earlier, language);
            }
            return readReviewStep(project, queue, language);
        },
        [this](Result<ReviewStep> step) {
            take(std::move(step));
            emit decided();
        });
}

void ReviewPane::take(Result<ReviewStep> step)
{
    if (!step) {
        fail(step.error());
        return;
    }
    m_step = std::move(*step);
    m_question->tell(toldWords());
    if (m_step->after.outcome)
        showSetEnd(*m_step->after.outcome);
    else
        ask();
}

void ReviewPane::ask()
{
    if (!m_step->question) {
        showAllDone({});
        return;
    }
    m_question->ask(*m_step);
    m_stack->setCurrentWidget(m_question);
}

// 「あなたの判断で境界付近の42件が移動しました」
void ReviewPane::showSetEnd(const ReviewSetOutcome& outcome)
{
    const int near = static_cast<int>(outcome.change.movedNearCut);
    const int others = static_cast<int>(outcome.change.moved) - near;
    QString text = near > 0 ? tr("Your answers have moved %n example(s) near a threshold.", nullptr, near)
                            : tr("No example near a threshold has moved.");
    if (others > 0)
        text += QStringLiteral("\n") + tr("%n other(s) have moved too.", nullptr, others);
    if (!m_step->question) {
        showAllDone(text);
        return;
    }
    m_state->showEmpty(text, endWords(), {tr("Next set"), [this] { ask(); }});
    m_stack->setCurrentWidget(m_state);
    m_question->undoCommand()->setEnabled(true);
    if (auto* next = m_state->findChild<QPushButton*>(); next != nullptr && isVisible())
        next->setFocus();
}

void ReviewPane::showAllDone(const QString& before)
{
    m_state->showEmpty(
        before.isEmpty() ? tr("Done, thank you") : before, endWords(), {tr("More examples"), [this] {
                                                                            m_step.reset();
                                                                            showSetup();
                                                                        }});
    m_stack->setCurrentWidget(m_state);
    m_question->undoCommand()->setEnabled(m_step->canUndo);
    if (auto* more = m_state->findChild<QPushButton*>(); more != nullptr && isVisible())
        more->setFocus();
}

// Of a set or of all questions: what is left, and how to go back.
QString ReviewPane::endWords() const
{
    QStringList words;
    if (m_step->question)
        words.append(tr("%n set(s) are left. This is a good place for a pause.", nullptr,
            static_cast<int>(setCount(m_step->queue) - *m_step->after.set - 1)));
    else
        words.append(tr("All your questions are answered."));
    if (const QString back = takeBackWords(m_question->undoCommand()); !back.isEmpty())
        words.append(back);
    return words.join(sentenceGap());
}

QString ReviewPane::levelName(int level) const
{
    return levelWord(m_step->guide.levels, level);
}

// Of the answer before: what practice expected, or the scores where they cannot bias a second rating.
QString ReviewPane::toldWords() const
{
    if (!m_step->decided)
        return {};
    if (m_step->after.expected)
        return practiceWords(m_step->guide.levels, m_step->decided->level, *m_step->after.expected);
    if (!m_step->after.showsScores || m_step->after.scores.empty())
        return {};
    QStringList scores;
    for (const auto& [scorer, score] : m_step->after.scores)
        scores.append(
            QStringLiteral("%1 %2").arg(scorerWord(scorer), QLocale().toString(*score.value, 'g', 3)));
    return tr("Scores of the one before: %1").arg(scores.join(QStringLiteral(", ")));
}

void ReviewPane::fail(const Error& error)
{
    m_step.reset();
    m_state->showError(translatedCore(error.message), {tr("Back to the beginning"), [this] { showSetup(); }});
    m_stack->setCurrentWidget(m_state);
}

void ReviewPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stack->currentWidget() == m_state)
        m_question->undoCommand()->setEnabled(m_step && m_step->canUndo);
}

void ReviewPane::hideEvent(QHideEvent* event)
{
    m_question->undoCommand()->setEnabled(false);
    QWidget::hideEvent(event);
}

} // namespace dankai::ui
