// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answertablemodel.h"

#include "core/base/utf8.h"
#include "core/dataset/delimitedtext.h"
#include "ui/comparison/speakerwords.h"
#include "ui/style/fittingtext.h"

#include <QLocale>

#include <algorithm>
#include <numeric>
#include <utility>

namespace dankai::ui {

namespace {

QString toQString(const std::string& text)
{
    return QString::fromStdString(text);
}

QByteArray csvField(const QByteArray& field)
{
    return QByteArray::fromStdString(
        spreadsheetField(std::string_view(field.data(), static_cast<std::size_t>(field.size())), ','));
}

} // namespace

template <class Change>
void AnswerTableModel::change(Change change)
{
    beginResetModel();
    change();
    selectRows();
    endResetModel();
}

void AnswerTableModel::show(std::shared_ptr<const AnswerSet> set)
{
    change([&] { m_set = std::move(set); });
}

void AnswerTableModel::setColumns(const std::vector<std::string>& keys)
{
    if (keys != m_columns)
        change([&] { m_columns = keys; });
}

void AnswerTableModel::setReference(const std::string& key)
{
    if (key != m_reference)
        change([&] { m_reference = key; });
}

void AnswerTableModel::setFilter(const AnswerFilter& filter)
{
    if (!(filter == m_filter))
        change([&] { m_filter = filter; });
}

int AnswerTableModel::referenceColumn() const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), m_reference);
    return found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin()) + 1;
}

int AnswerTableModel::rowOf(std::size_t prompt) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), prompt);
    return found == m_rows.end() || *found != prompt ? -1 : static_cast<int>(found - m_rows.begin());
}

bool AnswerTableModel::isPromptDifferent(std::size_t prompt) const
{
    if (referenceColumn() < 0)
        return false;
    const std::string* reference = answerText(*m_set, m_reference, prompt);
    if (reference == nullptr)
        return false;
    return std::any_of(m_columns.begin(), m_columns.end(), [&](const std::string& key) {
        const std::string* text = answerText(*m_set, key, prompt);
        return text != nullptr && *text != *reference;
    });
}

bool AnswerTableModel::isFound(std::size_t prompt) const
{
    const auto holds = [this](const std::string& text) {
        return toQString(text).contains(m_filter.search, Qt::CaseInsensitive);
    };
    const auto& messages = m_set->prompts[prompt].messages;
    return std::any_of(messages.begin(), messages.end(), [&](const Message& message) {
        return holds(message.content);
    }) || std::any_of(m_columns.begin(), m_columns.end(), [&](const std::string& key) {
        const std::string* text = answerText(*m_set, key, prompt);
        return text != nullptr && holds(*text);
    });
}

void AnswerTableModel::selectRows()
{
    m_rows.clear();
    if (m_set == nullptr)
        return;
    if (m_filter.promptSet && *m_filter.promptSet < m_set->promptSets.size()) {
        m_rows = m_set->promptSets[*m_filter.promptSet].prompts;
        m_rows.erase(std::unique(m_rows.begin(), m_rows.end()), m_rows.end());
    } else {
        m_rows.resize(m_set->prompts.size());
        std::iota(m_rows.begin(), m_rows.end(), std::size_t(0));
    }
    if (m_filter.isOnlyDifferent)
        std::erase_if(m_rows, [this](std::size_t prompt) { return !isPromptDifferent(prompt); });
    if (!m_filter.search.isEmpty())
        std::erase_if(m_rows, [this](std::size_t prompt) { return !isFound(prompt); });
}

bool AnswerTableModel::isDifferent(int row) const
{
    return isPromptDifferent(promptAt(row));
}

int AnswerTableModel::nextDifferent(int row, int direction) const
{
    for (int next = row + direction; next >= 0 && next < rowCount(); next += direction)
        if (isDifferent(next))
            return next;
    return -1;
}

int AnswerTableModel::differentRows() const
{
    return static_cast<int>(std::count_if(
        m_rows.begin(), m_rows.end(), [this](std::size_t prompt) { return isPromptDifferent(prompt); }));
}

const std::string* AnswerTableModel::textAt(const QModelIndex& index) const
{
    const std::size_t prompt = promptAt(index.row());
    return index.column() == promptColumn ? &m_set->prompts[prompt].text()
                                          : answerText(*m_set, keyAt(index.column()), prompt);
}

MarkedText AnswerTableModel::markedText(const QModelIndex& index, RemovedWords removed) const
{
    const std::string* text = textAt(index);
    if (text == nullptr)
        return {};
    const std::string* before
        = index.column() == promptColumn || index.column() == referenceColumn() || referenceColumn() < 0
        ? nullptr
        : answerText(*m_set, m_reference, promptAt(index.row()));
    MarkedText marked = before == nullptr ? plainText(*text) : differenceFrom(*before, *text, removed);
    markMatches(marked, m_filter.search);
    return marked;
}

QString AnswerTableModel::caption(const QModelIndex& index) const
{
    return joinedParts(captionParts(index));
}

