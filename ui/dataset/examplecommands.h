// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to examples, as commands that can be undone. They hold ids, never rows of a view, and
// write on the session's thread; `done` is called on the window's thread when it stands, with the examples
// that undo or redo has changed, so that they can be shown: none the first time, when the person is at them.
#pragma once

#include "core/dataset/example.h"
#include "core/phase/plan.h"

#include <QString>
#include <QUndoCommand>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace dankai::ui {

class ProjectSession;

class ExcludeCommand final : public QUndoCommand
{
public:
    // Empty: it stands.
    using Done = std::function<void(const QString& error, const std::vector<ExampleId>& cameBack)>;

    // Of the ids given only those that change are kept, so that undo restores no more than redo excluded.
    // `person`: whose doing it is, as also its undo.
    ExcludeCommand(
        ProjectSession& session, std::vector<ExampleId> ids, bool isExcluded, std::string person, Done done);

    void redo() override;
    void undo() override;

private:
    void write(bool isExcluded);

    ProjectSession& m_session;
    std::shared_ptr<std::vector<ExampleId>> m_ids; // narrowed on the session's thread by the first redo
    bool m_isExcluded;
    std::string m_person;
    Done m_done;
    bool m_isFirst = true;
};

class EditCommand final : public QUndoCommand
{
public:
    // Empty: it stands.
    using Done = std::function<void(const QString& error, const std::vector<ExampleId>& cameBack)>;

    EditCommand(ProjectSession& session, ExampleId id, const Example& before, const Example& after,
        std::string person, Done done);

    void redo() override;
    void undo() override;

private:
    void write(const Example& content);

    ProjectSession& m_session;
    ExampleId m_id;
    Example m_before;
    Example m_after;
    std::string m_person;
    Done m_done;
    bool m_isFirst = true;
};

} // namespace dankai::ui
