// SPDX-License-Identifier: GPL-3.0-or-later
// From a search field to what it has found: Down and Enter go there, as in every list that is searched. What
// is searched, and when, is the field's owner's business.
#pragma once

#include <functional>

class QLineEdit;

namespace dankai::ui {

// `goThere` gives the focus to what was found.
void leadTo(QLineEdit* search, std::function<void()> goThere);

} // namespace dankai::ui
