// SPDX-License-Identifier: Apache-2.0
// Which LibTorch is taken of what a person names. Where it is looked for without a name:
// tests/cli/testbundle.cpp.
#include "core/platform/environment.h"
#include "core/platform/file.h"
#include "core/platform/libtorch.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dankai;
namespace fs = std::filesystem;

class TestLibTorch : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const char* name) const { return fs::canonical(m_folder.path().toStdString()) / name; }

    static Result<> write(const fs::path& file, std::string_view text)
    {
        if (auto made = makeFolder(file.parent_path()); !made)
            return made;
        return writeFileAtomically(file, text);
    }

private slots:

    void init() { setEnvironmentValue(libTorchVariable, ""); }

    void everyFormOfItIsFound_data()
    {
        QTest::addColumn<QString>("libraries"); // where libtorch_cpu.so is
        QTest::addColumn<QString>("versionFile");
        QTest::addColumn<QString>("versionText");
        QTest::addColumn<QString>("named");
        const QString python = "__version__ = '2.11.0+cu130'\ndebug = False\n";
        QTest::newRow("a wheel's torch") << "torch/lib"
                                         << "torch/version.py" << python << "torch";
        QTest::newRow("its lib") << "torch/lib"
                                 << "torch/version.py" << python << "torch/lib";
        QTest::newRow("the folder around it") << "torch/lib"
                                              << "torch/version.py" << python << "";
        QTest::newRow("a virtual environment")
            << "lib/python3.12/site-packages/torch/lib"
            << "lib/python3.12/site-packages/torch/version.py" << python << "";
        QTest::newRow("an unpacked LibTorch") << "lib"
                                              << "build-version"
                                              << "2.11.0+cu130\n"
                                              << "";
        QTest::newRow("headers alone")
            << "lib"
            << "include/torch/headeronly/version.h"
            << "#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION \\\n  \"2.11.0+cu130\"\n"
            << "";
    }

    void everyFormOfItIsFound()
    {
        QFETCH(QString, libraries);
        QFETCH(QString, versionFile);
        QFETCH(QString, versionText);
        QFETCH(QString, named);
        const fs::path root = at(QTest::currentDataTag());
        QVERIFY_RESULT(write(root / libraries.toStdString() / "libtorch_cpu.so", ""));
        QVERIFY_RESULT(write(root / versionFile.toStdString(), versionText.toStdString()));
        setEnvironmentValue(libTorchVariable, (root / named.toStdString()).string());
        const auto found = findLibTorch();
        QVERIFY_RESULT(found);
        QCOMPARE(found->folder.string(), (root / libraries.toStdString()).string());
        QCOMPARE(found->version, std::string("2.11.0+cu130"));
    }

    void theNewestPythonComesFirst()
    {
        const fs::path root = at("pythons");
        for (const char* python : {"python3.9", "python3.11", "python3.10"})
            QVERIFY_RESULT(write(root / "lib" / python / "site-packages/torch/lib/libtorch_cpu.so", ""));
        setEnvironmentValue(libTorchVariable, root.string());
        const auto found = findLibTorch();
        QVERIFY_RESULT(found);
        QCOMPARE(found->folder.string(), (root / "lib/python3.11/site-packages/torch/lib").string());
        QCOMPARE(found->version, std::string()); // unknown until it is loaded
    }

    void whatDoesNotFitIsRefused_data()
    {
        QTest::addColumn<QString>("version"); // empty: no library there
        QTest::addColumn<QString>("words");
        QTest::newRow("older") << "2.9.1"
                               << "is version 2.9.1; this engine needs 2.11.";
        QTest::newRow("newer") << "2.110.0"
                               << "is version 2.110.0; this engine needs 2.11.";
        QTest::newRow("none") << ""
                              << "There is no LibTorch in ";
    }

    void whatDoesNotFitIsRefused()
    {
        QFETCH(QString, version);
        QFETCH(QString, words);
        const fs::path root = at(QTest::currentDataTag());
        if (!version.isEmpty()) {
            QVERIFY_RESULT(write(root / "lib/libtorch_cpu.so", ""));
            QVERIFY_RESULT(write(root / "version.py", "__version__ = '" + version.toStdString() + "'\n"));
        }
        setEnvironmentValue(libTorchVariable, root.string());
        const auto found = findLibTorch();
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Unusable);
        QVERIFY2(found.error().message.find(words.toStdString()) != std::string::npos,
            found.error().message.c_str());
        QVERIFY2(
            found.error().message.find(root.string()) != std::string::npos, found.error().message.c_str());
    }

    void aVersionIsReadFromItsNumber()
    {
        QCOMPARE(libTorchVersion(0x020b000000000000), std::string("2.11.0"));
        QCOMPARE(libTorchVersion(0x0300010000000007), std::string("3.0.1"));
    }
};

QTEST_APPLESS_MAIN(TestLibTorch)
#include "testlibtorch.moc"
