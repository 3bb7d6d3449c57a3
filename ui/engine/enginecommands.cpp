// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/enginecommands.h"

#include <QMetaObject>

#include <mutex>
#include <thread>
#include <utility>

namespace dankai::ui {

namespace {

Result<ControlReply> sendAccepted(const std::filesystem::path& folder, const ControlRequest& request)
{
    auto reply = sendControl(folder, request);
    if (reply && !reply->isAccepted)
        return unusable(folder.string() + ": " + reply->message + ".");
    return reply;
}

} // namespace

// Outlives the object, so that a thread whose answer comes late finds out that nobody waits.
struct EngineCommands::Mailbox
{
    std::mutex mutex;
    EngineCommands* owner = nullptr;
};

EngineCommands::EngineCommands(QObject* parent)
    : QObject(parent)
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->owner = this;
}

EngineCommands::~EngineCommands()
{
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->owner = nullptr;
}

void EngineCommands::ask(std::function<Result<ControlReply>()> question, Answer answer)
{
    std::thread([mailbox = m_mailbox, question = std::move(question), answer = std::move(answer)]() mutable {
        auto reply = std::make_shared<Result<ControlReply>>(question());
        const std::lock_guard lock(mailbox->mutex);
        if (mailbox->owner == nullptr)
            return;
        QMetaObject::invokeMethod(
            mailbox->owner, [reply, answer = std::move(answer)] { answer(*reply); }, Qt::QueuedConnection);
    }).detach();
}

void EngineCommands::status(const std::filesystem::path& folder, Answer answer)
{
    ask([folder] { return sendControl(folder, {ControlKind::Status, "", ""}); }, std::move(answer));
}

void EngineCommands::decide(const std::filesystem::path& folder, const ControlRequest& request, Answer answer)
{
    ask([folder, request] { return sendAccepted(folder, request); }, std::move(answer));
}

void EngineCommands::generate(
    const std::filesystem::path& folder, const GenerateRequest& request, Answer answer)
{
    ControlRequest asked;
    asked.kind = ControlKind::Generate;
    asked.generate = request;
    ask([folder, asked] { return sendAccepted(folder, asked); }, std::move(answer));
}

void EngineCommands::cancel(const std::filesystem::path& folder, Answer answer)
{
    ask([folder] { return sendAccepted(folder, {ControlKind::Cancel, "", ""}); }, std::move(answer));
}

void EngineCommands::stop(
    const std::filesystem::path& folder, EngineStop how, const std::string& reason, Answer answer)
{
    ask(
        [folder, how, reason]() -> Result<ControlReply> {
            if (auto asked = stopEngine(folder, how, reason); !asked)
                return passOn(asked);
            return ControlReply();
        },
        std::move(answer));
}

} // namespace dankai::ui
