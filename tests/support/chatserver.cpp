// SPDX-License-Identifier: Apache-2.0
#include "tests/support/chatserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <string_view>

namespace dankai::test {

namespace {

using namespace std::chrono_literals;

bool sendAll(int connection, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string response(const std::string& status, const std::string& body,
    const std::string& type = "application/json", const std::string& more = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + more
        + "Connection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string headerValue(std::string_view head, std::string_view name)
{
    std::size_t begin = 0;
    while (begin < head.size()) {
        const std::size_t end = std::min(head.find("\r\n", begin), head.size());
        const std::string_view line = head.substr(begin, end - begin);
        const bool isName = line.size() > name.size() && line[name.size()] == ':'
            && std::equal(name.begin(), name.end(), line.begin(),
                [](char a, char b) { return std::tolower(a) == std::tolower(b); });
        if (isName) {
            const std::size_t value = line.find_first_not_of(' ', name.size() + 1);
            return value == line.npos ? std::string() : std::string(line.substr(value));
        }
        begin = end + 2;
    }
    return {};
}

std::string complaint(const std::string& message, const std::string& code, const std::string& param = {})
{
    return toJsonLine(Json{{"error", {{"message", message}, {"code", code}, {"param", param}}}});
}

} // namespace

const std::vector<Fault>& passingFaults()
{
    static const std::vector<Fault> faults = {Fault::RateLimited, Fault::Error500, Fault::Error503,
        Fault::Hang, Fault::Slow, Fault::Truncated, Fault::MalformedJson, Fault::OtherJson,
        Fault::WrongContentType, Fault::Redirect, Fault::Close, Fault::Empty};
    return faults;
}

ChatServer::ChatServer(Behaviour behaviour)
    : m_behaviour(std::move(behaviour))
    , m_random(m_behaviour.seed)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (m_listener < 0 || ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0
        || ::listen(m_listener, 128) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length) != 0)
        throw std::runtime_error("no socket to listen on");
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

ChatServer::~ChatServer()
{
    m_isEnding = true;
    m_acceptor.join();
    for (std::thread& connection : m_connections) // nobody adds any more
        connection.join();
    ::close(m_listener);
}

std::string ChatServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + "/v1";
}

std::vector<ReceivedCall> ChatServer::calls() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

void ChatServer::accept()
{
    while (!m_isEnding) {
        pollfd waiting{m_listener, POLLIN, 0};
        if (::poll(&waiting, 1, 50) <= 0)
            continue;
        const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0)
            continue;
        const std::lock_guard lock(m_mutex);
        m_connections.emplace_back([this, connection] {
            serve(connection);
            ::close(connection);
        });
    }
}

void ChatServer::serve(int connection)
{
    std::string received;
    std::size_t headEnd = std::string::npos;
    std::size_t bodyBytes = 0;
    while (headEnd == std::string::npos || received.size() < headEnd + 4 + bodyBytes) {
        pollfd waiting{connection, POLLIN, 0};
        if (m_isEnding)
            return;
        if (::poll(&waiting, 1, 50) <= 0)
            continue;
        char bytes[16384];
        const ssize_t count = ::recv(connection, bytes, sizeof bytes, 0);
        if (count <= 0)
            return; // never a whole request
        received.append(bytes, static_cast<std::size_t>(count));
        constexpr char handshake = 0x16; // of somebody who speaks TLS, which no plain server understands
        if (received[0] == handshake) {
            sendAll(connection, response("400 Bad Request", "{}"));
            return;
        }
        if (headEnd == std::string::npos && (headEnd = received.find("\r\n\r\n")) != std::string::npos)
            bodyBytes = static_cast<std::size_t>(std::atoll(
                headerValue(std::string_view(received).substr(0, headEnd), "Content-Length").c_str()));
    }
    const std::string_view head = std::string_view(received).substr(0, headEnd);
    ReceivedCall call;
    call.id = headerValue(head, "X-Client-Request-Id");
    call.authorization = headerValue(head, "Authorization") + headerValue(head, "api-key");
    call.path = std::string(head.substr(0, head.find("\r\n")));
    call.body = parseJson(std::string_view(received).substr(headEnd + 4), "request").value_or(Json());
    std::size_t place = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (m_behaviour.always)
            call.fault = *m_behaviour.always;
        else if (m_random.uniform() < m_behaviour.faultShare)
            call.fault = passingFaults()[m_random.below(passingFaults().size())];
        place = m_calls.size();
        m_calls.push_back(std::move(call));
    }
    reply(connection, place);
}

