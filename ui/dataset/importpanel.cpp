// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/importpanel.h"

#include "core/dataset/datasetformat.h"
#include "ui/dataset/columnmapping.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/session/progressrelay.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>

namespace dankai::ui {

namespace {

constexpr int previewRows = 50;
constexpr int previewLength = 160;
constexpr int barSteps = 1000;

constexpr std::array encodings = {TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be,
    TextEncoding::Cp932, TextEncoding::EucJp};

QTableWidget* makeTable(const QStringList& headings, QWidget* parent)
{
    auto* table = new QTableWidget(0, static_cast<int>(headings.size()), parent);
    table->setHorizontalHeaderLabels(headings);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setWordWrap(false);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    return table;
}

void setRow(QTableWidget* table, int row, const QStringList& texts)
{
    for (int column = 0; column < texts.size(); ++column)
        table->setItem(row, column, new QTableWidgetItem(texts.at(column)));
}

} // namespace

struct ImportPanel::Preview
{
    QStringList columns; // of the file, also where its rows could not be read
    Result<ImportReport> report;
    std::vector<ImportedRow> rows; // the first ones
};

struct ImportPanel::Outcome
{
    ImportReport report;
    ImportOutcome stored;
};

ImportPanel::ImportPanel(ProjectSession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_heading(new QLabel(this))
    , m_found(new QLabel(this))
    , m_format(new QComboBox(this))
    , m_encoding(new QComboBox(this))
    , m_mapping(new ColumnMapping(this))
    , m_rows(makeTable({tr("Line"), tr("Instruction"), tr("Response"), tr("Score")}, this))
    , m_rejectedHeading(new QLabel(this))
    , m_rejected(makeTable({tr("Line"), tr("Why it is left out")}, this))
    , m_bar(new QProgressBar(this))
    , m_progress(new QLabel(this))
    , m_skip(new QPushButton(this))
    , m_import(new QPushButton(tr("Import"), this))
{
    setWindowTitle(tr("Import"));
    setModal(false);
    resize(920, 640);
    m_heading->setFont(typeFont(TypeSize::Heading));
    m_found->setWordWrap(true);
    m_found->setTextFormat(Qt::PlainText);
    m_found->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_format->addItem(tr("Format: as found"), QStringLiteral("auto"));
    for (const DatasetFormat& format : datasetFormats())
        m_format->addItem(QString::fromUtf8(format.name.data(), static_cast<qsizetype>(format.name.size())),
            QString::fromUtf8(format.name.data(), static_cast<qsizetype>(format.name.size())));
    m_encoding->addItem(tr("Encoding: as found"), -1);
    for (const TextEncoding encoding : encodings) {
        const std::string_view name = nameOf(encoding);
        m_encoding->addItem(
            QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), static_cast<int>(encoding));
    }
    m_format->setAccessibleName(tr("Format"));
    m_encoding->setAccessibleName(tr("Encoding"));
    m_rows->setAccessibleName(tr("The first rows"));
    m_rejected->setAccessibleName(tr("Rows that are left out"));
    m_rows->setColumnWidth(0, 64);
    m_rows->setColumnWidth(1, 380);
    m_rows->setColumnWidth(2, 340);
    m_rejected->setColumnWidth(0, 64);
    m_rejected->setMaximumHeight(160);
    m_bar->setTextVisible(false);
    m_import->setProperty("primary", true);
    m_import->setDefault(true);

    auto* choices = new QHBoxLayout;
    choices->addWidget(m_format);
    choices->addWidget(m_encoding);
    choices->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_skip);
    buttons->addWidget(m_import);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addWidget(m_heading);
    layout->addWidget(m_found);
    layout->addLayout(choices);
    layout->addWidget(m_mapping);
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_rejectedHeading);
    layout->addWidget(m_rejected);
    layout->addWidget(m_bar);
    layout->addLayout(buttons);

    connect(m_format, &QComboBox::activated, this, &ImportPanel::look);
    connect(m_encoding, &QComboBox::activated, this, &ImportPanel::look);
    connect(m_mapping, &ColumnMapping::chosen, this, &ImportPanel::look);
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
    if (!m_isStoring)
        m_files.clear();
    QDialog::reject();
}

void ImportPanel::begin(const QStringList& files)
{
    for (const QString& file : files)
        m_files.push_back(file);
    QDialog::show();
    raise();
    activateWindow();
    if (!m_isStoring)
        lookAtNext();
}

void ImportPanel::lookAtNext()
{
    if (m_files.empty()) {
        close();
        return;
    }
    m_format->setCurrentIndex(0);
    m_encoding->setCurrentIndex(0);
    m_mapping->clear();
    look();
}

ImportOptions ImportPanel::options() const
{
    ImportOptions options;
    options.format = m_format->currentData().toString().toStdString();
    if (const int encoding = m_encoding->currentData().toInt(); encoding >= 0)
        options.encoding = static_cast<TextEncoding>(encoding);
    options.columns = m_mapping->mapping();
    return options;
}

void ImportPanel::showProgress(double share, const QString& text)
{
    m_bar->setRange(0, share < 0 ? 0 : barSteps);
    m_bar->setValue(static_cast<int>(share * barSteps));
    m_progress->setText(text);
}

ProgressCallback ImportPanel::progressTeller(quint64 generation)
{
    return relayProgress(this, [this, generation, isStoring = m_isStoring](const ProgressReport& report) {
        if (m_generation != generation)
            return;
        showProgress(report.share,
            !isStoring               ? QString()
                : report.secondsLeft ? tr("Importing, about %n second(s) left", nullptr, *report.secondsLeft)
                                     : tr("Importing"));
    });
}

