// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/tablecopy.h"

#include "core/dataset/delimitedtext.h"
#include "core/platform/file.h"
#include "ui/page/command.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMimeData>
#include <QTableView>

#include <algorithm>

namespace dankai::ui {

namespace {

QString cellText(const QModelIndex& index)
{
    const QVariant raw = index.data(Qt::EditRole);
    switch (raw.typeId()) {
    case QMetaType::UnknownType:
        return index.data(Qt::DisplayRole).toString();
    case QMetaType::Double:
        return QString::number(raw.toDouble(), 'g', 12); // a point in every language
    case QMetaType::QDateTime:
        return raw.toDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    default:
        return raw.toString();
    }
}

} // namespace

std::vector<QStringList> cellsOf(const QTableView& table, TableRows which)
{
    std::vector<QStringList> cells;
    const QAbstractItemModel* model = table.model();
    const QHeaderView* header = table.horizontalHeader();
    std::vector<int> columns;
    for (int place = 0; place < header->count(); ++place)
        if (const int column = header->logicalIndex(place); !table.isColumnHidden(column))
            columns.push_back(column);
    std::vector<int> rows;
    if (which == TableRows::Chosen && table.selectionModel() != nullptr)
        for (const QModelIndex& index : table.selectionModel()->selectedIndexes())
            rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.empty())
        for (int row = 0; row < model->rowCount(); ++row)
            rows.push_back(row);
    QStringList headings;
    for (const int column : columns)
        headings.append(model->headerData(column, Qt::Horizontal).toString());
    if (!header->isHidden())
        cells.push_back(headings);
    for (const int row : rows) {
        QStringList line;
        for (const int column : columns)
            line.append(cellText(model->index(row, column)));
        cells.push_back(std::move(line));
    }
    return cells;
}

QByteArray asCsv(const std::vector<QStringList>& cells)
{
    QString text(QChar(0xFEFF));
    for (const QStringList& line : cells) {
        QStringList quoted;
        for (const QString& cell : line)
            quoted.append(QString::fromStdString(spreadsheetField(cell.toStdString(), ',')));
        text += quoted.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

QString asTabbedText(const std::vector<QStringList>& cells)
{
    QString text;
    for (const QStringList& line : cells) {
        QStringList plain;
        for (QString cell : line)
            plain.append(cell.replace(u'\t', u' ').replace(u'\n', u' '));
        text += plain.join(u'\t') + u'\n';
    }
    return text;
}

void copyToClipboard(const std::vector<QStringList>& cells)
{
    auto* data = new QMimeData;
    data->setText(asTabbedText(cells));
    data->setData(QStringLiteral("text/csv"), asCsv(cells));
    QGuiApplication::clipboard()->setMimeData(data);
}

Result<> saveAsCsv(const QString& file, const std::vector<QStringList>& cells)
{
    return writeFileAtomically(file.toStdString(), asCsv(cells).toStdString());
}

QAction* addCopyCommand(QTableView* table)
{
    QAction* copy = addCommand(table, QStringLiteral("tables.copy"),
        [table] { copyToClipboard(cellsOf(*table, TableRows::Chosen)); });
    copy->setShortcutContext(Qt::WidgetShortcut);
    return copy;
}

} // namespace dankai::ui
