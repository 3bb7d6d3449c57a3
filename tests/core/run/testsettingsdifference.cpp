// SPDX-License-Identifier: Apache-2.0
#include "core/platform/file.h"
#include "core/run/runfolder.h"
#include "core/run/settinglist.h"
#include "core/run/settingsdifference.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/tokenizer.h"
#include "tests/support/testpaths.h"
#include "tests/support/tinymodel.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace dankai;

namespace {

std::string plain(double value)
{
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}

const SettingDifference* find(const std::vector<SettingDifference>& rows, std::string_view name)
{
    const auto found = std::ranges::find(rows, name, &SettingDifference::name);
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

class TestSettingsDifference : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    // As freezing writes a run of the tiny model.
    void freeze(const char* name, RunSpec spec, const std::string& answer = "four")
    {
        spec.model.path = path("model").string();
        FrozenInput input;
        input.spec = std::move(spec);
        const auto row = [](const std::string& id, const std::string& text) {
            RunRow made;
            made.id = id;
            made.phase = 1;
            made.messages = {{"user", "What is two and two?"}, {"assistant", text}};
            return made;
        };
        for (std::size_t k = 0; k < input.spec.phases.size(); ++k)
            input.phases.push_back({row(std::to_string(k), answer + std::to_string(k))});
        const auto tokenizer = Tokenizer::open(input.spec.model.path);
        QVERIFY_RESULT(tokenizer);
        const auto chatTemplate = ChatTemplate::open(input.spec.model.path, "");
        QVERIFY_RESULT(chatTemplate);
        QVERIFY_RESULT(freezeRun(path(name), input, *tokenizer, *chatTemplate));
    }

private slots:

    void initTestCase() { QVERIFY_RESULT(test::writeTinyModel(path("model"))); }

    // The table of what may be set against the parser, which alone decides.
    void theTableOfSettingsIsTheParsers()
    {
        RunSpec spec = smallestRunSpec();
        spec.isMatched = false; // gates and early stopping may be set
        spec.schedule.finalFraction = 0.1;
        std::set<std::string> known;
        for (const auto& [path, value] : flatSettings(spec)) {
            const std::string top = path.substr(0, path.find('.'));
            if (!std::set<std::string>{"version", "name", "arm", "model", "phases", "held_out_phases"}
                     .contains(top))
                known.insert(path);
        }
        std::set<std::string> listed;
        for (const SettingInfo& setting : runWideSettings())
            listed.insert(std::string(setting.path));
        QCOMPARE(listed, known);

        for (const SettingInfo& setting : runWideSettings()) {
            const auto takes = [&](const std::string& value) {
                return withSetting(spec, setting.path, value).has_value();
            };
            const char* name = setting.path.data();
            switch (setting.kind) {
            case SettingKind::Switch:
                QVERIFY2(takes("true") && takes("false") && !takes("3"), name);
                break;
            case SettingKind::WholeNumber:
                QVERIFY2(takes(plain(setting.least)), name);
                QVERIFY2(!takes(plain(setting.least - 1)) && !takes("1.5"), name);
                if (setting.most < 1e15) // a double tells no neighbours above
                    QVERIFY2(takes(plain(setting.most)) && !takes(plain(setting.most + 1)), name);
                break;
            case SettingKind::Number:
                QVERIFY2(takes(plain(setting.least)) && takes(plain(setting.most)), name);
                QVERIFY2(!takes(plain(setting.least - 1e-6 - setting.least / 2)), name);
                QVERIFY2(!takes(plain(setting.most * 1.001)) && !takes("many"), name);
                break;
            case SettingKind::NumberList:
                QVERIFY2(takes("[" + plain(setting.least) + ", " + plain(setting.most) + "]"), name);
                QVERIFY2(!takes("[" + plain(setting.most + 1) + "]"), name);
                break;
            case SettingKind::Choice:
                for (const std::string_view choice : setting.choices)
                    QVERIFY2(takes(std::string(choice)), name);
                QVERIFY2(!takes("none of these"), name);
                break;
            case SettingKind::Text:
                break;
            }
        }
        QCOMPARE(usualValueOf(*findRunWideSetting("tokens_per_step")), std::string("4096"));
        QCOMPARE(usualValueOf(*findRunWideSetting("schedule.peak_factors")), std::string("[1, 0.7, 0.5]"));
        QVERIFY(usualValueOf(*findRunWideSetting("schedule.final_fraction")).empty());
        QVERIFY(findRunWideSetting("arm") == nullptr);
    }

    void onlyWhatDiffersIsSaidOfTwoRuns()
    {
        RunSpec spec = smallestRunSpec();
        spec.maxLength = 200;
        freeze("001", spec);
        spec.name = "another name is no difference";
        spec.arm = "one-off";
        spec.optimizer.learningRate = 1e-4;
        freeze("002", spec);
        freeze("003", spec, "five");
        const auto first = readFrozenSettings(path("001"));
        const auto second = readFrozenSettings(path("002"));
        const auto third = readFrozenSettings(path("003"));
        QVERIFY_RESULT(first);
        QVERIFY_RESULT(second);
        QVERIFY_RESULT(third);

        const std::vector<SettingDifference> two = differenceOf(std::vector<FrozenSettings>{*first, *second});
        QCOMPARE(two.size(), std::size_t(2));
        QCOMPARE(two[0].name, std::string("arm"));
        QCOMPARE(*two[0].values[0], std::string("phased"));
        QCOMPARE(*two[0].values[1], std::string("one-off"));
        QCOMPARE(two[1].name, std::string("optimizer.learning_rate"));
        QCOMPARE(std::stod(*two[1].values[1]), 1e-4);

        const std::vector<SettingDifference> data
            = differenceOf(std::vector<FrozenSettings>{*second, *third});
        QCOMPARE(data.size(), std::size_t(1));
        QCOMPARE(data[0].name, std::string("data.phase_1.jsonl"));
        QCOMPARE(data[0].values[0]->size(), std::size_t(64)); // SHA-256 in hex

        const std::vector<SettingDifference> three
            = differenceOf(std::vector<FrozenSettings>{*first, *second, *third});
        QCOMPARE(three.size(), std::size_t(3));
        QCOMPARE(three[2].name, std::string("data.phase_1.jsonl"));
        QVERIFY(differenceOf(std::vector<FrozenSettings>{*first}).empty());
        QVERIFY(differenceOf(std::vector<FrozenSettings>{*first, *first}).empty());
    }

    void aPhaseThatOneRunLacksStandsInItsPlace()
    {
        RunSpec spec = smallestRunSpec();
        spec.maxLength = 200;
        freeze("011", spec);
        PhaseSpec more = spec.phases.front();
        more.name = "Hard";
        more.learningRate = 0.5;
        spec.phases.push_back(more);
        spec.heldOutPhases.push_back("Hard");
        freeze("012", spec);
        const auto one = readFrozenSettings(path("011"));
        const auto two = readFrozenSettings(path("012"));
        QVERIFY_RESULT(one);
        QVERIFY_RESULT(two);
        const std::vector<SettingDifference> rows = differenceOf(std::vector<FrozenSettings>{*one, *two});
        const SettingDifference* rate = find(rows, "phases.2.learning_rate");
        QVERIFY(rate != nullptr);
        QVERIFY(!rate->values[0].has_value());
        QCOMPARE(*rate->values[1], std::string("0.5"));
        QVERIFY(find(rows, "phases.2.file") == nullptr);
        // Before held_out_phases and the data.
        const auto place = [&](const char* name) { return find(rows, name) - rows.data(); };
        QVERIFY(place("phases.2.name") < place("phases.2.learning_rate"));
        QVERIFY(place("phases.2.learning_rate") < place("held_out_phases"));
        QVERIFY(place("held_out_phases") < place("data.phase_2.jsonl"));
        for (const SettingDifference& row : rows)
            QVERIFY2(row.name.starts_with("phases.2.") || row.name == "held_out_phases"
                    || row.name == "data.phase_2.jsonl",
                row.name.c_str());
    }

    void aFolderThatIsNotFrozenIsASentence()
    {
        const auto missing = readFrozenSettings(path("099"));
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("run.yaml") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestSettingsDifference)
#include "testsettingsdifference.moc"
