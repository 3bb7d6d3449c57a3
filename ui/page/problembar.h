// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence about what went wrong, where it is seen and can be copied. Stands until it is taken back.
#pragma once

#include <QFrame>

class QLabel;

namespace dankai::ui {

class ProblemBar final : public QFrame
{
    Q_OBJECT

public:
    explicit ProblemBar(QWidget* parent = nullptr); // hidden

    void tell(const QString& sentence); // empty: takes it back

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColours();

    QLabel* m_sign;
    QLabel* m_text;
};

} // namespace dankai::ui
