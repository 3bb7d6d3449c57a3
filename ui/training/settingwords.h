// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of run.yaml in words, for every table that shows them; the dotted path is the tooltip's.
#pragma once

#include <QString>

#include <string_view>

namespace dankai::ui {

// Of a dotted path, of phases.2.epochs too, and of what a manifest adds (model.hash, data.phase_1.jsonl); the
// path itself where this version does not know it.
QString settingWord(std::string_view path);
// A value of that setting as people read it: choices in words, hashes shortened.
QString settingValueWords(std::string_view path, std::string_view value);

} // namespace dankai::ui
