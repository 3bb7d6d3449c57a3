// SPDX-License-Identifier: Apache-2.0
// What a run's or a job's record holds, for tests that look at one kind of event.
#pragma once

#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <filesystem>
#include <variant>
#include <vector>

namespace dankai::test {

// The events of one kind, in order; none where the record cannot be read.
template <class T>
std::vector<T> eventsOf(const std::filesystem::path& folder)
{
    std::vector<T> found;
    if (const auto events = readEvents(folder / runfile::events))
        for (const Event& event : *events)
            if (const T* body = std::get_if<T>(&event.body))
                found.push_back(*body);
    return found;
}

} // namespace dankai::test
