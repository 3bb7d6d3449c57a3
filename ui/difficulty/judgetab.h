// SPDX-License-Identifier: GPL-3.0-or-later
// A judge on an endpoint: its settings, what asking it would come to before anything is sent, a trial on
// twenty examples, and its jobs. Nothing is sent that was not agreed to by pressing a button that says what.
#pragma once

#include "core/project/judgejob.h"
#include "ui/difficulty/difficultytab.h"

#include <cstdint>
#include <optional>

class QLabel;
class QPushButton;

namespace dankai::ui {

class JudgeForm;
class JudgeJobs;
class ProjectSession;

class JudgeTab final : public DifficultyTab
{
    Q_OBJECT

public:
    explicit JudgeTab(ProjectSession& session, QWidget* parent = nullptr);

    std::vector<QAction*> commands() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Offer
    {
        JudgeRequest request;
        JudgePlan plan;
    };

    struct Offers
    {
        Offer trial;
        Offer all;
    };

    void look();
    void readSettings();
    void estimate();
    void forgetEstimate();
    void showEstimate();
    void start(const Offer& wanted);
    void showProblem(const QString& sentence);

    ProjectSession& m_session;
    JudgeForm* m_form;
    QAction* m_estimate;
    QLabel* m_offer;
    QLabel* m_warning;
    QPushButton* m_trial;
    QPushButton* m_all;
    JudgeJobs* m_jobs;
    std::optional<Offers> m_offers; // for what stands in the form
    std::uint64_t m_question = 0;
    bool m_isAsked = false; // for the settings
    bool m_isRead = false;
    bool m_wasEmpty = false; // the project, when the settings were asked for
    std::string m_language = "en"; // of the built-in prompt that the form was filled from
};

} // namespace dankai::ui
