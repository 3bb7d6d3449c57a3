// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/hiddenstates.h"
#include "core/platform/file.h"
#include "tests/support/testpaths.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace dankai;

class TestHiddenStates : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.path().toStdString() + "/" + name; }

    static HiddenStatesOf of() { return {"model", "", 15, {"prompt_mean", "response_mean"}, 3}; }

    static std::vector<float> values(int row)
    {
        std::vector<float> some;
        for (int i = 0; i < 6; ++i)
            some.push_back(
                static_cast<float>(std::sin(row * 6 + i)) * std::pow(10.0F, static_cast<float>(i - 2)));
        return some;
    }

private Q_SLOTS:

    void rowsReadBackToThreeDigits()
    {
        auto writer = HiddenStatesWriter::open(path("whole"), of());
        QVERIFY_RESULT(writer);
        for (int row = 0; row < 20; ++row)
            QVERIFY_RESULT(writer->append(std::to_string(row) + ":1", values(row)));
        QVERIFY_RESULT(writer->flush());
        const auto file = HiddenStatesFile::open(path("whole"));
        QVERIFY_RESULT(file);
        QVERIFY(file->of() == of());
        QCOMPARE(file->rows(), std::size_t(20));
        std::vector<float> read(6);
        for (int row = 0; row < 20; ++row) {
            QCOMPARE(file->id(static_cast<std::size_t>(row)), std::to_string(row) + ":1");
            file->read(static_cast<std::size_t>(row), read);
            const std::vector<float> wrote = values(row);
            for (std::size_t i = 0; i < 6; ++i)
                QVERIFY(std::abs(read[i] - wrote[i]) <= std::abs(wrote[i]) / 256);
        }
    }

    void aCutRowIsLeftOutAndWrittenOver()
    {
        {
            auto writer = HiddenStatesWriter::open(path("cut"), of());
            QVERIFY_RESULT(writer);
            for (int row = 0; row < 3; ++row)
                QVERIFY_RESULT(writer->append(std::to_string(row), values(row)));
            QVERIFY_RESULT(writer->flush());
        }
        std::filesystem::resize_file(path("cut"), std::filesystem::file_size(path("cut")) - 5);
        QCOMPARE(HiddenStatesFile::open(path("cut"))->rows(), std::size_t(2));
        auto writer = HiddenStatesWriter::open(path("cut"), of());
        QVERIFY_RESULT(writer);
        QVERIFY_RESULT(writer->append("2", values(2)));
        QVERIFY_RESULT(writer->flush());
        const auto file = HiddenStatesFile::open(path("cut"));
        QCOMPARE(file->rows(), std::size_t(3));
        QCOMPARE(file->id(2), std::string_view("2"));
        std::vector<float> read(6);
        file->read(1, read);
        QVERIFY(std::abs(read[5] - values(1)[5]) < 5);
        // A header that was cut is begun anew.
        std::filesystem::resize_file(path("cut"), 20);
        QVERIFY(!HiddenStatesFile::open(path("cut")));
        QVERIFY_RESULT(HiddenStatesWriter::open(path("cut"), of()));
        QCOMPARE(HiddenStatesFile::open(path("cut"))->rows(), std::size_t(0));
    }

    void statesOfAnotherModelAreNotMixed()
    {
        QVERIFY_RESULT(HiddenStatesWriter::open(path("mixed"), of()));
        HiddenStatesOf other = of();
        other.layer = 16;
        const auto writer = HiddenStatesWriter::open(path("mixed"), other);
        QVERIFY(!writer && writer.error().message.find("another model or layer") != std::string::npos);
        QVERIFY_RESULT(HiddenStatesFile::open(path("mixed"))); // as it was
    }

    void brokenValuesAndLongIdsAreRefused()
    {
        auto writer = HiddenStatesWriter::open(path("refused"), of());
        QVERIFY_RESULT(writer);
        std::vector<float> broken = values(1);
        broken[4] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(!writer->append("1", broken));
        broken[4] = std::numeric_limits<float>::infinity();
        QVERIFY(!writer->append("1", broken));
        QVERIFY(!writer->append(std::string(40, 'x'), values(1)));
        QVERIFY_RESULT(writer->append(std::string(39, 'x'), values(1)));
        QVERIFY_RESULT(writer->flush());
        const auto file = HiddenStatesFile::open(path("refused"));
        QCOMPARE(file->rows(), std::size_t(1));
        QCOMPARE(file->id(0), std::string(39, 'x'));
    }

    void foreignBytesGetASentence()
    {
        const auto said = [](std::string bytes) {
            const auto file = HiddenStatesFile::parse(bytes, "here");
            return file ? std::string() : file.error().message;
        };
        const auto withHeader = [](const std::string& json, std::uint32_t length) {
            std::string bytes = "DKSTATES";
            for (const std::uint32_t number : {1U, length})
                for (int shift = 0; shift < 32; shift += 8)
                    bytes.push_back(static_cast<char>(number >> shift & 0xff));
            return bytes + json;
        };
        const auto header = [&](const std::string& json) {
            return withHeader(json, static_cast<std::uint32_t>(json.size()));
        };
        QVERIFY(said("").find("no file of hidden states") != std::string::npos);
        QVERIFY(said("DKSTATES").find("no file of hidden states") != std::string::npos);
        QVERIFY(said(withHeader("{}", 4000000000U)).find("cut off") != std::string::npos);
        QVERIFY(said("DKSTATES" + std::string(8, '\7')).find("another version") != std::string::npos);
        for (const char* json : {"", "[]", "{}", R"({"layer":1,"hidden":0,"pools":["a"]})",
                 R"({"layer":1,"hidden":9223372036854775807,"pools":["a"]})",
                 R"({"layer":-1,"hidden":8,"pools":["a"]})", R"({"layer":1,"hidden":8,"pools":[]})",
                 R"({"layer":1,"hidden":8,"pools":[3]})"})
            QVERIFY2(said(header(json)).find("does not say what its rows are") != std::string::npos, json);
        QCOMPARE(said(header(R"({"layer":1,"hidden":8,"pools":["a"]})")), std::string());
    }
};

QTEST_GUILESS_MAIN(TestHiddenStates)
#include "testhiddenstates.moc"
