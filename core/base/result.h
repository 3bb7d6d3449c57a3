// SPDX-License-Identifier: Apache-2.0
// Expected failure as a value: a code for the program, a sentence for the person.
// Exceptions stay inside a job and become an Error at its border.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace dankai {

enum class ErrorCode
{
    Failed, // the machine or the environment refused: disk full, process died, ...
    Unusable, // what was given cannot be used: wrong argument, broken file, edited run folder
    Stopped, // somebody asked for it
};

struct Error
{
    ErrorCode code = ErrorCode::Failed;
    std::string message; // what, where (file:line), what to do next; English, no markup, no final newline
};

template <class T = void>
using Result = tl::expected<T, Error>;

// return failed("...") from any function that returns a Result.
inline tl::unexpected<Error> failed(std::string message)
{
    return tl::unexpected<Error>(Error{ErrorCode::Failed, std::move(message)});
}

inline tl::unexpected<Error> unusable(std::string message)
{
    return tl::unexpected<Error>(Error{ErrorCode::Unusable, std::move(message)});
}

inline tl::unexpected<Error> stopped(std::string message)
{
    return tl::unexpected<Error>(Error{ErrorCode::Stopped, std::move(message)});
}

// Hands the error of one result on as that of another.
template <class T>
tl::unexpected<Error> passOn(Result<T>& result)
{
    return tl::unexpected<Error>(std::move(result.error()));
}

} // namespace dankai
