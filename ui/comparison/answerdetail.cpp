// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answerdetail.h"

#include "core/evaluation/worddiff.h"
#include "ui/comparison/answertablemodel.h"
#include "ui/comparison/speakerwords.h"
#include "ui/style/fittingtext.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QEvent>
#include <QLocale>
#include <QScrollBar>

#include <utility>

namespace dankai::ui {

namespace {

constexpr int narrowestColumn = 220;

} // namespace

AnswerDetail::AnswerDetail(const AnswerTableModel& model, QWidget* parent)
    : QTextBrowser(parent)
    , m_model(model)
{
    setFont(typeFont(TypeSize::Reading));
    setOpenLinks(false);
    setAccessibleName(tr("The prompt's answers in full"));
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // the width must not hang on the height
    m_rewrite.setSingleShot(true);
    m_rewrite.setInterval(0);
    connect(&m_rewrite, &QTimer::timeout, this, &AnswerDetail::write);
}

void AnswerDetail::showRow(int row)
{
    m_row = row;
    write();
}

void AnswerDetail::setRemovedWords(RemovedWords removed)
{
    m_removed = removed;
    write();
}

QString AnswerDetail::promptHtml(int row) const
{
    const Theme& theme = themeOf(this);
    QString html;
    const ComparedPrompt& prompt = m_model.set()->prompts[m_model.promptAt(row)];
    for (const Message& message : prompt.messages) {
        MarkedText text = plainText(message.content);
        markMatches(text, m_model.filter().search);
        QString role;
        if (message.role == "system")
            role = tr("System: ");
        else if (message.role == "assistant")
            role = tr("Answer so far: ");
        html += QStringLiteral("<p style='margin:0 0 4px 0; line-height:130%'>");
        if (!role.isEmpty())
            html += QStringLiteral("<span style='color:%1'>%2</span>")
                        .arg(theme.quietText.name(), role.toHtmlEscaped());
        html += htmlOf(text, theme) + QStringLiteral("</p>");
    }
    return html;
}

QString AnswerDetail::remarks(const QModelIndex& index, const MarkedText& text) const
{
    const AnswerSet& set = *m_model.set();
    const std::size_t prompt = m_model.promptAt(index.row());
    const std::string* answer = answerText(set, m_model.keyAt(index.column()), prompt);
    if (answer == nullptr)
        return {};
    QStringList parts = m_model.captionParts(index);
    parts.append(tr("%n word(s)", nullptr, static_cast<int>(wordCount(*answer))));
    for (QString& part : parts) // lines break between them
        part.replace(u' ', QChar::Nbsp);
    QStringList lines(joinedParts(parts));
    if (index.column() != m_model.referenceColumn() && m_model.referenceColumn() >= 0
        && answerText(set, m_model.reference(), prompt) != nullptr)
        lines.append(text.equalShare >= 1
                ? tr("the same text")
                : tr("%1 % in common").arg(QLocale().toString(100 * text.equalShare, 'f', 0)));
    if (const RecordedAnswer* recorded = recordedAnswer(set, m_model.keyAt(index.column()), prompt)) {
        const AnswerSource& source = set.sources[static_cast<std::size_t>(recorded->source)];
        QString how = tr("at most %1 tokens").arg(QLocale().toString(source.answers.maxNewTokens));
        if (source.answers.temperature > 0)
            how += QStringLiteral(", ")
                + tr("temperature %1").arg(QLocale().toString(source.answers.temperature, 'g', 3));
        if (recorded->others > 0)
            how += QStringLiteral(", ") + tr("%n other answer(s) recorded before", nullptr, recorded->others);
        lines.append(how);
    }
    return lines.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
}

QString AnswerDetail::answerHtml(const QModelIndex& index) const
{
    const Theme& theme = themeOf(this);
    const MarkedText text = m_model.markedText(index, m_removed);
    const QString heading = m_model.headerData(index.column(), Qt::Horizontal).toString();
    const QString body
        = answerText(*m_model.set(), m_model.keyAt(index.column()), m_model.promptAt(index.row())) == nullptr
        ? QStringLiteral("<span style='color:%1'>%2</span>")
              .arg(theme.quietText.name(), tr("no answer yet").toHtmlEscaped())
        : htmlOf(text, theme);
    return QStringLiteral("<p style='margin:0; color:%1'>%2</p>"
                          "<p style='margin:0 0 6px 0; color:%1; font-size:%3pt'>%4</p>"
                          "<p style='margin:0; line-height:140%'>%5</p>")
        .arg(theme.quietText.name(), heading.toHtmlEscaped(),
            QString::number(typeFont(TypeSize::Caption).pointSizeF()), remarks(index, text), body);
}

void AnswerDetail::write()
{
    QString html;
    if (m_row >= 0 && m_row < m_model.rowCount()) {
        html = promptHtml(m_row);
        const int answers = m_model.columnCount() - 1;
        if (answers > 0) {
            const int width = std::max(scaledPixels(narrowestColumn) * answers, viewport()->width() - 16);
            html += QStringLiteral("<table width='%1' cellspacing='0' cellpadding='0'><tr>").arg(width);
            for (int column = 1; column <= answers; ++column)
                html += QStringLiteral("<td width='%1%' style='padding:8px 16px 8px 0'>%2</td>")
                            .arg(100 / answers)
                            .arg(answerHtml(m_model.index(m_row, column)));
            html += QStringLiteral("</tr></table>");
        }
    }
    if (html == std::exchange(m_written, html))
        return;
    setHtml(html);
}

void AnswerDetail::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    // Not from within: writing may itself bring a scroll bar, and so another size.
    m_rewrite.start();
}

void AnswerDetail::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        write();
    QTextBrowser::changeEvent(event);
}

} // namespace dankai::ui
