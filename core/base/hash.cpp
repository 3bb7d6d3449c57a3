// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"

#include <openssl/evp.h>

#include <new>

namespace dankai {

namespace {

EVP_MD_CTX* context(void* opaque)
{
    return static_cast<EVP_MD_CTX*>(opaque);
}

// Looked up once: EVP_sha256() would fetch the algorithm again for every sum, which costs more than
// hashing a short example does.
const EVP_MD* algorithm()
{
    static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return fetched;
}

} // namespace

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    if (m_context == nullptr || EVP_DigestInit_ex2(context(m_context), algorithm(), nullptr) != 1)
        throw std::bad_alloc();
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(context(m_context));
}

void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(context(m_context), bytes.data(), bytes.size());
}

Digest Sha256::finish()
{
    Digest digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(context(m_context), digest.data(), &length);
    EVP_DigestInit_ex2(context(m_context), algorithm(), nullptr);
    return digest;
}

Digest sha256(std::string_view bytes)
{
    thread_local Sha256 sum;
    sum.add(bytes);
    return sum.finish();
}

std::string toHex(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += digits[value >> 4];
        text += digits[value & 15];
    }
    return text;
}

std::string toHex(const Digest& digest)
{
    return toHex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

} // namespace dankai
