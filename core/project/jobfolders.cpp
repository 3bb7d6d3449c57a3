// SPDX-License-Identifier: Apache-2.0
#include "core/project/jobfolders.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <system_error>

namespace dankai {

namespace fs = std::filesystem;

namespace {

int jobNumber(std::string_view id, std::string_view prefix)
{
    int number = 0;
    std::from_chars(id.data() + prefix.size(), id.data() + id.size(), number);
    return number;
}

} // namespace

bool isJobId(std::string_view id, std::string_view prefix)
{
    return id.starts_with(prefix) && id.size() > prefix.size()
        && id.find_first_not_of("0123456789", prefix.size()) == id.npos;
}

std::vector<std::string> jobIds(const fs::path& jobs, std::string_view prefix)
{
    std::vector<std::string> ids;
    std::error_code error;
    for (fs::directory_iterator entry(jobs, error), end; !error && entry != end; entry.increment(error))
        if (std::string id = entry->path().filename().string(); isJobId(id, prefix))
            ids.push_back(std::move(id));
    std::ranges::sort(ids, {}, [&](const std::string& id) { return jobNumber(id, prefix); });
    return ids;
}

std::string nextJobId(const fs::path& jobs, std::string_view prefix)
{
    const std::vector<std::string> ids = jobIds(jobs, prefix);
    char digits[16];
    (void)std::snprintf(digits, sizeof digits, "%03d", ids.empty() ? 1 : jobNumber(ids.back(), prefix) + 1);
    return std::string(prefix) + digits;
}

} // namespace dankai
