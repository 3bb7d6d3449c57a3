// SPDX-License-Identifier: Apache-2.0
// Answers front ends over the socket in the folder while the engine works, on a thread of its own. Only a
// kill acts here; everything else is a flag, a decision or a question that the work picks up.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/pipeline/recorder.h"
#include "core/platform/localsocket.h"
#include "core/protocol/control.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace dankai {

class ControlServer final
{
public:
    // `stop` is set by a stop request; it and `recorder` must outlive this.
    static Result<std::unique_ptr<ControlServer>> start(
        const std::filesystem::path& socket, StopFlag& stop, Recorder& recorder);
    ~ControlServer();

    void setStatus(const ControlReply& status); // isAccepted, message and isStopping are filled in here

    // Whether a stop came in here; else a signal set the flag, and nobody has recorded it.
    bool hasStopRequest() const { return m_hasStopRequest; }

    // Nothing until somebody decides about the gate that waits.
    std::optional<ControlRequest> takeDecision();

    // From now on questions are taken, one at a time: the next one only after finishAnswer().
    void serveAnswers();
    // Nothing where none came within `timeout` or a stop did.
    std::optional<GenerateRequest> takeQuestion(std::chrono::milliseconds timeout);
    void finishAnswer();

    // Set by cancel and by stop; finishAnswer() clears it.
    StopFlag& cancelFlag() { return m_isCancelled; }

    // Since the last request of any kind, or the start.
    std::chrono::steady_clock::duration sinceLastRequest();

private:
    ControlServer(LocalServer server, StopFlag& stop, Recorder& recorder);
    void serve();
    ControlReply answer(const ControlRequest& request);

    LocalServer m_server;
    StopFlag& m_stop;
    Recorder& m_recorder;
    void acceptQuestion(const GenerateRequest& request, ControlReply& reply);
    void cancel(const std::string& id, ControlReply& reply);

    std::mutex m_mutex; // of those up to the empty line
    std::condition_variable m_hasQuestion;
    ControlReply m_status;
    std::optional<ControlRequest> m_decision;
    std::optional<GenerateRequest> m_question; // not taken yet
    std::string m_answering; // the id; empty: nothing is asked
    bool m_servesAnswers = false;
    std::chrono::steady_clock::time_point m_lastRequest = std::chrono::steady_clock::now();

    StopFlag m_isCancelled = false;
    std::atomic<bool> m_hasStopRequest = false;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread; // last: everything else exists when it starts
};

} // namespace dankai
