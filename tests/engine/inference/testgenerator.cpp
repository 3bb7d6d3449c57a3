// SPDX-License-Identifier: Apache-2.0
#include "core/inference/generator.h"
#include "tests/engine/enginesupport.h"
#include "tests/support/goldenjson.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <set>

using namespace dankai;
using namespace dankai::test;

class TestGenerator : public QObject
{
    Q_OBJECT

    using Prompts = std::vector<std::vector<std::int32_t>>;

    static LanguageModel tiny(
        ComputePrecision precision = ComputePrecision::Float32, const std::string& name = "untied")
    {
        return std::move(
            *loadModel(goldenPath("model/" + name), {.precision = precision, .purpose = Purpose::Inference}));
    }

    inline static const Prompts s_prompts = {{5, 6, 7}, {9, 8, 100, 42, 17, 60}, {3}, {50, 51, 52, 53},
        {77, 12}, {191, 4, 4}, {30, 31}, {8}, {9}, {10}};

private Q_SLOTS:

    void greedyEqualsTransformers_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : goldenModels())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    void greedyEqualsTransformers()
    {
        QFETCH(QString, name);
        const auto folder = goldenPath("model/" + name.toStdString());
        auto model = loadModel(folder, {.purpose = Purpose::Inference});
        QVERIFY_RESULT(model);
        const Json golden = jsonFile(folder / "golden.json");
        Prompts prompts;
        for (const Json& answer : golden.at("greedy"))
            prompts.push_back(answer.at("prompt"));
        const auto generated = generate(*model, prompts, {.maxNewTokens = 24, .endTokens = {2}});
        QVERIFY_RESULT(generated);
        for (std::size_t i = 0; i < prompts.size(); ++i) {
            auto expected = golden.at("greedy").at(i).at("ids").get<std::vector<std::int32_t>>();
            const bool ends = expected.back() == 2;
            if (ends)
                expected.pop_back();
            QCOMPARE((*generated)[i].tokens, expected);
            QCOMPARE((*generated)[i].finish, ends ? FinishReason::EndToken : FinishReason::Length);
        }
    }

    void greedyOfTheBuiltInModelEqualsTransformers()
    {
        QSKIP_UNLESS_SHARED(golden, "peer/golden/generate.jsonl");
        QSKIP_UNLESS_BUILT_IN_MODEL(path);
        auto model = loadModel(path, {.purpose = Purpose::Inference});
        QVERIFY_RESULT(model);
        auto lines = LineReader::open(golden);
        QVERIFY_RESULT(lines);
        Prompts prompts, expected;
        for (auto line = lines->next(); line && *line; line = lines->next()) {
            const Json answer = parseJson(**line, "generate.jsonl").value();
            prompts.push_back(answer.at("prompt_ids"));
            expected.push_back(answer.at("ids"));
        }
        const auto generated = generate(*model, prompts, {.maxNewTokens = 64, .endTokens = {2}});
        QVERIFY_RESULT(generated);
        for (std::size_t i = 0; i < prompts.size(); ++i) {
            if (expected[i].back() == 2)
                expected[i].pop_back();
            QCOMPARE((*generated)[i].tokens, expected[i]);
        }
    }

    void rowsDoNotDependOnTheirNeighbours()
    {
        const LanguageModel model = tiny();
        GenerateParams params{.sampling = {.temperature = 1, .topK = 50, .topP = 0.9, .seed = 4},
            .maxNewTokens = 20,
            .endTokens = {2, 11, 60}};
        params.maxParallel = 1;
        const auto alone = generate(model, s_prompts, params);
        QVERIFY_RESULT(alone);
        for (const int parallel : {2, 3, 8, 100}) {
            params.maxParallel = parallel;
            const auto together = generate(model, s_prompts, params);
            QVERIFY_RESULT(together);
            for (std::size_t i = 0; i < s_prompts.size(); ++i) {
                QCOMPARE((*together)[i].tokens, (*alone)[i].tokens);
                QCOMPARE((*together)[i].finish, (*alone)[i].finish);
            }
        }
        params.sampling.seed = 5;
        const auto other = generate(model, s_prompts, params);
        bool differs = false;
        for (std::size_t i = 0; i < s_prompts.size(); ++i)
            differs = differs || (*other)[i].tokens != (*alone)[i].tokens;
        QVERIFY(differs);
    }

    void cacheEqualsWholeForward_data() { greedyEqualsTransformers_data(); }

    void cacheEqualsWholeForward()
    {
        QFETCH(QString, name);
        for (const auto precision :
            {ComputePrecision::Float32, ComputePrecision::BFloat16WithFloat32Master}) {
            LanguageModel model = tiny(precision, name.toStdString());
            const auto generated = generate(model, {s_prompts[1]}, {.maxNewTokens = 30});
            QVERIFY_RESULT(generated);
            std::vector<std::int32_t> ids = s_prompts[1];
            ids.insert(ids.end(), (*generated)[0].tokens.begin(), (*generated)[0].tokens.end());
            TokenBatch batch;
            batch.appendShifted(ids, {});
            const auto logits = model.logits(batch);
            QVERIFY_RESULT(logits);
            // Every chosen token is the best one, up to what rounding may turn around.
            const double tolerance = precision == ComputePrecision::Float32 ? 1e-4 : 0.25;
            for (std::size_t i = s_prompts[1].size(); i < ids.size(); ++i) {
                const at::Tensor row = (*logits)[static_cast<std::int64_t>(i) - 1];
                QVERIFY(row[ids[i]].item<double>() >= row.max().item<double>() - tolerance);
            }
        }
    }

    void tokensAreStreamedInOrder()
    {
        const LanguageModel model = tiny();
        Prompts streamed(s_prompts.size());
        const auto generated = generate(model, s_prompts,
            {.maxNewTokens = 15,
                .endTokens = {11, 60},
                .maxParallel = 3,
                .onToken = [&](std::size_t row, std::int32_t token) { streamed[row].push_back(token); }});
        QVERIFY_RESULT(generated);
        for (std::size_t i = 0; i < s_prompts.size(); ++i)
            QCOMPARE(streamed[i], (*generated)[i].tokens);
    }

    void stopsOnRequestAndAtTheContext()
    {
        const LanguageModel model = tiny();
        StopFlag stop = false;
        int count = 0;
        const auto stopped = generate(model, s_prompts,
            {.maxNewTokens = 50,
                .maxParallel = 2,
                .onToken = [&](std::size_t, std::int32_t) { stop = ++count >= 9; },
                .stop = &stop});
        QVERIFY_RESULT(stopped);
        QCOMPARE(stopped->front().finish, FinishReason::Stopped);
        QCOMPARE(stopped->back().finish, FinishReason::Stopped);
        QVERIFY(stopped->back().tokens.empty());

        const auto whole = generate(model, {std::vector<std::int32_t>(120, 5)}, {.maxNewTokens = 500});
        QVERIFY_RESULT(whole);
        QCOMPARE(whole->front().finish, FinishReason::Length);
        QCOMPARE(whole->front().tokens.size(),
            std::size_t{9}); // the last one needs no place in the context of 128
    }

    void badPromptsAreSentences_data()
    {
        QTest::addColumn<std::vector<std::int32_t>>("prompt");
        QTest::newRow("empty") << std::vector<std::int32_t>{};
        QTest::newRow("outside") << std::vector<std::int32_t>{1, 192};
        QTest::newRow("negative") << std::vector<std::int32_t>{-1};
        QTest::newRow("too long") << std::vector<std::int32_t>(129, 1);
    }

    void badPromptsAreSentences()
    {
        QFETCH(std::vector<std::int32_t>, prompt);
        const auto result = generate(tiny(), {{1, 2}, prompt}, {});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Unusable);
        QVERIFY(result.error().message.starts_with("Prompt 2"));
    }

    void samplerEndsWhereLogitsAreNoNumbers()
    {
        std::vector<float> logits(1000, std::numeric_limits<float>::quiet_NaN());
        Sampler nothing({.temperature = 1, .seed = 1}, 0);
        const std::int32_t any = nothing.choose(logits);
        QVERIFY(any >= 0 && any < 1000);
        for (std::size_t i = 0; i < logits.size(); i += 3)
            logits[i] = static_cast<float>(i % 7);
        Sampler some({.temperature = 1, .topP = 0.9, .seed = 1}, 0);
        for (int i = 0; i < 200; ++i)
            QCOMPARE(some.choose(logits) % 3, 0); // never one without a number
    }

    void samplerKeepsToItsSet()
    {
        std::vector<float> logits(10, 0.0F);
        logits[3] = 3;
        logits[7] = 2.5F;
        logits[1] = 2.5F;
        Sampler greedy({}, 0);
        QCOMPARE(greedy.choose(logits), 3);
        std::set<std::int32_t> seen;
        Sampler two({.temperature = 2, .topK = 2, .seed = 1}, 0);
        for (int i = 0; i < 200; ++i)
            seen.insert(two.choose(logits));
        QCOMPARE(seen, (std::set<std::int32_t>{1, 3})); // of equal ones the smaller id
        seen.clear();
        Sampler nucleus({.temperature = 1, .topP = 0.3, .seed = 1}, 0);
        for (int i = 0; i < 200; ++i)
            seen.insert(nucleus.choose(logits));
        QCOMPARE(seen, (std::set<std::int32_t>{3}));
        int count = 0;
        Sampler free({.temperature = 1, .seed = 2}, 0);
        for (int i = 0; i < 4000; ++i)
            count += free.choose(logits) == 3 ? 1 : 0;
        const double p = std::exp(3.0) / (std::exp(3.0) + 2 * std::exp(2.5) + 7);
        QVERIFY(std::abs(count / 4000.0 - p) < 5 * std::sqrt(p * (1 - p) / 4000));
    }
};

QTEST_APPLESS_MAIN(TestGenerator)

#include "testgenerator.moc"
