// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runform.h"

#include "core/platform/gpu.h"
#include "ui/page/textfield.h"
#include "ui/style/type.h"
#include "ui/training/runwords.h"
#include "ui/training/settingpicker.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace dankai::ui {

namespace {

constexpr int formWidth = 360;
constexpr int settingsHeight = 56;

} // namespace

RunForm::RunForm(ProjectSession& session, QWidget* parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_plan(new QComboBox(this))
    , m_device(new QComboBox(this))
    , m_gate(new QComboBox(this))
    , m_picker(new SettingPicker(this))
    , m_settings(new TextField(this))
    , m_settingsWords(new QLabel(this))
{
    m_plan->setAccessibleName(tr("Plan"));
    m_device->setAccessibleName(tr("Device"));
    m_device->addItem(tr("the fastest there is"), QStringLiteral("auto"));
    m_device->addItem(tr("processor"), QStringLiteral("cpu"));
    m_gate->setAccessibleName(tr("Where a gate does not pass"));
    m_gate->addItem(tr("go on, so that arms can be compared"), QStringLiteral("record"));
    m_gate->addItem(tr("ask me"), QStringLiteral("ask"));
    m_gate->addItem(tr("stop the run"), QStringLiteral("stop"));

    auto* arms = new QVBoxLayout;
    arms->setSpacing(2);
    for (const ArmInfo& info : dankai::arms()) {
        auto* box = new QCheckBox(armWord(info.name), this);
        box->setToolTip(armMeaning(info.arm));
        box->setProperty("arm", static_cast<int>(info.arm));
        box->setChecked(info.arm == Arm::Phased);
        connect(box, &QCheckBox::toggled, this, &RunForm::changed);
        m_arms.push_back(box);
        auto* meaning = new QLabel(armMeaning(info.arm), this);
        meaning->setFont(typeFont(TypeSize::Caption));
        meaning->setForegroundRole(QPalette::PlaceholderText);
        meaning->setWordWrap(true);
        meaning->setIndent(24);
        arms->addWidget(box);
        arms->addWidget(meaning);
    }
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setVerticalSpacing(4);
    form->addRow(tr("Plan"), m_plan);
    form->addRow(tr("Train and compare"), arms);
    form->addRow(tr("Where a gate does not pass"), m_gate);
    form->addRow(tr("Device"), m_device);
    form->addRow(tr("Other settings, of this training alone"), buildSettings());
    auto* fields = new QWidget(this);
    auto* fieldsLayout = new QVBoxLayout(fields);
    fieldsLayout->setContentsMargins(0, 0, 8, 0);
    fieldsLayout->addLayout(form);
    fieldsLayout->addStretch();
    setWidget(fields);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setFixedWidth(formWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QWidget* ground : std::initializer_list<QWidget*>{fields, viewport()})
        ground->setAutoFillBackground(false);
    setFocusProxy(m_picker);
    takeProject();
    findGpus();
}

QWidget* RunForm::buildSettings()
{
    m_settings->setAccessibleName(tr("Other settings"));
    m_settings->setPlaceholderText(QStringLiteral("optimizer.learning_rate=1e-4\nphases.2.epochs=2"));
    m_settings->setToolTip(tr("One setting of run.yaml a line, over the plan's and the project's."));
    m_settings->setTabChangesFocus(true);
    m_settings->setFixedHeight(settingsHeight);
    m_settingsWords->setTextFormat(Qt::PlainText);
    m_settingsWords->setWordWrap(true);
    m_settingsWords->setFont(typeFont(TypeSize::Caption));
    m_settingsWords->setForegroundRole(QPalette::PlaceholderText);
    m_settingsWords->hide();
    auto* all = new QWidget(this);
    auto* layout = new QVBoxLayout(all);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_picker);
    layout->addWidget(m_settings);
    layout->addWidget(m_settingsWords);
    connect(m_picker, &SettingPicker::added, this, &RunForm::putSetting);
    connect(m_settings, &TextField::textChanged, this, [this] {
        const QString words = settingLinesInWords(m_settings->toPlainText());
        m_settingsWords->setText(words);
        m_settingsWords->setVisible(!words.isEmpty());
    });
    return all;
}

