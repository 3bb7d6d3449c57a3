// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between two sentences of one paragraph.
#pragma once

#include <QLocale>
#include <QString>

namespace dankai::ui {

// A space; none in Japanese, whose full stop brings its own.
inline QString sentenceGap()
{
    return QLocale().language() == QLocale::Japanese ? QString() : QStringLiteral(" ");
}

} // namespace dankai::ui
