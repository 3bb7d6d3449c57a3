// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/repeatpanel.h"

#include "ui/page/trainingfields.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"
#include "ui/training/runwords.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dankai::ui {

namespace {

constexpr int longestReason = 500;

QString phaseWord(const RunSpec& spec, int phase)
{
    return numberedPhaseWord(spec.phases[static_cast<std::size_t>(phase) - 1].name, phase);
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int percentOf(double share)
{
    return static_cast<int>(std::lround(share * 100));
}

} // namespace

int lastRepeatablePhase(const RunHistory& history, const RunSpec& spec)
{
    const bool isMeasured = std::ranges::any_of(
        history.answers(), [](const event::Answer& answer) { return answer.checkpoint == "base"; });
    int judged = 0;
    for (const auto& [number, phase] : history.phases())
        if (phase.gate)
            judged = std::max(judged, number);
    if (judged == 0 && !isMeasured)
        return 0;
    return std::min(judged + 1, static_cast<int>(spec.phases.size()));
}

RepeatPanel::RepeatPanel(QWidget* parent)
    : QWidget(parent)
    , m_first(new QComboBox(this))
    , m_last(new QComboBox(this))
    , m_grid(new QGridLayout)
    , m_rate(new QLineEdit(this))
    , m_carryOver(makeCarryOverField(this))
    , m_carryOverMeaning(makeQuietCaption({}, {}, this))
    , m_replay(makeReplayField(this))
    , m_patience(makePatienceField(this))
    , m_gate(makeGateField(this))
    , m_reason(new QLineEdit(this))
    , m_why(makeQuietCaption({}, {}, this))
    , m_problem(new QLabel(this))
    , m_accept(new QPushButton(tr("Train it so"), this))
{
    build();
    connect(m_first, &QComboBox::activated, this, &RepeatPanel::showFirst);
    connect(m_reason, &QLineEdit::textChanged, this, &RepeatPanel::showException);
    connect(m_carryOver, &QComboBox::currentIndexChanged, this,
        [this] { m_carryOverMeaning->setText(carryOverMeaning(m_carryOver->currentData().toString())); });
    connect(m_accept, &QPushButton::clicked, this, &RepeatPanel::accept);
}

void RepeatPanel::build()
{
    m_first->setAccessibleName(tr("Train anew from"));
    m_first->setToolTip(tr("The phases before it are taken over as they were trained."));
    m_last->setAccessibleName(tr("The last phase"));
    m_last->setToolTip(tr("Phases after it are left out."));
    m_rate->setAccessibleName(tr("Learning rate of the run"));
    m_rate->setToolTip(tr("optimizer.learning_rate: how much one update changes"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Why, for the record"));
    m_reason->setMaxLength(longestReason);
    for (QComboBox* box : {m_first, m_last})
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(0, 1);
    m_grid->addWidget(makeQuietCaption(tr("Phase"), {}, this), 0, 0);
    m_grid->addWidget(makeQuietCaption(tr("Times through"),
                          tr("Epochs: how often the phase's examples are gone through"), this),
        0, 1);
    m_grid->addWidget(
        makeQuietCaption(tr("Learning rate"),
            tr("learning_rate of the phase: how much one update changes. Empty: as below"), this),
        0, 2);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_accept->setProperty("primary", true);
    auto* back = new QPushButton(tr("Back to the gates"), this);
    connect(back, &QPushButton::clicked, this, &RepeatPanel::closed);
    auto* escape = new QAction(this);
    escape->setShortcut(QKeySequence::Cancel);
    escape->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QAction::triggered, this, &RepeatPanel::closed);
    addAction(escape);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(6);
    auto* meaning = new QLabel(tr("A new run takes over the phases before and trains the rest with what you "
                                  "change here. It is marked as adapted: no arm is compared with it."),
        this);
    meaning->setWordWrap(true);
    layout->addWidget(meaning);
    const auto add = [&](QWidget* field) {
        layout->addWidget(makeFieldCaption(*field, this));
        layout->addWidget(field);
    };
    add(m_first);
    layout->addLayout(m_grid);
    add(m_rate);
    add(m_carryOver);
    layout->addWidget(m_carryOverMeaning);
    add(m_replay);
    add(m_patience);
    add(m_gate);
    add(m_last);
    add(m_reason);
    layout->addWidget(m_why);
    layout->addWidget(m_problem);
    layout->addWidget(m_accept);
    layout->addWidget(back);
    layout->addStretch();
    setTabOrder(m_gate, m_last); // made before it, asked after it
}

void RepeatPanel::makeRows()
{
    for (const PhaseRow& row : m_rows)
        for (QWidget* widget : std::initializer_list<QWidget*>{row.name, row.epochs, row.learningRate})
            delete widget;
    m_rows.clear();
    QWidget* before = m_first;
    for (std::size_t i = 0; i < m_spec.phases.size(); ++i) {
        const PhaseSpec& phase = m_spec.phases[i];
        const PhaseRow row = {new QLabel(this), makeEpochsField(this), makePhaseRateField(this)};
        const QString name = phaseNameWord(phase.name, static_cast<int>(i) + 1);
        row.name->setTextFormat(Qt::PlainText);
        row.name->setText(name);
        row.epochs->setAccessibleName(tr("Times through %1").arg(name));
        row.epochs->setValue(phase.epochs);
        row.learningRate->setAccessibleName(tr("Learning rate of %1").arg(name));
        row.learningRate->setText(phase.learningRate ? shownRate(*phase.learningRate) : QString());
        int column = 0;
        for (QWidget* widget : std::initializer_list<QWidget*>{row.name, row.epochs, row.learningRate}) {
            m_grid->addWidget(widget, static_cast<int>(i) + 1, column++);
            widget->show();
        }
        for (QWidget* field : std::initializer_list<QWidget*>{row.epochs, row.learningRate}) {
            setTabOrder(before, field);
            before = field;
        }
        m_rows.push_back(row);
    }
    setTabOrder(before, m_rate);
}

void RepeatPanel::begin(
    const RunHistory& history, const RunSpec& spec, int first, int last, const QString& reason)
{
    m_spec = spec;
    m_isPassed.clear();
    m_first->clear();
    for (int phase = 1; phase <= last; ++phase) {
        const auto known = history.phases().find(phase);
        m_isPassed.push_back(
            known == history.phases().end() || !known->second.gate || known->second.gate->verdict == "pass");
        m_first->addItem(phaseWord(spec, phase), phase);
    }
    m_first->setCurrentIndex(first - 1);
    makeRows();
    m_rate->setText(shownRate(spec.optimizer.learningRate));
    chooseData(*m_carryOver, textOf(nameOf(spec.carryOver)));
    m_carryOverMeaning->setText(carryOverMeaning(m_carryOver->currentData().toString()));
    m_replay->setValue(percentOf(spec.replayShare));
    m_patience->setValue(spec.earlyStopping.patience);
    chooseData(*m_gate, textOf(nameOf(spec.gate.policy)));
    m_reason->setText(reason);
    m_problem->hide();
    showFirst();
    m_before = settings(1).value_or(Settings());
    m_first->setFocus(Qt::OtherFocusReason);
}

int RepeatPanel::first() const
{
    return m_first->currentData().toInt();
}

void RepeatPanel::showFirst()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        for (QWidget* widget :
            std::initializer_list<QWidget*>{m_rows[i].name, m_rows[i].epochs, m_rows[i].learningRate})
            widget->setVisible(static_cast<int>(i) + 1 >= first());
    const int phases = static_cast<int>(m_spec.phases.size());
    const int last = m_last->count() > 0 ? m_last->currentData().toInt() : phases;
    m_last->clear();
    for (int phase = first(); phase <= phases; ++phase)
        m_last->addItem(phaseWord(m_spec, phase), phase);
    m_last->setCurrentIndex(std::max(0, m_last->findData(std::max(last, first()))));
    showException();
}

void RepeatPanel::showException()
{
    // Going on with a phase though the gate before it did not pass is the exception that it is at the gate.
    const bool isException = first() > 1 && !m_isPassed[static_cast<std::size_t>(first()) - 2];
    m_why->setVisible(isException);
    m_why->setText(tr("Phase %1 did not pass its gate: going on after it is an exception and needs a reason.")
                       .arg(first() - 1));
    m_accept->setEnabled(!isException || !m_reason->text().trimmed().isEmpty());
}

Result<RepeatPanel::Settings> RepeatPanel::settings(int from) const
{
    Settings all;
    const auto set
        = [&](const std::string& key, const QString& value) { all.emplace_back(key, value.toStdString()); };
    const auto setRate = [&](const std::string& key, const QLineEdit& field, bool wasSet) -> Result<> {
        const auto rate = typedRate(field.text());
        if (!rate)
            return unusable(noRateSentence(field.text()).toStdString());
        if (*rate)
            set(key, field.text().trimmed());
        else if (wasSet) // no setting can be taken back, so it is said
            set(key, m_rate->text().trimmed());
        return {};
    };
    if (auto done = setRate("optimizer.learning_rate", *m_rate, false); !done)
        return passOn(done);
    set("carry_over", m_carryOver->currentData().toString());
    set("replay_share", QString::number(m_replay->value() / 100.0));
    set("early_stopping.patience", QString::number(m_patience->value()));
    set("gate.policy", m_gate->currentData().toString());
    for (auto i = static_cast<std::size_t>(from) - 1; i < m_rows.size(); ++i) {
        const std::string phase = "phases." + std::to_string(i + 1);
        const bool hasRate = m_spec.phases[i].learningRate.has_value();
        set(phase + ".epochs", QString::number(m_rows[i].epochs->value()));
        if (auto done = setRate(phase + ".learning_rate", *m_rows[i].learningRate, hasRate); !done)
            return passOn(done);
    }
    return all;
}

void RepeatPanel::accept()
{
    auto changed = settings(first());
    if (!changed) {
        refuse(translatedCore(changed.error().message));
        return;
    }
    // What stands as it did is not said: a field may show less than the setting holds.
    std::erase_if(*changed,
        [this](const auto& setting) { return std::ranges::find(m_before, setting) != m_before.end(); });
    const int last = m_last->currentData().toInt();
    ForkChanges changes;
    changes.fork.phase = first();
    changes.fork.reason = m_reason->text().trimmed().toStdString();
    changes.settings = std::move(*changed);
    // A phase that is left out has no settings.
    std::erase_if(changes.settings, [last](const auto& setting) {
        const QString key = QString::fromStdString(setting.first);
        return key.startsWith(u"phases.") && key.section(u'.', 1, 1).toInt() > last;
    });
    changes.phases = last == static_cast<int>(m_spec.phases.size()) ? 0 : last;
    m_problem->hide();
    m_accept->setEnabled(false);
    emit wanted(changes);
}

void RepeatPanel::refuse(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->show();
    showException();
}

} // namespace dankai::ui
