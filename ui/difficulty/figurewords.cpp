// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/figurewords.h"

#include "ui/page/listtable.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLocale>
#include <QTableWidget>

#include <cmath>

namespace dankai::ui {

namespace {

class FigureWords
{
    Q_DECLARE_TR_FUNCTIONS(FigureWords)
};

constexpr QChar minus(0x2212);
constexpr QChar dash(0x2013);

QString fixed(double value, int decimals)
{
    QString text = QLocale().toString(std::abs(value), 'f', decimals);
    const bool isZero = QLocale().toDouble(text) == 0;
    return value < 0 && !isZero ? minus + text : text;
}

} // namespace

QString noFigure()
{
    return QString(dash);
}

QString scoreWord(double value)
{
    if (!std::isfinite(value))
        return noFigure();
    return fixed(value, value == std::round(value) || std::abs(value) >= 100 ? 0 : 2);
}

QString shareWord(double share)
{
    return std::isfinite(share) ? fixed(100 * share, 0) + QStringLiteral(" %") : noFigure();
}

QString correlationWord(double value)
{
    if (!std::isfinite(value))
        return noFigure();
    const QString text = fixed(value, 2);
    return value > 0 ? u'+' + text : text;
}

QString rangeWord(const Interval& interval)
{
    if (!std::isfinite(interval.estimate))
        return {};
    return fixed(interval.lower, 2) + QStringLiteral(" – ") + fixed(interval.upper, 2);
}

QString shareRangeWord(const Interval& interval)
{
    if (!std::isfinite(interval.estimate))
        return {};
    return fixed(100 * interval.lower, 0) + QStringLiteral(" – ") + shareWord(interval.upper);
}

QString stepWord(BucketStep step)
{
    return step == BucketStep::Harder   ? FigureWords::tr("✓ harder")
        : step == BucketStep::Easier    ? FigureWords::tr("✗ easier")
        : step == BucketStep::Undecided ? FigureWords::tr("◐ cannot be said")
                                        : QString();
}

void makeFigureTable(QTableWidget* table, const QString& name)
{
    makeListTable(table, name, compactRowHeight);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void fitHeight(QTableWidget* table)
{
    int height = table->horizontalHeader()->sizeHint().height() + 2 * table->frameWidth();
    for (int row = 0; row < table->rowCount(); ++row)
        height += table->rowHeight(row);
    table->setFixedHeight(height);
}

void putCell(QTableWidget* table, int row, int column, const QString& text, bool isNumber)
{
    auto* item = new QTableWidgetItem(text);
    item->setTextAlignment(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    table->setItem(row, column, item);
}

} // namespace dankai::ui
