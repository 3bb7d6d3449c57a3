// SPDX-License-Identifier: Apache-2.0
// A whole project copied: to another folder, or into one file and back. A copy is of one moment, also while
// others write to the project. Does not take the model with it, which stands outside of the project.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace dankai {

class Project;

enum class CopiedModels
{
    All,
    None, // without checkpoints and states to resume from: examples, plans, records and figures alone
};

struct CopiedProject
{
    std::uint64_t files = 0;
    std::uint64_t bytes = 0; // of them, unpacked
};

// To `target`, which must not be there. What waits in the queue does not wait in the copy, and the bin stays
// behind. Progress counts bytes; stopping leaves nothing behind.
Result<CopiedProject> duplicateProject(Project& project, const std::filesystem::path& target,
    CopiedModels models, const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

// Into `file` (.dankai, a .tar.zst), which must not be there; read back and compared before it has its name.
Result<CopiedProject> archiveProject(Project& project, const std::filesystem::path& file, CopiedModels models,
    const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

// To `target`, which must not be there. Every file is compared with its hash before the folder has its name.
// Progress counts bytes of the archive's files; their sum is not known before.
Result<CopiedProject> restoreProject(const std::filesystem::path& file, const std::filesystem::path& target,
    const ProgressCallback& progress = {}, const StopFlag* stop = nullptr);

} // namespace dankai
