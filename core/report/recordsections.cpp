// SPDX-License-Identifier: Apache-2.0
#include "core/report/curves.h"
#include "core/report/gatewords.h"
#include "core/report/pagecontext.h"
#include "core/report/pagesections.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

std::string budgetSentence(const PageContext& page, const BudgetCheck& check)
{
    if (page.say.language == Language::English)
        return check.sentence;
    const auto percent = [](double share) { return formatSigned(100 * share, 1) + "%"; };
    std::string compared;
    std::string partial;
    for (const BudgetDifference& difference : check.differences) {
        const std::string label = armLabel(difference.arm, page.say);
        if (difference.isPartial && difference.isWithin)
            partial
                += label + "は学習量を減らした比較条件です(トークン " + percent(difference.tokens) + ")。";
        else
            compared += (compared.empty() ? "" : "、") + label + ":トークン " + percent(difference.tokens)
                + "、回答のトークン " + percent(difference.trainedTokens) + "、更新回数 "
                + percent(difference.steps);
    }
    if (compared.empty())
        return partial;
    return (check.isEqual ? "学習量は一致しています(" : "学習量が一致していません(") + compared
        + (check.isEqual ? ")。" : ")。結果の差は、学習量の差によるかもしれません。") + partial;
}

std::string divergenceSentence(const PageContext& page, const event::Diverged& diverged)
{
    const std::string step
        = formatCount(static_cast<std::uint64_t>(std::max<std::int64_t>(0, diverged.step)));
    const std::string kept
        = formatCount(static_cast<std::uint64_t>(std::max<std::int64_t>(0, diverged.restoredStep)));
    const std::string number = std::to_string(diverged.phase);
    return page.say("Phase " + number + " diverged at step " + step
            + "; it ended there and its model is the one after step " + kept + ".",
        "第" + number + "段階の学習は更新 " + step + " 回目で発散したため、そこで終わりました。更新 " + kept
            + " 回目の時点のモデルを使っています。");
}

std::string forkSentence(const PageContext& page, const ForkReference& fork)
{
    if (fork.isShared) {
        const std::string last = std::to_string(fork.phase - 1);
        return page.say("Phases up to " + last + " were trained by run " + fork.run
                + " on the same rows with the same settings, and are taken from it.",
            "第" + last + "段階までは、同じ事例と設定で学習した実行 " + fork.run + " の結果を使っています。");
    }
    const std::string phase = std::to_string(fork.phase);
    std::string text = page.say("This run goes on from run " + fork.run + " with changed settings from phase "
            + phase + " on. It is outside of matched comparisons.",
        "実行 " + fork.run + " の続きです。第" + phase
            + "段階から設定を変更しました。条件をそろえた比較には入りません。");
    if (!fork.reason.empty())
        text += page.say(" Reason: ", "理由:") + fork.reason;
    return text;
}

// Whether a person went along with the gate or against it shows beside the verdict; the reason is theirs.
std::string decisionSentence(const PageContext& page, const event::Decision& decision)
{
    std::string text;
    if (decision.decision == gatedecision::goOn)
        text = page.say("A person decided to go on.", "担当者の判断:次へ進む。");
    else if (decision.decision == gatedecision::stop)
        text = page.say("A person decided to stop.", "担当者の判断:終了する。");
    else if (decision.decision == gatedecision::repeat)
        text = page.say("A person decided to repeat the phase with changes, in another run.",
            "担当者の判断:変更して再実行する(別の実行)。");
    else if (decision.toPhase && *decision.toPhase == 0)
        text = page.say("A person decided to roll back to the model before training, which is what stands.",
            "担当者の判断:学習前のモデルに戻し、それを結果とする。");
    else if (decision.toPhase)
        text = page.say("A person decided to roll back to phase ", "担当者の判断:第")
            + std::to_string(*decision.toPhase)
            + page.say(", whose model is what stands.", "段階に戻し、そのモデルを結果とする。");
    else
        text = page.say("A person decided: ", "担当者の判断:") + decision.decision;
    if (!decision.reason.empty())
        text += page.say(" Reason: ", "理由:") + decision.reason;
    return text;
}

} // namespace

