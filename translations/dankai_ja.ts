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
        <source>Gate after phase %1: %2</source>
        <translation>第%1段階「%2」の移行判定</translation>
    </message>
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
        <source>Phase %1: %2</source>
        <translation>第%1段階: %2</translation>
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
    <name>Workbench</name>
    <message>
        <source>This project is open in another window, which has come to the front.</source>
        <translation>このプロジェクトは別のウィンドウで開いています。そのウィンドウを手前に表示しました。</translation>
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
        <source>The result shows the names, and nothing can be changed after it. Z takes the last answer back.</source>
        <translation>結果には名前が表示され、その後は変更できません。最後の回答はZで元に戻せます。</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>結果を表示</translation>
    </message>
    <message>
        <source>The answers of this vote are not in the project any more: the folder of their run is gone or was changed. Put it back under runs/ and open the project again.</source>
        <translation>この投票の回答はプロジェクトにありません。実行のフォルダーが消えたか変更されました。runs/ の下に戻して、プロジェクトを開き直してください。</translation>
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
        <translation>合わせて約 %1 のメモリを使いますが、空きは %2 です。起動できないモデルが出るかもしれません。数を減らすか、他のプログラムを終了してください。</translation>
    </message>
    <message>
        <source>They take about %1 of memory.</source>
        <translation>約 %1 のメモリを使います。</translation>
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
        <source> %1 were left out, since this format has no place for earlier turns: export them as messages.</source>
        <translation> %1件は、この形式では以前のやりとりを書けないため省きました。messages 形式で書き出してください。</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
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
        <source>%1 tokens, of which %2 are trained (coloured)</source>
        <translation>%1トークン、うち学習対象は %2トークン(着色部分)</translation>
    </message>
    <message>
        <source>Cut here: a run reads %1 tokens of an example; what follows is not seen</source>
        <translation>ここで切れます:学習では事例の先頭から %1トークンを読み、これより後は使われません</translation>
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
        <source>◐ LoRA only, which Dankai cannot train yet: fully %1, LoRA %2 of %3 memory</source>
        <translation>◐ 一部の調整(LoRA)のみ可能ですが、Dankai はまだ対応していません:全体 %1、LoRA %2(メモリー %3)</translation>
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
        <source>◐ LoRA only: cannot be trained yet</source>
        <translation>◐ LoRA のみ:未対応</translation>
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
        <source>Phase %1 (%2) did not pass its gate. The run waits for your decision; going on is an exception and needs a reason.</source>
        <translation>第%1段階「%2」は移行判定に合格しませんでした。あなたの判断を待っています。進む場合は例外承認となり、理由が必要です。</translation>
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
        <translation>モデルが読む文章の最小の断片で、単語の一部であることが多いものです。学習の時間とメモリはトークン数に従います。</translation>
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
    <name>dankai::ui::KeyField</name>
    <message>
        <source>Press the new key</source>
        <translation>新しいキーを押してください</translation>
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
    <name>dankai::ui::MainWindow</name>
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
    <name>dankai::ui::PlanStep</name>
    <message>
        <source>The scores that the files bring</source>
        <translation>ファイルにある難易度スコア</translation>
    </message>
    <message>
        <source>Column “%1” of the files</source>
        <translation>ファイルの列「%1」</translation>
    </message>
    <message>
        <source>Length of the response</source>
        <translation>回答の長さ</translation>
    </message>
    <message>
        <source>Length of instruction and response</source>
        <translation>指示と回答の長さ</translation>
    </message>
    <message>
        <source>Compressed size of the text</source>
        <translation>文章の圧縮後の大きさ</translation>
    </message>
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
        <source>Each phase goes on with the optimizer&apos;s state, with a lower learning rate, and repeats 5 % of earlier examples.</source>
        <translation>各段階は学習の内部状態を引き継ぎ、学習率を下げ、前の段階の事例の 5 % を復習します。</translation>
    </message>
    <message>
        <source>Every phase begins anew, repeats nothing, and goes through its examples twice.</source>
        <translation>各段階は内部状態を引き継がずに始め、復習はせず、事例を2周します。</translation>
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
        <translation>メモリ (GB)</translation>
    </message>
    <message>
        <source>Power of the GPU, W</source>
        <translation>GPUの消費電力 (W)</translation>
    </message>
    <message>
        <source>Temperature of the GPU, °C</source>
        <translation>GPUの温度 (°C)</translation>
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
        <source>The training waits at the gate after phase %1 until somebody decides.</source>
        <translation>第%1段階の後の移行判定で、どなたかが決めるまで学習が待っています。</translation>
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
        <source>What its folder takes, saved models included</source>
        <translation>保存したモデルを含むフォルダーの大きさ</translation>
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
        <translation>メモリ</translation>
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
        <source>%1 %2, %n thread(s), instructions %3, matrix products %4</source>
        <translation>
            <numerusform>%1 %2、%n スレッド、命令セット %3、行列積 %4</numerusform>
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
</context>
<context>
    <name>dankai::ui::StartPanel</name>
    <message>
        <source>Phase %1: %2</source>
        <translation>第%1段階: %2</translation>
    </message>
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
        <source>Other settings</source>
        <translation>その他の設定</translation>
    </message>
    <message>
        <source>One setting of run.yaml a line, over the plan&apos;s and the project&apos;s.</source>
        <translation>run.yaml の設定を1行に1つ。学習計画とプロジェクトの設定より優先されます。</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新しい学習</translation>
    </message>
    <message>
        <source>Train and compare</source>
        <translation>学習と比較条件</translation>
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
        <source>%1, version %2</source>
        <translation>%1(版 %2)</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a setting. Write key=value, for instance optimizer.learning_rate=1e-4.</source>
        <translation>「%1」は設定として読めません。optimizer.learning_rate=1e-4 のように、キー=値 の形で書いてください。</translation>
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
        <source>Say who votes first.</source>
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
</context>
</TS>
