// SPDX-License-Identifier: Apache-2.0
#include "core/project/reviewpackage.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/dataset/datasource.h"
#include "core/dataset/examplejson.h"
#include "core/difficulty/reviewqueue.h"
#include "core/platform/file.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace dankai {

namespace {

constexpr std::size_t maximumLevels = maximumPhases;
constexpr std::size_t maximumQuestions = 100000;
constexpr std::size_t keyLength = 32;

Json toJson(const PackageAnswer& answer)
{
    Json json = {{"place", answer.place}, {"decision", nameOf(answer.decision)}};
    if (answer.level)
        json["level"] = *answer.level;
    if (!answer.note.empty())
        json["note"] = answer.note;
    json["seconds"] = answer.seconds;
    json["decided_ms"] = answer.decidedMs;
    return Json{{"answer", std::move(json)}};
}

bool fits(const PackageQuestion& question, const PackageAnswer& answer, std::size_t levels)
{
    const bool isPlaced = answer.decision == ReviewDecision::Place;
    if (answer.decision == ReviewDecision::Edit || isPlaced != answer.level.has_value())
        return false;
    if (answer.level && (*answer.level < 0 || std::cmp_greater_equal(*answer.level, levels)))
        return false;
    if (question.other)
        return isOfPair(answer.decision) || answer.decision == ReviewDecision::Skip
            || answer.decision == ReviewDecision::Note;
    return !isOfPair(answer.decision);
}

// One line after the other; throws Json::exception or says what is wrong.
class PackageReader final
{
public:
    explicit PackageReader(const std::string& name)
        : m_name(name)
    { }

    Result<> add(const Json& json, std::uint64_t line)
    {
        m_line = line;
        if (!json.is_object())
            return problem("is no object");
        if (!m_hasHead)
            return addHead(json);
        if (json.contains("anchor"))
            return addAnchor(json);
        if (json.contains("question"))
            return addQuestion(json);
        if (json.contains("answer"))
            return addAnswer(json.at("answer"));
        if (json.contains("undo"))
            return addUndo(json.at("undo"));
        return {}; // of a later version
    }

    bool hasHead() const { return m_hasHead; }

    ReviewPackage take() { return std::move(m_package); }

private:
    tl::unexpected<Error> problem(const std::string& what) const
    {
        return unusable(m_name + ":" + std::to_string(m_line) + ": this line of the review package " + what
            + ". Ask for the package again.");
    }

    Result<> addHead(const Json& json)
    {
        if (json.value("format", std::string()) != reviewPackageFormat)
            return unusable(m_name + " is no review package. Make one with: dankai review … package");
        const auto version = findWholeNumber<int>(json.value("version", Json()));
        if (!version || *version < 1)
            return problem("names no version");
        if (*version > reviewPackageVersion)
            return unusable(m_name + " was written by a newer Dankai (version " + std::to_string(*version)
                + "). Update Dankai to open it.");
        m_package.key = json.at("key").get<std::string>();
        m_package.plan = json.at("plan").get<std::string>();
        auto reviewer = reviewerName(json.at("reviewer").get<std::string>());
        if (!reviewer)
            return problem("names no reviewer");
        m_package.reviewer = std::move(*reviewer);
        m_package.language = json.at("language").get<std::string>();
        m_package.definition = json.at("definition").get<std::string>();
        m_package.levels = json.at("levels").get<std::vector<std::string>>();
        if (m_package.levels.size() < minimumPhases || m_package.levels.size() > maximumLevels)
            return problem("has too many levels or too few");
        if (m_package.key.size() != keyLength
            || m_package.key.find_first_not_of("0123456789abcdef") != std::string::npos)
            return problem("has no key");
        m_hasHead = true;
        return {};
    }

    bool isLevel(int level) const { return level >= 0 && std::cmp_less(level, m_package.levels.size()); }

    Result<> addAnchor(const Json& json)
    {
        PackageAnchor anchor{wholeNumber<int>(json.at("anchor")), exampleFromJson(json.at("example"))};
        if (!isLevel(anchor.level))
            return problem("shows a level that there is not");
        if (m_package.anchors.size() == maximumQuestions)
            return problem("is one too many");
        m_package.anchors.push_back(std::move(anchor));
        return {};
    }

