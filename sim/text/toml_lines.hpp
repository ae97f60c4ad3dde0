#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// TOML has keys (a.a.a.…) of any depth, and a reader that recurses over them overflows the stack. With 32 dots in
/// each of 32 nested values a thousand levels remain, which is harmless.
inline constexpr int deepest_dots = 32;

/// The line of the first key with more dots than that; 0 if there is none.
int line_of_deep_key(std::string_view text);

/// One line, from 1, without blanks around it; empty if there is none.
std::string trimmed_line(std::string_view text, int line);

/// A key with its value, a heading or what else begins on a line, whatever mistakes are in it.
struct TomlStatement
{
    enum class Is {
        pair,       ///< `key = …`
        wrong_pair, ///< `key 3`, `key: 3`: what it was to be can be told
        other       ///< a heading, or nothing that can be told
    };
    Is is = Is::other;
    bool heading = false; ///< it begins with [
    int line = 0;         ///< where it begins, from 1
    int last = 0;         ///< its last line
    bool closed = true;   ///< it has a value whose quotes and brackets are closed
    std::string key;      ///< of pairs, as typed: with quotes and dots
    std::string value;    ///< of a pair, as typed on the first line, without blanks around it
};

/// A heading's name, if it can be told whatever brackets are wrong: `[a`, `[[a]`, `a]`.
struct TomlHeading
{
    std::string name;
    bool list = false; ///< [[a]]: two brackets on either side
    std::string as_it_should_be() const { return list ? "[[" + name + "]]" : "[" + name + "]"; }
};
std::optional<TomlHeading> heading_on(std::string_view line);

/// The headings by line, from 1.
std::map<int, TomlHeading> headings_of(std::string_view text);

/// The statement to which a mistake in `line` belongs, if all before it is right; nothing if there is none.
std::optional<TomlStatement> statement_at(std::string_view text, int line);

/// Puts one line in the place of a statement's; what follows stays where it was.
void replace_statement(std::string& text, const TomlStatement& statement, std::string_view by);

} // namespace sim
