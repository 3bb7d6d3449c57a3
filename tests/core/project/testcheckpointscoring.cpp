// SPDX-License-Identifier: Apache-2.0
// Scores of a run's checkpoints without an engine: what its record is good for, what is left to be measured,
// and what follows from the losses of several.
#include "core/difficulty/losschange.h"
#include "core/evaluation/losstable.h"
#include "core/platform/file.h"
#include "core/project/checkpointscoring.h"
#include "core/project/modelscoring.h"
#include "tests/support/testpaths.h"
#include "tests/support/trainingproject.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace dankai;
namespace fs = std::filesystem;

namespace {

// Of an example after so many phases: it falls, and rises again for every third one.
double lossOf(std::int64_t id, int phase)
{
    const double first = 2 + static_cast<double>(id) / 100;
    return phase == 0 ? first : phase == 1 ? first - 1 : id % 3 == 0 ? first - 0.25 : first - 1.5;
}

} // namespace

class TestCheckpointScoring : public QObject
{
    Q_OBJECT

    std::optional<test::TrainingProject> m_training;
    std::optional<Project> m_project;
    std::string m_run;
    std::set<std::int64_t> m_heldOut;

    fs::path run() const { return m_training->run(m_run); }

    // As the engine writes them, of the rows that the run has frozen.
    void record(const char* rowFile, const char* lossFile)
    {
        const auto rows = readRunRows(run() / rowFile);
        QVERIFY_RESULT(rows);
        for (int phase = 0; phase <= 2; ++phase) {
            std::vector<ExampleLoss> losses;
            for (const RunRow& row : *rows) {
                const std::int64_t id = std::stoll(row.id);
                m_heldOut.insert(id);
                losses.push_back({row.id, row.phase, 8, 8 * lossOf(id, phase)});
            }
            const fs::path folder = run() / runfile::results / checkpointName(phase);
            fs::create_directories(folder);
            QVERIFY_RESULT(writeFileAtomically(folder / lossFile, toJsonLines(losses)));
        }
    }

    std::map<std::int64_t, double> valuesOf(const std::string& scorer)
    {
        std::map<std::int64_t, double> values;
        const auto columns = m_project->examples().columns({scorer, {}});
        if (!columns)
            qFatal("%s", columns.error().message.c_str());
        for (std::size_t row = 0; row < columns->scores.size(); ++row)
            if (std::isfinite(columns->scores[row]))
                values[static_cast<std::int64_t>(columns->ids[row])] = columns->scores[row];
        return values;
    }

private slots:

    void init()
    {
        m_project.reset();
        m_heldOut.clear();
        m_training.emplace();
        QVERIFY_RESULT(m_training->make());
        m_run = m_training->freeze();
        auto opened = Project::open(m_training->folder());
        QVERIFY_RESULT(opened);
        m_project.emplace(std::move(*opened));
        QVERIFY_RESULT(test::writeRunScript(run() / runfile::events, {}));
        QVERIFY_RESULT(refreshRuns(*m_project));
        record(runfile::validation, runfile::validationLosses);
        record(runfile::test, runfile::testLosses);
        for (const char* phase : {"phase_1", "phase_2"}) {
            fs::create_directories(run() / runfile::checkpoints / phase);
            QVERIFY_RESULT(writeFileAtomically(run() / runfile::checkpoints / phase / "config.json", "{}"));
        }
    }

    void whatTheRecordSaysIsTakenAndTheRestMeasured()
    {
        QVERIFY(m_heldOut.size() >= 10);
        const auto checkpoints = checkpointsOf(*m_project, m_run);
        QVERIFY_RESULT(checkpoints);
        QCOMPARE(checkpoints->size(), std::size_t(3));
        QCOMPARE(checkpoints->at(0).key(), m_run + "/base");
        QCOMPARE(scorerAt("loss", checkpoints->at(2)), "loss:" + m_run + "/phase_2");
        // The text of one was changed since.
        const std::int64_t edited = *m_heldOut.begin();
        Example changed = m_project->examples().example(ExampleId(edited))->example;
        changed.response += " and more";
        QVERIFY_RESULT(m_project->examples().edit(ExampleId(edited), changed));
        const std::uint64_t looks = *m_project->plans().testUses("main");
        for (const MeasuredCheckpoint& checkpoint : *checkpoints) {
            const auto taken = takeRecordedLosses(*m_project, checkpoint);
            QVERIFY_RESULT(taken);
            QCOMPARE(*taken, std::uint64_t(m_heldOut.size() - 1));
            const auto values = valuesOf(scorerAt("loss", checkpoint));
            QCOMPARE(values.size(), m_heldOut.size() - 1);
            for (const auto& [id, value] : values) {
                QVERIFY(id != edited && m_heldOut.contains(id));
                QVERIFY(std::abs(value - lossOf(id, checkpoint.phase)) < 1e-12);
            }
        }
        QCOMPARE(*m_project->plans().testUses("main"), looks + 3); // each look at test rows is counted

        ModelScoringRequest request;
        request.scorers = {"loss"};
        request.checkpoint = checkpoints->at(1);
        const auto job = prepareModelScoring(*m_project, request);
        QVERIFY_RESULT(job);
        QCOMPARE((*job)->examples, std::uint64_t(60 - m_heldOut.size() + 1));
        const fs::path folder = m_project->jobsFolder() / (*job)->id;
        const auto spec = parseJobSpec(*readFile(folder / jobfile::spec), "job.yaml");
        QVERIFY_RESULT(spec);
        QCOMPARE(fs::path(spec->model.path), fs::absolute(run() / "checkpoints/phase_1"));
        QCOMPARE(fs::path(spec->chatTemplate.choice), fs::absolute(run() / runfile::chatTemplate));
        QCOMPARE(spec->checkpoint, m_run + "/phase_1");
        const auto rows = readRunRows(folder / spec->rows);
        QVERIFY_RESULT(rows);
        std::string lines;
        for (const RunRow& row : *rows)
            lines += toJsonLine(Measurement{row.id, 4, 4 * 7.0, {}, {}}) + "\n";
        QVERIFY_RESULT(writeFileAtomically(folder / jobfile::results, lines));
        auto taker = MeasurementTaker::open(*m_project, (*job)->id);
        QVERIFY_RESULT(taker);
        QVERIFY_RESULT(taker->take(*m_project));
        const auto values = valuesOf("loss:" + m_run + "/phase_1");
        QCOMPARE(values.size(), std::size_t(60));
        QCOMPARE(values.at(edited), 7.0);
        QVERIFY(valuesOf("loss").empty()); // the project's own model was not asked
    }

