// SPDX-License-Identifier: GPL-3.0-or-later
// How the window behaves on a project of very many examples: start, open, scroll, search, memory; and how
// curves of a long run grow.
//
//   bench_window make FOLDER [ROWS]     a project of 1,000,000 made-up examples, English and Japanese, scored
//   bench_window PROJECT                measures; on a display of its own (xvfb-run), else off the screen
//
// Each figure is printed with the bound it is held to.
#include "core/base/random.h"
#include "core/platform/process.h"
#include "core/project/project.h"
#include "ui/dataset/datapage.h"
#include "ui/dataset/examplebrowser.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/plot/curveplot.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

namespace {

using namespace dankai;
using namespace dankai::ui;
using Clock = std::chrono::steady_clock;

constexpr int patienceMs = 300000;
constexpr int scrolledFrames = 600;
constexpr int rounds = 7;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void report(const char* what, double figure, double bound, const char* unit)
{
    std::printf(
        "%-62s %8.1f %s  (bound %.0f%s)\n", what, figure, unit, bound, figure <= bound ? "" : ": NOT KEPT");
    std::fflush(stdout);
}

double quantileOf(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[std::min(
        values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

void wait(const std::function<bool()>& isDone, const char* what)
{
    const auto start = Clock::now();
    while (!isDone()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        if (millisecondsSince(start) > patienceMs)
            qFatal("%s did not come", what);
    }
}

// Words of two languages; every text differs, and some words are rare.
int make(const std::filesystem::path& folder, std::size_t rows)
{
    static constexpr const char* english[]
        = {"refund", "printer", "invoice", "delivery", "password", "meeting", "contract", "monitor",
            "holiday", "expenses", "the", "of", "with", "please", "explain", "summarise"};
    static constexpr const char* japanese[] = {"返品", "保証", "請求書", "配送", "会議", "契約", "休暇",
        "経費", "について", "説明して", "ください", "方法", "期間", "部品", "申請"};
    ProjectSettings settings;
    settings.name = "a million examples";
    settings.modelPath = "model";
    auto project = Project::create(folder, settings);
    if (!project) {
        std::fprintf(stderr, "%s\n", project.error().message.c_str());
        return 1;
    }
    auto session = project->examples().beginImport("made-up.jsonl");
    Random random(7);
    for (std::size_t i = 0; i < rows; ++i) {
        const bool isJapanese = i % 3 == 0;
        std::string text;
        for (std::uint64_t word = 12 + random.below(28); word > 0; --word)
            text += isJapanese ? std::string(japanese[random.below(std::size(japanese))])
                               : english[random.below(std::size(english))] + std::string(" ");
        ImportedRow row;
        row.example.instruction
            = std::to_string(i) + (isJapanese ? "番:" : ": ") + text.substr(0, text.size() / 3);
        row.example.response = text.substr(text.size() / 3);
        if (i % 100000 == 99999)
            row.example.response += " 珍しい zebra";
        row.example.source = {"made-up.jsonl", i + 1};
        row.hash = contentHash(row.example);
        row.score = RowScore{"", 1 + 4 * random.uniform()};
        row.score->raw = std::to_string(*row.score->value);
        if (auto added = session->add(row); !added) {
            std::fprintf(stderr, "%s\n", added.error().message.c_str());
            return 1;
        }
    }
    if (auto finished = session->finish(); !finished)
        return 1;
    if (auto indexed = project->search().build({}, nullptr); !indexed)
        return 1;
    std::printf("%zu examples in %s\n", rows, folder.c_str());
    return 0;
}

void scroll(QTableView& table)
{
    std::vector<double> frames;
    QScrollBar* bar = table.verticalScrollBar();
    Random random(3);
    for (int frame = 0; frame < scrolledFrames; ++frame) {
        // A wheel's notches, and now and then the scroll bar dragged somewhere else.
        const int target = frame % 60 == 59
            ? static_cast<int>(random.below(static_cast<std::uint64_t>(bar->maximum())))
            : bar->value() + 3;
        const auto start = Clock::now();
        bar->setValue(target);
        table.viewport()->repaint();
        frames.push_back(millisecondsSince(start));
        QCoreApplication::processEvents(); // rows that were fetched meanwhile
    }
    report("scroll: a frame, 99th percentile", quantileOf(frames, 0.99), 16, "ms");
    report("scroll: a frame, median", quantileOf(frames, 0.5), 16, "ms");
}

void search(ExampleBrowser& browser)
{
    struct Sought
    {
        const char* what;
        const char* words;
    };

    for (const Sought& sought : {Sought{"search: a rare word", "zebra"},
             {"search: a frequent word", "refund"}, {"search: two words", "printer invoice"},
             {"search: 返品", "返品"}, {"search: 珍しい (rare)", "珍しい"}}) {
        std::vector<double> times;
        for (int round = 0; round < rounds; ++round) {
            QSignalSpy answered(&browser, &ExampleBrowser::answered);
            ExampleQuery query = browser.query();
            query.text = sought.words;
            const auto start = Clock::now();
            browser.setQuery(query);
            wait([&] { return answered.count() > 0; }, sought.what);
            times.push_back(millisecondsSince(start));
            query.text.clear();
            browser.setQuery(query);
            wait([&] { return answered.count() > 1; }, "all examples");
        }
        report(sought.what, quantileOf(times, 0.5), 150, "ms");
    }
}

void growCurve()
{
    CurvePlot plot(QStringLiteral("loss"));
    plot.resize(900, 300);
    plot.show();
    const CurvePlot::CurveId curve = plot.addCurve({QStringLiteral("loss"), Qt::blue});
    std::vector<double> steps, losses;
    Random random(5);
    for (int i = 0; i < 100000; ++i) {
        steps.push_back(i);
        losses.push_back(3 - i * 1e-5 + 0.1 * random.uniform());
    }
    plot.append(curve, steps, losses);
    plot.redrawNow();
    std::vector<double> frames;
    for (int i = 0; i < 200; ++i) {
        const std::vector<double> step = {100000.0 + i}, loss = {2 + 0.1 * random.uniform()};
        const auto start = Clock::now();
        plot.append(curve, step, loss);
        plot.redrawNow();
        plot.repaint();
        frames.push_back(millisecondsSince(start));
    }
    report("curve of 100,000 points: one more and drawn, median", quantileOf(frames, 0.5), 16, "ms");
}

int measure(const std::filesystem::path& folder)
{
    QTemporaryDir personal;
    PersonalSettings settings(personal.filePath(QStringLiteral("settings.ini")));
    const auto start = Clock::now();
    MainWindow window(settings, folder);
    window.resize(1280, 720);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window, patienceMs))
        return 1;
    window.repaint();
    report("start: the window stands", millisecondsSince(start), 500, "ms");
    auto* page = window.findChild<DataPage*>();
    auto* model = page->findChild<ExampleTableModel*>();
    auto* browser = page->findChild<ExampleBrowser*>();
    QTableView* table = nullptr;
    for (QTableView* view : page->findChildren<QTableView*>())
        if (view->model() == model)
            table = view;
    if (table == nullptr)
        qFatal("the table of examples is not where it was");
    wait([&] { return model->rowCount() > 0; }, "the examples");
    wait([&] { return !model->index(0, ExampleTableModel::InstructionColumn).data().toString().isEmpty(); },
        "their texts");
    window.repaint();
    report("open: the first examples are read", millisecondsSince(start), 1000, "ms");
    std::printf("%d examples\n", model->rowCount());
    QTest::qWait(3000); // histograms, places, the search index
    scroll(*table);
    search(*browser);
    growCurve();
    report("memory after all that", static_cast<double>(residentBytes()) / 1e6, 400, "MB");
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc >= 3 && std::string_view(argv[1]) == "make")
        return make(argv[2], argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 1'000'000);
    if (argc != 2) {
        std::fprintf(stderr, "bench_window make FOLDER [ROWS] | bench_window PROJECT\n");
        return 2;
    }
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    applyTheme(application, Appearance::Light);
    applyFont(application);
    return measure(argv[1]);
}
