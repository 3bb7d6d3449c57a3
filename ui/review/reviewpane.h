// SPDX-License-Identifier: GPL-3.0-or-later
// The review of difficulty by people: who reviews, one question after the other, what each set changed.
// Answers stand in project.db as soon as they are given, so that leaving at any time loses none, and
// they are taken back on another day too. A part of the Difficulty page, which holds it in a place of its
// own.
#pragma once

#include "ui/review/reviewstep.h"
#include "ui/session/projectsession.h"

#include <QWidget>

#include <optional>

class QAction;
class QStackedWidget;

namespace dankai::ui {

class ReviewQuestionView;
class ReviewSetup;
class StatePanel;

class ReviewPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewPane(ProjectSession& session, QWidget* parent = nullptr);
    ~ReviewPane() override;

    const std::vector<QAction*>& commands() const;
    // Who sits here by the settings, and reviews unless somebody else types a name.
    void setPerson(const QString& name);

signals:
    // To be shown for some seconds without being in the way.
    void noticed(const QString& sentence);
    // Something was decided: figures and plans may be other ones.
    void decided();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void follow(); // the session
    void showSetup();
    void begin(const QString& plan, const QString& reviewer, int examples);
    void answer(const ReviewAnswer& answer, const QString& note, double seconds);
    void edit(const Example& content, const QString& note);
    void undo();
    void settle();
    void takeConflict(Result<ReviewStep> step);
    void readAgreement();
    void take(Result<ReviewStep> step);
    void ask();
    void showSetEnd(const ReviewSetOutcome& outcome);
    void showAllDone(const QString& before);
    QString endWords() const;
    QString toldWords() const;
    QString levelName(int level) const;
    void fail(const Error& error);

    ProjectSession& m_session;
    std::optional<ReviewStep> m_step; // of the person who reviews
    std::vector<ExampleId> m_passedOver; // conflicts that this person leaves to others
    QStackedWidget* m_stack;
    StatePanel* m_state;
    ReviewSetup* m_setup;
    ReviewQuestionView* m_question;
};

} // namespace dankai::ui
