// SPDX-License-Identifier: GPL-3.0-or-later
// What stays in sight beside every question: the definition of difficulty, and an example of each level.
#pragma once

#include "core/dataset/example.h"

#include <QTextBrowser>

#include <string>
#include <utility>
#include <vector>

namespace dankai::ui {

class ReviewGuideView final : public QTextBrowser
{
    Q_OBJECT

public:
    explicit ReviewGuideView(QWidget* parent = nullptr);

    // `levels`: names, easiest first.
    void take(const std::string& definition, const std::vector<std::string>& levels,
        const std::vector<std::pair<int, Example>>& anchors);
};

} // namespace dankai::ui
