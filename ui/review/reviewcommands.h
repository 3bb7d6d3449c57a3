// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the review: one key a decision, digits for the levels. Commands of the window like all others
// (ui/page/commandlist.h).
#pragma once

#include <QAction>
#include <QList>
#include <QString>

#include <vector>

class QPushButton;

namespace dankai::ui {

inline constexpr int mostReviewLevels = 8; // as many phases as a plan may have

// In this order among the actions behind the levels.
enum class ReviewKey
{
    Ambiguous,
    Exclude,
    Personal,
    Wrong,
    Skip,
    Edit,
    Note,
    TakeBack,
};

inline constexpr int reviewKeyCount = 8;

// Actions of `owner`, which work while the focus is within it: first mostReviewLevels of levels, then one for
// each ReviewKey. Texts of levels are the caller's.
std::vector<QAction*> makeReviewActions(QWidget* owner);

// A button that does what the action does, with its first key in sight.
QPushButton* makeReviewButton(QAction* action, QWidget* parent);

} // namespace dankai::ui