std::string ChatServer::goodBody(const Json& request)
{
    std::string text = m_behaviour.text;
    if (m_behaviour.answer)
        text = m_behaviour.answer(request["messages"].back()["content"].get<std::string>());
    Json choice = {{"index", 0}, {"message", {{"role", "assistant"}, {"content", text}}},
        {"finish_reason", "stop"}, {"logprobs", nullptr}};
    if (request.value("logprobs", false) && m_behaviour.givesLogProbabilities) {
        // The digit with 0.8, the one below it with 0.2.
        const int digit = text.empty() ? 3 : text[0] - '0';
        Json first = {{"token", text.substr(0, 1)}, {"logprob", std::log(0.8)},
            {"top_logprobs",
                {{{"token", text.substr(0, 1)}, {"logprob", std::log(0.8)}},
                    {{"token", std::to_string(digit - 1)}, {"logprob", std::log(0.2)}}}}};
        Json rest = {{"token", text.empty() ? "" : text.substr(1)}, {"logprob", -0.5},
            {"top_logprobs", Json::array()}};
        choice["logprobs"] = {{"content", Json::array({std::move(first), std::move(rest)})}};
    }
    return toJsonLine(Json{{"id", "chatcmpl-1"}, {"object", "chat.completion"}, {"model", "judge-1"},
        {"choices", Json::array({std::move(choice)})},
        {"usage", {{"prompt_tokens", 100}, {"completion_tokens", 10}, {"total_tokens", 110}}}});
}

void ChatServer::reply(int connection, std::size_t place)
{
    Fault fault = Fault::None;
    Json request;
    std::string authorization;
    {
        const std::lock_guard lock(m_mutex);
        fault = m_calls[place].fault;
        request = m_calls[place].body;
        authorization = m_calls[place].authorization;
    }
    const auto waitForEnd = [&] { // of the server, or of the client's patience
        char byte = 0;
        while (!m_isEnding) {
            pollfd waiting{connection, POLLIN, 0};
            if (::poll(&waiting, 1, 50) > 0 && ::recv(connection, &byte, 1, MSG_DONTWAIT) <= 0)
                return;
        }
    };
    const std::string good = goodBody(request);
    const std::string whole = response("200 OK", good);
    switch (fault) {
    case Fault::None: {
        const auto until
            = std::chrono::steady_clock::now() + std::chrono::duration<double>(m_behaviour.seconds);
        while (!m_isEnding && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(5ms);
        // Before the bytes: who has them all may look at the record at once.
        {
            const std::lock_guard lock(m_mutex);
            m_calls[place].isAnswered = true;
        }
        sendAll(connection, whole);
        break;
    }
    case Fault::RateLimited:
        sendAll(connection,
            response("429 Too Many Requests", complaint("Slow down", "rate_limit_exceeded"),
                "application/json",
                "Retry-After: " + std::to_string(m_behaviour.retryAfterSeconds) + "\r\n"));
        break;
    case Fault::Error500:
        sendAll(connection, response("500 Internal Server Error", "{}"));
        break;
    case Fault::Error503:
        sendAll(connection, response("503 Service Unavailable", "overloaded", "text/plain"));
        break;
    case Fault::Hang:
        waitForEnd();
        break;
    case Fault::Slow:
        for (const char byte : whole) {
            if (m_isEnding || !sendAll(connection, std::string_view(&byte, 1)))
                break;
            std::this_thread::sleep_for(50ms);
        }
        break;
    case Fault::Truncated:
        sendAll(connection, std::string_view(whole).substr(0, whole.size() - good.size() / 2));
        break;
    case Fault::MalformedJson:
        sendAll(connection, response("200 OK", good.substr(0, good.size() / 2)));
        break;
    case Fault::OtherJson:
        sendAll(connection, response("200 OK", R"({"status":"ok","choices":[]})"));
        break;
    case Fault::WrongContentType:
        sendAll(connection, response("200 OK", "<html>Welcome</html>", "text/html; charset=utf-8"));
        break;
    case Fault::Redirect:
        sendAll(connection,
            response(
                "307 Temporary Redirect", "", "text/html", "Location: " + m_behaviour.redirectTo + "\r\n"));
        break;
    case Fault::Close:
        break;
    case Fault::Unauthorised:
        sendAll(connection,
            response("401 Unauthorized",
                complaint("Incorrect API key provided: " + authorization, "invalid_api_key")));
        break;
    case Fault::NotFound:
        sendAll(
            connection, response("404 Not Found", complaint("The model does not exist", "model_not_found")));
        break;
    case Fault::Quota:
        sendAll(connection,
            response(
                "429 Too Many Requests", complaint("You exceeded your current quota", "insufficient_quota")));
        break;
    case Fault::TooLong:
        sendAll(connection,
            response("400 Bad Request",
                complaint("This model's maximum context length is 8192 tokens, you asked for 40000",
                    "context_length_exceeded")));
        break;
    case Fault::NoLogProbabilities:
        if (request.contains("logprobs"))
            sendAll(connection,
                response("400 Bad Request",
                    complaint("This model does not support logprobs", "unsupported", "logprobs")));
        else
            sendAll(connection, whole);
        break;
    case Fault::Empty: {
        Json empty = *parseJson(good, "good");
        empty["choices"][0]["message"]["content"] = "";
        empty["choices"][0]["logprobs"] = nullptr;
        sendAll(connection, response("200 OK", toJsonLine(empty)));
        break;
    }
    }
    ::shutdown(connection, SHUT_WR);
}

} // namespace dankai::test
