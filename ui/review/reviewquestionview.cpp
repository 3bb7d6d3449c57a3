// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewquestionview.h"

#include "ui/review/reviewcommands.h"
#include "ui/review/reviewedit.h"
#include "ui/review/reviewguideview.h"
#include "ui/sentence/phasename.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTextBlockFormat>
#include <QTextBrowser>
#include <QTextCursor>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int guideWidth = 320;
constexpr int widestText = 900;
constexpr int scrollStep = 60;
constexpr int lineHeightPercent = 150;
constexpr double secondsPerMinute = 60;

QTextBrowser* makeReader(QWidget* parent, const QString& name)
{
    auto* browser = new QTextBrowser(parent);
    browser->setAccessibleName(name);
    browser->setFont(typeFont(TypeSize::Reading));
    browser->setOpenLinks(false);
    browser->document()->setDocumentMargin(14);
    browser->setFocusPolicy(Qt::NoFocus); // single letters answer, arrows scroll
    return browser;
}

// Each turn under its own heading; the answer last.
void showExample(QTextBrowser* browser, const Example& example)
{
    const auto word = [](const std::string& role) {
        if (role == "system")
            return ReviewQuestionView::tr("Given to the model");
        return role == "user"     ? ReviewQuestionView::tr("Instruction")
            : role == "assistant" ? ReviewQuestionView::tr("Response")
                                  : QString::fromStdString(role);
    };
    browser->clear();
    QTextCharFormat plain, heading;
    heading.setForeground(themeOf(browser).quietText);
    heading.setFontWeight(QFont::DemiBold);
    QTextCursor cursor(browser->document());
    QTextBlockFormat block;
    block.setLineHeight(lineHeightPercent, QTextBlockFormat::ProportionalHeight);
    QTextBlockFormat gap = block;
    bool isFirst = true;
    for (const Message& message : turns(example)) {
        gap.setTopMargin(isFirst ? 0 : 12);
        if (std::exchange(isFirst, false))
            cursor.setBlockFormat(gap);
        else
            cursor.insertBlock(gap);
        cursor.insertText(word(message.role), heading);
        cursor.insertBlock(block);
        cursor.insertText(QString::fromStdString(message.content), plain);
    }
    browser->moveCursor(QTextCursor::Start);
}

std::size_t indexOf(ReviewKey key)
{
    return static_cast<std::size_t>(mostReviewLevels) + static_cast<std::size_t>(key);
}

} // namespace

