// SPDX-License-Identifier: GPL-3.0-or-later
// Logs to read: what a run's engine said, a run's record event by event, and the window's own log; followed
// while they grow, searched, and thinned by weight.
#pragma once

#include "core/protocol/logfile.h"
#include "ui/session/backgroundwork.h"

#include <QWidget>

#include <filesystem>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QStackedWidget;

namespace dankai::ui {

class LogModel;
class StatePanel;

class LogPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPanel(QWidget* parent = nullptr);

    // No run: the window's own log alone.
    void show(const QString& run, const std::filesystem::path& runFolder);
    void close(); // reads on no more
    void focusSearch();
    void find(LogDirection direction);

    LogModel* model() const { return m_model; }

signals:
    void closed();
    void bundleWanted(); // for whoever helps

private:
    void openChosen();
    void showGrown();
    void copyChosen();

    std::filesystem::path m_runFolder;
    QLabel* m_heading;
    QComboBox* m_source;
    QComboBox* m_level;
    QLineEdit* m_search;
    QLabel* m_found;
    QCheckBox* m_follow;
    LogModel* m_model;
    QListView* m_view;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    BackgroundWork* m_finding;
};

} // namespace dankai::ui
