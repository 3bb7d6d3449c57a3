// SPDX-License-Identifier: Apache-2.0
#include "core/report/curvecsv.h"

#include "core/dataset/delimitedtext.h"
#include "core/statistics/smoothing.h"

#include <charconv>
#include <map>

namespace dankai {

namespace {

std::string number(double value)
{
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

} // namespace

std::string curvesAsCsv(
    const RunHistory& history, std::span<const std::string> heldOutNames, double smoothingWeight)
{
    std::string csv
        = "\xEF\xBB\xBFstep,phase,loss,smoothed_loss,learning_rate,grad_norm,tokens,tokens_per_second";
    for (const std::string& name : heldOutNames)
        csv.append(1, ',').append(spreadsheetField("held-out loss: " + name, ','));
    csv += "\r\n";

    std::map<double, std::map<int, double>> heldOut;
    for (const auto& [set, points] : history.heldOut())
        for (const HeldOutPoint& point : points)
            heldOut[point.step][set] = point.loss;
    const auto heldOutCells = [&](double step) {
        std::string cells;
        const auto measured = heldOut.find(step);
        for (std::size_t i = 0; i < heldOutNames.size(); ++i) {
            cells += ",";
            if (measured == heldOut.end())
                continue;
            if (const auto found = measured->second.find(static_cast<int>(i) + 1);
                found != measured->second.end())
                cells += number(found->second);
        }
        return cells;
    };

    const StepColumns& steps = history.steps();
    if (heldOut.contains(0) && (steps.size() == 0 || steps.step.front() > 0))
        csv += "0,0,,,,,," + heldOutCells(0) + "\r\n";
    ExponentialMean mean(smoothingWeight);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i > 0 && steps.phase[i] != steps.phase[i - 1])
            mean = ExponentialMean(smoothingWeight);
        csv += number(steps.step[i]) + "," + std::to_string(steps.phase[i]) + "," + number(steps.loss[i])
            + "," + number(mean.add(steps.loss[i])) + "," + number(steps.learningRate[i]) + ","
            + number(steps.gradNorm[i]) + "," + number(steps.tokens[i]) + ","
            + number(steps.tokensPerSecond[i]) + heldOutCells(steps.step[i]) + "\r\n";
    }
    return csv;
}

} // namespace dankai
