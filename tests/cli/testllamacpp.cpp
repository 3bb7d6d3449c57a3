// SPDX-License-Identifier: Apache-2.0
// What is exported as GGUF loads in llama.cpp and means the same there: the tiny models of every family
// answer as transformers does, an exported checkpoint as Dankai itself does, through its own tokenizer and
// chat template.
#include "core/checkpoint/ggufexport.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/tokenizer/tokenizerggufwriter.h"
#include "tests/cli/commandline.h"
#include "tests/support/goldenjson.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dankai;
using dankai::test::runDankai;
using dankai::test::Said;
namespace fs = std::filesystem;

namespace {

// Reads {"model", "context", "prompts": [[ids], ...], "chat": text or null, "count"}; prints greedy ids with
// the logarithm of their probability for each prompt, and the answer to the chat.
constexpr const char* script = R"(
import json, sys
import xllamacpp
task = json.load(open(sys.argv[1], encoding="utf-8"))
params = xllamacpp.CommonParams()
params.model.path = task["model"]
params.n_ctx = task["context"]
params.n_parallel = 1
params.warmup = False
params.cpuparams.n_threads = 1
params.cache_type_k = params.cache_type_v = xllamacpp.ggml_type.GGML_TYPE_F32
params.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
params.use_jinja = True
server = xllamacpp.Server(params)
usual = {"temperature": 0.0, "cache_prompt": False, "logprobs": True}
answers, chat = [], None
for prompt in task["prompts"]:
    said = server.handle_completions(dict(usual, prompt=prompt, max_tokens=task["count"], n_probs=1))
    content = said["choices"][0]["logprobs"]["content"]
    answers.append([[token["id"], token["logprob"]] for token in content])
if task["chat"] is not None:
    said = server.handle_chat_completions(dict(usual, messages=[{"role": "user", "content": task["chat"]}],
                                               max_tokens=task["count"]))
    chat = said["choices"][0]["message"]["content"]
print(json.dumps({"answers": answers, "chat": chat}))
)";

// GGUF knows no model without a tokenizer: one token a row, in the alphabet of bytes as far as it goes.
std::vector<GgufEntry> someTokenizer(const ModelConfig& config)
{
    TokenizerSpec spec;
    for (std::int64_t id = 0; id < config.vocabularySize; ++id)
        spec.vocabulary.emplace_back(
            id > 0x20 && id < 0x7f ? std::string(1, static_cast<char>(id)) : "t" + std::to_string(id));
    spec.preTokenizer = {ByteLevelSplit{}};
    spec.merges = {{"a", "b"}};
    spec.addedTokens = {{.content = "t2", .id = 2, .isSpecial = true}};
    spec.eosId = 2;
    return ggufTokenizer(spec, config, std::nullopt, "test").value();
}

} // namespace

class TestLlamaCpp : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    Result<Json> ask(const Json& task) const
    {
        if (auto written = writeFileAtomically(at("task.json"), task.dump()); !written)
            return passOn(written);
        QProcess process;
        process.start(QString::fromStdString(test::llamaCppPython()->string()),
            {"-c", script, QString::fromStdString(at("task.json").string())});
        if (!process.waitForFinished(600000) || process.exitCode() != 0)
            return failed(process.readAllStandardError().right(3000).toStdString());
        return parseJson(process.readAllStandardOutput().trimmed().toStdString(), "llama.cpp");
    }

