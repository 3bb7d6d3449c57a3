// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/exampleview.h"

#include "ui/dataset/explanationtext.h"
#include "ui/page/textfield.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace dankai::ui {

namespace {

// Beyond these laying out takes seconds. Examples that are trained on are far shorter.
constexpr qsizetype mostCharactersShown = 100'000; // of one text
constexpr std::size_t mostTokensShown = 20'000;

QString asHtml(const std::string& text)
{
    QString shown = QString::fromStdString(text);
    const qsizetype left = shown.size() - mostCharactersShown;
    if (left > 0)
        shown = shown.left(mostCharactersShown) + u'\n'
            + ExampleView::tr("… and %1 more characters, which are not shown").arg(QLocale().toString(left));
    return shown.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
}

QString section(const QString& caption, const QString& html, const Theme& theme)
{
    const QString heading = QStringLiteral("<p style='color:%1; margin:12px 0 2px 0'>%2</p>")
                                .arg(theme.quietText.name(), caption.toHtmlEscaped());
    if (!html.startsWith(u"<table"))
        return heading + QStringLiteral("<p style='margin:0; line-height:140%'>%1</p>").arg(html);
    // Behind a table Qt leaves no space above a heading.
    return heading + html + QStringLiteral("<p style='margin:0; font-size:4pt'>&nbsp;</p>");
}

} // namespace

ExampleView::ExampleView(QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_source(new QLabel(this))
    , m_asModelSees(new QPushButton(this))
    , m_edit(new QPushButton(tr("Edit"), this))
    , m_exclude(new QPushButton(this))
    , m_reading(new QTextBrowser(this))
    , m_editing(new QWidget(this))
    , m_instruction(new TextField(m_editing))
    , m_input(new TextField(m_editing))
    , m_response(new TextField(m_editing))
{
    m_heading->setFont(typeFont(TypeSize::Heading));
    m_source->setFont(typeFont(TypeSize::Caption));
    m_source->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reading->setFrameShape(QFrame::NoFrame);
    m_reading->setFont(typeFont(TypeSize::Reading));
    m_reading->setOpenLinks(false);
    m_reading->setAccessibleName(tr("Example"));
    m_asModelSees->setText(tr("As the model sees it"));
    m_asModelSees->setCheckable(true);
    m_asModelSees->setToolTip(tr("The tokens, those that are trained in colour"));

    auto* fields = new QVBoxLayout(m_editing);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(4);
    const auto addField = [&](const QString& caption, TextField* field, int stretch) {
        auto* label = new QLabel(caption, m_editing);
        label->setBuddy(field);
        field->setFont(typeFont(TypeSize::Reading));
        field->setTabChangesFocus(true);
        field->setAccessibleName(caption);
        fields->addWidget(label);
        fields->addWidget(field, stretch);
    };
    addField(tr("Instruction"), m_instruction, 2);
    addField(tr("Input"), m_input, 1);
    addField(tr("Response"), m_response, 4);
    auto* save = new QPushButton(tr("Save changes"), m_editing);
    save->setProperty("primary", true);
    auto* discard = new QPushButton(tr("Discard changes"), m_editing);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(discard);
    buttons->addWidget(save);
    fields->addSpacing(8);
    fields->addLayout(buttons);
    m_editing->hide();

    auto* actions = new QHBoxLayout;
    actions->addWidget(m_asModelSees);
    actions->addStretch();
    actions->addWidget(m_exclude);
    actions->addWidget(m_edit);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_heading);
    layout->addWidget(m_source);
    layout->addWidget(m_reading, 1);
    layout->addWidget(m_editing, 1);
    layout->addLayout(actions);

    connect(m_asModelSees, &QPushButton::toggled, this, &ExampleView::write);
    connect(m_edit, &QPushButton::clicked, this, &ExampleView::beginEditing);
    connect(discard, &QPushButton::clicked, this, &ExampleView::endEditing);
    connect(save, &QPushButton::clicked, this, [this] {
        if (m_detail)
            emit saveWanted(static_cast<qint64>(m_detail->stored.id), typed());
    });
    connect(m_exclude, &QPushButton::clicked, this, [this] {
        if (m_detail)
            emit exclusionWanted(static_cast<qint64>(m_detail->stored.id), !m_detail->stored.isExcluded);
    });
    connect(m_reading, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        bool isNumber = false;
        const qint64 id = link.toString().mid(qstrlen(exampleScheme)).toLongLong(&isNumber);
        if (isNumber)
            emit exampleWanted(id);
    });
    showNothing({});
}

