// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/checklist.h"

#include "ui/sentence/coresentence.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/training/runwords.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <set>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int signSize = 16;

Severity severityFrom(const std::string& name)
{
    return name == "error" ? Severity::Error : name == "warning" ? Severity::Warning : Severity::Note;
}

CheckRow rowOf(Severity severity, const std::string& check, const std::string& message)
{
    return {
        severity, false, translatedCore(message), severity == Severity::Note ? QString() : adviceFor(check)};
}

struct Sign
{
    const char* icon;
    QColor colour;
    QString word; // for who cannot see it
};

Sign signOf(const CheckRow& row, const Theme& theme)
{
    if (row.severity == Severity::Error)
        return {"fail", theme.fail, CheckList::tr("Forbids training")};
    if (row.severity == Severity::Warning)
        return {"undecided", theme.undecided, CheckList::tr("Warning")};
    if (row.isPassed)
        return {"pass", theme.pass, CheckList::tr("Passed")};
    return {"data", theme.quietText, CheckList::tr("Worth knowing")};
}

} // namespace

std::vector<CheckRow> checkRowsOf(const TrialRun& trial)
{
    std::vector<CheckRow> rows;
    std::set<std::string> found;
    const Preflight& preflight = trial.prepared.frozen.preflight;
    for (const Finding& finding : preflight.findings) {
        rows.push_back(rowOf(finding.severity, finding.check, finding.message));
        found.insert(finding.check);
    }
    // The engine repeats what was found in the rows.
    for (const event::Finding& finding : trial.findings)
        if (!found.contains(finding.check))
            rows.push_back(rowOf(severityFrom(finding.severity), finding.check, finding.message));
    for (const std::string& note : trial.prepared.notes)
        rows.push_back({Severity::Note, false, translatedCore(note), {}});
    if (trial.engineFailure)
        rows.push_back({Severity::Error, false, translatedCore(trial.engineFailure->message), {}});
    const auto passed = [&](const char* check, const QString& sentence) {
        if (!found.contains(check))
            rows.push_back({Severity::Note, true, sentence, {}});
    };
    passed("mask", CheckList::tr("Only answers are trained: the mask is right in every row."));
    passed("truncation", CheckList::tr("No answer is cut off."));
    passed("leakage", CheckList::tr("No held-out example is among the training examples."));
    passed("duplicates", CheckList::tr("No example is there twice."));
    for (const event::Memory& memory : trial.memory)
        rows.push_back({Severity::Note, true,
            CheckList::tr("The longest batch fits into memory: %1 were used, %2 were expected.")
                .arg(bytesWords(memory.measuredBytes), bytesWords(memory.estimatedBytes)),
            {}});
    std::stable_sort(rows.begin(), rows.end(), [](const CheckRow& a, const CheckRow& b) {
        return std::pair(-static_cast<int>(a.severity), a.isPassed)
            < std::pair(-static_cast<int>(b.severity), b.isPassed);
    });
    return rows;
}

CheckList::CheckList(QWidget* parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus); // to be scrolled by the keyboard
}

void CheckList::showRows(const std::vector<CheckRow>& rows)
{
    m_rows = rows;
    write();
    setVisible(true);
}

// Labels, since an item of a list cuts what it has no room for, and cannot be copied.
void CheckList::write()
{
    const Theme& theme = themeOf(this);
    m_content = new QWidget;
    auto* grid = new QGridLayout(m_content);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const CheckRow& row : m_rows) {
        const Sign sign = signOf(row, theme);
        auto* icon = new QLabel(m_content);
        icon->setPixmap(
            iconPixmap(QString::fromLatin1(sign.icon), sign.colour, signSize, devicePixelRatioF()));
        icon->setToolTip(sign.word);
        icon->setAccessibleName(sign.word);
        auto* text = new QLabel(m_content);
        text->setTextFormat(Qt::PlainText);
        text->setText(row.advice.isEmpty() ? row.sentence : QString(row.sentence + u'\n' + row.advice));
        text->setWordWrap(true);
        // A path is no word to break a line at, and must not widen the list.
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        text->setSizePolicy(policy);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(icon, line, 0, Qt::AlignTop);
        grid->addWidget(text, line, 1);
        ++line;
    }
    grid->setRowStretch(line, 1);
    setWidget(m_content); // which deletes the earlier one
    fit();
}

void CheckList::fit()
{
    if (m_content != nullptr)
        m_content->setMinimumHeight(std::max(0, m_content->layout()->heightForWidth(viewport()->width())));
}

void CheckList::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

void CheckList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && !m_rows.empty())
        write();
    QScrollArea::changeEvent(event);
}

} // namespace dankai::ui
