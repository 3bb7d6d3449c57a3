// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/modelplaces.h"

#include "ui/shell/personalsettings.h"

namespace dankai::ui {

ModelPlaces modelPlaces(const PersonalSettings& settings)
{
    ModelPlaces places = usualModelPlaces();
    for (const QString& folder : settings.modelFolders())
        places.own.emplace_back(folder.toStdString());
    return places;
}

} // namespace dankai::ui
