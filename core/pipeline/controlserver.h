// SPDX-License-Identifier: Apache-2.0
// Answers front ends over the socket in the folder while the engine works, on a thread of its own. Only a
// kill acts here; everything else is a flag or a decision that the work picks up.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/pipeline/recorder.h"
#include "core/platform/localsocket.h"
#include "core/protocol/control.h"

#include <atomic>
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

private:
    ControlServer(LocalServer server, StopFlag& stop, Recorder& recorder);
    void serve();
    ControlReply answer(const ControlRequest& request);

    LocalServer m_server;
    StopFlag& m_stop;
    Recorder& m_recorder;
    std::mutex m_mutex; // of the two below
    ControlReply m_status;
    std::optional<ControlRequest> m_decision;
    std::atomic<bool> m_hasStopRequest = false;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread; // last: everything else exists when it starts
};

} // namespace dankai
