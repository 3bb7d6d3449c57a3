// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notifier.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>
#include <QWidget>

namespace dankai::ui {

namespace {

// https://specifications.freedesktop.org/notification-spec/
const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
constexpr int desktopsOwnTime = -1;

} // namespace

Notifier::Notifier(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(
        service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(takeAction(uint, QString)));
    bus.connect(
        service, path, service, QStringLiteral("NotificationClosed"), this, SLOT(takeClosing(uint, uint)));
}

void Notifier::tell(const QString& title, const QString& text, const QString& topic)
{
    QApplication::alert(m_window);
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    const auto shown = m_shown.find(topic);
    message << QApplication::applicationDisplayName() << (shown == m_shown.end() ? 0U : shown->second)
            << QApplication::desktopFileName() << title << text.toHtmlEscaped() // the body may hold markup
            << QStringList{QStringLiteral("default"), tr("Open")}
            << QVariantMap{{QStringLiteral("desktop-entry"), QApplication::desktopFileName()}}
            << desktopsOwnTime;
    ++m_asked;
    auto* call = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call, topic] { takeId(call, topic); });
}

void Notifier::takeId(QDBusPendingCallWatcher* call, const QString& topic)
{
    const QDBusPendingReply<uint> id = *call;
    call->deleteLater();
    --m_asked;
    if (!id.isError()) {
        m_shown[topic] = id.value();
        if (m_early.erase(id.value()) > 0)
            emit clicked(topic);
    }
    if (m_asked == 0)
        m_early.clear(); // of other programs
}

void Notifier::takeAction(uint id, const QString& action)
{
    if (action != u"default")
        return;
    for (const auto& [topic, shown] : m_shown) {
        if (shown == id) {
            emit clicked(topic);
            return;
        }
    }
    // The desktop's answer with the number may be behind it in the queue.
    if (m_asked > 0)
        m_early.insert(id);
}

void Notifier::takeClosing(uint id, uint /*reason*/)
{
    std::erase_if(m_shown, [id](const auto& entry) { return entry.second == id; });
}

} // namespace dankai::ui
