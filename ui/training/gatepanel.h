// SPDX-License-Identifier: GPL-3.0-or-later
// What the gates of a run said, with their evidence; and where one waits, a person's word. Going on against a
// gate is an exception that needs a reason. Decides nothing itself.
#pragma once

#include "core/protocol/runhistory.h"
#include "core/run/runspec.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTextBrowser;

namespace dankai::ui {

class GatePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit GatePanel(QWidget* parent = nullptr);

    void showGates(const RunHistory& history, const RunSpec& spec, bool isEngineAlive);
    // The engine has not taken it: the buttons come back.
    void refuse(const QString& sentence);

signals:
    void decided(const QString& decision, const QString& reason); // continue, stop
    void repeatWanted(); // the same again with other settings

protected:
    void changeEvent(QEvent* event) override;

private:
    void decide(const QString& decision);

    QTextBrowser* m_reading;
    QWidget* m_asking;
    QLabel* m_question;
    QLineEdit* m_reason;
    QLabel* m_problem;
    QPushButton* m_goOn;
    QPushButton* m_stop;
    int m_askedPhase = 0;
    QString m_shown; // so that an unchanged text keeps its place and selection
};

} // namespace dankai::ui
