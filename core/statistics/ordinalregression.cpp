// SPDX-License-Identifier: Apache-2.0
#include "core/statistics/ordinalregression.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dankai {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int mostNewtonSteps = 100;
constexpr int mostHalvings = 40;
constexpr double gradientTolerance = 1e-9; // of the largest component, for each row

double sigmoid(double x)
{
    return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

// log(1 + exp(x)) without overflow
double softplus(double x)
{
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

// One row's part of the log-likelihood and its derivatives by the bounds around its level,
//     log(sigmoid(upper) - sigmoid(lower)) = -softplus(-upper) - softplus(lower) + log(1 - exp(lower -
//     upper)).
struct RowTerm
{
    double value = 0;
    double byUpper = 0, byLower = 0;
    double byUpperTwice = 0, byLowerTwice = 0, byBoth = 0;
};

RowTerm termOf(double upper, double lower)
{
    RowTerm term;
    if (!(upper > lower)) {
        term.value = -infinity; // outside of the model: a step that went too far
        return term;
    }
    const double ratio = 1 / -std::expm1(lower - upper); // exp(upper) / (exp(upper) - exp(lower))
    const double high = sigmoid(upper), low = sigmoid(lower);
    term.value = -softplus(-upper) - softplus(lower) - std::log(ratio);
    term.byUpper = ratio - high;
    term.byLower = 1 - ratio - low;
    term.byBoth = ratio * (ratio - 1);
    term.byUpperTwice = -term.byBoth - high * (1 - high);
    term.byLowerTwice = -term.byBoth - low * (1 - low);
    return term;
}

// What is minimised, over thresholds and weights in one vector: the negative log-likelihood and the penalty.
class Objective final
{
public:
    Objective(const FeatureMatrix& features, std::span<const int> levels, int count, double strength)
        : m_features(features)
        , m_levels(levels)
        , m_thresholds(static_cast<std::size_t>(count - 1))
        , m_strength(strength)
        , m_terms(levels.size())
    { }

    std::size_t size() const { return m_thresholds + m_features.columns; }

    // The terms of every row at `at`, for the calls below.
    double evaluate(std::span<const double> at)
    {
        double value = 0;
        for (std::size_t column = 0; column < m_features.columns; ++column)
            value += m_strength / 2 * at[m_thresholds + column] * at[m_thresholds + column];
        for (std::size_t row = 0; row < m_levels.size(); ++row) {
            double linear = 0;
            const std::span<const double> x = m_features.row(row);
            for (std::size_t column = 0; column < x.size(); ++column)
                linear += x[column] * at[m_thresholds + column];
            const auto level = static_cast<std::size_t>(m_levels[row]);
            const double upper = level < m_thresholds ? at[level] - linear : infinity;
            const double lower = level > 0 ? at[level - 1] - linear : -infinity;
            m_terms[row] = termOf(upper, lower);
            value -= m_terms[row].value;
        }
        return value;
    }

    std::vector<double> gradient(std::span<const double> at) const
    {
        std::vector<double> result(size());
        for (std::size_t column = 0; column < m_features.columns; ++column)
            result[m_thresholds + column] = m_strength * at[m_thresholds + column];
        for (std::size_t row = 0; row < m_levels.size(); ++row)
            add(result, row, -m_terms[row].byUpper, -m_terms[row].byLower);
        return result;
    }

    // The Hessian times a direction.
    std::vector<double> curvature(std::span<const double> direction) const
    {
        std::vector<double> result(size());
        for (std::size_t column = 0; column < m_features.columns; ++column)
            result[m_thresholds + column] = m_strength * direction[m_thresholds + column];
        for (std::size_t row = 0; row < m_levels.size(); ++row) {
            double linear = 0;
            const std::span<const double> x = m_features.row(row);
            for (std::size_t column = 0; column < x.size(); ++column)
                linear += x[column] * direction[m_thresholds + column];
            const auto level = static_cast<std::size_t>(m_levels[row]);
            const double upper = (level < m_thresholds ? direction[level] - linear : 0);
            const double lower = (level > 0 ? direction[level - 1] - linear : 0);
            const RowTerm& term = m_terms[row];
            add(result, row, -(term.byUpperTwice * upper + term.byBoth * lower),
                -(term.byLowerTwice * lower + term.byBoth * upper));
        }
        return result;
    }

private:
    // A row's derivative by its bounds, carried on to thresholds and weights.
    void add(std::vector<double>& result, std::size_t row, double byUpper, double byLower) const
    {
        const auto level = static_cast<std::size_t>(m_levels[row]);
        if (level < m_thresholds)
            result[level] += byUpper;
        if (level > 0)
            result[level - 1] += byLower;
        const double byLinear = -((level < m_thresholds ? byUpper : 0) + (level > 0 ? byLower : 0));
        const std::span<const double> x = m_features.row(row);
        for (std::size_t column = 0; column < x.size(); ++column)
            result[m_thresholds + column] += byLinear * x[column];
    }

    const FeatureMatrix& m_features;
    std::span<const int> m_levels;
    std::size_t m_thresholds;
    double m_strength;
    std::vector<RowTerm> m_terms;
};

double dot(std::span<const double> a, std::span<const double> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

// Newton's direction by conjugate gradients (Nocedal and Wright, algorithm 7.1): the Hessian is positive
// definite, so they end.
std::vector<double> newtonDirection(const Objective& objective, std::span<const double> gradient)
{
    const double norm = std::sqrt(dot(gradient, gradient));
    const double enough = std::min(0.01, norm) * norm;
    std::vector<double> direction(gradient.size()), residual(gradient.begin(), gradient.end()),
        search(gradient.size());
    for (std::size_t i = 0; i < search.size(); ++i)
        search[i] = -residual[i];
    double squared = dot(residual, residual);
    for (std::size_t step = 0; step < 2 * gradient.size() + 10 && std::sqrt(squared) > enough; ++step) {
        const std::vector<double> curved = objective.curvature(search);
        const double bend = dot(search, curved);
        if (!(bend > 0))
            break;
        const double length = squared / bend;
        for (std::size_t i = 0; i < direction.size(); ++i) {
            direction[i] += length * search[i];
            residual[i] += length * curved[i];
        }
        const double next = dot(residual, residual);
        for (std::size_t i = 0; i < search.size(); ++i)
            search[i] = next / squared * search[i] - residual[i];
        squared = next;
    }
    return direction;
}

} // namespace

OrdinalRegression OrdinalRegression::fit(const FeatureMatrix& features, std::span<const int> levels,
    int count, double strength, const OrdinalRegression* start)
{
    assert(count >= 2 && strength > 0 && features.rows() == levels.size());
    const auto thresholds = static_cast<std::size_t>(count - 1);
    Objective objective(features, levels, count, strength);
    std::vector<double> at(objective.size());
    if (start != nullptr && start->m_thresholds.size() == thresholds
        && start->m_weights.size() == features.columns) {
        std::ranges::copy(start->m_thresholds, at.begin());
        std::ranges::copy(start->m_weights, at.begin() + static_cast<std::ptrdiff_t>(thresholds));
    } else { // the shares of the levels, as if nothing were known of a row
        std::vector<double> shares(static_cast<std::size_t>(count));
        for (const int level : levels)
            shares[static_cast<std::size_t>(level)] += 1.0 / static_cast<double>(levels.size());
        double below = 0;
        for (std::size_t k = 0; k < thresholds; ++k) {
            assert(shares[k] > 0);
            below += shares[k];
            at[k] = std::log(below / (1 - below));
        }
    }

    double value = objective.evaluate(at);
    const double tolerance = gradientTolerance * static_cast<double>(std::max<std::size_t>(1, levels.size()));
    for (int step = 0; step < mostNewtonSteps; ++step) {
        const std::vector<double> gradient = objective.gradient(at);
        if (std::ranges::all_of(gradient, [&](double part) { return std::abs(part) <= tolerance; }))
            break;
        const std::vector<double> direction = newtonDirection(objective, gradient);
        const double slope = dot(gradient, direction);
        double length = 1;
        std::vector<double> next(at.size());
        double nextValue = infinity;
        for (int halving = 0; halving < mostHalvings; ++halving, length /= 2) {
            for (std::size_t i = 0; i < at.size(); ++i)
                next[i] = at[i] + length * direction[i];
            nextValue = objective.evaluate(next);
            if (nextValue <= value + 1e-4 * length * slope)
                break;
        }
        if (!(nextValue < value))
            break; // nothing better in double precision: this is the maximum
        at = std::move(next);
        value = nextValue;
    }

    OrdinalRegression fitted;
    fitted.m_thresholds.assign(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(thresholds));
    fitted.m_weights.assign(at.begin() + static_cast<std::ptrdiff_t>(thresholds), at.end());
    return fitted;
}

double OrdinalRegression::linear(std::span<const double> row) const
{
    assert(row.size() == m_weights.size());
    return dot(row, m_weights);
}

std::vector<double> OrdinalRegression::probabilities(std::span<const double> row) const
{
    const double x = linear(row);
    std::vector<double> result;
    double below = 0;
    for (const double threshold : m_thresholds) {
        const double upTo = sigmoid(threshold - x);
        result.push_back(upTo - below);
        below = upTo;
    }
    result.push_back(1 - below);
    return result;
}

double OrdinalRegression::expectedLevel(std::span<const double> row) const
{
    const double x = linear(row);
    double level = 0;
    for (const double threshold : m_thresholds)
        level += sigmoid(x - threshold); // P(level > k)
    return level;
}

} // namespace dankai
