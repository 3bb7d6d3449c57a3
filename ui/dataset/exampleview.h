// SPDX-License-Identifier: GPL-3.0-or-later
// The detail pane of the Data page: one example to read, to edit, and as the model sees it.
// Does not write to the project: it says what a person wants.
#pragma once

#include "ui/dataset/exampledetail.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;
class QTextBrowser;
class QVBoxLayout;

namespace dankai::ui {

class TextField;

class ExampleView final : public QWidget
{
    Q_OBJECT

public:
    explicit ExampleView(QWidget* parent = nullptr);

    void show(const ExampleDetail& detail);
    void showNothing(const QString& sentence);

    // Whether a person has typed something that is not saved.
    bool hasUnsavedText() const;
    bool isEditing(ExampleId example) const; // this one, whether anything was typed or not
    bool isEditing() const;
    void beginEditing();
    void endEditing(); // what was typed is forgotten

signals:
    // Ids as qint64: Qt's meta-types cannot stream an enum over long.
    void saveWanted(qint64 id, const dankai::Example& content);
    void exampleWanted(qint64 id); // another one, to look at
    void exclusionWanted(qint64 id, bool isExcluded);

protected:
    void changeEvent(QEvent* event) override;

private:
    void write();
    QString whyOf(const ExampleDetail& detail) const;
    QString documentOf(const ExampleDetail& detail) const;
    QString nearDuplicatesOf(const ExampleDetail& detail) const;
    QString tokensOf(const ExampleDetail& detail) const;
    Example typed() const;

    std::optional<ExampleDetail> m_detail;
    QLabel* m_heading;
    QLabel* m_source;
    QPushButton* m_asModelSees;
    QPushButton* m_edit;
    QPushButton* m_exclude;
    QTextBrowser* m_reading;
    QWidget* m_editing;
    TextField* m_instruction;
    TextField* m_input;
    TextField* m_response;
};

} // namespace dankai::ui
