// SPDX-License-Identifier: Apache-2.0
#include "core/platform/dynamiclibrary.h"
#include "core/platform/executablepath.h"
#include "core/platform/file.h"
#include "core/platform/gpu.h"
#include "core/platform/machine.h"
#include "tests/support/testpaths.h"

#include <sched.h>

#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>

using namespace dankai;
namespace fs = std::filesystem;

class TestMachine : public QObject
{
    Q_OBJECT

private slots:

    void factsArePlausible()
    {
        const MachineFacts facts = machineFacts();
        QVERIFY(facts.physicalCores >= 1);
        QVERIFY(facts.physicalCores <= facts.logicalCores);
        QVERIFY(facts.totalMemoryBytes > 100'000'000);
        QVERIFY(facts.availableMemoryBytes > 0);
        QVERIFY(facts.availableMemoryBytes <= facts.totalMemoryBytes);
        QVERIFY(!facts.operatingSystem.empty());
        QVERIFY(!facts.hostName.empty());
        qInfo("%s | %s | %d of %d | %.1f GB", facts.operatingSystem.c_str(), facts.cpuName.c_str(),
            facts.physicalCores, facts.logicalCores, static_cast<double>(facts.totalMemoryBytes) / 1e9);
    }

    void affinityIsCounted()
    {
        cpu_set_t before;
        QCOMPARE(::sched_getaffinity(0, sizeof(before), &before), 0);
        cpu_set_t one;
        CPU_ZERO(&one);
        for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
            if (CPU_ISSET(cpu, &before)) {
                CPU_SET(cpu, &one);
                break;
            }
        QCOMPARE(::sched_setaffinity(0, sizeof(one), &one), 0);
        const int cores = usablePhysicalCores();
        QCOMPARE(::sched_setaffinity(0, sizeof(before), &before), 0);
        QCOMPARE(cores, 1);
    }

    void freeSpaceIsThatOfTheNearestFolder()
    {
        QTemporaryDir folder;
        const auto here = freeDiskBytes(folder.path().toStdString());
        QVERIFY_RESULT(here);
        QVERIFY(*here > 0);
        QVERIFY_RESULT(freeDiskBytes(folder.path().toStdString() + "/not/yet/there"));
    }

    void askingForGpusNeverFails()
    {
        const GpuFacts facts = gpuFacts();
        QVERIFY(facts.hasDriver || facts.gpus.empty());
    }

    void aMissingLibraryIsASentence()
    {
        const auto library = DynamicLibrary::open("libdankai-is-not-there.so.1");
        QVERIFY(!library);
        QVERIFY(library.error().message.find("libdankai-is-not-there.so.1") != std::string::npos);
        const auto mathematics = DynamicLibrary::open("libm.so.6");
        QVERIFY_RESULT(mathematics);
        const auto cosine = mathematics->function<double (*)(double)>("cos");
        QVERIFY(cosine != nullptr);
        QCOMPARE(cosine(0.0), 1.0);
        QVERIFY(mathematics->function<void (*)()>("noSuchFunction") == nullptr);
    }

    void programsAndResourcesAreFound()
    {
        QVERIFY(fs::exists(executablePath()));
        QVERIFY_RESULT(siblingExecutable(executablePath().filename().string()));
        const auto missing = siblingExecutable("no-such-sibling");
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("no-such-sibling") != std::string::npos);

        QTemporaryDir folder;
        ::setenv("DANKAI_RESOURCES", folder.path().toUtf8().constData(), 1);
        QCOMPARE(resourcesFolder()->string(), folder.path().toStdString());
        ::unsetenv("DANKAI_RESOURCES");

        const char* before = std::getenv("DANKAI_BUILT_IN_MODEL");
        const std::string saved = before != nullptr ? before : "";
        const std::string model = folder.path().toStdString() + "/model.gguf";
        ::setenv("DANKAI_BUILT_IN_MODEL", model.c_str(), 1);
        const auto absent = builtInModelFile();
        QVERIFY(!absent);
        QCOMPARE(absent.error().code, ErrorCode::Unusable);
        QVERIFY_RESULT(writeFileAtomically(model, "GGUF"));
        QVERIFY_RESULT(builtInModelFile());
        if (before != nullptr)
            ::setenv("DANKAI_BUILT_IN_MODEL", saved.c_str(), 1);
        else
            ::unsetenv("DANKAI_BUILT_IN_MODEL");
    }
};

QTEST_APPLESS_MAIN(TestMachine)
#include "testmachine.moc"
