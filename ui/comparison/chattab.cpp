// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/chattab.h"

#include "core/platform/machine.h"
#include "ui/comparison/chatengine.h"
#include "ui/comparison/chatinput.h"
#include "ui/comparison/chatsetup.h"
#include "ui/page/command.h"
#include "ui/page/statepanel.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/type.h"

#include <QAction>
#include <QDateTime>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int inputHeight = 76;
constexpr int usualLongest = 256;
constexpr int shortestAnswer = 16;
constexpr double highestTemperature = 2;
const QString temperatureKey = QStringLiteral("chat_temperature");
const QString longestKey = QStringLiteral("chat_longest");

struct Speakers
{
    std::vector<ChatSpeaker> speakers;
    std::uint64_t freeBytes = 0;
};

// Whether this model was asked the same after the same.
bool wasAsked(const ChatEngine& engine, const std::string& id, const std::vector<Message>& messages)
{
    const std::vector<ChatTurn>& turns = engine.turns();
    const auto turn = std::ranges::find(turns, id, &ChatTurn::id);
    return turn != turns.end()
        && engine.messagesUntil(static_cast<std::size_t>(turn - turns.begin())) == messages;
}

Result<Speakers> readSpeakers(Project& project, const StopFlag&)
{
    auto speakers = chatSpeakers(project);
    if (!speakers)
        return passOn(speakers);
    return Speakers{std::move(*speakers), availableMemoryBytes()};
}

} // namespace

ChatTab::ChatTab(ProjectSession& session, QWidget* parent)
    : ComparisonTab(parent)
    , m_session(session)
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(this))
    , m_setup(new ChatSetup(this))
    , m_chat(new QWidget(this))
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_state, m_setup, m_chat})
        m_stack->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    buildCommands();
    buildChat();
    connect(m_setup, &ChatSetup::beginWanted, this, &ChatTab::begin);
    connect(m_setup, &ChatSetup::backWanted, this, &ChatTab::showChat);
    m_state->showLoading(tr("Looking for models"));
    m_stack->setCurrentWidget(m_state);
    connect(&m_session, &ProjectSession::opened, this, &ChatTab::read);
    if (m_session.isOpen())
        read();
}

ChatTab::~ChatTab() = default;

void ChatTab::buildCommands()
{
    const auto add = [this](const QString& id, auto run) {
        QAction* action = addCommand(this, id, std::move(run));
        action->setEnabled(false);
        m_commands.push_back(action);
        return action;
    };
    m_new = add(QStringLiteral("chat.new"), [this] { newChat(); });
    m_clear = add(QStringLiteral("chat.clear"), [this] { clear(); });
    m_stop = add(QStringLiteral("chat.stop"), [this] { stopAnswers(); });
}

void ChatTab::buildChat()
{
    m_temperature = new QDoubleSpinBox(m_chat);
    m_temperature->setRange(0, highestTemperature);
    m_temperature->setSingleStep(0.1);
    m_temperature->setDecimals(1);
    m_temperature->setAccessibleName(tr("Temperature"));
    m_temperature->setToolTip(
        tr("0: always the likeliest word, so the same question has the same answer. Higher: "
           "more varied."));
    m_longest = new QSpinBox(m_chat);
    m_longest->setRange(shortestAnswer, chatMaxLength);
    m_longest->setSingleStep(shortestAnswer);
    m_longest->setValue(usualLongest);
    m_longest->setAccessibleName(tr("Longest answer"));
    auto* temperatureLabel = new QLabel(tr("Temperature"), m_chat);
    temperatureLabel->setBuddy(m_temperature);
    auto* longestLabel = new QLabel(tr("Longest answer in tokens"), m_chat);
    longestLabel->setBuddy(m_longest);
    m_tools = new QWidget(m_chat);
    auto* top = new QHBoxLayout(m_tools);
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(8);
    top->addWidget(temperatureLabel);
    top->addWidget(m_temperature);
    top->addSpacing(16);
    top->addWidget(longestLabel);
    top->addWidget(m_longest);
    top->addStretch();
    top->addWidget(makeCommandButton(m_clear, m_chat));
    top->addWidget(makeCommandButton(m_new, m_chat));

    m_columnLayout = new QHBoxLayout;
    m_columnLayout->setSpacing(16);
    m_input = new ChatInput(m_chat);
    m_input->setFont(typeFont(TypeSize::Reading));
    m_input->setFixedHeight(scaledPixels(inputHeight));
    m_input->setPlaceholderText(tr("Ask all of them. Enter sends, Shift+Enter begins a new line."));
    m_input->setAccessibleName(tr("Question"));
    m_send = new QPushButton(tr("Send"), m_chat);
    m_send->setProperty("primary", true);
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_send);
    buttons->addWidget(makeCommandButton(m_stop, m_chat));
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    bottom->addWidget(m_input, 1);
    bottom->addLayout(buttons);
    auto* layout = new QVBoxLayout(m_chat);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_tools);
    layout->addLayout(m_columnLayout, 1);
    layout->addLayout(bottom);
    connect(m_input, &ChatInput::sendWanted, this, &ChatTab::send);
    connect(m_input, &QPlainTextEdit::textChanged, this, &ChatTab::updateCommands);
    connect(m_send, &QPushButton::clicked, this, &ChatTab::send);
}

