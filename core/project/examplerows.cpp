// SPDX-License-Identifier: Apache-2.0
#include "core/project/examplerows.h"

#include "core/dataset/examplejson.h"
#include "core/dataset/textscript.h"

#include <algorithm>
#include <cstring>

namespace dankai {

namespace {

// What a page of examples may take in memory, by rows and by bytes of their texts.
constexpr std::int64_t pageRows = 1000;
constexpr std::size_t pageBytes = std::size_t(8) << 20;

std::string historyText(const std::vector<Message>& history)
{
    return toJsonLine(messagesJson(history));
}

Json jsonFrom(std::string_view text)
{
    auto parsed = parseJson(text, "project.db");
    require(parsed);
    return std::move(*parsed);
}

} // namespace

void bindContent(Statement& statement, int first, const Example& example, ContentBuffers& buffers)
{
    const auto bindUnlessEmpty = [&](int parameter, const std::string& text) {
        if (text.empty())
            statement.bindNull(parameter);
        else
            statement.bind(parameter, std::string_view(text));
    };
    buffers.history = example.history.empty() ? std::string() : historyText(example.history);
    buffers.extra = example.extra.is_null() ? std::string() : toJsonLine(example.extra);
    bindUnlessEmpty(first, example.system);
    bindUnlessEmpty(first + 1, buffers.history);
    statement.bind(first + 2, std::string_view(example.instruction));
    bindUnlessEmpty(first + 3, example.input);
    statement.bind(first + 4, std::string_view(example.response));
    bindUnlessEmpty(first + 5, buffers.extra);
}

Example contentAt(const Statement& statement, int first)
{
    Example example;
    example.system = statement.text(first);
    if (!statement.isNull(first + 1)) {
        for (const Json& message : jsonFrom(statement.text(first + 1)))
            example.history.push_back({message.at("role"), message.at("content")});
    }
    example.instruction = statement.text(first + 2);
    example.input = statement.text(first + 3);
    example.response = statement.text(first + 4);
    if (!statement.isNull(first + 5))
        example.extra = jsonFrom(statement.text(first + 5));
    return example;
}

std::int64_t scriptNumber(std::string_view text)
{
    return static_cast<std::int64_t>(scriptOf(text));
}

std::string_view bytesOf(const ContentHash& hash)
{
    return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()};
}

ContentHash hashFrom(std::string_view bytes)
{
    ContentHash hash;
    std::memcpy(hash.bytes.data(), bytes.data(), std::min(bytes.size(), hash.bytes.size()));
    return hash;
}

StoredExample storedExampleAt(const Statement& statement)
{
    StoredExample stored;
    stored.id = ExampleId(statement.integer(0));
    stored.revision = static_cast<int>(statement.integer(1));
    stored.hash = hashFrom(statement.blob(2));
    stored.isExcluded = statement.integer(3) != 0;
    stored.example = contentAt(statement, 6);
    stored.example.source
        = {std::string(statement.text(4)), static_cast<std::uint64_t>(statement.integer(5))};
    return stored;
}

void visitPages(Database& database, const char* sql, const std::function<void(Statement&)>& bindMore,
    const ExampleVisitor& visitor)
{
    std::vector<StoredExample> page;
    std::int64_t last = 0;
    do {
        page.clear();
        {
            Statement statement(database, sql);
            statement.bind(1, last).bind(2, pageRows);
            bindMore(statement);
            std::size_t bytes = 0;
            while (bytes < pageBytes && statement.step()) {
                page.push_back(storedExampleAt(statement));
                const Example& example = page.back().example;
                bytes += example.instruction.size() + example.input.size() + example.response.size();
                for (const Message& message : example.history)
                    bytes += message.content.size();
            }
        }
        for (const StoredExample& stored : page) {
            auto visited = visitor(stored);
            require(visited);
            last = numberOf(stored.id);
        }
    } while (!page.empty());
}

std::int64_t scorerId(Database& database, std::string_view name, int version)
{
    Statement find(database, "SELECT id FROM scorers WHERE name = ?1 AND version = ?2");
    find.bind(1, name).bind(2, std::int64_t(version));
    if (find.step())
        return find.integer(0);
    Statement add(database, "INSERT INTO scorers (name, version) VALUES (?1, ?2)");
    add.bind(1, name).bind(2, std::int64_t(version)).run();
    return database.lastRowId();
}

std::optional<std::int64_t> knownTokenizerId(Database& database, std::string_view hash)
{
    Statement find(database, "SELECT id FROM tokenizers WHERE hash = ?1");
    find.bind(1, hash);
    if (!find.step())
        return std::nullopt;
    return find.integer(0);
}

} // namespace dankai
