// SPDX-License-Identifier: Apache-2.0
#include "core/project/othermodel.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/checkpoint/openmodel.h"
#include "core/difficulty/measurement.h"
#include "core/tokenizer/tokenizer.h"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longestName = 80; // bytes
constexpr std::size_t shownOfHash = 8;

// Under which the project keeps what a name stands for, beside the prompts of judges: no scorer's name.
std::string keyOfName(const std::string& name)
{
    return "model:" + name;
}

// Nothing: nobody has this name.
Result<std::optional<OtherModel>> modelKnownAs(Project& project, const std::string& name)
{
    const auto kept = project.scores().newestSettings(keyOfName(name));
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return std::nullopt;
    const auto json = parseJson(**kept, "the model " + name);
    if (!json)
        return tl::unexpected(json.error());
    const auto text = [&json](const char* key) {
        const auto found = json->find(key);
        return found != json->end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    return OtherModel{name, text("path"), text("hash")};
}

// Of models--OWNER--NAME/snapshots/COMMIT, as Hugging Face's cache has it, NAME: commits tell nobody
// anything.
std::string textFor(const fs::path& path)
{
    const fs::path shown = path.has_filename() ? path : path.parent_path();
    const std::string repository = shown.parent_path().parent_path().filename().string();
    if (shown.parent_path().filename() == "snapshots" && repository.starts_with("models--"))
        return repository.substr(repository.rfind("--") + 2);
    return shown.extension() == ".gguf" ? shown.stem().string() : shown.filename().string();
}

// What names of scorers may not hold: what parts them in lists and from their further names, and blanks,
// which a shell would part.
std::string nameFor(const std::string& any)
{
    const std::string text = toValidUtf8(any);
    std::string name;
    for (const char c : text.substr(0, completeUtf8Prefix(text.substr(0, longestName)))) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPart = byte <= ' ' || std::string_view(":/\\,;#'\"@=").find(c) != std::string_view::npos;
        name += isPart ? '-' : c;
    }
    return name.empty() ? "model" : name;
}

} // namespace

std::string scorerBy(std::string_view scorer, const OtherModel& model)
{
    return std::string(scorer) + ":" + model.name;
}

Result<OtherModel> otherModel(Project& project, const fs::path& path, const ProgressCallback& progress,
    const StopFlag* stop, std::string_view called)
{
    OtherModel model;
    std::error_code error;
    model.path = fs::absolute(path, error).lexically_normal();
    const auto opened = openModel(model.path);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto tokenizer = Tokenizer::open(model.path);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    if (auto fits = tokenizer->checkTokenizerFits(opened->config); !fits)
        return passOn(fits);
    auto hash = modelHash(model.path, progress, stop);
    if (!hash)
        return passOn(hash);
    model.hash = std::move(*hash);
    if (model.hash == project.settings().modelHash)
        return unusable(model.path.string()
            + " is the project's own model, whose scores stand under the scorer's name alone. It measures "
              "where no other model is named.");
    const auto known = knownOtherModels(project);
    if (!known)
        return tl::unexpected(known.error());
    if (const auto same = std::ranges::find(*known, model.hash, &OtherModel::hash); same != known->end()) {
        model.name = same->name;
    } else {
        model.name = nameFor(called.empty() ? textFor(model.path) : std::string(called));
        const auto namesake = modelKnownAs(project, model.name);
        if (!namesake)
            return tl::unexpected(namesake.error());
        if (*namesake && (*namesake)->hash != model.hash)
            model.name += "-" + model.hash.substr(0, shownOfHash);
    }
    const Json kept = {{"hash", model.hash}, {"path", model.path.string()}};
    if (auto said = project.scores().keepVersion(keyOfName(model.name), 1, model.hash, toJsonLine(kept));
        !said)
        return passOn(said);
    return model;
}

Result<std::vector<OtherModel>> knownOtherModels(Project& project)
{
    const auto figures = project.scores().figures();
    if (!figures)
        return tl::unexpected(figures.error());
    std::set<std::string> names;
    for (const ScorerFigures& scorer : *figures)
        if (const std::size_t colon = scorer.scorer.find(':');
            colon != scorer.scorer.npos && modelScorerNamed(scorer.scorer.substr(0, colon)) != nullptr)
            names.insert(scorer.scorer.substr(colon + 1));
    std::vector<OtherModel> models;
    for (const std::string& name : names) {
        auto model = modelKnownAs(project, name);
        if (!model)
            return passOn(model);
        if (*model) // a run's checkpoint has no such name
            models.push_back(std::move(**model));
    }
    return models;
}

} // namespace dankai
