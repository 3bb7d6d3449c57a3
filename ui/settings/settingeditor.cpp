// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingeditor.h"

#include "ui/settings/keyfield.h"
#include "ui/settings/settingsmodel.h"

#include <QComboBox>
#include <QEvent>
#include <QLineEdit>

#include <algorithm>

namespace dankai::ui {

QWidget* SettingEditor::createEditor(
    QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const QString name = index.siblingAtColumn(SettingsModel::NameColumn).data().toString();
    if (index.data(SettingsModel::SectionRole).value<SettingsSection>() == SettingsSection::Keys) {
        QWidget* field = createKeyField(parent);
        field->setAccessibleName(tr("New key for “%1”").arg(name));
        return field;
    }
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

QWidget* SettingEditor::createKeyField(QWidget* parent) const
{
    auto* field = new KeyField(parent);
    field->setStyleSheet(QStringLiteral("QLineEdit { padding: 0 4px; border-radius: 0; }"));
    auto* self = const_cast<SettingEditor*>(this);
    // After the key has gone through: the table would take its Return for itself.
    connect(
        field, &KeyField::taken, self,
        [self, field] {
            emit self->commitData(field);
            emit self->closeEditor(field);
        },
        Qt::QueuedConnection);
    connect(
        field, &KeyField::left, self, [self, field] { emit self->closeEditor(field); }, Qt::QueuedConnection);
    return field;
}

bool SettingEditor::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (isKey && qobject_cast<KeyField*>(watched) != nullptr)
        return false; // Enter, Tab and Esc too are the field's
    return QStyledItemDelegate::eventFilter(watched, event);
}

void SettingEditor::setEditorData(QWidget* editor, const QModelIndex& index) const
{
    if (qobject_cast<KeyField*>(editor) != nullptr)
        return; // it waits for another one
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
    if (const auto* field = qobject_cast<KeyField*>(editor)) {
        if (!field->key().isEmpty())
            model->setData(index, field->key().toString(QKeySequence::PortableText));
    } else if (const auto* box = qobject_cast<QComboBox*>(editor)) {
        model->setData(index, box->currentData());
    } else if (const auto* line = qobject_cast<QLineEdit*>(editor)) {
        model->setData(index, line->text());
    }
}

} // namespace dankai::ui
