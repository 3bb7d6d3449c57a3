// SPDX-License-Identifier: Apache-2.0
#include "core/project/calibrating.h"

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/checkpoint/openmodel.h"
#include "core/difficulty/calibrationfeatures.h"
#include "core/difficulty/scorer.h"
#include "core/project/calibrationrecord.h"
#include "core/project/examplerows.h"
#include "core/project/hiddenstatestore.h"
#include "core/project/modelplace.h"
#include "core/project/reviewstore.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

namespace dankai {

namespace {

constexpr std::size_t batchSize = 1000; // scores in one transaction
constexpr int featureVersion = 1; // of the columns: counted up when the same example would read otherwise
constexpr std::size_t reasonsShown = 4;
constexpr std::string_view reviewLabels = "reviews:";

struct Labels
{
    ExampleColumns columns; // scores: the labels
    double shareAtRandom = 1; // of reviews; else 1

    // Those of examples that are not excluded.
    std::vector<double> known() const;
};

std::vector<double> Labels::known() const
{
    std::vector<double> values;
    for (std::size_t row = 0; row < columns.size(); ++row)
        if (std::isfinite(columns.scores[row])
            && (columns.isExcluded.empty() || columns.isExcluded[row] == 0))
            values.push_back(columns.scores[row]);
    return values;
}

// Of the text that there is now; of each person what was said last.
Result<Labels> labelsOfReviews(Project& project, const std::string& planName)
{
    const auto plan = project.plans().load(planName);
    if (!plan)
        return tl::unexpected(plan.error());
    const auto reviews = project.reviews().standing(planName);
    if (!reviews)
        return tl::unexpected(reviews.error());
    auto columns = project.examples().columns();
    if (!columns)
        return passOn(columns);
    std::map<ExampleId, std::map<std::string, const Review*>> said;
    for (const Review& review : *reviews)
        if (review.decision == ReviewDecision::Place && review.level && review.levels == plan->rule.phaseCount
            && !review.other && review.reason != ReviewReason::Practice)
            said[review.example][review.reviewer] = &review;
    Labels labels{std::move(*columns), 1};
    labels.columns.scores.assign(labels.columns.size(), std::nan(""));
    std::size_t row = 0, labelled = 0, random = 0;
    auto visited = project.examples().visit([&](const StoredExample& stored) -> Result<> {
        while (row < labels.columns.size() && labels.columns.ids[row] < stored.id)
            ++row;
        const auto found = said.find(stored.id);
        if (found == said.end() || row >= labels.columns.size() || labels.columns.ids[row] != stored.id)
            return {};
        double sum = 0;
        int people = 0;
        bool isRandom = false;
        for (const auto& [reviewer, review] : found->second) {
            if (review->revision != stored.revision)
                continue;
            sum += *review->level + 1;
            ++people;
            isRandom = isRandom || review->reason == ReviewReason::Random;
        }
        if (people == 0)
            return {};
        labels.columns.scores[row] = sum / people;
        ++labelled;
        random += isRandom ? 1 : 0;
        return {};
    });
    if (!visited)
        return passOn(visited);
    if (labelled > 0)
        labels.shareAtRandom = static_cast<double>(random) / static_cast<double>(labelled);
    return labels;
}

Result<Labels> readLabels(Project& project, const std::string& name)
{
    if (name.starts_with(reviewLabels))
        return labelsOfReviews(project, name.substr(reviewLabels.size()));
    auto columns = project.examples().columns({name, {}});
    return columns ? Result<Labels>(Labels{std::move(*columns), 1}) : passOn(columns);
}

// Unusable where nothing can be learnt from them.
Result<Labels> readUsableLabels(Project& project, const std::string& name)
{
    const auto named = Scorer::named(name);
    if (!name.starts_with(reviewLabels) && !named)
        return tl::unexpected(named.error());
    if (name == calibratedScorer)
        return unusable("A calibration cannot learn from a calibration. Name the scores of people or of a "
                        "judge, or a column of the imported file.");
    auto labels = readLabels(project, name);
    if (!labels)
        return labels;
    if (const auto levels = levelsOf(labels->known()); !levels)
        return tl::unexpected(levels.error());
    return labels;
}

// Columns of all examples beside one another: what the calibration reads, by row of the project.
class Reader final
{
public:
    static Result<Reader> open(Project& project, const CalibrationRequest& request)
    {
        Reader reader;
        auto labels = readUsableLabels(project, request.labels);
        if (!labels)
            return passOn(labels);
        reader.m_columns = std::move(labels->columns);
        reader.m_shareAtRandom = labels->shareAtRandom;
        if (!request.usesModel)
            return reader;
        for (const std::string& scorer : calibrationScorers()) {
            auto scores
                = project.examples().columns({request.model ? scorerBy(scorer, *request.model) : scorer, {}});
            if (!scores)
                return passOn(scores);
            reader.m_hasModel = reader.m_hasModel
                || std::ranges::any_of(scores->scores, [](double score) { return !std::isnan(score); });
            reader.m_model.push_back(std::move(scores->scores));
        }
        if (!reader.m_hasModel)
            return reader;
        const auto layer = calibrationStateLayer(project, request.model);
        if (!layer)
            return reader; // the model is gone; what it said is not
        auto states = HiddenStateStore::open(
            project, *layer, statesModel(project, request.model, request.chatTemplate));
        if (!states)
            return passOn(states);
        reader.m_states = std::move(*states);
        reader.m_buffer.resize(reader.m_states->columns());
        return reader;
    }

