// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to examples, as commands that can be undone. They hold ids, never rows of a view, and
// write on the session's thread; `done` is called on the window's thread when it stands.
#pragma once

#include "core/dataset/example.h"
#include "core/phase/plan.h"

#include <QString>
#include <QUndoCommand>

#include <functional>
#include <memory>
#include <vector>

namespace dankai::ui {

class ProjectSession;

class ExcludeCommand final : public QUndoCommand
{
public:
    // Of the ids given only those that change are kept, so that undo restores no more than redo excluded.
    ExcludeCommand(
        ProjectSession& session, std::vector<ExampleId> ids, bool isExcluded, std::function<void()> done);

    void redo() override;
    void undo() override;

private:
    void write(bool isExcluded);

    ProjectSession& m_session;
    std::shared_ptr<std::vector<ExampleId>> m_ids; // narrowed on the session's thread by the first redo
    bool m_isExcluded;
    std::function<void()> m_done;
};

class EditCommand final : public QUndoCommand
{
public:
    using Done = std::function<void(const QString& error)>; // empty: it stands

    EditCommand(
        ProjectSession& session, ExampleId id, const Example& before, const Example& after, Done done);

    void redo() override;
    void undo() override;

private:
    void write(const Example& content);

    ProjectSession& m_session;
    ExampleId m_id;
    Example m_before;
    Example m_after;
    Done m_done;
};

} // namespace dankai::ui
