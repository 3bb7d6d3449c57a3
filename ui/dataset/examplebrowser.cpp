// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/examplebrowser.h"

#include "core/project/tokencounts.h"

#include <limits>
#include <optional>

namespace dankai::ui {

namespace {

struct Found
{
    BrowseAnswer answer;
    std::string tokenizerKey;
};

std::vector<double> countsAsValues(const std::vector<std::uint32_t>& counts)
{
    std::vector<double> values;
    values.reserve(counts.size());
    for (const std::uint32_t count : counts)
        values.push_back(count == 0 ? std::numeric_limits<double>::quiet_NaN() : count);
    return values;
}

} // namespace

ExampleBrowser::ExampleBrowser(ProjectSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{ }

void ExampleBrowser::setQuery(const BrowseQuery& query)
{
    if (query == m_query && m_generation != 0)
        return;
    m_query = query;
    ask();
}

void ExampleBrowser::reload()
{
    m_columns.reset();
    ask();
}

void ExampleBrowser::ask()
{
    const quint64 generation = ++m_generation;
    if (m_columnsScorer != m_query.scorer)
        m_columns.reset();
    m_columnsScorer = m_query.scorer;
    m_session.questions().ask(
        this,
        [query = m_query, columns = m_columns, tokenizerKey = m_tokenizerKey](
            Project& project, const StopFlag&) mutable -> Result<Found> {
            Found found;
            if (columns == nullptr) {
                if (tokenizerKey.empty()) {
                    // Without a readable model there are no token counts, and everything else still works.
                    if (auto encoder = openEncoder(project))
                        tokenizerKey = tokenCacheKey(*encoder);
                }
                auto read
                    = project.examples().columns({.scorer = query.scorer, .tokenizerHash = tokenizerKey});
                if (!read)
                    return passOn(read);
                columns = std::make_shared<const ExampleColumns>(std::move(*read));
            }
            found.tokenizerKey = tokenizerKey;
            found.answer.columns = columns;

            std::optional<SearchResult> matches;
            if (!query.text.trimmed().isEmpty()) {
                auto searched = project.search().search(
                    query.text.toStdString(), {.limit = std::numeric_limits<std::uint64_t>::max()});
                if (!searched)
                    return passOn(searched);
                matches = std::move(*searched);
                found.answer.searchIndex = matches->state;
            }
            SelectionParams params
                = {.filter = query.filter, .order = query.order, .direction = query.direction};
            if (matches)
                params.matches = matches->ids;
            found.answer.rows = selectRows(*columns, params);

            const auto rowsWithout = [&](ValueRange ExampleFilter::*range) {
                SelectionParams open = {.filter = query.filter, .matches = params.matches};
                open.filter.*range = {};
                return selectRows(*columns, open);
            };
            found.answer.scores
                = histogramOf(columns->scores, rowsWithout(&ExampleFilter::score), histogramBars);
            found.answer.tokens = histogramOf(
                countsAsValues(columns->tokens), rowsWithout(&ExampleFilter::tokens), histogramBars);
            return found;
        },
        [this, generation](Result<Found> found) {
            if (generation != m_generation)
                return;
            if (!found) {
                emit failed(QString::fromStdString(found.error().message));
                return;
            }
            m_columns = found->answer.columns;
            m_tokenizerKey = found->tokenizerKey;
            emit answered(found->answer);
        });
}

} // namespace dankai::ui
