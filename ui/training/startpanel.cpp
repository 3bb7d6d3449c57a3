// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/startpanel.h"

#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"
#include "ui/sentence/sentencegap.h"
#include "ui/style/type.h"
#include "ui/training/checklist.h"
#include "ui/training/runform.h"
#include "ui/training/runwords.h"

#include <QAction>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int progressEveryMs = 100;
constexpr int barSteps = 1000;
constexpr int rowHeight = 24;

QString fileWord(const std::string& file, const RunSpec& spec)
{
    for (std::size_t i = 0; i < spec.phases.size(); ++i)
        if (spec.phases[i].file == file)
            return numberedPhaseWord(spec.phases[i].name, static_cast<int>(i) + 1);
    if (file == runfile::validation)
        return StartPanel::tr("Held out, for the gates");
    if (file == runfile::test)
        return StartPanel::tr("Held out, for tests");
    if (file == runfile::prompts)
        return StartPanel::tr("Prompts");
    return QString::fromStdString(file);
}

// An order that is not said is every order; what is wanted besides comes once.
Result<std::vector<RunRequest>> withEveryOrder(Project& project, const std::vector<RunRequest>& wanted)
{
    std::vector<RunRequest> requests;
    const auto add = [&requests](const RunRequest& request) {
        if (std::ranges::find(requests, request.arm, &RunRequest::arm) == requests.end())
            requests.push_back(request);
    };
    for (RunRequest request : wanted) {
        if (request.arm != ArmChoice(Arm::Order)) {
            add(request);
            continue;
        }
        const auto plan = project.plans().load(request.plan);
        if (!plan)
            return tl::unexpected(plan.error());
        auto orders = permutationsOf(*plan);
        if (!orders)
            return passOn(orders);
        for (ArmChoice& order : *orders) {
            request.arm = std::move(order);
            add(request);
        }
    }
    return requests;
}

} // namespace

