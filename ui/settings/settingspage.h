// SPDX-License-Identifier: GPL-3.0-or-later
// The Settings page: one table of everything that may be set, of this project and of this person, with its
// default, where it is kept, and an undo. Keeps nothing itself.
#pragma once

#include "ui/page/page.h"
#include "ui/settings/personalsetting.h"

#include <optional>
#include <vector>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableView;
class QUndoStack;

namespace dankai::ui {

class ProjectSession;
class SettingsFilter;
class SettingsModel;
class StatePanel;

class SettingsPage final : public Page
{
    Q_OBJECT

public:
    // No session: personal settings alone.
    SettingsPage(ProjectSession* session, std::vector<PersonalSetting> personal,
        const std::vector<PersonalAction>& actions, QWidget* parent = nullptr);
    ~SettingsPage() override;

    QString title() const override;
    QString iconName() const override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

    SettingsModel* model() const { return m_model; }

    QUndoStack* undoStack() { return m_undo; }

    void showSection(SettingsSection section);

    // Nothing: back to the default. A step of the undo history as soon as it stands; where it is refused, the
    // row says why.
    void change(const QString& key, const std::optional<QString>& value);

protected:
    void showEvent(QShowEvent* event) override;

private:
    friend class SettingCommand;

    void buildTable();
    void buildActions();
    QWidget* buildTop(const std::vector<PersonalAction>& actions);
    QString chosenKey() const; // of the row; empty: none is chosen
    void resetChosen();
    void resetKeys();
    // Without a step of the history. `isTyped`: a refusal is the row's, else it is a notice.
    void write(const QString& key, const std::optional<QString>& before, const std::optional<QString>& after,
        bool isTyped);
    void refuse(const QString& key, const QString& attempt, const QString& sentence);
    void takeProject();
    void lookAtFile();
    // The table, or in its place why it is empty.
    void showRows();
    void goToTable();

    ProjectSession* m_session;
    SettingsModel* m_model;
    SettingsFilter* m_filter;
    QUndoStack* m_undo;
    QTabBar* m_sections;
    QLineEdit* m_search;
    QCheckBox* m_changedOnly;
    QPushButton* m_reset = nullptr;
    std::vector<QWidget*> m_onlyGeneral, m_onlyKeys; // to be seen in one section
    QTableView* m_table;
    StatePanel* m_empty;
    QStackedWidget* m_stack;
    QLabel* m_note;
    QLabel* m_problem; // of the file itself
    QLabel* m_refused; // why the value typed last is not set, in full
};

} // namespace dankai::ui
