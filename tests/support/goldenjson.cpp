// SPDX-License-Identifier: Apache-2.0
#include "tests/support/goldenjson.h"

#include "tests/support/testpaths.h"

#include <QtGlobal>

#include <fstream>
#include <sstream>

namespace dankai::test {

Json jsonFile(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        qFatal("%s cannot be opened", path.c_str());
    std::stringstream text;
    text << file.rdbuf();
    auto json = parseJson(text.str(), path.string());
    if (!json)
        qFatal("%s", json.error().message.c_str());
    return std::move(*json);
}

Json goldenJson(const std::string& relative)
{
    return jsonFile(goldenPath(relative));
}

} // namespace dankai::test
