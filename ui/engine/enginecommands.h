// SPDX-License-Identifier: GPL-3.0-or-later
// What the window asks of a running engine, over the control socket in its folder. An engine that is busy
// answers late or not at all, so each request has a thread of its own and nobody waits for it.
#pragma once

#include "core/base/result.h"
#include "core/project/engineend.h"
#include "core/protocol/control.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>

namespace dankai::ui {

class EngineCommands final : public QObject
{
    Q_OBJECT

public:
    explicit EngineCommands(QObject* parent = nullptr);
    // Returns at once; answers that come later are dropped.
    ~EngineCommands() override;

    using Answer = std::function<void(const Result<ControlReply>&)>; // on the thread that made this

    void status(const std::filesystem::path& folder, Answer answer);
    // Of the gate that waits; a request that the engine refuses is an error with its sentence.
    void decide(const std::filesystem::path& folder, const ControlRequest& request, Answer answer);
    void stop(const std::filesystem::path& folder, EngineStop how, const std::string& reason, Answer answer);
    // Of a chat. Refused requests are errors with the engine's sentence.
    void generate(const std::filesystem::path& folder, const GenerateRequest& request, Answer answer);
    void cancel(const std::filesystem::path& folder, Answer answer);

private:
    struct Mailbox;

    void ask(std::function<Result<ControlReply>()> question, Answer answer);

    std::shared_ptr<Mailbox> m_mailbox;
};

} // namespace dankai::ui
