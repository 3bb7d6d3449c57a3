// SPDX-License-Identifier: Apache-2.0
#include "core/project/filterstore.h"

#include "core/project/database.h"

namespace dankai {

FilterStore::FilterStore(Database& database)
    : m_database(&database)
{ }

Result<std::vector<SavedFilter>> FilterStore::list()
{
    return guarded([&] {
        std::vector<SavedFilter> filters;
        Statement rows(*m_database, "SELECT name, definition FROM filters ORDER BY name");
        while (rows.step()) {
            const std::string name(rows.text(0));
            const auto json = parseJson(rows.text(1), "filter '" + name + "'");
            if (!json)
                continue;
            if (auto query = exampleQueryFromJson(*json, "filter '" + name + "'"))
                filters.push_back({name, std::move(*query)});
        }
        return filters;
    });
}

Result<> FilterStore::save(const SavedFilter& filter)
{
    if (filter.name.empty())
        return unusable("A filter needs a name.");
    return guarded([&] {
        const std::string definition = toJsonLine(toJson(filter.query));
        Transaction transaction(*m_database);
        Statement put(*m_database,
            "INSERT INTO filters (name, definition) VALUES (?1, ?2) "
            "ON CONFLICT (name) DO UPDATE SET definition = ?2");
        put.bind(1, std::string_view(filter.name)).bind(2, std::string_view(definition)).run();
        transaction.commit();
    });
}

Result<> FilterStore::remove(const std::string& name)
{
    return guarded([&] {
        Transaction transaction(*m_database);
        Statement drop(*m_database, "DELETE FROM filters WHERE name = ?1");
        drop.bind(1, std::string_view(name)).run();
        transaction.commit();
    });
}

} // namespace dankai
