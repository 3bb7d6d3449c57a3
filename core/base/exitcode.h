// SPDX-License-Identifier: Apache-2.0
// What every Dankai program answers to its caller.
#pragma once

#include "core/base/result.h"

namespace dankai {

enum class ExitCode
{
    Done = 0,
    Failed = 1,
    Unusable = 2, // wrong usage or unusable input
    Stopped = 3, // on request
    GateSaidNo = 4,
};

constexpr ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Failed:
        return ExitCode::Failed;
    case ErrorCode::Unusable:
        return ExitCode::Unusable;
    case ErrorCode::Stopped:
        return ExitCode::Stopped;
    }
    return ExitCode::Failed;
}

} // namespace dankai
