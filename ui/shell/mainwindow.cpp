// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "core/protocol/log.h"
#include "ui/dataset/datapage.h"
#include "ui/page/command.h"
#include "ui/phase/plandocument.h"
#include "ui/run/runspage.h"
#include "ui/sentence/coresentence.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/activitywatch.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/contextbar.h"
#include "ui/shell/damagebar.h"
#include "ui/shell/glossary.h"
#include "ui/shell/notifier.h"
#include "ui/shell/openpath.h"
#include "ui/shell/packagearrival.h"
#include "ui/shell/rail.h"
#include "ui/shell/runstatus.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/startpage.h"
#include "ui/style/oneline.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/runpane.h"
#include "ui/training/runwatch.h"
#include "ui/training/trainingpage.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QUndoStack>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

constexpr QSize firstSize(1280, 720);
constexpr int settleMs = 500;
constexpr int noticeMs = 8000;
constexpr int noticeMsPerLetter = 60; // longer ones take longer to read

QStringList filesOf(const QMimeData* data)
{
    QStringList files;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    return files;
}

bool isPackage(const QString& file)
{
    return isPackageName(file.toStdString());
}

bool isProject(const QString& path)
{
    return isWholeProject(path.toStdString());
}

} // namespace

MainWindow::MainWindow(PersonalSettings& settings, const std::filesystem::path& folder, QWidget* parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_session(folder.empty() ? nullptr : std::make_unique<ProjectSession>(folder))
    , m_plan(m_session ? std::make_unique<PlanDocument>(*m_session) : nullptr)
    , m_watch(m_session ? std::make_unique<RunWatch>(*m_session) : nullptr)
    , m_rail(new Rail(this))
    , m_header(new QWidget(this))
    , m_context(new ContextBar(this))
    , m_title(new QLabel(this))
    , m_missing(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_damage(new DamageBar(this))
    , m_notice(new OneLine(this))
    , m_noticeTimer(new QTimer(this))
    , m_notifier(new Notifier(this))
{
    resize(firstSize);
    restoreGeometry(m_settings.windowGeometry());
    m_title->setFont(typeFont(TypeSize::Title));
    for (QLabel* label : std::initializer_list<QLabel*>{m_context, m_missing}) {
        label->setFont(typeFont(TypeSize::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_missing->setTextFormat(Qt::PlainText);
    m_missing->setWordWrap(true);
    m_noticeTimer->setSingleShot(true);
    connect(m_noticeTimer, &QTimer::timeout, m_notice, &QLabel::clear);
    m_notice->setIndent(0);
    m_notice->setContentsMargins(16, 0, 0, 0);
    statusBar()->addWidget(m_notice, 1);
    statusBar()->setSizeGripEnabled(false);

    auto* headerLayout = new QVBoxLayout(m_header);
    headerLayout->setContentsMargins(16, 12, 16, 0);
    headerLayout->setSpacing(2);
    headerLayout->addWidget(m_context);
    headerLayout->addWidget(m_title);
    headerLayout->addWidget(m_missing);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_damage);
    column->addWidget(m_stack, 1);
    auto* central = new QWidget(this);
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    setCentralWidget(central);

    connect(m_notifier, &Notifier::clicked, this, [this](const QString& run) {
        comeToFront();
        openAt({QStringLiteral("training"), run, {}});
    });
    setAcceptDrops(true);
    connect(new ActivityWatch(this), &ActivityWatch::rested, this, [this] {
        if (isVisible())
            keepState();
    });
    connect(m_rail, &Rail::chosen, this, [this](const QString& id) { showPage(id); });
    if (m_session) {
        m_arrival = new PackageArrival(*m_session, this);
        connect(m_arrival, &PackageArrival::answeringWanted, this, &MainWindow::packageChosen);
        connect(m_arrival, &PackageArrival::noticed, this, &MainWindow::showNotice);
        m_context->follow(*m_session, *m_plan);
        connect(m_session.get(), &ProjectSession::opened, this, [this] {
            m_settings.addRecentProject(QString::fromStdString(m_session->folder().string()));
            startPage()->refresh();
            showHeader();
        });
        connect(m_session.get(), &ProjectSession::changed, this, &MainWindow::showHeader);
        connect(m_watch.get(), &RunWatch::failed, this, &MainWindow::showNotice);
        connect(m_session.get(), &ProjectSession::damageFound, m_damage, &DamageBar::tell);
        connect(m_damage, &DamageBar::rescueWanted, this,
            [this] { emit rescueChosen(QString::fromStdString(m_session->folder().string())); });
        connect(m_session.get(), &ProjectSession::openFailed, this, [this](const QString& sentence) {
            // In a window's words where the command line's would say what to type.
            const std::filesystem::path place = m_session->folder();
            const QString shown = QString::fromStdString(place.string());
            std::error_code ignored;
            if (!std::filesystem::exists(place, ignored))
                m_openFailure = tr("%1 does not exist. Open another project or make a new one.").arg(shown);
            else if (!std::filesystem::exists(place / "project.yaml", ignored))
                m_openFailure = tr("%1 holds no project. Open another one or make a new one.").arg(shown);
            else
                m_openFailure = translatedCore(sentence);
            logError(sentence.toStdString());
            showPage(QStringLiteral("start"));
            tellOpenFailure();
            // Pages that wait for a project that does not come go; not from within one of them.
            QMetaObject::invokeMethod(this, &MainWindow::rebuildPages, Qt::QueuedConnection);
        });
    }
    rebuildPages();
}

MainWindow::~MainWindow()
{
    // Pages ask the session, and so does the status; they go first.
    delete takeCentralWidget();
    delete m_runStatus;
}

void MainWindow::tellOpenFailure()
{
    if (!m_openFailure.isEmpty() && m_damage->isHidden()) // which says the same, with a way out
        startPage()->showProblem(m_openFailure);
}

void MainWindow::resetLayout()
{
    m_settings.forgetLayout();
    m_forgetsLayout = true;
    resize(firstSize);
    // Not from within the page that goes.
    QMetaObject::invokeMethod(this, &MainWindow::rebuildPages, Qt::QueuedConnection);
}

void MainWindow::hideTraining(bool isHidden)
{
    m_settings.setHidesTraining(isHidden);
    // Not from within the page that goes.
    QMetaObject::invokeMethod(this, &MainWindow::rebuildPages, Qt::QueuedConnection);
}

void MainWindow::setPresenting(bool isPresenting)
{
    if (isPresenting == m_isPresenting)
        return;
    if (isPresenting && !currentPage()->canPresent()) {
        showNotice(tr("This page is not for an audience. Training and Compare are."));
        return;
    }
    if (isPresenting) {
        savePages();
        m_geometryBefore = saveGeometry();
        m_wasMaximized = isMaximized();
        // Large type makes no window larger than its screen, which desktops then do not give it whole.
        layout()->setSizeConstraint(QLayout::SetNoConstraint);
        setWindowState(windowState() | Qt::WindowFullScreen);
    } else {
        m_forgetsLayout = true; // of an audience's view
    }
    m_isPresenting = isPresenting;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_rail, m_header, statusBar()})
        widget->setVisible(!isPresenting);
    const int own = m_settings.textScale();
    applyTextScale(*qApp, isPresenting ? presentationScale(own, screen()->geometry().height()) : own);
    qApp->setStyleSheet(qApp->styleSheet()); // it is polished with the font
    rebuildPages(); // in the other size
    if (isPresenting)
        return;
    if (m_wasMaximized)
        setWindowState((windowState() & ~Qt::WindowFullScreen) | Qt::WindowMaximized);
    else if (!restoreGeometry(m_geometryBefore))
        showNormal();
    // Once the pages have come to rest: until then large type may hold the window open.
    QTimer::singleShot(settleMs, this, [this] {
        if (!m_isPresenting)
            layout()->setSizeConstraint(QLayout::SetDefaultConstraint);
    });
}

void MainWindow::buildActions()
{
    for (QAction* action : m_ownActions)
        delete action;
    m_ownActions.clear();
    const auto add = [this](const QString& id, auto slot) {
        QAction* action = addCommand(this, id, slot);
        action->setShortcutContext(Qt::WindowShortcut);
        m_ownActions.push_back(action);
        return action;
    };
    add(QStringLiteral("shell.palette"), [this] {
        auto* palette = new CommandPalette(reachableActions(), this);
        palette->setAttribute(Qt::WA_DeleteOnClose);
        palette->open();
    });
    add(QStringLiteral("shell.shortcuts"), [this] { showShortcuts(); });
    add(QStringLiteral("shell.keys"), [this] { showKeys(); });
    add(QStringLiteral("shell.glossary"), [this] {
        auto* glossary = new Glossary(this);
        glossary->setAttribute(Qt::WA_DeleteOnClose);
        glossary->show(); // beside the work, not in its way
    });
    const auto present = [this] {
        // Not from within an action that goes.
        QMetaObject::invokeMethod(
            this, [this] { setPresenting(!m_isPresenting); }, Qt::QueuedConnection);
    };
    QAction* presenting = add(QStringLiteral("shell.present"), present);
    if (m_isPresenting) {
        presenting->setText(tr("End the presentation"));
        // However it was begun, this ends it.
        auto* escape = new QAction(this);
        escape->setShortcut(Qt::Key_Escape);
        connect(escape, &QAction::triggered, this, present);
        addAction(escape);
        m_ownActions.push_back(escape);
    }
    for (Page* page : m_pages)
        add(u"shell.go_" + page->id(), [this, id = page->id()] { showPage(id); });
    QAction* hide
        = add(QStringLiteral("shell.hide_training"), [this] { hideTraining(!m_settings.hidesTraining()); });
    if (m_settings.hidesTraining())
        hide->setText(tr("Show the training pages"));
    add(QStringLiteral("shell.theme_system"), [this] { emit themeChosen(ThemeChoice::System); });
    add(QStringLiteral("shell.theme_light"), [this] { emit themeChosen(ThemeChoice::Light); });
    add(QStringLiteral("shell.theme_dark"), [this] { emit themeChosen(ThemeChoice::Dark); });
    add(QStringLiteral("shell.english"), [this] { emit languageChosen(LanguageChoice::English); });
    add(QStringLiteral("shell.japanese"), [this] { emit languageChosen(LanguageChoice::Japanese); });
    add(QStringLiteral("shell.close"), [this] { close(); });
    for (Page* page : m_pages)
        m_rail->tellKeys(page->id(), commandOf(this, u"shell.go_" + page->id()));
}

std::vector<QAction*> MainWindow::reachableActions() const
{
    std::vector<QAction*> actions;
    for (QAction* action : currentPage()->actions())
        actions.push_back(action);
    actions.insert(actions.end(), m_ownActions.begin(), m_ownActions.end());
    return actions;
}

Page* MainWindow::currentPage() const
{
    return qobject_cast<Page*>(m_stack->currentWidget());
}

QStringList MainWindow::pageIds() const
{
    QStringList ids;
    for (const Page* page : m_pages)
        ids.append(page->id());
    return ids;
}

bool MainWindow::showPage(const QString& id)
{
    for (Page* page : m_pages) {
        if (page->id() != id)
            continue;
        m_stack->setCurrentWidget(page);
        m_rail->setCurrent(id);
        showHeader();
        page->setFocus();
        return true;
    }
    return false;
}

void MainWindow::openAt(const OpenAt& at)
{
    if (!at.page.isEmpty())
        showPage(at.page);
    if (auto* training = qobject_cast<TrainingPage*>(currentPage()); training != nullptr && !at.run.isEmpty())
        training->openRun(at.run);
    if (!at.sentence.isEmpty())
        showNotice(at.sentence);
}

StartPage* MainWindow::startPage() const
{
    return qobject_cast<StartPage*>(m_pages.front());
}

void MainWindow::comeToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showHeader()
{
    const Page* page = currentPage();
    if (page == nullptr)
        return;
    m_title->setText(page->title());
    m_missing->setText(page->missing());
    m_missing->setVisible(!m_missing->text().isEmpty());
    const auto* training = findChild<TrainingPage*>();
    m_context->showRun(training != nullptr ? training->runPane()->id() : QString());
    setWindowTitle(m_session && m_session->isOpen() ? tr("%1 - Dankai").arg(m_session->name())
                                                    : QStringLiteral("Dankai"));
}

void MainWindow::showNotice(const QString& sentence)
{
    logInfo(sentence.toStdString());
    m_notice->setText(sentence);
    m_noticeTimer->start(noticeMs + noticeMsPerLetter * static_cast<int>(sentence.size()));
}

void MainWindow::showShortcuts()
{
    auto* sheet = new ShortcutSheet(currentPage()->title(), reachableActions(), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet, &ShortcutSheet::changeWanted, this, &MainWindow::showKeys);
    sheet->open();
}

void MainWindow::showKeys()
{
    showPage(QStringLiteral("settings"));
    if (auto* page = findChild<SettingsPage*>())
        page->showSection(SettingsSection::Keys);
}

void MainWindow::savePages()
{
    if (std::exchange(m_forgetsLayout, false) || m_isPresenting)
        return;
    QSettings& store = m_settings.store();
    for (const Page* page : m_pages) {
        store.beginGroup(PersonalSettings::pageGroup(page->id()));
        page->saveState(store);
        store.endGroup();
    }
}

void MainWindow::keepState()
{
    savePages();
    if (!m_isPresenting)
        m_settings.setWindowGeometry(saveGeometry());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    keepState();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QStringList files = filesOf(event->mimeData());
    if (std::ranges::any_of(files, isPackage) || std::ranges::any_of(files, isProject)
        || (findChild<DataPage*>() != nullptr && !files.isEmpty()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    auto* page = findChild<DataPage*>();
    QStringList packages, examples;
    const QStringList files = filesOf(event->mimeData());
    if (const auto project = std::ranges::find_if(files, isProject); project != files.end()) {
        event->acceptProposedAction();
        emit projectDropped(*project); // its files are no data of this one
        return;
    }
    for (const QString& file : files)
        (isPackage(file) ? packages : examples).append(file);
    if (page == nullptr)
        examples.clear();
    if (packages.isEmpty() && examples.isEmpty())
        return;
    event->acceptProposedAction();
    if (!examples.isEmpty()) {
        showPage(page->id());
        page->importFiles(examples);
    }
    for (const QString& package : packages) {
        if (m_arrival != nullptr && m_session->isOpen())
            m_arrival->take(package);
        else
            emit packageChosen(package);
    }
}

} // namespace dankai::ui
