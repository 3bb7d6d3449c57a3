// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/filterbar.h"

#include "ui/page/searchkeys.h"
#include "ui/page/textfield.h"
#include "ui/plot/histogramplot.h"
#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"
#include "ui/sentence/scorername.h"
#include "ui/style/type.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int typingPauseMs = 200;
constexpr int shortestSearchField = 160;
constexpr int shortestChoice = 7; // characters
constexpr int shortestScorer = 16;
constexpr int scorerListWidth = 280;

// What a combo box holds for "no filter": the other entries hold something else.
constexpr int everything = -100;

void selectData(QComboBox* box, const QVariant& data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

QString phaseKey(const std::string& plan, int place)
{
    return QString::number(place) + QLatin1Char('\n') + QString::fromStdString(plan);
}

} // namespace

QString nameOf(TextScript script)
{
    switch (script) {
    case TextScript::None:
        return FilterBar::tr("Without letters");
    case TextScript::Japanese:
        return FilterBar::tr("Japanese");
    case TextScript::Chinese:
        return FilterBar::tr("Chinese");
    case TextScript::Korean:
        return FilterBar::tr("Korean");
    case TextScript::Latin:
        return FilterBar::tr("English and other Latin letters");
    case TextScript::Cyrillic:
        return FilterBar::tr("Cyrillic letters");
    case TextScript::Arabic:
        return FilterBar::tr("Arabic");
    case TextScript::Devanagari:
        return FilterBar::tr("Devanagari");
    case TextScript::Thai:
        return FilterBar::tr("Thai");
    case TextScript::Greek:
        return FilterBar::tr("Greek");
    case TextScript::Hebrew:
        return FilterBar::tr("Hebrew");
    case TextScript::Other:
        break;
    }
    return FilterBar::tr("Another script");
}

FilterBar::FilterBar(ProjectSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_countRow(new QHBoxLayout)
    , m_search(new QLineEdit(this))
    , m_scorer(new QComboBox(this))
    , m_saved(new QPushButton(tr("Saved filters"), this))
    , m_savedMenu(new QMenu(this))
    , m_clear(new QPushButton(tr("Clear filters"), this))
    , m_phase(new QComboBox(this))
    , m_source(new QComboBox(this))
    , m_script(new QComboBox(this))
    , m_exclusion(new QComboBox(this))
    , m_finding(new QComboBox(this))
    , m_scoreHistogram(new HistogramPlot(this))
    , m_tokenHistogram(new HistogramPlot(this))
    , m_lengthHistogram(new HistogramPlot(this))
    , m_count(new QLabel(this))
{
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPauseMs);
    m_count->setTextFormat(Qt::PlainText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildSearchRow());
    layout->addWidget(buildChoiceRow());
    layout->addWidget(buildHistograms());
    m_countRow->setSpacing(8);
    m_countRow->addWidget(m_count, 1);
    layout->addLayout(m_countRow);
    showChoices();
}

QWidget* FilterBar::buildSearchRow()
{
    auto* row = new QWidget(this);
    m_search->setPlaceholderText(tr("Search instructions and responses"));
    m_search->setClearButtonEnabled(true);
    limitSearch(m_search);
    m_search->setAccessibleName(tr("Search"));
    m_search->setMinimumWidth(shortestSearchField);
    m_scorer->setAccessibleName(tr("Difficulty by"));
    m_scorer->setToolTip(tr("Whose scores are shown as the difficulty"));
    m_scorer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scorer->setMinimumContentsLength(shortestScorer);
    m_scorer->view()->setMinimumWidth(scorerListWidth); // names in full
    m_saved->setMenu(m_savedMenu);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search, 1);
    layout->addWidget(m_scorer);
    layout->addWidget(m_saved);
    layout->addWidget(m_clear);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &FilterBar::readChoices);
    leadTo(m_search, [this] { emit resultsWanted(); });
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::readChoices);
    connect(m_scorer, &QComboBox::activated, this, &FilterBar::readChoices);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);
    connect(m_savedMenu, &QMenu::aboutToShow, this, &FilterBar::fillSavedFilters);
    return row;
}

