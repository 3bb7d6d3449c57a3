// SPDX-License-Identifier: Apache-2.0
// What a calibration said of itself, as the project keeps it: JSON beside the version of its scores in
// project.db. Fits nothing (calibrating.h).
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/project/calibrating.h"

#include <optional>
#include <string>
#include <string_view>

namespace dankai {

Json toJson(const CalibrationOutcome& outcome);
// Unusable where it is no such record. `where` names it in the sentence.
Result<CalibrationOutcome> parseCalibration(std::string_view text, const std::string& where);

// That of the newest scores; nothing where nothing was calibrated.
Result<std::optional<CalibrationOutcome>> lastCalibration(Project& project);

} // namespace dankai
