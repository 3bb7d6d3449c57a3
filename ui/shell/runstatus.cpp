// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/runstatus.h"

#include "ui/sentence/coresentence.h"
#include "ui/style/type.h"
#include "ui/training/runstanding.h"
#include "ui/training/runwords.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int barWidth = 96;

// A row that still says "frozen" may have an engine that has not said a word yet.
bool isWorking(const RunListing& listing)
{
    const RunState state = listing.record.state;
    return listing.isEngineAlive || state == RunState::Queued || state == RunState::Running
        || state == RunState::Waiting;
}

// Runs of one plan and arm have one name; the number tells them apart.
QString runWords(const RunRecord& record)
{
    const QString id = QString::fromStdString(record.id);
    return record.name.empty() ? RunStatus::tr("Run %1").arg(id)
                               : RunStatus::tr("%1 (run %2)").arg(runNameWord(record), id);
}

} // namespace

RunStatus::RunStatus(RunWatch& watch, std::filesystem::path runsFolder, QWidget* parent)
    : QWidget(parent)
    , m_watch(watch)
    , m_runsFolder(std::move(runsFolder))
    , m_what(new QToolButton(this))
    , m_bar(new QProgressBar(this))
    , m_device(new QLabel(this))
    , m_queue(new QLabel(this))
{
    m_what->setAutoRaise(true);
    m_what->setToolTip(tr("Open this run on the Training page"));
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(barWidth);
    m_bar->setAccessibleName(tr("Progress of the training"));
    m_device->setTextFormat(Qt::PlainText);
    m_device->setToolTip(tr("The device it is trained on, and the memory that takes"));
    m_queue->setTextFormat(Qt::PlainText);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_what, m_device, m_queue})
        widget->setFont(typeFont(TypeSize::Caption));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_what);
    layout->addWidget(m_bar);
    layout->addWidget(m_device);
    layout->addWidget(m_queue);
    connect(m_what, &QToolButton::clicked, this, [this] { emit runChosen(m_id); });
    connect(&m_watch, &RunWatch::changed, this, &RunStatus::takeRuns);
    setVisible(false);
    if (m_watch.hasAnswer())
        takeRuns();
}

QString RunStatus::text() const
{
    if (isHidden())
        return {};
    QStringList shown;
    for (const QString& text : {m_what->text(), m_device->text(), m_queue->text()})
        if (!text.isEmpty())
            shown.append(text);
    return shown.join(QStringLiteral(" | "));
}

void RunStatus::takeRuns()
{
    tellEndings();
    const auto& runs = m_watch.runs();
    const auto alive = std::find_if(
        runs.begin(), runs.end(), [](const RunListing& listing) { return listing.isEngineAlive; });
    follow(alive == runs.end() ? QString() : QString::fromStdString(alive->record.id));
    show();
}

void RunStatus::tellEndings()
{
    for (const RunListing& listing : m_watch.runs()) {
        const RunRecord& record = listing.record;
        if (isWorking(listing)) {
            m_working.insert(record.id);
            continue;
        }
        if (m_working.erase(record.id) == 0)
            continue;
        const QString name = runWords(record);
        const QString id = QString::fromStdString(record.id);
        if (record.state == RunState::Done)
            emit personWanted(tr("Training has finished"), name, id);
        else if (record.state == RunState::Failed)
            emit personWanted(tr("Training broke off"),
                record.note.empty() ? name : QString(name + u": " + translatedCore(record.note)), id);
        else if (record.state == RunState::Stopped)
            emit personWanted(tr("Training has stopped"), name, id);
    }
}

void RunStatus::follow(const QString& id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_follower.reset();
    m_history.clear();
    m_facts.reset();
    m_isEngineAlive = false;
    m_engineSinceMs = 0;
    m_toldGate = 0;
    if (id.isEmpty())
        return;
    const std::filesystem::path folder = m_runsFolder / id.toStdString();
    if (auto facts = readRunFacts(folder))
        m_facts = std::move(*facts);
    m_follower = std::make_unique<RunFollower>(folder);
    connect(m_follower.get(), &RunFollower::arrived, this, &RunStatus::take);
}

void RunStatus::take(const RunNews& news)
{
    if (news.isAnew)
        m_history.clear();
    for (const Event& event : news.events)
        m_history.add(event);
    m_isEngineAlive = news.isEngineAlive;
    m_engineSinceMs = news.engineSinceMs;
    const bool isWaiting = m_isEngineAlive && m_history.waiting();
    const int gate = isWaiting ? m_history.waiting()->phase : 0;
    if (const RunListing* listing = m_watch.run(m_id); gate != m_toldGate && gate != 0)
        emit personWanted(tr("A gate waits for you"),
            tr("%1 waits at the gate after phase %2 until somebody decides.")
                .arg(listing != nullptr ? runWords(listing->record) : m_id, QString::number(gate)),
            m_id);
    const bool isOtherGate = std::exchange(m_toldGate, gate) != gate;
    show();
    if (!m_isEngineAlive || isOtherGate)
        m_watch.lookAt(m_id); // how it ended, or that it waits: lists say so too
}

void RunStatus::show()
{
    setVisible(true);
    m_bar->setVisible(!m_id.isEmpty());
    m_device->setVisible(!m_id.isEmpty());
    QStringList words;
    QStringList device;
    if (!m_id.isEmpty()) {
        RunSigns signs;
        signs.hasArrived = !m_history.isEmpty() || m_engineSinceMs > 0;
        signs.isEngineAlive = m_isEngineAlive;
        signs.engineSinceMs = m_engineSinceMs;
        signs.listing = m_watch.run(m_id);
        words.append(standingWords(standingOf(m_history, signs), m_history,
            m_facts ? static_cast<int>(m_facts->spec.phases.size()) : 0, 0));
        const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
        if (const auto left = m_facts ? m_history.timeLeft(m_facts->planned, now) : std::nullopt)
            words.append(tr("about %1 left").arg(durationWords(left->total)));
        const auto steps = static_cast<int>(m_history.steps().size());
        m_bar->setRange(0, std::max<int>(1, static_cast<int>(m_history.totalSteps())));
        m_bar->setValue(steps);
        if (const auto& used = m_history.device())
            device.append(QString::fromStdString(used->device));
        if (const auto memory = m_history.memory().find("training"); memory != m_history.memory().end())
            device.append(bytesWords(std::max(memory->second.measuredBytes, memory->second.estimatedBytes)));
    }
    if (words.isEmpty())
        words.append(tr("Nothing is being trained"));
    m_what->setText(words.join(QStringLiteral(" · ")));
    m_what->setEnabled(!m_id.isEmpty());
    m_device->setText(device.join(QStringLiteral(" · ")));
    m_queue->setText(queueWords());
}

QString RunStatus::queueWords() const
{
    const QueueFigures& queue = m_watch.queue();
    QStringList words;
    if (queue.workingJobs > 0)
        words.append(tr("%n model(s) answer prompts", nullptr, queue.workingJobs));
    if (queue.waitingRuns > 0)
        words.append(tr("%n run(s) wait", nullptr, queue.waitingRuns));
    if (queue.waitingJobs > 0)
        words.append(tr("%n model(s) wait to answer", nullptr, queue.waitingJobs));
    return words.isEmpty() ? tr("Nothing waits") : words.join(QStringLiteral(" · "));
}

} // namespace dankai::ui
