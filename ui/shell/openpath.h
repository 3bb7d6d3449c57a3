// SPDX-License-Identifier: GPL-3.0-or-later
// What a path that somebody opens from outside (a desktop, a terminal, a drop) stands for.
#pragma once

#include <filesystem>

namespace dankai::ui {

struct OpenPath
{
    std::filesystem::path project; // a folder; where it holds no project, opening it says so
    std::filesystem::path archive; // of a project, to be restored; empty: it is none
    std::filesystem::path package; // of a review, to be answered; empty: it is none
};

// A project's folder, anything within it, or an archive or a review package by its name.
OpenPath openPathOf(const std::filesystem::path& path);

// *.dankai-review
bool isPackageName(const std::filesystem::path& file);

bool isProjectFolder(const std::filesystem::path& folder);

// A folder or an archive; not what lies within one.
bool isWholeProject(const std::filesystem::path& path);

} // namespace dankai::ui
