// SPDX-License-Identifier: GPL-3.0-or-later
// Why an example stands where it does (core/project/explanation.h), as text for the panes that show one
// example. Reads nothing.
#pragma once

#include "core/project/explanation.h"

#include <QString>

#include <span>

namespace dankai::ui {

struct Theme;

// Of links to other examples, with their number behind it.
inline constexpr auto exampleScheme = "example:";

// HTML without headings; all empty where no plan was asked about.
struct ExplanationText
{
    QString why; // where it stands, by whom, and what the rule did
    QString neighbours; // a table: the nearest examples at the cuts, with links
    QString people; // a table: what was said in reviews
};

// A table as HTML: who excluded, restored or edited an example, and when; empty: nobody.
QString changesText(std::span<const ExampleChange> changes, const Theme& theme);
ExplanationText explanationText(const Explanation& explanation, const Theme& theme);
// "Imported scores, version 1"
QString scorerOfVersion(std::string_view scorer, int version);

} // namespace dankai::ui
