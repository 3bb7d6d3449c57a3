// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/project/project.h"
#include "core/project/settingsfile.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dankai;

namespace {

const std::string written = R"(# What the help desk uses.
version: 1
name: "help desk"   # shown in the window
model:
  path: /models/small   # on the fast disk
run:
  # found in May
  tokens_per_step: 2048
  optimizer:
    learning_rate: 1e-3  # a bit high
  schedule: {kind: linear, warmup_ratio: 0.2}
)";

} // namespace

class TestSettingsFile : public QObject
{
    Q_OBJECT

private slots:

    void aPersonsCommentsStay_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value"); // null: taken away
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const char* name, const char* path, const QString& value, const char* before,
                             const char* after) {
            QTest::newRow(name) << QString::fromUtf8(path) << value << QString::fromUtf8(before)
                                << QString::fromUtf8(after);
        };
        row("a number", "run.optimizer.learning_rate", QStringLiteral("0.0002"),
            "    learning_rate: 1e-3  # a bit high\n", "    learning_rate: 0.0002  # a bit high\n");
        row("a text", "name", QStringLiteral("返品 \"A\""), "name: \"help desk\"   # shown",
            "name: \"返品 \\\"A\\\"\"   # shown");
        row("a path", "model.path", QStringLiteral("/models/other one"), "  path: /models/small   # on",
            "  path: \"/models/other one\"   # on");
        row("in one line", "run.schedule.kind", QStringLiteral("cosine"), "{kind: linear,", "{kind: cosine,");
        row("a new key of a part that is there", "run.optimizer.weight_decay", QStringLiteral("0"),
            "    learning_rate: 1e-3", "    weight_decay: 0\n    learning_rate: 1e-3");
        row("a new part", "run.gate.min_gain", QStringLiteral("0.02"), "  tokens_per_step: 2048\n",
            "  gate:\n    min_gain: 0.02\n  tokens_per_step: 2048\n");
        row("a list", "run.execution.threads", QStringLiteral("2"), "  tokens_per_step: 2048\n",
            "  execution:\n    threads: 2\n  tokens_per_step: 2048\n");
        row("at the top", "chat_template", QStringLiteral("chat.jinja"), "model:\n",
            "chat_template: \"chat.jinja\"\nmodel:\n");
        row("taken away", "run.tokens_per_step", QString(), "  tokens_per_step: 2048\n", "");
        row("taken away with its part", "run.optimizer.learning_rate", QString(),
            "  optimizer:\n    learning_rate: 1e-3  # a bit high\n", "");
    }

    void aPersonsCommentsStay()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, value);
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        QString expected = QString::fromStdString(written);
        QCOMPARE(expected.count(before), 1);
        expected.replace(before, after);
        SettingChanges changes;
        changes[path.toStdString()] = value.isNull() ? std::nullopt : std::optional(value.toStdString());
        const auto edited = editSettings(written, changes, "project.yaml");
        QVERIFY_RESULT(edited);
        QVERIFY(edited->keepsComments);
        QCOMPARE(QString::fromStdString(edited->yaml), expected);
        QVERIFY(edited->yaml.find("# What the help desk uses.") == 0);
        QCOMPARE(*parseProjectSettings(edited->yaml, "project.yaml"), edited->settings);
        QVERIFY(edited->settings != *parseProjectSettings(written, "project.yaml"));
    }

    void severalChangesStandTogetherOrNotAtAll()
    {
        // A gate that stops needs a run that is not matched.
        const auto alone = editSettings(written, {{"run.gate.policy", "stop"}}, "project.yaml");
        QVERIFY(!alone);
        QVERIFY(alone.error().message.find("matched") != std::string::npos);
        const auto both
            = editSettings(written, {{"run.gate.policy", "stop"}, {"run.matched", "false"}}, "project.yaml");
        QVERIFY_RESULT(both);
        QVERIFY(both->keepsComments);
        QCOMPARE(both->settings.run.at("gate.policy"), std::string("stop"));
    }

    void whatDoesNotPassIsRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::newRow("unknown") << "colour"
                                 << "red";
        QTest::newRow("unknown of a run") << "run.speed"
                                          << "3";
        QTest::newRow("out of range") << "run.replay_share"
                                      << "7";
        QTest::newRow("of a single run") << "run.arm"
                                         << "random";
        QTest::newRow("no number") << "run.seed"
                                   << "many";
        QTest::newRow("no model") << "model.path"
                                  << "";
    }

    void whatDoesNotPassIsRefused()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, value);
        const auto edited
            = editSettings(written, {{path.toStdString(), value.toStdString()}}, "project.yaml");
        QVERIFY(!edited);
        QCOMPARE(edited.error().code, ErrorCode::Unusable);
        QVERIFY2(edited.error().message.find("--set") == std::string::npos, edited.error().message.c_str());
    }

    void aFileWithAMistakeIsNotWrittenOver()
    {
        QTemporaryDir folder;
        ProjectSettings settings;
        settings.modelPath = "model";
        const std::filesystem::path path = folder.path().toStdString() + "/project";
        auto project = Project::create(path, settings);
        QVERIFY_RESULT(project);
        const std::string broken = "version: 1\nmodel:\n  path: m\ncolour: red\n";
        QVERIFY_RESULT(writeFileAtomically(path / "project.yaml", broken));
        const auto changed = project->changeSettings({{"name", "new"}});
        QVERIFY(!changed);
        QVERIFY2(changed.error().message.find("project.yaml:4") != std::string::npos,
            changed.error().message.c_str());
        QCOMPARE(*readFile(path / "project.yaml"), broken);
        const auto refreshed = project->refreshSettings();
        QVERIFY(!refreshed);
        QCOMPARE(project->settings().modelPath, std::string("model")); // as it was read last
        QVERIFY_RESULT(writeFileAtomically(path / "project.yaml", written));
        QVERIFY_RESULT(project->refreshSettings());
        QCOMPARE(project->settings().name, std::string("help desk"));
    }

    void whatSomebodyElseWroteMeanwhileStays()
    {
        QTemporaryDir folder;
        ProjectSettings settings;
        settings.modelPath = "model";
        const std::filesystem::path path = folder.path().toStdString() + "/project";
        auto project = Project::create(path, settings);
        QVERIFY_RESULT(project);
        QVERIFY_RESULT(writeFileAtomically(path / "project.yaml", written));
        const auto changed = project->changeSettings({{"run.seed", "7"}});
        QVERIFY_RESULT(changed);
        QVERIFY(*changed);
        QCOMPARE(project->settings().run.at("tokens_per_step"), std::string("2048"));
        QCOMPARE(project->settings().run.at("seed"), std::string("7"));
        QCOMPARE(Project::open(path)->settings(), project->settings());
    }

    void aFileInAnotherStyleIsWrittenAnew()
    {
        const auto edited = editSettings(
            "{version: 1, model: {path: m}, run: {seed: 3}}\n", {{"run.seed", std::nullopt}}, "project.yaml");
        QVERIFY_RESULT(edited);
        QVERIFY(edited->settings.run.empty());
        QCOMPARE(*parseProjectSettings(edited->yaml, "project.yaml"), edited->settings);
        QVERIFY(!edited->keepsComments);
    }
};

QTEST_APPLESS_MAIN(TestSettingsFile)
#include "testsettingsfile.moc"
