// SPDX-License-Identifier: Apache-2.0
// One turn of a conversation as chat templates see it.
// No tool calls and no images: what the training data of this program does not have.
#pragma once

#include <string>

namespace dankai {

struct Message
{
    std::string role; // "system", "user", "assistant", or whatever the template knows
    std::string content;

    bool operator==(const Message&) const = default;
};

} // namespace dankai
