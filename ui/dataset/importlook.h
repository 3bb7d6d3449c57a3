// SPDX-License-Identifier: GPL-3.0-or-later
// What one file holds, shown before anything is stored: format, encoding, columns, the first rows, what is
// rejected with its line. Reads the whole file on a thread of its own and stores nothing.
#pragma once

#include "core/dataset/importer.h"
#include "ui/session/backgroundwork.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QTableWidget;

namespace dankai::ui {

class ColumnMapping;

class ImportLook final : public QWidget
{
    Q_OBJECT

public:
    explicit ImportLook(QWidget* parent = nullptr);

    // A folder, or a file that holds no examples, is a sentence here and no more. `options`: as they were
    // chosen before.
    void look(const QString& file, const ImportOptions& options = {});
    // Reads no more and shows nothing.
    void clear();
    // What was chosen here, for the import.
    ImportOptions options() const;

    const QString& file() const { return m_file; }

    bool isReading() const { return m_work->isBusy(); }

    std::uint64_t accepted() const { return m_accepted; } // rows that can be used; 0 until that is known

    // Of what was read: the file's columns, the first rows, and whether rows bring a score of their own.
    const QStringList& columns() const { return m_columns; }

    const std::vector<ImportedRow>& firstRows() const { return m_firstRows; }

    bool bringsScores() const { return m_bringsScores; }

    // No examples but a review package.
    bool isPackage() const { return m_isPackage; }

    // In the place of what was found.
    void showSentence(const QString& sentence);
    // While the rows are stored nothing may be chosen.
    void setChoosing(bool isAllowed);

signals:
    void lookBegan();
    void looked(); // accepted() and the rest are known

private:
    struct Preview;

    void read();
    void show(const Preview& preview);

    BackgroundWork* m_work;
    QString m_file;
    ImportOptions m_given; // what look() was told; what cannot be chosen here stays as it says
    std::uint64_t m_accepted = 0;
    QStringList m_columns;
    std::vector<ImportedRow> m_firstRows;
    bool m_bringsScores = false;
    bool m_isPackage = false;

    QLabel* m_found;
    QComboBox* m_format;
    QComboBox* m_encoding;
    ColumnMapping* m_mapping;
    QTableWidget* m_rows;
    QLabel* m_rejectedHeading;
    QTableWidget* m_rejected;
    QProgressBar* m_bar;
};

} // namespace dankai::ui