ReviewQuestionView::ReviewQuestionView(QWidget* parent)
    : QWidget(parent)
    , m_actions(makeReviewActions(this))
    , m_progress(new QLabel(this))
    , m_ask(new QLabel(this))
    , m_told(new QLabel(this))
    , m_middle(new QStackedWidget(this))
    , m_reading(new QWidget(m_middle))
    , m_first(makeReader(m_reading, tr("The example")))
    , m_second(makeReader(m_reading, tr("The second example")))
    , m_edit(new ReviewEdit(m_middle))
    , m_guide(new ReviewGuideView(this))
    , m_note(new QLineEdit(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    for (QLabel* label : {m_progress, m_ask, m_told})
        label->setTextFormat(Qt::PlainText);
    m_progress->setAccessibleName(tr("Progress"));
    m_ask->setFont(typeFont(TypeSize::Heading));
    m_told->setWordWrap(true);
    m_told->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("A note that is kept with your answer; Enter goes back to the question"));
    m_note->hide();

    auto* top = new QHBoxLayout;
    top->addWidget(m_progress);
    top->addStretch();
    top->addWidget(makeReviewButton(undoCommand(), this));
    auto* leave = new QPushButton(tr("Go on later"), this);
    leave->setFocusPolicy(Qt::NoFocus);
    connect(leave, &QPushButton::clicked, this, &ReviewQuestionView::leaveWanted);
    top->addWidget(leave);

    auto* texts = new QHBoxLayout(m_reading);
    texts->setContentsMargins(0, 0, 0, 0);
    texts->addWidget(m_first, 1);
    texts->addWidget(m_second, 1);
    m_middle->addWidget(m_reading);
    m_middle->addWidget(m_edit);
    m_middle->setMaximumWidth(2 * widestText);
    m_guide->setFixedWidth(guideWidth);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(m_middle, 1);
    middle->addWidget(m_guide);

    auto* levels = new QHBoxLayout;
    levels->setSpacing(8);
    levels->addStretch();
    for (int level = 0; level < mostReviewLevels; ++level) {
        QAction* action = m_actions[static_cast<std::size_t>(level)];
        QPushButton* button = makeReviewButton(action, this);
        button->setMinimumHeight(40);
        levels->addWidget(button);
        connect(action, &QAction::triggered, this, [this, level] { choose(level); });
        action->setVisible(
            false); // until a question says how many there are: eight are wider than the window
    }
    levels->addStretch();
    auto* others = new QHBoxLayout;
    others->setSpacing(8);
    others->addStretch();
    for (const ReviewKey key : {ReviewKey::Ambiguous, ReviewKey::Exclude, ReviewKey::Personal,
             ReviewKey::Wrong, ReviewKey::Skip, ReviewKey::Edit, ReviewKey::Note})
        others->addWidget(makeReviewButton(m_actions[indexOf(key)], this));
    others->addStretch();
    const auto on = [this](ReviewKey key, auto run) {
        connect(m_actions[indexOf(key)], &QAction::triggered, this, run);
    };
    on(ReviewKey::Ambiguous, [this] { decide(ReviewDecision::Ambiguous); });
    on(ReviewKey::Exclude, [this] { decide(ReviewDecision::Exclude); });
    on(ReviewKey::Personal, [this] { decide(ReviewDecision::Personal); });
    on(ReviewKey::Wrong, [this] { decide(ReviewDecision::Wrong); });
    on(ReviewKey::Skip, [this] { decide(ReviewDecision::Skip); });
    on(ReviewKey::Edit, [this] { edit(); });
    on(ReviewKey::Note, [this] {
        m_note->show();
        m_note->setFocus();
    });
    on(ReviewKey::TakeBack, [this] { emit undoWanted(); });
    connect(m_note, &QLineEdit::returnPressed, this, &ReviewQuestionView::backToQuestion);
    connect(m_edit, &ReviewEdit::cancelled, this, &ReviewQuestionView::backToQuestion);
    connect(m_edit, &ReviewEdit::saved, this, [this](const Example& content) {
        backToQuestion();
        emit edited(content, m_note->text());
    });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_ask);
    layout->addLayout(middle, 1);
    layout->addWidget(m_told);
    layout->addWidget(m_note);
    layout->addLayout(levels);
    layout->addLayout(others);
    enableKeys(false);
}

QAction* ReviewQuestionView::undoCommand() const
{
    return m_actions[indexOf(ReviewKey::TakeBack)];
}

void ReviewQuestionView::ask(const ReviewStep& step)
{
    m_question = step.question;
    m_levels = step.guide.levels;
    m_canUndo = step.canUndo;
    const ReviewQuestion& question = *m_question;
    QString progress = question.set
        ? tr("%1 of %2").arg(question.placeInSet + 1).arg(question.setSize)
        : tr("Practice, %1 of %2").arg(question.placeInSet + 1).arg(question.setSize);
    const int minutes = static_cast<int>(std::lround(question.secondsLeftInSet / secondsPerMinute));
    progress = minutes < 1 ? tr("%1, less than a minute left").arg(progress)
                           : tr("%1, about %n min left", nullptr, minutes).arg(progress);
    if (step.conflict)
        progress = tr(
            "%n example(s) that people place differently", nullptr, static_cast<int>(step.conflictsLeft));
    m_progress->setText(QStringLiteral("%1 — %2").arg(progress, QString::fromStdString(step.queue.reviewer)));
    m_ask->setText(step.conflict ? tr("Which is right?")
            : isPair()           ? tr("Which is harder?")
                                 : tr("How difficult is it to answer this as well?"));
    m_guide->take(step.guide.definition, m_levels, step.anchors);
    m_second->setVisible(isPair());
    const QString ofPair[] = {tr("The left one"), tr("The right one"), tr("Both alike")};
    for (int level = 0; level < mostReviewLevels; ++level) {
        QAction* action = m_actions[static_cast<std::size_t>(level)];
        const bool isThere = isPair() ? level < 3 : level < static_cast<int>(m_levels.size());
        action->setText(!isThere ? QString()
                : isPair()       ? ofPair[level]
                                 : phaseNameWord(m_levels[static_cast<std::size_t>(level)], level + 1));
        action->setVisible(isThere);
    }
    for (const ReviewKey key :
        {ReviewKey::Ambiguous, ReviewKey::Exclude, ReviewKey::Personal, ReviewKey::Wrong, ReviewKey::Edit})
        m_actions[indexOf(key)]->setVisible(!isPair());
    if (!step.canEdit)
        m_actions[indexOf(ReviewKey::Edit)]->setVisible(false);
    // A conflict ends with a place, or with what takes the example out.
    if (step.conflict)
        for (const ReviewKey key : {ReviewKey::Ambiguous, ReviewKey::Edit})
            m_actions[indexOf(key)]->setVisible(false);
    m_note->clear();
    m_middle->setCurrentWidget(m_reading);
    m_note->hide();
    showTexts();
    if (isVisible()) {
        setFocus();
        enableKeys(true);
    }
    m_thinking.start();
}

