// SPDX-License-Identifier: GPL-3.0-or-later
// The models that can measure (measuringmodels.h) in a box to choose from, with one by hand at its end.
#pragma once

#include "ui/difficulty/measuringmodels.h"

#include <QComboBox>

#include <vector>

namespace dankai::ui {

class ModelBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit ModelBox(MeasuringModels& models, QWidget* parent = nullptr);

private:
    enum class Entry
    {
        Model, // its path is the item's data; empty: the project's own
        Folder,
        File,
    };

    void showModels();
    void fill();
    void take(int index);
    void chooseByHand(Entry what);

    MeasuringModels& m_models;
    std::vector<MeasuringModel> m_shown; // where nothing is new, nothing moves under the pointer
    bool m_showsLooking = false;
};

} // namespace dankai::ui
