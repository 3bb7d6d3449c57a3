// SPDX-License-Identifier: GPL-3.0-or-later
// One example in full, to judge where it belongs: why it stands where it does, what is asked, the response,
// its scores, the examples next to it at the thresholds. Changes nothing.
#pragma once

#include "ui/phase/plandocument.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTextBrowser;

namespace dankai::ui {

class ExampleReader final : public QWidget
{
    Q_OBJECT

public:
    explicit ExampleReader(PlanDocument& document, QWidget* parent = nullptr);

    // Read on the session's thread; only the last one asked for is shown. Nothing: there is none.
    void read(std::optional<ExampleId> example);

private:
    PlanDocument& m_document;
    QLabel* m_heading;
    QLabel* m_source; // or what is missing
    QTextBrowser* m_text;
    quint64 m_generation = 0;
};

} // namespace dankai::ui
