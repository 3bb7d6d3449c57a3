// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/spreadplot.h"

#include <QTest>

using namespace dankai::ui;

class TestSpreadPlot : public QObject
{
    Q_OBJECT

private slots:

    void everyBandAndTheReferenceAreInSight()
    {
        SpreadPlot plot(QStringLiteral("AUC"), QStringLiteral("Labels"));
        plot.setReference(0.5, QStringLiteral("chance"));
        plot.setPoints({{20, 0.6, 0.15, {}}, {200, 0.9, 0.05, {}}});
        QCOMPARE(plot.graph()->dataCount(), 2);
        QVERIFY(plot.yAxis->range().contains(0.45));
        QVERIFY(plot.yAxis->range().contains(0.95));
        QVERIFY(plot.xAxis->range().contains(0));
        QVERIFY(plot.xAxis->range().contains(200));
        // Where all is good, chance is in sight all the same: a rise must not look greater than it is.
        plot.setPoints({{20, 0.9, 0.01, {}}});
        QVERIFY(plot.yAxis->range().contains(0.5));
    }

    void hoverReadsTheNearest()
    {
        SpreadPlot plot(QStringLiteral("AUC"), QStringLiteral("Labels"));
        QCOMPARE(plot.readingAt(10), QString());
        plot.setPoints({{20, 0.6, 0.1, QStringLiteral("few")}, {200, 0.9, 0.1, QStringLiteral("many")}});
        QCOMPARE(plot.readingAt(100), QStringLiteral("few"));
        QCOMPARE(plot.readingAt(120), QStringLiteral("many"));
    }
};

QTEST_MAIN(TestSpreadPlot)
#include "testspreadplot.moc"
