// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/detachablepane.h"

#include "ui/page/command.h"

#include <QEvent>
#include <QScreen>
#include <QSettings>
#include <QVBoxLayout>

#include <utility>

namespace dankai::ui {

namespace {

constexpr QSize firstSize(640, 720);

} // namespace

DetachablePane::DetachablePane(
    QWidget* content, const QString& command, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_content(content)
    , m_title(title)
    , m_layout(new QVBoxLayout(this))
    , m_action(makeCommand(this, command, [this] { isDetached() ? attach() : detach(); }))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_content);
}

DetachablePane::~DetachablePane()
{
    // The content is the page's; the window is not.
    if (m_window)
        m_window->removeEventFilter(this);
}

void DetachablePane::detach()
{
    if (isDetached())
        return;
    m_awaited = nullptr;
    m_window = new QWidget(this, Qt::Window);
    m_window->setWindowTitle(m_title);
    m_window->resize(firstSize.boundedTo(screen()->availableSize() * 9 / 10)); // with its frame
    m_window->restoreGeometry(m_geometry);
    m_window->installEventFilter(this);
    m_window->addAction(m_action); // its key works there too
    auto* layout = new QVBoxLayout(m_window);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addWidget(m_content);
    m_content->show();
    m_window->show();
    hide(); // the splitter gives the room to its neighbours
    m_action->setText(tr("%1 back into the page").arg(m_title));
}

void DetachablePane::attach()
{
    if (!isDetached())
        return;
    QWidget* window = m_window;
    m_window = nullptr;
    m_geometry = window->saveGeometry();
    window->removeEventFilter(this);
    m_layout->addWidget(m_content);
    m_content->show();
    show();
    window->deleteLater();
    m_action->setText(commandText(*commandInfo(m_action->objectName())));
}

bool DetachablePane::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window && event->type() == QEvent::Close)
        attach();
    if (watched == m_awaited && event->type() == QEvent::Show) {
        m_awaited->removeEventFilter(this);
        // Behind the window's own showing.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (std::exchange(m_awaited, nullptr) != nullptr)
                    detach();
            },
            Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

void DetachablePane::saveState(QSettings& settings, const QString& key) const
{
    settings.setValue(key + QStringLiteral("/isDetached"), isDetached() || m_awaited != nullptr);
    settings.setValue(key + QStringLiteral("/window"), m_window ? m_window->saveGeometry() : m_geometry);
}

void DetachablePane::restoreState(const QSettings& settings, const QString& key)
{
    m_geometry = settings.value(key + QStringLiteral("/window")).toByteArray();
    if (!settings.value(key + QStringLiteral("/isDetached")).toBool())
        return;
    if (window()->isVisible()) {
        detach();
        return;
    }
    m_awaited = window();
    m_awaited->installEventFilter(this);
}

} // namespace dankai::ui
