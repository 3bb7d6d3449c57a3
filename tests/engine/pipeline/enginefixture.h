// SPDX-License-Identifier: Apache-2.0
// A tiny model, run folders of three small phases frozen with it, and the real dankai-engine on them.
#pragma once

#include "core/platform/process.h"
#include "core/run/runfolder.h"
#include "tests/support/runevents.h"

#include <QTemporaryDir>

#include <filesystem>
#include <string>
#include <vector>

namespace dankai::test {

class EngineFixture final
{
public:
    Result<> makeModel();
    RunSpec spec() const;
    // A new frozen folder of this name.
    Result<std::filesystem::path> freeze(const std::string& name, const RunSpec& spec) const;

    std::filesystem::path root() const { return m_folder.path().toStdString(); }

    std::filesystem::path modelPath() const { return root() / "model"; }

    // One thread and the CPU, so that every run rounds alike. stderr goes to <folder>/engine.log.
    static Result<ChildProcess> start(const std::string& command, const std::filesystem::path& folder,
        const std::vector<std::string>& options = {});
    // Runs to its end: the exit code.
    static int run(const std::string& command, const std::filesystem::path& folder,
        const std::vector<std::string>& options = {});
    static std::string log(const std::filesystem::path& folder);

private:
    QTemporaryDir m_folder;
};

// All that must be equal whether or not a run was interrupted: losses, norms, rates, held-out losses,
// answers and verdicts, as text with every digit.
std::vector<std::string> resultsOf(const std::filesystem::path& folder);

} // namespace dankai::test
