// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/personalrows.h"

#include "core/platform/environment.h"

#include <QCoreApplication>

namespace dankai::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(PersonalSettings)
};

const QString system = QStringLiteral("system");

} // namespace

std::vector<PersonalSetting> personalSettings(PersonalSettings& settings, const PersonalChoices& choices)
{
    const QString oneOfThem = Words::tr("One of the list");
    std::vector<PersonalSetting> rows;
    const QString light = QStringLiteral("light"), dark = QStringLiteral("dark");
    rows.push_back({QStringLiteral("appearance/theme"), Words::tr("Theme"), oneOfThem, system,
        {{system, Words::tr("like the system")}, {light, Words::tr("light")}, {dark, Words::tr("dark")}},
        [&settings, light, dark] {
            return settings.theme() == ThemeChoice::Light ? light
                : settings.theme() == ThemeChoice::Dark   ? dark
                                                          : system;
        },
        [apply = choices.theme, light, dark](const QString& value) {
            apply(value == light    ? ThemeChoice::Light
                    : value == dark ? ThemeChoice::Dark
                                    : ThemeChoice::System);
        }});
    const QString english = QStringLiteral("en"), japanese = QStringLiteral("ja");
    rows.push_back({QStringLiteral("appearance/language"), Words::tr("Language"), oneOfThem, system,
        // Each in its own language, for whoever cannot read the other.
        {{system, Words::tr("like the system")}, {english, QStringLiteral("English")},
            {japanese, QStringLiteral("日本語")}},
        [&settings, english, japanese] {
            return settings.language() == LanguageChoice::English ? english
                : settings.language() == LanguageChoice::Japanese ? japanese
                                                                  : system;
        },
        [apply = choices.language, english, japanese](const QString& value) {
            apply(value == english      ? LanguageChoice::English
                    : value == japanese ? LanguageChoice::Japanese
                                        : LanguageChoice::System);
        }});
    std::vector<std::pair<QString, QString>> scales;
    for (const int percent : {90, 100, 110, 125, 150})
        scales.emplace_back(QString::number(percent), QStringLiteral("%1 %").arg(percent));
    rows.push_back(
        {QStringLiteral("appearance/text_scale"), Words::tr("Size of text"), oneOfThem, QStringLiteral("100"),
            std::move(scales), [&settings] { return QString::number(settings.textScale()); },
            [apply = choices.textScale](const QString& value) { apply(value.toInt()); }});
    rows.push_back({QStringLiteral("window/hides_training"), Words::tr("Training pages"), oneOfThem,
        QStringLiteral("false"),
        {{QStringLiteral("false"), Words::tr("shown")}, {QStringLiteral("true"), Words::tr("hidden")}},
        [&settings] { return settings.hidesTraining() ? QStringLiteral("true") : QStringLiteral("false"); },
        [apply = choices.hidesTraining](const QString& value) { apply(value == u"true"); }});
    rows.push_back({QStringLiteral("person/name"), Words::tr("Your name"),
        Words::tr("Kept with the examples that you move, exclude, restore and edit, and offered where you "
                  "review and vote"),
        QString::fromStdString(dankai::personName()), {}, [&settings] { return settings.personName(); },
        [&settings, apply = choices.personName](const QString& value) {
            settings.setPersonName(value);
            apply();
        }});
    const QString between = QStringLiteral("; ");
    rows.push_back({QStringLiteral("models/folders"), Words::tr("More folders to search for models"),
        Words::tr("Folders with semicolons between them"), {}, {},
        [&settings, between] { return settings.modelFolders().join(between); },
        [&settings](const QString& value) {
            QStringList folders;
            for (const QString& folder : value.split(u';', Qt::SkipEmptyParts))
                folders.append(folder.trimmed());
            settings.setModelFolders(folders);
        }});
    return rows;
}

} // namespace dankai::ui
