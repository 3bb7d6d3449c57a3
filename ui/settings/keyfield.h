// SPDX-License-Identifier: GPL-3.0-or-later
// Waits for one key, alone or with modifiers, and takes it. Also while an input method is on: a letter is a
// key here, never the beginning of a word.
#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace dankai::ui {

class KeyField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit KeyField(QWidget* parent = nullptr);

    const QKeySequence& key() const { return m_key; } // empty until one is pressed

    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

signals:
    void taken();
    void left(); // Esc or Tab: these have a meaning everywhere and are no command's

protected:
    bool event(QEvent* event) override;

private:
    void press(const QKeyEvent& event);

    QKeySequence m_key;
};

} // namespace dankai::ui
