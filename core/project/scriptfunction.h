// SPDX-License-Identifier: Apache-2.0
// dankai_script(text) in SQL: the number of the text's script (core/dataset/textscript.h). A migration fills
// its columns with it.
#pragma once

namespace dankai {

class Database;

void registerScriptFunction(Database& database);

} // namespace dankai
