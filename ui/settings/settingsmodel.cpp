// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsmodel.h"

#include "core/run/settinglist.h"
#include "ui/style/theme.h"
#include "ui/training/settingwords.h"

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>

namespace dankai::ui {

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString number(double value)
{
    return QLocale().toString(value, 'g', 10);
}

QString hintOf(const SettingInfo& setting)
{
    switch (setting.kind) {
    case SettingKind::WholeNumber:
        return setting.most >= 1 << 30
            ? SettingsModel::tr("A whole number from %1").arg(number(setting.least))
            : SettingsModel::tr("A whole number, %1 to %2").arg(number(setting.least), number(setting.most));
    case SettingKind::Number:
        return SettingsModel::tr("A number, %1 to %2").arg(number(setting.least), number(setting.most));
    case SettingKind::NumberList:
        return SettingsModel::tr("Numbers, as in [1, 0.7, 0.5]");
    case SettingKind::Switch:
    case SettingKind::Choice:
        return SettingsModel::tr("One of the list");
    case SettingKind::Text:
        break;
    }
    return setting.path == "execution.device" ? SettingsModel::tr("auto, cpu, cuda:0, cuda:1, …")
        : setting.path == "template.date"     ? SettingsModel::tr("A date, as in 2026-04-01")
        : setting.path == "template.choice"
        ? SettingsModel::tr("A template of the model's by its name, or a file")
        : QString();
}

} // namespace

SettingsModel::SettingsModel(std::vector<PersonalSetting> personal, bool hasProject, QObject* parent)
    : QAbstractTableModel(parent)
    , m_personal(std::move(personal))
{
    for (std::size_t i = 0; i < m_personal.size(); ++i) {
        const PersonalSetting& setting = m_personal[i];
        Row row;
        row.key = setting.key;
        row.name = setting.name;
        row.hint = setting.hint;
        row.usual = setting.usual;
        row.choices = setting.choices;
        row.section = setting.section;
        row.personal = static_cast<int>(i);
        row.own = setting.value();
        m_rows.push_back(std::move(row));
    }
    if (hasProject)
        addProjectRows();
}

void SettingsModel::addProjectRows()
{
    const auto add = [this](const QString& key, const QString& name, const QString& hint) {
        Row row;
        row.key = key;
        row.name = name;
        row.hint = hint;
        m_rows.push_back(std::move(row));
    };
    add(QStringLiteral("name"), tr("Name of the project"), tr("Shown in the window and in reports"));
    add(QStringLiteral("model.path"), tr("Model to start from"),
        tr("A Hugging Face folder or a GGUF file; what was frozen stays with its own"));
    add(QStringLiteral("chat_template"), tr("Chat template"), tr("A file; empty: the model's own"));
    for (const SettingInfo& setting : runWideSettings()) {
        Row row;
        row.key = QStringLiteral("run.") + textOf(setting.path);
        row.name = settingWord(setting.path);
        row.hint = hintOf(setting);
        row.usual = QString::fromStdString(usualValueOf(setting));
        // 3e-04 is how a file has it, not how people type it.
        if (setting.kind == SettingKind::Number && !row.usual.isEmpty())
            row.usual = QString::number(row.usual.toDouble(), 'g', 12);
        std::vector<std::string_view> values = setting.choices;
        if (setting.kind == SettingKind::Switch)
            values = {"true", "false"};
        for (const std::string_view value : values)
            row.choices.emplace_back(textOf(value), settingValueWords(setting.path, value));
        m_rows.push_back(std::move(row));
    }
}

void SettingsModel::showProject(const ProjectSettings& settings)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        if (row.personal >= 0)
            continue;
        std::optional<QString> own;
        const auto take = [&](const std::string& value) {
            if (!value.empty())
                own = QString::fromStdString(value);
        };
        if (row.key == u"name")
            take(settings.name);
        else if (row.key == u"model.path")
            take(settings.modelPath);
        else if (row.key == u"chat_template")
            take(settings.chatTemplate);
        else if (const auto found = settings.run.find(row.key.mid(4).toStdString());
                 found != settings.run.end())
            own = QString::fromStdString(found->second);
        if (own == row.own)
            continue;
        row.own = own;
        row.problem.clear();
        emit dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
    }
}

void SettingsModel::showPersonal()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        if (row.personal < 0)
            continue;
        row.own = m_personal[static_cast<std::size_t>(row.personal)].value();
        emit dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
    }
}

void SettingsModel::showProblem(const QString& key, const QString& attempt, const QString& problem)
{
    const int at = rowOf(key);
    if (at < 0)
        return;
    Row& row = m_rows[static_cast<std::size_t>(at)];
    row.attempt = attempt;
    row.problem = problem;
    emit dataChanged(index(at, 0), index(at, ColumnCount - 1));
}

std::optional<QString> SettingsModel::ownValue(const QString& key) const
{
    const int row = rowOf(key);
    return row < 0 ? std::nullopt : m_rows[static_cast<std::size_t>(row)].own;
}

int SettingsModel::rowOf(const QString& key) const
{
    const auto found = std::ranges::find(m_rows, key, &Row::key);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

const PersonalSetting& SettingsModel::personal(int row) const
{
    return m_personal[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)].personal)];
}

std::vector<QString> SettingsModel::changedKeys(SettingsSection section) const
{
    std::vector<QString> keys;
    for (const Row& row : m_rows)
        if (row.section == section && isChanged(row))
            keys.push_back(row.key);
    return keys;
}

int SettingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SettingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool SettingsModel::isChanged(const Row& row)
{
    // A name and a model have no default to go back to.
    const bool hasDefault = row.key != u"name" && row.key != u"model.path";
    if (!hasDefault || !row.own || *row.own == row.usual)
        return false;
    bool isNumber = false, isUsualNumber = false;
    const double own = row.own->toDouble(&isNumber), usual = row.usual.toDouble(&isUsualNumber);
    return !isNumber || !isUsualNumber || own < usual || own > usual; // 1e-3 is 0.001
}

QString SettingsModel::refusal(const Row& row) const
{
    return row.attempt.isEmpty() ? row.problem
                                 : tr("“%1” is not set. %2").arg(words(row, row.attempt), row.problem);
}

QString SettingsModel::words(const Row& row, const QString& value) const
{
    const auto found = std::ranges::find(row.choices, value, &std::pair<QString, QString>::first);
    if (found != row.choices.end())
        return found->second;
    if (row.personal >= 0)
        if (const auto& words = m_personal[static_cast<std::size_t>(row.personal)].words)
            return words(value);
    const bool isRun = row.personal < 0 && row.key.startsWith(u"run.");
    return isRun ? settingValueWords(row.key.mid(4).toStdString(), value.toStdString()) : value;
}

QVariant SettingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isRefused = !row.problem.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case NameColumn:
            return row.name;
        case ValueColumn:
            return words(row, row.own.value_or(row.usual)); // what was refused does not hold
        case UsualColumn:
            return row.usual.isEmpty() && row.choices.empty() && row.personal < 0
                    && row.key.startsWith(u"run.")
                ? tr("decided when a run is frozen")
                : row.usual.isEmpty() ? QString(QChar(0x2013))
                                      : words(row, row.usual);
        case PlaceColumn:
            return row.personal < 0 ? QStringLiteral("project.yaml") : tr("personal");
        case HintColumn:
            return isRefused ? QString(QChar(0x2717)) + u' ' + refusal(row) : row.hint;
        default:
            return {};
        }
    case Qt::EditRole:
        if (index.column() != ValueColumn)
            return data(index, Qt::DisplayRole);
        return isRefused ? row.attempt : row.own.value_or(row.usual);
    case Qt::ToolTipRole:
        return index.column() == HintColumn && isRefused ? refusal(row)
            : index.column() == ValueColumn              ? row.own.value_or(row.usual)
                                                         : row.key;
    case Qt::AccessibleTextRole:
        return isRefused ? QVariant(refusal(row)) : data(index, Qt::DisplayRole);
    case Qt::ForegroundRole: {
        const Theme& theme = themeOf(QGuiApplication::palette());
        if (isRefused && index.column() == HintColumn)
            return theme.fail;
        if (index.column() == ValueColumn && isChanged(row))
            return theme.accent; // never by colour alone: the default stands beside it
        return index.column() == NameColumn || index.column() == ValueColumn ? QVariant()
                                                                             : QVariant(theme.quietText);
    }
    case KeyRole:
        return row.key;
    case ChoicesRole: {
        QStringList list;
        for (const auto& [value, shown] : row.choices)
            list << value << shown;
        return list;
    }
    case SearchRole:
        return QString(row.name + u'\n' + row.key + u'\n' + words(row, row.own.value_or(row.usual)) + u'\n'
            + data(index.siblingAtColumn(PlaceColumn), Qt::DisplayRole).toString())
            .toLower();
    case IsChangedRole:
        return isChanged(row);
    case IsProjectRole:
        return row.personal < 0;
    case SectionRole:
        return QVariant::fromValue(row.section);
    default:
        return {};
    }
}

bool SettingsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || index.column() != ValueColumn)
        return false;
    Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const QString text = value.toString().trimmed();
    if (text == row.own.value_or(row.usual)) {
        showProblem(row.key, {}, {});
        return true;
    }
    emit valueWanted(row.key, text);
    return true;
}

QVariant SettingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Setting", "column");
    case ValueColumn:
        return tr("Value", "column");
    case UsualColumn:
        return tr("Default", "column");
    case PlaceColumn:
        return tr("Kept in", "column");
    case HintColumn:
        return tr("What may be set", "column");
    default:
        return {};
    }
}

Qt::ItemFlags SettingsModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == ValueColumn ? flags | Qt::ItemIsEditable : flags;
}

void SettingsFilter::setWords(const QString& words)
{
    m_words = words.toLower().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void SettingsFilter::setSection(SettingsSection section)
{
    m_section = section;
    invalidateFilter();
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QVariant SettingsFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isKeys
        = m_section == SettingsSection::Keys && orientation == Qt::Horizontal && role == Qt::DisplayRole;
    if (isKeys && section == SettingsModel::NameColumn)
        return tr("Command", "column");
    if (isKeys && section == SettingsModel::ValueColumn)
        return tr("Key", "column");
    return QSortFilterProxyModel::headerData(section, orientation, role);
}

void SettingsFilter::setChangedOnly(bool isChangedOnly)
{
    m_isChangedOnly = isChangedOnly;
    invalidateFilter();
}

bool SettingsFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (index.data(SettingsModel::SectionRole).value<SettingsSection>() != m_section)
        return false;
    if (m_isChangedOnly && !index.data(SettingsModel::IsChangedRole).toBool())
        return false;
    const QString all = index.data(SettingsModel::SearchRole).toString();
    return std::ranges::all_of(m_words, [&](const QString& word) { return all.contains(word); });
}

} // namespace dankai::ui
