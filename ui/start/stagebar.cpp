// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/stagebar.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>

#include <memory>

namespace dankai::ui {

namespace {

constexpr int barSteps = 1000;
constexpr int barWidth = 200;
constexpr qint64 reportEveryMs = 100;

// The stages of core/project are for programs' logs; these are the same for people.
QString stageWord(const QString& stage)
{
    if (stage == u"reading the model")
        return StageBar::tr("Reading the model");
    if (stage == u"rescuing")
        return StageBar::tr("Reading what can be read");
    if (stage == u"counting tokens")
        return StageBar::tr("Counting tokens");
    if (stage.startsWith(u"importing "))
        return StageBar::tr("Importing %1").arg(stage.mid(10));
    if (stage.startsWith(u"scoring with "))
        return StageBar::tr("Scoring the difficulty");
    return StageBar::tr("Freezing the rows");
}

} // namespace

StageBar::StageBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(barWidth);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_isCancelled = true;
        m_cancel->setEnabled(false);
        m_text->setText(tr("Stopping"));
        emit cancelWanted();
    });
    hide();
}

StageProgress StageBar::begin()
{
    const quint64 generation = ++m_generation;
    m_isCancelled = false;
    m_cancel->setEnabled(true);
    m_text->setText(tr("Starting"));
    m_bar->setRange(0, 0);
    setVisible(true);
    auto sinceShown = std::make_shared<QElapsedTimer>();
    auto lastStage = std::make_shared<std::string>();
    return [guard = QPointer<StageBar>(this), generation, sinceShown, lastStage](
               std::string_view stage, const Progress& progress) {
        if (*lastStage == stage && sinceShown->isValid() && sinceShown->elapsed() < reportEveryMs)
            return;
        sinceShown->start();
        *lastStage = stage;
        const double share = progress.total == 0
            ? -1
            : static_cast<double>(progress.done) / static_cast<double>(progress.total);
        // Only the window's thread may ask whether the bar is still there.
        QMetaObject::invokeMethod(QCoreApplication::instance(),
            [guard, generation, word = QString::fromStdString(*lastStage), share] {
                if (!guard.isNull() && guard->m_generation == generation && !guard->m_isCancelled)
                    guard->show(word, share);
            });
    };
}

void StageBar::show(const QString& stage, double share)
{
    m_text->setText(stageWord(stage));
    m_bar->setRange(0, share < 0 ? 0 : barSteps);
    m_bar->setValue(static_cast<int>(share * barSteps));
}

void StageBar::end()
{
    ++m_generation;
    hide();
}

} // namespace dankai::ui
