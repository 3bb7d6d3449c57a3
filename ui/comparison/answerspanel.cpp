// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/answerspanel.h"

#include "core/base/hash.h"
#include "core/platform/file.h"
#include "ui/comparison/answerdetail.h"
#include "ui/comparison/answeringpanel.h"
#include "ui/comparison/answerjobsbar.h"
#include "ui/comparison/answertable.h"
#include "ui/comparison/answertablemodel.h"
#include "ui/comparison/answerwatch.h"
#include "ui/comparison/speakertree.h"
#include "ui/comparison/speakerwords.h"
#include "ui/page/statepanel.h"
#include "ui/page/textfield.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int searchAfterMs = 150;
constexpr int searchWidth = 120;
constexpr int popupWidth = 380;
constexpr int popupHeight = 320;
constexpr int digits = 9;
constexpr int tableHeight = 350;
constexpr int detailHeight = 230; // whatever the window gains is the table's

} // namespace

AnswersPanel::AnswersPanel(ProjectSession& session, AnswerWatch& watch, QWidget* parent)
    : ComparisonTab(parent)
    , m_session(session)
    , m_watch(&watch)
    , m_model(new AnswerTableModel(this))
    , m_choose(new QPushButton(this))
    , m_reference(new QComboBox(this))
    , m_prompts(new QComboBox(this))
    , m_onlyDifferent(new QCheckBox(tr("Only different"), this))
    , m_search(new QLineEdit(this))
    , m_badge(new QLabel(this))
    , m_counts(new QLabel(this))
    , m_ask(new QPushButton(tr("Ask prompts…"), this))
    , m_jobs(new AnswerJobsBar(this))
    , m_table(new AnswerTable(*m_model, this))
    , m_detail(new AnswerDetail(*m_model, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_state(new StatePanel(this))
    , m_asking(new AnsweringPanel(this))
    , m_content(new QWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_outer(new QStackedWidget(this))
    , m_popup(new QWidget(this, Qt::Popup))
    , m_tree(new SpeakerTree(SpeakerTree::Purpose::Comparing, m_popup))
{
    m_tree->setObjectName(QStringLiteral("columns"));
    auto* popupLayout = new QVBoxLayout(m_popup);
    popupLayout->setContentsMargins(4, 4, 4, 4);
    popupLayout->addWidget(m_tree);
    m_popup->resize(popupWidth, popupHeight);

    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({tableHeight, detailHeight});
    m_splitter->setCollapsible(0, false);
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_splitter);
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(8);
    content->addWidget(buildBar());
    content->addWidget(m_jobs);
    content->addWidget(m_stack, 1);
    m_outer->addWidget(m_content);
    m_outer->addWidget(m_asking);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_outer);
    setFocusProxy(m_table);

    buildCommands();
    connect(m_watch, &AnswerWatch::changed, this, &AnswersPanel::showAnswers);
    connect(m_watch, &AnswerWatch::failed, this, [this](const QString& sentence) {
        if (m_watch->set() == nullptr)
            m_state->showError(sentence, {tr("Try again"), [this] { m_watch->look(); }});
        else
            emit noticed(sentence);
    });
    connect(m_watch, &AnswerWatch::startFailed, m_asking, &AnsweringPanel::showError);
    connect(m_watch, &AnswerWatch::started, this, [this] {
        m_outer->setCurrentWidget(m_content);
        m_table->setFocus();
    });
    connect(m_asking, &AnsweringPanel::wanted, m_watch, &AnswerWatch::start);
    connect(m_asking, &AnsweringPanel::closed, this, [this] {
        m_outer->setCurrentWidget(m_content);
        m_table->setFocus();
    });
    connect(m_jobs, &AnswerJobsBar::cancelWanted, m_watch,
        [this](const QString& job) { m_watch->cancel(job.toStdString()); });
    connect(m_jobs, &AnswerJobsBar::restartWanted, m_watch,
        [this](const QString& job) { m_watch->restart(job.toStdString()); });
    connect(m_jobs, &AnswerJobsBar::hiddenChanged, this, [this] { m_jobs->showJobs(*m_watch->set()); });
    connect(m_table, &AnswerTable::referenceChosen, this, &AnswersPanel::setReference);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AnswersPanel::showDetail);
    connect(m_model, &QAbstractItemModel::modelReset, this, &AnswersPanel::showDetail);
    connect(m_tree, &SpeakerTree::checkedChanged, this, [this] {
        m_chosen = m_tree->checked();
        m_isChosen = true;
        showColumns();
    });
    m_state->showLoading(tr("Reading the answers"));
    m_ask->setEnabled(false);
}

AnswersPanel::~AnswersPanel() = default;

