// SPDX-License-Identifier: GPL-3.0-or-later
// How a value is edited in the table of settings: chosen from a list, typed, or a key that is pressed. What
// may be typed is the parser's to say.
#pragma once

#include <QStyledItemDelegate>

namespace dankai::ui {

class SettingEditor final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(
        QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* createKeyField(QWidget* parent) const;
};

} // namespace dankai::ui
