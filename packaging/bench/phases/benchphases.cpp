// SPDX-License-Identifier: GPL-3.0-or-later
// How long the Phases page takes on a project of many examples: from an edit until every column shows it.
//
//   bench_phases PROJECT      a copy: plans named "bench" are made in it and deleted
//
// Each figure is the median of `rounds`, beside the bound it is held to.
#include "ui/phase/phasecolumn.h"
#include "ui/phase/phasespage.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

namespace {

using namespace dankai;
using namespace dankai::ui;

constexpr int rounds = 5;
constexpr int patienceMs = 120000;

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void report(const char* what, std::vector<double> milliseconds, double bound)
{
    std::sort(milliseconds.begin(), milliseconds.end());
    const double median = milliseconds[milliseconds.size() / 2];
    std::printf("%-58s %8.1f ms  (%.1f to %.1f; bound %.0f%s)\n", what, median, milliseconds.front(),
        milliseconds.back(), bound, median <= bound ? "" : ": NOT KEPT");
}

// Until the columns show what the edit made of them, painted.
double timeOf(PlanDocument& document, PhasesPage& page, const std::function<void()>& edit)
{
    QSignalSpy shown(&page.contents(), &PhaseContents::changed);
    const auto start = Clock::now();
    edit();
    do {
        if (!shown.wait(patienceMs))
            qFatal("no answer");
    } while (!document.isPlaced() || page.contents().contents()->placed != document.placed());
    page.repaint();
    return millisecondsSince(start);
}

int measure(const char* folder)
{
    const auto opening = Clock::now();
    ProjectSession session{std::filesystem::path(folder)};
    PlanDocument document(session);
    PhasesPage page(document);
    page.resize(1280, 640);
    page.show();
    QSignalSpy opened(&session, &ProjectSession::opened);
    if (!session.isOpen() && !opened.wait(patienceMs)) {
        std::fprintf(stderr, "%s cannot be opened\n", folder);
        return 1;
    }
    std::printf("%-58s %8.1f ms\n", "the project's figures are read", millisecondsSince(opening));
    const std::string scorer = session.figures().scorers.front().scorer;
    QSignalSpy first(&page.contents(), &PhaseContents::changed);
    const auto start = Clock::now();
    document.create(document.freeName("bench"), scorer);
    while (!document.isOpen() || !document.plan().name.starts_with("bench") || !document.isPlaced()
        || page.contents().contents() == nullptr || page.contents().contents()->placed != document.placed())
        first.wait(100);
    std::printf("%-58s %8.1f ms\n", "a first plan is made and shown", millisecondsSince(start));
    std::printf("%zu examples, %d phases\n", document.placed()->materials->columns->size(),
        document.plan().rule.phaseCount);

    std::vector<double> resplit, quantiles, drag, move, moveMost, undo;
    for (int round = 0; round < rounds; ++round) {
        const double middle = 2 + 0.1 * round;
        resplit.push_back(timeOf(document, page, [&] { document.setThresholds({middle, middle + 1.3}); }));
        const auto& preview = document.preview();
        const std::vector<double> dragged = {middle - 0.2, middle + 1};
        const auto dragging = Clock::now();
        for (int step = 0; step < 100; ++step)
            (void)preview.at(dragged);
        drag.push_back(millisecondsSince(dragging) / 100);
        quantiles.push_back(timeOf(document, page, [&] { document.setRule({RuleKind::Quantiles, 3, {}}); }));
        const auto idsOf = [&](std::size_t phase, std::size_t count) {
            const auto& ids = document.placed()->materials->columns->ids;
            const auto& rows = page.contents().contents()->rows[phase];
            std::vector<ExampleId> examples;
            for (std::size_t i = 0; i < std::min(count, rows.size()); ++i)
                examples.push_back(ids[rows[i]]);
            return examples;
        };
        const auto ten = idsOf(0, 10000);
        move.push_back(timeOf(document, page, [&] { document.moveExamples(ten, 1); }));
        const auto all = idsOf(2, 10000000);
        moveMost.push_back(timeOf(document, page, [&] { document.moveExamples(all, 0); }));
        undo.push_back(timeOf(document, page, [&] { document.undoStack()->undo(); }));
        timeOf(document, page, [&] { document.undoStack()->undo(); });
        while (!document.isSaved()) // by the next round all is written
            QTest::qWait(10);
    }
    report("split anew by thresholds", resplit, 200);
    report("split anew by quantiles", quantiles, 200);
    report("one step of a threshold's drag", drag, 16);
    report("move 10,000 examples", move, 300);
    report("move a whole phase", moveMost, 1000);
    report("undo that", undo, 1000);
    QSignalSpy removed(&document, &PlanDocument::planChanged);
    document.remove();
    removed.wait(patienceMs);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "bench_phases PROJECT\n");
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    return measure(argv[1]);
}
