// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses one setting of a run by its name in words, with the values it may have. Keeps nothing that was
// chosen.
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace dankai::ui {

class SettingPicker final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingPicker(QWidget* parent = nullptr);

    void choose(const QString& path);
    void setValue(const QString& value);
    void add(); // what is chosen, where there is a value

signals:
    void added(const QString& path, const QString& value);

private:
    void showSetting();
    QString value() const;

    QComboBox* m_setting;
    QComboBox* m_choice; // of a setting with a few values
    QLineEdit* m_typed; // of any other
    QStackedWidget* m_value;
    QPushButton* m_add;
};

// "key=value" lines as sentences of names and values in words; empty where there is none.
QString settingLinesInWords(const QString& lines);

} // namespace dankai::ui
