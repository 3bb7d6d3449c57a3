// SPDX-License-Identifier: Apache-2.0
#include "core/project/othermodel.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/checkpoint/openmodel.h"
#include "core/tokenizer/tokenizer.h"

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

// What names of scorers may not hold: what parts them in lists and from their further names, and blanks,
// which a shell would part.
std::string nameFor(const fs::path& path)
{
    const fs::path shown = path.has_filename() ? path : path.parent_path();
    const std::string text
        = toValidUtf8(shown.extension() == ".gguf" ? shown.stem().string() : shown.filename().string());
    std::string name;
    for (const char c : text.substr(0, completeUtf8Prefix(text.substr(0, longestName)))) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPart = byte <= ' ' || std::string_view(":/\\,;#'\"@=").find(c) != std::string_view::npos;
        name += isPart ? '-' : c;
    }
    return name.empty() ? "model" : name;
}

// The hash that a name stands for in this project; empty: nobody has it.
Result<std::string> hashKnownAs(Project& project, const std::string& name)
{
    const auto kept = project.scores().newestSettings(keyOfName(name));
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return std::string();
    const auto json = parseJson(**kept, "the model " + name);
    if (!json)
        return tl::unexpected(json.error());
    const auto hash = json->find("hash");
    return hash != json->end() && hash->is_string() ? hash->get<std::string>() : std::string("unknown");
}

} // namespace

std::string scorerBy(std::string_view scorer, const OtherModel& model)
{
    return std::string(scorer) + ":" + model.name;
}

Result<OtherModel> otherModel(
    Project& project, const fs::path& path, const ProgressCallback& progress, const StopFlag* stop)
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
            + " is the project's own model, whose scores stand under the scorer's name alone. Leave --model "
              "away.");
    model.name = nameFor(model.path);
    auto known = hashKnownAs(project, model.name);
    if (!known)
        return passOn(known);
    if (!known->empty() && *known != model.hash)
        model.name += "-" + model.hash.substr(0, shownOfHash);
    const Json kept = {{"hash", model.hash}, {"path", model.path.string()}};
    if (auto said = project.scores().keepVersion(keyOfName(model.name), 1, model.hash, toJsonLine(kept));
        !said)
        return passOn(said);
    return model;
}

} // namespace dankai
