// SPDX-License-Identifier: Apache-2.0
// Why an example stands where it does: its scores, what the rule of a plan made of them, the examples next to
// it at the cuts, and who moved it when. The same for the window, the command line and an audit's file.
// Decides nothing and changes nothing.
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/phase/placementreason.h"
#include "core/project/project.h"
#include "core/project/reviewstore.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dankai {

// Why it stands in its phase, or in none.
enum class PlacedBy
{
    Rule,
    Person, // by hand
    Review, // a person said in a review where it belongs
    Nobody, // it has no score, and nobody put it anywhere
};

std::string_view nameOf(PlacedBy placedBy); // rule, person, review, nobody

struct ExplainedScore
{
    std::string scorer;
    Score score; // the one that counts: of the newest version that looked at the newest text
    bool isOfEarlierText = false;
};

struct ExplainedNeighbour
{
    ExampleId example{};
    double score = 0;
    std::string beginning; // of its instruction, on one line
};

struct ExplainedCut
{
    CutNeighbours cut;
    std::optional<ExplainedNeighbour> below, above;
};

struct ExplainedPlacement
{
    std::string plan;
    std::int64_t revision = 0;
    std::string scorer; // that the plan cuts by
    Rule rule;
    std::vector<std::string> phases; // names, in the order of training
    PlacementReason reason;
    std::vector<ExplainedCut> cuts; // as reason.cuts
    PlacedBy placedBy = PlacedBy::Rule;
    // Whose doing it is that it stands there, or in no phase; empty and 0: not known, or nobody's.
    std::string person;
    std::int64_t placedMs = 0; // since 1970
};

struct Explanation
{
    ExampleId example{};
    int revision = 1;
    SourcePosition source;
    std::string beginning; // of its instruction, on one line
    std::vector<ExplainedScore> scores; // by scorer's name; the plan's first
    std::optional<ExplainedPlacement> placement; // nothing: no plan was asked about
    std::vector<Review> reviews; // of the plan (without one: of any), withdrawn ones too, oldest first
    std::vector<ExampleChange> changes; // by hand, oldest first
};

// `placed`: null for no plan. Unusable where there is no such example.
Result<Explanation> explainExample(Project& project, ExampleId example, const PlacementView* placed);

using ExplanationVisitor = std::function<Result<>(const Explanation&)>;

// A plan over all examples, to explain them by. Holds the columns that a placement is made of, some hundred
// bytes for an example.
class Explainer final
{
public:
    // Unusable, with the names there are, where no plan has this name.
    static Result<Explainer> open(Project& project, const std::string& name);
    Explainer(Explainer&&) noexcept;
    Explainer& operator=(Explainer&&) noexcept;
    ~Explainer();

    const Plan& plan() const;
    // Examples that stand in a phase.
    std::size_t placed() const;

    Result<Explanation> explain(Project& project, ExampleId example) const;
    // Every example, in the order of ids; nothing is kept from one to the next. Stopped where that was asked
    // for.
    Result<> visit(Project& project, const ExplanationVisitor& visitor, const ProgressCallback& progress = {},
        const StopFlag* stop = nullptr) const;

private:
    struct State;
    explicit Explainer(std::unique_ptr<State> state);
    PlacementView view() const;

    std::unique_ptr<State> m_state;
};

// Everything, with times in milliseconds since 1970; phases count from 1.
Json toJson(const Explanation& explanation);

} // namespace dankai
