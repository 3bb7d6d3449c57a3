// SPDX-License-Identifier: GPL-3.0-or-later
// The result of blind votes on two models, with their names: verdict, win rates with intervals, and how far
// the voters can be relied on. Counts nothing (core/evaluation/votes.h).
#pragma once

#include "core/evaluation/votes.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace dankai::ui {

class VotePlot;

struct ShownResult
{
    VoteSummary summary;
    QString first;
    QString second;
};

// The verdict in one sentence.
QString verdictOf(const ShownResult& result);

class VoteResult final : public QWidget
{
    Q_OBJECT

public:
    explicit VoteResult(QWidget* parent = nullptr);

    void take(const ShownResult& result);

signals:
    void backWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showAll();
    QString details() const;

    ShownResult m_result;
    QLabel* m_verdict;
    QLabel* m_what;
    VotePlot* m_plot;
    QTextBrowser* m_details;
    QPushButton* m_back;
};

} // namespace dankai::ui
