// SPDX-License-Identifier: GPL-3.0-or-later
// The Difficulty page: who says how difficult an example is, how far that can be trusted, and what a judge
// would cost. A row of tabs; the page knows which there are and nothing of what they do.
#pragma once

#include "core/checkpoint/modelfinder.h"
#include "ui/page/page.h"
#include "ui/session/projectsession.h"

#include <functional>

class QTabWidget;

namespace dankai::ui {

class DifficultyTab;
class MeasuringJob;
class MeasuringModels;
class ReviewTab;
class WorkBar;

class DifficultyPage final : public Page
{
    Q_OBJECT

public:
    explicit DifficultyPage(ProjectSession& session, QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    QString missing() const override;
    // Who sits here, by the settings.
    void setPerson(const QString& name);
    // Where models that measure are looked for, by the settings.
    void setModelPlaces(std::function<ModelPlaces()> places);
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

signals:
    void pageWanted(const QString& id);

private:
    void add(DifficultyTab* tab, const QString& title);
    void followMeasuring();
    void showCommands();
    DifficultyTab* tabAt(int index) const;

    ProjectSession& m_session;
    MeasuringJob* m_measuring; // one for all tabs: there is one machine
    MeasuringModels* m_models; // and one choice
    QTabWidget* m_tabs;
    ReviewTab* m_review;
    WorkBar* m_measuringBar;
};

} // namespace dankai::ui
