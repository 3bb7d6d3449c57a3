// SPDX-License-Identifier: GPL-3.0-or-later
// What is done on the Data page: exclude, edit, import, export. What it shows stands in datapage.cpp.
#include "core/project/exampleexport.h"
#include "core/project/reviewpackage.h"
#include "ui/dataset/datapage.h"
#include "ui/dataset/examplecommands.h"
#include "ui/dataset/exampletablemodel.h"
#include "ui/dataset/exampleview.h"
#include "ui/dataset/filterbar.h"
#include "ui/dataset/importpanel.h"
#include "ui/page/command.h"
#include "ui/page/detachablepane.h"
#include "ui/page/workbar.h"
#include "ui/sentence/coresentence.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QTableView>
#include <QUndoStack>

#include <algorithm>

namespace dankai::ui {

void DataPage::buildActions()
{
    addCommand(this, QStringLiteral("data.search"), [this] { m_filters->focusSearch(); });
    addCommand(this, QStringLiteral("data.import"), [this] { chooseFiles(); });
    addCommand(this, QStringLiteral("data.export"), [this] { chooseExport(); });
    addCommand(this, QStringLiteral("data.clear_filters"), [this] { m_filters->clear(); });
    addAction(m_viewPane->action());
    addCommand(this, QStringLiteral("data.edit"), [this] { m_view->beginEditing(); });
    addCommandOf(m_table, this, QStringLiteral("data.exclude"), [this] { setExcluded(selectedIds(), true); });
    addCommandOf(
        m_table, this, QStringLiteral("data.restore"), [this] { setExcluded(selectedIds(), false); });
    addHistoryCommands(this, m_undo, id());
}

void DataPage::setExcluded(const std::vector<ExampleId>& ids, bool isExcluded)
{
    if (!ids.empty())
        m_undo->push(new ExcludeCommand(m_session, ids, isExcluded, m_person,
            [this](const QString& error, const std::vector<ExampleId>& cameBack) {
                if (!error.isEmpty())
                    emit noticed(error);
                afterEdit(cameBack);
            }));
}

void DataPage::showMenu(const QPoint& position)
{
    const std::vector<ExampleId> ids = selectedIds();
    if (ids.empty())
        return;
    QMenu menu(this);
    for (int phase = 0; phase < static_cast<int>(m_phases.size()); ++phase)
        menu.addAction(tr("Move to %1").arg(m_phases.at(phase)), this,
            [this, ids, phase] { emit moveWanted(ids, phase); });
    if (!m_phases.isEmpty()) {
        menu.addAction(tr("Take out of the plan"), this, [this, ids] { emit moveWanted(ids, -1); });
        menu.addSeparator();
    }
    for (const char* id : {"data.exclude", "data.restore"})
        menu.addAction(commandOf(this, QString::fromLatin1(id)));
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

void DataPage::save(ExampleId id, const Example& content)
{
    // The old content is read where the new one is written, so that undo knows what to put back.
    m_session.questions().ask(
        this, [id](Project& project, const StopFlag&) { return project.examples().example(id); },
        [this, id, content](Result<StoredExample> stored) {
            if (!stored) {
                emit noticed(translatedCore(stored.error().message));
                return;
            }
            m_undo->push(new EditCommand(m_session, id, stored->example, content, m_person,
                [this](const QString& error, const std::vector<ExampleId>& cameBack) {
                    if (!error.isEmpty()) {
                        emit noticed(error);
                        return;
                    }
                    m_view->endEditing();
                    afterEdit(cameBack);
                }));
        });
}

void DataPage::afterEdit(const std::vector<ExampleId>& cameBack)
{
    m_wanted = cameBack;
    forgetPlacedPlan(); // it says where the example stood before
    m_browser->reload();
    showCurrent();
}

void DataPage::chooseFiles()
{
    auto* dialog = new QFileDialog(this, tr("Import files"), m_importFolder);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Examples (*.json *.jsonl *.csv *.tsv *.txt)"),
        tr("Review packages (*.dankai-review)"), tr("All files (*)")});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        m_importFolder = QFileInfo(files.constFirst()).absolutePath();
        importFiles(files);
    });
    dialog->open();
}

