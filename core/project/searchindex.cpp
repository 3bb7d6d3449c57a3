// SPDX-License-Identifier: Apache-2.0
#include "core/project/searchindex.h"

#include "core/project/examplerows.h"
#include "core/project/fulltexttokenizer.h"
#include "core/project/searchrows.h"

#include <algorithm>
#include <string>

namespace dankai {

namespace {

// One batch holds the writer's place for well under a second.
constexpr std::size_t batchBytes = std::size_t(4) << 20;
constexpr std::int64_t batchRows = 5000;

SearchIndexState stateOf(Database& database)
{
    SearchIndexState state;
    state.indexed = static_cast<std::uint64_t>(database.number("SELECT indexed FROM search_state"));
    state.total = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM examples"));
    return state;
}

// false: there was nothing left to index.
bool indexBatch(Database& database)
{
    Transaction transaction(database);
    const std::int64_t from = database.number("SELECT indexed_to FROM search_state");
    std::int64_t last = from, rows = 0;
    {
        Statement read(database,
            "SELECT c.id, c.system, c.history, c.instruction, c.input, c.response, c.extra FROM examples e "
            "JOIN contents c ON c.id = e.id * 65536 + e.revision WHERE e.id > ?1 ORDER BY e.id LIMIT ?2");
        Statement add(database, "INSERT INTO search (rowid, text) VALUES (?1, ?2)");
        read.bind(1, from).bind(2, batchRows);
        for (std::size_t bytes = 0; bytes < batchBytes && read.step(); ++rows) {
            last = read.integer(0) / 65536;
            const std::string text = searchableText(contentAt(read, 1));
            add.bind(1, last).bind(2, std::string_view(text)).run();
            bytes += text.size();
        }
    }
    if (rows == 0)
        return false;
    Statement keep(database, "UPDATE search_state SET indexed_to = ?1, indexed = indexed + ?2");
    keep.bind(1, last).bind(2, rows).run();
    transaction.commit();
    return true;
}

// The words of a query as an expression of FTS5: every part quoted, so that nothing in it is an operator.
std::string expressionOf(std::string_view query)
{
    std::string expression;
    const auto addPhrase = [&](std::string_view phrase, bool isBeginning) {
        if (searchTokens(phrase, TokenizeFor::Query).empty())
            return;
        expression += expression.empty() ? "\"" : " \"";
        for (const char c : phrase) {
            if (c == '\0')
                continue;
            expression += c;
            if (c == '"')
                expression += c;
        }
        expression += isBeginning ? "\"*" : "\"";
    };
    for (std::size_t at = 0; at < query.size();) {
        if (query[at] == '"') {
            const std::size_t end = std::min(query.find('"', at + 1), query.size());
            addPhrase(query.substr(at + 1, end - at - 1), false);
            at = std::min(end + 1, query.size());
            continue;
        }
        // Blanks of ASCII and the ideographic one (U+3000) part words.
        constexpr std::string_view wideBlank = "\xE3\x80\x80";
        std::size_t end = at;
        while (end < query.size() && std::string_view(" \t\r\n\"").find(query[end]) == std::string_view::npos
            && query.substr(end, 3) != wideBlank)
            ++end;
        std::string_view word = query.substr(at, end - at);
        const bool isBeginning = word.size() > 1 && word.ends_with('*');
        if (isBeginning)
            word.remove_suffix(1);
        addPhrase(word, isBeginning);
        if (end == at)
            end += query.substr(at, 3) == wideBlank ? 3 : 1;
        at = end;
    }
    return expression;
}

} // namespace

void reindex(Database& database, std::int64_t example, const Example& before, const Example& after)
{
    if (example > database.number("SELECT indexed_to FROM search_state"))
        return; // comes when the index gets there
    const std::string old = searchableText(before), current = searchableText(after);
    Statement remove(database, "INSERT INTO search (search, rowid, text) VALUES ('delete', ?1, ?2)");
    remove.bind(1, example).bind(2, std::string_view(old)).run();
    Statement add(database, "INSERT INTO search (rowid, text) VALUES (?1, ?2)");
    add.bind(1, example).bind(2, std::string_view(current)).run();
}

SearchIndex::SearchIndex(Database& database)
    : m_database(&database)
{ }

Result<SearchIndexState> SearchIndex::state()
{
    return guarded([&] { return stateOf(*m_database); });
}

Result<SearchIndexState> SearchIndex::build(const ProgressCallback& progress, const StopFlag* stop)
{
    return guarded([&] {
        SearchIndexState state = stateOf(*m_database);
        while (!isStopRequested(stop) && indexBatch(*m_database)) {
            state = stateOf(*m_database);
            if (progress)
                progress({state.indexed, state.total});
        }
        return state;
    });
}

Result<SearchResult> SearchIndex::search(std::string_view query, const SearchParams& params)
{
    return guarded([&] {
        SearchResult result;
        result.state = stateOf(*m_database);
        const std::string expression = expressionOf(query);
        if (expression.empty())
            return result;
        Statement find(*m_database, "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid");
        find.bind(1, std::string_view(expression));
        for (; find.step(); ++result.total) {
            if (result.total >= params.offset && result.ids.size() < params.limit)
                result.ids.push_back(ExampleId(find.integer(0)));
        }
        return result;
    });
}

} // namespace dankai
