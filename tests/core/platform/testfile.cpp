// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/platform/mappedfile.h"
#include "tests/support/testpaths.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace dankai;
namespace fs = std::filesystem;

class TestFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    std::size_t fileCount(const fs::path& folder) const
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
    }

private slots:

    void whatIsWrittenIsRead()
    {
        std::string bytes(3'000'000, 'x'); // more than the writer's buffer
        bytes[1'500'000] = '\0';
        QVERIFY_RESULT(writeFileAtomically(at("whole"), bytes));
        const auto read = readFile(at("whole"));
        QVERIFY_RESULT(read);
        QCOMPARE(*read, bytes);
        QVERIFY_RESULT(copyFile(at("whole"), at("copy")));
        QCOMPARE(*readFile(at("copy")), bytes);
        const auto mapped = MappedFile::open(at("copy"));
        QVERIFY_RESULT(mapped);
        QVERIFY(mapped->bytes() == bytes);
        mapped->forget(1000, 2'000'000);
        QVERIFY(mapped->bytes() == bytes);
    }

    void emptyFilesAreFine()
    {
        QVERIFY_RESULT(writeFileAtomically(at("empty"), ""));
        QCOMPARE(*readFile(at("empty")), std::string());
        const auto mapped = MappedFile::open(at("empty"));
        QVERIFY_RESULT(mapped);
        QVERIFY(mapped->bytes().empty());
    }

    void anAtomicWriteThatIsNotCommittedChangesNothing()
    {
        const fs::path folder = at("atomic");
        QVERIFY_RESULT(makeFolder(folder));
        QVERIFY_RESULT(writeFileAtomically(folder / "kept", "old"));
        {
            auto file = AtomicFile::create(folder / "kept");
            QVERIFY_RESULT(file);
            QVERIFY_RESULT(file->write(std::string(2'000'000, 'n')));
            QCOMPARE(*readFile(folder / "kept"), std::string("old"));
        }
        QCOMPARE(*readFile(folder / "kept"), std::string("old"));
        QCOMPARE(fileCount(folder), std::size_t(1)); // no temporary file is left
    }

    void aHeaderMayBeWrittenLast()
    {
        auto file = AtomicFile::create(at("header"));
        QVERIFY_RESULT(file);
        QVERIFY_RESULT(file->write("0000 body"));
        QVERIFY_RESULT(file->writeAt(0, "1234"));
        QVERIFY_RESULT(file->write(" end"));
        QVERIFY_RESULT(file->commit());
        QCOMPARE(*readFile(at("header")), std::string("1234 body end"));
    }

    void aFullDiskIsASentence()
    {
        const auto written = appendLine("/dev/full", "a line");
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Failed);
        QVERIFY(written.error().message.starts_with("Could not write /dev/full: the disk is full."));
    }

    void aReadOnlyFolderIsASentence()
    {
        if (::geteuid() == 0)
            QSKIP("the superuser may write everywhere");
        const fs::path folder = at("read-only");
        QVERIFY_RESULT(makeFolder(folder));
        ::chmod(folder.c_str(), 0555);
        const auto written = writeFileAtomically(folder / "x", "bytes");
        ::chmod(folder.c_str(), 0755);
        QVERIFY(!written);
        QVERIFY(written.error().message.find("permission denied") != std::string::npos);
    }

    void aReadOnlyFileSystemIsASentence()
    {
        const auto written = writeFileAtomically("/proc/dankai", "bytes");
        QVERIFY(!written);
        QVERIFY(written.error().message.find("/proc/dankai") != std::string::npos);
        QVERIFY(systemError("write", "/x", EROFS).message.find("read-only") != std::string::npos);
    }

    void aMissingFileAndAFolderAreUnusable()
    {
        const auto missing = readFile(at("missing"));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::Unusable);
        QVERIFY(missing.error().message.find("no such file") != std::string::npos);
        QVERIFY(!readFile(m_folder.path().toStdString()));
        QVERIFY(!MappedFile::open(m_folder.path().toStdString()));
        QVERIFY(!LineReader::open(m_folder.path().toStdString()));
    }

    void linesAreReadOneByOne_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<bool>("lastHasNewline");
        QTest::newRow("empty") << QByteArray("") << QStringList{} << false;
        QTest::newRow("one") << QByteArray("a\n") << QStringList{"a"} << true;
        QTest::newRow("cut") << QByteArray("a\nb") << QStringList{"a", "b"} << false;
        QTest::newRow("windows") << QByteArray("a\r\n\r\nb\r\n") << QStringList{"a", "", "b"} << true;
    }

    void linesAreReadOneByOne()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, lines);
        QFETCH(bool, lastHasNewline);
        QVERIFY_RESULT(writeFileAtomically(at("lines"), bytes.toStdString()));
        auto reader = LineReader::open(at("lines"));
        QVERIFY_RESULT(reader);
        QStringList read;
        bool hadNewline = false;
        for (;;) {
            const auto line = reader->next();
            QVERIFY_RESULT(line);
            if (!*line)
                break;
            read << QString::fromStdString(std::string(**line));
            hadNewline = reader->hadNewline();
        }
        QCOMPARE(read, lines);
        QCOMPARE(hadNewline, lastHasNewline);
        QCOMPARE(reader->lineNumber(), static_cast<std::uint64_t>(lines.size()));
        QCOMPARE(reader->offset(), static_cast<std::uint64_t>(bytes.size()));
    }

    void linesLongerThanTheBufferAreWhole()
    {
        const std::string longLine(5'000'000, 'y');
        QVERIFY_RESULT(writeFileAtomically(at("long"), "a\n" + longLine + "\nb\n"));
        auto reader = LineReader::open(at("long"));
        QVERIFY_RESULT(reader);
        QCOMPARE(std::string(**reader->next()), std::string("a"));
        QVERIFY(**reader->next() == longLine);
        QCOMPARE(std::string(**reader->next()), std::string("b"));

        auto limited = LineReader::open(at("long"), std::size_t(1) << 20);
        QVERIFY_RESULT(limited);
        QVERIFY_RESULT(limited->next());
        const auto tooLong = limited->next();
        QVERIFY(!tooLong);
        QVERIFY(tooLong.error().message.find("long:2 is longer than 1 MiB") != std::string::npos);
    }

    void aCutLastLineNeverJoinsTheNext()
    {
        QVERIFY_RESULT(writeFileAtomically(at("events"), "{\"a\":1}\n{\"b\":"));
        auto appender = LineAppender::open(at("events"));
        QVERIFY_RESULT(appender);
        QVERIFY_RESULT(appender->append("{\"c\":3}", Durability::Synced));
        QCOMPARE(*readFile(at("events")), std::string("{\"a\":1}\n{\"b\":\n{\"c\":3}\n"));
    }
};

QTEST_APPLESS_MAIN(TestFile)
#include "testfile.moc"
