// SPDX-License-Identifier: GPL-3.0-or-later
// The open project as all pages see it: what is in it in figures, and the threads that read and write it.
// Notices what other programs (the command line, a second window) write. Shows nothing.
#pragma once

#include "core/project/project.h"
#include "ui/session/projectworker.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dankai::ui {

// What a page needs to know before it shows anything; read in one go.
struct ProjectFigures
{
    ProjectSettings settings;
    std::uint64_t examples = 0; // excluded ones too
    std::vector<PlanListing> plans;
    std::vector<ScorerFigures> scorers;
    std::vector<RunRecord> runs;
    SearchIndexState searchIndex;
    std::int64_t dataVersion = -1; // Project::dataVersion() before the rest was read
};

class ProjectSession final : public QObject
{
    Q_OBJECT

public:
    // Returns at once; opened() or openFailed() follows.
    explicit ProjectSession(std::filesystem::path folder, QObject* parent = nullptr);
    ~ProjectSession() override;

    const std::filesystem::path& folder() const { return m_folder; }

    bool isOpen() const { return m_isOpen; }

    const ProjectFigures& figures() const { return m_figures; }

    QString name() const;

    // Short questions and edits: what a person waits for.
    ProjectWorker& questions() { return m_questions; }

    // What takes seconds or more: imports, counting tokens, drawing held-out rows. Shows progress elsewhere.
    ProjectWorker& work() { return m_work; }

    // What takes a while and nobody waits for: the search index, near-duplicates.
    ProjectWorker& background() { return m_background; }

    // Reads the figures anew; whoever changed something calls it.
    void refresh();
    // The search index is built behind everything else, piece by piece.
    void buildSearchIndex();

signals:
    void opened();
    void openFailed(const QString& sentence); // in core's English, for the log too
    void changed(); // figures() are new
    void damageFound(const QString& sentence); // in project.db, by any of the threads

private:
    void askFigures();
    void lookForOthers();

    std::filesystem::path m_folder;
    bool m_isOpen = false;
    ProjectFigures m_figures;
    QTimer m_lookForOthers;
    ProjectWorker m_questions;
    ProjectWorker m_work;
    ProjectWorker m_background;
};

} // namespace dankai::ui
