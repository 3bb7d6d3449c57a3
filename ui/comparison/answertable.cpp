// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answertable.h"

#include "ui/comparison/answerdelegate.h"
#include "ui/comparison/answertablemodel.h"
#include "ui/comparison/frozencolumn.h"
#include "ui/comparison/speakerwords.h"
#include "ui/style/fittingtext.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int usualHeaderHeight = 48;
constexpr int headerPadding = 10;
constexpr int headerMargin = 6; // above and below its two lines
constexpr int swatchSize = 10;
constexpr int narrowestPrompt = 180;
constexpr int widestPrompt = 420;
constexpr int narrowestAnswer = 220;
constexpr int fitAfterMs = 30;

// Two lines, of Japanese letters too, which are higher than the metrics of the font say.
int headerHeight()
{
    return scaledPixels(usualHeaderHeight);
}

} // namespace

AnswerHeader::AnswerHeader(const AnswerTableModel& model, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_model(model)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(100);
}

QSize AnswerHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), headerHeight()};
}

QSize AnswerHeader::sectionSizeFromContents(int) const
{
    return {scaledPixels(narrowestAnswer), headerHeight()};
}

QStringList AnswerHeader::figureParts(int section) const
{
    const QLocale locale;
    if (section == AnswerTableModel::promptColumn)
        return {locale.toString(m_model.rowCount())};
    const ColumnFigures figures = m_model.figures(section);
    QStringList parts(QStringLiteral("n %1").arg(locale.toString(static_cast<qulonglong>(figures.answers))));
    if (figures.answers > 0) {
        parts.append(tr("⌀ %1 characters").arg(locale.toString(figures.meanCharacters, 'f', 0)));
        if (figures.cut > 0)
            parts.append(tr("%1 cut").arg(locale.toString(static_cast<qulonglong>(figures.cut))));
        if (figures.meanSeconds)
            parts.append(secondsWord(*figures.meanSeconds));
        if (figures.meanTokens > 0)
            parts.append(tr("%1 tokens").arg(locale.toString(figures.meanTokens, 'f', 0)));
    }
    return parts;
}

void AnswerHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& theme = themeOf(this);
    painter->save();
    painter->fillRect(rect, theme.raised);
    painter->setPen(theme.border);
    painter->drawLine(rect.topRight(), rect.bottomRight());
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const QRect inner = rect.adjusted(headerPadding, headerMargin, -headerPadding, -headerMargin);
    const bool isReference = section == m_model.referenceColumn();
    if (isReference)
        painter->fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 3), theme.accent);
    QRect first(inner.left(), inner.top(), inner.width(), inner.height() / 2);
    const QRect second(inner.left(), first.bottom() + 1, inner.width(), inner.height() - first.height());
    if (section != AnswerTableModel::promptColumn && m_model.set() != nullptr) {
        const int side = scaledPixels(swatchSize);
        painter->fillRect(QRect(first.left(), first.center().y() - side / 2, side, side),
            speakerColour(*m_model.set(), m_model.keyAt(section), theme));
        first.setLeft(first.left() + side + 6);
    }
    // The key that compares the others with it. A name comes first: the line below says what is compared with
    // too.
    const QString name = m_model.headerData(section, Qt::Horizontal).toString();
    const int nameWidth = QFontMetrics(typeFont(TypeSize::Body)).horizontalAdvance(name);
    const QString digit
        = section > AnswerTableModel::promptColumn && section <= 9 ? QString::number(section) : QString();
    if (const QString tag = isReference ? tr("compared with") : digit; !tag.isEmpty()) {
        painter->setFont(typeFont(TypeSize::Caption));
        painter->setPen(isReference ? theme.accent : theme.quietText);
        const int width = painter->fontMetrics().horizontalAdvance(tag);
        if (nameWidth + 8 + width <= first.width()) {
            painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter, tag);
            first.setRight(first.right() - width - 8);
        }
    }
    painter->setFont(typeFont(TypeSize::Body));
    painter->setPen(theme.text);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(name, Qt::ElideMiddle, first.width()));
    painter->setFont(typeFont(TypeSize::Caption));
    painter->setPen(theme.quietText);
    painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
        fittingParts(figureParts(section), painter->fontMetrics(), second.width()));
    painter->restore();
}

AnswerTable::AnswerTable(AnswerTableModel& model, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new AnswerDelegate(model, this))
{
    setHorizontalHeader(new AnswerHeader(model, this));
    setModel(&model);
    setItemDelegate(m_delegate);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(20);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setAccessibleName(tr("Prompts and answers"));
    m_fit.setSingleShot(true);
    m_fit.setInterval(fitAfterMs);
    connect(&m_fit, &QTimer::timeout, this, &AnswerTable::fitRows);
    m_frozen = new FrozenColumn(*this, new AnswerHeader(model));
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_isSharing)
            m_widths.insert(widthKey(column), width);
        m_fit.start();
    });
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        if (section != AnswerTableModel::promptColumn)
            emit referenceChosen(QString::fromStdString(m_model.keyAt(section)));
    });
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, &AnswerTable::rememberPlace);
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_delegate->forget();
        shareWidth();
        fitRows();
        restorePlace();
    });
}

