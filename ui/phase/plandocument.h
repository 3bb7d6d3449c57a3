// SPDX-License-Identifier: GPL-3.0-or-later
// The plan that is open in the window: every change is a command with undo, is saved at once, and is placed
// over all examples in the background. What another program changes is read again.
// Shows nothing and filters nothing.
#pragma once

#include "core/phase/placementpreview.h"
#include "core/phase/planedit.h"
#include "ui/phase/phaseestimate.h"
#include "ui/phase/placedplan.h"
#include "ui/session/projectsession.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

class QUndoStack;

namespace dankai::ui {

class PlanSaver;

class PlanDocument final : public QObject
{
    Q_OBJECT

public:
    explicit PlanDocument(ProjectSession& session, QObject* parent = nullptr);
    ~PlanDocument() override; // waits until the last change is written

    ProjectSession& session() const { return m_session; }

    bool isOpen() const { return m_plan != nullptr; }

    // Under which moves by hand are kept from now on.
    void setPerson(const QString& name) { m_person = name.trimmed().toStdString(); }

    // Only where isOpen(). Phases always have settings here.
    const Plan& plan() const { return *m_plan; }

    // Of plan() or, while it is being worked out, of the plan before; null until the first is there.
    std::shared_ptr<const PlacedPlan> placed() const { return m_placed; }

    // Whether placed() is of plan().
    bool isPlaced() const { return m_placed != nullptr && m_placed->plan == m_plan; }

    const std::optional<MeasuredSpeed>& speed() const { return m_speed; }

    QUndoStack* undoStack() const { return m_undo; }

    bool isSaved() const;

    // The move by hand of one example; nothing: it stands where the rule puts it.
    std::optional<Override> moveOf(ExampleId example) const;
    // The figures of thresholds that are not set yet; only where isPlaced().
    const PlacementPreview& preview();

    void open(const std::string& name);
    // Cut as the paper does where the scores are between 1 and 5 and no phase would be empty, else into
    // three equal parts.
    void create(const std::string& name, const std::string& scorer);
    // The open plan under another name, which is opened.
    void duplicate(const std::string& name);
    void remove(); // the open plan; its runs stay
    // A name that no plan has: `wanted`, or that with a number.
    std::string freeName(const std::string& wanted) const;
    // The project's examples changed: they are read again.
    void reload();

    // Each is one command. Refusals are noticed() and change nothing.
    void setRule(const Rule& rule);
    void setScorer(const std::string& scorer);
    void setThresholds(const std::vector<double>& thresholds);
    void splitPhase(int phase);
    void mergePhases(int phase); // with the next
    void removePhase(int phase);
    void movePhase(int from, int to);
    void renamePhase(int phase, const QString& name);
    void setPhaseSettings(int phase, const PhaseSettings& settings);
    void setSettings(
        const QString& command, const std::map<std::string, std::optional<std::string>>& settings);
    void setDefaults(ChainDefaults defaults);
    // Ids in any order. Nothing: out of this plan. Each move has the person's name and the time of now; undo
    // brings back those of the move before, redo these.
    void moveExamples(std::vector<ExampleId> examples, std::optional<int> phase);
    void moveBackToRule(std::vector<ExampleId> examples);

    // Counts what is not counted, then places anew.
    void countTokens();
    void stopCounting();

    bool isCounting() const { return m_isCounting; }

    // For drags of more than fits into a drag's data; the last few are kept.
    quint64 keep(std::vector<ExampleId> examples);
    std::vector<ExampleId> kept(quint64 token) const;

signals:
    void planChanged(); // plan() is another
    void placementChanged(); // placed() is another
    void saved(); // what others read of the project is plan()
    void speedChanged();
    void countingChanged(qint64 done, qint64 total); // 0, 0: it is over
    // There is nothing to show and why.
    void failed(const QString& sentence);
    void noticed(const QString& sentence);

private:
    friend class ChangePlanCommand;
    friend class MoveExamplesCommand;
    using Edit = std::function<Result<PlanEdit>(const Plan&)>;

    void change(const QString& command, const Edit& edit);
    void put(std::shared_ptr<const Plan> plan);
    void putMoves(const std::vector<ExampleId>& examples, const std::vector<Override>& moves);
    void begin(Plan plan);
    void close();
    void place();
    void takePlaced(Result<PlacedPlan> placed, quint64 materialsGeneration);
    void readSpeed();
    void afterConflict();
    void takeFigures();
    // The plan with its cuts as thresholds; nothing, and noticed(), where that cannot be.
    std::optional<Plan> withOwnThresholds();
    std::vector<Override> movesOf(std::span<const ExampleId> examples) const;

    ProjectSession& m_session;
    QUndoStack* m_undo;
    PlanSaver* m_saver;
    std::string m_person;
    std::shared_ptr<const Plan> m_plan;
    std::shared_ptr<const PlanMaterials> m_materials; // of the last scorer; null: to be read anew
    quint64 m_materialsGeneration = 0;
    std::shared_ptr<const PlacedPlan> m_placed;
    std::optional<PlacementPreview> m_preview;
    std::shared_ptr<const Plan> m_previewPlan; // what m_preview was made of
    std::optional<MeasuredSpeed> m_speed;
    std::optional<std::size_t> m_endedRunsSeen;
    std::string m_figuresSeen;
    bool m_isPlacing = false;
    bool m_isPlacingWanted = false;
    quint64 m_openGeneration = 0; // of open() and its like: only the last one counts
    bool m_isOpening = false;
    bool m_isCounting = false;
    std::shared_ptr<StopFlag> m_stopCounting;
    std::optional<Rule> m_ruleAfterCounting;
    std::map<quint64, std::vector<ExampleId>> m_kept;
    quint64 m_lastKept = 0;
};

// The name of a phase as people see it: its own, or "Phase 2" in their language.
QString shownPhaseName(const Plan& plan, int phase);

} // namespace dankai::ui
