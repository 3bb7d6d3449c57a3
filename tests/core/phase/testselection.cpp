// SPDX-License-Identifier: Apache-2.0
#include "core/phase/selection.h"

#include <QTest>

#include <limits>
#include <numeric>

using namespace dankai;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

ExampleColumns columns()
{
    ExampleColumns columns;
    for (int id = 1; id <= 6; ++id)
        columns.ids.push_back(ExampleId(id * 10));
    columns.scores = {3.0, 1.0, none, 2.0, 1.0, 5.0};
    columns.tokens = {40, 0, 30, 20, 10, 50};
    columns.responseLengths = {7, 7, 9, 1, 7, 3};
    columns.isExcluded = {0, 1, 0, 0, 0, 0};
    return columns;
}

using Rows = std::vector<std::uint32_t>;

} // namespace

class TestSelection : public QObject
{
    Q_OBJECT

private slots:

    void everythingInTheOrderOfIds()
    {
        QCOMPARE(selectRows(columns(), {}), (Rows{0, 1, 2, 3, 4, 5}));
        QCOMPARE(selectRows(columns(), {.direction = OrderDirection::Descending}), (Rows{5, 4, 3, 2, 1, 0}));
    }

    void whatHasNoValueStandsLastInBothDirections()
    {
        QCOMPARE(selectRows(columns(), {.order = ExampleOrder::Score}), (Rows{1, 4, 3, 0, 5, 2}));
        QCOMPARE(
            selectRows(columns(), {.order = ExampleOrder::Score, .direction = OrderDirection::Descending}),
            (Rows{5, 0, 3, 1, 4, 2}));
        QCOMPARE(selectRows(columns(), {.order = ExampleOrder::Tokens}), (Rows{4, 3, 2, 0, 5, 1}));
    }

    void rangesIncludeTheirEndsAndLeaveOutWhatHasNoValue()
    {
        SelectionParams params;
        params.filter.score = {1.0, 3.0};
        QCOMPARE(selectRows(columns(), params), (Rows{0, 1, 3, 4}));
        params.filter.score = {std::nullopt, 1.0};
        QCOMPARE(selectRows(columns(), params), (Rows{1, 4}));
        params.filter.score = {};
        params.filter.tokens = {std::nullopt, 1000.0};
        QCOMPARE(selectRows(columns(), params), (Rows{0, 2, 3, 4, 5}));
    }

    void searchAndFiltersMustAllHold()
    {
        const std::vector<ExampleId> matches = {ExampleId(5), ExampleId(20), ExampleId(40), ExampleId(60)};
        SelectionParams params;
        params.matches = matches;
        QCOMPARE(selectRows(columns(), params), (Rows{1, 3, 5}));
        params.filter.exclusion = ExclusionFilter::Included;
        QCOMPARE(selectRows(columns(), params), (Rows{3, 5}));
        params.filter.exclusion = ExclusionFilter::Excluded;
        QCOMPARE(selectRows(columns(), params), (Rows{1}));
    }

    void aSearchThatFoundNothingIsNotNoSearch()
    {
        SelectionParams params;
        params.matches = std::span<const ExampleId>();
        QVERIFY(selectRows(columns(), params).empty());
    }

    void aPlaceSelectsAPhase()
    {
        const std::vector<std::int8_t> places = {1, excludedPlace, unscoredPlace, 0, 0, 1};
        SelectionParams params;
        params.places = places;
        params.filter.place = std::int8_t(0);
        QCOMPARE(selectRows(columns(), params), (Rows{3, 4}));
        params.filter.place = unscoredPlace;
        QCOMPARE(selectRows(columns(), params), (Rows{2}));
    }

