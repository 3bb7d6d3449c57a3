// SPDX-License-Identifier: GPL-3.0-or-later
// Across the window when the project's database turns out to be damaged: what is wrong, and the way to rescue
// what can be read. Nothing is changed until somebody asks for it.
#pragma once

#include <QWidget>

class QLabel;

namespace dankai::ui {

class DamageBar final : public QWidget
{
    Q_OBJECT

public:
    explicit DamageBar(QWidget* parent); // hidden until something is told

    void tell(const QString& sentence);

signals:
    void rescueWanted();

private:
    QLabel* m_text;
};

} // namespace dankai::ui
