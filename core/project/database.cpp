// SPDX-License-Identifier: Apache-2.0
#include "core/project/database.h"

#include "core/project/fulltexttokenizer.h"
#include "core/project/scriptfunction.h"

#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

namespace dankai {

namespace {

using Milliseconds = std::chrono::milliseconds;

// Longer than any batch of an import holds the writer's place on a slow disk.
constexpr Milliseconds longestWait(30000);
// SQLite's own waiting looks every tenth of a second, and an import begins its next batch within
// microseconds: whoever waits would never find the place free. So waiters look often, and a writer that
// comes back at once after a long turn first leaves a gap that they cannot miss.
constexpr Milliseconds waitBetweenLooks(2);
constexpr Milliseconds gapForOthers(10);
constexpr Milliseconds longTurn(50);

int lookAgain(void* waitingSince, int looks)
{
    auto& since = *static_cast<std::chrono::steady_clock::time_point*>(waitingSince);
    const auto now = std::chrono::steady_clock::now();
    if (looks == 0)
        since = now;
    if (now - since > longestWait)
        return 0;
    std::this_thread::sleep_for(waitBetweenLooks);
    return 1;
}

// Whether changes stand beside the database that are not in it yet: a program works on it now, or one ended
// without closing it.
bool hasUnmergedLog(const std::filesystem::path& path)
{
    std::filesystem::path log = path;
    log += "-wal";
    std::error_code error;
    const auto bytes = std::filesystem::file_size(log, error);
    return !error && bytes > 0;
}

// A file on a medium that cannot be written needs no lock, and could not have one.
std::string uriOf(const std::filesystem::path& path, bool isImmutable)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#') {
            uri += '%';
            uri += digits[static_cast<unsigned char>(c) >> 4];
            uri += digits[static_cast<unsigned char>(c) & 15];
        } else {
            uri += c;
        }
    }
    return uri + (isImmutable ? "?immutable=1" : "");
}

} // namespace

Database::Database(const std::filesystem::path& path, Access access)
    : m_path(path)
    , m_access(access)
{
    // An immutable file is read without its log, so one that has a log is none.
    const bool mayBeImmutable = access == Access::ReadOnly && !hasUnmergedLog(path);
    const bool isWritable = ::access(path.parent_path().c_str(), W_OK) == 0;
    try {
        open(mayBeImmutable && !isWritable);
        // A full disk has no room for the index to a log, which a reader of a file without one can do
        // without.
        if (mayBeImmutable && isWritable && !isReadable())
            open(true);
        registerFullTextTokenizer(*this);
        registerScriptFunction(*this);
    } catch (...) {
        sqlite3_close_v2(m_handle);
        throw;
    }
}

