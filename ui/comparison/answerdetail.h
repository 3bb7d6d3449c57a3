// SPDX-License-Identifier: GPL-3.0-or-later
// One prompt with all shown answers side by side, each in full, under one scroll bar.
#pragma once

#include "ui/comparison/markedtext.h"

#include <QModelIndex>
#include <QTextBrowser>
#include <QTimer>

namespace dankai::ui {

class AnswerTableModel;

class AnswerDetail final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit AnswerDetail(const AnswerTableModel& model, QWidget* parent = nullptr);

    // Of the table; -1: nothing.
    void showRow(int row);
    void setRemovedWords(RemovedWords removed);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void write();
    QString promptHtml(int row) const;
    QString answerHtml(const QModelIndex& index) const;
    QString remarks(const QModelIndex& index, const MarkedText& text) const;

    const AnswerTableModel& m_model;
    RemovedWords m_removed = RemovedWords::Show;
    int m_row = -1;
    QString m_written;
    QTimer m_rewrite; // the width is another
};

} // namespace dankai::ui
