// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/difficultypage.h"

#include "ui/difficulty/agreementtab.h"
#include "ui/difficulty/calibrationtab.h"
#include "ui/difficulty/judgetab.h"
#include "ui/difficulty/measuringjob.h"
#include "ui/difficulty/measuringmodels.h"
#include "ui/difficulty/reviewtab.h"
#include "ui/difficulty/scorertab.h"
#include "ui/difficulty/validitytab.h"
#include "ui/page/workbar.h"

#include <QAction>
#include <QSettings>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace dankai::ui {

DifficultyPage::DifficultyPage(ProjectSession& session, QWidget* parent)
    : Page(QStringLiteral("difficulty"), parent)
    , m_session(session)
    , m_measuring(new MeasuringJob(session, this))
    , m_models(new MeasuringModels(session, this))
    , m_tabs(new QTabWidget(this))
    , m_review(new ReviewTab(session, m_tabs))
    , m_measuringBar(new WorkBar(this))
{
    m_tabs->setDocumentMode(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_measuringBar);
    setFocusProxy(m_tabs);

    add(new ScorerTab(session, *m_measuring, *m_models, m_tabs), tr("Scorers"));
    add(new AgreementTab(session, m_tabs), tr("Agreement"));
    add(new ValidityTab(session, m_tabs), tr("Before training"));
    add(new JudgeTab(session, m_tabs), tr("Judge"));
    add(m_review, tr("Review"));
    add(new CalibrationTab(session, *m_measuring, *m_models, m_tabs), tr("Calibration"));
    followMeasuring();
    connect(m_models, &MeasuringModels::refused, this, &Page::noticed);

    connect(m_tabs, &QTabWidget::currentChanged, this, &DifficultyPage::showCommands);
    showCommands();
    connect(&m_session, &ProjectSession::opened, this, &Page::missingChanged);
    connect(&m_session, &ProjectSession::changed, this, &Page::missingChanged);
}

void DifficultyPage::add(DifficultyTab* tab, const QString& title)
{
    m_tabs->addTab(tab, title);
    connect(tab, &DifficultyTab::noticed, this, &Page::noticed);
    connect(tab, &DifficultyTab::pageWanted, this, &DifficultyPage::pageWanted);
}

// On every tab: what the model reads is for all of them.
void DifficultyPage::followMeasuring()
{
    connect(m_measuring, &MeasuringJob::busyChanged, this, [this] {
        if (m_measuring->isBusy())
            m_measuringBar->begin(tr("Measuring with the model"));
        else
            m_measuringBar->end();
    });
    connect(m_measuring, &MeasuringJob::advanced, m_measuringBar, &WorkBar::report);
    connect(m_measuringBar, &WorkBar::cancelled, m_measuring, &MeasuringJob::stop);
    connect(m_measuring, &MeasuringJob::failed, this, &Page::noticed);
}

DifficultyTab* DifficultyPage::tabAt(int index) const
{
    return qobject_cast<DifficultyTab*>(m_tabs->widget(index));
}

// Only those of the tab in front: two tabs may use the same key.
void DifficultyPage::showCommands()
{
    const QList<QAction*> shown = actions();
    for (QAction* action : shown)
        removeAction(action);
    if (const DifficultyTab* tab = tabAt(m_tabs->currentIndex()))
        for (QAction* action : tab->commands())
            addAction(action);
}

QString DifficultyPage::title() const
{
    return tr("Difficulty", "page");
}

QString DifficultyPage::iconName() const
{
    return QStringLiteral("difficulty");
}

QString DifficultyPage::missing() const
{
    if (!m_session.isOpen())
        return {};
    return m_session.figures().examples == 0
        ? tr("There are no examples yet: import a file on the Data page.")
        : QString();
}

void DifficultyPage::setPerson(const QString& name)
{
    m_review->setPerson(name);
}

void DifficultyPage::setModelPlaces(std::function<ModelPlaces()> places)
{
    m_models->setPlaces(std::move(places));
}

void DifficultyPage::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("tab"), m_tabs->currentIndex());
    m_models->saveState(settings);
    for (int i = 0; i < m_tabs->count(); ++i)
        tabAt(i)->saveState(settings);
}

void DifficultyPage::restoreState(const QSettings& settings)
{
    m_models->restoreState(settings);
    for (int i = 0; i < m_tabs->count(); ++i)
        tabAt(i)->restoreState(settings);
    m_tabs->setCurrentIndex(settings.value(QStringLiteral("tab"), 0).toInt());
}

} // namespace dankai::ui
