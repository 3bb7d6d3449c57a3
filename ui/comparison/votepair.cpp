// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/votepair.h"

#include "ui/page/command.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int widestAnswer = 820; // about 80 characters of this size
constexpr int columnGap = 16;
constexpr int highestPrompt = 132;
constexpr int scrollStep = 60;
constexpr qreal readingScale = 1.15; // read all day, from some distance
constexpr int lineHeightPercent = 150;
constexpr double secondsPerMinute = 60;
constexpr std::size_t firstTag = 5; // among the commands; before it A, B, tie, both bad, skip

void setReadingText(QTextBrowser* browser, const QString& text)
{
    browser->setPlainText(text);
    QTextBlockFormat format;
    format.setLineHeight(lineHeightPercent, QTextBlockFormat::ProportionalHeight);
    QTextCursor cursor(browser->document());
    cursor.select(QTextCursor::Document);
    cursor.mergeBlockFormat(format);
    browser->moveCursor(QTextCursor::Start);
}

QTextBrowser* makeReader(QWidget* parent, const QString& name)
{
    auto* browser = new QTextBrowser(parent);
    QFont font = typeFont(TypeSize::Reading);
    font.setPointSizeF(font.pointSizeF() * readingScale);
    browser->setFont(font);
    browser->setOpenLinks(false);
    browser->setAccessibleName(name);
    browser->document()->setDocumentMargin(12);
    // The keys belong to the page: single letters vote, arrows scroll both answers.
    browser->setFocusPolicy(Qt::NoFocus);
    browser->setAttribute(Qt::WA_InputMethodEnabled, false);
    return browser;
}

} // namespace

VotePair::VotePair(QWidget* parent)
    : QWidget(parent)
    , m_progress(new QLabel(this))
    , m_prompt(makeReader(this, tr("Instruction")))
    , m_left(makeReader(this, tr("Answer A")))
    , m_right(makeReader(this, tr("Answer B")))
    , m_choosing(new QWidget(this))
    , m_ending(new QWidget(this))
    , m_keepVoting(new QPushButton(tr("Keep voting"), m_ending))
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    buildCommands();
    const auto makeButton = [](QAction* action, QWidget* holder) {
        auto* button = new QPushButton(holder);
        const auto follow = [button, action] {
            const QString key
                = keyWords(action->shortcuts().mid(0, 1)); // voted with all day, so it is in sight
            button->setText(key.isEmpty() ? action->text() : key + QStringLiteral("   ") + action->text());
            button->setEnabled(action->isEnabled());
        };
        follow();
        connect(action, &QAction::changed, button, follow);
        button->setAccessibleName(action->text());
        button->setAutoDefault(false);
        return button;
    };
    const auto buttonFor = [this, makeButton](QAction* action) {
        QPushButton* button = makeButton(action, this);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        return button;
    };

    m_progress->setTextFormat(Qt::PlainText);
    m_progress->setAccessibleName(tr("Progress"));
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_progress);
    top->addStretch();
    const auto commandAt = [this](std::size_t index) { return m_commands[index]; };
    top->addWidget(buttonFor(m_undo));
    auto* leave = new QPushButton(tr("Go on later"), this);
    connect(leave, &QPushButton::clicked, this, &VotePair::leaveWanted);
    auto* end = new QPushButton(tr("End now…"), this);
    connect(end, &QPushButton::clicked, this, [this] { askForEnd(true); });
    top->addWidget(leave);
    top->addWidget(end);

    m_prompt->setMaximumHeight(scaledPixels(highestPrompt));
    m_prompt->setFrameShape(QFrame::NoFrame);
    m_prompt->viewport()->setAutoFillBackground(false);
    // No line gets longer than people like to read; the prompt is as wide as its answers.
    auto* pair = new QWidget(this);
    pair->setMaximumWidth(2 * scaledPixels(widestAnswer) + columnGap);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(columnGap);
    for (const auto& [letter, browser] :
        {std::pair(QStringLiteral("A"), m_left), std::pair(QStringLiteral("B"), m_right)}) {
        auto* heading = new QLabel(letter, this);
        heading->setFont(typeFont(TypeSize::Title));
        heading->setAlignment(Qt::AlignHCenter);
        auto* column = new QVBoxLayout;
        column->setSpacing(4);
        column->addWidget(heading);
        column->addWidget(browser, 1);
        columns->addLayout(column, 1);
    }
    auto* reading = new QVBoxLayout(pair);
    reading->setContentsMargins(0, 0, 0, 0);
    reading->setSpacing(8);
    reading->addWidget(m_prompt);
    reading->addLayout(columns, 1);
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(pair, 1000); // all there is, up to its widest
    middle->addStretch(1);

    auto* tags = new QHBoxLayout;
    tags->setSpacing(8);
    auto* why = new QLabel(tr("What is wrong with the worse one:"), m_choosing);
    why->setForegroundRole(QPalette::PlaceholderText);
    tags->addStretch();
    tags->addWidget(why);
    for (std::size_t tag = 0; tag < voteTagCount; ++tag) {
        QAction* action = commandAt(firstTag + tag);
        QPushButton* button = makeButton(action, m_choosing);
        button->setCheckable(true);
        connect(action, &QAction::triggered, button, &QPushButton::toggle);
        m_tags.push_back(button);
        tags->addWidget(button);
    }
    tags->addStretch();
    auto* choices = new QHBoxLayout;
    choices->setSpacing(8);
    choices->addStretch();
    for (std::size_t i = 0; i < firstTag; ++i) {
        QPushButton* button = buttonFor(commandAt(i));
        button->setMinimumHeight(36);
        choices->addWidget(button);
    }
    choices->addStretch();
    auto* choosing = new QVBoxLayout(m_choosing);
    choosing->setContentsMargins(0, 0, 0, 0);
    choosing->setSpacing(8);
    choosing->addLayout(tags);
    choosing->addLayout(choices);

    auto* question = new QLabel(
        tr("End the vote here? The names and the result are shown, and nothing can be added afterwards."),
        m_ending);
    question->setWordWrap(true);
    auto* sure = new QPushButton(tr("End and show the result"), m_ending);
    connect(sure, &QPushButton::clicked, this, [this] {
        askForEnd(false);
        emit endWanted();
    });
    connect(m_keepVoting, &QPushButton::clicked, this, [this] { askForEnd(false); });
    auto* ending = new QHBoxLayout(m_ending);
    ending->setContentsMargins(0, 0, 0, 0);
    ending->setSpacing(8);
    ending->addWidget(question, 1);
    ending->addWidget(m_keepVoting);
    ending->addWidget(sure);
    m_ending->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addLayout(middle, 1);
    layout->addWidget(m_choosing);
    layout->addWidget(m_ending);

    // Nothing in here takes text, so no input method may wait for more letters.
    for (QWidget* widget : findChildren<QWidget*>())
        widget->setAttribute(Qt::WA_InputMethodEnabled, false);
}

