// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/startpage.h"

#include "core/platform/gpu.h"
#include "core/platform/machine.h"
#include "ui/page/command.h"
#include "ui/page/problembar.h"
#include "ui/shell/modelplaces.h"
#include "ui/shell/openpath.h"
#include "ui/shell/personalsettings.h"
#include "ui/start/modelstep.h"
#include "ui/start/newprojectpanel.h"
#include "ui/start/projectcopies.h"
#include "ui/start/selftestpanel.h"
#include "ui/start/stagebar.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int waysWidth = 420;
constexpr int recentWidth = 600;
constexpr int recentHeight = 44; // two lines
const QString folderKey = QStringLiteral("projects_folder");

bool isProject(const QString& folder)
{
    return isProjectFolder(folder.toStdString());
}

// Of the GPU that "auto" takes, where there is one.
TrainingMemory trainingMemory()
{
    const GpuFacts gpus = gpuFacts();
    if (!gpus.gpus.empty())
        return {gpus.gpus.front().totalMemoryBytes, true};
    return {machineFacts().totalMemoryBytes, false};
}

// What is there of a path; else a dialog would begin wherever the program was started.
QString nearestFolder(QString folder)
{
    while (!QFileInfo(folder).isDir()) {
        const QString parent = QFileInfo(folder).path();
        if (parent == folder || parent == u".")
            return QDir::homePath();
        folder = parent;
    }
    return folder;
}

// A heading, a sentence and buttons in a row.
QVBoxLayout* makeWay(const QString& heading, const QString& text,
    const std::initializer_list<QWidget*>& buttons, QWidget* parent)
{
    auto* title = new QLabel(heading, parent);
    title->setFont(typeFont(TypeSize::Heading));
    auto* words = new QLabel(text, parent);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QWidget* button : buttons)
        row->addWidget(button);
    row->addStretch();
    auto* way = new QVBoxLayout;
    way->setSpacing(6);
    way->addWidget(title);
    way->addWidget(words);
    way->addLayout(row);
    return way;
}

} // namespace

StartPage::StartPage(PersonalSettings& settings, QWidget* parent)
    : Page(QStringLiteral("start"), parent)
    , m_settings(settings)
    , m_work(new BackgroundWork(this))
    , m_projectsFolder(
          QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Dankai"))
    , m_stack(new QStackedWidget(this))
    , m_recent(new QListWidget(this))
    , m_new(new NewProjectPanel(this))
    , m_selfTest(new SelfTestPanel(this))
{
    setAcceptDrops(true);
    buildActions();
    m_overview = buildOverview();
    for (QWidget* widget : std::initializer_list<QWidget*>{m_overview, m_new, m_selfTest})
        m_stack->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addWidget(m_stack);
    connect(m_new, &NewProjectPanel::closed, this, &StartPage::showOverview);
    connect(m_new, &NewProjectPanel::created, this, [this](const QString& folder, const QString& sentence) {
        setProjectsFolder(m_new->modelStep()->projectsFolder());
        emit projectChosen(folder, {.page = QStringLiteral("data"), .sentence = sentence});
    });
    connect(m_selfTest, &SelfTestPanel::closed, this, &StartPage::showOverview);
    connect(m_selfTest, &SelfTestPanel::noticed, this, &Page::noticed);
    fill();
}

QString StartPage::title() const
{
    return tr("Start", "page");
}

QString StartPage::iconName() const
{
    return QStringLiteral("home");
}

void StartPage::saveState(QSettings& settings) const
{
    settings.setValue(folderKey, m_projectsFolder);
}

void StartPage::restoreState(const QSettings& settings)
{
    if (const QString folder = settings.value(folderKey).toString(); !folder.isEmpty())
        m_projectsFolder = folder;
}

QString StartPage::projectsFolder() const
{
    return m_projectsFolder;
}

void StartPage::setProjectsFolder(const QString& folder)
{
    m_projectsFolder = folder;
}

QWidget* StartPage::buildOverview()
{
    auto* overview = new QWidget(this);
    auto* what = new QLabel(tr("Dankai trains a language model on your examples from easy to hard, measures "
                               "after every phase what "
                               "it brought, and compares it with training on everything at once."),
        overview);
    what->setWordWrap(true);
    what->setFont(typeFont(TypeSize::Reading));
    what->setMaximumWidth(recentWidth + waysWidth);
    m_bar = new StageBar(overview);
    m_copies = new ProjectCopies(overview);
    connect(m_copies, &ProjectCopies::noticed, this, &Page::noticed);
    connect(m_copies, &ProjectCopies::made, this, [this](const QString& folder) {
        m_settings.addRecentProject(folder);
        fill();
    });
    connect(m_copies, &ProjectCopies::openWanted, this,
        [this](const QString& folder) { emit projectChosen(folder, {}); });
    m_problem = new ProblemBar(overview);
    connect(m_bar, &StageBar::cancelWanted, m_work, &BackgroundWork::stop);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(40);
    columns->addWidget(buildRecent(), 1);
    columns->addWidget(buildWays());
    columns->addStretch();
    auto* layout = new QVBoxLayout(overview);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(what);
    layout->addWidget(m_problem);
    layout->addLayout(columns, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_copies);
    return overview;
}

QWidget* StartPage::buildRecent()
{
    auto* holder = new QWidget(this);
    holder->setMaximumWidth(recentWidth);
    auto* heading = new QLabel(tr("Recent projects"), holder);
    heading->setFont(typeFont(TypeSize::Heading));
    m_none = new QLabel(tr("There is none yet. Make a new one, open the example, or drop a project's folder "
                           "here."),
        holder);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_recent->setObjectName(QStringLiteral("recent"));
    m_recent->setAccessibleName(tr("Recent projects"));
    m_recent->setSpacing(2);
    m_recent->setTextElideMode(Qt::ElideMiddle);
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_forget = new QPushButton(tr("Remove from the list"), holder);
    tellKeys(m_forget, commandOf(this, QStringLiteral("start.forget")));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_forget);
    buttons->addStretch();
    buttons->addWidget(makeCommandButton(commandOf(this, QStringLiteral("start.open")), holder));
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addWidget(m_none);
    column->addWidget(m_recent, 1);
    column->addLayout(buttons);
    column->addStretch(); // where there is no list
    connect(m_forget, &QPushButton::clicked, this, &StartPage::forgetCurrent);
    connect(m_recent, &QListWidget::itemActivated, this, &StartPage::activate);
    return holder;
}

