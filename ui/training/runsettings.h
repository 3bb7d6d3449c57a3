// SPDX-License-Identifier: GPL-3.0-or-later
// The settings that a run was frozen with, in words; the key of run.yaml in the tooltip.
#pragma once

#include "ui/training/runfacts.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace dankai::ui {

class RunSettings final : public QWidget
{
    Q_OBJECT

public:
    explicit RunSettings(QWidget* parent = nullptr);

    void clear();
    void showRun(const RunFacts& facts);

private:
    QTableWidget* m_table;
    QLabel* m_note;
};

} // namespace dankai::ui
