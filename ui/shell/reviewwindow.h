// SPDX-License-Identifier: GPL-3.0-or-later
// The window of somebody who was sent a review package: its questions and nothing else, without a project and
// without a model.
#pragma once

#include "core/project/reviewpackage.h"
#include "ui/shell/personalsettings.h"

#include <QMainWindow>

#include <filesystem>

class QLabel;

namespace dankai::ui {

class PackagePane;

class ReviewWindow final : public QMainWindow
{
    Q_OBJECT

public:
    ReviewWindow(PersonalSettings& settings, const std::filesystem::path& file, QWidget* parent = nullptr);

    const std::filesystem::path& file() const;

signals:
    // Something was dropped that is to be opened.
    void pathDropped(const QString& path);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void show(const ReviewPackage& package);
    void showShortcuts();

    PackagePane* m_pane;
    QLabel* m_title;
    QLabel* m_figures;
};

} // namespace dankai::ui
