// SPDX-License-Identifier: GPL-3.0-or-later
// What the gates of a run said, with their evidence; and where one waits, a person's word: go on, repeat with
// changes, roll back, stop. Going on against a gate is an exception that needs a reason. Decides nothing
// itself.
#pragma once

#include "core/protocol/control.h"
#include "core/protocol/runhistory.h"
#include "core/run/fork.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QTextBrowser;

namespace dankai::ui {

class RepeatPanel;

class GatePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit GatePanel(QWidget* parent = nullptr);

    void showGates(const RunHistory& history, const RunSpec& spec, bool isEngineAlive);
    // To an audience: the evidence alone.
    void setPresenting(bool isPresenting);
    // Another run comes to be shown.
    void clear();
    // The engine has not taken it, or the repetition could not be made: it may be tried again.
    void refuse(const QString& sentence);
    // To where a gate that waits is answered; nothing where none does.
    void focusAnswer();
    // Opens the settings of a run that goes on from this one, where there is something to go on from.
    void beginRepeat();
    // Closes them.
    void endRepeat();

    bool mayRepeat() const { return m_lastRepeatable > 0; }

signals:
    void decided(const ControlRequest& request);
    // Of the gate that waits, or of a run that has ended; fork.run is the receiver's to fill in.
    void repetitionWanted(const ForkChanges& changes, bool isAtGate);
    void anewWanted(); // the plan again with other settings

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void decide(std::string_view decision);
    void askAbout(int phase);
    void enableAnswers(bool isEnabled);

    QTextBrowser* m_reading;
    QWidget* m_asking;
    QLabel* m_question;
    QLineEdit* m_reason;
    QLabel* m_problem;
    QPushButton* m_goOn;
    QPushButton* m_repeat;
    QComboBox* m_backTo;
    QPushButton* m_rollBack;
    QPushButton* m_stop;
    QWidget* m_after; // what can be done once a run has ended
    QPushButton* m_continue;
    RepeatPanel* m_repeating;
    QScrollArea* m_repeatingPlace;

    // What was shown last, for what is asked from here
    RunSpec m_spec;
    const RunHistory* m_history = nullptr;
    int m_askedPhase = 0;
    bool m_isPresenting = false;
    int m_lastRepeatable = 0;
    QString m_shown; // so that an unchanged text keeps its place and selection
};

} // namespace dankai::ui
