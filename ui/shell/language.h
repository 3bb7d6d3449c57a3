// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window, changed at run time: our translations and Qt's own.
#pragma once

#include "ui/shell/personalsettings.h"

#include <QLocale>
#include <QTranslator>

class QApplication;

namespace dankai::ui {

// Japanese where it is chosen or the system's first language, English elsewhere.
QLocale::Language languageOf(LanguageChoice choice);

class InstalledLanguage final
{
public:
    // Widgets that exist already keep their texts: whoever calls this makes them anew.
    void install(QApplication& application, QLocale::Language language);

private:
    QTranslator m_own;
    QTranslator m_qt;
};

} // namespace dankai::ui
