// SPDX-License-Identifier: Apache-2.0
#include "core/run/tokenfile.h"

#include <bit>
#include <cstring>
#include <numeric>

namespace dankai {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they stand in memory");

constexpr std::string_view magic = "DKTOKENS";
constexpr std::uint32_t currentVersion = 1;
constexpr std::size_t headerBytes = 8 + 4 + 4 + 8 + 8 + 32;
constexpr std::size_t hashBytes = 32;

template <class T>
void put(std::string& bytes, const T* values, std::size_t count)
{
    bytes.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

template <class T>
T get(std::string_view bytes, std::size_t offset)
{
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

std::string fromHex(const std::string& hex)
{
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes(hashBytes, '\0');
    for (std::size_t i = 0; i < hashBytes && 2 * i + 1 < hex.size(); ++i)
        bytes[i] = static_cast<char>(digit(hex[2 * i]) * 16 + digit(hex[2 * i + 1]));
    return bytes;
}

} // namespace

std::size_t TokenTable::trainedTokens(std::size_t row) const
{
    const auto masks = masksOf(row);
    return masks.empty() ? 0 : std::accumulate(masks.begin() + 1, masks.end(), std::size_t(0));
}

void TokenTable::append(std::span<const std::int32_t> rowIds, std::span<const std::uint8_t> rowMasks)
{
    ids.insert(ids.end(), rowIds.begin(), rowIds.end());
    isTrained.insert(isTrained.end(), rowMasks.begin(), rowMasks.end());
    offsets.push_back(ids.size());
}

std::string toBytes(const TokenTable& table)
{
    std::string bytes(magic);
    const std::uint32_t versionAndReserve[2] = {currentVersion, 0};
    const std::uint64_t counts[2] = {table.rowCount(), table.ids.size()};
    put(bytes, versionAndReserve, 2);
    put(bytes, counts, 2);
    bytes += fromHex(table.tokenizerHash);
    put(bytes, table.offsets.data(), table.offsets.size());
    put(bytes, table.ids.data(), table.ids.size());
    put(bytes, table.isTrained.data(), table.isTrained.size());
    const Digest digest = sha256(bytes);
    put(bytes, digest.data(), digest.size());
    return bytes;
}

Result<TokenTable> parseTokenTable(std::string_view bytes, const std::string& where)
{
    if (bytes.size() < headerBytes + hashBytes || bytes.substr(0, magic.size()) != magic)
        return unusable(where + ": not a file of frozen tokens; freeze the run again");
    const auto version = get<std::uint32_t>(bytes, 8);
    if (version != currentVersion) {
        return unusable(where + ": frozen tokens of version " + std::to_string(version)
            + ", this program reads version " + std::to_string(currentVersion));
    }
    const auto rows = get<std::uint64_t>(bytes, 16);
    const auto tokens = get<std::uint64_t>(bytes, 24);
    const std::uint64_t payload = bytes.size() - headerBytes - hashBytes;
    // Division first: the counts may be anything.
    if (rows >= payload / 8 || tokens > payload / 5 || payload != (rows + 1) * 8 + tokens * 5) {
        return unusable(where + ": the header speaks of " + std::to_string(rows) + " rows and "
            + std::to_string(tokens) + " tokens, which is not what the file's " + std::to_string(bytes.size())
            + " bytes hold; freeze the run again");
    }
    const std::string_view summed = bytes.substr(0, bytes.size() - hashBytes);
    const Digest digest = sha256(summed);
    if (std::memcmp(digest.data(), bytes.data() + summed.size(), hashBytes) != 0)
        return unusable(where + ": its bytes do not match its hash; freeze the run again");

    TokenTable table;
    table.tokenizerHash = toHex(bytes.substr(32, 32));
    table.offsets.resize(rows + 1);
    table.ids.resize(tokens);
    table.isTrained.resize(tokens);
    const char* data = bytes.data() + headerBytes;
    std::memcpy(table.offsets.data(), data, (rows + 1) * 8);
    if (tokens > 0) {
        std::memcpy(table.ids.data(), data + (rows + 1) * 8, tokens * 4);
        std::memcpy(table.isTrained.data(), data + (rows + 1) * 8 + tokens * 4, tokens);
    }
    bool isOrdered = table.offsets.front() == 0 && table.offsets.back() == tokens;
    for (std::size_t row = 0; row < rows && isOrdered; ++row)
        isOrdered = table.offsets[row] <= table.offsets[row + 1] && table.offsets[row + 1] <= tokens;
    if (!isOrdered)
        return unusable(where + ": the rows' offsets are out of order; freeze the run again");
    for (const std::uint8_t mask : table.isTrained) {
        if (mask > 1)
            return unusable(where + ": a mask is neither 0 nor 1; freeze the run again");
    }
    return table;
}

} // namespace dankai
