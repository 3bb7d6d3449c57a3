// SPDX-License-Identifier: GPL-3.0-or-later
// A support bundle, shown file by file before anything is written: whoever sends it sees what it says.
#pragma once

#include "core/project/supportbundle.h"
#include "ui/session/backgroundwork.h"

#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace dankai::ui {

class StatePanel;

class BundlePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit BundlePanel(QWidget* parent = nullptr);

    // Gathers anew.
    void begin(const SupportBundleParams& params);
    void writeTo(const QString& file);

signals:
    void closed();
    void noticed(const QString& sentence);

private:
    void show(std::vector<SupportFile> files);
    void chooseFile();

    SupportBundleParams m_params;
    std::vector<SupportFile> m_files;
    QListWidget* m_list;
    QPlainTextEdit* m_text;
    QPushButton* m_save;
    QWidget* m_contents;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    BackgroundWork* m_work;
};

} // namespace dankai::ui
