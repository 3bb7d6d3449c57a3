// SPDX-License-Identifier: GPL-3.0-or-later
// Where everyone begins: recent projects, another folder, a new project, the built-in example, a self-test,
// and the reviewer's choice to see no training.
#pragma once

#include "core/base/result.h"
#include "ui/page/page.h"
#include "ui/session/backgroundwork.h"
#include "ui/shell/openat.h"

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace dankai::ui {

class NewProjectPanel;
class ProblemBar;
class ProjectCopies;
class PersonalSettings;
class SelfTestPanel;
class StageBar;

class StartPage final : public Page
{
    Q_OBJECT

public:
    explicit StartPage(PersonalSettings& settings, QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

    enum class Example
    {
        Open,
        Train, // both of its runs are queued, unless it has runs
    };

    void beginNewProject();
    // Makes the built-in example where it is not there yet.
    void openExample(Example wanted);
    void beginSelfTest();
    // Of a project that no window has open; opens it afterwards.
    void rescue(const QString& folder);
    // Of a project; opens it once it is restored.
    void offerRestore(const QString& archive);
    // A project's folder; anything else is a sentence.
    void openFolder(const QString& folder);

    // Why what was wanted did not come about; stays until something else is begun.
    void showProblem(const QString& sentence);

    // The list of recent projects, read anew.
    void refresh() { fill(); }

    // Where new projects and the example are made.
    QString projectsFolder() const;
    void setProjectsFolder(const QString& folder);

    NewProjectPanel* newProjectPanel() const { return m_new; }

    SelfTestPanel* selfTestPanel() const { return m_selfTest; }

    ProjectCopies* copies() const { return m_copies; }

signals:
    void projectChosen(const QString& folder, const dankai::ui::OpenAt& at);
    void trainingHidden(bool isHidden);
    // A review package, to be answered in a window of its own.
    void packageChosen(const QString& file);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct OpenedExample;

    QWidget* buildOverview();
    QWidget* buildRecent();
    QWidget* buildWays();
    void buildActions();
    void fill();
    void activate();
    void forgetCurrent();
    QString currentFolder() const; // a project that is there; empty: none
    void chooseFolder();
    void choosePackage();
    void takeExample(const Result<OpenedExample>& example, Example wanted);
    void showOverview();

    PersonalSettings& m_settings;
    BackgroundWork* m_work;
    QString m_projectsFolder;
    QStackedWidget* m_stack;
    QListWidget* m_recent;
    NewProjectPanel* m_new;
    SelfTestPanel* m_selfTest;
    QWidget* m_overview = nullptr;
    QLabel* m_none = nullptr;
    QPushButton* m_forget = nullptr;
    ProjectCopies* m_copies = nullptr;
    StageBar* m_bar = nullptr;
    ProblemBar* m_problem = nullptr;
    QWidget* m_ways = nullptr;
};

} // namespace dankai::ui
