// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to runs, as commands that can be undone. They come onto the stack when they stand: what
// was refused is a sentence and no step of the history.
#pragma once

#include "core/project/runstore.h"

#include <QString>
#include <QUndoCommand>

#include <functional>
#include <string>
#include <vector>

namespace dankai::ui {

class ProjectSession;

// Empty: it stands. Called on the window's thread.
using RunCommandDone = std::function<void(const QString& problem)>;

struct MarksChange
{
    std::string run;
    RunMarks before;
    RunMarks after;
};

void writeMarks(ProjectSession& session, const std::vector<MarksChange>& changes, bool isForward,
    const RunCommandDone& done);

class MarksCommand final : public QUndoCommand
{
public:
    // Of changes that are written already. Changes of the same run one after another that have the same
    // `part` (a note that is being typed) are one step; 0: a step of its own.
    MarksCommand(ProjectSession& session, std::vector<MarksChange> changes, int part, const QString& text,
        RunCommandDone done);

    void redo() override;
    void undo() override;
    int id() const override;
    bool mergeWith(const QUndoCommand* other) override;

private:
    ProjectSession& m_session;
    std::vector<MarksChange> m_changes;
    int m_part;
    RunCommandDone m_done;
    bool m_isWritten = true;
};

// To the bin and back again.
class DeleteCommand final : public QUndoCommand
{
public:
    DeleteCommand(ProjectSession& session, std::vector<std::string> runs, RunCommandDone done);

    void redo() override;
    void undo() override;

private:
    ProjectSession& m_session;
    std::vector<std::string> m_runs;
    RunCommandDone m_done;
    bool m_isWritten = true;
};

} // namespace dankai::ui