QStringList AnswerTableModel::captionParts(const QModelIndex& index) const
{
    const std::size_t prompt = promptAt(index.row());
    QStringList parts;
    if (index.column() == promptColumn) {
        parts.append(QLocale().toString(static_cast<qulonglong>(prompt + 1)));
        if (const int phase = m_set->prompts[prompt].phase; phase > 0)
            parts.append(tr("of phase %1").arg(phase));
        return parts;
    }
    const std::string* text = textAt(index);
    if (text == nullptr)
        return {tr("no answer yet")};
    const RecordedAnswer* answer = recordedAnswer(*m_set, keyAt(index.column()), prompt);
    if (answer == nullptr)
        return {charactersWord(static_cast<qint64>(codePointCount(*text)))};
    parts.append(charactersWord(answer->characters));
    if (!answer->isEnded)
        parts.append(tr("cut at the limit"));
    if (answer->seconds)
        parts.append(secondsWord(*answer->seconds));
    parts.append(tokensWord(static_cast<qint64>(answer->tokens)));
    return parts;
}

ColumnFigures AnswerTableModel::figures(int column) const
{
    ColumnFigures figures;
    if (m_set == nullptr || column == promptColumn)
        return figures;
    std::size_t recorded = 0;
    std::size_t timed = 0;
    double seconds = 0;
    const auto take = [&](std::size_t prompt) {
        const std::string* text = answerText(*m_set, keyAt(column), prompt);
        if (text == nullptr)
            return;
        ++figures.answers;
        const RecordedAnswer* answer = recordedAnswer(*m_set, keyAt(column), prompt);
        figures.meanCharacters
            += static_cast<double>(answer != nullptr ? answer->characters : codePointCount(*text));
        if (answer == nullptr)
            return;
        ++recorded;
        figures.meanTokens += static_cast<double>(answer->tokens);
        figures.cut += answer->isEnded ? 0 : 1;
        if (answer->seconds) {
            ++timed;
            seconds += *answer->seconds;
        }
    };
    if (m_filter.promptSet && *m_filter.promptSet < m_set->promptSets.size())
        for (const std::size_t prompt : m_set->promptSets[*m_filter.promptSet].prompts)
            take(prompt);
    else
        for (std::size_t prompt = 0; prompt < m_set->prompts.size(); ++prompt)
            take(prompt);
    if (figures.answers > 0)
        figures.meanCharacters /= static_cast<double>(figures.answers);
    if (recorded > 0)
        figures.meanTokens /= static_cast<double>(recorded);
    if (timed > 0)
        figures.meanSeconds = seconds / static_cast<double>(timed);
    return figures;
}

int AnswerTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AnswerTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size()) + 1;
}

QVariant AnswerTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole) {
        const std::string* text = textAt(index);
        return text == nullptr ? QString() : toQString(*text);
    }
    if (role == Qt::AccessibleTextRole) {
        const std::string* text = textAt(index);
        const QString said = text == nullptr ? QString() : toQString(*text);
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + u": " + said
            + u", " + caption(index));
    }
    return {};
}

QVariant AnswerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return section == promptColumn ? tr("Prompt")
            : m_set == nullptr         ? QString()
                                       : columnWord(*m_set, keyAt(section), m_columns);
    if (role == Qt::ToolTipRole && section != promptColumn && m_set != nullptr) {
        const ColumnFigures column = figures(section);
        const QLocale locale;
        QString text = speakerWord(*m_set, keyAt(section)) + u'\n'
            + tr("%n answer(s)", nullptr, static_cast<int>(column.answers));
        if (column.answers > 0)
            text += u'\n'
                + tr("Mean length: %1 characters").arg(locale.toString(column.meanCharacters, 'f', 0));
        if (keyAt(section) != referenceKey && column.answers > 0) {
            text += u", " + tr("%1 tokens").arg(locale.toString(column.meanTokens, 'f', 0)) + u'\n'
                + tr("Cut at the limit: %1").arg(locale.toString(static_cast<qulonglong>(column.cut)));
            if (column.meanSeconds)
                text += u'\n'
                    + tr("Mean time: %1 from the start of the batch (up to eight prompts at once) until the "
                         "answer ended")
                          .arg(secondsWord(*column.meanSeconds));
        }
        text += u'\n' + tr("Click to compare the others with it");
        return text;
    }
    return {};
}

QByteArray answersAsCsv(const AnswerTableModel& model)
{
    QByteArray csv = "\xef\xbb\xbfprompt";
    for (int column = 1; column < model.columnCount(); ++column) {
        const QByteArray name = model.headerData(column, Qt::Horizontal).toString().toUtf8();
        csv += "," + csvField(name);
        for (const char* figure : {" characters", " tokens", " seconds", " ended"})
            csv += "," + csvField(name + figure);
    }
    csv += '\n';
    for (int row = 0; row < model.rowCount(); ++row) {
        csv += csvField(model.index(row, AnswerTableModel::promptColumn).data().toString().toUtf8());
        for (int column = 1; column < model.columnCount(); ++column) {
            csv += "," + csvField(model.index(row, column).data().toString().toUtf8()) + ",";
            const RecordedAnswer* answer
                = recordedAnswer(*model.set(), model.keyAt(column), model.promptAt(row));
            if (answer == nullptr) {
                csv += ",,,";
                continue;
            }
            csv += QByteArray::number(answer->characters) + ","
                + QByteArray::number(static_cast<qulonglong>(answer->tokens)) + ","
                + (answer->seconds ? QByteArray::number(*answer->seconds, 'f', 3) : QByteArray()) + ","
                + (answer->isEnded ? "yes" : "no");
        }
        csv += '\n';
    }
    return csv;
}

} // namespace dankai::ui
