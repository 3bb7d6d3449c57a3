// SPDX-License-Identifier: GPL-3.0-or-later
// The window around the pages of one project: rail, header, status bar, commands. Knows which pages there are
// and nothing of what they do.
#pragma once

#include "ui/session/projectsession.h"
#include "ui/shell/openat.h"
#include "ui/shell/personalsettings.h"

#include <QMainWindow>

#include <filesystem>
#include <memory>
#include <vector>

class QLabel;
class QStackedWidget;
class QTimer;

namespace dankai::ui {

class CommandPalette;
class ContextBar;
class DamageBar;
class DataPage;
class MachineStatus;
class Notifier;
class PackageArrival;
class OneLine;
class Page;
class PlanDocument;
class Rail;
class RunStatus;
class RunWatch;
class RunsPage;
class SettingsPage;
class StartPage;

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    // No folder: the start page alone.
    MainWindow(PersonalSettings& settings, const std::filesystem::path& folder, QWidget* parent = nullptr);
    ~MainWindow() override;

    // Of a page's id; false where there is none.
    bool showPage(const QString& id);
    Page* currentPage() const;
    // In the order of the rail.
    QStringList pageIds() const;

    ProjectSession* session() const { return m_session.get(); }

    // Pages are made anew, for another language.
    void rebuildPages();
    void openAt(const OpenAt& at);
    StartPage* startPage() const;
    void comeToFront();

    bool isPresenting() const { return m_isPresenting; }

    // Full screen and in large type, for an audience: only the page, without what operates it.
    void setPresenting(bool isPresenting);

signals:
    void projectChosen(
        const QString& folder, const dankai::ui::OpenAt& at); // to be opened, here or in another window
    // The project is to be closed and brought into order as far as it can be read.
    void rescueChosen(const QString& folder);
    // A review package is to be answered, in a window of its own.
    void packageChosen(const QString& file);
    // Another project, or an archive of one, is to be opened.
    void projectDropped(const QString& path);
    void themeChosen(dankai::ui::ThemeChoice choice);
    void languageChosen(dankai::ui::LanguageChoice choice);
    void textScaleChosen(int percent);

protected:
    void closeEvent(QCloseEvent* event) override;
    // Of files, wherever no page takes them: they are imported, a review package is answered and another
    // project opened.
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildActions();
    void addPage(Page* page);
    RunsPage* makeRunsPage();
    SettingsPage* makeSettingsPage();
    void resetLayout();
    // Moves to phases from the Data page are commands of the plan.
    void connectPlan(DataPage* page);
    // Whose name is kept with what is done here.
    void tellPerson();
    void showHeader();
    void showNotice(const QString& sentence);
    void hideTraining(bool isHidden);
    void showShortcuts();
    void showKeys();
    void savePages();
    // The layout, so that a kill takes no more of it than the last moment.
    void keepState();
    void tellOpenFailure();
    void buildStatus();
    void followRuns();
    std::vector<QAction*> reachableActions() const;

    PersonalSettings& m_settings;
    std::unique_ptr<ProjectSession> m_session; // before the pages, which use it
    std::unique_ptr<PlanDocument> m_plan; // so that its undo history outlives the pages
    std::unique_ptr<RunWatch> m_watch;
    std::vector<Page*> m_pages;
    std::vector<QAction*> m_ownActions; // besides those of the page that is shown
    QString m_openFailure;
    bool m_isPresenting = false;
    QByteArray m_geometryBefore; // the presentation
    bool m_wasMaximized = false; // then
    bool m_forgetsLayout = false; // the pages that go next are not remembered

    Rail* m_rail;
    QWidget* m_header;
    ContextBar* m_context;
    QLabel* m_title;
    QLabel* m_missing;
    QStackedWidget* m_stack;
    DamageBar* m_damage;
    OneLine* m_notice;
    QTimer* m_noticeTimer;
    Notifier* m_notifier;
    PackageArrival* m_arrival = nullptr; // none without a project
    RunStatus* m_runStatus = nullptr; // none while training is hidden, as the next
    MachineStatus* m_machineStatus = nullptr;
};

} // namespace dankai::ui
