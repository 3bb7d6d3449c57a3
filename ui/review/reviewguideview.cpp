// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewguideview.h"

#include "ui/sentence/phasename.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QTextBlockFormat>
#include <QTextCursor>

namespace dankai::ui {

namespace {

constexpr qsizetype longestAnchor = 220; // UTF-16 units of each of its two texts
constexpr int lineHeightPercent = 140;

QString shortened(const std::string& text)
{
    const QString whole = QString::fromStdString(text).simplified();
    return whole.size() <= longestAnchor ? whole : whole.left(longestAnchor) + u'…';
}

} // namespace

ReviewGuideView::ReviewGuideView(QWidget* parent)
    : QTextBrowser(parent)
{
    setAccessibleName(tr("What difficulty means, with an example of each level"));
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setFont(typeFont(TypeSize::Body));
    document()->setDocumentMargin(12);
}

void ReviewGuideView::take(const std::string& definition, const std::vector<std::string>& levels,
    const std::vector<std::pair<int, Example>>& anchors)
{
    clear();
    const Theme& theme = themeOf(this);
    QTextCursor cursor(document());
    QTextBlockFormat block;
    block.setLineHeight(lineHeightPercent, QTextBlockFormat::ProportionalHeight);
    cursor.setBlockFormat(block);
    QTextCharFormat plain, heading, quiet;
    heading.setFontWeight(QFont::DemiBold);
    quiet.setForeground(theme.quietText);
    cursor.insertText(tr("What difficulty means"), heading);
    cursor.insertBlock();
    cursor.insertText(QString::fromStdString(definition), plain);
    for (std::size_t level = 0; level < levels.size(); ++level) {
        const QString name = phaseNameWord(levels[level], static_cast<int>(level) + 1);
        bool isFirst = true;
        for (const auto& [of, example] : anchors) {
            if (of != static_cast<int>(level))
                continue;
            QTextBlockFormat gap = block;
            gap.setTopMargin(10);
            cursor.insertBlock(gap);
            if (std::exchange(isFirst, false)) {
                cursor.insertText(tr("An example of “%1”").arg(name), heading);
                cursor.insertBlock(block);
            }
            cursor.insertText(shortened(userTurn(example)), plain);
            cursor.insertBlock(block);
            cursor.insertText(shortened(example.response), quiet);
        }
    }
    moveCursor(QTextCursor::Start);
}

} // namespace dankai::ui
