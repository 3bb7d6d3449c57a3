// SPDX-License-Identifier: GPL-3.0-or-later
// Whole projects duplicated, put into one file and taken out of it, with progress and a cancel. Asks for a
// name and nothing else; opens no project in the window.
#pragma once

#include "ui/session/backgroundwork.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <memory>

namespace dankai::ui {

class WorkBar;

class ProjectCopies final : public QWidget
{
    Q_OBJECT

public:
    explicit ProjectCopies(QWidget* parent = nullptr); // nothing to see until something runs
    ~ProjectCopies() override; // what runs is asked to stop and leaves nothing behind

    // Of a project's folder; a dialog asks for the name and whether saved models come along.
    void duplicate(const QString& folder);
    void archive(const QString& folder);
    // `parent`: where projects are made.
    void restore(const QString& parent);

    // The same without a dialog.
    void duplicateTo(const QString& folder, const QString& target, bool withModels);
    void archiveTo(const QString& folder, const QString& file, bool withModels);
    void restoreTo(const QString& file, const QString& target);

    bool isBusy() const { return m_work->isBusy(); }

signals:
    void noticed(const QString& sentence);
    void made(const QString& folder); // a project that can be opened

private:
    void askName(const QString& title, const QString& proposed, const QStringList& filters,
        const std::function<void(const QString& name, bool isFirstFilter)>& take);

    BackgroundWork* m_work;
    WorkBar* m_bar;
    std::shared_ptr<StopFlag> m_stop; // of what runs: the bar's
};

} // namespace dankai::ui
