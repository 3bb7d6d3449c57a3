// SPDX-License-Identifier: GPL-3.0-or-later
// What difficulty is taken from, in words: the names of core's scorers (core/difficulty/scorer.h) are for
// settings and commands.
#pragma once

#include <QString>

#include <string_view>

namespace dankai::ui {

// The name itself where this version does not know it.
QString scorerWord(std::string_view scorer);

} // namespace dankai::ui
