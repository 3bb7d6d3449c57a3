// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/losstable.h"
#include "core/platform/file.h"
#include "core/protocol/eventlog.h"
#include "core/report/html.h"
#include "core/report/htmlreport.h"
#include "core/report/reportcolumns.h"
#include "core/run/runfolder.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

// A run folder as the engine leaves it behind: two phases (or one), twenty test rows of each of two sets,
// whose loss per token falls by `fall` with each phase.
void writeRun(const fs::path& folder, const std::string& arm, int phases, double fall)
{
    fs::create_directories(folder);
    RunSpec spec;
    spec.name = arm;
    spec.arm = arm;
    spec.model = {"/models/tiny", "abc"};
    spec.heldOutPhases = {"Easy", "Hard <b>"};
    for (int k = 1; k <= phases; ++k) {
        PhaseSpec phase;
        phase.name = "Phase " + std::to_string(k);
        phase.file = runfile::phase(k);
        spec.phases.push_back(phase);
    }
    QVERIFY_RESULT(writeFileAtomically(folder / runfile::spec, toYaml(spec)));
    QVERIFY_RESULT(writeFileAtomically(folder / runfile::preflight, toPrettyJson(toJson(Preflight{}))));
    RunRow prompt;
    prompt.id = "p1";
    prompt.reference = "An <i>example</i>.";
    prompt.messages = {{"user", "What is <script>alert(1)</script>?"}};
    QVERIFY_RESULT(writeFileAtomically(folder / runfile::prompts, toJsonLines(std::vector{prompt})));

    EventWriter::Params params;
    params.file = folder / runfile::events;
    auto writer = EventWriter::open(params);
    QVERIFY_RESULT(writer);
    for (int k = 0; k <= phases; ++k) {
        if (k > 0) {
            event::Step step;
            step.step = k;
            step.phase = k;
            step.loss = 2.0 / k;
            step.tokens = 100;
            step.trainedTokens = 60;
            step.seconds = 2;
            QVERIFY_RESULT(writer->write(step));
        }
        std::vector<ExampleLoss> losses;
        for (int set = 1; set <= 2; ++set) {
            event::Evaluated evaluated;
            evaluated.phase = k;
            evaluated.checkpoint = checkpointName(k);
            evaluated.heldOutPhase = set;
            for (int i = 0; i < 20; ++i) {
                const double perToken = 2.0 + set + 0.1 * std::sin(i) - fall * k - 0.01 * k * std::cos(i);
                losses.push_back({std::to_string(set) + "-" + std::to_string(i), set, 10, perToken * 10});
                evaluated.nll += perToken * 10;
                evaluated.tokens += 10;
                ++evaluated.n;
            }
            evaluated.loss = evaluated.nll / static_cast<double>(evaluated.tokens);
            for (const char* name : {"validation", "test"}) {
                evaluated.set = name;
                QVERIFY_RESULT(writer->write(evaluated));
            }
        }
        event::Answer answer;
        answer.checkpoint = checkpointName(k);
        answer.id = "p1";
        answer.text = "answer " + std::to_string(k);
        answer.isEnded = k > 0;
        QVERIFY_RESULT(writer->write(answer));
        const fs::path results = folder / runfile::results / checkpointName(k);
        fs::create_directories(results);
        QVERIFY_RESULT(writeFileAtomically(results / "loss_test.jsonl", toJsonLines(losses)));
        if (k > 0) {
            event::Gate gate;
            gate.phase = k;
            gate.verdict = "undecided";
            gate.reasons = {"undecided: Progress is not known.", "pass: Answers are 9.0 tokens long."};
            gate.evidence = {{"progress",
                                 {{"set", "Easy"}, {"n", 5}, {"loss_before", 2.5}, {"loss_after", 2.25},
                                     {"change", -0.25}, {"lower", -0.5}, {"upper", 0.125}}},
                {"health", {{"mean_tokens", 9}}}, {"base_health", {{"mean_tokens", 7}}},
                {"parts",
                    {{{"part", "progress"}, {"verdict", "undecided"}},
                        {{"part", "length"}, {"verdict", "pass"}}}}};
            QVERIFY_RESULT(writer->write(gate));
        }
    }
    QVERIFY_RESULT(writer->write(event::Finished{12}));
}

} // namespace

