// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/protocol/log.h"
#include "core/protocol/logfile.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace dankai;

class TestLogFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path file(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private slots:

    void levelsAreThoseOfTheLine()
    {
        QCOMPARE(logLevelOf("[2026-11-27 01:00:00.000] [engine] [warning] the disk is nearly full"),
            std::optional(LogLevel::Warning));
        QCOMPARE(logLevelOf("[2026-11-27 01:00:00.000] [engine] [error] no"), std::optional(LogLevel::Error));
        QCOMPARE(logLevelOf(R"({"event":"failed","seq":1})"), std::optional(LogLevel::Error));
        QCOMPARE(logLevelOf(R"({"event":"step","seq":1})"), std::optional(LogLevel::Info));
        QCOMPARE(logLevelOf("  of the line above"), std::nullopt);
        QCOMPARE(logLevelOf(""), std::nullopt);
    }

    void aGrowingFileIsReadOnWhereItEnded()
    {
        const auto path = file("growing.log");
        const auto missing = readLogPiece(path, 0, LogLevel::Info);
        QVERIFY_RESULT(missing);
        QVERIFY(missing->lines.empty() && missing->isAtEnd && !missing->isReplaced);
        std::ofstream(path) << "[t] [a] [info] one\r\n[t] [a] [error] two\n  more of two\n[t] [a] [info] th";
        const auto first = readLogPiece(path, 0, LogLevel::Info);
        QVERIFY_RESULT(first);
        QCOMPARE(first->lines.size(), std::size_t(3));
        QCOMPARE(first->lines[0], (LogLine{0, 18, LogLevel::Info}));
        QCOMPARE(first->lines[2].level, LogLevel::Error); // goes with the line above it
        QVERIFY(first->isAtEnd);
        std::ofstream(path, std::ios::app) << "ree\n";
        const auto second = readLogPiece(path, first->next, first->level);
        QVERIFY_RESULT(second);
        QCOMPARE(second->lines.size(), std::size_t(1));
        QCOMPARE(second->lines[0].bytes, std::uint32_t(20));
        QCOMPARE(second->lines[0].level, LogLevel::Info);
        QVERIFY(readLogPiece(path, second->next, LogLevel::Info)->lines.empty());
        std::ofstream(path) << "new\n"; // rotated
        QVERIFY(readLogPiece(path, second->next, LogLevel::Info)->isReplaced);
        std::filesystem::remove(path);
        QVERIFY(readLogPiece(path, second->next, LogLevel::Info)->isReplaced);
    }

    void aLongFileComesInPieces()
    {
        const auto path = file("long.log");
        std::string text;
        std::uint64_t lines = 0;
        for (; text.size() < (std::size_t(20) << 20); ++lines)
            text += "[t] [engine] [info] line " + std::to_string(lines) + "\n";
        text += std::string(std::size_t(9) << 20, 'x') + "\n"; // longer than a piece
        QVERIFY_RESULT(writeFileAtomically(path, text));
        std::uint64_t from = 0, found = 0, bytes = 0;
        int pieces = 0;
        for (bool isAtEnd = false; !isAtEnd; ++pieces) {
            const auto piece = readLogPiece(path, from, LogLevel::Info);
            QVERIFY_RESULT(piece);
            for (const LogLine& line : piece->lines) {
                QVERIFY(line.offset >= bytes); // in order, none twice
                bytes = line.offset + line.bytes;
            }
            found += piece->lines.size();
            QVERIFY(piece->next > from || piece->isAtEnd);
            from = piece->next;
            isAtEnd = piece->isAtEnd;
        }
        QVERIFY(pieces > 2);
        QCOMPARE(found, lines + 2);
        QCOMPARE(from, std::uint64_t(text.size()));

        const auto last = findInLog(path, "LINE " + std::to_string(lines - 1), 0, LogDirection::Down);
        QVERIFY_RESULT(last);
        QVERIFY(last->has_value());
        QCOMPARE(**last, std::uint64_t(text.rfind("line ")));
        const auto before = findInLog(path, "line 7\n", **last, LogDirection::Up);
        QVERIFY_RESULT(before);
        QCOMPARE(**before, std::uint64_t(text.find("line 7\n")));
        QVERIFY(!findInLog(path, "nowhere", 0, LogDirection::Down)->has_value());
        QVERIFY(!findInLog(path, "line 7\n", **before, LogDirection::Up)->has_value());
        const StopFlag stop = true;
        QVERIFY(!findInLog(path, "nowhere", 0, LogDirection::Down, &stop));
    }

    void whatStandsAcrossABorderIsFound()
    {
        const auto path = file("border.log");
        const std::size_t border = std::size_t(8) << 20;
        std::string text(border - 3, '.');
        text += "needle" + std::string(100, '.');
        QVERIFY_RESULT(writeFileAtomically(path, text));
        QCOMPARE(**findInLog(path, "Needle", 0, LogDirection::Down), std::uint64_t(border - 3));
        QCOMPARE(**findInLog(path, "Needle", text.size(), LogDirection::Up), std::uint64_t(border - 3));
    }

    void aProgramsLogIsKeptInAFile()
    {
        const auto path = file("state/dankai/workbench.log");
        QVERIFY_RESULT(keepLogIn(path, "workbench"));
        logWarning("said once");
        const auto piece = readLogPiece(path, 0, LogLevel::Info);
        QVERIFY_RESULT(piece);
        QCOMPARE(piece->lines.size(), std::size_t(1));
        QCOMPARE(piece->lines[0].level, LogLevel::Warning);
        QVERIFY(readFile(path)->find("[workbench] [warning] said once") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestLogFile)
#include "testlogfile.moc"
