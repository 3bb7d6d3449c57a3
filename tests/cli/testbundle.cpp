// SPDX-License-Identifier: Apache-2.0
// What packaging/bundle makes runs from wherever it is put, with nothing of this machine but its glibc and
// the LibTorch that it is told; and says clearly what is wrong with a LibTorch.
#include "core/base/json.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace dankai;
using dankai::test::Said;
namespace fs = std::filesystem;

namespace {

QString text(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

using Variables = std::vector<std::pair<QString, QString>>;

// With these variables and no other.
Said runAlone(const fs::path& program, const std::vector<std::string>& arguments, const Variables& variables)
{
    QProcess process;
    QProcessEnvironment environment;
    for (const auto& [name, value] : variables)
        environment.insert(name, value);
    process.setProcessEnvironment(environment);
    QStringList list;
    for (const std::string& argument : arguments)
        list.append(QString::fromStdString(argument));
    process.start(text(program), list);
    Said said;
    if (process.waitForFinished(240000) && process.exitStatus() == QProcess::NormalExit)
        said.exitCode = process.exitCode();
    said.out = process.readAllStandardOutput().toStdString();
    said.err = process.readAllStandardError().toStdString();
    return said;
}

} // namespace

class TestBundle : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_bundle;
    fs::path m_build;

    fs::path at(const std::string& name) const { return fs::canonical(m_folder.path().toStdString()) / name; }

    Variables nowhere() const // a machine without LibTorch
    {
        return {{"HOME", text(at("home"))}, {"PATH", text(at("empty"))}};
    }

    Variables withLibTorch() const
    {
        Variables variables = nowhere();
        variables.emplace_back("DANKAI_LIBTORCH", text(fs::canonical(m_build / "libtorch")));
        return variables;
    }

    Said dankai(const std::vector<std::string>& arguments, const Variables& variables) const
    {
        return runAlone(m_bundle / "bin/dankai", arguments, variables);
    }

    // A project of the tiny model with three levels, in Shift_JIS so that ICU's own data are needed.
    void makeProject(const std::string& name) const
    {
        std::string rows = "instruction,output,level\n";
        for (int i = 0; i < 60; ++i) // "question", "answer" in Japanese
            rows += "\x8e\xbf\x96\xe2 " + std::to_string(i * 7919) + ",\x93\x9a\x82\xa6 " + std::to_string(i)
                + std::string(static_cast<std::size_t>(i % 3) * 4, 'x') + "," + std::to_string(1 + i % 3)
                + "\n";
        QVERIFY_RESULT(writeFileAtomically(at(name + ".csv"), rows));
        const std::string project = at(name).string();
        VERIFY_EXIT(dankai({"init", project, "--model", test::tinyModel().string()}, nowhere()), 0);
        const Said imported = dankai({"import", project, at(name + ".csv").string(), "--json"}, nowhere());
        VERIFY_EXIT(imported, 0);
        VERIFY_SAYS(imported.out, "\"encoding\":\"cp932\"");
        VERIFY_EXIT(dankai({"score", project, "--scorer", "column:level"}, nowhere()), 0);
        VERIFY_EXIT(dankai({"split", project, "--thresholds", "1.5,2.5"}, nowhere()), 0);
        VERIFY_EXIT(dankai({"status", project}, nowhere()), 0);
    }

private slots:

    void initTestCase()
    {
        m_build = executablePath().parent_path().parent_path();
        for (const char* tool : {"dpkg", "icupkg", "gcc", "strip"})
            if (!programInPath(tool) && !fs::exists(fs::path("/usr/sbin") / tool))
                QSKIP((std::string("a bundle is made with ") + tool + ", which is not there").c_str());
        fs::create_directories(at("empty"));
        fs::create_directories(at("home"));
        QProcess make;
        make.start(text(test::sourcePath("packaging/bundle")),
            {"--build", text(m_build), "--output", text(at("made/dankai.tar.gz"))});
        QVERIFY(make.waitForFinished(240000));
        QVERIFY2(
            make.exitCode() == 0, (make.readAllStandardOutput() + make.readAllStandardError()).constData());
        // What was sent is the archive; it is unpacked where it was not made.
        fs::create_directories(at("else where"));
        QCOMPARE(
            QProcess::execute("tar", {"-xf", text(at("made/dankai.tar.gz")), "-C", text(at("else where"))}),
            0);
        fs::remove_all(at("made"));
        m_bundle = at("else where/dankai");
    }

