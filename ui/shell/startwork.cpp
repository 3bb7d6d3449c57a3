// SPDX-License-Identifier: GPL-3.0-or-later
// What the start page has done in the background: the built-in example and the rescue of a damaged project.
// What it shows stands in startpage.cpp.
#include "core/project/demoproject.h"
#include "core/project/rescue.h"
#include "core/project/runadoption.h"
#include "ui/page/problembar.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/sentencegap.h"
#include "ui/shell/openpath.h"
#include "ui/shell/startpage.h"
#include "ui/start/stagebar.h"

#include <algorithm>

namespace dankai::ui {

namespace {

const QString exampleName = QStringLiteral("dankai-example");

} // namespace

struct StartPage::OpenedExample
{
    QString folder;
    QString queuedRun; // the first of those queued now
    QString recordedRun; // the first of those that Dankai brings; empty: there is no record
    QString recordProblem; // why it could not be added; the example is of use without it
};

void StartPage::rescue(const QString& folder)
{
    if (m_work->isBusy())
        return;
    showOverview();
    m_problem->hide();
    m_ways->setEnabled(false);
    const StageProgress tell = m_bar->begin();
    m_work->begin(
        [folder = folder.toStdString(), tell](const StopFlag& stop) {
            return rescueProject(
                folder, [&](const Progress& progress) { tell("rescuing", progress); }, &stop);
        },
        [this, folder](const Result<Rescue>& rescue) {
            m_bar->end();
            m_ways->setEnabled(true);
            if (rescue) {
                QString sentence = tr("Rescued: %n example(s). The damaged file is kept as %1.", nullptr,
                    static_cast<int>(rescue->kept("examples")))
                                       .arg(QString::fromStdString(rescue->damaged.filename().string()));
                const auto examples
                    = std::ranges::find(rescue->tables, std::string("examples"), &RescuedTable::name);
                const bool isListed = examples != rescue->tables.end();
                const int lost = isListed ? static_cast<int>(examples->dropped) : 0;
                if (isListed && examples->hasGaps)
                    sentence
                        += sentenceGap() + tr("Some examples could not be read, and nothing says how many.");
                else if (lost > 0)
                    sentence += sentenceGap() + tr("%n example(s) could not be read.", nullptr, lost);
                emit projectChosen(folder, {.page = QStringLiteral("data"), .sentence = sentence});
                return;
            }
            showProblem(rescue.error().code == ErrorCode::Stopped ? tr("It was cancelled.")
                                                                  : translatedCore(rescue.error().message));
        });
}

void StartPage::openExample(Example wanted)
{
    if (m_work->isBusy())
        return;
    showOverview();
    m_problem->hide();
    m_ways->setEnabled(false);
    const StageProgress tell = m_bar->begin();
    m_work->begin(
        [folder = QString(m_projectsFolder + u'/' + exampleName).toStdString(), wanted, tell](
            const StopFlag& stop) -> Result<OpenedExample> {
            const bool isThere = isProjectFolder(folder);
            auto project = isThere ? Project::open(folder) : makeDemoProject({folder, {}, "en"}, tell, &stop);
            if (!project)
                return passOn(project);
            OpenedExample opened;
            opened.folder = QString::fromStdString(folder);
            const auto recorded = addDemoRecord(*project);
            if (!recorded)
                opened.recordProblem = translatedCore(recorded.error().message);
            const auto runs = project->runs().list();
            if (!runs)
                return tl::unexpected(runs.error());
            if (recorded && *recorded)
                opened.recordedRun = QString::fromStdString(runs->front().id);
            if (wanted == Example::Train) {
                const bool isTrained = std::any_of(runs->begin(), runs->end(),
                    [&](const RunRecord& run) { return !isAdopted(project->runsFolder() / run.id); });
                if (!isTrained) {
                    const auto queued = queueDemoRuns(*project, "en", tell, &stop);
                    if (!queued)
                        return tl::unexpected(queued.error());
                    opened.queuedRun = QString::fromStdString(*queued);
                }
            }
            return opened;
        },
        [this, wanted](const Result<OpenedExample>& example) { takeExample(example, wanted); });
}

void StartPage::takeExample(const Result<OpenedExample>& example, Example wanted)
{
    m_bar->end();
    m_ways->setEnabled(true);
    if (example) {
        QString sentence = wanted == Example::Open
            ? (!example->recordedRun.isEmpty()
                    ? tr("This is the record of a real training. Nothing is being computed now.")
                    : QString())
            : !example->queuedRun.isEmpty()
            ? tr("The example is being trained phase by phase, then all at once. The window may be closed.")
            : tr("The example has been trained before: here are its runs.");
        if (!example->recordProblem.isEmpty())
            sentence += (sentence.isEmpty() ? QString() : QStringLiteral(" "))
                + tr("The example is here without the record of its training: %1")
                      .arg(example->recordProblem);
        emit projectChosen(example->folder,
            {wanted == Example::Train || !example->recordedRun.isEmpty() ? QStringLiteral("training")
                                                                         : QStringLiteral("data"),
                wanted == Example::Train ? example->queuedRun : example->recordedRun, sentence});
        return;
    }
    showProblem(example.error().code == ErrorCode::Stopped ? tr("It was cancelled.")
                                                           : translatedCore(example.error().message));
}

} // namespace dankai::ui
