// SPDX-License-Identifier: Apache-2.0
#include "core/project/judgesettings.h"

#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/project/project.h"
#include "core/run/yamlmap.h"

#include <yaml-cpp/yaml.h>

#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

const std::vector<std::pair<std::string_view, EndpointKind>> kinds
    = {{"auto", EndpointKind::Automatic}, {"openai", EndpointKind::OpenAI}, {"azure", EndpointKind::Azure}};
const std::vector<std::pair<std::string_view, JudgeReading>> readings = {{"auto", JudgeReading::Automatic},
    {"expectation", JudgeReading::Expectation}, {"number", JudgeReading::Number}};

template <class T>
std::string_view nameIn(const std::vector<std::pair<std::string_view, T>>& names, T wanted)
{
    for (const auto& [name, value] : names)
        if (value == wanted)
            return name;
    return {};
}

void readEndpoint(YamlMap& map, EndpointSettings& endpoint)
{
    map.take("url", endpoint.url);
    map.takeChoice("kind", endpoint.kind, kinds);
    map.take("model", endpoint.model);
    map.take("api_version", endpoint.apiVersion);
    map.take("api_key_env", endpoint.apiKeyEnv);
    map.take("keychain", endpoint.usesKeychain);
    map.take("ca_file", endpoint.caFile);
    map.take("timeout_seconds", endpoint.timeoutSeconds, 0.1, 3600);
    map.take("connect_seconds", endpoint.connectSeconds, 0.1, 600);
}

void readLimits(YamlMap& map, JudgeLimits& limits)
{
    map.take("parallel", limits.parallel, 1, 256);
    map.take("attempts", limits.retry.attempts, 1, 100);
    map.take("first_retry_seconds", limits.retry.firstSeconds, 0.001, 600);
    map.take("longest_retry_seconds", limits.retry.longestSeconds, 0.001, 3600);
    map.take("max_reply_tokens", limits.maxReplyTokens, 1, 1 << 20);
    map.take("longest_prompt_tokens", limits.longestPromptTokens, 1, 1 << 30);
    map.take("budget", limits.budget, 0, 1e9);
}

void readPrices(YamlMap& map, PriceList& prices)
{
    map.take("currency", prices.currency);
    map.take("date", prices.date);
    map.takeMaps("models", [&](YamlMap& model, std::size_t) {
        std::string name;
        Price price;
        model.take("name", name);
        model.take("input", price.input, 0, 1e6);
        model.take("output", price.output, 0, 1e6);
        prices.models[name] = price;
    });
}

void readPrompt(YamlMap& map, JudgePrompt& prompt)
{
    map.take("system", prompt.system);
    map.take("question", prompt.question);
    map.take("answer_digit", prompt.answerDigit);
    map.take("answer_number", prompt.answerNumber);
    map.takeMaps("examples", [&](YamlMap& example, std::size_t) {
        JudgeExample known;
        example.take("instruction", known.instruction);
        example.take("response", known.response);
        example.take("score", known.score, 1, 5);
        example.take("reason", known.reason);
        prompt.examples.push_back(std::move(known));
    });
}

// A literal block of YAML ends in a line feed that nobody means.
void cutEnd(std::string& text)
{
    while (text.ends_with('\n'))
        text.pop_back();
}

template <class T>
void emit(YAML::Emitter& out, const char* key, const T& value)
{
    out << YAML::Key << key << YAML::Value << value;
}

void emitText(YAML::Emitter& out, const char* key, const std::string& text)
{
    out << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << text;
}

Result<std::string> builtInFile(const std::string& language)
{
    const auto resources = resourcesFolder();
    if (!resources)
        return tl::unexpected(resources.error());
    return readFile(*resources / "judge" / ("judge." + language + ".yaml"));
}

std::string quoted(const std::string& text)
{
    YAML::Emitter out;
    out << YAML::DoubleQuoted << text;
    return out.c_str();
}

} // namespace

Result<JudgeSettings> parseJudgeSettings(std::string_view yaml, const std::string& where)
{
    try {
        auto root = parseYamlMapping(yaml, where);
        if (!root)
            return passOn(root);
        for (const char* key : {"api_key", "key", "token"})
            if (const YAML::Node endpoint = (*root)["endpoint"]; endpoint.IsMap() && endpoint[key])
                return unusable(where + ":" + std::to_string(endpoint[key].Mark().line + 1)
                    + ": a key must not stand in a file. Take it out, put it into an environment variable "
                      "and "
                      "name that in api_key_env.");
        JudgeSettings settings;
        YamlMap map(*root, where);
        map.requireVersion(JudgeSettings::version);
        map.takeMap("endpoint", [&](YamlMap& part) { readEndpoint(part, settings.endpoint); });
        map.takeMap("limits", [&](YamlMap& part) { readLimits(part, settings.limits); });
        map.takeMap("prices", [&](YamlMap& part) { readPrices(part, settings.prices); });
        map.takeChoice("reading", settings.reading, readings);
        map.takeMap("prompt", [&](YamlMap& part) { readPrompt(part, settings.prompt); });
        if (auto finished = map.finish(); !finished)
            return passOn(finished);
        JudgePrompt& prompt = settings.prompt;
        for (std::string* text :
            {&prompt.system, &prompt.question, &prompt.answerDigit, &prompt.answerNumber})
            cutEnd(*text);
        for (JudgeExample& example : prompt.examples)
            for (std::string* text : {&example.instruction, &example.response, &example.reason})
                cutEnd(*text);
        if (auto checked = checkJudgePrompt(prompt, where); !checked)
            return passOn(checked);
        return settings;
    } catch (const std::exception& exception) {
        return unusable(where + ": " + exception.what() + ".");
    }
}

