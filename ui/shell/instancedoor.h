// SPDX-License-Identifier: GPL-3.0-or-later
// One window for a project: whoever opens it a second time brings the first window to the front. Between
// processes of one person on one machine; does not guard the project's files (SQLite and the engine do).
#pragma once

#include <QObject>

#include <filesystem>

class QLocalServer;

namespace dankai::ui {

class InstanceDoor final : public QObject
{
    Q_OBJECT

public:
    // From now on others that knock on this project's door are answered.
    explicit InstanceDoor(const std::filesystem::path& folder, QObject* parent = nullptr);

    // True where another process has the project open; its window comes to the front. Never ask for a project
    // that this process holds the door of: nobody would answer.
    static bool knock(const std::filesystem::path& folder);

signals:
    void knocked();

private:
    void answer();

    QLocalServer* m_server;
};

} // namespace dankai::ui