QWidget* StartPage::buildWays()
{
    m_ways = new QWidget(this);
    m_ways->setFixedWidth(waysWidth);
    const auto buttonFor
        = [this](const QString& id) { return makeCommandButton(commandOf(this, id), m_ways); };
    QPushButton* make = buttonFor(QStringLiteral("start.new"));
    make->setProperty("primary", true);
    QPushButton* example = buttonFor(QStringLiteral("start.example"));
    QPushButton* selfTest = buttonFor(QStringLiteral("start.self_test"));
    auto* train = new QPushButton(tr("Open and start its training"), m_ways);
    train->setToolTip(
        tr("Trains it phase by phase and then all at once, on this machine; some minutes each"));
    tellKeys(train, commandOf(this, QStringLiteral("start.train_example")));
    auto* review = new QCheckBox(tr("I review examples: hide the training pages"), m_ways);
    review->setObjectName(QStringLiteral("reviewer"));
    review->setChecked(m_settings.hidesTraining());
    auto* column = new QVBoxLayout(m_ways);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(24);
    column->addLayout(makeWay(tr("A project of your own"),
        tr("In three steps: a model that is on this disk already, your data, and how it is split into "
           "phases."),
        {make}, m_ways));
    column->addLayout(makeWay(tr("The example project"),
        tr("A help desk's questions in three levels of difficulty, in English as the built-in model is, with "
           "the "
           "record of a real training."),
        {example, train}, m_ways));
    column->addLayout(makeWay(tr("Self-test"),
        tr("What this machine is fit for and what is missing, to be copied into a message."), {selfTest},
        m_ways));
    QPushButton* package = buttonFor(QStringLiteral("start.open_package"));
    package->setToolTip(tr("A file that somebody sent you: its questions are answered without the project"));
    column->addWidget(review);
    column->addWidget(package, 0, Qt::AlignLeft);
    column->addStretch();
    // As they stand: somebody who counts tabs must not start a training.
    const std::initializer_list<QWidget*> order = {make, example, train, selfTest, review, package};
    for (auto each = order.begin(); each + 1 != order.end(); ++each)
        setTabOrder(*each, *(each + 1));
    connect(train, &QPushButton::clicked, this, [this] { openExample(Example::Train); });
    connect(review, &QCheckBox::toggled, this, &StartPage::trainingHidden);
    return m_ways;
}

