// SPDX-License-Identifier: GPL-3.0-or-later
// The job in which a model measures examples for scores: begins one, follows whichever runs (one
// of the command line, or of a window that was closed, too), takes over what it has measured, and stops it.
// One at a time. It is an engine's and outlives the window. Shows nothing.
#pragma once

#include "core/project/modelscoringwork.h"
#include "ui/engine/runfollower.h"
#include "ui/session/progressrelay.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace dankai::ui {

class EngineCommands;
class ProjectSession;

enum class MeasuringEnd
{
    Finished, // every example has the scores that were asked for
    Stopped, // on request; what was measured is kept, and beginning again goes on
    Failed, // failed() has said why
};

class MeasuringJob final : public QObject
{
    Q_OBJECT

public:
    explicit MeasuringJob(ProjectSession& session, QObject* parent = nullptr);
    ~MeasuringJob() override;

    // What to measure, worked out on a thread of the session; with progress where a model is read for it.
    using Request = std::function<Result<ModelScoringRequest>(
        Project& project, const ProgressCallback& progress, const StopFlag& stop)>;
    using Done = std::function<void(MeasuringEnd)>;

    // Not while one is busy. `done` is not called after `receiver` is gone.
    void begin(Request request, QObject* receiver, Done done);
    // After the examples that it has in hand; before there is an engine at once.
    void stop();

    bool isBusy() const { return m_isBusy; }

signals:
    void busyChanged();
    // What it does now, in words.
    void advanced(const QString& what, const dankai::ui::ProgressReport& now);
    void failed(const QString& sentence);

private:
    struct Order
    {
        Request request;
        std::function<void(MeasuringEnd)> done;
    };

    struct Settled
    {
        bool isGone = false; // somebody else has taken it over
        std::optional<Error> silence; // of an engine that ended without a word
    };

    void lookForRunning();
    void takeLeft();
    void beginNow();
    void follow(const ModelScoringWork& work);
    void show(const RunNews& news);
    void take();
    void settle();
    void finish(MeasuringEnd end, const QString& sentence = {});
    void setBusy(bool isBusy);

    ProjectSession& m_session;
    EngineCommands* m_commands;
    QTimer m_takeTimer;
    std::optional<Order> m_order; // nothing: what runs was begun elsewhere
    bool m_isBusy = false;
    bool m_isLooking = false;
    bool m_isStopWanted = false;
    std::shared_ptr<StopFlag> m_requestStop; // of the request that is being worked out
    // Of the job that is followed
    ModelScoringWork m_work;
    std::unique_ptr<RunFollower> m_follower;
    std::shared_ptr<MeasurementTaker> m_taker; // used on the session's thread of work only
    bool m_isTaking = false;
    double m_stageBegan = 0; // seconds since 1970
    std::optional<MeasuringEnd> m_ending; // as its record says
    QString m_problem;
};

} // namespace dankai::ui
