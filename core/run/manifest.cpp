// SPDX-License-Identifier: Apache-2.0
#include "core/run/manifest.h"

#include "core/base/hash.h"
#include "core/base/version.h"

#include <array>
#include <ctime>

namespace dankai {

namespace {

std::string utcNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts = {};
    gmtime_r(&now, &parts);
    std::array<char, 32> text = {};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

} // namespace

Json manifestHead(const RunSpec& spec, std::string_view yaml)
{
    return {{"version", Manifest::version}, {"created", utcNow()},
        {"dankai_version", std::string(versionText)}, {"name", spec.name}, {"arm", spec.arm},
        {"seed", spec.seed}, {"settings_hash", toHex(sha256(frozenSettingsOf(yaml)))}};
}

Json toJson(const Inheritance& inherited)
{
    Json json = {{"events", inherited.events}, {"step", inherited.step}, {"tokens", inherited.tokens},
        {"start_hash", inherited.startHash}};
    if (!inherited.run.empty()) {
        json["run"] = inherited.run;
        json["phase"] = inherited.phase;
    }
    return json;
}

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
        if (const auto found = json->find("inherited"); found != json->end()) {
            manifest.inherited = {wholeNumber<std::uint64_t>(found->at("events")),
                wholeNumber<std::int64_t>(found->at("step")), wholeNumber<std::uint64_t>(found->at("tokens")),
                found->at("start_hash").get<std::string>(), {}, 0};
            if (manifest.inherited->step < 0)
                return unusable(where + ": inherited.step is no count");
            if (found->contains("run")) {
                manifest.inherited->run = found->at("run").get<std::string>();
                manifest.inherited->phase = wholeNumber<int>(found->at("phase"));
                if (manifest.inherited->run.empty() || manifest.inherited->phase < 2)
                    return unusable(where + ": inherited.run and inherited.phase name no phase of a run");
            }
        }
        return manifest;
    } catch (const Json::exception& exception) {
        return unusable(where + ": not a manifest of a frozen run: " + exception.what());
    }
}

} // namespace dankai