void StartPage::buildActions()
{
    addCommand(this, QStringLiteral("start.new"), [this] { beginNewProject(); });
    addCommand(this, QStringLiteral("start.open"), [this] { chooseFolder(); });
    addCommand(this, QStringLiteral("start.open_package"), [this] { choosePackage(); });
    addCommand(this, QStringLiteral("start.example"), [this] { openExample(Example::Open); });
    addCommand(this, QStringLiteral("start.train_example"), [this] { openExample(Example::Train); });
    addCommand(this, QStringLiteral("start.self_test"), [this] { beginSelfTest(); });
    addCommandOf(m_recent, this, QStringLiteral("start.forget"), [this] { forgetCurrent(); });
    QAction* duplicate = addCommand(this, QStringLiteral("start.duplicate"), [this] {
        if (const QString folder = currentFolder(); !folder.isEmpty())
            m_copies->duplicate(folder);
    });
    QAction* archive = addCommand(this, QStringLiteral("start.archive"), [this] {
        if (const QString folder = currentFolder(); !folder.isEmpty())
            m_copies->archive(folder);
    });
    addCommand(this, QStringLiteral("start.restore"), [this] { m_copies->restore(m_projectsFolder); });
    m_recent->setContextMenuPolicy(Qt::ActionsContextMenu);
    for (QAction* action : {duplicate, archive})
        m_recent->addAction(action);
    for (QAction* action : m_new->actions()) // for the palette and the sheet of keys
        addAction(action);
}

void StartPage::fill()
{
    const int row = m_recent->currentRow();
    m_recent->clear();
    for (const QString& folder : m_settings.recentProjects()) {
        const bool isThere = isProject(folder);
        const QString name = QFileInfo(folder).fileName();
        const QString path = QDir::toNativeSeparators(QFileInfo(folder).path());
        auto* item = new QListWidgetItem(
            (isThere ? name : tr("%1: not there any more").arg(name)) + u'\n' + path, m_recent);
        item->setData(Qt::UserRole, folder);
        item->setSizeHint({0, scaledPixels(recentHeight)});
        if (!isThere) {
            item->setForeground(themeOf(this).quietText);
            item->setToolTip(tr("%1 holds no project now: it was moved, deleted, or its disk is not there.")
                                 .arg(QDir::toNativeSeparators(folder)));
        }
    }
    m_none->setVisible(m_recent->count() == 0);
    m_recent->setVisible(m_recent->count() > 0);
    m_forget->setVisible(m_recent->count() > 0);
    m_recent->setCurrentRow(std::clamp(row, 0, std::max(0, m_recent->count() - 1)));
}

void StartPage::activate()
{
    if (const QListWidgetItem* item = m_recent->currentItem())
        openFolder(item->data(Qt::UserRole).toString());
}

QString StartPage::currentFolder() const
{
    const QListWidgetItem* item = m_recent->currentItem();
    const QString folder = item == nullptr ? QString() : item->data(Qt::UserRole).toString();
    return isProject(folder) && !m_copies->isBusy() ? folder : QString();
}

void StartPage::forgetCurrent()
{
    const QListWidgetItem* item = m_recent->currentItem();
    if (item == nullptr)
        return;
    m_settings.removeRecentProject(item->data(Qt::UserRole).toString());
    fill();
}

void StartPage::openFolder(const QString& folder)
{
    if (isProject(folder)) {
        emit projectChosen(folder, {});
        return;
    }
    showProblem(tr("%1 holds no project (project.yaml is not there). Choose the folder of a project, or "
                   "make a new one.")
                    .arg(QDir::toNativeSeparators(folder)));
    fill();
}

void StartPage::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("Open a project"), nearestFolder(m_projectsFolder));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &StartPage::openFolder);
    dialog->open();
}

void StartPage::choosePackage()
{
    auto* dialog = new QFileDialog(
        this, tr("Answer a review package"), QDir::homePath(), tr("Review packages (*.dankai-review)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &StartPage::packageChosen);
    dialog->open();
}

void StartPage::showProblem(const QString& sentence)
{
    m_problem->tell(sentence);
}

void StartPage::showOverview()
{
    m_stack->setCurrentWidget(m_overview);
}

void StartPage::beginNewProject()
{
    if (m_work->isBusy())
        return;
    m_problem->hide();
    m_new->modelStep()->setProjectsFolder(m_projectsFolder);
    m_stack->setCurrentWidget(m_new);
    m_new->begin(modelPlaces(m_settings), trainingMemory());
}

void StartPage::beginSelfTest()
{
    m_stack->setCurrentWidget(m_selfTest);
    m_selfTest->begin();
}

void StartPage::offerRestore(const QString& archive)
{
    showOverview();
    m_copies->offer(archive, m_projectsFolder);
}

void StartPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && m_stack->currentWidget() == m_overview)
        event->acceptProposedAction();
}

void StartPage::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        if (!url.isLocalFile())
            continue;
        event->acceptProposedAction();
        const OpenPath path = openPathOf(url.toLocalFile().toStdString());
        if (!path.package.empty())
            emit packageChosen(QString::fromStdString(path.package.string()));
        else if (path.archive.empty())
            openFolder(QString::fromStdString(path.project.string()));
        else
            offerRestore(QString::fromStdString(path.archive.string()));
        return;
    }
}

} // namespace dankai::ui
