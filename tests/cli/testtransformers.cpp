// SPDX-License-Identifier: Apache-2.0
// What is exported loads in Hugging Face's transformers, or in PEFT, as it is and means the same: every
// weight is taken, the chat template and the token ids are the same, and so are the losses and the greedy
// answers.
#include "core/checkpoint/modelfolder.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "tests/cli/commandline.h"
#include "tests/support/testpaths.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dankai;
using dankai::test::leveledRows;
using dankai::test::runDankai;
using dankai::test::Said;
namespace fs = std::filesystem;

namespace {

// Reads rows of {"instruction", "output"}; prints, for each, ids and summed loss of the answer, and a greedy
// one.
constexpr const char* script = R"(
import json, os, sys
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer
torch.manual_seed(0)
folder, rows = sys.argv[1:3]
tokenizer = AutoTokenizer.from_pretrained(folder)
if os.path.exists(os.path.join(folder, "adapter_config.json")):
    from peft import PeftConfig, PeftModel
    base = AutoModelForCausalLM.from_pretrained(PeftConfig.from_pretrained(folder).base_model_name_or_path, dtype=torch.float32)
    model, info = PeftModel.from_pretrained(base, folder).merge_and_unload(), {}
else:
    model, info = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, output_loading_info=True)
problems = [str(info[key]) for key in ("missing_keys", "unexpected_keys", "mismatched_keys", "error_msgs") if info.get(key)]
out = {"problems": problems, "dtype": str(getattr(model.config, "dtype", None)), "eos": tokenizer.eos_token_id, "rows": []}
for line in open(rows, encoding="utf-8"):
    row = json.loads(line)
    question = [{"role": "user", "content": row["instruction"]}]
    head = tokenizer.apply_chat_template(question, tokenize=False, add_generation_prompt=True)
    whole = tokenizer.apply_chat_template(question + [{"role": "assistant", "content": row["output"]}], tokenize=False)
    prompt = tokenizer(head, add_special_tokens=False).input_ids
    ids = tokenizer(whole, add_special_tokens=False).input_ids
    assert ids[:len(prompt)] == prompt
    end = len(ids) - ids[::-1].index(tokenizer.eos_token_id)  # the answer ends with its end of turn
    with torch.no_grad():
        logits = model(torch.tensor([ids])).logits[0].double()
        nll = -torch.log_softmax(logits, -1)[torch.arange(len(prompt) - 1, end - 1), torch.tensor(ids[len(prompt):end])].sum().item()
        answer = model.generate(torch.tensor([prompt]), max_new_tokens=12, do_sample=False, pad_token_id=0)[0, len(prompt):].tolist()
    out["rows"].append({"prompt": len(prompt), "tokens": end - len(prompt), "nll": nll,
                        "answer": tokenizer.decode(answer, skip_special_tokens=True)})
print(json.dumps(out))
)";

// A folder that Dankai has written and the golden tensors of the model that it is; prints what is wrong and
// how far the logits are off, as a share of the largest.
constexpr const char* familyScript = R"(
import json, sys
import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM
model, info = AutoModelForCausalLM.from_pretrained(sys.argv[1], dtype=torch.float32, attn_implementation="eager",
                                                   output_loading_info=True)
problems = [str(info[key]) for key in ("missing_keys", "unexpected_keys", "mismatched_keys", "error_msgs") if info.get(key)]
golden = load_file(sys.argv[2])
worst = 0.0
with torch.no_grad():
    for i in range(3):
        expected = golden["prompt%d.logits" % i]
        logits = model(golden["prompt%d.ids" % i].long().unsqueeze(0)).logits[0]
        worst = max(worst, float((logits - expected).abs().max() / expected.abs().max()))
print(json.dumps({"class": type(model).__name__, "problems": problems, "worst": worst}))
)";

} // namespace

class TestTransformers : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }

    static Result<Json> runScript(const char* text, const std::vector<fs::path>& paths)
    {
        QStringList arguments{"-c", text};
        for (const fs::path& path : paths)
            arguments.append(QString::fromStdString(path.string()));
        QProcess process;
        process.start(QString::fromStdString(test::transformersPython()->string()), arguments);
        if (!process.waitForFinished(600000) || process.exitCode() != 0)
            return failed(process.readAllStandardError().right(3000).toStdString());
        return parseJson(process.readAllStandardOutput().trimmed().toStdString(), "transformers");
    }

