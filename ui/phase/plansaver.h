// SPDX-License-Identifier: GPL-3.0-or-later
// Writes every change of the open plan at once and in order, on the session's thread: what comes while a
// change is being written is put together and written after it. Notices when another program was faster.
// Knows nothing of undo and shows nothing.
#pragma once

#include "core/phase/plan.h"
#include "ui/session/projectsession.h"

#include <QObject>

#include <memory>
#include <set>
#include <span>
#include <string>

namespace dankai::ui {

class PlanSaver final : public QObject
{
    Q_OBJECT

public:
    explicit PlanSaver(ProjectSession& session, QObject* parent = nullptr);
    ~PlanSaver() override; // as handOver(): the session carries it out before it ends

    // From now on it is this plan, as it stands in the project.
    void begin(const Plan& plan);

    enum class Change
    {
        Definition, // everything but the moves by hand
        Everything,
    };

    void save(std::shared_ptr<const Plan> plan, Change change);
    // Of these examples only.
    void saveMoves(std::shared_ptr<const Plan> plan, std::span<const ExampleId> examples);

    // Whether what was handed over stands in the project.
    bool isSaved() const { return m_writing == 0 && !m_hasChange; }

    // Asks whether another program has changed the plan; conflicted() follows where it has.
    void look();

    // What waits to be put together with later changes is given to the session's thread now; questions that
    // are asked afterwards find it written.
    void handOver();

signals:
    void saved(); // all of it
    // The stored plan is another or gone; nothing more is written until begin().
    void conflicted();
    // The sentence of what failed otherwise; it is tried again with the next change.
    void failed(const QString& sentence);

private:
    struct Outcome
    {
        bool isConflict = false;
        QString sentence; // empty: it is written
    };

    // Used on the session's thread only, so that one write need not wait for the answer to the last.
    struct Stored
    {
        std::int64_t revision = 0;
    };

    void write();
    void post();
    void take(const Outcome& outcome);

    ProjectSession& m_session;
    std::string m_name;
    std::shared_ptr<Stored> m_stored;
    std::shared_ptr<const Plan> m_plan;
    bool m_hasChange = false;
    bool m_isDefinitionChanged = false;
    bool m_isEverythingChanged = false;
    std::set<ExampleId> m_changedMoves;
    int m_writing = 0; // writes that are not answered
    quint64 m_generation = 0; // of the plan: answers about an earlier one are dropped
};

} // namespace dankai::ui
