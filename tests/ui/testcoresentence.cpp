// SPDX-License-Identifier: GPL-3.0-or-later
// core's sentences in Japanese: every template is found again in a sentence made from it, numbers, paths and
// names stay, and what core really says of broken things comes out without English words.
#include "core/checkpoint/openmodel.h"
#include "core/checkpoint/safetensors.h"
#include "core/dataset/importer.h"
#include "core/phase/plan.h"
#include "core/platform/file.h"
#include "core/project/project.h"
#include "core/run/runspec.h"
#include "tests/support/testpaths.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/coretemplates.h"
#include "ui/sentence/phasename.h"
#include "ui/sentence/sentencegap.h"
#include "ui/shell/language.h"

#include <QApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace dankai;
using namespace dankai::ui;

namespace {

const QRegularExpression place(QStringLiteral("%(\\d+)"));

// With a value in each place that is no word of any template.
QString filledWith(QString text)
{
    return text.replace(place, QStringLiteral("⟨\\1⟩"));
}

// A period at the end, where there is one inside.
QString finished(const QString& text)
{
    return text.contains(u'。') && text.back().isLetter() ? QString(text + u'。') : text;
}

QString japaneseOf(const char* text)
{
    return QCoreApplication::translate("core", text);
}

} // namespace

class TestCoreSentence : public QObject
{
    Q_OBJECT

private slots:

    void init() { m_language.install(*qApp, QLocale::Japanese); }

    void phasesThatNobodyNamedAreNumberedInTheLanguageOfTheWindow()
    {
        QCOMPARE(phaseNameWord("Phase 2", 2), QStringLiteral("第2段階"));
        QCOMPARE(phaseNameWord("", 3), QStringLiteral("第3段階"));
        QCOMPARE(phaseNameWord("Phase two", 2), QStringLiteral("Phase two"));
        QCOMPARE(phaseNameWord("易しい", 1), QStringLiteral("易しい"));
        QCOMPARE(numberedPhaseWord("Phase 2", 2), QStringLiteral("第2段階"));
        const QString numbered = numberedPhaseWord("易しい", 1);
        QVERIFY2(numbered.startsWith(u"第1段階") && numbered.endsWith(u"易しい"), qPrintable(numbered));
        m_language.install(*qApp, QLocale::English);
        QCOMPARE(numberedPhaseWord("Phase 2", 2), QStringLiteral("Phase 2"));
        QCOMPARE(numberedPhaseWord("Phase 2", 1), QStringLiteral("Phase 1: Phase 2"));
    }

    void englishStays()
    {
        m_language.install(*qApp, QLocale::English);
        const QString sentence = QStringLiteral("The model has no weight \"a\".  It was cancelled.");
        QCOMPARE(translatedCore(sentence), sentence);
    }

    void everyTemplateIsFoundAgain()
    {
        QVERIFY(coreTemplates().size() > 500);
        for (const char* source : coreTemplates()) {
            const QString sentence = filledWith(QString::fromUtf8(source));
            QCOMPARE(translatedCore(sentence), finished(filledWith(japaneseOf(source))));
        }
    }

    void theTemplatesAreThoseOfTheSources()
    {
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        if (python.isEmpty())
            QSKIP("python3 is not on this machine");
        QProcess script;
        script.setProcessChannelMode(QProcess::MergedChannels);
        script.start(python,
            {QString::fromStdString(test::sourcePath("packaging/core_sentences.py").string()),
                QStringLiteral("--check")});
        QVERIFY(script.waitForFinished());
        QVERIFY2(script.exitStatus() == QProcess::NormalExit && script.exitCode() == 0,
            script.readAll().constData());
    }

