// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window in one table: what it is called, where its keys work and which they are at
// first, so that people can give it other ones. What a command does is its page's to say.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <map>
#include <vector>

namespace dankai::ui {

struct CommandInfo
{
    QString id; // stands in people's settings, so it never changes
    // Where its keys work: a page, or a part of one, as in "data/table". Empty: in the whole window;
    // "tables": in any table that can be copied.
    QString place;
    const char* text; // commandText() has it in words
    QList<QKeySequence> keys = {};
    // For %1 of the text: a number, or the page of this id.
    int number = 0;
    QString page = {};
};

// By page, in the order of the rail; the window's own first.
const std::vector<CommandInfo>& commandList();
// Null where there is none.
const CommandInfo* commandInfo(const QString& id);

// In the language of the window.
QString commandText(const CommandInfo& command);
// The page that its keys work on, in words.
QString commandPage(const CommandInfo& command);

// What a person has chosen, by id; to have no key is a choice too.
using OwnKeys = std::map<QString, QList<QKeySequence>>;

// The first keys give way where somebody has chosen them for another command.
QList<QKeySequence> keysOf(const CommandInfo& command, const OwnKeys& own);
// Which other command has one of `keys` where those of `command` work; null: none.
const CommandInfo* takenBy(const CommandInfo& command, const QList<QKeySequence>& keys, const OwnKeys& own);

// As they are kept, and back; an empty text: no key.
QString keyText(const QList<QKeySequence>& keys);
QList<QKeySequence> keysFromText(const QString& text);

// As people know them: "Delete, Ctrl+0".
QString keyWords(const QList<QKeySequence>& keys);

} // namespace dankai::ui
