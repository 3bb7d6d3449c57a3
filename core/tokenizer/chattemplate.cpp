// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/chattemplate.h"

#include "core/base/hash.h"
#include "core/checkpoint/gguf.h"
#include "core/platform/file.h"
#include "core/tokenizer/builtintemplates.h"
#include "core/tokenizer/jinjainterpreter.h"
#include "core/tokenizer/tokenizerspec.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <clocale>
#include <ctime>
#include <exception>

namespace dankai {

namespace fs = std::filesystem;

namespace {

using Texts = std::map<std::string, std::string>;

// What a model offers: its templates by name, and the spellings of its special tokens.
struct Offer
{
    Texts templates;
    Texts specialTokens;
};

Result<Offer> offerOfFolder(const fs::path& folder)
{
    Offer offer;
    std::error_code ignored;
    for (const char* name : {"special_tokens_map.json", "tokenizer_config.json"}) {
        if (!fs::exists(folder / name, ignored))
            continue;
        auto text = readFile(folder / name);
        if (!text)
            return passOn(text);
        auto config = parseJson(*text, (folder / name).string());
        if (!config)
            return passOn(config);
        if (!config->is_object())
            return unusable((folder / name).string() + ": holds no JSON object; fetch the model again.");
        for (auto& [key, source] : chatTemplatesOf(*config))
            offer.templates[key] = std::move(source);
        for (auto& [key, spelling] : specialTokenTextsOf(*config))
            offer.specialTokens[key] = spelling;
    }
    // A file of its own counts more than the configuration, as in transformers.
    const auto readTemplate = [&offer](const fs::path& path, const std::string& name) -> Result<> {
        auto text = readFile(path);
        if (!text)
            return passOn(text);
        offer.templates[name] = std::move(*text);
        return {};
    };
    if (fs::exists(folder / "chat_template.jinja", ignored))
        if (auto done = readTemplate(folder / "chat_template.jinja", "default"); !done)
            return passOn(done);
    for (const auto& entry : fs::directory_iterator(folder / "additional_chat_templates", ignored))
        if (entry.path().extension() == ".jinja")
            if (auto done = readTemplate(entry.path(), entry.path().stem().string()); !done)
                return passOn(done);
    return offer;
}

Result<Offer> offerOfGguf(const fs::path& path)
{
    auto file = GgufFile::open(path);
    if (!file)
        return passOn(file);
    Offer offer;
    constexpr std::string_view key = "tokenizer.chat_template";
    for (const auto& [name, value] : file->metadata())
        if (const auto* text = std::get_if<std::string_view>(&value);
            text != nullptr && name.starts_with(key)) {
            const bool isDefault = name.size() == key.size();
            offer.templates[isDefault ? "default" : std::string(name.substr(key.size() + 1))]
                = std::string(*text);
        }
    offer.specialTokens = specialTokenTextsOfGguf(*file);
    return offer;
}

std::string namesIn(const Texts& templates)
{
    std::string names;
    for (const auto& [name, source] : templates)
        names += (names.empty() ? "" : ", ") + name;
    for (const std::string& name : builtInTemplateNames())
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

// Python's strftime in the C locale, whatever locale the process has.
std::string formatted(const TemplateDate& date, const std::string& format)
{
    std::tm parts = {};
    parts.tm_year = date.year - 1900;
    parts.tm_mon = date.month - 1;
    parts.tm_mday = date.day;
    parts.tm_hour = date.hour;
    parts.tm_min = date.minute;
    parts.tm_sec = date.second;
    timegm(&parts); // fills in the day of the week and of the year
    if (format.empty() || format.size() > 1000)
        return {};
    static const locale_t plain = newlocale(LC_ALL_MASK, "C", nullptr);
    std::string marked(1, 'x');
    marked += format;
    std::string text(16384, '\0');
    // A first character that is cut off again tells an empty result from one that did not fit.
    text.resize(strftime_l(text.data(), text.size(), marked.c_str(), &parts, plain));
    return text.empty() ? text : text.substr(1);
}

} // namespace

namespace {

// What apply_chat_template does to messages before a template sees them (transformers 5): a key without a
// value counts as missing, since templates would print "None"; and reasoning is found under each of its
// names.
Json normalisedMessages(const Json& messages)
{
    Json normalised = Json::array();
    for (const Json& message : messages) {
        if (!message.is_object()) {
            normalised.push_back(message);
            continue;
        }
        Json reasoning;
        for (const char* name : {"reasoning_content", "thinking", "reasoning"})
            if (reasoning.is_null() && message.contains(name))
                reasoning = message[name];
        Json kept = Json::object();
        if (!reasoning.is_null())
            kept["thinking"] = reasoning;
        for (const auto& [key, value] : message.items())
            if (!value.is_null())
                kept[key] = value;
        if (!reasoning.is_null())
            kept["reasoning_content"] = std::move(reasoning);
        normalised.push_back(std::move(kept));
    }
    return normalised;
}

} // namespace

std::map<std::string, std::string> chatTemplatesOf(const Json& config)
{
    Texts templates;
    const auto found = config.find("chat_template");
    if (found == config.end())
        return templates;
    if (found->is_string())
        templates["default"] = found->get<std::string>();
    if (!found->is_array())
        return templates;
    for (const Json& entry : *found)
        if (entry.is_object() && entry.contains("name") && entry["name"].is_string()
            && entry.contains("template") && entry["template"].is_string())
            templates[entry["name"].get<std::string>()] = entry["template"].get<std::string>();
    return templates;
}

struct ChatTemplate::Data
{
    std::string where;
    std::string source;
    std::string hash;
    Texts specialTokens;
    JinjaBody body;
    bool usesDate = false;
};

TemplateDate currentTemplateDate()
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts = {};
    localtime_r(&now, &parts);
    return {parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec};
}

std::string toText(const TemplateDate& date)
{
    return formatted(date, "%Y-%m-%dT%H:%M:%S");
}

Result<TemplateDate> parseTemplateDate(std::string_view text)
{
    std::array<int, 6> parts{1970, 1, 1, 0, 0, 0};
    constexpr std::string_view separators = "--T::";
    std::size_t count = 0;
    const char* at = text.data();
    const char* end = at + text.size();
    while (count < parts.size()) {
        const auto read = std::from_chars(at, end, parts[count]);
        if (read.ec != std::errc() || parts[count] < 0)
            break;
        ++count;
        at = read.ptr;
        if (at == end || count == parts.size() || *at != separators[count - 1])
            break;
        ++at;
    }
    const auto [year, month, day, hour, minute, second] = parts;
    const std::chrono::year_month_day calendar{std::chrono::year(year),
        std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
    const bool isWhole = at == end && (count == 3 || count == 6);
    if (!isWhole || year > 9999 || month > 12 || day > 31 || !calendar.ok() || hour > 23 || minute > 59
        || second > 59)
        return unusable(std::string(text) + " is no date; write it as 2026-11-23 or 2026-11-23T22:54:06.");
    return TemplateDate{year, month, day, hour, minute, second};
}

ChatTemplate::ChatTemplate(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{ }

std::vector<std::string> ChatTemplate::builtInNames()
{
    return builtInTemplateNames();
}

Result<ChatTemplate> ChatTemplate::open(const fs::path& model, const std::string& choice)
{
    auto home = tokenizerHome(model);
    if (!home)
        return passOn(home);
    const fs::path& modelPath = *home;
    std::error_code ignored;
    const bool isFolder = fs::is_directory(modelPath, ignored);
    auto offer = isFolder ? offerOfFolder(modelPath) : offerOfGguf(modelPath);
    if (!offer)
        return passOn(offer);
    const std::string name = choice.empty() ? "default" : choice;
    if (const auto found = offer->templates.find(name); found != offer->templates.end())
        return parse(
            found->second, offer->specialTokens, modelPath.string() + " (chat template \"" + name + "\")");
    if (choice.empty())
        return unusable(modelPath.string()
            + ": has no chat template, and none is guessed. Choose one by name or file (chat_template: "
            + namesIn(offer->templates) + ").");
    if (const auto source = builtInTemplate(choice))
        return parse(*source, offer->specialTokens, "chat template \"" + choice + "\"");
    if (fs::is_regular_file(choice, ignored)) {
        auto text = readFile(choice);
        if (!text)
            return passOn(text);
        return parse(*text, offer->specialTokens, choice);
    }
    return unusable(choice + " is no chat template of " + modelPath.string()
        + ", no built-in one and no file. Choose one of: " + namesIn(offer->templates) + ".");
}

Result<ChatTemplate> ChatTemplate::parse(
    std::string_view source, std::map<std::string, std::string> specialTokens, const std::string& where)
{
    auto data = std::make_shared<Data>();
    data->where = where;
    data->source = std::string(source);
    data->hash = toHex(sha256(source));
    data->specialTokens = std::move(specialTokens);
    try {
        const auto tokens = tokenizeJinja(source);
        data->usesDate = std::any_of(tokens.begin(), tokens.end(), [](const JinjaToken& token) {
            return token.kind == JinjaToken::Kind::Name && token.text == "strftime_now";
        });
        data->body = parseJinja(source);
    } catch (const JinjaError& error) {
        return unusable(where + ":" + std::to_string(error.line) + ": " + error.what()
            + ". Choose another chat template (a built-in name or a file).");
    } catch (const std::exception& error) {
        return failed(where + ": the chat template could not be read: " + error.what() + ".");
    }
    return ChatTemplate(std::move(data));
}

Result<std::string> ChatTemplate::render(
    std::span<const Message> messages, const RenderOptions& options) const
{
    Json list = Json::array();
    for (const Message& message : messages)
        list.push_back({{"role", message.role}, {"content", message.content}});
    return render(list, options);
}

Result<std::string> ChatTemplate::render(const Json& messages, const RenderOptions& options) const
{
    JinjaContext context;
    try {
        const auto add = [&context](const std::string& name, JinjaValue value) {
            std::erase_if(context.variables, [&name](const auto& known) { return known.first == name; });
            context.variables.emplace_back(name, std::move(value));
        };
        // Names and defaults of apply_chat_template.
        add("tools", JinjaValue::none());
        add("documents", JinjaValue::none());
        for (const auto& [name, text] : m_data->specialTokens)
            add(name, text);
        for (const auto& [name, value] : options.variables.items())
            add(name, JinjaValue::fromJson(value));
        add("messages", JinjaValue::fromJson(normalisedMessages(messages)));
        add("add_generation_prompt", options.generationPrompt == GenerationPrompt::Add);
        context.strftimeNow = [&options](const std::string& format) {
            if (!options.date)
                throw JinjaError("the template asks for the date and none was given");
            return formatted(*options.date, format);
        };
        return renderJinja(m_data->body, context);
    } catch (const JinjaError& error) {
        return unusable(m_data->where + ":" + std::to_string(error.line) + ": " + error.what()
            + ". Change the conversation or choose another chat template.");
    } catch (const std::exception& error) {
        return failed(m_data->where + ": the chat template could not be rendered: " + error.what() + ".");
    }
}

const std::string& ChatTemplate::source() const
{
    return m_data->source;
}

const std::string& ChatTemplate::hash() const
{
    return m_data->hash;
}

bool ChatTemplate::usesDate() const
{
    return m_data->usesDate;
}

} // namespace dankai
