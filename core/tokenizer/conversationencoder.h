// SPDX-License-Identifier: Apache-2.0
// Conversations to token ids with a mask of what is trained: every assistant response with the token that
// ends its turn, and nothing else. The same code makes the prompts of scoring and generation.
#pragma once

#include "core/base/result.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/message.h"
#include "core/tokenizer/tokenizer.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace dankai {

enum class Truncation
{
    None,
    InPrompt, // cut between responses: those before the cut are whole, later ones are gone
    InResponse, // the last response lost its end; its end-of-turn token is not there, so it is never taught
                // as complete
};

struct EncodedConversation
{
    std::vector<std::int32_t> ids; // ends with the last response's end-of-turn token
    std::vector<std::uint8_t> isTrained; // [ids]: 1 where the token is a target
    std::size_t promptTokens = 0; // ids before the first trained one
    std::size_t trainedTokens = 0;
    Truncation truncation = Truncation::None;
    // A message spells a special token, which is read as that token: a finding for the pre-flight.
    bool hasSpecialTokenInContent = false;
};

class ConversationEncoder final
{
public:
    static constexpr std::size_t unlimited = SIZE_MAX;

    // Probes the template with a short conversation. Unusable where the template and the tokenizer give no
    // way to tell where a response begins and ends. `options`: the date and the variables of every rendering.
    static Result<ConversationEncoder> create(
        Tokenizer tokenizer, ChatTemplate chatTemplate, RenderOptions options = {});

    // Unusable where the template refuses the conversation or it has no assistant turn.
    Result<EncodedConversation> encode(
        std::span<const Message> messages, std::size_t maxLength = unlimited) const;
    // The ids that generation starts from: equal to the ids that encode() gives before the response.
    Result<std::vector<std::int32_t>> encodePrompt(std::span<const Message> messages) const;

    // What ends an assistant turn: the template's token first, then the tokenizer's EOS where it differs.
    const std::vector<std::int32_t>& endOfTurnIds() const { return m_endOfTurnIds; }

    const Tokenizer& tokenizer() const { return m_tokenizer; }

    const ChatTemplate& chatTemplate() const { return m_template; }

private:
    struct Segment;
    ConversationEncoder(Tokenizer tokenizer, ChatTemplate chatTemplate, RenderOptions options);
    Result<> probe();
    Result<std::string> renderHead(std::span<const Message> messages) const;
    Result<std::vector<Segment>> split(
        std::span<const Message> messages, GenerationPrompt generationPrompt) const;
    void append(const Segment& segment, std::vector<std::int32_t>& ids) const;

    Tokenizer m_tokenizer;
    ChatTemplate m_template;
    RenderOptions m_options;
    // What stands before and after a response in the template's own text.
    std::string m_impliedOpening; // of templates that ignore add_generation_prompt
    std::string m_ending; // up to and with the end-of-turn token's text; may be empty
    std::string m_closing; // everything after the response, m_ending first
    std::int32_t m_endOfTurnId = -1;
    bool m_isEndOfTurnAppended = false; // the template has none: EOS is put behind the response
    std::vector<std::int32_t> m_endOfTurnIds;
};

} // namespace dankai