    Result<> addQuestion(const Json& json)
    {
        PackageQuestion question;
        question.place = wholeNumber<std::size_t>(json.at("question"));
        question.example = exampleFromJson(json.at("example"));
        if (json.contains("other"))
            question.other = exampleFromJson(json.at("other"));
        if (json.contains("expected"))
            question.expected = wholeNumber<int>(json.at("expected"));
        if (question.expected && !isLevel(*question.expected))
            return problem("expects a level that there is not");
        if (question.place >= maximumQuestions
            || (!m_package.questions.empty() && question.place <= m_package.questions.back().place))
            return problem("is out of order");
        m_package.questions.push_back(std::move(question));
        return {};
    }

    const PackageQuestion* questionAt(std::size_t place) const
    {
        const auto found = std::ranges::lower_bound(m_package.questions, place, {}, &PackageQuestion::place);
        return found != m_package.questions.end() && found->place == place ? &*found : nullptr;
    }

    Result<> addAnswer(const Json& json)
    {
        PackageAnswer answer;
        answer.place = wholeNumber<std::size_t>(json.at("place"));
        const auto decision = reviewDecisionFrom(json.at("decision").get<std::string>());
        const PackageQuestion* question = questionAt(answer.place);
        if (question == nullptr)
            return problem("answers a question that there is not");
        if (!decision)
            return problem("has a decision that this version does not know");
        answer.decision = *decision;
        if (json.contains("level"))
            answer.level = wholeNumber<int>(json.at("level"));
        answer.note = json.value("note", std::string());
        answer.seconds = json.value("seconds", 0.0);
        answer.decidedMs = wholeNumber<std::int64_t>(json.at("decided_ms"));
        if (!fits(*question, answer, m_package.levels.size()))
            return problem("does not fit its question");
        if (!(answer.seconds >= 0) || answer.seconds > 1e9 || answer.decidedMs < 0)
            return problem("has an impossible time");
        m_package.answers.push_back(std::move(answer));
        return {};
    }

    Result<> addUndo(const Json& json)
    {
        const auto place = wholeNumber<std::size_t>(json.at("place"));
        const auto decidedMs = wholeNumber<std::int64_t>(json.at("decided_ms"));
        const auto found = std::find_if(
            m_package.answers.rbegin(), m_package.answers.rend(), [&](const PackageAnswer& answer) {
                return answer.place == place && answer.decidedMs == decidedMs;
            });
        if (found == m_package.answers.rend())
            return problem("takes back an answer that there is not");
        m_package.answers.erase(std::next(found).base());
        return {};
    }

    const std::string& m_name;
    std::uint64_t m_line = 0;
    bool m_hasHead = false;
    ReviewPackage m_package;
};

} // namespace

const PackageAnswer* ReviewPackage::answerTo(std::size_t place) const
{
    const auto found = std::find_if(answers.rbegin(), answers.rend(), [&](const PackageAnswer& answer) {
        return answer.place == place && closesQuestion(answer.decision);
    });
    return found == answers.rend() ? nullptr : &*found;
}

const PackageQuestion* ReviewPackage::next() const
{
    const auto found = std::ranges::find_if(
        questions, [&](const PackageQuestion& question) { return answerTo(question.place) == nullptr; });
    return found == questions.end() ? nullptr : &*found;
}

std::size_t ReviewPackage::open() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        questions, [&](const PackageQuestion& question) { return answerTo(question.place) == nullptr; }));
}

double ReviewPackage::secondsLeft() const
{
    std::vector<double> seconds;
    for (const PackageAnswer& answer : answers)
        if (answer.seconds > 0)
            seconds.push_back(answer.seconds);
    return static_cast<double>(open()) * secondsPerQuestion(std::move(seconds));
}

