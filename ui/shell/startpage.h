// SPDX-License-Identifier: GPL-3.0-or-later
// Where everyone begins: recent projects, another folder, a new project.
#pragma once

#include "ui/page/page.h"

class QLabel;
class QListWidget;

namespace dankai::ui {

class PersonalSettings;

class StartPage final : public Page
{
    Q_OBJECT

public:
    explicit StartPage(PersonalSettings& settings, QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override;

signals:
    void projectChosen(const QString& folder);

private:
    void fill();
    void chooseFolder();

    PersonalSettings& m_settings;
    QListWidget* m_recent;
    QLabel* m_none;
};

} // namespace dankai::ui
