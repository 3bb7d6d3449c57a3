// SPDX-License-Identifier: GPL-3.0-or-later
// The examples of a selection as a table: numbers from columns in memory, texts fetched page by page when a
// view asks for them. The selection's order is kept as rows of the columns, so the scroll bar is true.
// Does not filter and does not edit.
#pragma once

#include "core/phase/placement.h"
#include "ui/session/projectsession.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QList>
#include <QPointer>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

namespace dankai::ui {

class ExampleTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        NumberColumn,
        DifficultyColumn,
        InstructionColumn,
        ResponseColumn,
        TokensColumn,
        LengthColumn,
        SourceColumn,
        StateColumn,
        PhaseColumn,
        ColumnCount
    };

    enum Role
    {
        IdRole = Qt::UserRole, // qint64
        SortRole, // double; NaN where there is no value
        IsExcludedRole,
    };

    explicit ExampleTableModel(ProjectSession& session, QObject* parent = nullptr);

    // `rows` are rows of `columns`.
    void show(std::shared_ptr<const ExampleColumns> columns, std::vector<std::uint32_t> rows);

    // Where each row of the columns stands in a plan, and the names of its phases; null: not known (yet).
    void setPlaces(std::shared_ptr<const std::vector<std::int8_t>> places, const QStringList& phaseNames);

    ExampleId idAt(int row) const;
    // The row where an example stands in this order; -1 where it is not in the selection.
    int rowOf(ExampleId id) const;

    const std::vector<std::uint32_t>& rows() const { return m_rows; }

    const ExampleColumns& columns() const { return *m_columns; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void fetchFailed(const QString& sentence);

private:
    // The beginning of each text on one line; what a row needs and no more.
    struct Texts
    {
        QString instruction;
        QString response;
        QString source;
    };

    QVariant phaseAt(std::size_t row, int role) const;
    const Texts* textsAt(int row) const;
    void want(int page) const;
    void fetch();
    void take(const std::vector<int>& pages, std::vector<Texts> texts);

    QPointer<ProjectSession> m_session;
    std::shared_ptr<const ExampleColumns> m_columns;
    std::vector<std::uint32_t> m_rows;
    std::shared_ptr<const std::vector<std::int8_t>> m_places;
    QStringList m_phaseNames;
    quint64 m_generation = 0; // answers for an earlier selection are dropped
    mutable QCache<int, std::vector<Texts>> m_pages;
    mutable QList<int> m_wanted; // pages, the one wanted last at the end
    bool m_isFetching = false;
};

// Spaces and line breaks become one space; cut at `length` UTF-16 units at a grapheme border with an
// ellipsis.
QString beginningOnOneLine(const std::string& text, int length);

} // namespace dankai::ui
