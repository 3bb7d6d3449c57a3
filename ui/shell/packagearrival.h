// SPDX-License-Identifier: GPL-3.0-or-later
// A review package that is dropped on the window of a project: one that comes back with answers to this
// project's questions is offered to be taken over; every other one is opened to be answered. Changes nothing
// unasked.
#pragma once

#include <QObject>
#include <QString>

namespace dankai::ui {

class ProjectSession;

class PackageArrival final : public QObject
{
    Q_OBJECT

public:
    PackageArrival(ProjectSession& session, QWidget* window);

    void take(const QString& file);

signals:
    // It is to be answered.
    void answeringWanted(const QString& file);
    void noticed(const QString& sentence);

private:
    struct Look;

    void offer(const QString& file, const Look& look);
    void merge(const QString& file);

    ProjectSession& m_session;
    QWidget* m_window;
};

} // namespace dankai::ui
