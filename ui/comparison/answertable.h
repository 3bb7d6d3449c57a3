// SPDX-License-Identifier: GPL-3.0-or-later
// The table of prompts and answers: one scroll bar for all columns, rows as high as their texts up to a
// limit, columns that share the width, and a header that says who speaks, with figures over all answers.
#pragma once

#include <QHeaderView>
#include <QTableView>
#include <QTimer>
#include <QVariantMap>

#include <cstddef>
#include <optional>
#include <string>

namespace dankai::ui {

class AnswerDelegate;
class AnswerTableModel;
class FrozenColumn;

class AnswerHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit AnswerHeader(const AnswerTableModel& model, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    QStringList figureParts(int section) const; // what matters most first

    const AnswerTableModel& m_model;
};

class AnswerTable final : public QTableView
{
    Q_OBJECT

public:
    explicit AnswerTable(AnswerTableModel& model, QWidget* parent = nullptr);

    // By the keys of the columns; only what a person has dragged. Columns that are not among them share the
    // rest.
    QVariantMap arrangedWidths() const;
    void arrange(const QVariantMap& widths);
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;

signals:
    void referenceChosen(const QString& key);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void shareWidth();
    QString widthKey(int column) const;
    void fitRows();
    // What is looked at stays where it is while answers come in.
    void rememberPlace();
    void restorePlace();

    AnswerTableModel& m_model;
    AnswerDelegate* m_delegate;
    QTimer m_fit; // rows are fitted once the columns have come to rest
    bool m_isSharing = false; // the table itself changes widths
    FrozenColumn* m_frozen = nullptr; // the prompts stay in sight
    QVariantMap m_widths; // as dragged by a person

    struct Place
    {
        std::size_t currentPrompt = 0;
        std::string currentKey; // of its column; empty: the prompt's
        std::size_t topPrompt = 0; // the first one in sight, and how far it is scrolled
        int topOffset = 0;
    };

    std::optional<Place> m_place; // before the rows changed
};

} // namespace dankai::ui
