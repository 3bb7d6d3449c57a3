// SPDX-License-Identifier: GPL-3.0-or-later
// Whole projects duplicated, put into one file and taken out of it, with progress and a cancel. Asks for a
// name, or whether an archive that was opened is to be restored; opens no project in the window itself.
#pragma once

#include "ui/session/backgroundwork.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <filesystem>
#include <functional>
#include <memory>

class QLabel;
class QPushButton;

namespace dankai::ui {

class WorkBar;

// Of a file that a project was archived in.
bool isArchiveName(const std::filesystem::path& file);

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
    // An archive that came from outside: asks whether it is to be restored and opened.
    void offer(const QString& file, const QString& parent);

    // The same without a dialog.
    void duplicateTo(const QString& folder, const QString& target, bool withModels);
    void archiveTo(const QString& folder, const QString& file, bool withModels);
    void restoreTo(const QString& file, const QString& target);

    bool isBusy() const { return m_work->isBusy(); }

signals:
    void noticed(const QString& sentence);
    void made(const QString& folder); // a project that can be opened
    void openWanted(const QString& folder); // the project of an offer that was taken

private:
    void takeOffer();
    void askName(const QString& title, const QString& proposed, const QStringList& filters,
        const std::function<void(const QString& name, bool isFirstFilter)>& take);

    BackgroundWork* m_work;
    WorkBar* m_bar;
    QWidget* m_offer;
    QLabel* m_question;
    QPushButton* m_take;
    QString m_offered, m_offeredTarget;
    bool m_opensRestored = false;
    std::shared_ptr<StopFlag> m_stop; // of what runs: the bar's
};

} // namespace dankai::ui
