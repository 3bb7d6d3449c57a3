// SPDX-License-Identifier: Apache-2.0
// Many HTTP calls at once on one thread, with libcurl's multi interface. Knows what came of the transfer, not
// what the bytes mean. Follows no redirect: a key must not travel to another host.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dankai {

struct HttpRequest
{
    std::string url;
    std::vector<std::string> headers; // "Name: value"
    std::string body; // posted
    double timeoutSeconds = 60;
    double connectSeconds = 10;
    std::string caFile; // PEM, beside those that the system trusts; empty: those alone
    bool isLoopback = false; // no proxy of the environment stands between
};

enum class TransferEnd
{
    Replied, // a whole reply, of whatever status
    NotReached, // no connection, no such host
    TlsFailed, // no connection, since it could not be made safe
    TimedOut,
    Broken, // the connection ended before the reply did
    TooLarge, // a reply that no judge gives
};

struct HttpReply
{
    TransferEnd end = TransferEnd::Broken;
    bool wasSent = false; // bytes of the request left this machine, so the server may have worked on it
    int status = 0;
    std::string contentType;
    std::string retryAfter; // the header as it stood
    std::string location; // of a redirect
    std::string body; // what came of it
    std::string problem; // libcurl's words; empty where it replied
    double seconds = 0;
};

class HttpClient final
{
public:
    using CallId = std::uint64_t;
    static constexpr std::size_t largestReply = std::size_t(4) << 20;

    static Result<HttpClient> make();
    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) noexcept;
    ~HttpClient(); // what is under way is dropped

    Result<CallId> start(HttpRequest request);
    // Waits at most `timeout` for something to happen and returns what has ended.
    Result<std::vector<std::pair<CallId, HttpReply>>> poll(std::chrono::milliseconds timeout);

    std::size_t running() const;

private:
    struct State;
    explicit HttpClient(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace dankai