    const std::vector<double>& labels() const { return m_columns.scores; }

    double shareAtRandom() const { return m_shareAtRandom; }

    bool isExcluded(std::size_t row) const
    {
        return !m_columns.isExcluded.empty() && m_columns.isExcluded[row] != 0;
    }

    CalibrationColumns columns() const { return {m_hasModel, m_states ? m_states->columns() : 0}; }

    // Every example that is not excluded: its number, its row of columns, and what the model said of it.
    using Visitor = std::function<Result<>(std::size_t row, const StoredExample& stored,
        std::vector<double>& values, bool hasModel, bool hasStates)>;

    Result<> visit(Project& project, const CalibrationRequest& request, const Visitor& visitor)
    {
        const CalibrationColumns columns = this->columns();
        std::size_t row = 0;
        return project.examples().visit([&](const StoredExample& stored) -> Result<> {
            if (isStopRequested(request.stop))
                return stopped("the calibration was stopped on request");
            while (row < m_columns.size() && m_columns.ids[row] < stored.id)
                ++row;
            if (row >= m_columns.size() || m_columns.ids[row] != stored.id || isExcluded(row))
                return {}; // came, or was excluded, meanwhile
            ModelFigures model{std::nan(""), std::nan(""), std::nan("")};
            if (m_hasModel)
                model = {m_model[0][row], m_model[1][row], m_model[2][row]};
            const bool hasStates
                = m_states && m_states->read(stored.id, stored.revision, std::span(m_buffer));
            std::vector<double> values = columns.row(stored.example, model,
                hasStates ? std::span<const float>(m_buffer) : std::span<const float>());
            return visitor(row, stored, values, !std::isnan(model.nll), hasStates);
        });
    }

private:
    ExampleColumns m_columns; // with the labels as scores
    std::vector<std::vector<double>> m_model; // in the order of calibrationScorers()
    std::optional<HiddenStateStore> m_states;
    std::vector<float> m_buffer;
    double m_shareAtRandom = 1;
    bool m_hasModel = false;
};

struct Reasons
{
    Json figures = Json::array(); // [column or group, log-odds], the largest first
    std::string sentences;
};

// What moved one example's difficulty most: groups whose columns mean nothing alone count as one.
Reasons reasonsFor(const CalibrationColumns& columns, std::span<const double> contributions)
{
    std::vector<std::pair<std::size_t, double>> parts; // a column, or the first of a group
    for (const ColumnGroup& group : columns.groups()) {
        if (group.name == "words" || group.name == "states") {
            const auto of = contributions.subspan(group.begin, group.count);
            parts.emplace_back(group.begin, std::accumulate(of.begin(), of.end(), 0.0));
            continue;
        }
        for (std::size_t i = group.begin; i < group.begin + group.count; ++i)
            parts.emplace_back(i, contributions[i]);
    }
    std::ranges::stable_sort(
        parts, std::ranges::greater(), [](const auto& part) { return std::abs(part.second); });
    parts.resize(std::min(parts.size(), reasonsShown));
    Reasons reasons;
    for (const auto& [column, logOdds] : parts) {
        reasons.figures.push_back({columns.nameOf(column), std::round(logOdds * 1000) / 1000});
        const std::string words(columns.wordsFor(column));
        if (!reasons.sentences.empty())
            reasons.sentences += ' ';
        reasons.sentences += logOdds > 0 ? "Seems harder: " + words + "." : "Seems easier: " + words + ".";
    }
    return reasons;
}

// Other where the calibration would be another.
std::string fingerprintOf(const CalibrationRequest& request, const Reader& reader, const Project& project)
{
    Sha256 hash;
    const auto add = [&hash](const std::string& text) { hash.add(text + "\n"); };
    add(std::to_string(featureVersion) + " " + request.labels + " " + std::to_string(request.seed));
    const StatesModel model = statesModel(project, request.model, request.chatTemplate);
    add(model.hash + " " + model.chatTemplate);
    const CalibrationColumns columns = reader.columns();
    for (const ColumnGroup& group : columns.groups())
        add(std::string(group.name) + " " + std::to_string(group.count));
    for (std::size_t row = 0; row < reader.labels().size(); ++row)
        if (!reader.isExcluded(row))
            add(std::to_string(row) + " " + std::to_string(reader.labels()[row]));
    return toHex(hash.finish()).substr(0, 32);
}

// The covariance of each group's part with the whole, over the variance of the whole.
std::vector<GroupShare> sharesOf(
    const CalibrationColumns& columns, const Calibration& calibration, const FeatureMatrix& features)
{
    std::vector<std::vector<double>> parts(columns.groups().size());
    std::vector<double> whole(features.rows());
    for (std::size_t row = 0; row < features.rows(); ++row) {
        const std::vector<double> contributions = calibration.contributions(features.row(row));
        for (std::size_t g = 0; g < parts.size(); ++g) {
            const ColumnGroup& group = columns.groups()[g];
            const auto begin = contributions.begin() + static_cast<std::ptrdiff_t>(group.begin);
            parts[g].push_back(std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(group.count), 0.0));
            whole[row] += parts[g].back();
        }
    }
    const auto mean = [](const std::vector<double>& values) {
        return std::accumulate(values.begin(), values.end(), 0.0)
            / static_cast<double>(std::max<std::size_t>(1, values.size()));
    };
    const double wholeMean = mean(whole);
    double variance = 0;
    for (const double value : whole)
        variance += (value - wholeMean) * (value - wholeMean);
    std::vector<GroupShare> shares;
    for (std::size_t g = 0; g < parts.size(); ++g) {
        const double partMean = mean(parts[g]);
        double covariance = 0;
        for (std::size_t row = 0; row < whole.size(); ++row)
            covariance += (parts[g][row] - partMean) * (whole[row] - wholeMean);
        shares.push_back({std::string(columns.groups()[g].name), variance > 0 ? covariance / variance : 0});
    }
    return shares;
}

} // namespace

