// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the place of a view that has nothing to show: empty, loading or failed, with the next step.
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace dankai::ui {

class StatePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit StatePanel(QWidget* parent = nullptr);

    struct Step
    {
        QString text; // a verb with its object
        std::function<void()> take;
    };

    // What this is and what to do; at most one button.
    void showEmpty(const QString& heading, const QString& text, const Step& step = {});
    // Another text below the same heading.
    void setText(const QString& text);
    // The bar appears after 300 ms, so that quick answers do not flicker. `share` below 0: not known.
    void showLoading(const QString& text, double share = -1);
    // The sentence says what, where and what next; it can be copied.
    void showError(const QString& sentence, const Step& step = {});

private:
    void put(const QString& heading, const QString& text, const Step& step);

    QLabel* m_heading;
    QLabel* m_text;
    QProgressBar* m_bar;
    QPushButton* m_button;
    std::function<void()> m_take;
    bool m_isLoading = false;
};

} // namespace dankai::ui
