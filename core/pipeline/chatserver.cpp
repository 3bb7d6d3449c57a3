// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/chatserver.h"

#include "core/inference/generator.h"
#include "core/protocol/log.h"

#include <algorithm>
#include <chrono>

namespace dankai {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds lookEvery(200);

class ChatServer final
{
public:
    ChatServer(const LanguageModel& model, const ConversationEncoder& encoder, Recorder& recorder,
        ControlServer& control, const ChatServerParams& params)
        : m_model(model)
        , m_encoder(encoder)
        , m_recorder(recorder)
        , m_control(control)
        , m_params(params)
    { }

    Result<> serve()
    {
        const std::chrono::seconds idle(m_params.limits.idleSeconds);
        const std::chrono::seconds gone(m_params.limits.goneSeconds);
        auto lastAnswer = Clock::now();
        for (;;) {
            setStage("waiting");
            const auto request = m_control.takeQuestion(lookEvery);
            if (isStopRequested(m_params.stop))
                return stopped("the chat was stopped on request");
            if (request) {
                setStage("answering");
                auto answered = answer(*request);
                m_control.finishAnswer();
                if (!answered)
                    return answered;
                lastAnswer = Clock::now();
            } else if (Clock::now() - lastAnswer > idle) {
                return stopped("the chat ended by itself: nobody has asked anything for "
                    + std::to_string(idle.count()) + " s");
            } else if (m_control.sinceLastRequest() > gone) {
                return stopped("the chat ended by itself: the window that began it has not been heard of for "
                    + std::to_string(gone.count()) + " s");
            }
        }
    }

private:
    void setStage(const char* stage)
    {
        ControlReply status;
        status.stage = stage;
        m_control.setStatus(status);
    }

    Result<> answer(const GenerateRequest& request)
    {
        const auto begin = Clock::now();
        event::Asked asked;
        asked.id = request.id;
        asked.text = request.messages.back().content;
        asked.earlier = request.messages.size() - 1 - (request.messages.front().role == "system" ? 1 : 0);
        asked.maxNewTokens = request.answers.maxNewTokens;
        asked.temperature = request.answers.temperature;
        asked.topP = request.answers.topP;
        asked.seed = request.seed;
        if (auto said = m_recorder.say(std::move(asked)); !said)
            return said;
        event::ReplyEnded reply;
        reply.id = request.id;
        if (auto generated = generateReply(request, reply); !generated) {
            reply.end = "failed";
            reply.message = generated.error().message;
        }
        reply.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        return m_recorder.say(std::move(reply));
    }

    Result<> generateReply(const GenerateRequest& request, event::ReplyEnded& reply)
    {
        auto ids = m_encoder.encodePrompt(request.messages);
        if (!ids)
            return passOn(ids);
        reply.promptTokens = ids->size();
        const auto longest = static_cast<std::size_t>(m_params.maxLength);
        if (ids->size() >= longest)
            return unusable("The conversation has " + std::to_string(ids->size()) + " tokens and "
                + std::to_string(longest)
                + " fit with the answer. Begin a new conversation, or ask shorter.");
        GenerateParams params;
        params.sampling.temperature = request.answers.temperature;
        params.sampling.topK = request.answers.topK;
        params.sampling.topP = request.answers.topP;
        params.sampling.seed = request.seed;
        params.maxNewTokens = static_cast<int>(std::min<std::size_t>(
            static_cast<std::size_t>(request.answers.maxNewTokens), longest - ids->size()));
        params.endTokens = m_encoder.endOfTurnIds();
        params.stop = &m_control.cancelFlag();
        StreamingDecoder decoder(m_encoder.tokenizer());
        Result<> written;
        const auto say = [&](const std::string& piece) {
            if (piece.empty() || !written)
                return;
            written = m_recorder.say(event::Text{request.id, piece});
        };
        params.onToken = [&](std::size_t, std::int32_t token) {
            ++reply.tokens;
            say(decoder.add(token));
            // A signal stops the engine without passing the socket; a full disk must not fill on.
            if (isStopRequested(m_params.stop) || !written)
                m_control.cancelFlag() = true;
        };
        auto generated = generate(m_model, {*ids}, params);
        if (!generated)
            return passOn(generated);
        say(decoder.flush());
        if (!written)
            return written;
        switch (generated->front().finish) {
        case FinishReason::EndToken:
            reply.end = "end_of_turn";
            break;
        case FinishReason::Length:
            reply.end = "length";
            break;
        case FinishReason::Stopped:
            reply.end = "cancelled";
            break;
        }
        return {};
    }

    const LanguageModel& m_model;
    const ConversationEncoder& m_encoder;
    Recorder& m_recorder;
    ControlServer& m_control;
    const ChatServerParams& m_params;
};

} // namespace

Result<> serveChat(const LanguageModel& model, const ConversationEncoder& encoder, Recorder& recorder,
    ControlServer& control, const ChatServerParams& params)
{
    return ChatServer(model, encoder, recorder, control, params).serve();
}

} // namespace dankai
