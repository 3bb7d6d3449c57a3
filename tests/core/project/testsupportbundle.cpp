// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/platform/file.h"
#include "core/project/archivefile.h"
#include "core/project/project.h"
#include "core/project/supportbundle.h"
#include "core/project/textscrubber.h"
#include "core/run/runfolder.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <map>

using namespace dankai;

namespace fs = std::filesystem;

namespace {

// Every one of them stands somewhere in the project, in a log or in the environment.
const std::vector<std::string> secrets = {"Why was my parcel from Lyon sent back to the warehouse?",
    "保証期間外の返品を丁寧にお断りする返信を書いてください",
    "We are sorry for the trouble with your parcel from Lyon", "short one", // a whole short answer
    "a system prompt about parcels", "an earlier turn about a refund", "the customer's own remark",
    "a prompt that the base model answers", "what the trained model made of the question",
    "a reference answer", "because the director said so", "note: do not show to the customer",
    "Lyon pilot, confidential", "s3cret-value-of-the-environment", "sk-abcdefghijklmnop1234"};

} // namespace

class TestSupportBundle : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    static std::map<std::string, std::string> byName(const std::vector<SupportFile>& files)
    {
        std::map<std::string, std::string> texts;
        for (const SupportFile& file : files)
            texts[file.name] = file.text;
        return texts;
    }

