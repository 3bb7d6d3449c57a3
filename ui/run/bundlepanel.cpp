// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/bundlepanel.h"

#include "ui/page/statepanel.h"
#include "ui/sentence/coresentence.h"
#include "ui/session/progressrelay.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace dankai::ui {

namespace {

constexpr int listWidth = 280;
constexpr std::size_t shownBytes = std::size_t(256) << 10; // of one file

} // namespace

BundlePanel::BundlePanel(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_text(new QPlainTextEdit(this))
    , m_save(new QPushButton(tr("Save the bundle…"), this))
    , m_contents(new QWidget(this))
    , m_state(new StatePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_work(new BackgroundWork(this))
{
    auto* back = new QPushButton(tr("Back to the runs"), this);
    auto* heading = new QLabel(tr("Support bundle"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    auto* note = new QLabel(
        tr("Versions, the self-test, settings, figures and logs in one file. No text of an example, prompt, "
           "answer or note is in it, no name that you gave and no password or key. Look through it before "
           "you send it; nothing is sent by itself."),
        this);
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    m_save->setProperty("primary", true);
    m_list->setAccessibleName(tr("Files of the bundle"));
    m_list->setFixedWidth(listWidth);
    m_list->setSpacing(3);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(typeFont(TypeSize::Body).pointSizeF());
    m_text->setFont(font);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("What the file says"));
    auto* row = new QHBoxLayout(m_contents);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_list);
    row->addWidget(m_text, 1);
    m_stack->addWidget(m_contents);
    m_stack->addWidget(m_state);
    auto* top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(back);
    top->addWidget(heading, 1);
    auto* bottom = new QHBoxLayout;
    bottom->addStretch();
    bottom->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(note);
    layout->addWidget(m_stack, 1);
    layout->addLayout(bottom);

    connect(back, &QPushButton::clicked, this, [this] {
        m_work->drop();
        emit closed();
    });
    connect(m_save, &QPushButton::clicked, this, &BundlePanel::chooseFile);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int file) {
        if (file < 0 || static_cast<std::size_t>(file) >= m_files.size())
            return;
        const std::string& text = m_files[static_cast<std::size_t>(file)].text;
        m_text->setPlainText(QString::fromStdString(text.substr(0, shownBytes)));
    });
}

void BundlePanel::begin(const SupportBundleParams& params)
{
    m_params = params;
    m_files.clear();
    m_list->clear();
    m_text->clear();
    m_save->setEnabled(false);
    const QString gathering = tr("Gathering, and taking every text of the data out");
    m_state->showLoading(gathering);
    m_stack->setCurrentWidget(m_state);
    const ProgressCallback progress = relayProgress(this, [this, gathering](const ProgressReport& report) {
        if (m_work->isBusy())
            m_state->showLoading(gathering, report.share);
    });
    m_work->begin(
        [params, progress](const StopFlag& stop) { return gatherSupportBundle(params, progress, &stop); },
        [this](Result<std::vector<SupportFile>> files) {
            if (files)
                show(std::move(*files));
            else
                m_state->showError(
                    translatedCore(files.error().message), {tr("Try again"), [this] { begin(m_params); }});
        });
}

void BundlePanel::show(std::vector<SupportFile> files)
{
    m_files = std::move(files);
    for (const SupportFile& file : m_files)
        m_list->addItem(QString(
            QString::fromStdString(file.name) + QStringLiteral("  ·  ") + bytesWords(file.text.size())));
    m_stack->setCurrentWidget(m_contents);
    m_save->setEnabled(!m_files.empty());
    m_list->setCurrentRow(0);
    m_list->setFocus();
}

void BundlePanel::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Save the bundle"), {}, tr("Archive (*.zip)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setDefaultSuffix(QStringLiteral("zip"));
    dialog->selectFile(QStringLiteral("dankai-support.zip"));
    connect(dialog, &QFileDialog::fileSelected, this, &BundlePanel::writeTo);
    dialog->open();
}

void BundlePanel::writeTo(const QString& file)
{
    m_save->setEnabled(false);
    m_work->begin([path = file.toStdString(), files = m_files](
                      const StopFlag&) { return writeSupportBundle(path, files); },
        [this, file](const Result<>& written) {
            m_save->setEnabled(true);
            emit noticed(written ? tr("Saved as %1").arg(file) : translatedCore(written.error().message));
        });
}

} // namespace dankai::ui
