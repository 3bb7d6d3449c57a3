// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/project/promptfile.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dankai;

class TestPromptFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Result<std::vector<RunRow>> read(const QByteArray& bytes) const
    {
        const std::filesystem::path path = m_folder.filePath("prompts.jsonl").toStdString();
        if (auto written = writeFileAtomically(path, bytes.toStdString()); !written)
            return passOn(written);
        return readPromptFile(path);
    }

private slots:

    void everyKindOfFileIsRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reference");
        QTest::newRow("question and number") << QByteArray(R"({"question_id": 7, "text": "Why?"})") << "7"
                                             << "Why?"
                                             << "";
        QTest::newRow("alpaca") << QByteArray(
            R"({"id":"a","instruction":"Sort","input":"3 1","output":"1 3"})")
                                << "a"
                                << "Sort\n3 1"
                                << "1 3";
        QTest::newRow("messages") << QByteArray(
            R"({"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]})")
                                  << "prompt-1"
                                  << "Hi"
                                  << "Hello";
        QTest::newRow("list") << QByteArray("[\n \"One\",\n {\"prompt\":\"Two\"}]") << "prompt-1"
                              << "One"
                              << "";
        QTest::newRow("lines") << QByteArray("\xef\xbb\xbfOne\r\n\nTwo\n") << "prompt-1"
                               << "One"
                               << "";
    }

    void everyKindOfFileIsRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, id);
        QFETCH(QString, text);
        QFETCH(QString, reference);
        const auto prompts = read(bytes);
        QVERIFY_RESULT(prompts);
        QCOMPARE(prompts->front().id, id.toStdString());
        QCOMPARE(prompts->front().messages.back().content, text.toStdString());
        QCOMPARE(prompts->front().messages.back().role, std::string("user"));
        QCOMPARE(prompts->front().reference, reference.toStdString());
    }

    void whatCannotBeReadIsNamedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QByteArray(" \n") << "is empty";
        QTest::newRow("no prompt") << QByteArray("{\"text\":\"a\"}\n{\"txt\":\"b\"}")
                                   << "prompts.jsonl:2 holds no prompt";
        QTest::newRow("broken") << QByteArray("{\"text\":\"a\"}\n{\"text\":")
                                << "prompts.jsonl:2 is not valid JSON";
        QTest::newRow("same id") << QByteArray("{\"id\":1,\"text\":\"a\"}\n{\"id\":1,\"text\":\"b\"}")
                                 << "Ids must differ";
        QTest::newRow("not objects") << QByteArray("[1]") << "(row 1) holds no prompt";
        QTest::newRow("message") << QByteArray("{\"messages\":[3]}") << "without role and content";
        // Content in parts would otherwise reach the model as nothing.
        QTest::newRow("content in parts")
            << QByteArray("{\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\"}]},"
                          "{\"role\":\"user\",\"content\":\"a\"}]}")
            << "without role and content";
    }

    void whatCannotBeReadIsNamedWithItsLine()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const auto prompts = read(bytes);
        QVERIFY(!prompts);
        QCOMPARE(prompts.error().code, ErrorCode::Unusable);
        QVERIFY2(prompts.error().message.find(words.toStdString()) != std::string::npos,
            prompts.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestPromptFile)
#include "testpromptfile.moc"
