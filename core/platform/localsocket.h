// SPDX-License-Identifier: Apache-2.0
// Lines of text between processes of one machine, through a socket in a folder (a Unix domain socket; its
// path may be longer than the system's 107 bytes). Knows nothing of what the lines mean.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dankai {

// Serves any number of clients on one thread. A client that does not read is dropped, never waited for.
class LocalServer final
{
public:
    using ConnectionId = std::uint64_t;
    using LineHandler = std::function<void(ConnectionId, std::string_view line)>;

    // Takes the place of a socket file that nobody listens on; failed where somebody does.
    // Only the user who made it may connect.
    static Result<LocalServer> listen(const std::filesystem::path& path);
    LocalServer(LocalServer&& other) noexcept;
    LocalServer& operator=(LocalServer&& other) noexcept;
    ~LocalServer(); // removes the socket file

    // Waits at most `timeout` for clients and lines, and calls the handler for each whole line, which may
    // call send(). Returns after one round.
    Result<> poll(std::chrono::milliseconds timeout, const LineHandler& onLine);
    // Queued and sent by this and later rounds of poll. Fine where the client has gone.
    void send(ConnectionId id, std::string_view line);
    void sendToAll(std::string_view line);

    std::size_t connectionCount() const { return m_connections.size(); }

private:
    struct Connection
    {
        int descriptor = -1;
        std::string received; // a line that is not whole yet
        std::string toSend;
        bool isBroken = false;
    };

    LocalServer() = default;
    void closeAll();
    static void sendQueued(Connection& connection);

    std::filesystem::path m_path;
    int m_folder = -1;
    int m_descriptor = -1;
    ConnectionId m_nextId = 1;
    std::map<ConnectionId, Connection> m_connections;
};

class LocalClient final
{
public:
    // Unusable where nobody listens there.
    static Result<LocalClient> connect(const std::filesystem::path& path);
    LocalClient(LocalClient&& other) noexcept;
    LocalClient& operator=(LocalClient&& other) noexcept;
    ~LocalClient();

    Result<> send(std::string_view line);
    // The next line; nothing where none came within `timeout`; failed where the other side closed.
    Result<std::optional<std::string>> receive(std::chrono::milliseconds timeout);

private:
    LocalClient() = default;

    std::filesystem::path m_path;
    std::string m_received;
    int m_descriptor = -1;
};

} // namespace dankai