QWidget* FilterBar::buildChoiceRow()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);

    struct Choice
    {
        QComboBox* box;
        QString name;
        QString all;
    };

    for (const auto& [box, name, all] : {Choice{m_phase, tr("Phase"), tr("All phases")},
             Choice{m_script, tr("Language"), tr("All languages")},
             Choice{m_source, tr("Source"), tr("All sources")},
             Choice{m_exclusion, tr("Excluded examples"), tr("With excluded")},
             Choice{m_finding, tr("Finding"), tr("All findings")}}) {
        box->setAccessibleName(name);
        box->setToolTip(name);
        box->addItem(all, everything);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(shortestChoice);
        layout->addWidget(box, 1);
        connect(box, &QComboBox::activated, this, &FilterBar::readChoices);
    }
    m_exclusion->addItem(tr("Not excluded"), static_cast<int>(ExclusionFilter::Included));
    m_exclusion->addItem(tr("Excluded"), static_cast<int>(ExclusionFilter::Excluded));
    m_finding->addItem(tr("Too long: will be cut off"), static_cast<int>(ExampleFinding::CutOff));
    m_finding->addItem(tr("Answered in another language"), static_cast<int>(ExampleFinding::OtherLanguage));
    m_finding->addItem(tr("Nearly the same as another"), static_cast<int>(ExampleFinding::NearDuplicate));
    m_finding->addItem(tr("No score"), static_cast<int>(ExampleFinding::Unscored));
    m_finding->addItem(tr("Edited since the import"), static_cast<int>(ExampleFinding::Edited));
    return row;
}

QWidget* FilterBar::buildHistograms()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);

    struct Captioned
    {
        HistogramPlot* plot;
        QString caption;
        ValueRange ExampleFilter::*range;
    };

    for (const auto& [plot, caption, range] :
        {Captioned{m_scoreHistogram, tr("Difficulty"), &ExampleFilter::score},
            Captioned{m_tokenHistogram, tr("Tokens"), &ExampleFilter::tokens},
            Captioned{m_lengthHistogram, tr("Characters of the response"), &ExampleFilter::responseLength}}) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        auto* label = new QLabel(caption, row);
        label->setFont(typeFont(TypeSize::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
        if (plot == m_tokenHistogram)
            m_tokenCaption = label;
        plot->setAccessibleName(caption);
        plot->setToolTip(tr("Drag to choose a range, double-click to take it back"));
        column->addWidget(label);
        column->addWidget(plot);
        layout->addLayout(column, 1);
        connect(plot, &HistogramPlot::rangeChosen, this, [this, range = range](const ValueRange& chosen) {
            ExampleQuery query = m_query;
            query.filter.*range = chosen;
            change(query);
        });
    }
    return row;
}

void FilterBar::setOrder(ExampleOrder order, OrderDirection direction)
{
    ExampleQuery query = m_query;
    query.order = order;
    query.direction = direction;
    change(query);
}

void FilterBar::clear()
{
    ExampleQuery query = m_query;
    query.text.clear();
    query.filter = {};
    change(query);
}

void FilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QStringList FilterBar::phaseNames() const
{
    QStringList names;
    if (m_plans == nullptr)
        return names;
    const auto plan = std::ranges::find(*m_plans, m_query.plan, &PlanPhases::plan);
    if (plan != m_plans->end())
        for (const std::string& phase : plan->phases)
            names.append(phaseNameWord(phase, static_cast<int>(names.size()) + 1));
    return names;
}

void FilterBar::addButton(QPushButton* button)
{
    m_countRow->addWidget(button);
}

bool FilterBar::isFiltering() const
{
    return !m_query.text.empty() || m_query.filter != ExampleFilter();
}

void FilterBar::takeFigures()
{
    fillScorers();
    ExampleQuery query = m_query;
    query.scorer = m_scorer->currentData().toString().toStdString();
    // The plan that was changed last is what people work on, unless they filter by another.
    const auto& plans = m_session.figures().plans;
    const bool isThere = std::ranges::find(plans, query.plan, &PlanListing::name) != plans.end();
    if (!isThere || !query.filter.place) {
        const auto newest = std::ranges::max_element(plans, {}, &PlanListing::changedMs);
        query.plan = newest == plans.end() ? std::string() : newest->name;
        if (!isThere)
            query.filter.place.reset();
    }
    m_query = query;
    showChoices();
}

