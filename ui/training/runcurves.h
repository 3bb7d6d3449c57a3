// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of a run and what is done to them: smoothed, on another scale, over a second run's, saved.
// Follows the second run itself; the first one is its owner's to follow.
#pragma once

#include "ui/engine/runfollower.h"
#include "ui/training/runfacts.h"
#include "ui/training/runwatch.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QSettings;

namespace dankai::ui {

class RunPlots;

class RunCurves final : public QWidget
{
    Q_OBJECT

public:
    RunCurves(ProjectSession& session, const RunWatch& watch, QWidget* parent = nullptr);
    ~RunCurves() override;

    // `history` is the owner's and outlives the next call; none of it is copied.
    void setRun(const QString& id, const RunHistory* history, const RunFacts& facts);
    void clearRun(const QString& id);
    void update(bool isAnew);

    // Drawn under this run; an empty id: none.
    void compareWith(const QString& id);
    void setPresenting(bool isPresenting);

    RunPlots* plots() const { return m_plots; }

    // Those that save; the whole set is for the palette and the F1 sheet.
    const std::vector<QAction*>& saveActions() const { return m_saveActions; }

    const std::vector<QAction*>& commands() const { return m_commands; }

    // Empty where it was saved; else what went wrong.
    QString savePicture(const QString& file) const;
    QString saveTable(const QString& file) const;

    void saveState(QSettings& settings) const;
    void restoreState(const QSettings& settings);

signals:
    void noticed(const QString& sentence);

private:
    void buildActions();
    QWidget* buildTools();
    void listOthers();
    void takeCompared(const RunNews& news);
    void saveAs(const QString& title, const QString& filter, const QString& suffix,
        QString (RunCurves::*save)(const QString&) const);

    ProjectSession& m_session;
    const RunWatch& m_watch;
    QString m_id;
    const RunHistory* m_history = nullptr;
    std::vector<std::string> m_heldOutNames;

    QString m_comparedId;
    std::unique_ptr<RunFollower> m_comparedFollower;
    RunHistory m_comparedHistory;

    std::vector<QAction*> m_commands;
    std::vector<QAction*> m_saveActions; // of those
    QWidget* m_tools = nullptr;
    QComboBox* m_smoothing;
    QComboBox* m_compared;
    RunPlots* m_plots;
};

} // namespace dankai::ui
