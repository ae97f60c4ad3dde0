#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace layak {

/// A value of a column; nothing is NULL. Texts and bytes are read when the statement runs.
using SqliteValue =
    std::variant<std::monostate, std::int64_t, double, std::string_view, std::span<const unsigned char>>;

/// A new SQLite database: the same statements make the same bytes. Errors are sim::WriteError.
class SqliteFile
{
  public:
    /// \param shown  its name in messages
    SqliteFile(const std::filesystem::path& path, std::filesystem::path shown);

    void run(const std::string& statements);

    /// A statement with ?1, ?2 … to be run with other values each time.
    class Statement
    {
      public:
        void operator()(const std::vector<SqliteValue>& values);

      private:
        friend class SqliteFile;
        struct Free
        {
            void operator()(sqlite3_stmt* statement) const;
        };
        Statement(const SqliteFile& file, sqlite3_stmt* statement) : file_(file), statement_(statement) {}
        const SqliteFile& file_;
        std::unique_ptr<sqlite3_stmt, Free> statement_;
    };
    Statement prepare(const std::string& statement) const;

  private:
    [[noreturn]] void fail() const;
    struct Close
    {
        void operator()(sqlite3* database) const;
    };
    std::filesystem::path shown_;
    std::unique_ptr<sqlite3, Close> database_;
};

} // namespace layak
