// SPDX-License-Identifier: Apache-2.0
// The scored examples of a project in the order in which every rule cuts them, sorted once, with running
// sums: what a placement, and every figure of a phase while somebody drags a threshold, is read off. Knows no
// plan.
#pragma once

#include "core/dataset/example.h"
#include "core/phase/plan.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dankai {

struct ExampleColumns;

// Of the examples that have a finite score and that no one excluded from the project; ascending by score,
// equal scores by content hash, so that a cut through ties never asks for length or for the order of import.
// Keeps what it needs of the columns. A million examples take some 40 MB and a fraction of a second.
class ScoreOrder final
{
public:
    explicit ScoreOrder(const ExampleColumns& columns);

    std::size_t size() const { return m_rows.size(); }

    // Rows of the columns and their scores, by position.
    std::span<const std::uint32_t> rows() const { return m_rows; }

    std::span<const double> scores() const { return m_scores; }

    // The first position whose score is not below `score`; size() where there is none.
    std::size_t firstFrom(double score) const;
    // The first position whose score is above `score`.
    std::size_t firstAbove(double score) const;

    // Sums over the examples before `position`, which may be size().
    double scoreBefore(std::size_t position) const { return m_scoreSums[position]; }

    std::uint64_t tokensBefore(std::size_t position) const { return m_tokenSums[position]; }

    std::uint64_t responseLengthBefore(std::size_t position) const { return m_lengthSums[position]; }

private:
    std::vector<std::uint32_t> m_rows;
    std::vector<double> m_scores;
    std::vector<double> m_scoreSums; // one more than there are rows, as the two below
    std::vector<std::uint64_t> m_tokenSums;
    std::vector<std::uint64_t> m_lengthSums;
};

} // namespace dankai
