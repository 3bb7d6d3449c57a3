// SPDX-License-Identifier: Apache-2.0
#include "core/report/curves.h"
#include "core/report/pagecontext.h"
#include "core/report/pagesections.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

constexpr int lossDecimals = 3;

std::string tooFew(const PageContext& page, const TestLossChange& change)
{
    return change.n < fewestPairs ? page.say(" (too few examples to tell)", "(事例が少なく判定できません)")
                                  : "";
}

std::string lossCell(const PageContext& page, const ReportColumn& column, int set, double best)
{
    const auto loss = testLossOn(*column.model, set);
    if (!loss)
        return tag("td", "–");
    std::string content = formatFixed(loss->loss(), lossDecimals);
    const ModelResult* base = page.first().model("base");
    if (base != nullptr && column.model != base) {
        const TestLossChange change = compareTestLoss(*base, *column.model, set);
        if (change.n > 0)
            content += "<small>" + formatInterval(change.interval, lossDecimals) + "</small>";
    }
    return tag("td", content, loss->loss() <= best ? "class=\"best\"" : "");
}

} // namespace

// What a reader in a hurry takes away, with its uncertainty.
std::string findingSection(const PageContext& page)
{
    const ModelResult* base = page.first().model("base");
    const ModelResult* last = page.first().last();
    if (base == nullptr || last == nullptr)
        return "";
    const TestLossChange change = compareTestLoss(*base, *last, 0);
    if (change.n == 0)
        return "";
    const bool hasFinished = page.first().state == RecordedState::Finished;
    const std::string end = page.first().spec.phases.size() < 2 ? page.firstArm()
        : hasFinished                                           ? page.say("the last phase", "最終段階")
                      : page.say("phase ", "第") + std::to_string(last->phase) + page.say("", "段階");
    std::string text = page.say("Loss on test examples never trained on, from the base model to ",
                           "学習に使っていない評価用データの学習誤差の変化、学習前から")
        + end + page.say(": ", "まで:") + formatInterval(change.interval, lossDecimals)
        + page.say(" per token (95 % interval, n = ", "(1トークンあたり、95%信頼区間、n = ")
        + formatCount(change.n) + page.say(")", ")") + tooFew(page, change) + page.say(". ", "。");
    const RunSummary* oneOff = page.armRun("one-off");
    if (oneOff != nullptr && oneOff != &page.first() && oneOff->last() != nullptr) {
        const TestLossChange against = compareTestLoss(*oneOff->last(), *last, 0);
        if (against.n > 0) {
            const LossDirection direction = directionOf(against);
            const std::string arms = page.firstArm() + page.say(" minus one-off ", " − 一括学習 ")
                + formatInterval(against.interval, lossDecimals) + tooFew(page, against);
            text += direction == LossDirection::Better
                ? page.say("Its loss is lower than one-off's: ", "学習誤差は一括学習より小さい結果です:")
                : direction == LossDirection::Worse
                ? page.say("Its loss is higher than one-off's: ", "学習誤差は一括学習より大きい結果です:")
                : page.say("Against one-off no difference can be told: ",
                    "一括学習との差は、このデータでは判定できません:");
            text += arms + page.say(".", "。");
        }
    }
    return tag("div", escapeHtml(text), "class=\"finding\"");
}

std::string lossTableSection(const PageContext& page)
{
    std::string rows = "<tr>" + tag("th", page.say("Test examples of", "評価用データ"));
    for (const ReportColumn& column : page.columns)
        rows += tag("th",
            "<span class=\"key\" style=\"background:" + column.colour + "\"></span>"
                + escapeHtml(column.label));
    rows += "</tr>";
    for (int row = 1; row <= (page.sets > 1 ? page.sets + 1 : page.sets); ++row) {
        const int set = row > page.sets ? 0 : row;
        std::uint64_t n = 0;
        double best = INFINITY;
        for (const ReportColumn& column : page.columns) {
            if (const auto loss = testLossOn(*column.model, set)) {
                n = std::max(n, loss->n);
                best = std::min(best, loss->loss());
            }
        }
        rows += (set == 0 ? "<tr class=\"all\">" : "<tr>")
            + tag("td",
                (set == 0 ? page.say("All", "全体") : escapeHtml(page.phaseName(set)))
                    + "<small>n = " + formatCount(n) + "</small>");
        for (const ReportColumn& column : page.columns)
            rows += lossCell(page, column, set, best);
        rows += "</tr>";
    }
    const std::string caption = page.say("Mean loss per answer token (natural logarithm; lower is better). "
                                         "Below it the change from the base model with its "
                                         "95 % interval over examples, paired. The lowest of a row is bold; "
                                         "bold does not mean that it differs beyond chance.",
        "お手本の回答1トークンあたりの学習誤差(自然対数、小さいほど良い)。下段は学習前からの変化と95%"
        "信頼区間(同じ事例どうしの差)。"
        "太字は行の最小値であり、偶然を超える差という意味ではありません。");
    return tag("h2",
               page.say("Loss on test examples after each phase", "各段階の後の、評価用データでの学習誤差"))
        + tag("div", tag("table", rows + tag("caption", caption)), "class=\"scroll\"");
}

