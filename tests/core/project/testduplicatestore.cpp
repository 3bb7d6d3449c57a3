// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/storefixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <optional>
#include <string>
#include <vector>

using namespace dankai;

namespace {

const std::string longText = "保証期間が過ぎた製品を返品したいというお客様に、丁寧な返信を書いてください。";

} // namespace

class TestDuplicateStore : public test::StoreTest
{
    Q_OBJECT

    void importTexts(const std::vector<std::string>& texts)
    {
        std::vector<ImportedRow> rows;
        rows.reserve(texts.size());
        for (const std::string& text : texts)
            rows.push_back(test::rowOf(text, "承知しました。", rows.size() + 1));
        import(rows);
    }

    // 1 and 3 are nearly the same, 2 and 4 are alone.
    void importFour()
    {
        importTexts({longText, "How do I reset my password?", longText + "！", "A third thing altogether."});
    }

    std::vector<std::uint32_t> column() { return m_project->examples().columns()->nearDuplicates; }

    void edit(int id, const std::string& instruction)
    {
        Example content = m_project->examples().example(ExampleId(id))->example;
        content.instruction = instruction;
        QVERIFY_RESULT(m_project->examples().edit(ExampleId(id), content));
    }

private slots:

    void init() { setUp(); }

    void cleanupTestCase() { m_project.reset(); }

    void nothingIsSaidBeforeTheComparison()
    {
        QCOMPARE(*m_project->nearDuplicates().state(), (NearDuplicateState{0, 0, 0}));
        importFour();
        QCOMPARE(*m_project->nearDuplicates().state(), (NearDuplicateState{0, 4, 0}));
        QVERIFY(column().empty());
        QCOMPARE(m_project->nearDuplicates().othersOf(ExampleId(1), 5)->total, std::size_t(0));
    }

    void theTwoThatAreNearlyTheSameAreFound()
    {
        importFour();
        std::uint64_t steps = 0;
        const auto state = m_project->nearDuplicates().search([&](const Progress&) { ++steps; });
        QVERIFY_RESULT(state);
        QCOMPARE(*state, (NearDuplicateState{4, 4, 2}));
        QVERIFY(state->isComplete());
        QVERIFY(steps > 0);
        QCOMPARE(column(), (std::vector<std::uint32_t>{0, noNearDuplicate, 0, noNearDuplicate}));
        const auto group = m_project->nearDuplicates().othersOf(ExampleId(3), 5);
        QVERIFY_RESULT(group);
        QCOMPARE(group->total, std::size_t(1));
        QCOMPARE(group->others.at(0).id, ExampleId(1));
        QVERIFY(group->others.at(0).similarity > 0.8 && group->others.at(0).similarity < 1);
        QVERIFY(!group->others.at(0).isExcluded);
    }

    void aStoppedComparisonChangesNothing()
    {
        importFour();
        QVERIFY_RESULT(m_project->nearDuplicates().search());
        importTexts({longText + "？"});
        const StopFlag stop = true;
        const auto stopped = m_project->nearDuplicates().search({}, &stop);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Stopped);
        QCOMPARE(*m_project->nearDuplicates().state(), (NearDuplicateState{4, 5, 2}));
        QCOMPARE(column().size(), std::size_t(5));
    }

    void whatIsExcludedIsNoLongerOneTooMany()
    {
        importFour();
        QVERIFY_RESULT(m_project->nearDuplicates().search());
        const std::array first = {ExampleId(1)};
        QVERIFY_RESULT(m_project->examples().exclude(first));
        QCOMPARE(column(), std::vector<std::uint32_t>(4, noNearDuplicate));
        QVERIFY(m_project->nearDuplicates().othersOf(ExampleId(3), 5)->others.at(0).isExcluded);
        QVERIFY_RESULT(m_project->examples().include(first));
        QCOMPARE(column()[2], 0U);
    }

    void anEditedExampleWaitsForTheNextComparison()
    {
        importFour();
        QVERIFY_RESULT(m_project->nearDuplicates().search());
        edit(3, "Now it asks for something else.");
        QCOMPARE(*m_project->nearDuplicates().state(), (NearDuplicateState{3, 4, 1}));
        QCOMPARE(column(), std::vector<std::uint32_t>(4, noNearDuplicate));
        edit(4, longText + "。");
        QVERIFY_RESULT(m_project->nearDuplicates().search());
        QCOMPARE(*m_project->nearDuplicates().state(), (NearDuplicateState{4, 4, 2}));
        QCOMPARE(column(), (std::vector<std::uint32_t>{0, noNearDuplicate, noNearDuplicate, 0}));
    }

    void whatIsEditedWhileItRunsIsNotTakenForCompared()
    {
        importFour();
        auto other = Project::open(folder());
        QVERIFY_RESULT(other);
        bool isEdited = false;
        const auto state = m_project->nearDuplicates().search([&](const Progress&) {
            if (isEdited)
                return;
            isEdited = true;
            Example content = other->examples().example(ExampleId(3))->example;
            content.instruction = "Edited meanwhile.";
            QVERIFY_RESULT(other->examples().edit(ExampleId(3), content));
        });
        QVERIFY_RESULT(state);
        QVERIFY(isEdited);
        QCOMPARE(state->compared, std::uint64_t(3));
        QCOMPARE(column(), std::vector<std::uint32_t>(4, noNearDuplicate));
        QVERIFY(m_project->nearDuplicates().search()->isComplete());
    }

    void onlySoManyOfAGroupAreRead()
    {
        std::vector<std::string> texts;
        for (int i = 0; i < 12; ++i)
            texts.push_back(longText + longText + longText + std::to_string(i));
        importTexts(texts);
        QVERIFY_RESULT(m_project->nearDuplicates().search());
        const auto group = m_project->nearDuplicates().othersOf(ExampleId(5), 3);
        QVERIFY_RESULT(group);
        QCOMPARE(group->others.size(), std::size_t(3));
        QCOMPARE(group->total, std::size_t(11));
    }
};

QTEST_MAIN(TestDuplicateStore)
#include "testduplicatestore.moc"
