// SPDX-License-Identifier: GPL-3.0-or-later
// Which models a new chat is with, and what memory they take together. Starts nothing.
#pragma once

#include "core/project/chat.h"

#include <QWidget>

#include <cstdint>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace dankai::ui {

class ChatSetup final : public QWidget
{
    Q_OBJECT

public:
    explicit ChatSetup(QWidget* parent = nullptr);

    // `freeBytes` of memory now; 0: not known.
    void take(const std::vector<ChatSpeaker>& speakers, std::uint64_t freeBytes);
    void showProblem(const QString& sentence); // empty: none
    void setCanGoBack(bool canGoBack); // there is a chat to go back to

    std::vector<ChatSpeaker> chosen() const;

signals:
    void beginWanted();
    void backWanted();

private:
    void showChoice();

    std::vector<ChatSpeaker> m_speakers;
    std::uint64_t m_freeBytes = 0;
    std::vector<QCheckBox*> m_boxes; // one for each speaker
    QVBoxLayout* m_list;
    QLabel* m_memory;
    QLabel* m_problem;
    QPushButton* m_back;
    QPushButton* m_begin;
};

} // namespace dankai::ui
