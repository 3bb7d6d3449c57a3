// SPDX-License-Identifier: Apache-2.0
#include "core/project/projectsettings.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace dankai;

class TestProjectSettings : public QObject
{
    Q_OBJECT

private slots:

    void whatIsWrittenIsRead()
    {
        ProjectSettings settings;
        settings.name = "Hilfe: \"返品\" # 1";
        settings.modelPath = "/models/small model.gguf";
        settings.modelHash = "00ff";
        settings.chatTemplate = "chat.jinja";
        settings.run = {{"optimizer.learning_rate", "0.001"}, {"tokens_per_step", "2048"},
            {"schedule.peak_factors", "[1.0, 0.5]"}, {"carry_over", "moderate"},
            {"answers", ""}}; // a key without a value
        const std::string yaml = toYaml(settings);
        const auto read = parseProjectSettings(yaml, "project.yaml");
        QVERIFY_RESULT(read);
        QCOMPARE(read->name, settings.name);
        QCOMPARE(read->modelPath, settings.modelPath);
        QCOMPARE(read->modelHash, settings.modelHash);
        QCOMPARE(read->chatTemplate, settings.chatTemplate);
        QCOMPARE(read->run.size(), settings.run.size());
        QCOMPARE(read->run.at("optimizer.learning_rate"), std::string("0.001"));
        QCOMPARE(read->run.at("carry_over"), std::string("moderate"));
        QCOMPARE(toYaml(*read), yaml);
    }

    void mistakesAreNamedWithTheirLine_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("expected");
        const QString head = QStringLiteral("version: 1\nname: a\nmodel:\n  path: m\n");
        QTest::newRow("unknown key") << head + "colour: red\n"
                                     << "project.yaml:5";
        QTest::newRow("unknown key of the model") << head + "  size: 3\n"
                                                  << "project.yaml:5";
        QTest::newRow("unknown setting") << head + "run:\n  seed: 1\n  speed: 3\n"
                                         << "project.yaml:7";
        QTest::newRow("nested") << head + "run:\n  optimizer:\n    lr: 3\n"
                                << "project.yaml:7";
        QTest::newRow("not a number") << head + "run:\n  seed: many\n"
                                      << "project.yaml:6";
        QTest::newRow("out of range") << head + "run:\n  replay_share: 7\n"
                                      << "project.yaml:6";
        QTest::newRow("of one run") << head + "run:\n  arm: random\n"
                                    << "project.yaml:6";
        QTest::newRow("twice") << head + "run:\n  seed: 1\n  seed: 2\n"
                               << "project.yaml:7";
        QTest::newRow("no mapping") << head + "run: 3\n"
                                    << "project.yaml:5";
        QTest::newRow("version") << "version: 9\nname: a\nmodel:\n  path: m\n"
                                 << "version";
        QTest::newRow("no model") << "version: 1\nname: a\n"
                                  << "model.path";
        QTest::newRow("no yaml") << "a: [1\n"
                                 << "project.yaml";
        QTest::newRow("empty") << ""
                               << "project.yaml";
    }

    void mistakesAreNamedWithTheirLine()
    {
        QFETCH(QString, yaml);
        QFETCH(QString, expected);
        const auto read = parseProjectSettings(yaml.toStdString(), "project.yaml");
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unusable);
        QVERIFY2(read.error().message.find(expected.toStdString()) != std::string::npos,
            read.error().message.c_str());
    }

    void settingsThatNeedAnotherAreTakenInAnyOrder()
    {
        // early_stopping and gate stand before `matched` in the alphabet and are refused without it.
        const std::map<std::string, std::string> own
            = {{"early_stopping.patience", "2"}, {"gate.policy", "ask"}, {"matched", "false"}};
        QVERIFY_RESULT(checkRunSettings(own, "plan"));
        QVERIFY(!checkRunSettings({{"gate.policy", "ask"}}, "plan"));
        QVERIFY_RESULT(
            parseProjectSettings("version: 1\nname: a\nmodel:\n  path: m\nrun:\n  gate:\n    policy: "
                                 "ask\n  matched: false\n",
                "project.yaml"));
    }
};

QTEST_APPLESS_MAIN(TestProjectSettings)
#include "testprojectsettings.moc"
