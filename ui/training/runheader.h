// SPDX-License-Identifier: GPL-3.0-or-later
// The top of a run: which one it is, live or recorded, what it is doing, how long it will take, what can be
// done now, and what happened where something did.
#pragma once

#include "ui/training/runfacts.h"
#include "ui/training/runstanding.h"

#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;

namespace dankai::ui {

class RunHeader final : public QWidget
{
    Q_OBJECT

public:
    // Each action has a button that stands there while the action is visible; the last one is the primary.
    RunHeader(const std::vector<QAction*>& actions, QMenu* saveMenu, QWidget* parent = nullptr);

    struct Shown
    {
        QString id;
        RunStanding standing = RunStanding::Reading;
        const RunListing* listing = nullptr; // null: not in the list yet
        const RunFacts* facts = nullptr; // null: not read yet
        bool isStopping = false; // asked to, and not there yet
    };

    void showRun(const RunHistory& history, const Shown& shown);

    // Empty: nothing happened.
    void showNotice(const QString& sentence);
    // In the notice's place, until it is answered or another run is shown.
    void ask(const QString& question, const QString& yes, std::function<void()> accepted);
    void endAsking();
    // The buttons go while the run is shown to an audience.
    void setPresenting(bool isPresenting);

private:
    QWidget* m_controls;
    QLabel* m_context;
    QLabel* m_badge;
    QLabel* m_stage;
    QLabel* m_left;
    QProgressBar* m_bar;
    QWidget* m_notice;
    QLabel* m_noticeText;
    QPushButton* m_yes;
    QPushButton* m_no;
    std::function<void()> m_accepted;
    QString m_sentence; // shown again after a question
};

} // namespace dankai::ui
