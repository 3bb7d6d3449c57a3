// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/damagebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace dankai::ui {

DamageBar::DamageBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* rescue = new QPushButton(tr("Rescue what can be read"), this);
    rescue->setToolTip(
        tr("Closes the project, brings what can be read into a new database, keeps the damaged one, and "
           "opens the project again"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(12);
    layout->addWidget(m_text, 1);
    layout->addWidget(rescue);
    connect(rescue, &QPushButton::clicked, this, &DamageBar::rescueWanted);
    hide();
}

void DamageBar::tell(const QString& sentence)
{
    m_text->setText(
        tr("The project's database is damaged. What can be read can be rescued; the damaged file is kept.")
        + u'\n' + sentence);
    show();
}

} // namespace dankai::ui
