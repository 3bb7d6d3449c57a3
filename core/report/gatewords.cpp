// SPDX-License-Identifier: Apache-2.0
#include "core/report/gatewords.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace dankai {

namespace {

std::string_view mark(std::string_view verdict)
{
    return verdict == "pass" ? "✓ " : verdict == "fail" ? "✗ " : "◐ ";
}

double figure(const Json& record, const char* key)
{
    const auto found = record.find(key);
    return found != record.end() && found->is_number() ? found->get<double>() : 0;
}

std::string count(const Json& record, const char* key)
{
    return formatFixed(figure(record, key), 0);
}

std::string percent(double share)
{
    return formatFixed(100 * share, 1) + "%";
}

std::string word(const Json& record, const char* key)
{
    const auto found = record.find(key);
    return found != record.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& child(const Json& evidence, const char* key)
{
    static const Json nothing = Json::object();
    const auto found = evidence.find(key);
    return found != evidence.end() ? *found : nothing;
}

// A set has the name of its phase; one that nobody has named is numbered in English where it is kept.
std::string setWord(const std::string& set)
{
    if (set == "all held-out sets") // core/pipeline/gatestage.cpp
        return "すべての評価用データ";
    constexpr std::string_view given = "Phase ";
    const std::string_view number = std::string_view(set).substr(std::min(set.size(), given.size()));
    const bool isGiven = set.starts_with(given) && !number.empty()
        && number.find_first_not_of("0123456789") == std::string_view::npos;
    return isGiven ? "第" + std::string(number) + "段階" : set;
}

std::string lossOf(const Json& change)
{
    return "「" + setWord(word(change, "set")) + "」の学習誤差は "
        + formatFixed(figure(change, "loss_before"), 3) + " → " + formatFixed(figure(change, "loss_after"), 3)
        + "(変化 " + formatSigned(figure(change, "change"), 3) + "、誤差の幅 "
        + formatSigned(figure(change, "lower"), 3) + " ~ " + formatSigned(figure(change, "upper"), 3)
        + "、n = " + count(change, "n") + ")";
}

std::string harm(const Json& evidence, const std::string& set)
{
    for (const Json& record : child(evidence, "harm")) {
        const double before = figure(record, "loss_before");
        if (word(record, "set") != set || before <= 0)
            continue;
        const auto share
            = [&](const char* key) { return formatSigned(100 * figure(record, key) / before, 1) + "%"; };
        return "以前の段階「" + setWord(set) + "」の学習誤差の変化は " + share("change") + "(誤差の幅 "
            + share("lower") + " ~ " + share("upper") + "、n = " + count(record, "n") + "、許容は "
            + percent(figure(record, "margin")) + " まで)";
    }
    return "以前の段階「" + setWord(set) + "」の変化は、評価用データが足りず分かりません";
}

// Nothing where the part is not known here.
std::optional<std::string> inJapanese(const Json& evidence, const Json& record)
{
    const std::string part = word(record, "part");
    const Json& now = child(evidence, "health");
    const Json& base = child(evidence, "base_health");
    if (part == "divergence")
        return "学習が発散し、最後の正常な状態で終わりました";
    if (part == "progress")
        return lossOf(child(evidence, "progress"));
    if (part == "harm")
        return harm(evidence, word(record, "set"));
    if (part == "health")
        return "回答の異常チェックには質問が足りません(" + count(now, "answers") + " 件)";
    if (part == "end_rate")
        return "最後まで書き終えた回答は " + count(now, "answers") + " 件中 " + count(now, "ended")
            + " 件(学習前 " + count(base, "ended") + " 件)";
    if (part == "repeat_rate")
        return "同じ語句の繰り返しは " + percent(figure(now, "repeat_rate")) + "(学習前 "
            + percent(figure(base, "repeat_rate")) + ")";
    if (part == "copies")
        return "学習した回答の丸写しは " + count(now, "answers") + " 件中 " + count(now, "copies") + " 件";
    if (part == "length")
        return "回答の長さは平均 " + formatFixed(figure(now, "mean_tokens"), 1) + " トークン(学習前 "
            + formatFixed(figure(base, "mean_tokens"), 1) + ")";
    return std::nullopt;
}

// "pass: The loss ..." -> "✓ The loss ..."
std::string marked(const std::string& reason)
{
    for (const std::string_view verdict : {"pass", "fail", "undecided"})
        if (reason.starts_with(std::string(verdict) + ": "))
            return std::string(mark(verdict)) + reason.substr(verdict.size() + 2);
    return reason;
}

} // namespace

std::vector<std::string> gateReasons(const event::Gate& gate, const Words& say)
{
    std::vector<std::string> reasons;
    if (say.language == Language::Japanese && gate.evidence.is_object())
        for (const Json& record : child(gate.evidence, "parts"))
            if (const auto sentence = inJapanese(gate.evidence, record))
                reasons.push_back(std::string(mark(word(record, "verdict"))) + *sentence);
    if (!reasons.empty() && reasons.size() == gate.reasons.size())
        return reasons;
    reasons.clear();
    for (const std::string& reason : gate.reasons)
        reasons.push_back(marked(reason));
    return reasons;
}

} // namespace dankai
