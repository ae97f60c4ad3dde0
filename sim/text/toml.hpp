#pragma once

#include "sim/calendar/month.hpp"
#include "sim/text/findings.hpp"
#include "sim/text/range.hpp"

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sim {

/// A value with the dotted path that leads to it.
struct TomlLeaf
{
    std::string path;
    std::variant<bool, double, std::string> value;
    int line = 0;
};

/// One table of a TOML file, read strictly: what is wrong becomes a finding of the file, and `finish` makes
/// an error of each key that nobody asked for. Asking for a key makes it known, be it there or not.
///
/// An accessor gives nothing where the key is absent or (with an error) of the wrong type, out of range or no TOML: the
/// key is there then, for `has` and `require`. Of a value that is no TOML only the first accessor speaks.
/// The table is a handle: copies share the file and remember together what was asked.
class TomlTable
{
  public:
    /// An integer or a decimal number, finite; minus zero is zero.
    std::optional<double> number(std::string_view key, const Range& range = {}) const;
    /// A whole number; 1e3 and 3.0 too.
    std::optional<long long> integer(std::string_view key, const Range& range = {}) const;
    /// A text without control characters other than tab and newline.
    std::optional<std::string> text(std::string_view key) const;
    /// One of the names; else an error with the nearest, or that of the nearest synonym, and all of them.
    std::optional<std::string> choice(std::string_view key, std::span<const std::string> names,
                                      std::span<const Synonym> synonyms = {}) const;
    std::optional<bool> flag(std::string_view key) const;
    /// A text like "2019-01".
    std::optional<Month> month(std::string_view key) const;
    /// A table within, be it `[a]`, `a.b = 1` or `a = {…}`.
    std::optional<TomlTable> table(std::string_view key) const;
    /// The tables of `[[key]]`, or of a list of `{…}`, in their order.
    std::vector<TomlTable> tables(std::string_view key) const;
    /// Lists; an element that is wrong is an error and left out. `has` tells an empty list from none.
    std::vector<double> numbers(std::string_view key, const Range& range = {}) const;
    std::vector<std::string> texts(std::string_view key) const;
    /// Every value in this table and those within, whatever its name, in the order of the file: `a.b = 1` and
    /// `[a] b = 1` are both "a.b". All keys become known. Lists and dates are errors.
    /// \param expected  what is said of a value that is none of these, or no TOML
    std::vector<TomlLeaf> leaves(const Words& expected = {}) const;

    /// All values of this table and those within as one text in which comments, blanks, notation and the order of keys
    /// make no difference. No key becomes known. \param without  keys of this table that are left out
    std::string values(std::initializer_list<std::string_view> without = {}) const;

    bool has(std::string_view key) const;
    /// "text", "number", "flag", "date", "table", "tables" (a list of nothing but tables), "list"; "unread" if it is
    /// no TOML; "" if absent.
    std::string type_of(std::string_view key) const;
    /// How many elements a list has in the file; nothing if the key leads to no list.
    std::optional<std::size_t> length(std::string_view key) const;
    /// In the order of the file. Does not make them known.
    std::vector<std::string> keys() const;
    /// False if the key is absent. `finish` makes an error of it, unless the key is there misspelt: that is one
    /// mistake. \param reason  in place of "this key must be there"
    bool require(std::string_view key, const Words& reason = {}) const;
    /// The same where one of several keys must be there.
    bool require_any(std::initializer_list<std::string_view> keys, const Words& reason) const;

    /// Where the table begins, from 1; 0 for the whole file.
    int line() const;
    /// Where the key (or path of a leaf) is; the table's line if it is absent.
    int line(std::string_view key) const;
    /// The file, as it is shown.
    const std::string& file_name() const;

    /// Says something about a key (or path of a leaf): file, line and what is there are filled in.
    void error(std::string_view key, Words reason) const;
    void warning(std::string_view key, Words reason) const;
    void note(std::string_view key, Words reason) const;
    /// Says something about an element of a list, from 0.
    void error_at(std::string_view key, std::size_t index, Words reason) const;
    /// Says something about the table.
    void error_here(Words reason) const;

    /// Makes an error of each key that nobody asked for or that is required and absent, here and in all tables that
    /// were handed out from here, once; of the whole file also of values that are no TOML and that nobody asked for.
    void finish() const;

  private:
    friend class TomlFile;
    struct Asked;
    struct Document;
    TomlTable(std::shared_ptr<Document> document, Asked* asked);

    std::shared_ptr<Document> document_;
    Asked* asked_; // of `document_`
};

class TomlFile
{
  public:
    TomlTable& root() { return root_; }
    const TomlTable& root() const { return root_; }
    /// True if it could not be read, or a heading is broken so that keys may be in the wrong table: `root` is empty
    /// then, and `require` is silent.
    bool failed() const;

  private:
    friend TomlFile parse_toml(std::string, const std::string&, Findings&);
    friend TomlFile read_toml(const std::filesystem::path&, const std::string&, Findings&);
    TomlFile(const std::string& shown_name, Findings& findings);
    void parse(std::string text);

    TomlTable root_;
};

/// Reads a TOML file of 16 MB at most. Mistakes, now and when the tables are asked, go into `findings`, which
/// must outlive the tables.
///
/// \param shown_name  the file in messages
TomlFile read_toml(const std::filesystem::path& path, const std::string& shown_name, Findings& findings);

/// The same from memory.
TomlFile parse_toml(std::string text, const std::string& shown_name, Findings& findings);

} // namespace sim
