// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/reviewwindow.h"

#include "ui/page/command.h"
#include "ui/review/packagepane.h"
#include "ui/sentence/sentencegap.h"
#include "ui/shell/glossary.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/style/type.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QUrl>
#include <QVBoxLayout>

#include <cmath>

namespace dankai::ui {

namespace {

constexpr QSize firstSize(1280, 720);
constexpr double secondsPerMinute = 60;

} // namespace

ReviewWindow::ReviewWindow(PersonalSettings& settings, const std::filesystem::path& file, QWidget* parent)
    : QMainWindow(parent)
    , m_pane(new PackagePane(file, this))
    , m_title(new QLabel(tr("Review"), this))
    , m_figures(new QLabel(this))
{
    setAcceptDrops(true);
    resize(firstSize);
    m_title->setFont(typeFont(TypeSize::Title));
    m_figures->setFont(typeFont(TypeSize::Caption));
    m_figures->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {m_title, m_figures}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto* central = new QWidget(this);
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addWidget(m_figures);
    layout->addWidget(m_pane, 1);
    setCentralWidget(central);
    const QString name = QFileInfo(QString::fromStdString(file.string())).fileName();
    setWindowTitle(tr("Review %1 - Dankai").arg(name));
    const auto add = [this](const char* id, auto run) {
        addCommand(this, QString::fromLatin1(id), run)->setShortcutContext(Qt::WindowShortcut);
    };
    add("shell.shortcuts", [this] { showShortcuts(); });
    add("shell.glossary", [this] {
        auto* glossary = new Glossary(this);
        glossary->setAttribute(Qt::WA_DeleteOnClose);
        glossary->show();
    });
    add("shell.close", [this] { close(); });
    applyKeys(this, settings.ownKeys());
    connect(m_pane, &PackagePane::read, this, &ReviewWindow::show);
    connect(m_pane, &PackagePane::leaveWanted, this, &QWidget::close);
    m_pane->setFocus();
}

const std::filesystem::path& ReviewWindow::file() const
{
    return m_pane->file();
}

void ReviewWindow::show(const ReviewPackage& package)
{
    const QString reviewer = QString::fromStdString(package.reviewer);
    const auto open = static_cast<int>(package.open());
    m_title->setText(tr("How difficult are the examples? (%1)", "reviewer").arg(reviewer));
    const int minutes = static_cast<int>(std::lround(package.secondsLeft() / secondsPerMinute));
    QString figures = tr("%n question(s) left.", nullptr, open);
    if (open > 0 && minutes > 0)
        figures += sentenceGap() + tr("That takes about %n min.", nullptr, minutes);
    m_figures->setText(figures + sentenceGap()
        + tr("Every answer stands in the file at once; close the window at any time and go on later."));
}

void ReviewWindow::showShortcuts()
{
    std::vector<QAction*> shown = m_pane->commands();
    for (QAction* action : actions())
        shown.push_back(action);
    auto* sheet = new ShortcutSheet(m_title->text(), shown, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->hideChange();
    sheet->open();
}

void ReviewWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void ReviewWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) {
            event->acceptProposedAction();
            emit pathDropped(url.toLocalFile());
            return;
        }
}

} // namespace dankai::ui