private slots:

    void initTestCase()
    {
        if (!test::llamaCppPython())
            QSKIP(("llama.cpp is not there: " + test::llamaCppMissingReason()).c_str());
    }

    void everyFamilyAnswersAsInTransformers_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"tied", "untied", "llama3", "linear", "mistral", "qwen2", "qwen2-window"})
            QTest::newRow(name) << name;
    }

    void everyFamilyAnswersAsInTransformers()
    {
        QFETCH(QString, name);
        const fs::path folder = test::goldenPath("model/" + name.toStdString());
        auto model = openModel(folder);
        QVERIFY_RESULT(model);
        const fs::path path = at(name.toStdString() + ".gguf");
        QVERIFY_RESULT(writeGgufModel(path, model->config, *model->weights,
            {.weightType = BlockType::Float32, .tokenizer = someTokenizer(model->config)}));
        const Json golden = test::jsonFile(folder / "golden.json");
        Json prompts = Json::array(), expected = Json::array();
        for (const Json& answer : golden.at("greedy")) {
            // What does not fit into a window is not what llama.cpp computes.
            const auto room
                = ggufContext(model->config) - static_cast<std::int64_t>(answer.at("prompt").size()) - 1;
            if (room < 2)
                continue;
            auto ids = answer.at("ids").get<std::vector<std::int32_t>>();
            ids.resize(std::min(ids.size(), static_cast<std::size_t>(room)));
            prompts.push_back(answer.at("prompt"));
            expected.push_back(ids);
        }
        QVERIFY(prompts.size() >= 2);
        const auto said = ask({{"model", path.string()}, {"context", 128}, {"prompts", prompts},
            {"chat", nullptr}, {"count", 24}});
        QVERIFY_RESULT(said);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            std::vector<std::int32_t> ids;
            for (const Json& token : said->at("answers").at(i))
                if (ids.size() < expected[i].size())
                    ids.push_back(token.at(0));
            auto wanted = expected[i].get<std::vector<std::int32_t>>();
            if (wanted.back() == 2 && ids.size() + 1 == wanted.size())
                wanted.pop_back(); // llama.cpp does not list the end itself
            QVERIFY2(ids == wanted, (said->at("answers").at(i).dump() + " " + expected[i].dump()).c_str());
        }
    }

    void anExportAnswersAsDankaiDoes_data()
    {
        QTest::addColumn<QString>("precision");
        for (const char* precision : {"float32", "float16", "bfloat16", "q8_0"})
            QTest::newRow(precision) << precision;
    }

    void anExportAnswersAsDankaiDoes()
    {
        QFETCH(QString, precision);
        const std::string project = at("desk").string();
        if (!fs::exists(project)) {
            test::makeProject(project, 20);
            std::vector<std::string> train{"train", project};
            for (const char* setting : {"tokens_per_step=400", "answers.max_new_tokens=4",
                     "gate.resamples=100", "optimizer.learning_rate=0.01"})
                train.insert(train.end(), {"--set", setting});
            const Said trained = runDankai(train);
            VERIFY_EXIT(trained, 0);
        }
        const fs::path target = at(precision.toStdString() + ".gguf");
        const Said exported = runDankai({"export", project, "--run", "001", "--as", "gguf", "--precision",
            precision.toStdString(), "--to", target.string()});
        VERIFY_EXIT(exported, 0);
        const std::string question = "What is the next step?";
        const Said ours = runDankai({"generate", "--model", target.string(), "--prompt", question,
            "--max-new-tokens", "12", "--json"});
        VERIFY_EXIT(ours, 0);
        const auto theirs = ask({{"model", target.string()}, {"context", 256}, {"prompts", Json::array()},
            {"chat", question}, {"count", 12}});
        QVERIFY_RESULT(theirs);
        const std::string text = ours.json()["text"].get<std::string>();
        const std::string chat = theirs->at("chat").get<std::string>();
        qInfo("%s | %s", text.c_str(), chat.c_str());
        QVERIFY(!chat.empty());
        // llama.cpp rounds what it multiplies with to the type of the weights, which turns answers of a model
        // as small as this; and it says nothing for a character of which only a part came.
        if (precision == "float32")
            QVERIFY(chat.starts_with(text.substr(0, text.find("\xEF\xBF\xBD"))));
    }
};

QTEST_APPLESS_MAIN(TestLlamaCpp)
#include "testllamacpp.moc"
