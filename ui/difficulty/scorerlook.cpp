// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/scorerlook.h"

#include "core/difficulty/scorefindings.h"
#include "core/difficulty/scorer.h"
#include "core/project/scorereading.h"
#include "core/project/speaker.h"
#include "core/project/testanswering.h"
#include "ui/dataset/filterbar.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"
#include "ui/sentence/scorername.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace dankai::ui {

namespace {

class ScorerLooks
{
    Q_DECLARE_TR_FUNCTIONS(ScorerLooks)
};

constexpr int histogramBars = 40;

// Groups as core has them, in the words of the window.
std::vector<GroupColumn> namedColumns(const ExampleColumns& columns)
{
    std::vector<GroupColumn> groups = groupColumnsOf(columns);
    const QString names[] = {ScorerLooks::tr("language of the instruction"),
        ScorerLooks::tr("language of the response"), ScorerLooks::tr("file")};
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i].name = names[i].toStdString();
    for (GroupColumn* languages : {&groups[0], &groups[1]})
        for (std::size_t i = 0; i < languages->names.size(); ++i)
            languages->names[i] = nameOf(textScripts[i]).toStdString();
    // Folders only where two files have the same name.
    std::set<QString> files;
    for (const std::string& file : groups[2].names)
        files.insert(QFileInfo(QString::fromStdString(file)).fileName());
    if (files.size() == groups[2].names.size())
        for (std::string& file : groups[2].names)
            file = QFileInfo(QString::fromStdString(file)).fileName().toStdString();
    return groups;
}

// Names that nobody gave are numbers, which stay with their phases whatever the order of difficulty.
QString shownPhase(const std::string& name)
{
    const std::vector<PhaseSettings> usual = defaultPhases(maximumPhases);
    const auto found = std::ranges::find(usual, name, &PhaseSettings::name);
    return found == usual.end() ? QString::fromStdString(name)
                                : phaseNameWord(name, static_cast<int>(found - usual.begin()) + 1);
}

QStringList translated(const std::vector<std::string>& findings)
{
    QStringList list;
    for (const std::string& finding : findings)
        list.append(translatedCore(finding));
    return list;
}

} // namespace

namespace {

constexpr std::size_t poorExamples = 10; // shown of those that are hard and poor

Result<QualityLook> lookAtQuality(
    Project& project, const ScorerValues& difficulty, const std::string& quality)
{
    auto read = readScorerValues(project, std::vector{quality});
    if (!read)
        return passOn(read);
    std::vector<double> values = std::move(read->values[0]);
    values.resize(difficulty.columns.size(), std::numeric_limits<double>::quiet_NaN());
    const HardAndPoor found = hardAndPoor(difficulty.values[0], values);
    QualityLook look;
    look.findings = translated(findingsOf(
        found, scorerWord(difficulty.scorers[0]).toStdString(), scorerWord(quality).toStdString()));
    for (std::size_t at = 0; at < std::min(poorExamples, found.rows.size()); ++at) {
        const std::uint32_t row = found.rows[at];
        const auto stored = project.examples().example(difficulty.columns.ids[row]);
        if (!stored)
            return tl::unexpected(stored.error());
        look.examples.push_back({difficulty.values[0][row], values[row],
            QString::fromStdString(userTurn(stored->example)).simplified()});
    }
    return look;
}

} // namespace

Result<ScorerLook> lookAtScorer(
    Project& project, const std::string& scorer, const std::string& byColumn, const std::string& quality)
{
    const auto read = readScorerValues(project, std::vector{scorer});
    if (!read)
        return tl::unexpected(read.error());
    ScorerLook look;
    look.columns = namedColumns(read->columns);
    if (!byColumn.empty()) {
        auto column = readKeptColumn(project, byColumn, read->columns.ids);
        if (!column)
            return passOn(column);
        if (!column->isTooVaried)
            look.columns.push_back(std::move(column->texts));
    }
    BiasParams params;
    if (const auto known = Scorer::named(scorer); known && known->info().reads == ScorerReads::Judge)
        params.scale = ScaleRange{};
    look.bias = biasOf(read->values[0], read->columns.responseLengths, positionsInFiles(read->columns),
        look.columns, params);
    std::vector<double> values;
    for (const double value : read->values[0])
        if (!std::isnan(value))
            values.push_back(value);
    std::sort(values.begin(), values.end());
    look.histogram = histogramOfSorted(values, histogramBars);
    const auto repeats = readRepeatedScores(project, scorer);
    if (!repeats)
        return tl::unexpected(repeats.error());
    look.repeats = agreementOfRepeats(*repeats);
    look.findings = translated(findingsOf(look.bias, look.columns));
    if (!quality.empty() && quality != scorer) {
        auto poor = lookAtQuality(project, *read, quality);
        if (!poor)
            return passOn(poor);
        look.quality = std::move(*poor);
    }
    return look;
}

