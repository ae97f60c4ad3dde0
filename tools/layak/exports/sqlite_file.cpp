#include "tools/layak/exports/sqlite_file.hpp"

#include <cerrno>
#include <sqlite3.h>

#include "sim/results/errors.hpp"
#include "sim/text/file_trouble.hpp"

namespace layak {

void SqliteFile::Close::operator()(sqlite3* database) const { sqlite3_close(database); }
void SqliteFile::Statement::Free::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SqliteFile::SqliteFile(const std::filesystem::path& path, std::filesystem::path shown) : shown_(std::move(shown))
{
    sqlite3* database = nullptr;
    const int status = sqlite3_open(path.c_str(), &database);
    database_.reset(database);
    if (status != SQLITE_OK) fail();
    // The file is aside until it is whole: it needs no journal.
    run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;");
}

void SqliteFile::fail() const
{
    switch (database_ ? sqlite3_errcode(database_.get()) : SQLITE_NOMEM) {
    case SQLITE_FULL: throw sim::WriteError(shown_, sim::trouble_of_writing(ENOSPC));
    case SQLITE_NOMEM: throw sim::WriteError(shown_, sim::trouble_of_writing(ENOMEM));
    case SQLITE_IOERR: throw sim::WriteError(shown_, sim::trouble_of_writing(EIO));
    default: break;
    }
    const std::string cause = sqlite3_errmsg(database_.get());
    throw sim::WriteError(shown_, {cause, cause});
}

void SqliteFile::run(const std::string& statements)
{
    if (sqlite3_exec(database_.get(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

SqliteFile::Statement SqliteFile::prepare(const std::string& statement) const
{
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database_.get(), statement.c_str(), -1, &prepared, nullptr) != SQLITE_OK) fail();
    return {*this, prepared};
}

void SqliteFile::Statement::operator()(const std::vector<SqliteValue>& values)
{
    sqlite3_stmt* const to = statement_.get();
    struct Bind
    {
        sqlite3_stmt* to;
        int place;
        int operator()(std::monostate) const { return sqlite3_bind_null(to, place); }
        int operator()(std::int64_t value) const { return sqlite3_bind_int64(to, place, value); }
        int operator()(double value) const { return sqlite3_bind_double(to, place, value); }
        int operator()(std::string_view text) const
        {
            return sqlite3_bind_text64(to, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        }
        int operator()(std::span<const unsigned char> bytes) const
        {
            return sqlite3_bind_blob64(to, place, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
        }
    };
    for (std::size_t k = 0; k < values.size(); ++k)
        if (std::visit(Bind{to, static_cast<int>(k) + 1}, values[k]) != SQLITE_OK) file_.fail();
    if (sqlite3_step(to) != SQLITE_DONE || sqlite3_reset(to) != SQLITE_OK) file_.fail();
}

} // namespace layak