void ChatTab::setPresenting(bool isPresenting)
{
    m_tools->setVisible(!isPresenting); // questions are asked before an audience too
}

void ChatTab::saveState(QSettings& settings) const
{
    settings.setValue(temperatureKey, m_temperature->value());
    settings.setValue(longestKey, m_longest->value());
}

void ChatTab::restoreState(const QSettings& settings)
{
    m_temperature->setValue(settings.value(temperatureKey, 0.0).toDouble());
    m_longest->setValue(settings.value(longestKey, usualLongest).toInt());
}

void ChatTab::read()
{
    if (m_hasRead)
        return;
    m_hasRead = true;
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return lastChat(project); },
        [this](Result<std::vector<ChatSeat>> seats) {
            if (seats && !seats->empty())
                sit(std::move(*seats));
            else
                newChat(); // a chat of old that cannot be read is no reason not to begin a new one
        });
}

void ChatTab::newChat()
{
    if (!m_session.isOpen())
        return;
    m_setup->showProblem({});
    m_setup->setCanGoBack(!m_engines.empty());
    // The sizes of the models are read from the disk, and what memory is free changes.
    m_session.questions().ask(this, readSpeakers, [this](Result<Speakers> read) {
        if (!read) {
            m_state->showError(
                translatedCore(read.error().message), {tr("Try again"), [this] { newChat(); }});
            m_stack->setCurrentWidget(m_state);
            return;
        }
        m_setup->take(read->speakers, read->freeBytes);
        m_stack->setCurrentWidget(m_setup);
        updateCommands();
    });
}

void ChatTab::begin()
{
    if (m_isBeginning)
        return;
    m_isBeginning = true;
    m_session.questions().ask(
        this,
        [speakers = m_setup->chosen()](
            Project& project, const StopFlag&) { return beginChat(project, speakers); },
        [this](Result<std::vector<ChatSeat>> seats) {
            m_isBeginning = false;
            if (!seats) {
                m_setup->showProblem(translatedCore(seats.error().message));
                return;
            }
            for (const auto& engine : m_engines)
                engine->stop(); // their models would take memory that the new ones need
            sit(std::move(*seats));
            for (const auto& engine : m_engines)
                engine->start();
        });
}

void ChatTab::sit(std::vector<ChatSeat> seats)
{
    for (ChatColumn* column : m_columns)
        delete column;
    m_columns.clear();
    m_engines.clear();
    for (ChatSeat& seat : seats) {
        auto engine = std::make_unique<ChatEngine>(std::move(seat));
        auto* column = new ChatColumn(*engine, m_chat);
        connect(engine.get(), &ChatEngine::changed, this, &ChatTab::updateCommands);
        connect(column, &ChatColumn::pinWanted, this,
            [this, column](ChatPin kind, std::size_t turn) { pin(column, kind, turn); });
        connect(column, &ChatColumn::unpinWanted, this,
            [this, column](ChatPin kind, std::size_t turn) { unpin(column, kind, turn); });
        m_columnLayout->addWidget(column, 1);
        m_columns.push_back(column);
        m_engines.push_back(std::move(engine));
    }
    showChat();
}

void ChatTab::showChat()
{
    m_stack->setCurrentWidget(m_chat);
    if (isVisible())
        m_input->setFocus();
    updateCommands();
}

bool ChatTab::isWriting() const
{
    return std::any_of(m_engines.begin(), m_engines.end(), [](const auto& engine) {
        return engine->standing() == ChatStanding::Writing || !engine->waitingQuestion().isEmpty();
    });
}

void ChatTab::updateCommands()
{
    const bool isChat = m_stack->currentWidget() == m_chat;
    const bool hasText = !m_input->toPlainText().trimmed().isEmpty();
    const bool isAnswering = isWriting();
    m_send->setEnabled(isChat && hasText && !isAnswering);
    const bool isShown = isVisible() && isChat;
    m_new->setEnabled(isShown);
    m_stop->setEnabled(isShown && isAnswering);
    m_clear->setEnabled(isShown && !isAnswering
        && std::any_of(
            m_engines.begin(), m_engines.end(), [](const auto& engine) { return !engine->turns().empty(); }));
}

