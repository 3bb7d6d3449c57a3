// SPDX-License-Identifier: Apache-2.0
#include "core/project/scriptfunction.h"

#include "core/dataset/textscript.h"
#include "core/project/database.h"

#include <sqlite3.h>

#include <cstddef>
#include <string_view>

namespace dankai {

void registerScriptFunction(Database& database)
{
    const auto script = [](sqlite3_context* context, int, sqlite3_value** arguments) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
        const auto bytes = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
        const std::string_view view = text == nullptr ? std::string_view() : std::string_view(text, bytes);
        sqlite3_result_int64(context, static_cast<sqlite3_int64>(scriptOf(view)));
    };
    const int code = sqlite3_create_function_v2(database.handle(), "dankai_script", 1,
        SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, script, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        database.fail(code);
}

} // namespace dankai