void RunForm::putSetting(const QString& path, const QString& value)
{
    QStringList lines = m_settings->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([&](const QString& line) { return line.section(u'=', 0, 0).trimmed() == path; });
    lines.append(path + u'=' + value);
    m_settings->setPlainText(lines.join(u'\n'));
}

void RunForm::findGpus()
{
    // The driver may take its time.
    m_session.questions().ask(
        this, [](Project&, const StopFlag&) -> Result<GpuFacts> { return gpuFacts(); },
        [this](const Result<GpuFacts>& facts) {
            if (!facts)
                return;
            int number = 0;
            for (const Gpu& gpu : facts->gpus)
                m_device->addItem(QString::fromStdString(gpu.name), QStringLiteral("cuda:%1").arg(number++));
        });
}

void RunForm::takeProject()
{
    listPlans(m_session.figures().plans);
    // What this window itself has saved since is not in the session's figures.
    m_session.questions().ask(
        this, [](Project& project, const StopFlag&) { return project.plans().list(); },
        [this](const Result<std::vector<PlanListing>>& plans) {
            if (plans)
                listPlans(*plans);
        });
}

void RunForm::listPlans(const std::vector<PlanListing>& plans)
{
    const QString chosen = m_plan->currentData().toString();
    m_plan->clear();
    for (const PlanListing& plan : plans)
        m_plan->addItem(tr("%1, version %2").arg(QString::fromStdString(plan.name)).arg(plan.revision),
            QString::fromStdString(plan.name));
    m_plan->setCurrentIndex(std::max(0, m_plan->findData(chosen)));
    emit changed();
}

void RunForm::fillFrom(const RunRecord& record)
{
    m_plan->setCurrentIndex(std::max(0, m_plan->findData(QString::fromStdString(record.plan))));
    const auto arm = armKindFrom(record.arm);
    for (QCheckBox* box : m_arms) {
        const auto kind = static_cast<Arm>(box->property("arm").toInt());
        box->setChecked(arm == kind);
        if (kind == Arm::Order) { // that one, not all of them
            const bool isOne = arm == Arm::Order;
            box->setProperty("order", isOne ? QString::fromStdString(record.arm) : QString());
            box->setText(armWord(isOne ? std::string_view(record.arm) : nameOf(Arm::Order)));
        }
    }
}

bool RunForm::isComplete() const
{
    return m_plan->count() > 0
        && std::any_of(m_arms.begin(), m_arms.end(), [](const QCheckBox* box) { return box->isChecked(); });
}

Result<std::vector<RunRequest>> RunForm::requests() const
{
    RunRequest request;
    request.plan = m_plan->currentData().toString().toStdString();
    const QString device = m_device->currentData().toString();
    if (device != u"auto")
        request.settings.emplace_back("execution.device", device.toStdString());
    const QString gate = m_gate->currentData().toString();
    if (gate != u"record") {
        // Arms are compared at the same length, so a matched run never ends early.
        request.settings.emplace_back("matched", "false");
        request.settings.emplace_back("gate.policy", gate.toStdString());
    }
    const QStringList lines = m_settings->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        const QString setting = line.trimmed();
        if (setting.isEmpty())
            continue;
        const qsizetype equals = setting.indexOf(u'=');
        if (equals <= 0)
            return unusable(
                tr("'%1' is not a setting. Write key=value, for instance optimizer.learning_rate=1e-4.")
                    .arg(setting)
                    .toStdString());
        request.settings.emplace_back(
            setting.left(equals).trimmed().toStdString(), setting.mid(equals + 1).trimmed().toStdString());
    }
    std::vector<RunRequest> requests;
    for (const QCheckBox* box : m_arms) {
        if (!box->isChecked())
            continue;
        request.arm = static_cast<Arm>(box->property("arm").toInt());
        if (const QString order = box->property("order").toString(); !order.isEmpty()) {
            auto arm = armFrom(order.toStdString());
            if (!arm)
                return passOn(arm);
            request.arm = std::move(*arm);
        }
        requests.push_back(request);
    }
    return requests;
}

} // namespace dankai::ui
