// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/phasespage.h"

#include "ui/page/command.h"
#include "ui/page/statepanel.h"
#include "ui/page/textfield.h"
#include "ui/phase/examplereader.h"
#include "ui/phase/foundhandle.h"
#include "ui/phase/localscoring.h"
#include "ui/phase/phaseboard.h"
#include "ui/phase/phasecolumn.h"
#include "ui/phase/phasesettings.h"
#include "ui/phase/planbar.h"
#include "ui/phase/plannotes.h"
#include "ui/plot/thresholdplot.h"
#include "ui/sentence/scorername.h"
#include "ui/style/type.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QUndoStack>
#include <QUndoView>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int typingPauseMs = 200;
constexpr int shortestSearchField = 140;
constexpr int mainWidth = 760; // at 1280 pixels
constexpr int sideWidth = 320;
constexpr int sideGap = 8;

const ScorerFigures* bestScorer(const ProjectFigures& figures)
{
    const auto best = std::max_element(figures.scorers.begin(), figures.scorers.end(),
        [](const ScorerFigures& left, const ScorerFigures& right) { return left.scored < right.scored; });
    return best == figures.scorers.end() || best->scored == 0 ? nullptr : &*best;
}

// Scrolls up and down alone: it is never narrower than what it holds, whatever that comes to hold.
class UprightScrollArea final : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            setMinimumWidth(widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());
        return QScrollArea::eventFilter(watched, event);
    }
};

} // namespace

PhasesPage::PhasesPage(PlanDocument& document, QWidget* parent)
    : Page(QStringLiteral("phases"), parent)
    , m_document(document)
    , m_contents(new PhaseContents(document, this))
    , m_board(new PhaseBoard(document, *m_contents, this))
    , m_scoring(new LocalScoring(document.session(), this))
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePanel(this))
    , m_search(new QLineEdit(this))
    , m_movedOnly(new QPushButton(this))
    , m_readButton(new QPushButton(tr("Example"), this))
    , m_sideButton(new QPushButton(tr("Settings and history"), this))
    , m_plot(new ThresholdPlot(this))
    , m_plotCaption(new QLabel(this))
    , m_found(new FoundHandle(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_main(new QWidget(this))
    , m_side(new QStackedWidget(this))
    , m_reader(new ExampleReader(document, this))
    , m_settings(new QSplitter(Qt::Vertical, this))
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPauseMs);

    m_plotCaption->setFont(typeFont(TypeSize::Caption));
    m_plotCaption->setForegroundRole(QPalette::PlaceholderText);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_board);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* mainLayout = new QVBoxLayout(m_main);
    mainLayout->setContentsMargins(0, 0, 0, 0);
    mainLayout->setSpacing(4);
    mainLayout->addWidget(m_plotCaption);
    mainLayout->addWidget(m_plot);
    mainLayout->addWidget(buildNotes());
    mainLayout->addWidget(scroll, 1);
    m_splitter->addWidget(m_main);
    m_splitter->addWidget(buildSide());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    m_splitter->setSizes({mainWidth, sideWidth}); // the phases keep their names in sight
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_state);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(buildBar());
    layout->addWidget(m_stack, 1);
    buildActions();

    connect(&m_typing, &QTimer::timeout, this, &PhasesPage::filterChanged);
    connect(m_plot, &ThresholdPlot::thresholdsMoving, this, [this](const QList<double>& thresholds) {
        if (m_document.placed() != nullptr)
            m_board->showFigures(m_document.preview().at(
                std::span(thresholds.data(), static_cast<std::size_t>(thresholds.size()))));
    });
    connect(m_plot, &ThresholdPlot::thresholdsMoved, this, [this](const QList<double>& thresholds) {
        const int before = m_document.undoStack()->index();
        m_document.setThresholds({thresholds.begin(), thresholds.end()});
        if (m_document.undoStack()->index() != before)
            return;
        // Refused: what is drawn goes back to what is.
        showThresholds();
        m_board->showPlacedFigures();
    });
    connect(m_plot, &ThresholdPlot::moveCancelled, m_board, &PhaseBoard::showPlacedFigures);
    connect(&m_document, &PlanDocument::planChanged, this, &PhasesPage::showPlan);
    connect(&m_document, &PlanDocument::placementChanged, this, [this] {
        m_failure.clear();
        showState();
        showThresholds();
        readCurrent();
    });
    connect(&m_document, &PlanDocument::failed, this, [this](const QString& sentence) {
        m_failure = sentence;
        showState();
    });
    connect(&m_document, &PlanDocument::noticed, this, &Page::noticed);
    connect(m_contents, &PhaseContents::changed, this, &PhasesPage::showFound);
    connect(m_board, &PhaseBoard::currentExampleChanged, this, &PhasesPage::readCurrent);
    connect(m_board, &PhaseBoard::noticed, this, &Page::noticed);
    connect(m_scoring, &LocalScoring::changed, this, &PhasesPage::showState);
    connect(m_scoring, &LocalScoring::failed, this, &Page::noticed);
    connect(m_contents, &PhaseContents::failed, this, &Page::noticed);
    const auto takeFigures = [this] {
        showState();
        emit missingChanged();
    };
    connect(&m_document.session(), &ProjectSession::opened, this, takeFigures);
    connect(&m_document.session(), &ProjectSession::changed, this, takeFigures);
    showPlan();
    showFound();
}

