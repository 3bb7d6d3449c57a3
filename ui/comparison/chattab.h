// SPDX-License-Identifier: GPL-3.0-or-later
// The Chat tab: one question to one to four models, their answers side by side. The conversation stands in
// the job folders' records, so nothing is lost where the page is left or the window closed; the engines end
// by themselves when nobody asks any more.
#pragma once

#include "core/project/chat.h"
#include "ui/comparison/chatcolumn.h"
#include "ui/comparison/comparisontab.h"
#include "ui/session/projectsession.h"

#include <cstdint>
#include <memory>
#include <vector>

class QAction;
class QDoubleSpinBox;
class QHBoxLayout;
class QPushButton;
class QSettings;
class QSpinBox;
class QStackedWidget;

namespace dankai::ui {

class ChatEngine;
class ChatInput;
class ChatSetup;
class StatePanel;

class ChatTab final : public ComparisonTab
{
    Q_OBJECT

public:
    explicit ChatTab(ProjectSession& session, QWidget* parent = nullptr);
    ~ChatTab() override;

    std::vector<QAction*> commands() const override { return m_commands; }

    const std::vector<std::unique_ptr<ChatEngine>>& engines() const { return m_engines; }

    void setPresenting(bool isPresenting) override;

    // Whose name is kept with examples that are pinned and taken out again.
    void setPerson(const QString& name) { m_person = name.trimmed().toStdString(); }

    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildChat();
    void buildCommands();
    void read();
    void newChat();
    void begin();
    void sit(std::vector<ChatSeat> seats);
    void showChat();
    void send();
    void stopAnswers();
    void clear();
    void pin(ChatColumn* column, ChatPin kind, std::size_t turn);
    void unpin(ChatColumn* column, ChatPin kind, std::size_t turn);
    // Where a mark is shown: a prompt is everybody's who was asked it. Another chat may have begun meanwhile.
    std::vector<ChatColumn*> columnsOf(const ChatColumn* chosen, ChatPin kind, const std::string& turnId,
        const std::vector<Message>& messages) const;
    void updateCommands();
    bool isWriting() const;

    ProjectSession& m_session;
    std::vector<std::unique_ptr<ChatEngine>> m_engines;
    std::vector<ChatColumn*> m_columns;
    std::vector<QAction*> m_commands;
    QAction* m_new = nullptr;
    QAction* m_clear = nullptr;
    QAction* m_stop = nullptr;
    bool m_hasRead = false;
    bool m_isBeginning = false;
    std::string m_person;

    QStackedWidget* m_stack;
    StatePanel* m_state;
    ChatSetup* m_setup;
    QWidget* m_chat;
    QWidget* m_tools = nullptr; // how answers are made
    QHBoxLayout* m_columnLayout = nullptr;
    QDoubleSpinBox* m_temperature = nullptr;
    QSpinBox* m_longest = nullptr;
    ChatInput* m_input = nullptr;
    QPushButton* m_send = nullptr;
};

} // namespace dankai::ui
