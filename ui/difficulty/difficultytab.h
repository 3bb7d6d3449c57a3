// SPDX-License-Identifier: GPL-3.0-or-later
// One way of looking at difficulty: a tab of the Difficulty page.
#pragma once

#include <QWidget>

#include <vector>

class QAction;
class QSettings;

namespace dankai::ui {

class DifficultyTab : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // The page's commands while this tab is in front.
    virtual std::vector<QAction*> commands() const { return {}; }

    // What a person arranged; groups of their own keep tabs apart.
    virtual void saveState(QSettings& /*settings*/) const { }

    virtual void restoreState(const QSettings& /*settings*/) { }

signals:
    // To be shown for some seconds without being in the way.
    void noticed(const QString& sentence);
    // Another page of the window, by its id.
    void pageWanted(const QString& id);
};

} // namespace dankai::ui