private slots:

    void whatIsEqualIsTakenOut()
    {
        TextScrubber scrubber({"before: this sentence has more than twenty-four bytes, after\n",
            "quoting 'more than twenty-four by' cut short; tiny; a short one\n"});
        scrubber.hide("this sentence has more than twenty-four bytes");
        scrubber.hide("tiny"); // too short to tell from a word of the program
        scrubber.hide("short one");
        const auto texts = scrubber.texts();
        QCOMPARE(texts[0], std::string("before: [text], after\n"));
        QCOMPARE(texts[1], std::string("quoting '[text]' cut short; tiny; a [text]\n"));
        // No half character stays behind.
        TextScrubber japanese({"前: 保証期間外の返品をお断りします。後"});
        japanese.hide("保証期間外の返品をお断りします。");
        QCOMPARE(japanese.texts()[0], std::string("前: [text]後"));
    }

    void secretsAndPathsAreShortened()
    {
        ::setenv("DANKAI_TEST_API_KEY", "s3cret-value-of-the-environment", 1);
        QCOMPARE(withoutSecrets("x s3cret-value-of-the-environment y"), std::string("x [secret] y"));
        QCOMPARE(withoutSecrets("Authorization: Bearer abcdefgh12345678"),
            std::string("Authorization: Bearer [secret]"));
        QCOMPARE(withoutSecrets("https://me:hunter2hunter2@example.org/x"),
            std::string("https://[secret]@example.org/x"));
        QCOMPARE(withoutSecrets("api_key=abcdef123 and more"), std::string("api_key=[secret] and more"));
        QCOMPARE(withoutSecrets("step 12 of 40\nloss 2.5"), std::string("step 12 of 40\nloss 2.5"));
        QCOMPARE(withShortPaths("/home/me/desk/runs/001 /home/me/x /tmp",
                     {{"/home/me", "~"}, {"/home/me/desk", "PROJECT"}}),
            std::string("PROJECT/runs/001 ~/x /tmp"));
    }

    void noTextOfThePeopleIsInABundle()
    {
        ProjectSettings settings;
        settings.name = "Lyon pilot, confidential";
        settings.modelPath = "/models/small.gguf";
        settings.run["tokens_per_step"] = "2048";
        auto project = Project::create(at("project"), settings);
        QVERIFY_RESULT(project);
        auto import = project->examples().beginImport("rows.jsonl");
        QVERIFY_RESULT(import);
        const auto add = [&](const std::string& question, const std::string& answer) -> Result<> {
            ImportedRow row;
            row.example.system = "a system prompt about parcels";
            row.example.history = {{"user", "an earlier turn about a refund"}, {"assistant", "short one"}};
            row.example.instruction = question;
            row.example.response = answer;
            row.example.extra = Json{{"remark", "the customer's own remark"}};
            row.hash = contentHash(row.example);
            auto added = import->add(row);
            return added ? Result<>() : tl::unexpected<Error>(added.error());
        };
        QVERIFY_RESULT(add(secrets[0], secrets[2]));
        QVERIFY_RESULT(add(secrets[1], "short one"));
        QVERIFY_RESULT(import->finish());
        RunRecord record;
        record.id = "001";
        record.name = "Lyon pilot, confidential";
        record.arm = "phased";
        record.state = RunState::Failed;
        record.note = "row 3 (Why was my parcel from Lyon sent back to the warehouse?) is broken";
        QVERIFY_RESULT(project->runs().add(record));
        QVERIFY_RESULT(project->runs().setMarks("001", {"note: do not show to the customer", {}, false}));

        const fs::path run = project->runsFolder() / "001";
        QVERIFY_RESULT(makeFolder(run / "results" / "phase_1"));
        RunSpec spec = smallestRunSpec();
        spec.name = "Lyon pilot, confidential";
        spec.phases.front().name = "Lyon pilot, confidential";
        spec.heldOutPhases = {"Lyon pilot, confidential"};
        spec.model.path = at("models/small.gguf").string();
        QVERIFY_RESULT(writeFileAtomically(run / runfile::spec, toYaml(spec)));
        QVERIFY_RESULT(writeFileAtomically(run / runfile::manifest,
            R"({"version":1,"name":"Lyon pilot, confidential","seed":7,"model":{"path":"/x","hash":"00ff"},"source":{"project":"Lyon pilot, confidential"}})"));
        QVERIFY_RESULT(writeFileAtomically(run / runfile::prompts,
            R"({"id":"1","phase":1,"messages":[{"role":"user","content":"a prompt that the base model answers"}],"reference":"a reference answer"})"
            "\n"));
        QVERIFY_RESULT(writeFileAtomically(run / "results" / "phase_1" / "answers.jsonl",
            R"({"id":"1","text":"what the trained model made of the question","tokens":9,"is_ended":true})"
            "\n"));
        QVERIFY_RESULT(writeFileAtomically(run / runfile::events,
            R"({"event":"hello","seq":1,"time":1.5,"version":1,"name":"Lyon pilot, confidential","engine_version":"0.1"})"
            "\n"
            R"({"event":"step","seq":2,"time":2.5,"step":1,"loss":2.25})"
            "\n"
            R"({"event":"answer","seq":3,"time":3,"checkpoint":"phase_1","id":"1","text":"what the trained model made of the question","tokens":9})"
            "\n"
            R"({"event":"gate","seq":4,"time":4,"phase":1,"verdict":"pass","reasons":["a reference answer"],"evidence":{"n":12,"gain":0.5}})"
            "\n"
            R"({"event":"decision","seq":5,"time":5,"decision":"continue","reason":"because the director said so","by":"socket","phase":1})"
            "\n"
            R"({"event":"warning","seq":6,"time":6,"message":"the row 'an earlier turn about a refund' is cut"})"
            "\n"
            R"({"event":"failed","seq":7,"time":7,"message":"the disk is full","code":"failed"})"
            "\n"));
        std::string log
            = "[2026-11-27 01:00:00.000] [engine] [info] loading " + at("project").string() + "/runs/001\n";
        for (const std::string& secret : secrets)
            log += "[2026-11-27 01:00:01.000] [engine] [warning] while reading " + toJsonLine(Json(secret))
                + "\n";
        log += "[2026-11-27 01:00:02.000] [engine] [error] the disk is full: password=hunter2hunter2\n";
        QVERIFY_RESULT(writeFileAtomically(run / runfile::log, log));
        QVERIFY_RESULT(writeFileAtomically(at("workbench.log"), log));
        ::setenv("DANKAI_TEST_API_KEY", "s3cret-value-of-the-environment", 1);

        SupportBundleParams params;
        params.project = at("project");
        params.runs = {"001"};
        params.workbenchLog = at("workbench.log");
        const auto files = gatherSupportBundle(params);
        QVERIFY_RESULT(files);
        QVERIFY_RESULT(writeSupportBundle(at("bundle.zip"), *files));

        // As it comes out of the archive.
        std::map<std::string, std::string> read;
        auto reader = ArchiveReader::open(at("bundle.zip"));
        QVERIFY_RESULT(reader);
        for (auto entry = reader->next(); entry && *entry; entry = reader->next()) {
            std::string& text = read[(*entry)->name];
            for (auto piece = reader->read(); piece && !piece->empty(); piece = reader->read())
                text += *piece;
        }
        QCOMPARE(read, byName(*files));
        for (const auto& [name, text] : read) {
            for (const std::string& secret : secrets)
                QVERIFY2(text.find(secret) == std::string::npos, (name + ": " + secret).c_str());
            QVERIFY2(text.find("hunter2hunter2") == std::string::npos, name.c_str());
            QVERIFY2(text.find(m_folder.path().toStdString()) == std::string::npos, name.c_str());
        }
        // And what helps is there.
        QVERIFY(read.at("runs/001/engine.log").find("[error] the disk is full") != std::string::npos);
        QVERIFY(read.at("runs/001/engine.log").find("loading PROJECT/runs/001") != std::string::npos);
        const std::string& events = read.at("runs/001/events.jsonl");
        QVERIFY(events.find("\"loss\":2.25") != std::string::npos);
        QVERIFY(events.find("\"verdict\":\"pass\"") != std::string::npos);
        QVERIFY(events.find("\"gain\":0.5") != std::string::npos);
        QVERIFY(events.find("the disk is full") != std::string::npos);
        QCOMPARE(std::ranges::count(events, '\n'), 7);
        QVERIFY(read.at("runs/001/settings.txt").find("tokens_per_step: 4096") != std::string::npos);
        QVERIFY(read.at("runs/001/manifest.json").find("00ff") != std::string::npos);
        QVERIFY(read.at("project.json").find("\"examples\": 2") != std::string::npos);
        QVERIFY(read.at("selftest.json").find("operating_system") != std::string::npos);
    }

    void aBrokenProjectGivesWhatCanBeSaid()
    {
        QVERIFY_RESULT(makeFolder(at("broken") / "runs" / "001"));
        QVERIFY_RESULT(writeFileAtomically(at("broken") / "project.yaml", "version: 1\ncolour: red\n"));
        QVERIFY_RESULT(writeFileAtomically(
            at("broken") / "runs/001/engine.log", "[t] [a] [error] " + secrets[0] + "\n"));
        SupportBundleParams params;
        params.project = at("broken");
        params.runs = {"001"};
        const auto files = gatherSupportBundle(params);
        QVERIFY_RESULT(files);
        const auto texts = byName(*files);
        QVERIFY(texts.at("problems.txt").find("project.yaml:2") != std::string::npos);
        // Its texts cannot be known, so nothing that may quote one goes in.
        for (const auto& [name, text] : texts)
            QVERIFY2(text.find(secrets[0]) == std::string::npos, name.c_str());
    }
};

QTEST_APPLESS_MAIN(TestSupportBundle)
#include "testsupportbundle.moc"
