// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/curveplot.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace dankai::ui;

class TestCurvePlot : public QObject
{
    Q_OBJECT

    static std::vector<double> steps(int count)
    {
        std::vector<double> x(static_cast<std::size_t>(count));
        std::iota(x.begin(), x.end(), 1.0);
        return x;
    }

private slots:

    void aHundredThousandPointsAreDrawnAsFew()
    {
        CurvePlot plot(QStringLiteral("Loss"));
        plot.resize(800, 300);
        const auto curve = plot.addCurve({.name = QStringLiteral("loss"), .colour = Qt::blue});
        const auto x = steps(100000);
        std::vector<double> y(x.size());
        std::transform(x.begin(), x.end(), y.begin(), [](double step) { return 3 + std::sin(step); });
        y[54321] = 50; // must be seen
        // As a follower hands them over.
        for (std::size_t from = 0; from < x.size(); from += 1000)
            plot.append(curve, std::span(x).subspan(from, 1000), std::span(y).subspan(from, 1000));
        plot.redrawNow();
        QVERIFY(plot.drawnPoints() <= 2 * 800 + 4);
        QVERIFY(plot.drawnPoints() > 800);
        QVERIFY(plot.yAxis->range().contains(50));
        QVERIFY(plot.valuesAt(54322).contains(u"50"));
    }

    // The first step of a phase is no line yet.
    void onePointIsSeen()
    {
        CurvePlot plot(QStringLiteral("Loss"));
        const auto curve = plot.addCurve({.name = QStringLiteral("loss"), .colour = Qt::blue});
        const auto x = steps(2);
        plot.append(curve, std::span(x).first(1), std::span(x).first(1));
        QVERIFY(!plot.graph(0)->scatterStyle().isNone());
        plot.append(curve, std::span(x).subspan(1), std::span(x).subspan(1));
        QVERIFY(plot.graph(0)->scatterStyle().isNone());
    }

    void namesOfMarksKeepApart()
    {
        CurvePlot plot(QStringLiteral("Loss"));
        plot.resize(420, 160);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        const auto curve = plot.addCurve({.name = QStringLiteral("loss"), .colour = Qt::blue});
        const auto x = steps(25);
        plot.append(curve, x, x);
        plot.setMarks({{.x = 7, .label = QStringLiteral("mark PASS"), .colour = Qt::green},
            {.x = 16, .label = QStringLiteral("mark UNDECIDED"), .colour = Qt::red},
            {.x = 25, .label = QStringLiteral("mark PASS"), .colour = Qt::green}});
        plot.redrawNow();
        plot.replot(QCustomPlot::rpImmediateRefresh);
        double behind = 0; // where the one before ends
        int marks = 0;
        for (int i = 0; i < plot.itemCount(); ++i) {
            const auto* label = qobject_cast<QCPItemText*>(plot.item(i));
            if (label == nullptr || !label->text().startsWith(u"mark"))
                continue;
            ++marks;
            QVERIFY2(label->left->pixelPosition().x() >= behind, qPrintable(label->text()));
            behind = label->right->pixelPosition().x();
            // Above the curve, whose highest value stands at its end.
            QVERIFY(label->bottom->pixelPosition().y() <= plot.yAxis->coordToPixel(25));
        }
        QCOMPARE(marks, 3);
        QVERIFY(behind <= plot.width());
    }

