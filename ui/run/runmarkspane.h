// SPDX-License-Identifier: GPL-3.0-or-later
// What a person says of one run: tags, a note, whether it is pinned; and what can be done with it. Does not
// write to the project: it says what is wanted.
#pragma once

#include "ui/training/runwatch.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;

namespace dankai::ui {

class TextField;

class RunMarksPane final : public QWidget
{
    Q_OBJECT

public:
    enum Part // for steps of the undo history
    {
        TagsPart = 1,
        NotePart,
        PinPart,
    };

    // A button for each action, the first one the primary.
    explicit RunMarksPane(const std::vector<QAction*>& actions, QWidget* parent = nullptr);

    void show(const RunListing& listing);
    void edit(); // the note

signals:
    // The whole of them as they are to be; `part` is what was changed.
    void marksWanted(const QString& run, const dankai::RunMarks& marks, int part);

protected:
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell(Part part);
    void tellTyped();

    std::optional<RunRecord> m_record;
    RunMarks m_told; // what was said last, so that nothing is said twice
    QLabel* m_heading;
    QLabel* m_state;
    QLineEdit* m_tags;
    TextField* m_note;
    QCheckBox* m_pinned;
    QTimer m_pause; // a note is kept when its writer pauses, not only when he leaves it
};

} // namespace dankai::ui
