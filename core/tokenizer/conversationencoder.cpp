// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/conversationencoder.h"

#include <algorithm>
#include <string_view>

namespace dankai {

namespace {

constexpr std::string_view assistantRole = "assistant";

// How a template frames a response, learnt from a response that no template writes itself.
struct Frame
{
    std::string opening; // between the generation prompt and the response
    std::string closing; // after the response

    bool operator==(const Frame&) const = default;
};

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

} // namespace

// Text that is tokenized by itself, so that training cuts where generation does.
struct ConversationEncoder::Segment
{
    std::string text;
    bool isResponse = false;
};

ConversationEncoder::ConversationEncoder(
    Tokenizer tokenizer, ChatTemplate chatTemplate, RenderOptions options)
    : m_tokenizer(std::move(tokenizer))
    , m_template(std::move(chatTemplate))
    , m_options(std::move(options))
{ }

Result<ConversationEncoder> ConversationEncoder::create(
    Tokenizer tokenizer, ChatTemplate chatTemplate, RenderOptions options)
{
    ConversationEncoder made(std::move(tokenizer), std::move(chatTemplate), std::move(options));
    if (auto done = made.probe(); !done)
        return passOn(done);
    return made;
}

Result<> ConversationEncoder::probe()
{
    const auto refuse = [](const std::string& what) {
        return unusable("the chat template cannot be trained with: " + what
            + ". Choose another chat template (a built-in name or a file).");
    };
    const std::vector<Message> question{{"user", "Qzvxj"}};
    RenderOptions withPrompt = m_options;
    withPrompt.generationPrompt = GenerationPrompt::Add;
    m_options.generationPrompt = GenerationPrompt::Omit;
    auto head = m_template.render(question, withPrompt);
    if (!head)
        return passOn(head);
    auto plain = m_template.render(question, m_options);
    if (!plain)
        return passOn(plain);
    Frame frame;
    for (const std::string_view response : {"Wkpyh", "Mgxtb"}) {
        auto full = m_template.render(
            std::vector<Message>{question[0], {std::string(assistantRole), std::string(response)}},
            m_options);
        if (!full)
            return passOn(full);
        if (!full->starts_with(*head))
            return refuse("its generation prompt is not how the assistant's turn begins");
        const std::size_t begin = full->find(response, head->size());
        if (begin == std::string::npos)
            return refuse("it leaves the assistant's response out");
        Frame found{full->substr(head->size(), begin - head->size()), full->substr(begin + response.size())};
        if (response[0] != 'W' && found != frame)
            return refuse("the text around a response depends on the response");
        frame = std::move(found);
    }
    // A template that knows no generation prompt: what it always writes before a response is the prompt.
    if (*head == *plain && !isBlank(frame.opening))
        m_impliedOpening = frame.opening;
    m_closing = frame.closing;

    for (const std::int32_t id : m_tokenizer.encode(m_closing, SpecialTokens::Recognise)) {
        if (!m_tokenizer.isSpecial(id) && id != m_tokenizer.eosId())
            continue;
        const std::string text = m_tokenizer.tokenText(id).value_or("");
        const std::size_t place = m_closing.find(text);
        if (text.empty() || place == std::string::npos)
            continue;
        m_ending = m_closing.substr(0, place + text.size());
        m_endOfTurnId = id;
        break;
    }
    if (m_endOfTurnId < 0) {
        if (!m_tokenizer.eosId())
            return refuse("neither it nor the tokenizer has a token that ends a response");
        m_isEndOfTurnAppended = true;
        m_endOfTurnId = *m_tokenizer.eosId();
    }
    m_endOfTurnIds = {m_endOfTurnId};
    if (const auto eos = m_tokenizer.eosId(); eos && *eos != m_endOfTurnId)
        m_endOfTurnIds.push_back(*eos);
    return {};
}

Result<std::string> ConversationEncoder::renderHead(std::span<const Message> messages) const
{
    RenderOptions options = m_options;
    options.generationPrompt = GenerationPrompt::Add;
    auto head = m_template.render(messages, options);
    if (head)
        *head += m_impliedOpening;
    return head;
}

Result<std::vector<ConversationEncoder::Segment>> ConversationEncoder::split(
    std::span<const Message> messages, GenerationPrompt generationPrompt) const
{
    auto full = generationPrompt == GenerationPrompt::Add ? renderHead(messages)
                                                          : m_template.render(messages, m_options);
    if (!full)
        return passOn(full);
    std::vector<Segment> segments;
    std::size_t done = 0;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (messages[i].role != assistantRole)
            continue;
        const auto refuse = [i](const std::string& what) {
            return unusable("message " + std::to_string(i + 1) + ": " + what
                + ", so it is not known which tokens to train. Choose another chat template, or keep one "
                  "response "
                  "per conversation.");
        };
        auto head = renderHead(messages.first(i));
        if (!head)
            return passOn(head);
        if (!full->starts_with(*head) || head->size() < done)
            return refuse(
                "the chat template writes what stands before this response otherwise once it is there");
        const std::string_view rest = std::string_view(*full).substr(head->size());
        // The turn as the template writes it with nothing behind it, less what it always puts after a
        // response.
        auto whole = m_template.render(messages.first(i + 1), m_options);
        if (!whole)
            return passOn(whole);
        std::size_t length = std::string::npos;
        if (full->starts_with(*whole) && whole->ends_with(m_closing)
            && whole->size() >= head->size() + m_closing.size()) {
            length = whole->size() - head->size() - m_closing.size();
        } else {
            // Templates that rewrite a turn once others follow: the response itself, then its end.
            for (const std::string_view content :
                {std::string_view(messages[i].content), trimmed(messages[i].content)})
                if (length == std::string::npos && rest.starts_with(content)
                    && rest.substr(content.size()).starts_with(m_ending))
                    length = content.size();
            if (length == std::string::npos)
                return refuse("the chat template changes this response once other turns follow");
        }
        const std::size_t end = length + m_ending.size();
        segments.push_back({full->substr(done, head->size() - done), false});
        segments.push_back({std::string(rest.substr(0, end)), true});
        done = head->size() + end;
    }
    segments.push_back({full->substr(done), false});
    return segments;
}

