// SPDX-License-Identifier: Apache-2.0
#include "core/run/stepplan.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace dankai {

namespace {

struct Pool
{
    std::vector<PlannedRow> rows;
    std::uint64_t tokens = 0;
    std::size_t next = 0; // replay goes round

    PlannedRow draw() { return rows[next++ % rows.size()]; }
};

Pool trainableRows(std::size_t phase, const TokenTable& table)
{
    Pool pool;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (table.trainedTokens(row) == 0)
            continue;
        pool.rows.push_back({static_cast<std::uint32_t>(phase), static_cast<std::uint32_t>(row)});
        pool.tokens += table.length(row);
    }
    return pool;
}

std::uint64_t tokensOf(const PlannedRow& row, std::span<const TokenTable> tables)
{
    return tables[row.phase].length(row.row);
}

} // namespace

PhasePlan planPhase(const RunSpec& spec, std::size_t phase, std::span<const TokenTable> tables)
{
    PhasePlan plan;
    const std::string name = "phase_" + std::to_string(phase + 1);
    Pool own = trainableRows(phase, tables[phase]);
    plan.examples = own.rows.size();
    plan.droppedExamples = tables[phase].rowCount() - own.rows.size();
    if (own.rows.empty())
        return plan;

    std::vector<Pool> earlier;
    std::uint64_t earlierTokens = 0;
    if (spec.replayShare > 0) {
        for (std::size_t k = 0; k < phase; ++k) {
            Pool pool = trainableRows(k, tables[k]);
            Random random(seedFor(spec.seed, name + "/replay/" + std::to_string(k + 1)));
            random.shuffle(std::span(pool.rows));
            earlierTokens += pool.tokens;
            if (!pool.rows.empty())
                earlier.push_back(std::move(pool));
        }
    }

    const double epochs = spec.phases[phase].epochs;
    const int wholeEpochs = static_cast<int>(std::ceil(epochs - 1e-9));
    double tokensSeen = 0; // of the phase's own rows, for the epoch that a step stands at
    for (int epoch = 0; epoch < wholeEpochs; ++epoch) {
        Random random(seedFor(spec.seed, name + "/epoch/" + std::to_string(epoch + 1)));
        std::vector<PlannedRow> order = own.rows;
        random.shuffle(std::span(order));
        std::uint64_t ownTokens = own.tokens;
        const double part = std::min(1.0, epochs - epoch);
        if (part < 1.0) {
            // At least one row, and no more rows than fit the part.
            std::uint64_t sum = 0;
            std::size_t count = 0;
            while (count < order.size() && (count == 0 || sum < part * static_cast<double>(own.tokens)))
                sum += tokensOf(order[count++], tables);
            order.resize(count);
            ownTokens = sum;
        }
        if (!earlier.empty()) {
            const double wanted
                = static_cast<double>(ownTokens) * spec.replayShare / (1.0 - spec.replayShare);
            for (Pool& pool : earlier) {
                const double share
                    = wanted * static_cast<double>(pool.tokens) / static_cast<double>(earlierTokens);
                double drawn = 0;
                // The row that crosses the share is taken where that comes nearer to it.
                while (drawn < share) {
                    const PlannedRow row = pool.rows[pool.next % pool.rows.size()];
                    const auto length = static_cast<double>(tokensOf(row, tables));
                    if (drawn + length - share > share - drawn && drawn > 0)
                        break;
                    order.push_back(pool.draw());
                    drawn += length;
                    ++plan.replayedExamples;
                }
            }
            random.shuffle(std::span(order));
        }

        PlannedStep step;
        const auto close = [&] {
            step.epoch = tokensSeen / static_cast<double>(own.tokens);
            plan.tokens += step.tokens;
            plan.trainedTokens += step.trainedTokens;
            plan.steps.push_back(std::move(step));
            step = {};
        };
        for (const PlannedRow& row : order) {
            const std::uint64_t length = tokensOf(row, tables);
            if (!step.rows.empty() && step.tokens + length > static_cast<std::uint64_t>(spec.tokensPerStep))
                close();
            step.rows.push_back(row);
            step.tokens += length;
            step.trainedTokens += tables[row.phase].trainedTokens(row.row);
            if (row.phase == phase)
                tokensSeen += static_cast<double>(length);
        }
        close();
    }
    return plan;
}

std::int64_t largestStep(const PhasePlan& plan)
{
    std::uint64_t largest = 0;
    for (const PlannedStep& step : plan.steps)
        largest = std::max(largest, step.tokens);
    return static_cast<std::int64_t>(largest);
}

} // namespace dankai
