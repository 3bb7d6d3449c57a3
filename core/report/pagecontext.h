// SPDX-License-Identifier: Apache-2.0
// What every section of the page reads: the runs, the language, the models in their order.
#pragma once

#include "core/report/html.h"
#include "core/report/htmlreport.h"
#include "core/report/reportcolumns.h"

#include <string>
#include <string_view>
#include <vector>

namespace dankai {

struct PageContext
{
    explicit PageContext(const ReportInput& reportInput);

    const ReportInput* input;
    Words say;
    std::vector<ReportColumn> columns;
    int sets = 0; // held-out phases of the first run

    const RunSummary& first() const { return input->runs.front(); }

    std::string firstArm() const { return runLabel(first(), input->runs, say); }

    const RunSummary* armRun(std::string_view arm) const; // nullptr where there is none
    std::string phaseName(int heldOutPhase) const; // from 1, not escaped
};

} // namespace dankai