void ConversationEncoder::append(const Segment& segment, std::vector<std::int32_t>& ids) const
{
    m_tokenizer.append(segment.text, SpecialTokens::Recognise, ids);
    if (segment.isResponse && m_isEndOfTurnAppended)
        ids.push_back(m_endOfTurnId);
}

Result<EncodedConversation> ConversationEncoder::encode(
    std::span<const Message> messages, std::size_t maxLength) const
{
    if (std::none_of(messages.begin(), messages.end(),
            [](const Message& message) { return message.role == assistantRole; }))
        return unusable(
            "the conversation has no assistant turn, so nothing in it can be trained; give it a response.");
    auto segments = split(messages, GenerationPrompt::Omit);
    if (!segments)
        return passOn(segments);
    segments->pop_back(); // what follows the last response teaches nothing
    EncodedConversation encoded;
    for (const Message& message : messages)
        encoded.hasSpecialTokenInContent
            = encoded.hasSpecialTokenInContent || m_tokenizer.containsSpecialToken(message.content);
    auto& ids = encoded.ids;
    auto& isTrained = encoded.isTrained;
    for (const Segment& segment : *segments) {
        append(segment, ids);
        isTrained.resize(ids.size(), segment.isResponse ? 1 : 0);
    }
    if (ids.size() > maxLength) {
        const bool isInResponse = maxLength > 0 && isTrained[maxLength] != 0 && isTrained[maxLength - 1] != 0;
        encoded.truncation = isInResponse ? Truncation::InResponse : Truncation::InPrompt;
        std::size_t kept = maxLength;
        while (kept > 0 && isTrained[kept - 1] == 0)
            --kept;
        // Without any response left the prompt stays, so that it can be shown what was cut.
        kept = kept > 0 ? kept : maxLength;
        ids.resize(kept);
        isTrained.resize(kept);
    }
    encoded.promptTokens
        = static_cast<std::size_t>(std::find(isTrained.begin(), isTrained.end(), 1) - isTrained.begin());
    encoded.trainedTokens = static_cast<std::size_t>(std::count(isTrained.begin(), isTrained.end(), 1));
    return encoded;
}

Result<std::vector<std::int32_t>> ConversationEncoder::encodePrompt(std::span<const Message> messages) const
{
    std::vector<std::int32_t> ids;
    if (auto segments = split(messages, GenerationPrompt::Add)) {
        for (const Segment& segment : *segments)
            append(segment, ids);
        return ids;
    }
    // A template that rewrites earlier turns cannot be cut at them; the whole is what transformers gives.
    auto head = renderHead(messages);
    if (!head)
        return passOn(head);
    append({std::move(*head), false}, ids);
    return ids;
}

} // namespace dankai
