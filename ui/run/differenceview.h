// SPDX-License-Identifier: GPL-3.0-or-later
// In what the chosen runs differ, side by side: one row a setting, one column a run. Of what was frozen, not
// of what the plan says now.
#pragma once

#include "core/run/settingsdifference.h"
#include "ui/page/statepanel.h"

#include <QAbstractTableModel>
#include <QStringList>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace dankai::ui {

class ProjectSession;

class DifferenceModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    // `headings`: of the runs, as many as each row has values.
    void show(const QStringList& headings, std::vector<SettingDifference> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QStringList m_headings;
    std::vector<SettingDifference> m_rows;
};

class DifferenceView final : public QWidget
{
    Q_OBJECT

public:
    explicit DifferenceView(ProjectSession& session, QWidget* parent = nullptr);

    // Of two or more; the same ones again are not read again.
    void show(const QStringList& runs, const QStringList& headings);

    const DifferenceModel* model() const { return m_model; }

    QTableView* table() const { return m_table; }

signals:
    void saveWanted(); // as a CSV file

private:
    ProjectSession& m_session;
    QStringList m_runs;
    quint64 m_generation = 0; // answers for an earlier choice are dropped
    DifferenceModel* m_model;
    QLabel* m_heading;
    QPushButton* m_save;
    QTableView* m_table;
    StatePanel* m_state;
    QStackedWidget* m_stack;
};

} // namespace dankai::ui
