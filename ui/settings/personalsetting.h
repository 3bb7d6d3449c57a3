// SPDX-License-Identifier: GPL-3.0-or-later
// One personal setting for the table of settings: the shell knows where it is kept and what follows from it.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <utility>
#include <vector>

namespace dankai::ui {

enum class SettingsSection
{
    General,
    Keys, // of commands
};

struct PersonalSetting
{
    QString key; // as the settings' file has it
    QString name;
    QString hint; // what may be set
    QString usual; // the default, as it is kept
    // Value and words; empty: a text (folders with semicolons between them).
    std::vector<std::pair<QString, QString>> choices;
    std::function<QString()> value;
    std::function<void(const QString&)> set;
    std::function<QString(const QString&)> problem = {}; // why it cannot be set; none: anything can
    std::function<QString(const QString&)> words = {}; // for a value; none: as it is kept
    SettingsSection section = SettingsSection::General;
};

// What is done rather than set: the arrangement of the window goes back to what it was first.
struct PersonalAction
{
    QString name;
    QString text; // of the button
    std::function<void()> run;
};

} // namespace dankai::ui
