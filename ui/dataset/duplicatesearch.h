// SPDX-License-Identifier: GPL-3.0-or-later
// Has the examples compared with one another, behind everything else: by itself where that takes seconds, and
// in a large project when somebody asks for near-duplicates. Does not show them.
#pragma once

#include "core/project/duplicatestore.h"
#include "ui/session/projectsession.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>

namespace dankai::ui {

class WorkBar;

class DuplicateSearch final : public QObject
{
    Q_OBJECT

public:
    // Above so many examples nothing begins unasked: a million take some 20 s of a core and 250 MB.
    static constexpr std::uint64_t mostUnasked = 100'000;

    // `bar` shows how far it is, and stops it.
    DuplicateSearch(ProjectSession& session, WorkBar* bar, QObject* parent = nullptr);

    // The state that was just read, and whether somebody looks at near-duplicates now.
    void take(const NearDuplicateState& state, bool isWanted);

    bool isRunning() const { return m_isRunning; }

signals:
    void failed(const QString& sentence);

private:
    void begin();

    ProjectSession& m_session;
    WorkBar* m_bar;
    bool m_isRunning = false;
    bool m_wasWanted = false;
    std::optional<std::uint64_t> m_givenUpAt; // examples there were when it was stopped or failed
    std::uint64_t m_total = 0;
};

} // namespace dankai::ui