void FilterBar::show(const BrowseAnswer& answer)
{
    if (m_data != answer.data || m_plans != answer.plans) {
        m_data = answer.data;
        m_plans = answer.plans;
        fillPhases();
        fillSources();
        fillScripts();
        showChoices();
    }
    const ExampleFilter& filter = m_query.filter;
    m_scoreHistogram->setHistogram(answer.scores);
    m_scoreHistogram->setRange(filter.score);
    m_tokenHistogram->setHistogram(answer.tokens);
    const bool isCounted = answer.rows.empty()
        || std::ranges::any_of(answer.tokens.counts, [](auto count) { return count > 0; });
    m_tokenCaption->setText(isCounted ? tr("Tokens") : tr("Tokens: not counted yet"));
    m_tokenCaption->setToolTip(isCounted ? QString() : tr("The Phases page counts them."));
    m_tokenHistogram->setRange(filter.tokens);
    m_lengthHistogram->setHistogram(answer.responseLengths);
    m_lengthHistogram->setRange(filter.responseLength);

    const QLocale locale;
    const auto total = static_cast<qulonglong>(answer.data->columns.size());
    const auto shown = static_cast<qulonglong>(answer.rows.size());
    QString count = shown == total
        ? tr("%n example(s)", nullptr, static_cast<int>(total))
        : tr("%1 of %2 examples").arg(locale.toString(shown), locale.toString(total));
    if (!answer.searchIndex.isComplete() && !m_query.text.empty())
        count += tr(" - the search index is being built; %1 of %2 are in it")
                     .arg(locale.toString(static_cast<qulonglong>(answer.searchIndex.indexed)),
                         locale.toString(static_cast<qulonglong>(answer.searchIndex.total)));
    const NearDuplicateState& compared = answer.data->nearDuplicates;
    if (filter.finding == ExampleFinding::NearDuplicate && !compared.isComplete())
        count += tr(" - %1 of %2 have been compared with the others")
                     .arg(locale.toString(static_cast<qulonglong>(compared.compared)),
                         locale.toString(static_cast<qulonglong>(compared.total)));
    m_count->setText(count);
}

void FilterBar::readChoices()
{
    m_typing.stop();
    ExampleQuery query = m_query;
    query.text = m_search->text().trimmed().toStdString();
    query.scorer = m_scorer->currentData().toString().toStdString();
    ExampleFilter& filter = query.filter;
    filter.place.reset();
    if (const QString phase = m_phase->currentData().toString(); phase.contains(QLatin1Char('\n'))) {
        filter.place = static_cast<std::int8_t>(phase.section(QLatin1Char('\n'), 0, 0).toInt());
        query.plan = phase.section(QLatin1Char('\n'), 1).toStdString();
    }
    filter.source.reset();
    if (m_source->currentIndex() > 0)
        filter.source = m_source->currentData().toString().toStdString();
    const auto chosen = [](const QComboBox* box) { return box->currentData().toInt(); };
    filter.script.reset();
    if (chosen(m_script) != everything)
        filter.script = static_cast<TextScript>(chosen(m_script));
    filter.finding.reset();
    if (chosen(m_finding) != everything)
        filter.finding = static_cast<ExampleFinding>(chosen(m_finding));
    filter.exclusion = chosen(m_exclusion) == everything ? ExclusionFilter::Any
                                                         : static_cast<ExclusionFilter>(chosen(m_exclusion));
    change(query);
}

void FilterBar::change(const ExampleQuery& query)
{
    m_typing.stop();
    m_query = query;
    showChoices();
    emit queryChanged(m_query);
}

// The fields follow the query, whoever changed it.
void FilterBar::showChoices()
{
    const ExampleFilter& filter = m_query.filter;
    const QString text = QString::fromStdString(m_query.text);
    // An answer that comes while somebody types takes nothing back.
    if (!m_typing.isActive() && m_search->text().trimmed() != text) {
        const QSignalBlocker quiet(m_search);
        m_search->setText(text);
    }
    selectData(
        m_phase, filter.place ? QVariant(phaseKey(m_query.plan, *filter.place)) : QVariant(everything));
    selectData(
        m_source, filter.source ? QVariant(QString::fromStdString(*filter.source)) : QVariant(everything));
    selectData(m_script, filter.script ? static_cast<int>(*filter.script) : everything);
    selectData(m_finding, filter.finding ? static_cast<int>(*filter.finding) : everything);
    selectData(m_exclusion,
        filter.exclusion == ExclusionFilter::Any ? everything : static_cast<int>(filter.exclusion));
    m_clear->setEnabled(isFiltering());
}

