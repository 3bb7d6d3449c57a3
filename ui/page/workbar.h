// SPDX-License-Identifier: GPL-3.0-or-later
// One line for long work on a page: what runs, how far it is, how long it will take, and a cancel.
#pragma once

#include "ui/session/progressrelay.h"

#include <QWidget>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace dankai::ui {

class WorkBar final : public QWidget
{
    Q_OBJECT

public:
    explicit WorkBar(QWidget* parent = nullptr); // hidden until something runs

    // What the work is given.
    struct Watch
    {
        ProgressCallback progress; // for the work's thread
        std::shared_ptr<StopFlag> stop; // set by the cancel button
    };

    // One work at a time: an earlier one is asked to stop. `what` says what runs: "Exporting".
    Watch begin(const QString& what);
    void end();

    bool isBusy() const { return m_stop != nullptr; }

    // Of work that is not on a thread of the window. `what` stands in the place of that of begin().
    void report(const QString& what, const ProgressReport& now);

signals:
    // The button was pressed; Watch::stop is set.
    void cancelled();

private:
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QString m_what;
    std::shared_ptr<StopFlag> m_stop; // of what runs
};

} // namespace dankai::ui
