// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/runwords.h"

#include "ui/sentence/phasename.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>

namespace dankai::ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(RunWords)
};

QString number(double value)
{
    return QLocale().toString(value, 'g', 6);
}

int phaseNumber(std::string_view checkpoint)
{
    constexpr std::string_view prefix = "phase_";
    return checkpoint.starts_with(prefix) ? QString::fromUtf8(
               checkpoint.data() + prefix.size(), static_cast<qsizetype>(checkpoint.size() - prefix.size()))
                                                .toInt()
                                          : 0;
}

QString scheduleWord(ScheduleKind kind)
{
    switch (kind) {
    case ScheduleKind::Constant:
        return Words::tr("constant");
    case ScheduleKind::Linear:
        return Words::tr("falling in a line");
    case ScheduleKind::Cosine:
        return Words::tr("falling in a cosine");
    }
    return {};
}

QString carryOverWord(CarryOver policy)
{
    switch (policy) {
    case CarryOver::Paper:
        return Words::tr("as in the paper: nothing");
    case CarryOver::Continuous:
        return Words::tr("all: one course over all phases");
    case CarryOver::Moderate:
        return Words::tr("moderate");
    }
    return {};
}

QString automatic(const std::string& value)
{
    return value == "auto" ? Words::tr("chosen automatically") : QString::fromStdString(value);
}

} // namespace

QString stateWord(RunState state)
{
    switch (state) {
    case RunState::Frozen:
        return Words::tr("not started");
    case RunState::Queued:
        return Words::tr("waits its turn");
    case RunState::Running:
        return Words::tr("training");
    case RunState::Waiting:
        return Words::tr("waits for your decision");
    case RunState::Done:
        return Words::tr("done");
    case RunState::Stopped:
        return Words::tr("stopped");
    case RunState::Failed:
        return Words::tr("failed");
    }
    return {};
}

QString armWord(std::string_view arm)
{
    if (arm == "phased")
        return Words::tr("phased");
    if (arm == "one-off")
        return Words::tr("one-off");
    if (arm == "one-off-cycles")
        return Words::tr("one-off, rates in cycles");
    if (arm == "random")
        return Words::tr("random split");
    if (arm == "length")
        return Words::tr("split by length");
    if (arm == "last-only")
        return Words::tr("last phase only");
    if (arm == "reversed")
        return Words::tr("hard to easy");
    if (constexpr std::string_view order = "order:"; arm.starts_with(order))
        return Words::tr("order %1")
            .arg(QString::fromUtf8(
                arm.data() + order.size(), static_cast<qsizetype>(arm.size() - order.size())));
    if (arm == nameOf(Arm::Order))
        return Words::tr("every order of the phases");
    return QString::fromUtf8(arm.data(), static_cast<qsizetype>(arm.size()));
}

QString runArmWord(std::string_view arm, bool isAdapted)
{
    return isAdapted ? Words::tr("%1, adapted").arg(armWord(arm)) : armWord(arm);
}

QString runArmWord(const RunRecord& record)
{
    return runArmWord(record.arm, !record.parent.empty());
}

QString runNameWord(const RunRecord& record)
{
    // Given by core/project/runlaunch.cpp and core/run/fork.cpp.
    static const QRegularExpression fork(
        QStringLiteral("^(.*), from phase (\\d+)$"), QRegularExpression::DotMatchesEverythingOption);
    const QString name = QString::fromStdString(record.name);
    if (const auto match = fork.match(name); match.hasMatch() && !record.parent.empty()) {
        RunRecord parent = record; // of which it is one too where it was made of another one with changes
        parent.name = match.captured(1).toStdString();
        return Words::tr("%1, from phase %2", "a run").arg(runNameWord(parent), match.captured(2));
    }
    if (record.name == record.plan + ", " + record.arm)
        return Words::tr("%1, %2", "a run: its plan and arm")
            .arg(QString::fromStdString(record.plan), armWord(record.arm));
    return name;
}

QString armMeaning(Arm arm)
{
    switch (arm) {
    case Arm::Phased:
        return Words::tr("The plan: one phase after the other, from easy to hard.");
    case Arm::OneOff:
        return Words::tr("All examples at once, as many tokens: what phasing is compared with.");
    case Arm::Random:
        return Words::tr(
            "Phases of the same sizes, filled at random: shows whether the order by difficulty matters.");
    case Arm::OneOffCycles:
        return Words::tr(
            "One-off, but the learning rate rises and falls as often as in the plan: shows whether that "
            "alone matters.");
    case Arm::Length:
        return Words::tr(
            "Phases of the same sizes, from short answers to long ones: shows whether length matters.");
    case Arm::LastOnly:
        return Words::tr("The last phase alone, for fewer tokens: shows what the earlier ones add.");
    case Arm::Reversed:
        return Words::tr("The plan's phases from hard to easy.");
    case Arm::Order:
        return Words::tr("One run for each order of the plan's phases; 3 phases are 6 runs.");
    }
    return {};
}

