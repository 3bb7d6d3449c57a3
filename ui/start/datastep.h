// SPDX-License-Identifier: GPL-3.0-or-later
// The second step of a new project: files of examples, each looked at whole before anything is stored.
// May be left empty.
#pragma once

#include "core/dataset/importer.h"
#include "core/project/newproject.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <vector>

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace dankai::ui {

class ImportLook;
class StatePanel;

class DataStep final : public QWidget
{
    Q_OBJECT

public:
    explicit DataStep(QWidget* parent = nullptr);

    void add(const QStringList& files);
    void removeCurrent();

    // In the order in which they were added, with what was chosen for each.
    std::vector<FileToImport> files() const;
    // Scorers that find a number in most of the first rows: "imported", "column:NAME".
    QStringList scorers() const;
    // One sentence that says what is still to be done; empty: the step is done, or skipped.
    QString missing() const;

signals:
    void changed();

private:
    struct File
    {
        QString path;
        ImportOptions options;
        bool isLooked = false;
        std::uint64_t accepted = 0;
        QStringList scorers;
    };

    void chooseFiles();
    void showCurrent();
    void takeLook();
    void showList();

    std::vector<File> m_files;
    int m_current = -1;
    QListWidget* m_list;
    QPushButton* m_remove;
    ImportLook* m_look;
    StatePanel* m_none;
    QWidget* m_some;
    QStackedWidget* m_stack;
};

} // namespace dankai::ui
