// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingeditor.h"

#include "ui/settings/settingsmodel.h"

#include <QComboBox>
#include <QLineEdit>

#include <algorithm>

namespace dankai::ui {

QWidget* SettingEditor::createEditor(
    QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QString name = index.siblingAtColumn(SettingsModel::NameColumn).data().toString();
    const QStringList choices = index.data(SettingsModel::ChoicesRole).toStringList();
    // In a row of a table an editor has no room for its usual padding.
    if (choices.isEmpty()) {
        auto* line = new QLineEdit(parent);
        line->setAccessibleName(name);
        line->setStyleSheet(QStringLiteral("QLineEdit { padding: 0 4px; border-radius: 0; }"));
        return line;
    }
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setStyleSheet(QStringLiteral("QComboBox { padding: 0 4px; border-radius: 0; }"));
    for (qsizetype i = 0; i + 1 < choices.size(); i += 2)
        box->addItem(choices.at(i + 1), choices.at(i));
    // Chosen is done: nobody presses Enter after a choice.
    connect(box, &QComboBox::activated, this, [this, box] {
        auto* self = const_cast<SettingEditor*>(this);
        emit self->commitData(box);
        emit self->closeEditor(box);
    });
    return box;
}

void SettingEditor::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    const QString value = index.data(Qt::EditRole).toString();
    if (auto* box = qobject_cast<QComboBox*>(editor)) {
        box->setCurrentIndex(std::max(0, box->findData(value)));
        return;
    }
    if (auto* line = qobject_cast<QLineEdit*>(editor)) {
        line->setText(value);
        line->selectAll();
    }
}

void SettingEditor::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const
{
    if (const auto* box = qobject_cast<QComboBox*>(editor))
        model->setData(index, box->currentData());
    else if (const auto* line = qobject_cast<QLineEdit*>(editor))
        model->setData(index, line->text());
}

} // namespace dankai::ui