class TestReportPage : public QObject
{
    Q_OBJECT

private slots:

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        writeRun(path() / "a", "phased", 2, 0.2);
        writeRun(path() / "b", "one-off", 1, 0.3);
    }

    void summaryHoldsWhatTheRunSaid()
    {
        const auto summary = summariseRun(path() / "a");
        QVERIFY_RESULT(summary);
        QCOMPARE(summary->state, RecordedState::Finished);
        QCOMPARE(summary->models.size(), std::size_t{3});
        QCOMPARE(summary->last()->checkpoint, std::string("phase_2"));
        QCOMPARE(summary->model("base")->test.size(), std::size_t{2});
        QCOMPARE(summary->budget().tokens, std::uint64_t{200});
        QCOMPARE(summary->gates.size(), std::size_t{2});
        QVERIFY(std::abs(summary->seconds - 12) < 1e-9);
        QCOMPARE(summary->prompts.size(), std::size_t{1});
    }

    void changeIsPairedByExample()
    {
        const auto run = summariseRun(path() / "a");
        QVERIFY_RESULT(run);
        const auto change = compareTestLoss(*run->model("base"), *run->last(), 1);
        QCOMPARE(change.n, std::uint64_t{20});
        // The spread between examples (0.1 sin) cancels in the pairs, so the band is narrow and holds -0.4.
        QVERIFY(std::abs(change.interval.estimate + 0.4) < 0.02);
        QVERIFY(change.interval.lower < change.interval.estimate
            && change.interval.upper - change.interval.lower < 0.03);
        ModelResult other = *run->last();
        for (ExampleLoss& loss : other.testExamples)
            loss.id += "x";
        QCOMPARE(compareTestLoss(*run->model("base"), other, 0).n, std::uint64_t{0});
    }

    void pageShowsEveryPartAndEscapes_data()
    {
        QTest::addColumn<bool>("isJapanese");
        QTest::addColumn<QString>("expected");
        QTest::newRow("English") << false << QStringLiteral("Loss on test examples after each phase");
        QTest::newRow("Japanese") << true << QStringLiteral("各段階の後の、評価用データでの学習誤差");
    }

    void pageShowsEveryPartAndEscapes()
    {
        QFETCH(bool, isJapanese);
        QFETCH(QString, expected);
        ReportInput input;
        input.title = "Help desk & more";
        input.language = isJapanese ? Language::Japanese : Language::English;
        input.plannedPhases = {{"Easy", 20, 1.2, 100}, {"Hard", 10, 4.2, 300}};
        for (const char* name : {"a", "b"}) {
            auto run = summariseRun(path() / name);
            QVERIFY_RESULT(run);
            input.runs.push_back(std::move(*run));
        }
        const std::string page = htmlReport(input);
        QVERIFY(page.find(expected.toStdString()) != std::string::npos);
        QVERIFY(page.find("Help desk &amp; more") != std::string::npos);
        QVERIFY(page.find("<script") == std::string::npos);
        QVERIFY(page.find("Hard &lt;b&gt;") != std::string::npos);
        QVERIFY(page.find("<svg") != std::string::npos);
        QVERIFY(page.find("answer 2") != std::string::npos);
        QVERIFY(page.find("An &lt;i&gt;example&lt;/i&gt;.") != std::string::npos);
        QVERIFY(page.find("http") == std::string::npos); // nothing from outside
        QCOMPARE(reportColumns(input.runs, {input.language}).size(), std::size_t{4}); // base, 1, 2, one-off
    }

    void gatesSpeakThePagesLanguage()
    {
        ReportInput input;
        auto run = summariseRun(path() / "a");
        QVERIFY_RESULT(run);
        input.runs.push_back(std::move(*run));
        std::string page = htmlReport(input);
        QVERIFY(page.find("◐ Progress is not known.") != std::string::npos);
        input.language = Language::Japanese;
        page = htmlReport(input);
        // The value with its interval.
        QVERIFY(page.find("◐ 「Easy」の学習誤差は 2.500 → 2.250(変化 " + formatSigned(-0.25, 3)
                    + "、誤差の幅 " + formatSigned(-0.5, 3) + " ~ " + formatSigned(0.125, 3) + "、n = 5)")
            != std::string::npos);
        QVERIFY(page.find("✓ 回答の長さは平均 9.0 トークン(学習前 7.0)") != std::string::npos);
        QVERIFY(page.find("Progress is not known") == std::string::npos);
        // A phase that nobody has named.
        input.runs.front().gates.front().evidence["progress"]["set"] = "Phase 2";
        QVERIFY(htmlReport(input).find("「第2段階」の学習誤差は") != std::string::npos);
        // A record of another version has sentences only: better English than nothing.
        input.runs.front().gates.front().evidence = Json();
        QVERIFY(htmlReport(input).find("◐ Progress is not known.") != std::string::npos);
    }

    void whatAPersonDecidedAndWhatDivergedIsOnThePage()
    {
        EventWriter::Params params;
        params.file = path() / "a" / runfile::events;
        params.resumedAfter = readEvents(params.file)->back().seq;
        auto writer = EventWriter::open(params);
        QVERIFY_RESULT(writer);
        QVERIFY_RESULT(
            writer->write(event::Decision{"continue", "the <b>demo</b> is on Friday", "socket", 2}));
        // Of no gate: a request to stop is no judgement.
        QVERIFY_RESULT(writer->write(event::Decision{"stop_after_step", "lunch", "signal", 0}));
        event::Diverged diverged;
        diverged.phase = 2;
        diverged.step = 1234;
        diverged.restoredStep = 1200;
        QVERIFY_RESULT(writer->write(diverged));

        ReportInput input;
        auto run = summariseRun(path() / "a");
        QVERIFY_RESULT(run);
        QCOMPARE(run->decisions.size(), std::size_t{1});
        input.runs.push_back(std::move(*run));
        const std::string page = htmlReport(input);
        QVERIFY(page.find("A person decided to go on. Reason: the &lt;b&gt;demo&lt;/b&gt; is on Friday")
            != std::string::npos);
        QVERIFY(page.find("lunch") == std::string::npos);
        QVERIFY(page.find("Phase 2 diverged at step 1,234") != std::string::npos);
        QVERIFY(page.find("the one after step 1,200") != std::string::npos);
        input.language = Language::Japanese;
        QVERIFY(htmlReport(input).find("担当者の判断:次へ進む。理由:the") != std::string::npos);
        QVERIFY(htmlReport(input).find("更新 1,234 回目で発散") != std::string::npos);
    }

    void whatWasRolledBackToIsWhatStands()
    {
        EventWriter::Params params;
        params.file = path() / "a" / runfile::events;
        params.resumedAfter = readEvents(params.file)->back().seq;
        auto writer = EventWriter::open(params);
        QVERIFY_RESULT(writer);
        QCOMPARE(summariseRun(path() / "a")->last()->phase, 2);
        QVERIFY_RESULT(writer->write(event::Decision{"roll_back", "worse", "socket", 2, 1}));
        QVERIFY_RESULT(writer->write(event::Stopped{"rolled back", 4, true}));
        ReportInput input;
        auto run = summariseRun(path() / "a");
        QVERIFY_RESULT(run);
        QCOMPARE(run->last()->phase, 1);
        input.runs.push_back(std::move(*run));
        QVERIFY(
            htmlReport(input).find("A person decided to roll back to phase 1, whose model is what stands. "
                                   "Reason: worse")
            != std::string::npos);
        input.language = Language::Japanese;
        QVERIFY(htmlReport(input).find("担当者の判断:第1段階に戻し") != std::string::npos);
    }

    void anAdaptedRunIsNoArm()
    {
        ReportInput input;
        for (const char* name : {"a", "a"}) {
            auto run = summariseRun(path() / name);
            QVERIFY_RESULT(run);
            input.runs.push_back(std::move(*run));
        }
        RunSpec& spec = input.runs[1].spec;
        spec.isMatched = false;
        spec.fork = {"003", 2, "gentler & slower"};
        std::swap(input.runs[0], input.runs[1]);
        const std::string page = htmlReport(input);
        QVERIFY(page.find("phased, adapted") != std::string::npos);
        QVERIFY(page.find("in run 003") != std::string::npos); // where phase 1 was trained
        QVERIFY(page.find("phase 1 of run 003") != std::string::npos);
        QVERIFY(page.find("phase 2 of run") == std::string::npos);
        QVERIFY(page.find("goes on from run 003 with changed settings from phase 2 on") != std::string::npos);
        QVERIFY(page.find("gentler &amp; slower") != std::string::npos);
        QVERIFY(page.find("number of tokens as") == std::string::npos); // no budget to be equal
    }

    void fewExamplesAreNeverBetterOrWorse()
    {
        const auto run = summariseRun(path() / "a");
        QVERIFY_RESULT(run);
        const ModelResult& base = *run->model("base");
        QCOMPARE(directionOf(compareTestLoss(base, *run->last(), 0)), LossDirection::Better);
        QCOMPARE(directionOf(compareTestLoss(*run->last(), base, 0)), LossDirection::Worse);
        ModelResult few = *run->last();
        few.testExamples.resize(fewestPairs - 1);
        const TestLossChange change = compareTestLoss(base, few, 0);
        QVERIFY(change.interval.upper < 0);
        QCOMPARE(directionOf(change), LossDirection::Undecided);
    }

    void theFirstRunGivesItsName()
    {
        writeRun(path() / "c", "one-off", 1, 0.1);
        ReportInput input;
        for (const char* name : {"b", "c"}) {
            auto run = summariseRun(path() / name);
            QVERIFY_RESULT(run);
            input.runs.push_back(std::move(*run));
        }
        const auto columns = reportColumns(input.runs, {});
        QCOMPARE(columns.size(), std::size_t{3});
        QCOMPARE(columns[1].label, std::string("one-off (b)"));
        QCOMPARE(columns[2].label, std::string("one-off (c)"));
        // No phase was trained, so none may be claimed.
        QVERIFY(htmlReport(input).find("phased") == std::string::npos);
    }

    void lengthOfAnswersStandsBesideThem()
    {
        ReportInput input;
        auto run = summariseRun(path() / "a");
        QVERIFY_RESULT(run);
        input.runs.push_back(std::move(*run));
        const std::string page = htmlReport(input);
        const std::size_t table = page.find("Mean length, characters");
        QVERIFY(table != std::string::npos);
        QVERIFY(table < page.find("answer 2"));
    }

    void pageOfAnUnfinishedRunSaysSo()
    {
        fs::remove(path() / "a" / runfile::events);
        ReportInput input;
        auto run = summariseRun(path() / "a");
        QVERIFY_RESULT(run);
        QCOMPARE(run->state, RecordedState::Frozen);
        input.runs.push_back(std::move(*run));
        QVERIFY(htmlReport(input).find("phased has not begun.") != std::string::npos);
        QVERIFY(htmlReport({}).find("There is no run") != std::string::npos);
    }

    void whyARunEndedEarlySpeaksThePagesLanguage()
    {
        EventWriter::Params params;
        params.file = path() / "a" / runfile::events;
        params.resumedAfter = readEvents(params.file)->back().seq;
        auto writer = EventWriter::open(params);
        QVERIFY_RESULT(writer);
        ReportInput input;
        const auto pages = [&] {
            auto run = summariseRun(path() / "a");
            input.runs.clear();
            input.runs.push_back(std::move(*run));
            std::vector<std::string> made;
            for (const Language language : {Language::English, Language::Japanese}) {
                input.language = language;
                made.push_back(htmlReport(input));
            }
            return made;
        };
        const auto holds
            = [](const std::string& page, const char* text) { return page.find(text) != std::string::npos; };

        QVERIFY_RESULT(writer->write(event::Warning{"Memory is <scarce>."}));
        QVERIFY_RESULT(writer->write(event::Stopped{"stopped on request; everything is saved", 3, false}));
        auto made = pages();
        QVERIFY(holds(made[0], "phased: Memory is &lt;scarce&gt;."));
        QVERIFY(holds(made[0], "phased was stopped on request before it had finished."));
        QVERIFY(holds(made[1], "段階的学習:<q lang=\"en\">Memory is &lt;scarce&gt;.</q>"));
        QVERIFY(holds(made[1], "段階的学習は指示により途中で停止されました。"));
        QVERIFY(!holds(made[1], "on request"));

        QVERIFY_RESULT(writer->write(event::Stopped{"the gate of phase 1 did not pass", 3, true}));
        made = pages();
        QVERIFY(holds(made[0], "phased ended at a gate: the gate of phase 1 did not pass"));
        QVERIFY(
            holds(made[1], "は移行判定で終わりました。<q lang=\"en\">the gate of phase 1 did not pass</q>"));

        // What the engine says of an error is nowhere in Japanese: it is quoted, and said to be a quotation.
        QVERIFY_RESULT(writer->write(event::Failed{"the memory ran out", "failed"}));
        made = pages();
        QVERIFY(holds(made[0], "phased ended with an error: the memory ran out"));
        QVERIFY(holds(
            made[1], "はエラーで終わりました。<q lang=\"en\">the memory ran out</q>(エンジンの記録の原文)"));
    }

    void missingFolderIsASentence()
    {
        const auto run = summariseRun(path() / "none");
        QVERIFY(!run);
        QVERIFY(run.error().message.find("none") != std::string::npos);
    }

private:
    fs::path path() const { return m_folder->path().toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestReportPage)
#include "testreportpage.moc"
