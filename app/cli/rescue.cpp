// SPDX-License-Identifier: Apache-2.0
// dankai rescue
#include "core/project/rescue.h"

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/progressline.h"
#include "app/cli/texttable.h"
#include "app/cli/wording.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace dankai {

CommandBody defineRescue(CLI::App& app)
{
    auto folder = std::make_shared<std::string>();
    app.add_option("PROJECT", *folder, "the project folder")->required();
    return [folder](const Console& console) -> Result<ExitCode> {
        ProgressLine line(console, "Reading what can be read");
        auto rescue = rescueProject(*folder, line.callback(), &interruptFlag());
        line.clear();
        if (!rescue)
            return passOn(rescue);
        TextTable table({{"table", Align::Left}, {"rows kept"}, {"left out"}, {"gaps", Align::Left}});
        Json rows = Json::array();
        for (const RescuedTable& entry : rescue->tables) {
            table.add({entry.name, std::to_string(entry.kept), std::to_string(entry.dropped),
                entry.hasGaps ? "some rows could not be read" : ""});
            rows.push_back({{"table", entry.name}, {"kept", entry.kept}, {"dropped", entry.dropped},
                {"has_gaps", entry.hasGaps}});
        }
        table.print(console);
        console.print("The damaged file stands at " + rescue->damaged.string()
            + ". Look at what is there with: " + console.paint(Ink::Strong, "dankai status " + *folder));
        console.result({{"tables", std::move(rows)}, {"damaged", rescue->damaged.string()}});
        return ExitCode::Done;
    };
}

} // namespace dankai