const ScoreAgreement* AgreementLook::of(std::size_t first, std::size_t second) const
{
    const auto found = std::ranges::find_if(pairs, [&](const PairLook& pair) {
        return pair.first == std::min(first, second) && pair.second == std::max(first, second);
    });
    return found == pairs.end() ? nullptr : &found->agreement;
}

Result<AgreementLook> lookAtAgreement(
    Project& project, std::span<const std::string> scorers, int levels, const StopFlag& stop)
{
    const auto read = readScorerValues(project, scorers);
    if (!read)
        return tl::unexpected(read.error());
    AgreementLook look;
    look.scorers = read->scorers;
    AgreementParams params;
    params.levels = levels;
    for (std::size_t i = 0; i < look.scorers.size(); ++i) {
        for (std::size_t j = i + 1; j < look.scorers.size(); ++j) {
            if (isStopRequested(&stop))
                return stopped("Comparing scorers was stopped.");
            look.pairs.push_back({i, j, agreementBetween(read->values[i], read->values[j], params)});
        }
    }
    return look;
}

Result<LabelLook> lookAtLabel(Project& project, std::span<const std::string> scorers,
    const LabelChoice& choice, int levels, const StopFlag& stop)
{
    const auto read = readScorerValues(project, scorers);
    if (!read)
        return tl::unexpected(read.error());
    const auto label = readLabelColumn(project, choice, read->columns);
    if (!label)
        return tl::unexpected(label.error());
    LabelLook look;
    look.isBinary = label->isBinary;
    look.scorers = read->scorers;
    AgreementParams params;
    params.levels = levels;
    for (const std::vector<double>& values : read->values) {
        if (isStopRequested(&stop))
            return stopped("Comparing scorers was stopped.");
        if (label->isBinary)
            look.labels.push_back(agreementWithLabel(values, label->values));
        else
            look.numbers.push_back(agreementBetween(values, label->values, params));
    }
    return look;
}

Result<ValidityLook> lookAtValidity(Project& project, const std::string& plan)
{
    const auto read = readPlanBuckets(project, plan);
    if (!read)
        return tl::unexpected(read.error());
    ValidityLook look;
    for (const std::string& name : read->names)
        look.names.push_back(shownPhase(name).toStdString());
    look.scorer = read->scorer;
    const auto figures = readUntrainedFigures(project, read->buckets.size());
    if (!figures)
        return tl::unexpected(figures.error());
    const int count = static_cast<int>(look.names.size());
    look.buckets = lossPerBucket(figures->losses, read->buckets, count);
    look.accuracies = accuracyPerBucket(figures->errors, figures->responseLengths, read->buckets, count);
    look.hasLosses = std::ranges::any_of(look.buckets, [](const BucketLoss& bucket) { return bucket.n > 0; });
    look.hasAccuracies
        = std::ranges::any_of(look.accuracies, [](const BucketAccuracy& bucket) { return bucket.n > 0; });
    look.findings = translated(findingsOf(look.buckets, look.names, look.scorer,
        scorerWord(look.scorer).toStdString(), scorerWord("loss").toStdString()));
    if (look.hasLosses || look.hasAccuracies)
        look.findings += translated(findingsOf(look.accuracies, look.names));
    return look;
}

Result<std::optional<TestLook>> lookAtTest(Project& project)
{
    const std::vector<TestResult> results = readTests(project);
    const auto newest = std::find_if(results.rbegin(), results.rend(),
        [](const TestResult& result) { return result.speaker == baseSpeaker; });
    if (newest == results.rend())
        return std::nullopt;
    TestLook look;
    look.job = newest->standing;
    look.levels = newest->levels();
    for (const TestedQuestion& one : newest->questions)
        look.cutAnswers += one.isAnswered && !one.isEnded ? 1 : 0;
    look.findings = translated(findingsOf(look.levels));
    return look;
}

} // namespace dankai::ui
