// SPDX-License-Identifier: GPL-3.0-or-later
// All settings in one table: what each is called, what it is set to, its default, where it is kept, what may
// be set. Says what is wanted and writes nothing; who writes tells it what came of it.
#pragma once

#include "core/project/projectsettings.h"
#include "ui/settings/personalsetting.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QString>

#include <optional>
#include <vector>

namespace dankai::ui {

class SettingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        ValueColumn,
        UsualColumn,
        PlaceColumn,
        HintColumn, // or why a value was refused
        ColumnCount
    };

    enum Role
    {
        KeyRole = Qt::UserRole, // QString: the dotted path, or a personal key
        ChoicesRole, // QStringList of values and words in turn; empty: typed
        SearchRole,
        IsChangedRole, // bool: not the default
        IsProjectRole, // bool
        SectionRole, // SettingsSection
    };

    // The rows: personal ones first.
    SettingsModel(std::vector<PersonalSetting> personal, bool hasProject, QObject* parent = nullptr);

    void showProject(const ProjectSettings& settings);
    void showPersonal(); // read anew
    // Empty: it was not refused. The attempt stands beside its problem, and where the value is typed, until
    // the row changes.
    void showProblem(const QString& key, const QString& attempt, const QString& problem);

    // Nothing: the default holds.
    std::optional<QString> ownValue(const QString& key) const;
    int rowOf(const QString& key) const; // -1 where there is none

    bool isProject(int row) const { return m_rows[static_cast<std::size_t>(row)].personal < 0; }

    const PersonalSetting& personal(int row) const;

    // Of the section; those that are not at their defaults.
    std::vector<QString> changedKeys(SettingsSection section) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    // As it is to be kept.
    void valueWanted(const QString& key, const QString& value);

private:
    struct Row
    {
        QString key;
        QString name;
        QString hint;
        QString usual;
        std::vector<std::pair<QString, QString>> choices;
        SettingsSection section = SettingsSection::General;
        int personal = -1; // place among the personal ones
        std::optional<QString> own;
        QString attempt, problem;
    };

    void addProjectRows();
    QString words(const Row& row, const QString& value) const;
    QString refusal(const Row& row) const;
    static bool isChanged(const Row& row);

    std::vector<PersonalSetting> m_personal;
    std::vector<Row> m_rows;
};

// The rows of one section in which every word stands, and of them only those that are not at their default
// where that is wanted.
class SettingsFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString& words);
    void setChangedOnly(bool isChangedOnly);
    void setSection(SettingsSection section);

    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList m_words;
    bool m_isChangedOnly = false;
    SettingsSection m_section = SettingsSection::General;
};

} // namespace dankai::ui

Q_DECLARE_METATYPE(dankai::ui::SettingsSection)
