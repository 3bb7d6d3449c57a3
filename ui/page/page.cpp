// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/page.h"

namespace dankai::ui {

Page::Page(QString id, QWidget* parent)
    : QWidget(parent)
    , m_id(std::move(id))
{ }

void Page::saveState(QSettings&) const
{ }

void Page::restoreState(const QSettings&)
{ }

} // namespace dankai::ui