void FilterBar::fillScorers()
{
    const QString chosen = m_scorer->currentData().toString();
    m_scorer->clear();
    for (const ScorerFigures& scorer : m_session.figures().scorers)
        m_scorer->addItem(scorerWord(scorer.scorer), QString::fromStdString(scorer.scorer));
    if (m_scorer->count() == 0)
        m_scorer->addItem(tr("No scores yet"), QString());
    // What a plan cuts on is what people want to see first.
    int index = m_scorer->findData(chosen);
    if (index < 0 && !m_session.figures().plans.empty())
        index = m_scorer->findData(QString::fromStdString(m_session.figures().plans.front().scorer));
    m_scorer->setCurrentIndex(std::max(0, index));
    m_scorer->setEnabled(!m_session.figures().scorers.empty());
}

void FilterBar::fillPhases()
{
    while (m_phase->count() > 1)
        m_phase->removeItem(1);
    for (const PlanPhases& plan : *m_plans) {
        // One plan needs no name before its phases.
        const auto named = [&](const QString& phase) {
            return m_plans->size() == 1 ? phase
                                        : QString::fromStdString(plan.plan) + QStringLiteral(" › ") + phase;
        };
        for (std::size_t i = 0; i < plan.phases.size(); ++i)
            m_phase->addItem(named(phaseNameWord(plan.phases[i], static_cast<int>(i) + 1)),
                phaseKey(plan.plan, static_cast<int>(i)));
        m_phase->addItem(named(tr("Without a phase")), phaseKey(plan.plan, unscoredPlace));
        m_phase->addItem(named(tr("Not in the plan")), phaseKey(plan.plan, excludedPlace));
    }
    m_phase->setEnabled(!m_plans->empty());
}

void FilterBar::fillSources()
{
    while (m_source->count() > 1)
        m_source->removeItem(1);
    for (const std::string& source : m_data->columns.sourceNames) {
        const QString file = QString::fromStdString(source);
        m_source->addItem(QFileInfo(file).fileName(), file);
        m_source->setItemData(m_source->count() - 1, file, Qt::ToolTipRole);
    }
    m_source->setEnabled(m_source->count() > 2 || m_query.filter.source);
}

void FilterBar::fillScripts()
{
    while (m_script->count() > 1)
        m_script->removeItem(1);
    for (const TextScript script : m_data->scripts)
        m_script->addItem(nameOf(script), static_cast<int>(script));
    m_script->setEnabled(m_script->count() > 2 || m_query.filter.script);
}

void FilterBar::fillSavedFilters()
{
    m_savedMenu->clear();
    m_savedMenu->addAction(tr("Save this filter…"), this, &FilterBar::keepFilter)->setEnabled(isFiltering());
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return project.filters().list(); },
        [this](Result<std::vector<SavedFilter>> filters) {
            if (!filters) {
                emit noticed(translatedCore(filters.error().message));
                return;
            }
            if (filters->empty())
                return;
            m_savedMenu->addSeparator();
            for (const SavedFilter& filter : *filters)
                m_savedMenu->addAction(QString::fromStdString(filter.name), this, [this, filter] {
                    ExampleQuery query = filter.query;
                    // A scorer or plan that is gone by now leaves those of today.
                    if (m_scorer->findData(QString::fromStdString(query.scorer)) < 0)
                        query.scorer = m_query.scorer;
                    const auto& plans = m_session.figures().plans;
                    if (std::ranges::find(plans, query.plan, &PlanListing::name) == plans.end()) {
                        query.plan = m_query.plan;
                        query.filter.place.reset();
                    }
                    m_scorer->setCurrentIndex(
                        std::max(0, m_scorer->findData(QString::fromStdString(query.scorer))));
                    change(query);
                });
            QMenu* remove = m_savedMenu->addMenu(tr("Delete"));
            for (const SavedFilter& filter : *filters)
                remove->addAction(QString::fromStdString(filter.name), this, [this, name = filter.name] {
                    m_session.questions().change(
                        this,
                        [name](Project& project, const StopFlag&) { return project.filters().remove(name); },
                        [this](const Result<>& removed) {
                            if (!removed)
                                emit noticed(translatedCore(removed.error().message));
                        });
                });
        });
}

void FilterBar::keepFilter()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save this filter"));
    dialog->setLabelText(tr("Name of the filter:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (name.trimmed().isEmpty())
            return;
        m_session.questions().change(
            this,
            [filter = SavedFilter{name.trimmed().toStdString(), m_query}](
                Project& project, const StopFlag&) { return project.filters().save(filter); },
            [this, name](const Result<>& saved) {
                emit noticed(saved ? tr("The filter %1 is saved.").arg(name.trimmed())
                                   : translatedCore(saved.error().message));
            });
    });
    dialog->open();
}

} // namespace dankai::ui