void DataPage::chooseExport()
{
    if (m_model->rowCount() == 0) {
        emit noticed(tr("There is nothing to export: no example is shown."));
        return;
    }

    struct Choice
    {
        QString filter;
        RowFormat format;
        QString extension;
        DatasetList list = DatasetList::None;
    };

    const std::vector<Choice> choices = {
        {tr("Alpaca, a JSON array (*.json)"), RowFormat::Alpaca, QStringLiteral("json")},
        {tr("Alpaca, JSON lines (*.jsonl)"), RowFormat::Alpaca, QStringLiteral("jsonl")},
        {tr("Messages, JSON lines (*.jsonl)"), RowFormat::Messages, QStringLiteral("jsonl")},
        {tr("ShareGPT, a JSON array (*.json)"), RowFormat::ShareGpt, QStringLiteral("json")},
        {tr("ShareGPT, JSON lines (*.jsonl)"), RowFormat::ShareGpt, QStringLiteral("jsonl")},
        {tr("Prompt and completion for TRL, JSON lines (*.jsonl)"), RowFormat::PromptCompletion,
            QStringLiteral("jsonl")},
        {tr("LLaMA-Factory, with dataset_info.json beside it (*.json)"), RowFormat::ShareGpt,
            QStringLiteral("json"), DatasetList::LlamaFactory},
        {tr("Table for a spreadsheet (*.csv)"), RowFormat::Csv, QStringLiteral("csv")},
    };
    auto* dialog
        = new QFileDialog(this, tr("Export %n example(s)", nullptr, m_model->rowCount()), m_exportFolder);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QStringList filters;
    for (const Choice& choice : choices)
        filters.append(choice.filter);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(choices.front().extension);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, choices](const QString& filter) {
        const auto chosen = std::ranges::find(choices, filter, &Choice::filter);
        if (chosen != choices.end())
            dialog->setDefaultSuffix(chosen->extension);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, choices](const QString& file) {
        const auto chosen = std::ranges::find(choices, dialog->selectedNameFilter(), &Choice::filter);
        m_exportFolder = QFileInfo(file).absolutePath();
        if (chosen == choices.end())
            exportTo(file, RowFormat::Alpaca);
        else
            exportTo(file, chosen->format, chosen->list);
    });
    dialog->open();
}

void DataPage::exportTo(const QString& file, RowFormat format, DatasetList list)
{
    ExampleExport request;
    request.file = file.toStdString();
    request.format = format;
    request.list = list;
    request.scorer = m_browser->query().scorer;
    request.ids.reserve(m_model->rows().size());
    for (const std::uint32_t row : m_model->rows())
        request.ids.push_back(m_model->columns().ids[row]);
    const WorkBar::Watch watch = m_exporting->begin(tr("Exporting"));
    m_session.work().ask(
        this,
        [request = std::move(request), watch](Project& project, const StopFlag&) {
            return exportExamples(project, request, watch.progress, watch.stop.get());
        },
        [this, file](const Result<ExportOutcome>& outcome) {
            m_exporting->end();
            if (!outcome) {
                emit noticed(translatedCore(outcome.error().message));
                return;
            }
            const QLocale locale;
            QString sentence = tr("%1: %2 examples written.")
                                   .arg(QFileInfo(file).fileName(),
                                       locale.toString(static_cast<qulonglong>(outcome->written)));
            if (outcome->leftOut > 0)
                sentence += tr(" %1 were left out, since this format has no place for their turns: export "
                               "them as messages.")
                                .arg(locale.toString(static_cast<qulonglong>(outcome->leftOut)));
            emit noticed(sentence);
        });
}

void DataPage::importFiles(const QStringList& files)
{
    QStringList examples;
    for (const QString& file : files) {
        const QString ending = QString::fromUtf8(
            reviewPackageEnding.data(), static_cast<qsizetype>(reviewPackageEnding.size()));
        if (file.endsWith(ending)) // under another name the panel finds it
            emit packageArrived(file);
        else
            examples.append(file);
    }
    if (examples.isEmpty())
        return;
    if (m_import == nullptr) {
        m_import = std::make_unique<ImportPanel>(m_session, this);
        connect(m_import.get(), &ImportPanel::packageFound, this, &DataPage::packageArrived);
        connect(m_import.get(), &ImportPanel::imported, this, [this](const QString& sentence) {
            emit noticed(sentence);
            m_session.refresh();
            m_session.buildSearchIndex();
        });
    }
    m_import->begin(examples);
}

} // namespace dankai::ui
