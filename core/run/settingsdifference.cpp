// SPDX-License-Identifier: Apache-2.0
#include "core/run/settingsdifference.h"

#include "core/base/json.h"
#include "core/platform/file.h"
#include "core/run/runfolder.h"
#include "core/run/settinglist.h"

#include <algorithm>

namespace dankai {

namespace {

bool setsSomething(std::string_view name)
{
    return name != "version" && name != "name" && !(name.starts_with("phases.") && name.ends_with(".file"));
}

// Takes what the manifest adds to run.yaml; a key that an older version did not write is left out.
void addManifest(const Json& manifest, FrozenSettings& settings)
{
    const auto add = [&](const char* name, const char* part, const char* key) {
        if (manifest.contains(part) && manifest[part].is_object() && manifest[part].contains(key)
            && manifest[part][key].is_string())
            settings.emplace_back(name, manifest[part][key].get<std::string>());
    };
    add("tokenizer.hash", "tokenizer", "hash");
    add("template.hash", "template", "hash");
    if (manifest.contains("files") && manifest["files"].is_object())
        for (const auto& [file, hash] : manifest["files"].items())
            // Token files follow from rows and tokenizer, a fork's results from what it goes on from; the
            // rest has names of its own here.
            if (file.ends_with(".jsonl") && file.find('/') == std::string::npos && hash.is_string())
                settings.emplace_back("data." + file, hash.get<std::string>());
    if (manifest.contains("dankai_version") && manifest["dankai_version"].is_string())
        settings.emplace_back("engine.version", manifest["dankai_version"].get<std::string>());
}

} // namespace

Result<FrozenSettings> readFrozenSettings(const std::filesystem::path& folder)
{
    // The parsed value and not the text: a key that is not written means its default.
    const auto spec = readRunSpec(folder);
    if (!spec)
        return tl::unexpected(spec.error());
    const std::filesystem::path file = folder / runfile::manifest;
    auto text = readFile(file);
    if (!text)
        return passOn(text);
    auto manifest = parseJson(*text, file.string());
    if (!manifest)
        return passOn(manifest);
    if (!manifest->is_object())
        return unusable(file.string() + ": not a manifest of a frozen run");
    // A date that the template does not show is the day of freezing and no more.
    const bool showsDate = manifest->contains("template") && (*manifest)["template"].is_object()
        && (*manifest)["template"].value("uses_date", Json(false)) == Json(true);
    FrozenSettings settings;
    for (auto& setting : flatSettings(*spec))
        if (setsSomething(setting.first) && (showsDate || setting.first != "template.date"))
            settings.push_back(std::move(setting));
    addManifest(*manifest, settings);
    return settings;
}

std::vector<SettingDifference> differenceOf(std::span<const FrozenSettings> runs)
{
    std::vector<SettingDifference> rows;
    if (runs.size() < 2)
        return rows;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        auto place = rows.begin(); // where a name that only this run has comes to stand
        for (const auto& [name, value] : runs[run]) {
            auto found = std::ranges::find(rows, name, &SettingDifference::name);
            if (found == rows.end()) {
                SettingDifference row;
                row.name = name;
                row.values.resize(runs.size());
                found = rows.insert(place, std::move(row));
            }
            found->values[run] = value;
            place = std::next(found);
        }
    }
    std::erase_if(rows, [](const SettingDifference& row) {
        return std::ranges::all_of(
            row.values, [&](const auto& value) { return value == row.values.front(); });
    });
    return rows;
}

} // namespace dankai
