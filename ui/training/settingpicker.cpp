// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/settingpicker.h"

#include "core/run/settinglist.h"
#include "ui/training/settingwords.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace dankai::ui {

namespace {

constexpr int shortestName = 12; // characters
// These have fields of their own where a training is started.
constexpr std::array<std::string_view, 3> ownFields = {"execution.device", "gate.policy", "matched"};

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

SettingPicker::SettingPicker(QWidget* parent)
    : QWidget(parent)
    , m_setting(new QComboBox(this))
    , m_choice(new QComboBox(this))
    , m_typed(new QLineEdit(this))
    , m_value(new QStackedWidget(this))
    , m_add(new QPushButton(tr("Add"), this))
{
    m_setting->setAccessibleName(tr("Setting"));
    m_setting->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_setting->setMinimumContentsLength(shortestName);
    m_setting->addItem(tr("Choose a setting…"), QString());
    for (const SettingInfo& setting : runWideSettings()) {
        if (std::ranges::find(ownFields, setting.path) != ownFields.end())
            continue;
        m_setting->addItem(settingWord(setting.path), textOf(setting.path));
        m_setting->setItemData(m_setting->count() - 1, textOf(setting.path), Qt::ToolTipRole);
    }
    setFocusProxy(m_setting);
    m_choice->setAccessibleName(tr("Value"));
    m_typed->setAccessibleName(tr("Value"));
    m_value->addWidget(m_typed);
    m_value->addWidget(m_choice);
    m_value->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_value, 1);
    second->addWidget(m_add);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_setting);
    layout->addLayout(second);
    connect(m_setting, &QComboBox::currentIndexChanged, this, &SettingPicker::showSetting);
    connect(m_typed, &QLineEdit::returnPressed, this, &SettingPicker::add);
    connect(m_typed, &QLineEdit::textChanged, this, [this] { m_add->setEnabled(!value().isEmpty()); });
    connect(m_add, &QPushButton::clicked, this, &SettingPicker::add);
    showSetting();
}

void SettingPicker::choose(const QString& path)
{
    m_setting->setCurrentIndex(std::max(0, m_setting->findData(path)));
}

void SettingPicker::setValue(const QString& value)
{
    m_typed->setText(value);
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(value)));
}

QString SettingPicker::value() const
{
    if (m_setting->currentIndex() <= 0)
        return {};
    return m_value->currentWidget() == m_choice ? m_choice->currentData().toString()
                                                : m_typed->text().trimmed();
}

void SettingPicker::showSetting()
{
    m_typed->clear();
    m_choice->clear();
    const QString path = m_setting->currentData().toString();
    const SettingInfo* setting = findRunWideSetting(path.toStdString());
    m_value->setEnabled(setting != nullptr);
    m_typed->setPlaceholderText({});
    m_value->setCurrentWidget(m_typed);
    m_setting->setToolTip(path);
    if (setting != nullptr) {
        std::vector<std::string_view> values = setting->choices;
        if (setting->kind == SettingKind::Switch)
            values = {"true", "false"};
        for (const std::string_view each : values)
            m_choice->addItem(settingValueWords(setting->path, each), textOf(each));
        if (!values.empty())
            m_value->setCurrentWidget(m_choice);
        const QString usual = QString::fromStdString(usualValueOf(*setting));
        if (!usual.isEmpty())
            m_typed->setPlaceholderText(
                tr("otherwise %1").arg(settingValueWords(setting->path, usual.toStdString())));
    }
    m_add->setEnabled(!value().isEmpty());
}

void SettingPicker::add()
{
    const QString chosen = value();
    if (chosen.isEmpty())
        return;
    emit added(m_setting->currentData().toString(), chosen);
    m_setting->setCurrentIndex(0);
    m_setting->setFocus(Qt::OtherFocusReason);
}

QString settingLinesInWords(const QString& lines)
{
    QStringList words;
    for (const QString& line : lines.split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype equals = line.indexOf(u'=');
        if (equals <= 0)
            continue; // what is no setting is said when it is used
        const std::string path = line.left(equals).trimmed().toStdString();
        words.append(settingWord(path) + QStringLiteral(": ")
            + settingValueWords(path, line.mid(equals + 1).trimmed().toStdString()));
    }
    return words.join(u'\n');
}

} // namespace dankai::ui
