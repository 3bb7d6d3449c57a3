// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/differenceview.h"

#include "ui/page/listtable.h"
#include "ui/page/tablecopy.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/projectsession.h"
#include "ui/style/type.h"
#include "ui/training/settingwords.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int nameWidth = 280;
constexpr int valueWidth = 200;

} // namespace

void DifferenceModel::show(const QStringList& headings, std::vector<SettingDifference> rows)
{
    beginResetModel();
    m_headings = headings;
    m_rows = std::move(rows);
    endResetModel();
}

int DifferenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DifferenceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_headings.size());
}

QVariant DifferenceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SettingDifference& row = m_rows[static_cast<std::size_t>(index.row())];
    if (index.column() == 0) {
        if (role == Qt::DisplayRole)
            return settingWord(row.name);
        // The file's own name is what a colleague can search for.
        return role == Qt::ToolTipRole || role == Qt::EditRole ? QVariant(QString::fromStdString(row.name))
                                                               : QVariant();
    }
    const auto& value = row.values[static_cast<std::size_t>(index.column()) - 1];
    if (role == Qt::DisplayRole)
        return value ? settingValueWords(row.name, *value) : QString(QChar(0x2013));
    if (role == Qt::ToolTipRole || role == Qt::EditRole)
        return value ? QString::fromStdString(*value) : QString();
    return {};
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Setting", "column") : m_headings.value(section - 1);
}

DifferenceView::DifferenceView(ProjectSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new DifferenceModel(this))
    , m_heading(new QLabel(this))
    , m_save(new QPushButton(tr("Save as CSV…"), this))
    , m_table(new QTableView(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
{
    m_heading->setFont(typeFont(TypeSize::Heading));
    m_heading->setTextFormat(Qt::PlainText);
    m_table->setModel(m_model);
    makeListTable(m_table, tr("Settings in which the runs differ"), compactRowHeight);
    m_table->setTextElideMode(Qt::ElideMiddle);
    addCopyCommand(m_table);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_state);
    auto* top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    connect(m_save, &QPushButton::clicked, this, &DifferenceView::saveWanted);
}

void DifferenceView::show(const QStringList& runs, const QStringList& headings)
{
    if (runs == m_runs)
        return;
    m_runs = runs;
    m_heading->setText(tr("What differs between %n run(s)", nullptr, static_cast<int>(runs.size())));
    m_save->setEnabled(false);
    m_state->showLoading(tr("Reading what was frozen"));
    m_stack->setCurrentWidget(m_state);
    m_session.questions().ask(
        this,
        [runs](Project& project, const StopFlag&) -> Result<std::vector<SettingDifference>> {
            std::vector<FrozenSettings> frozen;
            for (const QString& run : runs) {
                auto settings = readFrozenSettings(project.runsFolder() / run.toStdString());
                if (!settings)
                    return passOn(settings);
                frozen.push_back(std::move(*settings));
            }
            return differenceOf(frozen);
        },
        [this, headings, generation = ++m_generation](Result<std::vector<SettingDifference>> rows) {
            if (generation != m_generation)
                return;
            if (!rows) {
                m_runs.clear(); // asked again by the next choice
                m_state->showError(translatedCore(rows.error().message));
                return;
            }
            if (rows->empty()) {
                m_model->show(headings, {});
                m_state->showEmpty(tr("No difference"),
                    tr("These runs were frozen with the same settings, data, model and tokenizer."));
                return;
            }
            m_model->show(headings, std::move(*rows));
            m_table->setColumnWidth(0, nameWidth);
            for (int column = 1; column < m_model->columnCount(); ++column)
                m_table->setColumnWidth(column, valueWidth);
            m_save->setEnabled(true);
            m_stack->setCurrentWidget(m_table);
        });
}

} // namespace dankai::ui
