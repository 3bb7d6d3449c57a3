// SPDX-License-Identifier: Apache-2.0
#include "core/project/fulltexttokenizer.h"

#include "core/base/utf8.h"
#include "core/dataset/minhash.h"
#include "core/project/database.h"

#include <sqlite3.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <utility>

namespace dankai {

namespace {

enum class CharacterClass
{
    Separator,
    Word,
    Ideographic, // of a script written without blanks between words
};

CharacterClass classOf(char32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            ? CharacterClass::Word
            : CharacterClass::Separator;
    const auto point = static_cast<UChar32>(c);
    // Prolonged sound and iteration marks belong to both kana scripts and have no script of their own.
    if (c == 0x30FC || c == 0x3005 || c == 0x309D || c == 0x309E || c == 0x30FD || c == 0x30FE)
        return CharacterClass::Ideographic;
    const bool isLetter = u_isalnum(point) || (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0;
    if (!isLetter)
        return CharacterClass::Separator;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(point, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return CharacterClass::Ideographic;
    default:
        return CharacterClass::Word;
    }
}

// Calls emit(token, isColocated) for every token; emit returns false to end.
template <class Emit>
void tokenize(std::string_view text, TokenizeFor purpose, Emit&& emit)
{
    const std::string folded = normalisedText(text);
    const std::string_view all = folded;
    const bool isQuery = purpose == TokenizeFor::Query;
    std::string_view lastOfRun; // in a query: emitted only where another token follows it
    const auto emitNext = [&](std::string_view token, bool isColocated) {
        if (!lastOfRun.empty() && !emit(std::exchange(lastOfRun, {}), false))
            return false;
        return emit(token, isColocated);
    };
    std::size_t offset = 0;
    while (offset < all.size()) {
        CodePoint point = codePointAt(all, offset);
        const CharacterClass kind = classOf(point.value);
        if (kind == CharacterClass::Separator) {
            offset += point.length;
            continue;
        }
        if (kind == CharacterClass::Word) {
            const std::size_t begin = offset;
            while (offset < all.size()) {
                point = codePointAt(all, offset);
                if (classOf(point.value) != CharacterClass::Word)
                    break;
                offset += point.length;
            }
            if (!emitNext(all.substr(begin, offset - begin), false))
                return;
            continue;
        }
        // A run of characters: each of them, and with it the pair that it begins. A query needs the pairs,
        // and single characters only where they hold a place that no pair holds.
        bool hasPairs = false;
        std::size_t end = 0;
        for (bool isRun = true; isRun; offset = end) {
            point = codePointAt(all, offset);
            end = offset + point.length;
            const CodePoint second = end < all.size() ? codePointAt(all, end) : CodePoint();
            isRun = end < all.size() && classOf(second.value) == CharacterClass::Ideographic;
            const std::string_view single = all.substr(offset, point.length);
            if (isQuery && !isRun && hasPairs)
                lastOfRun = single;
            else if ((!isQuery || !isRun) && !emitNext(single, false))
                return;
            if (isRun && !emitNext(all.substr(offset, point.length + second.length), !isQuery))
                return;
            hasPairs = isRun;
        }
    }
}

using TokenCallback = int (*)(void*, int, const char*, int, int, int);

int createTokenizer(void*, const char**, int, Fts5Tokenizer** tokenizer)
{
    // Without state: any address does that is not null.
    static int none = 0;
    *tokenizer = reinterpret_cast<Fts5Tokenizer*>(&none);
    return SQLITE_OK;
}

void deleteTokenizer(Fts5Tokenizer*)
{ }

int runTokenizer(Fts5Tokenizer*, void* context, int flags, const char* text, int size, TokenCallback callback)
{
    const auto purpose = (flags & FTS5_TOKENIZE_QUERY) != 0 ? TokenizeFor::Query : TokenizeFor::Index;
    int code = SQLITE_OK;
    try {
        tokenize({text ? text : "", static_cast<std::size_t>(size)}, purpose,
            [&](std::string_view token, bool isColocated) {
                // Places in the text serve snippets, which an index without content cannot give.
                code = callback(context, isColocated ? FTS5_TOKEN_COLOCATED : 0, token.data(),
                    static_cast<int>(token.size()), 0, 0);
                return code == SQLITE_OK;
            });
    } catch (...) {
        return SQLITE_NOMEM; // an exception must not cross SQLite's frames
    }
    return code;
}

} // namespace

std::vector<SearchToken> searchTokens(std::string_view text, TokenizeFor purpose)
{
    std::vector<SearchToken> tokens;
    tokenize(text, purpose, [&](std::string_view token, bool isColocated) {
        tokens.push_back({std::string(token), isColocated});
        return true;
    });
    return tokens;
}

void registerFullTextTokenizer(Database& database)
{
    // The documented way to FTS5's own interface: a statement that returns a pointer.
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(database.handle(), "SELECT fts5(?1)", -1, &statement, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    if (code != SQLITE_OK)
        database.fail(code);
    if (!api || api->iVersion < 2)
        throw DatabaseFailure{
            Error{ErrorCode::Failed, "This system's SQLite was built without full-text search (FTS5)."}};
    fts5_tokenizer tokenizer{createTokenizer, deleteTokenizer, runTokenizer};
    code = api->xCreateTokenizer(api, "dankai", nullptr, &tokenizer, nullptr);
    if (code != SQLITE_OK)
        database.fail(code);
}

} // namespace dankai
