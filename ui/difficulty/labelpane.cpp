// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/labelpane.h"

#include "ui/difficulty/figurewords.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/scorername.h"
#include "ui/session/projectsession.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

enum LabelColumns
{
    ScorerColumn,
    CountColumn,
    ValueColumn,
    RangeColumn,
    ColumnCount
};

QString choiceWord(const LabelChoice& choice)
{
    const QString column = QString::fromStdString(choice.column);
    return choice.text ? column + QStringLiteral(" = ") + QString::fromStdString(*choice.text) : column;
}

} // namespace

LabelPane::LabelPane(ProjectSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_column(new QComboBox(this))
    , m_words(new QLabel(this))
    , m_table(new QTableWidget(0, ColumnCount, this))
{
    m_column->setAccessibleName(tr("Hold against a column of the file"));
    m_column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_column->setMinimumContentsLength(16);
    auto* label = new QLabel(tr("Hold against a column of the file"), this);
    label->setBuddy(m_column);
    m_words->setFont(typeFont(TypeSize::Caption));
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    makeFigureTable(m_table, tr("Scorers against the column"));
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(label);
    top->addWidget(m_column);
    top->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_words);
    layout->addWidget(m_table);
    connect(m_column, &QComboBox::activated, this, &LabelPane::lookAtChosen);
    m_words->hide();
    m_table->hide();
    hide();
}

void LabelPane::look(const std::vector<std::string>& scorers, int levels)
{
    m_scorers = scorers;
    m_levels = levels;
    lookAtChosen();
    // The columns can only be others where examples have come.
    const std::uint64_t examples = m_session.figures().examples;
    if (examples == m_choicesOf)
        return;
    m_choicesOf = examples;
    m_session.work().ask(
        this, [](Project& project, const StopFlag&) { return labelChoices(project); },
        [this](Result<std::vector<LabelChoice>> choices) {
            if (choices)
                offer(std::move(*choices));
            else
                m_choicesOf = 0; // asked again at the next change
        });
}

void LabelPane::offer(std::vector<LabelChoice> choices)
{
    const QString before = m_column->currentText();
    m_choices = std::move(choices);
    m_column->clear();
    m_column->addItem(tr("None"));
    for (const LabelChoice& choice : m_choices)
        m_column->addItem(choiceWord(choice));
    m_column->setCurrentIndex(std::max(0, m_column->findText(before)));
    setVisible(!m_choices.empty());
}

void LabelPane::lookAtChosen()
{
    const int index = m_column->currentIndex() - 1;
    const std::uint64_t question = ++m_question;
    if (index < 0 || index >= static_cast<int>(m_choices.size())) {
        m_words->hide();
        m_table->hide();
        return;
    }
    m_session.work().ask(
        this,
        [scorers = m_scorers, choice = m_choices[static_cast<std::size_t>(index)], levels = m_levels](
            Project& project, const StopFlag& stop) {
            return lookAtLabel(project, scorers, choice, levels, stop);
        },
        [this, question](const Result<LabelLook>& look) {
            if (question != m_question)
                return;
            m_words->show();
            m_table->setVisible(look.has_value());
            if (look)
                show(*look);
            else
                m_words->setText(translatedCore(look.error().message));
        });
}

void LabelPane::show(const LabelLook& look)
{
    m_words->setText(look.isBinary
            ? tr("AUC: in how many of 100 pairs of one example with the label and one without it the first "
                 "scores higher. 50: the scorer does not tell them apart.")
            : tr("Correlation of ranks (Spearman): +1 the same order, 0 nothing in common."));
    m_table->setHorizontalHeaderLabels({tr("Scorer"), tr("Examples"),
        look.isBinary ? tr("Pairs in order (AUC)") : tr("Correlation of ranks"), tr("95 % band")});
    m_table->horizontalHeader()->setSectionResizeMode(ScorerColumn, QHeaderView::Stretch);
    m_table->setRowCount(static_cast<int>(look.scorers.size()));
    for (std::size_t i = 0; i < look.scorers.size(); ++i) {
        const int row = static_cast<int>(i);
        const std::uint64_t n = look.isBinary ? look.labels[i].n : look.numbers[i].n;
        const Interval& value = look.isBinary ? look.labels[i].area : look.numbers[i].spearman;
        putCell(m_table, row, ScorerColumn, scorerWord(look.scorers[i]), false);
        putCell(m_table, row, CountColumn, QLocale().toString(static_cast<qulonglong>(n)));
        putCell(m_table, row, ValueColumn,
            look.isBinary ? shareWord(value.estimate) : correlationWord(value.estimate));
        putCell(m_table, row, RangeColumn, look.isBinary ? shareRangeWord(value) : rangeWord(value));
        if (look.isBinary)
            m_table->item(row, CountColumn)
                ->setToolTip(tr("%1 of them with the label")
                                 .arg(QLocale().toString(static_cast<qulonglong>(look.labels[i].positives))));
    }
    fitHeight(m_table);
}

} // namespace dankai::ui
