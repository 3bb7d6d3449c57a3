// SPDX-License-Identifier: GPL-3.0-or-later
// Every text of the window is translated: the files hold no unfinished entry and none that equals its source.
#include "tests/support/testpaths.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

using namespace dankai;

namespace {

struct Entry
{
    QString source;
    QStringList translations;
    bool isUnfinished = false;
};

QList<Entry> entriesOf(const QString& file)
{
    QList<Entry> entries;
    QFile input(QString::fromStdString(test::sourcePath("translations").string()) + u'/' + file);
    if (!input.open(QIODevice::ReadOnly))
        qFatal("%s is not there", qPrintable(input.fileName()));
    QXmlStreamReader xml(&input);
    Entry entry;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement) {
            if (xml.name() == u"message") {
                entry = {};
            } else if (xml.name() == u"source") {
                entry.source = xml.readElementText();
            } else if (xml.name() == u"translation") {
                entry.isUnfinished = xml.attributes().value(QLatin1String("type")) == u"unfinished";
                if (!entry.isUnfinished) {
                    const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                    entry.translations.append(text.trimmed());
                }
            }
        } else if (token == QXmlStreamReader::EndElement && xml.name() == u"message") {
            entries.append(entry);
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(file), qPrintable(xml.errorString()));
    return entries;
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private slots:

    void nothingIsUntranslated_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("Japanese") << QStringLiteral("dankai_ja.ts");
        QTest::newRow("English plurals") << QStringLiteral("dankai_en.ts");
    }

    void nothingIsUntranslated()
    {
        QFETCH(const QString, file);
        const QList<Entry> entries = entriesOf(file);
        QVERIFY(!entries.isEmpty());
        for (const Entry& entry : entries) {
            QVERIFY2(!entry.isUnfinished, qPrintable(u"not translated: " + entry.source));
            for (const QString& text : entry.translations)
                QVERIFY2(!text.isEmpty(), qPrintable(u"empty: " + entry.source));
        }
    }

    void japaneseIsJapanese()
    {
        static const QRegularExpression japanese(QStringLiteral("[\\p{Hiragana}\\p{Katakana}\\p{Han}]"));
        // Of what the glossary forbids: "sample", "bucket", "phase", "arm", "judge" in katakana.
        static const QRegularExpression forbidden(
            QStringLiteral("サンプル|バケット|フェーズ|アーム|ジャッジ|ワンオフ|ホールドアウト|[!!]"));
        for (const Entry& entry : entriesOf(QStringLiteral("dankai_ja.ts"))) {
            for (const QString& text : entry.translations) {
                QVERIFY2(text != entry.source, qPrintable(u"equals its source: " + text));
                QVERIFY2(text.contains(japanese), qPrintable(u"no Japanese in it: " + text));
                QVERIFY2(!text.contains(forbidden), qPrintable(u"not a word of the glossary: " + text));
            }
        }
    }

    void placeholdersAreKept()
    {
        static const QRegularExpression placeholder(QStringLiteral("%(n|\\d)"));
        const auto placeholdersOf = [](const QString& text) {
            QStringList found;
            for (auto match = placeholder.globalMatch(text); match.hasNext();)
                found.append(match.next().captured());
            found.sort();
            found.removeDuplicates();
            return found;
        };
        for (const Entry& entry : entriesOf(QStringLiteral("dankai_ja.ts"))) {
            for (const QString& text : entry.translations)
                QVERIFY2(placeholdersOf(text) == placeholdersOf(entry.source),
                    qPrintable(entry.source + u" -> " + text));
        }
    }
};

QTEST_APPLESS_MAIN(TestTranslations)
#include "testtranslations.moc"
