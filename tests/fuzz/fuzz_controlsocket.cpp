// SPDX-License-Identifier: Apache-2.0
// Bytes of a client on the control socket, in pieces: every whole line reaches the handler once and as it was
// sent, and is a request or a sentence. The first byte says where the bytes are cut.
#include "core/platform/localsocket.h"
#include "core/protocol/control.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace dankai;

const std::filesystem::path& socketFile()
{
    static const std::filesystem::path file = std::filesystem::temp_directory_path()
        / ("dankai-fuzz-control-" + std::to_string(::getpid()) + ".sock");
    return file;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static LocalServer server = [] {
        auto made = LocalServer::listen(socketFile());
        if (!made)
            std::abort();
        return std::move(*made);
    }();
    if (size < 2 || size > 60000) // what a socket's buffer holds, so that sending never waits for us
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (std::count(text.begin(), text.end(), '\n') > 500) // the replies would fill the client's buffer
        return 0;
    const std::size_t cut = data[0] % text.size();
    std::vector<std::string> expected;
    for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string_view::npos;
         begin = end + 1)
        expected.emplace_back(text.substr(begin, end - begin));
    // LocalClient::send ends what it sends with a newline, which is the end of the last line.
    const std::size_t lastBegin = text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n') + 1;
    expected.emplace_back(text.substr(lastBegin));

    std::vector<std::string> received;
    const auto take = [&received](LocalServer::ConnectionId connection, std::string_view line) {
        received.emplace_back(line);
        ControlReply reply;
        if (const auto request = parseControlRequest(line))
            reply.isAccepted = true;
        else
            reply.message = request.error().message;
        server.send(connection, toJsonLine(reply));
    };
    auto client = LocalClient::connect(socketFile());
    if (!client || !server.poll(std::chrono::milliseconds(0), take)) // accepts
        std::abort();
    if (cut > 0 && text[cut - 1] == '\n') { // a piece that ends with its line
        if (!client->send(text.substr(0, cut - 1)) || !server.poll(std::chrono::milliseconds(0), take))
            std::abort();
        if (!client->send(text.substr(cut)))
            std::abort();
    } else if (!client->send(text)) {
        std::abort();
    }
    for (int round = 0; round < 4 && received.size() < expected.size(); ++round)
        if (!server.poll(std::chrono::milliseconds(0), take))
            std::abort();
    if (received != expected)
        std::abort();
    const auto reply = client->receive(std::chrono::milliseconds(1000));
    if (!reply || !*reply || !parseControlReply(**reply))
        std::abort();
    { // the client leaves; the server notices and keeps nothing
        const LocalClient leaving = std::move(*client);
    }
    for (int round = 0; round < 4 && server.connectionCount() > 0; ++round)
        if (!server.poll(std::chrono::milliseconds(10), take))
            std::abort();
    if (server.connectionCount() != 0)
        std::abort();
    return 0;
}
