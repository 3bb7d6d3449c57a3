// SPDX-License-Identifier: GPL-3.0-or-later
// What a run's pre-flight found, as rows to be read in full: a sign, the sentence, what to do. Judges
// nothing.
#pragma once

#include "core/project/trialrun.h"

#include <QScrollArea>
#include <QString>

#include <vector>

class QGridLayout;

namespace dankai::ui {

// In the order of weight; the same checks as dankai train --dry-run.
struct CheckRow
{
    Severity severity = Severity::Note;
    bool isPassed = false; // nothing was found
    QString sentence;
    QString advice; // what to do; may be empty
};

std::vector<CheckRow> checkRowsOf(const TrialRun& trial);

class CheckList final : public QScrollArea
{
    Q_OBJECT

public:
    explicit CheckList(QWidget* parent = nullptr);

    void showRows(const std::vector<CheckRow>& rows);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void write();
    // A scroll area does not ask its content how high it is at this width.
    void fit();

    std::vector<CheckRow> m_rows;
    QWidget* m_content = nullptr;
};

} // namespace dankai::ui
