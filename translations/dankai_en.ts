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
    <name>dankai::ui::PhaseSettingsPane</name>
    <message numerus="yes">
        <source> look(s) without improvement</source>
        <translation>
            <numerusform> look without improvement</numerusform>
            <numerusform> looks without improvement</numerusform>
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
        <source>%1 %2, %n thread(s), instructions %3, matrix products %4</source>
        <translation>
            <numerusform>%1 %2, %n thread, instructions %3, matrix products %4</numerusform>
            <numerusform>%1 %2, %n threads, instructions %3, matrix products %4</numerusform>
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
    <name>dankai::ui::StartPage</name>
    <message numerus="yes">
        <source>Rescued: %n example(s). The damaged file is kept as %1.</source>
        <translation>
            <numerusform>Rescued: %n example. The damaged file is kept as %1.</numerusform>
            <numerusform>Rescued: %n examples. The damaged file is kept as %1.</numerusform>
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
</context>
</TS>
