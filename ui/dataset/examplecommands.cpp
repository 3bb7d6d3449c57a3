// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/examplecommands.h"

#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"

#include <QCoreApplication>

#include <utility>

namespace dankai::ui {

namespace {

QString translated(const char* text, int count = -1)
{
    return QCoreApplication::translate("ExampleCommands", text, nullptr, count);
}

} // namespace

ExcludeCommand::ExcludeCommand(
    ProjectSession& session, std::vector<ExampleId> ids, bool isExcluded, std::string person, Done done)
    : m_session(session)
    , m_ids(std::make_shared<std::vector<ExampleId>>(std::move(ids)))
    , m_isExcluded(isExcluded)
    , m_person(std::move(person))
    , m_done(std::move(done))
{
    const int count = static_cast<int>(m_ids->size());
    setText(isExcluded ? translated(QT_TRANSLATE_N_NOOP("ExampleCommands", "exclude %n example(s)"), count)
                       : translated(QT_TRANSLATE_N_NOOP("ExampleCommands", "restore %n example(s)"), count));
}

void ExcludeCommand::redo()
{
    write(m_isExcluded);
}

void ExcludeCommand::undo()
{
    write(!m_isExcluded);
}

void ExcludeCommand::write(bool isExcluded)
{
    m_session.questions().change(
        &m_session,
        [ids = m_ids, isExcluded, person = m_person](Project& project, const StopFlag&) -> Result<> {
            std::vector<ExampleId> changing;
            for (const ExampleId id : *ids) {
                auto stored = project.examples().example(id);
                if (!stored)
                    return passOn(stored);
                if (stored->isExcluded != isExcluded)
                    changing.push_back(id);
            }
            *ids = changing;
            return isExcluded ? project.examples().exclude(changing, person)
                              : project.examples().include(changing, person);
        },
        [done = m_done, ids = m_ids, isFirst = std::exchange(m_isFirst, false)](const Result<>& changed) {
            done(changed ? QString() : translatedCore(changed.error().message),
                isFirst ? std::vector<ExampleId>() : *ids);
        });
}

EditCommand::EditCommand(ProjectSession& session, ExampleId id, const Example& before, const Example& after,
    std::string person, Done done)
    : m_session(session)
    , m_id(id)
    , m_before(before)
    , m_after(after)
    , m_person(std::move(person))
    , m_done(std::move(done))
{
    setText(QCoreApplication::translate("ExampleCommands", "edit example %1").arg(static_cast<qint64>(id)));
}

void EditCommand::redo()
{
    write(m_after);
}

void EditCommand::undo()
{
    write(m_before);
}

void EditCommand::write(const Example& content)
{
    m_session.questions().change(
        &m_session,
        [id = m_id, content, person = m_person](
            Project& project, const StopFlag&) { return project.examples().edit(id, content, person); },
        [done = m_done, id = m_id, isFirst = std::exchange(m_isFirst, false)](const Result<int>& revision) {
            done(revision ? QString() : translatedCore(revision.error().message),
                isFirst ? std::vector<ExampleId>() : std::vector<ExampleId>{id});
        });
}

} // namespace dankai::ui
