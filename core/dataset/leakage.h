// SPDX-License-Identifier: Apache-2.0
// Finds training rows that share long n-grams with evaluation prompts: 8 words, or 13 characters where
// words are not separated (Japanese). Flags a prompt of which a row holds at least half.
// A prompt asked in other words is not found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct LeakageParams
{
    int wordNgram = 8;
    int characterNgram = 13;
    double flaggedShare = 0.5;
};

struct LeakageHit
{
    std::size_t prompt = 0; // index among the prompts given
    double share = 0; // of the prompt's n-grams that stand in the row

    bool operator==(const LeakageHit&) const = default;
};

// Safe to use from several threads at once.
class LeakageIndex final
{
public:
    explicit LeakageIndex(std::span<const std::string> prompts, const LeakageParams& params = {});
    ~LeakageIndex();
    LeakageIndex(LeakageIndex&&) noexcept;
    LeakageIndex& operator=(LeakageIndex&&) noexcept;

    // Every prompt of which `row` holds at least one n-gram, worst first.
    std::vector<LeakageHit> check(std::string_view row) const;
    bool isFlagged(const LeakageHit& hit) const;

    // Prompts with fewer words or characters than an n-gram are compared as one whole; those of fewer than
    // 4 words or 6 characters are not compared, since they stand anywhere by chance.
    std::size_t promptsNotCompared() const;

private:
    struct Index;
    std::unique_ptr<const Index> m_index;
};

} // namespace dankai
