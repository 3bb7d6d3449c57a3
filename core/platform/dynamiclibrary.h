// SPDX-License-Identifier: Apache-2.0
// A shared library that may not be there: opened at run time, never a dependency of the program.
#pragma once

#include "core/base/result.h"

#include <string>

namespace dankai {

class DynamicLibrary final
{
public:
    // A bare name is looked for where the system looks; a path is taken as it is.
    static Result<DynamicLibrary> open(const std::string& name);
    DynamicLibrary(DynamicLibrary&& other) noexcept;
    DynamicLibrary& operator=(DynamicLibrary&& other) noexcept;
    ~DynamicLibrary();

    // Null where the library has no such symbol.
    template <class Function>
    Function function(const char* name) const
    {
        return reinterpret_cast<Function>(symbol(name));
    }

    // Leaves the library in memory to the end of the process, for libraries that do not survive unloading.
    void keepLoaded() { m_handle = nullptr; }

private:
    DynamicLibrary() = default;
    void* symbol(const char* name) const;

    void* m_handle = nullptr;
};

} // namespace dankai