    void changesFollowFromAllCheckpoints()
    {
        const auto checkpoints = checkpointsOf(*m_project, m_run);
        QVERIFY_RESULT(checkpoints);
        for (const MeasuredCheckpoint& checkpoint : *checkpoints)
            QVERIFY_RESULT(takeRecordedLosses(*m_project, checkpoint));
        const std::string drop = "loss_drop:" + m_run, forgot = "forgetting:" + m_run;
        const auto stored = storeLossChanges(*m_project, lossDropScorer, *checkpoints);
        QVERIFY_RESULT(stored);
        QCOMPARE(stored->scorer, drop);
        QCOMPARE(stored->looked, std::uint64_t(60));
        QVERIFY_RESULT(storeLossChanges(*m_project, forgettingScorer, *checkpoints));
        const auto dropped = valuesOf(drop), forgotten = valuesOf(forgot);
        QCOMPARE(dropped.size(), m_heldOut.size()); // nothing is made up for those without losses
        for (const auto& [id, value] : dropped) {
            QVERIFY(std::abs(value - (lossOf(id, 0) - lossOf(id, 2))) < 1e-12);
            QVERIFY(std::abs(forgotten.at(id) - (id % 3 == 0 ? 0.75 : -0.5)) < 1e-12);
        }
        const auto known = m_project->scores().scoresOf(ExampleId(*m_heldOut.begin()));
        QVERIFY_RESULT(known);
        for (const auto& [scorer, score] : *known) {
            if (scorer == drop || scorer == forgot) {
                QCOMPARE(score.version, 2); // the number of phases
                QVERIFY(!score.rationale.empty());
            }
        }
        QCOMPARE(storeLossChanges(*m_project, lossDropScorer, *checkpoints)->looked, std::uint64_t(0));
        const auto inPhase = storeLossChanges(*m_project, lossDropScorer, *checkpoints, 2);
        QVERIFY_RESULT(inPhase);
        QCOMPARE(inPhase->scorer, drop + "/phase_2");
        for (const auto& [id, value] : valuesOf(inPhase->scorer))
            QVERIFY(std::abs(value - (lossOf(id, 1) - lossOf(id, 2))) < 1e-12);
        QVERIFY(!storeLossChanges(*m_project, lossDropScorer, *checkpoints, 3));
        QVERIFY(!storeLossChanges(*m_project, forgettingScorer, *checkpoints, 1));
    }

    void runsThatCannotBeMeasuredAreNamed()
    {
        const auto unknown = checkpointsOf(*m_project, "77");
        QVERIFY(!unknown);
        QVERIFY(unknown.error().message.find("77") != std::string::npos);
        const std::string frozen = m_training->freeze();
        const auto early = checkpointsOf(*m_project, frozen);
        QVERIFY(!early);
        QVERIFY2(early.error().message.find("has finished no phase") != std::string::npos,
            early.error().message.c_str());
        // Weights that are gone are missed only by what the record does not say.
        fs::remove_all(run() / "checkpoints/phase_2");
        const auto checkpoints = checkpointsOf(*m_project, m_run);
        QVERIFY_RESULT(checkpoints);
        QCOMPARE(checkpoints->size(), std::size_t(3));
        QVERIFY_RESULT(takeRecordedLosses(*m_project, checkpoints->at(2)));
        ModelScoringRequest request;
        request.scorers = {"loss"};
        request.checkpoint = checkpoints->at(2);
        const auto job = prepareModelScoring(*m_project, request);
        QVERIFY(!job);
        QVERIFY(job.error().message.find("The weights of " + m_run + "/phase_2 are not there")
            != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestCheckpointScoring)
#include "testcheckpointscoring.moc"
