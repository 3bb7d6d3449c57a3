// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/startpage.h"

#include "ui/shell/personalsettings.h"
#include "ui/style/type.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int columnWidth = 640;

} // namespace

StartPage::StartPage(PersonalSettings& settings, QWidget* parent)
    : Page(QStringLiteral("start"), parent)
    , m_settings(settings)
    , m_recent(new QListWidget(this))
    , m_none(new QLabel(this))
{
    auto* what = new QLabel(tr("Dankai trains a language model on your examples from easy to hard, measures "
                               "after every phase what "
                               "it brought, and compares it with training on everything at once."),
        this);
    what->setWordWrap(true);
    what->setFont(typeFont(TypeSize::Reading));
    auto* heading = new QLabel(tr("Recent projects"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    m_none->setText(tr("There is none yet. Make one with: dankai init FOLDER --model PATH"));
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_recent->setAccessibleName(tr("Recent projects"));
    auto* open = new QPushButton(tr("Open a project…"), this);
    open->setProperty("primary", true);

    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(open);
    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(what);
    column->addSpacing(12);
    column->addWidget(heading);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(m_none, 1);
    column->addWidget(m_recent, 1);
    column->addLayout(buttons);
    auto* holder = new QWidget(this);
    holder->setLayout(column);
    holder->setMaximumWidth(columnWidth);
    column->setContentsMargins(0, 0, 0, 0);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 24);
    layout->addWidget(holder, 1);
    layout->addStretch();

    connect(open, &QPushButton::clicked, this, &StartPage::chooseFolder);
    connect(m_recent, &QListWidget::itemActivated, this,
        [this](const QListWidgetItem* item) { emit projectChosen(item->data(Qt::UserRole).toString()); });
    fill();
}

QString StartPage::title() const
{
    return tr("Start", "page");
}

QString StartPage::iconName() const
{
    return QStringLiteral("home");
}

void StartPage::fill()
{
    m_recent->clear();
    for (const QString& folder : m_settings.recentProjects()) {
        auto* item = new QListWidgetItem(
            QFileInfo(folder).fileName() + QStringLiteral("    ") + QFileInfo(folder).path(), m_recent);
        item->setData(Qt::UserRole, folder);
    }
    m_none->setVisible(m_recent->count() == 0);
    m_recent->setVisible(m_recent->count() > 0);
    m_recent->setCurrentRow(0);
}

void StartPage::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("Open a project"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &StartPage::projectChosen);
    dialog->open();
}

} // namespace dankai::ui