QString durationWords(double seconds)
{
    const auto whole = static_cast<qint64>(std::llround(std::max(0.0, seconds)));
    if (whole < 60)
        return Words::tr("%1 s").arg(whole);
    const qint64 minutes = (whole + 30) / 60;
    if (minutes < 60)
        return Words::tr("%1 min").arg(minutes);
    return Words::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString bytesWords(std::uint64_t bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString whenWords(std::int64_t msSince1970)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(msSince1970), QLocale::ShortFormat);
}

QString checkpointWord(std::string_view checkpoint)
{
    const int phase = phaseNumber(checkpoint);
    return phase == 0 ? Words::tr("Before training") : Words::tr("After phase %1").arg(phase);
}

QString stageWord(const event::Stage& stage)
{
    const int phase = phaseNumber(stage.checkpoint);
    if (stage.stage == "loading")
        return Words::tr("Loading the model");
    if (stage.stage == "losses")
        return phase == 0 ? Words::tr("Measuring the model before training")
                          : Words::tr("Measuring after phase %1").arg(phase);
    if (stage.stage == "answers")
        return phase == 0 ? Words::tr("Answering the prompts before training")
                          : Words::tr("Answering the prompts after phase %1").arg(phase);
    if (stage.stage == "checkpoint")
        return Words::tr("Saving the model after phase %1").arg(phase);
    if (stage.stage == "gate")
        return Words::tr("Judging the gate after phase %1").arg(phase);
    if (stage.stage == "training")
        return Words::tr("Training phase %1").arg(phase);
    return stage.stage.empty() ? Words::tr("Starting the engine") : QString::fromStdString(stage.stage);
}

QString verdictWord(std::string_view verdict)
{
    if (verdict == "pass")
        return Words::tr("PASS");
    if (verdict == "fail")
        return Words::tr("FAIL");
    return Words::tr("UNDECIDED");
}

QString verdictSign(std::string_view verdict)
{
    return verdict == "pass" ? QStringLiteral("✓")
        : verdict == "fail"  ? QStringLiteral("✗")
                             : QStringLiteral("◐");
}

QString verdictIcon(std::string_view verdict)
{
    return verdict == "pass" ? QStringLiteral("pass")
        : verdict == "fail"  ? QStringLiteral("fail")
                             : QStringLiteral("undecided");
}

QColor verdictColour(std::string_view verdict, const Theme& theme)
{
    return verdict == "pass" ? theme.pass : verdict == "fail" ? theme.fail : theme.undecided;
}

Qt::PenStyle phasePattern(int index)
{
    constexpr std::array patterns
        = {Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine, Qt::DashDotDotLine};
    return patterns[static_cast<std::size_t>(std::max(0, index)) % patterns.size()];
}

QColor phaseColour(int index, const RunSpec& spec, const Theme& theme)
{
    const auto phases = static_cast<int>(spec.phases.size());
    if (phases == 1)
        return theme.oneOff;
    return theme.phase(index, std::max(phases, index + 1));
}

QString adviceFor(std::string_view check)
{
    if (check == "truncation")
        return Words::tr("Raise max_length, shorten these examples, or set over_length to drop.");
    if (check == "leakage")
        return Words::tr("Exclude these examples on the Data page: what was trained on cannot test.");
    if (check == "duplicates")
        return Words::tr("Exclude all but one of each on the Data page.");
    if (check == "empty_labels")
        return Words::tr("Give these examples a response on the Data page, or exclude them.");
    if (check == "mask" || check == "eos" || check == "bos" || check == "template")
        return Words::tr("Choose a chat template that fits the model in project.yaml.");
    if (check == "disk_space")
        return Words::tr("Free some space, or delete runs that are not needed.");
    if (check == "memory")
        return Words::tr("Lower execution.micro_batch_tokens or max_length, or choose a smaller model.");
    return {};
}

QString preparingWord(std::string_view stage)
{
    if (stage == "counting tokens")
        return Words::tr("Counting tokens");
    if (stage == "looking for near-duplicates")
        return Words::tr("Looking for near-duplicates");
    if (stage == "freezing the rows")
        return Words::tr("Freezing the rows");
    if (stage == "one step on the longest batch")
        return Words::tr("Taking one step on the longest batch");
    return QString::fromUtf8(stage.data(), static_cast<qsizetype>(stage.size()));
}

