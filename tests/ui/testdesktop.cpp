// SPDX-License-Identifier: GPL-3.0-or-later
// What packaging/install-desktop leaves in a person's folders, as a desktop reads it, and that nothing of it
// stays behind.
#include "core/project/project.h"
#include "tests/support/testpaths.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMimeDatabase>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace dankai;

class TestDesktop : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

    void install(const QStringList& arguments)
    {
        QProcess script;
        script.start(
            QString::fromStdString(test::sourcePath("packaging/install-desktop").string()), arguments);
        QVERIFY(script.waitForFinished());
        QVERIFY2(script.exitStatus() == QProcess::NormalExit && script.exitCode() == 0,
            script.readAllStandardError().constData());
    }

    QStringList files() const
    {
        QStringList names;
        QDirIterator walk(path(QStringLiteral("data")), QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext())
            if (walk.next().contains(u"dankai"))
                names.append(walk.filePath());
        return names;
    }

private slots:

    void initTestCase()
    {
        // Before Qt looks for types, and beside the system's own in one folder: Qt 6.4 takes the last
        // folder's word on what a file holds, and not the best one.
        qputenv("XDG_DATA_HOME", path(QStringLiteral("data")).toUtf8());
        qputenv("PKGSYSTEM_ENABLE_FSYNC", "0"); // nothing here has to outlive a power cut
        qputenv("XDG_DATA_DIRS", path(QStringLiteral("none")).toUtf8());
        const QString packages = path(QStringLiteral("data/mime/packages"));
        QVERIFY(QDir().mkpath(packages));
        QFile::copy(QStringLiteral("/usr/share/mime/packages/freedesktop.org.xml"),
            packages + QStringLiteral("/freedesktop.org.xml"));
    }

    void aDesktopKnowsTheProgramAndItsFiles()
    {
        // Of a program whose path has all that such a file has rules for.
        const QString program = path(QStringLiteral("a 50% \"program\" for $5\\"));
        QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), program));
        install({program});
        QFile entry(path(QStringLiteral("data/applications/dankai-workbench.desktop")));
        QVERIFY(entry.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(entry.readAll());
        QVERIFY(text.startsWith(u"[Desktop Entry]\n"));
        QVERIFY2(text.contains(u"\nExec=\""
                     + path(QStringLiteral("a 50%% \\\\\"program\\\\\" for \\\\$5\\\\\\\\")) + u"\" %f\n"),
            qPrintable(text));
        QVERIFY(!text.contains(u'@'));
        QVERIFY(QFile::exists(path(QStringLiteral("data/icons/hicolor/scalable/apps/dankai-workbench.svg"))));

        ProjectSettings settings;
        settings.name = "desk";
        settings.modelPath = "model";
        QVERIFY_RESULT(Project::create(path(QStringLiteral("desk")).toStdString(), settings));
        const QMimeDatabase types;
        const QString project = types.mimeTypeForFile(path(QStringLiteral("desk/project.db"))).name();
        QCOMPARE(project, QStringLiteral("application/vnd.dankai.project"));
        const QString archive = types.mimeTypeForFile(QStringLiteral("desk.dankai")).name();
        QCOMPARE(archive, QStringLiteral("application/vnd.dankai.archive"));
        const QString package = types.mimeTypeForFile(QStringLiteral("ben.dankai-review")).name();
        QCOMPARE(package, QStringLiteral("application/vnd.dankai.review"));
        for (const QString& type : {project, archive, package})
            QVERIFY2(text.contains(type + u';'), qPrintable(type));
        // Files of other programs are left to them.
        QCOMPARE(types.mimeTypeForName(project).parentMimeTypes(),
            QStringList{QStringLiteral("application/vnd.sqlite3")});
        for (const char* other : {"project.db", "project.yaml", "other.tar.zst"}) {
            QFile file(path(QString::fromLatin1(other)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray("SQLite format 3").append('\0').append(84, ' '));
            file.close();
            const QString type = types.mimeTypeForFile(file.fileName()).name();
            QVERIFY2(!type.contains(u"dankai"), qPrintable(type));
        }
    }

    void nothingStaysBehind()
    {
        QVERIFY(!files().isEmpty());
        install({QStringLiteral("--remove")});
        QCOMPARE(files(), QStringList());
    }

    void aProgramThatIsNotThereIsRefused()
    {
        QProcess script;
        script.start(QString::fromStdString(test::sourcePath("packaging/install-desktop").string()),
            {path(QStringLiteral("nowhere"))});
        QVERIFY(script.waitForFinished());
        QCOMPARE(script.exitCode(), 1);
        QVERIFY(script.readAllStandardError().contains("is no program"));
        QCOMPARE(files(), QStringList());
    }
};

QTEST_MAIN(TestDesktop)
#include "testdesktop.moc"
