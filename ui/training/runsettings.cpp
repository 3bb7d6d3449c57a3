// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runsettings.h"

#include "ui/page/listtable.h"
#include "ui/page/tablecopy.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr std::size_t shownHash = 12; // hex digits, enough to tell runs apart

} // namespace

RunSettings::RunSettings(QWidget* parent)
    : QWidget(parent)
    , m_table(new QTableWidget(this))
    , m_note(new QLabel(this))
{
    m_table->setColumnCount(2);
    makeListTable(m_table, tr("Settings of the run"), compactRowHeight);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addCopyCommand(m_table);
    m_note->setWordWrap(true);
    m_note->setFont(typeFont(TypeSize::Caption));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setTextFormat(Qt::PlainText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
}

void RunSettings::clear()
{
    m_table->setRowCount(0);
    m_note->clear();
}

void RunSettings::showRun(const RunFacts& facts)
{
    const std::vector<SettingRow> rows = settingRows(facts.spec);
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        int column = 0;
        for (const QString& text : {rows[i].name, rows[i].value}) {
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(rows[i].key + QStringLiteral(": ") + rows[i].full);
            m_table->setItem(static_cast<int>(i), column++, item);
        }
    }
    m_note->setText(
        tr("As frozen in run.yaml when the run was made, whatever the plan says now. Manifest %1.")
            .arg(QString::fromStdString(facts.manifestHash.substr(0, shownHash))));
}

} // namespace dankai::ui
