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
class DataPage;
class Page;
class PlanDocument;
class Rail;

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

signals:
    void projectChosen(
        const QString& folder, const dankai::ui::OpenAt& at); // to be opened, here or in another window
    void themeChosen(dankai::ui::ThemeChoice choice);
    void languageChosen(dankai::ui::LanguageChoice choice);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void buildActions();
    void addPage(Page* page);
    // Moves to phases from the Data page are commands of the plan.
    void connectPlan(DataPage* page);
    void showHeader();
    void showNotice(const QString& sentence);
    void hideTraining(bool isHidden);
    void showShortcuts();
    void savePages();
    std::vector<QAction*> reachableActions() const;

    PersonalSettings& m_settings;
    std::unique_ptr<ProjectSession> m_session; // before the pages, which use it
    std::unique_ptr<PlanDocument> m_plan; // so that its undo history outlives the pages
    std::vector<Page*> m_pages;
    std::vector<QAction*> m_ownActions; // besides those of the page that is shown
    QString m_openFailure;

    Rail* m_rail;
    QLabel* m_context;
    QLabel* m_title;
    QLabel* m_missing;
    QStackedWidget* m_stack;
    QLabel* m_notice;
    QTimer* m_noticeTimer;
};

} // namespace dankai::ui
