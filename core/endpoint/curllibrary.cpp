// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/curllibrary.h"

#include "core/platform/dynamiclibrary.h"

namespace dankai {

namespace {

constexpr const char* libraryName = "libcurl.so.4";

template <class Function>
bool take(const DynamicLibrary& library, const char* name, Function& function)
{
    function = library.function<Function>(name);
    return function != nullptr;
}

Result<CurlLibrary> load()
{
    auto library = DynamicLibrary::open(libraryName);
    if (!library)
        return unusable(std::string("The library libcurl (") + libraryName
            + "), which calls to an endpoint need, cannot be loaded. Install the package libcurl4 (on "
              "Fedora: "
              "libcurl).");
    CurlLibrary curl;
    const bool isWhole = take(*library, "curl_easy_init", curl.easyInit)
        && take(*library, "curl_easy_cleanup", curl.easyCleanup)
        && take(*library, "curl_easy_setopt", curl.easySetopt)
        && take(*library, "curl_easy_getinfo", curl.easyGetinfo)
        && take(*library, "curl_easy_header", curl.easyHeader)
        && take(*library, "curl_easy_strerror", curl.easyError)
        && take(*library, "curl_slist_append", curl.listAppend)
        && take(*library, "curl_slist_free_all", curl.listFree)
        && take(*library, "curl_multi_init", curl.multiInit)
        && take(*library, "curl_multi_cleanup", curl.multiCleanup)
        && take(*library, "curl_multi_add_handle", curl.multiAdd)
        && take(*library, "curl_multi_remove_handle", curl.multiRemove)
        && take(*library, "curl_multi_perform", curl.multiPerform)
        && take(*library, "curl_multi_poll", curl.multiPoll)
        && take(*library, "curl_multi_info_read", curl.multiRead)
        && take(*library, "curl_multi_strerror", curl.multiError);
    decltype(&curl_global_init) init = nullptr;
    if (!isWhole || !take(*library, "curl_global_init", init) || init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return unusable(
            "The library libcurl of this machine is too old for calls to an endpoint; 7.85 is needed. "
            "Install a newer package libcurl4.");
    library->keepLoaded(); // its TLS library does not survive unloading
    return curl;
}

} // namespace

Result<const CurlLibrary*> curlLibrary()
{
    static const Result<CurlLibrary> curl = load();
    if (!curl)
        return tl::unexpected(curl.error());
    return &*curl;
}

} // namespace dankai
