// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/exampletablemodel.h"

#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>
#include <limits>

namespace dankai::ui {

namespace {

constexpr int pageRows = 64;
constexpr int pagesKept = 256; // some 16,000 rows: a few megabytes
constexpr int pagesAtOnce = 4;
constexpr int textLength = 240; // more than a wide screen shows on one line

QVariant alignmentOf(int column)
{
    switch (column) {
    case ExampleTableModel::NumberColumn:
    case ExampleTableModel::DifficultyColumn:
    case ExampleTableModel::TokensColumn:
    case ExampleTableModel::LengthColumn:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    default:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    }
}

} // namespace

QString beginningOnOneLine(const std::string& text, int length)
{
    // Four bytes a character at most, and some for the spaces that fall away.
    const auto bytes = static_cast<qsizetype>(std::min(text.size(), static_cast<std::size_t>(length) * 6));
    const QString line = QString::fromUtf8(text.data(), bytes).simplified();
    const bool isCut = bytes < static_cast<qsizetype>(text.size()) || line.size() > length;
    if (!isCut)
        return line;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, line);
    finder.setPosition(std::min<qsizetype>(length, line.size()));
    const qsizetype end = finder.isAtBoundary() ? finder.position() : finder.toPreviousBoundary();
    return line.left(std::max<qsizetype>(0, end)) + QChar(0x2026);
}

ExampleTableModel::ExampleTableModel(ProjectSession& session, QObject* parent)
    : QAbstractTableModel(parent)
    , m_session(&session)
    , m_columns(std::make_shared<const ExampleColumns>())
    , m_pages(pagesKept)
{ }

void ExampleTableModel::show(std::shared_ptr<const ExampleColumns> columns, std::vector<std::uint32_t> rows)
{
    beginResetModel();
    ++m_generation;
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    m_pages.clear();
    m_wanted.clear();
    endResetModel();
}

void ExampleTableModel::setPlaces(
    std::shared_ptr<const std::vector<std::int8_t>> places, const QStringList& phaseNames)
{
    if (places == m_places && phaseNames == m_phaseNames)
        return;
    m_places = std::move(places);
    m_phaseNames = phaseNames;
    if (rowCount() > 0)
        emit dataChanged(
            index(0, PhaseColumn), index(rowCount() - 1, PhaseColumn), {Qt::DisplayRole, Qt::DecorationRole});
}

QVariant ExampleTableModel::phaseAt(std::size_t row, int role) const
{
    if (m_places == nullptr || row >= m_places->size())
        return {};
    const int place = (*m_places)[row];
    const auto phases = static_cast<int>(m_phaseNames.size());
    if (role == Qt::DecorationRole) {
        return place >= 0 && place < phases
            ? QVariant(themeOf(QGuiApplication::palette()).phase(place, phases))
            : QVariant();
    }
    if (place == excludedPlace)
        return tr("Not in the plan");
    return place >= 0 && place < phases ? m_phaseNames.at(place) : QString(QChar(0x2013));
}

ExampleId ExampleTableModel::idAt(int row) const
{
    return m_columns->ids[m_rows[static_cast<std::size_t>(row)]];
}

int ExampleTableModel::rowOf(ExampleId id) const
{
    const auto found = std::lower_bound(m_columns->ids.begin(), m_columns->ids.end(), id);
    if (found == m_columns->ids.end() || *found != id)
        return -1;
    const auto at
        = std::find(m_rows.begin(), m_rows.end(), static_cast<std::uint32_t>(found - m_columns->ids.begin()));
    return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
}

int ExampleTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExampleTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExampleTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const std::size_t row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isExcluded = row < m_columns->isExcluded.size() && m_columns->isExcluded[row] != 0;
    const double score
        = row < m_columns->scores.size() ? m_columns->scores[row] : std::numeric_limits<double>::quiet_NaN();
    const std::uint32_t tokens = row < m_columns->tokens.size() ? m_columns->tokens[row] : 0;
    switch (role) {
    case IdRole:
        return QVariant::fromValue(static_cast<qint64>(m_columns->ids[row]));
    case IsExcludedRole:
        return isExcluded;
    case SortRole:
        switch (index.column()) {
        case NumberColumn:
            return QVariant::fromValue(static_cast<qint64>(m_columns->ids[row]));
        case DifficultyColumn:
            return score;
        case TokensColumn:
            return tokens;
        case LengthColumn:
            return m_columns->responseLengths[row];
        default:
            return {};
        }
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case Qt::ForegroundRole:
        return isExcluded ? QVariant(themeOf(QGuiApplication::palette()).quietText) : QVariant();
    case Qt::FontRole: {
        if (!isExcluded || (index.column() != InstructionColumn && index.column() != ResponseColumn))
            return {};
        QFont struck = QGuiApplication::font();
        struck.setStrikeOut(true); // never by colour alone, and the column that says it may be out of sight
        return struck;
    }
    case Qt::DecorationRole:
        return index.column() == PhaseColumn ? phaseAt(row, role) : QVariant();
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    const QLocale locale;
    switch (index.column()) {
    case NumberColumn:
        return QString::number(static_cast<qint64>(m_columns->ids[row]));
    case DifficultyColumn:
        return std::isnan(score) ? QString(QChar(0x2013)) : locale.toString(score, 'g', 4);
    case TokensColumn:
        return tokens == 0 ? QString(QChar(0x2013)) : locale.toString(tokens);
    case LengthColumn:
        return locale.toString(m_columns->responseLengths[row]);
    case StateColumn:
        return isExcluded ? tr("Excluded") : QString();
    case PhaseColumn:
        return phaseAt(row, role);
    default:
        break;
    }
    const Texts* texts = textsAt(index.row());
    if (texts == nullptr)
        return QString(QChar(0x2026));
    switch (index.column()) {
    case InstructionColumn:
        return texts->instruction;
    case ResponseColumn:
        return texts->response;
    case SourceColumn:
        return texts->source;
    default:
        return {};
    }
}

