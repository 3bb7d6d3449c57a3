// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"
#include "core/pipeline/runlogs.h"
#include "core/pipeline/tensorboard.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace dankai;

namespace {

template <class T>
T read(std::string_view bytes, std::size_t offset)
{
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}

// The data of each record of an event file; the checksums are compared with what toTfRecord makes.
std::vector<std::string> records(const std::string& bytes)
{
    std::vector<std::string> result;
    for (std::size_t offset = 0; offset < bytes.size();) {
        const auto length = read<std::uint64_t>(bytes, offset);
        const std::string data = bytes.substr(offset + 12, length);
        if (bytes.substr(offset, length + 16) != toTfRecord(data))
            return {};
        result.push_back(data);
        offset += length + 16;
    }
    return result;
}

} // namespace

class TestLogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void checksumsAreCastagnolis()
    {
        // RFC 3720, appendix B.4, and the check value of the catalogue of CRC algorithms
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAu);
        QCOMPARE(crc32c(std::string(32, '\xff')), 0x62A8AB43u);
        QCOMPARE(crc32c("123456789"), 0xE3069283u);
    }

    // Encoded by hand from event.proto and summary.proto; the same bytes that TensorBoard's own reader
    // gave back as wall_time 1, step 300, "a/b" = 0.5.
    void aScalarIsTheProtobufItShouldBe()
    {
        const std::string scalar = tensorBoardScalar(1.0, 300, "a/b", 0.5f);
        QCOMPARE(toHex(scalar),
            std::string("09000000000000f03f" // 1: double 1
                        "10ac02" // 2: varint 300
                        "2a0c" // 5: summary
                        "0a0a" // 1: value
                        "0a03612f62" // 1: tag "a/b"
                        "150000003f")); // 2: float 0.5
        QCOMPARE(toHex(tensorBoardVersion(1.0)),
            std::string("09000000000000f03f"
                        "1a0d627261696e2e4576656e743a32"));
    }

    void everyStepIsOneRecordInItsPhasesFile()
    {
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        auto logs = RunLogs::begin(root, {});
        QVERIFY_RESULT(logs);
        for (int i = 1; i <= 4; ++i) {
            event::Step step;
            step.step = i;
            step.totalSteps = 4;
            step.phase = i <= 2 ? 1 : 2;
            step.loss = 3.0 / i;
            step.seconds = 2;
            QVERIFY_RESULT(logs->add({std::uint64_t(i), 1000.0 + i, 1, step}));
        }
        for (int phase = 1; phase <= 2; ++phase) {
            std::vector<std::string> files;
            for (const auto& entry : std::filesystem::directory_iterator(
                     root / "tensorboard" / ("phase_" + std::to_string(phase))))
                files.push_back(entry.path().string());
            QCOMPARE(files.size(), std::size_t(1));
            QVERIFY(files[0].find("events.out.tfevents.") != std::string::npos);
            const auto found = records(*readFile(files[0]));
            QCOMPARE(found.size(), std::size_t(1 + 2 * 5));
            QVERIFY(found[1].find("train/loss") != std::string::npos);
        }
        auto log = readFile(root / "trainer_log.jsonl");
        QVERIFY_RESULT(log);
        auto line = parseJson(log->substr(0, log->find('\n')), "log");
        QVERIFY_RESULT(line);
        QCOMPARE(line->at("remaining_time").get<std::string>(), std::string("0:00:06"));
        QCOMPARE(line->at("percentage").get<double>(), 25.0);
        QCOMPARE(logs->trainerState().at("log_history").size(), std::size_t(4));
    }

    void theStateHoldsTheLossesOfTheLastPhaseToo()
    {
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        auto logs = RunLogs::begin(root, {});
        QVERIFY_RESULT(logs);
        event::Step step;
        step.step = step.totalSteps = 1;
        step.totalTokens = 77;
        event::Evaluated evaluated;
        evaluated.step = evaluated.phase = 1;
        evaluated.set = "test";
        std::uint64_t seq = 0;
        for (const EventBody& body : {EventBody(step), EventBody(event::PhaseFinished{}),
                 EventBody(evaluated), EventBody(event::Gate{}), EventBody(event::Finished{})})
            QVERIFY_RESULT(logs->add({++seq, 1000.0, 1, body}));
        auto text = readFile(root / "trainer_state.json");
        QVERIFY_RESULT(text);
        auto state = parseJson(*text, "state");
        QVERIFY_RESULT(state);
        QCOMPARE(state->at("log_history").size(), std::size_t(2));
        QVERIFY(state->at("log_history")[1].contains("eval_test_phase_1_loss"));
        QCOMPARE(state->at("num_input_tokens_seen").get<int>(), 77);
    }

    void beginningAgainReplacesWhatWasThere()
    {
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        event::Step step;
        step.step = 1;
        const std::vector<Event> events = {{3, 5.0, 1, step}};
        for (int attempt = 0; attempt < 3; ++attempt) {
            QVERIFY_RESULT(RunLogs::begin(root, events));
            auto log = readFile(root / "trainer_log.jsonl");
            QVERIFY_RESULT(log);
            QCOMPARE(std::count(log->begin(), log->end(), '\n'), std::ptrdiff_t(1));
        }
    }
};

QTEST_APPLESS_MAIN(TestLogs)
#include "testlogs.moc"
