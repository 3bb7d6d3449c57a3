// SPDX-License-Identifier: GPL-3.0-or-later
// The fields in which people say how phases are trained, in plain words, with run.yaml's names in their tool
// tips. The same wherever this is chosen; knows no plan and no run.
#pragma once

#include <QString>

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QWidget;

namespace dankai::ui {

// Choices have the values of run.yaml as their data.
QDoubleSpinBox* makeEpochsField(QWidget* parent);
QLineEdit* makePhaseRateField(QWidget* parent); // of one phase, in a column
QComboBox* makeCarryOverField(QWidget* parent);
QString carryOverMeaning(const QString& choice);
QComboBox* makeAdapterField(QWidget* parent);
QSpinBox* makeReplayField(QWidget* parent); // percent
QSpinBox* makePatienceField(QWidget* parent);
QComboBox* makeGateField(QWidget* parent);

// The quiet line above a field, from its accessible name and its tool tip; wrapped.
QLabel* makeFieldCaption(const QWidget& field, QWidget* parent);
QLabel* makeQuietCaption(const QString& text, const QString& toolTip, QWidget* parent);

// Numbers as run.yaml has them, whatever the language.
QString shownRate(double rate);
// Empty text: as elsewhere. Nothing where it is no rate.
std::optional<std::optional<double>> typedRate(const QString& text);
QString noRateSentence(const QString& text);

void chooseData(QComboBox& box, const QString& data); // the first one where there is none such

} // namespace dankai::ui
