// SPDX-License-Identifier: Apache-2.0
#include "core/report/curvecsv.h"
#include "core/report/curves.h"
#include "core/report/html.h"

#include <QTest>

#include <cmath>

using namespace dankai;

class TestCurves : public QObject
{
    Q_OBJECT

private slots:

    void ticksAreRoundAndInside_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("expected");
        QTest::newRow("loss") << 1.13 << 2.87 << 4; // 1.5 2 2.5 with a step of 0.5, or finer
        QTest::newRow("steps") << 0.0 << 87.0 << 5;
        QTest::newRow("around zero") << -0.31 << 0.31 << 5;
    }

    void ticksAreRoundAndInside()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, expected);
        const auto ticks = roundTicks(low, high, expected);
        QVERIFY(ticks.size() >= 2 && ticks.size() <= static_cast<std::size_t>(expected) + 2);
        for (const double tick : ticks)
            QVERIFY(tick >= low - 1e-9 && tick <= high + 1e-9);
    }

    void smoothingBeginsAtTheFirstValueAndKeepsAConstant()
    {
        const auto flat = smoothed({{0, 3}, {1, 3}, {2, 3}}, 0.9);
        for (const auto& [x, y] : flat)
            QVERIFY(std::abs(y - 3) < 1e-12);
        const auto step = smoothed({{0, 1}, {1, 2}}, 0.5);
        QCOMPARE(step[0].second, 1.0);
        QVERIFY(std::abs(step[1].second - 5.0 / 3) < 1e-12); // (0.25*1 + 0.5*2) / 0.75
    }

    void plotsStandWithFewOrNoPoints()
    {
        CurvePlot plot;
        QVERIFY(curvesSvg(plot).ends_with("</svg>"));
        plot.curves.push_back({"a<b", "red", LineStyle::Solid, {{1, 1}}, true, {}});
        const std::string svg = curvesSvg(plot);
        QVERIFY(svg.find("a&lt;b") != std::string::npos);
        QVERIFY(svg.find("nan") == std::string::npos && svg.find("inf") == std::string::npos);
    }

    void effectsAlwaysShowZero()
    {
        const std::string svg
            = effectsSvg({"t", "l", "r", {{"All", "n = 9", {0.5, 0.4, 0.6, 0.95}, "black"}}, 2});
        QVERIFY(svg.find("class=\"zero\"") != std::string::npos);
        QVERIFY(svg.find("+0.50 [+0.40, +0.60]") != std::string::npos);
    }

    void textIsEscaped()
    {
        QCOMPARE(escapeHtml("<a href='x'>\"&\x01\xff"),
            std::string("&lt;a href=&#39;x&#39;&gt;&quot;&amp;\xef\xbf\xbd"));
    }

    void numbersReadWell()
    {
        QCOMPARE(formatCount(1234567), std::string("1,234,567"));
        QCOMPARE(formatSigned(-0.0001, 2), std::string("0.00"));
        QCOMPARE(formatSigned(-1.5, 1),
            std::string("\xe2\x88\x92"
                        "1.5"));
        QCOMPARE(formatDuration(200, {Language::English}), std::string("3 min 20 s"));
        QCOMPARE(formatDuration(3725, {Language::Japanese}), std::string("1 時間 2 分"));
    }

    void phaseColoursAreOrderedAndApart()
    {
        for (int phases = 2; phases <= 8; ++phases) {
            for (int k = 2; k <= phases; ++k)
                QVERIFY(phaseColour(k, phases) != phaseColour(k - 1, phases));
        }
        QCOMPARE(phaseColour(1, 1).size(), std::size_t{7});
    }

    void curvesAsATableSmoothEachPhaseAnew()
    {
        RunHistory history;
        Event event;
        event.time = 1;
        event::Evaluated measured;
        measured.set = "validation";
        measured.heldOutPhase = 2;
        measured.loss = 4.5;
        event.body = measured;
        history.add(event);
        for (int i = 1; i <= 3; ++i) {
            event::Step step;
            step.step = i;
            step.phase = i < 3 ? 1 : 2;
            step.loss = i;
            step.tokens = 100;
            event.body = step;
            history.add(event);
        }
        measured.step = 2;
        measured.heldOutPhase = 1;
        measured.loss = 3.25;
        event.body = measured;
        history.add(event);
        const std::vector<std::string> names = {"=1+1", "say \"hard\""};
        const std::string csv = curvesAsCsv(history, names, 0.5);
        QVERIFY(csv.starts_with("\xEF\xBB\xBFstep,phase,loss,smoothed_loss,"));
        const QStringList lines
            = QString::fromStdString(csv).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 5);
        QVERIFY(
            lines.at(0).endsWith(QStringLiteral("held-out loss: =1+1,\"held-out loss: say \"\"hard\"\"\"")));
        QCOMPARE(lines.at(1), QStringLiteral("0,0,,,,,,,,4.5"));
        QVERIFY(lines.at(2).startsWith(u"1,1,1,1,"));
        QVERIFY(lines.at(3).startsWith(QStringLiteral("2,1,2,%1,").arg(5.0 / 3, 0, 'g', 17)));
        QVERIFY(lines.at(3).endsWith(u",3.25,"));
        QVERIFY(lines.at(4).startsWith(u"3,2,3,3,")); // the second phase begins anew
        QCOMPARE(lines.at(4).count(u','), lines.at(0).count(u','));
    }
};

QTEST_APPLESS_MAIN(TestCurves)
#include "testcurves.moc"
