// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/settingwords.h"

#include "ui/training/runwords.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

namespace dankai::ui {

namespace {

constexpr qsizetype hashLength = 64; // SHA-256 in hex
constexpr qsizetype shownHash = 12; // enough to tell contents apart

class Words
{
    Q_DECLARE_TR_FUNCTIONS(SettingWords)
};

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Made at each call: the language may change while the program runs.
QString plainWord(const QString& path)
{
    const QHash<QString, QString> words = {
        {QStringLiteral("arm"), Words::tr("Arm")},
        {QStringLiteral("fork.run"), Words::tr("Goes on from run")},
        {QStringLiteral("fork.phase"), Words::tr("Changed from phase")},
        {QStringLiteral("fork.reason"), Words::tr("Why it was changed")},
        {QStringLiteral("matched"), Words::tr("Compared with other arms")},
        {QStringLiteral("model.path"), Words::tr("Model")},
        {QStringLiteral("model.hash"), Words::tr("Contents of the model")},
        {QStringLiteral("tokenizer.hash"), Words::tr("Contents of the tokenizer")},
        {QStringLiteral("template.hash"), Words::tr("Contents of the chat template")},
        {QStringLiteral("template.choice"), Words::tr("Chat template of the run")},
        {QStringLiteral("template.date"), Words::tr("Date in the chat template")},
        {QStringLiteral("engine.version"), Words::tr("Frozen by version")},
        {QStringLiteral("data.validation.jsonl"), Words::tr("Held-out rows for gates")},
        {QStringLiteral("data.test.jsonl"), Words::tr("Held-out rows for reports")},
        {QStringLiteral("data.prompts.jsonl"), Words::tr("Prompts to answer")},
        {QStringLiteral("seed"), Words::tr("Seed")},
        {QStringLiteral("max_length"), Words::tr("Longest example, tokens")},
        {QStringLiteral("over_length"), Words::tr("Longer examples")},
        {QStringLiteral("tokens_per_step"), Words::tr("Tokens per step")},
        {QStringLiteral("fine_tuning"), Words::tr("What is trained")},
        {QStringLiteral("lora.rank"), Words::tr("Adapter: rank")},
        {QStringLiteral("lora.alpha"), Words::tr("Adapter: weight (alpha)")},
        {QStringLiteral("lora.dropout"), Words::tr("Adapter: dropout")},
        {QStringLiteral("lora.rank_stabilised"), Words::tr("Adapter: weight by the root of the rank")},
        {QStringLiteral("lora.targets"), Words::tr("Adapter: beside which projections")},
        {QStringLiteral("lora.between_phases"), Words::tr("Adapter: from phase to phase")},
        {QStringLiteral("optimizer.kind"), Words::tr("Optimizer")},
        {QStringLiteral("optimizer.learning_rate"), Words::tr("Learning rate")},
        {QStringLiteral("optimizer.beta1"), Words::tr("Memory of the gradient (beta 1)")},
        {QStringLiteral("optimizer.beta2"), Words::tr("Memory of its square (beta 2)")},
        {QStringLiteral("optimizer.epsilon"), Words::tr("Smallest divisor (epsilon)")},
        {QStringLiteral("optimizer.weight_decay"), Words::tr("Weight decay")},
        {QStringLiteral("optimizer.decay_norms"), Words::tr("Weight decay of norms too")},
        {QStringLiteral("optimizer.max_grad_norm"), Words::tr("Largest gradient norm")},
        {QStringLiteral("schedule.kind"), Words::tr("Course of the learning rate")},
        {QStringLiteral("schedule.warmup_ratio"), Words::tr("Warm-up, share of the steps")},
        {QStringLiteral("schedule.peak_factors"), Words::tr("Peaks of phase 1, 2, … (moderate)")},
        {QStringLiteral("schedule.final_fraction"), Words::tr("End of the fall, share of the peak")},
        {QStringLiteral("carry_over"), Words::tr("Carry-over between phases")},
        {QStringLiteral("replay_share"), Words::tr("Replay of earlier phases, share")},
        {QStringLiteral("early_stopping.patience"), Words::tr("Early stopping, patience")},
        {QStringLiteral("early_stopping.evaluations"), Words::tr("Early stopping, looks per phase")},
        {QStringLiteral("answers.max_new_tokens"), Words::tr("Longest answer, tokens")},
        {QStringLiteral("answers.temperature"), Words::tr("Answers: temperature")},
        {QStringLiteral("answers.top_p"), Words::tr("Answers: likeliest share (top-p)")},
        {QStringLiteral("answers.top_k"), Words::tr("Answers: likeliest tokens (top-k)")},
        {QStringLiteral("gate.policy"), Words::tr("Where a gate does not pass")},
        {QStringLiteral("gate.confidence"), Words::tr("Gate: confidence")},
        {QStringLiteral("gate.resamples"), Words::tr("Gate: resamples")},
        {QStringLiteral("gate.min_gain"), Words::tr("Gate: smallest gain worth a phase")},
        {QStringLiteral("gate.harm_margin"), Words::tr("Gate: allowed harm to earlier phases")},
        {QStringLiteral("gate.min_end_rate"), Words::tr("Gate: answers that end, at least")},
        {QStringLiteral("gate.max_length_drift"), Words::tr("Gate: change of answer length, at most")},
        {QStringLiteral("gate.max_repeat_rate"), Words::tr("Gate: repeats in answers, at most")},
        {QStringLiteral("gate.max_copy_rate"), Words::tr("Gate: copied answers, at most")},
        {QStringLiteral("held_out_phases"), Words::tr("Phases of the held-out rows")},
        {QStringLiteral("execution.device"), Words::tr("Device")},
        {QStringLiteral("execution.precision"), Words::tr("Precision")},
        {QStringLiteral("execution.threads"), Words::tr("Threads")},
        {QStringLiteral("execution.micro_batch_tokens"), Words::tr("Tokens at once")},
        {QStringLiteral("execution.activation_checkpointing"),
            Words::tr("Computing again instead of keeping")},
        {QStringLiteral("execution.save_share"), Words::tr("Time for saving, share")},
        {QStringLiteral("execution.reuse_phases"),
            Words::tr("Take over phases that another run trained alike")},
    };
    return words.value(path);
}

QString phaseWord(const QString& part)
{
    return part == u"name"         ? Words::tr("name")
        : part == u"epochs"        ? Words::tr("epochs")
        : part == u"learning_rate" ? Words::tr("learning rate")
        : part == u"held_out"      ? Words::tr("held-out sets of its gate")
                                   : part;
}

bool isHash(std::string_view value)
{
    return value.size() == static_cast<std::size_t>(hashLength)
        && value.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace

QString settingWord(std::string_view path)
{
    const QString text = textOf(path);
    if (const QString word = plainWord(text); !word.isEmpty())
        return word;
    const QStringList parts = text.split(u'.');
    if (parts.size() == 3 && parts[0] == u"phases")
        return Words::tr("Phase %1: %2").arg(parts[1], phaseWord(parts[2]));
    if (parts.size() == 5 && parts[0] == u"phases" && parts[2] == u"cycles")
        return Words::tr("Cycle %1 of phase %2: %3")
            .arg(parts[3], parts[1],
                parts[4] == u"share" ? Words::tr("share of the steps") : phaseWord(parts[4]));
    if (parts.size() == 3 && parts[0] == u"data" && parts[1].startsWith(u"phase_"))
        return Words::tr("Examples of phase %1").arg(parts[1].mid(6));
    return text;
}

QString settingValueWords(std::string_view path, std::string_view value)
{
    const QString text = textOf(value);
    if (isHash(value))
        return text.left(shownHash);
    if (path == "arm")
        return armWord(value);
    if (path == "model.path")
        return text.section(u'/', -1);
    if (value == "true")
        return Words::tr("yes");
    if (value == "false")
        return Words::tr("no");
    if (value == "auto")
        return Words::tr("chosen automatically");
    if (path == "over_length")
        return value == "cut" ? Words::tr("are cut") : value == "drop" ? Words::tr("are left out") : text;
    if (path == "fine_tuning")
        return value == "full" ? Words::tr("all of the model")
            : value == "lora"  ? Words::tr("a part: an adapter (LoRA)")
            : value == "qlora" ? Words::tr("a part, beside the model in 4 bits (QLoRA)")
                               : text;
    if (path == "lora.targets" && value == "[]")
        return Words::tr("all");
    if (path == "lora.between_phases")
        return value == "continue" ? Words::tr("trained on")
            : value == "merge"     ? Words::tr("kept, with a new one beside it")
                                   : text;
    if (path == "optimizer.kind")
        return value == "adamw"     ? QStringLiteral("AdamW")
            : value == "adamw_8bit" ? Words::tr("AdamW with moments in 8 bits: less memory")
                                    : text;
    if (path == "execution.precision" && value == "bfloat16_split")
        return Words::tr("bfloat16 with split masters: less memory (all of the model)");
    if (path == "execution.activation_checkpointing")
        return value == "none" ? Words::tr("nothing: all is kept")
            : value == "layer" ? Words::tr("each layer: less memory, slower")
                               : text;
    if (path == "schedule.kind")
        return value == "constant" ? Words::tr("constant")
            : value == "linear"    ? Words::tr("falling in a line")
            : value == "cosine"    ? Words::tr("falling in a cosine")
                                   : text;
    if (path == "carry_over")
        return value == "paper"     ? Words::tr("as in the paper: nothing")
            : value == "continuous" ? Words::tr("all: one course over all phases")
            : value == "moderate"   ? Words::tr("moderate")
                                    : text;
    if (path == "gate.policy")
        return value == "record" ? Words::tr("recorded, the run goes on")
            : value == "ask"     ? Words::tr("a person decides")
            : value == "stop"    ? Words::tr("the run stops")
                                 : text;
    // As files have them numbers are exact: 3e-04.
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && text.contains(QRegularExpression(QStringLiteral("[.eE]")))
        ? QLocale().toString(number, 'g', 8).replace(u'E', u'e')
        : text;
}

} // namespace dankai::ui