    void theWheelZoomsAndADoubleClickShowsEverything()
    {
        CurvePlot plot(QStringLiteral("Loss"));
        plot.resize(800, 300);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        const auto curve = plot.addCurve({.name = QStringLiteral("loss"), .colour = Qt::blue});
        const auto x = steps(1000);
        plot.append(curve, x, x);
        plot.redrawNow();
        const QCPRange all = plot.xAxis->range();
        QSignalSpy chosen(&plot, &CurvePlot::rangeChosen);
        connect(&plot, &CurvePlot::rangeChosen, &plot, [&plot](double from, double to) {
            plot.setShownRange(QCPRange(from, to));
            plot.redrawNow();
        });
        connect(&plot, &CurvePlot::everythingChosen, &plot, [&plot] {
            plot.setShownRange(std::nullopt);
            plot.redrawNow();
        });
        const QPointF at(plot.xAxis->coordToPixel(500), 150);
        QWheelEvent wheel(
            at, plot.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&plot, &wheel);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(plot.xAxis->range().size() < all.size());
        QVERIFY(std::abs(plot.xAxis->range().center() - 500) < 20);
        // Dragging pans as far as there is something.
        const double before = plot.xAxis->range().lower;
        QTest::mousePress(&plot, Qt::LeftButton, {}, {400, 150});
        QTest::mouseMove(&plot, {300, 150});
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, {300, 150});
        QVERIFY(plot.xAxis->range().lower > before);
        // Shift and dragging chooses.
        const double from = plot.xAxis->pixelToCoord(200);
        const double to = plot.xAxis->pixelToCoord(260);
        QTest::mousePress(&plot, Qt::LeftButton, Qt::ShiftModifier, {200, 150});
        QTest::mouseMove(&plot, {260, 150});
        QTest::mouseRelease(&plot, Qt::LeftButton, Qt::ShiftModifier, {260, 150});
        QVERIFY(std::abs(plot.xAxis->range().lower - from) < 2);
        QVERIFY(std::abs(plot.xAxis->range().upper - to) < 2);
        QTest::mouseDClick(&plot, Qt::LeftButton, {}, {400, 150});
        QCOMPARE(plot.xAxis->range().lower, all.lower);
        QCOMPARE(plot.xAxis->range().upper, all.upper);
        // The keyboard does the same.
        QTest::keyClick(&plot, Qt::Key_Plus);
        QVERIFY(plot.xAxis->range().size() < all.size());
        QTest::keyClick(&plot, Qt::Key_0);
        QCOMPARE(plot.xAxis->range().size(), all.size());
    }

    void hoverReadsTheCurvesThatAreThere()
    {
        CurvePlot plot(QStringLiteral("Loss"));
        plot.resize(800, 300);
        const auto first = plot.addCurve({.name = QStringLiteral("easy"), .colour = Qt::blue});
        const auto second = plot.addCurve({.name = QStringLiteral("hard"), .colour = Qt::red});
        plot.addCurve({.name = {}, .colour = Qt::red}); // has no name, is not read
        const std::vector<double> early = {1, 2, 3}, late = {4, 5, 6};
        plot.append(first, early, std::vector<double>{3, 2.5, 2.25});
        plot.append(second, late, std::vector<double>{4, 3.5, 3.125});
        QVERIFY(plot.valuesAt(2.1).contains(u"easy 2.5"));
        QVERIFY(!plot.valuesAt(2.1).contains(u"hard"));
        QVERIFY(plot.valuesAt(6.4).contains(u"hard 3.125"));
        QVERIFY(plot.valuesAt(20).isEmpty());
    }

    void aLogarithmicAxisLeavesOutWhatHasNoLogarithm()
    {
        CurvePlot plot(QStringLiteral("Loss"));
        plot.resize(800, 300);
        const auto curve = plot.addCurve({.name = QStringLiteral("loss"), .colour = Qt::blue});
        plot.append(curve, steps(4), std::vector<double>{0, -1, 10, 1000});
        plot.setLogarithmic(true);
        plot.redrawNow();
        QCOMPARE(plot.drawnPoints(), 2);
        QCOMPARE(plot.yAxis->scaleType(), QCPAxis::stLogarithmic);
        QVERIFY(plot.yAxis->range().lower > 0);
        plot.setLogarithmic(false);
        plot.redrawNow();
        QCOMPARE(plot.drawnPoints(), 4);
    }
};

QTEST_MAIN(TestCurvePlot)
#include "testcurveplot.moc"
