// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/projectcopies.h"

#include "core/project/project.h"
#include "core/project/projectarchive.h"
#include "ui/page/workbar.h"
#include "ui/sentence/coresentence.h"
#include "ui/start/foundmodels.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <system_error>
#include <utility>

namespace dankai::ui {

namespace {

const QString archiveSuffix = QStringLiteral(".dankai");
const QString formerSuffix = QStringLiteral(".tar.zst"); // the same under the name of its format

CopiedModels modelsOf(bool withModels)
{
    return withModels ? CopiedModels::All : CopiedModels::None;
}

QString nameWithoutSuffix(const QString& file)
{
    QString name = QFileInfo(file).fileName();
    for (const QString& suffix : {archiveSuffix, formerSuffix})
        if (name.endsWith(suffix))
            name.chop(suffix.size());
    return name;
}

// A folder that is not there yet.
QString freeFolder(const QString& parent, const QString& name)
{
    QString folder = QDir(parent).filePath(name);
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = QDir(parent).filePath(QStringLiteral("%1-%2").arg(name).arg(number));
    return folder;
}

} // namespace

bool isArchiveName(const std::filesystem::path& file)
{
    const QString name = QString::fromStdString(file.filename().string());
    return name.endsWith(archiveSuffix) || name.endsWith(formerSuffix);
}

ProjectCopies::ProjectCopies(QWidget* parent)
    : QWidget(parent)
    , m_work(new BackgroundWork(this))
    , m_bar(new WorkBar(this))
    , m_offer(new QWidget(this))
    , m_question(new QLabel(m_offer))
    , m_take(new QPushButton(tr("Restore and open"), m_offer))
{
    m_question->setWordWrap(true);
    m_question->setTextFormat(Qt::PlainText);
    auto* leave = new QPushButton(tr("Not now"), m_offer);
    auto* offer = new QHBoxLayout(m_offer);
    offer->setContentsMargins(0, 0, 0, 0);
    offer->setSpacing(8);
    offer->addWidget(m_question, 1);
    offer->addWidget(leave);
    offer->addWidget(m_take);
    m_offer->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_offer);
    layout->addWidget(m_bar);
    connect(m_take, &QPushButton::clicked, this, &ProjectCopies::takeOffer);
    connect(leave, &QPushButton::clicked, m_offer, &QWidget::hide);
}

ProjectCopies::~ProjectCopies()
{
    if (m_stop)
        *m_stop = true;
}

void ProjectCopies::askName(const QString& title, const QString& proposed, const QStringList& filters,
    const std::function<void(const QString& name, bool isFirstFilter)>& take)
{
    auto* dialog = new QFileDialog(this, title, QFileInfo(proposed).path());
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing is written over
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(filters);
    dialog->selectFile(QFileInfo(proposed).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [dialog, filters, take](const QString& name) {
        take(name, dialog->selectedNameFilter() == filters.front());
    });
    dialog->open();
}

void ProjectCopies::duplicate(const QString& folder)
{
    askName(tr("Duplicate the project"), folder + tr("-copy"),
        {tr("Copy with all saved models (*)"), tr("Copy without saved models (*)")},
        [this, folder](const QString& name, bool withModels) { duplicateTo(folder, name, withModels); });
}

void ProjectCopies::archive(const QString& folder)
{
    askName(tr("Archive the project"), folder + archiveSuffix,
        {tr("Archive with all saved models (*.dankai)"), tr("Archive without saved models (*.dankai)")},
        [this, folder](const QString& name, bool withModels) {
            archiveTo(folder, name.endsWith(archiveSuffix) ? name : name + archiveSuffix, withModels);
        });
}

void ProjectCopies::restore(const QString& parent)
{
    auto* dialog = new QFileDialog(this, tr("Restore a project from its archive"), parent,
        tr("Archive of a project (*.dankai *.tar.zst)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, parent](const QString& file) {
        restoreTo(file, freeFolder(parent, nameWithoutSuffix(file)));
    });
    dialog->open();
}

void ProjectCopies::offer(const QString& file, const QString& parent)
{
    m_offered = file;
    m_offeredTarget = freeFolder(parent, nameWithoutSuffix(file));
    m_question->setText(tr("“%1” is the archive of a project. Restore it to %2 and open it?")
                            .arg(QFileInfo(file).fileName(), QDir::toNativeSeparators(m_offeredTarget)));
    m_offer->show();
    m_take->setFocus();
}

void ProjectCopies::takeOffer()
{
    if (isBusy())
        return;
    m_offer->hide();
    m_opensRestored = true;
    restoreTo(m_offered, m_offeredTarget);
}

void ProjectCopies::duplicateTo(const QString& folder, const QString& target, bool withModels)
{
    const WorkBar::Watch watch = m_bar->begin(tr("Duplicating the project"));
    m_stop = watch.stop;
    m_work->begin(
        [from = folder.toStdString(), to = target.toStdString(), models = modelsOf(withModels), watch](
            const StopFlag&) -> Result<CopiedProject> {
            auto project = Project::open(from);
            if (!project)
                return passOn(project);
            return duplicateProject(*project, to, models, watch.progress, watch.stop.get());
        },
        [this, target](const Result<CopiedProject>& copied) {
            m_bar->end();
            if (!copied) {
                emit noticed(translatedCore(copied.error().message));
                return;
            }
            emit noticed(tr("Copied to %1.").arg(QDir::toNativeSeparators(target)));
            emit made(target);
        });
}

void ProjectCopies::archiveTo(const QString& folder, const QString& file, bool withModels)
{
    const WorkBar::Watch watch = m_bar->begin(tr("Archiving the project"));
    m_stop = watch.stop;
    m_work->begin(
        [from = folder.toStdString(), to = file.toStdString(), models = modelsOf(withModels), watch](
            const StopFlag&) -> Result<CopiedProject> {
            auto project = Project::open(from);
            if (!project)
                return passOn(project);
            return archiveProject(*project, to, models, watch.progress, watch.stop.get());
        },
        [this, file](const Result<CopiedProject>& archived) {
            m_bar->end();
            emit noticed(archived ? tr("Archived in %1, read back and compared: %2.")
                                        .arg(QDir::toNativeSeparators(file),
                                            sizeWords(static_cast<std::uint64_t>(QFileInfo(file).size())))
                                  : translatedCore(archived.error().message));
        });
}

void ProjectCopies::restoreTo(const QString& file, const QString& target)
{
    const WorkBar::Watch watch = m_bar->begin(tr("Restoring the project"));
    m_stop = watch.stop;
    m_work->begin(
        [from = file.toStdString(), to = std::filesystem::path(target.toStdString()), watch](
            const StopFlag&) {
            // Where projects are made is made with the first of them. What hinders that is said for the
            // project.
            std::error_code ignored;
            std::filesystem::create_directories(to.parent_path(), ignored);
            return restoreProject(from, to, watch.progress, watch.stop.get());
        },
        [this, target](const Result<CopiedProject>& restored) {
            m_bar->end();
            const bool isOffer = std::exchange(m_opensRestored, false);
            if (!restored) {
                m_offer->setVisible(isOffer); // to be tried again
                emit noticed(translatedCore(restored.error().message));
                return;
            }
            emit noticed(tr("Restored to %1.").arg(QDir::toNativeSeparators(target)));
            emit made(target);
            if (isOffer)
                emit openWanted(target);
        });
}

} // namespace dankai::ui
