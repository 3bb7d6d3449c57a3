// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/textscript.h"

#include <QTest>

#include <string>

using namespace dankai;

class TestTextScript : public QObject
{
    Q_OBJECT

private slots:

    void languagesAreToldApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("script");
        const auto row = [](const char* name, const char* text, TextScript script) {
            QTest::newRow(name) << QString::fromUtf8(text) << static_cast<int>(script);
        };
        row("english", "Write a polite reply.", TextScript::Latin);
        row("french", "Répondez à l'élève.", TextScript::Latin);
        row("japanese", "保証期間外の返品について丁寧に返信してください。", TextScript::Japanese);
        row("katakana", "ソフトウェアエンジニアリング", TextScript::Japanese);
        row("japanese with code", "次のコードを直してください。\nfor (int i = 0; i < n; ++i) sum += a[i];",
            TextScript::Japanese);
        row("english with one japanese word", "Explain what the word 段階 means in a sentence or two.",
            TextScript::Latin);
        row("chinese", "请写一封礼貌的回信,说明保修期已过。", TextScript::Chinese);
        row("korean", "보증 기간이 지났음을 정중하게 알려 주세요.", TextScript::Korean);
        row("russian", "Напишите вежливый ответ.", TextScript::Cyrillic);
        row("arabic", "اكتب ردا مهذبا", TextScript::Arabic);
        row("georgian", "დაწერე წერილი", TextScript::Other);
        row("numbers", "12 + 30 = ?", TextScript::None);
        row("full-width digits", "12+30", TextScript::None);
        row("empty", "", TextScript::None);
    }

    void languagesAreToldApart()
    {
        QFETCH(QString, text);
        QFETCH(int, script);
        QCOMPARE(static_cast<int>(scriptOf(text.toStdString())), script);
    }

    void invalidBytesAreNoLetters()
    {
        QCOMPARE(scriptOf("\xFF\xE3\x81"), TextScript::None);
        QCOMPARE(scriptOf("\xFF\xE3\x81 hello"), TextScript::Latin);
    }

    void aCharacterThatTheLimitCutsIsNoError()
    {
        // 7,999 ASCII signs, so that the limit falls into the middle of the kana.
        QCOMPARE(scriptOf(std::string(7999, '.') + "あ"), TextScript::None);
        QCOMPARE(scriptOf(std::string(7997, '.') + "あ"), TextScript::Japanese);
    }
};

QTEST_APPLESS_MAIN(TestTextScript)
#include "testtextscript.moc"
