// SPDX-License-Identifier: Apache-2.0
#include "core/platform/dynamiclibrary.h"

#include <dlfcn.h>

#include <utility>

namespace dankai {

Result<DynamicLibrary> DynamicLibrary::open(const std::string& name)
{
    DynamicLibrary library;
    library.m_handle = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library.m_handle == nullptr) {
        const char* reason = ::dlerror();
        return failed("Could not load the library " + name + ": "
            + (reason != nullptr ? reason : "no reason given") + ".");
    }
    return library;
}

DynamicLibrary::DynamicLibrary(DynamicLibrary&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr))
{ }

DynamicLibrary& DynamicLibrary::operator=(DynamicLibrary&& other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

DynamicLibrary::~DynamicLibrary()
{
    if (m_handle != nullptr)
        ::dlclose(m_handle);
}

void* DynamicLibrary::symbol(const char* name) const
{
    return ::dlsym(m_handle, name);
}

} // namespace dankai
