// SPDX-License-Identifier: GPL-3.0-or-later
// The Compare page: a row of tabs, each a way of comparing what the models say. Knows which there are and
// nothing of what they do.
#pragma once

#include "ui/page/page.h"
#include "ui/session/projectsession.h"

#include <vector>

class QTabWidget;

namespace dankai::ui {

class BlindVote;
class ChatTab;
class ComparisonTab;

class ComparisonPage final : public Page
{
    Q_OBJECT

public:
    explicit ComparisonPage(ProjectSession& session, QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    QString missing() const override;

    bool canPresent() const override { return true; }

    // Who sits here, by the settings.
    void setPerson(const QString& name);
    void setPresenting(bool isPresenting) override;
    void saveState(QSettings& settings) const override;
    void restoreState(const QSettings& settings) override;

signals:
    void pageWanted(const QString& id);

private:
    void add(ComparisonTab* tab, const QString& title);
    void showCommands();
    ComparisonTab* tabAt(int index) const;

    ProjectSession& m_session;
    QTabWidget* m_tabs;
    BlindVote* m_vote = nullptr; // one of them, as the next
    ChatTab* m_chat = nullptr;
};

} // namespace dankai::ui
