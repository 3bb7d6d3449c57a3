// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/commandlist.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace dankai::ui {

namespace {

constexpr const char* context = "Commands"; // of the translations
constexpr int mostPhases = 8;
constexpr int mostModels = 9;

struct PageName
{
    const char* id; // empty: the window's own commands
    const char* name;
    QKeySequence key; // that shows it
};

const std::vector<PageName>& pageNames()
{
    // Digits with Ctrl move examples on the Phases page.
    static const std::vector<PageName> names = {
        {"", QT_TRANSLATE_NOOP("Commands", "Window"), {}},
        {"tables", QT_TRANSLATE_NOOP("Commands", "Tables"), {}},
        {"start", QT_TRANSLATE_NOOP("Commands", "Start"), Qt::ALT | Qt::Key_1},
        {"data", QT_TRANSLATE_NOOP("Commands", "Data"), Qt::ALT | Qt::Key_2},
        // Came later than the others, whose keys are in people's fingers.
        {"difficulty", QT_TRANSLATE_NOOP("Commands", "Difficulty"), Qt::ALT | Qt::Key_7},
        {"phases", QT_TRANSLATE_NOOP("Commands", "Phases"), Qt::ALT | Qt::Key_3},
        {"training", QT_TRANSLATE_NOOP("Commands", "Training"), Qt::ALT | Qt::Key_4},
        {"runs", QT_TRANSLATE_NOOP("Commands", "Runs"), Qt::ALT | Qt::Key_5},
        {"compare", QT_TRANSLATE_NOOP("Commands", "Compare"), Qt::ALT | Qt::Key_6},
        {"settings", QT_TRANSLATE_NOOP("Commands", "Settings"), Qt::CTRL | Qt::Key_Comma},
    };
    return names;
}

const PageName& pageName(const QString& id)
{
    const auto found = std::ranges::find_if(
        pageNames(), [&](const PageName& page) { return id == QLatin1String(page.id); });
    Q_ASSERT(found != pageNames().end());
    return *found;
}

// Filled from the top, since some rows exist once per phase or model.
class Rows final
{
public:
    using Keys = QList<QKeySequence>;

    // What follows has its keys there.
    void at(const char* place) { m_place = QString::fromLatin1(place); }

    CommandInfo& add(const char* id, const char* text, Keys keys = {})
    {
        return rows.emplace_back(CommandInfo{QString::fromLatin1(id), m_place, text, std::move(keys)});
    }

    void addNumbered(const char* id, const char* text, int count, Qt::KeyboardModifiers modifiers)
    {
        for (int number = 1; number <= count; ++number) {
            CommandInfo& row = add(id, text, {QKeySequence(modifiers | Qt::Key(Qt::Key_0 + number))});
            row.id += QString::number(number);
            row.number = number;
        }
    }

    void addHistory(const char* page)
    {
        at(page);
        add("", QT_TRANSLATE_NOOP("Commands", "Undo"), {QKeySequence::Undo}).id = m_place + u".undo";
        add("", QT_TRANSLATE_NOOP("Commands", "Redo"), {QKeySequence::Redo}).id = m_place + u".redo";
    }

