// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/glossary.h"

#include "ui/page/textfield.h"
#include "ui/style/type.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr QSize glossarySize(640, 560);

} // namespace

std::vector<GlossaryEntry> Glossary::entries()
{
    return {
        {tr("Example"), QStringLiteral("example, sample"),
            tr("One instruction, with an input where it has one, and the answer that the model is to "
               "learn.")},
        {tr("Instruction and model answer"), QStringLiteral("prompt and response"),
            tr("What a person asks, and the answer that is given as the model to follow. Only the answer is "
               "trained.")},
        {tr("Difficulty"), QStringLiteral("difficulty score"),
            tr("How hard an instruction is, from 1 to 5, fractions allowed. It says how it was found, and "
               "people "
               "may correct it.")},
        {tr("Scorer"), QStringLiteral("scorer"),
            tr("A way to find the difficulty: a column of the file, a feature of the text, a model. No score "
               "is "
               "ever overwritten.")},
        {tr("Token"), QStringLiteral("token"),
            tr("A piece of text as the model reads it, often part of a word. Training time and memory follow "
               "the "
               "number of tokens.")},
        {tr("Plan"), QStringLiteral("curriculum"),
            tr("Which examples are learned in which phase, and with which settings.")},
        {tr("Phase"), QStringLiteral("stage"),
            tr("A part of the training with examples of its own. It begins with the model that the phase "
               "before "
               "left.")},
        {tr("Threshold"), QStringLiteral("threshold, cut-off"),
            tr("The difficulty at which one phase ends and the next begins.")},
        {tr("Held-out data"), QStringLiteral("validation and test set"),
            tr("Examples that are put aside before anything else and never trained on, so that progress can "
               "be "
               "measured honestly.")},
        {tr("Leakage"), QStringLiteral("data contamination"),
            tr("Held-out data, or nearly the same text, among the training examples. Results then look "
               "better "
               "than they are.")},
        {tr("Phased training"), QStringLiteral("phased instruction fine-tuning"),
            tr("Training in phases from easy to hard, with a model kept and tested after each.")},
        {tr("One-off training"), QStringLiteral("one-off instruction fine-tuning"),
            tr("The usual way: all examples at once, in random order. The comparison for everything else.")},
        {tr("Comparison"), QStringLiteral("arm"),
            tr("A training made from the same examples that differs in one respect, to answer: compared with "
               "what?")},
        {tr("Equal amount of training"), QStringLiteral("equal token budget"),
            tr("Two trainings can be compared only where both have seen as many tokens in as many steps. It "
               "is "
               "checked.")},
        {tr("Epoch"), QStringLiteral("epoch"), tr("One pass over all examples of a phase.")},
        {tr("Learning rate"), QStringLiteral("learning rate"),
            tr("How much the model changes in one step. Too high: it unlearns; too low: it learns nothing.")},
        {tr("Warm-up"), QStringLiteral("warm-up"),
            tr("The first steps, in which the learning rate rises slowly from nothing.")},
        {tr("Carry-over"), QStringLiteral("optimizer state"),
            tr("What a phase takes over from the one before besides the model: the optimizer's memory and "
               "the "
               "course of the learning rate.")},
        {tr("Replay"), QStringLiteral("rehearsal"),
            tr("Some examples of earlier phases are mixed into a later one, so that they are not "
               "forgotten.")},
        {tr("Loss"), QStringLiteral("cross-entropy"),
            tr("How surprised the model is by the right answer. Smaller is better; it does not count "
               "mistakes.")},
        {tr("Overfitting"), QStringLiteral("overfitting"),
            tr("The model learns its examples by heart: their loss falls while that of the held-out data "
               "rises.")},
        {tr("Early stopping"), QStringLiteral("early stopping"),
            tr("A phase ends as soon as the loss on held-out data stops falling; the best model goes on.")},
        {tr("Forgetting"), QStringLiteral("catastrophic forgetting"),
            tr("Results of an earlier phase that become worse in a later one.")},
        {tr("Gate"), QStringLiteral("go/no-go decision"),
            tr("The test after a phase that says whether going on is justified: pass, fail, or undecided "
               "where "
               "the data do not suffice.")},
        {tr("Exception"), QStringLiteral("override"),
            tr("A person goes on although the gate did not pass. The reason is kept in the record.")},
        {tr("Checkpoint"), QStringLiteral("checkpoint"),
            tr("The model as it stands after a phase. It can be compared, exported, and used by other "
               "tools.")},
        {tr("Health of the answers"), QStringLiteral("degeneration"),
            tr("Whether answers end properly, repeat themselves, or copy the instruction.")},
        {tr("Check before training"), QStringLiteral("pre-flight"),
            tr("What can go wrong is looked for in the real tokens before time is spent, and one step is "
               "tried "
               "on the longest examples.")},
        {tr("Record"), QStringLiteral("manifest"),
            tr("What was trained, exactly: data, settings, versions. It does not change when the plan "
               "does.")},
        {tr("Confidence interval"), QStringLiteral("95 % confidence interval"),
            tr("The range that would hold the true value in 95 of 100 repetitions of the same procedure. "
               "Narrower "
               "with more data.")},
        {tr("Blind vote"), QStringLiteral("blind pairwise evaluation"),
            tr("A person chooses the better of two answers without knowing which model gave which.")},
        {tr("Length-controlled"), QStringLiteral("length-controlled win rate"),
            tr("A result from which the preference for longer answers has been taken out.")},
    };
}

Glossary::Glossary(QWidget* parent)
    : QDialog(parent)
    , m_field(new QLineEdit(this))
    , m_text(new QTextBrowser(this))
{
    setWindowTitle(tr("Glossary"));
    resize(glossarySize);
    auto* heading = new QLabel(tr("Glossary"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    m_field->setPlaceholderText(tr("Search words and meanings"));
    m_field->setAccessibleName(tr("Search words and meanings"));
    m_field->setClearButtonEnabled(true);
    limitSearch(m_field);
    m_text->setFont(typeFont(TypeSize::Reading));
    m_text->setAccessibleName(tr("Glossary"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(m_field);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    connect(m_field, &QLineEdit::textChanged, this, &Glossary::fill);
    fill();
}

void Glossary::fill()
{
    const QString wanted = m_field->text().trimmed();
    QString html;
    for (const GlossaryEntry& entry : entries()) {
        const QString all = entry.word + u' ' + entry.fieldsWord + u' ' + entry.meaning;
        if (!wanted.isEmpty() && !all.contains(wanted, Qt::CaseInsensitive))
            continue;
        html += QStringLiteral("<p style=\"margin-bottom: 12px; line-height: 140%\"><b>")
            + entry.word.toHtmlEscaped() + QStringLiteral("</b>");
        if (entry.fieldsWord.compare(entry.word, Qt::CaseInsensitive) != 0)
            html += QStringLiteral(" (") + entry.fieldsWord.toHtmlEscaped() + QStringLiteral(")");
        html += QStringLiteral("<br>") + entry.meaning.toHtmlEscaped() + QStringLiteral("</p>");
    }
    if (html.isEmpty())
        html = QStringLiteral("<p>") + tr("No word or meaning has this in it.") + QStringLiteral("</p>");
    m_text->setHtml(html);
}

} // namespace dankai::ui
