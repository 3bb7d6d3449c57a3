// SPDX-License-Identifier: GPL-3.0-or-later
// Where a question is written: Enter sends, Shift+Enter begins a line. The Enter that takes over what an
// input method offers never sends.
#pragma once

#include "ui/page/textfield.h"

namespace dankai::ui {

class ChatInput final : public TextField
{
    Q_OBJECT

public:
    explicit ChatInput(QWidget* parent = nullptr);

signals:
    void sendWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;

private:
    bool m_isComposing = false;
    bool m_hasJustCommitted = false; // some platforms send the Enter after the text it has taken over
};

} // namespace dankai::ui
