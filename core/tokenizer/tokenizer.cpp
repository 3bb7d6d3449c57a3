// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/tokenizer.h"

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/checkpoint/gguf.h"
#include "core/checkpoint/modelconfig.h"
#include "core/checkpoint/openmodel.h"
#include "core/platform/file.h"
#include "core/tokenizer/addedtokenmatcher.h"
#include "core/tokenizer/bytealphabet.h"
#include "core/tokenizer/bytepairencoder.h"
#include "core/tokenizer/normalizer.h"
#include "core/tokenizer/pretokenizer.h"
#include "core/tokenizer/tokenizerspec.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>

namespace dankai {

namespace fs = std::filesystem;

namespace {

// What one encoding needs and the next can use again.
struct Scratch
{
    BytePairEncoder::Scratch words;
    PreTokenizer::Scratch split;
    std::string normalized;
    std::vector<AddedTokenMatcher::Match> matches;
    std::vector<AddedTokenMatcher::Match> normalizedMatches;
};

// Hands a scratch to each call at a time; as many are made as calls ever ran at once.
class ScratchPool final
{
public:
    std::unique_ptr<Scratch> take()
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_free.empty()) {
                auto scratch = std::move(m_free.back());
                m_free.pop_back();
                return scratch;
            }
        }
        return std::make_unique<Scratch>();
    }

    void giveBack(std::unique_ptr<Scratch> scratch)
    {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(scratch));
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Scratch>> m_free;
};

// The files beside a tokenizer.json that an export carries along.
constexpr const char* companionFiles[]
    = {"tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja"};

std::string hashOf(const TokenizerSpec& spec)
{
    Sha256 sum;
    // Lengths keep neighbours apart: ("a", "bc") differs from ("ab", "c").
    const auto addText = [&sum](std::string_view text) {
        sum.add(std::to_string(text.size()) + ":");
        sum.add(text);
    };
    const auto addNumber = [&sum](std::int64_t number) { sum.add(std::to_string(number) + ";"); };
    addText("dankai tokenizer 1");
    addNumber(static_cast<std::int64_t>(spec.vocabulary.size()));
    for (const auto& text : spec.vocabulary)
        addText(text.value_or(""));
    addNumber(static_cast<std::int64_t>(spec.merges.size()));
    for (const auto& [left, right] : spec.merges) {
        addText(left);
        addText(right);
    }
    addNumber(spec.ignoresMerges);
    addNumber(spec.unknownId.value_or(-1));
    addNumber(spec.fusesUnknown);
    std::vector<AddedToken> added = spec.addedTokens;
    std::sort(added.begin(), added.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    for (const AddedToken& token : added) {
        addText(token.content);
        for (const std::int64_t number : {std::int64_t(token.id), std::int64_t(token.isSpecial),
                 std::int64_t(token.isNormalized), std::int64_t(token.stripsLeft),
                 std::int64_t(token.stripsRight), std::int64_t(token.isSingleWord)})
            addNumber(number);
    }
    addText("normalizer");
    for (const NormalizerStep step : spec.normalizer)
        addNumber(static_cast<int>(step));
    addText("pre-tokenizer");
    for (const PreTokenizerStep& step : spec.preTokenizer) {
        addNumber(static_cast<std::int64_t>(step.index()));
        if (const auto* bytes = std::get_if<ByteLevelSplit>(&step)) {
            addNumber(bytes->addsPrefixSpace);
            addNumber(bytes->usesPattern);
        } else if (const auto* digits = std::get_if<DigitsSplit>(&step)) {
            addNumber(digits->isIndividual);
        } else if (const auto* split = std::get_if<PatternSplit>(&step)) {
            addText(split->pattern);
            addNumber(split->isRegex);
            addNumber(split->isInverted);
            addNumber(static_cast<int>(split->behavior));
        }
    }
    addText("affixes");
    for (const auto* ids : {&spec.prefixIds, &spec.suffixIds}) {
        addNumber(static_cast<std::int64_t>(ids->size()));
        for (const std::int32_t id : *ids)
            addNumber(id);
    }
    for (const auto& id : {spec.bosId, spec.eosId, spec.padId})
        addNumber(id.value_or(-1));
    return toHex(sum.finish());
}

} // namespace

