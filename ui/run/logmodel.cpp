// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/logmodel.h"

#include "core/base/json.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"

#include <QDateTime>
#include <QGuiApplication>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int followMs = 700;
constexpr qint64 shownBytes = 4096; // of one line: more than a screen is wide
constexpr qsizetype shownText = 200; // of one text of an event

QString valueOf(const Json& value)
{
    QString text = value.is_string() ? QString::fromStdString(value.get<std::string>())
        : value.is_number_float()    ? QString::number(value.get<double>(), 'g', 6)
                                     : QString::fromStdString(toJsonLine(value));
    text = text.simplified();
    return text.size() > shownText ? text.left(shownText) + QChar(0x2026) : text;
}

} // namespace

QString shownLogLine(const QByteArray& line)
{
    if (line.startsWith('{')) {
        const auto json = parseJson(std::string_view(line.data(), static_cast<std::size_t>(line.size())), "");
        if (json && json->is_object() && json->contains("event") && json->contains("time")
            && (*json)["time"].is_number()) {
            const auto time
                = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>((*json)["time"].get<double>() * 1000));
            QString text = time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral("  ")
                + valueOf((*json)["event"]);
            for (const auto& [key, value] : json->items())
                if (key != "event" && key != "time" && key != "seq" && key != "attempt")
                    text += QStringLiteral("  ") + QString::fromStdString(key) + u'=' + valueOf(value);
            return text;
        }
    }
    return QString::fromUtf8(line).replace(u'\t', u' ');
}

LogModel::LogModel(QObject* parent)
    : QAbstractListModel(parent)
    , m_work(new BackgroundWork(this))
{
    m_again.setInterval(followMs);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LogModel::readOn);
}

void LogModel::open(const std::filesystem::path& file)
{
    m_work->drop();
    m_again.stop();
    beginResetModel();
    m_file = file;
    m_lines.clear();
    m_shown.clear();
    m_next = 0;
    m_level = LogLevel::Info;
    m_text.close();
    m_text.setFileName(QString::fromStdString(file.string()));
    endResetModel();
    m_isReading = !file.empty();
    if (m_isReading)
        readOn();
}

void LogModel::setLeastLevel(LogLevel level)
{
    beginResetModel();
    m_least = level;
    m_shown.clear();
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (m_lines[i].level >= level)
            m_shown.push_back(static_cast<std::uint32_t>(i));
    endResetModel();
    emit grown();
}

void LogModel::readOn()
{
    m_work->begin([file = m_file, from = m_next, level = m_level](
                      const StopFlag&) { return readLogPiece(file, from, level); },
        [this](const Result<LogPiece>& piece) {
            if (!piece) {
                m_isReading = false;
                emit failed(translatedCore(piece.error().message));
                return;
            }
            take(*piece);
        });
}

void LogModel::take(const LogPiece& piece)
{
    if (piece.isReplaced) {
        open(m_file);
        return;
    }
    std::vector<std::uint32_t> shown;
    for (const LogLine& line : piece.lines) {
        if (line.level >= m_least)
            shown.push_back(static_cast<std::uint32_t>(m_lines.size()));
        m_lines.push_back(line);
    }
    m_next = piece.next;
    m_level = piece.level;
    if (!shown.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(shown.size()) - 1);
        m_shown.insert(m_shown.end(), shown.begin(), shown.end());
        endInsertRows();
    }
    const bool isFirstEnd = m_isReading && piece.isAtEnd;
    m_isReading = m_isReading && !piece.isAtEnd;
    if (!piece.lines.empty() || isFirstEnd)
        emit grown();
    if (piece.isAtEnd)
        m_again.start();
    else
        readOn();
}

int LogModel::rowAt(std::uint64_t offset) const
{
    const auto found = std::partition_point(m_shown.begin(), m_shown.end(),
        [&](std::uint32_t line) { return m_lines[line].offset + m_lines[line].bytes < offset; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine& line = lineAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        // One line of a file that was read a moment ago: it comes from memory, not from the disk.
        if (!m_text.isOpen() && !m_text.open(QIODevice::ReadOnly))
            return {};
        m_text.seek(static_cast<qint64>(line.offset));
        return shownLogLine(m_text.read(std::min<qint64>(line.bytes, shownBytes)));
    }
    case Qt::ForegroundRole: {
        const Theme& theme = themeOf(QGuiApplication::palette());
        return line.level == LogLevel::Error  ? QVariant(theme.fail)
            : line.level == LogLevel::Warning ? QVariant(theme.undecided)
            : line.level == LogLevel::Debug   ? QVariant(theme.quietText)
                                              : QVariant();
    }
    case LevelRole:
        return static_cast<int>(line.level);
    default:
        return {};
    }
}

} // namespace dankai::ui
