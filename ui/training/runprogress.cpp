// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runprogress.h"

#include "ui/sentence/coresentence.h"
#include "ui/sentence/phasename.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int swatchWidth = 28;
constexpr int swatchHeight = 12;
constexpr int signSize = 16;

QPixmap swatch(const QColor& colour, Qt::PenStyle pattern, qreal ratio)
{
    const QSize swatchSize(scaledPixels(swatchWidth), scaledPixels(swatchHeight));
    QPixmap pixmap(swatchSize * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(QPen(colour, scaledPixels(3), pattern, Qt::FlatCap));
    const double middle = swatchSize.height() / 2.0;
    painter.drawLine(QPointF(0, middle), QPointF(swatchSize.width(), middle));
    return pixmap;
}

} // namespace

RunProgress::RunProgress(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
    , m_figures(new QLabel(this))
{
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    m_figures->setWordWrap(true);
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_figures->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_figures->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 12, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(m_grid);
    layout->addWidget(m_figures);
    layout->addStretch();
}

void RunProgress::clear()
{
    for (const PhaseLabels& labels : m_phases)
        for (QLabel* label : {labels.swatch, labels.name, labels.steps, labels.time, labels.verdict})
            delete label;
    m_phases.clear();
    m_figures->clear();
}

void RunProgress::makeLabels(const RunSpec& spec)
{
    for (std::size_t i = 0; i < spec.phases.size(); ++i) {
        const PhaseLabels labels
            = {new QLabel(this), new QLabel(this), new QLabel(this), new QLabel(this), new QLabel(this)};
        labels.name->setTextFormat(Qt::PlainText);
        labels.name->setText(phaseNameWord(spec.phases[i].name, static_cast<int>(i) + 1));
        labels.name->setToolTip(labels.name->text());
        labels.name->setMinimumWidth(1); // a long name is cut before figures are
        for (QLabel* label : {labels.steps, labels.time})
            label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        labels.time->setForegroundRole(QPalette::PlaceholderText);
        int column = 0;
        for (QLabel* label : {labels.swatch, labels.name, labels.steps, labels.time, labels.verdict})
            m_grid->addWidget(label, static_cast<int>(i), column++);
        m_phases.push_back(labels);
    }
}

void RunProgress::showRun(const RunHistory& history, const RunFacts& facts, bool isEngineAlive)
{
    if (m_phases.size() != facts.spec.phases.size()) {
        clear();
        makeLabels(facts.spec);
    }
    const Theme& theme = themeOf(this);
    const QLocale locale;
    const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
    const auto left = isEngineAlive ? history.timeLeft(facts.planned, now) : std::nullopt;
    QStringList notes; // on how phases ended
    std::vector<std::int64_t> taken(m_phases.size(), 0);
    for (const int phase : history.steps().phase)
        if (phase >= 1 && static_cast<std::size_t>(phase) <= taken.size())
            ++taken[static_cast<std::size_t>(phase) - 1];
    for (std::size_t i = 0; i < m_phases.size(); ++i) {
        const PhaseLabels& labels = m_phases[i];
        const int index = static_cast<int>(i);
        labels.swatch->setPixmap(swatch(phaseColour(index, facts.spec, theme),
            facts.spec.phases.size() == 1 ? Qt::DashLine : phasePattern(index), devicePixelRatioF()));
        const auto found = history.phases().find(index + 1);
        const PhaseHistory* phase = found == history.phases().end() ? nullptr : &found->second;
        std::int64_t all = i < facts.planned.size() ? facts.planned[i].steps : 0;
        if (phase != nullptr && phase->started.steps > 0)
            all = phase->started.steps;
        labels.steps->setText(
            tr("%1 of %2 steps").arg(locale.toString(qint64(taken[i])), locale.toString(qint64(all))));
        QString time;
        if (index < inheritedPhases(facts.spec))
            time = tr("from run %1").arg(QString::fromStdString(facts.spec.fork->run));
        else if (phase != nullptr && phase->finished)
            time = tr("took %1").arg(durationWords(phase->finished->seconds));
        else if (left && i < left->phases.size() && left->phases[i] > 0)
            time = tr("%1 left").arg(durationWords(left->phases[i]));
        labels.time->setText(time);
        QString how;
        if (phase != nullptr && phase->diverged)
            how = translatedCore(phase->diverged->message);
        else if (phase != nullptr && phase->finished && phase->finished->reason == "early_stopping")
            how = tr("Ended early: the held-out loss stopped falling. The weights after step %1 go on.")
                      .arg(phase->finished->keptStep);
        labels.time->setToolTip(how);
        if (!how.isEmpty())
            notes.append(QString(labels.name->text() + QStringLiteral(": ") + how));
        if (phase != nullptr && phase->gate) {
            const std::string& verdict = phase->gate->verdict;
            labels.verdict->setPixmap(iconPixmap(verdictIcon(verdict), verdictColour(verdict, theme),
                scaledPixels(signSize), devicePixelRatioF()));
            labels.verdict->setToolTip(tr("Gate: %1").arg(verdictWord(verdict)));
        } else {
            labels.verdict->clear();
        }
    }
    QString text = figures(history);
    if (left)
        text = tr("About %1 left in all").arg(durationWords(left->total)) + u'\n' + text;
    if (!notes.isEmpty())
        text += u'\n' + notes.join(u'\n');
    if (text != m_figures->text())
        m_figures->setText(text);
}

QString RunProgress::figures(const RunHistory& history) const
{
    QStringList lines;
    const StepColumns& steps = history.steps();
    if (const auto& device = history.device())
        lines.append(QString::fromStdString(device->name + ", " + device->precision));
    if (const auto memory = history.memory().find("training"); memory != history.memory().end()) {
        const QString expected = bytesWords(memory->second.estimatedBytes);
        lines.append(memory->second.measuredBytes > 0
                ? tr("Memory: %1 used, %2 expected").arg(bytesWords(memory->second.measuredBytes), expected)
                : tr("Memory: %1 expected").arg(expected));
    }
    if (steps.size() > 0)
        lines.append(tr("%1 tokens/s").arg(QLocale().toString(steps.tokensPerSecond.back(), 'f', 0)));
    if (history.lastSaved())
        lines.append(tr("Last saved at step %1, %2")
                         .arg(QLocale().toString(qint64(history.lastSaved()->step)))
                         .arg(whenWords(static_cast<qint64>(history.lastSavedAt() * 1000))));
    if (history.attempts() > 1)
        lines.append(tr("Resumed %n time(s)", nullptr, history.attempts() - 1));
    for (const event::Warning& warning : history.warnings())
        lines.append(translatedCore(warning.message));
    return lines.join(u'\n');
}

} // namespace dankai::ui
