// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/chatsetup.h"

#include "ui/comparison/chatcolumn.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int formWidth = 520;
constexpr int tallestList = 320;

} // namespace

ChatSetup::ChatSetup(QWidget* parent)
    : QWidget(parent)
    , m_list(new QVBoxLayout)
    , m_memory(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_back(new QPushButton(tr("Back to the chat"), this))
    , m_begin(new QPushButton(tr("Begin the chat"), this))
{
    auto* heading = new QLabel(tr("Chat"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    auto* what = new QLabel(
        tr("Choose one to four models. Each question goes to all of them, and their answers appear "
           "side by side."),
        this);
    what->setWordWrap(true);
    for (QLabel* label : {m_memory, m_problem}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto* boxes = new QWidget(this);
    m_list->setContentsMargins(4, 4, 4, 4);
    m_list->setSpacing(8);
    boxes->setLayout(m_list);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(boxes);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("Models"));
    for (QWidget* ground : std::initializer_list<QWidget*>{boxes, scroll->viewport()})
        ground->setAutoFillBackground(false);
    m_begin->setProperty("primary", true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_begin);
    auto* column = new QWidget(this);
    column->setFixedWidth(formWidth);
    auto* rows = new QVBoxLayout(column);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->setSpacing(12);
    rows->addWidget(heading);
    rows->addWidget(what);
    rows->addWidget(scroll);
    rows->addWidget(m_memory);
    rows->addWidget(m_problem);
    rows->addLayout(buttons);
    rows->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(column);
    layout->addStretch();
    m_problem->hide();
    m_back->hide();
    connect(m_begin, &QPushButton::clicked, this, &ChatSetup::beginWanted);
    connect(m_back, &QPushButton::clicked, this, &ChatSetup::backWanted);
    showChoice();
}

void ChatSetup::take(const std::vector<ChatSpeaker>& speakers, std::uint64_t freeBytes)
{
    const std::vector<ChatSpeaker> before = chosen();
    m_speakers = speakers;
    m_freeBytes = freeBytes;
    for (QCheckBox* box : m_boxes)
        delete box;
    m_boxes.clear();
    const auto last = std::find_if(
        speakers.rbegin(), speakers.rend(), [](const ChatSpeaker& speaker) { return !speaker.isAdapted; });
    for (std::size_t i = 0; i < speakers.size(); ++i) {
        auto* box = new QCheckBox(speakerWords(speakers[i]), this);
        // At first the beginning and the end of the training; then what was chosen last.
        bool isChosen = before.empty() && (i == 0 || (last != speakers.rend() && &speakers[i] == &*last));
        for (const ChatSpeaker& one : before)
            isChosen = isChosen || (one.run == speakers[i].run && one.checkpoint == speakers[i].checkpoint);
        box->setChecked(isChosen);
        connect(box, &QCheckBox::toggled, this, &ChatSetup::showChoice);
        m_list->addWidget(box);
        box->show(); // else the layout below does not count it where the page is in sight already
        m_boxes.push_back(box);
    }
    // As high as its boxes; more than fit are scrolled.
    findChild<QScrollArea*>()->setFixedHeight(std::min(tallestList, m_list->sizeHint().height()));
    showChoice();
}

void ChatSetup::setCanGoBack(bool canGoBack)
{
    m_back->setVisible(canGoBack);
}

std::vector<ChatSpeaker> ChatSetup::chosen() const
{
    std::vector<ChatSpeaker> chosen;
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i]->isChecked())
            chosen.push_back(m_speakers[i]);
    return chosen;
}

void ChatSetup::showChoice()
{
    const std::vector<ChatSpeaker> speakers = chosen();
    m_begin->setEnabled(!speakers.empty() && speakers.size() <= mostChatSeats);
    QPalette palette = this->palette();
    QString text;
    if (speakers.size() > mostChatSeats) {
        text = tr("At most four models fit side by side. Untick some.");
    } else if (!speakers.empty()) {
        std::uint64_t bytes = 0;
        for (const ChatSpeaker& speaker : speakers)
            bytes += speaker.memoryBytes;
        if (m_freeBytes > 0 && bytes > m_freeBytes) {
            text = tr("Together they take about %1 of memory and %2 are free: some may not start. Choose "
                      "fewer, or end "
                      "another program first.")
                       .arg(bytesWords(bytes), bytesWords(m_freeBytes));
            palette.setColor(QPalette::WindowText, themeOf(this).undecided);
            text.prepend(QStringLiteral("◐ "));
        } else if (bytes > 0) {
            text = tr("%n model(s), about %1 of memory.", nullptr, static_cast<int>(speakers.size()))
                       .arg(bytesWords(bytes));
            palette.setColor(QPalette::WindowText, themeOf(this).quietText);
        }
    }
    m_memory->setPalette(palette);
    m_memory->setText(text);
}

void ChatSetup::showProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

} // namespace dankai::ui
