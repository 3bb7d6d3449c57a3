// SPDX-License-Identifier: GPL-3.0-or-later
// Test questions that people wrote, put to the model before training: choosing their file, how far the model
// is, and what it answers right of each level of difficulty. Its answers themselves stand on the Compare
// page.
#pragma once

#include "ui/difficulty/scorerlook.h"

#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <optional>

class QLabel;
class QPushButton;
class QTableWidget;

namespace dankai::ui {

class ProjectSession;
class WorkBar;

class TestPane final : public QWidget
{
    Q_OBJECT

public:
    explicit TestPane(ProjectSession& session, QWidget* parent = nullptr);
    ~TestPane() override;

    // Reads what there is, also where it is shown already: a job goes on outside.
    void look();
    // Puts the questions of a file to the model.
    void ask(const QString& path);

signals:
    void noticed(const QString& sentence);

private:
    void chooseFile();
    void show(const std::optional<TestLook>& look);
    void showWork(const AnswerJob& job);

    ProjectSession& m_session;
    QLabel* m_note;
    QPushButton* m_choose;
    QTableWidget* m_levels;
    QLabel* m_findings;
    WorkBar* m_work;
    QTimer m_follow;
    std::string m_job; // that is followed
    std::uint64_t m_question = 0; // older answers are dropped
    bool m_isAsking = false; // the jobs are being written
};

} // namespace dankai::ui