QWidget* AnswersPanel::buildBar()
{
    auto* bar = new QWidget(this);
    m_choose->setText(tr("Models…"));
    m_reference->setAccessibleName(tr("Compared with"));
    m_reference->setToolTip(tr("Words that this model's answer does not have are marked in the others"));
    m_prompts->setAccessibleName(tr("Prompts shown"));
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Search prompts and answers"));
    m_search->setClearButtonEnabled(true);
    limitSearch(m_search);
    m_search->setMinimumWidth(searchWidth);
    m_badge->setFont(typeFont(TypeSize::Caption));
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_ask->setProperty("primary", true);
    for (QComboBox* box : {m_reference, m_prompts}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(box == m_prompts ? 12 : 10);
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    auto* caption = new QLabel(tr("Compare with"), bar);
    caption->setBuddy(m_reference);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_choose);
    layout->addWidget(caption);
    layout->addWidget(m_reference, 2);
    layout->addWidget(m_prompts, 2);
    layout->addWidget(m_onlyDifferent);
    layout->addWidget(m_search, 2);
    layout->addWidget(m_counts);
    layout->addWidget(m_badge, 0, Qt::AlignVCenter);
    layout->addStretch(1);
    layout->addWidget(m_ask);

    auto* wait = new QTimer(this);
    wait->setSingleShot(true);
    wait->setInterval(searchAfterMs);
    connect(wait, &QTimer::timeout, this, &AnswersPanel::showFilter);
    connect(m_search, &QLineEdit::textChanged, wait, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        showFilter();
        m_table->setFocus();
    });
    connect(m_onlyDifferent, &QCheckBox::toggled, this, &AnswersPanel::showFilter);
    connect(m_prompts, &QComboBox::activated, this, &AnswersPanel::showFilter);
    connect(m_reference, &QComboBox::activated, this,
        [this](int index) { setReference(m_reference->itemData(index).toString()); });
    connect(m_choose, &QPushButton::clicked, this, &AnswersPanel::chooseColumns);
    connect(m_ask, &QPushButton::clicked, this, &AnswersPanel::askPrompts);
    return bar;
}

void AnswersPanel::setPresenting(bool isPresenting)
{
    // What is recorded says so to an audience too.
    const QLayout* bar = m_badge->parentWidget()->layout();
    for (int i = 0; i < bar->count(); ++i)
        if (QWidget* control = bar->itemAt(i)->widget(); control != nullptr && control != m_badge)
            control->setVisible(!isPresenting);
    m_jobs->setPresenting(isPresenting);
}

