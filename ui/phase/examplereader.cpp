// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/examplereader.h"

#include "ui/dataset/explanationtext.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr double readingMargin = 10;

struct Read
{
    StoredExample stored;
    Explanation explanation;
};

// `placed`: null where the plan is not placed yet.
Result<Read> readExample(Project& project, ExampleId id, const PlacedPlan* placed)
{
    auto stored = project.examples().example(id);
    if (!stored)
        return passOn(stored);
    std::optional<PlacementView> view;
    if (placed != nullptr)
        view.emplace(PlacementView{
            *placed->plan, *placed->materials->columns, *placed->materials->order, placed->placement});
    auto explanation = explainExample(project, id, view ? &*view : nullptr);
    if (!explanation)
        return passOn(explanation);
    return Read{std::move(*stored), std::move(*explanation)};
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

// A table is no part of a paragraph.
QString tableSection(const QString& heading, const QString& table, const Theme& theme)
{
    return QStringLiteral("<p style='margin-top:10px; margin-bottom:0; color:%1'>%2</p>%3")
        .arg(theme.quietText.name(), heading.toHtmlEscaped(), table);
}

} // namespace

ExampleReader::ExampleReader(PlanDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_heading(new QLabel(this))
    , m_source(new QLabel(this))
    , m_text(new QTextBrowser(this))
{
    m_heading->setFont(typeFont(TypeSize::Heading));
    m_source->setFont(typeFont(TypeSize::Caption));
    m_source->setForegroundRole(QPalette::PlaceholderText);
    m_source->setTextFormat(Qt::PlainText);
    m_source->setWordWrap(true);
    m_text->setFont(typeFont(TypeSize::Reading));
    m_text->document()->setDocumentMargin(readingMargin);
    m_text->setAccessibleName(tr("Example"));
    m_text->setOpenLinks(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_heading);
    layout->addWidget(m_source);
    layout->addWidget(m_text, 1);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        bool isNumber = false;
        const qint64 id = link.toString().mid(qstrlen(exampleScheme)).toLongLong(&isNumber);
        if (isNumber)
            read(ExampleId(id));
    });
    read(std::nullopt);
}

void ExampleReader::read(std::optional<ExampleId> example)
{
    const quint64 generation = ++m_generation;
    if (!example || !m_document.isOpen()) {
        m_heading->setText(tr("Example"));
        m_source->setText(tr("Choose an example to read it here."));
        m_text->clear();
        return;
    }
    m_document.session().questions().ask(
        this,
        [id = *example, placed = m_document.placed()](
            Project& project, const StopFlag&) { return readExample(project, id, placed.get()); },
        [this, generation, id = *example](const Result<Read>& read) {
            if (generation != m_generation || !m_document.isOpen())
                return;
            m_heading->setText(tr("Example %1").arg(static_cast<qint64>(id)));
            if (!read) {
                m_source->setText(translatedCore(read.error().message));
                m_text->clear();
                return;
            }
            const Example& shown = read->stored.example;
            m_source->setText(
                QStringLiteral("%1:%2").arg(QFileInfo(QString::fromStdString(shown.source.file)).fileName(),
                    QString::number(shown.source.line)));
            const Theme& theme = themeOf(this);
            const ExplanationText why = explanationText(read->explanation, theme);
            QString html;
            if (!why.why.isEmpty())
                html += section(tr("Why it is here"), why.why, theme);
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
            for (const auto& [scorer, score, isOfEarlierText] : read->explanation.scores) {
                if (!score.value || isOfEarlierText)
                    continue;
                scores += scorerOfVersion(scorer, score.version).toHtmlEscaped() % QStringLiteral(": ")
                    % QLocale().toString(*score.value, 'g', 4)
                    % (score.rationale.empty() ? QString()
                                               : QString(QStringLiteral(" · ")
                                                   % asHtml(translatedCore(score.rationale).toStdString())))
                    % QStringLiteral("<br>");
            }
            if (!scores.isEmpty())
                html += section(tr("Scores"), scores, theme);
            for (const auto& [caption, table] :
                {std::pair(tr("The nearest examples at the thresholds"), why.neighbours),
                    std::pair(tr("What people said"), why.people),
                    std::pair(tr("What was changed by hand"), changesText(read->explanation.changes, theme))})
                if (!table.isEmpty())
                    html += tableSection(caption, table, theme);
            m_text->setHtml(html);
        });
}

} // namespace dankai::ui
