// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/progressrelay.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointer>

#include <memory>
#include <utility>

namespace dankai::ui {

namespace {

constexpr qint64 reportEveryMs = 100;
constexpr qint64 estimateAfterMs = 3000;

struct Clock
{
    QElapsedTimer running;
    QElapsedTimer sinceReport;
    std::uint64_t done = 0; // when it was called last
};

} // namespace

ProgressCallback relayProgress(QObject* receiver, std::function<void(const ProgressReport&)> show)
{
    // A callback is copied on its way to the work; all copies are one clock.
    return [guard = QPointer<QObject>(receiver), show = std::move(show), clock = std::make_shared<Clock>()](
               const Progress& progress) {
        if (!clock->running.isValid()) {
            clock->running.start();
            clock->sinceReport.start();
        }
        if (progress.done < clock->done)
            clock->running.restart(); // another stage of the work, with a speed of its own
        clock->done = progress.done;
        if (clock->sinceReport.elapsed() < reportEveryMs || progress.total == 0 || progress.done == 0)
            return;
        clock->sinceReport.restart();
        ProgressReport report;
        report.share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
        if (const qint64 running = clock->running.elapsed(); running > estimateAfterMs)
            report.secondsLeft
                = static_cast<int>(static_cast<double>(running) / 1000 * (1 - report.share) / report.share)
                + 1;
        // Only the window's thread may ask whether the receiver is still there.
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guard, show, report] {
            if (!guard.isNull())
                show(report);
        });
    };
}

} // namespace dankai::ui
