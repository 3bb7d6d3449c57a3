// SPDX-License-Identifier: GPL-3.0-or-later
// The pages in the order of the work, on the left: icon and word, the word away where the window is narrow.
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QAction;
class QButtonGroup;
class QToolButton;
class QVBoxLayout;

namespace dankai::ui {

class Rail final : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    void clear();
    void add(const QString& id, const QString& title, const QString& iconName);
    void setCurrent(const QString& id);
    // The keys of the command that goes to a page stand in its tooltip.
    void tellKeys(const QString& id, QAction* command);

signals:
    void chosen(const QString& id);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Entry
    {
        QString id;
        QString iconName;
        QToolButton* button;
    };

    void applyColours();

    std::vector<Entry> m_entries;
    QButtonGroup* m_group;
    QVBoxLayout* m_layout;
};

} // namespace dankai::ui
