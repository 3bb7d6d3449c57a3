// SPDX-License-Identifier: Apache-2.0
// The English demo data fit the budget of the demo: at most 30,000 tokens an arm on the built-in model.
#include "core/base/json.h"
#include "core/platform/file.h"
#include "core/tokenizer/chattemplate.h"
#include "core/tokenizer/conversationencoder.h"
#include "core/tokenizer/tokenizer.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace dankai;

class TestDemoTokens : public QObject
{
    Q_OBJECT

private slots:

    void anArmHasAtMostThirtyThousandTokens()
    {
        QSKIP_UNLESS_BUILT_IN_MODEL(model);
        auto tokenizer = Tokenizer::open(model);
        QVERIFY_RESULT(tokenizer);
        auto chat = ChatTemplate::open(model);
        QVERIFY_RESULT(chat);
        const auto encoder = ConversationEncoder::create(std::move(*tokenizer), std::move(*chat));
        QVERIFY_RESULT(encoder);
        const auto bytes = readFile(test::sourcePath("resources/demo/helpdesk.en.jsonl"));
        QVERIFY_RESULT(bytes);

        std::size_t tokens = 0;
        std::istringstream lines(*bytes);
        for (std::string line; std::getline(lines, line);) {
            const auto row = parseJson(line, "helpdesk.en.jsonl");
            QVERIFY_RESULT(row);
            std::string prompt = row->at("instruction").get<std::string>();
            if (const auto input = row->at("input").get<std::string>(); !input.empty())
                prompt += "\n" + input;
            const std::vector<Message> turns{
                {"user", prompt}, {"assistant", row->at("output").get<std::string>()}};
            const auto encoded = encoder->encode(turns);
            QVERIFY_RESULT(encoded);
            QVERIFY2(encoded->ids.size() <= 400, line.c_str());
            tokens += encoded->ids.size();
        }
        // The demo holds a quarter out, so an arm sees about 0.75 of this.
        qInfo("%zu tokens in all, before anything is held out", tokens);
        QVERIFY(tokens <= 34000);
    }
};

QTEST_APPLESS_MAIN(TestDemoTokens)
#include "testdemotokens.moc"
