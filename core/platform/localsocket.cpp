// SPDX-License-Identifier: Apache-2.0
#include "core/platform/localsocket.h"

#include "core/platform/file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// What waits in one direction before a client counts as broken.
constexpr std::size_t maxQueuedBytes = std::size_t(8) << 20;

int openFolderOf(const fs::path& path)
{
    const fs::path folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
    return ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

// sun_path holds 107 bytes; through a descriptor of the folder any folder fits.
bool addressIn(int folder, const fs::path& path, sockaddr_un& address)
{
    const std::string name = "/proc/self/fd/" + std::to_string(folder) + "/" + path.filename().string();
    address = {};
    address.sun_family = AF_UNIX;
    if (name.size() >= sizeof(address.sun_path))
        return false;
    std::memcpy(address.sun_path, name.c_str(), name.size() + 1);
    return true;
}

// A connected descriptor, or -1 with errno.
int connectTo(const fs::path& path)
{
    const int folder = openFolderOf(path);
    if (folder < 0)
        return -1;
    sockaddr_un address;
    int descriptor = -1;
    int number = ENAMETOOLONG;
    if (addressIn(folder, path, address)) {
        descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        number = errno;
        if (descriptor >= 0
            && ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
            number = errno;
            ::close(descriptor);
            descriptor = -1;
        }
    }
    ::close(folder);
    errno = number;
    return descriptor;
}

} // namespace

Result<LocalServer> LocalServer::listen(const fs::path& path)
{
    LocalServer server;
    server.m_path = path;
    server.m_folder = openFolderOf(path);
    if (server.m_folder < 0)
        return tl::unexpected(systemError("listen on", path, errno));
    sockaddr_un address;
    if (!addressIn(server.m_folder, path, address))
        return unusable("Could not listen on " + path.string() + ": its file name is too long.");
    if (const int other = connectTo(path); other >= 0) {
        ::close(other);
        return failed("Another process already listens on " + path.string()
            + ". Stop it first, or wait until it has ended.");
    }
    ::unlinkat(server.m_folder, path.filename().c_str(), 0);
    server.m_descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (server.m_descriptor < 0)
        return tl::unexpected(systemError("listen on", path, errno));
    if (::bind(server.m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0
        || ::fchmodat(server.m_folder, path.filename().c_str(), S_IRUSR | S_IWUSR, 0) != 0
        || ::listen(server.m_descriptor, 16) != 0)
        return tl::unexpected(systemError("listen on", path, errno));
    return server;
}

LocalServer::LocalServer(LocalServer&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_folder(std::exchange(other.m_folder, -1))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_nextId(other.m_nextId)
    , m_connections(std::exchange(other.m_connections, {}))
{ }

LocalServer& LocalServer::operator=(LocalServer&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_folder, other.m_folder);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_nextId, other.m_nextId);
    std::swap(m_connections, other.m_connections);
    return *this;
}

LocalServer::~LocalServer()
{
    closeAll();
}

void LocalServer::closeAll()
{
    for (auto& [id, connection] : m_connections)
        ::close(connection.descriptor);
    m_connections.clear();
    if (m_descriptor >= 0) {
        ::unlinkat(m_folder, m_path.filename().c_str(), 0);
        ::close(m_descriptor);
    }
    if (m_folder >= 0)
        ::close(m_folder);
    m_descriptor = m_folder = -1;
}

void LocalServer::sendQueued(Connection& connection)
{
    while (!connection.toSend.empty() && !connection.isBroken) {
        const ssize_t count = ::send(connection.descriptor, connection.toSend.data(),
            connection.toSend.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count > 0)
            connection.toSend.erase(0, static_cast<std::size_t>(count));
        else if (count < 0 && errno == EINTR)
            continue;
        else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        else
            connection.isBroken = true;
    }
    if (connection.toSend.size() > maxQueuedBytes)
        connection.isBroken = true;
}

void LocalServer::send(ConnectionId id, std::string_view line)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    found->second.toSend.append(line);
    found->second.toSend.push_back('\n');
    sendQueued(found->second);
}

