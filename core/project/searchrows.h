// SPDX-License-Identifier: Apache-2.0
// Keeping the full-text index true while examples are edited. Internal to this room.
#pragma once

#include "core/dataset/example.h"

#include <cstdint>

namespace dankai {

class Database;

// Inside the transaction of the edit. The index keeps no texts, so the old one must be given to take it out.
void reindex(Database& database, std::int64_t example, const Example& before, const Example& after);

} // namespace dankai