    std::vector<CommandInfo> rows;

private:
    QString m_place;
};

void addWindow(Rows& rows)
{
    rows.at("");
    rows.add("shell.palette", QT_TRANSLATE_NOOP("Commands", "Commands"), {Qt::CTRL | Qt::Key_K});
    rows.add(
        "shell.shortcuts", QT_TRANSLATE_NOOP("Commands", "Keyboard shortcuts"), {QKeySequence::HelpContents});
    rows.add("shell.keys", QT_TRANSLATE_NOOP("Commands", "Change the keys…"));
    rows.add("shell.glossary", QT_TRANSLATE_NOOP("Commands", "Glossary"), {Qt::SHIFT | Qt::Key_F1});
    rows.add("shell.present", QT_TRANSLATE_NOOP("Commands", "Present this page"), {Qt::Key_F11});
    for (const PageName& page : pageNames()) {
        if (page.key.isEmpty())
            continue;
        CommandInfo& row = rows.add("", QT_TRANSLATE_NOOP("Commands", "Go to %1"), {page.key});
        row.page = QString::fromLatin1(page.id);
        row.id = u"shell.go_" + row.page;
    }
    rows.add("shell.hide_training", QT_TRANSLATE_NOOP("Commands", "Hide the training pages"));
    rows.add("shell.theme_system", QT_TRANSLATE_NOOP("Commands", "Theme: like the system"));
    rows.add("shell.theme_light", QT_TRANSLATE_NOOP("Commands", "Theme: light"));
    rows.add("shell.theme_dark", QT_TRANSLATE_NOOP("Commands", "Theme: dark"));
    // Each in its own language, for whoever cannot read the other.
    rows.add("shell.english", "English");
    rows.add("shell.japanese", "日本語");
    rows.add("shell.close", QT_TRANSLATE_NOOP("Commands", "Close the window"), {QKeySequence::Close});
    rows.at("tables");
    rows.add("tables.copy", QT_TRANSLATE_NOOP("Commands", "Copy for a spreadsheet"), {QKeySequence::Copy});
}

void addStart(Rows& rows)
{
    rows.at("start");
    rows.add("start.new", QT_TRANSLATE_NOOP("Commands", "New project…"), {QKeySequence::New});
    rows.add("start.open", QT_TRANSLATE_NOOP("Commands", "Open a project…"), {QKeySequence::Open});
    rows.add("start.open_package", QT_TRANSLATE_NOOP("Commands", "Answer a review package…"));
    rows.add("start.example", QT_TRANSLATE_NOOP("Commands", "Open the example"));
    rows.add("start.train_example", QT_TRANSLATE_NOOP("Commands", "Open the example and start its training"));
    rows.add("start.self_test", QT_TRANSLATE_NOOP("Commands", "Test this machine"));
    rows.at("start/list");
    rows.add("start.forget", QT_TRANSLATE_NOOP("Commands", "Remove from the list"), {Qt::Key_Delete});
    rows.at("start");
    rows.add("start.duplicate", QT_TRANSLATE_NOOP("Commands", "Duplicate the chosen project…"));
    rows.add("start.archive", QT_TRANSLATE_NOOP("Commands", "Archive the chosen project…"));
    rows.add("start.restore", QT_TRANSLATE_NOOP("Commands", "Restore a project from its archive…"));
    rows.add("start.next_step", QT_TRANSLATE_NOOP("Commands", "Next step"), {Qt::CTRL | Qt::Key_Return});
    rows.add("start.step_before", QT_TRANSLATE_NOOP("Commands", "Step before"), {Qt::ALT | Qt::Key_Left});
}

void addData(Rows& rows)
{
    rows.at("data");
    rows.add("data.search", QT_TRANSLATE_NOOP("Commands", "Search the examples"), {QKeySequence::Find});
    rows.add("data.import", QT_TRANSLATE_NOOP("Commands", "Import files…"), {Qt::CTRL | Qt::Key_I});
    rows.add("data.export", QT_TRANSLATE_NOOP("Commands", "Export what is shown…"), {Qt::CTRL | Qt::Key_E});
    rows.add("data.clear_filters", QT_TRANSLATE_NOOP("Commands", "Clear filters"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_F});
    rows.add("data.detach", QT_TRANSLATE_NOOP("Commands", "Details in a window of their own"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_D});
    rows.add("data.edit", QT_TRANSLATE_NOOP("Commands", "Edit the example"), {Qt::Key_F2});
    rows.at("data/table");
    rows.add(
        "data.exclude", QT_TRANSLATE_NOOP("Commands", "Exclude the selected examples"), {Qt::Key_Delete});
    rows.add("data.restore", QT_TRANSLATE_NOOP("Commands", "Restore the selected examples"),
        {Qt::SHIFT | Qt::Key_Delete});
    rows.addHistory("data");
}

void addDifficulty(Rows& rows)
{
    rows.at("difficulty/scorers");
    rows.add(
        "difficulty.score", QT_TRANSLATE_NOOP("Commands", "Score the examples"), {Qt::CTRL | Qt::Key_Return});
    rows.at("difficulty/judge");
    rows.add("difficulty.estimate", QT_TRANSLATE_NOOP("Commands", "Work out what it costs"),
        {Qt::CTRL | Qt::Key_Return});
    rows.at("difficulty/calibration");
    rows.add("difficulty.calibrate", QT_TRANSLATE_NOOP("Commands", "Learn the difficulty"),
        {Qt::CTRL | Qt::Key_Return});
    rows.at("difficulty/review");
    rows.addNumbered(
        "review.level_", QT_TRANSLATE_NOOP("Commands", "Difficulty level %1"), mostPhases, Qt::NoModifier);
    // A question mark needs Shift on many keyboards; the slash below it does not.
    rows.add("review.ambiguous", QT_TRANSLATE_NOOP("Commands", "Ambiguous"),
        {Qt::Key_Question, Qt::SHIFT | Qt::Key_Question, Qt::Key_Slash});
    rows.add("review.exclude", QT_TRANSLATE_NOOP("Commands", "Exclude"), {Qt::Key_X});
    rows.add("review.personal", QT_TRANSLATE_NOOP("Commands", "Personal or confidential"), {Qt::Key_P});
    rows.add("review.wrong", QT_TRANSLATE_NOOP("Commands", "Wrong or out of date"), {Qt::Key_W});
    rows.add("review.skip", QT_TRANSLATE_NOOP("Commands", "Skip"), {Qt::Key_S});
    rows.add("review.edit", QT_TRANSLATE_NOOP("Commands", "Edit"), {Qt::Key_E});
    rows.add("review.note", QT_TRANSLATE_NOOP("Commands", "Note"), {Qt::Key_N});
    rows.add("review.take_back", QT_TRANSLATE_NOOP("Commands", "Take back"), {Qt::Key_Z, QKeySequence::Undo});
}

void addPhases(Rows& rows)
{
    rows.at("phases");
    rows.add("phases.search", QT_TRANSLATE_NOOP("Commands", "Search the examples"), {QKeySequence::Find});
    rows.addNumbered("phases.move_to_",
        QT_TRANSLATE_NOOP("Commands", "Move the selected examples to phase %1"), mostPhases,
        Qt::ControlModifier);
    rows.add("phases.take_out", QT_TRANSLATE_NOOP("Commands", "Take the selected examples out of the plan"),
        {Qt::Key_Delete, Qt::CTRL | Qt::Key_0});
    rows.add("phases.move_on", QT_TRANSLATE_NOOP("Commands", "Move the selected examples one phase on"),
        {Qt::ALT | Qt::Key_Right});
    rows.add("phases.move_back", QT_TRANSLATE_NOOP("Commands", "Move the selected examples one phase back"),
        {Qt::ALT | Qt::Key_Left});
    rows.add("phases.to_rule",
        QT_TRANSLATE_NOOP("Commands", "Put the selected examples back where the rule puts them"),
        {Qt::Key_Backspace});
    rows.addNumbered("phases.move_found_to_",
        QT_TRANSLATE_NOOP("Commands", "Move all that was found to phase %1"), mostPhases,
        Qt::ControlModifier | Qt::ShiftModifier);
    rows.add("phases.take_found_out",
        QT_TRANSLATE_NOOP("Commands", "Take all that was found out of the plan"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_0});
    rows.add("phases.moved_only", QT_TRANSLATE_NOOP("Commands", "Show only what was moved by hand"),
        {Qt::CTRL | Qt::Key_M});
    rows.add("phases.thresholds", QT_TRANSLATE_NOOP("Commands", "Move the thresholds by the arrow keys"),
        {Qt::CTRL | Qt::Key_T});
    rows.add("phases.rename", QT_TRANSLATE_NOOP("Commands", "Rename the phase"), {Qt::Key_F2});
    rows.add("phases.split", QT_TRANSLATE_NOOP("Commands", "Split the phase in two"));
    rows.add("phases.merge", QT_TRANSLATE_NOOP("Commands", "Merge the phase with the next"));
    rows.add("phases.remove", QT_TRANSLATE_NOOP("Commands", "Remove the phase"));
    rows.add("phases.earlier", QT_TRANSLATE_NOOP("Commands", "Train the phase earlier"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_Left});
    rows.add("phases.later", QT_TRANSLATE_NOOP("Commands", "Train the phase later"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_Right});
    rows.add("phases.read", QT_TRANSLATE_NOOP("Commands", "Read the chosen example"), {Qt::Key_F3});
    rows.add("phases.settings", QT_TRANSLATE_NOOP("Commands", "Settings and history"), {Qt::Key_F4});
    rows.addHistory("phases");
    rows.add("phases.new_plan", QT_TRANSLATE_NOOP("Commands", "New plan…"));
    rows.add("phases.duplicate_plan", QT_TRANSLATE_NOOP("Commands", "Duplicate the plan…"));
    rows.add("phases.delete_plan", QT_TRANSLATE_NOOP("Commands", "Delete the plan…"));
}

void addTraining(Rows& rows)
{
    rows.at("training");
    rows.add("training.new", QT_TRANSLATE_NOOP("Commands", "New training…"), {QKeySequence::New});
    rows.add(
        "training.check", QT_TRANSLATE_NOOP("Commands", "Check before training"), {Qt::CTRL | Qt::Key_T});
    rows.add("training.stop", QT_TRANSLATE_NOOP("Commands", "Stop and save"), {Qt::CTRL | Qt::Key_Period});
    rows.add("training.cancel", QT_TRANSLATE_NOOP("Commands", "Cancel the training"));
    rows.add("training.resume", QT_TRANSLATE_NOOP("Commands", "Resume"), {Qt::CTRL | Qt::Key_R});
    rows.add("training.answer_gate", QT_TRANSLATE_NOOP("Commands", "Answer the gate that waits"),
        {Qt::CTRL | Qt::Key_G});
    rows.add("training.repeat_phase", QT_TRANSLATE_NOOP("Commands", "Repeat from a phase with changes…"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_R});
    rows.add("training.unqueue", QT_TRANSLATE_NOOP("Commands", "Take out of the queue"));
    rows.add("training.queue_first", QT_TRANSLATE_NOOP("Commands", "Move to the front of the queue"));
    rows.add("training.detach",
        QT_TRANSLATE_NOOP("Commands", "Progress, gates and answers in a window of their own"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_D});
    rows.add("training.whole_curve", QT_TRANSLATE_NOOP("Commands", "Show the whole curve"),
        {Qt::CTRL | Qt::Key_0});
    rows.add("training.save_picture", QT_TRANSLATE_NOOP("Commands", "Save the curves as a picture…"));
    rows.add("training.save_table", QT_TRANSLATE_NOOP("Commands", "Save the curves as a table…"));
    rows.add("training.copy_picture", QT_TRANSLATE_NOOP("Commands", "Copy the curves as a picture"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
}

void addRuns(Rows& rows)
{
    rows.at("runs");
    rows.add(
        "runs.open_training", QT_TRANSLATE_NOOP("Commands", "Open in Training"), {Qt::CTRL | Qt::Key_Return});
    rows.add("runs.open_report", QT_TRANSLATE_NOOP("Commands", "Open its report"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_Return});
    rows.add("runs.log", QT_TRANSLATE_NOOP("Commands", "Show its log"), {Qt::CTRL | Qt::Key_L});
    rows.add("runs.filter", QT_TRANSLATE_NOOP("Commands", "Filter the runs"), {QKeySequence::Find});
    rows.add(
        "runs.find_below", QT_TRANSLATE_NOOP("Commands", "Find below in the log"), {QKeySequence::FindNext});
    rows.add("runs.find_above", QT_TRANSLATE_NOOP("Commands", "Find above in the log"),
        {QKeySequence::FindPrevious});
    rows.add("runs.note", QT_TRANSLATE_NOOP("Commands", "Write a note"), {Qt::Key_F2});
    rows.add(
        "runs.pin", QT_TRANSLATE_NOOP("Commands", "Pin or unpin the chosen runs"), {Qt::CTRL | Qt::Key_P});
    rows.at("runs/table");
    rows.add("runs.delete", QT_TRANSLATE_NOOP("Commands", "Delete to the bin"), {Qt::Key_Delete});
    rows.at("runs");
    rows.add("runs.bundle", QT_TRANSLATE_NOOP("Commands", "Make a support bundle…"));
    rows.add("runs.bin", QT_TRANSLATE_NOOP("Commands", "Show the bin"));
    rows.add(
        "runs.save_table", QT_TRANSLATE_NOOP("Commands", "Save the table as CSV…"), {Qt::CTRL | Qt::Key_E});
    rows.addHistory("runs");
    rows.at("runs/log");
    rows.add("runs.copy_log", QT_TRANSLATE_NOOP("Commands", "Copy the lines"), {QKeySequence::Copy});
}

void addComparison(Rows& rows)
{
    rows.at("compare/answers");
    rows.add("answers.ask", QT_TRANSLATE_NOOP("Commands", "Ask prompts…"), {QKeySequence::New});
    rows.add("answers.models", QT_TRANSLATE_NOOP("Commands", "Choose the models"), {Qt::CTRL | Qt::Key_L});
    rows.add("answers.search", QT_TRANSLATE_NOOP("Commands", "Search"), {QKeySequence::Find});
    rows.add("answers.different", QT_TRANSLATE_NOOP("Commands", "Only different"), {Qt::CTRL | Qt::Key_D});
    rows.add("answers.next_different", QT_TRANSLATE_NOOP("Commands", "Next prompt with a difference"),
        {Qt::CTRL | Qt::Key_Down});
    rows.add("answers.previous_different", QT_TRANSLATE_NOOP("Commands", "Previous prompt with a difference"),
        {Qt::CTRL | Qt::Key_Up});
    rows.add("answers.missing_words", QT_TRANSLATE_NOOP("Commands", "Show the words that are missing"),
        {Qt::CTRL | Qt::Key_R});
    rows.addNumbered("answers.reference_", QT_TRANSLATE_NOOP("Commands", "Compare with model %1"), mostModels,
        Qt::NoModifier);
    rows.add("answers.copy", QT_TRANSLATE_NOOP("Commands", "Copy the answer"), {QKeySequence::Copy});
    rows.add("answers.copy_table", QT_TRANSLATE_NOOP("Commands", "Copy the table"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    rows.add("answers.save_table", QT_TRANSLATE_NOOP("Commands", "Save the table…"), {Qt::CTRL | Qt::Key_E});
    rows.at("compare/vote");
    rows.add("vote.left", QT_TRANSLATE_NOOP("Commands", "Left is better"), {Qt::Key_A});
    rows.add("vote.right", QT_TRANSLATE_NOOP("Commands", "Right is better"), {Qt::Key_B});
    rows.add("vote.tie", QT_TRANSLATE_NOOP("Commands", "Tie"), {Qt::Key_T});
    rows.add("vote.both_bad", QT_TRANSLATE_NOOP("Commands", "Both bad"), {Qt::Key_N});
    rows.add("vote.skip", QT_TRANSLATE_NOOP("Commands", "Skip"), {Qt::Key_S});
    rows.add("vote.factual_error", QT_TRANSLATE_NOOP("Commands", "Factual error"), {Qt::Key_1});
    rows.add("vote.ignored", QT_TRANSLATE_NOOP("Commands", "Instruction ignored"), {Qt::Key_2});
    rows.add("vote.too_long", QT_TRANSLATE_NOOP("Commands", "Too long"), {Qt::Key_3});
    rows.add("vote.tone", QT_TRANSLATE_NOOP("Commands", "Tone"), {Qt::Key_4});
    rows.add("vote.take_back", QT_TRANSLATE_NOOP("Commands", "Take back"), {Qt::Key_Z, QKeySequence::Undo});
    rows.at("compare/chat");
    rows.add("chat.new", QT_TRANSLATE_NOOP("Commands", "New chat…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_N});
    rows.add("chat.clear", QT_TRANSLATE_NOOP("Commands", "Clear the conversation"), {Qt::CTRL | Qt::Key_L});
    rows.add("chat.stop", QT_TRANSLATE_NOOP("Commands", "Stop the answers"), {Qt::Key_Escape});
}

void addSettings(Rows& rows)
{
    rows.at("settings");
    rows.add("settings.search", QT_TRANSLATE_NOOP("Commands", "Search the settings"), {QKeySequence::Find});
    rows.add("settings.edit", QT_TRANSLATE_NOOP("Commands", "Change the value"), {Qt::Key_F2});
    rows.at("settings/table");
    rows.add("settings.reset", QT_TRANSLATE_NOOP("Commands", "Back to the default"), {Qt::Key_Delete});
    rows.at("settings");
    rows.add("settings.changed_only", QT_TRANSLATE_NOOP("Commands", "Show only what is not at its default"));
    rows.add("settings.no_key", QT_TRANSLATE_NOOP("Commands", "Take the chosen command's key away"));
    rows.add("settings.reset_keys", QT_TRANSLATE_NOOP("Commands", "All keys back to their defaults"));
    rows.addHistory("settings");
}

// Whether the focus can be where the keys of both work.
bool meet(const QString& one, const QString& other)
{
    if (one.isEmpty() || other.isEmpty())
        return true;
    const auto isWithin = [](const QString& inner, const QString& outer) {
        return inner == outer || inner.startsWith(outer + u'/');
    };
    if (one == u"tables" || other == u"tables") {
        const QString& place = one == u"tables" ? other : one;
        return !place.contains(u'/') || place.endsWith(u"/table");
    }
    return isWithin(one, other) || isWithin(other, one);
}

bool haveOneInCommon(const QList<QKeySequence>& left, const QList<QKeySequence>& right)
{
    return std::ranges::any_of(left, [&](const QKeySequence& key) { return right.contains(key); });
}

} // namespace

const std::vector<CommandInfo>& commandList()
{
    static const std::vector<CommandInfo> list = [] {
        Rows rows;
        addWindow(rows);
        addStart(rows);
        addData(rows);
        addDifficulty(rows);
        addPhases(rows);
        addTraining(rows);
        addRuns(rows);
        addComparison(rows);
        addSettings(rows);
        return std::move(rows.rows);
    }();
    return list;
}

const CommandInfo* commandInfo(const QString& id)
{
    const auto found = std::ranges::find(commandList(), id, &CommandInfo::id);
    return found == commandList().end() ? nullptr : &*found;
}

QString commandText(const CommandInfo& command)
{
    const QString text = QCoreApplication::translate(context, command.text);
    if (!command.page.isEmpty())
        return text.arg(QCoreApplication::translate(context, pageName(command.page).name));
    return command.number > 0 ? text.arg(command.number) : text;
}

QString commandPage(const CommandInfo& command)
{
    return QCoreApplication::translate(context, pageName(command.place.section(u'/', 0, 0)).name);
}

QList<QKeySequence> keysOf(const CommandInfo& command, const OwnKeys& own)
{
    if (const auto found = own.find(command.id); found != own.end())
        return found->second;
    QList<QKeySequence> keys = command.keys;
    for (const auto& [id, chosen] : own) {
        const CommandInfo* other = commandInfo(id);
        if (other == nullptr || !meet(command.place, other->place))
            continue;
        keys.removeIf([&chosen = chosen](const QKeySequence& key) { return chosen.contains(key); });
    }
    return keys;
}

const CommandInfo* takenBy(const CommandInfo& command, const QList<QKeySequence>& keys, const OwnKeys& own)
{
    const auto found = std::ranges::find_if(commandList(), [&](const CommandInfo& other) {
        return other.id != command.id && meet(command.place, other.place)
            && haveOneInCommon(keys, keysOf(other, own));
    });
    return found == commandList().end() ? nullptr : &*found;
}

QString keyText(const QList<QKeySequence>& keys)
{
    return QKeySequence::listToString(keys, QKeySequence::PortableText);
}

QList<QKeySequence> keysFromText(const QString& text)
{
    QList<QKeySequence> keys = QKeySequence::listFromString(text, QKeySequence::PortableText);
    keys.removeIf([](const QKeySequence& key) { return key.isEmpty(); });
    return keys;
}

QString keyWords(const QList<QKeySequence>& keys)
{
    QStringList words;
    for (const QKeySequence& key : keys)
        words.append(key.toString(QKeySequence::NativeText)
                         .replace(QStringLiteral("Backspae"), QStringLiteral("Backspace"))); // Qt's Japanese
    return words.join(QStringLiteral(", "));
}

} // namespace dankai::ui
