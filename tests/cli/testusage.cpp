// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dankai;
using dankai::test::runDankai;
using dankai::test::Said;

class TestUsage : public QObject
{
    Q_OBJECT

private slots:

    void helpNamesEveryCommandAndGivesAnExample()
    {
        const Said said = runDankai({"--help"});
        VERIFY_EXIT(said, 0);
        for (const char* command : {"demo", "init", "import", "score", "split", "review", "train", "run",
                 "evaluate", "answer", "report", "export", "status", "stop", "queue", "duplicate", "archive",
                 "restore", "tokenize", "loss", "generate", "doctor"}) {
            VERIFY_SAYS(said.out, command);
            const Said one = runDankai({command, "--help"});
            VERIFY_EXIT(one, 0);
            VERIFY_SAYS(one.out, "Example:");
            VERIFY_SAYS(one.out, "--json");
        }
        QVERIFY(said.out.find("queue-worker") == std::string::npos);
    }

    void theVersionIsPrinted()
    {
        const Said said = runDankai({"--version"});
        VERIFY_EXIT(said, 0);
        QVERIFY(said.out.starts_with("dankai "));
    }

    void wrongUsageIsExitCode2_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << QStringList{} << "A command is needed. See: dankai --help";
        QTest::newRow("misspelt") << QStringList{"imprt", "x"} << "Did you mean 'import'?";
        QTest::newRow("option") << QStringList{"status", "x", "--colour"} << "See: dankai status --help";
        QTest::newRow("no project") << QStringList{"status"} << "PROJECT";
        QTest::newRow("two rules") << QStringList{"split", "x", "--quantiles", "3", "--kde", "3"}
                                   << "dankai split --help";
        QTest::newRow("nine phases") << QStringList{"split", "x", "--quantiles", "9"} << "quantiles";
        QTest::newRow("two rules, named") << QStringList{"split", "x", "--quantiles", "3", "--kde", "3"}
                                          << "Give only one of --thresholds, --quantiles";
        QTest::newRow("near option") << QStringList{"train", "x", "--resum", "001"}
                                     << "Did you mean --resume?";
        QTest::newRow("near option of a group")
            << QStringList{"split", "x", "--quantile", "3"} << "Did you mean --quantiles?";
        QTest::newRow("short setting")
            << QStringList{"demo", "x", "--set", "lr=1"} << "Did you mean 'optimizer.learning_rate'?";
        QTest::newRow("resume with new settings")
            << QStringList{"train", "x", "--resume", "001", "--set", "gate.resamples=9"} << "--set";
        QTest::newRow("recorded answers are not sampled")
            << QStringList{"answer", "x", "--temperature", "1"} << "--prompts";
    }

    void wrongUsageIsExitCode2()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        std::vector<std::string> list;
        for (const QString& argument : arguments)
            list.push_back(argument.toStdString());
        const Said said = runDankai(list);
        VERIFY_EXIT(said, 2);
        VERIFY_SAYS(said.err, words.toStdString());
        QVERIFY(said.out.empty());
    }

    void errorsAreJsonWhereAsked()
    {
        const Said said = runDankai({"status", "/no/such/project", "--json"});
        VERIFY_EXIT(said, 2);
        QCOMPARE(said.json()["error"]["code"].get<std::string>(), std::string("unusable"));
        QVERIFY(!said.json()["error"]["message"].get<std::string>().empty());
    }

    void complaintsAboutUsageAreJsonWhereAsked()
    {
        for (const std::vector<std::string>& wrong :
            {std::vector<std::string>{"status", "--json"}, {"split", "x", "--kde", "many", "--json"},
                {"imprt", "--json"}, {"status", "x", "--colour", "--json"}}) {
            const Said said = runDankai(wrong);
            VERIFY_EXIT(said, 2);
            QCOMPARE(said.json()["error"]["code"].get<std::string>(), std::string("unusable"));
        }
    }

    void helpIsForReading()
    {
        const Said split = runDankai({"split", "--help"});
        QVERIFY2(split.out.find("INT:INT") == std::string::npos, split.out.c_str());
        QVERIFY2(split.out.find("Option Group") == std::string::npos, split.out.c_str());
        VERIFY_SAYS(split.out, "--quantiles NUMBER");
        VERIFY_SAYS(runDankai({"report", "--help"}).out, "--language {en,ja}");
        for (const char* command : {"import", "train", "answer", "run"}) {
            const Said said = runDankai({command, "--help"});
            std::size_t from = 0;
            for (std::size_t end = 0; (end = said.out.find('\n', from)) != std::string::npos; from = end + 1)
                QVERIFY2(end - from <= 100, said.out.substr(from, end - from).c_str());
        }
    }

    void doctorSaysWhatWorks()
    {
        const Said said = runDankai({"doctor", "--json"});
        QVERIFY2(said.json().contains("findings"), said.all().c_str());
        QVERIFY(said.json()["findings"].size() >= 8);
        // What the engine says is JSON within JSON, not a text that holds JSON; nothing where it is not
        // built.
        const Json engine = said.json()["engine"];
        QVERIFY2(engine.is_null() || engine.contains("instruction_set"), said.out.c_str());
    }
};

QTEST_APPLESS_MAIN(TestUsage)
#include "testusage.moc"