QVariant ExampleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case TokensColumn:
            return tr("Tokens of the whole example for this project's model, nothing cut off");
        case LengthColumn:
            return tr("Characters of the response");
        case PhaseColumn:
            return tr("Where the plan that was changed last, or the one filtered by, puts the example");
        case DifficultyColumn:
            return tr("The newest value of the chosen scorer for the example's current text");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.", "column");
    case DifficultyColumn:
        return tr("Difficulty", "column");
    case InstructionColumn:
        return tr("Instruction", "column");
    case ResponseColumn:
        return tr("Response", "column");
    case TokensColumn:
        return tr("Tokens", "column");
    case LengthColumn:
        return tr("Length", "column");
    case SourceColumn:
        return tr("Source", "column");
    case StateColumn:
        return tr("State", "column");
    case PhaseColumn:
        return tr("Phase", "column");
    default:
        return {};
    }
}

const ExampleTableModel::Texts* ExampleTableModel::textsAt(int row) const
{
    const int page = row / pageRows;
    if (const std::vector<Texts>* texts = m_pages.object(page)) {
        const auto at = static_cast<std::size_t>(row % pageRows);
        return at < texts->size() ? &(*texts)[at] : nullptr;
    }
    want(page);
    return nullptr;
}

void ExampleTableModel::want(int page) const
{
    m_wanted.removeOne(page);
    m_wanted.append(page);
    // Asking is not a change of the model that callers of data() can see.
    if (!m_isFetching)
        const_cast<ExampleTableModel*>(this)->fetch();
}

// The pages wanted last come first, and what a fast scroll passed by is never fetched: a view that still
// shows such a page wants it again.
void ExampleTableModel::fetch()
{
    if (m_session.isNull() || m_wanted.isEmpty())
        return;

    struct Asked
    {
        std::vector<int> pages;
        std::vector<ExampleId> ids; // of the pages, one after another
    };

    Asked asked;
    for (int i = 0; i < pagesAtOnce && !m_wanted.isEmpty(); ++i) {
        const int page = m_wanted.takeLast();
        const int first = page * pageRows;
        asked.pages.push_back(page);
        for (int row = first; row < std::min(first + pageRows, rowCount()); ++row)
            asked.ids.push_back(idAt(row));
    }
    m_wanted.clear();
    m_isFetching = true;
    m_session->questions().ask(
        this,
        [ids = std::move(asked.ids)](Project& project, const StopFlag&) -> Result<std::vector<Texts>> {
            std::vector<Texts> texts;
            texts.reserve(ids.size());
            auto visited = project.examples().visit(ids, [&](const StoredExample& stored) -> Result<> {
                const Example& example = stored.example;
                const std::string& question
                    = example.instruction.empty() ? example.input : example.instruction;
                const auto file = std::filesystem::path(example.source.file).filename().string();
                texts.push_back({beginningOnOneLine(question, textLength),
                    beginningOnOneLine(example.response, textLength),
                    QString::fromStdString(file + ":" + std::to_string(example.source.line))});
                return {};
            });
            if (!visited)
                return passOn(visited);
            return texts;
        },
        [this, pages = std::move(asked.pages), generation = m_generation](Result<std::vector<Texts>> texts) {
            m_isFetching = false;
            if (!texts)
                emit fetchFailed(translatedCore(texts.error().message));
            else if (generation == m_generation)
                take(pages, std::move(*texts));
            fetch();
        });
}

void ExampleTableModel::take(const std::vector<int>& pages, std::vector<Texts> texts)
{
    auto next = texts.begin();
    for (const int page : pages) {
        const int first = page * pageRows;
        const int count = std::min(pageRows, rowCount() - first);
        auto* kept
            = new std::vector<Texts>(std::make_move_iterator(next), std::make_move_iterator(next + count));
        next += count;
        m_pages.insert(page, kept);
        emit dataChanged(index(first, 0), index(first + count - 1, ColumnCount - 1), {Qt::DisplayRole});
    }
}

} // namespace dankai::ui