std::vector<SettingRow> settingRows(const RunSpec& spec)
{
    std::vector<SettingRow> rows;
    const auto add = [&rows](const QString& name, const char* key, const QString& value) {
        rows.push_back({name, QString::fromLatin1(key), value, value});
    };
    const QString model = QString::fromStdString(spec.model.path);
    rows.push_back({Words::tr("Model"), QStringLiteral("model.path"), model.section(u'/', -1), model});
    add(Words::tr("Arm"), "arm", armWord(spec.arm));
    if (spec.fork && spec.fork->isShared) {
        const QString from = Words::tr("run %1, up to phase %2")
                                 .arg(QString::fromStdString(spec.fork->run))
                                 .arg(spec.fork->phase - 1);
        rows.push_back({Words::tr("Trained alike by"), QStringLiteral("fork"), from, from});
    } else if (spec.fork) {
        const QString from = Words::tr("run %1, changed from phase %2 on")
                                 .arg(QString::fromStdString(spec.fork->run))
                                 .arg(spec.fork->phase);
        const QString reason = QString::fromStdString(spec.fork->reason);
        rows.push_back({Words::tr("Goes on from"), QStringLiteral("fork"), from,
            reason.isEmpty() ? from : QString(from + QStringLiteral(": ") + reason)});
        if (!reason.isEmpty())
            add(Words::tr("Why it was changed"), "fork.reason", reason);
    }
    for (std::size_t i = 0; i < spec.phases.size(); ++i) {
        const PhaseSpec& phase = spec.phases[i];
        QString value = Words::tr("%n epoch(s)", nullptr, static_cast<int>(std::lround(phase.epochs)));
        if (phase.epochs != std::round(phase.epochs))
            value = Words::tr("%1 epochs").arg(number(phase.epochs));
        if (phase.learningRate)
            value = Words::tr("%1, learning rate %2").arg(value, number(*phase.learningRate));
        rows.push_back({numberedPhaseWord(phase.name, static_cast<int>(i) + 1),
            QStringLiteral("phases.%1").arg(i + 1), value, value});
    }
    add(Words::tr("Learning rate"), "optimizer.learning_rate", number(spec.optimizer.learningRate));
    add(Words::tr("Schedule"), "schedule.kind", scheduleWord(spec.schedule.kind));
    add(Words::tr("Warm-up"), "schedule.warmup_ratio",
        QLocale().toString(100 * spec.schedule.warmupRatio, 'g', 3) + QStringLiteral(" %"));
    add(Words::tr("Carry-over between phases"), "carry_over", carryOverWord(spec.carryOver));
    add(Words::tr("Replay of earlier phases"), "replay_share",
        QLocale().toString(100 * spec.replayShare, 'g', 3) + QStringLiteral(" %"));
    add(Words::tr("Tokens per step"), "tokens_per_step", QLocale().toString(spec.tokensPerStep));
    add(Words::tr("Longest example, tokens"), "max_length", QLocale().toString(spec.maxLength));
    add(Words::tr("Longer examples"), "over_length",
        spec.overLength == OverLength::Cut ? Words::tr("are cut") : Words::tr("are left out"));
    add(Words::tr("Weight decay"), "optimizer.weight_decay", number(spec.optimizer.weightDecay));
    add(Words::tr("Largest gradient norm"), "optimizer.max_grad_norm",
        spec.optimizer.maxGradNorm > 0 ? number(spec.optimizer.maxGradNorm) : Words::tr("not limited"));
    add(Words::tr("Early stopping"), "early_stopping.patience",
        spec.earlyStopping.patience == 0 ? Words::tr("off")
                                         : Words::tr("after %n measurement(s) without a better loss", nullptr,
                                             spec.earlyStopping.patience));
    add(Words::tr("Where a gate does not pass"), "gate.policy",
        spec.isMatched || spec.gate.policy == GatePolicy::Record ? Words::tr("recorded, the run goes on")
            : spec.gate.policy == GatePolicy::Ask                ? Words::tr("a person decides")
                                                                 : Words::tr("the run stops"));
    add(Words::tr("Seed"), "seed", QString::number(spec.seed));
    add(Words::tr("Device"), "execution.device", automatic(spec.execution.device));
    add(Words::tr("Precision"), "execution.precision", automatic(spec.execution.precision));
    return rows;
}

} // namespace dankai::ui
