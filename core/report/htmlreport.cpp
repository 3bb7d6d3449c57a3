// SPDX-License-Identifier: Apache-2.0
#include "core/report/htmlreport.h"

#include "core/base/utf8.h"
#include "core/base/version.h"
#include "core/report/curves.h"

#include <algorithm>
#include <cmath>

namespace dankai {

namespace {

constexpr int lossDecimals = 3;
constexpr std::string_view style = R"css(
:root{--ground:#fff;--text:#1c2024;--quiet:#5d666f;--line:#dfe3e7;--panel:#f6f7f9;--pass:#0b7a75;--fail:#c0392b;--undecided:#9a6700}
@media(prefers-color-scheme:dark){:root{--ground:#1d1f22;--text:#e6e8ea;--quiet:#a3abb3;--line:#3a3f45;--panel:#26292d;--pass:#4fc3b8;--fail:#ff8a76;--undecided:#e0b04a}
 svg polyline,svg circle,svg .label,td .key{filter:brightness(1.45)}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans CJK JP","Noto Sans JP",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}h2{font-size:18px;margin:40px 0 8px}
p{margin:8px 0;max-width:74ch}.quiet,caption{color:var(--quiet);font-size:13px}
.finding{font-size:17px;border-left:4px solid var(--pass);padding:8px 16px;margin:20px 0;background:var(--panel)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:8px 0;font-size:14px}
caption{text-align:left;caption-side:bottom;padding-top:6px;max-width:80ch}
th,td{padding:6px 14px 6px 0;text-align:right;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
th:first-child,td:first-child{text-align:left}th{font-weight:600;color:var(--quiet)}
td small{display:block;color:var(--quiet);font-size:12px}
.best{font-weight:700}.key{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
.pass{color:var(--pass)}.fail{color:var(--fail)}.undecided{color:var(--undecided)}
svg{width:100%;height:auto;max-width:860px;margin:12px 0;display:block}
svg text{font:12px system-ui,"Noto Sans CJK JP",sans-serif;fill:var(--quiet)}svg .title{font-size:14px;font-weight:600;fill:var(--text)}
svg .row,svg .value{font-size:13px;fill:var(--text)}svg .label{font-weight:600}
svg .grid{stroke:var(--line)}svg .zero{stroke:var(--quiet);stroke-width:1.5}svg .mark{stroke-width:1;stroke-dasharray:2 3}
.answers{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(200px,1fr);gap:12px;overflow-x:auto}
.answer{background:var(--panel);padding:10px 12px;border-radius:4px;font-size:13.5px;white-space:pre-wrap;overflow-wrap:anywhere}
.answer b{display:block;font-size:12px;color:var(--quiet);white-space:normal}
.prompt{font-weight:600;margin:24px 0 8px;white-space:pre-wrap;max-width:80ch}
details{margin:8px 0}summary{cursor:pointer;color:var(--quiet)}pre{background:var(--panel);padding:12px;overflow-x:auto;font-size:12.5px}
ul{margin:8px 0;padding-left:20px;max-width:74ch}
@media print{body{font-size:11px}main{max-width:none;padding:0}h2{break-after:avoid}.answers,svg,table{break-inside:avoid}}
)css";

std::string tag(std::string_view name, std::string_view content, std::string_view attributes = "")
{
    return "<" + std::string(name) + (attributes.empty() ? "" : " ") + std::string(attributes) + ">"
        + std::string(content) + "</" + std::string(name) + ">";
}

std::string phaseName(const RunSpec& spec, int heldOutPhase)
{
    const auto index = static_cast<std::size_t>(heldOutPhase - 1);
    return index < spec.heldOutPhases.size() ? spec.heldOutPhases[index] : std::to_string(heldOutPhase);
}

// The page, section by section.
class Page final
{
public:
    explicit Page(const ReportInput& input)
        : m_input(input)
        , m_say{input.language}
        , m_columns(reportColumns(input.runs, m_say))
        , m_sets(input.runs.empty() ? 0 : static_cast<int>(input.runs.front().spec.heldOutPhases.size()))
    { }

    std::string whole()
    {
        const std::string title = escapeHtml(m_input.title);
        std::string body = tag("h1", title) + tag("p", escapeHtml(subtitle()), "class=\"quiet\"");
        if (m_input.runs.empty())
            return document(
                title, body + tag("p", m_say("There is no run to report on.", "対象の実行がありません。")));
        body += finding() + lossTable() + armEffects() + curves() + forgetting() + phases() + gates()
            + budget() + answers() + limits() + settings();
        return document(title, body);
    }

private:
    std::string document(const std::string& title, const std::string& body) const
    {
        return "<!DOCTYPE html>\n<html lang=\"" + m_say("en", "ja")
            + "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
              "content=\"width=device-width,initial-scale=1\"><title>"
            + title + "</title><style>" + std::string(style) + "</style></head>\n<body><main>\n" + body
            + "\n</main></body>\n</html>\n";
    }

    std::string subtitle() const
    {
        std::string text = m_input.date;
        if (!m_input.runs.empty())
            text += " · " + m_input.runs.front().spec.model.path + " · " + m_input.runs.front().device.name
                + " · " + m_input.runs.front().device.precision;
        return text + " · Dankai " + versionText;
    }

    const RunSummary& phased() const { return m_input.runs.front(); }

    const RunSummary* armRun(std::string_view arm) const
    {
        const auto found
            = std::ranges::find_if(m_input.runs, [&](const auto& run) { return run.spec.arm == arm; });
        return found == m_input.runs.end() ? nullptr : &*found;
    }

    // What a reader in a hurry takes away, with its uncertainty.
    std::string finding() const
    {
        const ModelResult* base = phased().model("base");
        const ModelResult* last = phased().last();
        if (base == nullptr || last == nullptr)
            return "";
        const TestLossChange change = compareTestLoss(*base, *last, 0);
        if (change.n == 0)
            return "";
        std::string text
            = m_say("Loss on test examples never trained on, from the base model to the last phase: ",
                  "学習に使っていない評価用データの学習誤差、学習前から最終段階まで:")
            + formatInterval(change.interval, lossDecimals)
            + m_say(" per token (95 % interval, n = ", "(1トークンあたり、95%信頼区間、n = ")
            + formatCount(change.n) + m_say("). ", ")。");
        const RunSummary* oneOff = armRun("one-off");
        if (oneOff != nullptr && oneOff != &phased() && oneOff->last() != nullptr) {
            const TestLossChange against = compareTestLoss(*oneOff->last(), *last, 0);
            if (against.n > 0) {
                const bool isBetter = against.interval.upper < 0;
                const bool isWorse = against.interval.lower > 0;
                text += isBetter
                    ? m_say("Phased is better than one-off by ", "段階的学習は一括学習より良い結果です:")
                    : isWorse
                    ? m_say("Phased is worse than one-off by ", "段階的学習は一括学習より悪い結果です:")
                    : m_say("Between phased and one-off no difference can be told: ",
                        "段階的学習と一括学習の差は、このデータでは判定できません:");
                text += formatInterval(against.interval, lossDecimals) + m_say(".", "。");
            }
        }
        return tag("div", escapeHtml(text), "class=\"finding\"");
    }

    std::string lossCell(const ReportColumn& column, int set, double best) const
    {
        const event::Evaluated* loss = column.model->testLoss(set);
        if (loss == nullptr)
            return tag("td", "–");
        std::string content = formatFixed(loss->loss, lossDecimals);
        const ModelResult* base = phased().model("base");
        if (base != nullptr && column.model != base) {
            const TestLossChange change = compareTestLoss(*base, *column.model, set);
            if (change.n > 0)
                content += "<small>" + formatInterval(change.interval, lossDecimals) + "</small>";
        }
        return tag("td", content, loss->loss <= best ? "class=\"best\"" : "");
    }

    std::string lossTable() const
    {
        std::string rows = "<tr>" + tag("th", m_say("Test examples of", "評価用データ"));
        for (const ReportColumn& column : m_columns)
            rows += tag("th",
                "<span class=\"key\" style=\"background:" + column.colour + "\"></span>"
                    + escapeHtml(column.label));
        rows += "</tr>";
        for (int set = 1; set <= m_sets; ++set) {
            std::uint64_t n = 0;
            double best = INFINITY;
            for (const ReportColumn& column : m_columns) {
                if (const event::Evaluated* loss = column.model->testLoss(set)) {
                    n = std::max(n, loss->n);
                    best = std::min(best, loss->loss);
                }
            }
            rows += "<tr>"
                + tag("td",
                    escapeHtml(phaseName(phased().spec, set)) + "<small>n = " + formatCount(n) + "</small>");
            for (const ReportColumn& column : m_columns)
                rows += lossCell(column, set, best);
            rows += "</tr>";
        }
        const std::string caption = m_say("Mean loss per answer token (natural logarithm; lower is better). "
                                          "Below it the change from the base model with its "
                                          "95 % interval over examples, paired. The lowest of a row is bold; "
                                          "bold does not mean that it differs beyond chance.",
            "お手本の回答1トークンあたりの学習誤差(自然対数、小さいほど良い)。下段は学習前からの変化と95%"
            "信頼区間(同じ事例どうしの差)。"
            "太字は行の最小値であり、偶然を超える差という意味ではありません。");
        return tag("h2",
                   m_say("Loss on test examples after each phase", "各段階の後の、評価用データでの学習誤差"))
            + tag("div", tag("table", rows + tag("caption", caption)), "class=\"scroll\"");
    }

    // Final phased model against the final model of every arm, per set: the comparison that phasing is about.
    std::string armEffects() const
    {
        const ModelResult* last = phased().last();
        if (last == nullptr)
            return "";
        std::string svg;
        for (const ReportColumn& column : m_columns) {
            if (column.run == &phased())
                continue;
            EffectPlot plot;
            plot.title = m_say("Phased minus ", "段階的学習 − ") + column.label
                + m_say(": test loss per token, 95 % interval", ":評価用データの学習誤差の差(95%信頼区間)");
            plot.left = m_say("phased better", "段階的学習が良い");
            plot.right = m_say("phased worse", "段階的学習が悪い");
            for (int set = 0; set <= m_sets; ++set) {
                const TestLossChange change = compareTestLoss(*column.model, *last, set);
                if (change.n == 0)
                    continue;
                plot.effects.push_back({set == 0 ? m_say("All", "全体") : phaseName(phased().spec, set),
                    "n = " + formatCount(change.n), change.interval,
                    set == 0 ? "var(--text)" : phaseColour(set, m_sets)});
            }
            if (!plot.effects.empty())
                svg += effectsSvg(plot);
        }
        return svg.empty() ? "" : tag("h2", m_say("Compared with the other arms", "比較条件との差")) + svg;
    }

    std::string curves() const
    {
        CurvePlot training;
        training.title
            = m_say("Training loss per token, smoothed", "学習中の学習誤差(1トークンあたり、平滑化)");
        training.xLabel = m_say("optimizer step", "更新回数");
        for (const RunSummary& run : m_input.runs) {
            std::vector<std::pair<double, double>> points;
            for (const event::Step& step : run.steps)
                points.emplace_back(static_cast<double>(step.step), step.loss);
            if (points.empty())
                continue;
            const bool isOneOff = run.spec.arm == "one-off";
            Curve curve;
            curve.label = armLabel(run.spec.arm, m_say);
            curve.colour = &run == &phased() ? "var(--text)" : isOneOff ? oneOffColour : otherArmColour;
            curve.style = &run == &phased() ? LineStyle::Solid : LineStyle::Dashed;
            curve.points = smoothed(points, points.size() > 400 ? 0.98 : 0.8);
            curve.faint = std::move(points);
            training.curves.push_back(std::move(curve));
        }
        for (const event::PhaseStarted& started : phased().phasesStarted) {
            const auto colour = phaseColour(started.phase, static_cast<int>(phased().spec.phases.size()));
            std::erase_if(training.marks, [&](const auto& mark) { return mark.label == started.name; });
            training.marks.push_back({static_cast<double>(started.firstStep - 1), started.name, colour});
        }
        CurvePlot heldOut;
        heldOut.title = m_say("Validation loss of every phase during the phased run",
            "段階的学習の間の、各段階の評価用データの学習誤差");
        heldOut.xLabel = training.xLabel;
        heldOut.marks = training.marks;
        for (int set = 1; set <= m_sets; ++set) {
            Curve curve;
            curve.label = phaseName(phased().spec, set);
            curve.colour = phaseColour(set, m_sets);
            curve.hasMarkers = true;
            for (const event::Evaluated& evaluated : phased().validationCurve) {
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
                           : tag("h2", m_say("Curves", "学習の経過")) + svg
                + tag("p",
                    m_say("A jump where a phase begins is expected: the examples become harder.",
                        "段階の変わり目の段差は、事例が難しくなるためで、異常ではありません。"),
                    "class=\"quiet\"");
    }

    // R[t][i]: test loss on set i after phase t; forgetting is its rise after phase i.
    std::string forgetting() const
    {
        if (m_sets < 2 || phased().spec.arm != "phased")
            return "";
        std::string rows = "<tr>" + tag("th", m_say("After", "時点"));
        for (int set = 1; set < m_sets; ++set)
            rows += tag("th", escapeHtml(phaseName(phased().spec, set)));
        rows += "</tr>";
        bool hasAny = false;
        for (const ReportColumn& column : m_columns) {
            if (column.run != &phased() || column.model->phase < 2)
                continue;
            rows += "<tr>" + tag("td", escapeHtml(column.label));
            for (int set = 1; set < m_sets; ++set) {
                const auto after = std::ranges::find(phased().models, set, &ModelResult::phase);
                if (set >= column.model->phase || after == phased().models.end()) {
                    rows += tag("td", "");
                    continue;
                }
                const TestLossChange change = compareTestLoss(*after, *column.model, set);
                hasAny = hasAny || change.n > 0;
                const std::string kind = change.interval.lower > 0 ? "class=\"fail\""
                    : change.interval.upper < 0                    ? "class=\"pass\""
                                                                   : "";
                rows += tag("td", change.n == 0 ? "–" : formatInterval(change.interval, lossDecimals), kind);
            }
            rows += "</tr>";
        }
        if (!hasAny)
            return "";
        const std::string caption = m_say(
            "Change of the test loss of an earlier phase since that phase ended; above zero is forgetting.",
            "以前の段階の評価用データの学習誤差が、その段階の終了後にどれだけ変わったか。プラスは成績低下("
            "忘却)です。");
        return tag("h2", m_say("Forgetting", "以前の段階の成績低下(忘却)"))
            + tag("div", tag("table", rows + tag("caption", caption)), "class=\"scroll\"");
    }

    std::string phases() const
    {
        std::string rows = "<tr>" + tag("th", m_say("Phase", "段階"));
        const bool isPlanned = !m_input.plannedPhases.empty();
        if (isPlanned)
            rows += tag("th", m_say("Examples", "事例")) + tag("th", m_say("Mean difficulty", "平均の難易度"))
                + tag("th", m_say("Mean answer length", "お手本の回答の平均文字数"));
        rows += tag("th", m_say("Trained examples", "学習した事例")) + tag("th", m_say("Tokens", "トークン"))
            + tag("th", m_say("Steps", "更新回数")) + tag("th", m_say("Time", "時間")) + "</tr>";
        for (std::size_t k = 0; k < phased().spec.phases.size(); ++k) {
            const int number = static_cast<int>(k) + 1;
            rows += "<tr>" + tag("td", escapeHtml(phased().spec.phases[k].name));
            if (isPlanned && k < m_input.plannedPhases.size()) {
                const PlannedPhase& planned = m_input.plannedPhases[k];
                rows += tag("td", formatCount(planned.examples))
                    + tag("td", formatFixed(planned.meanScore, 2))
                    + tag("td", formatFixed(planned.meanResponseLength, 0));
            }
            const auto started
                = std::ranges::find(phased().phasesStarted, number, &event::PhaseStarted::phase);
            const auto finished
                = std::ranges::find(phased().phasesFinished, number, &event::PhaseFinished::phase);
            rows += tag("td", started == phased().phasesStarted.end() ? "–" : formatCount(started->examples));
            rows
                += tag("td", finished == phased().phasesFinished.end() ? "–" : formatCount(finished->tokens));
            rows += tag("td",
                started == phased().phasesStarted.end()
                    ? "–"
                    : formatCount(static_cast<std::uint64_t>(std::max<std::int64_t>(0, started->steps))));
            rows += tag("td",
                        finished == phased().phasesFinished.end() ? "–"
                                                                  : formatDuration(finished->seconds, m_say))
                + "</tr>";
        }
        return tag("h2", m_say("Phases", "段階")) + tag("div", tag("table", rows), "class=\"scroll\"");
    }

    std::string gates() const
    {
        std::string text;
        for (const event::Gate& gate : phased().gates) {
            const std::string verdict = gate.verdict == "pass" ? m_say("✓ PASS", "✓ 合格(次へ進めます)")
                : gate.verdict == "fail" ? m_say("✗ FAIL", "✗ 不合格(進めません)")
                                         : m_say("◐ UNDECIDED", "◐ 判定保留(データ不足)");
            std::string reasons;
            for (const std::string& reason : gate.reasons)
                reasons += tag("li", escapeHtml(reason));
            text += tag("p",
                        m_say("After phase ", "第") + std::to_string(gate.phase) + m_say(": ", "段階の後:")
                            + tag("b", verdict, "class=\"" + escapeHtml(gate.verdict) + "\""))
                + tag("ul", reasons);
        }
        return text.empty() ? "" : tag("h2", m_say("Gates", "移行判定")) + text;
    }

    std::string budget() const
    {
        std::vector<ArmBudget> budgets;
        std::string rows = "<tr>" + tag("th", m_say("Arm", "比較条件"))
            + tag("th", m_say("Tokens", "トークン")) + tag("th", m_say("Answer tokens", "回答のトークン"))
            + tag("th", m_say("Steps", "更新回数")) + tag("th", m_say("Time", "時間"))
            + tag("th", m_say("Tokens/s", "トークン/秒")) + "</tr>";
        for (const RunSummary& run : m_input.runs) {
            budgets.push_back(run.budget());
            double stepSeconds = 0;
            for (const event::Step& step : run.steps)
                stepSeconds += step.seconds;
            rows += "<tr>" + tag("td", escapeHtml(armLabel(run.spec.arm, m_say)))
                + tag("td", formatCount(budgets.back().tokens))
                + tag("td", formatCount(budgets.back().trainedTokens))
                + tag("td", formatCount(budgets.back().steps)) + tag("td", formatDuration(run.seconds, m_say))
                + tag("td",
                    stepSeconds > 0 ? formatFixed(static_cast<double>(budgets.back().tokens) / stepSeconds, 0)
                                    : "–")
                + "</tr>";
        }
        std::string text = tag("div", tag("table", rows), "class=\"scroll\"");
        if (budgets.size() > 1)
            text += tag("p", escapeHtml(checkBudget(budgets).sentence));
        return tag("h2",
                   m_say("Cost, and whether the arms had the same budget", "かかった量と、学習量の一致確認"))
            + text;
    }

    std::string answers() const
    {
        constexpr std::size_t open = 6;
        std::string text;
        std::string more;
        for (std::size_t i = 0; i < phased().prompts.size(); ++i) {
            const PromptText& prompt = phased().prompts[i];
            std::string columns;
            for (const ReportColumn& column : m_columns) {
                const event::Answer* answer = column.model->answer(prompt.id);
                if (answer == nullptr)
                    continue;
                std::string heading = column.label + " · " + formatCount(codePointCount(answer->text))
                    + m_say(" characters", " 文字");
                if (!answer->isEnded)
                    heading += m_say(" · cut at the limit", " · 上限で打ち切り");
                columns += tag(
                    "div", tag("b", escapeHtml(heading)) + escapeHtml(answer->text), "class=\"answer\"");
            }
            if (columns.empty())
                continue;
            (i < open ? text : more) += tag("div", escapeHtml(prompt.text), "class=\"prompt\"")
                + tag("div", columns, "class=\"answers\"");
        }
        if (text.empty() && more.empty())
            return "";
        if (!more.empty())
            text += tag("details", tag("summary", m_say("All answers", "すべての回答")) + more);
        return tag("h2", m_say("Answers to the same prompts", "同じ質問への回答")) + text;
    }

    std::string limits() const
    {
        std::uint64_t smallest = UINT64_MAX;
        if (const ModelResult* base = phased().model("base")) {
            for (const event::Evaluated& loss : base->test)
                smallest = std::min(smallest, loss.n);
        }
        std::string items = tag("li",
            m_say("Loss says how expected the reference answers are, not whether the model's own answers are "
                  "correct or helpful.",
                "学習誤差はお手本の回答をどれだけ予測できるかを表し、モデルの回答が正しいか役立つかは表しませ"
                "ん。"));
        items += tag("li",
            m_say("Every arm was trained once. Another seed would give other figures; the intervals cover "
                  "the choice of test examples only.",
                "各条件の学習は1回だけです。乱数シードが変われば数字も変わります。誤差の幅は評価用データの選"
                "び方だけを反映しています。"));
        items += tag("li",
            m_say("Harder phases have longer answers in most data. Whether difficulty or length explains an "
                  "effect of the order needs an arm split by length.",
                "多くのデータでは難しい段階ほど回答が長くなります。順序の効果が難易度によるか長さによるかは、"
                "長さで分割した比較条件が必要です。"));
        if (smallest != UINT64_MAX && smallest < 50)
            items += tag("li",
                m_say("The smallest test set has ", "最も少ない評価用データは ") + formatCount(smallest)
                    + m_say(" examples: small differences cannot be seen with it.",
                        " 件です。小さな差は見分けられません。"));
        for (const RunSummary& run : m_input.runs) {
            if (run.state != RecordedState::Finished)
                items += tag("li",
                    escapeHtml(armLabel(run.spec.arm, m_say)
                        + m_say(" has not finished: ", " は完了していません:")
                        + std::string(nameOf(run.state)) + " " + run.stateReason));
            for (const event::Warning& warning : run.warnings)
                items += tag("li", escapeHtml(armLabel(run.spec.arm, m_say) + ": " + warning.message));
        }
        return tag("h2", m_say("What this cannot say", "ここからは言えないこと")) + tag("ul", items);
    }

    std::string settings() const
    {
        std::string text;
        for (const RunSummary& run : m_input.runs) {
            std::string memory;
            for (const event::Memory& entry : run.memory) {
                if (entry.measuredBytes > 0)
                    memory += entry.what + m_say(": estimated ", ":見積もり ")
                        + formatFixed(static_cast<double>(entry.estimatedBytes) / (1 << 30), 2)
                        + m_say(" GiB, measured ", " GiB、実測 ")
                        + formatFixed(static_cast<double>(entry.measuredBytes) / (1 << 30), 2) + " GiB. ";
            }
            text += tag("details",
                tag("summary",
                    escapeHtml(armLabel(run.spec.arm, m_say) + " · " + run.folder.filename().string()))
                    + (memory.empty() ? "" : tag("p", escapeHtml(m_say("Memory: ", "メモリ ") + memory)))
                    + tag("pre", escapeHtml(toYaml(run.spec))));
        }
        return tag("h2", m_say("Settings as frozen", "実行記録(確定した設定)")) + text;
    }

    const ReportInput& m_input;
    Words m_say;
    std::vector<ReportColumn> m_columns;
    int m_sets = 0;
};

} // namespace

std::string armLabel(std::string_view arm, const Words& say)
{
    if (arm == "phased")
        return say("phased", "段階的学習");
    if (arm == "one-off")
        return say("one-off", "一括学習");
    if (arm == "random")
        return say("random split", "無作為に分割");
    if (arm == "reversed")
        return say("reversed", "難→易の逆順");
    return std::string(arm);
}

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
                    columns.push_back({say("phase ", "第") + std::to_string(model.phase) + say("", "段階"),
                        &run, &model, phaseColour(model.phase, static_cast<int>(run.spec.phases.size()))});
            }
        } else if (const ModelResult* last = run.last()) {
            columns.push_back({armLabel(run.spec.arm, say), &run, last,
                run.spec.arm == "one-off" ? oneOffColour : otherArmColour});
        }
    }
    return columns;
}

std::string htmlReport(const ReportInput& input)
{
    return Page(input).whole();
}

} // namespace dankai
