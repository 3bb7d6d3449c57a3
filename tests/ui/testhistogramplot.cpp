// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/histogramplot.h"

#include <QSignalSpy>
#include <QTest>

using namespace dankai;
using namespace dankai::ui;

namespace {

Histogram fourBars()
{
    return {.lowest = 1, .highest = 5, .counts = {4, 3, 2, 1}};
}

} // namespace

class TestHistogramPlot : public QObject
{
    Q_OBJECT

private slots:

    void aDragChoosesWholeBars()
    {
        const auto range = draggedRange(fourBars(), 2.2, 3.7, 0.1);
        QVERIFY(range.has_value());
        QCOMPARE(range->lowest, std::optional(2.0));
        QCOMPARE(range->highest, std::optional(4.0));
        QCOMPARE(draggedRange(fourBars(), 3.7, 2.2, 0.1), range); // either way
    }

    void aDragToAnEndIsOpenThere()
    {
        const auto range = draggedRange(fourBars(), 3.5, 9, 0.1);
        QVERIFY(range.has_value());
        QCOMPARE(range->lowest, std::optional(3.0));
        QVERIFY(!range->highest);
    }

    void aClickChoosesNothing()
    {
        QVERIFY(!draggedRange(fourBars(), 2.2, 2.25, 0.1));
        QVERIFY(!draggedRange(fourBars(), 7, 9, 0.1)); // beside the bars
        QVERIFY(!draggedRange({}, 1, 2, 0.1));
    }

    void theMouseChoosesAndADoubleClickTakesBack()
    {
        HistogramPlot plot;
        plot.resize(400, 90);
        plot.setHistogram(fourBars());
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QSignalSpy chosen(&plot, &HistogramPlot::rangeChosen);
        const auto at = [&](double value) { return QPoint(qRound(plot.xAxis->coordToPixel(value)), 30); };
        QTest::mousePress(&plot, Qt::LeftButton, {}, at(2.1));
        QTest::mouseMove(&plot, at(2.9));
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, at(2.9));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().value<ValueRange>(), (ValueRange{2.0, 3.0}));
        QTest::mouseDClick(&plot, Qt::LeftButton, {}, at(4));
        QVERIFY(chosen.last().first().value<ValueRange>().isOpen());
    }
};

QTEST_MAIN(TestHistogramPlot)
#include "testhistogramplot.moc"
