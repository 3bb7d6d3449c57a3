// SPDX-License-Identifier: Apache-2.0
// The one place that gets hold of a key: from the environment, else from the system's keychain (libsecret's
// secret-tool). Keys are kept in memory only; redact() takes them out of whatever came from outside.
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpointsettings.h"

#include <string>
#include <string_view>

namespace dankai {

// Empty where the settings name no key: many servers on the same machine want none. Unusable, saying how to
// set it, where they name one that is not there.
Result<std::string> findApiKey(const EndpointSettings& settings);

// What to type so that the keychain has the key of this endpoint.
std::string keychainCommand(const EndpointSettings& settings);

// `text` without the key, also where a server repeats it in its complaint.
std::string redact(std::string text, std::string_view key);

} // namespace dankai
