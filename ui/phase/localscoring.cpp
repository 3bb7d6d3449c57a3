// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/localscoring.h"

#include "core/difficulty/scorer.h"
#include "core/project/newproject.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"

namespace dankai::ui {

LocalScoring::LocalScoring(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{ }

LocalScoring::~LocalScoring()
{
    stop();
}

bool LocalScoring::canScoreBy(std::string_view scorer)
{
    const auto known = Scorer::named(scorer);
    return known && (known->info().reads == ScorerReads::Text || known->info().reads == ScorerReads::Tokens);
}

void LocalScoring::begin(const std::string& scorer)
{
    if (isBusy())
        return;
    m_stop = std::make_shared<StopFlag>(false);
    emit changed();
    m_session.work().ask(
        this,
        [scorer, wanted = m_stop](Project& project, const StopFlag& ending) {
            const auto look = [&](std::string_view, const Progress&) {
                if (isStopRequested(&ending))
                    *wanted = true;
            };
            return scoreExamples(project, scorer, look, wanted.get());
        },
        [this](const Result<ScoredNow>& scored) {
            m_stop.reset();
            emit changed();
            if (!scored && scored.error().code != ErrorCode::Stopped)
                emit failed(translatedCore(scored.error().message));
            m_session.refresh();
        });
}

void LocalScoring::stop()
{
    if (m_stop)
        *m_stop = true;
}

} // namespace dankai::ui