void ExampleView::show(const ExampleDetail& detail)
{
    m_detail = detail;
    endEditing();
}

void ExampleView::showNothing(const QString& sentence)
{
    m_detail.reset();
    endEditing();
    m_heading->setText(sentence);
    m_source->clear();
    m_reading->clear();
}

bool ExampleView::isEditing() const
{
    return !m_editing->isHidden();
}

bool ExampleView::isEditing(ExampleId example) const
{
    return isEditing() && m_detail && m_detail->stored.id == example;
}

bool ExampleView::hasUnsavedText() const
{
    if (!isEditing() || !m_detail)
        return false;
    const Example& kept = m_detail->stored.example;
    const Example now = typed();
    return now.instruction != kept.instruction || now.input != kept.input || now.response != kept.response;
}

Example ExampleView::typed() const
{
    Example content = m_detail->stored.example;
    content.instruction = m_instruction->toPlainText().toStdString();
    content.input = m_input->toPlainText().toStdString();
    content.response = m_response->toPlainText().toStdString();
    return content;
}

void ExampleView::beginEditing()
{
    if (!m_detail || !m_edit->isEnabled())
        return;
    const Example& example = m_detail->stored.example;
    m_instruction->setPlainText(QString::fromStdString(example.instruction));
    m_input->setPlainText(QString::fromStdString(example.input));
    m_response->setPlainText(QString::fromStdString(example.response));
    m_reading->hide();
    m_edit->hide();
    m_asModelSees->hide();
    m_exclude->hide();
    m_editing->show();
    m_instruction->setFocus();
}

void ExampleView::endEditing()
{
    m_editing->hide();
    m_reading->show();
    for (QWidget* action : {static_cast<QWidget*>(m_edit), static_cast<QWidget*>(m_asModelSees),
             static_cast<QWidget*>(m_exclude)})
        action->setVisible(m_detail.has_value());
    write();
}

void ExampleView::write()
{
    if (!m_detail)
        return;
    const StoredExample& stored = m_detail->stored;
    const QLocale locale;
    m_heading->setText(tr("Example %1").arg(static_cast<qint64>(stored.id))
        + (stored.isExcluded ? tr(" (excluded)") : QString()));
    const QString file = QString::fromStdString(stored.example.source.file);
    QString source = QStringLiteral("%1:%2").arg(
        QFileInfo(file).fileName(), QString::number(stored.example.source.line));
    if (stored.revision > 1)
        source += tr(", edited, revision %1").arg(stored.revision);
    m_source->setText(source);
    m_source->setToolTip(file);
    const std::array texts{&stored.example.instruction, &stored.example.input, &stored.example.response};
    const bool isEditable = std::ranges::all_of(
        texts, [](const std::string* text) { return canBeEdited(QString::fromStdString(*text)); });
    m_edit->setEnabled(isEditable);
    m_edit->setToolTip(isEditable ? QString() : tr("A text of this example is too long to be edited here."));
    m_exclude->setText(stored.isExcluded ? tr("Restore") : tr("Exclude"));
    m_reading->setHtml(m_asModelSees->isChecked() ? tokensOf(*m_detail) : documentOf(*m_detail));
}

