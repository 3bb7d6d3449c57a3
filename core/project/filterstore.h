// SPDX-License-Identifier: Apache-2.0
// Filters that people keep under a name, in project.db, so that all who open the project find them.
#pragma once

#include "core/base/result.h"
#include "core/phase/examplequery.h"

#include <string>
#include <vector>

namespace dankai {

class Database;

struct SavedFilter
{
    std::string name;
    ExampleQuery query;

    bool operator==(const SavedFilter&) const = default;
};

class FilterStore final
{
public:
    explicit FilterStore(Database& database);

    // By name. One that cannot be read (of a later version) is left out.
    Result<std::vector<SavedFilter>> list();
    // Replaces one of the same name. Unusable without a name.
    Result<> save(const SavedFilter& filter);
    Result<> remove(const std::string& name); // fine where there is none

private:
    Database* m_database;
};

} // namespace dankai
