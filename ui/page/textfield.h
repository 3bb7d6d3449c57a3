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

// Says at the field that it has taken only the beginning of what was pasted, where it has.
void tellWhatIsCut(QLineEdit* field);

} // namespace dankai::ui
