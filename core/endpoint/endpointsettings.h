// SPDX-License-Identifier: Apache-2.0
// Where an OpenAI-compatible service stands and how it is spoken to. Holds the name of a key, never a key.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace dankai {

enum class EndpointKind
{
    Automatic, // Azure by its host's name, else OpenAI
    OpenAI, // Authorization: Bearer; also vLLM, llama.cpp's server, Ollama
    Azure, // api-key header, and api-version where the address is of a deployment
};

struct EndpointSettings
{
    std::string url; // up to /v1: what stands before /chat/completions; Azure: the resource's address
    EndpointKind kind = EndpointKind::Automatic;
    std::string model; // Azure: the deployment's name
    std::string apiVersion = "2024-10-21"; // Azure
    std::string apiKeyEnv; // name of the environment variable that holds the key; empty: none
    bool usesKeychain = false; // where the variable is not set
    // A PEM file with the certificate of whoever signed the endpoint's, or with the endpoint's own; empty:
    // what SSL_CERT_FILE names, else those that the system trusts. Certificates are always checked.
    std::string caFile;
    double timeoutSeconds = 60; // of one call, from its start to the last byte of the reply
    double connectSeconds = 10;

    bool operator==(const EndpointSettings&) const = default;
};

// A sentence where the address is none that a key may go to: no scheme, a password or a query in it, ...
// Never quotes what may be a key.
Result<> checkEndpoint(const EndpointSettings& settings);
// Whether `name` can be the name of an environment variable; a key typed in its place is not.
bool isVariableName(std::string_view name);

// The file of caFile or SSL_CERT_FILE; empty: neither is given.
std::string caFileOf(const EndpointSettings& settings);

bool isAzure(const EndpointSettings& settings);
// The address that a request is posted to.
std::string chatUrl(const EndpointSettings& settings);
std::string hostOf(const EndpointSettings& settings); // without the port; empty where the address is none
bool isThisMachine(const EndpointSettings& settings); // no data leaves it
bool isEncrypted(const EndpointSettings& settings); // https

} // namespace dankai
