// SPDX-License-Identifier: Apache-2.0
// Where a tokenizer comes from and goes to: model folders and GGUF files.
#include "core/base/json.h"
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/tokenizer/tokenizerdata.h"

namespace dankai {

namespace fs = std::filesystem;

namespace {

// The files beside a tokenizer.json or tokenizer.model that an export carries along.
constexpr const char* companionFiles[]
    = {"tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja", "added_tokens.json"};

Result<std::map<std::string, std::string>> readCompanions(const fs::path& folder)
{
    std::map<std::string, std::string> files;
    std::error_code ignored;
    for (const char* name : companionFiles) {
        if (!fs::exists(folder / name, ignored))
            continue;
        auto bytes = readFile(folder / name);
        if (!bytes)
            return passOn(bytes);
        files[name] = std::move(*bytes);
    }
    return files;
}

} // namespace

Result<fs::path> tokenizerHome(const fs::path& modelPath)
{
    std::error_code ignored;
    if (!fs::exists(modelPath, ignored))
        return unusable(
            modelPath.string() + ": there is no such model; give a Hugging Face folder or a GGUF file.");
    if (!fs::is_directory(modelPath, ignored) || fs::exists(modelPath / "tokenizer.json", ignored)
        || fs::exists(modelPath / "tokenizer.model", ignored))
        return modelPath;
    const auto location = locateModel(modelPath);
    if (location && location->kind == ModelKind::GgufFile)
        return location->path;
    if (!location || location->kind != ModelKind::PeftAdapter)
        return modelPath;
    auto base = baseModelOf(modelPath);
    if (!base)
        return passOn(base);
    return tokenizerHome(*base);
}

Result<Tokenizer> Tokenizer::open(const fs::path& model)
{
    auto home = tokenizerHome(model);
    if (!home)
        return passOn(home);
    const fs::path& modelPath = *home;
    std::error_code ignored;
    const bool isFolder = fs::is_directory(modelPath, ignored);
    if (!isFolder && modelPath.extension() != ".json" && modelPath.extension() != ".model") {
        auto file = GgufFile::open(modelPath);
        if (!file)
            return passOn(file);
        return fromGguf(*file, modelPath.string());
    }
    const bool hasJson = fs::exists(modelPath / "tokenizer.json", ignored);
    const bool isSentencePiece = isFolder ? !hasJson && fs::exists(modelPath / "tokenizer.model", ignored)
                                          : modelPath.extension() == ".model";
    const fs::path path = !isFolder ? modelPath
        : isSentencePiece           ? modelPath / "tokenizer.model"
                                    : modelPath / "tokenizer.json";
    if (!fs::exists(path, ignored))
        return unusable(modelPath.string()
            + ": has neither tokenizer.json nor tokenizer.model; save the model with its tokenizer "
              "(transformers: "
              "AutoTokenizer.from_pretrained(...).save_pretrained(...)).");
    auto bytes = readFile(path);
    if (!bytes)
        return passOn(bytes);
    auto files = readCompanions(path.parent_path());
    if (!files)
        return passOn(files);
    // Older folders keep the special tokens only in special_tokens_map.json.
    const bool hasConfig = files->contains("tokenizer_config.json");
    const std::string config
        = hasConfig ? files->at("tokenizer_config.json") : (*files)["special_tokens_map.json"];
    if ((*files)["special_tokens_map.json"].empty())
        files->erase("special_tokens_map.json");
    auto spec = isSentencePiece
        ? parseSentencePieceModel(*bytes, config, (*files)["added_tokens.json"], path.string())
        : parseTokenizerJson(*bytes, config, path.string());
    if (!spec)
        return passOn(spec);
    if (files->contains("added_tokens.json") && (*files)["added_tokens.json"].empty())
        files->erase("added_tokens.json");
    auto data = Data::make(std::move(*spec), path.string());
    if (!data)
        return passOn(data);
    if (isSentencePiece)
        // What reads tokenizer.json finds one; what is there already stays as it is.
        files->merge(writeTokenizerJson((*data)->spec, std::nullopt));
    (*files)[isSentencePiece ? "tokenizer.model" : "tokenizer.json"] = std::move(*bytes);
    (*data)->files = std::move(*files);
    return Tokenizer(std::move(*data));
}

Result<Tokenizer> Tokenizer::fromSpec(TokenizerSpec spec, const std::string& where)
{
    auto data = Data::make(std::move(spec), where);
    if (!data)
        return passOn(data);
    return Tokenizer(std::move(*data));
}

Result<Tokenizer> Tokenizer::fromGguf(const GgufFile& file, const std::string& where)
{
    auto spec = tokenizerSpecFromGguf(file, where);
    if (!spec)
        return passOn(spec);
    auto data = Data::make(std::move(*spec), where);
    if (!data)
        return passOn(data);
    if (const auto text = file.string("tokenizer.chat_template"))
        (*data)->chatTemplate = std::string(*text);
    return Tokenizer(std::move(*data));
}

Result<Tokenizer> Tokenizer::parse(
    std::string_view tokenizerJson, std::string_view tokenizerConfigJson, const std::string& where)
{
    auto spec = parseTokenizerJson(tokenizerJson, tokenizerConfigJson, where);
    if (!spec)
        return passOn(spec);
    return fromSpec(std::move(*spec), where);
}

Result<> Tokenizer::writeFiles(const fs::path& folder, const std::optional<std::string>& chatTemplate) const
{
    std::map<std::string, std::string> files = m_data->files;
    if (files.empty()) {
        files = writeTokenizerJson(m_data->spec, chatTemplate ? chatTemplate : m_data->chatTemplate);
    } else if (chatTemplate) {
        Json config = Json::object();
        if (const auto found = files.find("tokenizer_config.json"); found != files.end()) {
            auto parsed = parseJson(found->second, m_data->where + " (tokenizer_config.json)");
            if (!parsed)
                return passOn(parsed);
            config = std::move(*parsed);
        }
        const auto own = files.find("chat_template.jinja");
        const bool isOwn = own != files.end()
            ? own->second == *chatTemplate
            : config.contains("chat_template") && config["chat_template"] == *chatTemplate;
        if (!isOwn) {
            config["chat_template"] = *chatTemplate;
            files["tokenizer_config.json"] = toPrettyJson(config);
            files["chat_template.jinja"] = *chatTemplate;
        }
    }
    for (const auto& [name, bytes] : files)
        if (auto done = writeFileAtomically(folder / name, bytes); !done)
            return done;
    return {};
}

} // namespace dankai
