// SPDX-License-Identifier: Apache-2.0
// What tokens cost, with the day on which somebody looked: prices change, and a sum without its day says
// little.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dankai {

struct Price
{
    double input = 0; // for a million tokens
    double output = 0;
    bool operator==(const Price&) const = default;
};

struct PriceList
{
    std::string currency = "USD";
    std::string date; // 2026-04-01; as somebody wrote it
    std::map<std::string, Price> models;
    bool operator==(const PriceList&) const = default;
};

// Of this very name, or of the name without the date or version that endpoints put behind it.
std::optional<Price> findPrice(const PriceList& prices, std::string_view model);
double costOf(const Price& price, std::uint64_t tokensIn, std::uint64_t tokensOut);

// About as many tokens as a judge's tokenizer makes of the text: a quarter of the letters that are written
// with spaces between words, one for each Chinese, Japanese or Korean character (OpenAI's rule of thumb;
// what a trial measures corrects it).
std::uint64_t estimateTokens(std::string_view text);

} // namespace dankai
