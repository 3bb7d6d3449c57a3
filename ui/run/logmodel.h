// SPDX-License-Identifier: GPL-3.0-or-later
// A log file as rows, read piece by piece behind the window; only the lines that are looked at are fetched.
// Follows a file that grows and begins anew where it was replaced.
#pragma once

#include "core/protocol/logfile.h"
#include "ui/session/backgroundwork.h"

#include <QAbstractListModel>
#include <QFile>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace dankai::ui {

class LogModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        LevelRole = Qt::UserRole, // int(LogLevel)
    };

    explicit LogModel(QObject* parent = nullptr);

    // Empty: none.
    void open(const std::filesystem::path& file);
    // Lines of less weight are left out.
    void setLeastLevel(LogLevel level);

    const std::filesystem::path& file() const { return m_file; }

    std::uint64_t allLines() const { return m_lines.size(); }

    bool isReading() const { return m_isReading; } // the first time through

    // The row in which this byte of the file stands, or the next one that is shown; -1 where there is none.
    int rowAt(std::uint64_t offset) const;

    const LogLine& lineAt(int row) const { return m_lines[m_shown[static_cast<std::size_t>(row)]]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

signals:
    void grown();
    void failed(const QString& sentence);

private:
    void readOn();
    void take(const LogPiece& piece);

    std::filesystem::path m_file;
    BackgroundWork* m_work;
    QTimer m_again;
    std::vector<LogLine> m_lines;
    std::vector<std::uint32_t> m_shown; // of m_lines
    LogLevel m_least = LogLevel::Debug;
    std::uint64_t m_next = 0;
    LogLevel m_level = LogLevel::Info;
    bool m_isReading = false;
    mutable QFile m_text;
};

// A line as people read it: events of a record as words with their figures, other lines as they are. At most
// some hundred characters of each text.
QString shownLogLine(const QByteArray& line);

} // namespace dankai::ui
