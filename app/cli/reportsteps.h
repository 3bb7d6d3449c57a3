// SPDX-License-Identifier: Apache-2.0
// Gathers what a report says from the project and the run folders, and writes the page.
#pragma once

#include "core/base/result.h"
#include "core/project/project.h"
#include "core/report/htmlreport.h"

#include <filesystem>
#include <string>
#include <vector>

namespace dankai {

struct ReportParams
{
    std::vector<RunRecord> records; // the phased run first
    std::filesystem::path output; // empty: report.html in the project
    Language language = Language::English;
    std::string title; // empty: the project's name
};

// The file's path.
Result<std::filesystem::path> writeReport(Project& project, const ReportParams& params);

} // namespace dankai
