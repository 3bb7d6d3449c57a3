// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/detachablepane.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

using namespace dankai::ui;

class TestDetachablePane : public QObject
{
    Q_OBJECT

    // A page with a list and a pane.
    struct Page
    {
        QSplitter splitter;
        QLabel* content = new QLabel(QStringLiteral("an example"));
        DetachablePane* pane
            = new DetachablePane(content, QStringLiteral("data.detach"), QStringLiteral("Details"));

        Page()
        {
            splitter.addWidget(new QLabel(QStringLiteral("a list")));
            splitter.addWidget(pane);
            splitter.resize(800, 400);
            splitter.show();
        }
    };

private slots:

    void itGoesAndComesBack()
    {
        Page page;
        QVERIFY(QTest::qWaitForWindowExposed(&page.splitter));
        page.pane->action()->trigger();
        QVERIFY(page.pane->isDetached());
        QVERIFY(page.content->isVisible());
        QVERIFY(page.content->window() != &page.splitter);
        QCOMPARE(page.content->window()->windowTitle(), QStringLiteral("Details"));
        QVERIFY(!page.pane->isVisible());
        QTRY_VERIFY(page.splitter.widget(0)->width() > 790); // has the room
        page.pane->action()->trigger();
        QVERIFY(!page.pane->isDetached());
        QCOMPARE(page.content->window(), &page.splitter);
        QVERIFY(page.content->isVisible());
        QTRY_VERIFY(page.splitter.widget(1)->width() > 100);
    }

    void closingItsWindowBringsItBack()
    {
        Page page;
        page.pane->detach();
        QPointer<QWidget> window = page.content->window();
        window->close();
        QVERIFY(!page.pane->isDetached());
        QCOMPARE(page.content->window(), &page.splitter);
        QTRY_VERIFY(window.isNull());
    }

    void whereItStandsIsRemembered()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        const QString key = QStringLiteral("details");
        QSize size;
        {
            Page page;
            page.pane->detach();
            page.content->window()->resize(333, 222);
            size = page.content->window()->size();
            page.pane->saveState(settings, key);
        } // and the window goes with the page
        for (const QWidget* widget : QApplication::topLevelWidgets())
            QVERIFY(widget->windowTitle() != u"Details");
        Page page;
        page.pane->restoreState(settings, key);
        QVERIFY(page.pane->isDetached());
        QCOMPARE(page.content->window()->size(), size);
        page.pane->attach();
        page.pane->saveState(settings, key);
        Page third;
        third.pane->restoreState(settings, key);
        QVERIFY(!third.pane->isDetached());
    }

    // A window that comes before that of its page lies behind it.
    void itIsDetachedOnceItsPageIsShown()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        const QString key = QStringLiteral("details");
        {
            Page page;
            page.pane->detach();
            page.pane->saveState(settings, key);
        }
        Page page;
        page.splitter.hide();
        page.pane->restoreState(settings, key);
        QVERIFY(!page.pane->isDetached());
        page.pane->saveState(settings, key); // and nothing is forgotten meanwhile
        page.splitter.show();
        QTRY_VERIFY(page.pane->isDetached());
        QVERIFY(page.content->window()->isVisible());
        page.pane->attach();
        page.splitter.hide();
        page.splitter.show();
        QCoreApplication::processEvents();
        QVERIFY(!page.pane->isDetached()); // once
        Page again;
        again.pane->restoreState(settings, key);
        QVERIFY(again.pane->isDetached());
    }
};

QTEST_MAIN(TestDetachablePane)

#include "testdetachablepane.moc"
