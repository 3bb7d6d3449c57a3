// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runlistmodel.h"

#include "ui/sentence/coresentence.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QPainter>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int rowHeight = 64;
constexpr int lines = 3;
constexpr int padding = 12;
constexpr int signSize = 16;

QString iconOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return QStringLiteral("training");
    case RunState::Waiting:
        return QStringLiteral("undecided");
    case RunState::Done:
        return QStringLiteral("pass");
    case RunState::Failed:
        return QStringLiteral("fail");
    case RunState::Frozen:
    case RunState::Queued:
    case RunState::Stopped:
        break;
    }
    return {};
}

QColor colourOf(RunState state, const Theme& theme)
{
    switch (state) {
    case RunState::Running:
        return theme.accent;
    case RunState::Waiting:
        return theme.undecided;
    case RunState::Done:
        return theme.pass;
    case RunState::Failed:
        return theme.fail;
    case RunState::Frozen:
    case RunState::Queued:
    case RunState::Stopped:
        break;
    }
    return theme.quietText;
}

} // namespace

void RunListModel::show(const std::vector<RunListing>& runs)
{
    const bool isSameRuns = std::equal(runs.begin(), runs.end(), m_runs.begin(), m_runs.end(),
        [](const RunListing& a, const RunListing& b) { return a.record.id == b.record.id; });
    if (!isSameRuns) {
        beginResetModel();
        m_runs = runs;
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (m_runs[i] == runs[i])
            continue;
        m_runs[i] = runs[i];
        const QModelIndex changed = index(static_cast<int>(i));
        emit dataChanged(changed, changed);
    }
}

int RunListModel::rowOf(const QString& id) const
{
    for (std::size_t i = 0; i < m_runs.size(); ++i)
        if (m_runs[i].record.id == id.toStdString())
            return static_cast<int>(i);
    return -1;
}

int RunListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

QVariant RunListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunListing& listing = m_runs[static_cast<std::size_t>(index.row())];
    const RunRecord& record = listing.record;
    const QString title = QString::fromStdString(record.id) + QStringLiteral("  ") + runArmWord(record);
    const auto stateLine = [&]() -> QString {
        QString state = listing.isStarting() ? stageWord({}) : stateWord(record.state);
        if (listing.queuePlace > 0)
            state = tr("waits its turn, place %1").arg(listing.queuePlace);
        const QString plan
            = tr("plan %1 v%2").arg(QString::fromStdString(record.plan)).arg(record.planRevision);
        return state + QStringLiteral(" · ") + plan;
    };
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case Qt::AccessibleTextRole:
        return QString(title + QStringLiteral(", ") + stateLine() + QStringLiteral(", ")
            + data(index, WhenLineRole).toString());
    case Qt::ToolTipRole: {
        QString text = runNameWord(record) + u'\n' + whenWords(record.createdMs);
        if (!record.parent.empty())
            text += u'\n' + tr("Goes on from run %1 with changes").arg(QString::fromStdString(record.parent));
        if (!record.note.empty())
            text += u'\n' + translatedCore(record.note);
        return text;
    }
    case IdRole:
        return QString::fromStdString(record.id);
    case StateLineRole:
        return stateLine();
    case WhenLineRole: {
        QStringList parts(whenWords(record.startedMs > 0 ? record.startedMs : record.createdMs));
        for (const std::string& tag : record.marks.tags)
            parts.append(QString::fromStdString(tag));
        if (record.steps > 0)
            parts.append(tr("%n step(s)", nullptr, static_cast<int>(record.steps)));
        return parts.join(QStringLiteral(" · "));
    }
    case StateRole:
        return static_cast<int>(record.state);
    default:
        return {};
    }
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = themeOf(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, theme.selection);
        // Never only a tint.
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), theme.accent);
    }
    const auto state = static_cast<RunState>(index.data(RunListModel::StateRole).toInt());
    const QRect inner = option.rect.adjusted(padding, 6, -padding, -6);
    QRect text = inner;
    if (const QString name = iconOf(state); !name.isEmpty()) {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(QPointF(inner.right() - signSize + 1, inner.top() + 1),
            iconPixmap(name, colourOf(state, theme), signSize, ratio));
        text.setRight(inner.right() - signSize - 4);
    }
    painter->setPen(theme.text);
    painter->setFont(typeFont(TypeSize::Body));
    painter->drawText(QRect(text.left(), text.top(), text.width(), text.height() / lines),
        Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(
            index.data(Qt::DisplayRole).toString(), Qt::ElideRight, text.width()));
    painter->setFont(typeFont(TypeSize::Caption));
    const auto drawLine = [&](int line, int role, const QColor& colour) {
        painter->setPen(colour);
        painter->drawText(QRect(inner.left(), inner.top() + line * inner.height() / lines, inner.width(),
                              inner.height() / lines),
            Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data(role).toString(), Qt::ElideRight, inner.width()));
    };
    drawLine(1, RunListModel::StateLineRole, colourOf(state, theme));
    drawLine(2, RunListModel::WhenLineRole, theme.quietText);
    painter->restore();
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), scaledPixels(rowHeight)};
}

} // namespace dankai::ui
