// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/selftestpanel.h"

#include "core/base/version.h"
#include "ui/sentence/coresentence.h"
#include "ui/start/foundmodels.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/type.h"

#include <QClipboard>
#include <QDir>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStringList>
#include <QVBoxLayout>

#include <tuple>
#include <utility>

namespace dankai::ui {

namespace {

constexpr int markSize = 16;

QString subjectWord(SelfTestSubject subject)
{
    switch (subject) {
    case SelfTestSubject::System:
        return SelfTestPanel::tr("System");
    case SelfTestSubject::Processor:
        return SelfTestPanel::tr("Processor");
    case SelfTestSubject::Memory:
        return SelfTestPanel::tr("Memory");
    case SelfTestSubject::Disk:
        return SelfTestPanel::tr("Disk");
    case SelfTestSubject::Gpu:
        return SelfTestPanel::tr("Graphics card");
    case SelfTestSubject::Engine:
        return SelfTestPanel::tr("Training program");
    case SelfTestSubject::BuiltInModel:
        return SelfTestPanel::tr("Built-in model");
    case SelfTestSubject::DemoData:
        return SelfTestPanel::tr("Example data");
    }
    return {};
}

QString processorWords(const MachineFacts& facts)
{
    const CpuFeatures& has = facts.cpuFeatures;
    QStringList sets;
    for (const auto& [isThere, name] : {std::pair(has.avx2 && has.fma, QStringLiteral("AVX2")),
             std::pair(has.avx512f, QStringLiteral("AVX-512")),
             std::pair(has.avx512bf16, QStringLiteral("AVX-512 bf16")),
             std::pair(has.amxBf16, QStringLiteral("AMX bf16"))})
        if (isThere)
            sets.append(name);
    return SelfTestPanel::tr("%1, %n core(s), %2", nullptr, facts.physicalCores)
        .arg(QString::fromStdString(facts.cpuName),
            sets.isEmpty() ? SelfTestPanel::tr("no AVX2") : sets.join(QStringLiteral(", ")));
}

QString gpuWords(const GpuFacts& facts)
{
    const QString driver = QString::fromStdString(facts.driverVersion);
    if (!facts.problem.empty())
        return SelfTestPanel::tr("NVIDIA driver %1").arg(driver);
    if (facts.gpus.empty())
        return SelfTestPanel::tr("None found; training runs on the processor");
    QStringList cards;
    for (const Gpu& gpu : facts.gpus)
        cards.append(SelfTestPanel::tr("%1, %2 free of %3")
                         .arg(QString::fromStdString(gpu.name), sizeWords(gpu.freeMemoryBytes),
                             sizeWords(gpu.totalMemoryBytes)));
    return SelfTestPanel::tr("%1; NVIDIA driver %2").arg(cards.join(QStringLiteral("; ")), driver);
}

QString engineWords(const SelfTest::Engine& engine)
{
    if (engine.program.empty())
        return SelfTestPanel::tr("Not there");
    const QString program = QString::fromStdString(engine.program.string());
    if (!engine.facts.is_object())
        return program;
    const auto fact
        = [&](const char* key) { return QString::fromStdString(engine.facts.value(key, std::string("?"))); };
    return SelfTestPanel::tr("%1 %2, %n thread(s), instructions %3, matrix products %4; LibTorch %5 in %6",
        nullptr, engine.facts.value("threads", 0))
        .arg(program, fact("engine_version"), fact("instruction_set"), fact("cpu_matmul"),
            fact("libtorch_version"), fact("libtorch_folder"));
}

QString wordsOf(const SelfTest& test, SelfTestSubject subject)
{
    const auto fileWords = [](const SelfTest::File& file) {
        const QString path = QString::fromStdString(file.path.string());
        return file.path.empty() ? SelfTestPanel::tr("Not there")
            : file.bytes == 0    ? path
                                 : path + QStringLiteral(", ") + sizeWords(file.bytes);
    };
    switch (subject) {
    case SelfTestSubject::System:
        return QString::fromStdString(test.machine.operatingSystem + ", Dankai " + std::string(versionText));
    case SelfTestSubject::Processor:
        return processorWords(test.machine);
    case SelfTestSubject::Memory:
        return SelfTestPanel::tr("%1 available of %2")
            .arg(sizeWords(test.machine.availableMemoryBytes), sizeWords(test.machine.totalMemoryBytes));
    case SelfTestSubject::Disk:
        return test.diskProblem.empty()
            ? SelfTestPanel::tr("%1 free at %2")
                  .arg(sizeWords(test.freeDiskBytes), QString::fromStdString(test.diskFolder.string()))
            : SelfTestPanel::tr("Cannot be read");
    case SelfTestSubject::Gpu:
        return gpuWords(test.gpu);
    case SelfTestSubject::Engine:
        return engineWords(test.engine);
    case SelfTestSubject::BuiltInModel:
        return fileWords(test.builtInModel);
    case SelfTestSubject::DemoData:
        return fileWords(test.demoData);
    }
    return {};
}

QString adviceOf(const SelfTest& test, const SelfTestJudgement& judgement)
{
    switch (judgement.advice) {
    case SelfTestAdvice::Nothing:
        return {};
    case SelfTestAdvice::Problem:
        return translatedCore(judgement.problem);
    case SelfTestAdvice::ProcessorWithoutAvx2:
        return SelfTestPanel::tr(
            "Training on this processor is slow: it has no AVX2. Use a graphics card or another machine.");
    case SelfTestAdvice::LittleMemory:
        return SelfTestPanel::tr("Training the built-in model takes about 3.5 GB. Close other programs.");
    case SelfTestAdvice::LittleDisk:
        return SelfTestPanel::tr("A run of the built-in model needs about 4 GB, for checkpoints and what it "
                                 "resumes from. Make room, or keep projects on another disk.");
    case SelfTestAdvice::OldGpuDriver:
        return SelfTestPanel::tr("The driver runs CUDA %1; Dankai needs 13.0. Install driver 580 or newer.")
            .arg(QStringLiteral("%1.%2")
                     .arg(test.gpu.cudaVersion / 1000)
                     .arg(test.gpu.cudaVersion % 1000 / 10));
    }
    return {};
}

QString markOf(Health health)
{
    return health == Health::Works  ? QStringLiteral("✓")
        : health == Health::Limited ? QStringLiteral("◐")
                                    : QStringLiteral("✗");
}

} // namespace

SelfTestPanel::SelfTestPanel(QWidget* parent)
    : QWidget(parent)
    , m_work(new BackgroundWork(this))
    , m_summary(new QLabel(this))
    , m_list(new QScrollArea(this))
    , m_copy(new QPushButton(tr("Copy as text"), this))
    , m_again(new QPushButton(tr("Test again"), this))
{
    auto* heading = new QLabel(tr("Self-test"), this);
    heading->setFont(typeFont(TypeSize::Heading));
    m_list->setWidgetResizable(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("What was tested"));
    m_copy->setProperty("primary", true);
    auto* back = new QPushButton(tr("Back"), this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(back);
    buttons->addStretch();
    buttons->addWidget(m_again);
    buttons->addWidget(m_copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(heading);
    layout->addWidget(m_summary);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(back, &QPushButton::clicked, this, &SelfTestPanel::closed);
    connect(m_again, &QPushButton::clicked, this, &SelfTestPanel::begin);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(asText());
        emit noticed(tr("The self-test is in the clipboard."));
    });
}

void SelfTestPanel::begin()
{
    m_test.reset();
    m_copy->setEnabled(false);
    m_again->setEnabled(false);
    m_summary->setText(tr("Asking this machine and the training program; this takes some seconds."));
    m_list->setWidget(new QWidget(m_list));
    m_work->begin([folder = QDir::homePath().toStdString()](
                      const StopFlag& stop) { return runSelfTest(folder, &stop); },
        [this](const SelfTest& test) { show(test); });
}

void SelfTestPanel::show(const SelfTest& test)
{
    m_test = test;
    const Theme& theme = themeOf(this);
    auto* list = new QWidget(m_list);
    auto* grid = new QGridLayout(list);
    grid->setContentsMargins(0, 8, 0, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(2, 1);
    int row = 0, lacks = 0;
    for (const SelfTestSubject subject : selfTestSubjects()) {
        const SelfTestJudgement judgement = judge(test, subject);
        const auto [iconName, colour, meaning] = judgement.health == Health::Works
            ? std::tuple(QStringLiteral("pass"), theme.pass, tr("works"))
            : judgement.health == Health::Limited
            ? std::tuple(QStringLiteral("undecided"), theme.undecided, tr("works with limits"))
            : std::tuple(QStringLiteral("fail"), theme.fail, tr("does not work"));
        auto* mark = new QLabel(list);
        mark->setPixmap(iconPixmap(iconName, colour, markSize, devicePixelRatioF()));
        mark->setToolTip(meaning);
        mark->setAccessibleName(meaning);
        auto* words = new QLabel(wordsOf(test, subject), list);
        words->setWordWrap(true);
        words->setTextFormat(Qt::PlainText);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(mark, row, 0, Qt::AlignTop);
        grid->addWidget(new QLabel(subjectWord(subject), list), row, 1, Qt::AlignTop);
        grid->addWidget(words, row++, 2);
        if (const QString advice = adviceOf(test, judgement); !advice.isEmpty()) {
            ++lacks;
            auto* next = new QLabel(advice, list);
            next->setWordWrap(true);
            next->setTextFormat(Qt::PlainText);
            next->setTextInteractionFlags(Qt::TextSelectableByMouse);
            grid->addWidget(next, row++, 2);
        }
        grid->setRowMinimumHeight(row++, 8);
    }
    grid->setRowStretch(row, 1);
    m_list->setWidget(list);
    m_summary->setText(lacks == 0 ? tr("Everything that was tested works.")
                                  : tr("%n thing(s) to do; each says what.", nullptr, lacks));
    m_copy->setEnabled(true);
    m_again->setEnabled(true);
}

QString SelfTestPanel::asText() const
{
    if (!m_test)
        return {};
    QStringList lines;
    for (const SelfTestSubject subject : selfTestSubjects()) {
        const SelfTestJudgement judgement = judge(*m_test, subject);
        lines.append(QStringLiteral("%1 %2: %3")
                         .arg(markOf(judgement.health), subjectWord(subject), wordsOf(*m_test, subject)));
        if (const QString advice = adviceOf(*m_test, judgement); !advice.isEmpty())
            lines.append(QStringLiteral("  → ") + advice);
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace dankai::ui
