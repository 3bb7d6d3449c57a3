// SPDX-License-Identifier: Apache-2.0
// What somebody who helps needs to see of an installation and of runs that went wrong, without a word of the
// data: versions, the self-test, settings, figures, records and logs. No text of an example, prompt, answer
// or note, no name that a person gave, no secret of the environment; paths are shortened.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

struct SupportBundleParams
{
    std::filesystem::path project; // empty: none
    std::vector<std::string> runs; // of it
    std::filesystem::path workbenchLog; // empty, or not there: none
};

struct SupportFile
{
    std::string name; // in the bundle
    std::string text;
};

// To be looked at before anything is written. Progress counts examples whose texts were sought. What cannot
// be read is a line in problems.txt: a bundle is asked for when something is broken.
Result<std::vector<SupportFile>> gatherSupportBundle(
    const SupportBundleParams& params, const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

// A .zip file, written over where it is there.
Result<> writeSupportBundle(const std::filesystem::path& file, const std::vector<SupportFile>& files);

} // namespace dankai