    void itHoldsWhatItNeedsAndIsSmall()
    {
        std::uintmax_t bytes = 0;
        for (const auto& entry : fs::recursive_directory_iterator(m_bundle)) {
            QVERIFY2(!entry.is_symlink(), entry.path().c_str());
            if (entry.is_regular_file())
                bytes += entry.file_size();
        }
        qInfo("%.1f MiB unpacked", static_cast<double>(bytes) / (1 << 20));
        QVERIFY(bytes < std::uintmax_t(40) << 20);
        for (const char* file : {"README.txt", "licences/dankai.txt", "share/dankai/recipe/train.py"})
            QVERIFY2(fs::exists(m_bundle / file), file);
        // A library that has come along has its licence there.
        QVERIFY(std::distance(fs::directory_iterator(m_bundle / "licences"), fs::directory_iterator()) > 10);
        // No way leads back to where it was made.
        for (const char* file : {"bin/dankai", "bin/dankai-engine", "lib/libdankai-engine.so"}) {
            const auto program = readFile(m_bundle / file);
            QVERIFY_RESULT(program);
            QVERIFY2(program->find(m_build.string()) == std::string::npos, file);
        }
    }

    void withoutLibTorchTheDataCommandsWork()
    {
        VERIFY_EXIT(dankai({"--help"}, nowhere()), 0);
        makeProject("desk");
        if (QTest::currentTestFailed())
            return;
        for (const char* torch : {"/usr/lib/python3/dist-packages/torch", "/usr/local/lib/libtorch_cpu.so"})
            if (fs::exists(torch))
                QSKIP("this machine has a LibTorch of the system, which would be taken");
        const std::string project = at("desk").string();
        for (const std::vector<std::string>& arguments :
            {std::vector<std::string>{"train", project}, {"train", project, "--dry-run"},
                {"generate", "--model", test::tinyModel().string(), "--prompt", "x"}, {"doctor"}}) {
            const Said said = dankai(arguments, nowhere());
            VERIFY_EXIT(said, 1);
            VERIFY_SAYS(said.all(), "LibTorch 2.11");
            VERIFY_SAYS(said.all(), "--libtorch");
        }
        // Nothing was frozen for an engine that cannot start.
        const Said status = dankai({"status", project, "--json"}, nowhere());
        VERIFY_EXIT(status, 0);
        QVERIFY2(status.json()["runs"].empty(), status.all().c_str());
        const Said engine = runAlone(m_bundle / "bin/dankai-engine", {"doctor"}, nowhere());
        VERIFY_EXIT(engine, 1);
        VERIFY_SAYS(engine.err, "LibTorch 2.11");
    }

    void aWrongLibTorchIsNamed_data()
    {
        QTest::addColumn<QString>("library"); // of the bundle, called libtorch_cpu.so; empty: a text
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("another version by its file")
            << "libz.so.1"
            << "2.8.0" << 2 << "is version 2.8.0; this engine needs 2.11";
        // Its file says what fits, or nothing, and the library says otherwise.
        QTest::newRow("another version by itself")
            << "libz.so.1"
            << "2.11.0" << 1 << "is version older than 2.9; this engine needs 2.11";
        QTest::newRow("of an unknown version")
            << "libz.so.1"
            << "" << 1 << "is version older than 2.9; this engine needs 2.11";
        QTest::newRow("no library at all") << ""
                                           << "" << 1 << "is not whole, or was built for another system";
    }

    void aWrongLibTorchIsNamed()
    {
        QFETCH(QString, library);
        QFETCH(QString, version);
        QFETCH(int, code);
        QFETCH(QString, words);
        const fs::path root = at(QTest::currentDataTag());
        fs::create_directories(root / "lib");
        if (library.isEmpty())
            QVERIFY_RESULT(writeFileAtomically(root / "lib/libtorch_cpu.so", "text"));
        else
            fs::copy_file(m_bundle / "lib" / library.toStdString(), root / "lib/libtorch_cpu.so");
        if (!version.isEmpty())
            QVERIFY_RESULT(
                writeFileAtomically(root / "version.py", "__version__ = '" + version.toStdString() + "'\n"));
        Variables variables = nowhere();
        variables.emplace_back("DANKAI_LIBTORCH", text(root));
        const Said engine = runAlone(m_bundle / "bin/dankai-engine", {"doctor"}, variables);
        VERIFY_EXIT(engine, code);
        VERIFY_SAYS(engine.err, words.toStdString());
        const Said doctor = dankai({"--libtorch", root.string(), "doctor", "--json"}, nowhere());
        VERIFY_EXIT(doctor, 1);
        VERIFY_SAYS(doctor.out, words.toStdString());
    }

