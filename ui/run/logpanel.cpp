// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/logpanel.h"

#include "core/platform/executablepath.h"
#include "core/run/runfolder.h"
#include "ui/page/command.h"
#include "ui/page/statepanel.h"
#include "ui/page/textfield.h"
#include "ui/run/logmodel.h"
#include "ui/sentence/coresentence.h"
#include "ui/style/type.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int searchWidth = 220;

} // namespace

LogPanel::LogPanel(QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_source(new QComboBox(this))
    , m_level(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_found(new QLabel(this))
    , m_follow(new QCheckBox(tr("Follow"), this))
    , m_model(new LogModel(this))
    , m_view(new QListView(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_finding(new BackgroundWork(this))
{
    auto* back = new QPushButton(tr("Back to the runs"), this);
    m_heading->setFont(typeFont(TypeSize::Heading));
    m_heading->setTextFormat(Qt::PlainText);
    m_source->setAccessibleName(tr("Which log"));
    m_level->setAccessibleName(tr("Weight of the lines"));
    m_level->addItem(tr("Everything"), static_cast<int>(LogLevel::Debug));
    m_level->addItem(tr("Without small steps"), static_cast<int>(LogLevel::Info));
    m_level->addItem(tr("Warnings and errors"), static_cast<int>(LogLevel::Warning));
    m_level->addItem(tr("Errors alone"), static_cast<int>(LogLevel::Error));
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setAccessibleName(tr("Search the log"));
    m_search->setClearButtonEnabled(true);
    limitSearch(m_search);
    m_search->setFixedWidth(searchWidth);
    m_found->setForegroundRole(QPalette::PlaceholderText);
    m_follow->setToolTip(tr("Stay at the end while lines are added"));
    m_follow->setChecked(true);
    auto* bundle = new QPushButton(tr("Support bundle…"), this);
    bundle->setToolTip(tr("Logs and figures without a word of the data, for whoever helps"));
    connect(bundle, &QPushButton::clicked, this, &LogPanel::bundleWanted);
    auto* up = new QPushButton(tr("Find above"), this);
    auto* down = new QPushButton(tr("Find below"), this);

    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(typeFont(TypeSize::Body).pointSizeF());
    m_view->setFont(font);
    m_view->setModel(m_model);
    m_view->setUniformItemSizes(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTextElideMode(Qt::ElideNone);
    m_view->setAccessibleName(tr("Lines of the log"));
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_state);

    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(back);
    top->addWidget(m_heading);
    top->addWidget(m_source);
    top->addWidget(m_level);
    top->addStretch();
    top->addWidget(bundle);
    auto* tools = new QHBoxLayout;
    tools->setSpacing(8);
    tools->addWidget(m_search);
    tools->addWidget(up);
    tools->addWidget(down);
    tools->addWidget(m_found, 1);
    tools->addWidget(m_follow);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addLayout(tools);
    layout->addWidget(m_stack, 1);

    connect(back, &QPushButton::clicked, this, [this] {
        close();
        emit closed();
    });
    connect(m_source, &QComboBox::activated, this, &LogPanel::openChosen);
    connect(m_level, &QComboBox::currentIndexChanged, this,
        [this] { m_model->setLeastLevel(static_cast<LogLevel>(m_level->currentData().toInt())); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(LogDirection::Down); });
    connect(up, &QPushButton::clicked, this, [this] { find(LogDirection::Up); });
    connect(down, &QPushButton::clicked, this, [this] { find(LogDirection::Down); });
    connect(m_model, &LogModel::grown, this, &LogPanel::showGrown);
    connect(m_model, &LogModel::failed, this, [this](const QString& sentence) {
        m_state->showError(sentence, {tr("Try again"), [this] { openChosen(); }});
        m_stack->setCurrentWidget(m_state);
    });
    connect(m_follow, &QCheckBox::toggled, this, [this](bool isFollowing) {
        if (isFollowing)
            m_view->scrollToBottom();
    });
    // Whoever scrolls up wants to read there.
    connect(m_view->verticalScrollBar(), &QScrollBar::sliderMoved, this,
        [this](int value) { m_follow->setChecked(value == m_view->verticalScrollBar()->maximum()); });
    addCommand(m_view, QStringLiteral("runs.copy_log"), [this] { copyChosen(); });
}

void LogPanel::show(const QString& run, const std::filesystem::path& runFolder)
{
    m_runFolder = runFolder;
    m_heading->setText(run.isEmpty() ? tr("Log") : tr("Log of run %1").arg(run));
    m_source->clear();
    const auto add = [this](const QString& text, const std::filesystem::path& file) {
        m_source->addItem(text, QString::fromStdString(file.string()));
    };
    if (!run.isEmpty()) {
        add(tr("What its engine said"), runFolder / runfile::log);
        add(tr("Its record, event by event"), runFolder / runfile::events);
    }
    add(tr("What this window did"), stateFolder() / "workbench.log");
    openChosen();
}

void LogPanel::close()
{
    m_model->open({});
    m_finding->drop();
}

void LogPanel::openChosen()
{
    m_found->clear();
    m_follow->setChecked(true);
    m_state->showLoading(tr("Reading the log"));
    m_stack->setCurrentWidget(m_state);
    m_model->open(m_source->currentData().toString().toStdString());
}

void LogPanel::showGrown()
{
    if (m_model->rowCount() == 0) {
        if (m_model->isReading())
            return;
        const bool isThere = m_model->allLines() > 0;
        m_state->showEmpty(isThere ? tr("Nothing of that weight") : tr("Nothing has been said yet"),
            isThere ? tr("The log has lines, but none is as grave as that.")
                    : tr("Lines appear here as soon as they are written."));
        m_stack->setCurrentWidget(m_state);
        return;
    }
    m_stack->setCurrentWidget(m_view);
    if (m_follow->isChecked())
        m_view->scrollToBottom();
}

void LogPanel::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void LogPanel::find(LogDirection direction)
{
    const std::string words = m_search->text().toStdString();
    if (words.empty() || m_model->rowCount() == 0)
        return;
    m_follow->setChecked(false);
    m_found->setText(tr("Searching"));
    const QModelIndex current = m_view->currentIndex();
    std::uint64_t from = 0;
    if (current.isValid()) {
        const LogLine& line = m_model->lineAt(current.row());
        from = direction == LogDirection::Down ? line.offset + line.bytes : line.offset;
    } else if (direction == LogDirection::Up) {
        const LogLine& last = m_model->lineAt(m_model->rowCount() - 1);
        from = last.offset + last.bytes + 1;
    }
    m_finding->begin([file = m_model->file(), words, from, direction](
                         const StopFlag& stop) { return findInLog(file, words, from, direction, &stop); },
        [this](const Result<std::optional<std::uint64_t>>& found) {
            const int row = found && *found ? m_model->rowAt(**found) : -1;
            if (row < 0) {
                m_found->setText(
                    !found ? translatedCore(found.error().message) : tr("Not found in this direction"));
                return;
            }
            m_found->setText(tr("Line %1 of %2")
                                 .arg(QLocale().toString(row + 1), QLocale().toString(m_model->rowCount())));
            m_view->setCurrentIndex(m_model->index(row));
            m_view->scrollTo(m_model->index(row), QAbstractItemView::PositionAtCenter);
        });
}

void LogPanel::copyChosen()
{
    QModelIndexList rows = m_view->selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows)
        lines.append(row.data().toString());
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace dankai::ui
