// SPDX-License-Identifier: Apache-2.0
// A file as memory, read only. Does not notice when somebody shortens the file meanwhile: use it for files
// that are replaced by rename, never for files that grow.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace dankai {

enum class AccessPattern
{
    Random,
    Sequential, // read ahead, drop behind
};

class MappedFile final
{
public:
    static Result<MappedFile> open(
        const std::filesystem::path& path, AccessPattern pattern = AccessPattern::Random);
    MappedFile() = default;
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();

    std::string_view bytes() const { return {static_cast<const char*>(m_address), m_size}; }

    const std::filesystem::path& path() const { return m_path; }

    // Tells the system that these bytes will not be needed again; they may be read again nevertheless.
    void forget(std::size_t offset, std::size_t size) const;

private:
    std::filesystem::path m_path;
    void* m_address = nullptr;
    std::size_t m_size = 0;
};

} // namespace dankai
