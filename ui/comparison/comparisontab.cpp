// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparisontab.h"

namespace dankai::ui {

void ComparisonTab::saveState(QSettings&) const
{ }

void ComparisonTab::restoreState(const QSettings&)
{ }

} // namespace dankai::ui
