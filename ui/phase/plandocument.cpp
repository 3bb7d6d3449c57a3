// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/plandocument.h"

#include "core/project/tokencounts.h"
#include "ui/phase/plansaver.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QUndoStack>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int undoLimit = 500;
constexpr int progressEveryMs = 200;
constexpr int retryMs = 2000;
constexpr std::size_t keptSelections = 4;

// The paper's cuts are of a scale from 1 to 5; elsewhere they mean nothing.
Rule firstRule(const Plan& plan, const PlanMaterials& materials)
{
    Rule quantiles = {RuleKind::Quantiles, 3, {}};
    const auto scores = materials.order->scores();
    if (scores.empty() || scores.front() < 1 || scores.back() > 5)
        return quantiles;
    Plan paper = plan;
    paper.rule = paperRule();
    return placeExamples(paper, *materials.columns, *materials.order) ? paper.rule : quantiles;
}

// Of what a placement is made of. A run that reports its steps, or a plan that is saved, is no reason to read
// a million examples again; what is excluded on another page is found when the page is shown.
std::string fingerprintOf(const ProjectFigures& figures)
{
    std::string print = std::to_string(figures.examples);
    for (const ScorerFigures& scorer : figures.scorers)
        print += " " + scorer.scorer + " " + std::to_string(scorer.version) + " "
            + std::to_string(scorer.scored) + " " + std::to_string(scorer.stale) + " "
            + std::to_string(scorer.mean);
    return print;
}

struct Opened
{
    Plan plan;
    std::shared_ptr<const PlanMaterials> materials; // null: as before
};

} // namespace

PlanDocument::PlanDocument(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_undo(new QUndoStack(this))
    , m_saver(new PlanSaver(session, this))
{
    m_undo->setUndoLimit(undoLimit);
    connect(m_saver, &PlanSaver::conflicted, this, &PlanDocument::afterConflict);
    connect(m_saver, &PlanSaver::saved, this, &PlanDocument::saved);
    connect(m_saver, &PlanSaver::failed, this, [this](const QString& sentence) {
        emit noticed(tr("The change is not stored yet: %1").arg(sentence));
    });
    connect(&m_session, &ProjectSession::opened, this, &PlanDocument::takeFigures);
    connect(&m_session, &ProjectSession::changed, this, &PlanDocument::takeFigures);
    if (m_session.isOpen())
        takeFigures();
}

PlanDocument::~PlanDocument()
{
    stopCounting();
    m_undo->clear(); // commands refer to this
}

bool PlanDocument::isSaved() const
{
    return m_saver->isSaved();
}

void PlanDocument::takeFigures()
{
    const ProjectFigures& figures = m_session.figures();
    const std::string seen = fingerprintOf(figures);
    const bool isOther = std::exchange(m_figuresSeen, seen) != seen;
    if (m_plan != nullptr) {
        m_saver->look();
        if (isOther)
            reload();
    } else if (!figures.plans.empty() && !m_isOpening) {
        open(figures.plans.front().name);
    }
    const auto ended = static_cast<std::size_t>(std::count_if(
        figures.runs.begin(), figures.runs.end(), [](const RunRecord& run) { return run.finishedMs != 0; }));
    if (m_endedRunsSeen != ended) {
        m_endedRunsSeen = ended;
        readSpeed();
    }
}

void PlanDocument::readSpeed()
{
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return readMeasuredSpeed(project); },
        [this](Result<std::optional<MeasuredSpeed>> speed) {
            // Without it there is no estimate, which the page says.
            if (!speed)
                return;
            m_speed = std::move(*speed);
            emit speedChanged();
        });
}

void PlanDocument::open(const std::string& name)
{
    m_saver->handOver();
    const quint64 generation = ++m_openGeneration;
    m_isOpening = true;
    m_session.questions().ask(
        this, [name](Project& project, const StopFlag&) { return project.plans().load(name); },
        [this, generation](Result<Plan> plan) {
            if (generation != m_openGeneration)
                return;
            m_isOpening = false;
            if (plan)
                begin(std::move(*plan));
            else
                emit failed(translatedCore(plan.error().message));
        });
}

void PlanDocument::create(const std::string& name, const std::string& scorer)
{
    m_saver->handOver();
    const quint64 generation = ++m_openGeneration;
    m_isOpening = true;
    m_session.questions().ask(
        this,
        [name, scorer](Project& project, const StopFlag&) -> Result<Opened> {
            auto materials = readMaterials(project, scorer);
            if (!materials)
                return passOn(materials);
            Plan plan;
            plan.name = name;
            plan.scorer = scorer;
            plan.rule = firstRule(plan, **materials);
            auto edit = withDefaults(std::move(plan), ChainDefaults::Evidence);
            if (!edit)
                return passOn(edit);
            auto saved = project.plans().save(edit->plan);
            if (!saved)
                return passOn(saved);
            return Opened{std::move(*saved), std::move(*materials)};
        },
        [this, generation](Result<Opened> opened) {
            if (generation != m_openGeneration)
                return;
            m_isOpening = false;
            if (!opened) {
                emit noticed(translatedCore(opened.error().message));
                return;
            }
            m_materials = std::move(opened->materials);
            begin(std::move(opened->plan));
            m_session.refresh();
        });
}

