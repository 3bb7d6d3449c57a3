// SPDX-License-Identifier: GPL-3.0-or-later
// The project's runs as a list, newest first, and how one of them is drawn. Does not look for changes.
#pragma once

#include "ui/training/runwatch.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <vector>

namespace dankai::ui {

class RunListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        IdRole = Qt::UserRole, // QString
        StateLineRole, // QString: the second line
        WhenLineRole, // QString: the third one, which no two runs share
        StateRole, // int(RunState)
    };

    using QAbstractListModel::QAbstractListModel;

    void show(const std::vector<RunListing>& runs);
    int rowOf(const QString& id) const; // -1 where there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<RunListing> m_runs;
};

class RunDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace dankai::ui
