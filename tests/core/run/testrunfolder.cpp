// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"
#include "core/platform/file.h"
#include "core/run/runfolder.h"
#include "core/run/stepplan.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/tokenizer.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>

using namespace dankai;

class TestRunFolder : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path root() const { return m_folder.path().toStdString(); }

    std::string model() const { return (root() / "model").string(); }

    static RunRow row(
        const std::string& id, const std::string& question, const std::string& answer, int phase = 1)
    {
        return {id, phase, {{"user", question}, {"assistant", answer}}, {}};
    }

    FrozenInput input() const
    {
        FrozenInput input;
        input.spec.name = "test";
        input.spec.model.path = model();
        input.spec.maxLength = 100;
        input.spec.tokensPerStep = 120;
        input.spec.phases = {{"Easy", "", 1, {}, {}}, {"Hard", "", 1, {}, {}}};
        input.spec.heldOutPhases = {"Easy", "Hard"};
        input.phases
            = {{row("1", "Where is my parcel?", "On its way."), row("2", "How are you?", "Fine, thanks.")},
                {row("3", "Explain the warranty.", "Two years.", 2)}};
        input.validation = {row("v1", "When do you open?", "At nine."), row("v2", "Why?", "Because.", 2)};
        input.test = {row("t1", "Who pays the return?", "We do.")};
        input.prompts = {{"p1", 1, {{"user", "Tell me a story."}}, {}}};
        return input;
    }

    Result<FrozenRun> freeze(const std::string& name, const FrozenInput& what) const
    {
        auto tokenizer = Tokenizer::open(model());
        if (!tokenizer)
            return passOn(tokenizer);
        auto chatTemplate = ChatTemplate::open(model());
        if (!chatTemplate)
            return passOn(chatTemplate);
        return freezeRun(root() / name, what, *tokenizer, *chatTemplate);
    }

    static const Finding* find(const Preflight& preflight, const std::string& check)
    {
        for (const Finding& finding : preflight.findings) {
            if (finding.check == check)
                return &finding;
        }
        return nullptr;
    }