// Reads the whole file without storing a row: every rejection is known before anything is committed.
void ImportPanel::look()
{
    if (m_files.empty())
        return;
    if (m_stop)
        *m_stop = true;
    m_stop = std::make_shared<StopFlag>(false);
    const quint64 generation = ++m_generation;
    const QString file = m_files.front();
    m_heading->setText(QFileInfo(file).fileName());
    m_found->setText(tr("Reading"));
    m_rows->setRowCount(0);
    m_rejected->setRowCount(0);
    m_rejectedHeading->hide();
    m_rejected->hide();
    m_import->setEnabled(false);
    m_skip->setText(m_files.size() > 1 ? tr("Skip this file") : tr("Do not import"));
    m_bar->show();
    showProgress(0, {});
    m_session.work().ask(
        this,
        [path = std::filesystem::path(file.toStdString()), options = options(), stop = m_stop,
            tell = progressTeller(generation)](Project&, const StopFlag&) -> Result<Preview> {
            Preview preview;
            if (const auto columns = readColumnNames(path, options))
                for (const std::string& column : *columns)
                    preview.columns.append(QString::fromStdString(column));
            preview.report = importFile(
                path, options,
                [&](ImportedRow&& row) -> Result<> {
                    if (preview.rows.size() < previewRows)
                        preview.rows.push_back(std::move(row));
                    return {};
                },
                tell, stop.get());
            return preview;
        },
        [this, generation](Result<Preview> preview) {
            if (generation != m_generation)
                return;
            m_bar->hide();
            if (!preview) {
                m_found->setText(QString::fromStdString(preview.error().message));
                return;
            }
            m_mapping->setColumns(preview->columns);
            if (preview->report)
                show(*preview);
            else if (!preview->columns.isEmpty() && m_format->currentIndex() == 0
                && m_mapping->mapping().empty())
                m_found->setText(tr("Which column is the instruction and which the response cannot be told "
                                    "from their names. Choose them here."));
            else
                m_found->setText(QString::fromStdString(preview->report.error().message));
        });
}

void ImportPanel::show(const Preview& preview)
{
    const ImportReport& report = *preview.report;
    const QLocale locale;
    const std::string_view encoding = nameOf(report.encoding);
    QStringList found = {tr("%1, %2: %3 rows, %4 of them can be used")
                             .arg(QString::fromStdString(report.format),
                                 QString::fromUtf8(encoding.data(), static_cast<qsizetype>(encoding.size())),
                                 locale.toString(static_cast<qulonglong>(report.rows)),
                                 locale.toString(static_cast<qulonglong>(report.accepted)))};
    if (!report.columns.empty())
        found.append(tr("Columns: %1").arg(QString::fromStdString(report.columns)));
    if (report.scored + report.unscored > 0)
        found.append(tr("%1 rows bring a score, %2 more have one that is no number")
                         .arg(locale.toString(static_cast<qulonglong>(report.scored)),
                             locale.toString(static_cast<qulonglong>(report.unscored))));
    for (const std::string& note : report.notes)
        found.append(QString::fromStdString(note));
    m_found->setText(found.join(QStringLiteral("\n")));

    m_rows->setRowCount(static_cast<int>(preview.rows.size()));
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        const ImportedRow& imported = preview.rows[static_cast<std::size_t>(row)];
        setRow(m_rows, row,
            {locale.toString(static_cast<qulonglong>(imported.example.source.line)),
                beginningOnOneLine(userTurn(imported.example), previewLength),
                beginningOnOneLine(imported.example.response, previewLength),
                imported.score ? QString::fromStdString(imported.score->raw).simplified() : QString()});
    }
    m_rejected->setRowCount(static_cast<int>(report.rejections.size()));
    for (int row = 0; row < m_rejected->rowCount(); ++row) {
        const Rejection& rejection = report.rejections[static_cast<std::size_t>(row)];
        setRow(m_rejected, row,
            {locale.toString(static_cast<qulonglong>(rejection.line)),
                QString::fromStdString(rejection.reason)});
    }
    const bool hasRejected = report.rejected > 0;
    m_rejectedHeading->setText(report.rejected > report.rejections.size()
            ? tr("%1 rows are left out; the first %2:")
                  .arg(locale.toString(static_cast<qulonglong>(report.rejected)),
                      locale.toString(static_cast<qulonglong>(report.rejections.size())))
            : tr("%n row(s) are left out:", nullptr, static_cast<int>(report.rejected)));
    m_rejectedHeading->setVisible(hasRejected);
    m_rejected->setVisible(hasRejected);
    m_import->setEnabled(report.accepted > 0);
    m_import->setText(tr("Import %n example(s)", nullptr, static_cast<int>(report.accepted)));
    m_import->setFocus();
}

void ImportPanel::store()
{
    m_isStoring = true;
    m_stop = std::make_shared<StopFlag>(false);
    const quint64 generation = ++m_generation;
    const QString file = m_files.front();
    m_import->setEnabled(false);
    m_format->setEnabled(false);
    m_encoding->setEnabled(false);
    m_mapping->setEnabled(false);
    m_skip->setText(tr("Stop the import"));
    m_bar->show();
    showProgress(0, tr("Importing"));
    m_session.work().ask(
        this,
        [path = file.toStdString(), options = options(), stop = m_stop, tell = progressTeller(generation)](
            Project& project, const StopFlag&) -> Result<Outcome> {
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
            m_format->setEnabled(true);
            m_encoding->setEnabled(true);
            m_mapping->setEnabled(true);
            m_bar->hide();
            m_progress->clear();
            const QLocale locale;
            if (!outcome) {
                m_found->setText(QString::fromStdString(outcome.error().message));
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
