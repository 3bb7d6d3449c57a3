// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/difficulty/judgeform.h"

#include <QCheckBox>
#include <QDate>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace dankai::ui {

namespace {

constexpr double highestPrice = 10'000;
constexpr double highestBudget = 1'000'000;
constexpr int mostParallel = 256;
constexpr int priceDecimals = 3;

} // namespace

JudgeForm::JudgeForm(QWidget* parent)
    : QWidget(parent)
    , m_url(new QLineEdit(this))
    , m_model(new QLineEdit(this))
    , m_keyVariable(new QLineEdit(this))
    , m_keychain(new QCheckBox(tr("or in the system's keychain"), this))
    , m_priceIn(new QDoubleSpinBox(this))
    , m_priceOut(new QDoubleSpinBox(this))
    , m_budget(new QDoubleSpinBox(this))
    , m_parallel(new QSpinBox(this))
{
    m_url->setPlaceholderText(QStringLiteral("http://localhost:8080/v1"));
    m_url->setToolTip(
        tr("An OpenAI-compatible service (OpenAI, Azure, vLLM, llama.cpp's server, Ollama), up to /v1"));
    m_keyVariable->setPlaceholderText(QStringLiteral("OPENAI_API_KEY"));
    m_keyVariable->setToolTip(
        tr("The name of an environment variable, never the key itself. Empty where the service "
           "wants none."));
    for (QDoubleSpinBox* price : {m_priceIn, m_priceOut}) {
        price->setRange(0, highestPrice);
        price->setDecimals(priceDecimals);
    }
    m_budget->setRange(0, highestBudget);
    m_budget->setSpecialValueText(tr("no limit"));
    m_budget->setToolTip(tr("The job ends before it spends more"));
    m_parallel->setRange(1, mostParallel);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    int row = 0;
    const auto add = [&](const QString& text, QWidget* field) {
        auto* label = new QLabel(text, this);
        label->setBuddy(field);
        field->setAccessibleName(text);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
        ++row;
    };
    add(tr("Address"), m_url);
    add(tr("Model"), m_model);
    add(tr("Key in the variable"), m_keyVariable);
    grid->addWidget(m_keychain, row++, 1);
    add(tr("Price of a million tokens in"), m_priceIn);
    add(tr("Price of a million tokens out"), m_priceOut);
    add(tr("Spend at most"), m_budget);
    add(tr("Calls at once"), m_parallel);
    grid->setColumnStretch(1, 1);

    connect(m_url, &QLineEdit::textEdited, this, &JudgeForm::takeKeyAway);
    connect(m_model, &QLineEdit::textEdited, this, &JudgeForm::showPrice);
    for (QLineEdit* field : {m_url, m_model, m_keyVariable})
        connect(field, &QLineEdit::textEdited, this, &JudgeForm::changed);
    for (QDoubleSpinBox* field : {m_priceIn, m_priceOut, m_budget})
        connect(field, &QDoubleSpinBox::valueChanged, this, &JudgeForm::changed);
    connect(m_parallel, &QSpinBox::valueChanged, this, &JudgeForm::changed);
    connect(m_keychain, &QCheckBox::toggled, this, &JudgeForm::changed);
}

void JudgeForm::setSettings(const JudgeSettings& settings)
{
    const QSignalBlocker blocker(this);
    m_settings = settings;
    m_url->setText(QString::fromStdString(settings.endpoint.url));
    m_model->setText(QString::fromStdString(settings.endpoint.model));
    m_keyVariable->setText(QString::fromStdString(settings.endpoint.apiKeyEnv));
    m_keychain->setChecked(settings.endpoint.usesKeychain);
    const QString unit = QStringLiteral(" ") + QString::fromStdString(settings.prices.currency);
    for (QDoubleSpinBox* field : {m_priceIn, m_priceOut, m_budget})
        field->setSuffix(unit);
    m_budget->setValue(settings.limits.budget);
    m_parallel->setValue(settings.limits.parallel);
    showPrice();
}

// The key of the file is that of the file's endpoint, and goes to no other by itself.
void JudgeForm::takeKeyAway()
{
    if (m_url->text().toStdString() == m_settings.endpoint.url
        || m_keyVariable->text().toStdString() != m_settings.endpoint.apiKeyEnv)
        return;
    m_keyVariable->clear();
    m_keychain->setChecked(false);
}

void JudgeForm::showPrice()
{
    const auto price = findPrice(m_settings.prices, m_model->text().toStdString());
    m_priceIn->setValue(price ? price->input : 0);
    m_priceOut->setValue(price ? price->output : 0);
}

JudgeSettings JudgeForm::settings() const
{
    JudgeSettings settings = m_settings;
    settings.endpoint.url = m_url->text().trimmed().toStdString();
    settings.endpoint.model = m_model->text().trimmed().toStdString();
    settings.endpoint.apiKeyEnv = m_keyVariable->text().trimmed().toStdString();
    settings.endpoint.usesKeychain = m_keychain->isChecked();
    settings.limits.budget = m_budget->value();
    settings.limits.parallel = m_parallel->value();
    const Price given{m_priceIn->value(), m_priceOut->value()};
    const auto known = findPrice(settings.prices, settings.endpoint.model);
    if ((known && *known != given) || (!known && (given.input > 0 || given.output > 0))) {
        settings.prices.models[settings.endpoint.model] = given;
        settings.prices.date = QDate::currentDate().toString(Qt::ISODate).toStdString();
    }
    return settings;
}

} // namespace dankai::ui
