// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/phase/phasesettings.h"

#include "core/run/runspec.h"
#include "ui/page/trainingfields.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace dankai::ui {

namespace {

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont font = typeFont(TypeSize::Body);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

} // namespace

PhaseSettingsPane::PhaseSettingsPane(PlanDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_phaseGrid(new QGridLayout)
    , m_learningRate(new QLineEdit(this))
    , m_carryOver(makeCarryOverField(this))
    , m_carryOverMeaning(makeQuietCaption({}, {}, this))
    , m_adapterFields(new QWidget(this))
    , m_adapter(makeAdapterField(m_adapterFields))
    , m_replay(makeReplayField(this))
    , m_patience(makePatienceField(this))
    , m_gate(makeGateField(this))
    , m_unmatched(makeQuietCaption({}, {}, this))
{
    build();
    connect(&m_document, &PlanDocument::planChanged, this, &PhaseSettingsPane::show);
    show();
}

void PhaseSettingsPane::build()
{
    auto* evidence = new QPushButton(tr("As evidence suggests"), this);
    evidence->setToolTip(
        tr("Carry-over “moderate” and replay of 5 %: what later studies found to keep the gain of "
           "phases (arXiv 2403.08763, 2505.11643, 2511.18903)"));
    connect(
        evidence, &QPushButton::clicked, this, [this] { m_document.setDefaults(ChainDefaults::Evidence); });
    auto* paper = new QPushButton(tr("As in the paper"), this);
    paper->setToolTip(
        tr("Carry-over “paper”, no replay, two epochs in each phase (Phased IFT, arXiv 2406.04371)"));
    connect(paper, &QPushButton::clicked, this, [this] { m_document.setDefaults(ChainDefaults::Paper); });
    auto* defaults = new QHBoxLayout;
    defaults->setSpacing(8);
    defaults->addWidget(evidence, 1);
    defaults->addWidget(paper, 1);

    m_phaseGrid->setHorizontalSpacing(8);
    m_phaseGrid->setVerticalSpacing(4);
    m_phaseGrid->setColumnStretch(0, 1);
    m_phaseGrid->addWidget(makeQuietCaption(tr("Phase"), {}, this), 0, 0);
    m_phaseGrid->addWidget(makeQuietCaption(tr("Times through"),
                               tr("Epochs: how often the phase's examples are gone through"), this),
        0, 1);
    m_phaseGrid->addWidget(
        makeQuietCaption(tr("Learning rate"),
            tr("learning_rate of the phase: how much one update changes. Empty: as below"), this),
        0, 2);

    m_learningRate->setAccessibleName(tr("Learning rate of the run"));
    m_learningRate->setToolTip(
        tr("optimizer.learning_rate: how much one update changes. Empty: as the project says"));
    connect(m_learningRate, &QLineEdit::editingFinished, this, &PhaseSettingsPane::takeLearningRate);

    connect(m_carryOver, &QComboBox::activated, this, [this] {
        m_document.setSettings(tr("Change what a phase takes over"),
            {{"carry_over", m_carryOver->currentData().toString().toStdString()}});
    });

    connect(m_adapter, &QComboBox::activated, this, [this] {
        m_document.setSettings(tr("Change what becomes of the adjusted part"),
            {{"lora.between_phases", m_adapter->currentData().toString().toStdString()}});
    });

    connect(m_replay, &QSpinBox::editingFinished, this, [this] {
        if (replayPercent() != m_replay->value())
            m_document.setSettings(tr("Change the review of earlier phases"),
                {{"replay_share", QString::number(m_replay->value() / 100.0).toStdString()}});
    });

    connect(m_patience, &QSpinBox::editingFinished, this, &PhaseSettingsPane::takeEndings);

    connect(m_gate, &QComboBox::activated, this, &PhaseSettingsPane::takeEndings);
    m_unmatched->setText(
        tr("Such runs may end early, so they cannot be compared with one-off training on the same "
           "number of tokens (matched: false)."));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->setSpacing(6);
    layout->addWidget(heading(tr("How the phases are trained"), this));
    layout->addLayout(defaults);
    layout->addSpacing(6);
    layout->addLayout(m_phaseGrid);
    layout->addSpacing(6);
    const auto add = [&](QWidget* field) {
        layout->addWidget(makeFieldCaption(*field, this));
        layout->addWidget(field);
    };
    add(m_learningRate);
    add(m_carryOver);
    layout->addWidget(m_carryOverMeaning);
    auto* adapter = new QVBoxLayout(m_adapterFields);
    adapter->setContentsMargins(0, 0, 0, 0);
    adapter->setSpacing(layout->spacing());
    adapter->addWidget(makeFieldCaption(*m_adapter, m_adapterFields));
    adapter->addWidget(m_adapter);
    layout->addWidget(m_adapterFields);
    add(m_replay);
    add(m_patience);
    add(m_gate);
    layout->addWidget(m_unmatched);
    layout->addStretch();
}

std::string PhaseSettingsPane::setting(const std::string& path, const std::string& otherwise) const
{
    const auto& plan = m_document.plan().settings;
    if (const auto found = plan.find(path); found != plan.end())
        return found->second;
    const auto& project = m_document.session().figures().settings.run;
    const auto found = project.find(path);
    return found != project.end() ? found->second : otherwise;
}

int PhaseSettingsPane::replayPercent() const
{
    return static_cast<int>(
        std::lround(QString::fromStdString(setting("replay_share", "0")).toDouble() * 100));
}

void PhaseSettingsPane::showPhases()
{
    const Plan& plan = m_document.plan();
    while (m_phases.size() < plan.phases.size()) {
        const int phase = static_cast<int>(m_phases.size());
        const PhaseRow row = {new QLabel(this), makeEpochsField(this), makePhaseRateField(this)};
        row.name->setTextFormat(Qt::PlainText);
        connect(row.epochs, &QDoubleSpinBox::editingFinished, this, [this, phase] { takePhase(phase); });
        connect(row.learningRate, &QLineEdit::editingFinished, this, [this, phase] { takePhase(phase); });
        m_phaseGrid->addWidget(row.name, phase + 1, 0);
        m_phaseGrid->addWidget(row.epochs, phase + 1, 1);
        m_phaseGrid->addWidget(row.learningRate, phase + 1, 2);
        m_phases.push_back(row);
    }
    for (std::size_t phase = 0; phase < m_phases.size(); ++phase) {
        const PhaseRow& row = m_phases[phase];
        const bool isThere = phase < plan.phases.size();
        for (QWidget* widget : std::initializer_list<QWidget*>{row.name, row.epochs, row.learningRate})
            widget->setVisible(isThere);
        if (!isThere)
            continue;
        const QString name = shownPhaseName(plan, static_cast<int>(phase));
        row.name->setText(name);
        row.epochs->setAccessibleName(tr("Times through %1").arg(name));
        row.learningRate->setAccessibleName(tr("Learning rate of %1").arg(name));
        row.epochs->setValue(plan.phases[phase].epochs);
        const auto& rate = plan.phases[phase].learningRate;
        row.learningRate->setText(rate ? shownRate(*rate) : QString());
    }
}

void PhaseSettingsPane::show()
{
    setEnabled(m_document.isOpen());
    if (!m_document.isOpen())
        return;
    showPhases();
    const RunSpec usual;
    const auto own = m_document.plan().settings.find("optimizer.learning_rate");
    m_learningRate->setText(
        own == m_document.plan().settings.end() ? QString() : QString::fromStdString(own->second));
    const auto& project = m_document.session().figures().settings.run;
    const auto inherited = project.find("optimizer.learning_rate");
    m_learningRate->setPlaceholderText(
        tr("%1, as the project says")
            .arg(inherited == project.end() ? shownRate(usual.optimizer.learningRate)
                                            : QString::fromStdString(inherited->second)));
    const std::string carryOver = setting("carry_over", std::string(nameOf(usual.carryOver)));
    chooseData(*m_carryOver, QString::fromStdString(carryOver));
    m_carryOverMeaning->setText(carryOverMeaning(QString::fromStdString(carryOver)));
    m_adapterFields->setVisible(
        setting("fine_tuning", std::string(nameOf(usual.fineTuning))) != nameOf(FineTuning::Full));
    chooseData(*m_adapter,
        QString::fromStdString(
            setting("lora.between_phases", std::string(nameOf(usual.lora.betweenPhases)))));
    m_replay->setValue(replayPercent());
    m_patience->setValue(QString::fromStdString(setting("early_stopping.patience", "0")).toInt());
    chooseData(*m_gate, QString::fromStdString(setting("gate.policy", "record")));
    m_unmatched->setVisible(setting("matched", "true") == "false");
}

void PhaseSettingsPane::takePhase(int phase)
{
    if (!m_document.isOpen() || phase >= m_document.plan().rule.phaseCount)
        return;
    const PhaseRow& row = m_phases[static_cast<std::size_t>(phase)];
    PhaseSettings settings = m_document.plan().phases[static_cast<std::size_t>(phase)];
    settings.epochs = row.epochs->value();
    const auto rate = typedRate(row.learningRate->text());
    if (rate)
        settings.learningRate = *rate;
    else
        emit m_document.noticed(noRateSentence(row.learningRate->text()));
    if (settings != m_document.plan().phases[static_cast<std::size_t>(phase)])
        m_document.setPhaseSettings(phase, settings);
    else
        showPhases();
}

void PhaseSettingsPane::takeLearningRate()
{
    if (!m_document.isOpen())
        return;
    const auto rate = typedRate(m_learningRate->text());
    const auto& settings = m_document.plan().settings;
    const auto own = settings.find("optimizer.learning_rate");
    const std::optional<std::string> before
        = own == settings.end() ? std::nullopt : std::optional(own->second);
    const std::optional<std::string> after
        = rate && *rate ? std::optional(m_learningRate->text().trimmed().toStdString()) : std::nullopt;
    if (!rate) {
        emit m_document.noticed(noRateSentence(m_learningRate->text()));
        show();
    } else if (before != after) {
        m_document.setSettings(tr("Change the learning rate"), {{"optimizer.learning_rate", after}});
    }
}

void PhaseSettingsPane::takeEndings()
{
    if (!m_document.isOpen())
        return;
    const std::string patience = std::to_string(m_patience->value());
    const std::string gate = m_gate->currentData().toString().toStdString();
    if (patience == setting("early_stopping.patience", "0") && gate == setting("gate.policy", "record"))
        return;
    const bool isMatched = m_patience->value() == 0 && gate == "record";
    std::map<std::string, std::optional<std::string>> settings
        = {{"early_stopping.patience", patience}, {"gate.policy", gate}, {"matched", std::nullopt}};
    if (!isMatched)
        settings["matched"] = "false";
    m_document.setSettings(tr("Change how phases end"), settings);
}

} // namespace dankai::ui