    void itTakesLibTorchWhereItIs_data()
    {
        QTest::addColumn<QString>("link"); // to the LibTorch that this was built with
        QTest::newRow("beside the programs") << "else where/dankai/libtorch";
        QTest::newRow("in the cache") << "home/.cache/dankai/libtorch";
        QTest::newRow("of the user's Python") << "home/.local/lib/python3.11/site-packages/torch";
        QTest::newRow("of python3") << "venv/lib/python3.11/site-packages/torch";
    }

    void itTakesLibTorchWhereItIs()
    {
        QFETCH(QString, link);
        const fs::path torch = fs::canonical(m_build / "libtorch");
        const fs::path path = at(link.toStdString());
        fs::create_directories(path.parent_path());
        fs::create_symlink(torch, path);
        Variables variables = nowhere();
        if (link.startsWith("venv")) {
            fs::create_directories(at("venv/bin"));
            if (!fs::exists(at("venv/bin/python3")))
                fs::copy_file("/bin/true", at("venv/bin/python3"));
            variables[1].second = text(at("venv/bin"));
        }
        const Said said = dankai({"doctor", "--json"}, variables);
        fs::remove(path);
        VERIFY_EXIT(said, 0);
        QCOMPARE(said.json()["engine"]["libtorch_folder"].get<std::string>(), (torch / "lib").string());
        QVERIFY(said.json()["engine"]["libtorch_version"].get<std::string>().starts_with("2.11."));
    }

    // What the loader says of the engine at work: from the bundle, from LibTorch and the CUDA libraries
    // beside it, or glibc's own.
    void nothingElseOfTheSystemIsLoaded()
    {
        Variables variables = withLibTorch();
        variables.emplace_back("LD_DEBUG", "files");
        const fs::path torch = fs::canonical(m_build / "libtorch").parent_path();
        static const std::set<std::string> glibc{"libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1",
            "libpthread.so.0", "libresolv.so.2", "libutil.so.1", "ld-linux-x86-64.so.2"};
        for (const auto& [program, arguments] :
            {std::pair{"bin/dankai-engine", std::vector<std::string>{"doctor"}},
                std::pair{"bin/dankai", std::vector<std::string>{"--help"}}}) {
            const Said said = runAlone(m_bundle / program, arguments, variables);
            VERIFY_EXIT(said, 0);
            static const QRegularExpression line("calling init: (/\\S.*)");
            const QString log = QString::fromStdString(said.err);
            std::size_t fromBundle = 0, fromTorch = 0;
            for (auto found = line.globalMatch(log); found.hasNext();) {
                const fs::path path = fs::weakly_canonical(found.next().captured(1).toStdString());
                const bool isOfBundle = path.string().starts_with(m_bundle.string() + "/");
                const bool isOfTorch = path.string().starts_with(torch.string() + "/");
                fromBundle += isOfBundle ? 1 : 0;
                fromTorch += isOfTorch ? 1 : 0;
                // The GPU's driver is the system's, where there is one.
                const std::string name = path.filename().string();
                QVERIFY2(isOfBundle || isOfTorch || glibc.contains(name) || name.starts_with("libcuda.so")
                        || name.starts_with("libnvidia"),
                    path.c_str());
            }
            QVERIFY(fromBundle > 3);
            QVERIFY((fromTorch > 1) == (std::string(program) == "bin/dankai-engine"));
        }
    }

    void itTrainsAsTheBuiltProgramsDo()
    {
        makeProject("trained");
        if (QTest::currentTestFailed())
            return;
        const std::string project = at("trained").string();
        std::vector<std::string> train{"train", project, "--device", "cpu", "--json"};
        for (const char* setting : {"tokens_per_step=400", "answers.max_new_tokens=4", "gate.resamples=100",
                 "execution.reuse_phases=false", "optimizer.learning_rate=0.01"})
            train.insert(train.end(), {"--set", setting});
        const Said elsewhere = dankai(train, withLibTorch());
        VERIFY_EXIT(elsewhere, 0);
        const Said here = test::runDankai(train);
        VERIFY_EXIT(here, 0);
        const auto lossesOf = [](const Said& said) {
            Json losses = Json::array();
            for (const Json value = said.json(); const Json& model : value["losses"]["models"])
                losses.push_back(model["test_loss"]);
            return losses;
        };
        const Json losses = lossesOf(elsewhere);
        QCOMPARE(losses.size(), std::size_t(4)); // before training and after each phase
        QCOMPARE(losses.dump(), lossesOf(here).dump());
    }
};

QTEST_APPLESS_MAIN(TestBundle)
#include "testbundle.moc"
