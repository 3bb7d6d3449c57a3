// SPDX-License-Identifier: GPL-3.0-or-later
// The first step of a new project: its name and folder, and one of the models on this disk. They are looked
// for on a thread; one may be chosen by hand meanwhile.
#pragma once

#include "core/checkpoint/modelfinder.h"
#include "ui/session/backgroundwork.h"
#include "ui/start/foundmodels.h"

#include <QString>
#include <QWidget>

#include <filesystem>

class QLabel;
class QLineEdit;
class QProgressBar;
class QTableView;

namespace dankai::ui {

class ModelStep final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelStep(QWidget* parent = nullptr);

    // Looks for models that fit into `memory`.
    void begin(const ModelPlaces& places, const TrainingMemory& memory);
    void setProjectsFolder(const QString& folder);
    QString projectsFolder() const;

    // Where the project will be made; empty without a name.
    QString folder() const;
    QString name() const;
    // Null where none is chosen.
    const FoundModel* model() const;
    // One sentence that says what is still to be done; empty: the step is done.
    QString missing() const;

    void choose(const QString& path); // a model by hand

    FoundModels* models() const { return m_models; }

    QTableView* table() const { return m_table; }

signals:
    void changed();
    void finished(); // Enter in the last field that must be filled

private:
    void chooseProjectsFolder();
    void chooseModel(bool isFolder);
    void showModel();

    BackgroundWork* m_searching;
    BackgroundWork* m_looking;
    TrainingMemory m_memory;
    QLineEdit* m_name;
    QLineEdit* m_parent;
    QLabel* m_target;
    FoundModels* m_models;
    QTableView* m_table;
    QLabel* m_state;
    QProgressBar* m_bar;
    QLabel* m_about;
};

} // namespace dankai::ui
