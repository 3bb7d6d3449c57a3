// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/eventlog.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace dankai;

class TestEventLog : public QObject
{
    Q_OBJECT

    static event::Step step(std::int64_t number)
    {
        event::Step s;
        s.step = number;
        return s;
    }

    static std::vector<std::int64_t> steps(const std::vector<Event>& events)
    {
        std::vector<std::int64_t> numbers;
        for (const Event& event : events) {
            if (const auto* s = std::get_if<event::Step>(&event.body))
                numbers.push_back(s->step);
        }
        return numbers;
    }

    static std::filesystem::path file(const QTemporaryDir& folder)
    {
        return std::filesystem::path(folder.path().toStdString()) / "events.jsonl";
    }

private slots:

    void aFollowerSeesWhatIsAddedAndOnlyWholeLines()
    {
        QTemporaryDir folder;
        EventFollower follower(file(folder));
        auto polled = follower.poll();
        QVERIFY_RESULT(polled);
        QVERIFY(polled->empty());

        auto writer = EventWriter::open({file(folder), {}, 0, 0});
        QVERIFY_RESULT(writer);
        polled = follower.poll();
        QVERIFY_RESULT(polled);
        QCOMPARE(polled->size(), std::size_t(2)); // hello, attempt
        QCOMPARE(typeNameOf((*polled)[0].body), std::string_view("hello"));
        QVERIFY_RESULT(writer->write(step(1)));
        polled = follower.poll();
        QCOMPARE(steps(*polled), std::vector<std::int64_t>{1});
        std::ofstream(file(folder), std::ios::app) << "{\"event\":\"step\"";
        polled = follower.poll();
        QVERIFY_RESULT(polled);
        QVERIFY(polled->empty());
        std::ofstream(file(folder), std::ios::app) << ",\"step\":2}\n";
        QCOMPARE(steps(*follower.poll()), std::vector<std::int64_t>{2});
    }

    void aNewAttemptCutsTheBrokenLineAndSupersedes()
    {
        QTemporaryDir folder;
        std::uint64_t saved = 0;
        {
            auto writer = EventWriter::open({file(folder), {}, 0, 0});
            QVERIFY_RESULT(writer);
            for (int i = 1; i <= 5; ++i) {
                QVERIFY_RESULT(writer->write(step(i)));
                if (i == 3) {
                    QVERIFY_RESULT(writer->sync());
                    saved = writer->lastSeq();
                }
            }
        }
        std::ofstream(file(folder), std::ios::app) << "{\"event\":\"step\",\"st";
        {
            auto writer = EventWriter::open({file(folder), {}, saved, 3});
            QVERIFY_RESULT(writer);
            QCOMPARE(writer->attempt(), 2);
            QVERIFY_RESULT(writer->write(step(4)));
        }
        auto events = readEvents(file(folder));
        QVERIFY_RESULT(events);
        QCOMPARE(steps(*events), (std::vector<std::int64_t>{1, 2, 3, 4}));
        for (std::size_t i = 1; i < events->size(); ++i)
            QVERIFY((*events)[i].seq > (*events)[i - 1].seq);
        QCOMPARE(events->back().attempt, 2);
    }

    void aLiveViewLearnsHowMuchIsSuperseded()
    {
        EventRecord record;
        for (std::uint64_t seq = 1; seq <= 4; ++seq)
            QCOMPARE(record.add({seq, 0, 1, step(static_cast<std::int64_t>(seq))}), std::size_t(0));
        QCOMPARE(record.add({5, 0, 2, event::Attempt{2, 2, 2, 0, ""}}), std::size_t(2));
        QCOMPARE(record.events().size(), std::size_t(3));
    }

    void whatPeopleDecidedIsNeverSuperseded()
    {
        EventRecord record;
        record.add({1, 0, 1, step(1)});
        record.add({2, 0, 1, event::Decision{"continue", "the length is wanted", "socket", 1}});
        record.add({3, 0, 1, step(2)});
        QCOMPARE(record.add({4, 0, 2, event::Attempt{2, 1, 1, 0, ""}}), std::size_t(1));
        QCOMPARE(record.events().size(), std::size_t(3));
        const auto* decision = std::get_if<event::Decision>(&record.events()[1].body);
        QVERIFY(decision != nullptr);
        QCOMPARE(decision->reason, std::string("the length is wanted"));
    }

    void aBrokenLineInTheMiddleIsNamed()
    {
        QTemporaryDir folder;
        std::ofstream(file(folder)) << "{\"event\":\"hello\",\"seq\":1,\"version\":1}\nnonsense\n";
        auto events = readEvents(file(folder));
        QVERIFY(!events);
        QVERIFY2(events.error().message.find("events.jsonl:2") != std::string::npos,
            events.error().message.c_str());
    }

    // Counting on from there would overflow.
    void numbersThatNoEngineWritesAreRefused()
    {
        for (const char* numbers :
            {"\"seq\":18446744073709551615,\"attempt\":1", "\"seq\":3,\"attempt\":2147483647"}) {
            QTemporaryDir folder;
            std::ofstream(file(folder))
                << "{\"event\":\"hello\",\"seq\":1,\"version\":1}\n{\"event\":\"warning\"," << numbers
                << ",\"message\":\"m\"}\n";
            auto writer = EventWriter::open({file(folder), {}, 0, 0});
            QVERIFY(!writer);
            QVERIFY2(writer.error().message.find("events.jsonl:2") != std::string::npos,
                writer.error().message.c_str());
        }
    }

    void aReadOnlyFolderIsASentence()
    {
        auto writer = EventWriter::open({"/proc/nowhere/events.jsonl", {}, 0, 0});
        QVERIFY(!writer);
        QVERIFY(!writer.error().message.empty());
    }
};

QTEST_APPLESS_MAIN(TestEventLog)
#include "testeventlog.moc"