    void sentencesAreFound_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("wanted");
        const auto row = [](const char* name, const char* sentence, const QString& wanted) {
            QTest::newRow(name) << QString::fromUtf8(sentence) << finished(wanted);
        };
        m_language.install(*qApp, QLocale::Japanese);
        row("what is none stays", "Something that core never says: 5.",
            QStringLiteral("Something that core never says: 5."));
        row("Japanese stays", "学習誤差は 1.5 です", QStringLiteral("学習誤差は 1.5 です"));
        row("specific over general", "Prompt 3 is empty.", japaneseOf("Prompt %1 is empty.").arg(3));
        row("an action and what is in its way",
            "Could not open /data/a b.json: no such file or folder. Check the path.",
            japaneseOf("%1: no such file or folder. Check the path.")
                .arg(japaneseOf("Could not open %1").arg(QStringLiteral("/data/a b.json"))));
        row("what the system says stays", "Could not start /opt/x: Exec format error.",
            japaneseOf("Could not start %1").arg(QStringLiteral("/opt/x")) + u": Exec format error.");
        row("a sentence in a sentence",
            "/r/1 cannot be frozen: no row of phase_1.jsonl has anything to train on; raise max_length (now "
            "8)",
            japaneseOf("%1 cannot be frozen: %2")
                .arg(QStringLiteral("/r/1"),
                    japaneseOf("no row of %1 has anything to train on; raise max_length (now %2)")
                        .arg(QStringLiteral("phase_1.jsonl"), QStringLiteral("8"))));
        row("a place before it",
            "m.safetensors: the weight \"a\" ends before it begins. The file is damaged; fetch it again.",
            u"m.safetensors: "
                + japaneseOf("the weight %1 ends before it begins").arg(QStringLiteral("\"a\"")) + u'。'
                + japaneseOf("The file is damaged; fetch it again."));
        row("sentences one after the other", "Prompt 3 is empty. It was cancelled.",
            japaneseOf("Prompt %1 is empty.").arg(3) + japaneseOf("It was cancelled."));
        row("a stranger before one", "Ask Anna. It was cancelled.",
            u"Ask Anna. " + japaneseOf("It was cancelled."));
        row("a name in quotes is a name", "There is no scorer 'a list'. The scorers there are: length.",
            japaneseOf("There is no scorer '%1'. The scorers there are: %2.")
                .arg(QStringLiteral("a list"), QStringLiteral("length")));
        row("a count in words",
            "3 rows of phase_2.jsonl have an empty answer: the model is taught to say nothing",
            japaneseOf("%1 of %2 have an empty answer: the model is taught to say nothing")
                .arg(japaneseOf("%1 rows").arg(3), QStringLiteral("phase_2.jsonl")));
        row("a place that looks like one", "There is no file 100%1.json. Check its name.",
            QString(japaneseOf("There is no file %1. Check its name."))
                .replace(QStringLiteral("%1"), QStringLiteral("100%1.json")));
        row("the verdict of a gate", "pass: 8 of 8 answers end by themselves (base: 3).",
            u"pass: " + japaneseOf("%1 of %2 answers end by themselves (base: %3).").arg(8).arg(8).arg(3));
    }

    void sentencesAreFound()
    {
        QFETCH(const QString, sentence);
        QFETCH(const QString, wanted);
        QCOMPARE(translatedCore(sentence), wanted);
    }

    // Two words of English side by side are what no template explains.
    void whatCoreReallySays_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QStringList>("kept");
        QVERIFY(m_folder.isValid());
        const std::filesystem::path folder = m_folder.path().toStdString();
        const QString shown = m_folder.path();
        const auto row = [](const char* name, const auto& result, const QStringList& kept) {
            QVERIFY2(!result, name);
            QTest::newRow(name) << QString::fromStdString(result.error().message) << kept;
        };
        const auto write = [&](const char* name, std::string_view text) {
            const std::filesystem::path path = folder / name;
            QVERIFY(writeFileAtomically(path, text));
        };

        row("a missing model", openModel(folder / "no-model"), {shown + u"/no-model"});
        row("a folder without a model", openModel(folder), {shown});
        write("cut.gguf", "GGUF\3");
        row("a cut GGUF file", openModel(folder / "cut.gguf"), {shown + u"/cut.gguf", QStringLiteral("5")});
        row("a broken header",
            parseSafetensorsHeader(std::string_view("\x05\0\0\0\0\0\0\0{\"a\":", 13), "m.safetensors"),
            {QStringLiteral("m.safetensors")});
        row("no safetensors", parseSafetensorsHeader("short", "m.safetensors"),
            {QStringLiteral("m.safetensors"), QStringLiteral("8")});

        const std::string spec = toYaml(RunSpec());
        row("an unknown setting", parseRunSpec(spec + "\nlerning_rate: 3\n", "run.yaml"),
            {QStringLiteral("run.yaml:"), QStringLiteral("lerning_rate")});
        row("a setting out of range", withSetting(RunSpec(), "optimizer.learning_rate", "-3"),
            {QStringLiteral("optimizer.learning_rate"), QStringLiteral("-3")});
        row("a setting that is no choice", withSetting(RunSpec(), "schedule.kind", "step"),
            {QStringLiteral("schedule.kind"), QStringLiteral("step"), QStringLiteral("cosine")});
        row("no mapping", parseRunSpec("- a", "run.yaml"), {QStringLiteral("run.yaml")});

        const RowSink nothing = [](ImportedRow&&) -> Result<> { return {}; };
        write("empty.jsonl", "");
        row("an empty file", importFile(folder / "empty.jsonl", {}, nothing), {shown + u"/empty.jsonl"});
        row("no file", importFile(folder / "none.jsonl", {}, nothing), {shown + u"/none.jsonl"});
        write("other.jsonl", "{\"first\":1,\"second\":2}\n{\"first\":1,\"second\":2}\n");
        row("unknown columns", importFile(folder / "other.jsonl", {}, nothing),
            {QStringLiteral("first"), QStringLiteral("--map"), QStringLiteral("alpaca")});
        write("book.jsonl", std::string_view("PK\3\4zip", 7));
        row("a workbook", importFile(folder / "book.jsonl", {}, nothing), {shown + u"/book.jsonl"});

        row("no project", Project::open(folder), {shown, QStringLiteral("dankai init")});
        row("a plan without a name", checkPlan(Plan()), {});
        row("a folder that is none", readFile(folder / "cut.gguf" / "x"), {shown + u"/cut.gguf/x"});
        row("a full disk", Result<>(tl::unexpected(systemError("write", folder / "x", ENOSPC))),
            {shown + u"/x"});
    }

    void whatCoreReallySays()
    {
        QFETCH(const QString, sentence);
        QFETCH(const QStringList, kept);
        const QString text = translatedCore(sentence);
        static const QRegularExpression japanese(QStringLiteral("[\\p{Hiragana}\\p{Han}]"));
        static const QRegularExpression english(QStringLiteral("\\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\\b"));
        QVERIFY2(text.contains(japanese), qPrintable(sentence));
        QVERIFY2(!text.contains(english), qPrintable(text));
        for (const QString& each : kept)
            QVERIFY2(text.contains(each), qPrintable(each + u" is not in " + text));
    }

    void rejectedRowsAreJapanese()
    {
        const std::filesystem::path file
            = std::filesystem::path(m_folder.path().toStdString()) / "rejected.jsonl";
        const std::string_view begin = "{\"instruction\":\"a\",\"output\":";
        std::string lines;
        for (const char* end : {"\"b\"}", "\"\"}", "[\"b\"]}", "\"b\",}", "\"b"})
            lines.append(begin).append(end).append("\n");
        lines += "[\"a\"]\n{\"instruction\":\"a\"}\n";
        QVERIFY(writeFileAtomically(file, lines));
        ImportOptions options;
        options.format = "alpaca";
        const auto report = importFile(file, options, [](ImportedRow&&) -> Result<> { return {}; });
        QVERIFY_RESULT(report);
        QCOMPARE(report->rejections.size(), std::size_t(6));
        static const QRegularExpression english(QStringLiteral("\\b[a-z]{2,} [a-z]{2,}\\b"));
        for (const Rejection& rejection : report->rejections) {
            const QString text = translatedCore(rejection.reason);
            QVERIFY2(!text.contains(english), qPrintable(text));
        }
    }

    void aLogsTailStays()
    {
        QString tail;
        for (int i = 0; i < 2000; ++i)
            tail += QStringLiteral("a: b. c: d. ");
        const char* source = "The engine ended without a word; it may have been killed or run out of memory. "
                             "Its log says: %1";
        QCOMPARE(translatedCore(QString::fromUtf8(source).arg(tail)), japaneseOf(source).arg(tail));
    }

    void sentencesOfAParagraphStandAsTheirLanguageHasIt()
    {
        const QLocale before;
        const auto restore = qScopeGuard([&] { QLocale::setDefault(before); });
        QLocale::setDefault(QLocale(QLocale::Japanese));
        QCOMPARE(sentenceGap(), QString());
        QLocale::setDefault(QLocale(QLocale::English));
        QCOMPARE(sentenceGap(), QStringLiteral(" "));
    }

private:
    InstalledLanguage m_language;
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestCoreSentence)
#include "testcoresentence.moc"
