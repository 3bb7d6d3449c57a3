// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

#include <QApplication>
#include <QLibraryInfo>

namespace dankai::ui {

QLocale::Language languageOf(LanguageChoice choice)
{
    switch (choice) {
    case LanguageChoice::English:
        return QLocale::English;
    case LanguageChoice::Japanese:
        return QLocale::Japanese;
    case LanguageChoice::System:
        break;
    }
    return QLocale::system().language() == QLocale::Japanese ? QLocale::Japanese : QLocale::English;
}

void InstalledLanguage::install(QApplication& application, QLocale::Language language)
{
    application.removeTranslator(&m_own);
    application.removeTranslator(&m_qt);
    const bool isJapanese = language == QLocale::Japanese;
    QLocale::setDefault(isJapanese ? QLocale(QLocale::Japanese, QLocale::Japan)
                                   : QLocale(QLocale::English, QLocale::system().territory()));
    // English is loaded too: it holds the plural forms.
    const QString name = isJapanese ? QStringLiteral("ja") : QStringLiteral("en");
    if (m_own.load(QStringLiteral(":/i18n/dankai_%1.qm").arg(name)))
        application.installTranslator(&m_own);
    if (isJapanese
        && m_qt.load(QStringLiteral("qtbase_ja"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application.installTranslator(&m_qt);
}

} // namespace dankai::ui
