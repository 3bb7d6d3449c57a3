// SPDX-License-Identifier: GPL-3.0-or-later
// One pair of answers without names, and what may be said of it. Everything is one key, also while a Japanese
// input method is on: nothing in here takes text. Knows no models and stores nothing.
#pragma once

#include "core/evaluation/ballot.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QAction;
class QLabel;
class QPushButton;
class QTextBrowser;

namespace dankai::ui {

struct ShownPair
{
    QString prompt;
    QString left; // A
    QString right; // B
    int number = 1; // of the questions, from 1
    int count = 1;
    std::optional<double> secondsLeft; // nothing while an estimate is a guess
};

class VotePair final : public QWidget
{
    Q_OBJECT

public:
    explicit VotePair(QWidget* parent = nullptr);

    void ask(const ShownPair& pair);
    void setCanUndo(bool canUndo);

    // For the palette and the F1 sheet. They work while this is to be seen.
    const std::vector<QAction*>& commands() const { return m_commands; }

    QAction* undoCommand() const { return m_undo; }

signals:
    void chosen(dankai::VoteChoice choice, const std::vector<dankai::VoteTag>& tags, double seconds);
    void undoWanted();
    void endWanted(); // confirmed
    void leaveWanted(); // to come back later

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildCommands();
    void choose(VoteChoice choice);
    void askForEnd(bool isAsking);
    void showTexts();
    void scrollBoth(int pixels);

    ShownPair m_pair;
    QElapsedTimer m_thinking;
    QLabel* m_progress;
    QTextBrowser* m_prompt;
    QTextBrowser* m_left;
    QTextBrowser* m_right;
    std::vector<QPushButton*> m_tags; // by VoteTag
    QWidget* m_choosing;
    QWidget* m_ending;
    QPushButton* m_keepVoting;
    std::vector<QAction*> m_commands;
    QAction* m_undo = nullptr;
    bool m_canUndo = false;
};

} // namespace dankai::ui
