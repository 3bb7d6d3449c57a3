// SPDX-License-Identifier: Apache-2.0
#include "core/endpoint/pricelist.h"

#include "core/base/utf8.h"

namespace dankai {

namespace {

constexpr char32_t firstOfCjk = 0x2E80; // radicals; kana, ideographs, Hangul and full-width forms follow

} // namespace

std::optional<Price> findPrice(const PriceList& prices, std::string_view model)
{
    if (const auto found = prices.models.find(std::string(model)); found != prices.models.end())
        return found->second;
    // gpt-4.1-mini-2025-04-14, but not gpt-4.1-mini for gpt-4.1: what is left must begin with a digit.
    for (const auto& [name, price] : prices.models)
        if (!name.empty() && model.size() > name.size() + 1 && model.starts_with(name)
            && (model[name.size()] == '-' || model[name.size()] == '@') && model[name.size() + 1] >= '0'
            && model[name.size() + 1] <= '9')
            return price;
    return std::nullopt;
}

double costOf(const Price& price, std::uint64_t tokensIn, std::uint64_t tokensOut)
{
    return (static_cast<double>(tokensIn) * price.input + static_cast<double>(tokensOut) * price.output)
        / 1e6;
}

std::uint64_t estimateTokens(std::string_view text)
{
    std::uint64_t spaced = 0;
    std::uint64_t wide = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const CodePoint point = codePointAt(text, offset);
        offset += point.length;
        ++(point.value >= firstOfCjk ? wide : spaced);
    }
    return (spaced + 3) / 4 + wide;
}

} // namespace dankai
