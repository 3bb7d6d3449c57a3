// SPDX-License-Identifier: Apache-2.0
// One message of a conversation, as chat templates take it.
// Not an example (core/dataset): which message is trained is decided elsewhere.
#pragma once

#include <string>

namespace dankai {

struct Message
{
    std::string role; // system, user, assistant or tool
    std::string content;

    bool operator==(const Message&) const = default;
};

} // namespace dankai
