// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/datastep.h"

#include "core/difficulty/scorer.h"
#include "ui/dataset/importlook.h"
#include "ui/page/statepanel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int listWidth = 240;

QStringList scorersOf(const ImportLook& look)
{
    QStringList found;
    if (look.bringsScores())
        found.append(QStringLiteral("imported"));
    const auto& rows = look.firstRows();
    for (const QString& column : look.columns()) {
        const QString name = QStringLiteral("column:") + column;
        const auto scorer = Scorer::named(name.toStdString());
        if (!scorer)
            continue;
        const auto scored = std::count_if(rows.begin(), rows.end(),
            [&](const ImportedRow& row) { return scorer->score(row.example).value.has_value(); });
        if (scored * 2 > static_cast<std::ptrdiff_t>(rows.size()))
            found.append(name);
    }
    return found;
}

} // namespace

DataStep::DataStep(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_look(new ImportLook(this))
    , m_none(new StatePanel(this))
    , m_some(new QWidget(this))
    , m_stack(new QStackedWidget(this))
{
    m_list->setAccessibleName(tr("Files of examples"));
    m_list->setFixedWidth(listWidth);
    auto* add = new QPushButton(tr("Add files…"), this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(add, 1);
    buttons->addWidget(m_remove, 1);
    auto* left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addLayout(buttons);
    auto* row = new QHBoxLayout(m_some);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(left);
    row->addWidget(m_look, 1);
    m_none->showEmpty(tr("Examples to train on"),
        tr("Drop files here: JSON, JSONL or CSV with an instruction and a response in every row. What they "
           "hold "
           "is shown before anything is stored. This step may be skipped; files can be imported on the Data "
           "page "
           "at any time."),
        {tr("Choose files…"), [this] { chooseFiles(); }});
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_some);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(add, &QPushButton::clicked, this, &DataStep::chooseFiles);
    connect(m_remove, &QPushButton::clicked, this, &DataStep::removeCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, &DataStep::showCurrent);
    connect(m_look, &ImportLook::lookBegan, this, [this] {
        // Another format or encoding is another look.
        if (m_current >= 0)
            m_files[static_cast<std::size_t>(m_current)].isLooked = false;
        emit changed();
    });
    connect(m_look, &ImportLook::looked, this, &DataStep::takeLook);
}

void DataStep::chooseFiles()
{
    auto* dialog = new QFileDialog(this, tr("Files of examples"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &DataStep::add);
    dialog->open();
}

void DataStep::add(const QStringList& files)
{
    for (const QString& file : files) {
        const bool isThere
            = std::ranges::any_of(m_files, [&](const File& other) { return other.path == file; });
        if (!isThere)
            m_files.push_back({file, {}, false, 0, {}});
    }
    showList();
    // The first that nobody has looked at; the others follow one by one.
    const auto next = std::ranges::find_if(m_files, [](const File& file) { return !file.isLooked; });
    if (next != m_files.end() && !m_look->isReading())
        m_list->setCurrentRow(static_cast<int>(next - m_files.begin()));
    emit changed();
}

void DataStep::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_look->clear();
    m_current = -1;
    m_files.erase(m_files.begin() + row);
    showList();
    if (!m_files.empty())
        m_list->setCurrentRow(std::min(row, static_cast<int>(m_files.size()) - 1));
    emit changed();
}

void DataStep::showList()
{
    const QSignalBlocker quiet(m_list);
    const int current = m_current;
    m_list->clear();
    for (const File& file : m_files) {
        const QString name = QFileInfo(file.path).fileName();
        auto* item = new QListWidgetItem(!file.isLooked ? name
                : file.accepted == 0
                ? tr("%1: nothing to use").arg(name)
                : tr("%1: %2 examples").arg(name, QLocale().toString(static_cast<qulonglong>(file.accepted))),
            m_list);
        item->setToolTip(file.path);
    }
    m_list->setCurrentRow(current);
    m_stack->setCurrentWidget(m_files.empty() ? static_cast<QWidget*>(m_none) : m_some);
}

void DataStep::showCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row == m_current)
        return;
    if (m_current >= 0 && !m_look->isReading())
        m_files[static_cast<std::size_t>(m_current)].options = m_look->options();
    m_current = row;
    const File& file = m_files[static_cast<std::size_t>(row)];
    m_look->look(file.path, file.options);
}

void DataStep::takeLook()
{
    if (m_current < 0)
        return;
    File& file = m_files[static_cast<std::size_t>(m_current)];
    file.isLooked = true;
    file.accepted = m_look->accepted();
    file.options = m_look->options();
    file.scorers = scorersOf(*m_look);
    showList();
    emit changed();
    const auto next = std::ranges::find_if(m_files, [](const File& other) { return !other.isLooked; });
    if (next != m_files.end())
        m_list->setCurrentRow(static_cast<int>(next - m_files.begin()));
}

std::vector<FileToImport> DataStep::files() const
{
    std::vector<FileToImport> files;
    for (const File& file : m_files)
        files.push_back({file.path.toStdString(), file.options});
    return files;
}

QStringList DataStep::scorers() const
{
    QStringList all;
    for (const File& file : m_files)
        all += file.scorers;
    all.removeDuplicates();
    return all;
}

QString DataStep::missing() const
{
    for (const File& file : m_files) {
        const QString name = QFileInfo(file.path).fileName();
        if (!file.isLooked)
            return tr("%1 is being read.").arg(name);
        if (file.accepted == 0)
            return tr("%1 holds nothing that can be used: choose its columns, or remove it.").arg(name);
    }
    return {};
}

} // namespace dankai::ui
