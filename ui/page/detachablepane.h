// SPDX-License-Identifier: GPL-3.0-or-later
// A pane of a page that can stand in a window of its own, on a second screen for instance, and comes back
// into its place when that window is closed.
#pragma once

#include <QPointer>
#include <QWidget>

class QAction;
class QSettings;
class QVBoxLayout;

namespace dankai::ui {

class DetachablePane final : public QWidget
{
    Q_OBJECT

public:
    // `title` names the pane in its window: "Details". `command` is the id of the command that detaches it.
    DetachablePane(QWidget* content, const QString& command, const QString& title, QWidget* parent = nullptr);
    ~DetachablePane() override;

    bool isDetached() const { return m_window != nullptr; }

    void detach();
    void attach();

    // Detaches, or brings back; for the page's commands.
    QAction* action() const { return m_action; }

    // Under `key`: where it stands, and its window's place. What stood beside the page comes back once the
    // page's window is there, before which its own would come to lie behind it.
    void saveState(QSettings& settings, const QString& key) const;
    void restoreState(const QSettings& settings, const QString& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_content;
    QString m_title;
    QVBoxLayout* m_layout;
    QAction* m_action;
    QPointer<QWidget> m_window;
    QPointer<QWidget> m_awaited; // the page's window, with which it is to be detached
    QByteArray m_geometry; // of the window when it was open last
};

} // namespace dankai::ui