void AnswersPanel::buildCommands()
{
    const auto add = [this](const QString& id, auto run) {
        QAction* action = makeCommand(this, id, std::move(run));
        m_commands.push_back(action);
        return action;
    };
    tellKeys(m_ask, add(QStringLiteral("answers.ask"), [this] { askPrompts(); }));
    tellKeys(m_choose, add(QStringLiteral("answers.models"), [this] { chooseColumns(); }));
    add(QStringLiteral("answers.search"), [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    tellKeys(
        m_onlyDifferent, add(QStringLiteral("answers.different"), [this] { m_onlyDifferent->toggle(); }));
    add(QStringLiteral("answers.next_different"), [this] { goToDifferent(1); });
    add(QStringLiteral("answers.previous_different"), [this] { goToDifferent(-1); });
    QAction* removed = add(QStringLiteral("answers.missing_words"), [] {});
    removed->setCheckable(true);
    removed->setChecked(true);
    connect(removed, &QAction::toggled, this, [this](bool isShown) {
        m_detail->setRemovedWords(isShown ? RemovedWords::Show : RemovedWords::Hide);
    });
    for (int digit = 1; digit <= digits; ++digit)
        add(QStringLiteral("answers.reference_%1").arg(digit), [this, digit] {
            if (digit < m_model->columnCount())
                setReference(QString::fromStdString(m_model->keyAt(digit)));
        });
    add(QStringLiteral("answers.copy"), [this] { copyCell(); });
    add(QStringLiteral("answers.copy_table"), [this] { copyTable(); });
    add(QStringLiteral("answers.save_table"), [this] {
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Save the table"), QStringLiteral("answers.csv"), tr("Tables (*.csv)"));
        if (path.isEmpty())
            return;
        const QString error = saveTable(path);
        emit noticed(error.isEmpty() ? tr("Saved to %1.").arg(path) : error);
    });
}

QString AnswersPanel::projectKey() const
{
    return QStringLiteral("answers-")
        + QString::fromStdString(toHex(sha256(m_session.folder().string()))).left(16);
}

// Before training, the phases of the newest phased run that has answered, and the end of the newest run of
// each other arm; as the report has them.
std::vector<std::string> AnswersPanel::usualColumns() const
{
    const AnswerSet& set = *m_watch->set();
    std::vector<std::string> columns;
    std::string phased;
    for (const SpeakerAnswers& answers : set.speakers)
        if (answers.count() > 0 && answers.speaker.phases != 1 && answers.speaker.phase > 0
            && !answers.speaker.isAdapted)
            phased = answers.speaker.run;
    std::vector<std::pair<std::string, std::string>> others; // arm, key of its last
    for (const SpeakerAnswers& answers : set.speakers) {
        const Speaker& speaker = answers.speaker;
        if (answers.count() == 0 || speaker.isAdapted)
            continue;
        if (speaker.run.empty() || (speaker.run == phased && speaker.phase > 0)) {
            columns.push_back(speaker.key);
        } else if (speaker.phases == 1 && speaker.phase > 0) {
            const auto known = std::find_if(
                others.begin(), others.end(), [&](const auto& other) { return other.first == speaker.arm; });
            if (known != others.end())
                known->second = speaker.key;
            else
                others.emplace_back(speaker.arm, speaker.key);
        }
    }
    for (const auto& other : others)
        columns.push_back(other.second);
    return columns;
}

void AnswersPanel::showAnswers()
{
    const std::shared_ptr<const AnswerSet>& set = m_watch->set();
    m_ask->setEnabled(true);
    m_jobs->showJobs(*set);
    if (m_outer->currentWidget() == m_asking)
        m_asking->update(set);
    const bool isLive = set->isTraining || std::any_of(set->jobs.begin(), set->jobs.end(), isOpen);
    const Theme& theme = themeOf(this);
    m_badge->setText(isLive ? tr("Live") : tr("Recorded"));
    m_badge->setStyleSheet(
        QStringLiteral("border: 1px solid %1; border-radius: 4px; padding: 1px 8px; color: %1")
            .arg((isLive ? theme.pass : theme.quietText).name()));
    const QString problem = set->problems.empty() ? QString() : translatedCore(set->problems.front());
    if (problem != m_problem && !problem.isEmpty())
        emit noticed(problem);
    m_problem = problem;

    const int chosen = std::max(0, m_prompts->currentIndex());
    {
        const QSignalBlocker quiet(m_prompts);
        m_prompts->clear();
        m_prompts->addItem(
            tr("All prompts (%1)").arg(QLocale().toString(static_cast<qulonglong>(set->prompts.size()))));
        for (const PromptSet& prompts : set->promptSets)
            m_prompts->addItem(promptSetWord(prompts));
        m_prompts->setCurrentIndex(chosen < m_prompts->count() ? chosen : 0);
        m_prompts->setVisible(set->promptSets.size() > 1);
    }
    m_model->show(set);
    showColumns();
    if (set->prompts.empty()) {
        const bool hasRun = !m_session.figures().runs.empty();
        m_state->showEmpty(tr("No answers yet"),
            hasRun ? tr(
                "A training answers its frozen prompts before the first phase and after each; they appear "
                "here by themselves. Any prompts can be asked of any model at any time.")
                   : tr("This page shows what the model says before training and after each phase, side by "
                        "side. "
                        "Train one first; or ask the model before training some prompts now."),
            hasRun ? StatePanel::Step{tr("Ask prompts…"), [this] { askPrompts(); }}
                   : StatePanel::Step{
                       tr("Go to Training"), [this] { emit pageWanted(QStringLiteral("training")); }});
        m_stack->setCurrentWidget(m_state);
    }
}

void AnswersPanel::showColumns()
{
    if (m_watch->set() == nullptr)
        return;
    const AnswerSet& set = *m_watch->set();
    const std::vector<std::string> columns = m_isChosen ? m_chosen : usualColumns();
    m_model->setColumns(columns);
    if (m_model->referenceColumn() < 0 && !columns.empty())
        m_model->setReference(columns.front());
    const QSignalBlocker quiet(m_reference);
    m_reference->clear();
    for (const std::string& key : columns)
        m_reference->addItem(columnWord(set, key, columns), QString::fromStdString(key));
    m_reference->setCurrentIndex(m_model->referenceColumn() - 1);
    m_choose->setText(tr("Models (%1)…").arg(columns.size()));
    m_tree->showSpeakers(set, columns);
    showFilter();
}

void AnswersPanel::setReference(const QString& key)
{
    m_model->setReference(key.toStdString());
    m_reference->setCurrentIndex(m_model->referenceColumn() - 1);
    showCounts();
}

void AnswersPanel::showFilter()
{
    AnswerFilter filter;
    filter.search = m_search->text().trimmed();
    filter.isOnlyDifferent = m_onlyDifferent->isChecked();
    if (m_prompts->currentIndex() > 0)
        filter.promptSet = static_cast<std::size_t>(m_prompts->currentIndex()) - 1;
    m_model->setFilter(filter);
    showCounts();
    if (m_watch->set() == nullptr || m_watch->set()->prompts.empty())
        return; // said by showAnswers()
    if (m_model->columns().empty())
        m_state->showEmpty(tr("No model is chosen"), tr("Choose whose answers are shown beside one another."),
            {tr("Choose the models"), [this] { chooseColumns(); }});
    else if (m_model->rowCount() == 0)
        m_state->showEmpty(tr("Nothing to show"),
            filter.search.isEmpty()
                ? tr("The chosen models answer every prompt in the same words.")
                : tr("No prompt and no shown answer holds “%1”.").arg(quoted(filter.search)),
            {tr("Show all prompts"), [this] {
                 m_search->clear();
                 m_onlyDifferent->setChecked(false);
                 m_prompts->setCurrentIndex(0);
                 showFilter();
             }});
    const bool isFull = m_model->rowCount() > 0 && !m_model->columns().empty();
    m_stack->setCurrentWidget(isFull ? static_cast<QWidget*>(m_splitter) : m_state);
}

void AnswersPanel::showCounts()
{
    const QLocale locale;
    m_counts->setText(
        tr("%1 of %2 differ")
            .arg(locale.toString(m_model->differentRows()), locale.toString(m_model->rowCount())));
    m_counts->setVisible(m_model->referenceColumn() > 0);
}

void AnswersPanel::showDetail()
{
    m_detail->showRow(m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1);
}

void AnswersPanel::chooseColumns()
{
    if (m_watch->set() == nullptr || m_outer->currentWidget() != m_content)
        return;
    m_popup->move(m_choose->mapToGlobal(QPoint(0, m_choose->height() + 2)));
    m_popup->show();
    if (m_tree->currentItem() == nullptr)
        m_tree->setCurrentItem(m_tree->topLevelItem(0));
    m_tree->setFocus();
}

void AnswersPanel::askPrompts()
{
    if (m_watch->set() == nullptr)
        return;
    m_asking->open(m_watch->set(), m_model->columns());
    m_outer->setCurrentWidget(m_asking);
}

void AnswersPanel::goToDifferent(int direction)
{
    const QModelIndex current = m_table->currentIndex();
    const int start = current.isValid() ? current.row() : direction > 0 ? -1 : m_model->rowCount();
    const int row = m_model->nextDifferent(start, direction);
    if (row < 0) {
        emit noticed(direction > 0 ? tr("No later prompt differs.") : tr("No earlier prompt differs."));
        return;
    }
    m_table->setCurrentIndex(m_model->index(row, std::max(0, current.column())));
}

void AnswersPanel::copyCell()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(current.data().toString());
}

void AnswersPanel::copyTable()
{
    const QByteArray csv = answersAsCsv(*m_model);
    auto* copied = new QMimeData;
    copied->setData(QStringLiteral("text/csv"), csv);
    copied->setText(QString::fromUtf8(csv.mid(3))); // whoever pastes text wants no byte order mark
    QGuiApplication::clipboard()->setMimeData(copied);
    emit noticed(tr("The table is copied: %n prompt(s).", nullptr, m_model->rowCount()));
}

QString AnswersPanel::saveTable(const QString& path) const
{
    const QByteArray csv = answersAsCsv(*m_model);
    const auto written = writeFileAtomically(
        path.toStdString(), std::string_view(csv.data(), static_cast<std::size_t>(csv.size())));
    return written ? QString() : translatedCore(written.error().message);
}

void AnswersPanel::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("answers-splitter"), m_splitter->saveState());
    settings.beginGroup(projectKey());
    QStringList columns;
    for (const std::string& key : m_chosen)
        columns.append(QString::fromStdString(key));
    if (m_isChosen)
        settings.setValue(QStringLiteral("columns"), columns);
    settings.setValue(QStringLiteral("widths"), m_table->arrangedWidths());
    settings.setValue(QStringLiteral("reference"), QString::fromStdString(m_model->reference()));
    settings.setValue(QStringLiteral("hidden-jobs"), m_jobs->hiddenJobs());
    settings.endGroup();
}

void AnswersPanel::restoreState(const QSettings& settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("answers-splitter")).toByteArray());
    const QString group = projectKey() + u'/';
    m_isChosen = settings.contains(group + QStringLiteral("columns"));
    m_chosen.clear();
    for (const QString& key : settings.value(group + QStringLiteral("columns")).toStringList())
        m_chosen.push_back(key.toStdString());
    m_table->arrange(settings.value(group + QStringLiteral("widths")).toMap());
    m_model->setReference(settings.value(group + QStringLiteral("reference")).toString().toStdString());
    m_jobs->setHiddenJobs(settings.value(group + QStringLiteral("hidden-jobs")).toStringList());
}

} // namespace dankai::ui
