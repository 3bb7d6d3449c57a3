// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/packagearrival.h"

#include "core/project/reviewpackage.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/sentencegap.h"
#include "ui/session/projectsession.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace dankai::ui {

struct PackageArrival::Look
{
    bool isOfThisProject = false;
    ReviewPackage package;
};

PackageArrival::PackageArrival(ProjectSession& session, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
{ }

void PackageArrival::take(const QString& file)
{
    m_session.questions().ask(
        this,
        [path = file.toStdString()](Project& project, const StopFlag&) -> Result<Look> {
            Look look;
            auto package = openReviewPackage(path);
            if (!package)
                return look; // the window that answers says what is wrong with it
            const auto queue = project.reviews().queueOfKey(package->key);
            if (!queue)
                return tl::unexpected(queue.error());
            look.isOfThisProject = queue->has_value();
            look.package = std::move(*package);
            return look;
        },
        [this, file](const Result<Look>& look) {
            if (!look)
                emit noticed(translatedCore(look.error().message));
            else if (look->isOfThisProject && !look->package.answers.empty())
                offer(file, *look);
            else
                emit answeringWanted(file);
        });
}

void PackageArrival::offer(const QString& file, const Look& look)
{
    const auto answers = static_cast<int>(look.package.answers.size());
    auto* box = new QMessageBox(m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("%1 has answered %n question(s) of this project.", nullptr, answers)
                     .arg(QString::fromStdString(look.package.reviewer)));
    box->setInformativeText(
        tr("Take the answers over into plan %1? Taking them over twice changes nothing, and each can "
           "be taken back.")
            .arg(QString::fromStdString(look.package.plan)));
    QPushButton* take = box->addButton(tr("Take the answers over"), QMessageBox::AcceptRole);
    QPushButton* answer = box->addButton(tr("Go on answering"), QMessageBox::ActionRole);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(take);
    connect(take, &QPushButton::clicked, this, [this, file] { merge(file); });
    connect(answer, &QPushButton::clicked, this, [this, file] { emit answeringWanted(file); });
    box->open();
}

void PackageArrival::merge(const QString& file)
{
    m_session.questions().change(
        this,
        [path = file.toStdString()](
            Project& project, const StopFlag&) { return mergeReviewPackage(project, path); },
        [this, file](const Result<PackageMerge>& merged) {
            if (!merged) {
                emit noticed(translatedCore(merged.error().message));
                return;
            }
            QString sentence = tr("%1: %n answer(s) taken over.", nullptr, static_cast<int>(merged->added))
                                   .arg(QFileInfo(file).fileName());
            if (merged->withdrawn > 0)
                sentence += sentenceGap()
                    + tr("%n taken back there, and here.", nullptr, static_cast<int>(merged->withdrawn));
            if (!merged->conflicts.empty())
                sentence += sentenceGap()
                    + tr(
                        "%n example(s) are placed differently by others: settle them on the Difficulty page.",
                        nullptr, static_cast<int>(merged->conflicts.size()));
            if (!merged->problems.empty())
                sentence += sentenceGap()
                    + tr("%n could not be taken: %1", nullptr, static_cast<int>(merged->problems.size()))
                          .arg(translatedCore(merged->problems.front()));
            emit noticed(sentence);
            m_session.refresh();
        });
}

} // namespace dankai::ui
