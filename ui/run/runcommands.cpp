// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/runcommands.h"

#include "core/project/runbin.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"

#include <QCoreApplication>

#include <utility>

namespace dankai::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(RunCommands)
};

QString problemOf(const Result<>& result)
{
    return result ? QString() : translatedCore(result.error().message);
}

} // namespace

void writeMarks(ProjectSession& session, const std::vector<MarksChange>& changes, bool isForward,
    const RunCommandDone& done)
{
    session.questions().change(
        &session,
        [changes, isForward](Project& project, const StopFlag&) -> Result<> {
            for (const MarksChange& change : changes)
                if (auto set = project.runs().setMarks(change.run, isForward ? change.after : change.before);
                    !set)
                    return set;
            return {};
        },
        [done](const Result<>& result) { done(problemOf(result)); });
}

MarksCommand::MarksCommand(ProjectSession& session, std::vector<MarksChange> changes, int part,
    const QString& text, RunCommandDone done)
    : QUndoCommand(text)
    , m_session(session)
    , m_changes(std::move(changes))
    , m_part(part)
    , m_done(std::move(done))
{ }

void MarksCommand::redo()
{
    if (!std::exchange(m_isWritten, false))
        writeMarks(m_session, m_changes, true, m_done);
}

void MarksCommand::undo()
{
    writeMarks(m_session, m_changes, false, m_done);
}

int MarksCommand::id() const
{
    return m_part == 0 ? -1 : m_part;
}

bool MarksCommand::mergeWith(const QUndoCommand* other)
{
    const auto& later = static_cast<const MarksCommand&>(*other); // of the same id
    if (m_changes.size() != 1 || later.m_changes.size() != 1
        || m_changes.front().run != later.m_changes.front().run)
        return false;
    m_changes.front().after = later.m_changes.front().after;
    return true;
}

DeleteCommand::DeleteCommand(ProjectSession& session, std::vector<std::string> runs, RunCommandDone done)
    : QUndoCommand(Words::tr("delete %n run(s)", nullptr, static_cast<int>(runs.size())))
    , m_session(session)
    , m_runs(std::move(runs))
    , m_done(std::move(done))
{ }

void DeleteCommand::redo()
{
    if (std::exchange(m_isWritten, false))
        return;
    m_session.questions().change(
        &m_session,
        [runs = m_runs](Project& project, const StopFlag&) -> Result<> {
            for (const std::string& run : runs)
                if (auto binned = binRun(project, run); !binned)
                    return binned;
            return {};
        },
        [done = m_done](const Result<>& result) { done(problemOf(result)); });
}

void DeleteCommand::undo()
{
    m_session.questions().change(
        &m_session,
        [runs = m_runs](Project& project, const StopFlag&) -> Result<> {
            for (const std::string& run : runs)
                if (auto restored = restoreRun(project, run); !restored)
                    return restored;
            return {};
        },
        [done = m_done](const Result<>& result) { done(problemOf(result)); });
}

} // namespace dankai::ui
