// SPDX-License-Identifier: GPL-3.0-or-later
// What a review says about levels, the same in a project and in a package.
#pragma once

#include <QString>

#include <optional>
#include <string>
#include <vector>

class QAction;

namespace dankai::ui {

QString levelWord(const std::vector<std::string>& levels, int level);
// After an answer to a question for practice.
QString practiceWords(const std::vector<std::string>& levels, std::optional<int> said, int expected);
// What takes the last answer back, by the key that `command` has; empty where it has none.
QString takeBackWords(const QAction* command);

} // namespace dankai::ui