void PlanDocument::duplicate(const std::string& name)
{
    if (m_plan == nullptr)
        return;
    m_saver->handOver();
    Plan copy = *m_plan;
    copy.name = name;
    copy.revision = 0;
    const quint64 generation = ++m_openGeneration;
    m_isOpening = true;
    m_session.questions().change(
        this, [copy](Project& project, const StopFlag&) { return project.plans().save(copy); },
        [this, generation](Result<Plan> plan) {
            if (generation != m_openGeneration)
                return;
            m_isOpening = false;
            if (!plan) {
                emit noticed(translatedCore(plan.error().message));
                return;
            }
            begin(std::move(*plan));
            m_session.refresh();
        });
}

void PlanDocument::remove()
{
    if (m_plan == nullptr)
        return;
    m_saver->handOver();
    const quint64 generation = ++m_openGeneration;
    m_isOpening = true;
    m_session.questions().change(
        this,
        [name = m_plan->name](Project& project, const StopFlag&) -> Result<std::vector<PlanListing>> {
            auto plan = project.plans().load(name);
            if (!plan)
                return passOn(plan);
            if (auto removed = project.plans().remove(name, plan->revision); !removed)
                return passOn(removed);
            return project.plans().list();
        },
        [this, generation](Result<std::vector<PlanListing>> left) {
            if (generation != m_openGeneration)
                return;
            m_isOpening = false;
            if (!left) {
                emit noticed(translatedCore(left.error().message));
                return;
            }
            close();
            if (!left->empty())
                open(left->front().name);
            m_session.refresh();
        });
}

std::string PlanDocument::freeName(const std::string& wanted) const
{
    std::string name = wanted;
    const auto& plans = m_session.figures().plans;
    const auto isTaken = [&] {
        return std::any_of(plans.begin(), plans.end(), [&](const PlanListing& plan) {
            return plan.name == name;
        }) || (m_plan != nullptr && m_plan->name == name);
    };
    for (int number = 2; isTaken(); ++number)
        name = wanted + " " + std::to_string(number);
    return name;
}

void PlanDocument::begin(Plan plan)
{
    if (plan.phases.empty())
        plan.phases = defaultPhases(plan.rule.phaseCount);
    m_undo->clear();
    m_saver->begin(plan);
    m_plan = std::make_shared<const Plan>(std::move(plan));
    m_placed.reset();
    m_preview.reset();
    emit planChanged();
    place();
}

void PlanDocument::close()
{
    m_undo->clear();
    m_plan.reset();
    m_placed.reset();
    m_preview.reset();
    emit planChanged();
}

void PlanDocument::afterConflict()
{
    if (m_plan == nullptr)
        return;
    const std::string name = m_plan->name;
    const quint64 generation = ++m_openGeneration;
    m_isOpening = true;
    m_session.questions().ask(
        this, [name](Project& project, const StopFlag&) { return project.plans().load(name); },
        [this, generation, name](Result<Plan> plan) {
            if (generation != m_openGeneration)
                return;
            m_isOpening = false;
            const QString shown = QString::fromStdString(name);
            if (!plan && plan.error().code == ErrorCode::Failed) {
                // It could not be read just now, which says nothing about the plan.
                QTimer::singleShot(retryMs, this, &PlanDocument::afterConflict);
                return;
            }
            if (plan) {
                begin(std::move(*plan));
                emit noticed(
                    tr("Another program changed the plan “%1”. It was read again as it stands now; what "
                       "was not stored here by then is gone, and so is the undo history.")
                        .arg(shown));
                return;
            }
            close();
            emit noticed(tr("Another program deleted the plan “%1”. Choose or make another one.").arg(shown));
            m_session.refresh();
        });
}

void PlanDocument::reload()
{
    m_materials.reset();
    ++m_materialsGeneration;
    if (m_plan != nullptr)
        place();
}

