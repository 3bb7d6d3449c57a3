// SPDX-License-Identifier: GPL-3.0-or-later
// What files hold, shown before anything is stored, file by file. Then the import itself, with progress and a
// cancel that loses nothing.
#pragma once

#include "core/base/progress.h"
#include "core/dataset/importer.h"
#include "ui/session/projectsession.h"

#include <QDialog>
#include <QStringList>

#include <deque>
#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace dankai::ui {

class ImportLook;

class ImportPanel final : public QDialog
{
    Q_OBJECT

public:
    explicit ImportPanel(ProjectSession& session, QWidget* parent = nullptr);
    ~ImportPanel() override;

    // One file after another; of a data folder, or a list of data sets, each of its files. A folder without
    // data, or a file that holds no examples, is a sentence here and no more.
    void begin(const QStringList& files);

signals:
    void imported(const QString& sentence);
    // A file is no data but a review package; the panel goes on with the next.
    void packageFound(const QString& file);

protected:
    void reject() override;

private:
    struct Outcome;

    struct Wanted
    {
        QString file;
        ImportOptions options;
        std::string problem; // why it is no file to look at; empty: it is one
    };

    // Those that `path` means. On a thread of its own.
    static std::vector<Wanted> wantedIn(const QString& path);

    void lookAtNext();
    void offerImport();
    void store();
    void showProgress(double share, const QString& text);
    // Tells of the import that `generation` numbers; nothing once the panel does something else.
    ProgressCallback progressTeller(quint64 generation);

    ProjectSession& m_session;
    std::deque<Wanted> m_files; // the first one is shown
    std::shared_ptr<StopFlag> m_stop; // of what runs now
    quint64 m_generation = 0;
    bool m_isStoring = false;

    QLabel* m_heading;
    ImportLook* m_look;
    QProgressBar* m_bar;
    QLabel* m_progress;
    QPushButton* m_skip;
    QPushButton* m_import;
};

} // namespace dankai::ui
