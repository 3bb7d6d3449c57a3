// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/projectcopies.h"

#include "core/project/project.h"
#include "core/project/projectarchive.h"
#include "ui/page/workbar.h"
#include "ui/start/foundmodels.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

const QString archiveSuffix = QStringLiteral(".tar.zst");

CopiedModels modelsOf(bool withModels)
{
    return withModels ? CopiedModels::All : CopiedModels::None;
}

} // namespace

ProjectCopies::ProjectCopies(QWidget* parent)
    : QWidget(parent)
    , m_work(new BackgroundWork(this))
    , m_bar(new WorkBar(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
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
        {tr("Archive with all saved models (*.tar.zst)"), tr("Archive without saved models (*.tar.zst)")},
        [this, folder](const QString& name, bool withModels) {
            archiveTo(folder, name.endsWith(archiveSuffix) ? name : name + archiveSuffix, withModels);
        });
}

void ProjectCopies::restore(const QString& parent)
{
    auto* dialog = new QFileDialog(
        this, tr("Restore a project from its archive"), parent, tr("Archive of a project (*.tar.zst)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, parent](const QString& file) {
        QString name = QFileInfo(file).fileName();
        if (name.endsWith(archiveSuffix))
            name.chop(archiveSuffix.size());
        QString target = QDir(parent).filePath(name);
        for (int number = 2; QFileInfo::exists(target); ++number)
            target = QDir(parent).filePath(QStringLiteral("%1-%2").arg(name).arg(number));
        restoreTo(file, target);
    });
    dialog->open();
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
                emit noticed(QString::fromStdString(copied.error().message));
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
                                  : QString::fromStdString(archived.error().message));
        });
}

void ProjectCopies::restoreTo(const QString& file, const QString& target)
{
    const WorkBar::Watch watch = m_bar->begin(tr("Restoring the project"));
    m_stop = watch.stop;
    m_work->begin([from = file.toStdString(), to = target.toStdString(), watch](
                      const StopFlag&) { return restoreProject(from, to, watch.progress, watch.stop.get()); },
        [this, target](const Result<CopiedProject>& restored) {
            m_bar->end();
            if (!restored) {
                emit noticed(QString::fromStdString(restored.error().message));
                return;
            }
            emit noticed(tr("Restored to %1.").arg(QDir::toNativeSeparators(target)));
            emit made(target);
        });
}

} // namespace dankai::ui
