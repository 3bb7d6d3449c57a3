// SPDX-License-Identifier: Apache-2.0
// fake_engine FOLDER SCRIPT: holds the folder's lock, answers its control socket and says what the script, an
// events.jsonl written by core's own writer, holds; a stand-in for dankai-engine in tests of front ends, to
// which it is the same: a process that may be stopped, killed, or asked to decide. Trains nothing. The script
// "silent": it hangs before it takes the folder.
#include "core/platform/filelock.h"
#include "core/platform/localsocket.h"
#include "core/protocol/control.h"
#include "core/protocol/eventlog.h"
#include "core/run/runfolder.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string_view>
#include <thread>
#include <variant>

using namespace dankai;
using namespace std::chrono_literals;

namespace {

int fail(const std::string& message)
{
    std::fprintf(stderr, "[error] %s\n", message.c_str());
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3)
        return fail("fake_engine FOLDER SCRIPT");
    const std::filesystem::path folder = argv[1];
    if (std::string_view(argv[2]) == "silent")
        for (;;)
            std::this_thread::sleep_for(1h);
    const auto script = readEvents(argv[2]);
    if (!script)
        return fail(script.error().message);
    const auto lock = FileLock::tryAcquire(folder / runfile::lock);
    if (!lock || !*lock)
        return fail("the lock is held");
    auto server = LocalServer::listen(folder / runfile::socket);
    if (!server)
        return fail(server.error().message);

    // Resumes where the record was saved last.
    const auto known = readEvents(folder / runfile::events);
    if (!known)
        return fail(known.error().message);
    EventWriter::Params params;
    params.file = folder / runfile::events;
    params.hello.kind = "run";
    for (const Event& event : *known) {
        if (event.attempt == 0) // inherited
            params.resumedAfter = event.seq;
        if (const auto* saved = std::get_if<event::ResumeSaved>(&event.body)) {
            params.resumedAfter = event.seq;
            params.step = saved->step;
        }
    }
    auto writer = EventWriter::open(params);
    if (!writer)
        return fail(writer.error().message);

    ControlReply status;
    std::optional<ControlRequest> decision;
    bool isStopping = false;
    const auto serve = [&](std::chrono::milliseconds time) {
        const auto end = std::chrono::steady_clock::now() + time;
        do {
            (void)server->poll(1ms, [&](LocalServer::ConnectionId connection, std::string_view line) {
                ControlReply reply = status;
                const auto request = parseControlRequest(line);
                reply.isAccepted = request.has_value();
                if (request && request->kind == ControlKind::Stop) {
                    isStopping = true;
                    (void)writer->write(event::Decision{"stop_after_step", request->reason, "socket", 0});
                } else if (request && request->kind == ControlKind::Decide) {
                    reply.isAccepted = status.isWaiting;
                    if (status.isWaiting) {
                        decision = *request;
                        (void)writer->write(event::Decision{
                            request->decision, request->reason, "socket", status.phase, request->toPhase});
                    } else {
                        reply.message = "no gate is waiting for a decision";
                    }
                } else if (request && request->kind == ControlKind::Kill) {
                    std::_Exit(1);
                }
                server->send(connection, toJsonLine(reply));
            });
        } while (std::chrono::steady_clock::now() < end);
    };

    for (const Event& event : *script) {
        if (std::holds_alternative<event::Hello>(event.body)
            || std::holds_alternative<event::Attempt>(event.body))
            continue;
        const auto* step = std::get_if<event::Step>(&event.body);
        if (step != nullptr && step->step <= params.step)
            continue; // taken by an earlier attempt
        if (auto written = writer->write(event.body); !written)
            return fail(written.error().message);
        if (step != nullptr) {
            status.step = step->step;
            serve(5ms);
        }
        if (isStopping) {
            (void)writer->write(event::ResumeSaved{status.step, 1000, 0.1});
            (void)writer->write(event::Stopped{"on request", status.step, false});
            return 0;
        }
        if (const auto* waiting = std::get_if<event::Waiting>(&event.body)) {
            status.isWaiting = true;
            status.phase = waiting->phase;
            while (!decision)
                serve(5ms);
            status.isWaiting = false;
            if (decision->decision != gatedecision::goOn) {
                (void)writer->write(event::Stopped{"a person stopped it at the gate", status.step, true});
                return 0;
            }
            decision.reset();
        }
    }
    // A script without an ending is an engine that goes on until it is killed.
    const bool hasEnding = !script->empty() && std::holds_alternative<event::Finished>(script->back().body);
    if (hasEnding)
        return 0;
    for (;;)
        serve(50ms);
}
