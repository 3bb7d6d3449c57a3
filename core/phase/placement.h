// SPDX-License-Identifier: Apache-2.0
// Where each example stands: a plan's rule over the columns of all examples, then its overrides. A million
// rows take a fraction of a second, so a placement is computed anew instead of stored.
// Does not read the project store and does not split off held-out rows (core/dataset/heldout.h).
#pragma once

#include "core/base/result.h"
#include "core/dataset/example.h"
#include "core/dataset/textscript.h"
#include "core/phase/plan.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dankai {

class ScoreOrder;

inline constexpr std::uint32_t noNearDuplicate = 0xffffffffU;

// One entry per example in every column; columns that are not known are empty.
struct ExampleColumns
{
    std::vector<ExampleId> ids; // ascending
    std::vector<ContentHash> hashes;
    std::vector<double> scores; // by one scorer; not a number: unscored
    std::vector<std::uint32_t> tokens; // as trained, prompt and answer; may be empty
    std::vector<std::uint32_t> responseLengths; // code points; may be empty
    std::vector<std::uint8_t> isExcluded; // by a person, from every plan; may be empty: nobody
    std::vector<std::uint8_t> isEdited; // since the import; may be empty: none
    std::vector<TextScript> instructionScripts; // of instruction and input; may be empty
    std::vector<TextScript> responseScripts; // may be empty
    // Row of the first of those that are nearly the same and not excluded; noNearDuplicate; may be empty:
    // none.
    std::vector<std::uint32_t> nearDuplicates;
    std::vector<std::uint32_t> sources; // the imported file, an index into sourceNames; may be empty
    std::vector<std::string> sourceNames; // each once, as it was given to the import

    std::size_t size() const { return ids.size(); }
};

// A place is a phase from 0, or one of these.
inline constexpr std::int8_t unscoredPlace = -1;
inline constexpr std::int8_t excludedPlace = -2;

struct PhaseSummary
{
    std::size_t examples = 0;
    std::size_t movedIn = 0; // by hand, from another phase or from the unscored
    std::size_t scored = 0; // what meanScore is over; fewer than examples where unscored ones were moved in
    std::uint64_t tokens = 0; // 0 where tokens are not known
    double meanScore = 0;
    double lowestScore = 0;
    double highestScore = 0;
    double meanResponseLength = 0; // code points
};

// Between one band of difficulty and the next; bands are phases where the rule does not say otherwise.
struct Cut
{
    double score = 0; // the first score of the upper band
    // Examples of exactly this score that stand below the cut, chosen by content hash; 0 for a clean cut.
    std::size_t tiesBelow = 0;
    std::size_t tiesAbove = 0;
};

struct Placement
{
    std::vector<std::int8_t> places; // one per example
    std::vector<Cut> cuts; // phases - 1; of the rule, before overrides
    std::vector<PhaseSummary> phases;
    std::size_t unscored = 0; // not placed because there is no score
    std::size_t excluded = 0;
    std::size_t movedByHand = 0; // overrides that change what the rule gives
    std::size_t overridesWithoutExample = 0; // of examples that are not in the columns
    std::vector<std::string> notes; // sentences: cut ties, a valley that was not there, ...
};

enum class EmptyPhases
{
    Refuse, // an error naming the counts and what to do
    Allow, // while somebody drags a threshold
};

// The rule looks at every scored example that no one excluded from the project, also at those moved by
// hand, so that moving one never pushes another over a cut. Equal scores are ordered by content hash, so
// that quantiles and equal tokens are exact also where most scores tie; length never decides.
// Thresholds never cut ties. Kde takes the deepest valleys; where there are fewer than it needs it halves
// the bandwidth twice, and then cuts the largest phase at its median score, saying so in the notes.
Result<Placement> placeExamples(
    const Plan& plan, const ExampleColumns& columns, EmptyPhases emptyPhases = EmptyPhases::Refuse);
// The same for whoever keeps the order of these columns from one placement to the next.
Result<Placement> placeExamples(const Plan& plan, const ExampleColumns& columns, const ScoreOrder& order,
    EmptyPhases emptyPhases = EmptyPhases::Refuse);

} // namespace dankai
