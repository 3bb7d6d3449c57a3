// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/runmarkspane.h"

#include "ui/page/command.h"
#include "ui/page/textfield.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int pauseMs = 1200;
constexpr int buttonsWidth = 200;

std::vector<std::string> tagsIn(const QString& text)
{
    std::vector<std::string> tags;
    QString even = text;
    even.replace(QChar(0x3001), u',').replace(QChar(0xff0c), u','); // 、 and ,
    for (const QString& part : even.split(u',', Qt::SkipEmptyParts)) {
        const std::string tag = part.simplified().toStdString();
        if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
            tags.push_back(tag);
    }
    return tags;
}

QString textOf(const std::vector<std::string>& tags)
{
    QStringList list;
    for (const std::string& tag : tags)
        list.append(QString::fromStdString(tag));
    return list.join(QStringLiteral(", "));
}

} // namespace

RunMarksPane::RunMarksPane(const std::vector<QAction*>& actions, QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_state(new QLabel(this))
    , m_tags(new QLineEdit(this))
    , m_note(new TextField(this))
    , m_pinned(new QCheckBox(tr("Pinned: cannot be deleted"), this))
{
    m_heading->setFont(typeFont(TypeSize::Heading));
    m_state->setFont(typeFont(TypeSize::Caption));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {m_heading, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_state->setWordWrap(true);
    m_tags->setPlaceholderText(tr("baseline, for the meeting"));
    m_tags->setAccessibleName(tr("Tags"));
    m_tags->setToolTip(tr("Words with commas between them; the filter finds them"));
    m_note->setPlaceholderText(tr("What this run was for, and what came of it"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);

    auto* heading = new QVBoxLayout;
    heading->setSpacing(0);
    heading->addWidget(m_heading);
    heading->addWidget(m_state);
    auto* tagsLabel = new QLabel(tr("Tags"), this);
    tagsLabel->setBuddy(m_tags);
    auto* noteLabel = new QLabel(tr("Note"), this);
    noteLabel->setBuddy(m_note);
    noteLabel->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    noteLabel->setContentsMargins(0, 6, 0, 0);
    auto* fields = new QGridLayout;
    fields->setHorizontalSpacing(12);
    fields->setVerticalSpacing(8);
    fields->addWidget(tagsLabel, 0, 0);
    fields->addWidget(m_tags, 0, 1);
    fields->addWidget(m_pinned, 0, 2);
    fields->addWidget(noteLabel, 1, 0);
    fields->addWidget(m_note, 1, 1, 1, 2);
    fields->setColumnStretch(1, 1);
    fields->setRowStretch(1, 1);
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    for (QAction* action : actions) {
        QPushButton* button = makeCommandButton(action, this);
        button->setProperty("primary", action == actions.front());
        button->setFixedWidth(buttonsWidth);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addLayout(heading);
    left->addLayout(fields, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(24);
    layout->addLayout(left, 1);
    layout->addLayout(buttons);

    connect(&m_pause, &QTimer::timeout, this, [this] { tell(NotePart); });
    connect(m_note, &TextField::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_tags, &QLineEdit::editingFinished, this, [this] { tell(TagsPart); });
    connect(m_pinned, &QCheckBox::clicked, this, [this] { tell(PinPart); });
}

void RunMarksPane::show(const RunListing& listing)
{
    const RunRecord& record = listing.record;
    const bool isOther = !m_record || m_record->id != record.id;
    if (isOther)
        tellTyped(); // of the run that was shown
    const bool isNew = isOther || m_record->marks != record.marks;
    m_record = record;
    m_heading->setText(tr("Run %1: %2").arg(QString::fromStdString(record.id), runArmWord(record)));
    QString state = stateWord(record.state);
    if (!record.note.empty())
        state += QStringLiteral(" · ") + translatedCore(record.note);
    m_state->setText(state);
    if (!isNew || (!isOther && record.marks == m_told))
        return; // what is being typed stays
    m_told = record.marks;
    const QSignalBlocker quietNote(m_note), quietTags(m_tags), quietPin(m_pinned);
    m_pause.stop();
    if (m_note->toPlainText() != QString::fromStdString(record.marks.note))
        m_note->setPlainText(QString::fromStdString(record.marks.note));
    m_tags->setText(textOf(record.marks.tags));
    m_pinned->setChecked(record.marks.isPinned);
}

void RunMarksPane::edit()
{
    m_note->setFocus();
    m_note->moveCursor(QTextCursor::End);
}

void RunMarksPane::tell(Part part)
{
    if (!m_record)
        return;
    m_pause.stop();
    const RunMarks marks{m_note->toPlainText().toStdString(), tagsIn(m_tags->text()), m_pinned->isChecked()};
    if (marks == m_told)
        return;
    m_told = marks;
    emit marksWanted(QString::fromStdString(m_record->id), marks, part);
}

void RunMarksPane::tellTyped()
{
    tell(tagsIn(m_tags->text()) == m_told.tags ? NotePart : TagsPart);
}

bool RunMarksPane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        tell(NotePart);
    return QWidget::eventFilter(watched, event);
}

void RunMarksPane::hideEvent(QHideEvent* event)
{
    tellTyped();
    QWidget::hideEvent(event);
}

} // namespace dankai::ui
