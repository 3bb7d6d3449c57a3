// SPDX-License-Identifier: Apache-2.0
// SQLite with its errors as sentences. Internal to this room, and the one place in it that throws: a failure
// leaves as DatabaseFailure and becomes an Error at the border of the store (guarded()).
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <map>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

struct sqlite3;
struct sqlite3_stmt;

namespace dankai {

// In the sentence of every error that damage gives; rescue.h knows it again by them.
inline constexpr const char* damageWords = "save what can be read with: dankai rescue ";

struct DatabaseFailure
{
    Error error;
};

// Runs `job` and hands its failures back as an Error.
template <class Job>
auto guarded(Job&& job) -> Result<std::invoke_result_t<Job>>
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Job>>) {
            job();
            return {};
        } else {
            return job();
        }
    } catch (DatabaseFailure& failure) {
        return tl::unexpected<Error>(std::move(failure.error));
    } catch (const std::bad_alloc&) {
        return failed("There is not enough memory for this project. Close other programs and try again.");
    } catch (const std::exception& exception) {
        return failed(std::string("Reading the project failed: ") + exception.what() + ".");
    }
}

// Throws the error of a result that is one.
template <class T>
void require(Result<T>& result)
{
    if (!result)
        throw DatabaseFailure{std::move(result.error())};
}

class Database;

// A prepared statement in use; goes back to the database's stock when it ends.
class Statement final
{
public:
    Statement(Database& database, const char* sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Parameters from 1. Text and blobs must live until the next reset(): they are not copied.
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, double value); // not a number: NULL
    Statement& bind(int parameter, std::string_view text);
    Statement& bindBlob(int parameter, std::string_view bytes);
    Statement& bindNull(int parameter);
    Statement& bindOptional(int parameter, std::optional<std::int64_t> value);

    bool step(); // true: there is a row
    void run(); // step() where no row is expected, then reset()
    void reset();

    // Columns from 0, valid until the next step.
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::string_view blob(int column) const;
    bool isNull(int column) const;

private:
    Database& m_database;
    sqlite3_stmt* m_statement = nullptr;
    const char* m_sql;
};

class Database final
{
public:
    enum class Access
    {
        Create,
        ReadWrite,
        ReadOnly,
    };

    Database(const std::filesystem::path& path, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void execute(const char* sql); // any number of statements
    std::int64_t number(const char* sql); // the first column of the first row
    std::int64_t lastRowId() const;
    std::int64_t changes() const;

    bool isReadOnly() const { return m_access == Access::ReadOnly; }

    const std::filesystem::path& path() const { return m_path; }

    sqlite3* handle() const { return m_handle; }

    // The sentence for a code of SQLite.
    [[noreturn]] void fail(int code) const;

private:
    friend class Statement;
    friend class Transaction;

    void open(bool isImmutable);
    bool isReadable();

    sqlite3* m_handle = nullptr;
    std::chrono::steady_clock::time_point m_waitingSince; // for the writer's place
    std::chrono::steady_clock::time_point m_lastTurnEnd; // of this connection's last transaction
    std::chrono::steady_clock::duration m_lastTurn{}; // how long that one took
    std::filesystem::path m_path;
    Access m_access;
    // By the address of their text: every statement of this room is a literal.
    std::multimap<const char*, sqlite3_stmt*> m_stock;
};

// Takes the writer's place at once, so that what is read inside stays true until commit(). Waits for others
// that hold it, and after a long transaction lets others that wait go first.
class Transaction final
{
public:
    explicit Transaction(Database& database);
    ~Transaction(); // rolls back what was not committed
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& m_database;
    std::chrono::steady_clock::time_point m_begin;
    bool m_isOpen = true;
};

// Several statements see one point in time, whatever others write meanwhile.
class ReadTransaction final
{
public:
    explicit ReadTransaction(Database& database);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

private:
    Database& m_database;
    bool m_isOpen = false; // not where a transaction was open already
};

std::int64_t nowMs(); // since 1970

} // namespace dankai
