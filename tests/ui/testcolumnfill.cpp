// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/columnfill.h"
#include "ui/page/listtable.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

#include <array>
#include <memory>

using namespace dankai::ui;

class TestColumnFill : public QObject
{
    Q_OBJECT

    QStandardItemModel m_model{3, 4};
    std::unique_ptr<QTableView> m_table;
    ColumnFill* m_fill = nullptr;

    int width(int column) const { return m_table->columnWidth(column); }

    int all() const { return m_table->horizontalHeader()->length(); }

    void makeTable(int windowWidth)
    {
        m_table = std::make_unique<QTableView>();
        m_table->setModel(&m_model);
        for (int column = 0; column < 4; ++column)
            m_table->setColumnWidth(column, 100);
        m_fill = new ColumnFill(m_table.get(), {1, 2});
        m_table->resize(windowWidth, 200);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    }

private slots:

    void whatIsLeftOverGoesToTheTexts()
    {
        makeTable(300);
        for (int column = 0; column < 4; ++column)
            QCOMPARE(width(column), 100); // narrower than they are: the table scrolls
        m_table->resize(1000, 200);
        QTRY_VERIFY(m_table->viewport()->width() - all() < 2);
        QCOMPARE(width(0), 100);
        QCOMPARE(width(3), 100);
        QCOMPARE(width(1), width(2));
        m_table->resize(300, 200);
        QTRY_COMPARE(width(1), 100);
    }

    void headingsAreNotCut()
    {
        const QString heading = QStringLiteral("Of an earlier version");
        QStandardItemModel model(3, 2);
        model.setHorizontalHeaderLabels({heading, QStringLiteral("B")});
        QTableView table;
        table.setModel(&model);
        arrangeColumns(&table, std::array{20, 120});
        QVERIFY(table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(heading));
        QCOMPARE(table.columnWidth(1), 120);
    }

    void whatAPersonSetsIsKept()
    {
        makeTable(300);
        m_table->horizontalHeader()->resizeSection(1, 180);
        m_table->resize(1000, 200);
        QTRY_VERIFY(m_table->viewport()->width() - all() < 2);
        QCOMPARE(width(1) - width(2), 80);
        m_table->resize(300, 200);
        QTRY_COMPARE(width(1), 180);
        QCOMPARE(width(2), 100);
    }

    void aHiddenColumnTakesNothing()
    {
        makeTable(300);
        m_table->setColumnHidden(2, true);
        m_table->resize(1000, 200);
        QTRY_VERIFY(m_table->viewport()->width() - all() < 2);
        QVERIFY(m_table->isColumnHidden(2));
        QVERIFY(width(1) > 500);
    }

    void aWideWindowIsNotRememberedAsWideColumns()
    {
        makeTable(1000);
        QTRY_VERIFY(width(1) > 100);
        const QByteArray kept = m_fill->saveState();
        QVERIFY(width(1) > 100); // it goes on filling
        makeTable(300);
        QVERIFY(m_table->horizontalHeader()->restoreState(kept));
        m_fill->takeWidths();
        QCOMPARE(width(1), 100);
    }
};

QTEST_MAIN(TestColumnFill)
#include "testcolumnfill.moc"
