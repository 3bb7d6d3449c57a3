// SPDX-License-Identifier: GPL-3.0-or-later
// Fields that stay usable whatever is pasted into them: Qt lays a line out anew with every key, which takes
// seconds where it has a million letters.
#pragma once

#include <QPlainTextEdit>

class QLineEdit;

namespace dankai::ui {

inline constexpr qsizetype longestEditedText = 2'000'000; // UTF-16 units
inline constexpr qsizetype longestEditedLine = 100'000;

bool canBeEdited(const QString& text);

// What is pasted or dropped and is longer is left out as a whole, and a sentence at the field says so.
class TextField : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextField(QWidget* parent = nullptr);

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
};

// A search for more is a paste by mistake: the field takes the beginning of it, and a sentence there says so.
void limitSearch(QLineEdit* field);
// What is searched for, as a sentence quotes it.
QString quoted(const QString& search);

} // namespace dankai::ui
