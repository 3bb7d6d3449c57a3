// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/examplereader.h"

#include "ui/sentence/coresentence.h"
#include "ui/sentence/scorername.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QLabel>
#include <QLocale>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr double readingMargin = 10;

struct Read
{
    StoredExample stored;
    std::vector<std::pair<std::string, Score>> scores; // newest first
};

Result<Read> readExample(Project& project, ExampleId id)
{
    auto stored = project.examples().example(id);
    if (!stored)
        return passOn(stored);
    auto scores = project.scores().scoresOf(id);
    if (!scores)
        return passOn(scores);
    return Read{std::move(*stored), std::move(*scores)};
}

QString asHtml(const std::string& text)
{
    return QString::fromStdString(text).toHtmlEscaped().replace(u'\n', QLatin1String("<br>"));
}

QString section(const QString& heading, const QString& html, const Theme& theme)
{
    return QStringLiteral("<p style='margin-top:10px; margin-bottom:0; color:%1'>%2</p>"
                          "<p style='margin-top:0; line-height:150%'>%3</p>")
        .arg(theme.quietText.name(), heading.toHtmlEscaped(), html);
}

} // namespace

ExampleReader::ExampleReader(PlanDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_heading(new QLabel(this))
    , m_place(new QLabel(this))
    , m_text(new QTextBrowser(this))
{
    m_heading->setFont(typeFont(TypeSize::Heading));
    m_place->setFont(typeFont(TypeSize::Caption));
    m_place->setForegroundRole(QPalette::PlaceholderText);
    m_place->setTextFormat(Qt::PlainText);
    m_place->setWordWrap(true);
    m_text->setFont(typeFont(TypeSize::Reading));
    m_text->document()->setDocumentMargin(readingMargin);
    m_text->setAccessibleName(tr("Example"));
    m_text->setOpenLinks(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_heading);
    layout->addWidget(m_place);
    layout->addWidget(m_text, 1);
    read(std::nullopt);
}

QString ExampleReader::placeOf(ExampleId example) const
{
    const auto move = m_document.moveOf(example);
    if (!move)
        return tr("Placed by the rule");
    return move->phase ? tr("Moved by hand to %1").arg(shownPhaseName(m_document.plan(), *move->phase))
                       : tr("Taken out of the plan by hand");
}

void ExampleReader::read(std::optional<ExampleId> example)
{
    const quint64 generation = ++m_generation;
    if (!example || !m_document.isOpen()) {
        m_heading->setText(tr("Example"));
        m_place->setText(tr("Choose an example to read it here."));
        m_text->clear();
        return;
    }
    m_document.session().questions().ask(
        this, [id = *example](Project& project, const StopFlag&) { return readExample(project, id); },
        [this, generation, id = *example](const Result<Read>& read) {
            if (generation != m_generation || !m_document.isOpen())
                return;
            m_heading->setText(tr("Example %1").arg(static_cast<qint64>(id)));
            if (!read) {
                m_place->setText(translatedCore(read.error().message));
                m_text->clear();
                return;
            }
            m_place->setText(placeOf(id));
            const Theme& theme = themeOf(this);
            const Example& shown = read->stored.example;
            QString html;
            if (!shown.system.empty())
                html += section(tr("System"), asHtml(shown.system), theme);
            for (const Message& message : shown.history)
                html += section(tr("Earlier turn: %1").arg(QString::fromStdString(message.role)),
                    asHtml(message.content), theme);
            html += section(tr("Instruction"), asHtml(shown.instruction), theme);
            if (!shown.input.empty())
                html += section(tr("Input"), asHtml(shown.input), theme);
            html += section(tr("Response"), asHtml(shown.response), theme);
            QString scores;
            for (const auto& [scorer, score] : read->scores) {
                if (!score.value || score.revision != read->stored.revision)
                    continue;
                scores += scorerWord(scorer).toHtmlEscaped() % QStringLiteral(": ")
                    % QLocale().toString(*score.value, 'g', 4)
                    % (score.rationale.empty() ? QString()
                                               : QString(QStringLiteral(" · ")
                                                   % asHtml(translatedCore(score.rationale).toStdString())))
                    % QStringLiteral("<br>");
            }
            if (!scores.isEmpty())
                html += section(tr("Scores"), scores, theme);
            m_text->setHtml(html);
        });
}

} // namespace dankai::ui
