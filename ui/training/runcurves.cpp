// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runcurves.h"

#include "core/report/curvecsv.h"
#include "ui/page/command.h"
#include "ui/plot/curveplot.h"
#include "ui/sentence/coresentence.h"
#include "ui/training/runplots.h"
#include "ui/training/runwords.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int narrowestChoice = 88;
constexpr int smoothingWidth = 150;
constexpr int comparedWidth = 180;

struct Smoothing
{
    const char* name;
    double weight;
};

constexpr Smoothing smoothings[] = {
    {QT_TRANSLATE_NOOP("dankai::ui::RunCurves", "No smoothing"), 0},
    {QT_TRANSLATE_NOOP("dankai::ui::RunCurves", "Little smoothing"), 0.6},
    {QT_TRANSLATE_NOOP("dankai::ui::RunCurves", "Smoothed"), 0.8},
    {QT_TRANSLATE_NOOP("dankai::ui::RunCurves", "Strongly smoothed"), 0.95},
    {QT_TRANSLATE_NOOP("dankai::ui::RunCurves", "Very strongly smoothed"), 0.99},
};
constexpr int usualSmoothing = 2;

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

RunCurves::RunCurves(ProjectSession& session, const RunWatch& watch, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_watch(watch)
    , m_smoothing(new QComboBox(this))
    , m_compared(new QComboBox(this))
    , m_plots(new RunPlots(this))
{
    buildActions();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(4);
    m_tools = buildTools();
    layout->addWidget(m_tools);
    layout->addWidget(m_plots, 1);
    connect(&m_watch, &RunWatch::changed, this, &RunCurves::listOthers);
}

RunCurves::~RunCurves() = default;

void RunCurves::setPresenting(bool isPresenting)
{
    m_tools->setVisible(!isPresenting);
    m_plots->setPresenting(isPresenting);
}

void RunCurves::buildActions()
{
    const auto add = [this](const QString& id, auto slot) {
        QAction* action = makeCommand(this, id, slot);
        m_commands.push_back(action);
        return action;
    };
    add(QStringLiteral("training.whole_curve"), [this] { m_plots->showEverything(); });
    m_saveActions.push_back(add(QStringLiteral("training.save_picture"), [this] {
        saveAs(tr("Save the curves as a picture"), tr("Picture (*.png)"), QStringLiteral("png"),
            &RunCurves::savePicture);
    }));
    m_saveActions.push_back(add(QStringLiteral("training.save_table"), [this] {
        saveAs(tr("Save the curves as a table"), tr("Table (*.csv)"), QStringLiteral("csv"),
            &RunCurves::saveTable);
    }));
    m_saveActions.push_back(add(QStringLiteral("training.copy_picture"), [this] {
        QGuiApplication::clipboard()->setImage(m_plots->image());
        emit noticed(tr("The picture is on the clipboard."));
    }));
}

QWidget* RunCurves::buildTools()
{
    auto* tools = new QWidget(this);
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Exponential mean of the training loss, begun anew in each phase"));
    for (const Smoothing& smoothing : smoothings)
        m_smoothing->addItem(tr(smoothing.name), smoothing.weight);
    m_smoothing->setCurrentIndex(usualSmoothing);
    m_plots->setSmoothing(smoothings[usualSmoothing].weight);
    m_compared->setAccessibleName(tr("Compare with another run"));
    for (const auto& [box, width] :
        {std::pair(m_smoothing, smoothingWidth), std::pair(m_compared, comparedWidth)}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        // They give way before what stands beside the curves does.
        box->setMinimumWidth(narrowestChoice);
        box->setMaximumWidth(width);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    auto* logarithmic = new QCheckBox(tr("Logarithmic"), tools);
    logarithmic->setToolTip(tr("Loss on a logarithmic scale"));
    auto* everything = new QPushButton(tr("Whole curve"), tools);
    everything->setToolTip(tr("The wheel zooms, dragging pans, Shift and dragging chooses a range."));
    auto* layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_smoothing, smoothingWidth); // all the room there is, up to their widest
    layout->addWidget(m_compared, comparedWidth);
    layout->addWidget(logarithmic);
    layout->addStretch();
    layout->addWidget(everything);
    connect(m_smoothing, &QComboBox::currentIndexChanged, this,
        [this] { m_plots->setSmoothing(m_smoothing->currentData().toDouble()); });
    connect(m_compared, &QComboBox::activated, this,
        [this] { compareWith(m_compared->currentData().toString()); });
    connect(logarithmic, &QCheckBox::toggled, m_plots, &RunPlots::setLogarithmic);
    connect(everything, &QPushButton::clicked, m_plots, &RunPlots::showEverything);
    return tools;
}

void RunCurves::setRun(const QString& id, const RunHistory* history, const RunFacts& facts)
{
    clearRun(id);
    m_history = history;
    m_heldOutNames = facts.spec.heldOutPhases;
    std::int64_t steps = 0;
    for (const PlannedPhase& phase : facts.planned)
        steps += phase.steps;
    m_plots->setRun(m_history, facts.spec, steps);
}

void RunCurves::clearRun(const QString& id)
{
    m_id = id;
    m_plots->clearRun(); // before what it draws is gone
    m_history = nullptr;
    m_comparedFollower.reset();
    m_comparedHistory.clear();
    m_comparedId.clear();
    listOthers();
}

void RunCurves::update(bool isAnew)
{
    m_plots->update(isAnew);
}

void RunCurves::listOthers()
{
    const QSignalBlocker quiet(m_compared);
    m_compared->clear();
    m_compared->addItem(tr("No second run"), QString());
    for (const RunListing& listing : m_watch.runs()) {
        const QString id = textOf(listing.record.id);
        if (id != m_id && listing.record.startedMs != 0)
            m_compared->addItem(tr("with run %1, %2").arg(id, runArmWord(listing.record)), id);
    }
    m_compared->setCurrentIndex(std::max(0, m_compared->findData(m_comparedId)));
}

void RunCurves::compareWith(const QString& id)
{
    m_comparedId = id;
    m_comparedFollower.reset();
    m_plots->setCompared(nullptr, {}, {});
    m_comparedHistory.clear();
    if (id.isEmpty())
        return;
    const std::filesystem::path folder = m_session.folder() / "runs" / id.toStdString();
    m_session.questions().ask(
        this, [folder](Project&, const StopFlag&) { return readRunFacts(folder); },
        [this, folder, id](const Result<RunFacts>& facts) {
            if (id != m_comparedId)
                return;
            if (!facts) {
                emit noticed(translatedCore(facts.error().message));
                return;
            }
            m_plots->setCompared(&m_comparedHistory, facts->spec, tr("run %1").arg(id));
            m_comparedFollower = std::make_unique<RunFollower>(folder);
            connect(m_comparedFollower.get(), &RunFollower::arrived, this, &RunCurves::takeCompared);
        });
}

void RunCurves::takeCompared(const RunNews& news)
{
    if (news.isAnew)
        m_comparedHistory.clear();
    for (const Event& event : news.events)
        m_comparedHistory.add(event);
    m_plots->updateCompared();
}

QString RunCurves::savePicture(const QString& file) const
{
    return m_plots->image().save(file, "PNG")
        ? QString()
        : tr("The picture could not be written to %1. Choose another folder.").arg(file);
}

QString RunCurves::saveTable(const QString& file) const
{
    static const RunHistory nothing;
    const RunHistory& history = m_history != nullptr ? *m_history : nothing;
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly)) {
        out.write(QByteArray::fromStdString(curvesAsCsv(history, m_heldOutNames, m_plots->smoothing())));
        if (out.commit())
            return {};
    }
    return tr("The table could not be written to %1: %2. Choose another folder.")
        .arg(file, out.errorString());
}

void RunCurves::saveAs(const QString& title, const QString& filter, const QString& suffix,
    QString (RunCurves::*save)(const QString&) const)
{
    auto* dialog = new QFileDialog(this, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(filter);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("run-%1.%2").arg(m_id, suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, save](const QString& file) {
        const QString problem = (this->*save)(file);
        emit noticed(problem.isEmpty() ? tr("Saved as %1.").arg(file) : problem);
    });
    dialog->open();
}

void RunCurves::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("smoothing"), m_smoothing->currentIndex());
}

void RunCurves::restoreState(const QSettings& settings)
{
    const int smoothing = settings.value(QStringLiteral("smoothing"), usualSmoothing).toInt();
    m_smoothing->setCurrentIndex(std::clamp(smoothing, 0, m_smoothing->count() - 1));
}

} // namespace dankai::ui
