// SPDX-License-Identifier: GPL-3.0-or-later
// One question: the example (or two of them), what difficulty means, and what may be answered, each with one
// key that works while a Japanese input method is on. Scores are no part of it. Stores nothing.
#pragma once

#include "ui/review/reviewstep.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace dankai::ui {

class ReviewEdit;
class ReviewGuideView;

class ReviewQuestionView final : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewQuestionView(QWidget* parent = nullptr);

    // `step.question` must be there.
    void ask(const ReviewStep& step);
    // What is said of the answer before: empty for nothing.
    void tell(const QString& sentence);

    QAction* undoCommand() const;

    const std::vector<QAction*>& commands() const { return m_actions; }

signals:
    void answered(const dankai::ReviewAnswer& answer, const QString& note, double seconds);
    void edited(const dankai::Example& content, const QString& note);
    void undoWanted();
    void leaveWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(int level); // a digit, from 0
    void decide(ReviewDecision decision);
    void give(const ReviewAnswer& answer);
    void edit();
    void backToQuestion();
    void enableKeys(bool isEnabled);
    void showTexts();
    void scroll(int pixels);

    bool isPair() const { return m_question && m_question->other; }

    std::optional<ReviewQuestion> m_question;
    std::vector<std::string> m_levels;
    bool m_canUndo = false;
    QElapsedTimer m_thinking;
    std::vector<QAction*> m_actions; // makeReviewActions()
    QLabel* m_progress;
    QLabel* m_ask;
    QLabel* m_told;
    QStackedWidget* m_middle;
    QWidget* m_reading;
    QTextBrowser* m_first;
    QTextBrowser* m_second;
    ReviewEdit* m_edit;
    ReviewGuideView* m_guide;
    QLineEdit* m_note;
};

} // namespace dankai::ui