void VotePair::buildCommands()
{
    const auto add
        = [this](const QString& id, auto run) { m_commands.push_back(addCommand(this, id, std::move(run))); };
    add(QStringLiteral("vote.left"), [this] { choose(VoteChoice::A); });
    add(QStringLiteral("vote.right"), [this] { choose(VoteChoice::B); });
    add(QStringLiteral("vote.tie"), [this] { choose(VoteChoice::Tie); });
    add(QStringLiteral("vote.both_bad"), [this] { choose(VoteChoice::BothBad); });
    add(QStringLiteral("vote.skip"), [this] { choose(VoteChoice::Skip); });
    // By VoteTag.
    for (const char* id : {"vote.factual_error", "vote.ignored", "vote.too_long", "vote.tone"})
        add(QString::fromLatin1(id), [] {});
    add(QStringLiteral("vote.take_back"), [this] { emit undoWanted(); });
    m_undo = m_commands.back();
    for (QAction* action : m_commands)
        action->setEnabled(false);
}

void VotePair::ask(const ShownPair& pair)
{
    m_pair = pair;
    QString progress = tr("%1 of %2").arg(pair.number).arg(pair.count);
    if (pair.secondsLeft) {
        const int minutes = static_cast<int>(std::lround(*pair.secondsLeft / secondsPerMinute));
        progress = minutes < 1 ? tr("%1, less than a minute left").arg(progress)
                               : tr("%1, about %n min left", nullptr, minutes).arg(progress);
    }
    m_progress->setText(progress);
    for (QPushButton* tag : m_tags)
        tag->setChecked(false);
    askForEnd(false);
    showTexts();
    m_thinking.start();
}

void VotePair::showTexts()
{
    const auto shown = [](const QString& text) { return text.isEmpty() ? tr("(an empty answer)") : text; };
    setReadingText(m_prompt, m_pair.prompt);
    setReadingText(m_left, shown(m_pair.left));
    setReadingText(m_right, shown(m_pair.right));
    m_prompt->document()->setTextWidth(m_prompt->viewport()->width());
    // The style's padding and border stand around the text.
    const int around = m_prompt->height() - m_prompt->viewport()->height();
    m_prompt->setFixedHeight(std::min(scaledPixels(highestPrompt),
        static_cast<int>(std::ceil(m_prompt->document()->size().height())) + around));
}

void VotePair::setCanUndo(bool canUndo)
{
    m_canUndo = canUndo;
    m_undo->setEnabled(canUndo && isVisible());
}

void VotePair::choose(VoteChoice choice)
{
    if (m_ending->isVisibleTo(this)) // a key that was meant for a pair must not end up there
        return;
    std::vector<VoteTag> tags;
    for (std::size_t tag = 0; tag < m_tags.size(); ++tag)
        if (m_tags[tag]->isChecked())
            tags.push_back(static_cast<VoteTag>(tag));
    emit chosen(choice, tags, static_cast<double>(m_thinking.elapsed()) / 1000);
}

void VotePair::askForEnd(bool isAsking)
{
    m_choosing->setVisible(!isAsking);
    m_ending->setVisible(isAsking);
    if (isAsking)
        m_keepVoting->setFocus();
    else if (isVisible())
        setFocus();
}

void VotePair::scrollBoth(int pixels)
{
    for (QTextBrowser* browser : {m_left, m_right})
        browser->verticalScrollBar()->setValue(browser->verticalScrollBar()->value() + pixels);
}

void VotePair::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Down:
        scrollBoth(scrollStep);
        return;
    case Qt::Key_Up:
        scrollBoth(-scrollStep);
        return;
    case Qt::Key_PageDown:
        scrollBoth(m_left->viewport()->height() - scrollStep);
        return;
    case Qt::Key_PageUp:
        scrollBoth(scrollStep - m_left->viewport()->height());
        return;
    case Qt::Key_Escape:
        if (m_ending->isVisible()) {
            askForEnd(false);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void VotePair::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    for (QAction* action : m_commands)
        action->setEnabled(true);
    m_undo->setEnabled(m_canUndo);
    showTexts(); // its width is known now
    m_thinking.start();
    setFocus();
}

void VotePair::hideEvent(QHideEvent* event)
{
    // Single letters must not vote from another tab of the page.
    for (QAction* action : m_commands)
        action->setEnabled(false);
    QWidget::hideEvent(event);
}

void VotePair::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && !m_pair.prompt.isEmpty())
        showTexts();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
