// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keyrows.h"

#include <QCoreApplication>

namespace dankai::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(KeySettings)
};

QString problemOf(const CommandInfo& command, const QString& value, const OwnKeys& own)
{
    const CommandInfo* other = takenBy(command, keysFromText(value), own);
    return other == nullptr
        ? QString()
        : Words::tr("This key is taken by “%1” (%2). Give that command another one first.")
              .arg(commandText(*other), commandPage(*other));
}

} // namespace

std::vector<PersonalSetting> keySettings(PersonalSettings& settings, const std::function<void()>& apply)
{
    std::vector<PersonalSetting> rows;
    for (const CommandInfo& command : commandList()) {
        PersonalSetting row;
        row.section = SettingsSection::Keys;
        row.key = u"keys/" + command.id;
        row.name = commandPage(command) + u": " + commandText(command);
        row.hint = Words::tr("A key, alone or with Ctrl, Alt and Shift");
        row.usual = keyText(command.keys);
        row.value = [&settings, &command] { return keyText(keysOf(command, settings.ownKeys())); };
        row.set = [&settings, &command, apply, usual = row.usual](const QString& value) {
            settings.setOwnKeys(
                command.id, value == usual ? std::nullopt : std::optional(keysFromText(value)));
            apply();
        };
        row.problem = [&settings, &command](
                          const QString& value) { return problemOf(command, value, settings.ownKeys()); };
        row.words = [](const QString& value) {
            return value.isEmpty() ? Words::tr("no key") : keyWords(keysFromText(value));
        };
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace dankai::ui