void AnswerTable::rememberPlace()
{
    const QModelIndex current = currentIndex();
    const QModelIndex top = indexAt(QPoint(2, 0));
    if (!current.isValid() || !top.isValid())
        return; // an empty table, which an earlier place may outlive
    Place place;
    place.currentPrompt = m_model.promptAt(current.row());
    if (current.column() != AnswerTableModel::promptColumn)
        place.currentKey = m_model.keyAt(current.column());
    place.topPrompt = m_model.promptAt(top.row());
    place.topOffset = rowViewportPosition(top.row());
    m_place = place;
}

void AnswerTable::restorePlace()
{
    if (m_model.rowCount() == 0)
        return;
    const int row = m_place ? std::max(0, m_model.rowOf(m_place->currentPrompt)) : 0;
    int column = AnswerTableModel::promptColumn;
    if (m_place)
        for (int each = 1; each < m_model.columnCount(); ++each)
            if (m_model.keyAt(each) == m_place->currentKey)
                column = each;
    setAutoScroll(false);
    setCurrentIndex(m_model.index(row, column));
    setAutoScroll(true);
    if (const int top = m_place ? m_model.rowOf(m_place->topPrompt) : -1; top >= 0)
        verticalScrollBar()->setValue(verticalHeader()->sectionPosition(top) - m_place->topOffset);
}

QString AnswerTable::widthKey(int column) const
{
    return column == AnswerTableModel::promptColumn ? QStringLiteral("prompt")
                                                    : QString::fromStdString(m_model.keyAt(column));
}

QVariantMap AnswerTable::arrangedWidths() const
{
    return m_widths;
}

void AnswerTable::arrange(const QVariantMap& widths)
{
    m_widths = widths;
    shareWidth();
}

// What a person has dragged stays as it is. Of the rest the prompt gets a share of its own, the answers what
// is left in equal parts.
void AnswerTable::shareWidth()
{
    const int columns = m_model.columnCount();
    if (columns == 0)
        return;
    const int width = viewport()->width();
    const int answers = columns - 1;
    const auto arranged = [this](int column) { return m_widths.value(widthKey(column), 0).toInt(); };
    int prompt = arranged(AnswerTableModel::promptColumn);
    if (prompt <= 0)
        prompt = answers == 0
            ? width
            : std::clamp(width / (answers + 2), scaledPixels(narrowestPrompt), scaledPixels(widestPrompt));
    int rest = width - prompt, sharing = 0;
    for (int column = 1; column < columns; ++column) {
        rest -= arranged(column);
        sharing += arranged(column) <= 0 ? 1 : 0;
    }
    m_isSharing = true;
    setColumnWidth(AnswerTableModel::promptColumn, prompt);
    for (int column = 1; column < columns; ++column) {
        if (const int own = arranged(column); own > 0) {
            setColumnWidth(column, own);
            continue;
        }
        const int each = std::max(scaledPixels(narrowestAnswer), rest / sharing);
        setColumnWidth(column, each);
        rest -= each;
        --sharing;
    }
    m_isSharing = false;
    m_fit.start();
}

// The frozen column must not cover what is to be seen, and is in sight already.
void AnswerTable::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    const int scrolled = horizontalScrollBar()->value();
    QTableView::scrollTo(index, hint);
    if (m_frozen == nullptr) // Qt scrolls while the table is still being made
        return;
    if (index.column() == AnswerTableModel::promptColumn) {
        if (m_frozen->coveredWidth() > 0)
            horizontalScrollBar()->setValue(scrolled);
        return;
    }
    const int hidden = m_frozen->coveredWidth() - visualRect(index).left();
    if (hidden > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

void AnswerTable::fitRows()
{
    m_fit.stop();
    const int rows = m_model.rowCount();
    std::vector<int> widths;
    for (int column = 0; column < m_model.columnCount(); ++column)
        widths.push_back(columnWidth(column));
    const QModelIndex top = indexAt(QPoint(2, 0));
    for (int row = 0; row < rows; ++row)
        verticalHeader()->resizeSection(row, m_delegate->rowHeight(row, widths));
    if (top.isValid() && top.row() > 0)
        scrollTo(top, QAbstractItemView::PositionAtTop);
}

void AnswerTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    shareWidth();
}

void AnswerTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        m_delegate->forget();
    QTableView::changeEvent(event);
}

} // namespace dankai::ui