void Database::open(bool isImmutable)
{
    sqlite3_close_v2(std::exchange(m_handle, nullptr));
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    flags |= isReadOnly() ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (m_access == Access::Create)
        flags |= SQLITE_OPEN_CREATE;
    int code = sqlite3_open_v2(uriOf(m_path, isImmutable).c_str(), &m_handle, flags, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_busy_handler(m_handle, lookAgain, &m_waitingSince);
    if (code != SQLITE_OK)
        fail(code);
}

// False where the memory that readers and writers of a log share cannot be had.
bool Database::isReadable()
{
    const int code = sqlite3_exec(m_handle, "SELECT 1 FROM sqlite_master", nullptr, nullptr, nullptr);
    return code != SQLITE_IOERR_SHMSIZE && code != SQLITE_IOERR_SHMOPEN && (code & 0xff) != SQLITE_CANTOPEN;
}

Database::~Database()
{
    for (const auto& [sql, statement] : m_stock)
        sqlite3_finalize(statement);
    sqlite3_close_v2(m_handle);
}

void Database::fail(int code) const
{
    const std::string name = m_path.string();
    const std::string folder = m_path.parent_path().string();
    const std::string detail = m_handle ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code);
    const auto sentence = [](ErrorCode kind, std::string text) -> DatabaseFailure {
        return {Error{kind, std::move(text)}};
    };
    const bool isFolderReadOnly = ::access(folder.c_str(), F_OK) == 0 && ::access(folder.c_str(), W_OK) != 0;
    int kind = code & 0xff;
    if (code == SQLITE_IOERR_SHMSIZE) // a file of 32 kB that could not be written
        kind = SQLITE_FULL;
    else if (kind == SQLITE_CANTOPEN && isFolderReadOnly && !isReadOnly())
        kind = SQLITE_READONLY;
    switch (kind) {
    case SQLITE_FULL:
        throw sentence(ErrorCode::Failed,
            "The disk is full: " + name
                + " could not grow. Nothing that was saved before is lost; free some space and do the same "
                  "again.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw sentence(ErrorCode::Failed,
            "Another program is writing into " + name
                + " and did not finish in time. Wait for it (an import, for instance) and do the same "
                  "again.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
        if (isReadOnly() && ::access(m_path.c_str(), W_OK) == 0 && !isFolderReadOnly)
            throw sentence(ErrorCode::Failed,
                name
                    + " is open for reading only, so nothing in it was changed. Where it is damaged, rescue "
                      "what can be read first.");
        throw sentence(ErrorCode::Failed,
            name + " cannot be written: the file or its folder is read-only. Make " + folder
                + " writable, or copy the project to a place that is.");
    case SQLITE_CANTOPEN:
        if (isReadOnly() && hasUnmergedLog(m_path))
            throw sentence(ErrorCode::Failed,
                name
                    + "-wal holds changes of a program that did not end in order, and they can be taken over "
                      "only "
                      "where "
                    + folder + " is writable. Make it so, or copy the whole project to a place that is.");
        throw sentence(ErrorCode::Failed,
            name + " cannot be opened. Check that " + folder
                + " exists, is writable and that its disk has room.");
    case SQLITE_NOTADB:
        throw sentence(ErrorCode::Unusable,
            name + " is not a project database. Put back the project's own file, from a backup if need be.");
    case SQLITE_CORRUPT:
        throw sentence(ErrorCode::Unusable,
            name + " is damaged (" + detail + "). Put back a backup, or " + damageWords + folder);
    case SQLITE_IOERR:
        throw sentence(ErrorCode::Failed,
            "Reading or writing " + name + " failed (" + sqlite3_errstr(code)
                + "). Check the disk and do the same again.");
    case SQLITE_NOMEM:
        throw std::bad_alloc();
    case SQLITE_TOOBIG:
        throw sentence(ErrorCode::Unusable, "One text is too large for " + name + " (1 GB is the limit).");
    default:
        throw sentence(ErrorCode::Failed, name + ": " + detail + ".");
    }
}

void Database::execute(const char* sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
}

std::int64_t Database::number(const char* sql)
{
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(m_handle);
}

Statement::Statement(Database& database, const char* sql)
    : m_database(database)
    , m_sql(sql)
{
    if (const auto found = database.m_stock.find(sql); found != database.m_stock.end()) {
        m_statement = found->second;
        database.m_stock.erase(found);
        return;
    }
    const int code
        = sqlite3_prepare_v3(database.m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    if (code != SQLITE_OK)
        database.fail(code);
}

Statement::~Statement()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_database.m_stock.emplace(m_sql, m_statement);
}

Statement& Statement::bind(int parameter, std::int64_t value)
{
    if (const int code = sqlite3_bind_int64(m_statement, parameter, value); code != SQLITE_OK)
        m_database.fail(code);
    return *this;
}

Statement& Statement::bind(int parameter, double value)
{
    const int code = std::isfinite(value) ? sqlite3_bind_double(m_statement, parameter, value)
                                          : sqlite3_bind_null(m_statement, parameter);
    if (code != SQLITE_OK)
        m_database.fail(code);
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text)
{
    // A null pointer would bind NULL instead of an empty text.
    const char* data = text.data() ? text.data() : "";
    const int code
        = sqlite3_bind_text64(m_statement, parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK)
        m_database.fail(code);
    return *this;
}

Statement& Statement::bindBlob(int parameter, std::string_view bytes)
{
    const int code = sqlite3_bind_blob64(m_statement, parameter, bytes.data(), bytes.size(), SQLITE_STATIC);
    if (code != SQLITE_OK)
        m_database.fail(code);
    return *this;
}

Statement& Statement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement, parameter);
    return *this;
}

Statement& Statement::bindOptional(int parameter, std::optional<std::int64_t> value)
{
    return value ? bind(parameter, *value) : bindNull(parameter);
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    sqlite3_reset(m_statement);
    m_database.fail(code);
}

void Statement::run()
{
    step();
    reset();
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return {data ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string_view Statement::blob(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return {data ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

Transaction::Transaction(Database& database)
    : m_database(database)
{
    if (database.isReadOnly())
        database.fail(SQLITE_READONLY);
    using Clock = std::chrono::steady_clock;
    const auto sinceLast = Clock::now() - database.m_lastTurnEnd;
    if (database.m_lastTurn > longTurn && sinceLast < gapForOthers)
        std::this_thread::sleep_for(gapForOthers - sinceLast);
    database.execute("BEGIN IMMEDIATE");
    m_begin = Clock::now();
}

Transaction::~Transaction()
{
    // A full disk makes SQLite roll back by itself; a second rollback is then refused, which is fine.
    if (m_isOpen)
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    m_database.m_lastTurnEnd = std::chrono::steady_clock::now();
    m_database.m_lastTurn = m_database.m_lastTurnEnd - m_begin;
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_isOpen = false;
}

ReadTransaction::ReadTransaction(Database& database)
    : m_database(database)
{
    if (sqlite3_get_autocommit(database.handle()) == 0)
        return;
    database.execute("BEGIN");
    m_isOpen = true;
}

ReadTransaction::~ReadTransaction()
{
    if (m_isOpen)
        sqlite3_exec(m_database.handle(), "COMMIT", nullptr, nullptr, nullptr);
}

std::int64_t nowMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace dankai
