// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of all commands as rows of the table of settings.
#pragma once

#include "ui/settings/personalsetting.h"
#include "ui/shell/personalsettings.h"

#include <functional>
#include <vector>

namespace dankai::ui {

// `apply` gives the commands of the window their new keys; keeping them is done already.
std::vector<PersonalSetting> keySettings(PersonalSettings& settings, const std::function<void()>& apply);

} // namespace dankai::ui
