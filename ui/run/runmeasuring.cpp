// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/runmeasuring.h"

#include "core/report/runsummary.h"
#include "core/run/runfolder.h"

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

constexpr qint64 againMs = 30000; // of a run that is being trained

bool hasGoneOn(const RunRecord& before, const RunRecord& now)
{
    return before.state != now.state || before.steps != now.steps || before.finishedMs != now.finishedMs;
}

} // namespace

RunFigures measureRun(const std::filesystem::path& folder, const StopFlag& stop)
{
    RunFigures figures;
    figures.disk = diskUse(folder, &stop);
    const auto spec = readRunSpec(folder);
    if (!spec || isStopRequested(&stop))
        return figures;
    figures.phases = static_cast<int>(spec->phases.size());
    // A record that cannot be read is the opened run's to say.
    const auto summary = summariseRun(folder);
    if (!summary)
        return figures;
    figures.seconds = summary->seconds;
    figures.rolledBackTo = summary->rolledBackTo;
    const ModelResult* last = summary->last();
    // In the middle of a chain the last model is not that of the last phase.
    if (last == nullptr || (last->phase < figures.phases && !figures.rolledBackTo))
        return figures;
    if (const auto test = testLossOn(*last, 0)) {
        figures.loss = test->loss();
        figures.lossExamples = test->n;
        figures.isTestLoss = true;
        return figures;
    }
    SetLoss validation;
    for (const event::Evaluated& evaluated : last->validation) {
        validation.n += evaluated.n;
        validation.tokens += evaluated.tokens;
        validation.nll += evaluated.nll;
    }
    if (validation.tokens > 0) {
        figures.loss = validation.loss();
        figures.lossExamples = validation.n;
    }
    return figures;
}

RunMeasuring::RunMeasuring(QObject* parent)
    : QObject(parent)
    , m_work(new BackgroundWork(this))
{ }

const RunFigures* RunMeasuring::figures(const std::string& id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second.figures;
}

void RunMeasuring::want(const std::vector<RunListing>& runs, const std::filesystem::path& runsFolder)
{
    m_runsFolder = runsFolder;
    for (const RunListing& listing : runs) {
        const RunRecord& record = listing.record;
        const auto known = m_entries.find(record.id);
        const bool isDue = known == m_entries.end() || known->second.isStale
            || hasGoneOn(known->second.seen, record)
            || (listing.isEngineAlive && known->second.since.elapsed() > againMs);
        const bool isWaiting
            = std::ranges::any_of(m_waiting, [&](const RunRecord& other) { return other.id == record.id; });
        if (isDue && !isWaiting)
            m_waiting.push_back(record);
    }
    if (!m_work->isBusy())
        measureNext();
}

void RunMeasuring::measureAgain()
{
    for (auto& [id, entry] : m_entries)
        entry.isStale = true;
}

void RunMeasuring::measureNext()
{
    if (m_waiting.empty())
        return;
    RunRecord record = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_work->begin(
        [folder = m_runsFolder / record.id](const StopFlag& stop) { return measureRun(folder, stop); },
        [this, record](const RunFigures& figures) {
            Entry& entry = m_entries[record.id];
            entry.seen = record;
            entry.isStale = false;
            entry.since.start();
            entry.figures = figures;
            emit measured(QString::fromStdString(record.id));
            measureNext();
        });
}

} // namespace dankai::ui
