// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/columnmapping.h"

#include "ui/style/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int shortestChoice = 10; // characters

} // namespace

ColumnMapping::ColumnMapping(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (const auto& [name, caption] :
        {std::pair("instruction", tr("Instruction")), {"input", tr("Input")}, {"output", tr("Response")},
            {"system", tr("System prompt")}, {"score", tr("Difficulty score")}}) {
        auto* label = new QLabel(caption, this);
        label->setFont(typeFont(TypeSize::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
        auto* box = new QComboBox(this);
        box->setAccessibleName(tr("Column of: %1").arg(caption));
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(shortestChoice);
        box->addItem(tr("As found"), QString());
        label->setBuddy(box);
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(label);
        column->addWidget(box);
        row->addLayout(column, 1);
        m_fields.push_back({name, box});
        connect(box, &QComboBox::activated, this, &ColumnMapping::chosen);
    }
}

void ColumnMapping::setColumns(const QStringList& columns)
{
    for (const Field& field : m_fields) {
        const QString kept = field.box->currentData().toString();
        while (field.box->count() > 1)
            field.box->removeItem(1);
        for (const QString& column : columns)
            field.box->addItem(column, column);
        field.box->setCurrentIndex(kept.isEmpty() ? 0 : std::max(0, field.box->findData(kept)));
        field.box->setEnabled(!columns.isEmpty());
    }
}

void ColumnMapping::clear()
{
    for (const Field& field : m_fields)
        field.box->setCurrentIndex(0);
}

void ColumnMapping::setMapping(const std::map<std::string, std::string>& mapping)
{
    for (const Field& field : m_fields) {
        const auto chosen = mapping.find(field.name);
        if (chosen == mapping.end()) {
            field.box->setCurrentIndex(0);
            continue;
        }
        const QString column = QString::fromStdString(chosen->second);
        if (field.box->findData(column) < 0)
            field.box->addItem(column, column);
        field.box->setCurrentIndex(field.box->findData(column));
    }
}

std::map<std::string, std::string> ColumnMapping::mapping() const
{
    std::map<std::string, std::string> mapping;
    for (const Field& field : m_fields)
        if (field.box->currentIndex() > 0)
            mapping[field.name] = field.box->currentData().toString().toStdString();
    return mapping;
}

} // namespace dankai::ui