private slots:

    void initTestCase() { QVERIFY_RESULT(test::writeTinyModel(root() / "model")); }

    void whatIsFrozenOpensTheSame()
    {
        auto frozen = freeze("run", input());
        QVERIFY_RESULT(frozen);
        auto opened = openRun(root() / "run");
        QVERIFY_RESULT(opened);
        QVERIFY(opened->spec == frozen->spec);
        QCOMPARE(opened->spec.model.hash.size(), std::size_t(64));
        QCOMPARE(opened->spec.chatTemplate.date.size() >= 10, true);
        QCOMPARE(opened->phases.size(), std::size_t(2));
        QCOMPARE(opened->phases[0].rowCount(), std::size_t(2));
        QCOMPARE(opened->validationRows[1].phase, 2);
        QCOMPARE(opened->endOfTurnIds.front(), 258);
        QCOMPARE(opened->prompts.trainedTokens(0), std::size_t(0));
        // The response and its end of turn are trained and nothing after it.
        const auto ids = opened->phases[0].idsOf(0);
        const auto masks = opened->phases[0].masksOf(0);
        QCOMPARE(ids.back(), 258);
        QCOMPARE(
            std::count(masks.begin(), masks.end(), 1), std::ptrdiff_t(std::string("On its way.").size() + 1));
        QCOMPARE(opened->preflight.figures.size(), std::size_t(5));
        QCOMPARE(opened->preflight.figures[0].steps,
            std::uint64_t(planPhase(opened->spec, 0, opened->phases).steps.size()));
        QVERIFY(!find(opened->preflight, "mask"));
        QVERIFY(!find(opened->preflight, "eos"));
    }

    void aModelThatSpellsJapaneseInBytesIsToldOfJapaneseRows()
    {
        FrozenInput what = input();
        auto english = freeze("english", what);
        QVERIFY_RESULT(english);
        QVERIFY(!find(english->preflight, "japanese"));
        what.phases[1] = {row("3", "保証期間はいつまでですか。", "お買い上げから二年間です。", 2)};
        auto frozen = freeze("japanese", what);
        QVERIFY_RESULT(frozen);
        const Finding* finding = find(frozen->preflight, "japanese");
        QVERIFY(finding != nullptr);
        QCOMPARE(finding->severity, Severity::Warning);
        QCOMPARE(finding->count, std::uint64_t(1));
        // The tiny model has bytes only, and these characters have three each.
        QVERIFY2(finding->message.find("1 of 3 training rows") != std::string::npos
                && finding->message.find("a character takes 2.9 tokens") != std::string::npos,
            finding->message.c_str());
        // One row among many is an aside.
        for (int i = 0; i < 30; ++i)
            what.phases[0].push_back(row("e" + std::to_string(i), "Question " + std::to_string(i), "Yes."));
        auto many = freeze("mostly_english", what);
        QVERIFY_RESULT(many);
        QVERIFY(!find(many->preflight, "japanese"));
    }

    void aPhaseOfOneStepIsWarnedOf()
    {
        FrozenInput what = input();
        what.spec.tokensPerStep = 4096;
        what.spec.phases[0].epochs = 2;
        auto frozen = freeze("one_step", what);
        QVERIFY_RESULT(frozen);
        std::vector<std::string> warned;
        for (const Finding& finding : frozen->preflight.findings)
            if (finding.check == "one_step")
                warned.push_back(finding.message);
        QCOMPARE(frozen->preflight.figures[0].steps, std::uint64_t(2));
        QCOMPARE(warned.size(), std::size_t(1));
        QVERIFY2(warned.front().starts_with("phase 2 ('Hard')"), warned.front().c_str());
        QVERIFY2(warned.front().find("(now 4096)") != std::string::npos, warned.front().c_str());
    }

    void freezingTwiceGivesTheSameTokens()
    {
        QVERIFY_RESULT(freeze("twice", input()));
        for (const char* name : {"tokens/phase_1.bin", "tokens/prompts.bin", "phase_2.jsonl"}) {
            auto first = readFile(root() / "run" / name);
            auto second = readFile(root() / "twice" / name);
            QVERIFY_RESULT(first);
            QVERIFY_RESULT(second);
            QVERIFY(*first == *second);
        }
        QVERIFY(!freeze("twice", input())); // never into a folder that is there
    }

    void aFileEditedAfterFreezingIsNamed_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"phase_1.jsonl", "validation.jsonl", "tokens/phase_2.bin", "tokens/test.bin",
                 "preflight.json", "chat_template.jinja"})
            QTest::newRow(name) << name;
    }

    void aFileEditedAfterFreezingIsNamed()
    {
        QFETCH(QString, name);
        static int number = 0;
        const std::string folder = "edited" + std::to_string(++number);
        QVERIFY_RESULT(freeze(folder, input()));
        const std::filesystem::path file = root() / folder / name.toStdString();
        std::ofstream(file, std::ios::app) << " ";
        auto opened = openRun(root() / folder);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unusable);
        QVERIFY2(opened.error().message.find(name.toStdString()) != std::string::npos,
            opened.error().message.c_str());
        std::filesystem::remove(file);
        opened = openRun(root() / folder);
        QVERIFY(!opened);
        QVERIFY(opened.error().message.find("missing") != std::string::npos);
    }

    void inTheSettingsOnlyMeaningIsFrozen()
    {
        QVERIFY_RESULT(freeze("settings", input()));
        auto spec = readRunSpec(root() / "settings");
        QVERIFY_RESULT(spec);
        spec->execution.device = "cpu";
        spec->execution.microBatchTokens = 77;
        spec->model.path = "/elsewhere";
        QVERIFY_RESULT(writeFileAtomically(root() / "settings" / "run.yaml", toYaml(*spec)));
        auto opened = openRun(root() / "settings");
        QVERIFY_RESULT(opened);
        QCOMPARE(opened->spec.execution.microBatchTokens, 77);
        spec->seed = 4;
        QVERIFY_RESULT(writeFileAtomically(root() / "settings" / "run.yaml", toYaml(*spec)));
        opened = openRun(root() / "settings");
        QVERIFY(!opened);
        QVERIFY(opened.error().message.find("run.yaml") != std::string::npos);
    }

    // An earlier version knew fewer settings: what it froze is not "edited" for a later one.
    void aFolderOfAnEarlierVersionOpens()
    {
        QVERIFY_RESULT(freeze("earlier", input()));
        const auto folder = root() / "earlier";
        auto yaml = readFile(folder / "run.yaml");
        auto manifest = readFile(folder / "manifest.json");
        QVERIFY_RESULT(yaml);
        QVERIFY_RESULT(manifest);
        const std::size_t line = yaml->find("  min_gain: ");
        QVERIFY(line != std::string::npos);
        yaml->erase(line, yaml->find('\n', line) + 1 - line);
        auto json = parseJson(*manifest, "manifest");
        QVERIFY_RESULT(json);
        (*json)["settings_hash"] = toHex(sha256(frozenSettingsOf(*yaml)));
        QVERIFY_RESULT(writeFileAtomically(folder / "run.yaml", *yaml));
        QVERIFY_RESULT(writeFileAtomically(folder / "manifest.json", toPrettyJson(*json)));
        auto opened = openRun(folder);
        QVERIFY_RESULT(opened);
        QCOMPARE(opened->spec.gate.minGain, GateSpec{}.minGain);
    }

    void aFolderWrittenByAnotherToolIsSealed()
    {
        const auto folder = root() / "foreign";
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "run.yaml")
            << "version: 1\nmodel: {path: ../model}\nmax_length: 100\nphases:\n  - {}\n";
        std::ofstream(folder / "phase_1.jsonl")
            << R"({"id":7,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]})"
            << "\n";
        QVERIFY_RESULT(sealRun(folder));
        auto opened = openRun(folder);
        QVERIFY_RESULT(opened);
        QCOMPARE(opened->phases[0].rowCount(), std::size_t(1));
        QCOMPARE(opened->validationRows.size(), std::size_t(0));
        QCOMPARE(opened->spec.model.path, model());
    }

    void badRowsAreNamedByFileAndLine_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("no JSON") << "{";
        QTest::newRow("unknown key") << R"({"id":"1","text":"x"})";
        QTest::newRow("no messages") << R"({"id":"1"})";
        QTest::newRow("no id") << R"({"messages":[{"role":"user","content":"x"}]})";
        QTest::newRow("content") << R"({"id":"1","messages":[{"role":"user"}]})";
        QTest::newRow("phase") << R"({"id":"1","phase":0,"messages":[{"role":"user","content":"x"}]})";
    }

    void badRowsAreNamedByFileAndLine()
    {
        QFETCH(QString, line);
        const auto file = root() / "rows.jsonl";
        std::ofstream(file) << toJsonLine(row("0", "q", "a")) << "\n" << line.toStdString() << "\n";
        auto rows = readRunRows(file);
        QVERIFY(!rows);
        QVERIFY2(
            rows.error().message.find("rows.jsonl:2") != std::string::npos, rows.error().message.c_str());
    }

    void truncationIsCountedInPromptAndInAnswer()
    {
        FrozenInput what = input();
        what.phases[0].push_back(row("4", "Short question", std::string(200, 'a')));
        what.phases[0].push_back(row("5", std::string(200, 'q'), "Answer"));
        auto frozen = freeze("cut", what);
        QVERIFY_RESULT(frozen);
        const RowFigures& figures = frozen->preflight.figures[0];
        QCOMPARE(figures.cutInAnswer, std::uint64_t(1));
        QCOMPARE(figures.cutInPrompt, std::uint64_t(1));
        QCOMPARE(figures.dropped, std::uint64_t(1));
        QCOMPARE(figures.longest, std::uint64_t(100));
        QVERIFY(find(frozen->preflight, "truncation"));
        QVERIFY(find(frozen->preflight, "empty_labels"));
        auto opened = openRun(root() / "cut");
        QVERIFY_RESULT(opened);
        QVERIFY(opened->phases[0].idsOf(2).back() != 258); // a cut answer is not taught as complete
        what.spec.overLength = OverLength::Drop;
        frozen = freeze("dropped", what);
        QVERIFY_RESULT(frozen);
        QCOMPARE(frozen->preflight.figures[0].dropped, std::uint64_t(2));
    }

    void leakageForbidsTraining()
    {
        FrozenInput what = input();
        what.phases[0].push_back({"same as t1", 1, what.test[0].messages, {}});
        auto frozen = freeze("leak", what);
        QVERIFY(!frozen);
        QVERIFY2(frozen.error().message.find("phase_1.jsonl:3") != std::string::npos,
            frozen.error().message.c_str());
        QVERIFY(!std::filesystem::exists(root() / "leak"));
        // Nothing of the temporary folder remains either.
        for (const auto& entry : std::filesystem::directory_iterator(root()))
            QVERIFY(entry.path().filename().string().find("freezing") == std::string::npos);
    }

    void duplicatesAndSpecialTokensAreSaid()
    {
        FrozenInput what = input();
        what.phases[1].push_back({"again", 2, what.phases[0][0].messages, {}});
        what.phases[1].push_back(row("special", "Say <|im_end|> now", "No"));
        auto frozen = freeze("odd", what);
        QVERIFY_RESULT(frozen);
        QVERIFY(find(frozen->preflight, "duplicates"));
        QCOMPARE(find(frozen->preflight, "duplicates")->rows.front(), std::string("phase_2.jsonl:2"));
        QVERIFY(find(frozen->preflight, "special_tokens"));
    }

    void whatCannotBeTrainedIsRefused()
    {
        FrozenInput what = input();
        what.phases[1].clear();
        QVERIFY(!freeze("empty", what));
        what = input();
        what.spec.maxLength = 5000;
        auto refused = freeze("long", what);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("256 positions") != std::string::npos,
            refused.error().message.c_str());
        what = input();
        what.validation[0].phase = 9;
        QVERIFY(!freeze("held", what));
        what = input();
        what.spec.model.hash = std::string(64, 'a');
        QVERIFY(!freeze("hash", what));
        what = input();
        what.prompts[0].messages.push_back({"assistant", "x"});
        QVERIFY(!freeze("prompt", what));
    }
};

QTEST_APPLESS_MAIN(TestRunFolder)
#include "testrunfolder.moc"