struct Tokenizer::Data
{
    std::string where;
    TokenizerSpec spec;
    std::optional<std::string> chatTemplate; // of a GGUF
    std::map<std::string, std::string> files; // name -> bytes, where opened from a folder
    BytePairEncoder encoder;
    PreTokenizer preTokenizer;
    AddedTokenMatcher rawMatcher; // on the text as it comes
    AddedTokenMatcher normalizedMatcher; // on the normalised text
    AddedTokenMatcher specialMatcher;
    // [id, id + 1) of tokenBytes is what a token decodes to.
    std::string bytes;
    std::vector<std::uint32_t> byteOffsets;
    std::vector<bool> isSpecial;
    std::unordered_map<std::string_view, std::int32_t> idOf;
    std::string hash;
    mutable ScratchPool pool; // holds only what makes the next call faster

    static Result<std::shared_ptr<Data>> make(TokenizerSpec given, const std::string& where);
    void prepareTokens();
    void encodePlain(std::string_view text, std::vector<std::int32_t>& ids, Scratch& scratch) const;
    void encodeNormalized(std::string_view text, AddedTokenMatcher::Special special,
        std::vector<std::int32_t>& ids, Scratch& scratch) const;
};

Result<std::shared_ptr<Tokenizer::Data>> Tokenizer::Data::make(TokenizerSpec given, const std::string& where)
{
    auto data = std::make_shared<Data>();
    data->where = where;
    data->spec = std::move(given);
    auto encoder = BytePairEncoder::create(data->spec, where);
    if (!encoder)
        return passOn(encoder);
    data->encoder = std::move(*encoder);
    auto preTokenizer = PreTokenizer::create(data->spec.preTokenizer, where);
    if (!preTokenizer)
        return passOn(preTokenizer);
    data->preTokenizer = std::move(*preTokenizer);
    data->prepareTokens();
    data->hash = hashOf(data->spec);
    return data;
}