private slots:

    void everyFamilyIsWrittenAsTransformersReadsIt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("type");
        for (const char* name : {"tied", "untied", "llama3", "linear"})
            QTest::newRow(name) << name << "LlamaForCausalLM";
        QTest::newRow("mistral") << "mistral"
                                 << "MistralForCausalLM";
        for (const char* name : {"qwen2", "qwen2-window"})
            QTest::newRow(name) << name << "Qwen2ForCausalLM";
    }

    void everyFamilyIsWrittenAsTransformersReadsIt()
    {
        QFETCH(QString, name);
        QFETCH(QString, type);
        const fs::path golden = test::goldenPath("model/" + name.toStdString());
        auto model = openModel(golden);
        QVERIFY_RESULT(model);
        for (const bool hasOriginal : {true, false}) { // without one, as from GGUF, all keys are Dankai's own
            ModelConfig config = model->config;
            if (!hasOriginal)
                config.original = nullptr;
            QVERIFY_RESULT(writeModelFolder(at("family"), config, *model->weights));
            const auto said = runScript(familyScript, {at("family"), golden / "logits.safetensors"});
            QVERIFY_RESULT(said);
            QVERIFY2(said->at("problems").empty(), said->dump().c_str());
            QCOMPARE(said->at("class").get<std::string>(), type.toStdString());
            QVERIFY2(said->at("worst").get<double>() <= 2e-5, said->dump().c_str());
        }
    }

    void initTestCase()
    {
        if (!test::transformersPython())
            QSKIP(("transformers is not there: " + test::transformersMissingReason()).c_str());
        const std::string project = at("desk").string();
        test::makeProject(project, 20);
        std::vector<std::string> train{"train", project};
        for (const char* setting : {"tokens_per_step=400", "answers.max_new_tokens=4", "gate.resamples=100",
                 "optimizer.learning_rate=0.01"})
            train.insert(train.end(), {"--set", setting});
        const Said trained = runDankai(train);
        VERIFY_EXIT(trained, 0);
        train.insert(train.end(), {"--set", "fine_tuning=lora", "--set", "lora.rank=4"});
        const Said adapted = runDankai(train);
        VERIFY_EXIT(adapted, 0);
        train.insert(train.end(), {"--set", "lora.between_phases=merge"});
        const Said merged = runDankai(train);
        VERIFY_EXIT(merged, 0);
        QVERIFY_RESULT(writeFileAtomically(at("rows.jsonl"), leveledRows(3, 7)));
    }

    void anExportLoadsAndMeansTheSame_data()
    {
        QTest::addColumn<QString>("run");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("precision");
        for (const char* precision : {"float32", "bfloat16", "float16"})
            QTest::newRow(precision) << "001"
                                     << "hf" << precision;
        QTest::newRow("adapter") << "002"
                                 << "peft"
                                 << "float32";
        QTest::newRow("adapters of all phases") << "003"
                                                << "peft"
                                                << "float32";
        QTest::newRow("adapter added to its base") << "002"
                                                   << "hf"
                                                   << "float32";
    }

    void anExportLoadsAndMeansTheSame()
    {
        QFETCH(QString, run);
        QFETCH(QString, format);
        QFETCH(QString, precision);
        const fs::path target = at(run.toStdString() + format.toStdString() + precision.toStdString());
        const Said exported = runDankai({"export", at("desk").string(), "--run", run.toStdString(), "--as",
            format.toStdString(), "--precision", precision.toStdString(), "--to", target.string()});
        VERIFY_EXIT(exported, 0);
        const std::string rows = at("rows.jsonl").string();

        const auto theirs = runScript(script, {target, rows});
        QVERIFY_RESULT(theirs);
        QVERIFY2((*theirs)["problems"].empty(), (*theirs)["problems"].dump().c_str());
        QCOMPARE((*theirs)["dtype"].get<std::string>(), std::string("torch.float32")); // as the script asks

        const Said ours = runDankai(
            {"loss", "--model", target.string(), "--data", rows, "--precision", "float32", "--json"});
        VERIFY_EXIT(ours, 0);
        const Json own = ours.json()["rows"];
        QCOMPARE(own.size(), (*theirs)["rows"].size());
        QVERIFY(own.size() == 9);
        double worst = 0;
        for (std::size_t i = 0; i < own.size(); ++i) {
            const Json& expected = (*theirs)["rows"][i];
            QCOMPARE(own[i]["tokens"].get<int>(), expected["tokens"].get<int>());
            const double nll = expected["nll"].get<double>();
            worst = std::max(worst, std::abs(own[i]["nll"].get<double>() - nll) / nll);
        }
        qInfo("losses of %zu rows off by %.1e of their size", own.size(), worst);
        QVERIFY(worst < 1e-5);

        const auto texts = readFile(rows);
        QVERIFY_RESULT(texts);
        const auto first = parseJson(texts->substr(0, texts->find('\n')), "rows");
        QVERIFY_RESULT(first);
        const Said answered = runDankai({"generate", "--model", target.string(), "--prompt",
            (*first)["instruction"].get<std::string>(), "--max-new-tokens", "12", "--json"});
        VERIFY_EXIT(answered, 0);
        QCOMPARE(
            answered.json()["text"].get<std::string>(), (*theirs)["rows"][0]["answer"].get<std::string>());
    }
};

QTEST_APPLESS_MAIN(TestTransformers)
#include "testtransformers.moc"
