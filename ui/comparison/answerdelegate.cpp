// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answerdelegate.h"

#include "core/base/utf8.h"
#include "ui/comparison/answertablemodel.h"
#include "ui/comparison/speakerwords.h"
#include "ui/style/fittingtext.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int sidePadding = 10;
constexpr int topPadding = 6;
constexpr int captionGap = 2;
constexpr int keptCells = 2000;
constexpr qsizetype longestLayout = 2400; // UTF-16 units: more than mostLines of the widest column
constexpr float wrapLoss = 1.05F; // what breaking at words costs of a line
constexpr int fadeHeight = 20;

int captionHeight()
{
    return QFontMetrics(typeFont(TypeSize::Caption)).height();
}

int lineHeight()
{
    return QFontMetrics(typeFont(TypeSize::Body)).lineSpacing() + 2;
}

} // namespace

AnswerDelegate::AnswerDelegate(const AnswerTableModel& model, QObject* parent)
    : QAbstractItemDelegate(parent)
    , m_model(model)
    , m_cells(keptCells)
{
    const QFontMetricsF metrics(typeFont(TypeSize::Body));
    for (std::size_t i = 0; i < m_letterWidths.size(); ++i)
        m_letterWidths[i]
            = static_cast<float>(metrics.horizontalAdvance(QChar(static_cast<char16_t>(i < 32 ? 32 : i))));
    m_wideWidth = static_cast<float>(metrics.horizontalAdvance(QChar(u'語')));
}

void AnswerDelegate::forget()
{
    m_cells.clear();
}

int AnswerDelegate::linesOf(const std::string& text, int width) const
{
    const auto room = static_cast<float>(std::max(40, width - 2 * sidePadding));
    int lines = 1;
    float taken = 0;
    for (std::size_t i = 0; i < text.size() && lines <= mostLines;) {
        const CodePoint letter = codePointAt(text, i);
        i += letter.length;
        if (letter.value == '\n') {
            ++lines;
            taken = 0;
            continue;
        }
        const bool isWide = letter.value >= 0x1100;
        taken += letter.value < m_letterWidths.size() ? m_letterWidths[letter.value] * wrapLoss
            : isWide                                  ? m_wideWidth
                                                      : m_letterWidths['n'] * wrapLoss;
        if (taken > room) {
            ++lines;
            taken = letter.value < m_letterWidths.size() ? m_letterWidths[letter.value] : m_wideWidth;
        }
    }
    return std::min(lines, mostLines);
}

int AnswerDelegate::rowHeight(int row, const std::vector<int>& columnWidths) const
{
    const AnswerSet* set = m_model.set();
    int lines = 1;
    const std::size_t prompt = m_model.promptAt(row);
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const std::string* text = column == AnswerTableModel::promptColumn
            ? &set->prompts[prompt].text()
            : answerText(*set, m_model.keyAt(column), prompt);
        if (text != nullptr)
            lines = std::max(lines, linesOf(*text, columnWidths[static_cast<std::size_t>(column)]));
        if (lines >= mostLines)
            break;
    }
    return 2 * topPadding + captionHeight() + captionGap + lines * lineHeight();
}

const AnswerDelegate::Cell& AnswerDelegate::cell(
    const QModelIndex& index, int width, const QPalette& palette) const
{
    const std::pair key(index.row(), index.column());
    if (const Cell* known = m_cells.object(key); known != nullptr && known->width == width)
        return *known;
    auto* made = new Cell;
    made->width = width;
    const MarkedText whole = m_model.markedText(index, RemovedWords::Hide);
    MarkedText text = beginningOf(whole, longestLayout);
    made->isWhole = text.text.size() == whole.text.size();
    text.text.replace(u'\n', QChar::LineSeparator);
    made->layout.setText(text.text);
    made->layout.setFont(typeFont(TypeSize::Body));
    made->layout.setFormats(formatsOf(text, themeOf(palette)));
    QTextOption wrapping;
    wrapping.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    made->layout.setTextOption(wrapping);
    made->layout.beginLayout();
    const int step = lineHeight();
    for (QTextLine line = made->layout.createLine(); line.isValid(); line = made->layout.createLine()) {
        line.setLineWidth(std::max(1, width - 2 * sidePadding));
        line.setPosition({0, made->height});
        made->height += step;
    }
    made->layout.endLayout();
    m_cells.insert(key, made);
    return *made;
}

void AnswerDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = themeOf(option.palette);
    const bool isPrompt = index.column() == AnswerTableModel::promptColumn;
    const bool isReference = index.column() == m_model.referenceColumn();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setClipRect(option.rect);
    const QColor ground = isSelected ? theme.selection
        : isReference || isPrompt    ? theme.ground
                                     : theme.surface;
    painter->fillRect(option.rect, ground);
    painter->setPen(theme.border);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->drawLine(option.rect.topRight(), option.rect.bottomRight());

    const QRect inner = option.rect.adjusted(sidePadding, topPadding, -sidePadding, -topPadding);
    painter->setFont(typeFont(TypeSize::Caption));
    painter->setPen(theme.quietText);
    const QRect caption(inner.left(), inner.top(), inner.width(), captionHeight());
    painter->drawText(caption, Qt::AlignLeft | Qt::AlignVCenter,
        fittingParts(m_model.captionParts(index), painter->fontMetrics(), caption.width()));

    const Cell& shown = cell(index, option.rect.width(), option.palette);
    const QRect text(inner.left(), caption.bottom() + 1 + captionGap, inner.width(),
        inner.bottom() - caption.bottom() - captionGap);
    painter->setPen(theme.text);
    painter->setClipRect(text.intersected(option.rect).adjusted(-1, 0, 1, 0));
    shown.layout.draw(painter, text.topLeft());
    if (!shown.isWhole || shown.height > text.height() + lineHeight() / 2.0) {
        QLinearGradient fade(0, text.bottom() - fadeHeight, 0, text.bottom());
        QColor clear = ground;
        clear.setAlpha(0);
        fade.setColorAt(0, clear);
        fade.setColorAt(1, ground);
        painter->fillRect(QRect(text.left(), text.bottom() - fadeHeight, text.width(), fadeHeight + 1), fade);
        painter->setClipRect(option.rect);
        painter->setFont(typeFont(TypeSize::Caption));
        painter->setPen(theme.quietText);
        painter->drawText(text.adjusted(0, 0, 0, 2), Qt::AlignRight | Qt::AlignBottom, QStringLiteral("…"));
    }
    painter->setClipRect(option.rect);
    if (isSelected && isPrompt) // never only a tint
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.accent);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

QSize AnswerDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), 2 * topPadding + captionHeight() + captionGap + lineHeight()};
}

} // namespace dankai::ui
