// SPDX-License-Identifier: GPL-3.0-or-later
// What shall be trained: which plan, compared with what, on which device, with which settings of this
// training alone, as requests for runs. Freezes nothing and starts nothing.
#pragma once

#include "core/project/runlaunch.h"
#include "ui/session/projectsession.h"

#include <QScrollArea>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;

namespace dankai::ui {

class SettingPicker;
class TextField;

class RunForm final : public QScrollArea
{
    Q_OBJECT

public:
    explicit RunForm(ProjectSession& session, QWidget* parent = nullptr);

    // The project has changed: its plans are listed anew.
    void takeProject();
    // As this run was made, to be changed.
    void fillFrom(const RunRecord& record);

    // A plan and an arm are chosen.
    bool isComplete() const;
    // One for each chosen arm; a sentence where what was typed cannot be.
    Result<std::vector<RunRequest>> requests() const;

signals:
    void changed();

private:
    void listPlans(const std::vector<PlanListing>& plans);
    QWidget* buildSettings();
    void findGpus();
    // In place of the line that set it before.
    void putSetting(const QString& path, const QString& value);

    ProjectSession& m_session;
    QComboBox* m_plan;
    std::vector<QCheckBox*> m_arms;
    QComboBox* m_device;
    QComboBox* m_gate;
    SettingPicker* m_picker;
    TextField* m_settings; // key=value, to be pasted and copied too
    QLabel* m_settingsWords;
};

} // namespace dankai::ui