QString PhasesPage::title() const
{
    return tr("Phases", "page");
}

QString PhasesPage::iconName() const
{
    return QStringLiteral("phases");
}

QString PhasesPage::missing() const
{
    const ProjectSession& session = m_document.session();
    if (!session.isOpen() || m_document.isOpen())
        return {};
    if (session.figures().examples == 0)
        return tr("There are no examples yet: import a file on the Data page.");
    if (bestScorer(session.figures()) == nullptr)
        return tr("There are no difficulty scores yet: score the examples first.");
    return {};
}

QWidget* PhasesPage::buildBar()
{
    m_bar = new QWidget(this);
    m_search->setPlaceholderText(tr("Search the examples"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setClearButtonEnabled(true);
    limitSearch(m_search);
    m_search->setMinimumWidth(shortestSearchField);
    m_movedOnly->setCheckable(true);
    m_movedOnly->setToolTip(tr("Show only what was moved by hand, against the rule"));
    m_readButton->setCheckable(true);
    m_readButton->setToolTip(tr("The chosen example in full"));
    m_sideButton->setCheckable(true);
    m_sideButton->setToolTip(tr("How the phases are trained, and what was done to the plan"));
    auto* layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* plans = new PlanBar(m_document, m_bar);
    m_planActions = plans->planActions();
    layout->addWidget(plans);
    layout->addWidget(m_search, 1);
    layout->addWidget(m_movedOnly);
    layout->addWidget(m_readButton);
    layout->addWidget(m_sideButton);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &PhasesPage::filterChanged);
    connect(m_movedOnly, &QPushButton::toggled, this, &PhasesPage::filterChanged);
    for (QPushButton* button : {m_readButton, m_sideButton})
        connect(
            button, &QPushButton::toggled, this, [this, button](bool isShown) { showSide(button, isShown); });
    return m_bar;
}

QWidget* PhasesPage::buildNotes()
{
    m_found->hide();
    connect(m_found, &FoundHandle::dragWanted, this,
        [this] { dragExamples(m_document, m_contents->foundExamples(), m_found); });
    connect(m_found, &QPushButton::clicked, this, [this] {
        QMenu menu(this);
        for (int phase = 0; phase < m_document.plan().rule.phaseCount; ++phase)
            menu.addAction(tr("Move all to %1").arg(shownPhaseName(m_document.plan(), phase)), this,
                [this, phase] { m_document.moveExamples(m_contents->foundExamples(), phase); });
        menu.addSeparator();
        menu.addAction(tr("Take all out of the plan"), this,
            [this] { m_document.moveExamples(m_contents->foundExamples(), std::nullopt); });
        menu.addAction(tr("Put all back where the rule puts them"), this,
            [this] { m_document.moveBackToRule(m_contents->foundExamples()); });
        menu.exec(m_found->mapToGlobal(QPoint(0, m_found->height())));
    });
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new PlanNotes(m_document, row), 1);
    layout->addWidget(m_found, 0, Qt::AlignRight);
    return row;
}

