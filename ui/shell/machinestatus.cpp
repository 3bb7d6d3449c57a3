// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/machinestatus.h"

#include "core/base/version.h"
#include "core/platform/libtorch.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/fittingtext.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QShowEvent>

namespace dankai::ui {

namespace {

constexpr int readEveryMs = 5000;

QString words(const std::string& value)
{
    return QString::fromStdString(value);
}

} // namespace

MachineReading readMachine()
{
    MachineReading reading;
    if (const auto engine = engineProgram())
        reading.enginePath = engine->string();
    else
        reading.engineProblem = engine.error().message;
    reading.machine = machineFacts();
    reading.gpu = gpuFacts();
    return reading;
}

MachineStatus::MachineStatus(QWidget* parent)
    : QToolButton(parent)
    , m_work(new BackgroundWork(this))
{
    setAutoRaise(true);
    setFont(typeFont(TypeSize::Caption));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setVisible(false); // nothing is known yet
    m_timer.setInterval(readEveryMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isVisible() && !window()->isMinimized())
            read();
    });
    m_timer.start();
    read();
}

void MachineStatus::read()
{
    if (!m_work->isBusy())
        m_work->begin([](const StopFlag&) { return readMachine(); },
            [this](const MachineReading& reading) { show(reading); });
}

void MachineStatus::showEvent(QShowEvent* event)
{
    QToolButton::showEvent(event);
    if (!event->spontaneous())
        read(); // it may have been hidden for hours
}

void MachineStatus::show(const MachineReading& reading)
{
    const MachineFacts& machine = reading.machine;
    const bool hasGpu = !reading.gpu.gpus.empty();
    const QString processor = tr("CPU, %n core(s)", nullptr, machine.physicalCores);
    const QString device = hasGpu ? words(reading.gpu.gpus.front().name) : processor;
    const std::uint64_t freeBytes
        = hasGpu ? reading.gpu.gpus.front().freeMemoryBytes : machine.availableMemoryBytes;
    const bool hasEngine = reading.engineProblem.empty();
    setText(joinedParts({hasEngine ? tr("Engine %1").arg(QLatin1String(versionText)) : tr("No engine"),
        device, tr("%1 free").arg(bytesWords(freeBytes))}));
    setIcon(hasEngine ? QIcon()
                      : QIcon(iconPixmap(QStringLiteral("fail"), themeOf(this).fail, iconSize().height(),
                          devicePixelRatioF())));

    QStringList lines;
    lines.append(hasEngine ? words(reading.enginePath) : translatedCore(reading.engineProblem));
    if (!reading.gpu.problem.empty())
        lines.append(translatedCore(reading.gpu.problem));
    for (const Gpu& gpu : reading.gpu.gpus)
        lines.append(
            tr("%1: %2 free of %3")
                .arg(words(gpu.name), bytesWords(gpu.freeMemoryBytes), bytesWords(gpu.totalMemoryBytes)));
    lines.append(words(machine.cpuName) + QStringLiteral(" · ") + processor);
    lines.append(tr("Memory of this machine: %1 free of %2")
                     .arg(bytesWords(machine.availableMemoryBytes), bytesWords(machine.totalMemoryBytes)));
    lines.append(tr("Click for the self-test."));
    setToolTip(lines.join(u'\n'));
    setAccessibleName(tr("This machine: %1").arg(text()));
    setVisible(true);
}

} // namespace dankai::ui
