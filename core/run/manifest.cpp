// SPDX-License-Identifier: Apache-2.0
#include "core/run/manifest.h"

#include "core/base/json.h"

namespace dankai {

Result<Manifest> parseManifest(std::string_view text, const std::string& where)
{
    auto json = parseJson(text, where);
    if (!json)
        return passOn(json);
    try {
        const Json& version = json->at("version");
        if (version != Manifest::version) {
            return unusable(where + ": version " + toJsonLine(version) + ", this program reads version "
                + std::to_string(Manifest::version));
        }
        Manifest manifest;
        manifest.settingsHash = json->at("settings_hash").get<std::string>();
        manifest.tokenizerHash = json->at("tokenizer").at("hash").get<std::string>();
        manifest.files = json->at("files").get<std::map<std::string, std::string>>();
        for (const Json& id : json->at("end_of_turn_ids")) {
            const auto token = findWholeNumber<std::int32_t>(id);
            if (!token || *token < 0)
                return unusable(
                    where + ": end_of_turn_ids holds " + toJsonLine(id) + ", which is no token id");
            manifest.endOfTurnIds.push_back(*token);
        }
        if (manifest.endOfTurnIds.empty())
            return unusable(where + ": end_of_turn_ids is empty; freeze the run again");
        return manifest;
    } catch (const Json::exception& exception) {
        return unusable(where + ": not a manifest of a frozen run: " + exception.what());
    }
}

} // namespace dankai
