// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar's word on this machine, whether anything runs or not: the engine that would be started, the
// device it would train on by itself, and the memory that is free there. Starts no engine to find out.
#pragma once

#include "core/platform/gpu.h"
#include "core/platform/machine.h"
#include "ui/session/backgroundwork.h"

#include <QTimer>
#include <QToolButton>

#include <string>

namespace dankai::ui {

struct MachineReading
{
    std::string engineProblem; // why no engine can be started; empty: one can
    std::string enginePath;
    MachineFacts machine;
    GpuFacts gpu;
};

// Takes tens of milliseconds.
MachineReading readMachine();

class MachineStatus final : public QToolButton
{
    Q_OBJECT

public:
    // Reads now and every few seconds while it can be seen, on a thread of its own. A click is for whoever
    // knows more to say.
    explicit MachineStatus(QWidget* parent = nullptr);

    void show(const MachineReading& reading);
    using QToolButton::show;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void read();

    BackgroundWork* m_work;
    QTimer m_timer;
};

} // namespace dankai::ui
