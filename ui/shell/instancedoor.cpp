// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/instancedoor.h"

#include <QCryptographicHash>
#include <QLocalServer>
#include <QLocalSocket>

#include <system_error>

namespace dankai::ui {

namespace {

constexpr int connectMs = 300;
constexpr int answerMs = 2000; // a window that opens a large project may be busy for a moment

// One name however the folder is written.
QString doorName(const std::filesystem::path& folder)
{
    std::error_code ignored;
    std::filesystem::path whole = std::filesystem::weakly_canonical(folder, ignored);
    if (whole.empty())
        whole = folder;
    const QByteArray hash
        = QCryptographicHash::hash(QByteArray::fromStdString(whole.string()), QCryptographicHash::Sha256);
    return QStringLiteral("dankai-workbench-") + QString::fromLatin1(hash.toHex().left(24));
}

} // namespace

InstanceDoor::InstanceDoor(const std::filesystem::path& folder, QObject* parent)
    : QObject(parent)
    , m_server(new QLocalServer(this))
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &InstanceDoor::answer);
    const QString name = doorName(folder);
    if (!m_server->listen(name)) {
        // What a killed window left behind; a living one would have answered the knock.
        QLocalServer::removeServer(name);
        m_server->listen(name);
    }
}

void InstanceDoor::answer()
{
    while (QLocalSocket* visitor = m_server->nextPendingConnection()) {
        connect(visitor, &QLocalSocket::disconnected, visitor, &QObject::deleteLater);
        visitor->write("open\n");
        visitor->disconnectFromServer(); // once it is written
        emit knocked();
    }
}

bool InstanceDoor::knock(const std::filesystem::path& folder)
{
    QLocalSocket socket;
    socket.connectToServer(doorName(folder), QIODevice::ReadOnly);
    if (!socket.waitForConnected(connectMs))
        return false;
    return socket.bytesAvailable() > 0 || socket.waitForReadyRead(answerMs);
}

} // namespace dankai::ui
