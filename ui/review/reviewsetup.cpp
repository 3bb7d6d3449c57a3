// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewsetup.h"

#include "core/difficulty/reviewqueue.h"
#include "ui/style/type.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace dankai::ui {

namespace {

constexpr int widest = 560;
constexpr int mostExamples = 1000;
constexpr double secondsPerMinute = 60;

} // namespace

ReviewSetup::ReviewSetup(QWidget* parent)
    : QWidget(parent)
    , m_plan(new QComboBox(this))
    , m_planName(new QLabel(tr("Plan"), this))
    , m_name(new QLineEdit(this))
    , m_count(new QSpinBox(this))
    , m_time(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_begin(new QPushButton(tr("Begin"), this))
    , m_settle(new QPushButton(this))
    , m_agreement(new QLabel(this))
{
    auto* holder = new QWidget(this);
    holder->setMaximumWidth(widest);
    auto* heading = new QLabel(tr("How difficult are the examples?"), holder);
    heading->setFont(typeFont(TypeSize::Title));
    auto* text
        = new QLabel(tr("One example after the other is shown, and a key says how difficult it is. What you "
                        "say stands above "
                        "every score, and can be taken back at any time. The first five are for practice."),
            holder);
    text->setWordWrap(true);
    m_name->setAccessibleName(tr("Your name"));
    m_name->setPlaceholderText(tr("Answers are kept under this name"));
    m_name->setMaxLength(100);
    m_count->setRange(static_cast<int>(reviewSetSize), mostExamples);
    m_count->setSingleStep(static_cast<int>(reviewSetSize));
    m_count->setValue(static_cast<int>(2 * reviewSetSize));
    m_count->setAccessibleName(tr("Examples"));
    m_time->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    auto* form = new QFormLayout;
    form->addRow(m_planName, m_plan);
    form->addRow(tr("Your name"), m_name);
    auto* count = new QHBoxLayout;
    count->addWidget(m_count);
    count->addWidget(m_time, 1);
    form->addRow(tr("Examples"), count);
    auto* layout = new QVBoxLayout(holder);
    layout->setSpacing(12);
    layout->addWidget(heading);
    layout->addWidget(text);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_begin);
    buttons->addWidget(m_settle);
    buttons->addStretch();
    layout->addLayout(buttons);
    m_agreement->setWordWrap(true);
    m_agreement->setTextFormat(Qt::PlainText);
    m_agreement->hide();
    m_settle->hide();
    layout->addWidget(m_agreement);
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(1);
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(holder, 1000); // all there is, up to its widest
    middle->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(2);
    connect(m_begin, &QPushButton::clicked, this, &ReviewSetup::begin);
    connect(m_name, &QLineEdit::returnPressed, this, &ReviewSetup::begin);
    connect(m_count, &QSpinBox::valueChanged, this, &ReviewSetup::follow);
    connect(m_plan, &QComboBox::activated, this, &ReviewSetup::planChosen);
    connect(m_settle, &QPushButton::clicked, this, [this] {
        if (hasName())
            emit settleWanted(plan(), reviewer());
    });
    follow();
}

void ReviewSetup::take(const QStringList& plans, const QStringList& reviewers)
{
    const QString chosen = m_plan->currentText();
    m_plan->clear();
    m_plan->addItems(plans);
    if (plans.contains(chosen))
        m_plan->setCurrentText(chosen);
    m_plan->setVisible(plans.size() > 1);
    m_planName->setVisible(plans.size() > 1);
    auto* completer = new QCompleter(reviewers, m_name);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_name->setCompleter(completer);
    showProblem({});
}

void ReviewSetup::setReviewer(const QString& name)
{
    m_name->setText(name);
}

QString ReviewSetup::reviewer() const
{
    return m_name->text().trimmed();
}

void ReviewSetup::showProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void ReviewSetup::follow()
{
    const int minutes
        = static_cast<int>(std::lround(m_count->value() * usualSecondsPerQuestion / secondsPerMinute));
    m_time->setText(tr("about %n min", nullptr, minutes));
}

bool ReviewSetup::hasName()
{
    const bool hasOne = !reviewer().isEmpty();
    showProblem(hasOne ? QString() : tr("First say who reviews."));
    if (!hasOne)
        m_name->setFocus();
    return hasOne;
}

void ReviewSetup::begin()
{
    if (hasName())
        emit beginWanted(plan(), reviewer(), m_count->value());
}

QString ReviewSetup::plan() const
{
    return m_plan->currentText();
}

void ReviewSetup::showAgreement(const QString& sentence, const QString& details, int conflicts)
{
    m_agreement->setText(sentence);
    m_agreement->setToolTip(details);
    m_agreement->setAccessibleDescription(details);
    m_agreement->setVisible(!sentence.isEmpty());
    m_settle->setText(tr("Settle %n example(s) that people place differently", nullptr, conflicts));
    m_settle->setVisible(conflicts > 0);
}

void ReviewSetup::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (reviewer().isEmpty())
        m_name->setFocus();
    else
        m_begin->setFocus();
}

} // namespace dankai::ui