QWidget* PhasesPage::buildSide()
{
    auto* scroll = new UprightScrollArea(this);
    scroll->setWidget(new PhaseSettingsPane(m_document, scroll));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* history = new QWidget(this);
    auto* historyLayout = new QVBoxLayout(history);
    historyLayout->setContentsMargins(12, 8, 12, 0);
    historyLayout->setSpacing(4);
    auto* caption
        = new QLabel(tr("What was done since the plan was opened; click to go back to it"), history);
    caption->setFont(typeFont(TypeSize::Caption));
    caption->setForegroundRole(QPalette::PlaceholderText);
    caption->setWordWrap(true);
    auto* view = new QUndoView(m_document.undoStack(), history);
    view->setEmptyLabel(tr("The plan as it was opened"));
    view->setAccessibleName(tr("History"));
    historyLayout->addWidget(caption);
    historyLayout->addWidget(view, 1);
    m_settings->addWidget(scroll);
    m_settings->addWidget(history);
    m_settings->setStretchFactor(0, 3);
    m_settings->setStretchFactor(1, 1);
    m_settings->setSizes({3 * sideWidth, sideWidth});
    m_side->addWidget(m_reader);
    m_side->addWidget(m_settings);
    m_side->setMinimumWidth(sideWidth);
    m_side->setVisible(false);
    return m_side;
}

void PhasesPage::showSide(QPushButton* button, bool isShown)
{
    QPushButton* other = button == m_readButton ? m_sideButton : m_readButton;
    if (isShown) {
        const QSignalBlocker quiet(other);
        other->setChecked(false);
        m_side->setCurrentWidget(button == m_readButton ? static_cast<QWidget*>(m_reader) : m_settings);
    }
    m_side->setVisible(isShown);
    m_main->layout()->setContentsMargins(0, 0, isShown ? sideGap : 0, 0);
    readCurrent();
}

void PhasesPage::readCurrent()
{
    if (m_readButton->isChecked())
        m_reader->read(m_board->currentExample());
}

QAction* PhasesPage::add(const QString& id, const std::function<void()>& slot)
{
    return addCommand(this, id, [this, slot] {
        if (m_document.isOpen())
            slot();
    });
}

