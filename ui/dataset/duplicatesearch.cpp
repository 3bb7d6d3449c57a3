// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/duplicatesearch.h"

#include "ui/page/workbar.h"
#include "ui/sentence/coresentence.h"

namespace dankai::ui {

DuplicateSearch::DuplicateSearch(ProjectSession& session, WorkBar* bar, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_bar(bar)
{ }

void DuplicateSearch::take(const NearDuplicateState& state, bool isWanted)
{
    const bool isAsked = isWanted && !m_wasWanted;
    m_wasWanted = isWanted;
    m_total = state.total;
    // Who has stopped it is not asked again by every change of the project.
    if (isAsked || m_givenUpAt != state.total)
        m_givenUpAt.reset();
    if (!m_isRunning && !m_givenUpAt && !state.isComplete() && (isWanted || state.total <= mostUnasked))
        begin();
}

void DuplicateSearch::begin()
{
    m_isRunning = true;
    const WorkBar::Watch watch = m_bar->begin(tr("Looking for examples that are nearly the same"));
    m_session.background().ask(
        this,
        [watch](Project& project, const StopFlag& isClosing) {
            return project.nearDuplicates().search(
                [&](const Progress& progress) {
                    if (isClosing)
                        *watch.stop = true;
                    watch.progress(progress);
                },
                watch.stop.get());
        },
        [this](const Result<NearDuplicateState>& state) {
            m_isRunning = false;
            m_bar->end();
            m_session.refresh(); // whoever waits for it looks again
            if (state)
                return;
            m_givenUpAt = m_total;
            if (state.error().code != ErrorCode::Stopped)
                emit failed(translatedCore(state.error().message));
        });
}

} // namespace dankai::ui
