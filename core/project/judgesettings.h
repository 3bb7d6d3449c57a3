// SPDX-License-Identifier: Apache-2.0
// judge.yaml: which endpoint judges, within which limits, at which prices, and what it is asked. A file of
// the project that a person edits; a copy of it is frozen into every job. Never holds a key.
#pragma once

#include "core/base/result.h"
#include "core/difficulty/judgeprompt.h"
#include "core/endpoint/endpointsettings.h"
#include "core/endpoint/pricelist.h"
#include "core/endpoint/retrypolicy.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace dankai {

class Project;

struct JudgeLimits
{
    int parallel = 8; // calls at once
    RetryPolicy retry;
    int maxReplyTokens = 256;
    int longestPromptTokens = 30'000; // by estimate; longer examples are not sent
    double budget = 0; // in the currency of the prices, of one job with all its attempts; 0: none

    bool operator==(const JudgeLimits&) const = default;
};

struct JudgeSettings
{
    static constexpr int version = 1;

    EndpointSettings endpoint;
    JudgeLimits limits;
    PriceList prices;
    JudgePrompt prompt;
    JudgeReading reading = JudgeReading::Automatic;

    bool operator==(const JudgeSettings&) const = default;
};

// Unknown keys, wrong types and prompts that cannot be asked are errors with `where`:line or `where`. The
// endpoint may be missing: the command line names it too, so checkEndpoint() is for whoever calls.
Result<JudgeSettings> parseJudgeSettings(std::string_view yaml, const std::string& where);
std::string toYaml(const JudgeSettings& settings);

std::filesystem::path judgeFile(const std::filesystem::path& project);
// The project's, or where it has none the built-in one of the language (en, ja).
Result<JudgeSettings> readJudgeSettings(const std::filesystem::path& project, const std::string& language);
// Of the built-in prompt where nobody names one: ja where most instructions that have letters are in
// Japanese, else en. That of the data and not of the window or the machine, since a model judges a text best
// when it is asked in its language, and the same project must not get other scores from somebody else's desk.
Result<std::string> judgeLanguage(Project& project);
// Puts the built-in file, with its comments and with this endpoint in it, beside project.yaml. Unusable where
// there is one.
Result<> writeJudgeFile(
    const std::filesystem::path& project, const std::string& language, const EndpointSettings& endpoint);

} // namespace dankai
