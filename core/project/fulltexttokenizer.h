// SPDX-License-Identifier: Apache-2.0
// Cuts text into what the full-text index knows: Chinese, Japanese and Korean by characters and pairs of
// neighbours, everything else by words; compatibility forms and case are folded (NFKC, ICU).
// Does not stem and knows no dictionary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dankai {

class Database;

enum class TokenizeFor
{
    Index, // every character and every pair
    Query, // pairs only, characters where one stands alone: what a phrase needs
};

struct SearchToken
{
    std::string text;
    bool isColocated = false; // stands at the place of the token before it
};

std::vector<SearchToken> searchTokens(std::string_view text, TokenizeFor purpose);

// As the FTS5 tokenizer "dankai", on this connection.
void registerFullTextTokenizer(Database& database);

} // namespace dankai
