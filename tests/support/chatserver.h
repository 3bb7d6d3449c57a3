// SPDX-License-Identifier: Apache-2.0
// An OpenAI-compatible endpoint on a real loopback socket that fails in every way that real ones do, and
// keeps what it was asked. One thread for each connection; no TLS.
#pragma once

#include "core/base/json.h"
#include "core/base/random.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace dankai::test {

enum class Fault
{
    None,
    RateLimited, // 429 with Retry-After
    Error500,
    Error503,
    Hang, // nothing comes, ever
    Slow, // byte after byte, slower than any time limit
    Truncated, // the connection ends in the middle of the body
    MalformedJson, // a whole body that is cut JSON
    OtherJson, // JSON that is no chat completion
    WrongContentType, // a page
    Redirect, // to an address where a key would be lost
    Close, // the connection ends without a byte
    Unauthorised, // 401 that repeats the key it got
    NotFound,
    Quota, // 429 that waiting does not mend
    TooLong, // 400 as for a long context
    NoLogProbabilities, // 400 that names logprobs
    Empty, // a whole reply with an empty text
};

// Every fault that a later attempt may be spared.
const std::vector<Fault>& passingFaults();

struct ReceivedCall
{
    std::string id; // X-Client-Request-Id
    std::string authorization; // of either header
    std::string path;
    Json body;
    Fault fault = Fault::None;
    bool isAnswered = false; // a good reply went out to its last byte
};

class ChatServer final
{
public:
    struct Behaviour
    {
        double faultShare = 0; // by chance, of passingFaults()
        std::optional<Fault> always;
        bool givesLogProbabilities = true;
        std::string text = "3\nIt takes a few steps."; // of a good reply
        // Instead of `text`; the last turn's content.
        std::function<std::string(const std::string& question)> answer;
        double seconds = 0; // before a good reply
        int retryAfterSeconds = 0; // of RateLimited
        std::string redirectTo = "http://127.0.0.1:9/elsewhere";
        std::uint64_t seed = 1;
    };

    explicit ChatServer(Behaviour behaviour);
    ~ChatServer();

    std::string url() const; // http://127.0.0.1:PORT/v1

    int port() const { return m_port; }

    std::vector<ReceivedCall> calls() const; // whole requests, in the order of their coming

private:
    void accept();
    void serve(int connection);
    void reply(int connection, std::size_t call);
    std::string goodBody(const Json& request);

    Behaviour m_behaviour;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_isEnding = false;
    mutable std::mutex m_mutex; // of what follows
    Random m_random;
    std::vector<ReceivedCall> m_calls;
    std::vector<std::thread> m_connections;
    std::thread m_acceptor;
};

} // namespace dankai::test
