#pragma once

// What stands behind the tables of a TOML file; for sim/text alone.

#include "sim/text/findings.hpp"
#include "sim/text/range.hpp"
#include "sim/text/toml.hpp"
#include "sim/text/toml_repair.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sim {

/// A place in a text. toml++ counts columns in characters, not bytes.
struct TomlCursor
{
    toml::source_index line = 0;
    toml::source_index column = 0;
    std::size_t at = 0;

    void advance(std::string_view text);
};

/// A key of a table with what it leads to.
struct TomlEntry
{
    const toml::key* key;
    toml::node* node;
    int line() const { return static_cast<int>(key->source().begin.line); }
};

bool before(const toml::source_position& a, const toml::source_position& b);

/// In the order of the file.
std::vector<TomlEntry> entries_of(toml::table& table);

/// Keys of which one must be there; it is not.
struct MissingKeys
{
    std::vector<std::string> any_of;
    Words reason;
};

/// What is remembered of a table that was handed out.
struct TomlTable::Asked
{
    toml::table* table = nullptr;
    int line = 0;
    std::set<std::string, std::less<>> keys;
    std::vector<std::string> in_order; // of asking, for the list of what is accepted
    std::map<std::string, TomlEntry, std::less<>> leaves;
    std::vector<MissingKeys> missing; // to be said by `finish`, unless a key there is one of them misspelt
    bool everything = false;          // by `leaves`
    bool finished = false;

    bool knows(std::string_view key) const { return everything || keys.contains(key); }
};

struct TomlTable::Document
{
    std::string name;
    Findings* findings = nullptr;
    bool failed = false;
    std::string text;
    std::vector<std::size_t> line_begins;
    mutable TomlCursor cursor; // where a value was last looked up in `text`
    toml::table root;
    mutable std::map<int, UnreadValue> unread_lines;
    std::map<int, SingleHeading> single_headings;
    std::unordered_map<const toml::table*, std::unique_ptr<Asked>> asked;

    void set_text(std::string given);
    /// As it was typed, which toml++ does not keep: of a number, a flag or a date. Empty if that is not found.
    std::string typed(const toml::node& node) const;
    /// What stood in the place of a value that is no TOML.
    UnreadValue* unread_at(const toml::node& node) const;
    std::string found(const toml::node& node) const;

    Asked* hand_out(toml::table& table, int line);
    /// The entry of a key, which is known from now on.
    std::optional<TomlEntry> ask(Asked& of, std::string_view key) const;
    /// The same, but nothing if the value is no TOML; then says what was expected if nothing was said of it yet.
    std::optional<TomlEntry> ask_value(Asked& of, std::string_view key, const Words& expected) const;
    static std::optional<TomlEntry> find(const Asked& in, std::string_view key);
    static int line_of(const Asked& in, std::string_view key);

    void error(int line, std::string_view key, const toml::node& node, Words reason) const;
    /// Of a value that is no TOML, once.
    void say_unread(int line, std::string_view key, UnreadValue& was, const Words& reason) const;
    /// Of all of them that nobody asked for.
    void say_unread_rest() const;
    void say_unknown(const Asked& in, const TomlEntry& entry) const;
    /// \param meant  keys that were written wrongly here
    void say_missing(Asked& in, const std::set<std::string>& meant) const;
    void say_single_headings_of_broken_file() const;

    std::optional<double> number(const toml::node& node, int line, std::string_view key, const Range& range) const;
    std::optional<std::string> text_of(const toml::node& node, int line, std::string_view key) const;

    /// `[a]` more than once: says so and joins them, so that all is read.
    toml::table* join_repeated(std::string_view key, toml::array& list);

    /// The elements of a list with their names ("levels[2]", from 1); nothing, with an error, if it is no list.
    template <class Use>
    void each(const TomlEntry& entry, std::string_view key, const Words& expected, Use use) const
    {
        auto* list = entry.node->as_array();
        if (!list) {
            error(entry.line(), key, *entry.node, expected);
            return;
        }
        for (std::size_t i = 0; i < list->size(); ++i) {
            toml::node& element = *list->get(i);
            const int line = static_cast<int>(element.source().begin.line);
            use(element, line, std::string(key) + "[" + std::to_string(i + 1) + "]");
        }
    }
};

} // namespace sim
