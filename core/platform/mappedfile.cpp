// SPDX-License-Identifier: Apache-2.0
#include "core/platform/mappedfile.h"

#include "core/platform/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace dankai {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path, AccessPattern pattern)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return tl::unexpected(systemError("open", path, errno));
    struct stat facts = {};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        const int number = S_ISDIR(facts.st_mode) ? EISDIR : EINVAL;
        ::close(descriptor);
        return tl::unexpected(systemError("open", path, number));
    }
    MappedFile file;
    file.m_path = path;
    file.m_size = static_cast<std::size_t>(facts.st_size);
    if (file.m_size > 0) { // an empty mapping is an error to the system, but an empty view is right
        void* address = ::mmap(nullptr, file.m_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        const int number = errno;
        if (address == MAP_FAILED) {
            ::close(descriptor);
            file.m_size = 0;
            return tl::unexpected(systemError("map", path, number));
        }
        file.m_address = address;
        ::madvise(address, file.m_size, pattern == AccessPattern::Sequential ? MADV_SEQUENTIAL : MADV_NORMAL);
    }
    ::close(descriptor);
    return file;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_address(std::exchange(other.m_address, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{ }

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_address, other.m_address);
    std::swap(m_size, other.m_size);
    return *this;
}

MappedFile::~MappedFile()
{
    if (m_address != nullptr)
        ::munmap(m_address, m_size);
}

void MappedFile::forget(std::size_t offset, std::size_t size) const
{
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t begin = (offset + page - 1) / page * page; // only pages that lie wholly inside
    const std::size_t end = (offset + size > m_size ? m_size : offset + size) / page * page;
    if (end > begin)
        ::madvise(static_cast<char*>(m_address) + begin, end - begin, MADV_DONTNEED);
}

} // namespace dankai
