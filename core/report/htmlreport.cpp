// SPDX-License-Identifier: Apache-2.0
#include "core/report/htmlreport.h"

#include "core/base/version.h"
#include "core/report/pagecontext.h"
#include "core/report/pagesections.h"
#include "core/report/pagestyle.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>

namespace dankai {

namespace {

std::string document(const PageContext& page, const std::string& title, const std::string& body)
{
    return "<!DOCTYPE html>\n<html lang=\"" + page.say("en", "ja")
        + "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
          "content=\"width=device-width,initial-scale=1\"><title>"
        + title + "</title><style>" + std::string(pageStyle) + "</style></head>\n<body><main>\n" + body
        + "\n</main></body>\n</html>\n";
}

std::string subtitle(const PageContext& page)
{
    std::string text = page.input->date;
    if (!page.input->runs.empty())
        text += " · " + std::filesystem::path(page.input->runs.front().spec.model.path).filename().string()
            + " · " + page.input->runs.front().device.name + " · "
            + page.input->runs.front().device.precision;
    return text + " · Dankai " + versionText;
}

std::string lengthsOfPhases(const PageContext& page)
{
    std::string text;
    for (const PlannedPhase& phase : page.input->plannedPhases)
        text += (text.empty() ? "" : page.say(", ", "、")) + phase.name + " "
            + formatFixed(phase.meanResponseLength, 0);
    return text.empty()
        ? ""
        : escapeHtml(page.say(" Here, in characters: ", "今回の平均文字数:") + text + page.say(".", "。"));
}

// What the engine has written stands in the record in English; on a Japanese page it is a quotation.
std::string quoted(const std::string& english, const Words& say)
{
    return say.language == Language::English
        ? escapeHtml(english)
        : tag("q", escapeHtml(english), "lang=\"en\"") + "(エンジンの記録の原文)";
}

// Why the run has not finished; as HTML.
std::string unfinished(const RunSummary& run, const Words& say)
{
    switch (run.state) {
    case RecordedState::Frozen:
        return say("has not begun.", "はまだ始まっていません。");
    case RecordedState::Running:
        return say("has no end in its record: it is being trained, or its engine died.",
            "の記録には終わりがありません。学習中か、エンジンが途中で終了しています。");
    case RecordedState::Waiting:
        return say("waits for a person's decision at a gate.", "は移行判定で担当者の判断を待っています。");
    case RecordedState::Stopped:
        if (run.isStoppedByGate)
            return say("ended at a gate: ", "は移行判定で終わりました。") + quoted(run.stateReason, say);
        return say("was stopped on request before it had finished.", "は指示により途中で停止されました。");
    case RecordedState::Failed:
        return say("ended with an error: ", "はエラーで終わりました。") + quoted(run.stateReason, say);
    case RecordedState::Finished:
        break;
    }
    return {};
}

std::string limits(const PageContext& page)
{
    std::uint64_t smallest = UINT64_MAX;
    if (const ModelResult* base = page.first().model("base")) {
        for (const event::Evaluated& loss : base->test)
            smallest = std::min(smallest, loss.n);
    }
    std::string items = tag("li",
        page.say("Loss says how expected the reference answers are, not whether the model's own answers are "
                 "correct or helpful.",
            "学習誤差はお手本の回答をどれだけ予測できるかを表し、モデルの回答が正しいか役立つかは表しませ"
            "ん。"));
    items += tag("li",
        page.say("Every arm was trained once. Another seed would give other figures; the intervals cover "
                 "the choice of test examples only.",
            "各条件の学習は1回だけです。乱数シードが変われば数字も変わります。誤差の幅は評価用データの選"
            "び方だけを反映しています。"));
    items += tag("li",
        page.say("Harder phases have longer answers in most data. Whether difficulty or length explains an "
                 "effect of the order needs an arm split by length.",
            "多くのデータでは難しい段階ほど回答が長くなります。順序の効果が難易度によるか長さによるかは、"
            "長さで分割した比較条件が必要です。")
            + lengthsOfPhases(page));
    if (const std::size_t intervals = shownIntervals(page); intervals > 1)
        items += tag("li",
            page.say("The page shows ", "この報告には95%信頼区間が ") + formatCount(intervals)
                + page.say(
                    " intervals of 95 %. Even where nothing differs, about one in twenty lies wholly on "
                    "one side of zero.",
                    " 個あります。実際には差がなくても、およそ20個に1個は0を含みません。"));
    if (smallest != UINT64_MAX && smallest < 50)
        items += tag("li",
            page.say("The smallest test set has ", "最も少ない評価用データは ") + formatCount(smallest)
                + page.say(" examples: small differences cannot be seen with it.",
                    " 件です。小さな差は見分けられません。"));
    for (const RunSummary& run : page.input->runs) {
        const std::string label = escapeHtml(armLabel(run.spec, page.say));
        if (run.state != RecordedState::Finished)
            items += tag("li", label + page.say(" ", "") + unfinished(run, page.say));
        for (const event::Warning& warning : run.warnings)
            items += tag("li", label + page.say(": ", ":") + quoted(warning.message, page.say));
    }
    return tag("h2", page.say("What this cannot say", "ここからは言えないこと")) + tag("ul", items);
}

} // namespace

PageContext::PageContext(const ReportInput& reportInput)
    : input(&reportInput)
    , say{reportInput.language}
    , columns(reportColumns(reportInput.runs, say))
    , sets(
          reportInput.runs.empty() ? 0 : static_cast<int>(reportInput.runs.front().spec.heldOutPhases.size()))
{ }

const RunSummary* PageContext::armRun(std::string_view arm) const
{
    const auto found = std::ranges::find_if(
        input->runs, [&](const auto& run) { return run.spec.arm == arm && !isAdapted(run.spec); });
    return found == input->runs.end() ? nullptr : &*found;
}

std::string PageContext::phaseName(int heldOutPhase) const
{
    const auto& names = first().spec.heldOutPhases;
    const auto index = static_cast<std::size_t>(heldOutPhase - 1);
    return index < names.size() ? names[index] : std::to_string(heldOutPhase);
}

std::string htmlReport(const ReportInput& input)
{
    const PageContext page(input);
    const std::string title = escapeHtml(input.title);
    std::string body = tag("h1", title) + tag("p", escapeHtml(subtitle(page)), "class=\"quiet\"");
    if (input.runs.empty())
        return document(page, title,
            body + tag("p", page.say("There is no run to report on.", "対象の実行がありません。")));
    for (const auto section :
        {findingSection, lossTableSection, armEffectsSection, curvesSection, forgettingSection, phasesSection,
            gatesSection, budgetSection, answersSection, limits, settingsSection})
        body += section(page);
    return document(page, title, body);
}

} // namespace dankai
