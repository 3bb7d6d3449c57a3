// SPDX-License-Identifier: Apache-2.0
// A loaded model that answers what comes over the control socket, one answer at a time, into the record,
// until it is stopped or nobody asks any more. Keeps no conversation: every question brings its own.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/languagemodel.h"
#include "core/pipeline/controlserver.h"
#include "core/pipeline/recorder.h"
#include "core/run/jobspec.h"
#include "core/tokenizer/conversationencoder.h"

namespace dankai {

struct ChatServerParams
{
    int maxLength = 2048; // tokens of a conversation with its answer
    ChatSpec limits;
    const StopFlag* stop = nullptr;
};

// Ends with an error of the code Stopped whose sentence says why. A question that cannot be answered ends in
// the record as a failed reply and not here.
Result<> serveChat(const LanguageModel& model, const ConversationEncoder& encoder, Recorder& recorder,
    ControlServer& control, const ChatServerParams& params);

} // namespace dankai
