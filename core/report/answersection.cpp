// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"
#include "core/report/pagecontext.h"
#include "core/report/pagesections.h"

#include <vector>

namespace dankai {

namespace {

// Length is what changes first, and longer is not better: so it stands beside the answers.
std::string answerLengths(const PageContext& page)
{
    std::string rows = "<tr>" + tag("th", page.say("Answers of", "回答したモデル"))
        + tag("th", page.say("Answers", "回答"))
        + tag("th", page.say("Mean length, characters", "平均の長さ(文字)"))
        + tag("th", page.say("Cut at the limit", "上限で打ち切り")) + "</tr>";
    const auto row
        = [&](const std::string& label, std::size_t n, std::size_t characters, const std::string& cut) {
              rows += "<tr>" + tag("td", label) + tag("td", formatCount(n))
                  + tag("td",
                      n == 0 ? "–" : formatFixed(static_cast<double>(characters) / static_cast<double>(n), 0))
                  + tag("td", cut) + "</tr>";
          };
    std::size_t shown = 0;
    for (const ReportColumn& column : page.columns) {
        const std::vector<event::Answer>& answers = column.model->answers;
        std::size_t characters = 0;
        std::size_t cut = 0;
        for (const event::Answer& answer : answers) {
            characters += codePointCount(answer.text);
            cut += answer.isEnded ? 0 : 1;
        }
        shown += answers.size();
        row("<span class=\"key\" style=\"background:" + column.colour + "\"></span>"
                + escapeHtml(column.label),
            answers.size(), characters, answers.empty() ? "–" : formatCount(cut));
    }
    std::size_t references = 0;
    std::size_t characters = 0;
    for (const PromptText& prompt : page.first().prompts)
        if (!prompt.reference.empty()) {
            ++references;
            characters += codePointCount(prompt.reference);
        }
    if (references > 0)
        row(page.say("reference", "お手本の回答"), references, characters, "");
    return shown == 0 ? "" : tag("div", tag("table", rows), "class=\"scroll\"");
}

} // namespace

std::string answersSection(const PageContext& page)
{
    constexpr std::size_t open = 6;
    std::string text;
    std::string more;
    for (std::size_t i = 0; i < page.first().prompts.size(); ++i) {
        const PromptText& prompt = page.first().prompts[i];
        std::string columns;
        for (const ReportColumn& column : page.columns) {
            const event::Answer* answer = column.model->answer(prompt.id);
            if (answer == nullptr)
                continue;
            std::string heading = column.label + " · " + formatCount(codePointCount(answer->text))
                + page.say(" characters", " 文字");
            if (!answer->isEnded)
                heading += page.say(" · cut at the limit", " · 上限で打ち切り");
            columns
                += tag("div", tag("b", escapeHtml(heading)) + escapeHtml(answer->text), "class=\"answer\"");
        }
        if (columns.empty())
            continue;
        if (!prompt.reference.empty())
            columns += tag("div",
                tag("b",
                    page.say("reference · ", "お手本の回答 · ")
                        + formatCount(codePointCount(prompt.reference)) + page.say(" characters", " 文字"))
                    + escapeHtml(prompt.reference),
                "class=\"answer\"");
        (i < open ? text : more) += tag("div", escapeHtml(prompt.text), "class=\"prompt\"")
            + tag("div", columns, "class=\"answers\"");
    }
    if (text.empty() && more.empty())
        return "";
    if (!more.empty())
        text += tag("details", tag("summary", page.say("All answers", "すべての回答")) + more);
    return tag("h2", page.say("Answers to the same prompts", "同じ質問への回答")) + answerLengths(page)
        + text;
}

} // namespace dankai
