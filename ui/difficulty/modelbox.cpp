// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/modelbox.h"

#include <QFileDialog>
#include <QLocale>
#include <QStandardItemModel>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int kindRole = Qt::UserRole + 1;
constexpr int shownCharacters = 26;

} // namespace

ModelBox::ModelBox(MeasuringModels& models, QWidget* parent)
    : QComboBox(parent)
    , m_models(models)
{
    setAccessibleName(tr("Model that measures"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(shownCharacters);
    connect(this, &QComboBox::activated, this, &ModelBox::take);
    connect(&m_models, &MeasuringModels::changed, this, &ModelBox::showModels);
    showModels();
}

void ModelBox::showModels()
{
    if (count() == 0 || m_shown != m_models.others() || m_showsLooking != m_models.isLooking())
        fill();
    const MeasuringModel* chosen = m_models.chosen();
    const QString path = chosen == nullptr ? QString() : QString::fromStdString(chosen->path.string());
    setCurrentIndex(std::max(0, findData(path)));
    setToolTip(path);
}

void ModelBox::fill()
{
    m_shown = m_models.others();
    m_showsLooking = m_models.isLooking();
    clear();
    const auto offer = [this](const QString& text, Entry kind, const QString& path, const QString& tip) {
        addItem(text, path);
        setItemData(count() - 1, static_cast<int>(kind), kindRole);
        if (!tip.isEmpty())
            setItemData(count() - 1, tip, Qt::ToolTipRole);
    };
    offer(tr("The project's model"), Entry::Model, {}, {});
    for (const MeasuringModel& model : m_shown) {
        const QString path = QString::fromStdString(model.path.string());
        const QString size
            = QLocale().formattedDataSize(static_cast<qint64>(model.bytes), 1, QLocale::DataSizeSIFormat);
        offer(model.bytes == 0 ? model.name : QString(model.name + QStringLiteral(" · ") + size),
            Entry::Model, path, path);
    }
    if (m_showsLooking) {
        addItem(tr("Looking for models on this disk"));
        if (auto* items = qobject_cast<QStandardItemModel*>(QComboBox::model()))
            items->item(count() - 1)->setEnabled(false);
    }
    insertSeparator(count());
    offer(tr("Choose a model folder…"), Entry::Folder, {}, {});
    offer(tr("Choose a GGUF file…"), Entry::File, {}, {});
}

void ModelBox::take(int index)
{
    const auto kind = static_cast<Entry>(itemData(index, kindRole).toInt());
    if (kind == Entry::Model) {
        m_models.choose(itemData(index).toString().toStdString());
        return;
    }
    showModels(); // what is chosen stays chosen until another one is
    chooseByHand(kind);
}

void ModelBox::chooseByHand(Entry what)
{
    const bool isFolder = what == Entry::Folder;
    auto* dialog = new QFileDialog(this, isFolder ? tr("Model folder") : tr("GGUF file"));
    dialog->setFileMode(isFolder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    if (!isFolder)
        dialog->setNameFilters({tr("Models (*.gguf)"), tr("All files (*)")});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString& path) { m_models.add(path.toStdString()); });
    dialog->open();
}

} // namespace dankai::ui
