// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/packagepane.h"

#include "ui/page/statepanel.h"
#include "ui/review/reviewquestionview.h"
#include "ui/review/reviewwords.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/sentencegap.h"

#include <QAction>
#include <QFileInfo>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

// Another window or the command line may have answered meanwhile: the file is read before it is written.
Result<ReviewPackage> answerFile(const std::filesystem::path& file, const PackageAnswer& answer)
{
    auto package = openReviewPackage(file);
    if (!package)
        return package;
    if (auto stored = answerInPackage(file, *package, answer); !stored)
        return passOn(stored);
    return package;
}

Result<ReviewPackage> undoFile(const std::filesystem::path& file)
{
    auto package = openReviewPackage(file);
    if (!package)
        return package;
    if (auto undone = undoInPackage(file, *package); !undone)
        return passOn(undone);
    return package;
}

// What the question view is shown of it.
ReviewStep stepOf(const ReviewPackage& package)
{
    ReviewStep step;
    step.queue.plan = package.plan;
    step.queue.reviewer = package.reviewer;
    step.queue.levels = static_cast<int>(package.levels.size());
    step.guide.plan = package.plan;
    step.guide.levels = package.levels;
    step.guide.definition = package.definition;
    for (const PackageAnchor& anchor : package.anchors)
        step.anchors.emplace_back(anchor.level, anchor.example);
    step.canUndo = !package.answers.empty();
    step.canEdit = false;
    const PackageQuestion* next = package.next();
    if (next == nullptr)
        return step;
    ReviewQuestion question;
    question.place = next->place;
    question.item.expected = next->expected;
    question.example.example = next->example;
    if (next->other) {
        question.other.emplace();
        question.other->example = *next->other;
    }
    question.left = package.open();
    // Practice is counted by itself, and the others in sets.
    std::size_t alike = 0, before = 0;
    for (const PackageQuestion& one : package.questions) {
        if (one.expected.has_value() != next->expected.has_value())
            continue;
        ++alike;
        before += one.place < next->place ? 1 : 0;
    }
    const std::size_t size = next->expected ? alike : reviewSetSize;
    const std::size_t set = before / size;
    if (!next->expected)
        question.set = set;
    question.placeInSet = before % size;
    question.setSize = std::min(size, alike - set * size);
    question.secondsLeftInSet = package.secondsLeft()
        * static_cast<double>(question.setSize - question.placeInSet) / static_cast<double>(package.open());
    step.question = std::move(question);
    return step;
}

} // namespace

PackagePane::PackagePane(std::filesystem::path file, QWidget* parent)
    : QWidget(parent)
    , m_file(std::move(file))
    , m_isTaken(std::make_shared<std::atomic<bool>>(false))
    , m_work(std::make_unique<BackgroundWork>())
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(this))
    , m_question(new ReviewQuestionView(this))
{
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_question);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    // Also behind the last question.
    addAction(m_question->undoCommand());
    connect(m_question, &ReviewQuestionView::answered, this, &PackagePane::answer);
    connect(m_question, &ReviewQuestionView::undoWanted, this, &PackagePane::undo);
    connect(m_question, &ReviewQuestionView::leaveWanted, this, &PackagePane::leaveWanted);
    m_state->showLoading(tr("Reading the package"));
    m_work->begin([file = m_file](const StopFlag&) { return openReviewPackage(file); },
        [this](Result<ReviewPackage> package) { take(std::move(package), {}); });
}

PackagePane::~PackagePane()
{
    m_work.reset(); // what it has begun is done
    if (m_given && !*m_isTaken)
        (void)answerFile(m_file, *m_given); // nobody is left to hear of a failure
}

const std::vector<QAction*>& PackagePane::commands() const
{
    return m_question->commands();
}

void PackagePane::answer(const ReviewAnswer& given, const QString& note, double seconds)
{
    const PackageQuestion* question = m_package.next();
    if (question == nullptr || m_work->isBusy())
        return;
    PackageAnswer answer;
    answer.place = question->place;
    answer.decision = given.decision;
    answer.level = given.level;
    answer.note = note.toStdString();
    answer.seconds = seconds;
    m_given = answer;
    m_isTaken = std::make_shared<std::atomic<bool>>(false);
    const QString told
        = question->expected ? practiceWords(m_package.levels, given.level, *question->expected) : QString();
    m_work->begin(
        [file = m_file, answer, isTaken = m_isTaken](const StopFlag&) {
            *isTaken = true;
            return answerFile(file, answer);
        },
        [this, told](Result<ReviewPackage> package) { take(std::move(package), told); });
}

void PackagePane::undo()
{
    if (m_work->isBusy())
        return;
    m_work->begin([file = m_file](const StopFlag&) { return undoFile(file); },
        [this](Result<ReviewPackage> package) { take(std::move(package), {}); });
}

void PackagePane::take(Result<ReviewPackage> package, const QString& told)
{
    m_given.reset();
    if (!package) {
        showProblem(package.error());
        return;
    }
    m_package = std::move(*package);
    emit read(m_package);
    const ReviewStep step = stepOf(m_package);
    m_question->tell(told);
    if (!step.question) {
        showDone();
        return;
    }
    m_question->ask(step);
    m_stack->setCurrentWidget(m_question);
}

void PackagePane::showDone()
{
    QString words = tr("All questions are answered. Send %1 back to whoever gave it to you.")
                        .arg(QFileInfo(QString::fromStdString(m_file.string())).fileName());
    if (const QString back = takeBackWords(m_question->undoCommand()); !back.isEmpty())
        words += sentenceGap() + back;
    m_state->showEmpty(tr("Done, thank you"), words);
    m_stack->setCurrentWidget(m_state);
    m_question->undoCommand()->setEnabled(!m_package.answers.empty());
    setFocus(); // whose key it is
}

void PackagePane::showProblem(const Error& error)
{
    m_state->showError(translatedCore(error.message),
        {tr("Read it again"), [this] {
             m_work->begin([file = m_file](const StopFlag&) { return openReviewPackage(file); },
                 [this](Result<ReviewPackage> package) { take(std::move(package), {}); });
         }});
    m_stack->setCurrentWidget(m_state);
}

} // namespace dankai::ui
