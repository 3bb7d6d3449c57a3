// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/validitytab.h"

#include "ui/difficulty/figuretable.h"
#include "ui/difficulty/figurewords.h"
#include "ui/difficulty/testpane.h"
#include "ui/page/statepanel.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"
#include "ui/sentence/scorername.h"
#include "ui/session/projectsession.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int textWidth = 720;

enum ValidityColumn
{
    PhaseColumn,
    CountColumn,
    LossColumn,
    LossRangeColumn,
    StepColumn,
    StepRangeColumn,
    VerdictColumn,
    ValidityColumnCount
};

enum AccuracyColumn
{
    AccuracyPhaseColumn,
    AccuracyCountColumn,
    RightColumn,
    RightRangeColumn,
    AccuracyVerdictColumn,
    ShortColumn,
    ExactColumn,
    ExactRangeColumn,
    AccuracyColumnCount
};

} // namespace

ValidityTab::ValidityTab(ProjectSession& session, QWidget* parent)
    : DifficultyTab(parent)
    , m_session(session)
    , m_plan(new QComboBox(this))
    , m_verdict(new QLabel(this))
    , m_findings(new QLabel(this))
    , m_table(new QTableWidget(0, ValidityColumnCount, this))
    , m_accuracies(new QTableWidget(0, AccuracyColumnCount, this))
    , m_note(new QLabel(this))
    , m_tests(new TestPane(session, this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
{
    m_plan->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_plan->setAccessibleName(tr("Plan"));
    auto* label = new QLabel(tr("Plan"), this);
    label->setBuddy(m_plan);
    m_verdict->setFont(typeFont(TypeSize::Heading));
    for (QLabel* text : {m_verdict, m_findings, m_note}) {
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setMaximumWidth(textWidth);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_note->setFont(typeFont(TypeSize::Caption));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setText(
        tr("A phase that is called hard should be hard for the model before it is trained: its loss on the "
           "responses should rise from phase to phase. Where it does not, the order of the phases is no "
           "order of difficulty for this model."));
    makeFigureTable(m_table, tr("Loss of the untrained model by phase"));
    m_table->setHorizontalHeaderLabels({tr("Phase"), tr("Examples"), tr("Mean loss"), tr("95 % band"),
        tr("To the phase before"), tr("95 % band"), tr("Says")});
    makeFigureTable(m_accuracies, tr("What the untrained model gets right by phase"));
    m_accuracies->setHorizontalHeaderLabels({tr("Phase"), tr("Examples"), tr("Tokens right"), tr("95 % band"),
        tr("Says"), tr("Short responses"), tr("Word for word right"), tr("95 % band")});
    m_accuracies->horizontalHeaderItem(RightColumn)
        ->setToolTip(
            tr("Share of the response's tokens that the model itself finds likeliest there, the mean "
               "over the examples"));
    m_accuracies->horizontalHeaderItem(ShortColumn)
        ->setToolTip(tr("Responses of up to %n character(s): a number, a choice, a name", nullptr,
            static_cast<int>(longestShortAnswer)));
    m_accuracies->horizontalHeaderItem(ExactColumn)
        ->setToolTip(tr("Of the short responses, those that the model would give exactly so"));

    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(label);
    top->addWidget(m_plan);
    top->addStretch();
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(12);
    column->addLayout(top);
    column->addLayout(rowOf(m_verdict));
    column->addWidget(m_table);
    column->addWidget(m_accuracies);
    column->addLayout(rowOf(m_findings));
    column->addLayout(rowOf(m_note));
    column->addSpacing(8);
    column->addWidget(m_tests);
    column->addStretch();
    auto* area = new QScrollArea(this);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    m_all = area;
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_all);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_tests, &TestPane::noticed, this, &DifficultyTab::noticed);
    connect(m_plan, &QComboBox::activated, this, &ValidityTab::look);
    connect(&m_session, &ProjectSession::opened, this, &ValidityTab::offerPlans);
    connect(&m_session, &ProjectSession::changed, this, &ValidityTab::offerPlans);
    m_state->showLoading(tr("Opening the project"));
    if (m_session.isOpen())
        offerPlans();
}

void ValidityTab::showEvent(QShowEvent* event)
{
    DifficultyTab::showEvent(event);
    m_tests->look();
    look();
}

void ValidityTab::offerPlans()
{
    if (!m_session.isOpen())
        return;
    const QString before = m_plan->currentText();
    m_plan->clear();
    for (const PlanListing& plan : m_session.figures().plans)
        m_plan->addItem(QString::fromStdString(plan.name));
    m_plan->setCurrentIndex(std::max(0, m_plan->findText(before)));
    look();
}

void ValidityTab::look()
{
    if (!m_session.isOpen() || !isVisible())
        return;
    if (m_plan->count() == 0) {
        m_shown.clear();
        ++m_question;
        m_state->showEmpty(tr("No plan yet"),
            tr("Once the examples are split into phases, this shows whether the model finds them harder and "
               "harder."),
            {tr("Go to Phases"), [this] { emit pageWanted(QStringLiteral("phases")); }});
        m_stack->setCurrentWidget(m_state);
        return;
    }
    const std::string plan = m_plan->currentText().toStdString();
    const std::string wanted = plan + '\n' + std::to_string(m_session.figures().dataVersion);
    if (wanted == m_shown)
        return;
    if (m_shown.substr(0, m_shown.find('\n')) != plan) {
        m_state->showLoading(tr("Looking at the phases"));
        m_stack->setCurrentWidget(m_state);
    }
    m_shown = wanted;
    m_session.work().ask(
        this, [plan](Project& project, const StopFlag&) { return lookAtValidity(project, plan); },
        [this, question = ++m_question](const Result<ValidityLook>& look) {
            if (question != m_question)
                return;
            if (!look) {
                m_shown.clear();
                m_state->showError(translatedCore(look.error().message));
                m_stack->setCurrentWidget(m_state);
                return;
            }
            show(*look);
            m_stack->setCurrentWidget(m_all);
        });
}

void ValidityTab::show(const ValidityLook& look)
{
    // The loss decides; what the model gets right may contradict it, and then nothing gets harder.
    const bool isHarder = std::all_of(look.buckets.begin() + 1, look.buckets.end(),
        [](const BucketLoss& bucket) { return bucket.step == BucketStep::Harder; });
    const bool isEasier = std::any_of(look.buckets.begin(), look.buckets.end(),
                              [](const BucketLoss& bucket) { return bucket.step == BucketStep::Easier; })
        || std::any_of(look.accuracies.begin(), look.accuracies.end(),
            [](const BucketAccuracy& bucket) { return bucket.step == BucketStep::Easier; });
    m_verdict->setText(!look.hasLosses ? tr("Not measured yet")
            : isEasier                 ? tr("The phases do not get harder for this model")
            : isHarder                 ? tr("The phases get harder for this model")
                                       : tr("Whether the phases get harder cannot be said yet"));
    m_findings->setText(QStringLiteral("• ") + look.findings.join(QStringLiteral("\n• ")));
    m_findings->setVisible(!look.findings.isEmpty());
    m_table->setVisible(look.hasLosses);
    m_table->setRowCount(static_cast<int>(look.buckets.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const BucketLoss& bucket = look.buckets[static_cast<std::size_t>(row)];
        const bool hasBoth = row > 0 && bucket.n > 0 && look.buckets[static_cast<std::size_t>(row - 1)].n > 0;
        putCell(m_table, row, PhaseColumn, QString::fromStdString(look.names[static_cast<std::size_t>(row)]),
            false);
        putCell(m_table, row, CountColumn, QLocale().toString(static_cast<qulonglong>(bucket.n)));
        putCell(m_table, row, LossColumn, bucket.n > 0 ? scoreWord(bucket.mean.estimate) : noFigure());
        putCell(m_table, row, LossRangeColumn, bucket.n > 0 ? rangeWord(bucket.mean) : QString());
        putCell(m_table, row, StepColumn, hasBoth ? correlationWord(bucket.difference.estimate) : QString());
        putCell(m_table, row, StepRangeColumn, hasBoth ? rangeWord(bucket.difference) : QString());
        putCell(m_table, row, VerdictColumn, stepWord(bucket.step), false);
    }
    fitToFigures(m_table);
    m_accuracies->setVisible(look.hasAccuracies);
    m_accuracies->setRowCount(static_cast<int>(look.accuracies.size()));
    for (int row = 0; row < m_accuracies->rowCount(); ++row) {
        const BucketAccuracy& bucket = look.accuracies[static_cast<std::size_t>(row)];
        const auto counted = [](std::uint64_t n) { return QLocale().toString(static_cast<qulonglong>(n)); };
        putCell(m_accuracies, row, AccuracyPhaseColumn,
            QString::fromStdString(look.names[static_cast<std::size_t>(row)]), false);
        putCell(m_accuracies, row, AccuracyCountColumn, counted(bucket.n));
        putCell(m_accuracies, row, RightColumn, bucket.n > 0 ? shareWord(bucket.mean.estimate) : noFigure());
        putCell(m_accuracies, row, RightRangeColumn, bucket.n > 0 ? shareRangeWord(bucket.mean) : QString());
        putCell(m_accuracies, row, AccuracyVerdictColumn, stepWord(bucket.step), false);
        putCell(m_accuracies, row, ShortColumn, counted(bucket.shortAnswers));
        putCell(m_accuracies, row, ExactColumn,
            bucket.shortAnswers > 0 ? shareWord(bucket.exact.estimate) : noFigure());
        putCell(m_accuracies, row, ExactRangeColumn,
            bucket.shortAnswers > 0 ? shareRangeWord(bucket.exact) : QString());
    }
    fitToFigures(m_accuracies);
}

} // namespace dankai::ui