std::string curvesSection(const PageContext& page)
{
    CurvePlot training;
    training.title
        = page.say("Training loss per token, smoothed", "学習中の学習誤差(1トークンあたり、平滑化)");
    training.xLabel = page.say("optimizer step", "更新回数");
    for (const RunSummary& run : page.input->runs) {
        std::vector<std::pair<double, double>> points;
        for (const event::Step& step : run.steps)
            points.emplace_back(static_cast<double>(step.step), step.loss);
        if (points.empty())
            continue;
        const bool isOneOff = run.spec.arm == "one-off";
        Curve curve;
        curve.label = runLabel(run, page.input->runs, page.say);
        curve.colour = &run == &page.first() ? "var(--text)" : isOneOff ? oneOffColour : otherArmColour;
        curve.style = &run == &page.first() ? LineStyle::Solid : LineStyle::Dashed;
        curve.points = smoothed(points, points.size() > 400 ? 0.98 : 0.8);
        curve.faint = std::move(points);
        training.curves.push_back(std::move(curve));
    }
    for (const event::PhaseStarted& started : page.first().phasesStarted) {
        const auto colour = phaseColour(started.phase, static_cast<int>(page.first().spec.phases.size()));
        std::erase_if(training.marks, [&](const auto& mark) { return mark.label == started.name; });
        training.marks.push_back({static_cast<double>(started.firstStep - 1), started.name, colour});
    }
    CurvePlot heldOut;
    heldOut.title = page.say("Validation loss of every phase during the run: ",
                        "学習中の、各段階の評価用データの学習誤差:")
        + page.firstArm();
    heldOut.xLabel = training.xLabel;
    heldOut.marks = training.marks;
    for (int set = 1; set <= page.sets; ++set) {
        Curve curve;
        curve.label = page.phaseName(set);
        curve.colour = phaseColour(set, page.sets);
        curve.hasMarkers = true;
        for (const event::Evaluated& evaluated : page.first().validationCurve) {
            if (evaluated.heldOutPhase == set)
                curve.points.emplace_back(static_cast<double>(evaluated.step), evaluated.loss);
        }
        if (!curve.points.empty())
            heldOut.curves.push_back(std::move(curve));
    }
    std::string svg;
    if (!training.curves.empty())
        svg += curvesSvg(training);
    if (!heldOut.curves.empty())
        svg += curvesSvg(heldOut);
    return svg.empty() ? ""
                       : tag("h2", page.say("Curves", "学習の経過")) + svg
            + tag("p",
                page.say("A jump where a phase begins is expected: the examples become harder.",
                    "段階の変わり目の段差は、事例が難しくなるためで、異常ではありません。"),
                "class=\"quiet\"");
}

std::string phasesSection(const PageContext& page)
{
    std::string rows = "<tr>" + tag("th", page.say("Phase", "段階"));
    const bool isPlanned = !page.input->plannedPhases.empty();
    if (isPlanned)
        rows += tag("th", page.say("Examples", "事例"))
            + tag("th", page.say("Mean difficulty", "平均の難易度"))
            + tag("th", page.say("Mean answer length", "お手本の回答の平均文字数"));
    rows += tag("th", page.say("Trained examples", "学習した事例"))
        + tag("th", page.say("Tokens", "トークン")) + tag("th", page.say("Steps", "更新回数"))
        + tag("th", page.say("Time", "時間")) + "</tr>";
    for (std::size_t k = 0; k < page.first().spec.phases.size(); ++k) {
        const int number = static_cast<int>(k) + 1;
        rows += "<tr>" + tag("td", escapeHtml(page.first().spec.phases[k].name));
        if (isPlanned && k < page.input->plannedPhases.size()) {
            const PlannedPhase& planned = page.input->plannedPhases[k];
            rows += tag("td", formatCount(planned.examples)) + tag("td", formatFixed(planned.meanScore, 2))
                + tag("td", formatFixed(planned.meanResponseLength, 0));
        }
        const auto started
            = std::ranges::find(page.first().phasesStarted, number, &event::PhaseStarted::phase);
        const auto finished
            = std::ranges::find(page.first().phasesFinished, number, &event::PhaseFinished::phase);
        rows += tag("td", started == page.first().phasesStarted.end() ? "–" : formatCount(started->examples));
        rows
            += tag("td", finished == page.first().phasesFinished.end() ? "–" : formatCount(finished->tokens));
        rows += tag("td",
            started == page.first().phasesStarted.end()
                ? "–"
                : formatCount(static_cast<std::uint64_t>(std::max<std::int64_t>(0, started->steps))));
        const bool isInherited = number <= inheritedPhases(page.first().spec);
        rows += tag("td",
                    isInherited ? escapeHtml(page.say("in run ", "実行 ") + page.first().spec.fork->run)
                        : finished == page.first().phasesFinished.end()
                        ? "–"
                        : formatDuration(finished->seconds, page.say))
            + "</tr>";
    }
    std::string text
        = tag("h2", page.say("Phases", "段階")) + tag("div", tag("table", rows), "class=\"scroll\"");
    if (const auto& fork = page.first().spec.fork)
        text += tag("p", escapeHtml(forkSentence(page, *fork)));
    for (const event::Diverged& diverged : page.first().divergences)
        text += tag("p", escapeHtml(divergenceSentence(page, diverged)), "class=\"fail\"");
    return text;
}

