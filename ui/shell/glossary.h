// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the window with the field's own terms and what they mean, to be searched.
#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QLineEdit;
class QTextBrowser;

namespace dankai::ui {

struct GlossaryEntry
{
    QString word; // as the pages say it
    QString fieldsWord; // as papers and other tools say it, in English in every language
    QString meaning;
};

class Glossary final : public QDialog
{
    Q_OBJECT

public:
    explicit Glossary(QWidget* parent);

    // In the order of the work: data, phases, training, tests, comparing.
    static std::vector<GlossaryEntry> entries();

private:
    void fill();

    QLineEdit* m_field;
    QTextBrowser* m_text;
};

} // namespace dankai::ui
