// SPDX-License-Identifier: GPL-3.0-or-later
// Scores the examples that have no score yet, by what is computed from their texts alone, on the session's
// work thread. A model's or a judge's scores come from elsewhere.
#pragma once

#include "core/base/progress.h"

#include <QObject>

#include <memory>
#include <string>
#include <string_view>

namespace dankai::ui {

class ProjectSession;

class LocalScoring final : public QObject
{
    Q_OBJECT

public:
    explicit LocalScoring(ProjectSession& session, QObject* parent = nullptr);
    ~LocalScoring() override;

    // Not where the files bring the scores: those that have none stay without.
    static bool canScoreBy(std::string_view scorer);

    void begin(const std::string& scorer);
    void stop(); // what is scored stays

    bool isBusy() const { return m_stop != nullptr; }

signals:
    void changed(); // it has begun or ended
    void failed(const QString& sentence);

private:
    ProjectSession& m_session;
    std::shared_ptr<StopFlag> m_stop;
};

} // namespace dankai::ui
