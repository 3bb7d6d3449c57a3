// SPDX-License-Identifier: Apache-2.0
#include "core/kernels/libtorchinuse.h"

#include <dlfcn.h>
#include <torch/csrc/inductor/aoti_torch/c/shim.h>

#include <system_error>

namespace dankai {

LibTorch libTorchInUse()
{
    LibTorch torch{{}, libTorchVersion(aoti_torch_abi_version())};
    Dl_info facts = {};
    if (::dladdr(reinterpret_cast<const void*>(&aoti_torch_abi_version), &facts) == 0
        || facts.dli_fname == nullptr)
        return torch;
    std::error_code error;
    const auto path = std::filesystem::canonical(facts.dli_fname, error);
    torch.folder = (error ? std::filesystem::path(facts.dli_fname) : path).parent_path();
    return torch;
}

} // namespace dankai
