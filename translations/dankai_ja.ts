<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Commands</name>
    <message>
        <source>Window</source>
        <translation>ウィンドウ全体</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>はじめに</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
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
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボード操作</translation>
    </message>
    <message>
        <source>Change the keys…</source>
        <translation>キーの割り当てを変更…</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>用語集</translation>
    </message>
    <message>
        <source>Present this page</source>
        <translation>このページを発表表示にする</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>「%1」へ移動</translation>
    </message>
    <message>
        <source>Hide the training pages</source>
        <translation>学習のページを隠す</translation>
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
        <source>Copy for a spreadsheet</source>
        <translation>表計算ソフト用にコピー</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新しいプロジェクト…</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>プロジェクトを開く…</translation>
    </message>
    <message>
        <source>Open the example</source>
        <translation>例を開く</translation>
    </message>
    <message>
        <source>Open the example and start its training</source>
        <translation>例を開いて学習を開始</translation>
    </message>
    <message>
        <source>Test this machine</source>
        <translation>このコンピューターを診断</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>一覧から外す</translation>
    </message>
    <message>
        <source>Duplicate the chosen project…</source>
        <translation>選んだプロジェクトを複製…</translation>
    </message>
    <message>
        <source>Archive the chosen project…</source>
        <translation>選んだプロジェクトを保管…</translation>
    </message>
    <message>
        <source>Restore a project from its archive…</source>
        <translation>保管したファイルから復元…</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次の手順へ</translation>
    </message>
    <message>
        <source>Step before</source>
        <translation>前の手順へ</translation>
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
        <source>Export what is shown…</source>
        <translation>表示中の事例を書き出す…</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>絞り込みを解除</translation>
    </message>
    <message>
        <source>Details in a window of their own</source>
        <translation>詳細を別のウィンドウに表示</translation>
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
        <source>Read the chosen example</source>
        <translation>選んだ事例を読む</translation>
    </message>
    <message>
        <source>Settings and history</source>
        <translation>設定と履歴</translation>
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
        <source>New training…</source>
        <translation>新しい学習…</translation>
    </message>
    <message>
        <source>Check before training</source>
        <translation>開始前チェック</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>保存して停止</translation>
    </message>
    <message>
        <source>Cancel the training</source>
        <translation>学習を中止</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>待ち行列から外す</translation>
    </message>
    <message>
        <source>Move to the front of the queue</source>
        <translation>待ち行列の先頭へ</translation>
    </message>
    <message>
        <source>Progress, gates and answers in a window of their own</source>
        <translation>進み具合・移行判定・回答を別のウィンドウに表示</translation>
    </message>
    <message>
        <source>Show the whole curve</source>
        <translation>曲線の全体を表示</translation>
    </message>
    <message>
        <source>Save the curves as a picture…</source>
        <translation>曲線を画像で保存…</translation>
    </message>
    <message>
        <source>Save the curves as a table…</source>
        <translation>曲線を表で保存…</translation>
    </message>
    <message>
        <source>Copy the curves as a picture</source>
        <translation>曲線を画像としてコピー</translation>
    </message>
    <message>
        <source>Open in Training</source>
        <translation>学習のページで開く</translation>
    </message>
    <message>
        <source>Open its report</source>
        <translation>レポートを開く</translation>
    </message>
    <message>
        <source>Show its log</source>
        <translation>ログを表示</translation>
    </message>
    <message>
        <source>Filter the runs</source>
        <translation>実行を絞り込む</translation>
    </message>
    <message>
        <source>Find below in the log</source>
        <translation>ログを下へ検索</translation>
    </message>
    <message>
        <source>Find above in the log</source>
        <translation>ログを上へ検索</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>メモを書く</translation>
    </message>
    <message>
        <source>Pin or unpin the chosen runs</source>
        <translation>選んだ実行の固定を切り替える</translation>
    </message>
    <message>
        <source>Delete to the bin</source>
        <translation>ごみ箱へ移動</translation>
    </message>
    <message>
        <source>Make a support bundle…</source>
        <translation>問い合わせ用の情報を作る…</translation>
    </message>
    <message>
        <source>Show the bin</source>
        <translation>ごみ箱を表示</translation>
    </message>
    <message>
        <source>Save the table as CSV…</source>
        <translation>表をCSVで保存…</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>行をコピー</translation>
    </message>
    <message>
        <source>Ask prompts…</source>
        <translation>質問する…</translation>
    </message>
    <message>
        <source>Choose the models</source>
        <translation>表示するモデルを選ぶ</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Only different</source>
        <translation>違うものだけ</translation>
    </message>
    <message>
        <source>Next prompt with a difference</source>
        <translation>次の違いがある質問へ</translation>
    </message>
    <message>
        <source>Previous prompt with a difference</source>
        <translation>前の違いがある質問へ</translation>
    </message>
    <message>
        <source>Show the words that are missing</source>
        <translation>なくなった語も表示</translation>
    </message>
    <message>
        <source>Compare with model %1</source>
        <translation>%1 番目のモデルを比較対象にする</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>回答をコピー</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>表をコピー</translation>
    </message>
    <message>
        <source>Save the table…</source>
        <translation>表を保存…</translation>
    </message>
    <message>
        <source>Left is better</source>
        <translation>左が良い</translation>
    </message>
    <message>
        <source>Right is better</source>
        <translation>右が良い</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>引き分け</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>どちらも悪い</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>飛ばす</translation>
    </message>
    <message>
        <source>Factual error</source>
        <translation>事実の誤り</translation>
    </message>
    <message>
        <source>Instruction ignored</source>
        <translation>指示を無視</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>長すぎる</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>口調</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>New chat…</source>
        <translation>新しい対話…</translation>
    </message>
    <message>
        <source>Clear the conversation</source>
        <translation>会話を消去</translation>
    </message>
    <message>
        <source>Stop the answers</source>
        <translation>回答を停止</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>設定を検索</translation>
    </message>
    <message>
        <source>Change the value</source>
        <translation>値を変更</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>既定値に戻す</translation>
    </message>
    <message>
        <source>Show only what is not at its default</source>
        <translation>既定値と違うものだけを表示</translation>
    </message>
    <message>
        <source>Take the chosen command&apos;s key away</source>
        <translation>選んだ操作のキーを外す</translation>
    </message>
    <message>
        <source>All keys back to their defaults</source>
        <translation>すべてのキーを既定値に戻す</translation>
    </message>
    <message>
        <source>Answer the gate that waits</source>
        <translation>待っている移行判定に答える</translation>
    </message>
    <message>
        <source>Repeat from a phase with changes…</source>
        <translation>段階を選び、変更して再実行…</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>難易度</translation>
    </message>
    <message>
        <source>Score the examples</source>
        <translation>事例を採点</translation>
    </message>
    <message>
        <source>Work out what it costs</source>
        <translation>費用を見積もる</translation>
    </message>
    <message>
        <source>Difficulty level %1</source>
        <translation>難易度区分%1</translation>
    </message>
    <message>
        <source>Ambiguous</source>
        <translation>あいまい</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Personal or confidential</source>
        <translation>個人情報・機密</translation>
    </message>
    <message>
        <source>Wrong or out of date</source>
        <translation>誤り・古い</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Learn the difficulty</source>
        <translation>難易度を学習</translation>
    </message>
    <message>
        <source>Answer a review package…</source>
        <translation>確認用ファイルに答える…</translation>
    </message>
</context>
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
    <name>ExampleView</name>
    <message>
        <source>… and %1 more characters, which are not shown</source>
        <translation>… ほかに%1文字あります(表示していません)</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>It stands in %1, where the rule of the plan “%2” puts it.</source>
        <translation>%1にあります。計画「%2」の規則による振り分けです。</translation>
    </message>
    <message>
        <source>It stands in %1 of the plan “%2”: somebody put it there by hand, before names were kept.</source>
        <translation>計画「%2」の%1にあります。手で移されたものです(氏名を記録する前のため、移した人は分かりません)。</translation>
    </message>
    <message>
        <source>It stands in %1 of the plan “%2”: %3 said so in a review (%4).</source>
        <translation>計画「%2」の%1にあります。%3さんが難易度の確認で決めました(%4)。</translation>
    </message>
    <message>
        <source>It stands in %1 of the plan “%2”: %3 put it there by hand (%4).</source>
        <translation>計画「%2」の%1にあります。%3さんが手で移しました(%4)。</translation>
    </message>
    <message>
        <source>It stands in no phase of the plan “%1”: %2 took it out in a review (%3).</source>
        <translation>計画「%1」のどの段階にもありません。%2さんが難易度の確認で外しました(%3)。</translation>
    </message>
    <message>
        <source>It stands in no phase of the plan “%1”: %2 took it out by hand (%3).</source>
        <translation>計画「%1」のどの段階にもありません。%2さんが手で外しました(%3)。</translation>
    </message>
    <message>
        <source>It stands in no phase of the plan “%1”.</source>
        <translation>計画「%1」のどの段階にもありません。</translation>
    </message>
    <message>
        <source>It stands in no phase of the plan “%1”: somebody took it out by hand.</source>
        <translation>計画「%1」のどの段階にもありません。手で外されたものです。</translation>
    </message>
    <message>
        <source>no other example</source>
        <translation>ほかの事例はありません</translation>
    </message>
    <message>
        <source>Example %1</source>
        <translation>事例 %1</translation>
    </message>
    <message>
        <source>At %1, between %2 and %3</source>
        <translation>境界値 %1(%2と%3の間)</translation>
    </message>
    <message>
        <source>just below</source>
        <translation>すぐ下</translation>
    </message>
    <message>
        <source>just above</source>
        <translation>すぐ上</translation>
    </message>
    <message>
        <source>level %1 of %2</source>
        <translation>難易度区分 %1/%2</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>cannot be placed</source>
        <translation>決められない</translation>
    </message>
    <message>
        <source>no opinion</source>
        <translation>意見なし</translation>
    </message>
    <message>
        <source>text changed</source>
        <translation>文章を変更</translation>
    </message>
    <message>
        <source>a remark</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>compared with another example</source>
        <translation>別の事例と比較</translation>
    </message>
    <message>
        <source> (taken back)</source>
        <translation>(取り消し済み)</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1(版 %2)</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>除外を取り消し</translation>
    </message>
    <message>
        <source>edited, revision %1</source>
        <translation>編集(第%1版)</translation>
    </message>
    <message>
        <source>no name kept</source>
        <translation>名前の記録なし</translation>
    </message>
</context>
<context>
    <name>FigureWords</name>
    <message>
        <source>✓ harder</source>
        <translation>✓ より難しい</translation>
    </message>
    <message>
        <source>✗ easier</source>
        <translation>✗ より易しい</translation>
    </message>
    <message>
        <source>◐ cannot be said</source>
        <translation>◐ 判断できない</translation>
    </message>
</context>
<context>
    <name>KeySettings</name>
    <message>
        <source>This key is taken by “%1” (%2). Give that command another one first.</source>
        <translation>このキーは「%1」(%2)で使われています。先にそちらの操作に別のキーを割り当ててください。</translation>
    </message>
    <message>
        <source>A key, alone or with Ctrl, Alt and Shift</source>
        <translation>キー1つ。Ctrl・Alt・Shift との組み合わせも可</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>キーなし</translation>
    </message>
</context>
<context>
    <name>PersonalSettings</name>
    <message>
        <source>One of the list</source>
        <translation>一覧から選択</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>like the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Training pages</source>
        <translation>学習のページ</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>表示する</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隠す</translation>
    </message>
    <message>
        <source>More folders to search for models</source>
        <translation>モデルを探すフォルダーの追加</translation>
    </message>
    <message>
        <source>Folders with semicolons between them</source>
        <translation>フォルダーを「;」で区切って入力</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Kept with the examples that you move, exclude, restore and edit, and offered where you review and vote</source>
        <translation>移動、除外、復元、編集した事例とともに記録され、難易度の確認と比較投票でも最初に入ります</translation>
    </message>
</context>
<context>
    <name>PhaseNames</name>
    <message>
        <source>Phase %1</source>
        <translation>第%1段階</translation>
    </message>
    <message>
        <source>Phase %1: %2</source>
        <translation>第%1段階: %2</translation>
    </message>
    <message>
        <source>One-off</source>
        <translation>一括学習</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>Yes, that was “%1”.</source>
        <translation>そのとおり、「%1」でした。</translation>
    </message>
    <message>
        <source>The scores say “%1” of that one. Compare it with the examples on the right.</source>
        <translation>スコアによれば、その事例は「%1」です。右の見本と比べてください。</translation>
    </message>
    <message>
        <source>%1 takes the last answer back.</source>
        <translation>最後の回答は %1 で元に戻せます。</translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <translation>
            <numerusform>%n件の実行の削除</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunDocuments</name>
    <message>
        <source>Went on as an exception: %1</source>
        <translation>例外承認で続行: %1</translation>
    </message>
    <message>
        <source>Stopped by a person: %1</source>
        <translation>人の判断で中止: %1</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>理由の記入なし</translation>
    </message>
    <message>
        <source>After each phase a gate tests whether going on is justified. None has been reached yet.</source>
        <translation>各段階のあとに、次へ進んでよいかを移行判定で確かめます。まだ判定はありません。</translation>
    </message>
    <message>
        <source>Answers to the same prompts appear here before training and after each phase.</source>
        <translation>同じ質問への回答が、学習前と各段階のあとにここへ並びます。</translation>
    </message>
    <message>
        <source> (cut off at the limit)</source>
        <translation>(長さの上限で途切れ)</translation>
    </message>
    <message>
        <source>(an empty answer)</source>
        <translation>(空の回答)</translation>
    </message>
    <message>
        <source>A good answer</source>
        <translation>お手本の回答</translation>
    </message>
    <message>
        <source>Judged in run %1, from which this one goes on</source>
        <translation>元の実行 %1 での判定</translation>
    </message>
    <message>
        <source>Repeated with changes by another run: %1</source>
        <translation>別の実行で変更して再実行:%1</translation>
    </message>
    <message>
        <source>Rolled back to the model before training: %1</source>
        <translation>学習前のモデルに戻した:%1</translation>
    </message>
    <message>
        <source>Rolled back to the model after phase %1: %2</source>
        <translation>第%1段階終了時のモデルに戻した:%2</translation>
    </message>
    <message>
        <source>Gate after %1</source>
        <comment>a phase and its name</comment>
        <translation>%1の後の移行判定</translation>
    </message>
</context>
<context>
    <name>RunStanding</name>
    <message>
        <source>Reading the record</source>
        <translation>記録を読み込んでいます</translation>
    </message>
    <message>
        <source>The record cannot be read</source>
        <translation>記録を読めません</translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation>まだ開始していません</translation>
    </message>
    <message>
        <source>Waits its turn: place %1 in the queue</source>
        <translation>順番待ち: 待ち行列の%1番目</translation>
    </message>
    <message>
        <source>About to start</source>
        <translation>まもなく開始します</translation>
    </message>
    <message>
        <source>Waits for your decision at the gate after phase %1</source>
        <translation>第%1段階の移行判定で、あなたの判断を待っています</translation>
    </message>
    <message>
        <source>Training: step %1 of %2</source>
        <translation>学習中: %2ステップ中 %1</translation>
    </message>
    <message>
        <source>Training phase %1 of %2: step %3 of %4</source>
        <translation>第%1段階(全%2段階)を学習中: %4ステップ中 %3</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %3件中 %2件</translation>
    </message>
    <message>
        <source>Finished: %1 steps</source>
        <translation>完了: %1ステップ</translation>
    </message>
    <message>
        <source>Stopped and saved</source>
        <translation>保存して停止しました</translation>
    </message>
    <message>
        <source>Stopped by a gate</source>
        <translation>移行判定により停止しました</translation>
    </message>
    <message>
        <source>The training broke off</source>
        <translation>学習が途中で終わりました</translation>
    </message>
    <message>
        <source>Nothing is saved yet, so it would begin anew.</source>
        <translation>保存された状態がまだないため、最初からやり直しになります。</translation>
    </message>
    <message>
        <source>Saved up to step %1 (%2); resume goes on from there.</source>
        <translation>ステップ %1 まで保存済みです(%2)。再開するとそこから続けます。</translation>
    </message>
    <message>
        <source>Rolled back to the model before training</source>
        <translation>学習前のモデルに戻しました</translation>
    </message>
    <message>
        <source>Rolled back to the model after phase %1</source>
        <translation>第%1段階終了時のモデルに戻しました</translation>
    </message>
    <message>
        <source>The gate after phase %1 did not pass, so the run ended there.</source>
        <translation>第%1段階の移行判定に合格しなかったため、実行はそこで終わりました。</translation>
    </message>
    <message>
        <source>A person stopped the run at the gate after phase %1.</source>
        <translation>第%1段階の移行判定で、担当者が実行を終了しました。</translation>
    </message>
    <message>
        <source>Another run repeats this one with changes, since the gate after phase %1.</source>
        <translation>第%1段階の移行判定により、別の実行が設定を変更して再実行しています。</translation>
    </message>
    <message>
        <source>After phase %1 a person went back: the model before training is what stands.</source>
        <translation>第%1段階の後、担当者が前に戻しました。学習前のモデルが結果です。</translation>
    </message>
    <message>
        <source>After phase %1 a person went back: the model after phase %2 is the result.</source>
        <translation>第%1段階の後、担当者が前の段階に戻しました。第%2段階終了時のモデルが結果です。</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>理由:%1</translation>
    </message>
    <message>
        <source>Stopped before anything was saved</source>
        <translation>保存する前に停止しました</translation>
    </message>
    <message>
        <source>The engine was started %1 ago and has said nothing yet. If it stays silent, stop it: the run is kept and can be started again. What it is doing may stand in %2.</source>
        <translation>エンジンは%1前に起動しましたが、まだ何も伝えてきません。このまま応答がなければ停止してください。実行は残り、あとで開始し直せます。何をしているかは %2 に書かれている場合があります。</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>constant</source>
        <translation>一定</translation>
    </message>
    <message>
        <source>falling in a line</source>
        <translation>直線的に下げる</translation>
    </message>
    <message>
        <source>falling in a cosine</source>
        <translation>コサイン曲線で下げる</translation>
    </message>
    <message>
        <source>as in the paper: nothing</source>
        <translation>論文どおり(引き継がない)</translation>
    </message>
    <message>
        <source>all: one course over all phases</source>
        <translation>すべて(全段階で一続き)</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>控えめに引き継ぐ</translation>
    </message>
    <message>
        <source>chosen automatically</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未開始</translation>
    </message>
    <message>
        <source>waits its turn</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>training</source>
        <translation>学習中</translation>
    </message>
    <message>
        <source>waits for your decision</source>
        <translation>判断待ち</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>phased</source>
        <translation>段階的学習</translation>
    </message>
    <message>
        <source>one-off</source>
        <translation>一括学習</translation>
    </message>
    <message>
        <source>random split</source>
        <translation>無作為に分割</translation>
    </message>
    <message>
        <source>hard to easy</source>
        <translation>難→易の逆順</translation>
    </message>
    <message>
        <source>The plan: one phase after the other, from easy to hard.</source>
        <translation>学習計画のとおり、易しい段階から順に学習します。</translation>
    </message>
    <message>
        <source>All examples at once, as many tokens: what phasing is compared with.</source>
        <translation>すべての事例を一度に、同じ学習量で学習します。段階的学習の比較相手です。</translation>
    </message>
    <message>
        <source>Phases of the same sizes, filled at random: shows whether the order by difficulty matters.</source>
        <translation>同じ大きさの段階に無作為に分けます。難易度の順番に意味があるかが分かります。</translation>
    </message>
    <message>
        <source>The plan&apos;s phases from hard to easy.</source>
        <translation>学習計画の段階を、難しいほうから学習します。</translation>
    </message>
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
        <source>Before training</source>
        <translation>学習前</translation>
    </message>
    <message>
        <source>After phase %1</source>
        <translation>第%1段階終了時</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
    <message>
        <source>Measuring the model before training</source>
        <translation>学習前のモデルを測定中</translation>
    </message>
    <message>
        <source>Measuring after phase %1</source>
        <translation>第%1段階のあとを測定中</translation>
    </message>
    <message>
        <source>Answering the prompts before training</source>
        <translation>学習前の回答を作成中</translation>
    </message>
    <message>
        <source>Answering the prompts after phase %1</source>
        <translation>第%1段階終了時の回答を作成中</translation>
    </message>
    <message>
        <source>Saving the model after phase %1</source>
        <translation>第%1段階終了時のモデルを保存中</translation>
    </message>
    <message>
        <source>Judging the gate after phase %1</source>
        <translation>第%1段階の移行判定中</translation>
    </message>
    <message>
        <source>Training phase %1</source>
        <translation>第%1段階を学習中</translation>
    </message>
    <message>
        <source>Starting the engine</source>
        <translation>学習エンジンを起動中</translation>
    </message>
    <message>
        <source>PASS</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>UNDECIDED</source>
        <translation>判定保留</translation>
    </message>
    <message>
        <source>Raise max_length, shorten these examples, or set over_length to drop.</source>
        <translation>max_length を上げるか、これらの事例を短くするか、over_length を drop にしてください。</translation>
    </message>
    <message>
        <source>Exclude these examples on the Data page: what was trained on cannot test.</source>
        <translation>データのページでこれらの事例を除外してください。学習した事例ではテストできません。</translation>
    </message>
    <message>
        <source>Exclude all but one of each on the Data page.</source>
        <translation>データのページで、同じものは1件だけ残して除外してください。</translation>
    </message>
    <message>
        <source>Give these examples a response on the Data page, or exclude them.</source>
        <translation>データのページでお手本の回答を書くか、除外してください。</translation>
    </message>
    <message>
        <source>Choose a chat template that fits the model in project.yaml.</source>
        <translation>project.yaml で、モデルに合う会話テンプレートを選んでください。</translation>
    </message>
    <message>
        <source>Free some space, or delete runs that are not needed.</source>
        <translation>空き容量を増やすか、不要な実行を削除してください。</translation>
    </message>
    <message>
        <source>Lower execution.micro_batch_tokens or max_length, or choose a smaller model.</source>
        <translation>execution.micro_batch_tokens か max_length を下げるか、小さいモデルを選んでください。</translation>
    </message>
    <message>
        <source>Counting tokens</source>
        <translation>トークンを数えています</translation>
    </message>
    <message>
        <source>Looking for near-duplicates</source>
        <translation>ほぼ同じ事例を探しています</translation>
    </message>
    <message>
        <source>Freezing the rows</source>
        <translation>学習データを確定しています</translation>
    </message>
    <message>
        <source>Taking one step on the longest batch</source>
        <translation>最も長い組で1ステップ試しています</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>比較条件</translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n周</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <translation>%1周</translation>
    </message>
    <message>
        <source>%1, learning rate %2</source>
        <translation>%1、学習率 %2</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学習率の変化のさせ方</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>ウォームアップ</translation>
    </message>
    <message>
        <source>Carry-over between phases</source>
        <translation>段階間の引き継ぎ</translation>
    </message>
    <message>
        <source>Replay of earlier phases</source>
        <translation>復習(前段階の事例)</translation>
    </message>
    <message>
        <source>Tokens per step</source>
        <translation>1ステップのトークン数</translation>
    </message>
    <message>
        <source>Longest example, tokens</source>
        <translation>事例の最大長(トークン)</translation>
    </message>
    <message>
        <source>Longer examples</source>
        <translation>それより長い事例</translation>
    </message>
    <message>
        <source>are cut</source>
        <translation>途中で切る</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>使わない</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>重み減衰</translation>
    </message>
    <message>
        <source>Largest gradient norm</source>
        <translation>勾配の大きさの上限</translation>
    </message>
    <message>
        <source>not limited</source>
        <translation>上限なし</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>早期終了</translation>
    </message>
    <message>
        <source>off</source>
        <translation>なし</translation>
    </message>
    <message numerus="yes">
        <source>after %n measurement(s) without a better loss</source>
        <translation>
            <numerusform>学習誤差の改善が%n回続けてなければ</numerusform>
        </translation>
    </message>
    <message>
        <source>Where a gate does not pass</source>
        <translation>移行判定が合格でないとき</translation>
    </message>
    <message>
        <source>recorded, the run goes on</source>
        <translation>記録して続行</translation>
    </message>
    <message>
        <source>a person decides</source>
        <translation>人が判断</translation>
    </message>
    <message>
        <source>the run stops</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>乱数シード</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>使う装置</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数値の精度</translation>
    </message>
    <message>
        <source>%1, adapted</source>
        <translation>%1(変更あり)</translation>
    </message>
    <message>
        <source>run %1, changed from phase %2 on</source>
        <translation>実行 %1、第%2段階から変更</translation>
    </message>
    <message>
        <source>Goes on from</source>
        <translation>続きの元</translation>
    </message>
    <message>
        <source>Why it was changed</source>
        <translation>変更の理由</translation>
    </message>
    <message>
        <source>one-off, rates in cycles</source>
        <translation>一括学習(学習率の周期を揃える)</translation>
    </message>
    <message>
        <source>split by length</source>
        <translation>長さで分割</translation>
    </message>
    <message>
        <source>last phase only</source>
        <translation>最終段階のみ</translation>
    </message>
    <message>
        <source>order %1</source>
        <translation>順番 %1</translation>
    </message>
    <message>
        <source>every order of the phases</source>
        <translation>段階のすべての順番</translation>
    </message>
    <message>
        <source>One-off, but the learning rate rises and falls as often as in the plan: shows whether that alone matters.</source>
        <translation>一括学習ですが、学習率は計画と同じ回数だけ上下します。それだけで差が出るかを確かめます。</translation>
    </message>
    <message>
        <source>Phases of the same sizes, from short answers to long ones: shows whether length matters.</source>
        <translation>同じ大きさの段階を、短い回答から長い回答の順に分けます。長さが効いているかを確かめます。</translation>
    </message>
    <message>
        <source>The last phase alone, for fewer tokens: shows what the earlier ones add.</source>
        <translation>最終段階だけを、少ないトークン数で学習します。前の段階が何を加えているかを確かめます。</translation>
    </message>
    <message>
        <source>One run for each order of the plan&apos;s phases; 3 phases are 6 runs.</source>
        <translation>計画の段階のすべての順番を、順番ごとに1回ずつ実行します。3段階なら6回です。</translation>
    </message>
    <message>
        <source>run %1, up to phase %2</source>
        <translation>実行 %1、第%2段階まで</translation>
    </message>
    <message>
        <source>Trained alike by</source>
        <translation>同じ学習をした実行</translation>
    </message>
    <message>
        <source>%1, from phase %2</source>
        <comment>a run</comment>
        <translation>%1、第%2段階から</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a run: its plan and arm</comment>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>ScorerLooks</name>
    <message>
        <source>language of the instruction</source>
        <translation>指示の言語</translation>
    </message>
    <message>
        <source>language of the response</source>
        <translation>お手本の回答の言語</translation>
    </message>
    <message>
        <source>file</source>
        <translation>ファイル</translation>
    </message>
</context>
<context>
    <name>ScorerNames</name>
    <message>
        <source>Imported scores</source>
        <translation>取り込んだスコア</translation>
    </message>
    <message>
        <source>Column “%1”</source>
        <translation>列「%1」</translation>
    </message>
    <message>
        <source>Length of the response</source>
        <translation>お手本の回答の長さ</translation>
    </message>
    <message>
        <source>Length of instruction and response</source>
        <translation>指示と回答の長さ</translation>
    </message>
    <message>
        <source>Compressed size of the text</source>
        <translation>文章を圧縮した大きさ</translation>
    </message>
    <message>
        <source>Number of tokens</source>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>Judge %1</source>
        <translation>評価AI %1</translation>
    </message>
    <message>
        <source>Surprise of the model at the response, in all</source>
        <translation>回答に対するモデルの意外さ(合計)</translation>
    </message>
    <message>
        <source>Loss of the model on the response</source>
        <translation>回答に対するモデルの学習誤差</translation>
    </message>
    <message>
        <source>Perplexity of the response</source>
        <translation>回答のパープレキシティ</translation>
    </message>
    <message>
        <source>Instruction-following difficulty (IFD)</source>
        <translation>指示追従の難しさ(IFD)</translation>
    </message>
    <message>
        <source>Instruction-following difficulty by losses</source>
        <translation>指示追従の難しさ(誤差の比)</translation>
    </message>
    <message>
        <source>Difficulty learnt from labels</source>
        <translation>ラベルから学習した難易度</translation>
    </message>
    <message>
        <source>The model itself as a judge</source>
        <translation>モデル自身による評価</translation>
    </message>
    <message>
        <source>Forgetting in run %1</source>
        <translation>実行%1での忘却</translation>
    </message>
    <message>
        <source>Fall of the loss in run %1</source>
        <translation>実行%1での学習誤差の減少</translation>
    </message>
    <message>
        <source>Fall of the loss in phase %1 of run %2</source>
        <translation>実行%2の第%1段階での学習誤差の減少</translation>
    </message>
    <message>
        <source>%1, before run %2</source>
        <translation>%1(実行%2の学習前)</translation>
    </message>
    <message>
        <source>%1, after phase %2 of run %3</source>
        <translation>%1(実行%3の第%2段階終了時)</translation>
    </message>
    <message>
        <source>Judge %1, asked again</source>
        <translation>評価AI %1(もう一度採点)</translation>
    </message>
    <message>
        <source>%1, by the model %2</source>
        <translation>%1(モデル %2)</translation>
    </message>
    <message>
        <source>Share of the response that the model gets wrong</source>
        <translation>お手本の回答のうち、モデルが外すトークンの割合</translation>
    </message>
    <message>
        <source>How much is asked and how surprising the response is</source>
        <translation>求められている量と回答の意外さ</translation>
    </message>
</context>
<context>
    <name>SettingWords</name>
    <message>
        <source>Arm</source>
        <translation>比較条件</translation>
    </message>
    <message>
        <source>Compared with other arms</source>
        <translation>ほかの条件と比べる</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Contents of the model</source>
        <translation>モデルの内容</translation>
    </message>
    <message>
        <source>Contents of the tokenizer</source>
        <translation>トークナイザーの内容</translation>
    </message>
    <message>
        <source>Contents of the chat template</source>
        <translation>会話テンプレートの内容</translation>
    </message>
    <message>
        <source>Chat template of the run</source>
        <translation>実行の会話テンプレート</translation>
    </message>
    <message>
        <source>Date in the chat template</source>
        <translation>会話テンプレートの日付</translation>
    </message>
    <message>
        <source>Frozen by version</source>
        <translation>確定したプログラムの版</translation>
    </message>
    <message>
        <source>Held-out rows for gates</source>
        <translation>移行判定用の評価データ</translation>
    </message>
    <message>
        <source>Held-out rows for reports</source>
        <translation>レポート用の評価データ</translation>
    </message>
    <message>
        <source>Prompts to answer</source>
        <translation>回答させる質問</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>乱数シード</translation>
    </message>
    <message>
        <source>Longest example, tokens</source>
        <translation>事例の最大長(トークン)</translation>
    </message>
    <message>
        <source>Longer examples</source>
        <translation>それより長い事例</translation>
    </message>
    <message>
        <source>Tokens per step</source>
        <translation>1ステップのトークン数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>Memory of the gradient (beta 1)</source>
        <translation>勾配の平均の長さ(β1)</translation>
    </message>
    <message>
        <source>Memory of its square (beta 2)</source>
        <translation>勾配の二乗の平均の長さ(β2)</translation>
    </message>
    <message>
        <source>Smallest divisor (epsilon)</source>
        <translation>割り算の下限(ε)</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>重み減衰</translation>
    </message>
    <message>
        <source>Weight decay of norms too</source>
        <translation>正規化の重みも減衰</translation>
    </message>
    <message>
        <source>Largest gradient norm</source>
        <translation>勾配の大きさの上限</translation>
    </message>
    <message>
        <source>Course of the learning rate</source>
        <translation>学習率の変化のさせ方</translation>
    </message>
    <message>
        <source>Warm-up, share of the steps</source>
        <translation>ウォームアップ(ステップの割合)</translation>
    </message>
    <message>
        <source>Peaks of phase 1, 2, … (moderate)</source>
        <translation>各段階の学習率の倍率(控えめ)</translation>
    </message>
    <message>
        <source>End of the fall, share of the peak</source>
        <translation>下げ終わりの学習率(最大値の割合)</translation>
    </message>
    <message>
        <source>Carry-over between phases</source>
        <translation>段階間の引き継ぎ</translation>
    </message>
    <message>
        <source>Replay of earlier phases, share</source>
        <translation>復習(前段階の事例)の割合</translation>
    </message>
    <message>
        <source>Early stopping, patience</source>
        <translation>早期終了(待つ回数)</translation>
    </message>
    <message>
        <source>Early stopping, looks per phase</source>
        <translation>早期終了(段階ごとの測定回数)</translation>
    </message>
    <message>
        <source>Longest answer, tokens</source>
        <translation>回答の最大長(トークン)</translation>
    </message>
    <message>
        <source>Answers: temperature</source>
        <translation>回答の温度(ばらつき)</translation>
    </message>
    <message>
        <source>Answers: likeliest share (top-p)</source>
        <translation>回答の候補の割合(top-p)</translation>
    </message>
    <message>
        <source>Answers: likeliest tokens (top-k)</source>
        <translation>回答の候補の数(top-k)</translation>
    </message>
    <message>
        <source>Where a gate does not pass</source>
        <translation>移行判定が合格でないとき</translation>
    </message>
    <message>
        <source>Gate: confidence</source>
        <translation>移行判定:信頼水準</translation>
    </message>
    <message>
        <source>Gate: resamples</source>
        <translation>移行判定:再抽出の回数</translation>
    </message>
    <message>
        <source>Gate: smallest gain worth a phase</source>
        <translation>移行判定:段階に見合う最小の改善</translation>
    </message>
    <message>
        <source>Gate: allowed harm to earlier phases</source>
        <translation>移行判定:以前の段階の成績低下の許容</translation>
    </message>
    <message>
        <source>Gate: answers that end, at least</source>
        <translation>移行判定:最後まで書き終えた回答の下限</translation>
    </message>
    <message>
        <source>Gate: change of answer length, at most</source>
        <translation>移行判定:回答の長さの変化の上限</translation>
    </message>
    <message>
        <source>Gate: repeats in answers, at most</source>
        <translation>移行判定:回答の繰り返しの上限</translation>
    </message>
    <message>
        <source>Gate: copied answers, at most</source>
        <translation>移行判定:丸写しの回答の上限</translation>
    </message>
    <message>
        <source>Phases of the held-out rows</source>
        <translation>評価データの段階</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>使う装置</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数値の精度</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>スレッド数</translation>
    </message>
    <message>
        <source>Tokens at once</source>
        <translation>一度に処理するトークン数</translation>
    </message>
    <message>
        <source>Time for saving, share</source>
        <translation>保存にかけてよい時間の割合</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>周回数</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>held-out sets of its gate</source>
        <translation>移行判定に使う評価データ</translation>
    </message>
    <message>
        <source>Phase %1: %2</source>
        <translation>第%1段階:%2</translation>
    </message>
    <message>
        <source>Examples of phase %1</source>
        <translation>第%1段階の事例</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>chosen automatically</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>are cut</source>
        <translation>途中で切る</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>使わない</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>一定</translation>
    </message>
    <message>
        <source>falling in a line</source>
        <translation>直線的に下げる</translation>
    </message>
    <message>
        <source>falling in a cosine</source>
        <translation>コサイン曲線で下げる</translation>
    </message>
    <message>
        <source>as in the paper: nothing</source>
        <translation>論文どおり(引き継がない)</translation>
    </message>
    <message>
        <source>all: one course over all phases</source>
        <translation>すべて(全段階で一続き)</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>控えめに引き継ぐ</translation>
    </message>
    <message>
        <source>recorded, the run goes on</source>
        <translation>記録して続行</translation>
    </message>
    <message>
        <source>a person decides</source>
        <translation>人が判断</translation>
    </message>
    <message>
        <source>the run stops</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Goes on from run</source>
        <translation>続きの元の実行</translation>
    </message>
    <message>
        <source>Changed from phase</source>
        <translation>変更した最初の段階</translation>
    </message>
    <message>
        <source>Why it was changed</source>
        <translation>変更の理由</translation>
    </message>
    <message>
        <source>Take over phases that another run trained alike</source>
        <translation>ほかの実行が同じように学習した段階を引き継ぐ</translation>
    </message>
    <message>
        <source>Cycle %1 of phase %2: %3</source>
        <translation>第%2段階の周期 %1:%3</translation>
    </message>
    <message>
        <source>share of the steps</source>
        <translation>更新回数に占める割合</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>学習する対象</translation>
    </message>
    <message>
        <source>Adapter: rank</source>
        <translation>アダプター：ランク</translation>
    </message>
    <message>
        <source>Adapter: weight (alpha)</source>
        <translation>アダプター：重み（alpha）</translation>
    </message>
    <message>
        <source>Adapter: weight by the root of the rank</source>
        <translation>アダプター：重みをランクの平方根で割る</translation>
    </message>
    <message>
        <source>Adapter: beside which projections</source>
        <translation>アダプター：付ける射影</translation>
    </message>
    <message>
        <source>all of the model</source>
        <translation>全体を調整</translation>
    </message>
    <message>
        <source>a part: an adapter (LoRA)</source>
        <translation>一部を調整（LoRA）</translation>
    </message>
    <message>
        <source>a part, beside the model in 4 bits (QLoRA)</source>
        <translation>一部を調整、モデルは4ビット（QLoRA）</translation>
    </message>
    <message>
        <source>all</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Adapter: from phase to phase</source>
        <translation>アダプター：段階間の扱い</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>続けて学習する</translation>
    </message>
    <message>
        <source>kept, with a new one beside it</source>
        <translation>固定し、新しいものを加える</translation>
    </message>
    <message>
        <source>Adapter: dropout</source>
        <translation>アダプター：ドロップアウト</translation>
    </message>
    <message>
        <source>Computing again instead of keeping</source>
        <translation>保存せずに計算し直すもの</translation>
    </message>
    <message>
        <source>nothing: all is kept</source>
        <translation>なし：すべて保存する</translation>
    </message>
    <message>
        <source>each layer: less memory, slower</source>
        <translation>各層：メモリーが減り、遅くなる</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>最適化の手法</translation>
    </message>
    <message>
        <source>AdamW with moments in 8 bits: less memory</source>
        <translation>最適化の状態を 8 ビットで保つ AdamW(メモリーを節約)</translation>
    </message>
    <message>
        <source>bfloat16 with split masters: less memory (all of the model)</source>
        <translation>マスターを分割した bfloat16(メモリーを節約、全体を調整するとき)</translation>
    </message>
</context>
<context>
    <name>SpeakerWords</name>
    <message>
        <source>Run %1, %2</source>
        <translation>実行 %1、%2</translation>
    </message>
    <message>
        <source>before training</source>
        <translation>学習前</translation>
    </message>
    <message>
        <source>after training</source>
        <translation>学習後</translation>
    </message>
    <message>
        <source>after phase %1</source>
        <translation>第%1段階終了時</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>お手本の回答</translation>
    </message>
    <message>
        <source>Before training</source>
        <translation>学習前のモデル</translation>
    </message>
    <message>
        <source>Frozen prompts of run %1 (%2)</source>
        <translation>実行 %1 の質問(%2件)</translation>
    </message>
    <message>
        <source>Asked on %1 (%2)</source>
        <translation>%1 の質問(%2件)</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n 文字</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n トークン</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>TrainingFields</name>
    <message>
        <source>as below</source>
        <translation>下の値</translation>
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
    <message numerus="yes">
        <source> look(s) without improvement</source>
        <translation>
            <numerusform>回続けて改善しなければ</numerusform>
        </translation>
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
        <source>“%1” is no learning rate. Type a number above 0, as in 0.0001 or 1e-4, or nothing.</source>
        <translation>「%1」は学習率として使えません。0.0001 や 1e-4 のように0より大きい数を入力するか、空欄にしてください。</translation>
    </message>
    <message>
        <source>What the adjusted part becomes</source>
        <translation>調整した部分の扱い</translation>
    </message>
    <message>
        <source>LoRA (lora.between_phases): whether the next phase trains the same adapter, or merges it with the model and begins a new one</source>
        <translation>LoRA（lora.between_phases）：次の段階で同じアダプターの学習を続けるか、モデルと合わせて新しいアダプターを始めるか</translation>
    </message>
    <message>
        <source>The next phase trains it further</source>
        <translation>次の段階で続けて学習する</translation>
    </message>
    <message>
        <source>It is kept, the next phase adds a new one</source>
        <translation>固定し、次の段階で新しいものを加える</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>This project is open in another window, which has come to the front.</source>
        <translation>このプロジェクトは別のウィンドウで開いています。そのウィンドウを手前に表示しました。</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>%1 nests JSON deeper than %2 levels.</source>
        <translation>%1のJSONの入れ子が%2段を超えています。</translation>
    </message>
    <message>
        <source>%1 is not valid JSON: it is empty.</source>
        <translation>%1は正しいJSONではありません。中身が空です。</translation>
    </message>
    <message>
        <source>%1 is not valid JSON (byte %2).</source>
        <translation>%1は正しいJSONではありません(%2バイト目)。</translation>
    </message>
    <message>
        <source>%1 holds a JSON number that is too large for a double.</source>
        <translation>%1に、倍精度で表せないほど大きなJSONの数値があります。</translation>
    </message>
    <message>
        <source>%1 is no whole number in range</source>
        <translation>%1は範囲内の整数ではありません</translation>
    </message>
    <message>
        <source>type %1</source>
        <translation>型 %1</translation>
    </message>
    <message>
        <source>%1 is no GGUF file: it does not begin with &quot;GGUF&quot;. Was the download complete?</source>
        <translation>%1はGGUFファイルではありません。先頭が&quot;GGUF&quot;ではありません。ダウンロードが完了しているか確認してください。</translation>
    </message>
    <message>
        <source>%1 is a GGUF file for big-endian machines. Use the ordinary little-endian one.</source>
        <translation>%1はビッグエンディアン用のGGUFファイルです。通常のリトルエンディアンのものを使ってください。</translation>
    </message>
    <message>
        <source>%1 is a GGUF file of version %2, but Dankai reads 2 and 3. Convert it with a current llama.cpp.</source>
        <translation>%1はバージョン%2のGGUFファイルですが、Dankaiが読めるのは2と3です。最新のllama.cppで変換してください。</translation>
    </message>
    <message>
        <source>%1: the key %2 stands there twice. The file is damaged.</source>
        <translation>%1: キー%2が重複しています。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the value of %2 is neither true nor false. The file is damaged.</source>
        <translation>%1: %2の値が真偽値ではありません。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the value of %2 has the unknown type %3. The file is damaged or too new.</source>
        <translation>%1: %2の値の型%3は未知の型です。ファイルが壊れているか、新しすぎます。</translation>
    </message>
    <message>
        <source>%1: the value of %2 is too large. The file is damaged.</source>
        <translation>%1: %2の値が大きすぎます。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the lists of %2 are nested too deeply. The file is damaged.</source>
        <translation>%1: %2のリストの入れ子が深すぎます。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the list %2 has the unknown type %3. The file is damaged or too new.</source>
        <translation>%1: リスト%2の型%3は未知の型です。ファイルが壊れているか、新しすぎます。</translation>
    </message>
    <message>
        <source>%1: the weight %2 claims %3 dimensions, but there are at most 4. The file is damaged.</source>
        <translation>%1: 重み%2は%3次元とされていますが、4次元までしかありません。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: &quot;general.alignment&quot; is no power of two up to 1048576. The file is damaged.</source>
        <translation>%1: &quot;general.alignment&quot;が1048576以下の2のべき乗ではありません。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the weight %2 does not begin at a multiple of the alignment. The file is damaged.</source>
        <translation>%1: 重み%2の開始位置が境界に揃っていません。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1 ends inside the weight %2: the file is cut or its header lies. Fetch it again.</source>
        <translation>%1は重み%2の途中で終わっています。ファイルが途切れているか、ヘッダーが誤っています。入手し直してください。</translation>
    </message>
    <message>
        <source>%1: the weight %2 claims a shape that no file can hold. The file is damaged.</source>
        <translation>%1: 重み%2の形は、ファイルに収まらない大きさです。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the rows of the weight %2 are no whole number of %3 blocks. The file is damaged.</source>
        <translation>%1: 重み%2の行が%3のブロックで割り切れません。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the weight %2 stands there twice. The file is damaged.</source>
        <translation>%1: 重み%2が重複しています。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the weights %2 and %3 overlap. The file is damaged.</source>
        <translation>%1: 重み%2と%3の領域が重なっています。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1 ends inside its header (%2 bytes): the file is cut or a length in it lies. Fetch it again.</source>
        <translation>%1はヘッダーの途中(%2バイト)で終わっています。ファイルが途切れているか、記録された長さが誤っています。入手し直してください。</translation>
    </message>
    <message>
        <source>%1 has no &quot;%2&quot;, which a model of this architecture needs.</source>
        <translation>%1に&quot;%2&quot;がありません。このモデル構造では必要です。</translation>
    </message>
    <message>
        <source>a value for each layer</source>
        <translation>層ごとに異なる値</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; must be a whole number from 1 to %3.</source>
        <translation>%1: &quot;%2&quot;は1から%3までの整数でなければなりません。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; must be a number above 0.</source>
        <translation>%1: &quot;%2&quot;は0より大きい数でなければなりません。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no token id.</source>
        <translation>%1: &quot;%2&quot;はトークンIDではありません。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; asks for %3, which Dankai does not do yet. Choose a model without it.</source>
        <translation>%1: &quot;%2&quot;が求める%3に、Dankaiはまだ対応していません。これを使わないモデルを選んでください。</translation>
    </message>
    <message>
        <source>the rotary scaling %1</source>
        <translation>回転位置のスケーリング%1</translation>
    </message>
    <message>
        <source>a mixture of experts</source>
        <translation>専門家の混合(MoE)</translation>
    </message>
    <message>
        <source>attention over a sliding window</source>
        <translation>スライディングウィンドウの注意機構</translation>
    </message>
    <message>
        <source>rotary positions on a part of each head</source>
        <translation>各ヘッドの一部だけの回転位置</translation>
    </message>
    <message>
        <source>values of another size than the keys</source>
        <translation>キーと大きさの異なる値</translation>
    </message>
    <message>
        <source>a scale of its own</source>
        <translation>独自の倍率</translation>
    </message>
    <message>
        <source>%1 names no architecture (&quot;general.architecture&quot;). Is it a language model?</source>
        <translation>%1にモデル構造の名前(&quot;general.architecture&quot;)がありません。言語モデルのファイルか確認してください。</translation>
    </message>
    <message>
        <source>%1: the weight %2 has the shape %3, which does not divide into heads of %4 rows. The file is damaged.</source>
        <translation>%1: 重み%2の形は%3で、%4行ずつのヘッドに分けられません。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>The model has no weight %1.</source>
        <translation>モデルに重み%1がありません。</translation>
    </message>
    <message>
        <source>Rows outside the weight %1 were asked for.</source>
        <translation>重み%1の範囲外の行が要求されました。</translation>
    </message>
    <message>
        <source>%1 has no %2, which a model of this architecture needs.</source>
        <translation>%1に%2がありません。このモデル構造では必要です。</translation>
    </message>
    <message>
        <source>%1: %2 is %3, but must be a whole number from 1 to %4.</source>
        <translation>%1: %2は%3ですが、1から%4までの整数でなければなりません。</translation>
    </message>
    <message>
        <source>%1: %2 is %3, but must be a number above 0.</source>
        <translation>%1: %2は%3ですが、0より大きい数でなければなりません。</translation>
    </message>
    <message>
        <source>%1: %2 is %3, but must be true or false.</source>
        <translation>%1: %2は%3ですが、trueかfalseでなければなりません。</translation>
    </message>
    <message>
        <source>%1: %2 holds %3, which is no token id.</source>
        <translation>%1: %2に%3がありますが、これはトークンIDではありません。</translation>
    </message>
    <message>
        <source>%1: %2 asks for %3, which Dankai does not do yet. Choose a model without it.</source>
        <translation>%1: %2が求める%3に、Dankaiはまだ対応していません。これを使わないモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1 names no architecture (&quot;architectures&quot;). Is this the config of a language model?</source>
        <translation>%1にモデル構造の名前(&quot;architectures&quot;)がありません。言語モデルの設定ファイルか確認してください。</translation>
    </message>
    <message>
        <source>%1: %2 must be an object.</source>
        <translation>%1: %2はオブジェクトでなければなりません。</translation>
    </message>
    <message>
        <source>the activation %1</source>
        <translation>活性化関数%1</translation>
    </message>
    <message>
        <source>dropout in the attention</source>
        <translation>注意機構のドロップアウト</translation>
    </message>
    <message>
        <source>quantised weights</source>
        <translation>量子化された重み</translation>
    </message>
    <message>
        <source>%1: %2 attention heads cannot share %3 heads of keys and values evenly. The file is damaged or of another architecture.</source>
        <translation>%1: %2個の注意ヘッドで、%3個のキー・値ヘッドを均等に共有できません。ファイルが壊れているか、別のモデル構造です。</translation>
    </message>
    <message>
        <source>%1: its sizes together make a model of more than %2 parameters. The file is damaged.</source>
        <translation>%1: 大きさを掛け合わせると、パラメーター数が%2を超えます。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the head size %2 is odd, but rotary positions turn pairs of values.</source>
        <translation>%1: ヘッドの大きさ%2が奇数です。回転位置は値を2つずつ組にするため、偶数でなければなりません。</translation>
    </message>
    <message>
        <source>%1: the special token %2 does not exist in a vocabulary of %3 tokens.</source>
        <translation>%1: 特殊トークン%2は、%3トークンの語彙にありません。</translation>
    </message>
    <message>
        <source>%1 is no model config: a JSON object is needed.</source>
        <translation>%1はモデルの設定ファイルではありません。JSONオブジェクトが必要です。</translation>
    </message>
    <message>
        <source>generation_config.json beside %1</source>
        <translation>%1と同じ場所のgeneration_config.json</translation>
    </message>
    <message>
        <source>%1 is there already and is no folder. Choose another name.</source>
        <translation>%1は既にあり、フォルダーではありません。別の名前を選んでください。</translation>
    </message>
    <message>
        <source>%1 is there already and holds %2, which is no part of a checkpoint. Choose another folder or empty it.</source>
        <translation>%1は既にあり、チェックポイントのものではない%2が入っています。別のフォルダーを選ぶか、空にしてください。</translation>
    </message>
    <message>
        <source>Could not read %1</source>
        <translation>%1を読み込めませんでした</translation>
    </message>
    <message>
        <source>Could not replace %1</source>
        <translation>%1を置き換えられませんでした</translation>
    </message>
    <message>
        <source>Could not write %1: all of its weights are written.</source>
        <translation>%1に書き込めませんでした。重みはすべて書き込み済みです。</translation>
    </message>
    <message>
        <source>Could not write %1: some of its weights were never given.</source>
        <translation>%1に書き込めませんでした。渡されていない重みがあります。</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1ほか%2個</translation>
    </message>
    <message>
        <source>%1 %2 instead of %3</source>
        <translation>%1が%3ではなく%2</translation>
    </message>
    <message>
        <source>%1 does not fit its config: %2 %3. The files are incomplete or mixed from two models; fetch them again.</source>
        <translation>%1が設定(config)と合いません。%2: %3。ファイルが不足しているか、2つのモデルのものが混ざっています。入手し直してください。</translation>
    </message>
    <message>
        <source>there is no weight</source>
        <translation>足りない重みがあります</translation>
    </message>
    <message>
        <source>there are no weights</source>
        <translation>足りない重みがあります</translation>
    </message>
    <message>
        <source>the shape differs of</source>
        <translation>形の異なる重みがあります</translation>
    </message>
    <message>
        <source>nothing uses the weight</source>
        <translation>どこでも使わない重みがあります</translation>
    </message>
    <message>
        <source>nothing uses the weights</source>
        <translation>どこでも使わない重みがあります</translation>
    </message>
    <message>
        <source>%1 holds its weights as pickle (pytorch_model.bin), which Dankai does not read since it can run code. Save the model again with transformers, which writes safetensors.</source>
        <translation>%1の重みはpickle形式(pytorch_model.bin)です。プログラムを実行できる形式のため、Dankaiは読みません。transformersで保存し直すと、safetensors形式になります。</translation>
    </message>
    <message>
        <source>%1 holds no weights: neither %2 nor %3 is there. Was the download complete?</source>
        <translation>%1に重みがありません。%2も%3もありません。ダウンロードが完了しているか確認してください。</translation>
    </message>
    <message>
        <source>Could not open the model %1</source>
        <translation>モデル%1を開けませんでした</translation>
    </message>
    <message>
        <source>%1 is one file of a model. Give its folder, %2.</source>
        <translation>%1はモデルの中の1つのファイルです。そのフォルダー%2を指定してください。</translation>
    </message>
    <message>
        <source>%1 holds several GGUF files: %2. Give one of them.</source>
        <translation>%1にGGUFファイルが複数あります: %2。その中の1つを指定してください。</translation>
    </message>
    <message>
        <source>%1 is no model: it holds neither config.json nor a GGUF file. Give a Hugging Face folder or a GGUF file.</source>
        <translation>%1はモデルではありません。config.jsonもGGUFファイルもありません。Hugging FaceのフォルダーかGGUFファイルを指定してください。</translation>
    </message>
    <message>
        <source>Stopped while the model was being hashed, as asked.</source>
        <translation>ご指示により、モデルのハッシュの計算を中止しました。</translation>
    </message>
    <message>
        <source>the name %1 stands there twice</source>
        <translation>名前%1が重複しています</translation>
    </message>
    <message>
        <source>the weight %1 lacks its type, shape or place</source>
        <translation>重み%1に、型・形・位置のいずれかがありません</translation>
    </message>
    <message>
        <source>the weight %1 ends before it begins</source>
        <translation>重み%1の終わりが始まりより前にあります</translation>
    </message>
    <message>
        <source>the weight %1 claims a shape that no file can hold</source>
        <translation>重み%1の形は、ファイルに収まらない大きさです</translation>
    </message>
    <message>
        <source>the weight %1 of shape %2 needs %3 bytes, but has %4</source>
        <translation>形が%2の重み%1には%3バイト必要ですが、%4バイトしかありません</translation>
    </message>
    <message>
        <source>the weight %1 is stored as %2, which Dankai does not read</source>
        <translation>重み%1の形式は%2ですが、Dankaiは読めません</translation>
    </message>
    <message>
        <source>Use a model in F32, F16 or BF16.</source>
        <translation>F32、F16、BF16のモデルを使ってください。</translation>
    </message>
    <message>
        <source>its header is not valid JSON at byte %1</source>
        <translation>ヘッダーの%1バイト目が正しいJSONではありません</translation>
    </message>
    <message>
        <source>The file is damaged; fetch it again.</source>
        <translation>ファイルが壊れています。入手し直してください。</translation>
    </message>
    <message>
        <source>its header does not have the form of a safetensors header</source>
        <translation>ヘッダーがsafetensorsの形式ではありません</translation>
    </message>
    <message>
        <source>its header does not have the form of a safetensors header at %1</source>
        <translation>ヘッダーの%1の箇所がsafetensorsの形式ではありません</translation>
    </message>
    <message>
        <source>the weight %1 has its %2 twice</source>
        <translation>重み%1の%2が重複しています</translation>
    </message>
    <message>
        <source>%1 ends inside the weight %2: its header needs %3 bytes, the file has %4. It is cut; fetch it again.</source>
        <translation>%1は重み%2の途中で終わっています。ヘッダーによると%3バイト必要ですが、ファイルは%4バイトです。途切れているので、入手し直してください。</translation>
    </message>
    <message>
        <source>%1: the weights %2 and %3 overlap. The file is damaged; fetch it again.</source>
        <translation>%1: 重み%2と%3の領域が重なっています。ファイルが壊れているので、入手し直してください。</translation>
    </message>
    <message>
        <source>%1: there are %2 bytes that belong to nothing before the weight %3. The file is damaged; fetch it again.</source>
        <translation>%1: 重み%3の前に、何にも属さない%2バイトがあります。ファイルが壊れているので、入手し直してください。</translation>
    </message>
    <message>
        <source>%1 has %2 bytes after its last weight. The file is damaged; fetch it again.</source>
        <translation>%1の最後の重みの後に、余分な%2バイトがあります。ファイルが壊れているので、入手し直してください。</translation>
    </message>
    <message>
        <source>%1 is no safetensors file: it has %2 bytes, and its length alone takes 8. Was the download complete?</source>
        <translation>%1はsafetensorsファイルではありません。全体が%2バイトで、長さの欄だけで8バイト必要です。ダウンロードが完了しているか確認してください。</translation>
    </message>
    <message>
        <source>%1 is no safetensors file: it does not begin like one. Check the path.</source>
        <translation>%1はsafetensorsファイルではありません。先頭の形式が違います。パスを確認してください。</translation>
    </message>
    <message>
        <source>%1 ends inside its header, which claims %2 bytes in a file of %3. It is cut; fetch it again.</source>
        <translation>%1はヘッダーの途中で終わっています。ヘッダーは%2バイトとされていますが、ファイルは%3バイトです。途切れているので、入手し直してください。</translation>
    </message>
    <message>
        <source>%1: its header is not valid JSON. The file is damaged; fetch it again.</source>
        <translation>%1: ヘッダーが正しいJSONではありません。ファイルが壊れているので、入手し直してください。</translation>
    </message>
    <message>
        <source>%1: the weight %2 stands also in %3. The folder is damaged.</source>
        <translation>%1: 重み%2が%3にもあります。フォルダーが壊れています。</translation>
    </message>
    <message>
        <source>%1 has no &quot;weight_map&quot;. It is no index of safetensors files.</source>
        <translation>%1に&quot;weight_map&quot;がありません。safetensorsファイルの索引ではありません。</translation>
    </message>
    <message>
        <source>%1: the weight %2 does not name a file of this folder.</source>
        <translation>%1: 重み%2が、このフォルダーのファイルを指していません。</translation>
    </message>
    <message>
        <source>%1 says that the weight %2 stands in %3, but it does not. The folder is incomplete or mixed from two models.</source>
        <translation>%1によると重み%2は%3にありますが、実際にはありません。フォルダーの中身が不足しているか、2つのモデルのものが混ざっています。</translation>
    </message>
    <message>
        <source>Could not write %1: the values of %2 do not come in the order and number of its header.</source>
        <translation>%1に書き込めませんでした。%2の値が、ヘッダーに記した順序・個数で渡されていません。</translation>
    </message>
    <message>
        <source>Could not write %1: %2 bytes of its weights were never given.</source>
        <translation>%1に書き込めませんでした。重みのうち%2バイトが渡されていません。</translation>
    </message>
    <message>
        <source>The weight %1 has %2 values, but %3 were asked for.</source>
        <translation>重み%1の値は%2個ですが、%3個が要求されました。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a list of [user, assistant] pairs</source>
        <translation>「%1」が[user, assistant]の組のリストではありません</translation>
    </message>
    <message>
        <source>there is no &apos;%1&apos;</source>
        <translation>「%1」がありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; and &apos;%2&apos; together</source>
        <translation>「%1」と「%2」の両方</translation>
    </message>
    <message>
        <source>%1 is not a table: with none of , ; tab | as delimiter do its first rows have the same number of columns, at least two. Give --delimiter, or another --format: %2.</source>
        <translation>%1は表ではありません。区切り文字を , ; タブ | のどれにしても、最初の数行の列数が揃わないか、2列に足りません。--delimiterか別の--formatを指定してください: %2。</translation>
    </message>
    <message>
        <source>%1:1: the line of column names cannot be read.</source>
        <translation>%1:1: 列名の行を読み取れません。</translation>
    </message>
    <message>
        <source>%1:1: the line of column names cannot be read: %2.</source>
        <translation>%1:1: 列名の行を読み取れません: %2。</translation>
    </message>
    <message>
        <source>--map %1=... works for JSON only: a table&apos;s field is one text. %2 was read as csv.</source>
        <translation>--map %1=... が使えるのはJSONだけです。表の1つの欄は1つの文字列です。%2はcsvとして読み込まれました。</translation>
    </message>
    <message>
        <source>--map %1=%2: %3 has no such column. Its columns are: %4.</source>
        <translation>--map %1=%2: %3にその列はありません。ある列は次のとおりです: %4。</translation>
    </message>
    <message>
        <source>Which column of %1 is the question? Its first line names: %2. Say it with --map instruction=COLUMN,output=COLUMN (input=, system= and score= where there are such columns).</source>
        <translation>%1のどの列が質問ですか。1行目の列名は次のとおりです: %2。--map instruction=COLUMN,output=COLUMN で指定してください(input=、system=、score= はその列がある場合のみ)。</translation>
    </message>
    <message>
        <source>Which column of %1 is the answer? Its first line names: %2. Say it with --map instruction=COLUMN,output=COLUMN (input=, system= and score= where there are such columns).</source>
        <translation>%1のどの列が回答ですか。1行目の列名は次のとおりです: %2。--map instruction=COLUMN,output=COLUMN で指定してください(input=、system=、score= はその列がある場合のみ)。</translation>
    </message>
    <message>
        <source>%1; kept as they are: %2</source>
        <translation>%1。そのまま残す列: %2</translation>
    </message>
    <message>
        <source>the row holds bytes that are not valid in the file&apos;s encoding</source>
        <translation>行に、ファイルの文字コードとして正しくないバイトがあります</translation>
    </message>
    <message>
        <source>the row has %1 fields, the first line names %2 columns</source>
        <translation>行の欄は%1個ですが、1行目の列名は%2個です</translation>
    </message>
    <message>
        <source>%1 is not a text file. Export it as JSON Lines or as CSV (in a spreadsheet: save as CSV UTF-8) and import that. Formats that are read: %2.</source>
        <translation>%1はテキストファイルではありません。JSON LinesかCSV(表計算ソフトではCSV UTF-8)に書き出してから取り込んでください。読める形式: %2。</translation>
    </message>
    <message>
        <source>%1 is neither JSON nor a table with a line of column names in which a question and an answer could be recognised. Name the columns with --map instruction=COLUMN,output=COLUMN, or give --format. Formats that are read: %2.</source>
        <translation>%1はJSONではなく、質問と回答の列名が分かる表でもありません。--map instruction=COLUMN,output=COLUMN で列名を指定するか、--formatを指定してください。読める形式: %2。</translation>
    </message>
    <message>
        <source>%1 begins like JSON, but none of its first rows is valid JSON. Check that the file is whole. Formats that are read: %2.</source>
        <translation>%1はJSONのように始まりますが、最初の数行に正しいJSONがありません。ファイルが完全か確認してください。読める形式: %2。</translation>
    </message>
    <message>
        <source>%1 is JSON, but its rows are of no known format; they have %2. Say which is which with --map instruction=NAME,output=NAME. Formats that are read: %3.</source>
        <translation>%1はJSONですが、既知の形式の行ではありません。あるのは%2です。--map instruction=NAME,output=NAME で対応を指定してください。読める形式: %3。</translation>
    </message>
    <message>
        <source>There is no format &apos;%1&apos;. Formats that are read: %2.</source>
        <translation>「%1」という形式はありません。読める形式: %2。</translation>
    </message>
    <message>
        <source>a quote that opens in this row is never closed</source>
        <translation>この行で開いた引用符が閉じられていません</translation>
    </message>
    <message>
        <source>%1; a quote that opens in it may not be closed</source>
        <translation>%1。その中で開いた引用符が閉じられていない可能性があります</translation>
    </message>
    <message>
        <source>after a closing quote comes neither the delimiter nor the end of the row; a quote inside a quoted field is written twice (&quot;&quot;)</source>
        <translation>閉じる引用符の後に、区切り文字も行末もありません。引用符で囲んだ欄の中の引用符は、2つ続けて(&quot;&quot;)書きます</translation>
    </message>
    <message>
        <source>after a closing quote comes neither the delimiter nor the end of the row</source>
        <translation>閉じる引用符の後に、区切り文字も行末もありません</translation>
    </message>
    <message>
        <source>%1 example</source>
        <translation>%1件の事例</translation>
    </message>
    <message>
        <source>%1 examples</source>
        <translation>%1件の事例</translation>
    </message>
    <message>
        <source>Phase %1 has %2, too few to hold any out for test: what it learns cannot be measured on rows of its own. Give it more examples or merge it with a neighbour.</source>
        <translation>第%1段階は%2で、テスト用の評価データを取り分けるには足りません。この段階で学んだことを専用の評価データで測れません。事例を増やすか、隣の段階と合わせてください。</translation>
    </message>
    <message>
        <source>Phase %1 has %2, too few to hold any out for validation: what it learns cannot be measured on rows of its own. Give it more examples or merge it with a neighbour.</source>
        <translation>第%1段階は%2で、移行判定用の評価データを取り分けるには足りません。この段階で学んだことを専用の評価データで測れません。事例を増やすか、隣の段階と合わせてください。</translation>
    </message>
    <message>
        <source>Phase %1 has %2, and its duplicates hang together so that none can be held out for test: what it learns cannot be measured on rows of its own. Give it more examples or merge it with a neighbour.</source>
        <translation>第%1段階は%2ですが、よく似た事例がつながっているため、テスト用の評価データを取り分けられません。この段階で学んだことを専用の評価データで測れません。事例を増やすか、隣の段階と合わせてください。</translation>
    </message>
    <message>
        <source>Phase %1 has %2, and its duplicates hang together so that none can be held out for validation: what it learns cannot be measured on rows of its own. Give it more examples or merge it with a neighbour.</source>
        <translation>第%1段階は%2ですが、よく似た事例がつながっているため、移行判定用の評価データを取り分けられません。この段階で学んだことを専用の評価データで測れません。事例を増やすか、隣の段階と合わせてください。</translation>
    </message>
    <message>
        <source>Phase %1 holds only %2 for validation and %3 for test of its %4; its intervals will be wide.</source>
        <translation>第%1段階の%4件のうち、評価用データは移行判定用が%2、テスト用が%3件だけです。誤差の幅が広くなります。</translation>
    </message>
    <message>
        <source>Shares held out must be at least 0 and below 1, and at most half of a phase in all.</source>
        <translation>評価用データに取り分ける割合は0以上1未満で、合計が段階の半分以下でなければなりません。</translation>
    </message>
    <message>
        <source>The least number of rows held out per phase is above the greatest.</source>
        <translation>段階ごとの評価用データの最小件数が、最大件数を上回っています。</translation>
    </message>
    <message>
        <source>An example is in phase %1 of %2.</source>
        <translation>全%2段階なのに、第%1段階に置かれた事例があります。</translation>
    </message>
    <message>
        <source>the response is empty, so there is nothing to train</source>
        <translation>回答が空のため、学習するものがありません</translation>
    </message>
    <message>
        <source>there is neither an instruction nor an input</source>
        <translation>指示も入力もありません</translation>
    </message>
    <message>
        <source>%1 holds nothing but white space. Check that it was written completely.</source>
        <translation>%1には空白しかありません。最後まで書き出されているか確認してください。</translation>
    </message>
    <message>
        <source>The import of %1 was stopped after %2 rows.</source>
        <translation>%1の取り込みを、%2行の時点で中止しました。</translation>
    </message>
    <message>
        <source>--map %1=%2: there is no field &apos;%3&apos;. Fields are instruction, input, output, system, history, messages and score.</source>
        <translation>--map %1=%2: 「%3」という項目はありません。項目はinstruction、input、output、system、history、messages、scoreです。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no mapping. Write FIELD=COLUMN with one of the fields instruction, input, output, system, history, messages, score, and commas between several.</source>
        <translation>「%1」は対応の指定ではありません。FIELD=COLUMN の形で書いてください。FIELDはinstruction、input、output、system、history、messages、scoreのいずれかで、複数のときはコンマで区切ります。</translation>
    </message>
    <message>
        <source>There was not enough memory to import %1.</source>
        <translation>%1を取り込むメモリーが足りませんでした。</translation>
    </message>
    <message>
        <source>The import of %1 failed: %2.</source>
        <translation>%1の取り込みに失敗しました: %2。</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>リスト</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>オブジェクト</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>真偽値</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>the row is nested deeper than %1 levels</source>
        <translation>行の入れ子が%1段を超えています</translation>
    </message>
    <message>
        <source>the row is %1 instead of an object {...}</source>
        <translation>行が%1です。オブジェクト {...} でなければなりません</translation>
    </message>
    <message>
        <source>--map %1=%2: the rows of %3 are of a format without this field. What can be mapped in it: %4. Leave it out or give another --format.</source>
        <translation>--map %1=%2: %3の行は、この項目のない形式です。対応を指定できるのは次の項目です: %4。指定をやめるか、別の--formatを指定してください。</translation>
    </message>
    <message>
        <source>--map %1=%2: none of the first rows of %3 has such a column; they have %4. Correct it, or move a row that has it to the beginning.</source>
        <translation>--map %1=%2: %3の最初の数行にその列がありません。あるのは%4です。指定を直すか、その列のある行を先頭に移してください。</translation>
    </message>
    <message>
        <source>no columns</source>
        <translation>列なし</translation>
    </message>
    <message>
        <source>the column %1</source>
        <translation>列 %1</translation>
    </message>
    <message>
        <source>the columns %1</source>
        <translation>列 %1</translation>
    </message>
    <message>
        <source>%1 and others</source>
        <translation>%1ほか</translation>
    </message>
    <message>
        <source>%1 does not begin like JSON (&apos;{&apos; or &apos;[&apos;). Give another --format: %2.</source>
        <translation>%1はJSON(&apos;{&apos;または&apos;[&apos;)で始まっていません。別の--formatを指定してください: %2。</translation>
    </message>
    <message>
        <source>The first rows of %1 have %2, but not %3. Give another --format, or say which column is which with --map.</source>
        <translation>%1の最初の数行にあるのは%2で、%3がありません。別の--formatを指定するか、--mapで列の対応を指定してください。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2 instead of text</source>
        <translation>「%1」が文字列ではなく%2です</translation>
    </message>
    <message>
        <source>the row is not valid JSON (%1)</source>
        <translation>行が正しいJSONではありません(%1)</translation>
    </message>
    <message>
        <source>the row holds a number that is too large</source>
        <translation>行に大きすぎる数値があります</translation>
    </message>
    <message>
        <source>the row is not valid JSON: it ends too early</source>
        <translation>行が正しいJSONではありません。途中で終わっています</translation>
    </message>
    <message>
        <source>the row is not valid JSON: a comma follows it, which JSON Lines does not have; take the comma away or put all rows into one list [...]</source>
        <translation>行が正しいJSONではありません。行の後にコンマがありますが、JSON Linesでは不要です。コンマを取るか、すべての行を1つのリスト [...] にしてください</translation>
    </message>
    <message>
        <source>the row is not valid JSON: a comma stands before &apos;%1&apos; at character %2, after «%3»</source>
        <translation>行が正しいJSONではありません。「%1」の前にコンマがあります(%2文字目、«%3»の後)</translation>
    </message>
    <message>
        <source>the row is not valid JSON at character %1, after «%2»</source>
        <translation>行が正しいJSONではありません(%1文字目、«%2»の後)</translation>
    </message>
    <message>
        <source>there is text after the end of the list; it was not read</source>
        <translation>リストの終わりの後に文字があります。読み込んでいません</translation>
    </message>
    <message>
        <source>Line %1: a comma after the last row, which JSON does not allow, was overlooked.</source>
        <translation>%1行目: 最後の行の後のコンマはJSONでは使えませんが、無視して読み込みました。</translation>
    </message>
    <message>
        <source>the file ends inside this row; it may have been cut off</source>
        <translation>ファイルがこの行の途中で終わっています。途切れた可能性があります</translation>
    </message>
    <message>
        <source>the row is not valid JSON: a quote, comma or bracket is missing or too many before &apos;%1&apos; in line %2</source>
        <translation>行が正しいJSONではありません。%2行目の「%1」の前で、引用符・コンマ・括弧のいずれかが足りないか余分です</translation>
    </message>
    <message>
        <source>the row is not valid JSON: a quote, comma or bracket is missing or too many before the end of line %1</source>
        <translation>行が正しいJSONではありません。%1行目の終わりの前で、引用符・コンマ・括弧のいずれかが足りないか余分です</translation>
    </message>
    <message>
        <source>%1 has a content that is neither text nor a list of text parts</source>
        <translation>%1のcontentが、文字列でも文字列の部分のリストでもありません</translation>
    </message>
    <message>
        <source>%1 has a part that is not text; only text can be trained</source>
        <translation>%1に文字列でない部分があります。学習できるのは文字列だけです</translation>
    </message>
    <message>
        <source>message %1 has a role that is not text</source>
        <translation>%1番目のメッセージのroleが文字列ではありません</translation>
    </message>
    <message>
        <source>message %1 calls a tool, which cannot be trained: it has no text</source>
        <translation>%1番目のメッセージはツールを呼び出すもので文字列がないため、学習できません</translation>
    </message>
    <message>
        <source>the last message is not an assistant&apos;s (it is &apos;%1&apos;), so there is no answer to train</source>
        <translation>最後のメッセージがassistantのものではない(「%1」)ため、学習する回答がありません</translation>
    </message>
    <message>
        <source>there is no message before the answer</source>
        <translation>回答の前にメッセージがありません</translation>
    </message>
    <message>
        <source>a list in &apos;%1&apos;</source>
        <translation>「%1」のリスト</translation>
    </message>
    <message>
        <source>The search for near-duplicates was stopped.</source>
        <translation>ほぼ同じ事例の検索を中止しました。</translation>
    </message>
    <message>
        <source>Near-duplicates need an n-gram of 1 to 32 characters and a similarity of 0.6 to 1.</source>
        <translation>ほぼ同じ事例の検索では、n-gramは1〜32文字、類似度は0.6〜1でなければなりません。</translation>
    </message>
    <message>
        <source>There was not enough memory to look for near-duplicates among %1 texts.</source>
        <translation>%1件の文章からほぼ同じ事例を探すメモリーが足りませんでした。</translation>
    </message>
    <message>
        <source>The search for near-duplicates failed: %1.</source>
        <translation>ほぼ同じ事例の検索に失敗しました: %1。</translation>
    </message>
    <message>
        <source>&apos;data&apos; is not a list of [instruction, response]</source>
        <translation>&apos;data&apos;が[instruction, response]のリストではありません</translation>
    </message>
    <message>
        <source>&apos;data&apos; holds something that is not text</source>
        <translation>&apos;data&apos;に文字列でないものがあります</translation>
    </message>
    <message>
        <source>there is no &apos;data&apos;</source>
        <translation>&apos;data&apos;がありません</translation>
    </message>
    <message>
        <source>a list in &apos;data&apos;</source>
        <translation>&apos;data&apos;のリスト</translation>
    </message>
    <message>
        <source>the row is longer than %1 MiB, which no example is; check that rows end where they should</source>
        <translation>行が%1MiBを超えていて、事例としてありえない長さです。行が正しい位置で終わっているか確認してください</translation>
    </message>
    <message>
        <source>its earlier turns are not pairs of user and assistant, which is all that Alpaca can say; export as messages</source>
        <translation>以前のやり取りがuserとassistantの組になっていません。Alpaca形式では組しか表せないので、messages形式で書き出してください</translation>
    </message>
    <message>
        <source>it has earlier turns, for which a table has no place; export as messages</source>
        <translation>以前のやり取りがあり、表には入れられません。messages形式で書き出してください</translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation>Parquetファイル</translation>
    </message>
    <message>
        <source>an Excel workbook or a zip archive</source>
        <translation>ExcelブックかZIPアーカイブ</translation>
    </message>
    <message>
        <source>an old Excel workbook</source>
        <translation>古い形式のExcelブック</translation>
    </message>
    <message>
        <source>compressed with gzip</source>
        <translation>gzipで圧縮されたファイル</translation>
    </message>
    <message>
        <source>compressed with zstd</source>
        <translation>zstdで圧縮されたファイル</translation>
    </message>
    <message>
        <source>an Arrow file</source>
        <translation>Arrowファイル</translation>
    </message>
    <message>
        <source>a model (GGUF)</source>
        <translation>モデル(GGUF)</translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation>SQLiteデータベース</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>There is no file %1. Check its name.</source>
        <translation>%1というファイルはありません。名前を確認してください。</translation>
    </message>
    <message>
        <source>%1 is a folder. Name the files in it.</source>
        <translation>%1はフォルダーです。中のファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 is not a file on disk; it has to be read twice. Save it to a file first.</source>
        <translation>%1はディスク上のファイルではありません。2回読む必要があるので、先にファイルに保存してください。</translation>
    </message>
    <message>
        <source>%1 cannot be opened for reading: %2.</source>
        <translation>%1を読み込み用に開けません: %2。</translation>
    </message>
    <message>
        <source>The size of %1 cannot be read: %2.</source>
        <translation>%1の大きさを取得できません: %2。</translation>
    </message>
    <message>
        <source>%1 is empty. Check that it was written or downloaded completely.</source>
        <translation>%1は空です。最後まで書き出されているか、ダウンロードが完了しているか確認してください。</translation>
    </message>
    <message>
        <source>%1 is %2, not text. Unpack it or export it as JSON Lines or CSV, and import that.</source>
        <translation>%1はテキストではなく%2です。展開するか、JSON LinesかCSVに書き出してから取り込んでください。</translation>
    </message>
    <message>
        <source>Reading %1 failed after %2 bytes. Check the disk or the connection to it.</source>
        <translation>%1の読み込みが%2バイトの後で失敗しました。ディスクや接続を確認してください。</translation>
    </message>
    <message>
        <source>There is no scorer &apos;%1&apos;. The scorers there are: %2.</source>
        <translation>「%1」という採点方法はありません。使える採点方法: %2。</translation>
    </message>
    <message>
        <source>Progress is not known: %1 has %2 held-out examples, at least %3 are needed.</source>
        <translation>進歩したかは分かりません。%1の評価用データは%2件で、%3件以上必要です。</translation>
    </message>
    <message>
        <source>Harm to %1 is not known: it has %2 held-out examples, at least %3 are needed.</source>
        <translation>%1の成績が低下したかは分かりません。評価用データは%2件で、%3件以上必要です。</translation>
    </message>
    <message>
        <source>The health of the answers is not known: there are %1 frozen prompts, at least %2 are needed.</source>
        <translation>回答の異常チェックの結果は分かりません。確定した質問は%1件で、%2件以上必要です。</translation>
    </message>
    <message>
        <source>%1 of %2 answers end by themselves (base: %3).</source>
        <translation>%2件中%1件の回答が、最後まで書き終えています(学習前: %3件)。</translation>
    </message>
    <message>
        <source>%1 of %2 answers end by themselves (base: %3): too few, %4 are needed.</source>
        <translation>%2件中%1件の回答が、最後まで書き終えています(学習前: %3件)。少なすぎます。%4必要です。</translation>
    </message>
    <message>
        <source>%1 of %2 answers end by themselves (base: %3): maybe too few, %4 are needed.</source>
        <translation>%2件中%1件の回答が、最後まで書き終えています(学習前: %3件)。少なすぎる可能性があります。%4必要です。</translation>
    </message>
    <message>
        <source>%1 of 4-grams are repeats (base: %2).</source>
        <translation>4-gramの%1が繰り返しです(学習前: %2)。</translation>
    </message>
    <message>
        <source>%1 of 4-grams are repeats (base: %2): the answers loop.</source>
        <translation>4-gramの%1が繰り返しです(学習前: %2)。回答が同じ語句を繰り返しています。</translation>
    </message>
    <message>
        <source>%1 of 4-grams are repeats (base: %2): maybe they loop.</source>
        <translation>4-gramの%1が繰り返しです(学習前: %2)。回答が同じ語句を繰り返している可能性があります。</translation>
    </message>
    <message>
        <source>%1 of %2 answers recite 20 words or more of a training answer.</source>
        <translation>%2件中%1件の回答が、学習した回答を20語以上丸写ししています。</translation>
    </message>
    <message>
        <source>%1 of %2 answers recite 20 words or more of a training answer: the model recites.</source>
        <translation>%2件中%1件の回答が、学習した回答を20語以上丸写ししています。丸暗記しています。</translation>
    </message>
    <message>
        <source>%1 of %2 answers recite 20 words or more of a training answer: maybe it recites.</source>
        <translation>%2件中%1件の回答が、学習した回答を20語以上丸写ししています。丸暗記の可能性があります。</translation>
    </message>
    <message>
        <source>Answers are %1 tokens long on average (base: %2).</source>
        <translation>回答の長さは平均%1トークンです(学習前: %2)。</translation>
    </message>
    <message>
        <source>Answers are %1 tokens long on average (base: %2): a different length; look at them.</source>
        <translation>回答の長さは平均%1トークンです(学習前: %2)。長さが変わっているので、回答を確認してください。</translation>
    </message>
    <message>
        <source>The training of %1 diverged and ended with the last good weights.</source>
        <translation>%1の学習が発散し、最後の正常な重みで終わりました。</translation>
    </message>
    <message>
        <source>%1: not a loss of an example: %2</source>
        <translation>%1: 事例の学習誤差ではありません: %2</translation>
    </message>
    <message>
        <source>%1: not an answer: %2</source>
        <translation>%1: 回答ではありません: %2</translation>
    </message>
    <message>
        <source>Prompt %1 is empty.</source>
        <translation>質問%1が空です。</translation>
    </message>
    <message>
        <source>Prompt %1 has %2 tokens; the model&apos;s context is %3. Shorten it.</source>
        <translation>質問%1は%2トークンですが、モデルが扱えるのは%3トークンまでです。短くしてください。</translation>
    </message>
    <message>
        <source>Prompt %1 holds the id %2, which is outside the model&apos;s vocabulary of %3; the tokenizer does not fit the model.</source>
        <translation>質問%1のトークンID %2は、モデルの語彙(%3)の範囲外です。トークナイザーがモデルに合っていません。</translation>
    </message>
    <message>
        <source>Generation ran out of memory. Use shorter prompts or fewer rows at a time.</source>
        <translation>回答の生成中にメモリーが不足しました。質問を短くするか、一度に扱う件数を減らしてください。</translation>
    </message>
    <message>
        <source>Generation failed inside LibTorch: %1</source>
        <translation>回答の生成がLibTorchの内部で失敗しました: %1</translation>
    </message>
    <message>
        <source>No NVIDIA driver is installed on this machine (libcuda.so.1 is missing).</source>
        <translation>このコンピューターにはNVIDIAドライバーがありません(libcuda.so.1がありません)。</translation>
    </message>
    <message>
        <source>The NVIDIA driver&apos;s library has no cuInit; reinstall the driver.</source>
        <translation>NVIDIAドライバーのライブラリーにcuInitがありません。ドライバーを入れ直してください。</translation>
    </message>
    <message>
        <source>The NVIDIA driver does not start (cuInit says %1); nvidia-smi says more.</source>
        <translation>NVIDIAドライバーが起動しません(cuInitの結果は%1)。詳しくはnvidia-smiで確認してください。</translation>
    </message>
    <message>
        <source>The NVIDIA driver sees no GPU; look at nvidia-smi and CUDA_VISIBLE_DEVICES.</source>
        <translation>NVIDIAドライバーがGPUを認識していません。nvidia-smiとCUDA_VISIBLE_DEVICESを確認してください。</translation>
    </message>
    <message>
        <source>The number of threads must not be negative.</source>
        <translation>スレッド数に負の値は使えません。</translation>
    </message>
    <message>
        <source>There is no device &apos;%1&apos;; use auto, cpu, cuda or cuda:N.</source>
        <translation>「%1」というデバイスはありません。auto、cpu、cuda、cuda:Nのいずれかを指定してください。</translation>
    </message>
    <message>
        <source>There is no GPU %1; this machine has %2.</source>
        <translation>GPU %1はありません。このコンピューターのGPUは%2台です。</translation>
    </message>
    <message>
        <source>%1 Use --device cpu, or another GPU.</source>
        <translation>%1 --device cpu か、別のGPUを指定してください。</translation>
    </message>
    <message>
        <source>LibTorch&apos;s CUDA library was loaded too late or does not fit this LibTorch.</source>
        <translation>LibTorchのCUDAライブラリーの読み込みが遅すぎたか、このLibTorchに合っていません。</translation>
    </message>
    <message>
        <source>The device %1 does not start: %2</source>
        <translation>デバイス%1が起動しません: %2</translation>
    </message>
    <message>
        <source>%1 ran out of memory. Use a smaller micro-batch or shorter sequences.</source>
        <translation>%1でメモリーが不足しました。マイクロバッチを小さくするか、系列を短くしてください。</translation>
    </message>
    <message>
        <source>%1 ran out of memory. Use a smaller micro-batch or shorter sequences. (%2)</source>
        <translation>%1でメモリーが不足しました。マイクロバッチを小さくするか、系列を短くしてください。(%2)</translation>
    </message>
    <message>
        <source>%1 failed inside LibTorch: %2</source>
        <translation>%1がLibTorchの内部で失敗しました: %2</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルの読み込み</translation>
    </message>
    <message>
        <source>Making room for a micro-batch</source>
        <translation>マイクロバッチの領域の確保</translation>
    </message>
    <message>
        <source>This model was loaded for inference and has no gradients.</source>
        <translation>このモデルは推論用に読み込まれていて、勾配がありません。</translation>
    </message>
    <message>
        <source>A training step</source>
        <translation>学習のステップ</translation>
    </message>
    <message>
        <source>An evaluation</source>
        <translation>評価</translation>
    </message>
    <message>
        <source>A forward pass</source>
        <translation>順伝播の計算</translation>
    </message>
    <message>
        <source>The model has no tensor %1.</source>
        <translation>モデルにテンソル%1がありません。</translation>
    </message>
    <message>
        <source>The tensor %1 has no such rows.</source>
        <translation>テンソル%1にその行はありません。</translation>
    </message>
    <message>
        <source>The tensor %1 cannot be read from the device: %2</source>
        <translation>テンソル%1をデバイスから読み出せません: %2</translation>
    </message>
    <message>
        <source>The tensor %1 is %2; the model&apos;s config says %3.</source>
        <translation>テンソル%1は%2ですが、モデルの設定では%3です。</translation>
    </message>
    <message>
        <source>The batch holds no tokens.</source>
        <translation>バッチにトークンがありません。</translation>
    </message>
    <message>
        <source>The batch&apos;s tokens, positions, labels and sequence starts do not fit each other.</source>
        <translation>バッチのトークン・位置・正解ラベル・系列の開始位置が食い違っています。</translation>
    </message>
    <message>
        <source>Sequence %1 of the batch is empty.</source>
        <translation>バッチの系列%1が空です。</translation>
    </message>
    <message>
        <source>The batch&apos;s longest sequence is longer than it says.</source>
        <translation>バッチの最長の系列が、記された長さを超えています。</translation>
    </message>
    <message>
        <source>Sequence %1 of the batch has %2 tokens; the model&apos;s context is %3. Truncate it or use a model with a longer context.</source>
        <translation>バッチの系列%1は%2トークンですが、モデルが扱えるのは%3トークンまでです。切り詰めるか、より長く扱えるモデルを使ってください。</translation>
    </message>
    <message>
        <source>Token %1 of the batch or its label is outside the %2 tokens of the model&apos;s vocabulary; the tokenizer does not fit the model.</source>
        <translation>バッチの%1番目のトークンか正解ラベルが、モデルの語彙の%2トークンの範囲外です。トークナイザーがモデルに合っていません。</translation>
    </message>
    <message>
        <source>Position %1 is outside the model&apos;s context of %2.</source>
        <translation>位置%1は、モデルが扱える%2トークンの範囲外です。</translation>
    </message>
    <message>
        <source>The phases have the plan&apos;s numbers of examples, drawn at random from all of them.</source>
        <translation>各段階の事例数は学習計画と同じで、全体から無作為に選んでいます。</translation>
    </message>
    <message>
        <source>The learning rate is that of the plan&apos;s first phase; phase &apos;%1&apos; has another.</source>
        <translation>学習率は学習計画の最初の段階のものです。段階「%1」の学習率は異なります。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; was placed over %2 examples and held-out rows were split over %3; place it anew.</source>
        <translation>学習計画「%1」は%2件の事例で段階分けされましたが、評価用データは%3件から取り分けられています。段階分けをやり直してください。</translation>
    </message>
    <message>
        <source>replay_share must be at least 0 and below 1.</source>
        <translation>replay_shareは0以上1未満でなければなりません。</translation>
    </message>
    <message>
        <source>Phase &apos;%1&apos; of plan &apos;%2&apos; has no example left to train on: %3 are held out. Move examples into it, or hold fewer out.</source>
        <translation>学習計画「%2」の段階「%1」に、学習する事例が残っていません。%3件が評価用データです。この段階に事例を移すか、評価用データを減らしてください。</translation>
    </message>
    <message>
        <source>There is one arm, and nothing to compare its budget with.</source>
        <translation>比較条件が1つだけなので、学習量を比べる相手がありません。</translation>
    </message>
    <message>
        <source>%1 took %2 tokens, %3 trained tokens and %4 optimizer steps</source>
        <translation>%1は、トークン%2、学習対象のトークン%3、更新回数%4です</translation>
    </message>
    <message>
        <source>%1; %2 took %3 tokens, %4 trained tokens and %5 optimizer steps</source>
        <translation>%1。%2は、トークン%3、学習対象のトークン%4、更新回数%5です</translation>
    </message>
    <message>
        <source>All arms trained on the same number of tokens as %1 (within %2).</source>
        <translation>すべての比較条件の学習トークン数は%1と同じです(差は%2以内)。</translation>
    </message>
    <message>
        <source>The arms did not have the same budget as %1: %2. A difference between them may come from that.</source>
        <translation>比較条件の学習量が%1と一致しません: %2。成績の差はそのためかもしれません。</translation>
    </message>
    <message>
        <source>%1 is no text</source>
        <translation>%1が文字列ではありません</translation>
    </message>
    <message>
        <source>%1: %2 is not known</source>
        <translation>%1: %2は未知の値です</translation>
    </message>
    <message>
        <source>%1 is no pair of lowest and highest</source>
        <translation>%1が最小値と最大値の組ではありません</translation>
    </message>
    <message>
        <source>%1 is no phase</source>
        <translation>%1が段階ではありません</translation>
    </message>
    <message>
        <source>%1 is not known</source>
        <translation>%1は未知の項目です</translation>
    </message>
    <message>
        <source>%1: a filter is a JSON object</source>
        <translation>%1: 絞り込みの条件はJSONオブジェクトでなければなりません</translation>
    </message>
    <message>
        <source>A split into equal tokens needs token counts, and there are none yet. Count them with the project&apos;s model first, or split by quantiles.</source>
        <translation>トークン数が均等な段階分けにはトークン数が必要ですが、まだ数えていません。先にプロジェクトのモデルで数えるか、件数で均等に分けてください。</translation>
    </message>
    <message>
        <source>The density of the scores has %1 valleys of use and %2 cuts are wanted; the others halve the largest phases.</source>
        <translation>難易度スコアの分布で使える谷は%1か所ですが、必要な区切りは%2か所です。足りない分は最も大きい段階を半分に分けました。</translation>
    </message>
    <message>
        <source>%1 cut goes through examples of equal score; which of them stand below is chosen by content hash.</source>
        <translation>%1か所の区切りが、同じスコアの事例の間を通っています。どちら側に入るかは、事例の内容のハッシュで決めています。</translation>
    </message>
    <message>
        <source>%1 cuts go through examples of equal score; which of them stand below is chosen by content hash.</source>
        <translation>%1か所の区切りが、同じスコアの事例の間を通っています。どちら側に入るかは、事例の内容のハッシュで決めています。</translation>
    </message>
    <message>
        <source>Phase %1 of plan &apos;%2&apos; would be empty: the phases would hold %3 examples. %4</source>
        <translation>学習計画「%2」の第%1段階が空になります。各段階の事例は%3件です。%4</translation>
    </message>
    <message>
        <source>No example has a score; score them first.</source>
        <translation>難易度スコアのある事例がありません。先に採点してください。</translation>
    </message>
    <message>
        <source>No example has a score by &apos;%1&apos;; score them first, or split by another scorer.</source>
        <translation>「%1」による難易度スコアのある事例がありません。先に採点するか、別の採点方法で分けてください。</translation>
    </message>
    <message>
        <source>%1 of %2 examples have a score, from %3 to %4; use other thresholds, fewer phases, or quantiles.</source>
        <translation>%2件中%1件の事例に、%3から%4までのスコアがあります。境界値を変えるか、段階を減らすか、件数で均等に分けてください。</translation>
    </message>
    <message>
        <source>%1 is not an object</source>
        <translation>%1がオブジェクトではありません</translation>
    </message>
    <message>
        <source>%1 has the wrong type</source>
        <translation>%1の型が違います</translation>
    </message>
    <message>
        <source>A plan has %1 to %2 phases, not %3.</source>
        <translation>学習計画の段階数は%1〜%2です。%3段階にはできません。</translation>
    </message>
    <message>
        <source>A plan needs a name.</source>
        <translation>学習計画の名前が必要です。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; has %2 phases and %3 thresholds; it needs one threshold fewer than phases.</source>
        <translation>学習計画「%1」は%2段階で境界値が%3個です。境界値は段階数より1つ少なくなければなりません。</translation>
    </message>
    <message>
        <source>The thresholds of plan &apos;%1&apos; must be numbers, each greater than the one before it, as in 1.5,3.5.</source>
        <translation>学習計画「%1」の境界値は、1.5,3.5のように、前の値より順に大きい数でなければなりません。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; has thresholds, but its rule is %2. Leave one of them out.</source>
        <translation>学習計画「%1」に境界値がありますが、分け方は%2です。どちらかをやめてください。</translation>
    </message>
    <message>
        <source>The bands of plan &apos;%1&apos; must name each of 0 to %2 once: which range of difficulty each phase holds.</source>
        <translation>学習計画「%1」のbandsには、0から%2までを1回ずつ書いてください。各段階がどの難易度の範囲かを表します。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; has settings for %2 phases and a rule for %3.</source>
        <translation>学習計画「%1」の設定は%2段階分ですが、分け方は%3段階です。</translation>
    </message>
    <message>
        <source>The phases of plan &apos;%1&apos; need names that differ; &apos;%2&apos; stands twice or is empty.</source>
        <translation>学習計画「%1」の段階には、それぞれ異なる名前が必要です。「%2」が重複しているか、空です。</translation>
    </message>
    <message>
        <source>Phase &apos;%1&apos; needs a number of epochs above 0.</source>
        <translation>段階「%1」の学習の周回数は0より大きくなければなりません。</translation>
    </message>
    <message>
        <source>Phase &apos;%1&apos; needs a learning rate above 0.</source>
        <translation>段階「%1」の学習率は0より大きくなければなりません。</translation>
    </message>
    <message>
        <source>Example %1 was moved to phase %2; plan &apos;%3&apos; has %4. Move it to one of them or back to the rule.</source>
        <translation>事例%1は第%2段階に移されていますが、学習計画「%3」は%4段階です。その中の段階に移すか、元の分け方に戻してください。</translation>
    </message>
    <message>
        <source>The moves of plan &apos;%1&apos; must be in the order of their examples, one for each.</source>
        <translation>学習計画「%1」の移動の記録は、事例の順に1件ずつでなければなりません。</translation>
    </message>
    <message>
        <source>%1 is &apos;%2&apos;; it must be thresholds, quantiles, equal_tokens or kde</source>
        <translation>%1が「%2」です。thresholds、quantiles、equal_tokens、kdeのいずれかでなければなりません</translation>
    </message>
    <message>
        <source>%1 is not a list</source>
        <translation>%1がリストではありません</translation>
    </message>
    <message>
        <source>plan.format is %1; this version reads %2</source>
        <translation>plan.formatは%1ですが、このバージョンが読めるのは%2です</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; has %2 phases; there is no phase %3.</source>
        <translation>学習計画「%1」は%2段階です。第%3段階はありません。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; is cut by %2; make its cuts thresholds first.</source>
        <translation>学習計画「%1」の分け方は%2です。先に境界値で分けてください。</translation>
    </message>
    <message>
        <source>There are too few different scores for %1 phases cut by thresholds: nothing scores above %2. Use fewer phases, or another scorer.</source>
        <translation>境界値で%1段階に分けるには、異なるスコアが足りません。%2を超えるスコアがありません。段階を減らすか、別の採点方法を使ってください。</translation>
    </message>
    <message>
        <source>A phase is split at a score inside its range.</source>
        <translation>段階は、その範囲の内側のスコアで分割してください。</translation>
    </message>
    <message>
        <source>Phases %1 and %2 hold difficulties with another phase&apos;s between them. Bring phases whose difficulties touch side by side first.</source>
        <translation>第%1段階と第%2段階の難易度の間に、別の段階の難易度があります。先に、難易度が隣り合う段階を並べてください。</translation>
    </message>
    <message>
        <source>answering was stopped on request</source>
        <translation>ご指示により、回答の作成を中止しました</translation>
    </message>
    <message>
        <source>the engine failed: %1</source>
        <translation>エンジンが失敗しました: %1</translation>
    </message>
    <message>
        <source>the memory ran out; use a smaller execution.micro_batch_tokens</source>
        <translation>メモリーが不足しました。execution.micro_batch_tokensを小さくしてください</translation>
    </message>
    <message>
        <source>stopped on request; everything is saved</source>
        <translation>ご指示により停止しました。すべて保存済みです</translation>
    </message>
    <message>
        <source>the gate of phase %1 did not pass</source>
        <translation>第%1段階の移行判定に合格しませんでした</translation>
    </message>
    <message>
        <source>the checkpoint of phase %1 needs %2 MiB on the disk of %3, %4 MiB are free; free some space and resume the run, nothing is lost</source>
        <translation>第%1段階のチェックポイントには、%3のディスクに%2MiB必要ですが、空きは%4MiBです。空きを作って実行を再開してください。何も失われていません</translation>
    </message>
    <message>
        <source>the loss of %1 on row %2 of %3.jsonl is not a number; the model&apos;s weights are broken</source>
        <translation>%1の、%3.jsonlの行%2での学習誤差が数値になりません。モデルの重みが壊れています</translation>
    </message>
    <message>
        <source>%1, %2 %3 instead of %4</source>
        <translation>%1、%2が%4ではなく%3</translation>
    </message>
    <message>
        <source>instruction set</source>
        <translation>命令セット</translation>
    </message>
    <message>
        <source>%1 has another tokenizer than the run was frozen with; set model.path in run.yaml to the right model</source>
        <translation>%1のトークナイザーが、実行の確定時と異なります。run.yamlのmodel.pathに正しいモデルを指定してください</translation>
    </message>
    <message>
        <source>%1 is not a run folder: it has no %2</source>
        <translation>%1は実行フォルダーではありません。%2がありません</translation>
    </message>
    <message>
        <source>another engine (process %1) is working on %2; wait for it, or stop it first</source>
        <translation>別のエンジン(プロセス%1)が%2で作業中です。終わるまで待つか、先に停止してください</translation>
    </message>
    <message>
        <source>another engine is working on %1; wait for it, or stop it first</source>
        <translation>別のエンジンが%1で作業中です。終わるまで待つか、先に停止してください</translation>
    </message>
    <message>
        <source>%1 belongs to another freezing of this run; remove it to start the run anew</source>
        <translation>%1は、この実行の別の確定時のものです。初めからやり直すには、これを削除してください</translation>
    </message>
    <message>
        <source>The run goes on with %1: its losses will differ in the last digits from those of an uninterrupted run.</source>
        <translation>再開後は%1で続けます。学習誤差の末尾の桁が、中断しなかった場合と異なります。</translation>
    </message>
    <message>
        <source>the run needs about %1 MiB on the disk of %2, %3 MiB are free; free some space and start again</source>
        <translation>この実行には%2のディスクに約%1MiB必要ですが、空きは%3MiBです。空きを作ってもう一度開始してください</translation>
    </message>
    <message>
        <source>the chat was stopped on request</source>
        <translation>ご指示により、チャットを終了しました</translation>
    </message>
    <message>
        <source>the chat ended by itself: nobody has asked anything for %1 s</source>
        <translation>%1秒間質問がなかったため、チャットを自動的に終了しました</translation>
    </message>
    <message>
        <source>the chat ended by itself: the window that began it has not been heard of for %1 s</source>
        <translation>チャットを始めた画面から%1秒間連絡がなかったため、チャットを自動的に終了しました</translation>
    </message>
    <message>
        <source>The conversation has %1 tokens and %2 fit with the answer. Begin a new conversation, or ask shorter.</source>
        <translation>会話が%1トークンありますが、回答と合わせて入るのは%2トークンまでです。新しい会話を始めるか、質問を短くしてください。</translation>
    </message>
    <message>
        <source>this engine is no chat and answers no questions; begin a job of the kind chat</source>
        <translation>このエンジンはチャット用ではないため、質問に答えません。種類がchatのジョブを開始してください</translation>
    </message>
    <message>
        <source>an answer is being written; wait for its end, or cancel it</source>
        <translation>回答の作成中です。終わるまで待つか、取り消してください</translation>
    </message>
    <message>
        <source>that answer is not being written, so there is nothing to cancel</source>
        <translation>その回答は作成中ではないため、取り消すものがありません</translation>
    </message>
    <message>
        <source>no gate is waiting for a decision</source>
        <translation>判断を待っている移行判定はありません</translation>
    </message>
    <message>
        <source>another engine is freezing %1; wait for it</source>
        <translation>別のエンジンが%1を確定しています。終わるまで待ってください</translation>
    </message>
    <message>
        <source>the run needs about %1 MiB on the disk, %2 MiB are free</source>
        <translation>この実行にはディスクに約%1MiB必要ですが、空きは%2MiBです</translation>
    </message>
    <message>
        <source>the dry run failed: %1</source>
        <translation>試し実行に失敗しました: %1</translation>
    </message>
    <message>
        <source>this needs about %1 of memory on %2, %3 are free; use a smaller model, a shorter max_length, or another machine</source>
        <translation>%2のメモリーが約%1必要ですが、空きは%3です。モデルを小さくするか、max_lengthを短くするか、別のマシンを使ってください</translation>
    </message>
    <message>
        <source>%1 is not the model that was frozen: its hash is %2, the run was made for %3; set model.path in run.yaml (it may change) to where the right one stands</source>
        <translation>%1は、実行の確定時のモデルではありません。ハッシュは%2ですが、この実行のモデルは%3です。run.yamlのmodel.path(変更できます)に正しいモデルの場所を指定してください</translation>
    </message>
    <message>
        <source>all held-out sets</source>
        <translation>すべての評価用データ</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1と%2</translation>
    </message>
    <message>
        <source>no held-out set</source>
        <translation>評価用データなし</translation>
    </message>
    <message>
        <source>stopped on request</source>
        <translation>ご指示により停止しました</translation>
    </message>
    <message>
        <source>the loss of row %1 is not a number; the model&apos;s weights are broken</source>
        <translation>行%1の学習誤差が数値になりません。モデルの重みが壊れています</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>%1に書き込めません</translation>
    </message>
    <message>
        <source>Could not load the library %1: %2.</source>
        <translation>ライブラリー%1を読み込めませんでした: %2。</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>理由は不明です</translation>
    </message>
    <message>
        <source>The program %1 is not in %2. Build or install Dankai as a whole (packaging/start does).</source>
        <translation>プログラム%1が%2にありません。Dankai全体をビルドするかインストールしてください(packaging/startで行えます)。</translation>
    </message>
    <message>
        <source>The folder of Dankai&apos;s own data (demo/) was not found near %1. Set DANKAI_RESOURCES to the resources folder.</source>
        <translation>Dankaiの付属データのフォルダー(demo/)が%1の近くに見つかりません。DANKAI_RESOURCESにresourcesフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>The built-in model is not at %1. Run packaging/model, which fetches it, or name a model of your own with --model.</source>
        <translation>内蔵モデルが%1にありません。packaging/modelを実行して入手するか、--modelで別のモデルを指定してください。</translation>
    </message>
    <message>
        <source>%1: the disk is full. Free some space there and run the command again; what was written before is kept.</source>
        <translation>%1: ディスクの空きがありません。空きを作って、もう一度実行してください。それまでに書き込んだものは残っています。</translation>
    </message>
    <message>
        <source>%1: the file system is read-only. Choose a folder that can be written to.</source>
        <translation>%1: ファイルシステムが読み取り専用です。書き込めるフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>%1: permission denied. Change its rights or choose another folder.</source>
        <translation>%1: アクセスが許可されていません。権限を変えるか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>%1: no such file or folder. Check the path.</source>
        <translation>%1: ファイルまたはフォルダーがありません。パスを確認してください。</translation>
    </message>
    <message>
        <source>%1: it is a folder, a file is needed.</source>
        <translation>%1: フォルダーではなく、ファイルが必要です。</translation>
    </message>
    <message>
        <source>%1: a part of this path is not a folder.</source>
        <translation>%1: パスの途中に、フォルダーでないものがあります。</translation>
    </message>
    <message>
        <source>%1: too many open files. Raise the limit (ulimit -n).</source>
        <translation>%1: 開いているファイルが多すぎます。上限(ulimit -n)を上げてください。</translation>
    </message>
    <message>
        <source>Could not open %1</source>
        <translation>%1を開けませんでした</translation>
    </message>
    <message>
        <source>Could not write %1</source>
        <translation>%1に書き込めませんでした</translation>
    </message>
    <message>
        <source>Could not write %1: an earlier write failed.</source>
        <translation>%1に書き込めませんでした。以前の書き込みに失敗しています。</translation>
    </message>
    <message>
        <source>%1:%2 is longer than %3 MiB. This is no file of lines, or one of its newlines is missing.</source>
        <translation>%1:%2が%3MiBを超えています。行で区切られたファイルでないか、改行が欠けています。</translation>
    </message>
    <message>
        <source>Could not make the folder %1</source>
        <translation>フォルダー%1を作成できませんでした</translation>
    </message>
    <message>
        <source>Could not rename %1 to %2</source>
        <translation>%1の名前を%2に変更できませんでした</translation>
    </message>
    <message>
        <source>Could not remove %1</source>
        <translation>%1を削除できませんでした</translation>
    </message>
    <message>
        <source>Could not lock %1</source>
        <translation>%1をロックできませんでした</translation>
    </message>
    <message>
        <source>Could not listen on %1</source>
        <translation>%1で接続を待ち受けられませんでした</translation>
    </message>
    <message>
        <source>Could not listen on %1: its file name is too long.</source>
        <translation>%1で接続を待ち受けられませんでした。ファイル名が長すぎます。</translation>
    </message>
    <message>
        <source>Another process already listens on %1. Stop it first, or wait until it has ended.</source>
        <translation>別のプロセスが%1で待ち受けています。先に停止するか、終わるまで待ってください。</translation>
    </message>
    <message>
        <source>Could not wait on %1</source>
        <translation>%1からの応答を待てませんでした</translation>
    </message>
    <message>
        <source>Nobody listens on %1: the process has ended.</source>
        <translation>%1で待ち受けているものがありません。プロセスは終了しています。</translation>
    </message>
    <message>
        <source>Could not connect to %1</source>
        <translation>%1に接続できませんでした</translation>
    </message>
    <message>
        <source>Could not send to %1</source>
        <translation>%1に送信できませんでした</translation>
    </message>
    <message>
        <source>The process behind %1 closed the connection.</source>
        <translation>%1の相手のプロセスが接続を閉じました。</translation>
    </message>
    <message>
        <source>Could not ask for the free space of %1</source>
        <translation>%1の空き容量を調べられませんでした</translation>
    </message>
    <message>
        <source>An NVIDIA driver is loaded but its library libnvidia-ml.so.1 cannot be: install the driver&apos;s user-space part of the same version.</source>
        <translation>NVIDIAドライバーは読み込まれていますが、ライブラリーlibnvidia-ml.so.1を読み込めません。同じバージョンのドライバーのユーザー空間部分をインストールしてください。</translation>
    </message>
    <message>
        <source>The NVIDIA driver&apos;s library is too old. Install a driver of this decade.</source>
        <translation>NVIDIAドライバーのライブラリーが古すぎます。ここ10年以内のドライバーをインストールしてください。</translation>
    </message>
    <message>
        <source>The NVIDIA driver does not answer (code %1): its kernel module and library may differ in version. Restart the machine.</source>
        <translation>NVIDIAドライバーが応答しません(コード%1)。カーネルモジュールとライブラリーのバージョンが異なる可能性があります。マシンを再起動してください。</translation>
    </message>
    <message>
        <source>Could not map %1</source>
        <translation>%1をメモリーに割り当てられませんでした</translation>
    </message>
    <message>
        <source>Could not start %1</source>
        <translation>%1を起動できませんでした</translation>
    </message>
    <message>
        <source>Could not signal process %1: %2.</source>
        <translation>プロセス%1にシグナルを送れませんでした: %2。</translation>
    </message>
    <message>
        <source>It was not waited for, since the check was stopped.</source>
        <translation>チェックを中止したため、結果を待ちませんでした。</translation>
    </message>
    <message>
        <source>It does not answer within 30 seconds. Look for a stuck driver with nvidia-smi.</source>
        <translation>30秒以内に応答がありません。ドライバーが固まっていないかnvidia-smiで確認してください。</translation>
    </message>
    <message>
        <source>It ends with code %1.</source>
        <translation>コード%1で終了しました。</translation>
    </message>
    <message>
        <source>It ends with code %1: %2</source>
        <translation>コード%1で終了しました: %2</translation>
    </message>
    <message>
        <source>It answers with: %1</source>
        <translation>応答は次のとおりです: %1</translation>
    </message>
    <message>
        <source>built-in model</source>
        <translation>内蔵モデル</translation>
    </message>
    <message>
        <source>demo data</source>
        <translation>デモ用データ</translation>
    </message>
    <message>
        <source>There is no model &apos;%1&apos; in %2. Choose one that was saved.</source>
        <translation>%2に「%1」というモデルはありません。保存されているモデルを選んでください。</translation>
    </message>
    <message>
        <source>The weights of &apos;%1&apos; are not there any more, so it cannot answer. Leave it out, or put its folder back.</source>
        <translation>「%1」の重みがなくなっているため、回答できません。選択から外すか、そのフォルダーを元に戻してください。</translation>
    </message>
    <message>
        <source>No model is chosen. Choose one at least.</source>
        <translation>モデルが選ばれていません。1つ以上選んでください。</translation>
    </message>
    <message>
        <source>There are no prompts to answer. Give one at least.</source>
        <translation>答える質問がありません。1つ以上指定してください。</translation>
    </message>
    <message>
        <source>Could not write %1: %2.</source>
        <translation>%1に書き込めませんでした: %2。</translation>
    </message>
    <message>
        <source>Could not write %1.</source>
        <translation>%1に書き込めませんでした。</translation>
    </message>
    <message>
        <source>There is not enough memory to write %1.</source>
        <translation>%1に書き込むメモリーが足りません。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be a name in %2.</source>
        <translation>「%1」は%2の中の名前に使えません。</translation>
    </message>
    <message>
        <source>%1 became shorter while it was read. Try again.</source>
        <translation>読み込み中に%1が短くなりました。もう一度お試しください。</translation>
    </message>
    <message>
        <source>%1 cannot be read as an archive: %2. Copy it again from where it came from.</source>
        <translation>%1をアーカイブとして読み込めません: %2。元の場所からコピーし直してください。</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>壊れています</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1.</source>
        <translation>%1を読み込むメモリーが足りません。</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos;%3. Nothing was unpacked; this archive was not made by Dankai, or was changed.</source>
        <translation>%1: 「%2」%3。何も展開していません。Dankaiが作成したアーカイブではないか、変更されています。</translation>
    </message>
    <message>
        <source>%1 would leave the folder</source>
        <translation>%1はフォルダーの外に出てしまいます</translation>
    </message>
    <message>
        <source>%1 is a link</source>
        <translation>%1はリンクです</translation>
    </message>
    <message>
        <source>%1 is no file</source>
        <translation>%1はファイルではありません</translation>
    </message>
    <message>
        <source>A chat needs a model. Choose at least one.</source>
        <translation>チャットにはモデルが必要です。1つ以上選んでください。</translation>
    </message>
    <message>
        <source>A chat has at most %1 models side by side. Choose fewer.</source>
        <translation>チャットで並べられるモデルは%1個までです。減らしてください。</translation>
    </message>
    <message>
        <source>A prompt ends with what a person asks. Choose a turn with a question.</source>
        <translation>質問は、人の発言で終わる必要があります。質問のある発言を選んでください。</translation>
    </message>
    <message>
        <source>%1 holds prompts, but not as one JSON object a line, so none can be added to it. Write them so.</source>
        <translation>%1の質問は1行に1つのJSONオブジェクトの形式でないため、追加できません。その形式で書き直してください。</translation>
    </message>
    <message>
        <source>An example needs an instruction and a response. Choose a turn that has an answer.</source>
        <translation>事例には指示と回答が必要です。回答のある発言を選んでください。</translation>
    </message>
    <message>
        <source>The disk is full: %1 could not grow. Nothing that was saved before is lost; free some space and do the same again.</source>
        <translation>ディスクの空きがありません。%1を大きくできませんでした。保存済みのものは失われていません。空きを作って、もう一度同じ操作をしてください。</translation>
    </message>
    <message>
        <source>Another program is writing into %1 and did not finish in time. Wait for it (an import, for instance) and do the same again.</source>
        <translation>別のプログラムが%1に書き込んでいて、時間内に終わりませんでした。終わるまで待って(取り込みなど)、もう一度同じ操作をしてください。</translation>
    </message>
    <message>
        <source>%1 cannot be written: the file or its folder is read-only. Make %2 writable, or copy the project to a place that is.</source>
        <translation>%1に書き込めません。ファイルかフォルダーが読み取り専用です。%2に書き込めるようにするか、書き込める場所にプロジェクトをコピーしてください。</translation>
    </message>
    <message>
        <source>%1-wal holds changes of a program that did not end in order, and they can be taken over only where %2 is writable. Make it so, or copy the whole project to a place that is.</source>
        <translation>%1-walに、正常に終了しなかったプログラムの変更が残っています。取り込むには、%2に書き込める必要があります。書き込めるようにするか、書き込める場所にプロジェクト全体をコピーしてください。</translation>
    </message>
    <message>
        <source>%1 cannot be opened. Check that %2 exists, is writable and that its disk has room.</source>
        <translation>%1を開けません。%2があり、書き込めて、ディスクに空きがあるか確認してください。</translation>
    </message>
    <message>
        <source>%1 is not a project database. Put back the project&apos;s own file, from a backup if need be.</source>
        <translation>%1はプロジェクトのデータベースではありません。プロジェクト本来のファイルを戻してください。必要ならバックアップから戻してください。</translation>
    </message>
    <message>
        <source>%1 is damaged (%2). Put back a backup, or %3</source>
        <translation>%1が壊れています(%2)。バックアップを戻すか、%3</translation>
    </message>
    <message>
        <source>Reading or writing %1 failed (%2). Check the disk and do the same again.</source>
        <translation>%1の読み書きに失敗しました(%2)。ディスクを確認して、もう一度同じ操作をしてください。</translation>
    </message>
    <message>
        <source>One text is too large for %1 (1 GB is the limit).</source>
        <translation>1つの文章が%1に入る大きさ(1GBまで)を超えています。</translation>
    </message>
    <message>
        <source>save what can be read with: dankai rescue %1</source>
        <translation>読めるものを次のコマンドで救出してください: dankai rescue %1</translation>
    </message>
    <message>
        <source>There is not enough memory for this project. Close other programs and try again.</source>
        <translation>このプロジェクトを扱うメモリーが足りません。ほかのプログラムを閉じて、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Reading the project failed: %1.</source>
        <translation>プロジェクトの読み込みに失敗しました: %1。</translation>
    </message>
    <message>
        <source>No engine works on %1.</source>
        <translation>%1で作業しているエンジンはありません。</translation>
    </message>
    <message>
        <source>%1 Go on with: %2</source>
        <translation>%1 続けるには次を実行してください: %2</translation>
    </message>
    <message>
        <source>The engine ended without a word: the disk of %1 is full. Free some space; what was saved before is kept.%2</source>
        <translation>エンジンが何も伝えずに終了しました。%1のディスクの空きがありません。空きを作ってください。それまでに保存したものは残っています。%2</translation>
    </message>
    <message>
        <source>The engine ended without a word; it may have been killed or run out of memory.%1</source>
        <translation>エンジンが何も伝えずに終了しました。強制終了されたか、メモリーが不足した可能性があります。%1</translation>
    </message>
    <message>
        <source>The engine ended without a word; it may have been killed or run out of memory. Its log says: %1</source>
        <translation>エンジンが何も伝えずに終了しました。強制終了されたか、メモリーが不足した可能性があります。ログの内容: %1</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <translation>書き出しを中止しました。何も書き込んでいません。</translation>
    </message>
    <message>
        <source>Example %1 is left out: %2.</source>
        <translation>事例%1を除きました: %2。</translation>
    </message>
    <message>
        <source>There is no example %1 in this project.</source>
        <translation>このプロジェクトに事例%1はありません。</translation>
    </message>
    <message>
        <source>Example %1 has revisions 1 to %2, not %3.</source>
        <translation>事例%1の版は1から%2までです。%3はありません。</translation>
    </message>
    <message>
        <source>Example %1 has exactly this content already; exclude one of the two instead.</source>
        <translation>事例%1が、既にまったく同じ内容です。どちらかを除外してください。</translation>
    </message>
    <message>
        <source>Example %1 cannot be edited more often.</source>
        <translation>事例%1はこれ以上編集できません。</translation>
    </message>
    <message>
        <source>filter &apos;%1&apos;</source>
        <translation>絞り込み「%1」</translation>
    </message>
    <message>
        <source>A filter needs a name.</source>
        <translation>絞り込みの名前が必要です。</translation>
    </message>
    <message>
        <source>This system&apos;s SQLite was built without full-text search (FTS5).</source>
        <translation>このシステムのSQLiteは、全文検索(FTS5)なしで作られています。</translation>
    </message>
    <message>
        <source>Drawing held-out rows was stopped; nothing was changed.</source>
        <translation>評価用データの取り分けを中止しました。何も変更していません。</translation>
    </message>
    <message>
        <source>Phase %1 has no test rows: those of plan &apos;%2&apos; were drawn before it was cut so. For a new draw make a plan of another name.</source>
        <translation>第%1段階にテスト用の評価データがありません。学習計画「%2」の評価用データは、この分け方にする前に取り分けられました。取り分け直すには、別の名前で学習計画を作ってください。</translation>
    </message>
    <message>
        <source>Phase %1 has no validation rows: those of plan &apos;%2&apos; were drawn before it was cut so. For a new draw make a plan of another name.</source>
        <translation>第%1段階に移行判定用の評価データがありません。学習計画「%2」の評価用データは、この分け方にする前に取り分けられました。取り分け直すには、別の名前で学習計画を作ってください。</translation>
    </message>
    <message>
        <source>%1 example is left out of training: near-duplicates of held-out rows that were drawn before they came.</source>
        <translation>%1件の事例を学習から除きました。後から加わった、評価用データとほぼ同じ事例です。</translation>
    </message>
    <message>
        <source>%1 examples are left out of training: near-duplicates of held-out rows that were drawn before they came.</source>
        <translation>%1件の事例を学習から除きました。後から加わった、評価用データとほぼ同じ事例です。</translation>
    </message>
    <message>
        <source>Scoring was stopped; what is scored is kept. The same command goes on.</source>
        <translation>採点を中止しました。採点済みのものは残っています。同じ操作で続きから採点します。</translation>
    </message>
    <message>
        <source>There is no plan &apos;%1&apos; in this project. Make one with: dankai split.</source>
        <translation>このプロジェクトに学習計画「%1」はありません。作るには dankai split を実行してください。</translation>
    </message>
    <message>
        <source>There is no plan &apos;%1&apos; in this project. Its plans are %2.</source>
        <translation>このプロジェクトに学習計画「%1」はありません。ある学習計画は%2です。</translation>
    </message>
    <message>
        <source>There is a plan &apos;%1&apos; already (revision %2). Load it and change it, or use another name.</source>
        <translation>学習計画「%1」は既にあります(版%2)。それを読み込んで変更するか、別の名前を使ってください。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; was changed by another program: it is at revision %2, and this change was made from revision %3. Load the plan again and repeat the change.</source>
        <translation>学習計画「%1」が別のプログラムで変更されました。現在は版%2ですが、この変更は版%3に対するものです。学習計画を読み込み直して、もう一度変更してください。</translation>
    </message>
    <message>
        <source>%1, plan &apos;%2&apos;</source>
        <translation>%1の学習計画「%2」</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; is not stored yet.</source>
        <translation>学習計画「%1」はまだ保存されていません。</translation>
    </message>
    <message>
        <source>plan &apos;%1&apos;</source>
        <translation>学習計画「%1」</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; has %2 phases; there is no phase %3 to move examples to.</source>
        <translation>学習計画「%1」は%2段階です。移動先の第%3段階はありません。</translation>
    </message>
    <message>
        <source>The held-out rows of plan &apos;%1&apos; are drawn already, so that no later run trains on what an earlier one was tested on. For a new draw make a plan of another name.</source>
        <translation>学習計画「%1」の評価用データは既に取り分けられています。以前のテストに使った事例を、後の実行で学習しないためです。取り分け直すには、別の名前で学習計画を作ってください。</translation>
    </message>
    <message>
        <source>%1 holds a project already. Use it as it is, or choose another folder for a new one.</source>
        <translation>%1には既にプロジェクトがあります。それを使うか、新しいプロジェクトには別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>%1 holds no project (%2 is not there). Make one with: dankai init %3 --model PATH</source>
        <translation>%1にプロジェクトはありません(%2がありません)。作るには dankai init %3 --model PATH を実行してください</translation>
    </message>
    <message>
        <source>%1 is missing. Put it back from a backup: it holds the examples, scores and plans of this project.</source>
        <translation>%1がありません。このプロジェクトの事例・スコア・学習計画が入ったファイルです。バックアップから戻してください。</translation>
    </message>
    <message>
        <source>Could not look at %1</source>
        <translation>%1を調べられませんでした</translation>
    </message>
    <message>
        <source>%1 needs up to %2 MB, and %3 MB are free at %4. Free some space, or choose another disk.</source>
        <translation>%1には最大%2MB必要ですが、%4の空きは%3MBです。空きを作るか、別のディスクを選んでください。</translation>
    </message>
    <message>
        <source>%1 is there already and is not written over. Choose another name.</source>
        <translation>%1は既にあり、上書きしません。別の名前を選んでください。</translation>
    </message>
    <message>
        <source>There is no folder %1. Make it first.</source>
        <translation>%1というフォルダーはありません。先に作成してください。</translation>
    </message>
    <message>
        <source>It was cancelled; nothing is left behind.</source>
        <translation>取り消しました。何も残っていません。</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; stands in it twice.</source>
        <translation>%1: 「%2」が重複して入っています。</translation>
    </message>
    <message>
        <source>%1: its list of files is too long.</source>
        <translation>%1: ファイルの一覧が長すぎます。</translation>
    </message>
    <message>
        <source>%1 ends too early or is no project&apos;s archive (%2 is not in it). Copy it again from where it came from.</source>
        <translation>%1は途中で終わっているか、プロジェクトのアーカイブではありません(%2がありません)。元の場所からコピーし直してください。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Dankai. Update Dankai to restore it.</source>
        <translation>%1は、より新しいDankaiで作成されています。復元するにはDankaiを更新してください。</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is not what was archived. Copy the archive again from where it came from.</source>
        <translation>%1: 「%2」がアーカイブ作成時と異なります。元の場所からアーカイブをコピーし直してください。</translation>
    </message>
    <message>
        <source>%1 holds files that were not archived.</source>
        <translation>%1に、アーカイブ作成時にはなかったファイルがあります。</translation>
    </message>
    <message>
        <source>The copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>The archive</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>%1 holds no project.</source>
        <translation>%1にプロジェクトは入っていません。</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; cannot be set here; it belongs to a single run.</source>
        <translation>%1: 「%2」はここでは設定できません。個々の実行の設定です。</translation>
    </message>
    <message>
        <source>%1:%2: &apos;%3&apos; stands twice.</source>
        <translation>%1:%2: 「%3」が重複しています。</translation>
    </message>
    <message>
        <source>%1: run: must be a mapping of settings, as in run.yaml.</source>
        <translation>%1: run:には、run.yamlと同じ設定の対応を書いてください。</translation>
    </message>
    <message>
        <source>%1: model.path is missing; it names a Hugging Face folder or a GGUF file.</source>
        <translation>%1: model.pathがありません。Hugging FaceのフォルダーかGGUFファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 has a message without role and content. Both must be texts.</source>
        <translation>%1に、roleとcontentのないメッセージがあります。どちらも文字列で必要です。</translation>
    </message>
    <message>
        <source>%1 holds no prompt. A row needs prompt, text, question, instruction or messages that end with the user&apos;s.</source>
        <translation>%1に質問がありません。行には、prompt、text、question、instruction、またはuserの発言で終わるmessagesが必要です。</translation>
    </message>
    <message>
        <source>%1 is empty. Give it one prompt a line.</source>
        <translation>%1は空です。1行に1つずつ質問を書いてください。</translation>
    </message>
    <message>
        <source>%1 has the id &apos;%2&apos; of an earlier row. Ids must differ.</source>
        <translation>%1のID「%2」が、前の行と同じです。IDはそれぞれ異なるものにしてください。</translation>
    </message>
    <message>
        <source>%1 (row %2)</source>
        <translation>%1(%2行目)</translation>
    </message>
    <message>
        <source>The rescue was stopped on request.</source>
        <translation>ご指示により、救出を中止しました。</translation>
    </message>
    <message>
        <source>%1 is whole: every page of it can be read. There is nothing to rescue.</source>
        <translation>%1は壊れていません。すべてのページを読めます。救出するものはありません。</translation>
    </message>
    <message>
        <source>What was rescued of %1 does not fit together. The project is as it was.</source>
        <translation>%1から救出したものに食い違いがあります。プロジェクトは元のままです。</translation>
    </message>
    <message>
        <source>%1 cannot be read as a whole: %2.</source>
        <translation>%1の全体を読み込めません: %2。</translation>
    </message>
    <message>
        <source>%1 was trained from another model than this project&apos;s; make a project for that model first.</source>
        <translation>%1は、このプロジェクトとは別のモデルから学習されています。先にそのモデルのプロジェクトを作ってください。</translation>
    </message>
    <message>
        <source>Run %1 is being trained and cannot be deleted. Stop it first, or wait.</source>
        <translation>実行%1は学習中のため削除できません。先に停止するか、終わるまで待ってください。</translation>
    </message>
    <message>
        <source>Run %1 waits its turn and cannot be deleted. Take it out of the queue first.</source>
        <translation>実行%1は順番待ちのため削除できません。先に待ち行列から外してください。</translation>
    </message>
    <message>
        <source>Run %1 is in the bin already.</source>
        <translation>実行%1は既にごみ箱にあります。</translation>
    </message>
    <message>
        <source>Run %1 is pinned and cannot be deleted. Unpin it first.</source>
        <translation>実行%1はピン留めされているため削除できません。先にピン留めを外してください。</translation>
    </message>
    <message>
        <source>%1 stands in the way. Empty the bin, or move it elsewhere.</source>
        <translation>%1が既にあるため移せません。ごみ箱を空にするか、それを別の場所に移してください。</translation>
    </message>
    <message>
        <source>Run %1 is not in the bin.</source>
        <translation>実行%1はごみ箱にありません。</translation>
    </message>
    <message>
        <source>%1 stands in the way. Move it elsewhere and restore the run again.</source>
        <translation>%1が既にあるため戻せません。それを別の場所に移して、もう一度実行を元に戻してください。</translation>
    </message>
    <message>
        <source>The folder of run %1 is not in the bin any more: %2</source>
        <translation>実行%1のフォルダーがごみ箱からなくなっています: %2</translation>
    </message>
    <message>
        <source>The rest stays in the bin.</source>
        <translation>残りはごみ箱に残しました。</translation>
    </message>
    <message>
        <source>the plan &apos;%1&apos;</source>
        <translation>学習計画「%1」</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; was cut anew by another program while this run was being prepared. Do the same again.</source>
        <translation>この実行の準備中に、学習計画「%1」の段階分けが別のプログラムで変更されました。もう一度同じ操作をしてください。</translation>
    </message>
    <message>
        <source>An engine (process %1) works on %2 already. Follow it with dankai status, or stop it first.</source>
        <translation>エンジン(プロセス%1)が%2で既に作業中です。dankai status で経過を見るか、先に停止してください。</translation>
    </message>
    <message>
        <source>The engine ended without a word. Resume it; %1 may say why.</source>
        <translation>エンジンが何も伝えずに終了しました。再開してください。理由は%1に書かれている可能性があります。</translation>
    </message>
    <message>
        <source>There is no run &apos;%1&apos; in %2. Train one first: dankai train.</source>
        <translation>%2に「%1」という実行はありません。先に dankai train で学習してください。</translation>
    </message>
    <message>
        <source>There is no run &apos;%1&apos; in %2. The runs are: %3.</source>
        <translation>%2に「%1」という実行はありません。ある実行は次のとおりです: %3。</translation>
    </message>
    <message>
        <source>Run %1 is being trained on %2. Wait for it, stop it (%3), or let run %4 wait: dankai queue %5 add %6</source>
        <translation>実行%1が%2で学習中です。終わるまで待つか、停止するか(%3)、実行%4を順番待ちにしてください: dankai queue %5 add %6</translation>
    </message>
    <message>
        <source>Run %1 is being trained; end it with: %2</source>
        <translation>実行%1は学習中です。次のコマンドで終了してください: %2</translation>
    </message>
    <message>
        <source>Run %1 does not wait in the queue.</source>
        <translation>実行%1は待ち行列にありません。</translation>
    </message>
    <message>
        <source>Run %1 is in the queue already.</source>
        <translation>実行%1は既に待ち行列にあります。</translation>
    </message>
    <message>
        <source>The job %1 is in the queue already.</source>
        <translation>ジョブ%1は既に待ち行列にあります。</translation>
    </message>
    <message>
        <source>There is no run &apos;%1&apos; in this project; dankai status lists those there are.</source>
        <translation>このプロジェクトに「%1」という実行はありません。dankai status で一覧を確認できます。</translation>
    </message>
    <message>
        <source>Entry %1 of the queue is not leased by %2 any more: the lease ran out and somebody else may have taken it. Leave its run alone.</source>
        <translation>待ち行列の%1番は、もう%2に割り当てられていません。割り当ての期限が切れ、ほかのものが引き継いだ可能性があります。その実行には触れないでください。</translation>
    </message>
    <message>
        <source>There is a run &apos;%1&apos; already; another program made it. Try again.</source>
        <translation>「%1」という実行は、別のプログラムが作成したため既にあります。もう一度お試しください。</translation>
    </message>
    <message>
        <source>A tag is a word or some words on one line.</source>
        <translation>タグは1行の言葉でなければなりません。</translation>
    </message>
    <message>
        <source>Entry %1 does not wait in the queue. A run that has begun is stopped with: dankai stop</source>
        <translation>待ち行列の%1番は待っていません。開始した実行を停止するには dankai stop を使ってください</translation>
    </message>
    <message>
        <source>%1 is an SQLite file of another program, not a project&apos;s. Put back the project&apos;s own file.</source>
        <translation>%1は別のプログラムのSQLiteファイルで、プロジェクトのものではありません。プロジェクト本来のファイルを戻してください。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Dankai (schema %2, this one knows up to %3). Update Dankai to open it.</source>
        <translation>%1は、より新しいDankaiで書き込まれています(スキーマ%2。このバージョンが扱えるのは%3まで)。開くにはDankaiを更新してください。</translation>
    </message>
    <message>
        <source>%1 is of an older version (schema %2) and cannot be changed here. Copy the project to a writable folder and open it there.</source>
        <translation>%1は古いバージョン(スキーマ%2)で、ここでは変更できません。書き込めるフォルダーにプロジェクトをコピーして、そこで開いてください。</translation>
    </message>
    <message>
        <source>project.yaml has no setting &apos;%1&apos;.</source>
        <translation>project.yamlに「%1」という設定はありません。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>取り消しました。</translation>
    </message>
    <message>
        <source>Counting tokens was stopped; what is counted is kept.</source>
        <translation>トークン数の計算を中止しました。計算済みのものは残っています。</translation>
    </message>
    <message>
        <source>The dry run was stopped; nothing was trained and nothing is left behind.</source>
        <translation>試し実行を中止しました。何も学習せず、何も残していません。</translation>
    </message>
    <message>
        <source>The engine&apos;s step failed: %1</source>
        <translation>エンジンのステップに失敗しました: %1</translation>
    </message>
    <message>
        <source>There is no vote session %1 in this project. Begin a new one.</source>
        <translation>このプロジェクトに投票%1はありません。新しく始めてください。</translation>
    </message>
    <message>
        <source>This vote session is closed: its result has been shown. Begin a new one.</source>
        <translation>この投票は、結果を表示したため締め切られています。新しく始めてください。</translation>
    </message>
    <message>
        <source>A vote session needs the voter&apos;s name.</source>
        <translation>投票者の名前が必要です。</translation>
    </message>
    <message>
        <source>A vote compares two models. Choose another one for one of the sides.</source>
        <translation>投票では2つのモデルを比べます。片方を別のモデルにしてください。</translation>
    </message>
    <message>
        <source>There is no prompt that both models answered. Choose two models of one run.</source>
        <translation>両方のモデルが答えた質問がありません。同じ実行から2つのモデルを選んでください。</translation>
    </message>
    <message>
        <source>This vote session has no question %1.</source>
        <translation>この投票に質問%1はありません。</translation>
    </message>
    <message>
        <source>Question %1 has a vote already, perhaps from another window. Leave the page and come back.</source>
        <translation>質問%1には既に投票されています。別の画面での投票かもしれません。このページをいったん離れて、戻ってください。</translation>
    </message>
    <message>
        <source>A vote session cannot be opened again. Begin a new one.</source>
        <translation>投票を再び開くことはできません。新しく始めてください。</translation>
    </message>
    <message>
        <source>control request: &quot;messages&quot; must be a list with the user&apos;s message at its end</source>
        <translation>制御要求: &quot;messages&quot;は、最後がuserのメッセージのリストでなければなりません</translation>
    </message>
    <message>
        <source>control request: a conversation may have %1 messages; begin a new one</source>
        <translation>制御要求: 1つの会話のメッセージは%1件までです。新しい会話を始めてください</translation>
    </message>
    <message>
        <source>control request: every message must have a role and a content</source>
        <translation>制御要求: すべてのメッセージにroleとcontentが必要です</translation>
    </message>
    <message>
        <source>control request: a role must be user or assistant, or system for the first message</source>
        <translation>制御要求: roleはuserかassistantでなければなりません。最初のメッセージはsystemでもかまいません</translation>
    </message>
    <message>
        <source>control request: the last message must be the user&apos;s and must not be empty</source>
        <translation>制御要求: 最後のメッセージはuserのもので、空であってはなりません</translation>
    </message>
    <message>
        <source>control request: &quot;id&quot; must name the answer in 1 to %1 bytes</source>
        <translation>制御要求: &quot;id&quot;は1〜%1バイトの回答の名前でなければなりません</translation>
    </message>
    <message>
        <source>control request: &quot;max_new_tokens&quot; must be a whole number from 1 to %1</source>
        <translation>制御要求: &quot;max_new_tokens&quot;は1から%1までの整数でなければなりません</translation>
    </message>
    <message>
        <source>control request: &quot;temperature&quot; must be a number from 0 to 100</source>
        <translation>制御要求: &quot;temperature&quot;は0から100までの数でなければなりません</translation>
    </message>
    <message>
        <source>control request: &quot;top_p&quot; must be a number from 0.0001 to 1</source>
        <translation>制御要求: &quot;top_p&quot;は0.0001から1までの数でなければなりません</translation>
    </message>
    <message>
        <source>control request: &quot;top_k&quot; must be a whole number from 0 on</source>
        <translation>制御要求: &quot;top_k&quot;は0以上の整数でなければなりません</translation>
    </message>
    <message>
        <source>control request: &quot;seed&quot; must be a whole number from 0 on</source>
        <translation>制御要求: &quot;seed&quot;は0以上の整数でなければなりません</translation>
    </message>
    <message>
        <source>control request</source>
        <translation>制御要求</translation>
    </message>
    <message>
        <source>control request: must be a JSON object</source>
        <translation>制御要求: JSONオブジェクトでなければなりません</translation>
    </message>
    <message>
        <source>control request: &quot;request&quot; must be status, stop, kill, decide, generate or cancel</source>
        <translation>制御要求: &quot;request&quot;はstatus、stop、kill、decide、generate、cancelのいずれかでなければなりません</translation>
    </message>
    <message>
        <source>control reply</source>
        <translation>制御要求への応答</translation>
    </message>
    <message>
        <source>control reply: must be a JSON object</source>
        <translation>制御要求への応答: JSONオブジェクトでなければなりません</translation>
    </message>
    <message>
        <source>no engine is running on %1</source>
        <translation>%1で動いているエンジンはありません</translation>
    </message>
    <message>
        <source>the engine on %1 did not answer within 10 s; it may be in the middle of loading or saving, try again</source>
        <translation>%1のエンジンが10秒以内に応答しませんでした。読み込み中か保存中の可能性があります。もう一度お試しください</translation>
    </message>
    <message>
        <source>%1: an event must be a JSON object with the key &quot;event&quot;</source>
        <translation>%1: イベントは、キー&quot;event&quot;を持つJSONオブジェクトでなければなりません</translation>
    </message>
    <message>
        <source>%1: the value of &quot;%2&quot; has the wrong type</source>
        <translation>%1: &quot;%2&quot;の値の型が違います</translation>
    </message>
    <message>
        <source>%1: the events are of version %2, this program reads up to %3; use a newer one</source>
        <translation>%1: イベントのバージョンは%2ですが、このプログラムが読めるのは%3までです。より新しいものを使ってください</translation>
    </message>
    <message>
        <source>%1:%2: the event&apos;s number or attempt is none that an engine writes; remove the line, or restore the file</source>
        <translation>%1:%2: イベントの番号か試行番号が、エンジンの書くものではありません。その行を削除するか、ファイルを元に戻してください</translation>
    </message>
    <message>
        <source>Could not shorten %1</source>
        <translation>%1を短くできませんでした</translation>
    </message>
    <message>
        <source>Could not sync %1</source>
        <translation>%1をディスクに書き出せませんでした</translation>
    </message>
    <message>
        <source>The log cannot be kept in %1: %2</source>
        <translation>ログを%1に残せません: %2</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>検索を中止しました。</translation>
    </message>
    <message>
        <source>%1: model.path must name a Hugging Face folder or a GGUF file</source>
        <translation>%1: model.pathには、Hugging FaceのフォルダーかGGUFファイルを指定してください</translation>
    </message>
    <message>
        <source>%1: rows must be the name of a file in the job folder</source>
        <translation>%1: rowsには、ジョブフォルダーの中のファイル名を指定してください</translation>
    </message>
    <message>
        <source>%1 is already there; choose another name for the job</source>
        <translation>%1は既にあります。ジョブに別の名前を選んでください</translation>
    </message>
    <message>
        <source>the job</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>%1: version %2, this program reads version %3</source>
        <translation>%1: バージョンは%2ですが、このプログラムが読めるのはバージョン%3です</translation>
    </message>
    <message>
        <source>%1: end_of_turn_ids holds %2, which is no token id</source>
        <translation>%1: end_of_turn_idsに%2がありますが、これはトークンIDではありません</translation>
    </message>
    <message>
        <source>%1: end_of_turn_ids is empty; freeze the run again</source>
        <translation>%1: end_of_turn_idsが空です。実行を確定し直してください</translation>
    </message>
    <message>
        <source>%1: not a manifest of a frozen run: %2</source>
        <translation>%1: 確定した実行の記録ではありません: %2</translation>
    </message>
    <message>
        <source>%1: not a pre-flight record: %2</source>
        <translation>%1: 開始前チェックの記録ではありません: %2</translation>
    </message>
    <message>
        <source>%1: not a resume state; remove the folder that it stands in to start the run anew</source>
        <translation>%1: 再開用の状態ではありません。初めからやり直すには、それが入っているフォルダーを削除してください</translation>
    </message>
    <message>
        <source>%1: not a resume state (%2); remove the folder that it stands in to start the run anew</source>
        <translation>%1: 再開用の状態ではありません(%2)。初めからやり直すには、それが入っているフォルダーを削除してください</translation>
    </message>
    <message>
        <source>%1: a resume state of version %2, this program reads version %3</source>
        <translation>%1: 再開用の状態のバージョンは%2ですが、このプログラムが読めるのはバージョン%3です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no count</source>
        <translation>&quot;%1&quot;が個数ではありません</translation>
    </message>
    <message>
        <source>the stage &quot;%1&quot; is not known</source>
        <translation>工程&quot;%1&quot;は未知です</translation>
    </message>
    <message>
        <source>the names of its files lead out of its folder</source>
        <translation>ファイル名がフォルダーの外を指しています</translation>
    </message>
    <message>
        <source>%1: %2, which is no state of this run; remove the folder that it stands in to start the run anew</source>
        <translation>%1: この実行の状態ではありません。%2。初めからやり直すには、それが入っているフォルダーを削除してください</translation>
    </message>
    <message>
        <source>it stands in phase %1 of %2</source>
        <translation>全%2段階なのに第%1段階とされています</translation>
    </message>
    <message>
        <source>it stands in a stage that the base model does not have</source>
        <translation>学習前のモデルにはない工程とされています</translation>
    </message>
    <message>
        <source>it stands at step %1 of the %2 of phase %3</source>
        <translation>第%3段階の全%2ステップなのにステップ%1とされています</translation>
    </message>
    <message>
        <source>%1 row</source>
        <translation>%1行</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1行</translation>
    </message>
    <message>
        <source>%1:%2 (id %3): a prompt must end with what the person says, not with an answer</source>
        <translation>%1:%2(ID %3): 質問は、回答ではなく人の発言で終わらなければなりません</translation>
    </message>
    <message>
        <source>%1 of %2 fill max_length %3 with the prompt alone</source>
        <translation>%2の%1で、質問だけでmax_length %3に達しています</translation>
    </message>
    <message>
        <source>%1 of %2 are longer than max_length %3: %4 are cut in the answer (their end of turn is not taught), %5 in the prompt; raise max_length or shorten them</source>
        <translation>%2の%1がmax_length %3を超えています。%4行は回答が途中で切れ(回答の終わりを学習しません)、%5行は質問が途中で切れます。max_lengthを上げるか、短くしてください</translation>
    </message>
    <message>
        <source>%1 of %2 are longer than max_length %3: %4 are cut in the answer and dropped, %5 in the prompt; raise max_length or shorten them</source>
        <translation>%2の%1がmax_length %3を超えています。%4行は回答が途中で切れるため除かれ、%5行は質問が途中で切れます。max_lengthを上げるか、短くしてください</translation>
    </message>
    <message>
        <source>%1 of %2 have no token to train on (the prompt fills max_length, or the answer is empty) and are left out</source>
        <translation>%2の%1には学習するトークンがなく(質問がmax_lengthに達しているか、回答が空)、除かれます</translation>
    </message>
    <message>
        <source>%1 of %2 have an empty answer: the model is taught to say nothing</source>
        <translation>%2の%1は回答が空です。何も答えないことを学習してしまいます</translation>
    </message>
    <message>
        <source>%1 of %2 do not end with a trained end-of-turn token: the model would not learn to stop; choose another chat template</source>
        <translation>%2の%1は、学習対象の「回答の終わり」のトークンで終わっていません。モデルが回答を終えることを学びません。別のチャットテンプレートを選んでください</translation>
    </message>
    <message>
        <source>%1 of %2 begin with two beginning-of-text tokens: the chat template and the tokenizer both add one</source>
        <translation>%2の%1は、文章の始まりのトークンが2つあります。チャットテンプレートとトークナイザーの両方が付けています</translation>
    </message>
    <message>
        <source>%1 of %2 train on text that is not exactly the answer: the chat template changes answers</source>
        <translation>%2の%1は、学習対象の文字列が回答と一致しません。チャットテンプレートが回答を変えています</translation>
    </message>
    <message>
        <source>%1 of %2 spell a special token in their text, which is read as that token</source>
        <translation>%2の%1の文章に特殊トークンと同じ綴りがあり、そのトークンとして読まれます</translation>
    </message>
    <message>
        <source>no row of %1 has anything to train on; raise max_length (now %2)</source>
        <translation>%1に学習するもののある行がありません。max_length(現在%2)を上げてください</translation>
    </message>
    <message>
        <source>%1 has no rows; a phase needs at least one</source>
        <translation>%1に行がありません。段階には1行以上必要です</translation>
    </message>
    <message>
        <source>%1 stand in the training rows more than once, word for word</source>
        <translation>学習用データに、一字一句同じものが2回以上現れる行が%1あります</translation>
    </message>
    <message>
        <source>%1 of the training rows are also held out, word for word: the held-out loss would mean nothing; take them out of one side</source>
        <translation>学習用データの%1が、評価用データと一字一句同じです。評価用データの学習誤差が意味を持たなくなります。どちらか一方から除いてください</translation>
    </message>
    <message>
        <source>%1 of the training rows hold at least half of a held-out question or frozen prompt, by n-grams</source>
        <translation>学習用データの%1が、評価用データの質問か確定した質問の半分以上を含んでいます(n-gramで比較)</translation>
    </message>
    <message>
        <source>%1:%2: phase %3 is not among the %4 of held_out_phases</source>
        <translation>%1:%2: 第%3段階が、held_out_phasesの%4段階の中にありません</translation>
    </message>
    <message>
        <source>the run needs about %1 MiB for its checkpoints and its resume state, %2 has %3 MiB; free some space before starting</source>
        <translation>この実行のチェックポイントと再開用の状態に約%1MiB必要ですが、%2の空きは%3MiBです。開始する前に空きを作ってください</translation>
    </message>
    <message>
        <source>max_length %1 is more than the %2 positions that the model was made for; set max_length: %3</source>
        <translation>max_length %1が、モデルの扱える%2トークンを超えています。max_length: %3 としてください</translation>
    </message>
    <message>
        <source>%1 is not the model that run.yaml means: its hash is %2, model.hash says %3</source>
        <translation>%1は、run.yamlが指すモデルではありません。ハッシュは%2ですが、model.hashは%3です</translation>
    </message>
    <message>
        <source>the chat template shows a date; it is frozen as %1</source>
        <translation>チャットテンプレートに日付が入ります。%1として確定しました</translation>
    </message>
    <message>
        <source>%1 cannot be frozen: %2</source>
        <translation>%1を確定できません: %2</translation>
    </message>
    <message>
        <source>%1 cannot be frozen: %2 (first: %3)</source>
        <translation>%1を確定できません: %2(最初の箇所: %3)</translation>
    </message>
    <message>
        <source>%1 is already there; a run is frozen into a new folder</source>
        <translation>%1は既にあります。実行は新しいフォルダーに確定してください</translation>
    </message>
    <message>
        <source>the run names %1 phases and has rows for %2</source>
        <translation>この実行の段階は%1個ですが、行のある段階は%2個です</translation>
    </message>
    <message>
        <source>freezing %1: %2</source>
        <translation>%1の確定中: %2</translation>
    </message>
    <message>
        <source>%1 was edited after the run was frozen; restore it, or freeze a new run with the change</source>
        <translation>%1は、実行の確定後に編集されています。元に戻すか、変更した新しい実行を確定してください</translation>
    </message>
    <message>
        <source>%1 is missing since the run was frozen: %2</source>
        <translation>%1が、実行の確定後になくなっています: %2</translation>
    </message>
    <message>
        <source>%1: says nothing about %2; freeze the run again</source>
        <translation>%1: %2についての記載がありません。実行を確定し直してください</translation>
    </message>
    <message>
        <source>%1 was made with another tokenizer than the manifest says; freeze the run again</source>
        <translation>%1は、実行記録とは別のトークナイザーで作られています。実行を確定し直してください</translation>
    </message>
    <message>
        <source>%1 has %2 rows and %3 token rows; freeze the run again</source>
        <translation>%1の行は%2個ですが、トークンの行は%3個です。実行を確定し直してください</translation>
    </message>
    <message>
        <source>opening %1: %2</source>
        <translation>%1を開く途中: %2</translation>
    </message>
    <message>
        <source>%1: a row must be a JSON object</source>
        <translation>%1: 行はJSONオブジェクトでなければなりません</translation>
    </message>
    <message>
        <source>%1: &quot;id&quot; must be a text</source>
        <translation>%1: &quot;id&quot;は文字列でなければなりません</translation>
    </message>
    <message>
        <source>%1: &quot;phase&quot; must be a whole number, 1 to 99</source>
        <translation>%1: &quot;phase&quot;は1〜99の整数でなければなりません</translation>
    </message>
    <message>
        <source>%1: &quot;reference&quot; must be a text</source>
        <translation>%1: &quot;reference&quot;は文字列でなければなりません</translation>
    </message>
    <message>
        <source>%1: &quot;messages&quot; must be a list of {&quot;role&quot;, &quot;content&quot;}</source>
        <translation>%1: &quot;messages&quot;は{&quot;role&quot;, &quot;content&quot;}のリストでなければなりません</translation>
    </message>
    <message>
        <source>%1: every message must have a &quot;role&quot; and a &quot;content&quot;, both texts</source>
        <translation>%1: すべてのメッセージに&quot;role&quot;と&quot;content&quot;が文字列で必要です</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is not a key of a run&apos;s rows (id, phase, messages, reference)</source>
        <translation>%1: &quot;%2&quot;は実行の行のキー(id、phase、messages、reference)ではありません</translation>
    </message>
    <message>
        <source>%1: &quot;id&quot; is missing</source>
        <translation>%1: &quot;id&quot;がありません</translation>
    </message>
    <message>
        <source>%1: &quot;messages&quot; is missing</source>
        <translation>%1: &quot;messages&quot;がありません</translation>
    </message>
    <message>
        <source>%1: the id &apos;%2&apos; stands in this file twice</source>
        <translation>%1: ID「%2」がこのファイルで重複しています</translation>
    </message>
    <message>
        <source>%1phases must name at least one phase</source>
        <translation>%1phasesには段階が1つ以上必要です</translation>
    </message>
    <message>
        <source>%1phases must be at most 99</source>
        <translation>%1phasesは99個までです</translation>
    </message>
    <message>
        <source>%1phases.%2.file is &apos;%3&apos;; it must be phase_%4.jsonl</source>
        <translation>%1phases.%2.fileが「%3」です。phase_%4.jsonl でなければなりません</translation>
    </message>
    <message>
        <source>%1phases.%2.held_out names set %3, held_out_phases has %4</source>
        <translation>%1phases.%2.held_outが%3番を指していますが、held_out_phasesは%4個です</translation>
    </message>
    <message>
        <source>%1model.path must name a Hugging Face folder or a GGUF file</source>
        <translation>%1model.pathには、Hugging FaceのフォルダーかGGUFファイルを指定してください</translation>
    </message>
    <message>
        <source>%1schedule.peak_factors must hold at least one number</source>
        <translation>%1schedule.peak_factorsには数が1つ以上必要です</translation>
    </message>
    <message>
        <source>%1gate.policy must be record in a matched run, since arms that end early cannot be compared; set matched: false to let the gate decide</source>
        <translation>%1比較用の実行では、gate.policyはrecordでなければなりません。途中で終わった比較条件は比べられないためです。移行判定に従って止めるには、matched: false としてください</translation>
    </message>
    <message>
        <source>%1early_stopping.patience must be 0 in a matched run, since arms must see equal tokens; set matched: false to stop early</source>
        <translation>%1比較用の実行では、early_stopping.patienceは0でなければなりません。比較条件のトークン数を揃えるためです。早期終了を使うには、matched: false としてください</translation>
    </message>
    <message>
        <source>--set %1=%2: there is no such setting; run.yaml lists them all</source>
        <translation>--set %1=%2: その設定はありません。設定の一覧はrun.yamlにあります</translation>
    </message>
    <message>
        <source>--set %1=%2: &apos;%3&apos; must be 1 to %4</source>
        <translation>--set %1=%2: 「%3」は1〜%4でなければなりません</translation>
    </message>
    <message>
        <source>%1execution.device is &apos;%2&apos;; it must be auto, cpu or cuda:N</source>
        <translation>%1execution.deviceが「%2」です。auto、cpu、cuda:Nのいずれかでなければなりません</translation>
    </message>
    <message>
        <source>%1: not a manifest of a frozen run</source>
        <translation>%1: 確定した実行の記録ではありません</translation>
    </message>
    <message>
        <source>%1: not a file of frozen tokens; freeze the run again</source>
        <translation>%1: 確定したトークンのファイルではありません。実行を確定し直してください</translation>
    </message>
    <message>
        <source>%1: frozen tokens of version %2, this program reads version %3</source>
        <translation>%1: 確定したトークンのバージョンは%2ですが、このプログラムが読めるのはバージョン%3です</translation>
    </message>
    <message>
        <source>%1: the header speaks of %2 rows and %3 tokens, which is not what the file&apos;s %4 bytes hold; freeze the run again</source>
        <translation>%1: ヘッダーによると%2行・%3トークンですが、ファイルの%4バイトと合いません。実行を確定し直してください</translation>
    </message>
    <message>
        <source>%1: its bytes do not match its hash; freeze the run again</source>
        <translation>%1: 中身がハッシュと一致しません。実行を確定し直してください</translation>
    </message>
    <message>
        <source>%1: the rows&apos; offsets are out of order; freeze the run again</source>
        <translation>%1: 行の位置の順序が乱れています。実行を確定し直してください</translation>
    </message>
    <message>
        <source>%1: a mask is neither 0 nor 1; freeze the run again</source>
        <translation>%1: マスクが0でも1でもありません。実行を確定し直してください</translation>
    </message>
    <message>
        <source>%1 must be a mapping of keys to values</source>
        <translation>%1はキーと値の対応でなければなりません</translation>
    </message>
    <message>
        <source>%1 has a key that is no plain text</source>
        <translation>%1に、文字列でないキーがあります</translation>
    </message>
    <message>
        <source>%1 stands there twice</source>
        <translation>%1が重複しています</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>このファイル</translation>
    </message>
    <message>
        <source>%1 must be a text</source>
        <translation>%1は文字列でなければなりません</translation>
    </message>
    <message>
        <source>%1 must be a text without NUL characters</source>
        <translation>%1は、NUL文字を含まない文字列でなければなりません</translation>
    </message>
    <message>
        <source>%1 must be true or false</source>
        <translation>%1はtrueかfalseでなければなりません</translation>
    </message>
    <message>
        <source>%1 must be a number, %2 to %3</source>
        <translation>%1は%2から%3までの数でなければなりません</translation>
    </message>
    <message>
        <source>%1 is &apos;%2&apos;; it must be a number, %3 to %4</source>
        <translation>%1が「%2」です。%3から%4までの数でなければなりません</translation>
    </message>
    <message>
        <source>%1 is &apos;%2&apos;; it must be a whole number</source>
        <translation>%1が「%2」です。整数でなければなりません</translation>
    </message>
    <message>
        <source>%1 must be a whole number, 0 to 18446744073709551615</source>
        <translation>%1は0から18446744073709551615までの整数でなければなりません</translation>
    </message>
    <message>
        <source>%1 must be a list of numbers</source>
        <translation>%1は数のリストでなければなりません</translation>
    </message>
    <message>
        <source>%1 must be a list of whole numbers</source>
        <translation>%1は整数のリストでなければなりません</translation>
    </message>
    <message>
        <source>%1 must be a list of texts</source>
        <translation>%1は文字列のリストでなければなりません</translation>
    </message>
    <message>
        <source>%1 is missing; this program reads version %2</source>
        <translation>%1がありません。このプログラムが読めるのはバージョン%2です</translation>
    </message>
    <message>
        <source>%1 is %2; this program reads version %3</source>
        <translation>%1は%2ですが、このプログラムが読めるのはバージョン%3です</translation>
    </message>
    <message>
        <source>%1 must be a list</source>
        <translation>%1はリストでなければなりません</translation>
    </message>
    <message>
        <source>%1 is not a key that is known here; remove it or correct its spelling</source>
        <translation>%1というキーはここにはありません。削除するか、綴りを直してください</translation>
    </message>
    <message>
        <source>%1:%2: holds a NUL byte; save the file as plain text</source>
        <translation>%1:%2: NULバイトがあります。テキストファイルとして保存してください</translation>
    </message>
    <message>
        <source>%1:%2: is not UTF-8; save the file as UTF-8</source>
        <translation>%1:%2: UTF-8ではありません。UTF-8で保存してください</translation>
    </message>
    <message>
        <source>%1: must be a YAML mapping of keys to values</source>
        <translation>%1: キーと値の対応を書いたYAMLでなければなりません</translation>
    </message>
    <message>
        <source>%1: nests deeper than %2 levels or holds more than %3 values; write the settings out without aliases</source>
        <translation>%1: 入れ子が%2段を超えるか、値が%3個を超えています。エイリアスを使わずに設定を書いてください</translation>
    </message>
    <message>
        <source>%1: not YAML: %2</source>
        <translation>%1: 正しいYAMLではありません: %2</translation>
    </message>
    <message>
        <source>%1:%2: not YAML: %3</source>
        <translation>%1:%2: 正しいYAMLではありません: %3</translation>
    </message>
    <message>
        <source>%1 is &apos;%2&apos;; it must be one of: %3</source>
        <translation>%1が「%2」です。次のいずれかでなければなりません: %3</translation>
    </message>
    <message>
        <source>%1: merge %2 (&quot;%3 %4&quot;) uses a token that is not in the vocabulary; the file is damaged, fetch it again.</source>
        <translation>%1: マージ%2(&quot;%3 %4&quot;)が、語彙にないトークンを使っています。ファイルが壊れているので、入手し直してください。</translation>
    </message>
    <message>
        <source>%1: holds no JSON object; fetch the model again.</source>
        <translation>%1: JSONオブジェクトがありません。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1 is no date; write it as 2026-11-23 or 2026-11-23T22:54:06.</source>
        <translation>%1は日付ではありません。2026-11-23 または 2026-11-23T22:54:06 の形で書いてください。</translation>
    </message>
    <message>
        <source>%1: there is no such model; give a Hugging Face folder or a GGUF file.</source>
        <translation>%1: そのモデルはありません。Hugging FaceのフォルダーかGGUFファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 (chat template &quot;%2&quot;)</source>
        <translation>%1(チャットテンプレート&quot;%2&quot;)</translation>
    </message>
    <message>
        <source>%1: has no chat template, and none is guessed. Choose one by name or file (chat_template: %2).</source>
        <translation>%1: チャットテンプレートがなく、推測もしません。名前かファイルで選んでください(chat_template: %2)。</translation>
    </message>
    <message>
        <source>chat template &quot;%1&quot;</source>
        <translation>チャットテンプレート&quot;%1&quot;</translation>
    </message>
    <message>
        <source>%1 is no chat template of %2, no built-in one and no file. Choose one of: %3.</source>
        <translation>%1は、%2のチャットテンプレートでも、内蔵のものでも、ファイルでもありません。次から選んでください: %3。</translation>
    </message>
    <message>
        <source>%1:%2: %3. Choose another chat template (a built-in name or a file).</source>
        <translation>%1:%2: %3。別のチャットテンプレート(内蔵の名前かファイル)を選んでください。</translation>
    </message>
    <message>
        <source>%1: the chat template could not be read: %2.</source>
        <translation>%1: チャットテンプレートを読み込めませんでした: %2。</translation>
    </message>
    <message>
        <source>the template asks for the date and none was given</source>
        <translation>テンプレートに日付が必要ですが、指定されていません</translation>
    </message>
    <message>
        <source>%1:%2: %3. Change the conversation or choose another chat template.</source>
        <translation>%1:%2: %3。会話を変えるか、別のチャットテンプレートを選んでください。</translation>
    </message>
    <message>
        <source>%1: the chat template could not be rendered: %2.</source>
        <translation>%1: チャットテンプレートから文章を作れませんでした: %2。</translation>
    </message>
    <message>
        <source>the chat template cannot be trained with: %1. Choose another chat template (a built-in name or a file).</source>
        <translation>このチャットテンプレートでは学習できません: %1。別のチャットテンプレート(内蔵の名前かファイル)を選んでください。</translation>
    </message>
    <message>
        <source>its generation prompt is not how the assistant&apos;s turn begins</source>
        <translation>生成用の書き出しが、assistantの発言の始まりと一致しません</translation>
    </message>
    <message>
        <source>it leaves the assistant&apos;s response out</source>
        <translation>assistantの回答が抜け落ちます</translation>
    </message>
    <message>
        <source>the text around a response depends on the response</source>
        <translation>回答の前後の文字列が、回答の内容によって変わります</translation>
    </message>
    <message>
        <source>neither it nor the tokenizer has a token that ends a response</source>
        <translation>チャットテンプレートにもトークナイザーにも、回答の終わりを表すトークンがありません</translation>
    </message>
    <message>
        <source>message %1: %2, so it is not known which tokens to train. Choose another chat template, or keep one response per conversation.</source>
        <translation>%1番目のメッセージ: %2。どのトークンを学習するか決められません。別のチャットテンプレートを選ぶか、会話の回答を1つにしてください。</translation>
    </message>
    <message>
        <source>the chat template writes what stands before this response otherwise once it is there</source>
        <translation>この回答を加えると、その前の部分をチャットテンプレートが書き換えます</translation>
    </message>
    <message>
        <source>the chat template changes this response once other turns follow</source>
        <translation>後に発言が続くと、この回答をチャットテンプレートが書き換えます</translation>
    </message>
    <message>
        <source>the conversation has no assistant turn, so nothing in it can be trained; give it a response.</source>
        <translation>会話にassistantの発言がないため、学習するものがありません。回答を加えてください。</translation>
    </message>
    <message>
        <source>No %1 item, sequence was empty.</source>
        <translation>%1の要素がありません。列が空です。</translation>
    </message>
    <message>
        <source>%1 needs the name of an attribute</source>
        <translation>%1には属性の名前が必要です</translation>
    </message>
    <message>
        <source>%1 needs the name of a test</source>
        <translation>%1には判定(test)の名前が必要です</translation>
    </message>
    <message>
        <source>map needs a filter or attribute=</source>
        <translation>mapにはフィルターかattribute=が必要です</translation>
    </message>
    <message>
        <source>map needs the name of a filter other than map</source>
        <translation>mapには、map以外のフィルターの名前が必要です</translation>
    </message>
    <message>
        <source>dictsort needs a dict, not %1</source>
        <translation>dictsortには、%1ではなく辞書が必要です</translation>
    </message>
    <message>
        <source>No aggregated item, sequence was empty.</source>
        <translation>集計する要素がありません。列が空です。</translation>
    </message>
    <message>
        <source>sum needs numbers, found %1</source>
        <translation>sumには数が必要ですが、%1があります</translation>
    </message>
    <message>
        <source>Can only get item pairs from a mapping.</source>
        <translation>項目の組を取り出せるのは辞書だけです。</translation>
    </message>
    <message>
        <source>replace needs what to replace and with what</source>
        <translation>replaceには、置き換える文字列と置き換え後の文字列が必要です</translation>
    </message>
    <message>
        <source>int needs a base from 2 to 36</source>
        <translation>intの基数は2から36まででなければなりません</translation>
    </message>
    <message>
        <source>round needs a number, not %1</source>
        <translation>roundには、%1ではなく数が必要です</translation>
    </message>
    <message>
        <source>round with a precision of %1 is outside the part of Jinja that chat templates use</source>
        <translation>roundの桁数%1は、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>abs needs a number, not %1</source>
        <translation>absには、%1ではなく数が必要です</translation>
    </message>
    <message>
        <source>a whole number grew too large</source>
        <translation>整数が大きくなりすぎました</translation>
    </message>
    <message>
        <source>tojson: separators must be two texts</source>
        <translation>tojson: separatorsは2つの文字列でなければなりません</translation>
    </message>
    <message>
        <source>the test &quot;%1&quot; needs an int, not %2</source>
        <translation>判定&quot;%1&quot;には、%2ではなく整数が必要です</translation>
    </message>
    <message>
        <source>the filter &quot;%1&quot; is outside the part of Jinja that chat templates use</source>
        <translation>フィルター&quot;%1&quot;は、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>the test &quot;%1&quot; needs a value to compare with</source>
        <translation>判定&quot;%1&quot;には比べる値が必要です</translation>
    </message>
    <message>
        <source>the test &quot;divisibleby&quot; needs a number other than 0</source>
        <translation>判定&quot;divisibleby&quot;には0以外の数が必要です</translation>
    </message>
    <message>
        <source>the test &quot;%1&quot; is outside the part of Jinja that chat templates use</source>
        <translation>判定&quot;%1&quot;は、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>the template nests or calls itself too deep</source>
        <translation>テンプレートの入れ子か自己呼び出しが深すぎます</translation>
    </message>
    <message>
        <source>the template writes more than %1 MiB</source>
        <translation>テンプレートの出力が%1MiBを超えています</translation>
    </message>
    <message>
        <source>{% call %} needs a macro</source>
        <translation>{% call %}にはマクロが必要です</translation>
    </message>
    <message>
        <source>cannot assign attribute &quot;%1&quot; on non-namespace object</source>
        <translation>namespaceでないオブジェクトの属性&quot;%1&quot;には代入できません</translation>
    </message>
    <message>
        <source>expected %1 values to unpack, got %2</source>
        <translation>展開する値は%1個でなければなりませんが、%2個あります</translation>
    </message>
    <message>
        <source>chat templates cannot store underscore-prefixed attributes on a namespace, but got &quot;%1&quot;</source>
        <translation>チャットテンプレートでは、namespaceに下線で始まる属性を入れられませんが、&quot;%1&quot;があります</translation>
    </message>
    <message>
        <source>the inline if-expression evaluated to false and no else section was defined</source>
        <translation>行内のif式の条件が偽ですが、elseがありません</translation>
    </message>
    <message>
        <source>a text grew over %1 MiB</source>
        <translation>文字列が%1MiBを超えました</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is undefined</source>
        <translation>&apos;%1&apos;が定義されていません</translation>
    </message>
    <message>
        <source>unhashable type: &apos;%1&apos;</source>
        <translation>キーに使えない型です: &apos;%1&apos;</translation>
    </message>
    <message>
        <source>a sign before a value of type %1</source>
        <translation>型%1の値に符号は付けられません</translation>
    </message>
    <message>
        <source>formatting a text with % is outside the part of Jinja that chat templates use</source>
        <translation>%による文字列の書式指定は、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not work between values of type %2 and %3</source>
        <translation>&quot;%1&quot;は、型%2と%3の値の間では使えません</translation>
    </message>
    <message>
        <source>division by zero</source>
        <translation>0で割っています</translation>
    </message>
    <message>
        <source>a text or list is repeated too often</source>
        <translation>文字列かリストの繰り返しが多すぎます</translation>
    </message>
    <message>
        <source>** needs a dict, not %1</source>
        <translation>**には、%1ではなく辞書が必要です</translation>
    </message>
    <message>
        <source>a value of type %1 cannot be called</source>
        <translation>型%1の値は呼び出せません</translation>
    </message>
    <message>
        <source>macro &quot;%1&quot; takes not more than %2 arguments</source>
        <translation>マクロ&quot;%1&quot;の引数は%2個までです</translation>
    </message>
    <message>
        <source>macro &quot;%1&quot; takes no keyword argument &quot;%2&quot;</source>
        <translation>マクロ&quot;%1&quot;にキーワード引数&quot;%2&quot;はありません</translation>
    </message>
    <message>
        <source>parameter &apos;%1&apos; was not provided</source>
        <translation>引数&apos;%1&apos;が渡されていません</translation>
    </message>
    <message>
        <source>the template refuses: %1</source>
        <translation>テンプレートが受け付けません: %1</translation>
    </message>
    <message>
        <source>strftime_now needs a format</source>
        <translation>strftime_nowには書式が必要です</translation>
    </message>
    <message>
        <source>%1() takes at most 1 argument</source>
        <translation>%1()の引数は1つまでです</translation>
    </message>
    <message>
        <source>%1() needs pairs</source>
        <translation>%1()には組が必要です</translation>
    </message>
    <message>
        <source>range() needs integers, not %1</source>
        <translation>range()には、%1ではなく整数が必要です</translation>
    </message>
    <message>
        <source>range() needs an integer</source>
        <translation>range()には整数が必要です</translation>
    </message>
    <message>
        <source>range() arg 3 must not be zero</source>
        <translation>range()の3番目の引数に0は使えません</translation>
    </message>
    <message>
        <source>Range too big. The sandbox blocks ranges larger than 100000.</source>
        <translation>範囲が大きすぎます。100000を超える範囲は使えません。</translation>
    </message>
    <message>
        <source>a comment {# is not closed with #}</source>
        <translation>コメント {# が #} で閉じられていません</translation>
    </message>
    <message>
        <source>{% raw %} is not closed with {% endraw %}</source>
        <translation>{% raw %} が {% endraw %} で閉じられていません</translation>
    </message>
    <message>
        <source>{% is not closed with %}</source>
        <translation>{% が %} で閉じられていません</translation>
    </message>
    <message>
        <source>{{ is not closed with }}</source>
        <translation>{{ が }} で閉じられていません</translation>
    </message>
    <message>
        <source>unexpected &quot;%1&quot;</source>
        <translation>&quot;%1&quot;は予期しないものです</translation>
    </message>
    <message>
        <source>unexpected character &quot;%1&quot;</source>
        <translation>予期しない文字&quot;%1&quot;があります</translation>
    </message>
    <message>
        <source>a string is not closed</source>
        <translation>文字列が閉じられていません</translation>
    </message>
    <message>
        <source>the escape \N{...} in a string is not supported</source>
        <translation>文字列の中の \N{...} は使えません</translation>
    </message>
    <message>
        <source>a string holds a broken \x or \u escape</source>
        <translation>文字列の中の \x か \u が壊れています</translation>
    </message>
    <message>
        <source>%1() needs a str, not %2</source>
        <translation>%1()には、%2ではなく文字列が必要です</translation>
    </message>
    <message>
        <source>%1() needs a str</source>
        <translation>%1()には文字列が必要です</translation>
    </message>
    <message>
        <source>%1() needs an int, not %2</source>
        <translation>%1()には、%2ではなく整数が必要です</translation>
    </message>
    <message>
        <source>partition() needs a separator that is not empty</source>
        <translation>partition()には、空でない区切り文字が必要です</translation>
    </message>
    <message>
        <source>%1() makes too long a text</source>
        <translation>%1()の結果が長すぎます</translation>
    </message>
    <message>
        <source>substring not found</source>
        <translation>部分文字列が見つかりません</translation>
    </message>
    <message>
        <source>empty separator</source>
        <translation>区切り文字が空です</translation>
    </message>
    <message>
        <source>splitlines(keepends=True) is outside the part of Jinja that chat templates use</source>
        <translation>splitlines(keepends=True)は、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>join() needs texts, found %1</source>
        <translation>join()には文字列が必要ですが、%1があります</translation>
    </message>
    <message>
        <source>the method %1() of a text is outside the part of Jinja that chat templates use</source>
        <translation>文字列のメソッド%1()は、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>%1 is not in list</source>
        <translation>%1がリストにありません</translation>
    </message>
    <message>
        <source>values are nested too deep</source>
        <translation>値の入れ子が深すぎます</translation>
    </message>
    <message>
        <source>there is no previous item</source>
        <translation>前の要素はありません</translation>
    </message>
    <message>
        <source>there is no next item</source>
        <translation>次の要素はありません</translation>
    </message>
    <message>
        <source>&apos;loop&apos; has no attribute &apos;%1&apos;</source>
        <translation>&apos;loop&apos;に属性&apos;%1&apos;はありません</translation>
    </message>
    <message>
        <source>&apos;%1 object&apos; has no attribute &apos;%2&apos;</source>
        <translation>型&apos;%1&apos;のオブジェクトに属性&apos;%2&apos;はありません</translation>
    </message>
    <message>
        <source>loop.cycle() needs values</source>
        <translation>loop.cycle()には値が必要です</translation>
    </message>
    <message>
        <source>the sandbox of chat templates forbids %1() of a %2</source>
        <translation>チャットテンプレートでは、%2の%1()は使えません</translation>
    </message>
    <message>
        <source>a slice needs integers, not %1</source>
        <translation>スライスには、%1ではなく整数が必要です</translation>
    </message>
    <message>
        <source>slice step cannot be zero</source>
        <translation>スライスの間隔に0は使えません</translation>
    </message>
    <message>
        <source>a value of type %1 cannot be looped over</source>
        <translation>型%1の値は繰り返しに使えません</translation>
    </message>
    <message>
        <source>a value of type %1 has no length</source>
        <translation>型%1の値に長さはありません</translation>
    </message>
    <message>
        <source>&quot;in&quot; a text needs a text on its left, not %1</source>
        <translation>文字列に対する&quot;in&quot;の左側には、%1ではなく文字列が必要です</translation>
    </message>
    <message>
        <source>&quot;in&quot; does not work with a value of type %1</source>
        <translation>&quot;in&quot;は型%1の値には使えません</translation>
    </message>
    <message>
        <source>%1() takes at most %2 arguments, got %3</source>
        <translation>%1()の引数は%2個までですが、%3個あります</translation>
    </message>
    <message>
        <source>%1() has no argument &quot;%2&quot;</source>
        <translation>%1()に引数&quot;%2&quot;はありません</translation>
    </message>
    <message>
        <source>%1() got the argument &quot;%2&quot; twice</source>
        <translation>%1()の引数&quot;%2&quot;が重複しています</translation>
    </message>
    <message>
        <source>{% %1 %} closes nothing</source>
        <translation>{% %1 %} に対応する始まりがありません</translation>
    </message>
    <message>
        <source>blocks or expressions are nested more than %1 deep</source>
        <translation>ブロックか式の入れ子が%1段を超えています</translation>
    </message>
    <message>
        <source>the end of the template</source>
        <translation>テンプレートの終わり</translation>
    </message>
    <message>
        <source>expected &quot;%1&quot;, found %2</source>
        <translation>&quot;%1&quot;でなければなりませんが、%2があります</translation>
    </message>
    <message>
        <source>expected a name, found %1</source>
        <translation>名前でなければなりませんが、%1があります</translation>
    </message>
    <message>
        <source>expected %}, found %1</source>
        <translation>%} でなければなりませんが、%1があります</translation>
    </message>
    <message>
        <source>expected }}, found %1</source>
        <translation>}} でなければなりませんが、%1があります</translation>
    </message>
    <message>
        <source>{% %1 %} is missing</source>
        <translation>{% %1 %} がありません</translation>
    </message>
    <message>
        <source>{% %1 %} stands outside a loop</source>
        <translation>{% %1 %} が繰り返しの外にあります</translation>
    </message>
    <message>
        <source>{% %1 %} closes nothing here</source>
        <translation>ここの {% %1 %} に対応する始まりがありません</translation>
    </message>
    <message>
        <source>{% %1 %} is outside the part of Jinja that chat templates use</source>
        <translation>{% %1 %} は、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>a recursive loop is outside the part of Jinja that chat templates use</source>
        <translation>再帰的な繰り返しは、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>a parameter without default follows one with a default</source>
        <translation>既定値のある引数の後に、既定値のない引数があります</translation>
    </message>
    <message>
        <source>{% call %} needs a call</source>
        <translation>{% call %} には呼び出しが必要です</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be set</source>
        <translation>&quot;%1&quot;には代入できません</translation>
    </message>
    <message>
        <source>an expression has more than %1 parts</source>
        <translation>式の要素が%1個を超えています</translation>
    </message>
    <message>
        <source>the number %1 is too large</source>
        <translation>数値%1が大きすぎます</translation>
    </message>
    <message>
        <source>the number %1 is out of range</source>
        <translation>数値%1が範囲外です</translation>
    </message>
    <message>
        <source>expected an expression, found %1</source>
        <translation>式でなければなりませんが、%1があります</translation>
    </message>
    <message>
        <source>a slice has more than three parts</source>
        <translation>スライスの部分が4つ以上あります</translation>
    </message>
    <message>
        <source>an index with several parts is outside the part of Jinja that chat templates use</source>
        <translation>複数の部分からなる添字は、チャットテンプレートで使えるJinjaの範囲外です</translation>
    </message>
    <message>
        <source>tests cannot be chained with &quot;is&quot;</source>
        <translation>&quot;is&quot;による判定は続けて書けません</translation>
    </message>
    <message>
        <source>the template works without end or makes too much text</source>
        <translation>テンプレートの処理が終わらないか、出力が多すぎます</translation>
    </message>
    <message>
        <source>lists or dicts are nested more than %1 deep</source>
        <translation>リストか辞書の入れ子が%1段を超えています</translation>
    </message>
    <message>
        <source>a list or dict grew over %1 MiB</source>
        <translation>リストか辞書が%1MiBを超えました</translation>
    </message>
    <message>
        <source>tojson: keys must be strings or numbers, not %1</source>
        <translation>tojson: キーには、%1ではなく文字列か数が必要です</translation>
    </message>
    <message>
        <source>tojson: a value of type %1 cannot be written as JSON</source>
        <translation>tojson: 型%1の値はJSONとして書けません</translation>
    </message>
    <message>
        <source>a value is undefined</source>
        <translation>値が定義されていません</translation>
    </message>
    <message>
        <source>values of type %1 and %2 have no order</source>
        <translation>型%1と%2の値は大小を比べられません</translation>
    </message>
    <message>
        <source>a %1 cannot be written into the text</source>
        <translation>%1は文章に書き込めません</translation>
    </message>
    <message>
        <source>%1: the tokenizer does not fit the model: its token ids go up to %2 but the model&apos;s embedding has %3 rows. Use the tokenizer that came with the model.</source>
        <translation>%1: トークナイザーがモデルに合っていません。トークンIDは%2まであるのに、モデルの埋め込みは%3行です。モデルに付属のトークナイザーを使ってください。</translation>
    </message>
    <message>
        <source>%1 (tokenizer_config.json)</source>
        <translation>%1のtokenizer_config.json</translation>
    </message>
    <message>
        <source>%1: the pre-tokenizer &quot;%2&quot; (tokenizer.ggml.pre) is not supported; use the model&apos;s Hugging Face folder, whose tokenizer.json says what it is.</source>
        <translation>%1: 前処理(pre-tokenizer)&quot;%2&quot;(tokenizer.ggml.pre)には対応していません。モデルのHugging Faceフォルダーを使ってください。内容がtokenizer.jsonで分かります。</translation>
    </message>
    <message>
        <source>%1: %2, so its tokenizer cannot be used; fetch the model again.</source>
        <translation>%1: トークナイザーを使えません。%2。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>has no list of tokens (tokenizer.ggml.tokens)</source>
        <translation>トークンのリスト(tokenizer.ggml.tokens)がありません</translation>
    </message>
    <message>
        <source>has no list of merges (tokenizer.ggml.merges)</source>
        <translation>マージのリスト(tokenizer.ggml.merges)がありません</translation>
    </message>
    <message>
        <source>has %1 tokens but %2 token types</source>
        <translation>トークンは%1個ですが、トークンの種類は%2個です</translation>
    </message>
    <message>
        <source>merge %1 is no pair of tokens</source>
        <translation>マージ%1がトークンの組ではありません</translation>
    </message>
    <message>
        <source>special token %1 is no UTF-8</source>
        <translation>特殊トークン%1がUTF-8ではありません</translation>
    </message>
    <message>
        <source>%1: %2 is %3, which is no token of its vocabulary; fetch the model again.</source>
        <translation>%1: %2は%3ですが、語彙にそのトークンはありません。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>has no &quot;model&quot;</source>
        <translation>&quot;model&quot;がありません</translation>
    </message>
    <message>
        <source>missing decoder</source>
        <translation>decoder(復元処理)がないこと</translation>
    </message>
    <message>
        <source>%1: %2, so it is no usable tokenizer.json; fetch the model again.</source>
        <translation>%1: tokenizer.jsonとして使えません。%2。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>has a Sequence without usable &quot;%1&quot;</source>
        <translation>Sequenceに使える&quot;%1&quot;がありません</translation>
    </message>
    <message>
        <source>model type &quot;%1&quot;</source>
        <translation>モデルの種類&quot;%1&quot;</translation>
    </message>
    <message>
        <source>dropout %1</source>
        <translation>ドロップアウト%1</translation>
    </message>
    <message>
        <source>has no &quot;vocab&quot; object in &quot;model&quot;</source>
        <translation>&quot;model&quot;に&quot;vocab&quot;オブジェクトがありません</translation>
    </message>
    <message>
        <source>gives the token &quot;%1&quot; an impossible id</source>
        <translation>トークン&quot;%1&quot;のIDがありえない値です</translation>
    </message>
    <message>
        <source>gives the id %1 to two tokens</source>
        <translation>ID %1が2つのトークンに使われています</translation>
    </message>
    <message>
        <source>has no &quot;merges&quot; list in &quot;model&quot;</source>
        <translation>&quot;model&quot;に&quot;merges&quot;のリストがありません</translation>
    </message>
    <message>
        <source>has a merge that is no pair of tokens (entry %1 of &quot;merges&quot;)</source>
        <translation>トークンの組でないマージがあります(&quot;merges&quot;の%1番目)</translation>
    </message>
    <message>
        <source>normalizer &quot;%1&quot;</source>
        <translation>normalizer(正規化)&quot;%1&quot;</translation>
    </message>
    <message>
        <source>pre-tokenizer &quot;%1&quot;</source>
        <translation>pre-tokenizer(前処理)&quot;%1&quot;</translation>
    </message>
    <message>
        <source>Split behavior &quot;%1&quot;</source>
        <translation>Splitの動作&quot;%1&quot;</translation>
    </message>
    <message>
        <source>post-processor &quot;%1&quot;</source>
        <translation>post-processor(後処理)&quot;%1&quot;</translation>
    </message>
    <message>
        <source>has a TemplateProcessing without the list &quot;single&quot;</source>
        <translation>TemplateProcessingにリスト&quot;single&quot;がありません</translation>
    </message>
    <message>
        <source>has a TemplateProcessing that uses &quot;%1&quot; without its ids</source>
        <translation>TemplateProcessingが、IDのない&quot;%1&quot;を使っています</translation>
    </message>
    <message>
        <source>has a TemplateProcessing with an impossible id for &quot;%1&quot;</source>
        <translation>TemplateProcessingの&quot;%1&quot;のIDがありえない値です</translation>
    </message>
    <message>
        <source>decoder &quot;%1&quot;</source>
        <translation>decoder(復元処理)&quot;%1&quot;</translation>
    </message>
    <message>
        <source>%1: is no JSON (%2); fetch the model again.</source>
        <translation>%1: JSONではありません(%2)。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1: holds no JSON object, so it is no tokenizer.json; fetch the model again.</source>
        <translation>%1: JSONオブジェクトがないため、tokenizer.jsonではありません。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1: tokenizer_config.json holds no JSON object; fetch the model again.</source>
        <translation>%1: tokenizer_config.jsonにJSONオブジェクトがありません。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>the evaluation was stopped on request</source>
        <translation>ご指示により、評価を中止しました</translation>
    </message>
    <message>
        <source>Early stopping is on, but phase %1 has no validation rows: it will be trained to its end.</source>
        <translation>早期終了が有効ですが、第%1段階に移行判定用の評価データがありません。この段階は最後まで学習します。</translation>
    </message>
    <message>
        <source>The loss of step %1 exploded; phase %2 ends with the weights after step %3. Try a lower learning rate or a longer warm-up.</source>
        <translation>ステップ%1の学習誤差が急激に大きくなりました。第%2段階はステップ%3の後の重みで終わります。学習率を下げるか、ウォームアップを長くしてみてください。</translation>
    </message>
    <message>
        <source>The loss of step %1 is not a number; phase %2 ends with the weights after step %3. Try a lower learning rate or a longer warm-up.</source>
        <translation>ステップ%1の学習誤差が数値になりません。第%2段階はステップ%3の後の重みで終わります。学習率を下げるか、ウォームアップを長くしてみてください。</translation>
    </message>
    <message>
        <source>%1: not the weights and moments of this run&apos;s model; remove the folder %2 to start the run anew</source>
        <translation>%1: この実行のモデルの重みと状態ではありません。初めからやり直すには、フォルダー%2を削除してください</translation>
    </message>
    <message>
        <source>message %1</source>
        <translation>%1番目のメッセージ</translation>
    </message>
    <message>
        <source>NVRTC does not say which GPUs it compiles for.</source>
        <translation>NVRTC がどの GPU 向けにコンパイルできるかを答えません。</translation>
    </message>
    <message>
        <source>The GPU&apos;s compute capability %1.%2 is older than what CUDA 13 compiles for (%3.%4).</source>
        <translation>この GPU の compute capability %1.%2 は、CUDA 13 が対応する最も古いもの(%3.%4)より前のものです。</translation>
    </message>
    <message>
        <source>NVRTC does not take the kernels (code %1).</source>
        <translation>NVRTC がカーネルを受け付けません(コード %1)。</translation>
    </message>
    <message>
        <source>Dankai&apos;s CUDA kernels do not compile for %1: %2</source>
        <translation>Dankaiの CUDA カーネルを %1 向けにコンパイルできません: %2</translation>
    </message>
    <message>
        <source>The NVIDIA driver does not say what GPU %1 can do.</source>
        <translation>NVIDIA ドライバーが GPU %1 の性能を答えません。</translation>
    </message>
    <message>
        <source>There is no GPU %1.</source>
        <translation>GPU %1 はありません。</translation>
    </message>
    <message>
        <source>GPU %1 cannot be used: %2.</source>
        <translation>GPU %1 を使えません: %2。</translation>
    </message>
    <message>
        <source>Dankai&apos;s kernels cannot be loaded onto GPU %1: %2.</source>
        <translation>Dankaiのカーネルを GPU %1 に読み込めません: %2。</translation>
    </message>
    <message>
        <source>the GPU&apos;s context is gone: %1</source>
        <translation>GPU のコンテキストが失われました: %1</translation>
    </message>
    <message>
        <source>there is no kernel %1</source>
        <translation>カーネル %1 がありません</translation>
    </message>
    <message>
        <source>the kernel %1</source>
        <translation>カーネル %1</translation>
    </message>
    <message>
        <source>%1 does not start: %2</source>
        <translation>%1 を開始できません: %2</translation>
    </message>
    <message>
        <source>%1 The GPU works with LibTorch&apos;s own operators, more slowly.</source>
        <translation>%1 GPU は LibTorch の演算で動きますが、遅くなります。</translation>
    </message>
    <message>
        <source>The prompt %1 stands otherwise in %2 than it was written. Take it out there.</source>
        <translation>質問 %1 は、%2 の中で書き込んだときと違う内容になっています。そこで取り除いてください。</translation>
    </message>
    <message>
        <source>This example has been edited since it was kept. Exclude it on the Data page.</source>
        <translation>この事例は保存したあとに編集されています。データのページで除外してください。</translation>
    </message>
    <message>
        <source>phase %1 is repeated with changes by another run%2</source>
        <translation>第%1段階は、設定を変えて別の実行でやり直します%2</translation>
    </message>
    <message>
        <source>rolled back from phase %1 to before training%2</source>
        <translation>第%1段階から学習前に戻しました%2</translation>
    </message>
    <message>
        <source>rolled back from phase %1 to phase %2</source>
        <translation>第%1段階から第%2段階に戻しました</translation>
    </message>
    <message>
        <source>stopped by a person at the gate of phase %1</source>
        <translation>第%1段階の移行判定で人が止めました</translation>
    </message>
    <message>
        <source>The run goes on from the checkpoint of phase %1 of run %2, which holds no optimizer moments: with carry_over: %3 they would have been kept, here they start at zero.</source>
        <translation>この実行は、実行 %2 の第%1段階のチェックポイントから続けます。チェックポイントには最適化の状態がありません。carry_over: %3 なら引き継がれる状態が、ここではゼロから始まります。</translation>
    </message>
    <message>
        <source>The run goes on from the checkpoint of phase %1 of run %2, whose weights are rounded to %3.</source>
        <translation>この実行は、実行 %2 の第%1段階のチェックポイントから続けます。その重みは %3 に丸められています。</translation>
    </message>
    <message>
        <source>the checkpoint that this run goes on from is gone or damaged: %1; make the run anew from run %2</source>
        <translation>この実行の出発点であるチェックポイントがないか、壊れています: %1。実行 %2 から作り直してください</translation>
    </message>
    <message>
        <source>%1, the checkpoint that this run goes on from, was edited after the run was made; make the run anew from run %2</source>
        <translation>この実行の出発点であるチェックポイント %1 は、実行を作ったあとに変更されています。実行 %2 から作り直してください</translation>
    </message>
    <message>
        <source>%1 stands in phase %2, which this run has from another one; remove it to start the run anew</source>
        <translation>%1 は、この実行が別の実行から受け継いだ第%2段階の途中を指しています。最初からやり直すには、これを取り除いてください</translation>
    </message>
    <message>
        <source>the gate of phase %1 can roll back to phase 0 (before training) to %2</source>
        <translation>第%1段階の移行判定から戻せるのは、0(学習前)から %2 までの段階です</translation>
    </message>
    <message>
        <source>Phase %1 of run %2 has not been judged by its gate yet, so no run can go on with phase %3. Let it get there, or begin with an earlier phase.</source>
        <translation>実行 %2 の第%1段階の移行判定がまだ済んでいないため、第%3段階から続けることはできません。そこまで進めるか、もっと前の段階から始めてください。</translation>
    </message>
    <message>
        <source>Run %1 does not wait at a gate.</source>
        <translation>実行 %1 は移行判定で待っていません。</translation>
    </message>
    <message>
        <source>Run %1 waits at the gate of phase %2; this phase or an earlier one can be repeated.</source>
        <translation>実行 %1 は第%2段階の移行判定で待っています。やり直せるのは、この段階かそれより前の段階です。</translation>
    </message>
    <message>
        <source>control request: &quot;decision&quot; must be continue, stop, repeat or roll_back</source>
        <translation>制御要求: &quot;decision&quot; は continue、stop、repeat、roll_back のどれかにしてください</translation>
    </message>
    <message>
        <source>control request: roll_back needs &quot;to_phase&quot;, a whole number from 0 on</source>
        <translation>制御要求: roll_back には 0 以上の整数 &quot;to_phase&quot; が必要です</translation>
    </message>
    <message>
        <source>--set %1=%2: a run that goes on from another one&apos;s phase cannot change this, since what it inherits was made with it. It may change epochs and learning_rate of phases.%3 and later ones, and optimizer.*, schedule.*, carry_over, replay_share, early_stopping.*, gate.*, tokens_per_step and execution.*; for everything else train a new run.</source>
        <translation>--set %1=%2: 別の実行の段階から続ける実行では、これを変えられません。受け継ぐ結果がこの設定で作られているためです。変えられるのは、phases.%3 以降の epochs と learning_rate、および optimizer.*、schedule.*、carry_over、replay_share、early_stopping.*、gate.*、tokens_per_step、execution.* です。ほかを変えるには、新しく学習してください。</translation>
    </message>
    <message>
        <source>%1 cannot be read as a whole: %2</source>
        <translation>%1 を最後まで読めません: %2</translation>
    </message>
    <message>
        <source>%1 lacks what a run that goes on from it needs: %2</source>
        <translation>%1 には、ここから続ける実行に必要なものがありません: %2</translation>
    </message>
    <message>
        <source>There is no phase %1 to go on with: the run has %2.</source>
        <translation>第%1段階から続けることはできません。この実行の段階の数は %2 です。</translation>
    </message>
    <message>
        <source>A run that goes on with phase %1 can have %2 to %3 phases, not %4.</source>
        <translation>第%1段階から続ける実行の段階の数は %2 から %3 までです(%4 にはできません)。</translation>
    </message>
    <message>
        <source>%1, from phase %2</source>
        <translation>%1、第%2段階から</translation>
    </message>
    <message>
        <source>The model after phase %1, which a run would go on from, is gone or damaged: %2 Go on from an earlier phase, or train a new run.</source>
        <translation>続きの出発点となる第%1段階後のモデルがないか、壊れています: %2 もっと前の段階から続けるか、新しく学習してください。</translation>
    </message>
    <message>
        <source>%1: inherited.step is no count</source>
        <translation>%1: inherited.step が 0 以上の整数ではありません</translation>
    </message>
    <message>
        <source>%1 cannot be frozen: a run with the setting fork is made from a run folder, since it holds that run&apos;s results; make it with dankai train --repeat</source>
        <translation>%1 は確定できません。fork の設定がある実行は、元の実行の結果を含むため、実行フォルダーから作ります。dankai train --repeat で作ってください</translation>
    </message>
    <message>
        <source>%1: &quot;inherited&quot; and the setting fork of %2 belong together; make the run anew</source>
        <translation>%1: &quot;inherited&quot; と %2 の fork の設定は対になっている必要があります。実行を作り直してください</translation>
    </message>
    <message>
        <source>%1 lacks the figures of a phase; make the run anew</source>
        <translation>%1 に段階の数値がありません。実行を作り直してください</translation>
    </message>
    <message>
        <source>%1fork.phase is %2; the run has %3 phases</source>
        <translation>%1fork.phase は %2 ですが、この実行の段階の数は %3 です</translation>
    </message>
    <message>
        <source>%1matched must be false in a run that goes on from a phase of another one, since arms are trained from the same start</source>
        <translation>%1別の実行の段階から続ける実行では、matched を false にしてください。比較する実行は同じ出発点から学習するためです</translation>
    </message>
    <message>
        <source>%1 is of &apos;%2&apos;, a tool or a call of one, which cannot be trained in this format</source>
        <translation>%1 は &apos;%2&apos;(ツールまたはその呼び出し)のもので、この形式では学習できません</translation>
    </message>
    <message>
        <source>%1 has the role &apos;%2&apos;; known are %3</source>
        <translation>%1 の役割は &apos;%2&apos; です。使えるのは %3 です</translation>
    </message>
    <message>
        <source>message %1 is not an object with &apos;%2&apos; and &apos;%3&apos;</source>
        <translation>メッセージ %1 は &apos;%2&apos; と &apos;%3&apos; を持つオブジェクトではありません</translation>
    </message>
    <message>
        <source>message %1 has no &apos;%2&apos;</source>
        <translation>メッセージ %1 に &apos;%2&apos; がありません</translation>
    </message>
    <message>
        <source>%1 are not a list</source>
        <translation>%1 がリストではありません</translation>
    </message>
    <message>
        <source>the list of %1 is empty</source>
        <translation>%1 のリストが空です</translation>
    </message>
    <message>
        <source>%1:%2: is not valid YAML: %3</source>
        <translation>%1:%2: 正しい YAML ではありません:%3</translation>
    </message>
    <message>
        <source>%1 is LLaMA-Factory&apos;s list of data sets and holds no rows itself. Import one of them with dankai import --dataset NAME, or import the file that it names.</source>
        <translation>%1 は LLaMA-Factory のデータセット一覧で、行は入っていません。dankai import --dataset 名前 でそのうちの1つを取り込むか、一覧に書かれたファイルを取り込んでください。</translation>
    </message>
    <message>
        <source>%1 holds more than %2 data files. Name the files to import one by one.</source>
        <translation>%1 には %2 個より多いデータファイルがあります。取り込むファイルを1つずつ指定してください。</translation>
    </message>
    <message>
        <source>%1 names %2 configurations; &apos;%3&apos; is imported. For another one name its files or its folder.</source>
        <translation>%1 には構成が %2 個あり、&apos;%3&apos; を取り込みます。ほかの構成は、そのファイルかフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>The split &apos;%1&apos; is left alone, since it is not for training; name its files to import them.</source>
        <translation>分割 &apos;%1&apos; は学習用ではないため取り込みません。取り込むには、そのファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 is left alone, since its name says &apos;%2&apos; and not train; name it to import it.</source>
        <translation>%1 は名前が train ではなく &apos;%2&apos; なので取り込みません。取り込むには、そのファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 Parquet or Arrow files are left alone, since there are text files beside them.</source>
        <translation>テキストのファイルがあるため、Parquet または Arrow のファイル %1 個は取り込みません。</translation>
    </message>
    <message>
        <source>%1 holds no data: no file that ends in .jsonl, .json, .csv, .tsv or .parquet. Name the file to import.</source>
        <translation>%1 にはデータがありません(.jsonl、.json、.csv、.tsv、.parquet で終わるファイルなし)。取り込むファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 holds no training files, only other splits. Name the file to import it anyway.</source>
        <translation>%1 には学習用のファイルがなく、ほかの分割だけがあります。それでも取り込むには、ファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 lists %2 data sets. Say which with --dataset NAME: %3.</source>
        <translation>%1 にはデータセットが %2 個あります。--dataset 名前 で選んでください:%3。</translation>
    </message>
    <message>
        <source>There is no data set &apos;%1&apos; in %2. It lists %3.</source>
        <translation>%2 にデータセット &apos;%1&apos; はありません。あるのは %3 です。</translation>
    </message>
    <message>
        <source>Convert it once: python3 -c &quot;import pandas; pandas.%1(&apos;%2&apos;).to_json(&apos;%3.jsonl&apos;, orient=&apos;records&apos;, lines=True, force_ascii=False)&quot;, and import %4.jsonl.</source>
        <translation>次のように1回変換してください:python3 -c &quot;import pandas; pandas.%1(&apos;%2&apos;).to_json(&apos;%3.jsonl&apos;, orient=&apos;records&apos;, lines=True, force_ascii=False)&quot;。その後 %4.jsonl を取り込んでください。</translation>
    </message>
    <message>
        <source>--dataset names an entry of LLaMA-Factory&apos;s dataset_info.json; %1 is none and holds none.</source>
        <translation>--dataset は LLaMA-Factory の dataset_info.json の項目を指定します。%1 はそのファイルではなく、中にもありません。</translation>
    </message>
    <message>
        <source>%1 is a Parquet file, which this program does not read. %2</source>
        <translation>%1 は Parquet ファイルで、このプログラムでは読めません。%2</translation>
    </message>
    <message>
        <source>%1 is an Arrow file, which this program does not read. %2</source>
        <translation>%1 は Arrow ファイルで、このプログラムでは読めません。%2</translation>
    </message>
    <message>
        <source>%1 is an Arrow stream, as save_to_disk of Hugging Face&apos;s datasets writes it, and is not read. Convert it once: python3 -c &quot;import datasets; datasets.load_from_disk(&apos;%2&apos;).to_json(&apos;%3.jsonl&apos;, force_ascii=False)&quot;, and import %4.jsonl.</source>
        <translation>%1 は Hugging Face の datasets の save_to_disk が書く Arrow ストリームで、読めません。次のように1回変換してください:python3 -c &quot;import datasets; datasets.load_from_disk(&apos;%2&apos;).to_json(&apos;%3.jsonl&apos;, force_ascii=False)&quot;。その後 %4.jsonl を取り込んでください。</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is not text</source>
        <translation>%1:&apos;%2&apos; がテキストではありません</translation>
    </message>
    <message>
        <source>%1: &apos;columns&apos; is not an object</source>
        <translation>%1:&apos;columns&apos; がオブジェクトではありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; names no column for the prompt or the response</source>
        <translation>&apos;%1&apos; には指示または回答の列が書かれていません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; names no column for the messages</source>
        <translation>&apos;%1&apos; にはメッセージの列が書かれていません</translation>
    </message>
    <message>
        <source>%1: &apos;tags&apos; is not an object</source>
        <translation>%1:&apos;tags&apos; がオブジェクトではありません</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is not an object</source>
        <translation>%1:&apos;%2&apos; がオブジェクトではありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not on this machine but on a hub. Download it and import the folder or file that you get</source>
        <translation>&apos;%1&apos; はこのコンピューターではなくハブにあります。ダウンロードして、得られたフォルダーまたはファイルを取り込んでください</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has no &apos;file_name&apos;</source>
        <translation>&apos;%1&apos; に &apos;file_name&apos; がありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has the formatting &apos;%2&apos;; alpaca, sharegpt and openai are read</source>
        <translation>&apos;%1&apos; の formatting は &apos;%2&apos; です。読めるのは alpaca、sharegpt、openai です</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds preferences between two answers, from which no answer is learnt here</source>
        <translation>&apos;%1&apos; は2つの回答の優劣のデータで、ここで学習する回答がありません</translation>
    </message>
    <message>
        <source>%1 is not LLaMA-Factory&apos;s list of data sets: it must be an object of objects, each with &apos;file_name&apos; or the address of a hub.</source>
        <translation>%1 は LLaMA-Factory のデータセット一覧ではありません。&apos;file_name&apos; またはハブの場所を持つオブジェクトの集まりである必要があります。</translation>
    </message>
    <message>
        <source>%1 is there and is not LLaMA-Factory&apos;s list of data sets. Choose another folder to write to.</source>
        <translation>%1 がすでにあり、LLaMA-Factory のデータセット一覧ではありません。ほかのフォルダーに書き出してください。</translation>
    </message>
    <message>
        <source>the messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>&apos;%1&apos; and &apos;%2&apos; must both be text or both be lists of messages</source>
        <translation>&apos;%1&apos; と &apos;%2&apos; は、どちらもテキストか、どちらもメッセージのリストでなければなりません</translation>
    </message>
    <message>
        <source>the prompt&apos;s messages</source>
        <translation>プロンプトのメッセージ</translation>
    </message>
    <message>
        <source>the completion&apos;s messages</source>
        <translation>回答のメッセージ</translation>
    </message>
    <message>
        <source>TRL: JSON array or lines of {prompt, completion}, as text or as messages</source>
        <translation>TRL:{prompt, completion} の JSON 配列または1行1件(テキストまたはメッセージ)</translation>
    </message>
    <message>
        <source>&apos;%1&apos; and &apos;%2&apos;, both text or both lists of messages</source>
        <translation>&apos;%1&apos; と &apos;%2&apos;(どちらもテキスト、またはどちらもメッセージのリスト)</translation>
    </message>
    <message>
        <source>it has a turn of a %1, for which ShareGPT has no place; export as messages</source>
        <translation>%1 の発言があり、ShareGPT には入れる場所がありません。メッセージとして書き出してください</translation>
    </message>
    <message>
        <source>the conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>JSON array or lines of {conversations: [{from: human or gpt, value}, ...], system}</source>
        <translation>{conversations: [{from: human または gpt, value}, ...], system} の JSON 配列または1行1件</translation>
    </message>
    <message>
        <source>a list in &apos;%1&apos; whose turns have &apos;%2&apos; and &apos;%3&apos;</source>
        <translation>&apos;%2&apos; と &apos;%3&apos; を持つ発言のリスト(&apos;%1&apos;)</translation>
    </message>
    <message>
        <source>Every phase has %1 times the epochs that the plan gives it, so that the run trains on as many tokens as the plan.</source>
        <translation>計画と同じトークン数を学習するように、各段階の周回数を計画の %1 倍にしています。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no order of the %2 phases of plan &apos;%3&apos;: it must name each of them once.</source>
        <translation>&apos;%1&apos; は計画 &apos;%3&apos; の %2 段階の順番になっていません。各段階を1回ずつ書いてください。</translation>
    </message>
    <message>
        <source>The lengths of the responses are not known, so plan &apos;%1&apos; cannot be split by them.</source>
        <translation>回答の長さが分からないため、計画 &apos;%1&apos; を長さで分けられません。</translation>
    </message>
    <message>
        <source>The phases have the plan&apos;s numbers of examples, from the shortest responses to the longest.</source>
        <translation>各段階の件数は計画と同じで、短い回答から長い回答の順に分けています。</translation>
    </message>
    <message>
        <source>Only the last phase is trained, as the plan has it: %1 of the plan&apos;s tokens.</source>
        <translation>計画の最終段階だけを学習します(計画のトークン数の %1)。</translation>
    </message>
    <message>
        <source>one-off, but with the learning-rate cycles of the plan&apos;s phases</source>
        <translation>一括学習(学習率は計画の段階と同じ周期)</translation>
    </message>
    <message>
        <source>as many phases of the same sizes, cut by the length of the response</source>
        <translation>同じ数・同じ大きさの段階を、回答の長さで分割</translation>
    </message>
    <message>
        <source>the last phase alone, as the plan trains it</source>
        <translation>最終段階だけを計画どおりに学習</translation>
    </message>
    <message>
        <source>the plan&apos;s phases in another order, for instance order:2-1-3</source>
        <translation>計画の段階を別の順番で(例:order:2-1-3)</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no order of phases. Write every phase once, for instance order:2-1-3.</source>
        <translation>&apos;%1&apos; は段階の順番ではありません。例えば order:2-1-3 のように、各段階を1回ずつ書いてください。</translation>
    </message>
    <message>
        <source>An arm &apos;order&apos; needs the order, for instance order:2-1-3.</source>
        <translation>比較条件 &apos;order&apos; には順番が必要です(例:order:2-1-3)。</translation>
    </message>
    <message>
        <source>The arm &apos;%1&apos; is not known. The arms are: %2.</source>
        <translation>比較条件 &apos;%1&apos; はありません。あるのは %2 です。</translation>
    </message>
    <message>
        <source>All orders of the %1 phases of plan &apos;%2&apos; are %3 runs, which are too many to queue at once (%4 phases are the most). Train the orders that matter one by one, for instance with dankai train --arm order:2-1-3.</source>
        <translation>計画 &apos;%2&apos; の %1 段階のすべての順番は %3 回の実行になり、一度に待ち行列に入れるには多すぎます(%4 段階まで)。必要な順番を1つずつ学習してください(例:dankai train --arm order:2-1-3)。</translation>
    </message>
    <message>
        <source>%1 %2 is an arm of a part of the data: it took %3 tokens, as it is meant to.</source>
        <translation>%1 %2 はデータの一部だけの比較条件です。トークンは %3 で、意図したとおりです。</translation>
    </message>
    <message>
        <source>No other arm trained on as many tokens as %1.</source>
        <translation>%1 と同じトークン数を学習した比較条件はほかにありません。</translation>
    </message>
    <message>
        <source>taking phases over into %1: %2</source>
        <translation>%1 への段階の引き継ぎ:%2</translation>
    </message>
    <message>
        <source>%1: inherited.run and inherited.phase name no phase of a run</source>
        <translation>%1:inherited.run と inherited.phase が実行の段階を指していません</translation>
    </message>
    <message>
        <source>%1the shares of phases.%2.cycles must be 1 together</source>
        <translation>%1phases.%2.cycles の share の合計は 1 でなければなりません</translation>
    </message>
    <message>
        <source>LLaMA-Factory cannot be told of this format row by row; write ShareGPT or messages.</source>
        <translation>この形式は LLaMA-Factory に登録できません。ShareGPT かメッセージで書き出してください。</translation>
    </message>
    <message>
        <source>%1 is no adapter&apos;s config: it is not a JSON object.</source>
        <translation>%1 はアダプターの設定ではありません。JSON オブジェクトではありません。</translation>
    </message>
    <message>
        <source>%1: peft_type is %2; Dankai reads adapters of type LORA. Merge this one into its base (merge_and_unload).</source>
        <translation>%1: peft_type が %2 です。Dankai が読めるのは LORA のアダプターです。元のモデルに統合してください(merge_and_unload)。</translation>
    </message>
    <message>
        <source>%1: %2 is %3, which Dankai does not compute. Merge the adapter into its base (merge_and_unload) and give that folder.</source>
        <translation>%1: %2 が %3 ですが、Dankai はこれを計算できません。アダプターを元のモデルに統合し(merge_and_unload)、そのフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>%1: r must be a whole number of 1 or more.</source>
        <translation>%1: r は 1 以上の整数にしてください。</translation>
    </message>
    <message>
        <source>%1: lora_alpha must be a number.</source>
        <translation>%1: lora_alpha は数にしてください。</translation>
    </message>
    <message>
        <source>%1: the weight %2 is stored as %3, which Dankai does not read yet. Use a GGUF file in F32, F16, BF16, Q8_0, Q6_K, Q5_K, Q4_K, Q5_1, Q5_0, Q4_1 or Q4_0.</source>
        <translation>%1: 重み%2の形式は%3ですが、Dankaiはまだ読めません。F32、F16、BF16、Q8_0、Q6_K、Q5_K、Q4_K、Q5_1、Q5_0、Q4_1、Q4_0のGGUFファイルを使ってください。</translation>
    </message>
    <message>
        <source>%1: there are two rotary scalings, the weight &quot;rope_freqs.weight&quot; and one in the metadata. The file is damaged.</source>
        <translation>%1: 回転位置のスケーリングが、重み&quot;rope_freqs.weight&quot;とメタデータの2か所にあります。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the weight &quot;rope_freqs.weight&quot; must be %2 values in F32. The file is damaged.</source>
        <translation>%1: 重み&quot;rope_freqs.weight&quot;はF32の値%2個でなければなりません。ファイルが壊れています。</translation>
    </message>
    <message>
        <source>%1: the weight &quot;rope_freqs.weight&quot; asks for a rotary scaling other than that of Llama 3, which Dankai does not do yet. Choose a model without it.</source>
        <translation>%1: 重み&quot;rope_freqs.weight&quot;が求める回転位置のスケーリングはLlama 3のものではなく、Dankaiはまだ対応していません。これを使わないモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1: &quot;general.architecture&quot; is %2, but Dankai reads only &quot;llama&quot; and &quot;qwen2&quot;. Choose a model of one of these architectures.</source>
        <translation>%1: &quot;general.architecture&quot;は%2ですが、Dankaiが読めるのは&quot;llama&quot;と&quot;qwen2&quot;だけです。このどちらかの構造のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Could not write %1: the weight %2 and what follows it were never given.</source>
        <translation>%1を書き込めませんでした。重み%2とその後の重みが渡されていません。</translation>
    </message>
    <message>
        <source>%1 holds weights that are no pairs of lora_A and lora_B beside linear layers. Merge the adapter into its base (merge_and_unload) and give that folder.</source>
        <translation>%1 には、線形層に添える lora_A と lora_B の組ではない重みがあります。アダプターを元のモデルに統合し(merge_and_unload)、そのフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>%1 holds %2 without its lora_B; the file is incomplete.</source>
        <translation>%1 には %2 がありますが、対になる lora_B がありません。ファイルが不完全です。</translation>
    </message>
    <message>
        <source>%1 adapts %2, which its base model does not have. Is it an adapter of another model?</source>
        <translation>%1 は %2 を調整しますが、元のモデルにはこれがありません。別のモデルのアダプターではありませんか。</translation>
    </message>
    <message>
        <source>%1 adapts %2 with A %3 and B %4, which do not fit the base model&apos;s %5. It is an adapter of another model.</source>
        <translation>%1 は %2 を A %3 と B %4 で調整しますが、元のモデルの %5 に合いません。別のモデルのアダプターです。</translation>
    </message>
    <message>
        <source>%1: &quot;architectures&quot; is %2, but Dankai reads only LlamaForCausalLM, MistralForCausalLM and Qwen2ForCausalLM. Choose a model of one of these architectures.</source>
        <translation>%1: &quot;architectures&quot;は%2ですが、Dankaiが読めるのはLlamaForCausalLM、MistralForCausalLM、Qwen2ForCausalLMだけです。このいずれかの構造のモデルを選んでください。</translation>
    </message>
    <message>
        <source>%1: &quot;high_freq_factor&quot; must be larger than &quot;low_freq_factor&quot;.</source>
        <translation>%1: &quot;high_freq_factor&quot;は&quot;low_freq_factor&quot;より大きくなければなりません。</translation>
    </message>
    <message>
        <source>%1: &quot;layer_types&quot; must say &quot;full_attention&quot; or &quot;sliding_attention&quot; for each layer.</source>
        <translation>%1: &quot;layer_types&quot;は、層ごとに&quot;full_attention&quot;か&quot;sliding_attention&quot;でなければなりません。</translation>
    </message>
    <message>
        <source>windows in some layers and again none in later ones</source>
        <translation>一部の層だけの注意の窓(後の層では窓なし)</translation>
    </message>
    <message>
        <source>%1 holds its weights as pickle (adapter_model.bin), which Dankai does not read since it can run code. Save the adapter again with PEFT, which writes safetensors.</source>
        <translation>%1 の重みは pickle(adapter_model.bin)です。コードを実行できる形式なので、Dankai は読みません。safetensors で書く PEFT で保存し直してください。</translation>
    </message>
    <message>
        <source>%1: base_model_name_or_path is missing. Set it to the folder or GGUF file of the model that the adapter was made for.</source>
        <translation>%1: base_model_name_or_path がありません。アダプターの元になったモデルのフォルダーか GGUF ファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1: base_model_name_or_path is %2, which is not on this machine. Set it to the folder or GGUF file of the model that the adapter was made for.</source>
        <translation>%1: base_model_name_or_path の %2 がこの計算機にありません。アダプターの元になったモデルのフォルダーか GGUF ファイルを指定してください。</translation>
    </message>
    <message>
        <source>The loss on %1 went from %2 to %3, a change of %4 (%5 to %6, n = %7; worth a phase: a fall of %8): better.</source>
        <translation>「%1」の学習誤差は %2 → %3(変化 %4、誤差の幅 %5 ~ %6、n = %7、段階に見合う低下は %8)で、改善しました。</translation>
    </message>
    <message>
        <source>The loss on %1 went from %2 to %3, a change of %4 (%5 to %6, n = %7; worth a phase: a fall of %8): worse.</source>
        <translation>「%1」の学習誤差は %2 → %3(変化 %4、誤差の幅 %5 ~ %6、n = %7、段階に見合う低下は %8)で、悪化しました。</translation>
    </message>
    <message>
        <source>The loss on %1 went from %2 to %3, a change of %4 (%5 to %6, n = %7; worth a phase: a fall of %8): too little.</source>
        <translation>「%1」の学習誤差は %2 → %3(変化 %4、誤差の幅 %5 ~ %6、n = %7、段階に見合う低下は %8)で、低下が足りません。</translation>
    </message>
    <message>
        <source>The loss on %1 went from %2 to %3, a change of %4 (%5 to %6, n = %7; worth a phase: a fall of %8): could be either.</source>
        <translation>「%1」の学習誤差は %2 → %3(変化 %4、誤差の幅 %5 ~ %6、n = %7、段階に見合う低下は %8)で、どちらとも言えません。</translation>
    </message>
    <message>
        <source>The loss on %1 changed by %2 (%3 to %4, n = %5; allowed: up to %6): no harm.</source>
        <translation>「%1」の学習誤差の変化は %2(誤差の幅 %3 ~ %4、n = %5、許容は %6 まで)で、成績の低下は見られません。</translation>
    </message>
    <message>
        <source>The loss on %1 changed by %2 (%3 to %4, n = %5; allowed: up to %6): it has forgotten.</source>
        <translation>「%1」の学習誤差の変化は %2(誤差の幅 %3 ~ %4、n = %5、許容は %6 まで)で、以前の学習内容を忘れています。</translation>
    </message>
    <message>
        <source>The loss on %1 changed by %2 (%3 to %4, n = %5; allowed: up to %6): harm cannot be excluded.</source>
        <translation>「%1」の学習誤差の変化は %2(誤差の幅 %3 ~ %4、n = %5、許容は %6 まで)で、成績の低下がないとは言えません。</translation>
    </message>
    <message>
        <source>A matrix of %1 x %2 values cannot be stored in 4 bits: their number is no multiple of %3. Train with fine_tuning: lora instead.</source>
        <translation>%1 x %2 個の値の行列は、個数が %3 の倍数でないため 4 ビットで保存できません。fine_tuning: lora で学習してください。</translation>
    </message>
    <message>
        <source>Loading the adapter</source>
        <translation>アダプターの読み込み</translation>
    </message>
    <message>
        <source>the new project</source>
        <translation>新しいプロジェクト</translation>
    </message>
    <message>
        <source>%1 of %2 training rows are Japanese, and the model&apos;s vocabulary does not know it: %3 % of the tokens of such a text stand for nothing; choose a model that has read Japanese</source>
        <translation>学習する行 %2 件のうち %1 件は日本語ですが、モデルの語彙に日本語がありません。そのような文のトークンの %3 % は未知の文字として扱われます。日本語を学習したモデルを選んでください</translation>
    </message>
    <message>
        <source>%1 of %2 training rows are Japanese, and the model&apos;s vocabulary spells it in pieces: a character takes %3 tokens, where a model that has read much Japanese takes less than one; choose such a model</source>
        <translation>学習する行 %2 件のうち %1 件は日本語ですが、モデルの語彙では1文字が平均 %3 トークンに細かく分かれます。日本語を十分に学習したモデルでは1文字が1トークン未満です。そのようなモデルを選んでください</translation>
    </message>
    <message>
        <source>phase %1 (&apos;%2&apos;) is trained in a single step, too little to learn from: lower tokens_per_step (now %3), give it more epochs or examples, or merge it with a neighbour</source>
        <translation>第%1段階「%2」の学習は1ステップだけで、学習になりません。tokens_per_step(現在 %3)を下げるか、周回数や事例を増やすか、隣の段階と合わせてください</translation>
    </message>
    <message>
        <source>%1lora.targets names &apos;%2&apos;; there are: %3</source>
        <translation>%1lora.targets に「%2」がありますが、使えるのは次のものです: %3</translation>
    </message>
    <message>
        <source>%1: its table of replaced characters (precompiled_charsmap) is damaged; fetch the model again.</source>
        <translation>%1: 文字の置き換え表(precompiled_charsmap)が壊れています。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1: its table of replaced characters (precompiled_charsmap) holds text that is no UTF-8; fetch the model again.</source>
        <translation>%1: 文字の置き換え表(precompiled_charsmap)にUTF-8でない文字があります。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1: the %2&apos;s pattern &quot;%3&quot; is no regular expression that this program understands (%4). Use a model with another tokenizer.</source>
        <translation>%1: %2のパターン&quot;%3&quot;は、このプログラムが理解できる正規表現ではありません(%4)。別のトークナイザーのモデルを使ってください。</translation>
    </message>
    <message>
        <source>%1: is a token list of tiktoken and no SentencePiece model; use the model&apos;s Hugging Face folder, which has a tokenizer.json.</source>
        <translation>%1: SentencePieceのモデルではなく、tiktokenのトークン一覧です。tokenizer.jsonのある、このモデルのHugging Faceフォルダーを使ってください。</translation>
    </message>
    <message>
        <source>ends in the middle or has no tokens</source>
        <translation>途中で終わっているか、トークンがありません</translation>
    </message>
    <message>
        <source>%1: %2, so it is no usable SentencePiece model; fetch the model again.</source>
        <translation>%1: SentencePieceのモデルとして使えません。%2。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1: is a SentencePiece model with %2, which is not supported; BPE and unigram models are, with U+2581 for a space before a word. Use a model with such a tokenizer.</source>
        <translation>%1: このSentencePieceモデルの方式(%2)には対応していません。対応しているのは、語の前の空白をU+2581で表すBPEとユニグラムのモデルです。そのようなトークナイザーのモデルを使ってください。</translation>
    </message>
    <message>
        <source>token %1 is no text</source>
        <translation>トークン%1が文字列ではありません</translation>
    </message>
    <message>
        <source>has too many tokens</source>
        <translation>トークンが多すぎます</translation>
    </message>
    <message>
        <source>has the token &quot;%1&quot; twice</source>
        <translation>トークン&quot;%1&quot;が二つあります</translation>
    </message>
    <message>
        <source>has two tokens for unknown characters</source>
        <translation>未知の文字を表すトークンが二つあります</translation>
    </message>
    <message>
        <source>what it was trained with is damaged</source>
        <translation>学習時の設定が壊れています</translation>
    </message>
    <message>
        <source>what it does to spaces is damaged</source>
        <translation>空白の扱いの設定が壊れています</translation>
    </message>
    <message>
        <source>whole words or characters as tokens</source>
        <translation>単語または文字を単位とするトークン</translation>
    </message>
    <message>
        <source>spaces behind words or as they are</source>
        <translation>語の後ろの空白、またはそのままの空白</translation>
    </message>
    <message>
        <source>has no token for unknown characters</source>
        <translation>未知の文字を表すトークンがありません</translation>
    </message>
    <message>
        <source>%1 (added_tokens.json)</source>
        <translation>%1 の追加トークン(added_tokens.json)</translation>
    </message>
    <message>
        <source>%1: added_tokens.json holds no JSON object; fetch the model again.</source>
        <translation>%1: added_tokens.jsonにJSONオブジェクトがありません。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1: added_tokens.json gives the token &quot;%2&quot; an impossible id; fetch the model again.</source>
        <translation>%1: added_tokens.jsonで、トークン&quot;%2&quot;の番号があり得ない値です。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1: gives the token &quot;%2&quot; an impossible id, so it is no usable tokenizer; fetch the model again.</source>
        <translation>%1: トークン&quot;%2&quot;の番号があり得ない値なので、トークナイザーとして使えません。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>%1: has neither tokenizer.json nor tokenizer.model; save the model with its tokenizer (transformers: AutoTokenizer.from_pretrained(...).save_pretrained(...)).</source>
        <translation>%1: tokenizer.jsonもtokenizer.modelもありません。トークナイザーとともにモデルを保存し直してください(transformersの AutoTokenizer.from_pretrained(...).save_pretrained(...))。</translation>
    </message>
    <message>
        <source>has no score for each of its tokens (tokenizer.ggml.scores)</source>
        <translation>各トークンのスコア(tokenizer.ggml.scores)がありません</translation>
    </message>
    <message>
        <source>%1: the tokenizer &quot;%2&quot; (tokenizer.ggml.model) is not supported; byte-level BPE (&quot;gpt2&quot;) and SentencePiece&apos;s BPE (&quot;llama&quot;) are. Use another model.</source>
        <translation>%1: トークナイザー&quot;%2&quot;(tokenizer.ggml.model)には対応していません。対応しているのはバイト単位のBPE(&quot;gpt2&quot;)とSentencePieceのBPE(&quot;llama&quot;)です。別のモデルを使ってください。</translation>
    </message>
    <message>
        <source>%1: GGUF has no name for the way in which this tokenizer cuts text, so llama.cpp could not read it as it was trained. Export a Hugging Face folder (--as hf).</source>
        <translation>%1: このトークナイザーの文の区切り方を表す名前がGGUFにないため、llama.cppでは学習時と同じように読めません。Hugging Faceのフォルダーとして書き出してください(--as hf)。</translation>
    </message>
    <message>
        <source>pre-tokenizer ByteLevel of a unigram model</source>
        <translation>ユニグラムモデルでの事前分割ByteLevel</translation>
    </message>
    <message>
        <source>decoder without ByteLevel, which its pre-tokenizer has</source>
        <translation>デコーダー(事前分割にあるByteLevelがありません)</translation>
    </message>
    <message>
        <source>decoder ByteLevel, which its pre-tokenizer lacks</source>
        <translation>デコーダーByteLevel(事前分割にありません)</translation>
    </message>
    <message>
        <source>%1: the tokenizer&apos;s %2 is not supported; BPE and unigram vocabularies are, with ByteLevel, Digits, Split and Metaspace; NFC, NFD, NFKC, NFKD, Prepend, Replace, Strip and Precompiled; TemplateProcessing. Use a model with such a tokenizer.</source>
        <translation>%1: トークナイザーの%2には対応していません。対応しているのはBPEとユニグラムの語彙です(ByteLevel、Digits、Split、Metaspace、NFC、NFD、NFKC、NFKD、Prepend、Replace、Strip、Precompiled、TemplateProcessing)。そのようなトークナイザーのモデルを使ってください。</translation>
    </message>
    <message>
        <source>has no &quot;vocab&quot; list in its unigram &quot;model&quot;</source>
        <translation>ユニグラムの&quot;model&quot;に&quot;vocab&quot;の一覧がありません</translation>
    </message>
    <message>
        <source>has an entry that is no token with its score (entry %1 of &quot;vocab&quot;)</source>
        <translation>トークンとスコアの組でない項目があります(&quot;vocab&quot;の%1番目)</translation>
    </message>
    <message>
        <source>names a token for unknown characters (&quot;unk_id&quot;) that it does not have</source>
        <translation>未知の文字を表すトークン(&quot;unk_id&quot;)が語彙にありません</translation>
    </message>
    <message>
        <source>has a table of replaced characters (precompiled_charsmap) that is no base64</source>
        <translation>文字の置き換え表(precompiled_charsmap)がbase64ではありません</translation>
    </message>
    <message>
        <source>normalizer Replace</source>
        <translation>正規化Replace</translation>
    </message>
    <message>
        <source>has a %1 without &quot;pattern&quot;</source>
        <translation>%1に&quot;pattern&quot;がありません</translation>
    </message>
    <message>
        <source>has a %1 whose pattern is neither Regex nor String</source>
        <translation>%1のパターンがRegexでもStringでもありません</translation>
    </message>
    <message>
        <source>Split pre-tokenizer</source>
        <translation>事前分割Split</translation>
    </message>
    <message>
        <source>has a Metaspace whose &quot;replacement&quot; is no single character</source>
        <translation>Metaspaceの&quot;replacement&quot;が1文字ではありません</translation>
    </message>
    <message>
        <source>Metaspace prepend_scheme &quot;%1&quot;</source>
        <translation>Metaspaceのprepend_scheme &quot;%1&quot;</translation>
    </message>
    <message>
        <source>decoder Replace</source>
        <translation>デコーダーReplace</translation>
    </message>
    <message>
        <source>decoder Replace of a regular expression or of text that is put together</source>
        <translation>デコーダーReplace(正規表現、または結合後の文字列が対象)</translation>
    </message>
    <message>
        <source>decoder Strip of anything but one space before the text</source>
        <translation>デコーダーStrip(先頭の空白一つ以外)</translation>
    </message>
    <message>
        <source>%1: its unigram vocabulary names no token for unknown characters, so no text can be encoded; fetch the model again.</source>
        <translation>%1: ユニグラムの語彙に未知の文字を表すトークンがないので、文字列をトークンに分けられません。モデルを入手し直してください。</translation>
    </message>
    <message>
        <source>it has adapters of rank %1 where %2 is the most</source>
        <translation>ランク %1 のアダプターを含みますが、上限は %2 です</translation>
    </message>
    <message>
        <source>%1execution.activation_checkpointing is &apos;%2&apos;; it must be auto, none or layer</source>
        <translation>%1execution.activation_checkpointing は「%2」です。auto、none、layer のどれかにしてください</translation>
    </message>
    <message>
        <source>The memory ran out at step %1. The step is trained again and the run goes on with micro-batches of %2 tokens instead of %3: the same training, whose losses may differ in the last digits.</source>
        <translation>ステップ%1でメモリーが足りなくなりました。このステップをやり直し、マイクロバッチを%3トークンから%2トークンに減らして続けます。同じ学習ですが、学習誤差の末尾の桁が変わることがあります。</translation>
    </message>
    <message>
        <source>To fit into the memory each layer is computed again in the backward pass (execution.activation_checkpointing: layer): a step takes a third to a half longer, its results are the same.</source>
        <translation>メモリーに収めるため、逆伝播で各層を計算し直します(execution.activation_checkpointing: layer)。1ステップの時間は3分の1から半分ほど長くなりますが、結果は同じです。</translation>
    </message>
    <message>
        <source>A new adapter has no weight %1.</source>
        <translation>新しいアダプターに重み %1 はありません。</translation>
    </message>
    <message>
        <source>The rows that were asked for of %1 are not there.</source>
        <translation>%1 の、求められた行はありません。</translation>
    </message>
    <message>
        <source>NVRTC, which compiles Dankai&apos;s kernels, does not load: %1 Install LibTorch&apos;s build for CUDA 13 with its CUDA libraries (packaging/libtorch --cuda, or pip install torch==2.11.0).</source>
        <translation>Dankai のカーネルをコンパイルする NVRTC を読み込めません:%1 CUDA 13 用の LibTorch を、CUDA のライブラリとともに入れてください(packaging/libtorch --cuda、または pip install torch==2.11.0)。</translation>
    </message>
    <message>
        <source>NVRTC lacks a function that is needed; install LibTorch&apos;s build for CUDA 13.</source>
        <translation>NVRTC に必要な関数がありません。CUDA 13 用の LibTorch を入れてください。</translation>
    </message>
    <message>
        <source>A GPU is there, but LibTorch&apos;s CUDA library does not load: %1 Install LibTorch&apos;s build for CUDA 13 with its CUDA libraries (packaging/libtorch --cuda, or pip install torch==2.11.0).</source>
        <translation>GPU はありますが、LibTorch の CUDA ライブラリを読み込めません:%1 CUDA 13 用の LibTorch を、CUDA のライブラリとともに入れてください(packaging/libtorch --cuda、または pip install torch==2.11.0)。</translation>
    </message>
    <message>
        <source>The LibTorch in %1 is version %2; this engine needs %3. Install that one (pip install torch==2.11.0 in a virtual environment) and name its folder with dankai --libtorch FOLDER, or in DANKAI_LIBTORCH.</source>
        <translation>%1 の LibTorch はバージョン %2 ですが、このエンジンには %3 が必要です。そのバージョンを入れ(仮想環境で pip install torch==2.11.0)、そのフォルダーを dankai --libtorch フォルダー、または DANKAI_LIBTORCH で指定してください。</translation>
    </message>
    <message>
        <source>There is no LibTorch in %1 (libtorch_cpu.so is not in it), which --libtorch or DANKAI_LIBTORCH names. Name the folder of an installed torch, its lib folder, or the Python environment it is in.</source>
        <translation>--libtorch または DANKAI_LIBTORCH で指定された %1 に LibTorch がありません(libtorch_cpu.so が見つかりません)。インストール済みの torch のフォルダー、その lib フォルダー、または torch の入った Python 環境を指定してください。</translation>
    </message>
    <message>
        <source>LibTorch 2.11, with which the engine trains and answers, was not found on this machine. Install it (python3 -m venv torch, then torch/bin/pip install torch==2.11.0) and name its folder: dankai --libtorch FOLDER, or DANKAI_LIBTORCH=FOLDER.</source>
        <translation>エンジンの学習と回答に必要な LibTorch 2.11 が、このコンピューターに見つかりません。これを入れて(python3 -m venv torch、続いて torch/bin/pip install torch==2.11.0)、そのフォルダーを dankai --libtorch フォルダー、または DANKAI_LIBTORCH=フォルダー で指定してください。</translation>
    </message>
    <message>
        <source>%1 is no configuration of an adapter.</source>
        <translation>%1 はアダプターの設定ではありません。</translation>
    </message>
    <message>
        <source>%1 was not trained yet: it has no %2.</source>
        <translation>%1 はまだ学習されていません(%2 がありません)。</translation>
    </message>
    <message>
        <source>%1 is not of this run&apos;s held-out rows.</source>
        <translation>%1 は、この実行の評価用データのものではありません。</translation>
    </message>
    <message>
        <source>%1 was read back before: it is run %2.</source>
        <translation>%1 はすでに取り込まれています(実行 %2)。</translation>
    </message>
    <message>
        <source>An engine works on run %1. Stop it first: dankai stop PROJECT --run %2</source>
        <translation>実行 %1 はエンジンが処理中です。先に止めてください:dankai stop PROJECT --run %2</translation>
    </message>
    <message>
        <source>%1 is neither a recipe (it has no recipe.json) nor a run folder (it has no %2).</source>
        <translation>%1 は、書き出されたレシピでも(recipe.json がありません)、実行フォルダーでもありません(%2 がありません)。</translation>
    </message>
    <message>
        <source>The manifest in %1 does not name the plan that the run came from. Name it with --plan.</source>
        <translation>%1 の実行記録に、元になった学習計画の名前がありません。--plan で指定してください。</translation>
    </message>
    <message>
        <source>It was trained elsewhere, on %1 (engine %2).</source>
        <translation>別の場所で学習されました(%1、エンジン %2)。</translation>
    </message>
    <message>
        <source>A recipe does not train beside a model in 4 bits (fine_tuning: qlora). Freeze a run without it: dankai export PROJECT --as recipe --plan NAME --set fine_tuning=lora</source>
        <translation>レシピは、4 ビットのモデルでの学習に対応していません(fine_tuning: qlora)。これを使わない実行を確定してください:dankai export PROJECT --as recipe --plan NAME --set fine_tuning=lora</translation>
    </message>
    <message>
        <source>A recipe trains every phase to its end and knows no early stopping (early_stopping.patience: %1). Freeze a run without it: dankai export PROJECT --as recipe --plan NAME --set early_stopping.patience=0</source>
        <translation>レシピはどの段階も最後まで学習し、早期終了に対応していません(early_stopping.patience: %1)。これを使わない実行を確定してください:dankai export PROJECT --as recipe --plan NAME --set early_stopping.patience=0</translation>
    </message>
    <message>
        <source>A recipe has no gates: nobody can be asked on the machine that trains (gate.policy: %1). Freeze a run without it: dankai export PROJECT --as recipe --plan NAME --set gate.policy=record</source>
        <translation>レシピには移行判定がありません。学習する機械では誰にも尋ねられないためです(gate.policy: %1)。これを使わない実行を確定してください:dankai export PROJECT --as recipe --plan NAME --set gate.policy=record</translation>
    </message>
    <message>
        <source>The first phases of this run are another run&apos;s, and a recipe trains all of a run&apos;s phases. Freeze a run of its own: dankai export PROJECT --as recipe --plan NAME</source>
        <translation>この実行の最初の段階は別の実行のもので、レシピは実行のすべての段階を学習します。独立した実行を確定してください:dankai export PROJECT --as recipe --plan NAME</translation>
    </message>
    <message>
        <source>A recipe drops nothing, since no other program would drop the same (lora.dropout). Freeze a run without it: dankai export PROJECT --as recipe --plan NAME --set lora.dropout=0</source>
        <translation>レシピはドロップアウトを行いません。ほかのプログラムでは同じ要素を落とせないためです(lora.dropout)。これを使わない実行を確定してください:dankai export PROJECT --as recipe --plan NAME --set lora.dropout=0</translation>
    </message>
    <message>
        <source>A recipe trains one adapter through all phases (lora.between_phases: merge). Freeze a run without it: dankai export PROJECT --as recipe --plan NAME --set lora.between_phases=continue</source>
        <translation>レシピはすべての段階で 1 つのアダプターを学習します(lora.between_phases: merge)。これを使わない実行を確定してください:dankai export PROJECT --as recipe --plan NAME --set lora.between_phases=continue</translation>
    </message>
    <message>
        <source>the row has %1 field, the first line names %2 columns</source>
        <translation>行の欄は%1個ですが、1行目の列名は%2個です</translation>
    </message>
    <message>
        <source>The key holds a space, a line feed or another character that no key has. Set it again, without quotation marks or line feeds in it.</source>
        <translation>キーに、空白や改行など、キーにはない文字が入っています。引用符や改行を入れずに設定し直してください。</translation>
    </message>
    <message>
        <source>What stands where the key should be is far longer than any key. Set it again.</source>
        <translation>キーの場所にあるものが、キーとしては長すぎます。設定し直してください。</translation>
    </message>
    <message>
        <source>The environment variable %1, which should hold the key of %2, is not set. Set it with: export %3=…</source>
        <translation>%2のキーを入れる環境変数%1が設定されていません。次のように設定してください: export %3=…</translation>
    </message>
    <message>
        <source>There is no program secret-tool, which reads keys from this system&apos;s keychain. Install libsecret-tools, or put the key into an environment variable and name that.</source>
        <translation>このシステムのキーチェーンからキーを読むプログラムsecret-toolがありません。libsecret-toolsをインストールするか、キーを環境変数に入れてその名前を指定してください。</translation>
    </message>
    <message>
        <source>The keychain has no key of %1, or it is locked. Put it there with: %2</source>
        <translation>キーチェーンに%1のキーがないか、ロックされています。次のように入れてください: %2</translation>
    </message>
    <message>
        <source>%1: a line of the journal of calls has either &quot;sent&quot; or &quot;ended&quot;.</source>
        <translation>%1: 呼び出しの記録の行には、&quot;sent&quot;か&quot;ended&quot;のどちらか一方が必要です。</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2. Check the endpoint&apos;s address, that the server runs, and the network.</source>
        <translation>%1に接続できません: %2。エンドポイントのアドレス、サーバーの動作、ネットワークを確かめてください。</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s.</source>
        <translation>%1は%2秒以内に応答しませんでした。</translation>
    </message>
    <message>
        <source>%1 ended the connection before its reply was whole: %2.</source>
        <translation>%1は、返答が終わる前に接続を切りました: %2。</translation>
    </message>
    <message>
        <source>%1 wants to send the request on to %2. That was not followed, since the key and the examples would go to another place than the one that was named. If that is the right one, give its address.</source>
        <translation>%1は、要求を%2へ転送しようとしています。キーと例が、指定した場所とは別の場所へ渡るため、転送には従いませんでした。そこが正しい場所なら、そのアドレスを指定してください。</translation>
    </message>
    <message>
        <source>%1 answers with %2 instead of JSON, so this is no OpenAI-compatible endpoint. Its address usually ends in /v1.</source>
        <translation>%1がJSONではなく%2を返しました。OpenAI互換のエンドポイントではありません。アドレスは通常/v1で終わります。</translation>
    </message>
    <message>
        <source>%1 asks to go slower (429): %2</source>
        <translation>%1が、速度を落とすよう求めています(429): %2</translation>
    </message>
    <message>
        <source>%1 reports a problem of its own (%2): %3</source>
        <translation>%1の側で問題が起きています(%2): %3</translation>
    </message>
    <message>
        <source>%1 does not accept the key (%2): %3. No key was given; name the environment variable that holds it.</source>
        <translation>%1がキーを受け付けません(%2): %3。キーが指定されていません。キーを入れた環境変数の名前を指定してください。</translation>
    </message>
    <message>
        <source>%1 does not accept the key (%2): %3. Check that the key is valid and may use this model.</source>
        <translation>%1がキーを受け付けません(%2): %3。キーが有効で、このモデルを使えるかを確かめてください。</translation>
    </message>
    <message>
        <source>%1 knows no such path or model (%2): %3. Check the endpoint&apos;s address, which usually ends in /v1, and the model&apos;s name &apos;%4&apos;.</source>
        <translation>%1に、そのパスまたはモデルがありません(%2): %3。通常/v1で終わるエンドポイントのアドレスと、モデル名「%4」を確かめてください。</translation>
    </message>
    <message>
        <source>The account at %1 has no credit left (%2): %3</source>
        <translation>%1のアカウントの残高がありません(%2): %3</translation>
    </message>
    <message>
        <source>The example is too long for the judge: %1</source>
        <translation>例が評価AIには長すぎます: %1</translation>
    </message>
    <message>
        <source>%1 gives no log-probabilities: %2</source>
        <translation>%1は対数確率を返しません: %2</translation>
    </message>
    <message>
        <source>%1 lets nobody choose the temperature: %2</source>
        <translation>%1では温度を指定できません: %2</translation>
    </message>
    <message>
        <source>%1 names the limit of a reply in another way: %2</source>
        <translation>%1では返答の上限の名前が違います: %2</translation>
    </message>
    <message>
        <source>%1 refused the request (%2): %3</source>
        <translation>%1が要求を断りました(%2): %3</translation>
    </message>
    <message>
        <source>The endpoint&apos;s reply is larger than any judge&apos;s; it was not read.</source>
        <translation>エンドポイントの返答が、評価AIの返答としては大きすぎるため、読みませんでした。</translation>
    </message>
    <message>
        <source>an address that it does not name</source>
        <translation>示されていないアドレス</translation>
    </message>
    <message>
        <source>The endpoint&apos;s reply is no JSON: it may have been cut off on its way.</source>
        <translation>エンドポイントの返答がJSONではありません。途中で切れた可能性があります。</translation>
    </message>
    <message>
        <source>The endpoint&apos;s reply is JSON, but no chat completion: it has no choices.</source>
        <translation>エンドポイントの返答はJSONですが、チャットの返答ではありません。choicesがありません。</translation>
    </message>
    <message>
        <source>The endpoint&apos;s reply is JSON, but no chat completion: its first choice has no message with a content.</source>
        <translation>エンドポイントの返答はJSONですが、チャットの返答ではありません。最初のchoiceに、contentのあるmessageがありません。</translation>
    </message>
    <message>
        <source>No endpoint is named. Say where the judge is, for instance https://api.openai.com/v1 or http://localhost:11434/v1.</source>
        <translation>エンドポイントが指定されていません。評価AIの場所を指定してください。例: https://api.openai.com/v1、http://localhost:11434/v1</translation>
    </message>
    <message>
        <source>The endpoint&apos;s address must begin with https:// or http://, for instance https://api.openai.com/v1 or http://localhost:11434/v1.</source>
        <translation>エンドポイントのアドレスは、https://またはhttp://で始めてください。例: https://api.openai.com/v1、http://localhost:11434/v1</translation>
    </message>
    <message>
        <source>The endpoint&apos;s address must hold no password and nothing after a question mark: it is kept in files, where no key may stand. Put the key into an environment variable and name that.</source>
        <translation>エンドポイントのアドレスには、パスワードも、疑問符より後の部分も入れないでください。アドレスはファイルに残り、そこにキーを置くことはできません。キーは環境変数に入れて、その名前を指定してください。</translation>
    </message>
    <message>
        <source>No model is named. Say which model of %1 judges (for Azure: the name of the deployment).</source>
        <translation>モデルが指定されていません。%1のどのモデルが採点するかを指定してください(Azureではデプロイ名)。</translation>
    </message>
    <message>
        <source>What is given as the name of the key&apos;s environment variable is no such name; if it is the key itself, it must not stand here. Put the key into a variable, for instance OPENAI_API_KEY, and give that name.</source>
        <translation>キーの環境変数の名前として指定されたものは、変数の名前ではありません。キーそのものなら、ここに書いてはいけません。キーをOPENAI_API_KEYなどの変数に入れて、その名前を指定してください。</translation>
    </message>
    <message>
        <source>There is not enough memory for a connection. Close other programs and try again.</source>
        <translation>接続のためのメモリーが足りません。ほかのプログラムを閉じて、もう一度試してください。</translation>
    </message>
    <message>
        <source>Connections cannot be made: %1.</source>
        <translation>接続できません: %1。</translation>
    </message>
    <message>
        <source>The library libcurl (%1), which calls to an endpoint need, cannot be loaded. Install the package libcurl4 (on Fedora: libcurl).</source>
        <translation>エンドポイントの呼び出しに必要なライブラリlibcurl(%1)を読み込めません。パッケージlibcurl4をインストールしてください(Fedoraではlibcurl)。</translation>
    </message>
    <message>
        <source>The library libcurl of this machine is too old for calls to an endpoint; 7.85 is needed. Install a newer package libcurl4.</source>
        <translation>このコンピューターのライブラリlibcurlは、エンドポイントの呼び出しには古すぎます。7.85以降が必要です。新しいlibcurl4をインストールしてください。</translation>
    </message>
    <message>
        <source>%1: prompt.question must hold {instruction} and {response}, each once: there the example is put in.</source>
        <translation>%1: prompt.questionには{instruction}と{response}を1回ずつ書いてください。そこに例が入ります。</translation>
    </message>
    <message>
        <source>%1: prompt.answer_digit and prompt.answer_number must say how the judge is to answer.</source>
        <translation>%1: prompt.answer_digitとprompt.answer_numberに、評価AIの答え方を書いてください。</translation>
    </message>
    <message>
        <source>%1: the score of an example in prompt.examples must be from 1 to 5.</source>
        <translation>%1: prompt.examplesの例の点数は1から5にしてください。</translation>
    </message>
    <message>
        <source>%1: an example in prompt.examples needs an instruction and a response.</source>
        <translation>%1: prompt.examplesの例には指示と回答が必要です。</translation>
    </message>
    <message>
        <source>The job %1 is having %2 score this project&apos;s examples now. Wait for it, or stop it first.</source>
        <translation>ジョブ%1が、今このプロジェクトの例を%2で採点しています。終わるのを待つか、先に止めてください。</translation>
    </message>
    <message>
        <source>A budget needs a price, and there is none of &apos;%1&apos;. Give the model&apos;s prices, or take the budget away.</source>
        <translation>予算には価格が必要ですが、「%1」の価格がありません。モデルの価格を指定するか、予算をなくしてください。</translation>
    </message>
    <message>
        <source>There is nothing to ask: every example has been scored by %1, is excluded, or is too long.</source>
        <translation>採点するものがありません。すべての例は、%1で採点済みか、除外されているか、長すぎます。</translation>
    </message>
    <message>
        <source>The job %1 is running. Stop it before its limits are changed.</source>
        <translation>ジョブ%1は実行中です。上限を変える前に止めてください。</translation>
    </message>
    <message>
        <source>%1: this is no job of a judge that this version of Dankai can read.</source>
        <translation>%1: このバージョンのDankaiが読める採点ジョブではありません。</translation>
    </message>
    <message>
        <source>%1:%2: a key must not stand in a file. Take it out, put it into an environment variable and name that in api_key_env.</source>
        <translation>%1:%2: キーをファイルに書いてはいけません。取り除いて環境変数に入れ、その名前をapi_key_envに書いてください。</translation>
    </message>
    <message>
        <source>%1 is already there. Edit it, or remove it to begin with a new one.</source>
        <translation>%1はすでにあります。編集するか、消してから新しく作ってください。</translation>
    </message>
    <message>
        <source>this is a judge&apos;s job: it has no gate and answers no questions</source>
        <translation>これは採点ジョブです。移行判定はなく、質問にも答えません</translation>
    </message>
    <message>
        <source>The budget of this job is used up: another call could exceed it. Go on with a higher one.</source>
        <translation>このジョブの予算を使い切りました。次の呼び出しで超える可能性があります。予算を上げて続けてください。</translation>
    </message>
    <message>
        <source>%1 gives no log-probabilities, which reading: expectation needs. Set reading: number or auto in judge.yaml.</source>
        <translation>%1は対数確率を返しませんが、reading: expectationには必要です。judge.yamlでreading: numberまたはautoにしてください。</translation>
    </message>
    <message>
        <source>The judge&apos;s reply was cut off before its score. Raise limits.max_reply_tokens in judge.yaml.</source>
        <translation>評価AIの返答が、点数の前で切れました。judge.yamlのlimits.max_reply_tokensを増やしてください。</translation>
    </message>
    <message>
        <source>The judge&apos;s reply was empty.</source>
        <translation>評価AIの返答が空でした。</translation>
    </message>
    <message>
        <source>The judge&apos;s reply holds no score that is beyond doubt.</source>
        <translation>評価AIの返答に、疑いのない点数がありません。</translation>
    </message>
    <message>
        <source>%1 examples got no answer in all attempts. They keep waiting: ask about them again later.</source>
        <translation>%1件の例は、すべての試行で答えが得られませんでした。待機のままです。後でもう一度採点してください。</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>依頼による</translation>
    </message>
    <message>
        <source>Another process works on %1 already. Follow it with dankai status, or stop it first.</source>
        <translation>別のプロセスがすでに%1で作業しています。dankai statusで様子を見るか、先に止めてください。</translation>
    </message>
    <message>
        <source>%1: unmeasured gives no reason</source>
        <translation>%1: unmeasured に理由がありません</translation>
    </message>
    <message>
        <source>%1: a measurement without tokens, or not a number</source>
        <translation>%1: トークンのない測定値か、数ではない値です</translation>
    </message>
    <message>
        <source>%1: not a measurement of an example: %2</source>
        <translation>%1: 事例の測定値ではありません: %2</translation>
    </message>
    <message>
        <source>There is no scorer &apos;%1&apos; that reads a model&apos;s measurements.</source>
        <translation>モデルの測定値から求める採点方法に「%1」はありません。</translation>
    </message>
    <message>
        <source>how unlikely the project&apos;s model finds the response, in all</source>
        <translation>プロジェクトのモデルにとって回答がどれほど意外か(合計)</translation>
    </message>
    <message>
        <source>nats per token</source>
        <translation>1トークンあたりのナット</translation>
    </message>
    <message>
        <source>the model&apos;s loss on the response</source>
        <translation>回答に対するモデルの学習誤差</translation>
    </message>
    <message>
        <source>instruction-following difficulty: perplexity with the instruction over that without it</source>
        <translation>指示追従の難しさ: 指示があるときのパープレキシティを、ないときのもので割った値</translation>
    </message>
    <message>
        <source>the same of losses, as Cherry LLM&apos;s code has it</source>
        <translation>同じ比を学習誤差で求めた値(Cherry LLM のコードの形)</translation>
    </message>
    <message>
        <source>%1 was saved with execution.precision: %2 and holds the weights in that form; go on with it, or remove the folder to start the run anew with %3</source>
        <translation>%1 は execution.precision: %2 で保存され、重みをその形で持っています。その設定で続けるか、フォルダーを取り除いて %3 で実行を最初からやり直してください</translation>
    </message>
    <message>
        <source>this needs about %1 of memory on %2, %3 are free; these settings would need about: %4</source>
        <translation>%2のメモリーが約%1必要ですが、空きは%3です。次の設定なら、かっこ内の量で済みます: %4</translation>
    </message>
    <message>
        <source>%1 is no job that measures examples for scores.</source>
        <translation>%1 は、採点のために事例を測定する処理ではありません。</translation>
    </message>
    <message>
        <source>A recipe keeps its moments in float32 (optimizer.kind: adamw_8bit). Freeze a run without it: dankai export PROJECT --as recipe --plan NAME --set optimizer.kind=adamw</source>
        <translation>レシピは最適化の状態を float32 で保ちます(optimizer.kind: adamw_8bit)。これを使わない実行を確定してください:dankai export PROJECT --as recipe --plan NAME --set optimizer.kind=adamw</translation>
    </message>
    <message>
        <source>%1execution.precision is &apos;%2&apos;; it must be auto, float32, bfloat16 or bfloat16_split</source>
        <translation>%1execution.precisionが「%2」です。auto、float32、bfloat16、bfloat16_splitのいずれかでなければなりません</translation>
    </message>
    <message>
        <source>the calibration was stopped on request</source>
        <translation>補正は、指示により中止されました</translation>
    </message>
    <message>
        <source>It has learnt from %1 labels only; below %2 its figures say little.</source>
        <translation>ラベル%1件だけから学習しました。%2件に満たないうちは、この数値からはほとんど何も言えません。</translation>
    </message>
    <message>
        <source>On labels that it had not seen it may be no better than chance: the interval of its area under the curve reaches down to one half.</source>
        <translation>学習に使っていないラベルでは、偶然と変わらないかもしれません。曲線下面積の区間が0.5まで届いています。</translation>
    </message>
    <message>
        <source>One level of the labels has only %1 examples; where it begins is hardly known.</source>
        <translation>ラベルの段のひとつに事例が%1件しかありません。その段がどこから始まるかは、ほとんど分かりません。</translation>
    </message>
    <message>
        <source>Its predictions are off by more than an eighth of the scale on average; its order may be used, its values should not.</source>
        <translation>予測が平均して尺度の8分の1を超えて外れています。順序は使えますが、値そのものは使わないでください。</translation>
    </message>
    <message>
        <source>There are %1 labels; a calibration needs at least %2. Review more examples, or let a judge score some.</source>
        <translation>ラベルが%1件あります。補正には少なくとも%2件が必要です。事例の確認を増やすか、評価AIに採点させてください。</translation>
    </message>
    <message>
        <source>All %1 labels are alike, so there is nothing to learn. Label easy and hard examples both.</source>
        <translation>%1件のラベルがすべて同じなので、学ぶことがありません。易しい事例と難しい事例の両方にラベルを付けてください。</translation>
    </message>
    <message>
        <source>Fewer than %1 labels differ from the others, too few to learn from. Label more examples that are hard where most are easy, or easy where most are hard.</source>
        <translation>ほかと異なるラベルが%1件に満たず、学習するには少なすぎます。ほとんどが易しい場合は難しい事例に、ほとんどが難しい場合は易しい事例に、もっとラベルを付けてください。</translation>
    </message>
    <message>
        <source>the learning curve was stopped on request</source>
        <translation>学習曲線の計算は、指示により中止されました</translation>
    </message>
    <message>
        <source>%1 is no file of hidden states.</source>
        <translation>%1は隠れ状態のファイルではありません。</translation>
    </message>
    <message>
        <source>%1 is of another version of Dankai; score the examples again.</source>
        <translation>%1は別の版のDankaiのものです。事例をもう一度採点してください。</translation>
    </message>
    <message>
        <source>%1 is cut off in its header; score the examples again.</source>
        <translation>%1は先頭の部分で途切れています。事例をもう一度採点してください。</translation>
    </message>
    <message>
        <source>%1 does not say what its rows are; score the examples again.</source>
        <translation>%1には、各行が何であるかが書かれていません。事例をもう一度採点してください。</translation>
    </message>
    <message>
        <source>%1 holds hidden states of another model or layer; remove it first.</source>
        <translation>%1には別のモデルまたは別の層の隠れ状態が入っています。先に削除してください。</translation>
    </message>
    <message>
        <source>The id %1 is too long for a file of hidden states.</source>
        <translation>ID %1は、隠れ状態のファイルには長すぎます。</translation>
    </message>
    <message>
        <source>The hidden states of row %1 are not numbers; the model&apos;s weights are broken.</source>
        <translation>行%1の隠れ状態が数値ではありません。モデルの重みが壊れています。</translation>
    </message>
    <message>
        <source>what a calibration learnt from labels; dankai calibrate</source>
        <translation>補正でラベルから学んだ難しさ。dankai calibrate</translation>
    </message>
    <message>
        <source>The model has %1 layers; there are no hidden states after layer %2.</source>
        <translation>このモデルの層は%1層です。第%2層より後の隠れ状態はありません。</translation>
    </message>
    <message>
        <source>A calibration cannot learn from a calibration. Name the scores of people or of a judge, or a column of the imported file.</source>
        <translation>補正は、補正の結果からは学習できません。人または評価AIの得点か、取り込んだファイルの列を指定してください。</translation>
    </message>
    <message>
        <source>No example has a score of this scorer in its current content.</source>
        <translation>現在の内容に対してこの採点方法の難易度スコアがある事例がありません。</translation>
    </message>
    <message>
        <source>All scores are %1: this scorer tells nothing apart.</source>
        <translation>難易度スコアがすべて%1です。この採点方法では事例を区別できません。</translation>
    </message>
    <message>
        <source>%1 of the scores lie from %2 to %3, the middle quarter of the scale: this scorer seldom commits itself (regression to the mean). Thresholds of another scorer will not fit it.</source>
        <translation>難易度スコアの%1が、尺度の中央4分の1(%2~%3)に集まっています。この採点方法ははっきりした点をあまり付けません(平均への回帰)。ほかの採点方法の境界値はそのままでは使えません。</translation>
    </message>
    <message>
        <source>%1 of the scores are exactly %2. A split into equal phases has to part them by content hash, that is by chance.</source>
        <translation>難易度スコアの%1がちょうど%2です。同じ件数の段階に分けるには、同点の事例を内容のハッシュ、つまり偶然で分けることになります。</translation>
    </message>
    <message>
        <source>The scores go along with the length of the response (Spearman %1, %2 of the variance of their ranks). An effect of phases cut by them may be one of length: train the arm that is split by length too.</source>
        <translation>難易度スコアがお手本の回答の長さと連動しています(順位相関 %1、順位のばらつきの%2)。このスコアで分けた段階の効果は、長さの効果かもしれません。比較条件「長さで分割」も学習してください。</translation>
    </message>
    <message>
        <source>The scores change with the place in the file (Spearman %1). Where the file is not sorted by difficulty, the scorer drifted, or it was asked in the order of the file: score a sample again in another order.</source>
        <translation>難易度スコアがファイル内の位置とともに変わっています(順位相関 %1)。ファイルが難易度順でなければ、採点の基準が途中でずれたか、並び順が影響しています。一部を別の順番で採点し直してください。</translation>
    </message>
    <message>
        <source>Examples whose %1 is &quot;%2&quot; are scored higher than the others: in %3 of pairs (%4 to %5, n = %6).</source>
        <translation>%1が「%2」の事例は、ほかの事例より高く採点されています(組にして比べると%3で高い、誤差の幅 %4~%5、n = %6)。</translation>
    </message>
    <message>
        <source>Examples whose %1 is &quot;%2&quot; are scored lower than the others: in %3 of pairs (%4 to %5, n = %6).</source>
        <translation>%1が「%2」の事例は、ほかの事例より低く採点されています(組にして比べると%3で低い、誤差の幅 %4~%5、n = %6)。</translation>
    </message>
    <message>
        <source>%1 of %2 examples have no loss of the untrained model and do not count here.</source>
        <translation>%2件のうち%1件には学習前のモデルの学習誤差がなく、ここでは数えません。</translation>
    </message>
    <message>
        <source>The untrained model finds %1 easier than %2: its loss is lower by %3 (%4 to %5 nats per token). What %6 calls hard is not hard for this model.</source>
        <translation>学習前のモデルには、「%1」のほうが「%2」より易しくなっています。学習誤差が%3低い値です(誤差の幅 %4~%5、トークンあたりnat)。「%6」で難しいとされた事例が、このモデルには難しくありません。</translation>
    </message>
    <message>
        <source>Whether the untrained model finds %1 harder than %2 cannot be said: the difference of its loss is %3 (%4 to %5 nats per token, n = %6 and %7).</source>
        <translation>学習前のモデルにとって「%1」が「%2」より難しいかどうかは、判断できません。学習誤差の差は%3です(誤差の幅 %4~%5、トークンあたりnat、n = %6と%7)。</translation>
    </message>
    <message>
        <source>The untrained model finds every phase harder than the one before.</source>
        <translation>学習前のモデルにとって、どの段階も前の段階より難しくなっています。</translation>
    </message>
    <message>
        <source>No example has a score of both %1 and %2.</source>
        <translation>「%1」と「%2」の両方のスコアがある事例がありません。</translation>
    </message>
    <message>
        <source>%1 of %2 examples are hard by %3 (from %4) and poor by %5 (below %6); %7 would be if the two had nothing to do with one another.</source>
        <translation>%2件のうち%1件が、「%3」で難しく(%4以上)、「%5」で質が低い(%6未満)事例です。両者が無関係なら%7件になります。</translation>
    </message>
    <message>
        <source>Hard and poor come together here. Look at these examples before the last phase is trained: some may be hard because they are wrong or unclear.</source>
        <translation>難しい事例に、質の低い事例が偏っています。最後の段階を学習する前に確認してください。誤りや分かりにくさのために難しくなっている事例があるかもしれません。</translation>
    </message>
    <message>
        <source>There is no example left to ask %1 about in plan &apos;%2&apos;: people were asked about all that are not excluded.</source>
        <translation>計画「%2」には、%1 さんに尋ねる事例が残っていません。除外されていない事例はすべて、だれかに尋ねました。</translation>
    </message>
    <message>
        <source>This queue has %1 questions; there is no question %2.</source>
        <translation>質問は全部で %1 件です。%2 件目の質問はありません。</translation>
    </message>
    <message>
        <source>This queue has %1 sets; there is no set %2.</source>
        <translation>全部で %1 組です。%2 組目はありません。</translation>
    </message>
    <message>
        <source>is no object</source>
        <translation>オブジェクトではない</translation>
    </message>
    <message>
        <source>%1:%2: this line of the review package %3. Ask for the package again.</source>
        <translation>%1:%2: 確認用ファイルのこの行は使えません(%3)。ファイルをもう一度受け取ってください。</translation>
    </message>
    <message>
        <source>%1 is no review package. Make one with: dankai review … package</source>
        <translation>%1 は確認用ファイルではありません。dankai review … package で作ってください</translation>
    </message>
    <message>
        <source>names no version</source>
        <translation>版が書かれていない</translation>
    </message>
    <message>
        <source>%1 was written by a newer Dankai (version %2). Update Dankai to open it.</source>
        <translation>%1 は新しい Dankai(バージョン %2)で書かれています。開くには Dankai を更新してください。</translation>
    </message>
    <message>
        <source>names no reviewer</source>
        <translation>確認する人の名前がない</translation>
    </message>
    <message>
        <source>has too many levels or too few</source>
        <translation>難易度区分の数が多すぎるか少なすぎる</translation>
    </message>
    <message>
        <source>has no key</source>
        <translation>識別番号がない</translation>
    </message>
    <message>
        <source>shows a level that there is not</source>
        <translation>存在しない難易度区分の見本</translation>
    </message>
    <message>
        <source>is one too many</source>
        <translation>数が多すぎる</translation>
    </message>
    <message>
        <source>expects a level that there is not</source>
        <translation>存在しない難易度区分を正解としている</translation>
    </message>
    <message>
        <source>is out of order</source>
        <translation>順序が違う</translation>
    </message>
    <message>
        <source>answers a question that there is not</source>
        <translation>存在しない質問への回答</translation>
    </message>
    <message>
        <source>has a decision that this version does not know</source>
        <translation>このバージョンにない判断</translation>
    </message>
    <message>
        <source>does not fit its question</source>
        <translation>質問に合わない判断</translation>
    </message>
    <message>
        <source>has an impossible time</source>
        <translation>時間がありえない値</translation>
    </message>
    <message>
        <source>takes back an answer that there is not</source>
        <translation>存在しない回答の取り消し</translation>
    </message>
    <message>
        <source>%1: this line of the review package cannot be read: %2. Ask for the package again.</source>
        <translation>%1: 確認用ファイルのこの行を読めません: %2。ファイルをもう一度受け取ってください。</translation>
    </message>
    <message>
        <source>This package has no question %1.</source>
        <translation>この確認用ファイルに %1 件目の質問はありません。</translation>
    </message>
    <message>
        <source>This question is about two examples: say which is harder, first, second or equal, or skip it.</source>
        <translation>この質問は2件の事例についてのものです。どちらが難しいか(1件目・2件目・同じ)を答えるか、見送ってください。</translation>
    </message>
    <message>
        <source>This question is about one example: place it, or say why it has no place. Its text can be changed in the project only; say it in a note.</source>
        <translation>この質問は1件の事例についてのものです。難易度を答えるか、答えられない理由を選んでください。文を直せるのはプロジェクトの中だけなので、メモに書いてください。</translation>
    </message>
    <message>
        <source>%1, question %2: %3</source>
        <translation>%1、%2 件目の質問: %3</translation>
    </message>
    <message>
        <source>There is no such question in the project.</source>
        <translation>この質問はプロジェクトにありません。</translation>
    </message>
    <message>
        <source>Example %1 has another text than the package. The answer is not taken; ask again.</source>
        <translation>事例 %1 の文が、確認用ファイルの文と違います。この回答は取り込みませんでした。もう一度尋ねてください。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; has %2 levels now and had %3 when these questions were drawn. Answer or skip them and draw anew.</source>
        <translation>計画「%1」の難易度区分は現在 %2 個ですが、質問を選んだときは %3 個でした。残りに答えるか見送ってから、選び直してください。</translation>
    </message>
    <message>
        <source>%1 has answered everything. Draw new questions first.</source>
        <translation>%1 さんはすべて答え終わっています。先に新しい質問を選んでください。</translation>
    </message>
    <message>
        <source>%1 is a review package of another project: these questions were not drawn here. Merge it where they were.</source>
        <translation>%1 は別のプロジェクトの確認用ファイルです。この質問はここで選ばれたものではありません。元のプロジェクトに取り込んでください。</translation>
    </message>
    <message>
        <source>There is no example left to ask %1 about.</source>
        <translation>%1 さんに尋ねる事例が残っていません。</translation>
    </message>
    <message>
        <source>%1 has %2 questions left in plan &apos;%3&apos;. Answer or skip them first.</source>
        <translation>%1 さんには、計画「%3」の質問がまだ %2 件残っています。先に答えるか見送ってください。</translation>
    </message>
    <message>
        <source>There is no review queue %1 in this project.</source>
        <translation>このプロジェクトに確認の質問一覧 %1 はありません。</translation>
    </message>
    <message>
        <source>Example %1 cannot show two levels at once.</source>
        <translation>事例 %1 を2つの難易度区分の見本にすることはできません。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; has %2 levels; there is no level %3.</source>
        <translation>計画「%1」の難易度区分は %2 個です。%3 番目はありません。</translation>
    </message>
    <message>
        <source>Say who reviews: a name under which the answers are kept.</source>
        <translation>確認する人の名前を入れてください。回答はその名前で保存されます。</translation>
    </message>
    <message>
        <source>A reviewer&apos;s name is one line of at most %1 characters.</source>
        <translation>確認する人の名前は、1行・%1 文字以内で入れてください。</translation>
    </message>
    <message>
        <source>Which of two examples is harder is asked in pairs only. Place the example instead.</source>
        <translation>どちらが難しいかは、2件を比べる質問でだけ答えられます。この事例の難易度を答えてください。</translation>
    </message>
    <message>
        <source>%1 has no question %2 in plan &apos;%3&apos;. Draw a queue for this name first.</source>
        <translation>計画「%3」に、%1 さんの %2 件目の質問はありません。先にこの名前で質問を選んでください。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; had %2 levels when these questions were drawn and has %3 now. Draw new ones.</source>
        <translation>計画「%1」の難易度区分は、質問を選んだときは %2 個でしたが、現在は %3 個です。質問を選び直してください。</translation>
    </message>
    <message>
        <source>This question is about one example: place it, or say why it has no place.</source>
        <translation>この質問は1件の事例についてのものです。難易度を答えるか、答えられない理由を選んでください。</translation>
    </message>
    <message>
        <source>A placement needs a level, and no other decision has one.</source>
        <translation>難易度を答えるときは難易度区分が必要です。ほかの判断には付けられません。</translation>
    </message>
    <message>
        <source>A conflict ends with a level, or with what takes the example out.</source>
        <translation>判断の食い違いは、難易度区分を決めるか、事例を外すことで解消します。</translation>
    </message>
    <message>
        <source>Nobody disagrees about example %1 in plan &apos;%2&apos;.</source>
        <translation>計画「%2」の事例 %1 に、判断の食い違いはありません。</translation>
    </message>
    <message>
        <source>An edit needs a text, and no other decision has one.</source>
        <translation>編集には新しい文が必要です。ほかの判断には付けられません。</translation>
    </message>
    <message>
        <source>Example %1 was edited since: revision %2 was judged, and it is at revision %3. Look at it again.</source>
        <translation>事例 %1 はその後編集されました。判断されたのは版 %2 で、現在は版 %3 です。もう一度確認してください。</translation>
    </message>
    <message>
        <source>There is no decision %1 that stands.</source>
        <translation>有効な判断 %1 はありません。</translation>
    </message>
    <message>
        <source>%1 is empty. Write a table of the questions first: dankai review … export</source>
        <translation>%1 は空です。先に質問の表を書き出してください: dankai review … export</translation>
    </message>
    <message>
        <source>%1the names of the columns cannot be read: %2.</source>
        <translation>%1列の名前を読めません: %2。</translation>
    </message>
    <message>
        <source>%1there is no column &apos;%2&apos;; the columns are: %3. Keep the first line as it was exported.</source>
        <translation>%1列「%2」がありません。ある列: %3。1行目は書き出したときのままにしてください。</translation>
    </message>
    <message>
        <source>%1this row cannot be read: %2.</source>
        <translation>%1この行を読めません: %2。</translation>
    </message>
    <message>
        <source>%1&apos;%2&apos; is no example&apos;s number. Keep the column &apos;%3&apos; as it was exported.</source>
        <translation>%1「%2」は事例番号ではありません。列「%3」は書き出したときのままにしてください。</translation>
    </message>
    <message>
        <source>%1&apos;%2&apos; is no revision of a text. Keep the column &apos;%3&apos; as it was exported.</source>
        <translation>%1「%2」は文の版ではありません。列「%3」は書き出したときのままにしてください。</translation>
    </message>
    <message>
        <source>%1&apos;%2&apos; is no decision about example %3. Write one of: %4.</source>
        <translation>%1「%2」は、事例 %3 についての判断ではありません。次のどれかを書いてください: %4。</translation>
    </message>
    <message>
        <source>%1example %2 is &apos;%3&apos; here and &apos;%4&apos; in line %5. Leave one of the two; neither was taken.</source>
        <translation>%1事例 %2 は、ここでは「%3」、%5 行目では「%4」です。どちらか一方だけを残してください。どちらも取り込みませんでした。</translation>
    </message>
    <message>
        <source>%1 is no table of a review: it is larger than any of them.</source>
        <translation>%1 は確認の表ではありません。大きすぎます。</translation>
    </message>
    <message>
        <source>Example %1 was edited since: revision %2 was judged, and it is at revision %3. Export it again.</source>
        <translation>事例 %1 はその後編集されました。判断されたのは版 %2 で、現在は版 %3 です。もう一度書き出してください。</translation>
    </message>
    <message>
        <source>the text of example %1 was changed in the table. The decision is taken and the text is not: change it with dankai review … edit, or on the Data page.</source>
        <translation>事例 %1 の文が表の中で変えられています。判断は取り込み、文は取り込みませんでした。文は dankai review … edit か「データ」のページで直してください。</translation>
    </message>
    <message>
        <source>No example has a score yet. Score them first: dankai score %1 --scorer %2</source>
        <translation>難易度スコアのある事例がまだありません。先に採点してください: dankai score %1 --scorer %2</translation>
    </message>
    <message>
        <source>No example has a score of %1 in its current content. There are scores of: %2.</source>
        <translation>現在の内容に対して「%1」の難易度スコアがある事例がありません。スコアのある採点方法: %2。</translation>
    </message>
    <message>
        <source>the columns of an example</source>
        <translation>事例の列</translation>
    </message>
    <message>
        <source>the columns of example %1</source>
        <translation>事例%1の列</translation>
    </message>
    <message>
        <source>No example has a column &quot;%1&quot;: the imported files had no columns beside the examples.</source>
        <translation>列「%1」のある事例がありません。読み込んだファイルに、事例以外の列がありませんでした。</translation>
    </message>
    <message>
        <source>No example has a column &quot;%1&quot;. The columns there are: %2.</source>
        <translation>列「%1」のある事例がありません。ある列: %2。</translation>
    </message>
    <message>
        <source>Most of these examples were not drawn at random but because they were doubtful; on ordinary ones it may be better or worse than its figures.</source>
        <translation>これらの事例のほとんどは無作為に選ばれたものではなく、判断が分かれるために選ばれたものです。ふつうの事例では、この数値より良いことも悪いこともあります。</translation>
    </message>
    <message>
        <source>length of the prompt</source>
        <translation>指示の長さ</translation>
    </message>
    <message>
        <source>length of the input</source>
        <translation>入力の長さ</translation>
    </message>
    <message>
        <source>length of the response</source>
        <translation>お手本の回答の長さ</translation>
    </message>
    <message>
        <source>length of the response beside that of the prompt</source>
        <translation>指示と比べた回答の長さ</translation>
    </message>
    <message>
        <source>number of words in the response</source>
        <translation>回答の単語数</translation>
    </message>
    <message>
        <source>number of different words in the response</source>
        <translation>回答に出てくる単語の種類の数</translation>
    </message>
    <message>
        <source>how seldom words of the response return</source>
        <translation>回答で同じ単語が繰り返されない度合い</translation>
    </message>
    <message>
        <source>words that the prompt does not have</source>
        <translation>指示にない単語の数</translation>
    </message>
    <message>
        <source>length of the words</source>
        <translation>単語の長さ</translation>
    </message>
    <message>
        <source>compressed size of the text</source>
        <translation>圧縮した文章の大きさ</translation>
    </message>
    <message>
        <source>how little the text can be compressed</source>
        <translation>文章の圧縮しにくさ</translation>
    </message>
    <message>
        <source>number of lines in the response</source>
        <translation>回答の行数</translation>
    </message>
    <message>
        <source>number of sentences in the response</source>
        <translation>回答の文の数</translation>
    </message>
    <message>
        <source>commas and colons in the response</source>
        <translation>回答の読点とコロンの数</translation>
    </message>
    <message>
        <source>digits in the response</source>
        <translation>回答の数字の数</translation>
    </message>
    <message>
        <source>symbols of code in the response</source>
        <translation>回答のコード記号の数</translation>
    </message>
    <message>
        <source>question marks in the prompt</source>
        <translation>指示の疑問符の数</translation>
    </message>
    <message>
        <source>words of the instruction</source>
        <translation>指示の単語</translation>
    </message>
    <message>
        <source>how unlikely the model finds the response</source>
        <translation>モデルにとっての回答の意外さ</translation>
    </message>
    <message>
        <source>loss of the model on the response</source>
        <translation>回答に対するモデルの学習誤差</translation>
    </message>
    <message>
        <source>loss of the model without the prompt</source>
        <translation>指示なしでのモデルの学習誤差</translation>
    </message>
    <message>
        <source>how little the prompt helps the model</source>
        <translation>指示がモデルの助けにならない度合い</translation>
    </message>
    <message>
        <source>number of tokens in the response</source>
        <translation>回答のトークン数</translation>
    </message>
    <message>
        <source>hidden states of the model</source>
        <translation>モデルの隠れ状態</translation>
    </message>
    <message>
        <source>Seems harder: %1.</source>
        <translation>難しいと見る理由: %1。</translation>
    </message>
    <message>
        <source>Seems easier: %1.</source>
        <translation>易しいと見る理由: %1。</translation>
    </message>
    <message>
        <source>%1: a judgement that is not from 1 to 5</source>
        <translation>%1: 評価が1~5ではありません</translation>
    </message>
    <message>
        <source>1 to 5, what the project&apos;s own model says as a judge</source>
        <translation>プロジェクトのモデル自身が評価AIとして付ける1~5のスコア</translation>
    </message>
    <message>
        <source>The model cannot be a judge: its tokenizer does not write the digit %1 as one token.</source>
        <translation>このモデルは評価AIになれません。トークナイザーが数字%1を1トークンで書かないためです。</translation>
    </message>
    <message>
        <source>The scorer local_judge needs a judge&apos;s question.</source>
        <translation>採点方法local_judgeには、評価AIへの質問が必要です。</translation>
    </message>
    <message>
        <source>%1: judge_rows must be the name of a file in the job folder</source>
        <translation>%1: judge_rowsには、ジョブのフォルダ内のファイル名を指定してください</translation>
    </message>
    <message>
        <source>%1: this is no record of a calibration (%2). Calibrate again to write it anew.</source>
        <translation>%1: 補正の記録ではありません(%2)。もう一度補正すると書き直されます。</translation>
    </message>
    <message>
        <source>No example has %1 = %2.</source>
        <translation>%1 = %2 の事例はありません。</translation>
    </message>
    <message>
        <source>The column %1 holds no numbers but texts (%2). Say which of them is the label, for instance %3=%4.</source>
        <translation>列%1の値は数値ではなく文字列(%2)です。どれをラベルとするか指定してください(例: %3=%4)。</translation>
    </message>
    <message>
        <source>All examples have the same value of %1, so that it tells no scorer from another. Choose a column with two values or more.</source>
        <translation>すべての事例で%1の値が同じなので、採点方法を比べられません。値が2つ以上ある列を選んでください。</translation>
    </message>
    <message>
        <source>Its loss went from %1 before training to %2 after phase %3.</source>
        <translation>学習誤差は、学習前の%1から第%3段階終了時の%2に変わりました。</translation>
    </message>
    <message>
        <source>Its loss went from %1 after phase %2 to %3 after phase %4.</source>
        <translation>学習誤差は、第%2段階終了時の%1から第%4段階終了時の%3に変わりました。</translation>
    </message>
    <message>
        <source>Of the checkpoints before the last its loss was lowest before training, %1; after phase %2 it is %3.</source>
        <translation>最後より前のモデルのうち学習誤差が最も小さかったのは学習前の%1で、第%2段階終了時は%3です。</translation>
    </message>
    <message>
        <source>Of the checkpoints before the last its loss was lowest after phase %1, %2; after phase %3 it is %4.</source>
        <translation>最後より前のモデルのうち学習誤差が最も小さかったのは第%1段階終了時の%2で、第%3段階終了時は%4です。</translation>
    </message>
    <message>
        <source>how far a run brought the loss down</source>
        <translation>実行によって学習誤差がどれだけ減ったか</translation>
    </message>
    <message>
        <source>how far the loss rose again after the checkpoint of a run that knew the example best</source>
        <translation>その事例を最もよく覚えていた時点から、学習誤差がどれだけ戻ったか(忘却)</translation>
    </message>
    <message>
        <source>It is excluded from every plan.</source>
        <translation>すべての計画から除外されています。</translation>
    </message>
    <message>
        <source>Its present text has no score by the plan&apos;s scorer, so the rule puts it nowhere.</source>
        <translation>いまの文章には、この計画が使う採点方法のスコアがないため、規則ではどの段階にも振り分けられません。</translation>
    </message>
    <message>
        <source>Examples of exactly this score stand on both sides of a cut; which of them stand below it is chosen by content hash.</source>
        <translation>まったく同じスコアの事例が区切りの両側にあります。どれを下に置くかは内容のハッシュ値で決まります。</translation>
    </message>
    <message>
        <source>The rule puts it into phase %1: its score %2 is below %3.</source>
        <translation>規則では第%1段階です。スコア%2は境界値%3より小さいためです。</translation>
    </message>
    <message>
        <source>The rule puts it into phase %1: its score %2 is not below %3.</source>
        <translation>規則では第%1段階です。スコア%2は境界値%3以上のためです。</translation>
    </message>
    <message>
        <source>The rule puts it into phase %1: its score %2 is not below %3 and is below %4.</source>
        <translation>規則では第%1段階です。スコア%2は境界値%3以上%4未満のためです。</translation>
    </message>
    <message>
        <source>The rule cuts the order of difficulty into parts of the same number of tokens: with its score %1 it is number %2 of %3, and phase %4 takes the numbers %5 to %6.</source>
        <translation>規則は、難易度の順をトークン数が等しくなるように区切ります。スコア%1は%3件中%2番目で、第%4段階は%5番目から%6番目までです。</translation>
    </message>
    <message>
        <source>The rule cuts the order of difficulty where few scores lie: with its score %1 it is number %2 of %3, and phase %4 takes the numbers %5 to %6.</source>
        <translation>規則は、難易度の順をスコアの少ない所で区切ります。スコア%1は%3件中%2番目で、第%4段階は%5番目から%6番目までです。</translation>
    </message>
    <message>
        <source>The rule cuts the order of difficulty into parts of the same number of examples: with its score %1 it is number %2 of %3, and phase %4 takes the numbers %5 to %6.</source>
        <translation>規則は、難易度の順を件数が等しくなるように区切ります。スコア%1は%3件中%2番目で、第%4段階は%5番目から%6番目までです。</translation>
    </message>
    <message>
        <source>An audit is a table or JSON: give a file that ends in .csv, .json or .jsonl, not %1.</source>
        <translation>監査用の記録は表かJSONです。.csv、.json、.jsonlのいずれかで終わるファイル名を指定してください(%1ではありません)。</translation>
    </message>
    <message>
        <source>Plan &apos;%1&apos; puts no example into a phase, so there is nothing to explain. Score the examples by its scorer, or split them anew.</source>
        <translation>計画「%1」はどの事例も段階に振り分けていないため、説明するものがありません。計画の採点方法で採点するか、段階分けをやり直してください。</translation>
    </message>
    <message>
        <source>Run %1 has not ended yet. Its checkpoints are measured when it has.</source>
        <translation>実行%1はまだ終わっていません。チェックポイントは終了後に測定できます。</translation>
    </message>
    <message>
        <source>Run %1 has finished no phase, so there is no checkpoint to measure. Resume it with: dankai train %2 --resume %3</source>
        <translation>実行%1はどの段階も終えていないため、測定するチェックポイントがありません。次のコマンドで再開してください: dankai train %2 --resume %3</translation>
    </message>
    <message>
        <source>Forgetting is of a whole run; leave the phase away.</source>
        <translation>忘却は実行全体の値です。段階の指定を外してください。</translation>
    </message>
    <message>
        <source>Run %1 has finished %2 phases; there is no phase %3.</source>
        <translation>実行%1が終えたのは%2段階です。第%3段階はありません。</translation>
    </message>
    <message>
        <source>The examples changed while losses were compared. Ask again.</source>
        <translation>学習誤差を比べている間に事例が変わりました。もう一度実行してください。</translation>
    </message>
    <message>
        <source>It was stopped while examples were explained.</source>
        <translation>事例の説明を作っている途中で停止しました。</translation>
    </message>
    <message>
        <source>The weights of %1 are not there any more, so it cannot be measured. Put its folder back.</source>
        <translation>%1の重みがもうないため、測定できません。フォルダーを元に戻してください。</translation>
    </message>
    <message>
        <source>The blocks of %1 take %2 bytes, but %3 were asked for.</source>
        <translation>%1のブロックは%2バイトですが、%3バイトが求められました。</translation>
    </message>
    <message>
        <source>The weight %1 is not stored in blocks.</source>
        <translation>重み%1はブロックの形で格納されていません。</translation>
    </message>
    <message>
        <source>%1: the pages that say what the rest means cannot be read, so nothing can be rescued. Put back a backup; the file stays as it is.</source>
        <translation>%1: 内容の構成を示すページを読めないため、救い出せません。バックアップから戻してください。ファイルはそのまま残ります。</translation>
    </message>
    <message>
        <source>%1 is open for reading only, so nothing in it was changed. Where it is damaged, rescue what can be read first.</source>
        <translation>%1は読み取り専用で開いているため、何も変更していません。壊れている場合は、先に読めるものを救い出してください。</translation>
    </message>
    <message>
        <source>No example of the plan has a loss of the untrained model yet. Score it with the scorer &quot;%1&quot; to see whether the phases get harder.</source>
        <translation>この計画の事例には、学習前のモデルの学習誤差がまだありません。段階が進むほど難しいかを確かめるには、採点方法「%1」で採点してください。</translation>
    </message>
    <message>
        <source>The model of this project is not there any more: %1. Put it back, or say where it is now: &quot;Model to start from&quot; on the Settings page, which is model.path in %2.</source>
        <translation>このプロジェクトのモデルが見つかりません: %1。元の場所に戻すか、今の場所を設定ページの「元のモデル(学習前)」で選んでください(%2 の model.path と同じです)。</translation>
    </message>
    <message>
        <source>%1. Correct it in a text editor, or put an earlier copy of the file back. Examples, plans and runs do not stand in it and are safe.</source>
        <translation>%1。テキストエディターでその行を直すか、以前のファイルに戻してください。事例、計画、実行はこのファイルにはなく、影響を受けていません。</translation>
    </message>
    <message>
        <source>%1: more tokens are ranked first than there are</source>
        <translation>%1: 1 位のトークンの数が、トークンの総数より多くなっています</translation>
    </message>
    <message>
        <source>The plan is cut by %1, which follows from another model&apos;s loss: that its phases get harder says that the two models agree, not that people would.</source>
        <translation>この学習計画は %1 で分けられています。これは別のモデルの学習誤差によるものです。段階が次第に難しくなっていても、2 つのモデルの判断が合うことしか示さず、人の判断と合うことは示しません。</translation>
    </message>
    <message>
        <source>The plan is cut by %1, which says itself how well the untrained model predicts the responses: that its phases get harder proves nothing.</source>
        <translation>この学習計画は %1 で分けられています。これ自体が、学習前のモデルがお手本の回答をどれだけ予測できるかを表すため、段階が次第に難しくなっていても何の証明にもなりません。</translation>
    </message>
    <message>
        <source>How many tokens of the responses the untrained model gets right is not measured yet. The scorer &quot;token_error&quot; measures it.</source>
        <translation>学習前のモデルがお手本の回答のトークンをどれだけ当てられるかは、まだ測定されていません。採点方法「token_error」で測定できます。</translation>
    </message>
    <message>
        <source>%1 of %2 examples have no accuracy of the untrained model and do not count in it.</source>
        <translation>%2 件中 %1 件の事例には学習前のモデルの正答率がなく、その集計に入っていません。</translation>
    </message>
    <message>
        <source>The untrained model gets more of %1 right than of %2: %3 of the tokens against %4 (%5 to %6 points more). By this measure the later phase is the easier one.</source>
        <translation>学習前のモデルは、「%2」より「%1」のほうをよく当てます: トークンの %3、前者は %4(差は %5~%6 ポイント)。この尺度では、後の段階のほうが易しいことになります。</translation>
    </message>
    <message>
        <source>Whether the untrained model gets less of %1 right than of %2 cannot be said: the difference is %3 points (%4 to %5, n = %6 and %7).</source>
        <translation>学習前のモデルが「%2」より「%1」のほうを外すかどうかは、判断できません: 差は %3 ポイント(%4~%5、n = %6 と %7)。</translation>
    </message>
    <message>
        <source>The untrained model gets fewer tokens right in every phase than in the one before.</source>
        <translation>学習前のモデルが当てるトークンは、どの段階でも前の段階より少なくなっています。</translation>
    </message>
    <message>
        <source>share of the response&apos;s tokens that the model would not have put there</source>
        <translation>お手本の回答のうち、モデルなら置かなかったトークンの割合</translation>
    </message>
    <message>
        <source>No safe connection to %1 could be made: %2. Nothing was sent. Check the address. For a server of your own with a certificate of its own, name the PEM file of that certificate, or of who signed it, in endpoint.ca_file of judge.yaml or in the environment variable SSL_CERT_FILE.</source>
        <translation>%1 への安全な接続ができません: %2。何も送っていません。アドレスを確かめてください。独自の証明書を使う自前のサーバーなら、その証明書、または発行者の証明書の PEM ファイルを、judge.yaml の endpoint.ca_file か環境変数 SSL_CERT_FILE で指定してください。</translation>
    </message>
    <message>
        <source>The file of certificates %1 is not there. Correct endpoint.ca_file of judge.yaml, which takes a whole path, or the environment variable SSL_CERT_FILE; without either, the certificates count that the system trusts.</source>
        <translation>証明書のファイル %1 がありません。judge.yaml の endpoint.ca_file(絶対パスで指定)か、環境変数 SSL_CERT_FILE を直してください。どちらも指定しなければ、システムが信頼する証明書を使います。</translation>
    </message>
    <message>
        <source>the model %1</source>
        <translation>モデル %1</translation>
    </message>
    <message>
        <source>how much is asked and how unlikely the model finds the response, both at once</source>
        <translation>求められている量と、回答がモデルにとってどれだけ意外かの両方</translation>
    </message>
    <message>
        <source>%1 is a review package and no examples. Take its answers over with: dankai review … merge</source>
        <translation>%1 は確認用ファイルで、事例のファイルではありません。回答は dankai review … merge で取り込んでください</translation>
    </message>
    <message>
        <source>It was prepared but never queued. Begin it again.</source>
        <translation>準備されましたが、待ち行列に入りませんでした。もう一度始めてください。</translation>
    </message>
    <message>
        <source>A model is asked as a judge and for its hidden states, but not a run&apos;s checkpoint.</source>
        <translation>評価AIとしての質問と隠れ状態の取得は、実行のチェックポイントではできません。</translation>
    </message>
    <message>
        <source>Only one model measures at a time.</source>
        <translation>測定するモデルは一度に 1 つだけです。</translation>
    </message>
    <message>
        <source>%1 is the project&apos;s own model, whose scores stand under the scorer&apos;s name alone. It measures where no other model is named.</source>
        <translation>%1 はプロジェクト自身のモデルで、そのスコアは採点方法の名前だけで保存されます。ほかのモデルを選ばなければ、このモデルが測定します。</translation>
    </message>
    <message>
        <source>All test questions are of one level, so they cannot say whether levels get harder.</source>
        <translation>テスト問題の難易度がすべて同じなので、難易度ごとに難しくなっているかは分かりません。</translation>
    </message>
    <message>
        <source>The model answers none of the %1 test questions right, so they say nothing about which are harder for it.</source>
        <translation>モデルは %1 問のテスト問題に 1 問も正解していないので、どれがより難しいかは分かりません。</translation>
    </message>
    <message>
        <source>The model answers all %1 test questions right, so they say nothing about which are harder for it.</source>
        <translation>モデルは %1 問のテスト問題にすべて正解しているので、どれがより難しいかは分かりません。</translation>
    </message>
    <message>
        <source>The model answers more test questions of level %1 right than of level %2: %3 against %4. What people find harder is easier for this model.</source>
        <translation>モデルは難易度 %1 のテスト問題に、難易度 %2 より多く正解しています(%3 と %4)。人が難しいと思う問題のほうが、このモデルには易しいことになります。</translation>
    </message>
    <message>
        <source>Whether the model answers fewer test questions of level %1 right than of level %2 cannot be said: %3 against %4, n = %5 and %6. More questions would tell.</source>
        <translation>モデルの正解が、難易度 %1 のテスト問題で難易度 %2 より少ないかどうかは、どちらとも言えません(%3 と %4、n = %5 と %6)。問題を増やせば分かります。</translation>
    </message>
    <message>
        <source>The model answers fewer test questions right from level to level.</source>
        <translation>モデルの正解は、難易度が上がるごとに減っています。</translation>
    </message>
    <message>
        <source>%1: this is no test question (%2).</source>
        <translation>%1: これはテスト問題ではありません(%2)。</translation>
    </message>
    <message>
        <source>%1 is empty. Write one test question a row, with columns question, answer and level.</source>
        <translation>%1 は空です。列 question(質問)、answer(正解)、level(難易度)を設け、1 行に 1 問ずつ書いてください。</translation>
    </message>
    <message>
        <source>%1 holds no test question below the names of its columns.</source>
        <translation>%1 には、列名の下にテスト問題がありません。</translation>
    </message>
    <message>
        <source>%1 is no row of a test. It needs a question and an answer.</source>
        <translation>%1 はテスト問題の行ではありません。質問と正解が必要です。</translation>
    </message>
    <message>
        <source>%1: this row cannot be read: %2.</source>
        <translation>%1: この行は読めません: %2。</translation>
    </message>
    <message>
        <source>%1: there is no column &apos;%2&apos;; the columns are: %3. A test needs question and answer, and has level for how difficult each question is.</source>
        <translation>%1: 列「%2」がありません。ある列: %3。テストには question(質問)と answer(正解)が必要で、level(難易度)に問題ごとの難易度を書きます。</translation>
    </message>
    <message>
        <source>%1 has no question.</source>
        <translation>%1 に質問がありません。</translation>
    </message>
    <message>
        <source>%1 has no answer that counts as right.</source>
        <translation>%1 に正解がありません。</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is no level. Write 1 (the easiest) to %3, or easy, medium or hard.</source>
        <translation>%1: 「%2」は難易度ではありません。1(最も易しい)~%3、または易しい・普通・難しいと書いてください。</translation>
    </message>
    <message>
        <source>%1: &apos;%2&apos; is no way of checking an answer. Write holds (it stands somewhere in the model&apos;s answer) or is (the model&apos;s answer is nothing else).</source>
        <translation>%1: 「%2」は判定の方法ではありません。holds(モデルの回答のどこかに含む)か is(モデルの回答がそれだけ)と書いてください。</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDFドキュメント</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>動画</translation>
    </message>
    <message>
        <source>a video or a recording</source>
        <translation>動画または録音</translation>
    </message>
    <message>
        <source>a recording</source>
        <translation>録音</translation>
    </message>
    <message>
        <source>A batch whose sequences share a prefix has no gradients.</source>
        <translation>冒頭を共有するバッチには勾配がありません。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::AgreementTab</name>
    <message>
        <source>below %1</source>
        <translation>%1未満</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1以上</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>levels</comment>
        <translation>%1以上%2未満</translation>
    </message>
    <message numerus="yes">
        <source>%n equal shares</source>
        <translation>
            <numerusform>%n等分</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare on</source>
        <translation>比較する区分</translation>
    </message>
    <message>
        <source>Scorers that use the same few values are compared on these instead</source>
        <translation>同じ少数の値を使う採点方法どうしは、その値のまま比較します</translation>
    </message>
    <message>
        <source>Correlation of ranks (Spearman): +1 the same order, 0 nothing in common. Choose two scorers to see where they differ.</source>
        <translation>順位の相関(スピアマン)です。+1は同じ順序、0は無関係を表します。2つの採点方法を選ぶと、どこが異なるかを表示します。</translation>
    </message>
    <message>
        <source>Agreement of every two scorers</source>
        <translation>採点方法どうしの一致度</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>プロジェクトを開いています</translation>
    </message>
    <message>
        <source>How many examples each puts on which level</source>
        <translation>それぞれがどの区分に何件入れたか</translation>
    </message>
    <message>
        <source>Thresholds that cut the same shares</source>
        <translation>同じ割合で区切る境界値</translation>
    </message>
    <message>
        <source>Two scorers are needed</source>
        <translation>採点方法が2つ必要です</translation>
    </message>
    <message>
        <source>Whether a scorer can be trusted shows where a second one disagrees. Score the examples by another one on the first tab.</source>
        <translation>採点方法を信頼できるかは、別の採点方法との食い違いから分かります。最初のタブで、別の採点方法でも採点してください。</translation>
    </message>
    <message>
        <source>Comparing the scorers</source>
        <translation>採点方法を比較しています</translation>
    </message>
    <message>
        <source>%1 and %2: %3, n = %4</source>
        <translation>%1 と %2: %3、n = %4</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 と %2</translation>
    </message>
    <message numerus="yes">
        <source>Both scored %n example(s).</source>
        <translation>
            <numerusform>両方のスコアがある事例は%n件です。</numerusform>
        </translation>
    </message>
    <message>
        <source>Correlation of ranks %1 (%2).</source>
        <translation>順位の相関 %1(誤差の幅 %2)。</translation>
    </message>
    <message>
        <source>Same level: %1 (by chance alone %2). Agreement beyond chance, near misses weighing less: %3 (%4).</source>
        <translation>区分の一致%1(偶然でも%2)。偶然を除いた一致度(近い区分の違いは軽く数えます)%3(誤差の幅 %4)。</translation>
    </message>
    <message>
        <source>Spearman&apos;s correlation and quadratic-weighted kappa with 95 % intervals by bootstrap</source>
        <translation>スピアマンの順位相関係数と2次の重み付きカッパ係数。誤差の幅はブートストラップによる95%信頼区間です</translation>
    </message>
    <message>
        <source>Examples by level: rows are %1, columns are %2.</source>
        <translation>区分ごとの事例数(縦:%1、横:%2)</translation>
    </message>
    <message>
        <source>A threshold does not carry over from one scorer to another. These cut the same shares, as far as equal scores let them:</source>
        <translation>境界値は、ほかの採点方法にそのまま使えません。同じ割合で区切る境界値は次のとおりです(同点は分けません)。</translation>
    </message>
    <message>
        <source>Below it</source>
        <translation>これ未満</translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswerDetail</name>
    <message>
        <source>The prompt&apos;s answers in full</source>
        <translation>この質問への回答の全文</translation>
    </message>
    <message>
        <source>System: </source>
        <translation>システム: </translation>
    </message>
    <message>
        <source>Answer so far: </source>
        <translation>ここまでの回答: </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n 語</numerusform>
        </translation>
    </message>
    <message>
        <source>the same text</source>
        <translation>比較対象と同じ文</translation>
    </message>
    <message>
        <source>%1 % in common</source>
        <translation>共通部分 %1 %</translation>
    </message>
    <message>
        <source>at most %1 tokens</source>
        <translation>上限 %1 トークン</translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation>温度 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n other answer(s) recorded before</source>
        <translation>
            <numerusform>以前の別の回答が %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>回答なし</translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswerHeader</name>
    <message>
        <source>⌀ %1 characters</source>
        <translation>平均 %1 文字</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 トークン</translation>
    </message>
    <message>
        <source>%1 cut</source>
        <translation>打ち切り %1</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>比較対象</translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswerJobsBar</name>
    <message>
        <source>waits its turn</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルを読み込み中</translation>
    </message>
    <message>
        <source>Answering the first of %1</source>
        <translation>%1 件の最初を回答中</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2 件</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>残り約 %1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失敗: %1</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>もう一度回答</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隠す</translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswerTable</name>
    <message>
        <source>Prompts and answers</source>
        <translation>質問と回答</translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswerTableModel</name>
    <message>
        <source>of phase %1</source>
        <translation>第%1段階の質問</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>回答なし</translation>
    </message>
    <message>
        <source>cut at the limit</source>
        <translation>上限で打ち切り</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>質問</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>回答 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Mean length: %1 characters</source>
        <translation>平均の長さ: %1 文字</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 トークン</translation>
    </message>
    <message>
        <source>Cut at the limit: %1</source>
        <translation>上限で打ち切り: %1 件</translation>
    </message>
    <message>
        <source>Mean time: %1 from the start of the batch (up to eight prompts at once) until the answer ended</source>
        <translation>平均時間: %1(最大8件を同時に始めてから、その回答が終わるまで)</translation>
    </message>
    <message>
        <source>Click to compare the others with it</source>
        <translation>クリックすると、これを比較対象にします</translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnsweringPanel</name>
    <message>
        <source>Prompts that are known</source>
        <translation>これまでの質問から選ぶ</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>ファイルから読む</translation>
    </message>
    <message>
        <source>Typed here</source>
        <translation>ここに入力する</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Known prompts</source>
        <translation>これまでの質問</translation>
    </message>
    <message>
        <source>File of prompts</source>
        <translation>質問のファイル</translation>
    </message>
    <message>
        <source>JSONL, a JSON list, or text with one prompt a line</source>
        <translation>JSONL、JSON の配列、または1行に1件の文章</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>One prompt a line</source>
        <translation>1行に1件</translation>
    </message>
    <message>
        <source>0: always the likeliest token, so the same answer every time</source>
        <translation>0: 常に最も確からしい語を選ぶので、毎回同じ回答になります</translation>
    </message>
    <message>
        <source>An answer that is longer is cut there</source>
        <translation>これより長い回答はそこで打ち切ります</translation>
    </message>
    <message>
        <source>Which prompts</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Which models</source>
        <translation>回答するモデル</translation>
    </message>
    <message>
        <source>Longest answer, tokens</source>
        <translation>回答の上限(トークン)</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Each model answers in an engine of its own, one after the other, and takes turns with trainings. The window may be closed meanwhile; the answers are kept.</source>
        <translation>モデルごとに1つずつ順に回答し、学習とも順番を分け合います。その間に画面を閉じてもかまいません。回答は保存されます。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Choose a file of prompts</source>
        <translation>質問のファイルを選ぶ</translation>
    </message>
    <message>
        <source>Prompts (*.jsonl *.json *.txt);;All files (*)</source>
        <translation>質問 (*.jsonl *.json *.txt);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>No file is chosen. Choose a file of prompts.</source>
        <translation>ファイルが選ばれていません。質問のファイルを選んでください。</translation>
    </message>
    <message>
        <source>There is no prompt yet. Type one prompt a line.</source>
        <translation>質問がまだありません。1行に1件ずつ入力してください。</translation>
    </message>
    <message>
        <source>The typed text</source>
        <translation>入力した文章</translation>
    </message>
    <message numerus="yes">
        <source>Ask %n model(s)</source>
        <translation>
            <numerusform>%n 個のモデルに質問</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::AnswersPanel</name>
    <message>
        <source>Only different</source>
        <translation>違うものだけ</translation>
    </message>
    <message>
        <source>Ask prompts…</source>
        <translation>質問する…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Reading the answers</source>
        <translation>回答を読み込み中</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>モデル…</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>比較対象</translation>
    </message>
    <message>
        <source>Words that this model&apos;s answer does not have are marked in the others</source>
        <translation>このモデルの回答にない語に、ほかの回答で印を付けます</translation>
    </message>
    <message>
        <source>Prompts shown</source>
        <translation>表示する質問</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Search prompts and answers</source>
        <translation>質問と回答を検索</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比較対象</translation>
    </message>
    <message>
        <source>Choose the models</source>
        <translation>表示するモデルを選ぶ</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>表を保存</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Saved to %1.</source>
        <translation>%1 に保存しました。</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>All prompts (%1)</source>
        <translation>すべての質問(%1件)</translation>
    </message>
    <message>
        <source>No answers yet</source>
        <translation>回答はまだありません</translation>
    </message>
    <message>
        <source>A training answers its frozen prompts before the first phase and after each; they appear here by themselves. Any prompts can be asked of any model at any time.</source>
        <translation>学習は、開始前と各段階の終了時に同じ質問へ回答し、ここに自動で並びます。どの質問も、どのモデルにも、いつでも尋ねられます。</translation>
    </message>
    <message>
        <source>This page shows what the model says before training and after each phase, side by side. Train one first; or ask the model before training some prompts now.</source>
        <translation>学習前と各段階終了時のモデルの回答を並べて比べるページです。まず学習を行ってください。学習前のモデルには、今すぐ質問することもできます。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>学習のページへ</translation>
    </message>
    <message>
        <source>Models (%1)…</source>
        <translation>モデル(%1)…</translation>
    </message>
    <message>
        <source>No model is chosen</source>
        <translation>モデルが選ばれていません</translation>
    </message>
    <message>
        <source>Choose whose answers are shown beside one another.</source>
        <translation>どのモデルの回答を並べるかを選んでください。</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>該当する質問はありません</translation>
    </message>
    <message>
        <source>The chosen models answer every prompt in the same words.</source>
        <translation>選んだモデルは、どの質問にも同じ文で回答しています。</translation>
    </message>
    <message>
        <source>No prompt and no shown answer holds “%1”.</source>
        <translation>「%1」を含む質問や回答はありません。</translation>
    </message>
    <message>
        <source>Show all prompts</source>
        <translation>すべての質問を表示</translation>
    </message>
    <message>
        <source>%1 of %2 differ</source>
        <translation>%2 件中 %1 件に違い</translation>
    </message>
    <message>
        <source>No later prompt differs.</source>
        <translation>この先に違いのある質問はありません。</translation>
    </message>
    <message>
        <source>No earlier prompt differs.</source>
        <translation>これより前に違いのある質問はありません。</translation>
    </message>
    <message numerus="yes">
        <source>The table is copied: %n prompt(s).</source>
        <translation>
            <numerusform>表をコピーしました(%n 件)。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::BinPanel</name>
    <message>
        <source>Restore the chosen runs</source>
        <translation>選んだ実行を元に戻す</translation>
    </message>
    <message>
        <source>Empty the bin…</source>
        <translation>ごみ箱を空にする…</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>完全に削除</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>残しておく</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>実行の一覧へ戻る</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>ごみ箱</translation>
    </message>
    <message>
        <source>Run</source>
        <comment>column</comment>
        <translation>実行</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>column</comment>
        <translation>名前</translation>
    </message>
    <message>
        <source>Plan</source>
        <comment>column</comment>
        <translation>学習計画</translation>
    </message>
    <message>
        <source>Arm</source>
        <comment>column</comment>
        <translation>比較条件</translation>
    </message>
    <message>
        <source>Deleted</source>
        <comment>column</comment>
        <translation>削除した日時</translation>
    </message>
    <message>
        <source>On disk</source>
        <comment>column</comment>
        <translation>ディスク使用量</translation>
    </message>
    <message>
        <source>Runs in the bin</source>
        <translation>ごみ箱の実行</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are removed with their saved models and cannot be restored after that. %1 become free.</source>
        <translation>
            <numerusform>%n件の実行を、保存したモデルごと削除します。あとから元に戻すことはできません。%1が空きます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking into the bin</source>
        <translation>ごみ箱を調べています</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s), %1</source>
        <translation>
            <numerusform>%n件、%1</numerusform>
        </translation>
    </message>
    <message>
        <source>The bin is empty</source>
        <translation>ごみ箱は空です</translation>
    </message>
    <message>
        <source>Runs that are deleted come here first, with everything in their folders, and can be restored.</source>
        <translation>削除した実行は、フォルダーの中身ごとまずここに入り、元に戻せます。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are back among the others.</source>
        <translation>
            <numerusform>%n件の実行を元に戻しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Emptying the bin</source>
        <translation>ごみ箱を空にしています</translation>
    </message>
    <message>
        <source>The bin is empty; %1 became free.</source>
        <translation>ごみ箱を空にしました。%1が空きました。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::BlindVote</name>
    <message>
        <source>The votes so far are kept. Go on with them at any time.</source>
        <translation>ここまでの投票は保存されています。いつでも続けられます。</translation>
    </message>
    <message>
        <source>Reading the recorded answers</source>
        <translation>記録された回答を読み込み中</translation>
    </message>
    <message>
        <source>To the vote sessions</source>
        <translation>投票の一覧へ</translation>
    </message>
    <message>
        <source>A vote needs two models that answered the same prompts. A run records such answers before training and after each phase: train one on the Training page.</source>
        <translation>投票には、同じ質問に答えた2つのモデルが必要です。学習を実行すると、学習前と各段階の後の回答が記録されます。学習ページで実行してください。</translation>
    </message>
    <message>
        <source>No answers to vote on yet</source>
        <translation>投票できる回答がまだありません</translation>
    </message>
    <message>
        <source>All pairs are answered</source>
        <translation>すべての組に回答しました</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>結果を表示</translation>
    </message>
    <message>
        <source>The answers of this vote are not in the project any more: the folder of their run is gone or was changed. Put it back under runs/ and open the project again.</source>
        <translation>この投票の回答はプロジェクトにありません。実行のフォルダーが消えたか変更されました。runs/ の下に戻して、プロジェクトを開き直してください。</translation>
    </message>
    <message>
        <source>The result shows the names, and nothing can be changed after it.</source>
        <translation>結果には名前が表示され、その後は変更できません。</translation>
    </message>
    <message>
        <source>%1 takes the last answer back.</source>
        <translation>最後の回答は %1 で元に戻せます。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::BundlePanel</name>
    <message>
        <source>Save the bundle…</source>
        <translation>まとめて保存…</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>実行の一覧へ戻る</translation>
    </message>
    <message>
        <source>Support bundle</source>
        <translation>問い合わせ用の情報</translation>
    </message>
    <message>
        <source>Versions, the self-test, settings, figures and logs in one file. No text of an example, prompt, answer or note is in it, no name that you gave and no password or key. Look through it before you send it; nothing is sent by itself.</source>
        <translation>版、自己診断、設定、数値、ログを1つのファイルにまとめます。事例・質問・回答・メモの文章、付けた名前、パスワードや鍵は含みません。送る前に中身を確かめてください。自動で送信されることはありません。</translation>
    </message>
    <message>
        <source>Files of the bundle</source>
        <translation>含まれるファイル</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>ファイルの内容</translation>
    </message>
    <message>
        <source>Gathering, and taking every text of the data out</source>
        <translation>情報を集め、データの文章をすべて取り除いています</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Save the bundle</source>
        <translation>問い合わせ用の情報を保存</translation>
    </message>
    <message>
        <source>Archive (*.zip)</source>
        <translation>圧縮ファイル (*.zip)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>%1 に保存しました</translation>
    </message>
</context>
<context>
    <name>dankai::ui::CalibrationReport</name>
    <message>
        <source>length and form of the text</source>
        <translation>文章の長さと形</translation>
    </message>
    <message>
        <source>words of the instruction</source>
        <translation>指示の語</translation>
    </message>
    <message>
        <source>what the model finds unlikely</source>
        <translation>モデルが意外とみる度合い</translation>
    </message>
    <message>
        <source>the model&apos;s inner states</source>
        <translation>モデルの内部状態</translation>
    </message>
    <message>
        <source>What people said of the plan “%1”</source>
        <translation>学習計画「%1」に対する人の判断</translation>
    </message>
    <message>
        <source>On labels that it had not seen</source>
        <translation>学習に使っていないラベルでの成績</translation>
    </message>
    <message>
        <source>Pairs in the right order (AUC) by number of labels</source>
        <translation>正しい順に並んだ組の割合(AUC)とラベルの数</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>ラベルの数</translation>
    </message>
    <message>
        <source>Each dot is the mean of several draws of so many labels, judged on the others; the band is the spread between draws. Where it still rises, more labels help.</source>
        <translation>点は、その数のラベルを何度か無作為に選んで学習し、残りのラベルで確かめた結果の平均です。帯は選び方によるばらつきです。まだ上がっているなら、ラベルを増やす効果があります。</translation>
    </message>
    <message>
        <source>How good the calibration is</source>
        <translation>補正の確かさ</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>95 % band</source>
        <translation>誤差の幅(95%)</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>意味</translation>
    </message>
    <message>
        <source>Levels of the labels</source>
        <translation>ラベルの段</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>段</translation>
    </message>
    <message>
        <source>Mean label</source>
        <translation>ラベルの平均</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>偶然の水準</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>ラベル%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Learnt from %1</source>
        <translation>%1から学習しました</translation>
    </message>
    <message>
        <source>Learnt from %1: %2</source>
        <translation>%1から学習しました: %2</translation>
    </message>
    <message>
        <source>%1 examples have a score (version %2).</source>
        <translation>%1件の事例に難易度スコアがあります(第%2版)。</translation>
    </message>
    <message>
        <source>The model&apos;s view counts for %1 of them, its inner states for %2.</source>
        <translation>うち%1件ではモデルの見方を、%2件ではモデルの内部状態も使っています。</translation>
    </message>
    <message>
        <source>It draws on: %1.</source>
        <translation>手がかりの内訳: %1。</translation>
    </message>
    <message>
        <source>✓ Nothing speaks against trusting it</source>
        <translation>✓ 信頼を妨げる点は見つかりません</translation>
    </message>
    <message>
        <source>◐ Not to be trusted yet, because:</source>
        <translation>◐ まだ信頼できません。理由:</translation>
    </message>
    <message>
        <source>Pairs in the right order (AUC)</source>
        <translation>正しい順に並んだ組(AUC)</translation>
    </message>
    <message>
        <source>0.5 is chance, 1 perfect order</source>
        <translation>0.5は偶然、1は完全に正しい順</translation>
    </message>
    <message>
        <source>Correlation of ranks (Spearman)</source>
        <translation>順位の相関(スピアマン)</translation>
    </message>
    <message>
        <source>of prediction and label</source>
        <translation>予測とラベルの間</translation>
    </message>
    <message>
        <source>Agreement of levels (weighted kappa)</source>
        <translation>段の一致度(重み付きκ)</translation>
    </message>
    <message>
        <source>beyond chance, near misses weighing less</source>
        <translation>偶然を除く。近い外れは軽く数える</translation>
    </message>
    <message>
        <source>Distance from the label (calibration error)</source>
        <translation>ラベルとのずれ(キャリブレーション誤差)</translation>
    </message>
    <message>
        <source>on average, in units of the label</source>
        <translation>平均。ラベルと同じ単位</translation>
    </message>
    <message>
        <source>%1 labels: %2 ± %3, %4 draws</source>
        <translation>ラベル%1件: %2 ± %3(%4回)</translation>
    </message>
    <message>
        <source>The view of the model %3 counts for %1 of them, its inner states for %2.</source>
        <translation>モデル %3 の見方はそのうち %1 件、内部の状態は %2 件で数に入っています。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::CalibrationTab</name>
    <message>
        <source>Show what more labels would bring</source>
        <translation>ラベルを増やした場合の効果も示す</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>プロジェクトを開いています</translation>
    </message>
    <message>
        <source>Learn from labels how difficult every example is</source>
        <translation>ラベルから全事例の難易度を学習(人の判断に合わせた補正)</translation>
    </message>
    <message>
        <source>Some dozens of labels, of people or of a judge, are enough to begin with. What is learnt is stored at once as a scorer, which plans can cut by; scores from before stay.</source>
        <translation>人または評価AIのラベルが数十件あれば始められます。学習した結果はすぐに採点方法として保存され、学習計画の段階分けに使えます。以前の難易度スコアは残ります。</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>学習に使うラベル</translation>
    </message>
    <message>
        <source>The learning curve: takes several times as long</source>
        <translation>学習曲線。数倍の時間がかかります</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n label(s))</source>
        <translation>
            <numerusform>%1(ラベル%n件)</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no labels yet. Let a judge score some examples, review some, or score by a column of the file.</source>
        <translation>まだラベルがありません。評価AIに採点させるか、事例を確認するか、ファイルの列で採点してください。</translation>
    </message>
    <message>
        <source>The model reads each example once. How long that takes shows when it has begun; it goes on when the window is closed, and what it has read once is kept.</source>
        <translation>モデルが各事例を1回ずつ読みます。所要時間は開始後に表示されます。ウィンドウを閉じても続き、一度読んだ結果は残ります。</translation>
    </message>
    <message>
        <source>Learns from the text alone, which takes seconds.</source>
        <translation>文章だけから学習します。数秒で終わります。</translation>
    </message>
    <message>
        <source>Stopped. What the model has read is kept; starting again goes on.</source>
        <translation>中止しました。モデルが読んだ結果は残っています。もう一度開始すると続きから進みます。</translation>
    </message>
    <message>
        <source>Learning from the labels</source>
        <translation>ラベルから学習しています</translation>
    </message>
    <message>
        <source>Nothing was learnt yet</source>
        <translation>まだ学習していません</translation>
    </message>
    <message>
        <source>Here stands how good it is on labels that it had not seen, and what speaks against trusting it.</source>
        <translation>学習に使っていないラベルでの成績と、信頼を妨げる点をここに表示します。</translation>
    </message>
    <message>
        <source>Also count what a model makes of the examples</source>
        <translation>モデルから見た事例の様子も数に入れる</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ChatColumn</name>
    <message>
        <source>%1 (run %2)</source>
        <translation>%1(実行%2)</translation>
    </message>
    <message>
        <source>%1 (run %2, %3)</source>
        <translation>%1(実行%2・%3)</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>もう一度起動</translation>
    </message>
    <message>
        <source>Conversation with %1</source>
        <translation>%1 との対話</translation>
    </message>
    <message>
        <source>not loaded; the next question loads it</source>
        <translation>読み込まれていません。次の質問で読み込みます</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>モデルを読み込み中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>writing, %1 s</source>
        <translation>回答中、%1 秒</translation>
    </message>
    <message>
        <source>its engine has ended</source>
        <translation>エンジンが終了しました</translation>
    </message>
    <message>
        <source>Keep as a prompt</source>
        <translation>質問として残す</translation>
    </message>
    <message>
        <source>kept as a prompt</source>
        <translation>質問として保存済み</translation>
    </message>
    <message>
        <source>Keep as an example</source>
        <translation>事例として残す</translation>
    </message>
    <message>
        <source>kept as an example</source>
        <translation>事例として保存済み</translation>
    </message>
    <message>
        <source>an empty answer</source>
        <translation>空の回答</translation>
    </message>
    <message>
        <source>cut off at the limit</source>
        <translation>上限で打ち切り</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>途中で停止</translation>
    </message>
    <message>
        <source>its engine ended before the answer did</source>
        <translation>回答の途中でエンジンが終了しました</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s), %1 s</source>
        <translation>
            <numerusform>%n トークン、%1 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>take back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Stop the engine</source>
        <translation>エンジンを停止</translation>
    </message>
    <message>
        <source>The engine was started %1 ago and has said nothing yet. If it stays silent, stop it and start it again.</source>
        <translation>エンジンは%1前に起動しましたが、まだ応答がありません。このまま応答がなければ、停止してもう一度起動してください。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ChatEngine</name>
    <message>
        <source>The engine ended without a word.</source>
        <translation>エンジンが何も言わずに終了しました。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ChatSetup</name>
    <message>
        <source>Back to the chat</source>
        <translation>対話に戻る</translation>
    </message>
    <message>
        <source>Begin the chat</source>
        <translation>対話を開始</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>対話</translation>
    </message>
    <message>
        <source>Choose one to four models. Each question goes to all of them, and their answers appear side by side.</source>
        <translation>モデルを1つから4つ選んでください。質問はすべてのモデルに送られ、回答が横に並びます。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>At most four models fit side by side. Untick some.</source>
        <translation>横に並べられるのは4つまでです。選択を減らしてください。</translation>
    </message>
    <message>
        <source>Together they take about %1 of memory and %2 are free: some may not start. Choose fewer, or end another program first.</source>
        <translation>合わせて約 %1 のメモリーを使いますが、空きは %2 です。起動できないモデルが出るかもしれません。数を減らすか、他のプログラムを終了してください。</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s), about %1 of memory.</source>
        <translation>
            <numerusform>%n個のモデルで約 %1 のメモリーを使います。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ChatTab</name>
    <message>
        <source>Looking for models</source>
        <translation>モデルを確認中</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0: always the likeliest word, so the same question has the same answer. Higher: more varied.</source>
        <translation>0では最も確からしい語だけを選び、同じ質問の回答は同じになります。大きいほど多様になります。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>回答の長さの上限</translation>
    </message>
    <message>
        <source>Longest answer in tokens</source>
        <translation>回答の長さの上限(トークン)</translation>
    </message>
    <message>
        <source>Ask all of them. Enter sends, Shift+Enter begins a new line.</source>
        <translation>すべてのモデルに質問します。Enterで送信、Shift+Enterで改行します。</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>This prompt is kept already.</source>
        <translation>この質問は保存済みです。</translation>
    </message>
    <message>
        <source>This example is in the data already.</source>
        <translation>この事例はすでにデータにあります。</translation>
    </message>
    <message>
        <source>Kept in prompts.jsonl of the project: later runs answer it after every phase.</source>
        <translation>プロジェクトの prompts.jsonl に保存しました。これからの実行では、各段階の後に回答が記録されます。</translation>
    </message>
    <message>
        <source>Added to the examples; its source is &quot;chat&quot;. Edit it on the Data page.</source>
        <translation>事例に追加しました。出所は「chat」です。データページで編集できます。</translation>
    </message>
    <message>
        <source>Taken out of prompts.jsonl of the project.</source>
        <translation>プロジェクトの prompts.jsonl から外しました。</translation>
    </message>
    <message>
        <source>The example is excluded. It stands on the Data page, where it can be restored.</source>
        <translation>この事例を除外しました。データのページで元に戻せます。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::CheckList</name>
    <message>
        <source>Forbids training</source>
        <translation>学習を開始できません</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>問題なし</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Only answers are trained: the mask is right in every row.</source>
        <translation>回答だけを学習します。すべての行で範囲が正しく付いています。</translation>
    </message>
    <message>
        <source>No answer is cut off.</source>
        <translation>途中で切れる回答はありません。</translation>
    </message>
    <message>
        <source>No held-out example is among the training examples.</source>
        <translation>評価用データの混入はありません。</translation>
    </message>
    <message>
        <source>No example is there twice.</source>
        <translation>重複した事例はありません。</translation>
    </message>
    <message>
        <source>The longest batch fits into memory: %1 were used, %2 were expected.</source>
        <translation>最も長い組もメモリーに収まります: 使用 %1、見込み %2。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ColumnMapping</name>
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
        <source>System prompt</source>
        <translation>システムプロンプト</translation>
    </message>
    <message>
        <source>Difficulty score</source>
        <translation>難易度スコア</translation>
    </message>
    <message>
        <source>Column of: %1</source>
        <translation>「%1」の列</translation>
    </message>
    <message>
        <source>As found</source>
        <translation>自動判定</translation>
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
    <message>
        <source>No command is called that</source>
        <translation>該当するコマンドはありません</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ComparisonPage</name>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Blind vote</source>
        <translation>名前を伏せた比較投票</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>対話</translation>
    </message>
    <message>
        <source>Compare</source>
        <comment>page</comment>
        <translation>比較</translation>
    </message>
    <message>
        <source>No model has been trained yet: there is only the model before training to ask.</source>
        <translation>学習したモデルがまだありません。尋ねられるのは学習前のモデルだけです。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ContextBar</name>
    <message>
        <source> › plan %1 v%2</source>
        <translation> › 計画 %1 v%2</translation>
    </message>
    <message>
        <source> › run %1</source>
        <translation> › 実行 %1</translation>
    </message>
</context>
<context>
    <name>dankai::ui::CurvePlot</name>
    <message>
        <source>step %1</source>
        <translation>ステップ %1</translation>
    </message>
</context>
<context>
    <name>dankai::ui::DamageBar</name>
    <message>
        <source>Rescue what can be read</source>
        <translation>読める部分を救い出す</translation>
    </message>
    <message>
        <source>Closes the project, brings what can be read into a new database, keeps the damaged one, and opens the project again</source>
        <translation>プロジェクトを閉じ、読める部分を新しいデータベースに移してから、もう一度開きます。壊れたファイルは残します。</translation>
    </message>
    <message>
        <source>The project&apos;s database is damaged. What can be read can be rescued; the damaged file is kept.</source>
        <translation>プロジェクトのデータベースが壊れています。読める部分は救い出せます。壊れたファイルは残します。</translation>
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
        <source>Import files…</source>
        <translation>ファイルを取り込む…</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>事例</translation>
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
        <source>Move to %1</source>
        <translation>%1へ移動</translation>
    </message>
    <message>
        <source>Take out of the plan</source>
        <translation>学習計画から外す</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>書き出す…</translation>
    </message>
    <message>
        <source>Write what is shown to a file</source>
        <translation>表示中の事例をファイルに書き出します</translation>
    </message>
    <message>
        <source>There is nothing to export: no example is shown.</source>
        <translation>表示中の事例がないため、書き出すものがありません。</translation>
    </message>
    <message>
        <source>Alpaca, a JSON array (*.json)</source>
        <translation>Alpaca 形式、JSON 配列 (*.json)</translation>
    </message>
    <message>
        <source>Alpaca, JSON lines (*.jsonl)</source>
        <translation>Alpaca 形式、1行1件の JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>Messages, JSON lines (*.jsonl)</source>
        <translation>messages 形式、1行1件の JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>表計算ソフト用の表 (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>Export %n example(s)</source>
        <translation>
            <numerusform>%n件の事例を書き出す</numerusform>
        </translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>書き出し中</translation>
    </message>
    <message>
        <source>%1: %2 examples written.</source>
        <translation>%1:%2件の事例を書き出しました。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>ShareGPT, a JSON array (*.json)</source>
        <translation>ShareGPT、JSON 配列 (*.json)</translation>
    </message>
    <message>
        <source>ShareGPT, JSON lines (*.jsonl)</source>
        <translation>ShareGPT、1行1件の JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>Prompt and completion for TRL, JSON lines (*.jsonl)</source>
        <translation>TRL の prompt と completion、1行1件の JSON (*.jsonl)</translation>
    </message>
    <message>
        <source>LLaMA-Factory, with dataset_info.json beside it (*.json)</source>
        <translation>LLaMA-Factory、dataset_info.json 付き (*.json)</translation>
    </message>
    <message>
        <source> %1 were left out, since this format has no place for their turns: export them as messages.</source>
        <translation>この形式では表せない発言があるため、%1 件を除きました。メッセージとして書き出してください。</translation>
    </message>
    <message>
        <source>The examples are being compared with one another</source>
        <translation>事例どうしを比べています</translation>
    </message>
    <message>
        <source>The filters are cleared to show example %1.</source>
        <translation>事例 %1 を表示するため、絞り込みを解除しました。</translation>
    </message>
    <message>
        <source>Review packages (*.dankai-review)</source>
        <translation>確認用ファイル (*.dankai-review)</translation>
    </message>
</context>
<context>
    <name>dankai::ui::DataStep</name>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Files of examples</source>
        <translation>事例のファイル</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>ファイルを追加…</translation>
    </message>
    <message>
        <source>Examples to train on</source>
        <translation>学習に使う事例</translation>
    </message>
    <message>
        <source>Drop files here: JSON, JSONL or CSV with an instruction and a response in every row. What they hold is shown before anything is stored. This step may be skipped; files can be imported on the Data page at any time.</source>
        <translation>ここにファイルをドロップしてください。各行に指示とお手本の回答がある JSON・JSONL・CSV を使えます。保存する前に内容を表示します。この手順は省略でき、後からデータのページでいつでも取り込めます。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>%1: nothing to use</source>
        <translation>%1:使える行なし</translation>
    </message>
    <message>
        <source>%1: %2 examples</source>
        <translation>%1:%2件</translation>
    </message>
    <message>
        <source>%1 is being read.</source>
        <translation>%1 を読み込んでいます。</translation>
    </message>
    <message>
        <source>%1 holds nothing that can be used: choose its columns, or remove it.</source>
        <translation>%1 には使える行がありません。列を選ぶか、一覧から外してください。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::DetachablePane</name>
    <message>
        <source>%1 back into the page</source>
        <translation>%1をページに戻す</translation>
    </message>
</context>
<context>
    <name>dankai::ui::DifferenceModel</name>
    <message>
        <source>Setting</source>
        <comment>column</comment>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>dankai::ui::DifferenceView</name>
    <message>
        <source>Save as CSV…</source>
        <translation>CSVで保存…</translation>
    </message>
    <message>
        <source>Settings in which the runs differ</source>
        <translation>実行の間で異なる設定</translation>
    </message>
    <message numerus="yes">
        <source>What differs between %n run(s)</source>
        <translation>
            <numerusform>%n件の実行で異なる点</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading what was frozen</source>
        <translation>確定した設定を読み込んでいます</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>違いはありません</translation>
    </message>
    <message>
        <source>These runs were frozen with the same settings, data, model and tokenizer.</source>
        <translation>これらの実行は、設定・データ・モデル・トークナイザーがすべて同じです。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::DifficultyPage</name>
    <message>
        <source>Scorers</source>
        <translation>採点方法</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致度</translation>
    </message>
    <message>
        <source>Before training</source>
        <translation>学習前の確認</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <comment>page</comment>
        <translation>難易度</translation>
    </message>
    <message>
        <source>There are no examples yet: import a file on the Data page.</source>
        <translation>事例がまだありません。データページでファイルを読み込んでください。</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>評価AI</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>難易度の確認</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>補正</translation>
    </message>
    <message>
        <source>Measuring with the model</source>
        <translation>モデルで測定しています</translation>
    </message>
</context>
<context>
    <name>dankai::ui::DuplicateSearch</name>
    <message>
        <source>Looking for examples that are nearly the same</source>
        <translation>ほぼ同じ事例を探しています</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ExampleReader</name>
    <message>
        <source>Example</source>
        <translation>事例</translation>
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
    <message>
        <source>Why it is here</source>
        <translation>ここにある理由</translation>
    </message>
    <message>
        <source>The nearest examples at the thresholds</source>
        <translation>区切りに最も近い事例</translation>
    </message>
    <message>
        <source>What people said</source>
        <translation>人の判断</translation>
    </message>
    <message>
        <source>What was changed by hand</source>
        <translation>手作業での変更</translation>
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
    <message>
        <source>Not in the plan</source>
        <translation>学習計画の対象外</translation>
    </message>
    <message>
        <source>Where the plan that was changed last, or the one filtered by, puts the example</source>
        <translation>最後に変更した学習計画(または絞り込みに使った学習計画)での段階</translation>
    </message>
    <message>
        <source>Phase</source>
        <comment>column</comment>
        <translation>段階</translation>
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
        <source>Cut here: a run reads %1 tokens of an example; what follows is not seen</source>
        <translation>ここで切れます:学習では事例の先頭から %1トークンを読み、これより後は使われません</translation>
    </message>
    <message>
        <source>%1 tokens, of which %2 are trained (coloured); a small number says how many tokens the text before it takes</source>
        <translation>%1トークン、うち学習対象は %2トークン(着色部分)。小さな数字は、直前の文字が使うトークンの数です</translation>
    </message>
    <message>
        <source>%1 % alike</source>
        <translation>%1 % 一致</translation>
    </message>
    <message>
        <source>Nearly the same as</source>
        <translation>ほぼ同じ事例</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほかに %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>A text of this example is too long to be edited here.</source>
        <translation>この事例の文章は長すぎるため、ここでは編集できません。</translation>
    </message>
    <message>
        <source>… and %1 more tokens, which are not shown</source>
        <translation>… ほかに%1トークンあります(表示していません)</translation>
    </message>
    <message>
        <source>Why it is here</source>
        <translation>ここにある理由</translation>
    </message>
    <message>
        <source>The nearest examples at the thresholds</source>
        <translation>区切りに最も近い事例</translation>
    </message>
    <message>
        <source>What people said</source>
        <translation>人の判断</translation>
    </message>
    <message>
        <source>What was changed by hand</source>
        <translation>手作業での変更</translation>
    </message>
</context>
<context>
    <name>dankai::ui::FilterBar</name>
    <message>
        <source>Without letters</source>
        <translation>文字なし(数字・記号のみ)</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中国語</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韓国語</translation>
    </message>
    <message>
        <source>English and other Latin letters</source>
        <translation>英語などのラテン文字</translation>
    </message>
    <message>
        <source>Cyrillic letters</source>
        <translation>キリル文字</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>アラビア語の文字</translation>
    </message>
    <message>
        <source>Devanagari</source>
        <translation>デーヴァナーガリー文字</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>タイ文字</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>ギリシャ文字</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>ヘブライ文字</translation>
    </message>
    <message>
        <source>Another script</source>
        <translation>その他の文字</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>保存した絞り込み</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>絞り込みを解除</translation>
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
        <source>Phase</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>All phases</source>
        <translation>段階:すべて</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>言語:すべて</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>取り込み元</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>取り込み元:すべて</translation>
    </message>
    <message>
        <source>Excluded examples</source>
        <translation>除外した事例</translation>
    </message>
    <message>
        <source>With excluded</source>
        <translation>除外も含む</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>指摘</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>指摘:すべて</translation>
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
        <source>Too long: will be cut off</source>
        <translation>長すぎて途中で切られる</translation>
    </message>
    <message>
        <source>Answered in another language</source>
        <translation>指示と回答の言語が違う</translation>
    </message>
    <message>
        <source>No score</source>
        <translation>スコアなし</translation>
    </message>
    <message>
        <source>Edited since the import</source>
        <translation>取り込み後に編集済み</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>難易度</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Characters of the response</source>
        <translation>お手本の回答の文字数</translation>
    </message>
    <message>
        <source>Drag to choose a range, double-click to take it back</source>
        <translation>ドラッグで範囲を選び、ダブルクリックで戻します</translation>
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
        <source>No scores yet</source>
        <translation>スコアはまだありません</translation>
    </message>
    <message>
        <source>Without a phase</source>
        <translation>段階なし</translation>
    </message>
    <message>
        <source>Not in the plan</source>
        <translation>学習計画の対象外</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>この絞り込みを保存…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>絞り込みを保存</translation>
    </message>
    <message>
        <source>Name of the filter:</source>
        <translation>絞り込みの名前:</translation>
    </message>
    <message>
        <source>The filter %1 is saved.</source>
        <translation>絞り込み「%1」を保存しました。</translation>
    </message>
    <message>
        <source>Nearly the same as another</source>
        <translation>ほぼ同じ事例がある</translation>
    </message>
    <message>
        <source> - %1 of %2 have been compared with the others</source>
        <translation>(%2 件中 %1 件を比較済み)</translation>
    </message>
    <message>
        <source>Tokens: not counted yet</source>
        <translation>トークン:未計算</translation>
    </message>
    <message>
        <source>The Phases page counts them.</source>
        <translation>「段階」のページで数えられます。</translation>
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
    <name>dankai::ui::FoundModels</name>
    <message>
        <source>Built in</source>
        <translation>内蔵</translation>
    </message>
    <message>
        <source>Chosen by hand</source>
        <translation>手動で選択</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M(百万)</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B(10億)</translation>
    </message>
    <message>
        <source>✓ Can be trained fully: about %1 of %2 memory</source>
        <translation>✓ 全体を調整できます:約 %1(メモリー %2)</translation>
    </message>
    <message>
        <source>✗ Too large for this machine: LoRA alone takes %1 of %2 memory</source>
        <translation>✗ このコンピューターには大きすぎます:LoRA だけでも %1(メモリー %2)</translation>
    </message>
    <message>
        <source>✗ Not supported: %1</source>
        <translation>✗ 対応していません:%1</translation>
    </message>
    <message>
        <source>✓ fully: %1 of %2</source>
        <translation>✓ 全体を調整可:%1 / %2</translation>
    </message>
    <message>
        <source>✗ too large: from %1</source>
        <translation>✗ 大きすぎます:%1 以上</translation>
    </message>
    <message>
        <source>✗ not supported</source>
        <translation>✗ 対応していません</translation>
    </message>
    <message>
        <source>Estimated for training in float32 on rows of up to %1 tokens, one at a time.</source>
        <translation>float32 で、最大 %1 トークンの行を1行ずつ学習する場合の見積もりです。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>モデルの種類</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメーター数</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>保存形式</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>このコンピューターでの学習</translation>
    </message>
    <message>
        <source>◐ Can be trained in part (LoRA): about %2 of %3 memory; fully %1</source>
        <translation>◐ 一部を調整（LoRA）なら学習できます：メモリー %3 のうち約 %2（全体を調整すると %1）</translation>
    </message>
    <message>
        <source>◐ in part (LoRA): %1 of %2</source>
        <translation>◐ 一部（LoRA）：%2 中 %1</translation>
    </message>
</context>
<context>
    <name>dankai::ui::GatePanel</name>
    <message>
        <source>Go on to the next phase</source>
        <translation>次の段階へ進む</translation>
    </message>
    <message>
        <source>Stop the run here</source>
        <translation>ここで停止</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>移行判定</translation>
    </message>
    <message>
        <source>Why, for the record</source>
        <translation>理由(記録に残ります)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>An exception: the gate did not pass. The reason is kept in the run&apos;s record.</source>
        <translation>例外承認です。移行判定は合格していません。理由は実行の記録に残ります。</translation>
    </message>
    <message>
        <source>Train again with other settings…</source>
        <translation>設定を変えて学習し直す…</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>前の段階に戻す</translation>
    </message>
    <message>
        <source>Repeat from a phase with changes…</source>
        <translation>段階を選び、変更して再実行…</translation>
    </message>
    <message>
        <source>This run ends here; another one takes its place and trains from the phase that you choose.</source>
        <translation>この実行はここで終わり、別の実行が、選んだ段階から学習します。</translation>
    </message>
    <message>
        <source>Roll back to</source>
        <translation>戻す先</translation>
    </message>
    <message>
        <source>This run ends here; the model that you choose is its result. Another run can go on from it later.</source>
        <translation>この実行はここで終わり、選んだモデルが結果になります。後で別の実行がそこから続けられます。</translation>
    </message>
    <message>
        <source>Another run takes over the phases before and trains the rest.</source>
        <translation>別の実行が前の段階を引き継ぎ、残りを学習します。</translation>
    </message>
    <message>
        <source>Repeat phase %1 with changes…</source>
        <translation>第%1段階を変更して再実行…</translation>
    </message>
    <message>
        <source>to the model after phase %1</source>
        <translation>第%1段階終了時のモデルへ</translation>
    </message>
    <message>
        <source>to the model before training</source>
        <translation>学習前のモデルへ</translation>
    </message>
    <message>
        <source>Accept the result</source>
        <translation>この結果を採用する</translation>
    </message>
    <message>
        <source>The gate of “%1” is undecided: the evidence below says why. The run waits for your decision; going on is an exception and needs a reason.</source>
        <translation>「%1」の移行判定は保留です。理由は下の根拠にあります。あなたの判断を待っています。進む場合は例外承認となり、理由が必要です。</translation>
    </message>
    <message>
        <source>“%1” did not pass its gate. The run waits for your decision; going on is an exception and needs a reason.</source>
        <translation>「%1」は移行判定に合格しませんでした。あなたの判断を待っています。進む場合は例外承認となり、理由が必要です。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::Glossary</name>
    <message>
        <source>Example</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>One instruction, with an input where it has one, and the answer that the model is to learn.</source>
        <translation>1件の指示(入力があればそれも)と、モデルに覚えさせるお手本の回答の組です。</translation>
    </message>
    <message>
        <source>Instruction and model answer</source>
        <translation>指示とお手本の回答</translation>
    </message>
    <message>
        <source>What a person asks, and the answer that is given as the model to follow. Only the answer is trained.</source>
        <translation>人の依頼と、手本として示す回答です。学習するのは回答の部分だけです。</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>難易度</translation>
    </message>
    <message>
        <source>How hard an instruction is, from 1 to 5, fractions allowed. It says how it was found, and people may correct it.</source>
        <translation>指示の難しさです。1〜5で、小数もあります。どのように求めたかを示し、人が直すこともできます。</translation>
    </message>
    <message>
        <source>Scorer</source>
        <translation>採点方法</translation>
    </message>
    <message>
        <source>A way to find the difficulty: a column of the file, a feature of the text, a model. No score is ever overwritten.</source>
        <translation>難易度を求める方法です。ファイルの列、文章の特徴、モデルなどがあります。一度付いたスコアは上書きしません。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>A piece of text as the model reads it, often part of a word. Training time and memory follow the number of tokens.</source>
        <translation>モデルが読む文章の最小の断片で、単語の一部であることが多いものです。学習の時間とメモリーはトークン数に従います。</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>学習計画</translation>
    </message>
    <message>
        <source>Which examples are learned in which phase, and with which settings.</source>
        <translation>どの事例をどの段階で、どの設定で学ぶかを定めたものです。</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>A part of the training with examples of its own. It begins with the model that the phase before left.</source>
        <translation>専用の事例を持つ、学習の一区切りです。前の段階が残したモデルから始まります。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>区切り(境界値)</translation>
    </message>
    <message>
        <source>The difficulty at which one phase ends and the next begins.</source>
        <translation>ある段階が終わり、次の段階が始まる難易度です。</translation>
    </message>
    <message>
        <source>Examples that are put aside before anything else and never trained on, so that progress can be measured honestly.</source>
        <translation>最初に取り分け、学習には一切使わない事例です。進み具合を正直に測るためのものです。</translation>
    </message>
    <message>
        <source>Leakage</source>
        <translation>評価用データの混入</translation>
    </message>
    <message>
        <source>Phased training</source>
        <translation>段階的学習</translation>
    </message>
    <message>
        <source>Training in phases from easy to hard, with a model kept and tested after each.</source>
        <translation>易しいものから難しいものへ段階を分けて学び、段階ごとにモデルを残して確かめる学習です。</translation>
    </message>
    <message>
        <source>One-off training</source>
        <translation>一括学習</translation>
    </message>
    <message>
        <source>The usual way: all examples at once, in random order. The comparison for everything else.</source>
        <translation>通常の方法です。すべての事例を無作為な順番で一度に学びます。ほかの方法はこれと比べます。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比較条件</translation>
    </message>
    <message>
        <source>A training made from the same examples that differs in one respect, to answer: compared with what?</source>
        <translation>同じ事例から作り、一点だけを変えた学習です。「何と比べて」に答えるためのものです。</translation>
    </message>
    <message>
        <source>Equal amount of training</source>
        <translation>学習量の一致</translation>
    </message>
    <message>
        <source>Two trainings can be compared only where both have seen as many tokens in as many steps. It is checked.</source>
        <translation>同じトークン数を同じ回数の更新で学んだ場合にだけ、二つの学習を比べられます。これは自動で確認します。</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>学習の周回数</translation>
    </message>
    <message>
        <source>One pass over all examples of a phase.</source>
        <translation>段階のすべての事例を一通り学ぶことを1周と数えます。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>How much the model changes in one step. Too high: it unlearns; too low: it learns nothing.</source>
        <translation>1回の更新でモデルを直す大きさです。大きすぎると覚えたことが壊れ、小さすぎると何も覚えません。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>ウォームアップ</translation>
    </message>
    <message>
        <source>The first steps, in which the learning rate rises slowly from nothing.</source>
        <translation>学習率をゼロから徐々に上げていく、最初の期間です。</translation>
    </message>
    <message>
        <source>Carry-over</source>
        <translation>段階間の引き継ぎ</translation>
    </message>
    <message>
        <source>What a phase takes over from the one before besides the model: the optimizer&apos;s memory and the course of the learning rate.</source>
        <translation>モデルのほかに前の段階から受け継ぐものです。学習の内部状態と学習率の推移があります。</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>復習</translation>
    </message>
    <message>
        <source>Some examples of earlier phases are mixed into a later one, so that they are not forgotten.</source>
        <translation>前の段階の事例を後の段階に少し混ぜ、忘れないようにします。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>学習誤差</translation>
    </message>
    <message>
        <source>How surprised the model is by the right answer. Smaller is better; it does not count mistakes.</source>
        <translation>正しい回答がモデルにとってどれだけ意外かを表します。小さいほど良い値です。間違いの件数ではありません。</translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation>過学習(丸暗記の兆候)</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>早期終了</translation>
    </message>
    <message>
        <source>Forgetting</source>
        <translation>以前の段階の成績低下(忘却)</translation>
    </message>
    <message>
        <source>Results of an earlier phase that become worse in a later one.</source>
        <translation>前の段階で得た成績が、後の段階で悪くなることです。</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>移行判定</translation>
    </message>
    <message>
        <source>The test after a phase that says whether going on is justified: pass, fail, or undecided where the data do not suffice.</source>
        <translation>段階の後に、先へ進んでよいかを確かめる判定です。合格、不合格、データが足りないときの判定保留があります。</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>例外承認</translation>
    </message>
    <message>
        <source>A person goes on although the gate did not pass. The reason is kept in the record.</source>
        <translation>判定が合格でなくても、人の責任で先へ進むことです。理由は記録に残ります。</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>段階終了時のモデル</translation>
    </message>
    <message>
        <source>The model as it stands after a phase. It can be compared, exported, and used by other tools.</source>
        <translation>段階が終わった時点のモデルです。比べたり、書き出したり、ほかのツールで使ったりできます。</translation>
    </message>
    <message>
        <source>Health of the answers</source>
        <translation>回答の異常チェック</translation>
    </message>
    <message>
        <source>Whether answers end properly, repeat themselves, or copy the instruction.</source>
        <translation>回答が途中で切れていないか、同じ言葉を繰り返していないか、指示を丸写ししていないかを見ます。</translation>
    </message>
    <message>
        <source>Check before training</source>
        <translation>開始前チェック</translation>
    </message>
    <message>
        <source>What can go wrong is looked for in the real tokens before time is spent, and one step is tried on the longest examples.</source>
        <translation>時間をかける前に、実際のトークンで問題がないかを調べ、最も長い事例で1回だけ学習を試します。</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>実行記録(確定した設定)</translation>
    </message>
    <message>
        <source>What was trained, exactly: data, settings, versions. It does not change when the plan does.</source>
        <translation>何をどう学習したかの正確な記録です。データ、設定、版が残り、学習計画を変えても変わりません。</translation>
    </message>
    <message>
        <source>Confidence interval</source>
        <translation>誤差の幅</translation>
    </message>
    <message>
        <source>The range that would hold the true value in 95 of 100 repetitions of the same procedure. Narrower with more data.</source>
        <translation>同じ手順を繰り返せば95%の割合で真の値を含む幅です。データが多いほど狭くなります。</translation>
    </message>
    <message>
        <source>Blind vote</source>
        <translation>名前を伏せた比較投票</translation>
    </message>
    <message>
        <source>A person chooses the better of two answers without knowing which model gave which.</source>
        <translation>どのモデルの回答かを知らずに、二つの回答の良いほうを人が選びます。</translation>
    </message>
    <message>
        <source>Length-controlled</source>
        <translation>回答の長さの影響を除いた値</translation>
    </message>
    <message>
        <source>A result from which the preference for longer answers has been taken out.</source>
        <translation>長い回答が好まれやすい影響を取り除いた結果です。</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>用語集</translation>
    </message>
    <message>
        <source>Search words and meanings</source>
        <translation>用語と意味を検索</translation>
    </message>
    <message>
        <source>No word or meaning has this in it.</source>
        <translation>この言葉を含む用語はありません。</translation>
    </message>
    <message>
        <source>Held-out data</source>
        <translation>評価用データ(学習に不使用)</translation>
    </message>
    <message>
        <source>Held-out data, or nearly the same text, among the training examples. Results then look better than they are.</source>
        <translation>評価用データ、またはほぼ同じ文章が学習用の事例に入ることです。結果が実際より良く見えてしまいます。</translation>
    </message>
    <message>
        <source>The model learns its examples by heart: their loss falls while that of the held-out data rises.</source>
        <translation>事例を丸暗記している状態です。事例の学習誤差は下がり、評価用データの学習誤差は上がります。</translation>
    </message>
    <message>
        <source>A phase ends as soon as the loss on held-out data stops falling; the best model goes on.</source>
        <translation>評価用データの学習誤差が下がらなくなったら段階を終え、最も良かったモデルで先へ進みます。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ImportLook</name>
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
        <source>Which column is the instruction and which the response cannot be told from their names. Choose them here.</source>
        <translation>どの列が指示で、どの列が回答か、名前からは判断できません。ここで選んでください。</translation>
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
</context>
<context>
    <name>dankai::ui::ImportPanel</name>
    <message>
        <source>Import</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>Skip this file</source>
        <translation>このファイルを飛ばす</translation>
    </message>
    <message>
        <source>Do not import</source>
        <translation>取り込まない</translation>
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
    <name>dankai::ui::JudgeForm</name>
    <message>
        <source>or in the system&apos;s keychain</source>
        <translation>またはシステムのキーチェーン</translation>
    </message>
    <message>
        <source>An OpenAI-compatible service (OpenAI, Azure, vLLM, llama.cpp&apos;s server, Ollama), up to /v1</source>
        <translation>OpenAI互換のサービス(OpenAI、Azure、vLLM、llama.cppのサーバー、Ollama)のアドレス。/v1まで</translation>
    </message>
    <message>
        <source>The name of an environment variable, never the key itself. Empty where the service wants none.</source>
        <translation>環境変数の名前です。キーそのものは入力しないでください。キーが不要なサービスでは空欄にします。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>上限なし</translation>
    </message>
    <message>
        <source>The job ends before it spends more</source>
        <translation>これを超える前に採点を終了します</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Key in the variable</source>
        <translation>キーの環境変数</translation>
    </message>
    <message>
        <source>Price of a million tokens in</source>
        <translation>入力100万トークンの価格</translation>
    </message>
    <message>
        <source>Price of a million tokens out</source>
        <translation>出力100万トークンの価格</translation>
    </message>
    <message>
        <source>Spend at most</source>
        <translation>費用の上限</translation>
    </message>
    <message>
        <source>Calls at once</source>
        <translation>同時に呼び出す数</translation>
    </message>
</context>
<context>
    <name>dankai::ui::JudgeJobs</name>
    <message>
        <source>▶ running</source>
        <translation>▶ 実行中</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ 完了</translation>
    </message>
    <message>
        <source>Ⅱ paused</source>
        <translation>Ⅱ 一時停止</translation>
    </message>
    <message>
        <source>✗ failed</source>
        <translation>✗ 失敗</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Jobs of judges</source>
        <translation>評価AIによる採点</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>採点</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>採点済み</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>呼び出し</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>費用</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>What the judge said</source>
        <translation>評価AIの返答</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>返答</translation>
    </message>
    <message>
        <source>Waits for the calls that are under way; nothing is paid twice when it goes on</source>
        <translation>進行中の呼び出しの終了を待ちます。再開しても二重に支払うことはありません</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2件中%1件</translation>
    </message>
    <message>
        <source>%1 calls: %2 confirmed, %3 that may have been paid, %4 not sent; %5 tokens in, %6 out.</source>
        <translation>呼び出し%1件(確認済み%2件、支払いの可能性があるもの%3件、未送信%4件)、入力%5トークン、出力%6トークン。</translation>
    </message>
    <message>
        <source>Without a number: %1; without an answer: %2.</source>
        <translation>数値なし%1件、返答なし%2件。</translation>
    </message>
    <message>
        <source>Of the cost at most %1 more may be due.</source>
        <translation>このほかに最大%1の費用がかかっている可能性があります。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::JudgeTab</name>
    <message>
        <source>%1 s</source>
        <translation>%1秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1時間</translation>
    </message>
    <message>
        <source>cost not known: enter the price</source>
        <translation>費用は不明(価格を入力してください)</translation>
    </message>
    <message>
        <source>%1 calls, about %2 tokens in and %3 out, %4, about %5</source>
        <translation>呼び出し%1件、入力約%2・出力約%3トークン、%4、約%5</translation>
    </message>
    <message>
        <source>A language model scores every example from 1 to 5</source>
        <translation>言語モデルが各事例を1~5で採点します</translation>
    </message>
    <message>
        <source>What it is asked stands in judge.yaml of the project, with the examples of known difficulty. Nothing is sent before you start it below.</source>
        <translation>質問の文章と難易度の見本は、プロジェクトのjudge.yamlにあります。下で開始するまで、何も送信しません。</translation>
    </message>
    <message>
        <source>Counting what would be sent…</source>
        <translation>送信する量を数えています…</translation>
    </message>
    <message>
        <source>Nothing to ask: this judge has looked at every example.</source>
        <translation>この評価AIはすべての事例を採点済みです。</translation>
    </message>
    <message>
        <source>All: %1.</source>
        <translation>全件:%1。</translation>
    </message>
    <message>
        <source>Trial: %1.</source>
        <translation>試行:%1。</translation>
    </message>
    <message>
        <source>Prices of no known date.</source>
        <translation>価格の日付は不明です。</translation>
    </message>
    <message>
        <source>Prices of %1.</source>
        <translation>価格は%1時点です。</translation>
    </message>
    <message>
        <source>A rule of thumb; after a trial it is measured.</source>
        <translation>概算です。試行後は実測に基づきます。</translation>
    </message>
    <message>
        <source>Nothing leaves this machine by Dankai: the service runs on it.</source>
        <translation>サービスがこのコンピューターで動いているため、Dankaiから外部へは何も送信しません。</translation>
    </message>
    <message>
        <source>Instruction, input, earlier turns and response of each example (%1) go to %2; no file names, other columns, scores or notes do.</source>
        <translation>各事例の指示・入力・以前のやり取り・お手本の回答(%1)を%2へ送信します。ファイル名、ほかの列、スコア、メモは送信しません。</translation>
    </message>
    <message>
        <source>The connection is not encrypted: whoever is on the way can read the examples and the key.</source>
        <translation>接続が暗号化されていません。途中の経路で事例とキーを読まれるおそれがあります。</translation>
    </message>
    <message>
        <source>%1 examples are too long and will not be sent.</source>
        <translation>長すぎる%1件は送信しません。</translation>
    </message>
    <message>
        <source>Try on %1 examples</source>
        <translation>%1件で試す</translation>
    </message>
    <message>
        <source>Score %1 examples</source>
        <translation>%1件を採点</translation>
    </message>
</context>
<context>
    <name>dankai::ui::KeyField</name>
    <message>
        <source>Press the new key</source>
        <translation>新しいキーを押してください</translation>
    </message>
</context>
<context>
    <name>dankai::ui::LabelPane</name>
    <message>
        <source>Hold against a column of the file</source>
        <translation>ファイルの列と比べる</translation>
    </message>
    <message>
        <source>Scorers against the column</source>
        <translation>列との比較</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>AUC: in how many of 100 pairs of one example with the label and one without it the first scores higher. 50: the scorer does not tell them apart.</source>
        <translation>AUC: ラベルの付いた事例と付いていない事例の組100組のうち、前者の得点が高い組の数です。50なら、その採点方法では見分けられません。</translation>
    </message>
    <message>
        <source>Correlation of ranks (Spearman): +1 the same order, 0 nothing in common.</source>
        <translation>順位の相関(スピアマン): +1は同じ順、0は無関係です。</translation>
    </message>
    <message>
        <source>Scorer</source>
        <translation>採点方法</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>事例数</translation>
    </message>
    <message>
        <source>Pairs in order (AUC)</source>
        <translation>正しい順の組(AUC)</translation>
    </message>
    <message>
        <source>Correlation of ranks</source>
        <translation>順位の相関</translation>
    </message>
    <message>
        <source>95 % band</source>
        <translation>誤差の幅(95%)</translation>
    </message>
    <message>
        <source>%1 of them with the label</source>
        <translation>うち%1件にラベルあり</translation>
    </message>
</context>
<context>
    <name>dankai::ui::LogPanel</name>
    <message>
        <source>Follow</source>
        <translation>追従</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>実行の一覧へ戻る</translation>
    </message>
    <message>
        <source>Which log</source>
        <translation>ログの種類</translation>
    </message>
    <message>
        <source>Weight of the lines</source>
        <translation>重要度</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Without small steps</source>
        <translation>細かい経過を除く</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告とエラー</translation>
    </message>
    <message>
        <source>Errors alone</source>
        <translation>エラーのみ</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>ログを検索</translation>
    </message>
    <message>
        <source>Stay at the end while lines are added</source>
        <translation>行が増えても末尾を表示し続けます</translation>
    </message>
    <message>
        <source>Support bundle…</source>
        <translation>問い合わせ用の情報…</translation>
    </message>
    <message>
        <source>Logs and figures without a word of the data, for whoever helps</source>
        <translation>データの文章を含まないログと数値。問い合わせ先に渡せます</translation>
    </message>
    <message>
        <source>Find above</source>
        <translation>上へ検索</translation>
    </message>
    <message>
        <source>Find below</source>
        <translation>下へ検索</translation>
    </message>
    <message>
        <source>Lines of the log</source>
        <translation>ログの行</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Log of run %1</source>
        <translation>実行 %1 のログ</translation>
    </message>
    <message>
        <source>What its engine said</source>
        <translation>学習エンジンのログ</translation>
    </message>
    <message>
        <source>Its record, event by event</source>
        <translation>実行の記録(1件ずつ)</translation>
    </message>
    <message>
        <source>What this window did</source>
        <translation>このウィンドウのログ</translation>
    </message>
    <message>
        <source>Reading the log</source>
        <translation>ログを読み込んでいます</translation>
    </message>
    <message>
        <source>Nothing of that weight</source>
        <translation>該当する行がありません</translation>
    </message>
    <message>
        <source>Nothing has been said yet</source>
        <translation>まだ何も記録されていません</translation>
    </message>
    <message>
        <source>The log has lines, but none is as grave as that.</source>
        <translation>ログに行はありますが、その重要度のものはありません。</translation>
    </message>
    <message>
        <source>Lines appear here as soon as they are written.</source>
        <translation>書き込まれしだい、ここに表示します。</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>検索しています</translation>
    </message>
    <message>
        <source>Not found in this direction</source>
        <translation>この方向には見つかりません</translation>
    </message>
    <message>
        <source>Line %1 of %2</source>
        <translation>%2行中 %1行目</translation>
    </message>
</context>
<context>
    <name>dankai::ui::MachineStatus</name>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU %nコア</numerusform>
        </translation>
    </message>
    <message>
        <source>Engine %1</source>
        <translation>エンジン %1</translation>
    </message>
    <message>
        <source>No engine</source>
        <translation>エンジンがありません</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>空き %1</translation>
    </message>
    <message>
        <source>%1: %2 free of %3</source>
        <translation>%1: 空き %2(全体 %3)</translation>
    </message>
    <message>
        <source>Memory of this machine: %1 free of %2</source>
        <translation>このコンピューターのメモリー: 空き %1(全体 %2)</translation>
    </message>
    <message>
        <source>Click for the self-test.</source>
        <translation>押すと自己診断を始めます。</translation>
    </message>
    <message>
        <source>This machine: %1</source>
        <translation>このコンピューター: %1</translation>
    </message>
</context>
<context>
    <name>dankai::ui::MainWindow</name>
    <message>
        <source>%1 - Dankai</source>
        <translation>%1 - 段階 Dankai</translation>
    </message>
    <message>
        <source>Done: %1. It can be undone on the Phases page.</source>
        <translation>%1:完了しました。「段階」のページで元に戻せます。</translation>
    </message>
    <message>
        <source>Show the training pages</source>
        <translation>学習のページを表示する</translation>
    </message>
    <message>
        <source>This page is not for an audience. Training and Compare are.</source>
        <translation>このページは発表に使えません。学習ページと比較ページが使えます。</translation>
    </message>
    <message>
        <source>End the presentation</source>
        <translation>発表表示を終える</translation>
    </message>
    <message>
        <source>Takes the list of recent projects away; the projects stay</source>
        <translation>最近使ったプロジェクトの一覧を消します。プロジェクトは残ります</translation>
    </message>
    <message>
        <source>Forget recent projects</source>
        <translation>最近使った一覧を消す</translation>
    </message>
    <message>
        <source>The list of recent projects is empty. The projects are where they were.</source>
        <translation>最近使ったプロジェクトの一覧を空にしました。プロジェクトは元の場所にあります。</translation>
    </message>
    <message>
        <source>Columns, panes and the window as on the first day</source>
        <translation>列、区画、ウィンドウを最初の状態に戻します</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>配置を元に戻す</translation>
    </message>
    <message>
        <source>%1 does not exist. Open another project or make a new one.</source>
        <translation>%1 はありません。別のプロジェクトを開くか、新しく作ってください。</translation>
    </message>
    <message>
        <source>%1 holds no project. Open another one or make a new one.</source>
        <translation>%1 にプロジェクトはありません。別のものを開くか、新しく作ってください。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::MeasuringJob</name>
    <message>
        <source>Starting the engine</source>
        <translation>エンジンを起動しています</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
    <message>
        <source>The model has read %1 of %2 tokens</source>
        <translation>モデルが事例を読んでいます(%2トークン中%1)</translation>
    </message>
    <message>
        <source>The model reads the examples</source>
        <translation>モデルが事例を読んでいます</translation>
    </message>
    <message>
        <source>Storing the scores</source>
        <translation>難易度スコアを保存しています</translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
</context>
<context>
    <name>dankai::ui::MeasuringModels</name>
    <message>
        <source>%1 is not there any more, or cannot be used. The project&apos;s model measures.</source>
        <translation>%1 がもうないか、使えません。プロジェクトのモデルで測定します。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ModelBox</name>
    <message>
        <source>Model that measures</source>
        <translation>測定するモデル</translation>
    </message>
    <message>
        <source>The project&apos;s model</source>
        <translation>プロジェクトのモデル</translation>
    </message>
    <message>
        <source>Looking for models on this disk</source>
        <translation>このディスクのモデルを探しています</translation>
    </message>
    <message>
        <source>Choose a model folder…</source>
        <translation>モデルのフォルダーを選ぶ…</translation>
    </message>
    <message>
        <source>Choose a GGUF file…</source>
        <translation>GGUF ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>モデルのフォルダー</translation>
    </message>
    <message>
        <source>GGUF file</source>
        <translation>GGUF ファイル</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>モデル (*.gguf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ModelStep</name>
    <message>
        <source>Name of the project</source>
        <translation>プロジェクトの名前</translation>
    </message>
    <message>
        <source>for instance: help desk</source>
        <translation>例:社内ヘルプデスク</translation>
    </message>
    <message>
        <source>Folder for projects</source>
        <translation>プロジェクトの保存先</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選ぶ…</translation>
    </message>
    <message>
        <source>Choose the folder for projects</source>
        <translation>プロジェクトの保存先を選ぶ</translation>
    </message>
    <message>
        <source>Models on this disk</source>
        <translation>ディスク上のモデル</translation>
    </message>
    <message>
        <source>Choose a model folder…</source>
        <translation>モデルのフォルダーを選ぶ…</translation>
    </message>
    <message>
        <source>Choose a GGUF file…</source>
        <translation>GGUF ファイルを選ぶ…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>In the folder</source>
        <translation>保存先</translation>
    </message>
    <message>
        <source>Model to be trained</source>
        <translation>学習するモデル</translation>
    </message>
    <message>
        <source>Will be made: %1</source>
        <translation>作成先:%1</translation>
    </message>
    <message>
        <source>Looking for models on this disk</source>
        <translation>ディスク上のモデルを探しています</translation>
    </message>
    <message>
        <source>None was found in the usual folders. Choose one by hand, or run packaging/model.</source>
        <translation>いつもの場所にモデルはありませんでした。手動で選ぶか、packaging/model を実行してください。</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) found; looked in Hugging Face&apos;s, LM Studio&apos;s and Ollama&apos;s folders.</source>
        <translation>
            <numerusform>%n個のモデルが見つかりました(Hugging Face・LM Studio・Ollama のフォルダーを確認)。</numerusform>
        </translation>
    </message>
    <message>
        <source>Give the project a name.</source>
        <translation>プロジェクトに名前を付けてください。</translation>
    </message>
    <message>
        <source>Name a folder for projects by its whole path, and a project that does not begin with a dot.</source>
        <translation>保存先は絶対パスで指定し、プロジェクトの名前はピリオド以外で始めてください。</translation>
    </message>
    <message>
        <source>%1 is there already. Choose another name or folder.</source>
        <translation>%1 は既にあります。別の名前かフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Choose a model.</source>
        <translation>モデルを選んでください。</translation>
    </message>
    <message>
        <source>This model cannot be used; choose another.</source>
        <translation>このモデルは使えません。別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>モデルのフォルダー</translation>
    </message>
    <message>
        <source>GGUF file</source>
        <translation>GGUF ファイル</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>モデル (*.gguf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 を読み込んでいます</translation>
    </message>
</context>
<context>
    <name>dankai::ui::NewProjectPanel</name>
    <message>
        <source>The project is made.</source>
        <translation>プロジェクトを作りました。</translation>
    </message>
    <message>
        <source>The project is made: %1 examples added, %2 were there twice, %3 left out.</source>
        <translation>プロジェクトを作りました。追加 %1件、重複 %2件、除外 %3件です。</translation>
    </message>
    <message>
        <source>There is no plan yet: %1</source>
        <translation>学習計画はまだありません:%1</translation>
    </message>
    <message>
        <source>1  Model</source>
        <translation>1  モデル</translation>
    </message>
    <message>
        <source>2  Data</source>
        <translation>2  データ</translation>
    </message>
    <message>
        <source>3  Plan</source>
        <translation>3  学習計画</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation>プロジェクトを作る</translation>
    </message>
    <message>
        <source>It was cancelled. Nothing is left behind.</source>
        <translation>キャンセルしました。何も残っていません。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::Notifier</name>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PackageArrival</name>
    <message numerus="yes">
        <source>%1 has answered %n question(s) of this project.</source>
        <translation>
            <numerusform>%1さんがこのプロジェクトの%n問に答えています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the answers over into plan %1? Taking them over twice changes nothing, and each can be taken back.</source>
        <translation>回答を計画「%1」に取り込みますか。二度取り込んでも結果は変わらず、一つずつ取り消せます。</translation>
    </message>
    <message>
        <source>Take the answers over</source>
        <translation>回答を取り込む</translation>
    </message>
    <message>
        <source>Go on answering</source>
        <translation>続きに答える</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n answer(s) taken over.</source>
        <translation>
            <numerusform>%1: %n件の回答を取り込みました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taken back there, and here.</source>
        <translation>
            <numerusform>ファイルで取り消された%n件は、ここでも取り消しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) are placed differently by others: settle them on the Difficulty page.</source>
        <translation>
            <numerusform>%n件の事例は他の人と判断が分かれています。難易度ページで協議して確定してください。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be taken: %1</source>
        <translation>
            <numerusform>%n件は取り込めませんでした: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::PackagePane</name>
    <message>
        <source>Reading the package</source>
        <translation>確認用ファイルを読んでいます</translation>
    </message>
    <message>
        <source>Done, thank you</source>
        <translation>完了しました。ありがとうございました</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>もう一度読む</translation>
    </message>
    <message>
        <source>All questions are answered. Send %1 back to whoever gave it to you.</source>
        <translation>すべての質問に答えました。%1を送り主に返送してください。</translation>
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
        <translation>学習に使わない事例を
ここへドロップ</translation>
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
        <translation>メモリー</translation>
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
    <message>
        <source>%1 characters</source>
        <translation>%1文字</translation>
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
        <source>Change what a phase takes over</source>
        <translation>段階間の引き継ぎを変更</translation>
    </message>
    <message>
        <source>Change the review of earlier phases</source>
        <translation>前の段階の復習を変更</translation>
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
        <source>%1, as the project says</source>
        <translation>%1(プロジェクトの設定)</translation>
    </message>
    <message>
        <source>Change the learning rate</source>
        <translation>学習率を変更</translation>
    </message>
    <message>
        <source>Change how phases end</source>
        <translation>段階の終わり方を変更</translation>
    </message>
    <message>
        <source>Change what becomes of the adjusted part</source>
        <translation>調整した部分の扱いを変更</translation>
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
        <source>Difficulty by %1: drag a line to change what the phases hold</source>
        <translation>難易度(%1):線をドラッグすると区切りが動きます</translation>
    </message>
    <message>
        <source>Difficulty by %1: drag a line to change what the phases hold, or %2 and the arrow keys</source>
        <translation>難易度(%1):線をドラッグするか、%2 と矢印キーで区切りを動かします</translation>
    </message>
    <message>
        <source>Scoring the examples</source>
        <translation>事例を採点しています</translation>
    </message>
    <message>
        <source>Examples are split by difficulty, from easy to hard. Where the files bring no scores, the length of the response can stand for it: a gain may then come from the longer answers alone.</source>
        <translation>事例は難易度の易しい順に段階に分けます。ファイルにスコアがないときは、お手本の回答の長さで代用できます。その場合、成績の伸びは回答が長いだけの可能性があります。</translation>
    </message>
    <message>
        <source>Score by the length of the response</source>
        <translation>回答の長さで採点する</translation>
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
    <message>
        <source>Scoring by: %1</source>
        <translation>採点しています:%1</translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) have no score yet, so that the rule cannot place them.</source>
        <translation>
            <numerusform>スコアのない事例が%n件あり、段階に自動で分けられません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop scoring</source>
        <translation>採点を中止</translation>
    </message>
    <message>
        <source>Score them</source>
        <translation>採点する</translation>
    </message>
</context>
<context>
    <name>dankai::ui::PlanStep</name>
    <message>
        <source>Split the examples into phases now</source>
        <translation>事例をいま段階に分ける</translation>
    </message>
    <message>
        <source>Difficulty by</source>
        <translation>難易度の採点方法</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分け方</translation>
    </message>
    <message>
        <source>Number of phases</source>
        <translation>段階の数</translation>
    </message>
    <message>
        <source>Between the phases</source>
        <translation>段階の間</translation>
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
    <message>
        <source>At 1.5 and 3.5, as in the paper</source>
        <translation>論文と同じ 1.5 と 3.5 で分ける</translation>
    </message>
    <message numerus="yes">
        <source>%n phase(s)</source>
        <translation>
            <numerusform>%n段階</numerusform>
        </translation>
    </message>
    <message>
        <source>As the evidence suggests</source>
        <translation>研究の結果に基づく設定</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>論文どおりの設定</translation>
    </message>
    <message>
        <source>There are no examples to split yet. The Phases page makes a plan later.</source>
        <translation>分ける事例がまだありません。学習計画は後から段階のページで作れます。</translation>
    </message>
    <message>
        <source>Length stands for difficulty only where nothing better is known: a gain may then come from the longer answers alone.</source>
        <translation>長さは、ほかに手がかりがない場合に難易度の代わりとして使います。その場合、成績の伸びは回答が長いことだけによるかもしれません。</translation>
    </message>
    <message>
        <source>These thresholds are for scores from 1 to 5.</source>
        <translation>この区切りは1〜5のスコアのためのものです。</translation>
    </message>
    <message>
        <source>Every phase begins anew, repeats nothing, and goes through its examples twice.</source>
        <translation>各段階は内部状態を引き継がずに始め、復習はせず、事例を2周します。</translation>
    </message>
    <message>
        <source>Each phase goes on with the optimizer&apos;s state, with a lower learning rate, and repeats 5&#xa0;% of earlier examples.</source>
        <translation>各段階は学習の内部状態を引き継ぎ、学習率を下げ、前の段階の事例の 5 % を復習します。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ProblemBar</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ProjectCopies</name>
    <message>
        <source>Duplicate the project</source>
        <translation>プロジェクトを複製</translation>
    </message>
    <message>
        <source>-copy</source>
        <translation>-コピー</translation>
    </message>
    <message>
        <source>Copy with all saved models (*)</source>
        <translation>保存したモデルも複製する (*)</translation>
    </message>
    <message>
        <source>Copy without saved models (*)</source>
        <translation>保存したモデルは複製しない (*)</translation>
    </message>
    <message>
        <source>Archive the project</source>
        <translation>プロジェクトを1つのファイルに保管</translation>
    </message>
    <message>
        <source>Restore a project from its archive</source>
        <translation>保管したファイルからプロジェクトを復元</translation>
    </message>
    <message>
        <source>Duplicating the project</source>
        <translation>プロジェクトを複製しています</translation>
    </message>
    <message>
        <source>Copied to %1.</source>
        <translation>%1 に複製しました。</translation>
    </message>
    <message>
        <source>Archiving the project</source>
        <translation>プロジェクトを保管しています</translation>
    </message>
    <message>
        <source>Archived in %1, read back and compared: %2.</source>
        <translation>%1 に保管し、読み直して確かめました(%2)。</translation>
    </message>
    <message>
        <source>Restoring the project</source>
        <translation>プロジェクトを復元しています</translation>
    </message>
    <message>
        <source>Restored to %1.</source>
        <translation>%1 に復元しました。</translation>
    </message>
    <message>
        <source>Restore and open</source>
        <translation>復元して開く</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
    <message>
        <source>Archive with all saved models (*.dankai)</source>
        <translation>保存したモデルも保管する (*.dankai)</translation>
    </message>
    <message>
        <source>Archive without saved models (*.dankai)</source>
        <translation>保存したモデルは保管しない (*.dankai)</translation>
    </message>
    <message>
        <source>Archive of a project (*.dankai *.tar.zst)</source>
        <translation>保管したプロジェクト (*.dankai *.tar.zst)</translation>
    </message>
    <message>
        <source>“%1” is the archive of a project. Restore it to %2 and open it?</source>
        <translation>「%1」は保管したプロジェクトです。%2 に復元して開きますか。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RepeatPanel</name>
    <message>
        <source>Train it so</source>
        <translation>この設定で学習を開始</translation>
    </message>
    <message>
        <source>Train anew from</source>
        <translation>学習し直す最初の段階</translation>
    </message>
    <message>
        <source>The phases before it are taken over as they were trained.</source>
        <translation>それより前の段階は、学習済みのまま引き継がれます。</translation>
    </message>
    <message>
        <source>The last phase</source>
        <translation>最後の段階</translation>
    </message>
    <message>
        <source>Phases after it are left out.</source>
        <translation>それより後の段階は行いません。</translation>
    </message>
    <message>
        <source>Learning rate of the run</source>
        <translation>実行全体の学習率</translation>
    </message>
    <message>
        <source>optimizer.learning_rate: how much one update changes</source>
        <translation>optimizer.learning_rate:1回の更新でどれだけ変えるか</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why, for the record</source>
        <translation>理由(記録に残ります)</translation>
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
        <source>Back to the gates</source>
        <translation>移行判定に戻る</translation>
    </message>
    <message>
        <source>A new run takes over the phases before and trains the rest with what you change here. It is marked as adapted: no arm is compared with it.</source>
        <translation>新しい実行が前の段階を引き継ぎ、残りをここで変更した設定で学習します。「変更あり」と示され、比較条件との比較には入りません。</translation>
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
        <source>Phase %1 did not pass its gate: going on after it is an exception and needs a reason.</source>
        <translation>第%1段階は移行判定に合格していません。先へ進むのは例外承認で、理由が必要です。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewEdit</name>
    <message>
        <source>Keep the new text</source>
        <translation>新しい文にする</translation>
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
        <source>Leave it as it was</source>
        <translation>元のままにする</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewGuideView</name>
    <message>
        <source>What difficulty means, with an example of each level</source>
        <translation>難易度の意味と、難易度区分ごとの見本</translation>
    </message>
    <message>
        <source>What difficulty means</source>
        <translation>難易度の意味</translation>
    </message>
    <message>
        <source>An example of “%1”</source>
        <translation>「%1」の見本</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewPane</name>
    <message>
        <source>Your answers so far are kept. Go on with them at any time.</source>
        <translation>ここまでの回答は保存されています。いつでも続きから始められます。</translation>
    </message>
    <message>
        <source>Reading the project</source>
        <translation>プロジェクトを読み込んでいます</translation>
    </message>
    <message>
        <source>No levels to place examples at yet</source>
        <translation>難易度区分がまだありません</translation>
    </message>
    <message>
        <source>People say at which level of a plan an example belongs. Split the examples on the Phases page first.</source>
        <translation>事例が計画のどの難易度区分に当たるかを、人が判断します。先に「段階」のページで事例を分けてください。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %2 agree on %3% (by chance alone %4%), over %n example(s)</source>
        <translation>
            <numerusform>%1 さんと %2 さんの一致%3%(偶然でも%4%)、%n件で比較</numerusform>
        </translation>
    </message>
    <message>
        <source>Agreement without chance (weighted kappa): %1 (%2 to %3)</source>
        <translation>偶然を除いた一致度(重み付きカッパ): %1(%2〜%3)</translation>
    </message>
    <message>
        <source>Nothing is left to settle</source>
        <translation>食い違いはすべて解消しました</translation>
    </message>
    <message>
        <source>Back to the beginning</source>
        <translation>最初に戻る</translation>
    </message>
    <message>
        <source>not in any phase</source>
        <translation>どの段階にも入れない</translation>
    </message>
    <message numerus="yes">
        <source>Your answers have moved %n example(s) near a threshold.</source>
        <translation>
            <numerusform>あなたの判断で境界付近の%n件が移動しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>No example near a threshold has moved.</source>
        <translation>境界付近で移動した事例はありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) have moved too.</source>
        <translation>
            <numerusform>ほかに%n件が移動しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Next set</source>
        <translation>次の組へ</translation>
    </message>
    <message>
        <source>Done, thank you</source>
        <translation>完了しました。ありがとうございました</translation>
    </message>
    <message>
        <source>More examples</source>
        <translation>さらに事例を確認</translation>
    </message>
    <message>
        <source>Scores of the one before: %1</source>
        <translation>先ほどの事例のスコア: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n set(s) are left. This is a good place for a pause.</source>
        <translation>
            <numerusform>残りは%n組です。休憩にちょうどよい区切りです。</numerusform>
        </translation>
    </message>
    <message>
        <source>All your questions are answered.</source>
        <translation>すべての質問に答え終わりました。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewQuestionView</name>
    <message>
        <source>Given to the model</source>
        <translation>モデルへの前提</translation>
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
        <source>The example</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>The second example</source>
        <translation>2件目の事例</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>A note that is kept with your answer; Enter goes back to the question</source>
        <translation>回答と一緒に残すメモ(Enter で質問に戻ります)</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>あとで続ける</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2件中 %1件目</translation>
    </message>
    <message>
        <source>Practice, %1 of %2</source>
        <translation>練習 %2件中 %1件目</translation>
    </message>
    <message>
        <source>%1, less than a minute left</source>
        <translation>%1 — 残り1分未満</translation>
    </message>
    <message numerus="yes">
        <source>%1, about %n min left</source>
        <translation>
            <numerusform>%1 — 残り約%n分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) that people place differently</source>
        <translation>
            <numerusform>判断が食い違う事例 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Which is right?</source>
        <translation>どれが正しいですか?</translation>
    </message>
    <message>
        <source>Which is harder?</source>
        <translation>どちらが難しいですか?</translation>
    </message>
    <message>
        <source>How difficult is it to answer this as well?</source>
        <translation>このお手本と同じ質で答えるのは、どのくらい難しいですか?</translation>
    </message>
    <message>
        <source>The left one</source>
        <translation>左</translation>
    </message>
    <message>
        <source>The right one</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Both alike</source>
        <translation>同じくらい</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewSetup</name>
    <message>
        <source>Plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>始める</translation>
    </message>
    <message>
        <source>How difficult are the examples?</source>
        <translation>難易度の確認</translation>
    </message>
    <message>
        <source>One example after the other is shown, and a key says how difficult it is. What you say stands above every score, and can be taken back at any time. The first five are for practice.</source>
        <translation>事例が1件ずつ表示されます。どのくらい難しいかを、キー1つで答えてください。あなたの判断はどのスコアよりも優先され、いつでも元に戻せます。最初の5件は練習です。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Answers are kept under this name</source>
        <translation>回答はこの名前で保存されます</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>事例の数</translation>
    </message>
    <message numerus="yes">
        <source>about %n min</source>
        <translation>
            <numerusform>約%n分</numerusform>
        </translation>
    </message>
    <message>
        <source>First say who reviews.</source>
        <translation>先にお名前を入れてください。</translation>
    </message>
    <message numerus="yes">
        <source>Settle %n example(s) that people place differently</source>
        <translation>
            <numerusform>食い違う%n件を解消する</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ReviewWindow</name>
    <message>
        <source>Review</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Review %1 - Dankai</source>
        <translation>%1の確認 - Dankai</translation>
    </message>
    <message>
        <source>How difficult are the examples? (%1)</source>
        <comment>reviewer</comment>
        <translation>事例の難易度はどのくらいですか(%1)</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) left.</source>
        <translation>
            <numerusform>残り%n問。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That takes about %n min.</source>
        <translation>
            <numerusform>約%n分かかります。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every answer stands in the file at once; close the window at any time and go on later.</source>
        <translation>回答はすぐにファイルに残ります。いつ閉じても、後で続きから答えられます。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunCurves</name>
    <message>
        <source>No smoothing</source>
        <translation>平滑化なし</translation>
    </message>
    <message>
        <source>Little smoothing</source>
        <translation>弱い平滑化</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>平滑化</translation>
    </message>
    <message>
        <source>Strongly smoothed</source>
        <translation>強い平滑化</translation>
    </message>
    <message>
        <source>Very strongly smoothed</source>
        <translation>とても強い平滑化</translation>
    </message>
    <message>
        <source>Save the curves as a picture</source>
        <translation>曲線を画像で保存</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>画像 (*.png)</translation>
    </message>
    <message>
        <source>Save the curves as a table</source>
        <translation>曲線を表で保存</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>画像をクリップボードにコピーしました。</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑化</translation>
    </message>
    <message>
        <source>Exponential mean of the training loss, begun anew in each phase</source>
        <translation>学習誤差の指数移動平均(段階ごとに始めから)</translation>
    </message>
    <message>
        <source>Compare with another run</source>
        <translation>別の実行と比べる</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>対数目盛</translation>
    </message>
    <message>
        <source>Loss on a logarithmic scale</source>
        <translation>学習誤差を対数目盛で表示</translation>
    </message>
    <message>
        <source>Whole curve</source>
        <translation>全体を表示</translation>
    </message>
    <message>
        <source>The wheel zooms, dragging pans, Shift and dragging chooses a range.</source>
        <translation>ホイールで拡大、ドラッグで移動、Shift+ドラッグで範囲を選びます。</translation>
    </message>
    <message>
        <source>No second run</source>
        <translation>比べない</translation>
    </message>
    <message>
        <source>with run %1, %2</source>
        <translation>実行 %1(%2)と比べる</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>実行 %1</translation>
    </message>
    <message>
        <source>The picture could not be written to %1. Choose another folder.</source>
        <translation>画像を %1 に書き込めませんでした。別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The table could not be written to %1: %2. Choose another folder.</source>
        <translation>表を %1 に書き込めませんでした: %2。別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>%1 に保存しました。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunFollower</name>
    <message>
        <source>So are more lines after it; the rest of the record is left out.</source>
        <translation>続く行も読めないため、残りの記録は表示しません。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunForm</name>
    <message>
        <source>Plan</source>
        <translation>学習計画</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>使う装置</translation>
    </message>
    <message>
        <source>the fastest there is</source>
        <translation>いちばん速いもの</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>プロセッサー(CPU)</translation>
    </message>
    <message>
        <source>Where a gate does not pass</source>
        <translation>移行判定が合格でないとき</translation>
    </message>
    <message>
        <source>go on, so that arms can be compared</source>
        <translation>続行する(比較条件どうしを比べられます)</translation>
    </message>
    <message>
        <source>ask me</source>
        <translation>自分で判断する</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>停止する</translation>
    </message>
    <message>
        <source>Train and compare</source>
        <translation>学習と比較条件</translation>
    </message>
    <message>
        <source>Other settings, of this training alone</source>
        <translation>その他の設定(この学習だけ)</translation>
    </message>
    <message>
        <source>Other settings</source>
        <translation>その他の設定</translation>
    </message>
    <message>
        <source>One setting of run.yaml a line, over the plan&apos;s and the project&apos;s.</source>
        <translation>run.yaml の設定を1行に1つ。学習計画とプロジェクトの設定より優先されます。</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1(版 %2)</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a setting. Write key=value, for instance optimizer.learning_rate=1e-4.</source>
        <translation>「%1」は設定として読めません。optimizer.learning_rate=1e-4 のように、キー=値 の形で書いてください。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunHeader</name>
    <message>
        <source>Keep training</source>
        <translation>学習を続ける</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>plan %1 v%2</source>
        <translation>計画 %1 v%2</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>実行 %1</translation>
    </message>
    <message>
        <source>phase %1</source>
        <translation>第%1段階</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Stops after this step</source>
        <translation>このステップのあとで止まります</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>残り約%1</translation>
    </message>
    <message>
        <source> (adapted from run %1)</source>
        <translation>(実行 %1 を変更)</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>判断待ち</translation>
    </message>
    <message>
        <source>Stopping the engine</source>
        <translation>エンジンを停止しています</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunListModel</name>
    <message>
        <source>waits its turn, place %1</source>
        <translation>順番待ち(%1番目)</translation>
    </message>
    <message>
        <source>plan %1 v%2</source>
        <translation>計画 %1 v%2</translation>
    </message>
    <message>
        <source>Goes on from run %1 with changes</source>
        <translation>実行 %1 を変更して続けたもの</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n ステップ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunMarksPane</name>
    <message>
        <source>Pinned: cannot be deleted</source>
        <translation>固定する(削除できません)</translation>
    </message>
    <message>
        <source>baseline, for the meeting</source>
        <translation>基準、会議用</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Words with commas between them; the filter finds them</source>
        <translation>「,」または「、」で区切ります。絞り込みで探せます</translation>
    </message>
    <message>
        <source>What this run was for, and what came of it</source>
        <translation>この実行の目的と結果</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Run %1: %2</source>
        <translation>実行 %1:%2</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunPane</name>
    <message>
        <source>Answers to the prompts</source>
        <translation>質問への回答</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>移行判定</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>After this step, with everything saved; resume goes on from there.</source>
        <translation>このステップのあとですべて保存して止まります。再開するとそこから続けます。</translation>
    </message>
    <message>
        <source>Cancel the training</source>
        <translation>学習を中止</translation>
    </message>
    <message>
        <source>Cancel the training at once? %1</source>
        <translation>学習をすぐに中止しますか。%1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Run %1 is queued; it goes on as soon as its device is free.</source>
        <translation>実行 %1 を待ち行列に入れました。装置が空きしだい続けます。</translation>
    </message>
    <message>
        <source>Run %1 no longer waits.</source>
        <translation>実行 %1 を待ち行列から外しました。</translation>
    </message>
    <message>
        <source>Run %1 is next.</source>
        <translation>次は実行 %1 です。</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>学習を開始</translation>
    </message>
    <message>
        <source>The engine ended with an error: %1</source>
        <translation>学習エンジンがエラーで終わりました: %1</translation>
    </message>
    <message>
        <source>The engine ended without a word.</source>
        <translation>学習エンジンが何も残さずに終わりました。</translation>
    </message>
    <message>
        <source>Progress, gates and answers</source>
        <translation>進み具合・移行判定・回答</translation>
    </message>
    <message>
        <source>Run %1 is queued; it goes on from run %2.</source>
        <translation>実行 %1 が順番待ちに入りました。実行 %2 から続けます。</translation>
    </message>
    <message>
        <source>It cannot be shown or go on like this. Put its folder back from a backup, or train again.</source>
        <translation>このままでは表示も再開もできません。フォルダーをバックアップから戻すか、もう一度学習してください。</translation>
    </message>
    <message>
        <source>The disk that holds %1 is full: nothing more is recorded, and the training breaks off when it has to save. Free some space there.</source>
        <translation>%1 のあるディスクがいっぱいです。これ以上は何も記録されず、保存のときに学習が中断します。空き容量を増やしてください。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunPlots</name>
    <message>
        <source>Training loss per token (smaller is better)</source>
        <translation>学習誤差(1トークンあたり、小さいほど良い)</translation>
    </message>
    <message>
        <source>Held-out loss per token of each phase&apos;s examples</source>
        <translation>評価用データの学習誤差(段階ごと、1トークンあたり)</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>勾配の大きさ</translation>
    </message>
    <message>
        <source>Speed, tokens/s</source>
        <translation>速さ(トークン/秒)</translation>
    </message>
    <message>
        <source>The curve begins with the first step.</source>
        <translation>最初のステップから曲線が始まります。</translation>
    </message>
    <message>
        <source>Measured before training and after each phase.</source>
        <translation>学習前と各段階のあとに測定します。</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>学習誤差</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑化</translation>
    </message>
    <message>
        <source>✗ diverged</source>
        <translation>✗ 発散</translation>
    </message>
    <message>
        <source>Memory, GB</source>
        <translation>メモリー(GB)</translation>
    </message>
    <message>
        <source>Power of the GPU, W</source>
        <translation>GPUの消費電力(W)</translation>
    </message>
    <message>
        <source>Temperature of the GPU, °C</source>
        <translation>GPUの温度(°C)</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>測定値</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunProgress</name>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%2ステップ中 %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>所要 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>Ended early: the held-out loss stopped falling. The weights after step %1 go on.</source>
        <translation>早期終了: 評価用データの学習誤差が下がらなくなりました。ステップ %1 のあとの重みを引き継ぎます。</translation>
    </message>
    <message>
        <source>Gate: %1</source>
        <translation>移行判定: %1</translation>
    </message>
    <message>
        <source>About %1 left in all</source>
        <translation>全体の残り 約%1</translation>
    </message>
    <message>
        <source>Memory: %1 used, %2 expected</source>
        <translation>メモリー: 使用 %1、見込み %2</translation>
    </message>
    <message>
        <source>Memory: %1 expected</source>
        <translation>メモリー: 見込み %1</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 トークン/秒</translation>
    </message>
    <message>
        <source>Last saved at step %1, %2</source>
        <translation>最後の保存: ステップ %1、%2</translation>
    </message>
    <message numerus="yes">
        <source>Resumed %n time(s)</source>
        <translation>
            <numerusform>再開 %n回</numerusform>
        </translation>
    </message>
    <message>
        <source>from run %1</source>
        <translation>実行 %1 から</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunSettings</name>
    <message>
        <source>Settings of the run</source>
        <translation>実行の設定</translation>
    </message>
    <message>
        <source>As frozen in run.yaml when the run was made, whatever the plan says now. Manifest %1.</source>
        <translation>実行を作ったときに run.yaml に確定した設定です。今の学習計画とは関係ありません。実行記録 %1。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunStatus</name>
    <message>
        <source>Open this run on the Training page</source>
        <translation>この実行を学習ページで開く</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>学習の進み具合</translation>
    </message>
    <message>
        <source>Training has finished</source>
        <translation>学習が完了しました</translation>
    </message>
    <message>
        <source>Training broke off</source>
        <translation>学習が途中で終わりました</translation>
    </message>
    <message>
        <source>Training has stopped</source>
        <translation>学習を停止しました</translation>
    </message>
    <message>
        <source>A gate waits for you</source>
        <translation>移行判定が確認を待っています</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>残り %1</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) wait</source>
        <translation>
            <numerusform>%n件が順番待ち</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is being trained</source>
        <translation>学習中の実行はありません</translation>
    </message>
    <message>
        <source>The device it is trained on, and the memory that takes</source>
        <translation>学習に使っている装置と、それに要するメモリー</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) answer prompts</source>
        <translation>
            <numerusform>%n個のモデルが回答中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) wait to answer</source>
        <translation>
            <numerusform>%n個のモデルが回答の順番待ち</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>順番待ちなし</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>実行%1</translation>
    </message>
    <message>
        <source>%1 (run %2)</source>
        <translation>%1(実行%2)</translation>
    </message>
    <message>
        <source>%1 waits at the gate after phase %2 until somebody decides.</source>
        <translation>%1は、第%2段階の後の移行判定で、どなたかが決めるまで待っています。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunTableModel</name>
    <message>
        <source>waits its turn, place %1</source>
        <translation>順番待ち(%1番目)</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Measured after the last phase, on examples that no training has seen.</source>
        <translation>最後の段階のあとに、学習に使っていない事例で測ります。</translation>
    </message>
    <message numerus="yes">
        <source>On %n held-out example(s) for reports, with the model after the last phase.</source>
        <translation>
            <numerusform>最後の段階のあとのモデルを、レポート用の評価データ%n件で測った値です。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n held-out example(s) for gates, with the model after the last phase.</source>
        <translation>
            <numerusform>最後の段階のあとのモデルを、移行判定用の評価データ%n件で測った値です。</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be deleted until it is unpinned.</source>
        <translation>固定を外すまで削除できません。</translation>
    </message>
    <message>
        <source>The plan and its revision when the run was frozen</source>
        <translation>実行を確定したときの学習計画とその版</translation>
    </message>
    <message>
        <source>Per token, after the last phase, on held-out examples; smaller is better</source>
        <translation>最後の段階のあとの、評価データ1トークンあたりの値。小さいほど良い</translation>
    </message>
    <message>
        <source>Tokens really trained on, or planned where it has not begun</source>
        <translation>実際に学習したトークン数。未開始なら予定の数</translation>
    </message>
    <message>
        <source>Of all attempts, without the time between them</source>
        <translation>中断していた時間を除く合計</translation>
    </message>
    <message>
        <source>Run</source>
        <comment>column</comment>
        <translation>実行</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>column</comment>
        <translation>名前</translation>
    </message>
    <message>
        <source>Plan</source>
        <comment>column</comment>
        <translation>学習計画</translation>
    </message>
    <message>
        <source>Arm</source>
        <comment>column</comment>
        <translation>比較条件</translation>
    </message>
    <message>
        <source>Phases</source>
        <comment>column</comment>
        <translation>段階数</translation>
    </message>
    <message>
        <source>State</source>
        <comment>column</comment>
        <translation>状態</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <comment>column</comment>
        <translation>評価データの学習誤差</translation>
    </message>
    <message>
        <source>Tokens</source>
        <comment>column</comment>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Steps</source>
        <comment>column</comment>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>時間</translation>
    </message>
    <message>
        <source>Created</source>
        <comment>column</comment>
        <translation>作成日時</translation>
    </message>
    <message>
        <source>On disk</source>
        <comment>column</comment>
        <translation>ディスク</translation>
    </message>
    <message>
        <source>Tags</source>
        <comment>column</comment>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Pinned</source>
        <comment>column</comment>
        <translation>固定</translation>
    </message>
    <message>
        <source>Note</source>
        <comment>column</comment>
        <translation>メモ</translation>
    </message>
    <message>
        <source>rolled back to before training</source>
        <translation>学習前に戻した</translation>
    </message>
    <message>
        <source>rolled back to phase %1</source>
        <translation>第%1段階に戻した</translation>
    </message>
    <message>
        <source>It goes on from run %1 with changed settings, and is left out of comparisons of arms.</source>
        <translation>実行 %1 から設定を変更して続けたもので、比較条件の比較には入りません。</translation>
    </message>
    <message>
        <source>done elsewhere</source>
        <translation>完了(別の場所で学習)</translation>
    </message>
    <message>
        <source>%1 more are in files that it shares with other runs. They become free with the last of them.</source>
        <translation>このほかに %1 を、ほかの実行と共有しています。共有する最後の実行を削除すると空きます。</translation>
    </message>
    <message>
        <source>What deleting the run makes free, saved models included</source>
        <translation>この実行を削除すると空く容量です(保存したモデルを含む)</translation>
    </message>
</context>
<context>
    <name>dankai::ui::RunsPage</name>
    <message>
        <source>Bin…</source>
        <translation>ごみ箱…</translation>
    </message>
    <message>
        <source>change the tags of run %1</source>
        <translation>実行 %1 のタグの変更</translation>
    </message>
    <message>
        <source>change the note of run %1</source>
        <translation>実行 %1 のメモの変更</translation>
    </message>
    <message>
        <source>pin run %1</source>
        <translation>実行 %1 の固定</translation>
    </message>
    <message>
        <source>unpin run %1</source>
        <translation>実行 %1 の固定の解除</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>プロジェクトを開いています</translation>
    </message>
    <message>
        <source>Runs</source>
        <comment>page</comment>
        <translation>実行</translation>
    </message>
    <message>
        <source>There is no run yet: start one on the Training page.</source>
        <translation>実行がまだありません。学習のページで開始してください。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Filter the runs</source>
        <translation>実行を絞り込む</translation>
    </message>
    <message>
        <source>Name, plan, arm, tag, note</source>
        <translation>名前・学習計画・比較条件・タグ・メモ</translation>
    </message>
    <message>
        <source>Choose a run to write a note about it, or several to see in which settings they differ.</source>
        <translation>実行を1つ選ぶとメモを書けます。複数選ぶと設定の違いを確かめられます。</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSVで保存…</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n run(s)</source>
        <translation>
            <numerusform>%n件中 %1件</numerusform>
        </translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>実行はまだありません</translation>
    </message>
    <message>
        <source>A run is a training with its settings, its data and everything it said. Runs that are trained come here to be told apart, compared and tidied up.</source>
        <translation>実行は、設定・データ・記録のそろった1回の学習です。学習した実行をここで見分け、比べ、整理します。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>学習のページへ</translation>
    </message>
    <message numerus="yes">
        <source>pin %n run(s)</source>
        <translation>
            <numerusform>%n件の実行の固定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unpin %n run(s)</source>
        <translation>
            <numerusform>%n件の実行の固定の解除</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSVで保存</translation>
    </message>
    <message>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>表計算ソフト用の表 (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>%1 に保存しました</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) went to the bin; undo brings them back.</source>
        <translation>
            <numerusform>%n件の実行をごみ箱へ移しました。「元に戻す」で戻せます。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::ScorerDetail</name>
    <message>
        <source>How often each score occurs</source>
        <translation>難易度スコアの分布</translation>
    </message>
    <message>
        <source>What the scores go along with</source>
        <translation>難易度スコアと連動するもの</translation>
    </message>
    <message>
        <source>Goes along with</source>
        <translation>連動するもの</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>事例数</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>平均スコア</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>連動の強さ</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>誤差の幅</translation>
    </message>
    <message>
        <source>Of the spread</source>
        <translation>ばらつきの割合</translation>
    </message>
    <message>
        <source>Of length and place: correlation of ranks (Spearman), from −1 to +1. Of a group: in how many of 100 pairs its example scores higher than one of another group; 50 is no difference.</source>
        <translation>長さと位置:順位の相関(スピアマン、−1~+1)。グループ:ほかのグループの事例と組にしたとき、100組のうち何組でスコアが高いか(50なら差なし)。</translation>
    </message>
    <message>
        <source>Which part of the spread of the scores&apos; ranks it explains</source>
        <translation>スコアの順位のばらつきのうち、これで説明できる割合</translation>
    </message>
    <message>
        <source>Wide enough for all bands of this table to hold together with 95 % confidence</source>
        <translation>この表のすべての幅が同時に95%の確からしさで成り立つよう、広めに取っています</translation>
    </message>
    <message>
        <source>Also by a column of the file</source>
        <translation>ファイルの列でも比べる</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Nothing conspicuous was found.</source>
        <translation>目立った偏りは見つかりませんでした。</translation>
    </message>
    <message numerus="yes">
        <source>Half of the scores lie from %1 to %2, nine tenths from %3 to %4; mean %5; %n different value(s).</source>
        <translation>
            <numerusform>半数のスコアが%1~%2、9割が%3~%4にあります。平均 %5、異なる値は%n種類です。</numerusform>
        </translation>
    </message>
    <message>
        <source>Length of the response</source>
        <translation>お手本の回答の長さ</translation>
    </message>
    <message>
        <source>Place in the file</source>
        <translation>ファイル内の位置</translation>
    </message>
    <message numerus="yes">
        <source>%n band(s) were looked at; they hold together with 95 % confidence.</source>
        <translation>
            <numerusform>%n個の幅を調べました。すべてが同時に95%の確からしさで成り立ちます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) were scored more than once: %1 got the same score the first and the last time; on average the two differ by %2; correlation of ranks %3 (%4).</source>
        <translation>
            <numerusform>%n件が2回以上採点されています。最初と最後のスコアが同じ事例は%1、差の平均は%2、順位の相関は%3(誤差の幅 %4)です。</numerusform>
        </translation>
    </message>
    <message>
        <source>In the middle quarter of the scale (%1 to %2) lie %3. It tells examples apart as finely as %4 values that are used equally often.</source>
        <translation>尺度の中央4分の1(%1~%2)に%3があります。区別の細かさは、同じ頻度で使われる値%4個分です。</translation>
    </message>
    <message>
        <source>Hard and poor by</source>
        <translation>難しく質の低い事例を調べる尺度</translation>
    </message>
    <message>
        <source>A scorer whose high values are good: its lower third is poor, the upper third of this scorer is hard</source>
        <translation>値が大きいほど質がよい採点方法。その下位3分の1を質が低い、この採点方法の上位3分の1を難しいとみなします</translation>
    </message>
    <message>
        <source>Examples that are hard and poor</source>
        <translation>難しく質の低い事例</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>難易度</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>質</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ScorerTab</name>
    <message>
        <source>Opening the project</source>
        <translation>プロジェクトを開いています</translation>
    </message>
    <message>
        <source>Scorers</source>
        <translation>採点方法</translation>
    </message>
    <message>
        <source>Score the examples by</source>
        <translation>採点方法</translation>
    </message>
    <message>
        <source>No scores yet</source>
        <translation>難易度スコアがまだありません</translation>
    </message>
    <message>
        <source>A scorer says how difficult an example is. Compressed size needs no model and takes seconds; a column of your file may hold a difficulty already. Choose one above.</source>
        <translation>採点方法は、事例の難しさを数値で表します。「圧縮後のサイズ」ならモデルなしで数秒で採点できます。ファイルの列に難易度が入っていることもあります。上で選んでください。</translation>
    </message>
    <message>
        <source>No examples yet</source>
        <translation>事例がまだありません</translation>
    </message>
    <message>
        <source>Difficulty is scored example by example. Import a file first.</source>
        <translation>難易度は事例ごとに採点します。先にファイルを読み込んでください。</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>データページへ</translation>
    </message>
    <message>
        <source>Looking at the scores</source>
        <translation>スコアを調べています</translation>
    </message>
    <message>
        <source>Scoring: %1</source>
        <translation>採点中:%1</translation>
    </message>
    <message>
        <source>%1 has scored every example already.</source>
        <translation>「%1」は、すべての事例を採点済みです。</translation>
    </message>
    <message>
        <source>%1: no example holds a number.</source>
        <translation>「%1」に数値のある事例がありません。</translation>
    </message>
    <message>
        <source>Needs the tokenizer of the project&apos;s model, not the model itself; takes seconds.</source>
        <translation>プロジェクトのモデルのトークナイザーだけを使います。モデル本体は不要で、数秒で終わります。</translation>
    </message>
    <message>
        <source>Needs no model and takes seconds.</source>
        <translation>モデルは不要で、数秒で終わります。</translation>
    </message>
    <message>
        <source>The model has looked at every example already.</source>
        <translation>モデルはすでにすべての事例を見ています。</translation>
    </message>
    <message numerus="yes">
        <source>Needs the project&apos;s model, which is asked a judge&apos;s question about %n example(s).</source>
        <translation>
            <numerusform>プロジェクトのモデルが必要です。%n件の事例について評価の質問をします。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Needs the project&apos;s model, which reads %n example(s) twice: with and without the instruction.</source>
        <translation>
            <numerusform>プロジェクトのモデルが必要です。%n件の事例を、指示あり・指示なしで2回ずつ読みます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Needs the project&apos;s model, which reads %n example(s) once.</source>
        <translation>
            <numerusform>プロジェクトのモデルが必要です。%n件の事例を1回ずつ読みます。</numerusform>
        </translation>
    </message>
    <message>
        <source>How long that takes shows when it has begun; it goes on when the window is closed, and what is scored is kept.</source>
        <translation>所要時間は開始後に表示されます。ウィンドウを閉じても続き、採点した結果は残ります。</translation>
    </message>
    <message>
        <source>Stopped. What is scored is kept; scoring again goes on.</source>
        <translation>中止しました。採点した結果は残っています。もう一度採点すると続きから進みます。</translation>
    </message>
    <message>
        <source>The model does not answer a judge&apos;s question with a digit, or the question is too long for it. Use a model that follows instructions, or a judge on an endpoint.</source>
        <translation>モデルが評価の質問に数字で答えないか、質問が長すぎます。指示に従うモデルか、外部の評価AIを使ってください。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is asked a judge&apos;s question about %n example(s).</source>
        <translation>
            <numerusform>%1 に、%n 件の事例について評価AIと同じ質問をします。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 reads %n example(s) twice: with and without the instruction.</source>
        <translation>
            <numerusform>%1 が %n 件の事例を、指示ありと指示なしで 2 回読みます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 reads %n example(s) once.</source>
        <translation>
            <numerusform>%1 が %n 件の事例を 1 回読みます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Its scores stand under its name, beside those of the project&apos;s model.</source>
        <translation>スコアは、プロジェクトのモデルのスコアと並べて、このモデルの名前で保存されます。</translation>
    </message>
    <message>
        <source>With</source>
        <translation>使うモデル</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ScorerTableModel</name>
    <message>
        <source>Scorer</source>
        <translation>採点方法</translation>
    </message>
    <message>
        <source>Examples that have a score of this scorer</source>
        <translation>この採点方法のスコアがある事例</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>採点済み</translation>
    </message>
    <message>
        <source>Examples that it has not looked at</source>
        <translation>この採点方法でまだ採点していない事例</translation>
    </message>
    <message>
        <source>Unscored</source>
        <translation>未採点</translation>
    </message>
    <message>
        <source>Examples that it looked at and found no number for</source>
        <translation>採点したが数値が得られなかった事例</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>数値なし</translation>
    </message>
    <message>
        <source>Examples that were edited after they had been scored</source>
        <translation>採点後に編集された事例</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>要再採点</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>From the lowest score to the highest</source>
        <translation>最も低いスコアから最も高いスコアまで</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>範囲</translation>
    </message>
</context>
<context>
    <name>dankai::ui::SelfTestPanel</name>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>プロセッサー</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリー</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>ディスク</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>グラフィックカード</translation>
    </message>
    <message>
        <source>Training program</source>
        <translation>学習プログラム</translation>
    </message>
    <message>
        <source>Built-in model</source>
        <translation>内蔵モデル</translation>
    </message>
    <message>
        <source>Example data</source>
        <translation>例のデータ</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s), %2</source>
        <translation>
            <numerusform>%1、%n コア、%2</numerusform>
        </translation>
    </message>
    <message>
        <source>no AVX2</source>
        <translation>AVX2 なし</translation>
    </message>
    <message>
        <source>NVIDIA driver %1</source>
        <translation>NVIDIA ドライバー %1</translation>
    </message>
    <message>
        <source>None found; training runs on the processor</source>
        <translation>見つかりません。学習はプロセッサーで行います</translation>
    </message>
    <message>
        <source>%1, %2 free of %3</source>
        <translation>%1、空き %2(全体 %3)</translation>
    </message>
    <message>
        <source>%1; NVIDIA driver %2</source>
        <translation>%1、NVIDIA ドライバー %2</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>ありません</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2, %n thread(s), instructions %3, matrix products %4; LibTorch %5 in %6</source>
        <translation>
            <numerusform>%1 %2、%n スレッド、命令セット %3、行列積 %4、LibTorch %5(%6)</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 available of %2</source>
        <translation>空き %1(全体 %2)</translation>
    </message>
    <message>
        <source>%1 free at %2</source>
        <translation>%2 の空き %1</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>読み取れません</translation>
    </message>
    <message>
        <source>Training on this processor is slow: it has no AVX2. Use a graphics card or another machine.</source>
        <translation>このプロセッサーは AVX2 がないため学習に時間がかかります。グラフィックカードか別のコンピューターを使ってください。</translation>
    </message>
    <message>
        <source>Training the built-in model takes about 3.5 GB. Close other programs.</source>
        <translation>内蔵モデルの学習には約 3.5 GB が必要です。ほかのプログラムを終了してください。</translation>
    </message>
    <message>
        <source>A run of the built-in model needs about 4 GB, for checkpoints and what it resumes from. Make room, or keep projects on another disk.</source>
        <translation>内蔵モデルの学習1回には、各段階のモデルと再開用の状態のために約 4 GB が必要です。空きを増やすか、別のディスクにプロジェクトを置いてください。</translation>
    </message>
    <message>
        <source>The driver runs CUDA %1; Dankai needs 13.0. Install driver 580 or newer.</source>
        <translation>ドライバーの対応する CUDA は %1 ですが、Dankai には 13.0 が必要です。ドライバー 580 以降を導入してください。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>テキストとしてコピー</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>もう一度診断</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>自己診断</translation>
    </message>
    <message>
        <source>What was tested</source>
        <translation>診断した項目</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>The self-test is in the clipboard.</source>
        <translation>自己診断の結果をクリップボードにコピーしました。</translation>
    </message>
    <message>
        <source>Asking this machine and the training program; this takes some seconds.</source>
        <translation>このコンピューターと学習プログラムを確認しています。数秒かかります。</translation>
    </message>
    <message>
        <source>works</source>
        <translation>問題ありません</translation>
    </message>
    <message>
        <source>works with limits</source>
        <translation>制限付きで動作します</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>動作しません</translation>
    </message>
    <message>
        <source>Everything that was tested works.</source>
        <translation>確認した項目はすべて問題ありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to do; each says what.</source>
        <translation>
            <numerusform>対処が必要な項目が%n件あります。それぞれに次にすることを示しています。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::SettingEditor</name>
    <message>
        <source>New key for “%1”</source>
        <translation>「%1」の新しいキー</translation>
    </message>
</context>
<context>
    <name>dankai::ui::SettingPicker</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Choose a setting…</source>
        <translation>設定を選択…</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>otherwise %1</source>
        <translation>指定しない場合は %1</translation>
    </message>
</context>
<context>
    <name>dankai::ui::SettingsFilter</name>
    <message>
        <source>Command</source>
        <comment>column</comment>
        <translation>操作</translation>
    </message>
    <message>
        <source>Key</source>
        <comment>column</comment>
        <translation>キー</translation>
    </message>
</context>
<context>
    <name>dankai::ui::SettingsModel</name>
    <message>
        <source>A whole number from %1</source>
        <translation>%1以上の整数</translation>
    </message>
    <message>
        <source>A whole number, %1 to %2</source>
        <translation>%1~%2の整数</translation>
    </message>
    <message>
        <source>A number, %1 to %2</source>
        <translation>%1~%2の数</translation>
    </message>
    <message>
        <source>Numbers, as in [1, 0.7, 0.5]</source>
        <translation>数の並び(例:[1, 0.7, 0.5])</translation>
    </message>
    <message>
        <source>One of the list</source>
        <translation>一覧から選択</translation>
    </message>
    <message>
        <source>auto, cpu, cuda:0, cuda:1, …</source>
        <translation>auto、cpu、cuda:0、cuda:1 など</translation>
    </message>
    <message>
        <source>A date, as in 2026-04-01</source>
        <translation>日付(例:2026-04-01)</translation>
    </message>
    <message>
        <source>A template of the model&apos;s by its name, or a file</source>
        <translation>モデルにあるテンプレートの名前、またはファイル</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>プロジェクトの名前</translation>
    </message>
    <message>
        <source>Shown in the window and in reports</source>
        <translation>ウィンドウとレポートに表示します</translation>
    </message>
    <message>
        <source>Model to start from</source>
        <translation>元のモデル(学習前)</translation>
    </message>
    <message>
        <source>A Hugging Face folder or a GGUF file; what was frozen stays with its own</source>
        <translation>Hugging Face のフォルダーまたは GGUF ファイル。確定済みの実行には影響しません</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>会話テンプレート</translation>
    </message>
    <message>
        <source>A file; empty: the model&apos;s own</source>
        <translation>ファイル。空ならモデルのもの</translation>
    </message>
    <message>
        <source>decided when a run is frozen</source>
        <translation>実行の確定時に決まる</translation>
    </message>
    <message>
        <source>personal</source>
        <translation>個人用</translation>
    </message>
    <message>
        <source>Setting</source>
        <comment>column</comment>
        <translation>設定</translation>
    </message>
    <message>
        <source>Value</source>
        <comment>column</comment>
        <translation>値</translation>
    </message>
    <message>
        <source>Default</source>
        <comment>column</comment>
        <translation>既定値</translation>
    </message>
    <message>
        <source>Kept in</source>
        <comment>column</comment>
        <translation>保存先</translation>
    </message>
    <message>
        <source>What may be set</source>
        <comment>column</comment>
        <translation>設定できる値</translation>
    </message>
    <message>
        <source>“%1” is not set. %2</source>
        <translation>「%1」は設定されません。%2</translation>
    </message>
</context>
<context>
    <name>dankai::ui::SettingsPage</name>
    <message>
        <source>set “%1”</source>
        <translation>「%1」の変更</translation>
    </message>
    <message>
        <source>Only what is not at its default</source>
        <translation>既定値と違うものだけ</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>既定値に戻す</translation>
    </message>
    <message>
        <source>Name, key or value</source>
        <translation>名前・キー・値</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>設定を検索</translation>
    </message>
    <message>
        <source>A plan&apos;s own settings win over the project&apos;s, and what is chosen when a training starts wins over both. No password or key is kept in either place.</source>
        <translation>学習計画の設定はプロジェクトの設定より優先し、学習を開始するときの選択はその両方より優先します。パスワードや鍵はどちらにも保存しません。</translation>
    </message>
    <message>
        <source>A project&apos;s own settings come to this table when one is open. No password or key is kept here.</source>
        <translation>プロジェクトを開くと、その設定もこの表に並びます。パスワードや鍵は保存しません。</translation>
    </message>
    <message>
        <source>Settings</source>
        <comment>page</comment>
        <translation>設定</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>project.yaml has a mistake and is not changed until it is mended: %1</source>
        <translation>project.yaml に誤りがあります。直すまで書き換えません。%1</translation>
    </message>
    <message>
        <source>project.yaml was written anew; comments in it are gone, since they stood where they could not be kept.</source>
        <translation>project.yaml を書き直しました。残せない位置にあったコメントは消えました。</translation>
    </message>
    <message>
        <source>General</source>
        <translation>全般</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キーの割り当て</translation>
    </message>
    <message>
        <source>Choose a command and press Enter, then its new key; Esc leaves the key as it is. Tab, Esc, Enter, Space and what moves within a list are no command&apos;s.</source>
        <translation>操作を選んで Enter を押し、続けて新しいキーを押します。Esc を押すと変更しません。Tab・Esc・Enter・スペースと、一覧の中を移動するキーは操作に割り当てられません。</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>キーを外す</translation>
    </message>
    <message>
        <source>All keys back</source>
        <translation>すべてのキーを戻す</translation>
    </message>
    <message>
        <source>All keys are as they were at first.</source>
        <translation>すべてのキーは既定値のままです。</translation>
    </message>
    <message>
        <source>set all keys back</source>
        <translation>すべてのキーを戻す</translation>
    </message>
    <message>
        <source>No setting matches</source>
        <translation>該当する設定がありません</translation>
    </message>
    <message>
        <source>Every setting here is at its default.</source>
        <translation>ここの設定はすべて既定値です。</translation>
    </message>
    <message>
        <source>No setting that is not at its default has “%1” in its name, its key or its value.</source>
        <translation>既定値から変更した設定の中に、名前・キー・値に「%1」を含むものはありません。</translation>
    </message>
    <message>
        <source>No setting has “%1” in its name, its key or its value.</source>
        <translation>名前・キー・値に「%1」を含む設定はありません。</translation>
    </message>
    <message>
        <source>Show all settings</source>
        <translation>すべての設定を表示</translation>
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
    <message>
        <source>Change the keys…</source>
        <translation>キーの割り当てを変更…</translation>
    </message>
</context>
<context>
    <name>dankai::ui::SpeakerTree</name>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>weights are gone</source>
        <translation>重みがありません</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>回答 %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>dankai::ui::StageBar</name>
    <message>
        <source>Reading the model</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
    <message>
        <source>Counting tokens</source>
        <translation>トークンを数えています</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>%1 を取り込んでいます</translation>
    </message>
    <message>
        <source>Scoring the difficulty</source>
        <translation>難易度を採点しています</translation>
    </message>
    <message>
        <source>Freezing the rows</source>
        <translation>学習データを確定しています</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>中止しています</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>開始しています</translation>
    </message>
    <message>
        <source>Reading what can be read</source>
        <translation>読める部分を読み込み中</translation>
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
        <source>Start</source>
        <comment>page</comment>
        <translation>はじめに</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>プロジェクトを開く</translation>
    </message>
    <message>
        <source>There is none yet. Make a new one, open the example, or drop a project&apos;s folder here.</source>
        <translation>まだありません。新しく作るか、例を開くか、プロジェクトのフォルダーをここにドロップしてください。</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>一覧から外す</translation>
    </message>
    <message>
        <source>Open and start its training</source>
        <translation>開いて学習を開始</translation>
    </message>
    <message>
        <source>Trains it phase by phase and then all at once, on this machine; some minutes each</source>
        <translation>このコンピューターで段階的学習と一括学習を行います。それぞれ数分かかります</translation>
    </message>
    <message>
        <source>I review examples: hide the training pages</source>
        <translation>事例の確認だけを行う(学習のページを隠す)</translation>
    </message>
    <message>
        <source>A project of your own</source>
        <translation>自分のプロジェクト</translation>
    </message>
    <message>
        <source>In three steps: a model that is on this disk already, your data, and how it is split into phases.</source>
        <translation>3つの手順で作ります。ディスクに既にあるモデル、自分のデータ、段階への分け方です。</translation>
    </message>
    <message>
        <source>The example project</source>
        <translation>例のプロジェクト</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>自己診断</translation>
    </message>
    <message>
        <source>What this machine is fit for and what is missing, to be copied into a message.</source>
        <translation>このコンピューターでできることと足りないものを調べます。結果はコピーして送れます。</translation>
    </message>
    <message>
        <source>%1: not there any more</source>
        <translation>%1:見つかりません</translation>
    </message>
    <message>
        <source>%1 holds no project now: it was moved, deleted, or its disk is not there.</source>
        <translation>%1 には現在プロジェクトがありません。移動または削除されたか、ディスクが接続されていません。</translation>
    </message>
    <message>
        <source>%1 holds no project (project.yaml is not there). Choose the folder of a project, or make a new one.</source>
        <translation>%1 にはプロジェクトがありません(project.yaml がありません)。プロジェクトのフォルダーを選ぶか、新しく作ってください。</translation>
    </message>
    <message>
        <source>The example is being trained phase by phase, then all at once. The window may be closed.</source>
        <translation>例の段階的学習を行い、続いて一括学習を行います。ウィンドウは閉じてもかまいません。</translation>
    </message>
    <message>
        <source>The example has been trained before: here are its runs.</source>
        <translation>例は学習済みです。その実行を表示しています。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>キャンセルしました。</translation>
    </message>
    <message>
        <source>This is the record of a real training. Nothing is being computed now.</source>
        <translation>これは実際に行った学習の記録です。いまは何も計算していません。</translation>
    </message>
    <message numerus="yes">
        <source>Rescued: %n example(s). The damaged file is kept as %1.</source>
        <translation>
            <numerusform>%n件の事例を救い出しました。壊れたファイルは %1 として残してあります。</numerusform>
        </translation>
    </message>
    <message>
        <source>A help desk&apos;s questions in three levels of difficulty, in English as the built-in model is, with the record of a real training.</source>
        <translation>社内ヘルプデスクの質問を3段階の難易度で集めたものです。内蔵モデルに合わせて英語で、実際に行った学習の記録が付いています。</translation>
    </message>
    <message>
        <source>The example is here without the record of its training: %1</source>
        <translation>例を開きました。学習の記録は付いていません:%1</translation>
    </message>
    <message>
        <source>Some examples could not be read, and nothing says how many.</source>
        <translation>読めなかった事例もありますが、件数は分かりません。</translation>
    </message>
    <message numerus="yes">
        <source>%n example(s) could not be read.</source>
        <translation>
            <numerusform>%n件の事例は読めませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>A file that somebody sent you: its questions are answered without the project</source>
        <translation>送られてきたファイルの質問に、プロジェクトなしで答えます</translation>
    </message>
    <message>
        <source>Answer a review package</source>
        <translation>確認用ファイルに答える</translation>
    </message>
    <message>
        <source>Review packages (*.dankai-review)</source>
        <translation>確認用ファイル (*.dankai-review)</translation>
    </message>
</context>
<context>
    <name>dankai::ui::StartPanel</name>
    <message>
        <source>Held out, for the gates</source>
        <translation>評価用データ(移行判定)</translation>
    </message>
    <message>
        <source>Held out, for tests</source>
        <translation>評価用データ(テスト)</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Check first</source>
        <translation>開始前チェック</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>学習を開始</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新しい学習</translation>
    </message>
    <message>
        <source>What was found before training</source>
        <translation>開始前チェックの結果</translation>
    </message>
    <message>
        <source>Rows as the model sees them</source>
        <translation>モデルから見たデータ</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>事例</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>学習する</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>切れる</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Check before training</source>
        <translation>開始前チェック</translation>
    </message>
    <message>
        <source>Back to the runs</source>
        <translation>実行の一覧へ戻る</translation>
    </message>
    <message>
        <source>The rows are frozen as a run would have them and looked through, and the engine takes one step on the longest batch. Nothing is trained and nothing is left behind.</source>
        <translation>実行と同じ形でデータを確定して調べ、最も長い組で1ステップだけ試し実行します。モデルは変わらず、あとには何も残りません。</translation>
    </message>
    <message>
        <source>Freezing the rows</source>
        <translation>学習データを確定しています</translation>
    </message>
    <message>
        <source>The check was cancelled. Nothing is left behind.</source>
        <translation>チェックを中止しました。あとには何も残っていません。</translation>
    </message>
    <message>
        <source>Cancelled. Runs that were queued before stay in the queue.</source>
        <translation>中止しました。すでに待ち行列に入れた実行はそのままです。</translation>
    </message>
    <message>
        <source>Training cannot start like this: see what is marked with a cross.</source>
        <translation>このままでは学習を開始できません。×印の項目を確認してください。</translation>
    </message>
    <message>
        <source>Ready: %1, %2 tokens in %3 steps.</source>
        <translation>準備ができました: %1、%2トークン、%3ステップ。</translation>
    </message>
    <message>
        <source>At the speed of the step just taken, training alone lasts about %1.</source>
        <translation>今の試し実行の速さなら、学習だけで約%1かかります。</translation>
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
    <name>dankai::ui::TestPane</name>
    <message>
        <source>Choose test questions…</source>
        <translation>テスト問題集を選ぶ…</translation>
    </message>
    <message>
        <source>Test questions that people wrote</source>
        <translation>人が作ったテスト問題集</translation>
    </message>
    <message>
        <source>A table (CSV) with the columns question, answer (what counts as right; several apart by |) and level (1, the easiest, to 8; or easy, medium, hard). Optional: wrong (what an answer must not hold), check (holds or is) and id.</source>
        <translation>列 question(質問)、answer(正解。複数は | で区切る)、level(難易度。1(最も易しい)~8、または易しい・普通・難しい)を持つ表(CSV)です。任意の列: wrong(含まれてはならない語)、check(holds 含む、is 一致)、id(番号)。</translation>
    </message>
    <message>
        <source>What the model answers right of each level</source>
        <translation>難易度ごとの、モデルの正解</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>難易度</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>問題数</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正解</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>正解率</translation>
    </message>
    <message>
        <source>95 % band</source>
        <translation>誤差の幅(95 %)</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Test questions</source>
        <translation>テスト問題集</translation>
    </message>
    <message>
        <source>Test questions (*.csv *.tsv *.txt *.json *.jsonl)</source>
        <translation>テスト問題集 (*.csv *.tsv *.txt *.json *.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Questions with the answers that count as right and how difficult each is. The model answers them before it is trained, so that what people find hard can be held against what is hard for it.</source>
        <translation>質問、正解、難易度を並べた表です。学習前のモデルが答え、人が難しいと思う問題がモデルにも難しいかを確かめます。</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 questions.</source>
        <translation>%2 問中 %1 問で停止しました。</translation>
    </message>
    <message>
        <source>The answers stand on the Compare page.</source>
        <translation>回答は比較のページで見られます。</translation>
    </message>
    <message numerus="yes">
        <source>The answers stand on the Compare page; %n was/were cut at the limit.</source>
        <translation>
            <numerusform>回答は比較のページで見られます。%n 件は長さの上限で途切れています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Putting the test questions to the model</source>
        <translation>テスト問題をモデルに出しています</translation>
    </message>
    <message>
        <source>Waiting for what runs before</source>
        <translation>先に始まったものの終わりを待っています</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
    <message>
        <source>The model has answered %1 of %2 test questions</source>
        <translation>モデルが %2 問中 %1 問に答えました</translation>
    </message>
</context>
<context>
    <name>dankai::ui::TextField</name>
    <message>
        <source>Nothing was pasted: the text has %1 characters, %2 of them in its longest line. This field takes %3 in all and %4 in a line.</source>
        <translation>貼り付けませんでした: 文章が%1文字、最も長い行が%2文字あります。この欄に入るのは全体で%3文字、1行に%4文字までです。</translation>
    </message>
    <message>
        <source>Only the first %1 characters fit here; what follows was left out.</source>
        <translation>ここに入るのは先頭の%1文字までです。続きは入りませんでした。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ThresholdPlot</name>
    <message>
        <source>Threshold %1 of %2 stands at %3</source>
        <translation>%2個中%1個目の区切りの値は %3 です</translation>
    </message>
</context>
<context>
    <name>dankai::ui::TrainingPage</name>
    <message>
        <source>New training…</source>
        <translation>新しい学習…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行の一覧</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>プロジェクトを開いています</translation>
    </message>
    <message>
        <source>Training</source>
        <comment>page</comment>
        <translation>学習</translation>
    </message>
    <message>
        <source>There are no examples yet: import a file on the Data page.</source>
        <translation>事例がまだありません。データのページでファイルを取り込んでください。</translation>
    </message>
    <message>
        <source>There is no plan yet: split the examples into phases first.</source>
        <translation>学習計画がまだありません。先に事例を段階に分けてください。</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>学習はまだありません</translation>
    </message>
    <message>
        <source>A training goes through the plan phase by phase and tests the model after each. It can run on its own for hours: the window may be closed meanwhile.</source>
        <translation>学習計画に沿って段階ごとに学習し、そのつどモデルを測定します。何時間かかっても自動で進むので、その間ウィンドウを閉じてもかまいません。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::ValidityTab</name>
    <message>
        <source>Plan</source>
        <translation>学習計画</translation>
    </message>
    <message>
        <source>A phase that is called hard should be hard for the model before it is trained: its loss on the responses should rise from phase to phase. Where it does not, the order of the phases is no order of difficulty for this model.</source>
        <translation>難しいとされた段階は、学習前のモデルにとっても難しいはずです。つまり、お手本の回答に対する学習誤差が、段階ごとに大きくなるはずです。そうでなければ、段階の順序は、このモデルにとっての難易度順ではありません。</translation>
    </message>
    <message>
        <source>Loss of the untrained model by phase</source>
        <translation>段階ごとの学習前のモデルの学習誤差</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>事例数</translation>
    </message>
    <message>
        <source>Mean loss</source>
        <translation>平均の学習誤差</translation>
    </message>
    <message>
        <source>95 % band</source>
        <translation>誤差の幅(95%)</translation>
    </message>
    <message>
        <source>To the phase before</source>
        <translation>前の段階との差</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>プロジェクトを開いています</translation>
    </message>
    <message>
        <source>No plan yet</source>
        <translation>学習計画がまだありません</translation>
    </message>
    <message>
        <source>Once the examples are split into phases, this shows whether the model finds them harder and harder.</source>
        <translation>事例を段階に分けると、モデルにとって段階ごとに難しくなっているかをここに表示します。</translation>
    </message>
    <message>
        <source>Go to Phases</source>
        <translation>段階ページへ</translation>
    </message>
    <message>
        <source>Looking at the phases</source>
        <translation>段階を調べています</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>まだ測定していません</translation>
    </message>
    <message>
        <source>The phases get harder for this model</source>
        <translation>このモデルにとって、段階ごとに難しくなっています</translation>
    </message>
    <message>
        <source>The phases do not get harder for this model</source>
        <translation>このモデルにとって、段階ごとに難しくなっていません</translation>
    </message>
    <message>
        <source>Whether the phases get harder cannot be said yet</source>
        <translation>段階ごとに難しくなっているかは、まだ判断できません</translation>
    </message>
    <message>
        <source>What the untrained model gets right by phase</source>
        <translation>学習前のモデルが当てる割合(段階別)</translation>
    </message>
    <message>
        <source>Tokens right</source>
        <translation>当てたトークン</translation>
    </message>
    <message>
        <source>Short responses</source>
        <translation>短い回答</translation>
    </message>
    <message>
        <source>Word for word right</source>
        <translation>一字一句同じ</translation>
    </message>
    <message>
        <source>Share of the response&apos;s tokens that the model itself finds likeliest there, the mean over the examples</source>
        <translation>お手本の回答のトークンのうち、モデル自身がその位置で最もありそうだとするものの割合(事例の平均)</translation>
    </message>
    <message numerus="yes">
        <source>Responses of up to %n character(s): a number, a choice, a name</source>
        <translation>
            <numerusform>%n 文字までの回答: 数、選択肢、名前など</numerusform>
        </translation>
    </message>
    <message>
        <source>Of the short responses, those that the model would give exactly so</source>
        <translation>短い回答のうち、モデルがそのとおりに答えるもの</translation>
    </message>
</context>
<context>
    <name>dankai::ui::VotePair</name>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Answer A</source>
        <translation>回答A</translation>
    </message>
    <message>
        <source>Answer B</source>
        <translation>回答B</translation>
    </message>
    <message>
        <source>Keep voting</source>
        <translation>投票を続ける</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>後で続ける</translation>
    </message>
    <message>
        <source>End now…</source>
        <translation>ここで終了…</translation>
    </message>
    <message>
        <source>What is wrong with the worse one:</source>
        <translation>劣る方の問題点:</translation>
    </message>
    <message>
        <source>End the vote here? The names and the result are shown, and nothing can be added afterwards.</source>
        <translation>ここで投票を終了しますか。名前と結果が表示され、その後は追加できません。</translation>
    </message>
    <message>
        <source>End and show the result</source>
        <translation>終了して結果を表示</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2件中 %1件目</translation>
    </message>
    <message>
        <source>%1, less than a minute left</source>
        <translation>%1、残り1分未満</translation>
    </message>
    <message numerus="yes">
        <source>%1, about %n min left</source>
        <translation>
            <numerusform>%1、残り約 %n 分</numerusform>
        </translation>
    </message>
    <message>
        <source>(an empty answer)</source>
        <translation>(空の回答)</translation>
    </message>
</context>
<context>
    <name>dankai::ui::VotePlot</name>
    <message>
        <source>Win rates with their intervals</source>
        <translation>勝率と誤差の幅</translation>
    </message>
</context>
<context>
    <name>dankai::ui::VoteResult</name>
    <message>
        <source>%1 % (by chance %2 %), n = %3</source>
        <translation>%1 %(偶然でも %2 %)、%3件</translation>
    </message>
    <message>
        <source>factual error</source>
        <translation>事実の誤り</translation>
    </message>
    <message>
        <source>instruction ignored</source>
        <translation>指示を無視</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>長すぎる</translation>
    </message>
    <message>
        <source>tone</source>
        <translation>口調</translation>
    </message>
    <message>
        <source>Too few votes to say which is better</source>
        <translation>投票が少なく、どちらが良いとは言えません</translation>
    </message>
    <message>
        <source>Undecided: neither is shown to be better</source>
        <translation>判定保留:どちらが良いとは言えません</translation>
    </message>
    <message>
        <source>%1 is preferred</source>
        <translation>%1 の方が好まれています</translation>
    </message>
    <message>
        <source>To the vote sessions</source>
        <translation>投票の一覧へ</translation>
    </message>
    <message>
        <source>Details of the vote</source>
        <translation>投票の詳細</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n組</numerusform>
        </translation>
    </message>
    <message>
        <source>There are votes on %1; at least %2 pairs are needed before anything is said to be better.</source>
        <translation>投票は %1分です。どちらが良いかを言うには %2 組以上が必要です。</translation>
    </message>
    <message>
        <source>Over %1 the 95 % interval of the win rate holds 50 %. That does not show that both are equally good: more pairs may tell them apart.</source>
        <translation>%1 の投票では、勝率の誤差の幅(95 %信頼区間)に50 %が含まれます。同じ良さだと示されたわけではありません。組を増やせば差が見えることがあります。</translation>
    </message>
    <message>
        <source>Over %1 the whole 95 % interval of the win rate lies on one side of 50 %.</source>
        <translation>%1 の投票で、勝率の誤差の幅(95 %信頼区間)の全体が50 %の片側にあります。</translation>
    </message>
    <message>
        <source>The win rate is that of %1.</source>
        <translation>勝率は %1 のものです。</translation>
    </message>
    <message>
        <source>Win rate, ties as half</source>
        <translation>勝率(引き分けは0.5勝)</translation>
    </message>
    <message>
        <source>Without ties</source>
        <translation>引き分けを除いた勝率</translation>
    </message>
    <message>
        <source>At equal length of the answers</source>
        <translation>回答の長さの影響を除いた勝率</translation>
    </message>
    <message numerus="yes">
        <source>%n vote(s)</source>
        <translation>
            <numerusform>%n 票</numerusform>
        </translation>
    </message>
    <message>
        <source>Better: %1</source>
        <translation>%1 の勝ち</translation>
    </message>
    <message>
        <source>, %1 of them the same text, which nobody was asked about</source>
        <translation>(うち %1 件は同じ文章で、質問していません)</translation>
    </message>
    <message>
        <source>Ties</source>
        <comment>votes</comment>
        <translation>引き分け</translation>
    </message>
    <message>
        <source>Both bad</source>
        <comment>votes</comment>
        <translation>どちらも悪い</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>飛ばした組</translation>
    </message>
    <message>
        <source>Voters</source>
        <translation>投票者</translation>
    </message>
    <message>
        <source>Mean length of the answers</source>
        <translation>回答の平均の長さ</translation>
    </message>
    <message>
        <source>%1 characters against %2</source>
        <translation>%1 文字と %2 文字</translation>
    </message>
    <message>
        <source>not said: %1 pairs with a preference are needed, %2 are there</source>
        <translation>表示できません:勝ち負けのついた組が %1 組必要ですが、%2 組です</translation>
    </message>
    <message>
        <source>Said against %1</source>
        <translation>%1 への指摘</translation>
    </message>
    <message>
        <source>Voters agree with themselves</source>
        <translation>同じ人の判断の一致度</translation>
    </message>
    <message>
        <source>no pair was asked twice</source>
        <translation>2回聞いた組はありません</translation>
    </message>
    <message>
        <source>Voters agree with one another</source>
        <translation>人どうしの判断の一致度</translation>
    </message>
    <message>
        <source>no pair has two voters</source>
        <translation>2人が答えた組はありません</translation>
    </message>
    <message>
        <source>The left answer was preferred</source>
        <translation>左の回答が好まれた割合</translation>
    </message>
    <message>
        <source>%1 of %2 preferences</source>
        <translation>%1(勝ち負け %2 件のうち)</translation>
    </message>
</context>
<context>
    <name>dankai::ui::VoteSetup</name>
    <message>
        <source>Begin the vote</source>
        <translation>投票を開始</translation>
    </message>
    <message>
        <source>Earlier vote sessions</source>
        <translation>これまでの投票</translation>
    </message>
    <message>
        <source>Blind vote</source>
        <translation>名前を伏せた比較投票</translation>
    </message>
    <message>
        <source>Two answers to the same instruction stand side by side without names, in random order. You say which is better, by one key. The names are shown when all pairs are answered.</source>
        <translation>同じ指示への2つの回答が、名前を伏せて順不同で並びます。どちらが良いかをキー1つで答えます。名前はすべての組に答えた後に表示されます。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>あなたの名前</translation>
    </message>
    <message>
        <source>Asked a second time later on with the sides changed: how far voters agree with themselves.</source>
        <translation>左右を入れ替えて後でもう一度聞きます。同じ人の判断がどれだけ一致するかを測ります。</translation>
    </message>
    <message>
        <source>Who votes</source>
        <translation>投票する人</translation>
    </message>
    <message>
        <source>One model</source>
        <translation>一方のモデル</translation>
    </message>
    <message>
        <source>The other model</source>
        <translation>もう一方のモデル</translation>
    </message>
    <message>
        <source>Pairs, drawn at random</source>
        <translation>比べる組の数(無作為に選びます)</translation>
    </message>
    <message>
        <source>Of these asked twice</source>
        <translation>そのうち2回聞く割合</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>開始日時</translation>
    </message>
    <message>
        <source>Voter</source>
        <translation>投票者</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>回答済み</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 と %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2件中 %1件</translation>
    </message>
    <message>
        <source>Go on with this vote</source>
        <translation>この投票を続ける</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>結果を表示</translation>
    </message>
    <message>
        <source>Choose two different models.</source>
        <translation>異なる2つのモデルを選んでください。</translation>
    </message>
    <message numerus="yes">
        <source>Both have answered %n of the same prompt(s).</source>
        <translation>
            <numerusform>どちらも答えた同じ質問は %n 件です。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the answers are the same and count as ties.</source>
        <translation>
            <numerusform>そのうち %n 件は回答が同じで、引き分けとして数えます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With %n pair(s) a win rate can be told from 50 % if it is %1 points away or more.</source>
        <translation>
            <numerusform>%n 組では、勝率が50 %から %1 ポイント以上離れていれば見分けられます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Two models must have answered the same prompts.</source>
        <translation>同じ質問に2つのモデルが回答している必要があります。</translation>
    </message>
    <message>
        <source>They have no prompt in common.</source>
        <translation>両方が回答した質問がありません。</translation>
    </message>
    <message>
        <source>All their answers are the same: there is nothing to choose between.</source>
        <translation>すべての回答が同じなので、選ぶものがありません。</translation>
    </message>
    <message>
        <source>First say who votes.</source>
        <translation>先に投票する人の名前を入れてください。</translation>
    </message>
</context>
<context>
    <name>dankai::ui::WorkBar</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>中止しています</translation>
    </message>
    <message numerus="yes">
        <source>%1, about %n second(s) left</source>
        <translation>
            <numerusform>%1(残り約%n秒)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, about %n minute(s) left</source>
        <translation>
            <numerusform>%1(残り約%n分)</numerusform>
        </translation>
    </message>
</context>
</TS>
