// SPDX-License-Identifier: GPL-3.0-or-later
// Who reviews, which plan, and how many examples: what is asked before the first question.
#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace dankai::ui {

class ReviewSetup final : public QWidget
{
    Q_OBJECT

public:
    explicit ReviewSetup(QWidget* parent = nullptr);

    // Those known already are offered while a name is typed.
    void take(const QStringList& plans, const QStringList& reviewers);
    void setReviewer(const QString& name);
    QString reviewer() const;
    void showProblem(const QString& sentence); // empty: none
    // How far people agree, in a sentence, and about how many examples they do not.
    void showAgreement(const QString& sentence, const QString& details, int conflicts);
    QString plan() const;

signals:
    // Goes on where this person has questions left.
    void beginWanted(const QString& plan, const QString& reviewer, int examples);
    void settleWanted(const QString& plan, const QString& reviewer);
    void planChosen();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void follow();
    void begin();
    bool hasName(); // else says so

    QComboBox* m_plan;
    QLabel* m_planName;
    QLineEdit* m_name;
    QSpinBox* m_count;
    QLabel* m_time;
    QLabel* m_problem;
    QPushButton* m_begin;
    QPushButton* m_settle;
    QLabel* m_agreement;
};

} // namespace dankai::ui
