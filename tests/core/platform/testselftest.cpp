// SPDX-License-Identifier: Apache-2.0
#include "core/platform/selftest.h"

#include <QTest>

using namespace dankai;

namespace {

SelfTest goodMachine()
{
    SelfTest test;
    test.machine.cpuFeatures.avx2 = test.machine.cpuFeatures.fma = true;
    test.machine.totalMemoryBytes = test.machine.availableMemoryBytes = leastTrainingMemory;
    test.freeDiskBytes = leastTrainingDisk;
    test.gpu.hasDriver = true;
    test.gpu.cudaVersion = neededCudaVersion;
    test.gpu.gpus = {{"A GPU", 100, 50}};
    test.engine.program = "dankai-engine";
    test.engine.facts = {{"threads", 2}};
    return test;
}

} // namespace

class TestSelfTest : public QObject
{
    Q_OBJECT

private slots:

    void aGoodMachineHasNothingToDo()
    {
        const SelfTest test = goodMachine();
        for (const SelfTestSubject subject : selfTestSubjects()) {
            QVERIFY(!nameOf(subject).empty());
            const SelfTestJudgement judgement = judge(test, subject);
            QCOMPARE(judgement.health, Health::Works);
            QCOMPARE(judgement.advice, SelfTestAdvice::Nothing);
        }
    }

    void everyLackHasItsAdvice()
    {
        SelfTest test = goodMachine();
        test.machine.cpuFeatures.fma = false;
        --test.machine.availableMemoryBytes;
        --test.freeDiskBytes;
        --test.gpu.cudaVersion;
        test.engine.problem = "It ends with code 1.";
        test.builtInModel.problem = "It is not there.";
        const auto check = [&](SelfTestSubject subject, Health health, SelfTestAdvice advice) {
            const SelfTestJudgement judgement = judge(test, subject);
            QCOMPARE(judgement.health, health);
            QCOMPARE(judgement.advice, advice);
            QCOMPARE(!judgement.problem.empty(), advice == SelfTestAdvice::Problem);
        };
        check(SelfTestSubject::Processor, Health::Limited, SelfTestAdvice::ProcessorWithoutAvx2);
        check(SelfTestSubject::Memory, Health::Limited, SelfTestAdvice::LittleMemory);
        check(SelfTestSubject::Disk, Health::Limited, SelfTestAdvice::LittleDisk);
        check(SelfTestSubject::Gpu, Health::Limited, SelfTestAdvice::OldGpuDriver);
        check(SelfTestSubject::Engine, Health::Broken, SelfTestAdvice::Problem);
        check(SelfTestSubject::BuiltInModel, Health::Limited, SelfTestAdvice::Problem);
        test.diskProblem = "It cannot be read.";
        check(SelfTestSubject::Disk, Health::Broken, SelfTestAdvice::Problem);
    }

    void aGpuThatTheEngineCannotUseIsALack()
    {
        SelfTest test = goodMachine();
        test.engine.facts["cuda_problem"] = "libtorch_cuda.so is not there.";
        QCOMPARE(judge(test, SelfTestSubject::Gpu).problem, std::string("libtorch_cuda.so is not there."));
        test.gpu.gpus.clear(); // then nobody wants it
        QCOMPARE(judge(test, SelfTestSubject::Gpu).health, Health::Works);
        test.gpu.problem = "The driver does not answer.";
        QCOMPARE(judge(test, SelfTestSubject::Gpu).problem, test.gpu.problem);
    }

    void thisMachineIsAsked()
    {
        const SelfTest test = runSelfTest("/");
        QVERIFY(test.machine.totalMemoryBytes > 0);
        QVERIFY(test.diskProblem.empty());
        // There or not, either is said.
        QVERIFY(test.engine.facts.is_object() != !test.engine.problem.empty());
        QVERIFY(test.builtInModel.path.empty() == !test.builtInModel.problem.empty());
    }
};

QTEST_APPLESS_MAIN(TestSelfTest)
#include "testselftest.moc"
