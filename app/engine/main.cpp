// SPDX-License-Identifier: Apache-2.0
// dankai-engine's beginning: finds LibTorch, loads it, and hands over to the engine itself, which stands in a
// module. Linked directly, a program without its LibTorch, or with another version of it, would die in the
// system's loader with a symbol's name; here it can say what is missing. No environment is changed for it, so
// that the programs which the engine starts find their own libraries.
#include "app/engine/engine.h"
#include "core/base/exitcode.h"
#include "core/platform/dynamiclibrary.h"
#include "core/platform/executablepath.h"
#include "core/platform/libtorch.h"

#include <cstdint>
#include <cstdio>

namespace {

using namespace dankai;

int report(const Error& error)
{
    std::fprintf(stderr, "[error] %s\n", error.message.c_str());
    return static_cast<int>(exitCodeOf(error.code));
}

std::string versionOf(const DynamicLibrary& torch)
{
    const auto version = torch.function<std::uint64_t (*)()>("aoti_torch_abi_version");
    return version != nullptr ? libTorchVersion(version()) : "older than 2.9";
}

Result<> loadLibTorch()
{
    auto found = findLibTorch();
    if (!found)
        return passOn(found);
    auto torch = DynamicLibrary::open((found->folder / "libtorch_cpu.so").string());
    if (!torch)
        return failed(torch.error().message
            + " The LibTorch in that folder is not whole, or was built for another system; name another one "
              "with dankai --libtorch FOLDER, or in DANKAI_LIBTORCH.");
    // The files beside a library may say nothing, or lie.
    found->version = versionOf(*torch);
    if (!found->version.starts_with(std::string(neededLibTorch) + "."))
        return failed(wrongLibTorch(*found));
    torch->keepLoaded();
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    if (auto loaded = loadLibTorch(); !loaded)
        return report(loaded.error());
    const auto path = executablePath().parent_path().parent_path() / "lib" / dankaiEngineModule;
    // It names LibTorch by its libraries' names alone, which are loaded by now, from wherever they are.
    auto engine = DynamicLibrary::open(path.string());
    if (!engine)
        return report(engine.error());
    const auto run = engine->function<decltype(&dankaiEngine)>(dankaiEngineEntry);
    if (run == nullptr)
        return report({ErrorCode::Failed, path.string() + " is no engine of Dankai; install Dankai anew."});
    engine->keepLoaded();
    return run(argc, argv);
}
