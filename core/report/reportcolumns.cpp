// SPDX-License-Identifier: Apache-2.0
#include "core/report/reportcolumns.h"

#include <algorithm>

namespace dankai {

std::string armLabel(std::string_view arm, const Words& say)
{
    if (arm == "phased")
        return say("phased", "段階的学習");
    if (arm == "one-off")
        return say("one-off", "一括学習");
    if (arm == "one-off-cycles")
        return say("one-off with the phases' learning-rate cycles", "一括学習(学習率の周期を揃える)");
    if (arm == "random")
        return say("random split", "無作為に分割");
    if (arm == "reversed")
        return say("reversed", "難→易の逆順");
    if (arm == "length")
        return say("split by length", "長さで分割");
    if (arm == "last-only")
        return say("last phase only", "最終段階のみ");
    if (constexpr std::string_view order = "order:"; arm.starts_with(order)) {
        const std::string phases(arm.substr(order.size()));
        return say("phases in the order " + phases, "段階の順 " + phases);
    }
    return std::string(arm);
}

std::string armLabel(const RunSpec& spec, const Words& say)
{
    return armLabel(spec.arm, say) + (isAdapted(spec) ? say(", adapted", "(変更して再実行)") : std::string());
}

std::string runLabel(const RunSummary& run, std::span<const RunSummary> runs, const Words& say)
{
    const auto sameArm = std::ranges::count_if(
        runs, [&](const RunSummary& other) { return other.spec.arm == run.spec.arm; });
    return armLabel(run.spec, say)
        + (sameArm > 1 ? " (" + run.folder.filename().string() + ")" : std::string());
}

namespace {

std::string phaseLabel(const RunSummary& run, int phase, const Words& say)
{
    std::string label = say("phase ", "第") + std::to_string(phase) + say("", "段階");
    if (phase <= inheritedPhases(run.spec)) // trained there
        label += say(" of run ", "、実行 ") + run.spec.fork->run;
    return label;
}

} // namespace

std::vector<ReportColumn> reportColumns(std::span<const RunSummary> runs, const Words& say)
{
    std::vector<ReportColumn> columns;
    for (const RunSummary& run : runs) {
        const bool isFirst = &run == &runs.front();
        if (isFirst && run.model("base") != nullptr)
            columns.push_back({say("base", "学習前"), &run, run.model("base"), "#8a9199"});
        if (isFirst && run.spec.phases.size() > 1) {
            for (const ModelResult& model : run.models) {
                if (model.phase > 0)
                    columns.push_back({phaseLabel(run, model.phase, say), &run, &model,
                        phaseColour(model.phase, static_cast<int>(run.spec.phases.size()))});
            }
        } else if (const ModelResult* last = run.last()) {
            columns.push_back({runLabel(run, runs, say), &run, last,
                run.spec.arm == "one-off" ? oneOffColour : otherArmColour});
        }
    }
    return columns;
}

} // namespace dankai
