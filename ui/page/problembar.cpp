// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/problembar.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace dankai::ui {

namespace {

constexpr int signSize = 16;

} // namespace

ProblemBar::ProblemBar(QWidget* parent)
    : QFrame(parent)
    , m_sign(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // whatever path is in it
    auto* copy = new QPushButton(tr("Copy"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(12);
    layout->addWidget(m_sign, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(copy, 0, Qt::AlignTop);
    connect(
        copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->text()); });
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    setObjectName(QStringLiteral("problem"));
    applyColours();
    hide();
}

void ProblemBar::tell(const QString& sentence)
{
    m_text->setText(sentence);
    setVisible(!sentence.isEmpty());
}

// The edge and the sign say it besides the colour.
void ProblemBar::applyColours()
{
    const Theme& theme = themeOf(this);
    const QString sheet
        = QStringLiteral("QFrame#problem { border: none; border-left: 4px solid %1; background: %2; }")
              .arg(theme.fail.name(), theme.raised.name());
    if (sheet != styleSheet())
        setStyleSheet(sheet);
    m_sign->setPixmap(iconPixmap(QStringLiteral("fail"), theme.fail, signSize, devicePixelRatioF()));
}

void ProblemBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyColours();
    QFrame::changeEvent(event);
}

} // namespace dankai::ui
