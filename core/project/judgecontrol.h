// SPDX-License-Identifier: Apache-2.0
// The control socket of a judge's job: status, stop, kill, as an engine answers them
// (core/protocol/control.h). Internal to the job's work; on its thread.
#pragma once

#include "core/base/result.h"
#include "core/platform/localsocket.h"
#include "core/protocol/control.h"
#include "core/protocol/eventlog.h"

#include <filesystem>

namespace dankai {

class JudgeControl final
{
public:
    static Result<JudgeControl> listen(const std::filesystem::path& folder);

    // Answers whoever has asked, with `status`, and returns at once. A kill ends the process here.
    Result<> serve(ControlReply status, EventWriter& events);

    bool hasStopRequest() const { return m_hasStopRequest; }

private:
    explicit JudgeControl(LocalServer server);
    ControlReply answer(const ControlRequest& request, ControlReply reply, EventWriter& events);

    LocalServer m_server;
    bool m_hasStopRequest = false;
};

} // namespace dankai