void PlanDocument::place()
{
    if (m_isPlacing) {
        m_isPlacingWanted = true;
        return;
    }
    m_isPlacing = true;
    m_isPlacingWanted = false;
    auto materials = m_materials != nullptr && m_materials->scorer == m_plan->scorer ? m_materials : nullptr;
    m_session.questions().ask(
        this,
        [plan = m_plan, materials](Project& project, const StopFlag&) mutable -> Result<PlacedPlan> {
            if (materials == nullptr) {
                auto read = readMaterials(project, plan->scorer);
                if (!read)
                    return passOn(read);
                materials = std::move(*read);
            }
            return placePlan(plan, materials);
        },
        [this, generation = m_materialsGeneration](
            Result<PlacedPlan> placed) { takePlaced(std::move(placed), generation); });
}

void PlanDocument::takePlaced(Result<PlacedPlan> placed, quint64 materialsGeneration)
{
    m_isPlacing = false;
    if (m_plan == nullptr)
        return;
    const bool isLatest = !m_isPlacingWanted;
    if (!placed) {
        if (isLatest)
            emit failed(translatedCore(placed.error().message));
        else
            place();
        return;
    }
    if (materialsGeneration == m_materialsGeneration)
        m_materials = placed->materials;
    // Of a plan that has changed meanwhile it is better than nothing, so long as its phases are the same.
    if (placed->plan->name == m_plan->name && placed->plan->phases.size() == m_plan->phases.size()) {
        m_placed = std::make_shared<const PlacedPlan>(std::move(*placed));
        emit placementChanged();
    }
    if (!isLatest)
        place();
}

const PlacementPreview& PlanDocument::preview()
{
    if (!m_preview || m_previewPlan != m_plan) {
        m_preview.emplace(*m_plan, *m_placed->materials->columns, m_placed->materials->order);
        m_previewPlan = m_plan;
    }
    return *m_preview;
}

std::optional<Override> PlanDocument::moveOf(ExampleId example) const
{
    const auto moves = movesOf(std::span(&example, 1));
    return moves.empty() ? std::nullopt : std::optional(moves.front());
}

std::vector<Override> PlanDocument::movesOf(std::span<const ExampleId> examples) const
{
    std::vector<Override> moves;
    if (m_plan == nullptr)
        return moves;
    auto from = m_plan->overrides.begin();
    for (const ExampleId example : examples) {
        from = std::lower_bound(from, m_plan->overrides.end(), example,
            [](const Override& move, ExampleId id) { return move.example < id; });
        if (from != m_plan->overrides.end() && from->example == example)
            moves.push_back(*from);
    }
    return moves;
}

void PlanDocument::countTokens()
{
    if (m_isCounting)
        return;
    m_isCounting = true;
    m_stopCounting = std::make_shared<StopFlag>(false);
    emit countingChanged(0, static_cast<qint64>(m_session.figures().examples));
    m_session.work().ask(
        this,
        [guard = QPointer<PlanDocument>(this), wanted = m_stopCounting](
            Project& project, const StopFlag& ending) -> Result<> {
            auto encoder = openEncoder(project);
            if (!encoder)
                return passOn(encoder);
            QElapsedTimer sinceSaid;
            sinceSaid.start();
            const auto say = [&](const Progress& progress) {
                if (isStopRequested(&ending))
                    *wanted = true;
                if (sinceSaid.elapsed() < progressEveryMs)
                    return;
                sinceSaid.restart();
                QMetaObject::invokeMethod(
                    qApp,
                    [guard, progress] {
                        if (!guard.isNull() && guard->m_isCounting)
                            emit guard->countingChanged(
                                static_cast<qint64>(progress.done), static_cast<qint64>(progress.total));
                    },
                    Qt::QueuedConnection);
            };
            return dankai::countTokens(project, *encoder, say, wanted.get());
        },
        [this](const Result<>& counted) {
            m_isCounting = false;
            emit countingChanged(0, 0);
            if (!counted && counted.error().code != ErrorCode::Stopped)
                emit noticed(translatedCore(counted.error().message));
            const auto rule = std::exchange(m_ruleAfterCounting, std::nullopt);
            reload();
            if (rule && counted)
                change(tr("Split anew"), [&](const Plan& plan) { return withRule(plan, *rule); });
        });
}

void PlanDocument::stopCounting()
{
    if (m_stopCounting)
        *m_stopCounting = true;
}

quint64 PlanDocument::keep(std::vector<ExampleId> examples)
{
    m_kept[++m_lastKept] = std::move(examples);
    while (m_kept.size() > keptSelections)
        m_kept.erase(m_kept.begin());
    return m_lastKept;
}

std::vector<ExampleId> PlanDocument::kept(quint64 token) const
{
    const auto found = m_kept.find(token);
    return found == m_kept.end() ? std::vector<ExampleId>() : found->second;
}

QString shownPhaseName(const Plan& plan, int phase)
{
    const auto index = static_cast<std::size_t>(phase);
    return phaseNameWord(index < plan.phases.size() ? plan.phases[index].name : std::string(), phase + 1);
}

} // namespace dankai::ui
