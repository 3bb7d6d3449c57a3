// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/enterkey.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/wheelguard.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTest>
#include <QWheelEvent>

using namespace dankai::ui;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:

    void theWheelChangesOnlyAFieldThatWasChosen()
    {
        WheelGuard guard;
        qApp->installEventFilter(&guard);
        QWidget form;
        QSpinBox spin(&form);
        QComboBox box(&form);
        QLineEdit other(&form);
        spin.setValue(5);
        box.addItems({QStringLiteral("one"), QStringLiteral("two")});
        form.show();
        QVERIFY(QTest::qWaitForWindowActive(&form));
        other.setFocus();
        const auto wheel = [](QWidget* widget) {
            QWheelEvent event(QPointF(2, 2), widget->mapToGlobal(QPointF(2, 2)), {}, QPoint(0, -120),
                Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(widget, &event);
        };
        wheel(&spin);
        wheel(&box);
        QCOMPARE(spin.value(), 5);
        QCOMPARE(box.currentIndex(), 0);
        QVERIFY(other.hasFocus());
        spin.setFocus();
        wheel(&spin);
        QCOMPARE(spin.value(), 4);
    }

    void enterPressesTheButtonThatHasTheFocus()
    {
        EnterKey enter;
        qApp->installEventFilter(&enter);
        QWidget page;
        QPushButton button(&page);
        int pressed = 0;
        connect(&button, &QPushButton::clicked, &page, [&pressed] { ++pressed; });
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        button.setFocus();
        QTest::keyClick(&button, Qt::Key_Return);
        QTest::keyClick(&button, Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(pressed, 2);
        QTest::keyClick(&button, Qt::Key_Return, Qt::ControlModifier); // another key
        button.setEnabled(false);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(pressed, 2);
        // In a dialog Qt does it, and it is pressed once.
        QDialog dialog;
        QPushButton own(&dialog);
        connect(&own, &QPushButton::clicked, &dialog, [&pressed] { ++pressed; });
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        own.setFocus();
        QTest::keyClick(&own, Qt::Key_Return);
        QCOMPARE(pressed, 3);
    }

    void aSplitterCanBeGrabbed_data()
    {
        QTest::addColumn<Qt::Orientation>("orientation");
        QTest::newRow("side by side") << Qt::Horizontal;
        QTest::newRow("one above the other") << Qt::Vertical;
    }

    void aSplitterCanBeGrabbed()
    {
        QFETCH(Qt::Orientation, orientation);
        applyTheme(*qApp, Appearance::Light);
        QSplitter splitter(orientation);
        splitter.addWidget(new QWidget);
        splitter.addWidget(new QWidget);
        splitter.resize(400, 200);
        splitter.show();
        QVERIFY(QTest::qWaitForWindowExposed(&splitter));
        QVERIFY2(splitter.handleWidth() >= 8, qPrintable(QString::number(splitter.handleWidth())));
        // A thin line in the middle of what is grabbed.
        const QImage handle = splitter.handle(1)->grab().toImage();
        const QRgb line = lightTheme().border.rgb();
        const bool isSideBySide = orientation == Qt::Horizontal;
        int drawn = 0;
        for (int i = 0; i < (isSideBySide ? handle.width() : handle.height()); ++i)
            drawn
                += handle.pixel(isSideBySide ? i : handle.width() / 2, isSideBySide ? handle.height() / 2 : i)
                    == line
                ? 1
                : 0;
        QCOMPARE(drawn, 1);
        qApp->setStyleSheet({});
    }

    void contrastOfBlackOnWhiteIsKnown()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    }

    void textCanBeRead_data()
    {
        QTest::addColumn<bool>("isDark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void textCanBeRead()
    {
        QFETCH(const bool, isDark);
        const Theme& theme = isDark ? darkTheme() : lightTheme();
        for (const QColor& ground : {theme.ground, theme.surface, theme.raised}) {
            for (const QColor& text :
                {theme.text, theme.quietText, theme.accent, theme.pass, theme.fail, theme.undecided})
                QVERIFY2(contrastRatio(text, ground) >= 4.5,
                    qPrintable(text.name() + u" on " + ground.name() + u": "
                        + QString::number(contrastRatio(text, ground))));
        }
        QVERIFY(contrastRatio(theme.onAccent, theme.accent) >= 4.5);
        QVERIFY(contrastRatio(theme.text, theme.selection) >= 4.5);
    }

    void linesCanBeSeenAndKeepTheirOrder_data() { textCanBeRead_data(); }

    void linesCanBeSeenAndKeepTheirOrder()
    {
        QFETCH(const bool, isDark);
        const Theme& theme = isDark ? darkTheme() : lightTheme();
        for (int count = 2; count <= 8; ++count) {
            for (int phase = 0; phase < count; ++phase) {
                const QColor colour = theme.phase(phase, count);
                QVERIFY2(contrastRatio(colour, theme.ground) >= 3.0,
                    qPrintable(QStringLiteral("phase %1 of %2: %3 has %4")
                                   .arg(phase)
                                   .arg(count)
                                   .arg(colour.name())
                                   .arg(contrastRatio(colour, theme.ground))));
                // Printed in grey, the order is still one of lightness.
                if (phase > 0)
                    QVERIFY(qGray(colour.rgb()) < qGray(theme.phase(phase - 1, count).rgb()));
            }
        }
        for (const QColor& line : {theme.baseModel, theme.oneOff, theme.accent})
            QVERIFY(contrastRatio(line, theme.ground) >= 3.0);
    }

    void aPaletteTellsItsTheme()
    {
        auto& application = *qobject_cast<QApplication*>(QCoreApplication::instance());
        applyTheme(application, Appearance::Dark);
        QCOMPARE(themeOf(QApplication::palette()).appearance, Appearance::Dark);
        applyTheme(application, Appearance::Light);
        QCOMPARE(themeOf(QApplication::palette()).appearance, Appearance::Light);
    }

    void iconsAreDrawnInTheColourAskedFor()
    {
        const QImage image = iconPixmap(QStringLiteral("data"), Qt::red, 24, 2.0).toImage();
        QCOMPARE(image.size(), QSize(48, 48));
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                if (pixel.alpha() > 128) {
                    ++drawn;
                    QVERIFY(pixel.red() > 200 && pixel.green() < 60);
                }
            }
        }
        QVERIFY(drawn > 50);
    }
};

QTEST_MAIN(TestTheme)
#include "testtheme.moc"
