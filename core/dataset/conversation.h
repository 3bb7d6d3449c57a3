// SPDX-License-Identifier: Apache-2.0
// What the formats share that hold turns: reading one turn under whatever names, and making an example of all
// of them. Internal to this room.
#pragma once

#include "core/dataset/importer.h"
#include "core/dataset/jsonrow.h"

#include <simdjson.h>

#include <string>
#include <vector>

namespace dankai {

struct Conversation
{
    std::vector<Message> messages;
    // Names, weights and the like of single turns: no model is shown them, but kept whole they can be written
    // back.
    bool hasMoreFields = false;
};

// `what` names the list in reasons: "the messages". Keys and roles are those of `tags`.
Result<Conversation> readConversation(
    const simdjson::dom::element& value, const ConversationTags& tags, const std::string& what);

// The last turn is the answer, the user's before it the instruction, a first one of the system's the system
// text, the others the history.
Result<> takeConversation(std::vector<Message>&& messages, Example& example);

} // namespace dankai
