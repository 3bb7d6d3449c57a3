// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/markedtext.h"

#include "core/evaluation/worddiff.h"
#include "ui/style/theme.h"

#include <QTextBoundaryFinder>
#include <QTextCharFormat>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr double leastShareForRemoved = 0.25;
constexpr float addedTint = 0.18F;
constexpr float removedTint = 0.14F;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QColor over(const QColor& ground, const QColor& colour, float share)
{
    const auto mix = [share](int a, int b) {
        return static_cast<int>(static_cast<float>(a) * (1 - share) + static_cast<float>(b) * share);
    };
    return {mix(ground.red(), colour.red()), mix(ground.green(), colour.green()),
        mix(ground.blue(), colour.blue())};
}

QTextCharFormat formatOf(int kinds, const Theme& theme)
{
    QTextCharFormat format;
    if ((kinds & TextMark::Added) != 0) {
        format.setBackground(over(theme.surface, theme.pass, addedTint));
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(theme.pass);
    }
    if ((kinds & TextMark::Removed) != 0) {
        format.setBackground(over(theme.surface, theme.fail, removedTint));
        format.setForeground(theme.fail);
        format.setFontStrikeOut(true);
    }
    if ((kinds & TextMark::Match) != 0) {
        format.setBackground(theme.text);
        format.setForeground(theme.surface);
    }
    return format;
}

} // namespace

MarkedText plainText(std::string_view text)
{
    return {toQString(text), {}, 1};
}

MarkedText differenceFrom(std::string_view before, std::string_view after, RemovedWords removed)
{
    const WordDiff diff = diffWords(before, after);
    const bool isRemovedShown = removed == RemovedWords::Show && diff.equalShare >= leastShareForRemoved;
    MarkedText marked;
    marked.equalShare = diff.equalShare;
    for (const DiffPart& part : diff.parts) {
        if (part.kind == DiffKind::Removed && !isRemovedShown)
            continue;
        const QString piece = part.kind == DiffKind::Removed
            ? toQString(before.substr(part.beforeBegin, part.beforeEnd - part.beforeBegin))
            : toQString(after.substr(part.afterBegin, part.afterEnd - part.afterBegin));
        if (part.kind != DiffKind::Equal)
            marked.marks.push_back({marked.text.size(), piece.size(),
                part.kind == DiffKind::Added ? TextMark::Added : TextMark::Removed});
        marked.text += piece;
    }
    return marked;
}

void markMatches(MarkedText& text, const QString& needle)
{
    if (needle.isEmpty() || !text.text.contains(needle, Qt::CaseInsensitive))
        return;
    // A match may begin in one mark and end in another, so kinds are kept by character for a moment.
    std::vector<int> kinds(static_cast<std::size_t>(text.text.size()), 0);
    const auto add = [&kinds](qsizetype start, qsizetype length, int kind) {
        for (qsizetype i = start; i < start + length; ++i)
            kinds[static_cast<std::size_t>(i)] |= kind;
    };
    for (const TextMark& mark : text.marks)
        add(mark.start, mark.length, mark.kinds);
    for (qsizetype at = text.text.indexOf(needle, 0, Qt::CaseInsensitive); at >= 0;
         at = text.text.indexOf(needle, at + needle.size(), Qt::CaseInsensitive))
        add(at, needle.size(), TextMark::Match);
    text.marks.clear();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const bool goesOn = i > 0 && kinds[i] == kinds[i - 1];
        if (kinds[i] == 0)
            continue;
        if (goesOn)
            ++text.marks.back().length;
        else
            text.marks.push_back({static_cast<qsizetype>(i), 1, kinds[i]});
    }
}

MarkedText beginningOf(const MarkedText& text, qsizetype length)
{
    if (text.text.size() <= length)
        return text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.text);
    finder.setPosition(length);
    const qsizetype end
        = finder.isAtBoundary() ? length : std::max<qsizetype>(0, finder.toPreviousBoundary());
    MarkedText beginning = {text.text.left(end), {}, text.equalShare};
    for (const TextMark& mark : text.marks)
        if (mark.start < end)
            beginning.marks.push_back({mark.start, std::min(mark.length, end - mark.start), mark.kinds});
    return beginning;
}

QList<QTextLayout::FormatRange> formatsOf(const MarkedText& text, const Theme& theme)
{
    QList<QTextLayout::FormatRange> formats;
    for (const TextMark& mark : text.marks) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(mark.start);
        range.length = static_cast<int>(mark.length);
        range.format = formatOf(mark.kinds, theme);
        formats.append(range);
    }
    return formats;
}

QString htmlOf(const MarkedText& text, const Theme& theme)
{
    QString html;
    const auto add = [&html](const QString& piece) {
        html += piece.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    };
    qsizetype done = 0;
    for (const TextMark& mark : text.marks) {
        add(text.text.mid(done, mark.start - done));
        const QTextCharFormat format = formatOf(mark.kinds, theme);
        QString style = QStringLiteral("background-color:%1;").arg(format.background().color().name());
        if (format.foreground().style() != Qt::NoBrush)
            style += QStringLiteral("color:%1;").arg(format.foreground().color().name());
        QStringList lines;
        if ((mark.kinds & TextMark::Added) != 0)
            lines.append(QStringLiteral("underline"));
        if ((mark.kinds & TextMark::Removed) != 0)
            lines.append(QStringLiteral("line-through"));
        if (!lines.isEmpty())
            style += QStringLiteral("text-decoration:%1;").arg(lines.join(u' '));
        html += QStringLiteral("<span style='%1'>").arg(style);
        add(text.text.mid(mark.start, mark.length));
        html += QStringLiteral("</span>");
        done = mark.start + mark.length;
    }
    add(text.text.mid(done));
    return html;
}

} // namespace dankai::ui
