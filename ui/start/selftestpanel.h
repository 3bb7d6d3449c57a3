// SPDX-License-Identifier: GPL-3.0-or-later
// What this machine and this installation are fit for, as `dankai doctor` finds it: a list with the next step
// where something lacks, to be copied as text.
#pragma once

#include "core/platform/selftest.h"
#include "ui/session/backgroundwork.h"

#include <QString>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;

namespace dankai::ui {

class SelfTestPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SelfTestPanel(QWidget* parent = nullptr);

    // Takes seconds, on a thread of its own.
    void begin();
    void show(const SelfTest& test);

    // What stands in the list, line by line; empty until a test has ended.
    QString asText() const;

signals:
    void closed();
    void noticed(const QString& sentence);

private:
    BackgroundWork* m_work;
    std::optional<SelfTest> m_test;
    QLabel* m_summary;
    QScrollArea* m_list;
    QPushButton* m_copy;
    QPushButton* m_again;
};

} // namespace dankai::ui