StartPanel::StartPanel(ProjectSession& session, RunStart start, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_start(std::move(start))
    , m_form(new RunForm(session, this))
    , m_check(new QPushButton(tr("Check first"), this))
    , m_begin(new QPushButton(tr("Start training"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_bar(new QProgressBar(this))
    , m_what(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_findings(new CheckList(this))
    , m_rows(new QTableWidget(this))
{
    auto* heading = new QLabel(tr("New training"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // whatever word a sentence holds
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_findings->setAccessibleName(tr("What was found before training"));
    m_rows->setAccessibleName(tr("Rows as the model sees them"));
    m_rows->setColumnCount(6);
    m_rows->setHorizontalHeaderLabels(
        {tr("Rows"), tr("Examples"), tr("Tokens"), tr("Trained"), tr("Cut"), tr("Steps")});
    for (int column = 0; column < m_rows->columnCount(); ++column)
        m_rows->horizontalHeaderItem(column)->setTextAlignment(
            (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    m_rows->verticalHeader()->hide();
    m_rows->verticalHeader()->setDefaultSectionSize(scaledPixels(rowHeight));
    m_rows->setShowGrid(false);
    m_rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_rows->setSelectionMode(QAbstractItemView::NoSelection);
    m_rows->setFocusPolicy(Qt::NoFocus);
    m_rows->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_what->setTextFormat(Qt::PlainText);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    auto* checks = new QLabel(tr("Check before training"), this);
    checks->setForegroundRole(QPalette::PlaceholderText);
    right->addWidget(checks);
    right->addWidget(m_summary);
    right->addWidget(m_findings, 3);
    right->addWidget(m_rows, 2);
    right->addStretch();

    m_begin->setProperty("primary", true);
    auto* back = new QPushButton(tr("Back to the runs"), this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(back);
    buttons->addWidget(m_what);
    buttons->addWidget(m_bar, 1);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_check);
    buttons->addWidget(m_begin);

    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addWidget(m_form);
    columns->addLayout(right, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addLayout(columns, 1);
    layout->addLayout(buttons);

    connect(m_form, &RunForm::changed, this, &StartPanel::updateButtons);
    connect(m_check, &QPushButton::clicked, this, &StartPanel::check);
    connect(m_begin, &QPushButton::clicked, this, &StartPanel::startTraining);
    connect(m_cancel, &QPushButton::clicked, this, &StartPanel::cancel);
    connect(back, &QPushButton::clicked, this, &StartPanel::closed);
    auto* escape = new QAction(this);
    escape->setShortcut(QKeySequence::Cancel);
    escape->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QAction::triggered, this, [this] {
        if (m_isBusy)
            cancel();
        else
            emit closed();
    });
    addAction(escape);
    setBusy(false);
    m_findings->hide();
    m_rows->hide();
    m_summary->setText(
        tr("The rows are frozen as a run would have them and looked through, and the engine takes one "
           "step on the longest batch. Nothing is trained and nothing is left behind."));
}

StartPanel::~StartPanel()
{
    cancel();
}

void StartPanel::takeProject()
{
    m_form->takeProject();
}

void StartPanel::fillFrom(const RunRecord& record)
{
    m_form->fillFrom(record);
    m_form->setFocus();
}

void StartPanel::updateButtons()
{
    const bool isReady = !m_isBusy && m_form->isComplete();
    m_check->setEnabled(isReady);
    m_begin->setEnabled(isReady);
}

StageProgress StartPanel::progressHere(quint64 generation)
{
    // The worker outlives this panel; the panel may be gone when its thread says how far it is.
    auto sinceShown = std::make_shared<QElapsedTimer>();
    return [guard = QPointer<StartPanel>(this), worker = &m_session.work(), generation, sinceShown](
               std::string_view stage, const Progress& progress) {
        if (sinceShown->isValid() && sinceShown->elapsed() < progressEveryMs)
            return;
        sinceShown->start();
        const double share = progress.total == 0
            ? -1
            : static_cast<double>(progress.done) / static_cast<double>(progress.total);
        QMetaObject::invokeMethod(worker, [guard, generation, what = std::string(stage), share] {
            if (!guard.isNull() && guard->m_generation == generation && guard->m_isBusy)
                guard->showProgress(preparingWord(what), share);
        });
    };
}

std::vector<RunRequest> StartPanel::beginWork()
{
    auto wanted = m_form->requests();
    if (!wanted) {
        showProblem(translatedCore(wanted.error().message));
        return {};
    }
    if (wanted->empty() || m_isBusy)
        return {};
    setBusy(true, tr("Freezing the rows"));
    m_stop = std::make_shared<StopFlag>(false);
    ++m_generation;
    return std::move(*wanted);
}

void StartPanel::check()
{
    const std::vector<RunRequest> wanted = beginWork();
    if (wanted.empty())
        return;
    m_session.work().ask(
        this,
        [wanted, stop = m_stop, progress = progressHere(m_generation)](
            Project& project, const StopFlag&) -> Result<TrialRun> {
            const auto requests = withEveryOrder(project, wanted);
            if (!requests)
                return tl::unexpected(requests.error());
            return tryRun(project, requests->front(), progress, stop.get());
        },
        [this, generation = m_generation](Result<TrialRun> trial) {
            if (generation != m_generation)
                return;
            setBusy(false);
            if (trial)
                showTrial(*trial);
            else if (trial.error().code == ErrorCode::Stopped)
                showProblem(tr("The check was cancelled. Nothing is left behind."));
            else
                showProblem(translatedCore(trial.error().message));
        });
}

void StartPanel::startTraining()
{
    const std::vector<RunRequest> wanted = beginWork();
    if (wanted.empty())
        return;
    m_session.work().ask(
        this,
        [wanted, stop = m_stop, progress = progressHere(m_generation), start = m_start](
            Project& project, const StopFlag&) -> Result<std::string> {
            const auto requests = withEveryOrder(project, wanted);
            if (!requests)
                return tl::unexpected(requests.error());
            std::string first;
            for (const RunRequest& request : *requests) {
                auto prepared = prepareRun(project, request, progress, stop.get());
                if (!prepared)
                    return passOn(prepared);
                if (auto queued = start(project, prepared->id, QueuePlace::Last); !queued)
                    return passOn(queued);
                if (first.empty())
                    first = prepared->id;
            }
            return first;
        },
        [this, generation = m_generation](Result<std::string> first) {
            if (generation != m_generation)
                return;
            setBusy(false);
            m_session.refresh();
            if (first)
                emit started(QString::fromStdString(*first));
            else if (first.error().code == ErrorCode::Stopped)
                showProblem(tr("Cancelled. Runs that were queued before stay in the queue."));
            else
                showProblem(translatedCore(first.error().message));
        });
}

void StartPanel::cancel()
{
    if (m_stop)
        *m_stop = true;
}

void StartPanel::setBusy(bool isBusy, const QString& what)
{
    m_isBusy = isBusy;
    m_bar->setVisible(isBusy);
    m_what->setVisible(isBusy);
    m_cancel->setVisible(isBusy);
    m_form->widget()->setEnabled(!isBusy);
    if (isBusy) {
        showProgress(what, -1);
        m_summary->clear(); // what it says is of an earlier try
        m_findings->hide();
        m_rows->hide();
    }
    updateButtons();
}

void StartPanel::showProgress(const QString& what, double share)
{
    m_what->setText(what);
    m_bar->setRange(0, share < 0 ? 0 : barSteps);
    m_bar->setValue(static_cast<int>(share * barSteps));
}

void StartPanel::showProblem(const QString& sentence)
{
    m_findings->hide();
    m_rows->hide();
    m_summary->setText(sentence);
}

void StartPanel::showTrial(const TrialRun& trial)
{
    const QLocale locale;
    const std::vector<CheckRow> checks = checkRowsOf(trial);
    m_findings->showRows(checks);
    const RunSpec& spec = trial.prepared.frozen.spec;
    const auto& figures = trial.prepared.frozen.preflight.figures;
    m_rows->setRowCount(static_cast<int>(figures.size()));
    std::uint64_t tokens = 0;
    std::uint64_t steps = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const RowFigures& rows = figures[i];
        tokens += rows.stepTokens;
        steps += rows.steps;
        const auto put = [&](int column, const QString& text) {
            auto* item = new QTableWidgetItem(text);
            item->setTextAlignment(
                column == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
            m_rows->setItem(static_cast<int>(i), column, item);
        };
        const auto count
            = [&](std::uint64_t value) { return locale.toString(static_cast<qulonglong>(value)); };
        put(0, fileWord(rows.file, spec));
        put(1, count(rows.rows));
        put(2, count(rows.tokens));
        put(3, count(rows.trainedTokens));
        put(4, count(rows.cutInAnswer + rows.cutInPrompt));
        put(5, rows.steps == 0 ? QString() : count(rows.steps));
    }
    m_rows->resizeColumnsToContents();
    m_rows->show();
    const bool isForbidden = std::any_of(
        checks.begin(), checks.end(), [](const CheckRow& row) { return row.severity == Severity::Error; });
    QString summary = isForbidden
        ? tr("Training cannot start like this: see what is marked with a cross.")
        : tr("Ready: %1, %2 tokens in %3 steps.")
              .arg(armWord(spec.arm), locale.toString(static_cast<qulonglong>(tokens)),
                  locale.toString(static_cast<qulonglong>(steps)));
    if (!isForbidden && trial.step && trial.step->tokensPerSecond > 0)
        summary += sentenceGap()
            + tr("At the speed of the step just taken, training alone lasts about %1.")
                  .arg(durationWords(static_cast<double>(tokens) / trial.step->tokensPerSecond));
    m_summary->setText(summary);
}

} // namespace dankai::ui
