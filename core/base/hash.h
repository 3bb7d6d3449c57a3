// SPDX-License-Identifier: Apache-2.0
// SHA-256: the one hash of contents (examples, files, manifests).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dankai {

using Digest = std::array<std::uint8_t, 32>;

class Sha256 final
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view bytes);
    // Ends the sum and starts a new one.
    Digest finish();

private:
    void* m_context; // EVP_MD_CTX, kept out of this header
};

Digest sha256(std::string_view bytes);
std::string toHex(std::string_view bytes);
std::string toHex(const Digest& digest);

} // namespace dankai
