// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/page/commandlist.h"
#include "ui/page/textfield.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr QSize paletteSize(520, 360);
constexpr int actionRole = Qt::UserRole;
constexpr int rowHeight = 26;
constexpr int rowInset = 8;

// The command on the left, its keys on the right.
class CommandRow final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(std::max(rowHeight, option.fontMetrics.height() + rowInset));
        return size;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(rowInset, 0, -rowInset, 0), Qt::AlignRight | Qt::AlignVCenter,
            index.data(CommandPalette::keysRole).toString());
        painter->restore();
    }
};

} // namespace

int matchOf(const QString& name, const QString& typed)
{
    int match = 1;
    for (const QString& word : typed.split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype at = name.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return 0;
        match += at == 0 ? 4 : !name.at(at - 1).isLetterOrNumber() ? 2 : 1;
    }
    return match;
}

CommandPalette::CommandPalette(std::vector<QAction*> actions, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_actions(std::move(actions))
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setWindowTitle(tr("Commands"));
    resize(paletteSize);
    m_field->setPlaceholderText(tr("Type a command"));
    m_field->setAccessibleName(tr("Commands"));
    limitSearch(m_field);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new CommandRow(m_list));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::give);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::give);
    filter();
}

void CommandPalette::filter()
{
    std::vector<std::pair<int, QAction*>> found;
    for (QAction* action : m_actions) {
        const int match = matchOf(action->text(), m_field->text());
        if (match > 0 && action->isEnabled() && !action->text().isEmpty())
            found.emplace_back(match, action);
    }
    std::stable_sort(found.begin(), found.end(),
        [](const auto& left, const auto& right) { return left.first > right.first; });
    m_list->clear();
    for (const auto& [match, action] : found) {
        auto* item = new QListWidgetItem(action->text(), m_list);
        item->setData(actionRole, QVariant::fromValue(action));
        const QString keys = keyWords(action->shortcuts());
        item->setData(keysRole, keys);
        if (!keys.isEmpty()) // what a screen reader says
            item->setData(Qt::AccessibleTextRole, QString(action->text() + QStringLiteral(", ") + keys));
    }
    if (found.empty())
        (new QListWidgetItem(tr("No command is called that"), m_list))->setFlags(Qt::NoItemFlags);
    m_list->setCurrentRow(0);
}

void CommandPalette::give()
{
    QPointer<QAction> action;
    if (const QListWidgetItem* item = m_list->currentItem())
        action = item->data(actionRole).value<QAction*>();
    if (!action)
        return; // what was typed can be mended
    accept();
    action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace dankai::ui
