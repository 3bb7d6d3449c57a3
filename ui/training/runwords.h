// SPDX-License-Identifier: GPL-3.0-or-later
// Runs in the words of the window: states, arms, stages, times, sizes, and the marks of verdicts.
#pragma once

#include "core/phase/arm.h"
#include "core/project/runstore.h"
#include "core/protocol/event.h"
#include "core/run/runspec.h"

#include <QColor>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace dankai::ui {

struct Theme;

QString stateWord(RunState state);
// Of run.yaml's name; the name itself where this version does not know it.
QString armWord(std::string_view arm);
// The same of a run; with a word where it goes on from another one with changes and is no arm to compare.
QString runArmWord(std::string_view arm, bool isAdapted);
QString runArmWord(const RunRecord& record);
// Its name; one that nobody has given in the language of the window, since core keeps it in English.
QString runNameWord(const RunRecord& record);
QString armMeaning(Arm arm); // one line
// "about 3 min", "1 h 04 min"; whole minutes from one on, so that it does not flicker.
QString durationWords(double seconds);
QString bytesWords(std::uint64_t bytes);
QString whenWords(std::int64_t msSince1970); // local date and time, short
// "Measuring after phase 2", for what is not training.
QString stageWord(const event::Stage& stage);
// "Before training", "After phase 2"
QString checkpointWord(std::string_view checkpoint);

// pass, fail, undecided
QString verdictWord(std::string_view verdict);
QString verdictSign(std::string_view verdict); // one character
QString verdictIcon(std::string_view verdict); // of ui/style/icons.h
QColor verdictColour(std::string_view verdict, const Theme& theme);

// Lines of phases, doubled: each has a pattern besides its colour.
Qt::PenStyle phasePattern(int index); // from 0
QColor phaseColour(int index, const RunSpec& spec, const Theme& theme);

// What to do about a finding of the pre-flight; empty where its own words say all.
QString adviceFor(std::string_view check);
// A stage of preparing a run (core/project/runlaunch.h) in words.
QString preparingWord(std::string_view stage);

struct SettingRow
{
    QString name;
    QString key; // as run.yaml has it
    QString value;
    QString full; // the value, a path with its folders
};

std::vector<SettingRow> settingRows(const RunSpec& spec);

} // namespace dankai::ui
