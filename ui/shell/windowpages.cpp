// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages the window has and what they ask of it and of each other; the frame stands in mainwindow.cpp.
#include "ui/comparison/comparisonpage.h"
#include "ui/dataset/datapage.h"
#include "ui/difficulty/difficultypage.h"
#include "ui/page/command.h"
#include "ui/phase/phasespage.h"
#include "ui/phase/plandocument.h"
#include "ui/run/runspage.h"
#include "ui/sentence/phasename.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/keyrows.h"
#include "ui/shell/machinestatus.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/modelplaces.h"
#include "ui/shell/notifier.h"
#include "ui/shell/packagearrival.h"
#include "ui/shell/personalrows.h"
#include "ui/shell/rail.h"
#include "ui/shell/runstatus.h"
#include "ui/shell/startpage.h"
#include "ui/training/runpane.h"
#include "ui/training/trainingpage.h"

#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QUndoStack>

#include <utility>

namespace dankai::ui {

void MainWindow::rebuildPages()
{
    const QString shown = m_pages.empty() ? QString() : currentPage()->id();
    QString run; // that is looked at
    for (const Page* page : m_pages)
        if (const auto* training = qobject_cast<const TrainingPage*>(page))
            run = training->runPane()->id();
    savePages();
    for (Page* page : m_pages)
        delete page;
    m_pages.clear();
    m_rail->clear();

    auto* start = new StartPage(m_settings, this);
    connect(start, &StartPage::projectChosen, this, &MainWindow::projectChosen);
    connect(start, &StartPage::trainingHidden, this, &MainWindow::hideTraining);
    connect(start, &StartPage::packageChosen, this, &MainWindow::packageChosen);
    addPage(start);
    tellOpenFailure();
    if (m_session && m_openFailure.isEmpty()) {
        auto* dataPage = new DataPage(*m_session, this);
        addPage(dataPage);
        connect(dataPage, &DataPage::packageArrived, m_arrival, &PackageArrival::take);
        auto* difficulty = new DifficultyPage(*m_session, this);
        difficulty->setModelPlaces([this] { return modelPlaces(m_settings); });
        connect(difficulty, &DifficultyPage::pageWanted, this, &MainWindow::showPage);
        addPage(difficulty);
        addPage(new PhasesPage(*m_plan, this));
        if (!m_settings.hidesTraining()) {
            auto* training = new TrainingPage(*m_session, *m_watch, this);
            addPage(training);
            if (!run.isEmpty())
                training->openRun(run);
            addPage(makeRunsPage());
        }
        auto* comparison = new ComparisonPage(*m_session, this);
        connect(comparison, &ComparisonPage::pageWanted, this, &MainWindow::showPage);
        addPage(comparison);
        connectPlan(dataPage);
    }
    tellPerson();
    addPage(makeSettingsPage());
    if (auto* runs = findChild<RunsPage*>())
        runs->setReachablePages(pageIds());
    buildActions();
    applyKeys(this, m_settings.ownKeys());
    buildStatus();
    for (Page* page : m_pages)
        if (m_isPresenting && page->canPresent())
            page->setPresenting(true);
    if (!showPage(shown))
        showPage(m_session && m_openFailure.isEmpty() ? QStringLiteral("data") : QStringLiteral("start"));
}

RunsPage* MainWindow::makeRunsPage()
{
    auto* page = new RunsPage(*m_session, *m_watch, this);
    connect(page, &RunsPage::openWanted, this,
        [this](const QString& on, const QString& run) { openAt({.page = on, .run = run}); });
    return page;
}

SettingsPage* MainWindow::makeSettingsPage()
{
    const PersonalChoices choices = {
        [this](ThemeChoice choice) { emit themeChosen(choice); },
        [this](LanguageChoice choice) { emit languageChosen(choice); },
        [this](int percent) { emit textScaleChosen(percent); },
        [this](bool isHidden) { hideTraining(isHidden); },
        [this] { tellPerson(); },
    };
    const std::vector<PersonalAction> actions = {
        {tr("Takes the list of recent projects away; the projects stay"), tr("Forget recent projects"),
            [this] {
                m_settings.clearRecentProjects();
                if (auto* start = findChild<StartPage*>())
                    start->refresh();
                showNotice(tr("The list of recent projects is empty. The projects are where they were."));
            }},
        {tr("Columns, panes and the window as on the first day"), tr("Reset the layout"),
            [this] { resetLayout(); }},
    };
    std::vector<PersonalSetting> rows = personalSettings(m_settings, choices);
    for (PersonalSetting& row : keySettings(m_settings, [this] { applyKeys(this, m_settings.ownKeys()); }))
        rows.push_back(std::move(row));
    return new SettingsPage(m_session.get(), std::move(rows), actions, this);
}

void MainWindow::connectPlan(DataPage* page)
{
    const auto tellPhases = [this, page] {
        QStringList names;
        for (int phase = 0; m_plan->isOpen() && phase < m_plan->plan().rule.phaseCount; ++phase)
            names.append(shownPhaseName(m_plan->plan(), phase));
        page->setPhases(names);
    };
    connect(m_plan.get(), &PlanDocument::planChanged, page, tellPhases);
    connect(m_plan.get(), &PlanDocument::saved, page, &DataPage::takePlan);
    connect(page, &DataPage::moveWanted, this, [this](const std::vector<ExampleId>& examples, int phase) {
        const int before = m_plan->undoStack()->index();
        m_plan->moveExamples(examples, phase < 0 ? std::nullopt : std::optional(phase));
        if (m_plan->undoStack()->index() != before)
            showNotice(
                tr("Done: %1. It can be undone on the Phases page.").arg(m_plan->undoStack()->undoText()));
    });
    tellPhases();
}

void MainWindow::tellPerson()
{
    const QString name = m_settings.personName();
    if (m_plan)
        m_plan->setPerson(name);
    if (auto* page = findChild<DataPage*>())
        page->setPerson(name);
    if (auto* page = findChild<DifficultyPage*>())
        page->setPerson(name);
    if (auto* page = findChild<ComparisonPage*>())
        page->setPerson(name);
}

void MainWindow::addPage(Page* page)
{
    m_pages.push_back(page);
    m_stack->addWidget(page);
    m_rail->add(page->id(), page->title(), page->iconName());
    QSettings& store = m_settings.store();
    store.beginGroup(PersonalSettings::pageGroup(page->id()));
    page->restoreState(store);
    store.endGroup();
    connect(page, &Page::missingChanged, this, &MainWindow::showHeader);
    connect(page, &Page::noticed, this, &MainWindow::showNotice);
}

void MainWindow::buildStatus()
{
    for (QWidget* old : std::initializer_list<QWidget*>{m_runStatus, m_machineStatus})
        delete old;
    m_runStatus = nullptr;
    m_machineStatus = nullptr;
    if (m_settings.hidesTraining())
        return;
    m_machineStatus = new MachineStatus(this);
    connect(m_machineStatus, &QToolButton::clicked, this, [this] {
        showPage(QStringLiteral("start"));
        startPage()->beginSelfTest();
    });
    if (m_session)
        followRuns();
    statusBar()->addPermanentWidget(m_machineStatus);
}

void MainWindow::followRuns()
{
    m_runStatus = new RunStatus(*m_watch, m_session->folder() / "runs", this);
    statusBar()->addPermanentWidget(m_runStatus);
    connect(m_runStatus, &RunStatus::runChosen, this, [this](const QString& run) {
        openAt({QStringLiteral("training"), run, {}});
    });
    connect(m_runStatus, &RunStatus::personWanted, this,
        [this](const QString& title, const QString& sentence, const QString& run) {
            showNotice(title + QStringLiteral(": ") + sentence);
            if (!isActiveWindow())
                m_notifier->tell(m_session->name() + QStringLiteral(": ") + title, sentence, run);
        });
}

} // namespace dankai::ui
