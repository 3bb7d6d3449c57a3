// SPDX-License-Identifier: Apache-2.0
// libcurl, loaded when the first call is made. With it come some thirty libraries (TLS, Kerberos, LDAP, ...)
// that every other command would wait for at its start and every bundle would carry. Internal to this room.
#pragma once

#include "core/base/result.h"

#include <curl/curl.h>

namespace dankai {

struct CurlLibrary
{
    decltype(&curl_easy_init) easyInit = nullptr;
    decltype(&curl_easy_cleanup) easyCleanup = nullptr;
    CURLcode (*easySetopt)(CURL*, CURLoption, ...) = nullptr;
    CURLcode (*easyGetinfo)(CURL*, CURLINFO, ...) = nullptr;
    decltype(&curl_easy_header) easyHeader = nullptr;
    decltype(&curl_easy_strerror) easyError = nullptr;
    decltype(&curl_slist_append) listAppend = nullptr;
    decltype(&curl_slist_free_all) listFree = nullptr;
    decltype(&curl_multi_init) multiInit = nullptr;
    decltype(&curl_multi_cleanup) multiCleanup = nullptr;
    decltype(&curl_multi_add_handle) multiAdd = nullptr;
    decltype(&curl_multi_remove_handle) multiRemove = nullptr;
    decltype(&curl_multi_perform) multiPerform = nullptr;
    decltype(&curl_multi_poll) multiPoll = nullptr;
    decltype(&curl_multi_info_read) multiRead = nullptr;
    decltype(&curl_multi_strerror) multiError = nullptr;
};

// Once in a process, and to its end. Unusable, saying what to install, where it is not there or too old.
Result<const CurlLibrary*> curlLibrary();

} // namespace dankai
