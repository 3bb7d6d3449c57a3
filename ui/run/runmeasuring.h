// SPDX-License-Identifier: GPL-3.0-or-later
// What only a run's folder tells: its size on disk, its losses, its time. Read behind the window, run by run,
// and again when a run has gone on; figures arrive late. Does not look for runs.
#pragma once

#include "core/platform/diskuse.h"
#include "ui/session/backgroundwork.h"
#include "ui/training/runwatch.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dankai::ui {

struct RunFigures
{
    DiskUse disk;
    int phases = 0; // 0: its settings cannot be read
    double seconds = 0; // of all attempts
    std::optional<int> rolledBackTo; // the phase whose model a person went back to; 0: before training
    // Per token, with the model after the last phase or the one that was gone back to, on all held-out rows
    // together: those for reports, or those for gates where there are none.
    std::optional<double> loss;
    std::uint64_t lossExamples = 0;
    bool isTestLoss = false;

    bool operator==(const RunFigures&) const = default;
};

RunFigures measureRun(const std::filesystem::path& folder, const StopFlag& stop);

class RunMeasuring final : public QObject
{
    Q_OBJECT

public:
    explicit RunMeasuring(QObject* parent = nullptr);

    // Of all runs that are shown; what has changed since it was measured comes to be measured.
    void want(const std::vector<RunListing>& runs, const std::filesystem::path& runsFolder);

    // What a run alone takes has changed, since others that hold files of its have gone.
    void measureAgain();

    // Null: not measured yet.
    const RunFigures* figures(const std::string& id) const;

signals:
    void measured(const QString& id);

private:
    struct Entry
    {
        RunRecord seen; // as it stood when it was measured
        QElapsedTimer since;
        RunFigures figures;
        bool isStale = false;
    };

    void measureNext();

    BackgroundWork* m_work;
    std::map<std::string, Entry> m_entries;
    std::deque<RunRecord> m_waiting;
    std::filesystem::path m_runsFolder;
};

} // namespace dankai::ui