std::string toYaml(const JudgeSettings& settings)
{
    const EndpointSettings& endpoint = settings.endpoint;
    const JudgeLimits& limits = settings.limits;
    YAML::Emitter out;
    out.SetDoublePrecision(17);
    out << YAML::BeginMap;
    emit(out, "version", JudgeSettings::version);
    out << YAML::Key << "endpoint" << YAML::Value << YAML::BeginMap;
    emitText(out, "url", endpoint.url);
    emitText(out, "kind", std::string(nameIn(kinds, endpoint.kind)));
    emitText(out, "model", endpoint.model);
    emitText(out, "api_version", endpoint.apiVersion);
    emitText(out, "api_key_env", endpoint.apiKeyEnv);
    emit(out, "keychain", endpoint.usesKeychain);
    emitText(out, "ca_file", endpoint.caFile);
    emit(out, "timeout_seconds", endpoint.timeoutSeconds);
    emit(out, "connect_seconds", endpoint.connectSeconds);
    out << YAML::EndMap;
    out << YAML::Key << "limits" << YAML::Value << YAML::BeginMap;
    emit(out, "parallel", limits.parallel);
    emit(out, "attempts", limits.retry.attempts);
    emit(out, "first_retry_seconds", limits.retry.firstSeconds);
    emit(out, "longest_retry_seconds", limits.retry.longestSeconds);
    emit(out, "max_reply_tokens", limits.maxReplyTokens);
    emit(out, "longest_prompt_tokens", limits.longestPromptTokens);
    emit(out, "budget", limits.budget);
    out << YAML::EndMap;
    out << YAML::Key << "prices" << YAML::Value << YAML::BeginMap;
    emitText(out, "currency", settings.prices.currency);
    emitText(out, "date", settings.prices.date);
    out << YAML::Key << "models" << YAML::Value << YAML::BeginSeq;
    for (const auto& [name, price] : settings.prices.models) {
        out << YAML::BeginMap;
        emitText(out, "name", name);
        emit(out, "input", price.input);
        emit(out, "output", price.output);
        out << YAML::EndMap;
    }
    out << YAML::EndSeq << YAML::EndMap;
    emitText(out, "reading", std::string(nameIn(readings, settings.reading)));
    out << YAML::Key << "prompt" << YAML::Value << YAML::BeginMap;
    emitText(out, "system", settings.prompt.system);
    emitText(out, "question", settings.prompt.question);
    emitText(out, "answer_digit", settings.prompt.answerDigit);
    emitText(out, "answer_number", settings.prompt.answerNumber);
    out << YAML::Key << "examples" << YAML::Value << YAML::BeginSeq;
    for (const JudgeExample& example : settings.prompt.examples) {
        out << YAML::BeginMap;
        emitText(out, "instruction", example.instruction);
        emitText(out, "response", example.response);
        emit(out, "score", example.score);
        emitText(out, "reason", example.reason);
        out << YAML::EndMap;
    }
    out << YAML::EndSeq << YAML::EndMap << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

fs::path judgeFile(const fs::path& project)
{
    return project / "judge.yaml";
}

Result<JudgeSettings> readJudgeSettings(const fs::path& project, const std::string& language)
{
    const fs::path file = judgeFile(project);
    std::error_code ignored;
    const bool isOwn = fs::exists(file, ignored);
    const auto text = isOwn ? readFile(file) : builtInFile(language);
    if (!text)
        return tl::unexpected(text.error());
    return parseJudgeSettings(*text, isOwn ? file.string() : "judge." + language + ".yaml");
}

Result<std::string> judgeLanguage(Project& project)
{
    const auto columns = project.examples().columns();
    if (!columns)
        return tl::unexpected(columns.error());
    std::size_t written = 0, japanese = 0;
    for (const TextScript script : columns->instructionScripts) {
        written += script == TextScript::None ? 0 : 1;
        japanese += script == TextScript::Japanese ? 1 : 0;
    }
    return std::string(japanese * 2 > written ? "ja" : "en");
}

Result<> writeJudgeFile(
    const fs::path& project, const std::string& language, const EndpointSettings& endpoint)
{
    const fs::path file = judgeFile(project);
    std::error_code ignored;
    if (fs::exists(file, ignored))
        return unusable(file.string() + " is already there. Edit it, or remove it to begin with a new one.");
    auto text = builtInFile(language);
    if (!text)
        return passOn(text);
    // The comments are what the file is written for, so its lines are filled in and not emitted anew.
    const auto set = [&](const std::string& key, const std::string& value) {
        const std::string line = "\n  " + key + ": \"\"";
        if (const std::size_t at = text->find(line); at != std::string::npos && !value.empty())
            text->replace(at, line.size(), "\n  " + key + ": " + quoted(value));
    };
    set("url", endpoint.url);
    set("model", endpoint.model);
    set("api_key_env", endpoint.apiKeyEnv);
    if (const std::string line = "\n  keychain: false"; endpoint.usesKeychain)
        if (const std::size_t at = text->find(line); at != std::string::npos)
            text->replace(at, line.size(), "\n  keychain: true");
    if (auto parsed = parseJudgeSettings(*text, "judge.yaml"); !parsed)
        return passOn(parsed);
    return writeFileAtomically(file, *text);
}

} // namespace dankai
