// SPDX-License-Identifier: GPL-3.0-or-later
// What core says (errors, warnings, findings, reasons, notes) in the language of the window. core has no Qt
// and says it in English, and records of old runs hold it so; so it is translated where it is shown: the
// template that the sentence was made from is found, and its translation takes the same numbers, paths and
// names. What comes from no template stays as it is. Files, logs to copy and the support bundle are not to go
// through here.
#pragma once

#include <QString>

#include <string_view>

namespace dankai::ui {

QString translatedCore(const QString& sentence);
QString translatedCore(std::string_view sentence);

} // namespace dankai::ui
