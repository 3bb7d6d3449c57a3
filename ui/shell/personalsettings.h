// SPDX-License-Identifier: GPL-3.0-or-later
// What one person on one machine has chosen: theme, language, recent projects, arranged windows. One table of
// keys. Nothing of a project (project.yaml) and no secret.
#pragma once

#include "ui/page/commandlist.h"
#include "ui/style/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <optional>

namespace dankai::ui {

enum class LanguageChoice
{
    System,
    English,
    Japanese,
};

class PersonalSettings final
{
public:
    PersonalSettings();
    // A file of its own, for tests and pictures.
    explicit PersonalSettings(const QString& file);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    LanguageChoice language() const;
    void setLanguage(LanguageChoice choice);

    // In percent of the usual size.
    int textScale() const;
    void setTextScale(int percent);

    // Under which what a person does is kept; without a choice the name that the machine knows.
    QString personName() const;
    void setPersonName(const QString& name);

    // Folders of a person's own that are searched for models, besides the usual ones.
    QStringList modelFolders() const;
    void setModelFolders(const QStringList& folders);

    // The last one first, also those whose folders are gone: a disk may come back.
    QStringList recentProjects() const;
    void addRecentProject(const QString& folder);
    void removeRecentProject(const QString& folder);
    void clearRecentProjects();

    // Whoever only reviews examples sees no training pages.
    bool hidesTraining() const;
    void setHidesTraining(bool isHidden);

    OwnKeys ownKeys() const;
    // Nothing: the command's first keys.
    void setOwnKeys(const QString& id, const std::optional<QList<QKeySequence>>& keys);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);
    // Columns, splitters and the window are as on the first day.
    void forgetLayout();
    // The group that a page's saveState() writes into.
    static QString pageGroup(const QString& pageId);

    QSettings& store() { return m_store; }

private:
    QSettings m_store;
};

} // namespace dankai::ui
