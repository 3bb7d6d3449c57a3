// SPDX-License-Identifier: GPL-3.0-or-later
// The third step of a new project: by what difficulty the examples are split, and how. May be left out; the
// Phases page changes everything later.
#pragma once

#include "core/phase/planedit.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;

namespace dankai::ui {

class PlanStep final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanStep(QWidget* parent = nullptr);

    // `fromFiles`: scorers that the files bring. Without examples there is nothing to split.
    void setData(bool hasExamples, const QStringList& fromFiles);
    // Nothing where none is wanted.
    std::optional<Plan> plan() const;

private:
    void showMeaning();

    QStringList m_fromFiles;
    QCheckBox* m_isWanted;
    QComboBox* m_scorer;
    QComboBox* m_rule;
    QComboBox* m_count;
    QComboBox* m_defaults;
    QLabel* m_meaning;
    QWidget* m_choices;
};

} // namespace dankai::ui
