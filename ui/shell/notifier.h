// SPDX-License-Identifier: GPL-3.0-or-later
// Desktop notifications, for a person who is elsewhere while a training works. Through the desktop's own
// service (org.freedesktop.Notifications); where there is none, the window's entry in the task bar asks for
// attention.
#pragma once

#include <QObject>
#include <QString>

#include <map>
#include <set>

class QDBusPendingCallWatcher;
class QWidget;

namespace dankai::ui {

class Notifier final : public QObject
{
    Q_OBJECT

public:
    // `window` is whose attention is asked for.
    explicit Notifier(QWidget* window);

    // `topic` comes back where the notification is clicked: the run that it is about. A topic's newer
    // notification takes the place of its older one.
    void tell(const QString& title, const QString& text, const QString& topic);

signals:
    void clicked(const QString& topic);

private slots:
    void takeAction(uint id, const QString& action);
    void takeClosing(uint id, uint reason);

private:
    void takeId(QDBusPendingCallWatcher* call, const QString& topic);

    QWidget* m_window;
    std::map<QString, uint> m_shown; // by topic
    int m_asked = 0; // notifications that the desktop has not given a number yet
    std::set<uint> m_early; // numbers that were clicked meanwhile
};

} // namespace dankai::ui
