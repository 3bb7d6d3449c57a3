// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/personalsettings.h"

#include <QFileInfo>

namespace dankai::ui {

namespace {

constexpr int recentProjectsKept = 12;

// Every key there is, with its default where it is read.
const QString themeKey = QStringLiteral("appearance/theme"); // system | light | dark
const QString languageKey = QStringLiteral("appearance/language"); // system | en | ja
const QString recentKey = QStringLiteral("projects/recent"); // folders, the last one first
const QString hidesTrainingKey = QStringLiteral("window/hides_training"); // false
const QString geometryKey = QStringLiteral("window/geometry");

} // namespace

PersonalSettings::PersonalSettings()
    : m_store(
        QSettings::IniFormat, QSettings::UserScope, QStringLiteral("dankai"), QStringLiteral("workbench"))
{ }

PersonalSettings::PersonalSettings(const QString& file)
    : m_store(file, QSettings::IniFormat)
{ }

ThemeChoice PersonalSettings::theme() const
{
    const QString name = m_store.value(themeKey).toString();
    return name == u"light" ? ThemeChoice::Light : name == u"dark" ? ThemeChoice::Dark : ThemeChoice::System;
}

void PersonalSettings::setTheme(ThemeChoice choice)
{
    m_store.setValue(themeKey,
        choice == ThemeChoice::Light      ? QStringLiteral("light")
            : choice == ThemeChoice::Dark ? QStringLiteral("dark")
                                          : QStringLiteral("system"));
}

LanguageChoice PersonalSettings::language() const
{
    const QString name = m_store.value(languageKey).toString();
    return name == u"ja" ? LanguageChoice::Japanese
        : name == u"en"  ? LanguageChoice::English
                         : LanguageChoice::System;
}

void PersonalSettings::setLanguage(LanguageChoice choice)
{
    m_store.setValue(languageKey,
        choice == LanguageChoice::Japanese      ? QStringLiteral("ja")
            : choice == LanguageChoice::English ? QStringLiteral("en")
                                                : QStringLiteral("system"));
}

QStringList PersonalSettings::recentProjects() const
{
    return m_store.value(recentKey).toStringList();
}

void PersonalSettings::addRecentProject(const QString& folder)
{
    const QString path = QFileInfo(folder).absoluteFilePath();
    QStringList folders = m_store.value(recentKey).toStringList();
    folders.removeAll(path);
    folders.prepend(path);
    m_store.setValue(recentKey, QStringList(folders.mid(0, recentProjectsKept)));
}

void PersonalSettings::removeRecentProject(const QString& folder)
{
    QStringList folders = recentProjects();
    folders.removeAll(folder);
    m_store.setValue(recentKey, folders);
}

bool PersonalSettings::hidesTraining() const
{
    return m_store.value(hidesTrainingKey).toBool();
}

void PersonalSettings::setHidesTraining(bool isHidden)
{
    m_store.setValue(hidesTrainingKey, isHidden);
}

QByteArray PersonalSettings::windowGeometry() const
{
    return m_store.value(geometryKey).toByteArray();
}

void PersonalSettings::setWindowGeometry(const QByteArray& geometry)
{
    m_store.setValue(geometryKey, geometry);
}

QString PersonalSettings::pageGroup(const QString& pageId)
{
    return QStringLiteral("pages/") + pageId;
}

} // namespace dankai::ui