void LocalServer::sendToAll(std::string_view line)
{
    for (auto& [id, connection] : m_connections)
        send(id, line);
}

Result<> LocalServer::poll(std::chrono::milliseconds timeout, const LineHandler& onLine)
{
    std::vector<pollfd> waiting{{m_descriptor, POLLIN, 0}};
    std::vector<ConnectionId> ids;
    for (const auto& [id, connection] : m_connections) {
        const short events = static_cast<short>(POLLIN | (connection.toSend.empty() ? 0 : POLLOUT));
        waiting.push_back({connection.descriptor, events, 0});
        ids.push_back(id);
    }
    if (::poll(waiting.data(), waiting.size(), static_cast<int>(timeout.count())) < 0) {
        if (errno == EINTR)
            return {};
        return tl::unexpected(systemError("wait on", m_path, errno));
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const short happened = waiting[i + 1].revents;
        Connection& connection = m_connections.at(ids[i]);
        if ((happened & POLLOUT) != 0)
            sendQueued(connection);
        if ((happened & (POLLIN | POLLHUP | POLLERR)) == 0)
            continue;
        char piece[65536];
        const ssize_t count = ::recv(connection.descriptor, piece, sizeof(piece), MSG_DONTWAIT);
        if (count > 0)
            connection.received.append(piece, static_cast<std::size_t>(count));
        else if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
            connection.isBroken = true;
        std::size_t begin = 0;
        for (std::size_t end = connection.received.find('\n'); end != std::string::npos;
             end = connection.received.find('\n', begin)) {
            onLine(ids[i], std::string_view(connection.received).substr(begin, end - begin));
            begin = end + 1;
        }
        connection.received.erase(0, begin);
        if (connection.received.size() > maxQueuedBytes)
            connection.isBroken = true;
    }
    for (auto entry = m_connections.begin(); entry != m_connections.end();) {
        if (entry->second.isBroken) {
            ::close(entry->second.descriptor);
            entry = m_connections.erase(entry);
        } else {
            ++entry;
        }
    }
    if ((waiting[0].revents & POLLIN) != 0) {
        for (;;) {
            const int client = ::accept4(m_descriptor, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (client < 0)
                break;
            m_connections[m_nextId++].descriptor = client;
        }
    }
    return {};
}

Result<LocalClient> LocalClient::connect(const fs::path& path)
{
    const int descriptor = connectTo(path);
    if (descriptor < 0) {
        if (errno == ENOENT || errno == ECONNREFUSED)
            return unusable("Nobody listens on " + path.string() + ": the process has ended.");
        return tl::unexpected(systemError("connect to", path, errno));
    }
    LocalClient client;
    client.m_path = path;
    client.m_descriptor = descriptor;
    return client;
}

LocalClient::LocalClient(LocalClient&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_received(std::move(other.m_received))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
{ }

LocalClient& LocalClient::operator=(LocalClient&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_received, other.m_received);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

LocalClient::~LocalClient()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<> LocalClient::send(std::string_view line)
{
    std::string text(line);
    text.push_back('\n');
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t count = ::send(m_descriptor, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return tl::unexpected(systemError("send to", m_path, errno));
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Result<std::optional<std::string>> LocalClient::receive(std::chrono::milliseconds timeout)
{
    const auto end = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        if (const std::size_t newline = m_received.find('\n'); newline != std::string::npos) {
            std::string line = m_received.substr(0, newline);
            m_received.erase(0, newline + 1);
            return std::optional<std::string>(std::move(line));
        }
        const auto left
            = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd waiting{m_descriptor, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (ready < 0 && errno != EINTR)
            return tl::unexpected(systemError("wait on", m_path, errno));
        if (ready > 0) {
            char piece[65536];
            const ssize_t count = ::recv(m_descriptor, piece, sizeof(piece), 0);
            if (count > 0)
                m_received.append(piece, static_cast<std::size_t>(count));
            else if (count == 0 || errno != EINTR)
                return failed("The process behind " + m_path.string() + " closed the connection.");
        } else if (left.count() <= 0) {
            return std::nullopt;
        }
    }
}

} // namespace dankai
