// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/foundmodels.h"

#include "ui/sentence/coresentence.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

QString placeWord(ModelPlace place)
{
    switch (place) {
    case ModelPlace::BuiltIn:
        return FoundModels::tr("Built in");
    case ModelPlace::HuggingFace:
        return QStringLiteral("Hugging Face");
    case ModelPlace::LmStudio:
        return QStringLiteral("LM Studio");
    case ModelPlace::Ollama:
        return QStringLiteral("Ollama");
    case ModelPlace::Chosen:
        break;
    }
    return FoundModels::tr("Chosen by hand");
}

// "135 M", "1.2 B": as model cards have it.
QString parameterWords(std::uint64_t count)
{
    if (count == 0)
        return QStringLiteral("–");
    const QLocale locale;
    const auto number = static_cast<double>(count);
    if (number < 1e6)
        return locale.toString(static_cast<qulonglong>(count));
    return number < 1e9
        ? FoundModels::tr("%1 M").arg(locale.toString(number / 1e6, 'f', number < 1e8 ? 1 : 0))
        : FoundModels::tr("%1 B").arg(locale.toString(number / 1e9, 'f', 1));
}

QVariant alignmentOf(int column)
{
    const bool isNumber = column == FoundModels::ParametersColumn || column == FoundModels::DiskColumn;
    return QVariant::fromValue(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace

QString sizeWords(std::uint64_t bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString fitWords(const FoundModel& model, std::uint64_t memoryBytes)
{
    switch (model.fit) {
    case ModelFit::Full:
        return FoundModels::tr("✓ Can be trained fully: about %1 of %2 memory")
            .arg(sizeWords(model.fullBytes), sizeWords(memoryBytes));
    case ModelFit::LoraOnly:
        return FoundModels::tr("◐ Can be trained in part (LoRA): about %2 of %3 memory; fully %1")
            .arg(sizeWords(model.fullBytes), sizeWords(model.loraBytes), sizeWords(memoryBytes));
    case ModelFit::TooLarge:
        return FoundModels::tr("✗ Too large for this machine: LoRA alone takes %1 of %2 memory")
            .arg(sizeWords(model.loraBytes), sizeWords(memoryBytes));
    case ModelFit::Unsupported:
        break;
    }
    return FoundModels::tr("✗ Not supported: %1").arg(translatedCore(model.reason));
}

QString shortFitWords(const FoundModel& model, std::uint64_t memoryBytes)
{
    switch (model.fit) {
    case ModelFit::Full:
        return FoundModels::tr("✓ fully: %1 of %2").arg(sizeWords(model.fullBytes), sizeWords(memoryBytes));
    case ModelFit::LoraOnly:
        return FoundModels::tr("◐ in part (LoRA): %1 of %2")
            .arg(sizeWords(model.loraBytes), sizeWords(memoryBytes));
    case ModelFit::TooLarge:
        return FoundModels::tr("✗ too large: from %1").arg(sizeWords(model.loraBytes));
    case ModelFit::Unsupported:
        break;
    }
    return FoundModels::tr("✗ not supported");
}

FoundModels::FoundModels(QObject* parent)
    : QAbstractTableModel(parent)
{ }

void FoundModels::show(std::vector<FoundModel> models, std::uint64_t memoryBytes)
{
    beginResetModel();
    m_models = std::move(models);
    m_memoryBytes = memoryBytes;
    endResetModel();
}

int FoundModels::add(FoundModel model)
{
    const auto same = std::find_if(
        m_models.begin(), m_models.end(), [&](const FoundModel& other) { return other.path == model.path; });
    if (same != m_models.end())
        return static_cast<int>(same - m_models.begin());
    beginInsertRows({}, 0, 0);
    m_models.insert(m_models.begin(), std::move(model));
    endInsertRows();
    return 0;
}

int FoundModels::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int FoundModels::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FoundModels::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FoundModel& model = at(index.row());
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    if (role == Qt::ToolTipRole) {
        if (column == FitColumn)
            return QString(fitWords(model, m_memoryBytes) + u'\n'
                + tr("Estimated for training in float32 on rows of up to %1 tokens, one at a time.")
                      .arg(QLocale().toString(static_cast<qlonglong>(fitTokens))));
        return QString::fromStdString(model.path.string());
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const auto orDash = [](const std::string& text) {
        return text.empty() ? QStringLiteral("–") : QString::fromStdString(text);
    };
    switch (column) {
    case NameColumn:
        return QString::fromStdString(model.name);
    case PlaceColumn:
        return placeWord(model.place);
    case ArchitectureColumn:
        return orDash(model.architecture);
    case ParametersColumn:
        return parameterWords(model.parameters);
    case StorageColumn:
        return orDash(model.storage);
    case DiskColumn:
        return model.bytesOnDisk == 0 ? QStringLiteral("–") : sizeWords(model.bytesOnDisk);
    case FitColumn:
        return shortFitWords(model, m_memoryBytes);
    default:
        return {};
    }
}

QVariant FoundModels::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case NameColumn:
        return tr("Model");
    case PlaceColumn:
        return tr("Found in");
    case ArchitectureColumn:
        return tr("Architecture");
    case ParametersColumn:
        return tr("Parameters");
    case StorageColumn:
        return tr("Stored as");
    case DiskColumn:
        return tr("On disk");
    case FitColumn:
        return tr("On this machine");
    default:
        return {};
    }
}

} // namespace dankai::ui
