// SPDX-License-Identifier: GPL-3.0-or-later
// Where models are looked for: the usual places and the folders that a person's settings name.
#pragma once

#include "core/checkpoint/modelfinder.h"

namespace dankai::ui {

class PersonalSettings;

ModelPlaces modelPlaces(const PersonalSettings& settings);

} // namespace dankai::ui
