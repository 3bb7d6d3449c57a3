// SPDX-License-Identifier: GPL-3.0-or-later
// One model of a chat as a column: its name, where its engine stands, the conversation, and what can be kept
// of it.
#pragma once

#include "core/project/chat.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <string>
#include <utility>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace dankai::ui {

class ChatEngine;

QString speakerWords(const ChatSpeaker& speaker);

// What a turn can be kept as.
enum class ChatPin
{
    Prompt,
    Example,
};

class ChatColumn final : public QWidget
{
    Q_OBJECT

public:
    explicit ChatColumn(ChatEngine& engine, QWidget* parent = nullptr);

    ChatEngine& engine() const { return m_engine; }

    // `outcome`: only what this chat has added is offered to be taken back.
    void markPinned(ChatPin pin, const std::string& turnId, PinOutcome outcome);
    void markUnpinned(ChatPin pin, const std::string& turnId);

signals:
    void pinWanted(dankai::ui::ChatPin pin, std::size_t turn);
    void unpinWanted(dankai::ui::ChatPin pin, std::size_t turn);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showAll();
    void showState();
    QString document() const;
    void take(const QString& link);
    QString pinLinks(std::size_t turn) const;

    ChatEngine& m_engine;
    QLabel* m_name;
    QLabel* m_stateText;
    QLabel* m_problem;
    QPushButton* m_again;
    QPushButton* m_end; // an engine that hangs
    QTextBrowser* m_reading;
    QTimer m_clock; // seconds of an answer that is being written, or of a start
    QString m_shown;
    std::map<std::pair<ChatPin, std::string>, PinOutcome> m_pinned; // by the turn's id
};

} // namespace dankai::ui
