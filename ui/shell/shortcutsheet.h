// SPDX-License-Identifier: GPL-3.0-or-later
// F1: the keys of the page that is shown and of the window.
#pragma once

#include <QDialog>

#include <vector>

class QAction;
class QPushButton;

namespace dankai::ui {

class ShortcutSheet final : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const QString& pageTitle, const std::vector<QAction*>& actions, QWidget* parent);

    // Where there is no page of settings.
    void hideChange();

signals:
    void changeWanted(); // other keys

private:
    QPushButton* m_change = nullptr;
};

} // namespace dankai::ui
