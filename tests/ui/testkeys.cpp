// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of all commands: the list of them, and how a person changes them in the real window.
#include "tests/support/testpaths.h"
#include "tests/ui/widgets.h"
#include "ui/page/command.h"
#include "ui/page/page.h"
#include "ui/settings/keyfield.h"
#include "ui/settings/settingsmodel.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/glossary.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/shortcutsheet.h"

#include <QAction>
#include <QCheckBox>
#include <QInputMethodQueryEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSet>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include <memory>
#include <optional>

using namespace dankai;
using namespace dankai::ui;

class TestKeys : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<PersonalSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    QString file() const { return m_folder->filePath(QStringLiteral("settings.ini")); }

    void openWindow()
    {
        m_window.reset();
        m_settings = std::make_unique<PersonalSettings>(file());
        m_window = std::make_unique<MainWindow>(*m_settings, m_folder->path().toStdString() + "/project");
        m_window->resize(1280, 720);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    QAction* action(const char* id) const { return m_window->findChild<QAction*>(QString::fromLatin1(id)); }

    SettingsPage* page() const { return m_window->findChild<SettingsPage*>(); }

    QTableView* table() const { return page()->findChild<QTableView*>(); }

    void showKeys()
    {
        action("shell.keys")->trigger();
        QCOMPARE(m_window->currentPage(), page());
        QVERIFY(table()->hasFocus()); // Enter and a key are enough from here
    }

    void chooseRow(const char* id)
    {
        page()->findChild<QLineEdit*>()->setText(u"keys/" + QString::fromLatin1(id));
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            const QModelIndex index = table()->model()->index(row, SettingsModel::ValueColumn);
            if (index.data(SettingsModel::KeyRole).toString() == u"keys/" + QString::fromLatin1(id)) {
                table()->setCurrentIndex(index);
                return;
            }
        }
        QFAIL(id);
    }

    QString cell(int column) const
    {
        return table()->currentIndex().siblingAtColumn(column).data().toString();
    }

    // As a person does it, without the mouse.
    void press(const char* id, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        chooseRow(id);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F2);
        auto* field = table()->findChild<KeyField*>();
        QVERIFY(field != nullptr);
        QVERIFY(field->hasFocus());
        QTest::keyClick(field, key, modifiers);
        QTRY_VERIFY(table()->findChild<KeyField*>() == nullptr);
    }

