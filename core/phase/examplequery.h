// SPDX-License-Identifier: Apache-2.0
// What somebody looks at among the examples: search, filter, order, whose scores and whose phases; as JSON,
// so that it can be kept under a name. Selecting by it: core/phase/selection.h.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/phase/selection.h"

#include <string>

namespace dankai {

struct ExampleQuery
{
    std::string text; // core/project/searchindex.h says how it is read
    ExampleFilter filter;
    ExampleOrder order = ExampleOrder::Id;
    OrderDirection direction = OrderDirection::Ascending;
    std::string scorer; // whose values are "the difficulty"; empty: none
    std::string plan; // whose phases filter.place means; empty: none

    bool operator==(const ExampleQuery&) const = default;
};

// Only what differs from a query that shows everything.
Json toJson(const ExampleQuery& query);
// Strict: an unknown key or a wrong type is unusable and named. `where` names the text in the error.
Result<ExampleQuery> exampleQueryFromJson(const Json& json, const std::string& where);

} // namespace dankai