QString ExampleView::documentOf(const ExampleDetail& detail) const
{
    const Theme& theme = themeOf(this);
    const QLocale locale;
    const Example& example = detail.stored.example;
    QString html;
    if (!example.system.empty())
        html += section(tr("System"), asHtml(example.system), theme);
    for (const Message& message : example.history)
        html += section(
            tr("Earlier turn: %1").arg(QString::fromStdString(message.role)), asHtml(message.content), theme);
    html += section(tr("Instruction"), asHtml(example.instruction), theme);
    if (!example.input.empty())
        html += section(tr("Input"), asHtml(example.input), theme);
    html += section(tr("Response"), asHtml(example.response), theme);
    html += whyOf(detail);
    if (const QString changes = changesText(detail.changes, theme); !changes.isEmpty())
        html += section(tr("What was changed by hand"), changes, theme);
    html += nearDuplicatesOf(detail);
    if (!detail.scores.empty()) {
        QString rows;
        for (const auto& [scorer, score] : detail.scores) {
            QString value = score.value ? locale.toString(*score.value, 'g', 4) : tr("no number");
            if (score.revision != detail.stored.revision)
                value += tr(" (of an earlier text)");
            QString remark = asHtml(translatedCore(score.rationale).toStdString()); // a judge's words stay
            if (!score.value && !score.raw.empty())
                remark = asHtml(score.raw) + (remark.isEmpty() ? QString() : QStringLiteral(" · ")) + remark;
            rows += QStringLiteral("<tr><td style='padding-right:16px'>%1</td><td align='right' "
                                   "style='padding-right:16px'>%2</td><td>%3</td></tr>")
                        .arg(scorerOfVersion(scorer, score.version).toHtmlEscaped(), value.toHtmlEscaped(),
                            remark);
        }
        html += section(tr("Scores"), QStringLiteral("<table>") + rows + QStringLiteral("</table>"), theme);
    }
    if (example.extra.is_object() && !example.extra.empty()) {
        QString rows;
        for (const auto& [name, value] : example.extra.items())
            rows += QStringLiteral("<tr><td style='padding-right:16px'>%1</td><td>%2</td></tr>")
                        .arg(asHtml(name),
                            asHtml(value.is_string() ? value.get<std::string>() : toJsonLine(value)));
        html += section(
            tr("Other columns"), QStringLiteral("<table>") + rows + QStringLiteral("</table>"), theme);
    }
    return html;
}

QString ExampleView::whyOf(const ExampleDetail& detail) const
{
    if (!detail.explanation)
        return {};
    const Theme& theme = themeOf(this);
    const ExplanationText text = explanationText(*detail.explanation, theme);
    QString html;
    for (const auto& [caption, part] : {std::pair(tr("Why it is here"), text.why),
             std::pair(tr("The nearest examples at the thresholds"), text.neighbours),
             std::pair(tr("What people said"), text.people)})
        if (!part.isEmpty())
            html += section(caption, part, theme);
    return html;
}

QString ExampleView::nearDuplicatesOf(const ExampleDetail& detail) const
{
    if (detail.nearDuplicates.empty())
        return {};
    const Theme& theme = themeOf(this);
    const QLocale locale;
    QString rows;
    for (const auto& [duplicate, beginning] : detail.nearDuplicates) {
        const auto id = static_cast<qint64>(duplicate.id);
        QString link = QStringLiteral("<a style='color:%1' href='%2%3'>%4</a>")
                           .arg(theme.accent.name(), QLatin1String(exampleScheme), QString::number(id),
                               tr("Example %1").arg(id).toHtmlEscaped());
        if (duplicate.isExcluded)
            link += tr(" (excluded)").toHtmlEscaped();
        rows += QStringLiteral("<tr><td style='padding-right:16px; white-space:nowrap'>%1</td>"
                               "<td align='right' style='padding-right:16px; white-space:nowrap'>%2</td>"
                               "<td>%3</td></tr>")
                    .arg(link,
                        tr("%1 % alike")
                            .arg(locale.toString(100 * duplicate.similarity, 'f', 0))
                            .toHtmlEscaped(),
                        beginning.toHtmlEscaped());
    }
    QString html = section(
        tr("Nearly the same as"), QStringLiteral("<table>") + rows + QStringLiteral("</table>"), theme);
    const std::size_t left = detail.nearDuplicatesInAll - detail.nearDuplicates.size();
    if (left > 0)
        html += QStringLiteral("<p style='color:%1; margin:2px 0 0 0'>%2</p>")
                    .arg(theme.quietText.name(),
                        tr("and %n more", nullptr, static_cast<int>(left)).toHtmlEscaped());
    return html;
}

