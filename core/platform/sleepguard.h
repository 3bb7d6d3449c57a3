// SPDX-License-Identifier: Apache-2.0
// Keeps the machine from going to sleep while this process works. Says nothing where the system has no such
// thing (a container, a server without systemd): sleep is then somebody else's matter.
#pragma once

#include "core/platform/process.h"

#include <optional>
#include <string>

namespace dankai {

// Through logind's inhibitor lock, held by `systemd-inhibit` for as long as this process lives: however it
// ends, the lock ends with it.
class SleepGuard final
{
public:
    // `why` is what the desktop shows a person who asks for sleep: "training of run r7".
    explicit SleepGuard(const std::string& why);

    // Whether the program that holds the lock could be started; logind may still refuse.
    bool isHeld() const { return m_holder.has_value(); }

private:
    std::optional<ChildProcess> m_holder;
};

} // namespace dankai
