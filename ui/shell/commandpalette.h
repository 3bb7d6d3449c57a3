// SPDX-License-Identifier: GPL-3.0-or-later
// Every command that can be given now, found by typing a part of its name.
#pragma once

#include <QDialog>

#include <vector>

class QAction;
class QLineEdit;
class QListWidget;

namespace dankai::ui {

class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int keysRole = Qt::UserRole + 1; // of a row: the command's keys, in words

    CommandPalette(std::vector<QAction*> actions, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter();
    void give();

    std::vector<QAction*> m_actions;
    QLineEdit* m_field;
    QListWidget* m_list;
};

// How well `name` fits what was typed: 0 not at all, else more is better. Every word typed must occur; words
// at beginnings count more.
int matchOf(const QString& name, const QString& typed);

} // namespace dankai::ui
