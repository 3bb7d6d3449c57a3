// SPDX-License-Identifier: GPL-3.0-or-later
// The personal settings as rows of the table of settings, each with what follows from a change.
#pragma once

#include "ui/settings/personalsetting.h"
#include "ui/shell/personalsettings.h"

#include <functional>
#include <vector>

namespace dankai::ui {

// What the window does about a choice; keeping it is done already, but for theme, language and text scale,
// which whoever applies them keeps too.
struct PersonalChoices
{
    std::function<void(ThemeChoice)> theme;
    std::function<void(LanguageChoice)> language;
    std::function<void(int percent)> textScale;
    std::function<void(bool isHidden)> hidesTraining;
    std::function<void()> personName; // it is another
};

std::vector<PersonalSetting> personalSettings(PersonalSettings& settings, const PersonalChoices& choices);

} // namespace dankai::ui