    void sourceScriptAndFindingSelect()
    {
        ExampleColumns all = columns();
        all.sourceNames = {"a.jsonl", "b.csv"};
        all.sources = {0, 1, 1, 0, 0, 1};
        all.isEdited = {0, 0, 1, 0, 0, 0};
        using enum TextScript;
        all.instructionScripts = {Japanese, Latin, None, Latin, Latin, Japanese};
        all.responseScripts = {Japanese, Japanese, Latin, None, Latin, Latin};
        const auto rowsWith = [&](auto&& change) {
            SelectionParams params;
            change(params);
            return selectRows(all, params);
        };
        QCOMPARE(rowsWith([](auto& p) { p.filter.source = "b.csv"; }), (Rows{1, 2, 5}));
        QCOMPARE(rowsWith([](auto& p) { p.filter.source = "c.csv"; }), Rows{});
        QCOMPARE(rowsWith([](auto& p) { p.filter.script = Japanese; }), (Rows{0, 5}));
        QCOMPARE(rowsWith([](auto& p) { p.filter.finding = ExampleFinding::OtherLanguage; }), (Rows{1, 5}));
        QCOMPARE(rowsWith([](auto& p) { p.filter.finding = ExampleFinding::Edited; }), (Rows{2}));
        QCOMPARE(rowsWith([](auto& p) { p.filter.finding = ExampleFinding::Unscored; }), (Rows{2}));
        QCOMPARE(rowsWith([](auto& p) {
            p.filter.finding = ExampleFinding::CutOff;
            p.maxLength = 30;
        }),
            (Rows{0, 5}));
        // Without a known limit nothing is called too long.
        QCOMPARE(rowsWith([](auto& p) { p.filter.finding = ExampleFinding::CutOff; }), Rows{});
    }

    void nearDuplicatesStandBesideOneAnother()
    {
        ExampleColumns all = columns();
        SelectionParams params;
        params.filter.finding = ExampleFinding::NearDuplicate;
        QCOMPARE(selectRows(all, params), Rows{}); // nobody has compared them yet
        all.nearDuplicates = {0, 1, noNearDuplicate, 1, 0, 1};
        QCOMPARE(selectRows(all, params), (Rows{0, 4, 1, 3, 5}));
        params.direction = OrderDirection::Descending;
        QCOMPARE(selectRows(all, params), (Rows{5, 3, 1, 4, 0}));
        params.order = ExampleOrder::Score;
        QCOMPARE(selectRows(all, params), (Rows{5, 0, 3, 1, 4}));
    }

    void aHistogramCountsEveryRowOnce()
    {
        const std::vector<double> values = {1, 1, 2, 3, none, 5};
        Rows rows(values.size());
        std::iota(rows.begin(), rows.end(), 0U);
        const Histogram histogram = histogramOf(values, rows, 4);
        QCOMPARE(histogram.lowest, 1.0);
        QCOMPARE(histogram.highest, 5.0);
        QCOMPARE(histogram.counts, (std::vector<std::uint64_t>{2, 1, 1, 1}));
        QCOMPARE(histogram.withoutValue, std::uint64_t(1));
    }

    void aSingleFarValueDoesNotFlattenTheRest()
    {
        std::vector<double> values(5000);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<double>(i % 100);
        values[0] = 1e9;
        Rows rows(values.size());
        std::iota(rows.begin(), rows.end(), 0U);
        const Histogram histogram = histogramOf(values, rows, 10);
        QVERIFY(histogram.highest < 200);
        QCOMPARE(std::accumulate(histogram.counts.begin(), histogram.counts.end(), std::uint64_t(0)),
            std::uint64_t(values.size()));
    }

    void oneValueIsOneBar()
    {
        const std::vector<double> values = {2, 2, 2};
        const Rows rows = {0, 1, 2};
        const Histogram histogram = histogramOf(values, rows, 5);
        QCOMPARE(histogram.counts.front(), std::uint64_t(3));
    }

    void aLongTailDoesNotPressTheRestTogether()
    {
        std::vector<double> values;
        for (int i = 0; i < 1000; ++i)
            values.push_back(i);
        for (int i = 0; i < 5; ++i)
            values.push_back(1e6 + i);
        const Histogram histogram = histogramOfSorted(values, 10);
        QCOMPARE(histogram.lowest, 0.0);
        QVERIFY(histogram.highest > 990 && histogram.highest < 2000);
        std::uint64_t all = 0;
        for (const std::uint64_t count : histogram.counts)
            all += count;
        QCOMPARE(all, std::uint64_t(1005)); // the tail counts into the last bar
        QVERIFY(histogram.counts.back() >= 5);
        const std::vector<double> levels = {1, 1, 2, 5};
        QCOMPARE(histogramOfSorted(levels, 4).counts, (std::vector<std::uint64_t>{2, 1, 0, 1}));
        QCOMPARE(histogramOfSorted({}, 4).counts, (std::vector<std::uint64_t>(4, 0)));
        const std::vector<double> same = {3, 3};
        QCOMPARE(histogramOfSorted(same, 4).counts, (std::vector<std::uint64_t>{2, 0, 0, 0}));
    }
};

QTEST_APPLESS_MAIN(TestSelection)
#include "testselection.moc"
