// SPDX-License-Identifier: Apache-2.0
// Where tests find files. Golden files of our own stand in tests/golden; real data and the Python
// peer's golden set stand in shared/ beside the checkout and may be absent, which is a QSKIP.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace dankai::test {

std::filesystem::path goldenPath(const std::string& relative);
std::filesystem::path sourcePath(const std::string& relative);

// For instance sharedPath("peer/golden/logits.safetensors"); nothing where the file is not there.
std::optional<std::filesystem::path> sharedPath(const std::string& relative);

// The built-in model (a GGUF file), if packaging/model has put it into the cache.
std::optional<std::filesystem::path> builtInModelPath();

// The Hugging Face folder of the same model that shared/peer/setup makes (float32), if it is there.
std::optional<std::filesystem::path> peerModelPath();

// A Python that imports transformers, if packaging/transformers could make it; else why not.
std::optional<std::filesystem::path> transformersPython();
std::string transformersMissingReason();
// The same for llama.cpp's binding and packaging/llamacpp.
std::optional<std::filesystem::path> llamaCppPython();
std::string llamaCppMissingReason();

} // namespace dankai::test

// Usage: QSKIP_UNLESS_SHARED(path, "data/alpaca-6k.json") declares `path` or skips with the reason.
#define QSKIP_UNLESS_SHARED(variable, relative)                                                              \
    const auto variable##Optional = ::dankai::test::sharedPath(relative);                                    \
    if (!variable##Optional)                                                                                 \
        QSKIP("shared/" relative " is not beside this checkout");                                            \
    const std::filesystem::path variable = *variable##Optional

#define QSKIP_UNLESS_BUILT_IN_MODEL(variable)                                                                \
    const auto variable##Optional = ::dankai::test::builtInModelPath();                                      \
    if (!variable##Optional)                                                                                 \
        QSKIP("the built-in model is not in the cache; packaging/model fetches it");                         \
    const std::filesystem::path variable = *variable##Optional

#define QSKIP_UNLESS_PEER_MODEL(variable)                                                                    \
    const auto variable##Optional = ::dankai::test::peerModelPath();                                         \
    if (!variable##Optional)                                                                                 \
        QSKIP("the peer's Hugging Face folder is not there; shared/peer/setup makes it");                    \
    const std::filesystem::path variable = *variable##Optional

// Checks that a Result holds a value and prints its sentence where it does not. Evaluates its argument once.
#define QVERIFY_RESULT(result)                                                                               \
    do {                                                                                                     \
        const auto& verifiedResult = (result);                                                               \
        QVERIFY2(verifiedResult.has_value(),                                                                 \
            verifiedResult.has_value() ? "" : verifiedResult.error().message.c_str());                       \
    } while (false)
