// SPDX-License-Identifier: GPL-3.0-or-later
// The Settings page over a real project.yaml.
#include "core/platform/file.h"
#include "core/project/project.h"
#include "core/run/settinglist.h"
#include "tests/support/testpaths.h"
#include "tests/ui/widgets.h"
#include "ui/session/projectsession.h"
#include "ui/settings/settingsmodel.h"
#include "ui/settings/settingspage.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include <fstream>
#include <optional>

using namespace dankai;
using namespace dankai::ui;

class TestSettingsPage : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<SettingsPage> m_page;
    QString m_theme;

    std::filesystem::path folder() const { return m_folder->path().toStdString() + "/project"; }

    std::filesystem::path file() const { return folder() / "project.yaml"; }

    SettingsModel* model() const { return m_page->model(); }

    QTableView* table() const { return m_page->findChild<QTableView*>(); }

    QModelIndex cell(const QString& key, int column) const
    {
        return model()->index(model()->rowOf(key), column);
    }

    std::string yaml() const { return readFile(file()).value(); }

    bool fileSays(const std::string& words) const { return yaml().find(words) != std::string::npos; }

    std::vector<PersonalSetting> personal()
    {
        PersonalSetting theme;
        theme.key = QStringLiteral("appearance/theme");
        theme.name = QStringLiteral("Theme");
        theme.usual = QStringLiteral("system");
        theme.choices = {{QStringLiteral("system"), QStringLiteral("like the system")},
            {QStringLiteral("dark"), QStringLiteral("dark")}};
        theme.value = [this] { return m_theme; };
        theme.set = [this](const QString& value) { m_theme = value; };
        return {theme};
    }

    void openPage(ProjectSession* session)
    {
        m_page = std::make_unique<SettingsPage>(session, personal(), std::vector<PersonalAction>());
        m_page->resize(1200, 640);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void openProject()
    {
        m_session = std::make_unique<ProjectSession>(folder());
        openPage(m_session.get());
        QTRY_VERIFY(m_session->isOpen());
    }

private slots:

    void init()
    {
        m_folder.emplace();
        m_theme = QStringLiteral("system");
        ProjectSettings settings;
        settings.name = "help desk";
        settings.modelPath = "model";
        settings.run["tokens_per_step"] = "2048";
        QVERIFY_RESULT(Project::create(folder(), settings));
        std::ofstream(file(), std::ios::app) << "# a person's own remark\n";
    }

    void cleanup()
    {
        m_page.reset();
        m_session.reset();
    }

    void everySettingStandsInTheTable()
    {
        openProject();
        QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const SettingInfo& setting : runWideSettings()) {
            const QString key = QStringLiteral("run.") + QString::fromUtf8(setting.path.data());
            QVERIFY2(model()->rowOf(key) >= 0, qPrintable(key));
            // In words, not by its path.
            QVERIFY2(
                cell(key, SettingsModel::NameColumn).data().toString() != key.mid(4) || key == u"run.seed",
                qPrintable(key));
            QCOMPARE(cell(key, SettingsModel::NameColumn).data(Qt::ToolTipRole).toString(), key);
        }
        const QString tokens = QStringLiteral("run.tokens_per_step");
        QTRY_COMPARE(cell(tokens, SettingsModel::ValueColumn).data().toString(), QStringLiteral("2048"));
        QCOMPARE(cell(tokens, SettingsModel::UsualColumn).data().toString(), QStringLiteral("4096"));
        QCOMPARE(cell(tokens, SettingsModel::PlaceColumn).data().toString(), QStringLiteral("project.yaml"));
        m_page->findChild<QCheckBox*>()->click();
        QCOMPARE(table()->model()->rowCount(), 1); // the tokens; a name and a model have no default
        m_page->findChild<QCheckBox*>()->click();
        m_page->findChild<QLineEdit*>()->setText(QStringLiteral("gate copied"));
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void aTypedValueIsWrittenWithItsUndo()
    {
        openProject();
        const QString rate = QStringLiteral("run.optimizer.learning_rate");
        QTRY_COMPARE(cell(rate, SettingsModel::ValueColumn).data().toString(), QStringLiteral("0.0003"));
        QVERIFY(model()->setData(cell(rate, SettingsModel::ValueColumn), QStringLiteral("1e-4")));
        QTRY_COMPARE(m_page->undoStack()->count(), 1);
        QTRY_COMPARE(cell(rate, SettingsModel::ValueColumn).data().toString(), QStringLiteral("0.0001"));
        QCOMPARE(Project::open(folder())->settings().run.at("optimizer.learning_rate"), std::string("1e-4"));
        QVERIFY(fileSays("# a person's own remark"));
        m_page->undoStack()->undo();
        QTRY_VERIFY(!fileSays("learning_rate: 1e-4"));
        QTRY_COMPARE(cell(rate, SettingsModel::ValueColumn).data().toString(), QStringLiteral("0.0003"));
        m_page->undoStack()->redo();
        QTRY_VERIFY(fileSays("learning_rate: 1e-4"));
        // All of the window's connections know it.
        bool isKnown = false;
        m_session->work().ask(
            this,
            [](Project& project, const StopFlag&) -> Result<bool> {
                return project.settings().run.contains("optimizer.learning_rate");
            },
            [&](const Result<bool>& known) { isKnown = known && *known; });
        QTRY_VERIFY(isKnown);
    }

    void resettingTakesTheKeyAway()
    {
        openProject();
        const QString tokens = QStringLiteral("run.tokens_per_step");
        QTRY_VERIFY(cell(tokens, SettingsModel::ValueColumn).data(SettingsModel::IsChangedRole).toBool());
        m_page->findChild<QLineEdit*>()->setText(QStringLiteral("tokens_per_step"));
        table()->setCurrentIndex(table()->model()->index(0, 0));
        test::pressButton(*m_page, QStringLiteral("Back to the default"));
        QTRY_VERIFY(!fileSays("\n  tokens_per_step: 2048"));
        QTRY_COMPARE(cell(tokens, SettingsModel::ValueColumn).data().toString(), QStringLiteral("4096"));
        m_page->undoStack()->undo();
        QTRY_COMPARE(cell(tokens, SettingsModel::ValueColumn).data().toString(), QStringLiteral("2048"));
        QVERIFY(fileSays("# a person's own remark"));
    }

    void aRefusedValueIsSaidAtItsRow()
    {
        openProject();
        const QString share = QStringLiteral("run.replay_share");
        QTRY_COMPARE(cell(share, SettingsModel::ValueColumn).data().toString(), QStringLiteral("0"));
        const std::string before = yaml();
        model()->setData(cell(share, SettingsModel::ValueColumn), QStringLiteral("7"));
        QTRY_VERIFY(cell(share, SettingsModel::HintColumn).data().toString().startsWith(QChar(0x2717)));
        QVERIFY(cell(share, SettingsModel::HintColumn).data().toString().contains(u"replay_share"));
        // What was refused does not look as if it were set, and is said in full.
        QCOMPARE(cell(share, SettingsModel::ValueColumn).data().toString(), QStringLiteral("0"));
        QCOMPARE(cell(share, SettingsModel::ValueColumn).data(Qt::EditRole).toString(), QStringLiteral("7"));
        QVERIFY(test::saysSomewhere(*m_page, QStringLiteral("“7” is not set.")));
        QCOMPARE(m_page->undoStack()->count(), 0);
        QCOMPARE(yaml(), before);
        model()->setData(cell(share, SettingsModel::ValueColumn), QStringLiteral("0.2"));
        QTRY_COMPARE(cell(share, SettingsModel::ValueColumn).data().toString(), QStringLiteral("0.2"));
        QVERIFY(!cell(share, SettingsModel::HintColumn).data().toString().startsWith(QChar(0x2717)));
    }

    void aSearchThatFindsNothingSaysSo()
    {
        openProject();
        auto* search = m_page->findChild<QLineEdit*>();
        search->setFocus();
        QTRY_VERIFY(search->hasFocus());
        search->setText(QStringLiteral("gate copied"));
        QTest::keyClick(search, Qt::Key_Down);
        QVERIFY(table()->hasFocus());
        QVERIFY(table()->currentIndex().isValid());
        search->setText(QStringLiteral("xylophone"));
        QVERIFY(!table()->isVisible());
        QVERIFY(test::saysSomewhere(*m_page, QStringLiteral("No setting has “xylophone”")));
        m_page->findChild<QCheckBox*>()->click();
        search->setText(QStringLiteral("gate copied"));
        QVERIFY(test::saysSomewhere(*m_page, QStringLiteral("not at its default has “gate copied”")));
        test::pressButton(*m_page, QStringLiteral("Show all settings"));
        QVERIFY(table()->isVisible());
        QVERIFY(search->text().isEmpty());
        QVERIFY(!m_page->findChild<QCheckBox*>()->isChecked());
    }

    void aMistakeInTheFileIsSaidWithItsLineAndNotWrittenOver()
    {
        openProject();
        const std::string broken = "version: 1\nmodel:\n  path: m\ncolour: red\n";
        QVERIFY_RESULT(writeFileAtomically(file(), broken));
        model()->setData(cell(QStringLiteral("run.seed"), SettingsModel::ValueColumn), QStringLiteral("7"));
        QTRY_VERIFY(test::saysSomewhere(*m_page, QStringLiteral("project.yaml:4")));
        QCOMPARE(yaml(), broken);
        // As soon as it is mended it is read.
        QVERIFY_RESULT(writeFileAtomically(file(), "version: 1\nname: mended\nmodel:\n  path: m\n"));
        QTRY_COMPARE(m_session->name(), QStringLiteral("mended"));
        QTRY_VERIFY(!test::saysSomewhere(*m_page, QStringLiteral("project.yaml:4")));
    }

    void aChoiceIsMadeFromAList()
    {
        openProject();
        m_page->findChild<QLineEdit*>()->setText(QStringLiteral("run.carry_over"));
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        const QModelIndex value = table()->model()->index(0, SettingsModel::ValueColumn);
        table()->setCurrentIndex(value);
        table()->edit(value);
        auto* box = table()->findChild<QComboBox*>();
        QVERIFY(box != nullptr);
        QCOMPARE(box->count(), 3);
        QCOMPARE(box->currentData().toString(), QStringLiteral("paper"));
        box->setCurrentIndex(box->findData(QStringLiteral("continuous")));
        emit box->activated(box->currentIndex());
        QTRY_VERIFY(fileSays("carry_over: continuous"));
    }

    void personalSettingsNeedNoProject()
    {
        openPage(nullptr);
        QCOMPARE(table()->model()->rowCount(), 1);
        const QString theme = QStringLiteral("appearance/theme");
        QCOMPARE(
            cell(theme, SettingsModel::ValueColumn).data().toString(), QStringLiteral("like the system"));
        model()->setData(cell(theme, SettingsModel::ValueColumn), QStringLiteral("dark"));
        QCOMPARE(m_theme, QStringLiteral("dark"));
        QCOMPARE(cell(theme, SettingsModel::ValueColumn).data().toString(), QStringLiteral("dark"));
        m_page->undoStack()->undo();
        QCOMPARE(m_theme, QStringLiteral("system"));
    }
};

QTEST_MAIN(TestSettingsPage)
#include "testsettingspage.moc"
