// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/thresholdplot.h"

#include <QSignalSpy>
#include <QTest>

using namespace dankai;
using namespace dankai::ui;

namespace {

Histogram fourBars()
{
    return {.lowest = 1, .highest = 5, .counts = {4, 3, 2, 1}};
}

using Values = std::vector<double>;

} // namespace

class TestThresholdPlot : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThresholdPlot> m_plot;

    QPoint at(double value) const { return {qRound(m_plot->xAxis->coordToPixel(value)), 60}; }

private slots:

    void init()
    {
        m_plot = std::make_unique<ThresholdPlot>();
        m_plot->resize(800, 120);
        m_plot->setHistogram(fourBars());
        m_plot->setThresholds({1.5, 3.5}, {0, 1, 2});
        m_plot->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
    }

    void stepsAreOnesThatPeopleRead()
    {
        QCOMPARE(niceStep(1, 5), 0.01);
        QCOMPARE(niceStep(0, 1), 0.002);
        QCOMPARE(niceStep(0, 4000), 10.0);
        QCOMPARE(niceStep(3, 3), 0.01);
    }

    void barsHaveTheColourOfWhatTheyHold()
    {
        using Counts = std::vector<std::uint64_t>;
        ExampleColumns columns;
        columns.scores = {1, 1, 2, 3, 3, 3, 5};
        for (std::size_t i = 0; i < columns.scores.size(); ++i) {
            columns.ids.push_back(ExampleId(static_cast<std::int64_t>(i) + 1));
            columns.hashes.emplace_back().bytes[0] = static_cast<unsigned char>(i);
        }
        m_plot->setHistogram({.lowest = 1, .highest = 5, .counts = {2, 1, 3, 1}});
        m_plot->setThresholds({3, 5}, {0, 1, 2});
        // By its middle the last bar would be of the phase before.
        QCOMPARE(m_plot->shownCounts(1), (Counts{0, 0, 3, 1}));
        m_plot->setScores(std::make_shared<const ScoreOrder>(columns));
        QCOMPARE(m_plot->shownCounts(0), (Counts{2, 1, 0, 0}));
        QCOMPARE(m_plot->shownCounts(1), (Counts{0, 0, 3, 0}));
        QCOMPARE(m_plot->shownCounts(2), (Counts{0, 0, 0, 1}));
        // A bar is shared where a cut goes through examples of one score.
        m_plot->setThresholds({3, 5}, {0, 1, 2}, {2, 0});
        QCOMPARE(m_plot->shownCounts(0), (Counts{2, 1, 2, 0}));
        QCOMPARE(m_plot->shownCounts(1), (Counts{0, 0, 1, 0}));
        // Two bands of one phase.
        m_plot->setThresholds({1.5, 3.5}, {0, 1, 0});
        QCOMPARE(m_plot->shownCounts(0), (Counts{2, 0, 0, 1}));
    }

    void aThresholdKeepsItsPlaceBetweenItsNeighbours()
    {
        QCOMPARE(withThresholdAt({1.5, 3.5}, 0, 2.004, 1, 5), (Values{2, 3.5}));
        QCOMPARE(withThresholdAt({1.5, 3.5}, 0, 9, 1, 5), (Values{3.49, 3.5}));
        QCOMPARE(withThresholdAt({1.5, 3.5}, 1, 0, 1, 5), (Values{1.5, 1.51}));
        QCOMPARE(withThresholdAt({1.5, 3.5}, 0, -4, 1, 5), (Values{1.01, 3.5}));
        QCOMPARE(withThresholdAt({1.5, 3.5}, 1, 77, 1, 5), (Values{1.5, 5}));
        QCOMPARE(withThresholdAt({1, 1}, 0, 3, 1, 5), (Values{1, 1})); // no room
    }

    void theMouseDragsTheNearestOne()
    {
        QSignalSpy moving(m_plot.get(), &ThresholdPlot::thresholdsMoving);
        QSignalSpy moved(m_plot.get(), &ThresholdPlot::thresholdsMoved);
        QTest::mousePress(m_plot.get(), Qt::LeftButton, {}, at(3.5));
        QTest::mouseMove(m_plot.get(), at(3));
        QTest::mouseMove(m_plot.get(), at(2.5));
        QCOMPARE(moving.count(), 2);
        QCOMPARE(moved.count(), 0);
        QTest::mouseRelease(m_plot.get(), Qt::LeftButton, {}, at(2.5));
        QCOMPARE(moved.count(), 1);
        const auto thresholds = moved.first().first().value<QList<double>>();
        QCOMPARE(thresholds.at(0), 1.5);
        QVERIFY(std::abs(thresholds.at(1) - 2.5) < 0.02);
        // Beside every threshold nothing is grabbed.
        QTest::mousePress(m_plot.get(), Qt::LeftButton, {}, at(4.5));
        QTest::mouseMove(m_plot.get(), at(4));
        QTest::mouseRelease(m_plot.get(), Qt::LeftButton, {}, at(4));
        QCOMPARE(moved.count(), 1);
    }

    void escapeTakesADragBack()
    {
        QSignalSpy cancelled(m_plot.get(), &ThresholdPlot::moveCancelled);
        QSignalSpy moved(m_plot.get(), &ThresholdPlot::thresholdsMoved);
        QTest::mousePress(m_plot.get(), Qt::LeftButton, {}, at(1.5));
        QTest::mouseMove(m_plot.get(), at(2));
        QVERIFY(m_plot->thresholds().front() > 1.9);
        QTest::keyClick(m_plot.get(), Qt::Key_Escape);
        QCOMPARE(m_plot->thresholds(), (Values{1.5, 3.5}));
        QTest::mouseRelease(m_plot.get(), Qt::LeftButton, {}, at(2));
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(moved.count(), 0);
    }

    void keysMoveTheCurrentOneAndRestsFinishIt()
    {
        QSignalSpy moving(m_plot.get(), &ThresholdPlot::thresholdsMoving);
        QSignalSpy moved(m_plot.get(), &ThresholdPlot::thresholdsMoved);
        m_plot->setFocus();
        QCOMPARE(m_plot->current(), 0);
        QTest::keyClick(m_plot.get(), Qt::Key_Right);
        QTest::keyClick(m_plot.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(moving.count(), 2);
        QCOMPARE(moved.count(), 0); // one command for many keys
        QTest::keyClick(m_plot.get(), Qt::Key_Return);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved.first().first().value<QList<double>>(), (QList<double>{1.61, 3.5}));
        QTest::keyClick(m_plot.get(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_plot->current(), 1);
        QTest::keyClick(m_plot.get(), Qt::Key_Left);
        QTRY_COMPARE(moved.count(), 2); // after a rest
        QCOMPARE(moved.last().first().value<QList<double>>(), (QList<double>{1.61, 3.49}));
    }

    void fewerThresholdsLeaveNoCurrentOutside()
    {
        m_plot->setFocus();
        QTest::keyClick(m_plot.get(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_plot->current(), 1);
        m_plot->setThresholds({2}, {0, 1});
        QCOMPARE(m_plot->current(), 0);
        m_plot->setThresholds({}, {0});
        QCOMPARE(m_plot->current(), -1);
        QTest::keyClick(m_plot.get(), Qt::Key_Right); // nothing to move
        m_plot->setThresholds({2, 3, 4}, {2, 0, 1, 3});
        QCOMPARE(m_plot->current(), 0);
    }
};

QTEST_MAIN(TestThresholdPlot)
#include "testthresholdplot.moc"
