<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ExampleCommands</name>
    <message numerus="yes">
        <source>exclude %n example(s)</source>
        <translation>
            <numerusform>%n件の事例を除外</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>restore %n example(s)</source>
        <translation>
            <numerusform>%n件の事例を元に戻す</numerusform>
        </translation>
    </message>
    <message>
        <source>edit example %1</source>
        <translation>事例 %1 を編集</translation>
    </message>
</context>
<context>
    <name>dankai::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>コマンドを入力</translation>
    </message>
</context>
<context>
    <name>dankai::ui::DataPage</name>
    <message>
        <source>Clear filters</source>
        <translation>絞り込みを解除</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>プロジェクトを開いています</translation>
    </message>
    <message>
        <source>Data</source>
        <comment>page</comment>
        <translation>データ</translation>
    </message>
    <message>
        <source>There are no examples yet: import a file.</source>
        <translation>事例がまだありません。ファイルを取り込んでください。</translation>
    </message>
    <message>
        <source>Search the examples</source>
        <translation>事例を検索</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>ファイルを取り込む…</translation>
    </message>
    <message>
        <source>Edit the example</source>
        <translation>事例を編集</translation>
    </message>
    <message>
        <source>Exclude the selected examples</source>
        <translation>選択した事例を除外</translation>
    </message>
    <message>
        <source>Restore the selected examples</source>
        <translation>選択した事例を元に戻す</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Search instructions and responses</source>
        <translation>指示と回答を検索</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Difficulty by</source>
        <translation>難易度の採点方法</translation>
    </message>
    <message>
        <source>Whose scores are shown as the difficulty</source>
        <translation>どの採点方法のスコアを難易度として表示するか</translation>
    </message>
    <message>
        <source>Excluded examples</source>
        <translation>除外した事例</translation>
    </message>
    <message>
        <source>Difficulty: drag to choose a range</source>
        <translation>難易度:ドラッグして範囲を選択</translation>
    </message>
    <message>
        <source>Tokens: drag to choose a range</source>
        <translation>トークン数:ドラッグして範囲を選択</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>No scores yet</source>
        <translation>スコアはまだありません</translation>
    </message>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n件の事例</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 examples</source>
        <translation>%2件中 %1件の事例</translation>
    </message>
    <message>
        <source> - the search index is being built; %1 of %2 are in it</source>
        <translation>(検索の索引を作成中:%2件中 %1件)</translation>
    </message>
    <message>
        <source>No examples yet</source>
        <translation>事例がまだありません</translation>
    </message>
    <message>
        <source>Examples are instructions with the answer that you would like to read. Import a file of them: JSON, JSONL, CSV or TSV. You can also drop files on this window.</source>
        <translation>事例とは、指示とお手本の回答の組です。JSON、JSONL、CSV、TSVのファイルを取り込んでください。このウィンドウにファイルをドロップすることもできます。</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>該当する事例がありません</translation>
    </message>
    <message>
        <source>No example passes the search and the filters.</source>
        <translation>検索と絞り込みの条件に合う事例がありません。</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>ファイルを取り込む</translation>
    </message>
    <message>
        <source>Examples (*.json *.jsonl *.csv *.tsv *.txt)</source>
        <translation>事例 (*.json *.jsonl *.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>All examples</source>
        <translation>すべての事例</translation>
    </message>
    <message>
        <source>Not excluded</source>
        <translation>除外分を除く</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>除外</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ExampleTableModel</name>
    <message>
        <source>Excluded</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Tokens of the whole example for this project&apos;s model, nothing cut off</source>
        <translation>このプロジェクトのモデルで数えた事例全体のトークン数(切り捨てなし)</translation>
    </message>
    <message>
        <source>Characters of the response</source>
        <translation>お手本の回答の文字数</translation>
    </message>
    <message>
        <source>The newest value of the chosen scorer for the example&apos;s current text</source>
        <translation>選んだ採点方法による、現在の本文に対する最新の値</translation>
    </message>
    <message>
        <source>No.</source>
        <comment>column</comment>
        <translation>番号</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <comment>column</comment>
        <translation>難易度</translation>
    </message>
    <message>
        <source>Instruction</source>
        <comment>column</comment>
        <translation>指示</translation>
    </message>
    <message>
        <source>Response</source>
        <comment>column</comment>
        <translation>お手本の回答</translation>
    </message>
    <message>
        <source>Tokens</source>
        <comment>column</comment>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>Length</source>
        <comment>column</comment>
        <translation>文字数</translation>
    </message>
    <message>
        <source>Source</source>
        <comment>column</comment>
        <translation>取り込み元</translation>
    </message>
    <message>
        <source>State</source>
        <comment>column</comment>
        <translation>状態</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ExampleView</name>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>As the model sees it</source>
        <translation>モデルから見た形</translation>
    </message>
    <message>
        <source>The tokens, those that are trained in colour</source>
        <translation>トークンの並び。学習対象に色を付けます</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>お手本の回答</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>変更を保存</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>変更を破棄</translation>
    </message>
    <message>
        <source>Example %1</source>
        <translation>事例 %1</translation>
    </message>
    <message>
        <source> (excluded)</source>
        <translation>(除外)</translation>
    </message>
    <message>
        <source>, edited, revision %1</source>
        <translation>、編集済み(第%1版)</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>除外をやめる</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>除外する</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Earlier turn: %1</source>
        <translation>前のやり取り:%1</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>数値なし</translation>
    </message>
    <message>
        <source> (of an earlier text)</source>
        <translation>(編集前の本文に対する値)</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>Other columns</source>
        <translation>その他の列</translation>
    </message>
    <message>
        <source>There are no tokens to show</source>
        <translation>表示できるトークンがありません</translation>
    </message>
    <message>
        <source>%1 tokens, of which %2 are trained (coloured)</source>
        <translation>%1トークン、うち学習対象は %2トークン(着色部分)</translation>
    </message>
    <message>
        <source>Cut here: a run reads %1 tokens of an example; what follows is not seen</source>
        <translation>ここで切れます:学習では事例の先頭から %1トークンを読み、これより後は使われません</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ImportPanel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>お手本の回答</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>Why it is left out</source>
        <translation>取り込まない理由</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>Format: as found</source>
        <translation>形式:自動判定</translation>
    </message>
    <message>
        <source>Encoding: as found</source>
        <translation>文字コード:自動判定</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>先頭の行</translation>
    </message>
    <message>
        <source>Rows that are left out</source>
        <translation>取り込まない行</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>読み込んでいます</translation>
    </message>
    <message>
        <source>Skip this file</source>
        <translation>このファイルを飛ばす</translation>
    </message>
    <message>
        <source>Do not import</source>
        <translation>取り込まない</translation>
    </message>
    <message>
        <source>%1, %2: %3 rows, %4 of them can be used</source>
        <translation>%1、%2:%3行のうち %4行を利用できます</translation>
    </message>
    <message>
        <source>Columns: %1</source>
        <translation>列:%1</translation>
    </message>
    <message>
        <source>%1 rows bring a score, %2 more have one that is no number</source>
        <translation>%1行にスコアがあります(ほかに数値でないものが %2行)</translation>
    </message>
    <message>
        <source>%1 rows are left out; the first %2:</source>
        <translation>%1行は取り込みません。最初の %2行:</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are left out:</source>
        <translation>
            <numerusform>取り込まない行(%n行):</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n example(s)</source>
        <translation>
            <numerusform>%n件の事例を取り込む</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop the import</source>
        <translation>取り込みを中止</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>取り込んでいます</translation>
    </message>
    <message numerus="yes">
        <source>Importing, about %n second(s) left</source>
        <translation>
            <numerusform>取り込んでいます(残り約 %n秒)</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>%1 was not imported to its end.</source>
        <translation>%1 は最後まで取り込まれていません。</translation>
    </message>
    <message>
        <source>%1: %2 added, %3 already there, %4 left out.</source>
        <translation>%1:追加 %2件、登録済み %3件、取り込み対象外 %4件。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::MainWindow</name>
    <message>
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボード操作</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>「%1」へ移動</translation>
    </message>
    <message>
        <source>Theme: like the system</source>
        <translation>配色:システムに合わせる</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>配色:ライト</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>配色:ダーク</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>ウィンドウを閉じる</translation>
    </message>
    <message>
        <source> › plan %1 v%2</source>
        <translation> › 計画 %1 v%2</translation>
    </message>
    <message>
        <source> › run %1</source>
        <translation> › 実行 %1</translation>
    </message>
    <message>
        <source>%1 - Dankai</source>
        <translation>%1 - 段階 Dankai</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボード操作</translation>
    </message>
    <message>
        <source>Keyboard shortcuts: %1</source>
        <translation>キーボード操作:%1</translation>
    </message>
</context>
<context>
    <name>dankai::ui::StartPage</name>
    <message>
        <source>Dankai trains a language model on your examples from easy to hard, measures after every phase what it brought, and compares it with training on everything at once.</source>
        <translation>Dankai は、お手元の事例を易しいものから難しいものへと段階を分けて言語モデルに追加学習させ、段階ごとの効果を測り、一括学習と比べます。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近使ったプロジェクト</translation>
    </message>
    <message>
        <source>There is none yet. Make one with: dankai init FOLDER --model PATH</source>
        <translation>まだありません。次のコマンドで作成できます: dankai init フォルダ --model モデルのパス</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>プロジェクトを開く…</translation>
    </message>
    <message>
        <source>Start</source>
        <comment>page</comment>
        <translation>はじめに</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>プロジェクトを開く</translation>
    </message>
</context>
<context>
    <name>dankai::ui::StatePanel</name>
    <message>
        <source>This cannot be shown</source>
        <translation>表示できません</translation>
    </message>
</context>
</TS>
