// SPDX-License-Identifier: GPL-3.0-or-later
// What files hold, shown before anything is stored: format, encoding, columns, the first rows, what is
// rejected with its line. Then the import itself, with progress and a cancel that loses nothing.
#pragma once

#include "core/base/progress.h"
#include "core/dataset/importer.h"
#include "ui/session/projectsession.h"

#include <QDialog>
#include <QStringList>

#include <deque>
#include <memory>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace dankai::ui {

class ColumnMapping;

class ImportPanel final : public QDialog
{
    Q_OBJECT

public:
    explicit ImportPanel(ProjectSession& session, QWidget* parent = nullptr);
    ~ImportPanel() override;

    // One file after another. A folder, or a file that holds no examples, is a sentence here and no more.
    void begin(const QStringList& files);

signals:
    void imported(const QString& sentence);

protected:
    void reject() override;

private:
    struct Preview;
    struct Outcome;

    void lookAtNext();
    void look();
    void show(const Preview& preview);
    void store();
    void showProgress(double share, const QString& text);
    // Tells of the reading that `generation` numbers; nothing once the panel reads something else.
    ProgressCallback progressTeller(quint64 generation);
    ImportOptions options() const;

    ProjectSession& m_session;
    std::deque<QString> m_files; // the first one is shown
    std::shared_ptr<StopFlag> m_stop; // of what runs now
    quint64 m_generation = 0;
    bool m_isStoring = false;

    QLabel* m_heading;
    QLabel* m_found;
    QComboBox* m_format;
    QComboBox* m_encoding;
    ColumnMapping* m_mapping;
    QTableWidget* m_rows;
    QLabel* m_rejectedHeading;
    QTableWidget* m_rejected;
    QProgressBar* m_bar;
    QLabel* m_progress;
    QPushButton* m_skip;
    QPushButton* m_import;
};

} // namespace dankai::ui
