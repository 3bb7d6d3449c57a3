// SPDX-License-Identifier: Apache-2.0
// The sections of the page as HTML, each empty where the run has nothing for it.
#pragma once

#include <cstddef>
#include <string>

namespace dankai {

struct PageContext;

// losssections.cpp: what the held-out losses say
std::string findingSection(const PageContext& page); // for a reader in a hurry, with its uncertainty
std::string lossTableSection(const PageContext& page);
std::string armEffectsSection(const PageContext& page);
std::string forgettingSection(const PageContext& page);
std::size_t shownIntervals(const PageContext& page); // in the loss table and the comparison with the arms

// recordsections.cpp: what the runs did
std::string curvesSection(const PageContext& page);
std::string phasesSection(const PageContext& page);
std::string gatesSection(const PageContext& page);
std::string budgetSection(const PageContext& page);
std::string settingsSection(const PageContext& page);

// answersection.cpp: what the models say to the same prompts, and how long that is
std::string answersSection(const PageContext& page);

} // namespace dankai
