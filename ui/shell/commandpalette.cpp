// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/page/commandlist.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr QSize paletteSize(520, 360);
constexpr int actionRole = Qt::UserRole;

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
    m_list->setFocusPolicy(Qt::NoFocus);
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
        const QString keys = keyWords(action->shortcuts());
        auto* item = new QListWidgetItem(
            keys.isEmpty() ? action->text() : action->text() + QStringLiteral("    ") + keys, m_list);
        item->setData(actionRole, QVariant::fromValue(action));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::give()
{
    QPointer<QAction> action;
    if (const QListWidgetItem* item = m_list->currentItem())
        action = item->data(actionRole).value<QAction*>();
    accept();
    if (action)
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
