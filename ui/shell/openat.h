// SPDX-License-Identifier: GPL-3.0-or-later
// Where a project that was chosen is to be opened.
#pragma once

#include <QString>

namespace dankai::ui {

struct OpenAt
{
    QString page = {}; // its id; empty: the usual one
    QString run = {}; // to be shown on the Training page; empty: none
    QString sentence = {}; // to be said for some seconds; empty: none
};

} // namespace dankai::ui