std::vector<std::string> calibrationScorers()
{
    return {"nll", "loss", "ifd_loss"};
}

Result<int> calibrationStateLayer(const Project& project, const std::optional<OtherModel>& model)
{
    if (!model)
        if (auto there = checkModelPlace(project); !there)
            return passOn(there);
    const auto config = readModelConfig(model ? model->path : project.modelPath());
    if (!config)
        return tl::unexpected(config.error());
    return static_cast<int>(std::min(config->layerCount / 2 + 1, config->layerCount));
}

Result<> checkLabels(Project& project, const std::string& labels)
{
    const auto usable = readUsableLabels(project, labels);
    return usable ? Result<>() : tl::unexpected(usable.error());
}

Result<std::vector<LabelSource>> labelSources(Project& project)
{
    const auto figures = project.scores().figures();
    if (!figures)
        return tl::unexpected(figures.error());
    const auto plans = project.plans().list();
    if (!plans)
        return tl::unexpected(plans.error());
    std::vector<std::string> names;
    for (const std::string_view kind :
        {std::string_view("judge:"), importedScoreName, std::string_view("column:")})
        for (const ScorerFigures& scorer : *figures)
            if (scorer.scored > 0 && scorer.scorer.starts_with(kind))
                names.push_back(scorer.scorer);
    for (const PlanListing& plan : *plans)
        names.push_back(std::string(reviewLabels) + plan.name);
    std::vector<LabelSource> sources;
    for (const std::string& name : names) {
        const auto labels = readLabels(project, name);
        if (!labels)
            return tl::unexpected(labels.error());
        const std::vector<double> known = labels->known();
        if (known.empty())
            continue;
        LabelSource& source = sources.emplace_back();
        source.name = name;
        source.labels = known.size();
        if (const auto levels = levelsOf(known); !levels)
            source.problem = levels.error().message;
    }
    return sources;
}