std::string gatesSection(const PageContext& page)
{
    std::string text;
    for (const event::Gate& gate : page.first().gates) {
        const std::string verdict = gate.verdict == "pass" ? page.say("✓ PASS", "✓ 合格(次へ進めます)")
            : gate.verdict == "fail" ? page.say("✗ FAIL", "✗ 不合格(進めません)")
                                     : page.say("◐ UNDECIDED", "◐ 判定保留(データ不足)");
        std::string reasons;
        for (const std::string& reason : gateReasons(gate, page.say))
            reasons += tag("li", escapeHtml(reason));
        text += tag("p",
                    page.say("After phase ", "第") + std::to_string(gate.phase) + page.say(": ", "段階の後:")
                        + tag("b", verdict, "class=\"" + escapeHtml(gate.verdict) + "\""))
            + tag("ul", reasons, "class=\"reasons\"");
        for (const event::Decision& decision : page.first().decisions)
            if (decision.phase == gate.phase)
                text += tag("p", escapeHtml(decisionSentence(page, decision)));
    }
    return text.empty() ? "" : tag("h2", page.say("Gates", "移行判定")) + text;
}

std::string budgetSection(const PageContext& page)
{
    std::vector<ArmBudget> budgets;
    std::string rows = "<tr>" + tag("th", page.say("Arm", "比較条件"))
        + tag("th", page.say("Tokens", "トークン")) + tag("th", page.say("Answer tokens", "回答のトークン"))
        + tag("th", page.say("Steps", "更新回数")) + tag("th", page.say("Time", "時間"))
        + tag("th", page.say("Tokens/s", "トークン/秒")) + "</tr>";
    for (const RunSummary& run : page.input->runs) {
        const ArmBudget budget = run.budget();
        if (!isAdapted(run.spec)) // an adapted run's budget is equal to nobody's
            budgets.push_back(budget);
        double stepSeconds = 0;
        for (const event::Step& step : run.steps)
            stepSeconds += step.seconds;
        rows += "<tr>" + tag("td", escapeHtml(runLabel(run, page.input->runs, page.say)))
            + tag("td", formatCount(budget.tokens)) + tag("td", formatCount(budget.trainedTokens))
            + tag("td", formatCount(budget.steps)) + tag("td", formatDuration(run.seconds, page.say))
            + tag("td",
                stepSeconds > 0 ? formatFixed(static_cast<double>(budget.tokens) / stepSeconds, 0) : "–")
            + "</tr>";
    }
    std::string text = tag("div", tag("table", rows), "class=\"scroll\"");
    if (budgets.size() > 1)
        text += tag("p", escapeHtml(budgetSentence(page, checkBudget(budgets))));
    return tag("h2",
               page.say("Cost, and whether the arms had the same budget", "かかった量と、学習量の一致確認"))
        + text;
}

std::string settingsSection(const PageContext& page)
{
    std::string text;
    for (const RunSummary& run : page.input->runs) {
        std::string memory;
        for (const event::Memory& entry : run.memory) {
            if (entry.measuredBytes > 0)
                memory += entry.what + page.say(": estimated ", ":見積もり ")
                    + formatFixed(static_cast<double>(entry.estimatedBytes) / (1 << 30), 2)
                    + page.say(" GiB, measured ", " GiB、実測 ")
                    + formatFixed(static_cast<double>(entry.measuredBytes) / (1 << 30), 2) + " GiB. ";
        }
        text += tag("details",
            tag("summary", escapeHtml(armLabel(run.spec, page.say) + " · " + run.folder.filename().string()))
                + (memory.empty() ? "" : tag("p", escapeHtml(page.say("Memory: ", "メモリー ") + memory)))
                + tag("pre", escapeHtml(toYaml(run.spec))));
    }
    return tag("h2", page.say("Settings as frozen", "実行記録(確定した設定)")) + text;
}

} // namespace dankai
