// SPDX-License-Identifier: GPL-3.0-or-later
// Which column of a file is which part of an example, chosen from the file's own columns.
#pragma once

#include <QStringList>
#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QComboBox;

namespace dankai::ui {

class ColumnMapping final : public QWidget
{
    Q_OBJECT

public:
    explicit ColumnMapping(QWidget* parent = nullptr);

    // Choices that the new columns still have stay.
    void setColumns(const QStringList& columns);
    void clear();
    // As mapping() gave it; a column that is not among the columns yet is kept until it is.
    void setMapping(const std::map<std::string, std::string>& mapping);
    // As ImportOptions::columns wants it: only what was chosen by hand.
    std::map<std::string, std::string> mapping() const;

signals:
    void chosen();

private:
    struct Field
    {
        std::string name; // in ImportOptions::columns
        QComboBox* box = nullptr;
    };

    std::vector<Field> m_fields;
};

} // namespace dankai::ui
