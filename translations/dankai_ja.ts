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
    <message>
        <source>Move to %1</source>
        <translation>%1へ移動</translation>
    </message>
    <message>
        <source>Take out of the plan</source>
        <translation>学習計画から外す</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ExampleReader</name>
    <message>
        <source>Example</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>Placed by the rule</source>
        <translation>規則による配置</translation>
    </message>
    <message>
        <source>Moved by hand to %1</source>
        <translation>手作業で%1へ移動</translation>
    </message>
    <message>
        <source>Taken out of the plan by hand</source>
        <translation>手作業で学習計画から外しました</translation>
    </message>
    <message>
        <source>Choose an example to read it here.</source>
        <translation>事例を選ぶと、ここで全文を読めます。</translation>
    </message>
    <message>
        <source>Example %1</source>
        <translation>事例 %1</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Earlier turn: %1</source>
        <translation>以前の発言:%1</translation>
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
        <source>Scores</source>
        <translation>難易度スコア</translation>
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
    <name>dankai::ui::FoundHandle</name>
    <message>
        <source>Drag all that was found to a phase, or click and choose where they go</source>
        <translation>見つかった事例をまとめて段階へドラッグするか、クリックして移動先を選びます</translation>
    </message>
    <message numerus="yes">
        <source>Drag %n found example(s)</source>
        <translation>
            <numerusform>見つかった%n件をドラッグ</numerusform>
        </translation>
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
    <message>
        <source>Done: %1. It can be undone on the Phases page.</source>
        <translation>%1:完了しました。「段階」のページで元に戻せます。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PhaseBoard</name>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Split in two</source>
        <translation>2つに分ける</translation>
    </message>
    <message>
        <source>Merge with the next</source>
        <translation>次の段階とまとめる</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Train earlier</source>
        <translation>前へ移す</translation>
    </message>
    <message>
        <source>Train later</source>
        <translation>後へ移す</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PhaseColumn</name>
    <message>
        <source>%1 s</source>
        <translation>%1秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1分</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1時間%2分</translation>
    </message>
    <message>
        <source>Not in the plan</source>
        <translation>学習計画の対象外</translation>
    </message>
    <message>
        <source>Taken out of this plan by hand, or excluded from the project</source>
        <translation>手作業でこの学習計画から外したか、プロジェクトから除外した事例</translation>
    </message>
    <message>
        <source>Drop examples here to train without them</source>
        <translation>学習に使わない事例をここへドロップ</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>スコアなし</translation>
    </message>
    <message>
        <source>The rule cannot place them; move them by hand, or score them</source>
        <translation>規則では分けられません。手作業で移動するか、採点してください</translation>
    </message>
    <message>
        <source>Click to rename the phase</source>
        <translation>クリックして段階の名前を変更</translation>
    </message>
    <message>
        <source>No example. A phase without examples cannot be trained.</source>
        <translation>事例がありません。事例のない段階は学習できません。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>Mean difficulty</source>
        <translation>平均難易度</translation>
    </message>
    <message>
        <source>Mean length</source>
        <translation>平均の長さ</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>学習時間</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Moved here</source>
        <translation>ここへ移動</translation>
    </message>
    <message>
        <source>Tokens of the whole examples for this project&apos;s model, one time through</source>
        <translation>このプロジェクトのモデルで数えた事例全体のトークン数(1周分)</translation>
    </message>
    <message>
        <source>Mean number of characters of the responses</source>
        <translation>お手本の回答の平均文字数</translation>
    </message>
    <message>
        <source>Training steps alone, all times through, at the speed of this project&apos;s newest run</source>
        <translation>学習の更新だけにかかる時間(全周回分)。このプロジェクトの最新の実行の速度で計算</translation>
    </message>
    <message>
        <source>Peak while all of the model is trained, as that run was set up</source>
        <translation>全体を調整するときの最大使用量(その実行と同じ設定の場合)</translation>
    </message>
    <message>
        <source>Examples that were moved here by hand, against the rule</source>
        <translation>規則に反して手作業でここへ移動した事例</translation>
    </message>
    <message>
        <source>Commands for %1</source>
        <translation>%1の操作</translation>
    </message>
    <message>
        <source>Name of the phase</source>
        <translation>段階の名前</translation>
    </message>
    <message>
        <source>Examples of %1</source>
        <translation>%1の事例</translation>
    </message>
    <message>
        <source>Nothing found here</source>
        <translation>ここには見つかりません</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>約%1</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PhaseModel</name>
    <message>
        <source>Moved by hand; the rule would put it into %1.</source>
        <translation>手作業で移動しました。規則に従えば%1に入ります。</translation>
    </message>
    <message>
        <source>Moved by hand; the rule would put it nowhere, since it has no score.</source>
        <translation>手作業で移動しました。スコアがないため、規則に従えばどの段階にも入りません。</translation>
    </message>
    <message>
        <source>%1 (moved by hand)</source>
        <translation>%1(手作業で移動)</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PhaseSettingsPane</name>
    <message>
        <source>As evidence suggests</source>
        <translation>研究で勧められる設定</translation>
    </message>
    <message>
        <source>Carry-over “moderate” and replay of 5 %: what later studies found to keep the gain of phases (arXiv 2403.08763, 2505.11643, 2511.18903)</source>
        <translation>段階間の引き継ぎ「moderate」と復習5%。段階的学習の効果を保つと後続の研究が示した設定(arXiv 2403.08763, 2505.11643, 2511.18903)</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>論文どおりの設定</translation>
    </message>
    <message>
        <source>Carry-over “paper”, no replay, two epochs in each phase (Phased IFT, arXiv 2406.04371)</source>
        <translation>段階間の引き継ぎ「paper」、復習なし、各段階2周(Phased IFT, arXiv 2406.04371)</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Times through</source>
        <translation>周回数</translation>
    </message>
    <message>
        <source>Epochs: how often the phase&apos;s examples are gone through</source>
        <translation>エポック:段階の事例を何周学習するか</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>learning_rate of the phase: how much one update changes. Empty: as below</source>
        <translation>段階の学習率(learning_rate):1回の更新で直す大きさ。空欄なら下の値</translation>
    </message>
    <message>
        <source>Learning rate of the run</source>
        <translation>実行全体の学習率</translation>
    </message>
    <message>
        <source>optimizer.learning_rate: how much one update changes. Empty: as the project says</source>
        <translation>学習率(optimizer.learning_rate):1回の更新で直す大きさ。空欄ならプロジェクトの設定</translation>
    </message>
    <message>
        <source>What a phase takes over</source>
        <translation>段階間の引き継ぎ</translation>
    </message>
    <message>
        <source>carry_over: optimizer state and learning-rate schedule from phase to phase</source>
        <translation>carry_over:オプティマイザの状態と学習率の推移を段階の間でどう引き継ぐか</translation>
    </message>
    <message>
        <source>What was learnt, with a gentler start</source>
        <translation>内部状態を引き継ぎ、控えめに再開</translation>
    </message>
    <message>
        <source>Everything, as if it were one run</source>
        <translation>すべて引き継ぎ、1回の学習のように続ける</translation>
    </message>
    <message>
        <source>The model alone, all else anew</source>
        <translation>モデルだけを引き継ぎ、ほかは最初から</translation>
    </message>
    <message>
        <source>Change what a phase takes over</source>
        <translation>段階間の引き継ぎを変更</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Review of earlier phases</source>
        <translation>前の段階の復習</translation>
    </message>
    <message>
        <source>Replay (replay_share): which part of a later phase&apos;s tokens comes from earlier phases</source>
        <translation>リプレイ(replay_share):後の段階のトークンのうち、前の段階の事例が占める割合</translation>
    </message>
    <message>
        <source>Change the review of earlier phases</source>
        <translation>前の段階の復習を変更</translation>
    </message>
    <message>
        <source>never</source>
        <translation>しない</translation>
    </message>
    <message>
        <source>End a phase early</source>
        <translation>早期終了</translation>
    </message>
    <message>
        <source>Early stopping (early_stopping.patience): after how many looks at the held-out loss without improvement a phase ends</source>
        <translation>早期終了(early_stopping.patience):評価用データの学習誤差が何回続けて改善しなければ段階を終えるか</translation>
    </message>
    <message>
        <source>After every phase</source>
        <translation>段階ごとの移行判定</translation>
    </message>
    <message>
        <source>Gate (gate.policy): what happens when the verdict after a phase is not PASS</source>
        <translation>ゲート(gate.policy):段階の後の判定が合格でないときの動作</translation>
    </message>
    <message>
        <source>Note the verdict and go on</source>
        <translation>判定を記録して先へ進む</translation>
    </message>
    <message>
        <source>Unless it passes, ask a person</source>
        <translation>合格でなければ人に確認する</translation>
    </message>
    <message>
        <source>Unless it passes, stop</source>
        <translation>合格でなければ終了する</translation>
    </message>
    <message>
        <source>Such runs may end early, so they cannot be compared with one-off training on the same number of tokens (matched: false).</source>
        <translation>この設定の実行は途中で終わることがあるため、同じ学習量の一括学習とは比較できません(matched: false)。</translation>
    </message>
    <message>
        <source>How the phases are trained</source>
        <translation>段階の学習方法</translation>
    </message>
    <message>
        <source>Times through %1</source>
        <translation>%1の周回数</translation>
    </message>
    <message>
        <source>Learning rate of %1</source>
        <translation>%1の学習率</translation>
    </message>
    <message>
        <source>as below</source>
        <translation>下の値</translation>
    </message>
    <message>
        <source>%1, as the project says</source>
        <translation>%1(プロジェクトの設定)</translation>
    </message>
    <message>
        <source>The optimizer&apos;s memory is emptied and the learning rate rises and falls to 0 in every phase.</source>
        <translation>段階ごとに学習の内部状態を消し、学習率を上げてから0まで下げます。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s memory is kept and the learning rate falls once over all phases.</source>
        <translation>学習の内部状態を保ち、学習率は全段階を通して1回だけ下げます。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s memory is kept; the learning rate rises again, to a lower peak each time, and does not fall to 0.</source>
        <translation>学習の内部状態を保ち、学習率は段階ごとに前より低い値まで上げ直し、0までは下げません。</translation>
    </message>
    <message numerus="yes">
        <source> look(s) without improvement</source>
        <translation>
            <numerusform>回続けて改善しなければ</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is no learning rate. Type a number above 0, as in 0.0001 or 1e-4, or nothing.</source>
        <translation>「%1」は学習率として使えません。0.0001 や 1e-4 のように0より大きい数を入力するか、空欄にしてください。</translation>
    </message>
    <message>
        <source>Change the learning rate</source>
        <translation>学習率を変更</translation>
    </message>
    <message>
        <source>Change how phases end</source>
        <translation>段階の終わり方を変更</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PhaseView</name>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n件の事例</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PhasesPage</name>
    <message>
        <source>Settings and history</source>
        <translation>設定と履歴</translation>
    </message>
    <message>
        <source>Phases</source>
        <comment>page</comment>
        <translation>段階</translation>
    </message>
    <message>
        <source>There are no examples yet: import a file on the Data page.</source>
        <translation>事例がまだありません。「データ」のページでファイルを取り込んでください。</translation>
    </message>
    <message>
        <source>There are no difficulty scores yet: score the examples first.</source>
        <translation>難易度スコアがまだありません。先に事例を採点してください。</translation>
    </message>
    <message>
        <source>Search the examples</source>
        <translation>事例を検索</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Show only what was moved by hand, against the rule</source>
        <translation>規則に反して手作業で移動した事例だけを表示</translation>
    </message>
    <message>
        <source>How the phases are trained, and what was done to the plan</source>
        <translation>段階の学習方法と、学習計画の変更履歴</translation>
    </message>
    <message>
        <source>Move all to %1</source>
        <translation>すべて%1へ移動</translation>
    </message>
    <message>
        <source>Take all out of the plan</source>
        <translation>すべて学習計画から外す</translation>
    </message>
    <message>
        <source>Put all back where the rule puts them</source>
        <translation>すべて規則どおりの段階へ戻す</translation>
    </message>
    <message>
        <source>What was done since the plan was opened; click to go back to it</source>
        <translation>学習計画を開いてからの変更。クリックするとその時点に戻ります</translation>
    </message>
    <message>
        <source>The plan as it was opened</source>
        <translation>開いた時点の学習計画</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Move the selected examples to phase %1</source>
        <translation>選択した事例を第%1段階へ移動</translation>
    </message>
    <message>
        <source>Take the selected examples out of the plan</source>
        <translation>選択した事例を学習計画から外す</translation>
    </message>
    <message>
        <source>Move the selected examples one phase on</source>
        <translation>選択した事例を次の段階へ移動</translation>
    </message>
    <message>
        <source>Move the selected examples one phase back</source>
        <translation>選択した事例を前の段階へ移動</translation>
    </message>
    <message>
        <source>Put the selected examples back where the rule puts them</source>
        <translation>選択した事例を規則どおりの段階へ戻す</translation>
    </message>
    <message>
        <source>Move all that was found to phase %1</source>
        <translation>見つかった事例をすべて第%1段階へ移動</translation>
    </message>
    <message>
        <source>Take all that was found out of the plan</source>
        <translation>見つかった事例をすべて学習計画から外す</translation>
    </message>
    <message>
        <source>Show only what was moved by hand</source>
        <translation>手作業で移動した事例だけを表示</translation>
    </message>
    <message>
        <source>Move the thresholds by the arrow keys</source>
        <translation>矢印キーで区切りを動かす</translation>
    </message>
    <message>
        <source>Rename the phase</source>
        <translation>段階の名前を変更</translation>
    </message>
    <message>
        <source>Split the phase in two</source>
        <translation>段階を2つに分ける</translation>
    </message>
    <message>
        <source>Merge the phase with the next</source>
        <translation>次の段階とまとめる</translation>
    </message>
    <message>
        <source>Remove the phase</source>
        <translation>段階を削除</translation>
    </message>
    <message>
        <source>Train the phase earlier</source>
        <translation>段階を前へ移す</translation>
    </message>
    <message>
        <source>Train the phase later</source>
        <translation>段階を後へ移す</translation>
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
        <source>Opening the project</source>
        <translation>プロジェクトを開いています</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>No examples yet</source>
        <translation>事例がまだありません</translation>
    </message>
    <message>
        <source>Phases are made of examples. Import a file on the Data page; you can also drop it there.</source>
        <translation>段階は事例から作ります。「データ」のページでファイルを取り込んでください。ドロップでも取り込めます。</translation>
    </message>
    <message>
        <source>No difficulty scores yet</source>
        <translation>難易度スコアがまだありません</translation>
    </message>
    <message>
        <source>Examples are split by difficulty, from easy to hard. Score them first, for instance with: dankai score %1 --scorer compressed_size</source>
        <translation>事例は難易度の順に、易しいものから難しいものへ分けます。先に採点してください。例:dankai score %1 --scorer compressed_size</translation>
    </message>
    <message>
        <source>Opening the plan</source>
        <translation>学習計画を開いています</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>学習計画がまだありません</translation>
    </message>
    <message>
        <source>A plan splits the examples into phases, from easy to hard, by their scores (%1). You can change everything about it afterwards.</source>
        <translation>学習計画は、難易度スコア(%1)に従って、事例を易しいものから難しいものへ段階に分けます。後からすべて変更できます。</translation>
    </message>
    <message>
        <source>Make a plan</source>
        <translation>学習計画を作る</translation>
    </message>
    <message numerus="yes">
        <source>%n moved by hand</source>
        <translation>
            <numerusform>手作業で移動 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Difficulty by %1: drag a line to change what the phases hold, or Ctrl+T and the arrow keys</source>
        <translation>難易度(%1):線をドラッグするか、Ctrl+T と矢印キーで区切りを動かします</translation>
    </message>
    <message numerus="yes">
        <source>%n threshold(s) lie among examples of the same difficulty; which of them stand below is decided by their content, never by length.</source>
        <translation>
            <numerusform>同じ難易度の事例の間を通る区切りが%nか所あります。どちら側に入るかは内容のハッシュで決まり、長さでは決まりません。</numerusform>
        </translation>
    </message>
    <message>
        <source>The scores have fewer valleys than thresholds; the others halve the largest phases.</source>
        <translation>スコアの分布の谷が区切りの数より少ないため、残りの区切りは最も大きい段階を半分に分けます。</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>The chosen example in full</source>
        <translation>選んだ事例の全文</translation>
    </message>
    <message>
        <source>Read the chosen example</source>
        <translation>選んだ事例を読む</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PlanBar</name>
    <message numerus="yes">
        <source>%n equal part(s)</source>
        <translation>
            <numerusform>同じ件数で%n分割</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of equal tokens</source>
        <translation>
            <numerusform>同じトークン数で%n分割</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) cut at valleys</source>
        <translation>
            <numerusform>分布の谷で%n分割</numerusform>
        </translation>
    </message>
    <message>
        <source>The paper&apos;s thresholds</source>
        <translation>論文の区切り</translation>
    </message>
    <message>
        <source>Own thresholds</source>
        <translation>手動の区切り</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>学習計画</translation>
    </message>
    <message>
        <source>Which plan is shown; every plan splits the same examples in its own way</source>
        <translation>表示する学習計画。同じ事例を計画ごとに別の分け方で分けます</translation>
    </message>
    <message>
        <source>Difficulty by</source>
        <translation>難易度の採点方法</translation>
    </message>
    <message>
        <source>Whose scores the plan is cut on (scorer)</source>
        <translation>段階分けに使う難易度スコアの採点方法(scorer)</translation>
    </message>
    <message>
        <source>How the examples are split</source>
        <translation>段階の分け方</translation>
    </message>
    <message>
        <source>Split anew by a rule; what was moved by hand stays where it was put</source>
        <translation>規則で分け直します。手作業で移動した事例はそのまま残ります</translation>
    </message>
    <message>
        <source>Commands for plans</source>
        <translation>学習計画の操作</translation>
    </message>
    <message>
        <source>New plan…</source>
        <translation>新しい学習計画…</translation>
    </message>
    <message>
        <source>Duplicate the plan…</source>
        <translation>学習計画を複製…</translation>
    </message>
    <message>
        <source>Delete the plan…</source>
        <translation>学習計画を削除…</translation>
    </message>
    <message>
        <source>At 1.5 and 3.5, as in the paper</source>
        <translation>論文と同じ 1.5 と 3.5 で分ける</translation>
    </message>
    <message>
        <source>Equal numbers of examples</source>
        <translation>事例の数をそろえる</translation>
    </message>
    <message>
        <source>Equal numbers of tokens</source>
        <translation>トークン数をそろえる</translation>
    </message>
    <message>
        <source>Where few examples lie (valleys of the density)</source>
        <translation>事例の少ない所で分ける(分布の谷)</translation>
    </message>
    <message numerus="yes">
        <source>%n phase(s)</source>
        <translation>
            <numerusform>%n段階</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate the plan</source>
        <translation>学習計画を複製</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>新しい学習計画</translation>
    </message>
    <message>
        <source>Name of the plan:</source>
        <translation>学習計画の名前:</translation>
    </message>
    <message>
        <source>Delete the plan</source>
        <translation>学習計画を削除</translation>
    </message>
    <message>
        <source>Delete the plan “%1” with all that was moved by hand in it? Its runs stay. This cannot be undone.</source>
        <translation>学習計画「%1」を、手作業での移動も含めて削除しますか。実行は残ります。この操作は元に戻せません。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>段階分け</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PlanDocument</name>
    <message>
        <source>The change is not stored yet: %1</source>
        <translation>変更をまだ保存できていません:%1</translation>
    </message>
    <message>
        <source>Another program changed the plan “%1”. It was read again as it stands now; what was not stored here by then is gone, and so is the undo history.</source>
        <translation>別のプログラムが学習計画「%1」を変更したため、現在の内容を読み直しました。この画面で保存前だった変更と、元に戻す履歴はなくなりました。</translation>
    </message>
    <message>
        <source>Another program deleted the plan “%1”. Choose or make another one.</source>
        <translation>別のプログラムが学習計画「%1」を削除しました。ほかの計画を選ぶか、新しく作ってください。</translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) that were moved by hand to a phase that is gone are back where the rule puts them.</source>
        <translation>
            <numerusform>なくなった段階へ手作業で移動していた%n件の事例は、規則どおりの段階に戻りました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Split anew</source>
        <translation>分け直し</translation>
    </message>
    <message>
        <source>Split by other scores</source>
        <translation>別のスコアで分け直し</translation>
    </message>
    <message>
        <source>Move a threshold</source>
        <translation>区切りを移動</translation>
    </message>
    <message>
        <source>All examples of this phase have the same difficulty, so there is nothing to split it at.</source>
        <translation>この段階の事例はすべて同じ難易度なので、分ける位置がありません。</translation>
    </message>
    <message>
        <source>Split %1 in two</source>
        <translation>%1を2つに分ける</translation>
    </message>
    <message>
        <source>Merge %1 and %2</source>
        <translation>%1と%2をまとめる</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1を削除</translation>
    </message>
    <message>
        <source>Put %1 in place %2</source>
        <translation>%1を%2番目へ移す</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1の名前を%2に変更</translation>
    </message>
    <message>
        <source>Change the settings of %1</source>
        <translation>%1の設定を変更</translation>
    </message>
    <message>
        <source>Train as in the paper</source>
        <translation>論文どおりの設定にする</translation>
    </message>
    <message>
        <source>Train as the evidence suggests</source>
        <translation>研究で勧められる設定にする</translation>
    </message>
    <message numerus="yes">
        <source>Move %n example(s) to %1</source>
        <translation>
            <numerusform>%n件の事例を%1へ移動</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n example(s) out of the plan</source>
        <translation>
            <numerusform>%n件の事例を学習計画から外す</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %n example(s) back where the rule puts them</source>
        <translation>
            <numerusform>%n件の事例を規則どおりの段階へ戻す</numerusform>
        </translation>
    </message>
    <message>
        <source>Phase %1</source>
        <translation>第%1段階</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PlanNotes</name>
    <message>
        <source>Tokens are being counted</source>
        <translation>トークン数を数えています</translation>
    </message>
    <message>
        <source>The phases differ much in response length (%1 characters; the phase explains %2 % of it). A gain may come from longer answers alone: look at length-controlled results.</source>
        <translation>段階によって回答の長さが大きく違います(%1文字。長さの違いの%2%が段階で説明できます)。成績の伸びは回答が長いだけの可能性があります。回答の長さの影響を除いた結果を見てください。</translation>
    </message>
    <message>
        <source>Counting tokens: %1 of %2 examples</source>
        <translation>トークン数を数えています:%2件中%1件</translation>
    </message>
    <message numerus="yes">
        <source>The tokens of %n example(s) are not counted yet, so sizes in tokens are missing or too low.</source>
        <translation>
            <numerusform>%n件の事例のトークン数がまだ数えられていないため、トークン数は表示されないか、実際より少なくなります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Eta squared of the ranks of response length between phases is %1; from %2 on it is a large effect (Cohen 1988)</source>
        <translation>段階間の回答の長さの順位のη²は %1 です。%2 以上は大きな効果とされます(Cohen 1988)</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>数えるのをやめる</translation>
    </message>
    <message>
        <source>Count the tokens</source>
        <translation>トークン数を数える</translation>
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
<context>
    <name>dankai::ui::ThresholdPlot</name>
    <message>
        <source>Threshold %1 of %2 stands at %3</source>
        <translation>%2個中%1個目の区切りの値は %3 です</translation>
    </message>
</context>
</TS>
