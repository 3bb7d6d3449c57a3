// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/gatepanel.h"

#include "ui/sentence/phasename.h"
#include "ui/style/theme.h"
#include "ui/training/repeatpanel.h"
#include "ui/training/rundocuments.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int longestReason = 500;

QString phaseWord(const RunSpec& spec, int phase)
{
    if (phase < 1 || static_cast<std::size_t>(phase) > spec.phases.size())
        return {};
    return numberedPhaseWord(spec.phases[static_cast<std::size_t>(phase) - 1].name, phase);
}

} // namespace

GatePanel::GatePanel(QWidget* parent)
    : QWidget(parent)
    , m_reading(new QTextBrowser(this))
    , m_asking(new QWidget(this))
    , m_question(new QLabel(m_asking))
    , m_reason(new QLineEdit(m_asking))
    , m_problem(new QLabel(m_asking))
    , m_goOn(new QPushButton(tr("Go on to the next phase"), m_asking))
    , m_repeat(new QPushButton(m_asking))
    , m_backTo(new QComboBox(m_asking))
    , m_rollBack(new QPushButton(tr("Roll back"), m_asking))
    , m_stop(new QPushButton(tr("Stop the run here"), m_asking))
    , m_after(new QWidget(this))
    , m_continue(new QPushButton(tr("Repeat from a phase with changes…"), m_after))
    , m_repeating(new RepeatPanel)
    , m_repeatingPlace(new QScrollArea(this))
{
    build();
    connect(m_reason, &QLineEdit::textChanged, this,
        [this](const QString& text) { m_goOn->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_goOn, &QPushButton::clicked, this, [this] { decide(gatedecision::goOn); });
    connect(m_rollBack, &QPushButton::clicked, this, [this] { decide(gatedecision::rollBack); });
    connect(m_stop, &QPushButton::clicked, this, [this] { decide(gatedecision::stop); });
    connect(m_repeat, &QPushButton::clicked, this, &GatePanel::beginRepeat);
    connect(m_continue, &QPushButton::clicked, this, &GatePanel::beginRepeat);
    connect(m_repeating, &RepeatPanel::closed, this, &GatePanel::endRepeat);
    connect(m_repeating, &RepeatPanel::wanted, this,
        [this](const ForkChanges& changes) { emit repetitionWanted(changes, m_askedPhase > 0); });
}

void GatePanel::build()
{
    m_reading->setFrameShape(QFrame::NoFrame);
    m_reading->setAccessibleName(tr("Gates"));
    for (QLabel* label : {m_question, m_problem}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_problem->hide();
    m_reason->setMaxLength(longestReason);
    m_reason->setPlaceholderText(tr("Why, for the record"));
    m_reason->setAccessibleName(tr("Reason"));
    m_goOn->setProperty("primary", true);
    m_goOn->setToolTip(tr("An exception: the gate did not pass. The reason is kept in the run's record."));
    m_repeat->setToolTip(
        tr("This run ends here; another one takes its place and trains from the phase that you choose."));
    m_backTo->setAccessibleName(tr("Roll back to"));
    m_backTo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rollBack->setToolTip(tr("This run ends here; the model that you choose is its result. Another run can "
                              "go on from it later."));
    m_continue->setToolTip(tr("Another run takes over the phases before and trains the rest."));

    auto* back = new QHBoxLayout;
    back->setSpacing(8);
    back->addWidget(m_backTo, 1);
    back->addWidget(m_rollBack);
    auto* asking = new QVBoxLayout(m_asking);
    asking->setContentsMargins(0, 0, 0, 8);
    asking->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_question, m_reason, m_problem, m_goOn, m_repeat})
        asking->addWidget(widget);
    asking->addLayout(back);
    asking->addWidget(m_stop);
    auto* anew = new QPushButton(tr("Train again with other settings…"), m_after);
    connect(anew, &QPushButton::clicked, this, &GatePanel::anewWanted);
    auto* after = new QVBoxLayout(m_after);
    after->setContentsMargins(0, 0, 0, 0);
    after->setSpacing(8);
    after->addWidget(m_continue);
    after->addWidget(anew);
    m_repeatingPlace->setWidget(m_repeating);
    m_repeatingPlace->setWidgetResizable(true);
    m_repeatingPlace->setFrameShape(QFrame::NoFrame);
    m_repeatingPlace->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_asking);
    layout->addWidget(m_repeatingPlace, 3);
    layout->addWidget(m_reading, 1); // the evidence stays in sight
    layout->addWidget(m_after);
    m_asking->hide();
    m_repeatingPlace->hide();
}

