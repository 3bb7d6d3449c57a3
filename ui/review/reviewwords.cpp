// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewwords.h"

#include "ui/sentence/phasename.h"

#include <QAction>
#include <QCoreApplication>

namespace dankai::ui {

namespace {

class ReviewWords
{
    Q_DECLARE_TR_FUNCTIONS(ReviewWords)
};

} // namespace

QString levelWord(const std::vector<std::string>& levels, int level)
{
    const auto index = static_cast<std::size_t>(level);
    return index < levels.size() ? phaseNameWord(levels[index], level + 1) : QString::number(level + 1);
}

QString practiceWords(const std::vector<std::string>& levels, std::optional<int> said, int expected)
{
    const QString name = levelWord(levels, expected);
    return said == expected
        ? ReviewWords::tr("Yes, that was “%1”.").arg(name)
        : ReviewWords::tr("The scores say “%1” of that one. Compare it with the examples on the right.")
              .arg(name);
}

QString takeBackWords(const QAction* command)
{
    const QString key = command->shortcut().toString(QKeySequence::NativeText);
    return key.isEmpty() ? QString() : ReviewWords::tr("%1 takes the last answer back.").arg(key);
}

} // namespace dankai::ui
