// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentence/phasename.h"

#include <QCoreApplication>

#include <string_view>

namespace dankai::ui {

namespace {

class PhaseNames
{
    Q_DECLARE_TR_FUNCTIONS(PhaseNames)
};

constexpr std::string_view oneOffName = "One-off"; // core/phase/arm.cpp

// The number of a name that core has given; 0: a person's.
int givenNumber(const std::string& name)
{
    constexpr const char* given = "Phase "; // core/phase/plan.cpp
    const QString text = QString::fromStdString(name);
    bool isNumber = false;
    const int number = text.startsWith(QLatin1String(given)) ? text.mid(6).toInt(&isNumber) : 0;
    return isNumber && text == QLatin1String(given) + QString::number(number) ? number : 0;
}

} // namespace

QString phaseNameWord(const std::string& name, int number)
{
    if (name == oneOffName)
        return PhaseNames::tr("One-off");
    // A phase that was moved keeps the number in its name.
    const int given = name.empty() ? number : givenNumber(name);
    return given > 0 ? PhaseNames::tr("Phase %1").arg(given) : QString::fromStdString(name);
}

QString numberedPhaseWord(const std::string& name, int number)
{
    if (name.empty() || givenNumber(name) == number)
        return PhaseNames::tr("Phase %1").arg(number);
    if (name == oneOffName) // the only one
        return phaseNameWord(name, number);
    return PhaseNames::tr("Phase %1: %2").arg(number).arg(phaseNameWord(name, number));
}

} // namespace dankai::ui
