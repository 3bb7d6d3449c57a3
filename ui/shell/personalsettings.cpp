// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/personalsettings.h"

#include "core/platform/environment.h"

#include <QFileInfo>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int recentProjectsKept = 12;
constexpr int smallestTextScale = 80; // below and above the window's parts do not fit
constexpr int largestTextScale = 150;

// Every key there is, with its default where it is read.
const QString themeKey = QStringLiteral("appearance/theme"); // system | light | dark
const QString languageKey = QStringLiteral("appearance/language"); // system | en | ja
const QString textScaleKey = QStringLiteral("appearance/text_scale"); // 100
const QString modelFoldersKey = QStringLiteral("models/folders"); // none
const QString personNameKey = QStringLiteral("person/name"); // that of the login
const QString recentKey = QStringLiteral("projects/recent"); // folders, the last one first
const QString hidesTrainingKey = QStringLiteral("window/hides_training"); // false
const QString geometryKey = QStringLiteral("window/geometry");
const QString keysGroup = QStringLiteral("keys"); // of commands by their ids; none
const QString pagesGroup = QStringLiteral("pages");

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

int PersonalSettings::textScale() const
{
    return std::clamp(m_store.value(textScaleKey, 100).toInt(), smallestTextScale, largestTextScale);
}

void PersonalSettings::setTextScale(int percent)
{
    m_store.setValue(textScaleKey, percent);
}

QString PersonalSettings::personName() const
{
    const QString own = m_store.value(personNameKey).toString().trimmed();
    return own.isEmpty() ? QString::fromStdString(dankai::personName()) : own;
}

void PersonalSettings::setPersonName(const QString& name)
{
    m_store.setValue(personNameKey, name.trimmed());
}

QStringList PersonalSettings::modelFolders() const
{
    return m_store.value(modelFoldersKey).toStringList();
}

void PersonalSettings::setModelFolders(const QStringList& folders)
{
    m_store.setValue(modelFoldersKey, folders);
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

void PersonalSettings::clearRecentProjects()
{
    m_store.remove(recentKey);
}

bool PersonalSettings::hidesTraining() const
{
    return m_store.value(hidesTrainingKey).toBool();
}

void PersonalSettings::setHidesTraining(bool isHidden)
{
    m_store.setValue(hidesTrainingKey, isHidden);
}

OwnKeys PersonalSettings::ownKeys() const
{
    OwnKeys keys;
    for (const QString& key : m_store.allKeys())
        if (key.startsWith(keysGroup + u'/'))
            keys[key.mid(keysGroup.size() + 1)] = keysFromText(m_store.value(key).toString());
    return keys;
}

void PersonalSettings::setOwnKeys(const QString& id, const std::optional<QList<QKeySequence>>& keys)
{
    const QString key = keysGroup + u'/' + id;
    if (keys)
        m_store.setValue(key, keyText(*keys));
    else
        m_store.remove(key);
}

QByteArray PersonalSettings::windowGeometry() const
{
    return m_store.value(geometryKey).toByteArray();
}

void PersonalSettings::setWindowGeometry(const QByteArray& geometry)
{
    m_store.setValue(geometryKey, geometry);
}

void PersonalSettings::forgetLayout()
{
    m_store.remove(geometryKey);
    m_store.remove(pagesGroup);
}

QString PersonalSettings::pageGroup(const QString& pageId)
{
    return pagesGroup + u'/' + pageId;
}

} // namespace dankai::ui
