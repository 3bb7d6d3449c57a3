// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/endpointsettings.h"

#include "core/platform/environment.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace dankai {

namespace {

constexpr std::string_view chatPath = "/chat/completions";

struct Address
{
    bool isEncrypted = false;
    std::string host; // an IPv6 address in its brackets
};

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Stricter than libcurl, so that both see the same host in whatever passes: http(s)://HOST[:PORT][/PATH].
std::optional<Address> parseAddress(std::string_view url)
{
    Address address;
    if (url.starts_with("https://"))
        address.isEncrypted = true;
    else if (!url.starts_with("http://"))
        return std::nullopt;
    url.remove_prefix(url.find("//") + 2);
    const auto isOfPath = [](char c) {
        return isLetterOrDigit(c)
            || std::string_view("-._~/%:@!$&'()*+,;=").find(c) != std::string_view::npos;
    };
    const std::size_t slash = std::min(url.find('/'), url.size());
    if (!std::ranges::all_of(url.substr(slash), isOfPath))
        return std::nullopt;
    std::string_view authority = url.substr(0, slash);
    if (const std::size_t bracket = authority.find(']'); authority.starts_with('[')) {
        if (bracket == authority.npos
            || authority.substr(1, bracket - 1).find_first_not_of("0123456789abcdefABCDEF:.")
                != authority.npos)
            return std::nullopt;
        address.host = authority.substr(0, bracket + 1);
    } else {
        address.host = authority.substr(0, authority.find(':'));
        if (!std::ranges::all_of(
                address.host, [](char c) { return isLetterOrDigit(c) || c == '-' || c == '.' || c == '_'; }))
            return std::nullopt;
    }
    const std::string_view port = authority.substr(address.host.size());
    const bool hasPort = port.size() > 1 && port.size() <= 6 && port.front() == ':'
        && port.find_first_not_of("0123456789", 1) == port.npos;
    if (address.host.empty() || address.host == "[]" || !(port.empty() || hasPort))
        return std::nullopt;
    std::ranges::transform(address.host, address.host.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return address;
}

std::string percentEncoded(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (isLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

// Without what people copy too much of: a slash at the end, the path of the call itself.
std::string baseUrl(const EndpointSettings& settings)
{
    std::string_view url = settings.url;
    while (url.ends_with('/'))
        url.remove_suffix(1);
    if (url.ends_with(chatPath))
        url.remove_suffix(chatPath.size());
    return std::string(url);
}

} // namespace

bool isVariableName(std::string_view name)
{
    const auto isLetter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
    return !name.empty() && name.size() <= 100 && isLetter(name.front())
        && std::ranges::all_of(name, [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

Result<> checkEndpoint(const EndpointSettings& settings)
{
    if (settings.url.empty())
        return unusable("No endpoint is named. Say where the judge is, for instance "
                        "https://api.openai.com/v1 or http://localhost:11434/v1.");
    // Before the shape: a key that stands in an address must not get into a sentence about it.
    const std::string_view url = settings.url;
    const std::size_t begin = std::min(url.find("//"), url.size());
    const std::string_view authority = url.substr(begin, url.find('/', begin + 2) - begin);
    if (authority.find('@') != authority.npos || url.find_first_of("?#") != url.npos)
        return unusable("The endpoint's address must hold no password and nothing after a question mark: it "
                        "is kept in files, where no key may stand. Put the key into an environment variable "
                        "and name that.");
    if (!parseAddress(url))
        return unusable("The endpoint's address must begin with https:// or http://, for instance "
                        "https://api.openai.com/v1 or http://localhost:11434/v1.");
    if (settings.model.empty())
        return unusable("No model is named. Say which model of " + hostOf(settings)
            + " judges (for Azure: the name of the deployment).");
    if (!settings.apiKeyEnv.empty() && !isVariableName(settings.apiKeyEnv))
        return unusable(
            "What is given as the name of the key's environment variable is no such name; if it "
            "is the key itself, it must not stand here. Put the key into a variable, for instance "
            "OPENAI_API_KEY, and give that name.");
    std::error_code ignored;
    if (const std::string file = caFileOf(settings);
        isEncrypted(settings) && !file.empty() && !std::filesystem::is_regular_file(file, ignored))
        return unusable("The file of certificates " + file
            + " is not there. Correct endpoint.ca_file of judge.yaml, which takes a whole path, or the "
              "environment variable SSL_CERT_FILE; without either, the certificates count that the system "
              "trusts.");
    return {};
}

std::string caFileOf(const EndpointSettings& settings)
{
    return settings.caFile.empty() ? environmentValue("SSL_CERT_FILE") : settings.caFile;
}

bool isAzure(const EndpointSettings& settings)
{
    if (settings.kind != EndpointKind::Automatic)
        return settings.kind == EndpointKind::Azure;
    const std::string host = hostOf(settings);
    return host.ends_with(".openai.azure.com") || host.ends_with(".cognitiveservices.azure.com")
        || host.ends_with(".services.ai.azure.com");
}

std::string chatUrl(const EndpointSettings& settings)
{
    const std::string base = baseUrl(settings);
    // Azure's newer address is that of OpenAI; the older one names the deployment and a version.
    if (!isAzure(settings) || base.ends_with("/v1"))
        return base + std::string(chatPath);
    std::string deployment;
    if (base.find("/deployments/") == std::string::npos)
        deployment = "/openai/deployments/" + percentEncoded(settings.model);
    return base + deployment + std::string(chatPath) + "?api-version=" + percentEncoded(settings.apiVersion);
}

std::string hostOf(const EndpointSettings& settings)
{
    const auto address = parseAddress(settings.url);
    return address ? address->host : std::string();
}

bool isThisMachine(const EndpointSettings& settings)
{
    const std::string host = hostOf(settings);
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

bool isEncrypted(const EndpointSettings& settings)
{
    const auto address = parseAddress(settings.url);
    return address && address->isEncrypted;
}

} // namespace dankai
