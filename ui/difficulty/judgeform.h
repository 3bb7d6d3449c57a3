// SPDX-License-Identifier: GPL-3.0-or-later
// Which judge on which endpoint, at which price and within which limits: what a person may say about one job.
// Starts from judge.yaml, where all else stands (prompt, examples of known difficulty), and writes nothing.
#pragma once

#include "core/project/judgesettings.h"

#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace dankai::ui {

class JudgeForm final : public QWidget
{
    Q_OBJECT

public:
    explicit JudgeForm(QWidget* parent = nullptr);

    void setSettings(const JudgeSettings& settings);
    JudgeSettings settings() const;

signals:
    void changed();

private:
    void takeKeyAway();
    void showPrice();

    JudgeSettings m_settings; // of the file
    QLineEdit* m_url;
    QLineEdit* m_model;
    QLineEdit* m_keyVariable;
    QCheckBox* m_keychain;
    QDoubleSpinBox* m_priceIn;
    QDoubleSpinBox* m_priceOut;
    QDoubleSpinBox* m_budget;
    QSpinBox* m_parallel;
};

} // namespace dankai::ui
