// SPDX-License-Identifier: GPL-3.0-or-later
// Models that answer, in the words and colours of the window.
#pragma once

#include "core/project/answerset.h"

#include <QColor>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace dankai::ui {

struct Theme;

// The column of answers known to be good, which no model gave.
inline constexpr std::string_view referenceKey = "reference";

// "Before training", "Run 003 phased › after phase 2", "Reference answer"; a key that is gone is its own
// word.
QString speakerWord(const AnswerSet& set, std::string_view key);
// The same as short as these columns allow: "After phase 2" where no other run's phases stand beside it.
QString columnWord(const AnswerSet& set, std::string_view key, const std::vector<std::string>& columns);
// "after phase 2", for a place that names the run already.
QString speakerPhaseWord(const Speaker& speaker);
// "Run 003, phased"
QString speakerRunWord(const Speaker& speaker);
QColor speakerColour(const AnswerSet& set, std::string_view key, const Theme& theme);
// "Frozen prompts of run 003 (12)", "Asked on 27.11.26 01:40 (3)"
QString promptSetWord(const PromptSet& set);

// The answer in a column, as text; nothing where there is none.
const std::string* answerText(const AnswerSet& set, std::string_view key, std::size_t prompt);
const RecordedAnswer* recordedAnswer(const AnswerSet& set, std::string_view key, std::size_t prompt);

// "312 characters", "71 tokens", "2.3 s", "cut at the limit"
QString charactersWord(qint64 characters);
QString tokensWord(qint64 tokens);
QString secondsWord(double seconds);

} // namespace dankai::ui
