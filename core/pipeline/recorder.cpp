// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/recorder.h"

#include "core/protocol/log.h"
#include "core/run/runfolder.h"

namespace dankai {

Recorder::Recorder(EventWriter writer)
    : m_writer(std::move(writer))
{ }

Result<std::unique_ptr<Recorder>> Recorder::open(const std::filesystem::path& folder,
    const event::Hello& hello, std::uint64_t resumedAfter, std::int64_t step, WithRunLogs logs)
{
    auto writer = EventWriter::open({folder / runfile::events, hello, resumedAfter, step});
    if (!writer)
        return passOn(writer);
    std::unique_ptr<Recorder> recorder(new Recorder(std::move(*writer)));
    if (logs == WithRunLogs::Yes) {
        auto events = readEvents(folder / runfile::events);
        if (!events)
            return passOn(events);
        auto begun = RunLogs::begin(folder, *events);
        if (!begun)
            return passOn(begun);
        recorder->m_logs = std::move(*begun);
    }
    Recorder* self = recorder.get();
    recorder->m_writer.setListener([self](const Event& event) {
        if (!self->m_logs)
            return;
        if (auto added = self->m_logs->add(event); !added) {
            // The record itself is fine; training must not end for a plot.
            logWarning(added.error().message + "; TensorBoard events and trainer_log.jsonl end here");
            self->m_logs.reset();
        }
    });
    return recorder;
}

Result<> Recorder::say(EventBody body)
{
    const std::lock_guard lock(m_mutex);
    return m_writer.write(std::move(body));
}

Result<std::uint64_t> Recorder::sync()
{
    const std::lock_guard lock(m_mutex);
    if (auto synced = m_writer.sync(); !synced)
        return passOn(synced);
    return m_writer.lastSeq();
}

Json Recorder::trainerState()
{
    const std::lock_guard lock(m_mutex);
    return m_logs ? m_logs->trainerState() : Json::object();
}

} // namespace dankai