void PhasesPage::buildActions()
{
    add(QStringLiteral("phases.search"), [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    for (int phase = 0; phase < maximumPhases; ++phase)
        m_phaseActions.push_back(add(QStringLiteral("phases.move_to_%1").arg(phase + 1),
            [this, phase] { m_board->moveSelected(phase); }));
    add(QStringLiteral("phases.take_out"), [this] { m_board->moveSelected({}); });
    add(QStringLiteral("phases.move_on"), [this] { m_board->moveSelectedToNeighbour(1); });
    add(QStringLiteral("phases.move_back"), [this] { m_board->moveSelectedToNeighbour(-1); });
    add(QStringLiteral("phases.to_rule"), [this] { m_document.moveBackToRule(m_board->selectedExamples()); });
    const auto moveFound = [this](std::optional<int> phase) {
        return [this, phase] {
            if (!m_contents->filter().isOpen())
                m_document.moveExamples(m_contents->foundExamples(), phase);
        };
    };
    for (int phase = 0; phase < maximumPhases; ++phase)
        m_phaseActions.push_back(
            add(QStringLiteral("phases.move_found_to_%1").arg(phase + 1), moveFound(phase)));
    add(QStringLiteral("phases.take_found_out"), moveFound({}));
    tellKeys(m_movedOnly, add(QStringLiteral("phases.moved_only"), [this] { m_movedOnly->toggle(); }));
    connect(add(QStringLiteral("phases.thresholds"), [this] { m_plot->setFocus(Qt::ShortcutFocusReason); }),
        &QAction::changed, this, &PhasesPage::showCaption);
    const auto onPhase = [this](auto&& slot) {
        return [this, slot] {
            if (const int phase = m_board->currentPhase(); phase >= 0)
                slot(phase);
        };
    };
    add(QStringLiteral("phases.rename"), [this] {
        if (m_board->currentPhase() >= 0)
            m_board->currentColumn()->beginRenaming();
    });
    add(QStringLiteral("phases.split"), onPhase([this](int phase) { m_document.splitPhase(phase); }));
    add(QStringLiteral("phases.merge"), onPhase([this](int phase) { m_document.mergePhases(phase); }));
    add(QStringLiteral("phases.remove"), onPhase([this](int phase) { m_document.removePhase(phase); }));
    add(QStringLiteral("phases.earlier"), onPhase([this](int phase) {
        if (phase > 0)
            m_document.movePhase(phase, phase - 1);
    }));
    add(QStringLiteral("phases.later"), onPhase([this](int phase) {
        if (phase + 1 < m_document.plan().rule.phaseCount)
            m_document.movePhase(phase, phase + 1);
    }));
    tellKeys(m_readButton, add(QStringLiteral("phases.read"), [this] { m_readButton->toggle(); }));
    tellKeys(m_sideButton, add(QStringLiteral("phases.settings"), [this] { m_sideButton->toggle(); }));
    addHistoryCommands(this, m_document.undoStack(), id());
    for (QAction* action : m_planActions)
        addAction(action);
}

void PhasesPage::showState()
{
    const ProjectSession& session = m_document.session();
    const bool isShown = m_document.isOpen() && m_failure.isEmpty();
    // Where one plan fails another may be chosen, or another rule.
    m_bar->setVisible(m_document.isOpen() || (session.isOpen() && !session.figures().plans.empty()));
    if (isShown) {
        m_stack->setCurrentWidget(m_splitter);
        return;
    }
    m_stack->setCurrentWidget(m_state);
    if (!session.isOpen()) {
        m_state->showLoading(tr("Opening the project"));
        return;
    }
    const ProjectFigures& figures = session.figures();
    if (!m_failure.isEmpty()) {
        m_state->showError(m_failure, {tr("Try again"), [this] {
                                           m_failure.clear();
                                           if (m_document.isOpen())
                                               m_document.reload();
                                           else if (!m_document.session().figures().plans.empty())
                                               m_document.open(
                                                   m_document.session().figures().plans.front().name);
                                           showState();
                                       }});
    } else if (figures.examples == 0) {
        m_state->showEmpty(tr("No examples yet"),
            tr("Phases are made of examples. Import a file on the Data page; you can also drop it there."));
    } else if (m_scoring->isBusy()) {
        m_state->showLoading(tr("Scoring the examples"));
    } else if (const ScorerFigures* scorer = bestScorer(figures); scorer == nullptr) {
        m_state->showEmpty(tr("No difficulty scores yet"),
            tr("Examples are split by difficulty, from easy to hard. Where the files bring no scores, the "
               "length "
               "of the response can stand for it: a gain may then come from the longer answers alone."),
            {tr("Score by the length of the response"), [this] { m_scoring->begin("response_length"); }});
    } else if (!figures.plans.empty()) {
        m_state->showLoading(tr("Opening the plan"));
    } else {
        m_state->showEmpty(tr("No plan yet"),
            tr("A plan splits the examples into phases, from easy to hard, by their scores (%1). You can "
               "change "
               "everything about it afterwards.")
                .arg(scorerWord(scorer->scorer)),
            {tr("Make a plan"),
                [this, name = scorer->scorer] { m_document.create(m_document.freeName("main"), name); }});
    }
}

void PhasesPage::showPlan()
{
    m_failure.clear();
    showState();
    emit missingChanged();
    if (!m_document.isOpen())
        return;
    const Plan& plan = m_document.plan();
    m_movedOnly->setText(tr("%n moved by hand", nullptr, static_cast<int>(plan.overrides.size())));
    m_movedOnly->setEnabled(!plan.overrides.empty() || m_movedOnly->isChecked());
    showCaption();
    // The page's focus is the first list's, also where it had it before there was a list.
    PhaseView* first = m_board->columns().front()->view();
    if (focusProxy() != first) {
        const bool hadFocus = hasFocus();
        setFocusProxy(first);
        if (hadFocus)
            first->setFocus();
    }
    // Twice eight, for the selected and for the found; those of phases that are not there are not offered.
    for (std::size_t k = 0; k < m_phaseActions.size(); ++k)
        m_phaseActions[k]->setVisible(static_cast<int>(k) % maximumPhases < plan.rule.phaseCount);
}

void PhasesPage::showCaption()
{
    if (!m_document.isOpen())
        return;
    const QString scorer = scorerWord(m_document.plan().scorer);
    const QString keys = keyWords(commandOf(this, QStringLiteral("phases.thresholds"))->shortcuts());
    m_plotCaption->setText(keys.isEmpty()
            ? tr("Difficulty by %1: drag a line to change what the phases hold").arg(scorer)
            : tr("Difficulty by %1: drag a line to change what the phases hold, or %2 and the arrow keys")
                  .arg(scorer, keys));
}

void PhasesPage::showThresholds()
{
    const auto placed = m_document.placed();
    if (placed == nullptr)
        return;
    m_plot->setHistogram(placed->materials->scores);
    m_plot->setScores(placed->materials->order);
    std::vector<double> thresholds;
    std::vector<std::size_t> tiesBelow;
    for (const Cut& cut : placed->placement.cuts) {
        // A rule's cut is the first score above it; drawn there it would lie on what it does not part.
        const bool isBetween = placed->plan->rule.kind != RuleKind::Thresholds && cut.tiesBelow == 0;
        thresholds.push_back(isBetween ? betweenScores(cut.score, *placed->materials->order) : cut.score);
        tiesBelow.push_back(cut.tiesBelow);
    }
    m_plot->setThresholds(std::move(thresholds), phasesOfBands(placed->plan->rule), std::move(tiesBelow));
    int cutTies = 0;
    for (const Cut& cut : placed->placement.cuts)
        cutTies += cut.tiesBelow > 0 ? 1 : 0;
    QStringList remarks;
    if (cutTies > 0)
        remarks.append(
            tr("%n threshold(s) lie among examples of the same difficulty; which of them stand below is "
               "decided by their content, never by length.",
                nullptr, cutTies));
    if (placed->plan->rule.kind == RuleKind::Kde && placed->placement.notes.size() > (cutTies > 0 ? 1U : 0U))
        remarks.append(
            tr("The scores have fewer valleys than thresholds; the others halve the largest phases."));
    m_plot->setToolTip(remarks.join(u'\n'));
}

void PhasesPage::showFound()
{
    const auto contents = m_contents->contents();
    m_found->setVisible(!m_contents->filter().isOpen());
    if (contents != nullptr)
        m_found->setFound(contents->found);
}

void PhasesPage::filterChanged()
{
    m_typing.stop();
    m_contents->setFilter({m_search->text(), m_movedOnly->isChecked()});
}

void PhasesPage::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("settings"), m_settings->saveState());
    settings.setValue(QStringLiteral("side"),
        m_readButton->isChecked()       ? QStringLiteral("example")
            : m_sideButton->isChecked() ? QStringLiteral("settings")
                                        : QString());
}

void PhasesPage::restoreState(const QSettings& settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("splitter")).toByteArray());
    m_settings->restoreState(settings.value(QStringLiteral("settings")).toByteArray());
    const QString side = settings.value(QStringLiteral("side")).toString();
    m_readButton->setChecked(side == u"example");
    m_sideButton->setChecked(side == u"settings");
}

void PhasesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    // Examples may have been excluded or edited on another page of this window.
    if (m_document.isPlaced())
        m_document.reload();
}

} // namespace dankai::ui