Result<ReviewPackage> parseReviewPackage(std::string_view text, const std::string& name)
{
    PackageReader reader(name);
    std::uint64_t line = 0;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t newline = text.find('\n', from);
        const std::size_t end = std::min(newline, text.size());
        const std::string_view row = text.substr(from, end - from);
        from = end + 1;
        ++line;
        if (row.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        const std::string where = name + ":" + std::to_string(line);
        const auto json = parseJson(row, where);
        if (!json) {
            // Whoever wrote it died over it. A head that cannot be read is no head.
            if (newline == std::string_view::npos && reader.hasHead())
                break;
            if (!reader.hasHead())
                return unusable(name + " is no review package. Make one with: dankai review … package");
            return tl::unexpected(json.error());
        }
        try {
            if (auto added = reader.add(*json, line); !added)
                return passOn(added);
        } catch (const Json::exception& exception) {
            return unusable(where + ": this line of the review package cannot be read: "
                + toValidUtf8(exception.what()) + ". Ask for the package again.");
        }
    }
    if (!reader.hasHead())
        return unusable(name + " is no review package. Make one with: dankai review … package");
    return reader.take();
}

Result<ReviewPackage> openReviewPackage(const std::filesystem::path& path)
{
    const auto text = readFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return parseReviewPackage(*text, path.string());
}

std::string toText(const ReviewPackage& package)
{
    std::string text
        = toJsonLine(Json{{"format", reviewPackageFormat}, {"version", reviewPackageVersion},
              {"key", package.key}, {"plan", package.plan}, {"reviewer", package.reviewer},
              {"language", package.language}, {"levels", package.levels}, {"definition", package.definition}})
        + "\n";
    for (const PackageAnchor& anchor : package.anchors)
        text += toJsonLine(Json{{"anchor", anchor.level}, {"example", exampleJson(anchor.example)}}) + "\n";
    for (const PackageQuestion& question : package.questions) {
        Json json = {{"question", question.place}, {"example", exampleJson(question.example)}};
        if (question.other)
            json["other"] = exampleJson(*question.other);
        if (question.expected)
            json["expected"] = *question.expected;
        text += toJsonLine(json) + "\n";
    }
    for (const PackageAnswer& answer : package.answers)
        text += toJsonLine(toJson(answer)) + "\n";
    return text;
}

namespace {

Result<> appendToPackage(const std::filesystem::path& path, const ReviewPackage& package, const Json& json)
{
    const auto text = readFile(path);
    if (!text)
        return tl::unexpected(text.error());
    // A line that somebody died over must not stand in the middle: the whole file is written anew.
    if (!text->ends_with('\n'))
        if (auto written = writeFileAtomically(path, toText(package)); !written)
            return written;
    return appendLine(path, toJsonLine(json), Durability::Synced);
}

std::int64_t milliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

Result<> answerInPackage(
    const std::filesystem::path& path, ReviewPackage& package, const PackageAnswer& given)
{
    PackageAnswer answer = given;
    answer.note = toValidUtf8(given.note);
    // A time of its own for every answer: it is what an undo and a merge know it by.
    if (answer.decidedMs == 0)
        answer.decidedMs = milliseconds();
    for (const PackageAnswer& earlier : package.answers)
        answer.decidedMs = std::max(answer.decidedMs, earlier.decidedMs + 1);
    const auto question = std::ranges::find(package.questions, answer.place, &PackageQuestion::place);
    if (question == package.questions.end())
        return unusable("This package has no question " + std::to_string(answer.place + 1) + ".");
    if (!fits(*question, answer, package.levels.size()))
        return unusable(question->other
                ? "This question is about two examples: say which is harder, first, second or equal, or skip "
                  "it."
                : "This question is about one example: place it, or say why it has no place. Its text can be "
                  "changed in the project only; say it in a note.");
    if (auto appended = appendToPackage(path, package, toJson(answer)); !appended)
        return appended;
    package.answers.push_back(std::move(answer));
    return {};
}

Result<std::optional<PackageAnswer>> undoInPackage(const std::filesystem::path& path, ReviewPackage& package)
{
    if (package.answers.empty())
        return std::optional<PackageAnswer>();
    PackageAnswer last = package.answers.back();
    if (auto appended = appendToPackage(
            path, package, Json{{"undo", {{"place", last.place}, {"decided_ms", last.decidedMs}}}});
        !appended)
        return passOn(appended);
    package.answers.pop_back();
    return std::optional(std::move(last));
}

} // namespace dankai
