// SPDX-License-Identifier: Apache-2.0
// Kernel density estimation with a Gaussian kernel, and the valleys between its peaks.
// Binned, so that a million values cost as much as reading them once.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace dankai {

enum class BandwidthRule
{
    // Silverman 1986, eq. 3.28 with the standard deviation: (4/3)^(1/5) sd n^(-1/5); scipy's "silverman".
    NormalReference,
    // Silverman 1986, eq. 3.31: 0.9 min(sd, IQR / 1.34) n^(-1/5); R's bw.nrd0. Keeps peaks apart.
    Robust,
};

struct DensityParams
{
    BandwidthRule rule = BandwidthRule::Robust;
    double bandwidthFactor = 1; // times the rule's bandwidth
    std::size_t gridPoints = 1024;
    double margin = 3; // the grid reaches this many bandwidths beyond the outermost values
};

struct Density
{
    double start = 0; // of the grid
    double step = 0;
    double bandwidth = 0;
    std::vector<double> values; // the density at start + i * step; integrates to 1

    double at(std::size_t i) const { return start + static_cast<double>(i) * step; }
};

// Values without NaN; weights empty (all 1) or one for each value, not negative. No value, or no spread:
// an empty density.
Density estimateDensity(
    std::span<const double> values, std::span<const double> weights = {}, const DensityParams& params = {});

struct Valley
{
    double position = 0;
    double density = 0;
    double depth = 0; // below the lower of the highest peaks on its two sides
};

// Local minima between two peaks, deepest first. A flat bottom counts once, at its middle.
std::vector<Valley> valleys(const Density& density);

} // namespace dankai
