// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/planstep.h"

#include "ui/sentence/scorername.h"
#include "ui/style/type.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int mostPhases = 5; // of the presets, as on the Phases page
constexpr int usualPhases = 3;
constexpr int columnWidth = 560;

} // namespace

PlanStep::PlanStep(QWidget* parent)
    : QWidget(parent)
    , m_isWanted(new QCheckBox(tr("Split the examples into phases now"), this))
    , m_scorer(new QComboBox(this))
    , m_rule(new QComboBox(this))
    , m_count(new QComboBox(this))
    , m_defaults(new QComboBox(this))
    , m_meaning(new QLabel(this))
    , m_choices(new QWidget(this))
{
    m_scorer->setAccessibleName(tr("Difficulty by"));
    m_rule->setAccessibleName(tr("Split"));
    m_count->setAccessibleName(tr("Number of phases"));
    m_defaults->setAccessibleName(tr("Between the phases"));
    m_rule->addItem(tr("Equal numbers of examples"), static_cast<int>(RuleKind::Quantiles));
    m_rule->addItem(tr("Equal numbers of tokens"), static_cast<int>(RuleKind::EqualTokens));
    m_rule->addItem(tr("Where few examples lie (valleys of the density)"), static_cast<int>(RuleKind::Kde));
    m_rule->addItem(tr("At 1.5 and 3.5, as in the paper"), static_cast<int>(RuleKind::Thresholds));
    for (int count = minimumPhases; count <= mostPhases; ++count)
        m_count->addItem(tr("%n phase(s)", nullptr, count), count);
    m_count->setCurrentIndex(m_count->findData(usualPhases));
    m_defaults->addItem(tr("As the evidence suggests"), static_cast<int>(ChainDefaults::Evidence));
    m_defaults->addItem(tr("As in the paper"), static_cast<int>(ChainDefaults::Paper));
    m_meaning->setWordWrap(true);
    m_meaning->setForegroundRole(QPalette::PlaceholderText);
    m_meaning->setTextFormat(Qt::PlainText);

    auto* form = new QFormLayout(m_choices);
    form->setContentsMargins(24, 0, 0, 0);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (QComboBox* box : {m_scorer, m_rule, m_count, m_defaults})
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    form->addRow(tr("Difficulty by"), m_scorer);
    form->addRow(tr("Split"), m_rule);
    form->addRow(tr("Number of phases"), m_count);
    form->addRow(tr("Between the phases"), m_defaults);
    m_choices->setMaximumWidth(columnWidth);
    m_meaning->setMaximumWidth(columnWidth);
    m_meaning->setContentsMargins(24, 0, 0, 0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_isWanted);
    layout->addWidget(m_choices);
    layout->addWidget(m_meaning); // readable where there is nothing to choose
    layout->addStretch();
    connect(m_isWanted, &QCheckBox::toggled, this, &PlanStep::showMeaning);
    for (const QComboBox* box : {m_scorer, m_rule, m_defaults})
        connect(box, &QComboBox::currentIndexChanged, this, &PlanStep::showMeaning);
    setData(false, {});
    setFocusProxy(m_isWanted);
}

void PlanStep::setData(bool hasExamples, const QStringList& fromFiles)
{
    const QString kept = m_scorer->currentData().toString();
    m_scorer->clear();
    for (const QString& scorer : fromFiles
            + QStringList{QStringLiteral("response_length"), QStringLiteral("length"),
                QStringLiteral("compressed_size")})
        m_scorer->addItem(scorerWord(scorer.toStdString()), scorer);
    // A score that the files bring is better than any length; what was chosen among the same ones stays.
    m_scorer->setCurrentIndex(fromFiles == m_fromFiles ? std::max(0, m_scorer->findData(kept)) : 0);
    m_fromFiles = fromFiles;
    if (m_isWanted->isEnabled() != hasExamples || !hasExamples)
        m_isWanted->setChecked(hasExamples);
    m_isWanted->setEnabled(hasExamples);
    showMeaning();
}

void PlanStep::showMeaning()
{
    m_choices->setEnabled(m_isWanted->isChecked());
    const bool isPaperRule = m_rule->currentData().toInt() == static_cast<int>(RuleKind::Thresholds);
    m_count->setEnabled(!isPaperRule);
    if (isPaperRule)
        m_count->setCurrentIndex(m_count->findData(usualPhases));
    if (!m_isWanted->isEnabled()) {
        m_meaning->setText(tr("There are no examples to split yet. The Phases page makes a plan later."));
        return;
    }
    QStringList sentences;
    const QString scorer = m_scorer->currentData().toString();
    if (scorer.endsWith(u"length") || scorer == u"compressed_size")
        sentences.append(
            tr("Length stands for difficulty only where nothing better is known: a gain may then "
               "come from the longer answers alone."));
    if (isPaperRule)
        sentences.append(tr("These thresholds are for scores from 1 to 5."));
    sentences.append(m_defaults->currentData().toInt() == static_cast<int>(ChainDefaults::Evidence)
            ? tr("Each phase goes on with the optimizer's state, with a lower learning rate, and repeats "
                 "5\u00a0% "
                 "of "
                 "earlier examples.")
            : tr("Every phase begins anew, repeats nothing, and goes through its examples twice."));
    m_meaning->setText(sentences.join(u'\n'));
}

std::optional<Plan> PlanStep::plan() const
{
    if (!m_isWanted->isChecked())
        return std::nullopt;
    Plan plan;
    plan.name = "main";
    plan.scorer = m_scorer->currentData().toString().toStdString();
    const auto kind = static_cast<RuleKind>(m_rule->currentData().toInt());
    plan.rule = kind == RuleKind::Thresholds ? paperRule() : Rule{kind, m_count->currentData().toInt(), {}};
    plan.phases = defaultPhases(plan.rule.phaseCount);
    auto edit = withDefaults(plan, static_cast<ChainDefaults>(m_defaults->currentData().toInt()));
    return edit ? edit->plan : plan;
}

} // namespace dankai::ui
