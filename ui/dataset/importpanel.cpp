// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/importpanel.h"

#include "core/dataset/datasource.h"
#include "core/dataset/llamafactory.h"
#include "ui/dataset/importlook.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/progressrelay.h"
#include "ui/style/type.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace dankai::ui {

namespace {

constexpr int barSteps = 1000;

} // namespace

struct ImportPanel::Outcome
{
    ImportReport report;
    ImportOutcome stored;
};

ImportPanel::ImportPanel(ProjectSession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_heading(new QLabel(this))
    , m_look(new ImportLook(this))
    , m_bar(new QProgressBar(this))
    , m_progress(new QLabel(this))
    , m_skip(new QPushButton(this))
    , m_import(new QPushButton(tr("Import"), this))
{
    setWindowTitle(tr("Import"));
    setModal(false);
    resize(920, 640);
    m_heading->setFont(typeFont(TypeSize::Heading));
    m_bar->setTextVisible(false);
    m_import->setProperty("primary", true);
    m_import->setDefault(true);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_skip);
    buttons->addWidget(m_import);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addWidget(m_heading);
    layout->addWidget(m_look, 1);
    layout->addWidget(m_bar);
    layout->addLayout(buttons);

    connect(m_look, &ImportLook::lookBegan, this, [this] { m_import->setEnabled(false); });
    connect(m_look, &ImportLook::looked, this, &ImportPanel::offerImport);
    connect(m_import, &QPushButton::clicked, this, &ImportPanel::store);
    connect(m_skip, &QPushButton::clicked, this, [this] {
        if (m_isStoring) {
            *m_stop = true;
            return;
        }
        m_files.pop_front();
        lookAtNext();
    });
}

ImportPanel::~ImportPanel()
{
    if (m_stop)
        *m_stop = true;
}

void ImportPanel::reject()
{
    // Closing while rows are stored stops the import; what is committed stays, and the same import goes on.
    if (m_stop)
        *m_stop = true;
    if (!m_isStoring) {
        m_files.clear();
        m_look->clear();
    }
    QDialog::reject();
}

void ImportPanel::begin(const QStringList& files)
{
    QDialog::show();
    raise();
    activateWindow();
    const bool mayBeSeveral = std::ranges::any_of(files, [](const QString& file) {
        const QFileInfo info(file);
        return info.isDir() || info.fileName() == QLatin1String(datasetInfoFile);
    });
    if (!mayBeSeveral) {
        for (const QString& file : files)
            m_files.push_back({file, {}, {}});
        if (!m_isStoring)
            lookAtNext();
        return;
    }
    m_session.questions().ask(
        this,
        [files](Project&, const StopFlag&) -> Result<std::vector<Wanted>> {
            std::vector<Wanted> all;
            for (const QString& file : files)
                std::ranges::move(wantedIn(file), std::back_inserter(all));
            return all;
        },
        [this](Result<std::vector<Wanted>> all) {
            if (!all)
                return;
            std::ranges::move(*all, std::back_inserter(m_files));
            if (!m_isStoring)
                lookAtNext();
        });
}

std::vector<ImportPanel::Wanted> ImportPanel::wantedIn(const QString& path)
{
    const std::filesystem::path place(path.toStdString());
    const auto source = findDataFiles(place, {}, datasetsIn(place));
    if (!source)
        return {{path, {}, source.error().message}};
    std::vector<Wanted> files;
    for (const DataFile& file : source->files)
        files.push_back({QString::fromStdString(file.path.string()), file.options, {}});
    return files;
}

void ImportPanel::lookAtNext()
{
    if (m_files.empty()) {
        close();
        return;
    }
    const Wanted& next = m_files.front();
    m_heading->setText(QFileInfo(next.file).fileName());
    m_skip->setText(m_files.size() > 1 ? tr("Skip this file") : tr("Do not import"));
    m_bar->hide();
    if (next.problem.empty()) {
        m_look->look(next.file, next.options);
        return;
    }
    m_look->clear();
    m_import->setEnabled(false);
    m_look->showSentence(translatedCore(next.problem));
}

void ImportPanel::offerImport()
{
    if (m_look->isPackage()) {
        const QString file = m_look->file();
        m_files.pop_front();
        lookAtNext();
        emit packageFound(file);
        return;
    }
    m_import->setEnabled(m_look->accepted() > 0);
    if (m_look->accepted() == 0)
        return;
    m_import->setText(tr("Import %n example(s)", nullptr, static_cast<int>(m_look->accepted())));
    m_import->setFocus();
}

void ImportPanel::showProgress(double share, const QString& text)
{
    m_bar->setRange(0, share < 0 ? 0 : barSteps);
    m_bar->setValue(static_cast<int>(share * barSteps));
    m_progress->setText(text);
}

ProgressCallback ImportPanel::progressTeller(quint64 generation)
{
    return relayProgress(this, [this, generation](const ProgressReport& report) {
        if (m_generation != generation)
            return;
        showProgress(report.share,
            report.secondsLeft ? tr("Importing, about %n second(s) left", nullptr, *report.secondsLeft)
                               : tr("Importing"));
    });
}

void ImportPanel::store()
{
    m_isStoring = true;
    m_stop = std::make_shared<StopFlag>(false);
    const quint64 generation = ++m_generation;
    const QString file = m_files.front().file;
    m_import->setEnabled(false);
    m_look->setChoosing(false);
    m_skip->setText(tr("Stop the import"));
    m_bar->show();
    showProgress(0, tr("Importing"));
    m_session.work().ask(
        this,
        [path = file.toStdString(), options = m_look->options(), stop = m_stop,
            tell = progressTeller(generation)](Project& project, const StopFlag&) -> Result<Outcome> {
            auto session = project.examples().beginImport(path);
            if (!session)
                return passOn(session);
            Outcome outcome;
            auto report = importFile(
                path, options, [&](ImportedRow&& row) -> Result<> { return session->add(row); }, tell,
                stop.get());
            // Stopped or broken in the middle: what came before stays, and the same import finds it again.
            auto stored = session->finish();
            if (!report)
                return passOn(report);
            if (!stored)
                return passOn(stored);
            outcome.report = std::move(*report);
            outcome.stored = std::move(*stored);
            return outcome;
        },
        [this, file](const Result<Outcome>& outcome) {
            m_isStoring = false;
            m_look->setChoosing(true);
            m_bar->hide();
            m_progress->clear();
            const QLocale locale;
            if (!outcome) {
                m_look->showSentence(translatedCore(outcome.error().message));
                m_skip->setText(m_files.size() > 1 ? tr("Skip this file") : tr("Close"));
                emit imported(tr("%1 was not imported to its end.").arg(QFileInfo(file).fileName()));
                return;
            }
            emit imported(tr("%1: %2 added, %3 already there, %4 left out.")
                              .arg(QFileInfo(file).fileName(),
                                  locale.toString(static_cast<qulonglong>(outcome->stored.added)),
                                  locale.toString(static_cast<qulonglong>(outcome->stored.duplicates)),
                                  locale.toString(static_cast<qulonglong>(outcome->report.rejected))));
            if (!m_files.empty())
                m_files.pop_front();
            lookAtNext();
        });
}

} // namespace dankai::ui
