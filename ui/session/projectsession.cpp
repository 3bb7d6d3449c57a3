// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/projectsession.h"

#include <utility>
#include <vector>

namespace dankai::ui {

namespace {

constexpr int lookEveryMs = 2000;

Result<ProjectFigures> readFigures(Project& project)
{
    ProjectFigures figures;
    figures.settings = project.settings();
    auto version = project.dataVersion();
    if (!version)
        return passOn(version);
    figures.dataVersion = *version;
    auto examples = project.examples().count();
    if (!examples)
        return passOn(examples);
    figures.examples = *examples;
    auto plans = project.plans().list();
    if (!plans)
        return passOn(plans);
    figures.plans = std::move(*plans);
    auto scorers = project.scores().figures();
    if (!scorers)
        return passOn(scorers);
    figures.scorers = std::move(*scorers);
    auto runs = project.runs().list();
    if (!runs)
        return passOn(runs);
    figures.runs = std::move(*runs);
    auto index = project.search().state();
    if (!index)
        return passOn(index);
    figures.searchIndex = *index;
    return figures;
}

// Writing into a damaged file can destroy what a rescue would still read. Where it cannot be opened so, it
// stays as it is: what can still be read is worth more.
Result<> readOnlyFromNowOn(Project& project, const StopFlag&)
{
    auto readOnly = Project::open(project.folder(), OpenMode::ReadOnly);
    if (!readOnly)
        return passOn(readOnly);
    project = std::move(*readOnly);
    return {};
}

} // namespace

ProjectSession::ProjectSession(std::filesystem::path folder, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_questions(m_folder, OpenMode::ReadWrite)
    , m_work(m_folder, OpenMode::ReadWrite)
    , m_background(m_folder, OpenMode::ReadWrite)
{
    m_lookForOthers.setInterval(lookEveryMs);
    connect(&m_lookForOthers, &QTimer::timeout, this, &ProjectSession::lookForOthers);
    const std::vector<ProjectWorker*> workers = {&m_questions, &m_work, &m_background};
    for (ProjectWorker* worker : workers) {
        connect(worker, &ProjectWorker::damageFound, this, &ProjectSession::damageFound);
        connect(
            worker, &ProjectWorker::damageFound, this,
            [this, workers] {
                for (ProjectWorker* each : workers)
                    each->ask(this, readOnlyFromNowOn, [](const Result<>&) {});
            },
            Qt::SingleShotConnection);
    }
    askFigures();
}

ProjectSession::~ProjectSession() = default;

QString ProjectSession::name() const
{
    return m_figures.settings.name.empty() ? QString::fromStdString(m_folder.filename().string())
                                           : QString::fromStdString(m_figures.settings.name);
}

void ProjectSession::refresh()
{
    if (m_isOpen)
        askFigures();
}

void ProjectSession::askFigures()
{
    m_questions.ask(
        this, [](Project& project, const StopFlag&) { return readFigures(project); },
        [this](Result<ProjectFigures> figures) {
            if (!figures) {
                // Once open, a question that fails (a busy writer) is asked again by the next change.
                if (!m_isOpen)
                    emit openFailed(QString::fromStdString(figures.error().message));
                return;
            }
            m_figures = std::move(*figures);
            if (m_isOpen) {
                emit changed();
                return;
            }
            m_isOpen = true;
            m_lookForOthers.start();
            emit opened();
            buildSearchIndex();
        });
}

void ProjectSession::buildSearchIndex()
{
    m_background.ask(
        this, [](Project& project, const StopFlag& stop) { return project.search().build({}, &stop); },
        [this](const Result<SearchIndexState>& state) {
            if (state && state->indexed != m_figures.searchIndex.indexed)
                refresh();
        });
}

void ProjectSession::lookForOthers()
{
    m_questions.ask(
        this,
        [](Project& project, const StopFlag&) {
            return project.dataVersion().map(
                [&](std::int64_t version) { return std::pair(version, project.settings()); });
        },
        [this](const Result<std::pair<std::int64_t, ProjectSettings>>& now) {
            if (now && (now->first != m_figures.dataVersion || now->second != m_figures.settings))
                askFigures();
        });
}

} // namespace dankai::ui
