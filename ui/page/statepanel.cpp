// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/statepanel.h"

#include "ui/style/type.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace dankai::ui {

namespace {

constexpr int textWidth = 460; // about 80 characters a line
constexpr int patienceMs = 300;
constexpr int barSteps = 1000;

} // namespace

StatePanel::StatePanel(QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_text(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_button(new QPushButton(this))
{
    m_heading->setFont(typeFont(TypeSize::Heading));
    for (QLabel* label : {m_heading, m_text}) {
        label->setWordWrap(true);
        label->setFixedWidth(scaledPixels(textWidth));
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setFocusPolicy(Qt::NoFocus);
    }
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(scaledPixels(textWidth));
    m_button->setProperty("primary", true);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_take)
            m_take();
    });

    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(m_heading);
    column->addWidget(m_text);
    column->addWidget(m_bar);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addLayout(column);
    row->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(row);
    layout->addStretch(3);
    showEmpty({}, {});
}

void StatePanel::put(const QString& heading, const QString& text, const Step& step)
{
    m_isLoading = false;
    m_heading->setText(heading);
    m_heading->setVisible(!heading.isEmpty());
    m_text->setText(text);
    m_bar->hide();
    m_button->setText(step.text);
    m_button->setVisible(!step.text.isEmpty());
    m_take = step.take;
}

void StatePanel::showEmpty(const QString& heading, const QString& text, const Step& step)
{
    put(heading, text, step);
}

void StatePanel::setText(const QString& text)
{
    m_text->setText(text);
}

void StatePanel::showError(const QString& sentence, const Step& step)
{
    put(tr("This cannot be shown"), sentence, step);
}

void StatePanel::showLoading(const QString& text, double share)
{
    const bool wasLoading = m_isLoading;
    if (!wasLoading)
        put({}, {}, {});
    m_isLoading = true;
    m_bar->setRange(0, share < 0 ? 0 : barSteps);
    m_bar->setValue(static_cast<int>(share * barSteps));
    if (wasLoading) {
        m_text->setText(m_bar->isVisible() ? text : QString());
        return;
    }
    QTimer::singleShot(patienceMs, this, [this, text] {
        if (!m_isLoading)
            return;
        m_text->setText(text);
        m_bar->show();
    });
}

} // namespace dankai::ui
