// SPDX-License-Identifier: GPL-3.0-or-later
// The judge's jobs of a project with their ledgers, live while one runs: what was scored, called and spent,
// pause and go on; and what the judge said about the first examples of the one that is chosen.
#pragma once

#include "core/project/judgejob.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;

namespace dankai::ui {

class EngineCommands;
class ProjectSession;

class JudgeJobs final : public QWidget
{
    Q_OBJECT

public:
    explicit JudgeJobs(ProjectSession& session, QWidget* parent = nullptr);

    // Reads all jobs; again and again while one runs.
    void look();
    // The newest one.
    void choose(const std::string& job);

    bool isAnyRunning() const;

signals:
    void failed(const QString& sentence);

private:
    void show(std::vector<JudgeJob> jobs);
    void showChosen();
    void showSaid(const std::string& id);
    void pause();
    void goOn();
    const JudgeJob* chosen() const;

    ProjectSession& m_session;
    EngineCommands* m_commands;
    std::vector<JudgeJob> m_jobs; // newest first
    std::string m_wanted; // to be chosen once it is listed
    QTimer m_timer;
    bool m_isAsking = false;
    QTableWidget* m_table;
    QLabel* m_ledger;
    QPushButton* m_pause;
    QPushButton* m_goOn;
    QTableWidget* m_said;
    std::string m_saidOf; // job and scored examples that are shown
};

} // namespace dankai::ui
