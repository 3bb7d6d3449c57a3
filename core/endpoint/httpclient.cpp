// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/httpclient.h"

#include "core/base/version.h"
#include "core/endpoint/curllibrary.h"

#include <algorithm>
#include <string_view>

namespace dankai {

namespace {

struct Transfer
{
    HttpClient::CallId id = 0;
    HttpRequest request;
    HttpReply reply;
    const CurlLibrary* curl = nullptr;
    CURL* handle = nullptr;
    curl_slist* headers = nullptr;
    bool isTooLarge = false;
    char words[CURL_ERROR_SIZE] = {};

    ~Transfer()
    {
        curl->listFree(headers);
        if (handle != nullptr)
            curl->easyCleanup(handle);
    }
};

std::size_t onBody(char* bytes, std::size_t size, std::size_t count, void* user)
{
    auto* transfer = static_cast<Transfer*>(user);
    const std::size_t length = size * count;
    if (transfer->reply.body.size() + length > HttpClient::largestReply) {
        transfer->isTooLarge = true;
        return 0; // ends the transfer
    }
    transfer->reply.body.append(bytes, length);
    return length;
}

std::string headerValue(const Transfer& transfer, const char* name)
{
    curl_header* header = nullptr;
    if (transfer.curl->easyHeader(transfer.handle, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
        return {};
    return header->value;
}

TransferEnd endOf(CURLcode code, const Transfer& transfer)
{
    switch (code) {
    case CURLE_OK:
        return TransferEnd::Replied;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
        return TransferEnd::NotReached;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return TransferEnd::TlsFailed;
    case CURLE_OPERATION_TIMEDOUT:
        return transfer.reply.wasSent ? TransferEnd::TimedOut : TransferEnd::NotReached;
    default:
        return transfer.isTooLarge ? TransferEnd::TooLarge : TransferEnd::Broken;
    }
}

void complete(Transfer& transfer, CURLcode code)
{
    HttpReply& reply = transfer.reply;
    long sent = 0;
    transfer.curl->easyGetinfo(transfer.handle, CURLINFO_REQUEST_SIZE, &sent);
    reply.wasSent = sent > 0;
    long status = 0;
    transfer.curl->easyGetinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    curl_off_t microseconds = 0;
    transfer.curl->easyGetinfo(transfer.handle, CURLINFO_TOTAL_TIME_T, &microseconds);
    reply.seconds = static_cast<double>(microseconds) / 1e6;
    reply.contentType = headerValue(transfer, "Content-Type");
    reply.retryAfter = headerValue(transfer, "Retry-After");
    reply.location = headerValue(transfer, "Location");
    reply.end = endOf(code, transfer);
    if (reply.end != TransferEnd::Replied)
        reply.problem = transfer.words[0] != 0 ? transfer.words : transfer.curl->easyError(code);
}

} // namespace

struct HttpClient::State
{
    const CurlLibrary* curl = nullptr;
    CURLM* multi = nullptr;
    CallId nextId = 1;
    std::map<CURL*, std::unique_ptr<Transfer>> transfers;

    ~State()
    {
        for (const auto& [handle, transfer] : transfers)
            curl->multiRemove(multi, handle);
        transfers.clear();
        if (multi != nullptr)
            curl->multiCleanup(multi);
    }
};

Result<HttpClient> HttpClient::make()
{
    const auto curl = curlLibrary();
    if (!curl)
        return tl::unexpected(curl.error());
    auto state = std::make_unique<State>();
    state->curl = *curl;
    state->multi = state->curl->multiInit();
    if (state->multi == nullptr)
        return failed("There is not enough memory for a connection. Close other programs and try again.");
    return HttpClient(std::move(state));
}

HttpClient::HttpClient(std::unique_ptr<State> state)
    : m_state(std::move(state))
{ }

HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

std::size_t HttpClient::running() const
{
    return m_state->transfers.size();
}

Result<HttpClient::CallId> HttpClient::start(HttpRequest request)
{
    auto transfer = std::make_unique<Transfer>();
    transfer->id = m_state->nextId++;
    transfer->request = std::move(request);
    const CurlLibrary& curl = *m_state->curl;
    transfer->curl = m_state->curl;
    transfer->handle = curl.easyInit();
    CURL* handle = transfer->handle;
    if (handle == nullptr)
        return failed("There is not enough memory for a connection. Close other programs and try again.");
    const HttpRequest& wanted = transfer->request;
    for (const std::string& header : wanted.headers)
        transfer->headers = curl.listAppend(transfer->headers, header.c_str());
    transfer->headers = curl.listAppend(transfer->headers, "Expect:");
    curl.easySetopt(handle, CURLOPT_URL, wanted.url.c_str());
    curl.easySetopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl.easySetopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    // A connection that is used again may turn out to be dead; libcurl then sends the request a second time
    // without a word, and a call that is paid twice would be counted once.
    curl.easySetopt(handle, CURLOPT_FRESH_CONNECT, 1L);
    curl.easySetopt(handle, CURLOPT_FORBID_REUSE, 1L);
    curl.easySetopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl.easySetopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl.easySetopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(wanted.timeoutSeconds * 1000));
    curl.easySetopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(wanted.connectSeconds * 1000));
    curl.easySetopt(handle, CURLOPT_USERAGENT, (std::string("dankai/") + versionText).c_str());
    curl.easySetopt(handle, CURLOPT_HTTPHEADER, transfer->headers);
    curl.easySetopt(handle, CURLOPT_POST, 1L);
    curl.easySetopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(wanted.body.size()));
    curl.easySetopt(handle, CURLOPT_POSTFIELDS, wanted.body.data()); // lives as long as the transfer
    curl.easySetopt(handle, CURLOPT_WRITEFUNCTION, onBody);
    curl.easySetopt(handle, CURLOPT_WRITEDATA, transfer.get());
    curl.easySetopt(handle, CURLOPT_ERRORBUFFER, transfer->words);
    if (!wanted.caFile.empty())
        curl.easySetopt(handle, CURLOPT_CAINFO, wanted.caFile.c_str());
    if (wanted.isLoopback)
        curl.easySetopt(handle, CURLOPT_NOPROXY, "*");
    if (curl.multiAdd(m_state->multi, handle) != CURLM_OK)
        return failed("There is not enough memory for a connection. Close other programs and try again.");
    const CallId id = transfer->id;
    m_state->transfers.emplace(handle, std::move(transfer));
    return id;
}

Result<std::vector<std::pair<HttpClient::CallId, HttpReply>>> HttpClient::poll(
    std::chrono::milliseconds timeout)
{
    const CurlLibrary& curl = *m_state->curl;
    std::vector<std::pair<CallId, HttpReply>> ended;
    int running = 0;
    CURLMcode code = curl.multiPerform(m_state->multi, &running);
    if (code == CURLM_OK && running == static_cast<int>(m_state->transfers.size())) {
        code = curl.multiPoll(m_state->multi, nullptr, 0, static_cast<int>(timeout.count()), nullptr);
        if (code == CURLM_OK)
            code = curl.multiPerform(m_state->multi, &running);
    }
    if (code != CURLM_OK)
        return failed(std::string("Connections cannot be made: ") + curl.multiError(code) + ".");
    int left = 0;
    while (const CURLMsg* message = curl.multiRead(m_state->multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL* handle = message->easy_handle;
        const CURLcode result = message->data.result; // gone with the handle
        const auto found = m_state->transfers.find(handle);
        complete(*found->second, result);
        curl.multiRemove(m_state->multi, handle);
        ended.emplace_back(found->second->id, std::move(found->second->reply));
        m_state->transfers.erase(found);
    }
    return ended;
}

} // namespace dankai