private slots:

    void init()
    {
        m_folder.emplace();
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(m_folder->path().toStdString() + "/project", settings));
        openWindow();
    }

    void cleanup()
    {
        m_window.reset();
        m_settings.reset();
    }

    void everyCommandHasItsRowAndEveryRowItsCommand()
    {
        QSet<QString> made;
        for (const QAction* command : m_window->findChildren<QAction*>())
            made.insert(command->objectName());
        QSet<QString> listed;
        for (const CommandInfo& command : commandList()) {
            QVERIFY2(!listed.contains(command.id), qPrintable(command.id));
            listed.insert(command.id);
            QVERIFY2(made.contains(command.id), qPrintable(command.id));
            QVERIFY2(!commandText(command).contains(u'%'), qPrintable(commandText(command)));
            QVERIFY(!commandPage(command).isEmpty());
        }
        // What the palette and the F1 sheet offer can be given a key.
        for (const QString& id : m_window->pageIds()) {
            QVERIFY(m_window->showPage(id));
            auto* tabs = id == u"compare" ? m_window->currentPage()->findChild<QTabBar*>() : nullptr;
            for (int tab = 0; tab < (tabs == nullptr ? 1 : tabs->count()); ++tab) {
                if (tabs != nullptr)
                    tabs->setCurrentIndex(tab);
                for (const QAction* command : m_window->currentPage()->actions())
                    QVERIFY2(listed.contains(command->objectName()), qPrintable(command->text()));
            }
        }
        for (const QAction* command : m_window->actions())
            QVERIFY2(listed.contains(command->objectName()), qPrintable(command->text()));
    }

    void theFirstKeysDoNotCollide()
    {
        for (const CommandInfo& command : commandList()) {
            const CommandInfo* other = takenBy(command, command.keys, {});
            QVERIFY2(other == nullptr, qPrintable(command.id + u" and " + (other ? other->id : QString())));
        }
    }

    void aKeyIsChangedAtOnceAndEverywhere()
    {
        showKeys();
        press("shell.glossary", Qt::Key_F7);
        QCOMPARE(cell(SettingsModel::ValueColumn), QStringLiteral("F7"));
        QCOMPARE(cell(SettingsModel::UsualColumn), QStringLiteral("Shift+F1"));
        QTest::keyClick(m_window.get(), Qt::Key_F1, Qt::ShiftModifier);
        QVERIFY(m_window->findChild<Glossary*>() == nullptr);
        QTest::keyClick(m_window.get(), Qt::Key_F7);
        QVERIFY(m_window->findChild<Glossary*>() != nullptr);
        delete m_window->findChild<Glossary*>();

        press("data.import", Qt::Key_J, Qt::ControlModifier);
        QVERIFY(m_window->showPage(QStringLiteral("data")));
        QStringList tips;
        for (const QPushButton* button : m_window->currentPage()->findChildren<QPushButton*>())
            tips.append(button->toolTip());
        QVERIFY2(!tips.filter(QStringLiteral("(Ctrl+J)")).isEmpty(), qPrintable(tips.join(u'\n')));

        action("shell.shortcuts")->trigger();
        auto* sheet = m_window->findChild<ShortcutSheet*>();
        QVERIFY(sheet != nullptr);
        QStringList texts;
        for (const QLabel* label : sheet->findChildren<QLabel*>())
            texts.append(label->text());
        QVERIFY(texts.contains(QStringLiteral("Ctrl+J")));
        QVERIFY(texts.contains(QStringLiteral("F7")));
        QVERIFY(!texts.contains(QStringLiteral("Ctrl+I")));
        test::pressButton(*sheet, QStringLiteral("Change the keys…"));
        QCOMPARE(m_window->currentPage(), page());
        delete sheet;

        action("shell.palette")->trigger();
        auto* palette = m_window->findChild<CommandPalette*>();
        QTest::keyClicks(palette->findChild<QLineEdit*>(), QStringLiteral("glossary"));
        QCOMPARE(palette->findChild<QListWidget*>()->item(0)->data(CommandPalette::keysRole).toString(),
            QStringLiteral("F7"));
    }

    void itIsThereAfterARestart()
    {
        showKeys();
        press("data.exclude", Qt::Key_X);
        openWindow();
        QCOMPARE(action("data.exclude")->shortcuts(), QList<QKeySequence>{Qt::Key_X});
        QVERIFY(action("data.restore")->shortcut() == QKeySequence(Qt::SHIFT | Qt::Key_Delete));
        // And in pages that are made anew.
        m_window->rebuildPages();
        QCOMPARE(action("data.exclude")->shortcuts(), QList<QKeySequence>{Qt::Key_X});
    }

    void aTakenKeyIsRefusedAndSaysByWhat()
    {
        showKeys();
        press("data.import", Qt::Key_E, Qt::ControlModifier);
        QVERIFY(cell(SettingsModel::HintColumn).contains(u"“Export what is shown…” (Data)"));
        // The key that holds is shown, and the whole sentence stands where it has room.
        QCOMPARE(cell(SettingsModel::ValueColumn), QStringLiteral("Ctrl+I"));
        QVERIFY(test::saysSomewhere(*page(), QStringLiteral("“Ctrl+E” is not set. This key is taken by")));
        QCOMPARE(action("data.import")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_I));
        press("data.import", Qt::Key_K, Qt::ControlModifier);
        QVERIFY(cell(SettingsModel::HintColumn).contains(u"“Commands” (Window)"));
        // The window's own keys are looked for on every page, and a part's on its page.
        press("shell.glossary", Qt::Key_P, Qt::ControlModifier);
        QVERIFY(cell(SettingsModel::HintColumn).contains(u"“Pin or unpin the chosen runs” (Runs)"));
        press("runs.filter", Qt::Key_Delete);
        QVERIFY(cell(SettingsModel::HintColumn).contains(u"“Delete to the bin”"));
        QVERIFY(m_settings->ownKeys().empty());
        QCOMPARE(page()->undoStack()->count(), 0);
        // The same key on two pages, or in two tabs, is no trouble.
        press("data.import", Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(action("data.import")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_P));
        QVERIFY(!cell(SettingsModel::HintColumn).contains(QChar(0x2717)));
        press("chat.new", Qt::Key_A);
        QCOMPARE(action("chat.new")->shortcut(), QKeySequence(Qt::Key_A));
        QCOMPARE(action("vote.left")->shortcut(), QKeySequence(Qt::Key_A));
    }

    void oneAndAllGoBack()
    {
        showKeys();
        press("data.import", Qt::Key_J, Qt::ControlModifier);
        press("phases.take_out", Qt::Key_Minus);
        press("data.edit", Qt::Key_F8);
        QCOMPARE(cell(SettingsModel::ValueColumn), QStringLiteral("F8"));
        QTest::keyClick(table(), Qt::Key_Delete);
        QCOMPARE(action("data.edit")->shortcut(), QKeySequence(Qt::Key_F2));
        QCOMPARE(m_settings->ownKeys().size(), std::size_t(2));
        // One may have taken another's first key meanwhile: both go back all the same.
        press("data.export", Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(action("data.export")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_I));
        test::pressButton(*page(), QStringLiteral("All keys back"));
        for (const CommandInfo& command : commandList())
            QCOMPARE(action(command.id.toLatin1().constData())->shortcuts(), command.keys);
        QVERIFY(m_settings->ownKeys().empty());
        page()->undoStack()->undo();
        QCOMPARE(action("data.export")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_I));
        QCOMPARE(action("data.import")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_J));
        QCOMPARE(action("phases.take_out")->shortcuts(), QList<QKeySequence>{Qt::Key_Minus});
        page()->undoStack()->redo();
        QVERIFY(m_settings->ownKeys().empty());
    }

    void aCommandCanHaveNoKey()
    {
        showKeys();
        chooseRow("data.edit");
        test::pressButton(*page(), QStringLiteral("No key"));
        QVERIFY(action("data.edit")->shortcuts().isEmpty());
        QCOMPARE(cell(SettingsModel::ValueColumn), QStringLiteral("no key"));
        // And its first one is free for others.
        press("data.clear_filters", Qt::Key_F2);
        QCOMPARE(action("data.clear_filters")->shortcut(), QKeySequence(Qt::Key_F2));
        openWindow();
        QVERIFY(action("data.edit")->shortcuts().isEmpty());
        QCOMPARE(action("data.clear_filters")->shortcut(), QKeySequence(Qt::Key_F2));
        showKeys();
        page()->findChild<QCheckBox*>()->click();
        QCOMPARE(table()->model()->rowCount(), 2);
        // Its first key is not to be had back while another command has it.
        chooseRow("data.edit");
        QTest::keyClick(table(), Qt::Key_Delete);
        QVERIFY(cell(SettingsModel::HintColumn).contains(u"“Clear filters”"));
        QVERIFY(action("data.edit")->shortcuts().isEmpty());
    }

    void whatAPersonHasChosenWinsOverAFirstKey()
    {
        // As where a newer Dankai gives a key that somebody uses already.
        m_settings->setOwnKeys(QStringLiteral("data.import"), QList<QKeySequence>{Qt::CTRL | Qt::Key_E});
        openWindow();
        QCOMPARE(action("data.import")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_E));
        QVERIFY(action("data.export")->shortcuts().isEmpty());
        QCOMPARE(action("runs.save_table")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_E));
    }

    void theFieldTakesAnyKeyAlsoWithAnInputMethod()
    {
        showKeys();
        chooseRow("data.edit");
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F2);
        auto* field = table()->findChild<KeyField*>();
        QInputMethodQueryEvent query(Qt::ImEnabled);
        QCoreApplication::sendEvent(field, &query);
        QVERIFY(!query.value(Qt::ImEnabled).toBool());
        QVERIFY(field->accessibleName().contains(u"Edit the example"));
        for (const Qt::Key key : {Qt::Key_Shift, Qt::Key_Down, Qt::Key_Return, Qt::Key_Space})
            QTest::keyClick(field, key); // not a key yet, or none for a command
        QCoreApplication::processEvents();
        QVERIFY(table()->findChild<KeyField*>() == field);
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_VERIFY(table()->findChild<KeyField*>() == nullptr);
        QVERIFY(m_settings->ownKeys().empty());
        press("data.edit", Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(action("data.edit")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Return));
        press("data.edit", Qt::Key_Backspace);
        QCOMPARE(action("data.edit")->shortcut(), QKeySequence(Qt::Key_Backspace));
        press("data.edit", Qt::Key_Question, Qt::ShiftModifier);
        QCOMPARE(action("data.edit")->shortcut(), QKeySequence(Qt::Key_Question));
    }

    void theSheetOfAPresentationHasNoRowWithoutAName()
    {
        QVERIFY(m_window->showPage(QStringLiteral("training")));
        m_window->setPresenting(true);
        QVERIFY(m_window->isPresenting());
        action("shell.shortcuts")->trigger();
        const auto* sheet = m_window->findChild<ShortcutSheet*>();
        QStringList texts;
        for (const QLabel* label : sheet->findChildren<QLabel*>())
            texts.append(label->text());
        QVERIFY(texts.contains(QStringLiteral("End the presentation")));
        QVERIFY(!texts.contains(QString()));
        m_window->setPresenting(false);
    }

    void aVoteShowsItsKeys()
    {
        showKeys();
        press("vote.left", Qt::Key_L);
        press("vote.too_long", Qt::Key_G);
        QStringList texts;
        for (const QPushButton* button : m_window->findChildren<QPushButton*>())
            texts.append(button->text());
        QVERIFY(texts.contains(QStringLiteral("L   Left is better")));
        QVERIFY(texts.contains(QStringLiteral("G   Too long")));
        QVERIFY(texts.contains(QStringLiteral("B   Right is better")));
    }
};

QTEST_MAIN(TestKeys)
#include "testkeys.moc"
