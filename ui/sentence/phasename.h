// SPDX-License-Identifier: GPL-3.0-or-later
// Names of phases as people read them. Those that nobody has named are numbered in English where they are
// kept.
#pragma once

#include <QString>

#include <string>

namespace dankai::ui {

// Of phase `number`, from 1: its name, or "Phase 2" in the language of the window.
QString phaseNameWord(const std::string& name, int number);
// "Phase 2: Hard", or "Phase 2" where that is all its name says.
QString numberedPhaseWord(const std::string& name, int number);

} // namespace dankai::ui
