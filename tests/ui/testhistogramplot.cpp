// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/histogramplot.h"
#include "ui/style/theme.h"

#include <QRegularExpression>
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

    // As on a page that is drawn before anybody has opened it.
    void aPlotWithoutRoomIsNotDrawn()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QWidget page;
        page.resize(300, 200);
        HistogramPlot plot(&page);
        plot.setHistogram(fourBars());
        plot.setGeometry(0, 0, 200, 0);
        QVERIFY(!page.grab().isNull());
        plot.setGeometry(0, 0, 200, 100);
        QVERIFY(!page.grab().isNull());
        QCOMPARE(plot.viewport().size(), QSize(200, 100));
    }

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

    void whoTabsHereSeesIt()
    {
        QWidget window;
        auto* plot = new HistogramPlot(&window);
        window.resize(400, 90);
        plot->resize(400, 90);
        plot->setHistogram(fourBars());
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.setFocus();
        const auto edge = [&] { return plot->grab().toImage().pixelColor(1, 45); };
        const QColor without = edge();
        plot->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(plot->hasFocus());
        QCOMPARE(edge(), themeOf(plot).accent);
        QVERIFY(without != edge());
    }

    void labelsKeepApart_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("lowest");
        QTest::addColumn<double>("highest");
        QTest::newRow("hundreds of tokens") << 240 << 1380.0 << 2160.0;
        QTest::newRow("a narrow window") << 160 << 100000.0 << 900000.0;
        QTest::newRow("a score") << 240 << 1.0 << 5.0;
    }

    void labelsKeepApart()
    {
        QFETCH(int, width);
        QFETCH(double, lowest);
        QFETCH(double, highest);
        HistogramPlot plot;
        plot.resize(width, 84);
        Histogram histogram;
        histogram.lowest = lowest;
        histogram.highest = highest;
        histogram.counts.assign(50, 1);
        plot.setHistogram(histogram);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.replot();
        const QFontMetrics metrics(plot.xAxis->tickLabelFont());
        const QVector<double> ticks = plot.xAxis->tickVector();
        const QVector<QString> labels = plot.xAxis->tickVectorLabels();
        QVERIFY(!ticks.isEmpty());
        for (qsizetype i = 1; i < ticks.size(); ++i) {
            const double apart = plot.xAxis->coordToPixel(ticks[i]) - plot.xAxis->coordToPixel(ticks[i - 1]);
            const double widths
                = (metrics.horizontalAdvance(labels[i]) + metrics.horizontalAdvance(labels[i - 1])) / 2.0;
            QVERIFY2(apart > widths + 4, qPrintable(labels[i]));
        }
    }
};

QTEST_MAIN(TestHistogramPlot)
#include "testhistogramplot.moc"
