// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tinymodel.h"

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/modelfolder.h"
#include "core/platform/file.h"

#include <string>
#include <vector>

namespace dankai::test {

namespace {

// How byte-level BPE writes a byte: printable ones stand for themselves, the others for U+0100 and on.
std::vector<std::string> byteTexts()
{
    std::vector<std::string> texts(256);
    char32_t next = 256;
    for (int byte = 0; byte < 256; ++byte) {
        const bool isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
        appendUtf8(texts[static_cast<std::size_t>(byte)], isPrintable ? static_cast<char32_t>(byte) : next++);
    }
    return texts;
}

constexpr const char* specialTexts[] = {"<|endoftext|>", "<|im_start|>", "<|im_end|>"};

constexpr const char* chatMl
    = "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + "
      "'<|im_end|>' + '\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}"
      "{% endif %}";

Json tokenizerJson()
{
    Json vocabulary = Json::object();
    int id = 0;
    for (const std::string& text : byteTexts())
        vocabulary[text] = id++;
    Json added = Json::array();
    for (const char* text : specialTexts) {
        vocabulary[text] = id;
        added.push_back({{"id", id++}, {"content", text}, {"single_word", false}, {"lstrip", false},
            {"rstrip", false}, {"normalized", false}, {"special", true}});
    }
    const Json byteLevel
        = {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", true}};
    return {{"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}, {"added_tokens", added},
        {"normalizer", nullptr}, {"pre_tokenizer", byteLevel}, {"post_processor", nullptr},
        {"decoder", byteLevel},
        {"model",
            {{"type", "BPE"}, {"dropout", nullptr}, {"unk_token", nullptr},
                {"continuing_subword_prefix", nullptr}, {"end_of_word_suffix", nullptr}, {"fuse_unk", false},
                {"byte_fallback", false}, {"vocab", vocabulary}, {"merges", Json::array()}}}};
}

} // namespace

Result<> writeTinyModel(const std::filesystem::path& folder, const TinyModelParams& params)
{
    ModelConfig config;
    config.vocabularySize = 259;
    config.hiddenSize = params.hiddenSize;
    config.intermediateSize = 2 * params.hiddenSize;
    config.layerCount = params.layerCount;
    config.headCount = 4;
    config.keyValueHeadCount = 2;
    config.headSize = params.hiddenSize / 4;
    config.maxPositions = params.maxPositions;
    config.tiesEmbeddings = true;
    config.bosTokenId = 257;
    config.padTokenId = 256;
    config.eosTokenIds = {258};

    auto writer = ModelFolderWriter::create(folder, config);
    if (!writer)
        return passOn(writer);
    Random random(params.seed);
    for (const WeightInfo& weight :
        std::vector<WeightInfo>(writer->weights().begin(), writer->weights().end())) {
        std::vector<float> values(static_cast<std::size_t>(weight.valueCount()), 1.0f);
        if (weight.shape.size() > 1) {
            for (float& value : values)
                value = static_cast<float>(0.1 * random.normal());
        }
        if (auto written = writer->writeFloat(weight.name, values); !written)
            return written;
    }
    const Json tokenizerConfig = {{"bos_token", specialTexts[1]}, {"eos_token", specialTexts[2]},
        {"pad_token", specialTexts[0]}, {"chat_template", chatMl},
        {"tokenizer_class", "PreTrainedTokenizerFast"}, {"clean_up_tokenization_spaces", false}};
    if (auto written
        = writeFileAtomically(writer->folder() / "tokenizer.json", toPrettyJson(tokenizerJson()));
        !written)
        return written;
    if (auto written
        = writeFileAtomically(writer->folder() / "tokenizer_config.json", toPrettyJson(tokenizerConfig));
        !written)
        return written;
    return writer->commit();
}

} // namespace dankai::test