void ReviewQuestionView::tell(const QString& sentence)
{
    m_told->setText(sentence);
    m_told->setVisible(!sentence.isEmpty());
}

void ReviewQuestionView::showTexts()
{
    if (!m_question)
        return;
    showExample(m_first, m_question->example.example);
    if (isPair())
        showExample(m_second, m_question->other->example);
}

void ReviewQuestionView::choose(int level)
{
    if (isPair()) {
        constexpr ReviewDecision decisions[]
            = {ReviewDecision::FirstHarder, ReviewDecision::SecondHarder, ReviewDecision::EquallyHard};
        if (level < 3)
            give({decisions[level], std::nullopt});
    } else if (level < static_cast<int>(m_levels.size())) {
        give({ReviewDecision::Place, level});
    }
}

void ReviewQuestionView::decide(ReviewDecision decision)
{
    if (m_question && (!isPair() || decision == ReviewDecision::Skip))
        give({decision, std::nullopt});
}

void ReviewQuestionView::give(const ReviewAnswer& answer)
{
    if (!m_question)
        return;
    // Until the next question is here a second press must not answer this one again.
    enableKeys(false);
    m_question.reset();
    emit answered(answer, m_note->text(), static_cast<double>(m_thinking.elapsed()) / 1000);
}

void ReviewQuestionView::edit()
{
    if (!m_question || isPair())
        return;
    enableKeys(false); // letters belong to the text
    m_middle->setCurrentWidget(m_edit);
    m_edit->open(m_question->example.example);
}

void ReviewQuestionView::backToQuestion()
{
    m_middle->setCurrentWidget(m_reading);
    setFocus();
    enableKeys(isVisible() && m_question);
}

void ReviewQuestionView::enableKeys(bool isEnabled)
{
    // What cannot be seen must not answer either.
    for (QAction* action : m_actions)
        action->setEnabled(isEnabled && action->isVisible());
    undoCommand()->setEnabled(isEnabled && m_canUndo);
}

void ReviewQuestionView::scroll(int pixels)
{
    for (QTextBrowser* browser : {m_first, m_second})
        browser->verticalScrollBar()->setValue(browser->verticalScrollBar()->value() + pixels);
}

void ReviewQuestionView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Down:
        scroll(scrollStep);
        return;
    case Qt::Key_Up:
        scroll(-scrollStep);
        return;
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        scroll(m_first->viewport()->height() - scrollStep);
        return;
    case Qt::Key_PageUp:
        scroll(scrollStep - m_first->viewport()->height());
        return;
    case Qt::Key_Escape:
        if (m_note->isVisible()) {
            m_note->clear();
            m_note->hide();
            setFocus();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ReviewQuestionView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_question) {
        enableKeys(true);
        m_thinking.start();
    }
    setFocus();
}

void ReviewQuestionView::hideEvent(QHideEvent* event)
{
    // Single letters must not answer from another part of the page.
    enableKeys(false);
    QWidget::hideEvent(event);
}

void ReviewQuestionView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showTexts();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