Result<CalibrationOutcome> calibrate(Project& project, const CalibrationRequest& request)
{
    auto reader = Reader::open(project, request);
    if (!reader)
        return passOn(reader);
    const CalibrationColumns columns = reader->columns();

    // The first reading: the columns' means and spreads over all, and the labelled rows.
    Standardisation standardisation(columns);
    FeatureMatrix features;
    features.columns = columns.count();
    std::vector<double> labels;
    CalibrationOutcome outcome;
    outcome.learntFrom = request.labels;
    if (request.usesModel && request.model)
        outcome.model = request.model->name;
    auto read = reader->visit(project, request,
        [&](std::size_t row, const StoredExample&, std::vector<double>& values, bool hasModel,
            bool hasStates) -> Result<> {
            standardisation.see(values);
            outcome.withModel += hasModel ? 1 : 0;
            outcome.withStates += hasStates ? 1 : 0;
            if (const double label = reader->labels()[row]; std::isfinite(label)) {
                labels.push_back(label);
                features.values.insert(features.values.end(), values.begin(), values.end());
            }
            return {};
        });
    if (!read)
        return passOn(read);
    for (std::size_t row = 0; row < labels.size(); ++row)
        standardisation.apply(std::span(features.values).subspan(row * features.columns, features.columns));

    CalibrationParams params;
    params.seed = request.seed;
    params.stop = request.stop;
    params.progress = request.progress;
    const auto calibration = Calibration::fit(features, labels, params);
    if (!calibration)
        return tl::unexpected(calibration.error());
    outcome.quality = calibration->quality();
    if (reader->shareAtRandom() < 0.5)
        outcome.quality.doubts.emplace_back(
            "Most of these examples were not drawn at random but because they "
            "were doubtful; on ordinary ones it "
            "may be better or worse than its figures.");
    outcome.groups = sharesOf(columns, *calibration, features);
    if (!request.curve.empty()) {
        LearningCurveParams curve;
        curve.counts = request.curve;
        curve.draws = request.draws;
        curve.seed = request.seed;
        curve.stop = request.stop;
        curve.progress = request.progress;
        auto points = learningCurve(features, labels, curve);
        if (!points)
            return passOn(points);
        outcome.curve = std::move(*points);
    }

    const std::string fingerprint = fingerprintOf(request, *reader, project);
    const auto version = project.scores().versionOf(calibratedScorer, fingerprint);
    if (!version)
        return tl::unexpected(version.error());
    outcome.version = *version;
    // The second one: what the calibration says of each example, and why.
    std::vector<Score> batch;
    const auto store = [&]() -> Result<> {
        outcome.scored += batch.size();
        auto added = project.scores().addOnce(calibratedScorer, outcome.version, batch);
        batch.clear();
        return added;
    };
    auto scored = reader->visit(project, request,
        [&](std::size_t, const StoredExample& stored, std::vector<double>& values, bool, bool) -> Result<> {
            standardisation.apply(values);
            Score& score = batch.emplace_back();
            score.example = stored.id;
            score.revision = stored.revision;
            score.value = calibration->difficulty(values);
            Reasons reasons = reasonsFor(columns, calibration->contributions(values));
            score.raw = Json{{"reasons", std::move(reasons.figures)}}.dump();
            score.rationale = std::move(reasons.sentences);
            return batch.size() == batchSize ? store() : Result<>();
        });
    if (scored && !batch.empty())
        scored = store();
    if (!scored)
        return passOn(scored);
    // A curve of the same labels and columns holds, though nobody asked for it this time.
    CalibrationOutcome record = outcome;
    if (record.curve.empty())
        if (auto before = lastCalibration(project);
            before && *before && (*before)->version == outcome.version)
            record.curve = std::move((*before)->curve);
    // Last: what a kill cuts short gets another version, and is said again.
    if (auto kept
        = project.scores().keepVersion(calibratedScorer, outcome.version, fingerprint, toJson(record).dump());
        !kept)
        return passOn(kept);
    return outcome;
}

} // namespace dankai
