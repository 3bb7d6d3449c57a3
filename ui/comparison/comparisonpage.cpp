// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparisonpage.h"

#include "ui/comparison/answerspanel.h"
#include "ui/comparison/answerwatch.h"
#include "ui/comparison/blindvote.h"
#include "ui/comparison/chattab.h"

#include <QAction>
#include <QSettings>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace dankai::ui {

ComparisonPage::ComparisonPage(ProjectSession& session, QWidget* parent)
    : Page(QStringLiteral("compare"), parent)
    , m_session(session)
    , m_tabs(new QTabWidget(this))
{
    m_tabs->setDocumentMode(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->addWidget(m_tabs);
    setFocusProxy(m_tabs);

    auto* answers = new AnswerWatch(session, this);
    add(new AnswersPanel(session, *answers, m_tabs), tr("Answers"));
    m_vote = new BlindVote(session, *answers, m_tabs);
    add(m_vote, tr("Blind vote"));
    m_chat = new ChatTab(session, m_tabs);
    add(m_chat, tr("Chat"));

    connect(m_tabs, &QTabWidget::currentChanged, this, &ComparisonPage::showCommands);
    showCommands();
    connect(&m_session, &ProjectSession::opened, this, &Page::missingChanged);
    connect(&m_session, &ProjectSession::changed, this, &Page::missingChanged);
}

void ComparisonPage::add(ComparisonTab* tab, const QString& title)
{
    m_tabs->addTab(tab, title);
    connect(tab, &ComparisonTab::noticed, this, &Page::noticed);
    connect(tab, &ComparisonTab::pageWanted, this, &ComparisonPage::pageWanted);
}

ComparisonTab* ComparisonPage::tabAt(int index) const
{
    return qobject_cast<ComparisonTab*>(m_tabs->widget(index));
}

// Only those of the tab in front: two tabs may use the same key.
void ComparisonPage::showCommands()
{
    const QList<QAction*> shown = actions();
    for (QAction* action : shown)
        removeAction(action);
    if (const ComparisonTab* tab = tabAt(m_tabs->currentIndex()))
        for (QAction* action : tab->commands())
            addAction(action);
}

QString ComparisonPage::title() const
{
    return tr("Compare", "page");
}

QString ComparisonPage::iconName() const
{
    return QStringLiteral("compare");
}

QString ComparisonPage::missing() const
{
    if (!m_session.isOpen())
        return {};
    return m_session.figures().runs.empty()
        ? tr("No model has been trained yet: there is only the model before training to ask.")
        : QString();
}

void ComparisonPage::setPerson(const QString& name)
{
    m_vote->setPerson(name);
    m_chat->setPerson(name);
}

void ComparisonPage::setPresenting(bool isPresenting)
{
    m_tabs->tabBar()->setVisible(!isPresenting);
    for (int i = 0; i < m_tabs->count(); ++i)
        tabAt(i)->setPresenting(isPresenting);
}

void ComparisonPage::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("tab"), m_tabs->currentIndex());
    for (int i = 0; i < m_tabs->count(); ++i)
        tabAt(i)->saveState(settings);
}

void ComparisonPage::restoreState(const QSettings& settings)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        tabAt(i)->restoreState(settings);
    m_tabs->setCurrentIndex(settings.value(QStringLiteral("tab"), 0).toInt());
}

} // namespace dankai::ui
