// SPDX-License-Identifier: GPL-3.0-or-later
// The project's models to choose from, with check boxes: the model before training, and under each run the
// model after each phase.
#pragma once

#include "core/project/answerset.h"

#include <QTreeWidget>

#include <string>
#include <vector>

namespace dankai::ui {

class SpeakerTree final : public QTreeWidget
{
    Q_OBJECT

public:
    enum class Purpose
    {
        Comparing, // also the reference answers; how many answers there are
        Answering, // only models whose weights are there can be checked
    };

    explicit SpeakerTree(Purpose purpose, QWidget* parent = nullptr);

    void showSpeakers(const AnswerSet& set, const std::vector<std::string>& checked);

    // In the order of the set.
    std::vector<std::string> checked() const;

signals:
    void checkedChanged(); // by a person

private:
    Purpose m_purpose;
    std::string m_shown; // what is in the tree: made anew only when that changes
};

} // namespace dankai::ui
