<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ExampleCommands</name>
    <message numerus="yes">
        <source>exclude %n example(s)</source>
        <translation>
            <numerusform>exclude %n example</numerusform>
            <numerusform>exclude %n examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>restore %n example(s)</source>
        <translation>
            <numerusform>restore %n example</numerusform>
            <numerusform>restore %n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <translation>
            <numerusform>delete %n run</numerusform>
            <numerusform>delete %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n epoch</numerusform>
            <numerusform>%n epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %n measurement(s) without a better loss</source>
        <translation>
            <numerusform>after %n measurement without a better loss</numerusform>
            <numerusform>after %n measurements without a better loss</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpeakerWords</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainingFields</name>
    <message numerus="yes">
        <source> look(s) without improvement</source>
        <translation>
            <numerusform> look without improvement</numerusform>
            <numerusform> looks without improvement</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::AgreementTab</name>
    <message numerus="yes">
        <source>%n equal shares</source>
        <translation>
            <numerusform>%n share</numerusform>
            <numerusform>%n equal shares</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Both scored %n example(s).</source>
        <translation>
            <numerusform>Both scored %n example.</numerusform>
            <numerusform>Both scored %n examples.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswerDetail</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other answer(s) recorded before</source>
        <translation>
            <numerusform>%n other answer recorded before</numerusform>
            <numerusform>%n other answers recorded before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswerTableModel</name>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnsweringPanel</name>
    <message numerus="yes">
        <source>Ask %n model(s)</source>
        <translation>
            <numerusform>Ask %n model</numerusform>
            <numerusform>Ask %n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswersPanel</name>
    <message numerus="yes">
        <source>The table is copied: %n prompt(s).</source>
        <translation>
            <numerusform>The table is copied: %n prompt.</numerusform>
            <numerusform>The table is copied: %n prompts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::BinPanel</name>
    <message numerus="yes">
        <source>%n run(s) are removed with their saved models and cannot be restored after that. %1 become free.</source>
        <translation>
            <numerusform>%n run is removed with its saved models and cannot be restored after that. %1 become free.</numerusform>
            <numerusform>%n runs are removed with their saved models and cannot be restored after that. %1 become free.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s), %1</source>
        <translation>
            <numerusform>%n run, %1</numerusform>
            <numerusform>%n runs, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are back among the others.</source>
        <translation>
            <numerusform>%n run is back among the others.</numerusform>
            <numerusform>%n runs are back among the others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::CalibrationReport</name>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::CalibrationTab</name>
    <message numerus="yes">
        <source>%1 (%n label(s))</source>
        <translation>
            <numerusform>%1 (%n label)</numerusform>
            <numerusform>%1 (%n labels)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ChatColumn</name>
    <message numerus="yes">
        <source>%n token(s), %1 s</source>
        <translation>
            <numerusform>%n token, %1 s</numerusform>
            <numerusform>%n tokens, %1 s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ChatSetup</name>
    <message numerus="yes">
        <source>%n model(s), about %1 of memory.</source>
        <translation>
            <numerusform>%n model, about %1 of memory.</numerusform>
            <numerusform>%n models, about %1 of memory in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::DataPage</name>
    <message numerus="yes">
        <source>Export %n example(s)</source>
        <translation>
            <numerusform>Export %n example</numerusform>
            <numerusform>Export %n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::DifferenceView</name>
    <message numerus="yes">
        <source>What differs between %n run(s)</source>
        <translation>
            <numerusform>What differs in %n run</numerusform>
            <numerusform>What differs between %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ExampleView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::FilterBar</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::FoundHandle</name>
    <message numerus="yes">
        <source>Drag %n found example(s)</source>
        <translation>
            <numerusform>Drag %n found example</numerusform>
            <numerusform>Drag %n found examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ImportLook</name>
    <message numerus="yes">
        <source>%n row(s) are left out:</source>
        <translation>
            <numerusform>%n row is left out:</numerusform>
            <numerusform>%n rows are left out:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ImportPanel</name>
    <message numerus="yes">
        <source>Import %n example(s)</source>
        <translation>
            <numerusform>Import %n example</numerusform>
            <numerusform>Import %n examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Importing, about %n second(s) left</source>
        <translation>
            <numerusform>Importing, about %n second left</numerusform>
            <numerusform>Importing, about %n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::MachineStatus</name>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU, %n core</numerusform>
            <numerusform>CPU, %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ModelStep</name>
    <message numerus="yes">
        <source>%n model(s) found; looked in Hugging Face&apos;s, LM Studio&apos;s and Ollama&apos;s folders.</source>
        <translation>
            <numerusform>%n model found; looked in Hugging Face&apos;s, LM Studio&apos;s and Ollama&apos;s folders.</numerusform>
            <numerusform>%n models found; looked in Hugging Face&apos;s, LM Studio&apos;s and Ollama&apos;s folders.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PackageArrival</name>
    <message numerus="yes">
        <source>%1 has answered %n question(s) of this project.</source>
        <translation>
            <numerusform>%1 has answered %n question of this project.</numerusform>
            <numerusform>%1 has answered %n questions of this project.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n answer(s) taken over.</source>
        <translation>
            <numerusform>%1: %n answer taken over.</numerusform>
            <numerusform>%1: %n answers taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taken back there, and here.</source>
        <translation>
            <numerusform>%n taken back there, and here.</numerusform>
            <numerusform>%n taken back there, and here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) are placed differently by others: settle them on the Difficulty page.</source>
        <translation>
            <numerusform>%n example is placed differently by others: settle it on the Difficulty page.</numerusform>
            <numerusform>%n examples are placed differently by others: settle them on the Difficulty page.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be taken: %1</source>
        <translation>
            <numerusform>%n could not be taken: %1</numerusform>
            <numerusform>%n could not be taken: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PhaseView</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PhasesPage</name>
    <message numerus="yes">
        <source>%n moved by hand</source>
        <translation>
            <numerusform>%n moved by hand</numerusform>
            <numerusform>%n moved by hand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n threshold(s) lie among examples of the same difficulty; which of them stand below is decided by their content, never by length.</source>
        <translation>
            <numerusform>%n threshold lies among examples of the same difficulty; which of them stand below is decided by their content, never by length.</numerusform>
            <numerusform>%n thresholds lie among examples of the same difficulty; which of them stand below is decided by their content, never by length.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PlanBar</name>
    <message numerus="yes">
        <source>%n equal part(s)</source>
        <translation>
            <numerusform>%n equal part</numerusform>
            <numerusform>%n equal parts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of equal tokens</source>
        <translation>
            <numerusform>%n part of equal tokens</numerusform>
            <numerusform>%n parts of equal tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) cut at valleys</source>
        <translation>
            <numerusform>%n part cut at valleys</numerusform>
            <numerusform>%n parts cut at valleys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n phase(s)</source>
        <translation>
            <numerusform>%n phase</numerusform>
            <numerusform>%n phases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PlanDocument</name>
    <message numerus="yes">
        <source>%n example(s) that were moved by hand to a phase that is gone are back where the rule puts them.</source>
        <translation>
            <numerusform>%n example that was moved by hand to a phase that is gone is back where the rule puts it.</numerusform>
            <numerusform>%n examples that were moved by hand to a phase that is gone are back where the rule puts them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n example(s) to %1</source>
        <translation>
            <numerusform>Move %n example to %1</numerusform>
            <numerusform>Move %n examples to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n example(s) out of the plan</source>
        <translation>
            <numerusform>Take %n example out of the plan</numerusform>
            <numerusform>Take %n examples out of the plan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %n example(s) back where the rule puts them</source>
        <translation>
            <numerusform>Put %n example back where the rule puts it</numerusform>
            <numerusform>Put %n examples back where the rule puts them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PlanNotes</name>
    <message numerus="yes">
        <source>The tokens of %n example(s) are not counted yet, so sizes in tokens are missing or too low.</source>
        <translation>
            <numerusform>The tokens of %n example are not counted yet, so sizes in tokens are missing or too low.</numerusform>
            <numerusform>The tokens of %n examples are not counted yet, so sizes in tokens are missing or too low.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) have no score yet, so that the rule cannot place them.</source>
        <translation>
            <numerusform>%n example has no score yet, so that the rule cannot place it.</numerusform>
            <numerusform>%n examples have no score yet, so that the rule cannot place them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PlanStep</name>
    <message numerus="yes">
        <source>%n phase(s)</source>
        <translation>
            <numerusform>%n phase</numerusform>
            <numerusform>%n phases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewPane</name>
    <message numerus="yes">
        <source>%1 and %2 agree on %3% (by chance alone %4%), over %n example(s)</source>
        <translation>
            <numerusform>%1 and %2 agree on %3% (by chance alone %4%), over %n example</numerusform>
            <numerusform>%1 and %2 agree on %3% (by chance alone %4%), over %n examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Your answers have moved %n example(s) near a threshold.</source>
        <translation>
            <numerusform>Your answers have moved %n example near a threshold.</numerusform>
            <numerusform>Your answers have moved %n examples near a threshold.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) have moved too.</source>
        <translation>
            <numerusform>%n other has moved too.</numerusform>
            <numerusform>%n others have moved too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set(s) are left. This is a good place for a pause.</source>
        <translation>
            <numerusform>%n set is left. This is a good place for a pause.</numerusform>
            <numerusform>%n sets are left. This is a good place for a pause.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewQuestionView</name>
    <message numerus="yes">
        <source>%1, about %n min left</source>
        <translation>
            <numerusform>%1, about %n min left</numerusform>
            <numerusform>%1, about %n min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) that people place differently</source>
        <translation>
            <numerusform>%n example that people place differently</numerusform>
            <numerusform>%n examples that people place differently</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewSetup</name>
    <message numerus="yes">
        <source>about %n min</source>
        <translation>
            <numerusform>about %n min</numerusform>
            <numerusform>about %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Settle %n example(s) that people place differently</source>
        <translation>
            <numerusform>Settle %n example that people place differently</numerusform>
            <numerusform>Settle %n examples that people place differently</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewWindow</name>
    <message numerus="yes">
        <source>%n question(s) left.</source>
        <translation>
            <numerusform>%n question left.</numerusform>
            <numerusform>%n questions left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That takes about %n min.</source>
        <translation>
            <numerusform>That takes about %n min.</numerusform>
            <numerusform>That takes about %n min.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunListModel</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunProgress</name>
    <message numerus="yes">
        <source>Resumed %n time(s)</source>
        <translation>
            <numerusform>Resumed once</numerusform>
            <numerusform>Resumed %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunStatus</name>
    <message numerus="yes">
        <source>%n run(s) wait</source>
        <translation>
            <numerusform>%n run waits</numerusform>
            <numerusform>%n runs wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) answer prompts</source>
        <translation>
            <numerusform>%n model answers prompts</numerusform>
            <numerusform>%n models answer prompts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) wait to answer</source>
        <translation>
            <numerusform>%n model waits to answer</numerusform>
            <numerusform>%n models wait to answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunTableModel</name>
    <message numerus="yes">
        <source>On %n held-out example(s) for reports, with the model after the last phase.</source>
        <translation>
            <numerusform>On %n held-out example for reports, with the model after the last phase.</numerusform>
            <numerusform>On %n held-out examples for reports, with the model after the last phase.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n held-out example(s) for gates, with the model after the last phase.</source>
        <translation>
            <numerusform>On %n held-out example for gates, with the model after the last phase.</numerusform>
            <numerusform>On %n held-out examples for gates, with the model after the last phase.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunsPage</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n run(s)</source>
        <translation>
            <numerusform>%1 of %n run</numerusform>
            <numerusform>%1 of %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>pin %n run(s)</source>
        <translation>
            <numerusform>pin %n run</numerusform>
            <numerusform>pin %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unpin %n run(s)</source>
        <translation>
            <numerusform>unpin %n run</numerusform>
            <numerusform>unpin %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) went to the bin; undo brings them back.</source>
        <translation>
            <numerusform>%n run went to the bin; undo brings it back.</numerusform>
            <numerusform>%n runs went to the bin; undo brings them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ScorerDetail</name>
    <message numerus="yes">
        <source>Half of the scores lie from %1 to %2, nine tenths from %3 to %4; mean %5; %n different value(s).</source>
        <translation>
            <numerusform>Half of the scores lie from %1 to %2, nine tenths from %3 to %4; mean %5; %n value.</numerusform>
            <numerusform>Half of the scores lie from %1 to %2, nine tenths from %3 to %4; mean %5; %n different values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n band(s) were looked at; they hold together with 95 % confidence.</source>
        <translation>
            <numerusform>%n band was looked at; it holds with 95 % confidence.</numerusform>
            <numerusform>%n bands were looked at; they hold together with 95 % confidence.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) were scored more than once: %1 got the same score the first and the last time; on average the two differ by %2; correlation of ranks %3 (%4).</source>
        <translation>
            <numerusform>%n example was scored more than once: %1 got the same score the first and the last time; on average the two differ by %2; correlation of ranks %3 (%4).</numerusform>
            <numerusform>%n examples were scored more than once: %1 got the same score the first and the last time; on average the two differ by %2; correlation of ranks %3 (%4).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ScorerTab</name>
    <message numerus="yes">
        <source>Needs the project&apos;s model, which is asked a judge&apos;s question about %n example(s).</source>
        <translation>
            <numerusform>Needs the project&apos;s model, which is asked a judge&apos;s question about %n example.</numerusform>
            <numerusform>Needs the project&apos;s model, which is asked a judge&apos;s question about %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Needs the project&apos;s model, which reads %n example(s) twice: with and without the instruction.</source>
        <translation>
            <numerusform>Needs the project&apos;s model, which reads %n example twice: with and without the instruction.</numerusform>
            <numerusform>Needs the project&apos;s model, which reads %n examples twice: with and without the instruction.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Needs the project&apos;s model, which reads %n example(s) once.</source>
        <translation>
            <numerusform>Needs the project&apos;s model, which reads %n example once.</numerusform>
            <numerusform>Needs the project&apos;s model, which reads %n examples once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is asked a judge&apos;s question about %n example(s).</source>
        <translation>
            <numerusform>%1 is asked a judge&apos;s question about %n example.</numerusform>
            <numerusform>%1 is asked a judge&apos;s question about %n examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 reads %n example(s) twice: with and without the instruction.</source>
        <translation>
            <numerusform>%1 reads %n example twice: with and without the instruction.</numerusform>
            <numerusform>%1 reads %n examples twice: with and without the instruction.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 reads %n example(s) once.</source>
        <translation>
            <numerusform>%1 reads %n example once.</numerusform>
            <numerusform>%1 reads %n examples once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::SelfTestPanel</name>
    <message numerus="yes">
        <source>%1, %n core(s), %2</source>
        <translation>
            <numerusform>%1, %n core, %2</numerusform>
            <numerusform>%1, %n cores, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %2, %n thread(s), instructions %3, matrix products %4; LibTorch %5 in %6</source>
        <translation>
            <numerusform>%1 %2, %n thread, instructions %3, matrix products %4; LibTorch %5 in %6</numerusform>
            <numerusform>%1 %2, %n threads, instructions %3, matrix products %4; LibTorch %5 in %6</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to do; each says what.</source>
        <translation>
            <numerusform>%n thing to do; it says what.</numerusform>
            <numerusform>%n things to do; each says what.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::SpeakerTree</name>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::StartPage</name>
    <message numerus="yes">
        <source>Rescued: %n example(s). The damaged file is kept as %1.</source>
        <translation>
            <numerusform>Rescued: %n example. The damaged file is kept as %1.</numerusform>
            <numerusform>Rescued: %n examples. The damaged file is kept as %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) could not be read.</source>
        <translation>
            <numerusform>%n example could not be read.</numerusform>
            <numerusform>%n examples could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::TestPane</name>
    <message numerus="yes">
        <source>The answers stand on the Compare page; %n was/were cut at the limit.</source>
        <translation>
            <numerusform>The answers stand on the Compare page; %n was cut at the limit.</numerusform>
            <numerusform>The answers stand on the Compare page; %n were cut at the limit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ValidityTab</name>
    <message numerus="yes">
        <source>Responses of up to %n character(s): a number, a choice, a name</source>
        <translation>
            <numerusform>Responses of up to %n character: a number, a choice, a name</numerusform>
            <numerusform>Responses of up to %n characters: a number, a choice, a name</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::VotePair</name>
    <message numerus="yes">
        <source>%1, about %n min left</source>
        <translation>
            <numerusform>%1, about %n min left</numerusform>
            <numerusform>%1, about %n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::VoteResult</name>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n pair</numerusform>
            <numerusform>%n pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vote(s)</source>
        <translation>
            <numerusform>%n vote</numerusform>
            <numerusform>%n votes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::VoteSetup</name>
    <message numerus="yes">
        <source>Both have answered %n of the same prompt(s).</source>
        <translation>
            <numerusform>Both have answered %n of the same prompts.</numerusform>
            <numerusform>Both have answered %n of the same prompts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the answers are the same and count as ties.</source>
        <translation>
            <numerusform>%n of the answers is the same and counts as a tie.</numerusform>
            <numerusform>%n of the answers are the same and count as ties.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With %n pair(s) a win rate can be told from 50 % if it is %1 points away or more.</source>
        <translation>
            <numerusform>With %n pair a win rate can be told from 50 % if it is %1 points away or more.</numerusform>
            <numerusform>With %n pairs a win rate can be told from 50 % if it is %1 points away or more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::WorkBar</name>
    <message numerus="yes">
        <source>%1, about %n second(s) left</source>
        <translation>
            <numerusform>%1, about %n second left</numerusform>
            <numerusform>%1, about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, about %n minute(s) left</source>
        <translation>
            <numerusform>%1, about %n minute left</numerusform>
            <numerusform>%1, about %n minutes left</numerusform>
        </translation>
    </message>
</context>
</TS>