// Final phased model against the final model of every arm, per set: the comparison that phasing is about.
std::string armEffectsSection(const PageContext& page)
{
    const ModelResult* last = page.first().last();
    if (last == nullptr)
        return "";
    std::string svg;
    for (const ReportColumn& column : page.columns) {
        if (column.run == &page.first())
            continue;
        EffectPlot plot;
        plot.title = page.firstArm() + page.say(" minus ", " − ") + column.label
            + page.say(": test loss per token, 95 % interval", ":評価用データの学習誤差の差(95%信頼区間)");
        plot.left = page.say("lower for ", "") + page.firstArm() + page.say("", "が小さい");
        plot.right = page.say("higher", "大きい");
        for (int set = 0; set <= page.sets; ++set) {
            const TestLossChange change = compareTestLoss(*column.model, *last, set);
            if (change.n == 0)
                continue;
            plot.effects.push_back({set == 0 ? page.say("All", "全体") : page.phaseName(set),
                "n = " + formatCount(change.n)
                    + (change.n < fewestPairs ? page.say(", too few", "、不足") : ""),
                change.interval, set == 0 ? "var(--text)" : phaseColour(set, page.sets)});
        }
        if (!plot.effects.empty())
            svg += effectsSvg(plot);
    }
    return svg.empty() ? "" : tag("h2", page.say("Compared with the other arms", "比較条件との差")) + svg;
}

// R[t][i]: test loss on set i after phase t; forgetting is its rise after phase i.
std::string forgettingSection(const PageContext& page)
{
    if (page.sets < 2 || page.first().spec.arm != "phased")
        return "";
    std::string rows = "<tr>" + tag("th", page.say("After", "時点"));
    for (int set = 1; set < page.sets; ++set)
        rows += tag("th", escapeHtml(page.phaseName(set)));
    rows += "</tr>";
    bool hasAny = false;
    for (const ReportColumn& column : page.columns) {
        if (column.run != &page.first() || column.model->phase < 2)
            continue;
        rows += "<tr>" + tag("td", escapeHtml(column.label));
        for (int set = 1; set < page.sets; ++set) {
            const auto after = std::ranges::find(page.first().models, set, &ModelResult::phase);
            if (set >= column.model->phase || after == page.first().models.end()) {
                rows += tag("td", "");
                continue;
            }
            const TestLossChange change = compareTestLoss(*after, *column.model, set);
            hasAny = hasAny || change.n > 0;
            const LossDirection direction = directionOf(change);
            const std::string kind = direction == LossDirection::Worse ? "class=\"fail\""
                : direction == LossDirection::Better                   ? "class=\"pass\""
                                                                       : "";
            rows += tag("td", change.n == 0 ? "–" : formatInterval(change.interval, lossDecimals), kind);
        }
        rows += "</tr>";
    }
    if (!hasAny)
        return "";
    const std::string caption = page.say(
        "Change of the test loss of an earlier phase since that phase ended; above zero is forgetting.",
        "以前の段階の評価用データの学習誤差が、その段階の終了後にどれだけ変わったか。プラスは成績低下("
        "忘却)です。");
    return tag("h2", page.say("Forgetting", "以前の段階の成績低下(忘却)"))
        + tag("div", tag("table", rows + tag("caption", caption)), "class=\"scroll\"");
}

// Of the loss table and of the comparison with the other arms.
std::size_t shownIntervals(const PageContext& page)
{
    const ModelResult* base = page.first().model("base");
    const ModelResult* last = page.first().last();
    std::size_t count = 0;
    for (const ReportColumn& column : page.columns)
        for (int set = 0; set <= page.sets; ++set) {
            const bool isAgainstBase = base != nullptr && column.model != base;
            const bool isAgainstLast = last != nullptr && column.run != &page.first();
            count += isAgainstBase && compareTestLoss(*base, *column.model, set).n > 0 ? 1 : 0;
            count += isAgainstLast && compareTestLoss(*column.model, *last, set).n > 0 ? 1 : 0;
        }
    return count;
}

} // namespace dankai
