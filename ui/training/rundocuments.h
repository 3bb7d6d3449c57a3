// SPDX-License-Identifier: GPL-3.0-or-later
// What is read rather than plotted of a run, as rich text: its gates and its answers. Every text from outside
// is escaped.
#pragma once

#include "core/protocol/runhistory.h"
#include "core/run/runrow.h"
#include "core/run/runspec.h"

#include <QString>

#include <vector>

namespace dankai::ui {

struct Theme;

// The newest gate first, each with its reasons and what people decided about it.
QString gatesDocument(const RunHistory& history, const RunSpec& spec, const Theme& theme);
// Prompt by prompt, in the order of training, and an answer that is known to be good.
QString answersDocument(const RunHistory& history, const std::vector<RunRow>& prompts, const Theme& theme);

} // namespace dankai::ui
