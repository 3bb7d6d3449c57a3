// SPDX-License-Identifier: Apache-2.0
// project.yaml with other values in it: what a person wrote around them (comments, order, spaces) stays.
// Does not decide what may be set: that is projectsettings.h.
#pragma once

#include "core/base/result.h"
#include "core/project/projectsettings.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dankai {

// Dotted paths of project.yaml: name, model.path, chat_template, run.optimizer.learning_rate, ... Nothing:
// the key is taken away, so that its default holds.
using SettingChanges = std::map<std::string, std::optional<std::string>>;

// What `settings` are with these changes; unusable where a path is unknown or a value does not pass.
Result<ProjectSettings> withChanges(ProjectSettings settings, const SettingChanges& changes);

struct EditedSettings
{
    ProjectSettings settings;
    std::string yaml;
    bool keepsComments = true; // false: written anew, since it was written in a way that cannot be edited
};

// `yaml` is the file's text, `where` its name in errors. A file with a mistake is an error with its line.
Result<EditedSettings> editSettings(
    std::string_view yaml, const SettingChanges& changes, const std::string& where);

} // namespace dankai
