// SPDX-License-Identifier: GPL-3.0-or-later
// Prompts as rows, chosen models as columns, one of them the reference that the others are compared with;
// which rows are shown by search, set of prompts and "only different". Does not draw and does not read.
#pragma once

#include "core/project/answerset.h"
#include "ui/comparison/markedtext.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dankai::ui {

struct AnswerFilter
{
    QString search; // in prompts and the shown answers
    bool isOnlyDifferent = false;
    std::optional<std::size_t> promptSet; // index into AnswerSet::promptSets; nothing: all prompts
    bool operator==(const AnswerFilter&) const = default;
};

// Of one column over the rows of the chosen set of prompts, whatever is searched for.
struct ColumnFigures
{
    std::size_t answers = 0;
    double meanCharacters = 0;
    double meanTokens = 0; // of recorded answers
    std::optional<double> meanSeconds; // nothing where none was timed
    std::size_t cut = 0; // at the limit of new tokens
    bool operator==(const ColumnFigures&) const = default;
};

class AnswerTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int promptColumn = 0;

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::shared_ptr<const AnswerSet> set);
    // Keys of speakers, or referenceKey; those that the set does not have stay, and are empty.
    void setColumns(const std::vector<std::string>& keys);
    // Must be among the columns to have an effect.
    void setReference(const std::string& key);
    void setFilter(const AnswerFilter& filter);

    const AnswerSet* set() const { return m_set.get(); }

    const std::vector<std::string>& columns() const { return m_columns; }

    const std::string& reference() const { return m_reference; }

    const AnswerFilter& filter() const { return m_filter; }

    int referenceColumn() const; // of the table; -1 where there is none

    // Index into AnswerSet::prompts.
    std::size_t promptAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    int rowOf(std::size_t prompt) const; // -1 where it is not shown

    const std::string& keyAt(int column) const { return m_columns[static_cast<std::size_t>(column) - 1]; }

    // Whether a shown column's answer is not the reference's; never where the reference has none.
    bool isDifferent(int row) const;
    // The next row after (before, for -1) `row` that differs; -1 where there is none.
    int nextDifferent(int row, int direction) const;
    int differentRows() const; // of those that are shown

    // What a cell says, with the words marked that the reference does not have and what is searched for.
    MarkedText markedText(const QModelIndex& index, RemovedWords removed) const;
    // "312 characters · 71 tokens · 2.3 s"
    QString caption(const QModelIndex& index) const;
    QStringList captionParts(const QModelIndex& index) const; // what matters most first
    ColumnFigures figures(int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    template <class Change>
    void change(Change change);
    void selectRows();
    bool isPromptDifferent(std::size_t prompt) const;
    bool isFound(std::size_t prompt) const;
    const std::string* textAt(const QModelIndex& index) const;

    std::shared_ptr<const AnswerSet> m_set;
    std::vector<std::string> m_columns;
    std::string m_reference;
    AnswerFilter m_filter;
    std::vector<std::size_t> m_rows; // prompts that are shown
};

// A table for spreadsheets, UTF-8 with a byte order mark: what is shown, with length, tokens, seconds and how
// each answer ended.
QByteArray answersAsCsv(const AnswerTableModel& model);

} // namespace dankai::ui