void Tokenizer::Data::prepareTokens()
{
    const std::size_t size = spec.vocabulary.size();
    isSpecial.resize(size);
    idOf.reserve(size);
    byteOffsets.reserve(size + 1);
    byteOffsets.push_back(0);
    for (std::size_t id = 0; id < size; ++id) {
        if (const auto& text = spec.vocabulary[id]) {
            idOf.emplace(*text, static_cast<std::int32_t>(id));
            // An added token outside the alphabet stands for itself; one inside it is read as bytes, whatever
            // it was meant to be. That is what Hugging Face's decoder does.
            bytes += fromByteAlphabet(*text).value_or(*text);
        }
        byteOffsets.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
    // Special tokens first: where two tokens spell the same, the first one counts.
    for (const bool special : {true, false})
        for (const AddedToken& token : spec.addedTokens) {
            if (token.isSpecial != special)
                continue;
            if (token.isSpecial) {
                isSpecial[static_cast<std::size_t>(token.id)] = true;
                specialMatcher.add(token);
            }
            if (!token.isNormalized) {
                rawMatcher.add(token);
                continue;
            }
            AddedToken changed = token;
            std::string storage;
            changed.content = std::string(normalized(toValidUtf8(token.content), spec.normalizer, storage));
            normalizedMatcher.add(changed);
        }
}

void Tokenizer::Data::encodePlain(
    std::string_view text, std::vector<std::int32_t>& ids, Scratch& scratch) const
{
    if (text.empty())
        return;
    const std::string_view cut = preTokenizer.split(text, scratch.split);
    for (const Word& word : scratch.split.words)
        encoder.encode(cut.substr(word.begin, word.end - word.begin), ids, scratch.words);
}

void Tokenizer::Data::encodeNormalized(std::string_view text, AddedTokenMatcher::Special special,
    std::vector<std::int32_t>& ids, Scratch& scratch) const
{
    text = normalized(text, spec.normalizer, scratch.normalized);
    normalizedMatcher.find(text, special, scratch.normalizedMatches);
    std::size_t done = 0;
    for (const auto& match : scratch.normalizedMatches) {
        if (match.begin > done)
            encodePlain(text.substr(done, match.begin - done), ids, scratch);
        ids.push_back(match.id);
        done = match.end;
    }
    encodePlain(text.substr(done), ids, scratch);
}

Tokenizer::Tokenizer(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{ }

bool isGgufFolder(const fs::path& path)
{
    std::error_code ignored;
    if (!fs::is_directory(path, ignored) || fs::exists(path / "tokenizer.json", ignored))
        return false;
    const auto location = locateModel(path);
    return location && location->kind == ModelKind::GgufFile;
}

Result<Tokenizer> Tokenizer::open(const fs::path& modelPath)
{
    std::error_code ignored;
    if (!fs::exists(modelPath, ignored))
        return unusable(
            modelPath.string() + ": there is no such model; give a Hugging Face folder or a GGUF file.");
    const bool isFolder = fs::is_directory(modelPath, ignored);
    if (isGgufFolder(modelPath))
        return open(locateModel(modelPath)->path);
    if (!isFolder && modelPath.extension() != ".json") {
        auto file = GgufFile::open(modelPath);
        if (!file)
            return passOn(file);
        return fromGguf(*file, modelPath.string());
    }
    const fs::path jsonPath = isFolder ? modelPath / "tokenizer.json" : modelPath;
    if (!fs::exists(jsonPath, ignored))
        return unusable(modelPath.string()
            + ": has no tokenizer.json; save the model with a fast tokenizer (transformers: "
              "AutoTokenizer.from_pretrained(...).save_pretrained(...)).");
    auto json = readFile(jsonPath);
    if (!json)
        return passOn(json);
    std::map<std::string, std::string> files;
    for (const char* name : companionFiles) {
        const fs::path path = jsonPath.parent_path() / name;
        if (!fs::exists(path, ignored))
            continue;
        auto bytes = readFile(path);
        if (!bytes)
            return passOn(bytes);
        files[name] = std::move(*bytes);
    }
    // Older folders keep the special tokens only in special_tokens_map.json.
    const bool hasConfig = files.contains("tokenizer_config.json");
    const std::string config = hasConfig ? files["tokenizer_config.json"] : files["special_tokens_map.json"];
    if (!files.contains("special_tokens_map.json") || files["special_tokens_map.json"].empty())
        files.erase("special_tokens_map.json");
    auto spec = parseTokenizerJson(*json, config, jsonPath.string());
    if (!spec)
        return passOn(spec);
    auto data = Data::make(std::move(*spec), jsonPath.string());
    if (!data)
        return passOn(data);
    files["tokenizer.json"] = std::move(*json);
    (*data)->files = std::move(files);
    return Tokenizer(std::move(*data));
}

Result<Tokenizer> Tokenizer::fromGguf(const GgufFile& file, const std::string& where)
{
    auto spec = tokenizerSpecFromGguf(file, where);
    if (!spec)
        return passOn(spec);
    auto data = Data::make(std::move(*spec), where);
    if (!data)
        return passOn(data);
    if (const auto text = file.string("tokenizer.chat_template"))
        (*data)->chatTemplate = std::string(*text);
    return Tokenizer(std::move(*data));
}

Result<Tokenizer> Tokenizer::parse(
    std::string_view tokenizerJson, std::string_view tokenizerConfigJson, const std::string& where)
{
    auto spec = parseTokenizerJson(tokenizerJson, tokenizerConfigJson, where);
    if (!spec)
        return passOn(spec);
    auto data = Data::make(std::move(*spec), where);
    if (!data)
        return passOn(data);
    return Tokenizer(std::move(*data));
}

std::vector<std::int32_t> Tokenizer::encode(std::string_view text, SpecialTokens special) const
{
    std::vector<std::int32_t> ids;
    std::string repaired;
    if (!isValidUtf8(text)) {
        repaired = toValidUtf8(text);
        text = repaired;
    }
    ids.reserve(text.size() / 3 + 4);
    const auto mode = special == SpecialTokens::Recognise ? AddedTokenMatcher::Special::Match
                                                          : AddedTokenMatcher::Special::Skip;
    auto scratch = m_data->pool.take();
    m_data->rawMatcher.find(text, mode, scratch->matches);
    std::size_t done = 0;
    for (const auto& match : scratch->matches) {
        if (match.begin > done)
            m_data->encodeNormalized(text.substr(done, match.begin - done), mode, ids, *scratch);
        ids.push_back(match.id);
        done = match.end;
    }
    if (done < text.size())
        m_data->encodeNormalized(text.substr(done), mode, ids, *scratch);
    m_data->pool.giveBack(std::move(scratch));
    return ids;
}

std::vector<std::int32_t> Tokenizer::encodeWithAffixes(std::string_view text, SpecialTokens special) const
{
    std::vector<std::int32_t> ids = m_data->spec.prefixIds;
    const std::vector<std::int32_t> inner = encode(text, special);
    ids.insert(ids.end(), inner.begin(), inner.end());
    ids.insert(ids.end(), m_data->spec.suffixIds.begin(), m_data->spec.suffixIds.end());
    return ids;
}

std::string Tokenizer::decode(std::span<const std::int32_t> ids, DecodeSpecialTokens special) const
{
    std::string text;
    for (const std::int32_t id : ids)
        if (special == DecodeSpecialTokens::Keep || !isSpecial(id))
            text += tokenBytes(id);
    return isValidUtf8(text) ? text : toValidUtf8(text);
}

std::string_view Tokenizer::tokenBytes(std::int32_t id) const
{
    if (id < 0 || static_cast<std::size_t>(id) + 1 >= m_data->byteOffsets.size())
        return {};
    const std::uint32_t begin = m_data->byteOffsets[static_cast<std::size_t>(id)];
    const std::uint32_t end = m_data->byteOffsets[static_cast<std::size_t>(id) + 1];
    return std::string_view(m_data->bytes).substr(begin, end - begin);
}

std::optional<std::string> Tokenizer::tokenText(std::int32_t id) const
{
    if (id < 0 || static_cast<std::size_t>(id) >= m_data->spec.vocabulary.size())
        return std::nullopt;
    return m_data->spec.vocabulary[static_cast<std::size_t>(id)];
}

std::optional<std::int32_t> Tokenizer::tokenId(std::string_view vocabularyText) const
{
    const auto found = m_data->idOf.find(vocabularyText);
    return found == m_data->idOf.end() ? std::nullopt : std::optional(found->second);
}

bool Tokenizer::isSpecial(std::int32_t id) const
{
    return id >= 0 && static_cast<std::size_t>(id) < m_data->isSpecial.size()
        && m_data->isSpecial[static_cast<std::size_t>(id)];
}

bool Tokenizer::containsSpecialToken(std::string_view text) const
{
    std::vector<AddedTokenMatcher::Match> matches;
    m_data->specialMatcher.find(toValidUtf8(text), AddedTokenMatcher::Special::Match, matches);
    return !matches.empty();
}

std::optional<std::int32_t> Tokenizer::bosId() const
{
    return m_data->spec.bosId;
}

std::optional<std::int32_t> Tokenizer::eosId() const
{
    return m_data->spec.eosId;
}

std::optional<std::int32_t> Tokenizer::padId() const
{
    return m_data->spec.padId;
}

std::size_t Tokenizer::vocabularySize() const
{
    return m_data->spec.vocabulary.size();
}

const std::map<std::string, std::string>& Tokenizer::specialTokenTexts() const
{
    return m_data->spec.specialTokenTexts;
}

const std::string& Tokenizer::hash() const
{
    return m_data->hash;
}

Result<> Tokenizer::checkTokenizerFits(const ModelConfig& config) const
{
    if (static_cast<std::int64_t>(vocabularySize()) <= config.vocabularySize)
        return {};
    return unusable(m_data->where + ": the tokenizer does not fit the model: its token ids go up to "
        + std::to_string(vocabularySize() - 1) + " but the model's embedding has "
        + std::to_string(config.vocabularySize) + " rows. Use the tokenizer that came with the model.");
}

Result<> Tokenizer::writeFiles(const fs::path& folder, const std::optional<std::string>& chatTemplate) const
{
    std::map<std::string, std::string> files = m_data->files;
    if (files.empty()) {
        files = writeTokenizerJson(m_data->spec, chatTemplate ? chatTemplate : m_data->chatTemplate);
    } else if (chatTemplate) {
        Json config = Json::object();
        if (const auto found = files.find("tokenizer_config.json"); found != files.end()) {
            auto parsed = parseJson(found->second, m_data->where + " (tokenizer_config.json)");
            if (!parsed)
                return passOn(parsed);
            config = std::move(*parsed);
        }
        const auto own = files.find("chat_template.jinja");
        const bool isOwn = own != files.end()
            ? own->second == *chatTemplate
            : config.contains("chat_template") && config["chat_template"] == *chatTemplate;
        if (!isOwn) {
            config["chat_template"] = *chatTemplate;
            files["tokenizer_config.json"] = toPrettyJson(config);
            files["chat_template.jinja"] = *chatTemplate;
        }
    }
    for (const auto& [name, bytes] : files)
        if (auto done = writeFileAtomically(folder / name, bytes); !done)
            return done;
    return {};
}

StreamingDecoder::StreamingDecoder(Tokenizer tokenizer, DecodeSpecialTokens special)
    : m_tokenizer(std::move(tokenizer))
    , m_special(special)
{ }

std::string StreamingDecoder::add(std::int32_t id)
{
    if (m_special == DecodeSpecialTokens::Skip && m_tokenizer.isSpecial(id))
        return {};
    m_pending += m_tokenizer.tokenBytes(id);
    const std::size_t complete = completeUtf8Prefix(m_pending);
    std::string text = toValidUtf8(std::string_view(m_pending).substr(0, complete));
    m_pending.erase(0, complete);
    return text;
}

std::string StreamingDecoder::flush()
{
    std::string text = toValidUtf8(m_pending);
    m_pending.clear();
    return text;
}

} // namespace dankai
