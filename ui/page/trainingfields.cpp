// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/trainingfields.h"

#include "ui/style/type.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr double leastEpochs = 0.1;
constexpr double mostEpochs = 100;
constexpr int mostReplayPercent = 90;
constexpr int mostPatience = 100;
constexpr int rateWidth = 84;

class Fields
{
    Q_DECLARE_TR_FUNCTIONS(TrainingFields)
};

} // namespace

QDoubleSpinBox* makeEpochsField(QWidget* parent)
{
    auto* epochs = new QDoubleSpinBox(parent);
    epochs->setRange(leastEpochs, mostEpochs);
    epochs->setDecimals(1);
    epochs->setSingleStep(1);
    epochs->setKeyboardTracking(false);
    return epochs;
}

QLineEdit* makePhaseRateField(QWidget* parent)
{
    auto* rate = new QLineEdit(parent);
    rate->setFixedWidth(rateWidth);
    rate->setPlaceholderText(Fields::tr("as below"));
    return rate;
}

QComboBox* makeCarryOverField(QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(Fields::tr("What a phase takes over"));
    box->setToolTip(Fields::tr("carry_over: optimizer state and learning-rate schedule from phase to phase"));
    box->addItem(Fields::tr("What was learnt, with a gentler start"), QStringLiteral("moderate"));
    box->addItem(Fields::tr("Everything, as if it were one run"), QStringLiteral("continuous"));
    box->addItem(Fields::tr("The model alone, all else anew"), QStringLiteral("paper"));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

QString carryOverMeaning(const QString& choice)
{
    if (choice == u"paper")
        return Fields::tr(
            "The optimizer's memory is emptied and the learning rate rises and falls to 0 in every phase.");
    if (choice == u"continuous")
        return Fields::tr("The optimizer's memory is kept and the learning rate falls once over all phases.");
    return Fields::tr("The optimizer's memory is kept; the learning rate rises again, to a lower peak each "
                      "time, and does not fall to 0.");
}

QComboBox* makeAdapterField(QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(Fields::tr("What the adjusted part becomes"));
    box->setToolTip(
        Fields::tr("LoRA (lora.between_phases): whether the next phase trains the same adapter, or "
                   "merges it with the model and begins a new one"));
    box->addItem(Fields::tr("The next phase trains it further"), QStringLiteral("continue"));
    box->addItem(Fields::tr("It is kept, the next phase adds a new one"), QStringLiteral("merge"));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

QSpinBox* makeReplayField(QWidget* parent)
{
    auto* replay = new QSpinBox(parent);
    replay->setRange(0, mostReplayPercent);
    replay->setSuffix(QStringLiteral(" %"));
    replay->setSpecialValueText(Fields::tr("none"));
    replay->setKeyboardTracking(false);
    replay->setAccessibleName(Fields::tr("Review of earlier phases"));
    replay->setToolTip(
        Fields::tr("Replay (replay_share): which part of a later phase's tokens comes from earlier phases"));
    return replay;
}

QSpinBox* makePatienceField(QWidget* parent)
{
    auto* patience = new QSpinBox(parent);
    patience->setRange(0, mostPatience);
    patience->setSpecialValueText(Fields::tr("never"));
    patience->setKeyboardTracking(false);
    patience->setAccessibleName(Fields::tr("End a phase early"));
    patience->setToolTip(
        Fields::tr("Early stopping (early_stopping.patience): after how many looks at the held-out "
                   "loss without improvement a phase ends"));
    QObject::connect(patience, &QSpinBox::valueChanged, patience, [patience](int looks) {
        patience->setSuffix(Fields::tr(" look(s) without improvement", nullptr, looks));
    });
    return patience;
}

QComboBox* makeGateField(QWidget* parent)
{
    auto* gate = new QComboBox(parent);
    gate->setAccessibleName(Fields::tr("After every phase"));
    gate->setToolTip(
        Fields::tr("Gate (gate.policy): what happens when the verdict after a phase is not PASS"));
    gate->addItem(Fields::tr("Note the verdict and go on"), QStringLiteral("record"));
    gate->addItem(Fields::tr("Unless it passes, ask a person"), QStringLiteral("ask"));
    gate->addItem(Fields::tr("Unless it passes, stop"), QStringLiteral("stop"));
    gate->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return gate;
}

QLabel* makeQuietCaption(const QString& text, const QString& toolTip, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(typeFont(TypeSize::Caption));
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    label->setToolTip(toolTip);
    return label;
}

QLabel* makeFieldCaption(const QWidget& field, QWidget* parent)
{
    return makeQuietCaption(field.accessibleName(), field.toolTip(), parent);
}

QString shownRate(double rate)
{
    return QString::number(rate, 'g', 6);
}

std::optional<std::optional<double>> typedRate(const QString& text)
{
    if (text.trimmed().isEmpty())
        return std::optional<double>();
    bool isNumber = false;
    const double rate = text.trimmed().toDouble(&isNumber);
    if (!isNumber || !(rate > 0) || rate > 10)
        return std::nullopt;
    return std::optional(rate);
}

QString noRateSentence(const QString& text)
{
    return Fields::tr("“%1” is no learning rate. Type a number above 0, as in 0.0001 or 1e-4, or nothing.")
        .arg(text);
}

void chooseData(QComboBox& box, const QString& data)
{
    box.setCurrentIndex(std::max(0, box.findData(data)));
}

} // namespace dankai::ui
