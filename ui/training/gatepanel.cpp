// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/gatepanel.h"

#include "ui/style/theme.h"
#include "ui/training/rundocuments.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int longestReason = 500;

QString phaseName(const RunSpec& spec, int phase)
{
    if (phase < 1 || static_cast<std::size_t>(phase) > spec.phases.size())
        return {};
    return QString::fromStdString(spec.phases[static_cast<std::size_t>(phase) - 1].name);
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
    , m_stop(new QPushButton(tr("Stop the run here"), m_asking))
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

    auto* asking = new QVBoxLayout(m_asking);
    asking->setContentsMargins(0, 0, 0, 8);
    asking->setSpacing(8);
    asking->addWidget(m_question);
    asking->addWidget(m_reason);
    asking->addWidget(m_problem);
    asking->addWidget(m_goOn);
    asking->addWidget(m_stop);
    auto* again = new QPushButton(tr("Train again with other settings…"), this);
    connect(again, &QPushButton::clicked, this, &GatePanel::repeatWanted);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_asking);
    layout->addWidget(m_reading, 1);
    layout->addWidget(again);
    m_asking->hide();

    connect(m_reason, &QLineEdit::textChanged, this,
        [this](const QString& text) { m_goOn->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_goOn, &QPushButton::clicked, this, [this] { decide(QStringLiteral("continue")); });
    connect(m_stop, &QPushButton::clicked, this, [this] { decide(QStringLiteral("stop")); });
}

void GatePanel::decide(const QString& decision)
{
    m_goOn->setEnabled(false);
    m_stop->setEnabled(false);
    m_problem->hide();
    emit decided(decision, m_reason->text().trimmed());
}

void GatePanel::refuse(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->show();
    m_goOn->setEnabled(!m_reason->text().trimmed().isEmpty());
    m_stop->setEnabled(true);
}

void GatePanel::showGates(const RunHistory& history, const RunSpec& spec, bool isEngineAlive)
{
    const int asked = history.waiting() && isEngineAlive ? history.waiting()->phase : 0;
    if (asked != m_askedPhase) {
        m_askedPhase = asked;
        m_reason->clear();
        m_problem->hide();
        m_goOn->setEnabled(false);
        m_stop->setEnabled(true);
        m_asking->setVisible(asked > 0);
        if (asked > 0)
            m_question->setText(
                tr("Phase %1 (%2) did not pass its gate. The run waits for your decision; going on "
                   "is an exception and needs a reason.")
                    .arg(asked)
                    .arg(phaseName(spec, asked)));
    }
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
