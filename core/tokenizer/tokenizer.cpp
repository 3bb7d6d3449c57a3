// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/tokenizer.h"

#include "core/base/utf8.h"
#include "core/checkpoint/modelconfig.h"
#include "core/tokenizer/bytealphabet.h"
#include "core/tokenizer/tokenizerdata.h"

#include <algorithm>

namespace dankai {

Result<std::shared_ptr<Tokenizer::Data>> Tokenizer::Data::make(TokenizerSpec given, const std::string& where)
{
    auto data = std::make_shared<Data>();
    data->where = where;
    data->spec = std::move(given);
    if (data->spec.model == TokenModel::Unigram) {
        auto encoder = UnigramEncoder::create(data->spec, where);
        if (!encoder)
            return passOn(encoder);
        data->encoder = std::move(*encoder);
    } else {
        auto encoder = BytePairEncoder::create(data->spec, where);
        if (!encoder)
            return passOn(encoder);
        data->encoder = std::move(*encoder);
    }
    auto normalizer = Normalizer::create(data->spec.normalizer, where);
    if (!normalizer)
        return passOn(normalizer);
    data->normalizer = std::move(*normalizer);
    auto preTokenizer = PreTokenizer::create(data->spec.preTokenizer, where);
    if (!preTokenizer)
        return passOn(preTokenizer);
    data->preTokenizer = std::move(*preTokenizer);
    data->prepareTokens();
    data->hash = tokenizerHash(data->spec);
    return data;
}

std::string Tokenizer::Data::decoded(std::string_view tokenText) const
{
    if (spec.decoding.hasByteFallback)
        if (const auto byte = fallbackByte(tokenText))
            return std::string(1, static_cast<char>(*byte));
    std::string text = toValidUtf8(tokenText);
    for (const ReplaceText& replace : spec.decoding.replacements)
        for (std::size_t at = text.find(replace.pattern); at != std::string::npos;
             at = text.find(replace.pattern, at + replace.content.size()))
            text.replace(at, replace.pattern.size(), replace.content);
    return text;
}

void Tokenizer::Data::prepareTokens()
{
    const std::size_t size = spec.vocabulary.size();
    isSpecial.resize(size);
    isAdded.resize(size);
    isFallbackByte.resize(size);
    idOf.reserve(size);
    byteOffsets.reserve(size + 1);
    byteOffsets.push_back(0);
    for (std::size_t id = 0; id < size; ++id) {
        if (const auto& text = spec.vocabulary[id]) {
            idOf.emplace(*text, static_cast<std::int32_t>(id));
            // An added token outside the alphabet stands for itself; one inside it is read as bytes, whatever
            // it was meant to be. That is what Hugging Face's decoder does.
            bytes += spec.isByteLevel ? fromByteAlphabet(*text).value_or(*text) : decoded(*text);
            isFallbackByte[id] = !spec.isByteLevel && spec.decoding.hasByteFallback && fallbackByte(*text);
        }
        byteOffsets.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
    // Special tokens first: where two tokens spell the same, the first one counts.
    Normalizer::Scratch scratch;
    for (const bool special : {true, false})
        for (const AddedToken& token : spec.addedTokens) {
            if (token.isSpecial != special)
                continue;
            isAdded[static_cast<std::size_t>(token.id)] = true;
            if (token.isSpecial) {
                isSpecial[static_cast<std::size_t>(token.id)] = true;
                specialMatcher.add(token);
            }
            if (!token.isNormalized) {
                rawMatcher.add(token);
                continue;
            }
            AddedToken changed = token;
            changed.content = std::string(
                normalizer.normalize(toValidUtf8(token.content), SegmentPlace::Beginning, true, scratch));
            normalizedMatcher.add(changed);
        }
}

SegmentPlace Tokenizer::Data::placeAfter(std::int32_t id) const
{
    const auto index = static_cast<std::size_t>(id);
    if (id < 0 || index >= isAdded.size() || !isAdded[index])
        return SegmentPlace::Middle;
    return isSpecial[index] ? SegmentPlace::AfterSpecial : SegmentPlace::AfterAdded;
}

void Tokenizer::Data::encodePlain(
    std::string_view text, SegmentPlace place, std::vector<std::int32_t>& ids, Scratch& scratch) const
{
    if (text.empty())
        return;
    const std::string_view cut = preTokenizer.split(text, scratch.split, place);
    for (const Word& word : scratch.split.words) {
        const std::string_view part = cut.substr(word.begin, word.end - word.begin);
        if (const auto* pairs = std::get_if<BytePairEncoder>(&encoder))
            pairs->encode(part, ids, scratch.words);
        else
            std::get<UnigramEncoder>(encoder).encode(part, ids, scratch.unigram);
    }
}

void Tokenizer::Data::encodeNormalized(std::string_view text, SegmentPlace place, bool isEnd,
    AddedTokenMatcher::Special special, std::vector<std::int32_t>& ids, Scratch& scratch) const
{
    text = normalizer.normalize(text, place, isEnd, scratch.normalized);
    normalizedMatcher.find(text, special, scratch.normalizedMatches);
    std::size_t done = 0;
    for (const auto& match : scratch.normalizedMatches) {
        if (match.begin > done)
            encodePlain(text.substr(done, match.begin - done), place, ids, scratch);
        ids.push_back(match.id);
        place = placeAfter(match.id);
        done = match.end;
    }
    encodePlain(text.substr(done), place, ids, scratch);
}

Tokenizer::Tokenizer(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{ }

std::vector<std::int32_t> Tokenizer::encode(std::string_view text, SpecialTokens special) const
{
    std::vector<std::int32_t> ids;
    ids.reserve(text.size() / 3 + 4);
    append(text, special, ids);
    return ids;
}

void Tokenizer::append(std::string_view text, SpecialTokens special, std::vector<std::int32_t>& ids) const
{
    std::string repaired;
    if (!isValidUtf8(text)) {
        repaired = toValidUtf8(text);
        text = repaired;
    }
    SegmentPlace place = ids.empty() ? SegmentPlace::Beginning : m_data->placeAfter(ids.back());
    const auto mode = special == SpecialTokens::Recognise ? AddedTokenMatcher::Special::Match
                                                          : AddedTokenMatcher::Special::Skip;
    auto scratch = m_data->pool.take();
    m_data->rawMatcher.find(text, mode, scratch->matches);
    std::size_t done = 0;
    for (const auto& match : scratch->matches) {
        if (match.begin > done)
            m_data->encodeNormalized(
                text.substr(done, match.begin - done), place, false, mode, ids, *scratch);
        else if (!isSpecial(match.id))
            m_data->encodePlain(m_data->normalizer.textBeforeSymbol(place), place, ids, *scratch);
        ids.push_back(match.id);
        place = m_data->placeAfter(match.id);
        done = match.end;
    }
    if (done < text.size())
        m_data->encodeNormalized(text.substr(done), place, true, mode, ids, *scratch);
    m_data->pool.giveBack(std::move(scratch));
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
    if (!m_data->spec.isByteLevel) {
        StreamingDecoder decoder(*this, special);
        for (const std::int32_t id : ids)
            text += decoder.add(id);
        return text + decoder.flush();
    }
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

const TokenizerSpec& Tokenizer::spec() const
{
    return m_data->spec;
}

StreamingDecoder::StreamingDecoder(Tokenizer tokenizer, DecodeSpecialTokens special)
    : m_tokenizer(std::move(tokenizer))
    , m_special(special)
{ }

std::string StreamingDecoder::add(std::int32_t id)
{
    if (m_special == DecodeSpecialTokens::Skip && m_tokenizer.isSpecial(id))
        return {};
    const Tokenizer::Data& data = *m_tokenizer.m_data;
    if (!data.spec.isByteLevel)
        return addCharacters(id);
    m_pending += m_tokenizer.tokenBytes(id);
    const std::size_t complete = completeUtf8Prefix(m_pending);
    std::string text = toValidUtf8(std::string_view(m_pending).substr(0, complete));
    m_pending.erase(0, complete);
    return text;
}

std::string StreamingDecoder::addCharacters(std::int32_t id)
{
    const Tokenizer::Data& data = *m_tokenizer.m_data;
    const auto spelling = m_tokenizer.tokenText(id);
    if (!spelling)
        return {};
    std::string text;
    if (data.isFallbackByte[static_cast<std::size_t>(id)]) {
        m_pending += m_tokenizer.tokenBytes(id);
        text = takeBytes(completeUtf8Prefix(m_pending));
    } else {
        text = takeBytes(m_pending.size());
        std::string_view rest = *spelling;
        const LeadingSpace leading = data.spec.decoding.leadingSpace;
        if (m_isAtStart && leading == LeadingSpace::StripOfFirstToken
            && !data.spec.decoding.replacements.empty()) {
            std::string stripped;
            const std::string& mark = data.spec.decoding.replacements.front().pattern;
            for (std::size_t at = rest.find(mark); at != std::string_view::npos; at = rest.find(mark)) {
                stripped += rest.substr(0, at);
                rest.remove_prefix(at + mark.size());
            }
            text += data.decoded(stripped.append(rest));
        } else {
            text += m_tokenizer.tokenBytes(id);
        }
        if (leading == LeadingSpace::StripOfFirstToken)
            m_isAtStart = false;
    }
    return withoutLeadingSpace(std::move(text));
}

std::string StreamingDecoder::withoutLeadingSpace(std::string text)
{
    if (!m_isAtStart || text.empty()
        || m_tokenizer.m_data->spec.decoding.leadingSpace != LeadingSpace::StripOne)
        return text;
    m_isAtStart = false;
    if (text.starts_with(' '))
        text.erase(0, 1);
    return text;
}

// Bytes that came one by one: characters where they are some, U+FFFD for each byte that is part of none, as
// SentencePiece has it.
std::string StreamingDecoder::takeBytes(std::size_t count)
{
    const std::string_view bytes = std::string_view(m_pending).substr(0, count);
    std::string text;
    for (std::size_t i = 0; i < bytes.size();) {
        const CodePoint point = codePointAt(bytes, i);
        const std::size_t length = point.isValid ? point.length : 1;
        if (point.isValid)
            text += bytes.substr(i, length);
        else
            appendUtf8(text, U'\ufffd');
        i += length;
    }
    m_pending.erase(0, count);
    return text;
}

std::string StreamingDecoder::flush()
{
    std::string text;
    if (m_tokenizer.m_data->spec.isByteLevel) {
        text = toValidUtf8(m_pending);
        m_pending.clear();
        return text;
    }
    text = withoutLeadingSpace(takeBytes(m_pending.size()));
    m_isAtStart = true;
    return text;
}

} // namespace dankai
