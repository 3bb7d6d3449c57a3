// SPDX-License-Identifier: GPL-3.0-or-later
// Changing the text of the example that is asked about. Stores nothing.
#pragma once

#include "core/dataset/example.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace dankai::ui {

class ReviewEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewEdit(QWidget* parent = nullptr);

    void open(const Example& example);

signals:
    void saved(const dankai::Example& content);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void save();

    Example m_example;
    QPlainTextEdit* m_instruction;
    QPlainTextEdit* m_input;
    QPlainTextEdit* m_response;
    QPushButton* m_save;
};

} // namespace dankai::ui
