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
    <name>dankai::ui::DataPage</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ImportPanel</name>
    <message numerus="yes">
        <source>%n row(s) are left out:</source>
        <translation>
            <numerusform>%n row is left out:</numerusform>
            <numerusform>%n rows are left out:</numerusform>
        </translation>
    </message>
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
</TS>
