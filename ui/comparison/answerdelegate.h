// SPDX-License-Identifier: GPL-3.0-or-later
// How a prompt or an answer is drawn in the table: a caption and the text's beginning, wrapped, as far as the
// row reaches, with the words marked that the reference does not have. Layouts are kept, so that scrolling
// lays out what comes into sight and no more.
#pragma once

#include "ui/comparison/markedtext.h"

#include <QAbstractItemDelegate>
#include <QCache>

#include <array>

namespace dankai::ui {

class AnswerTableModel;

class AnswerDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT

public:
    explicit AnswerDelegate(const AnswerTableModel& model, QObject* parent = nullptr);

    static constexpr int mostLines = 4; // the rest is in the pane below

    // Texts, marks or columns are new.
    void forget();

    // Of a row whose columns have these widths; found by the widths of the letters and not by laying out, so
    // that thousands of rows take no time. May be a line too much, hardly ever one too few.
    int rowHeight(int row, const std::vector<int>& columnWidths) const;

    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    struct Cell
    {
        int width = 0;
        QTextLayout layout;
        bool isWhole = true; // nothing of the text is left out of the layout
        qreal height = 0;
    };

    const Cell& cell(const QModelIndex& index, int width, const QPalette& palette) const;
    int linesOf(const std::string& text, int width) const;

    const AnswerTableModel& m_model;
    mutable QCache<std::pair<int, int>, Cell> m_cells; // by row and column
    std::array<float, 128> m_letterWidths{};
    float m_wideWidth = 0; // of an ideograph
};

} // namespace dankai::ui
