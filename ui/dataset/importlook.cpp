// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/importlook.h"

#include "core/dataset/datasetformat.h"
#include "core/dataset/datasource.h"
#include "ui/dataset/columnmapping.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/progressrelay.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
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

struct ImportLook::Preview
{
    QStringList columns; // of the file, also where its rows could not be read
    Result<ImportReport> report;
    bool isPackage = false;
    std::vector<ImportedRow> rows; // the first ones
};

ImportLook::ImportLook(QWidget* parent)
    : QWidget(parent)
    , m_work(new BackgroundWork(this))
    , m_found(new QLabel(this))
    , m_format(new QComboBox(this))
    , m_encoding(new QComboBox(this))
    , m_mapping(new ColumnMapping(this))
    , m_rows(makeTable({tr("Line"), tr("Instruction"), tr("Response"), tr("Score")}, this))
    , m_rejectedHeading(new QLabel(this))
    , m_rejected(makeTable({tr("Line"), tr("Why it is left out")}, this))
    , m_bar(new QProgressBar(this))
{
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
    for (QTableWidget* table : {m_rows, m_rejected})
        table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rows->setColumnWidth(0, 64);
    m_rows->setColumnWidth(3, 96);
    m_rows->horizontalHeader()->setStretchLastSection(false);
    for (const int column : {1, 2})
        m_rows->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_rejected->setColumnWidth(0, 64);
    m_rejected->setMaximumHeight(160);
    m_bar->setTextVisible(false);
    auto* choices = new QHBoxLayout;
    choices->addWidget(m_format);
    choices->addWidget(m_encoding);
    choices->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_found);
    layout->addLayout(choices);
    layout->addWidget(m_mapping);
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_rejectedHeading);
    layout->addWidget(m_rejected);
    layout->addWidget(m_bar);
    connect(m_format, &QComboBox::activated, this, &ImportLook::read);
    connect(m_encoding, &QComboBox::activated, this, &ImportLook::read);
    connect(m_mapping, &ColumnMapping::chosen, this, &ImportLook::read);
    clear();
}

void ImportLook::clear()
{
    m_work->drop();
    m_file.clear();
    m_accepted = 0;
    m_columns.clear();
    m_firstRows.clear();
    m_bringsScores = false;
    m_isPackage = false;
    m_found->clear();
    m_rows->setRowCount(0);
    m_rejected->setRowCount(0);
    m_rejectedHeading->hide();
    m_rejected->hide();
    m_bar->hide();
    m_format->setCurrentIndex(0);
    m_encoding->setCurrentIndex(0);
    m_mapping->clear();
}

void ImportLook::look(const QString& file, const ImportOptions& options)
{
    clear();
    m_file = file;
    m_given = options;
    m_format->setCurrentIndex(std::max(0, m_format->findData(QString::fromStdString(options.format))));
    if (options.encoding)
        m_encoding->setCurrentIndex(std::max(0, m_encoding->findData(static_cast<int>(*options.encoding))));
    m_mapping->setMapping(options.columns);
    read();
}

ImportOptions ImportLook::options() const
{
    ImportOptions options;
    options.tags = m_given.tags;
    options.format = m_format->currentData().toString().toStdString();
    if (const int encoding = m_encoding->currentData().toInt(); encoding >= 0)
        options.encoding = static_cast<TextEncoding>(encoding);
    options.columns = m_mapping->mapping();
    for (const auto& [field, column] : m_given.columns)
        if (column.empty()) // a field that is not read
            options.columns.try_emplace(field, column);
    return options;
}

void ImportLook::showSentence(const QString& sentence)
{
    m_found->setText(sentence);
}

void ImportLook::setChoosing(bool isAllowed)
{
    m_format->setEnabled(isAllowed);
    m_encoding->setEnabled(isAllowed);
    m_mapping->setEnabled(isAllowed);
}

// Every rejection is known before anything is committed.
void ImportLook::read()
{
    if (m_file.isEmpty())
        return;
    m_accepted = 0;
    m_firstRows.clear();
    m_bringsScores = false;
    m_isPackage = false;
    m_found->setText(tr("Reading"));
    m_rows->setRowCount(0);
    m_rejected->setRowCount(0);
    m_rejectedHeading->hide();
    m_rejected->hide();
    m_bar->setRange(0, barSteps);
    m_bar->setValue(0);
    m_bar->show();
    const ProgressCallback tell = relayProgress(this, [this](const ProgressReport& report) {
        if (m_work->isBusy())
            m_bar->setValue(static_cast<int>(report.share * barSteps));
    });
    m_work->begin(
        [path = std::filesystem::path(m_file.toStdString()), options = options(), tell](
            const StopFlag& stop) -> Preview {
            Preview preview;
            preview.isPackage = isReviewPackage(path);
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
                tell, &stop);
            return preview;
        },
        [this](Preview preview) {
            m_bar->hide();
            m_columns = preview.columns;
            m_isPackage = preview.isPackage;
            m_mapping->setColumns(preview.columns);
            if (preview.report) {
                m_accepted = preview.report->accepted;
                m_bringsScores = preview.report->scored > 0;
                show(preview);
                m_firstRows = std::move(preview.rows);
            } else if (!preview.columns.isEmpty() && m_format->currentIndex() == 0
                && m_mapping->mapping().empty()) {
                m_found->setText(tr("Which column is the instruction and which the response cannot be told "
                                    "from their names. Choose them here."));
            } else {
                m_found->setText(translatedCore(preview.report.error().message));
            }
            emit looked();
        });
    emit lookBegan();
}

void ImportLook::show(const Preview& preview)
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
        found.append(tr("Columns: %1").arg(translatedCore(report.columns)));
    if (report.scored + report.unscored > 0)
        found.append(tr("%1 rows bring a score, %2 more have one that is no number")
                         .arg(locale.toString(static_cast<qulonglong>(report.scored)),
                             locale.toString(static_cast<qulonglong>(report.unscored))));
    for (const std::string& note : report.notes)
        found.append(translatedCore(note));
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
            {locale.toString(static_cast<qulonglong>(rejection.line)), translatedCore(rejection.reason)});
    }
    const bool hasRejected = report.rejected > 0;
    m_rejectedHeading->setText(report.rejected > report.rejections.size()
            ? tr("%1 rows are left out; the first %2:")
                  .arg(locale.toString(static_cast<qulonglong>(report.rejected)),
                      locale.toString(static_cast<qulonglong>(report.rejections.size())))
            : tr("%n row(s) are left out:", nullptr, static_cast<int>(report.rejected)));
    m_rejectedHeading->setVisible(hasRejected);
    m_rejected->setVisible(hasRejected);
}

} // namespace dankai::ui
