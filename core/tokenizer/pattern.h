// SPDX-License-Identifier: Apache-2.0
// A regular expression of tokenizer.json, written for Oniguruma, or a plain text, through PCRE2. Only finds;
// what becomes of matches is the caller's.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace dankai {

class Pattern final
{
public:
    // What finding needs; kept between calls to save allocations, one per thread.
    class Scratch final
    {
    public:
        Scratch();
        ~Scratch();
        Scratch(Scratch&&) noexcept;
        Scratch& operator=(Scratch&&) noexcept;

    private:
        friend class Pattern;
        struct MatchData;
        std::unique_ptr<MatchData> m_data;
    };

    enum class Kind
    {
        Regex,
        Text,
    };

    // Unusable where `text` is no regular expression; `where` names the file, `of` what uses it.
    static Result<Pattern> compile(
        std::string_view text, Kind kind, const std::string& of, const std::string& where);

    // Calls found(begin, end) for every match in order, leftmost first, never empty or overlapping. `text` is
    // valid UTF-8. Where the expression gives up (PCRE2's limits) there are no more.
    void find(std::string_view text, Scratch& scratch,
        const std::function<void(std::size_t, std::size_t)>& found) const;

private:
    struct Code;
    std::shared_ptr<const Code> m_code;
};

} // namespace dankai