void GatePanel::enableAnswers(bool isEnabled)
{
    m_goOn->setEnabled(isEnabled && !m_reason->text().trimmed().isEmpty());
    for (QWidget* answer : std::initializer_list<QWidget*>{m_repeat, m_backTo, m_rollBack, m_stop})
        answer->setEnabled(isEnabled);
}

void GatePanel::decide(std::string_view decision)
{
    enableAnswers(false);
    m_problem->hide();
    ControlRequest request;
    request.kind = ControlKind::Decide;
    request.decision = decision;
    request.reason = m_reason->text().trimmed().toStdString();
    if (decision == gatedecision::rollBack)
        request.toPhase = m_backTo->currentData().toInt();
    emit decided(request);
}

void GatePanel::setPresenting(bool isPresenting)
{
    m_isPresenting = isPresenting;
    endRepeat();
}

void GatePanel::clear()
{
    m_history = nullptr;
    m_lastRepeatable = 0;
    m_shown.clear();
    m_reading->clear();
    m_continue->hide();
    askAbout(0);
}

void GatePanel::refuse(const QString& sentence)
{
    if (m_repeatingPlace->isVisibleTo(this)) {
        m_repeating->refuse(sentence);
        return;
    }
    m_problem->setText(sentence);
    m_problem->show();
    enableAnswers(true);
}

void GatePanel::focusAnswer()
{
    if (m_askedPhase == 0 || m_isPresenting)
        return;
    endRepeat();
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

void GatePanel::beginRepeat()
{
    if (!mayRepeat() || m_history == nullptr || m_isPresenting)
        return;
    const int last = m_askedPhase > 0 ? m_askedPhase : m_lastRepeatable;
    const int first = m_history->rolledBackTo() ? *m_history->rolledBackTo() + 1 : last;
    m_asking->hide();
    m_after->hide();
    m_repeatingPlace->show();
    m_repeating->begin(*m_history, m_spec, std::min(first, last), last, m_reason->text().trimmed());
}

void GatePanel::endRepeat()
{
    const bool wasOpen = m_repeatingPlace->isVisibleTo(this);
    m_repeatingPlace->hide();
    m_asking->setVisible(m_askedPhase > 0 && !m_isPresenting);
    m_after->setVisible(!m_isPresenting);
    if (wasOpen)
        (m_askedPhase > 0 ? m_repeat : m_continue)->setFocus(Qt::OtherFocusReason);
}

void GatePanel::askAbout(int phase)
{
    m_askedPhase = phase;
    m_reason->clear();
    m_problem->hide();
    m_backTo->clear();
    endRepeat();
    enableAnswers(true);
    if (phase == 0)
        return;
    const auto judged = m_history->phases().find(phase);
    const bool isUndecided = judged != m_history->phases().end() && judged->second.gate
        && judged->second.gate->verdict == "undecided";
    m_question->setText((isUndecided
            ? tr("The gate of “%1” is undecided: the evidence below says why. The run waits for your "
                 "decision; going on is an exception and needs a reason.")
            : tr("“%1” did not pass its gate. The run waits for your decision; going on "
                 "is an exception and needs a reason."))
                            .arg(phaseWord(m_spec, phase)));
    const bool isLast = static_cast<std::size_t>(phase) == m_spec.phases.size();
    m_goOn->setText(isLast ? tr("Accept the result") : tr("Go on to the next phase"));
    m_repeat->setText(tr("Repeat phase %1 with changes…").arg(phase));
    for (int earlier = phase - 1; earlier > 0; --earlier)
        m_backTo->addItem(tr("to the model after phase %1").arg(earlier), earlier);
    m_backTo->addItem(tr("to the model before training"), 0);
}

void GatePanel::showGates(const RunHistory& history, const RunSpec& spec, bool isEngineAlive)
{
    m_history = &history;
    m_spec = spec;
    const int asked = history.waiting() && isEngineAlive ? history.waiting()->phase : 0;
    // While an engine works, it is stopped or asked first.
    m_lastRepeatable = isEngineAlive && asked == 0 ? 0 : lastRepeatablePhase(history, spec);
    if (asked != m_askedPhase)
        askAbout(asked);
    m_continue->setVisible(asked == 0 && mayRepeat());
    const QString document = gatesDocument(history, spec, themeOf(this));
    if (document == m_shown)
        return;
    m_shown = document;
    m_reading->setHtml(document);
}

void GatePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        m_shown.clear(); // written in the old colours; the next showGates() writes it anew
    QWidget::changeEvent(event);
}

} // namespace dankai::ui
