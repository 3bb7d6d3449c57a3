// SPDX-License-Identifier: GPL-3.0-or-later
// Tells when a person has done something to the window and rests: the moment to keep how everything stands.
#pragma once

#include <QObject>

class QTimer;

namespace dankai::ui {

class ActivityWatch final : public QObject
{
    Q_OBJECT

public:
    // Watches every window of the application.
    explicit ActivityWatch(QObject* parent);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void rested();

private:
    QTimer* m_timer;
};

} // namespace dankai::ui