void ChatTab::send()
{
    const QString question = m_input->toPlainText().trimmed();
    if (question.isEmpty() || isWriting())
        return;
    AnswerSpec answers;
    answers.temperature = m_temperature->value();
    answers.maxNewTokens = m_longest->value();
    // The same for all, so that what differs is the model.
    const std::uint64_t seed = QRandomGenerator::global()->generate();
    const std::string id = std::to_string(QDateTime::currentMSecsSinceEpoch());
    m_input->clear();
    for (const auto& engine : m_engines)
        engine->ask(id, question.toStdString(), answers, seed);
}

void ChatTab::stopAnswers()
{
    for (const auto& engine : m_engines)
        if (engine->standing() == ChatStanding::Writing || !engine->waitingQuestion().isEmpty())
            engine->cancel();
}

void ChatTab::clear()
{
    for (const auto& engine : m_engines)
        engine->clear();
    m_input->setFocus();
}

void ChatTab::pin(ChatColumn* column, ChatPin kind, std::size_t turn)
{
    const ChatEngine& engine = column->engine();
    if (turn >= engine.turns().size())
        return;
    const ChatTurn& chosen = engine.turns()[turn];
    const std::vector<Message> messages = engine.messagesUntil(turn);
    m_session.questions().change(
        this,
        [kind, messages, answer = chosen.answer, speaker = engine.seat().speaker, person = m_person](
            Project& project, const StopFlag&) {
            return kind == ChatPin::Prompt ? pinPrompt(project, messages)
                                           : pinExample(project, messages, answer, speaker, person);
        },
        [this, column, kind, id = chosen.id, messages](const Result<PinOutcome>& pinned) {
            if (!pinned) {
                emit noticed(translatedCore(pinned.error().message));
                return;
            }
            for (ChatColumn* one : columnsOf(column, kind, id, messages))
                one->markPinned(kind, id, *pinned);
            if (*pinned == PinOutcome::WasThere)
                emit noticed(kind == ChatPin::Prompt ? tr("This prompt is kept already.")
                                                     : tr("This example is in the data already."));
            else if (kind == ChatPin::Prompt)
                emit noticed(
                    tr("Kept in prompts.jsonl of the project: later runs answer it after every phase."));
            else
                emit noticed(tr("Added to the examples; its source is \"chat\". Edit it on the Data page."));
            m_session.refresh();
        });
}

void ChatTab::unpin(ChatColumn* column, ChatPin kind, std::size_t turn)
{
    const ChatEngine& engine = column->engine();
    if (turn >= engine.turns().size())
        return;
    const ChatTurn& chosen = engine.turns()[turn];
    const std::vector<Message> messages = engine.messagesUntil(turn);
    m_session.questions().change(
        this,
        [kind, messages, answer = chosen.answer, person = m_person](Project& project, const StopFlag&) {
            return kind == ChatPin::Prompt ? unpinPrompt(project, messages)
                                           : unpinExample(project, messages, answer, person);
        },
        [this, column, kind, id = chosen.id, messages](const Result<>& unpinned) {
            if (!unpinned) {
                emit noticed(translatedCore(unpinned.error().message));
                return;
            }
            for (ChatColumn* one : columnsOf(column, kind, id, messages))
                one->markUnpinned(kind, id);
            emit noticed(kind == ChatPin::Prompt
                    ? tr("Taken out of prompts.jsonl of the project.")
                    : tr("The example is excluded. It stands on the Data page, where it can be restored."));
            m_session.refresh();
        });
}

std::vector<ChatColumn*> ChatTab::columnsOf(const ChatColumn* chosen, ChatPin kind, const std::string& turnId,
    const std::vector<Message>& messages) const
{
    std::vector<ChatColumn*> columns;
    for (ChatColumn* column : m_columns)
        if (column == chosen || (kind == ChatPin::Prompt && wasAsked(column->engine(), turnId, messages)))
            columns.push_back(column);
    return columns;
}

void ChatTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    updateCommands();
    if (m_stack->currentWidget() == m_chat)
        m_input->setFocus();
    else if (m_stack->currentWidget() == m_setup)
        newChat(); // a training may have saved more models since
}

void ChatTab::hideEvent(QHideEvent* event)
{
    for (QAction* action : m_commands)
        action->setEnabled(false);
    QWidget::hideEvent(event);
}

} // namespace dankai::ui