QString ExampleView::tokensOf(const ExampleDetail& detail) const
{
    const Theme& theme = themeOf(this);
    if (detail.tokens.empty())
        return section(
            tr("There are no tokens to show"), translatedCore(detail.tokensMissing).toHtmlEscaped(), theme);
    const QLocale locale;
    std::size_t trained = 0;
    for (const ShownToken& token : detail.tokens)
        trained += token.isTrained ? 1 : 0;
    QString html = QStringLiteral("<p style='color:%1'>%2</p><p style='line-height:170%'>")
                       .arg(theme.quietText.name(),
                           tr("%1 tokens, of which %2 are trained (coloured); a small number says how many "
                              "tokens the text "
                              "before it takes")
                               .arg(locale.toString(static_cast<qulonglong>(detail.tokens.size())),
                                   locale.toString(static_cast<qulonglong>(trained)))
                               .toHtmlEscaped());
    // Neighbours differ in shade, so that the border between two tokens is seen.
    QColor strong = theme.accent, pale = theme.accent;
    strong.setAlphaF(0.34F);
    pale.setAlphaF(0.20F);
    const auto rgba = [](const QColor& colour) {
        return QStringLiteral("rgba(%1,%2,%3,%4)")
            .arg(colour.red())
            .arg(colour.green())
            .arg(colour.blue())
            .arg(colour.alphaF());
    };
    bool isStrong = false;
    const std::size_t shown = std::min(detail.tokens.size(), mostTokensShown);
    for (std::size_t i = 0; i < shown; ++i) {
        if (detail.maxLength != 0 && i == detail.maxLength)
            html += QStringLiteral("</p><p style='color:%1'>%2</p><p style='line-height:170%'>")
                        .arg(theme.fail.name(),
                            tr("Cut here: a run reads %1 tokens of an example; what follows is not seen")
                                .arg(locale.toString(static_cast<qulonglong>(detail.maxLength)))
                                .toHtmlEscaped());
        const ShownToken& token = detail.tokens[i];
        if (token.text.isEmpty())
            continue; // its character stands at an earlier token
        QString text = token.text.toHtmlEscaped();
        text.replace(u' ', QStringLiteral("&nbsp;"));
        text.replace(u'\n', QStringLiteral("↵<br>"));
        if (token.more > 0) // how many tokens the characters cost
            text += QStringLiteral("<sub>%1</sub>").arg(token.more + 1);
        isStrong = !isStrong;
        const QString background = token.isTrained ? rgba(isStrong ? strong : pale)
            : isStrong                             ? theme.raised.name()
                                                   : theme.ground.name();
        // A zero-width space lets a long line break between tokens.
        html += QStringLiteral("<span style='background-color:%1'>%2</span>\u200b").arg(background, text);
    }
    if (shown < detail.tokens.size())
        html += QStringLiteral("</p><p style='color:%1'>%2")
                    .arg(theme.quietText.name(),
                        tr("… and %1 more tokens, which are not shown")
                            .arg(locale.toString(static_cast<qulonglong>(detail.tokens.size() - shown)))
                            .toHtmlEscaped());
    return html + QStringLiteral("</p>");
}

void ExampleView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && m_editing->isHidden())
        write();
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
