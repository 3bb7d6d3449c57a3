// SPDX-License-Identifier: GPL-3.0-or-later
// One line for work in stages: what is done now, how far that is, and a cancel.
#pragma once

#include "core/project/runlaunch.h"

#include <QString>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace dankai::ui {

class StageBar final : public QWidget
{
    Q_OBJECT

public:
    explicit StageBar(QWidget* parent = nullptr); // hidden until something runs

    // For the work's thread.
    StageProgress begin();
    void end();

signals:
    void cancelWanted();

private:
    void show(const QString& stage, double share);

    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    quint64 m_generation = 0;
    bool m_isCancelled = false;
};

} // namespace dankai::ui
