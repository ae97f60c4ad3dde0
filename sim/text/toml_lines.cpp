#include "sim/text/toml_lines.hpp"

#include <algorithm>
#include <array>

namespace sim {

namespace {

constexpr std::string_view blanks = " \t\r";

bool is_bare(char c)
{
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' || c == '_';
}

std::size_t line_end(std::string_view text, std::size_t at) { return std::min(text.find('\n', at), text.size()); }

std::size_t past_blanks(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_not_of(blanks, at), text.size());
}

std::string_view trimmed(std::string_view text)
{
    text.remove_prefix(past_blanks(text, 0));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// A text in quotes.
struct Quoted
{
    std::size_t end; ///< behind the closing quote; if it lacks, of the line or the file
    bool closed;
};

/// \pre a quote stands at `at`
Quoted quoted(std::string_view text, std::size_t at)
{
    const char quote = text[at];
    const std::string three(3, quote);
    const bool tripled = text.substr(at, 3) == three;
    std::size_t end = at + (tripled ? 3 : 1);
    for (; end < text.size(); ++end) {
        if (text[end] == '\n' && !tripled) return {end, false};
        if (text[end] == quote && !tripled) return {end + 1, true};
        if (text[end] == quote && text.substr(end, 3) == three) {
            end += 3;
            for (int more = 0; more < 2 && end < text.size() && text[end] == quote; ++more) ++end;
            return {end, true};
        }
        if (quote == '"' && text[end] == '\\' && end + 1 < text.size() && text[end + 1] != '\n') ++end;
    }
    return {text.size(), false};
}

/// Behind the key, dotted or not, that stands at `at`; `at` if there is none.
std::size_t key_end(std::string_view text, std::size_t at)
{
    for (std::size_t part = at;;) {
        std::size_t end = part;
        if (part < text.size() && (text[part] == '"' || text[part] == '\'')) {
            const Quoted name = quoted(text, part);
            if (!name.closed || name.end > line_end(text, part)) return at;
            end = name.end;
        } else {
            while (end < text.size() && is_bare(text[end])) ++end;
        }
        if (end == part) return at;
        const std::size_t dot = past_blanks(text, end);
        if (dot == text.size() || text[dot] != '.') return end;
        part = past_blanks(text, dot + 1);
    }
}

/// Where the = of `key = …` stands in the line that begins at `at`.
std::optional<std::size_t> equals_of(std::string_view text, std::size_t at)
{
    at = past_blanks(text, at);
    const std::size_t end = key_end(text, at);
    const std::size_t equals = past_blanks(text, end);
    if (end == at || equals == text.size() || text[equals] != '=') return std::nullopt;
    return equals;
}

/// Whether the line that begins at `at` is like [name] or [[name]]. A list within a list is not, [true] neither.
bool is_heading(std::string_view text, std::size_t at)
{
    at = past_blanks(text, at);
    if (at == text.size() || text[at] != '[') return false;
    at = past_blanks(text, at + 1);
    const bool twice = at < text.size() && text[at] == '[';
    if (twice) at = past_blanks(text, at + 1);
    const std::size_t end = key_end(text, at);
    const std::string_view name = text.substr(at, end - at);
    constexpr std::array<std::string_view, 4> values = {"true", "false", "inf", "nan"};
    if (name.empty() || ('0' <= name[0] && name[0] <= '9') || name[0] == '-' || name[0] == '"' || name[0] == '\'' ||
        std::find(values.begin(), values.end(), name) != values.end())
        return false;
    std::string_view rest = text.substr(end, line_end(text, end) - end);
    rest = trimmed(rest.substr(0, rest.find('#')));
    return rest == (twice ? "]]" : "]");
}

/// Where the value that begins at `at` ends: the end of a line.
Quoted value_end(std::string_view text, std::size_t at)
{
    int depth = 0;
    bool some = false;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '\n') {
            if (depth <= 0) return {at, some};
            if (is_heading(text, at + 1)) return {at, false};
        } else if (c == '#') {
            at = line_end(text, at);
            continue;
        } else if (c == '"' || c == '\'') {
            const Quoted part = quoted(text, at);
            if (!part.closed) return part;
            at = part.end;
            some = true;
            continue;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            --depth;
        }
        some = some || blanks.find(c) == std::string_view::npos;
        ++at;
    }
    return {text.size(), depth <= 0 && some};
}

int lines_in(std::string_view text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

/// Of a value that is not closed: the last line before what seems to be another statement.
std::size_t open_end(std::string_view text, std::size_t at)
{
    std::size_t end = line_end(text, at);
    for (std::size_t next = end; next < text.size(); next = line_end(text, next + 1)) {
        const std::size_t first = past_blanks(text, next + 1);
        if (first == text.size() || text[first] == '#' || text[first] == '\n') continue;
        if (equals_of(text, next + 1) || is_heading(text, next + 1)) break;
        end = line_end(text, next + 1);
    }
    return end;
}

/// \param begin  of the line `line`
TomlStatement statement(std::string_view text, std::size_t begin, int line)
{
    TomlStatement out;
    out.line = out.last = line;
    const std::size_t at = past_blanks(text, begin);
    if (const auto equals = equals_of(text, begin)) {
        out.is = TomlStatement::Is::pair;
        out.key = trimmed(text.substr(at, *equals - at));
        out.value = trimmed(text.substr(*equals + 1, line_end(text, *equals) - *equals - 1));
        const Quoted end = value_end(text, *equals + 1);
        out.closed = end.closed;
        out.last += lines_in(text.substr(at, (end.closed ? end.end : open_end(text, *equals)) - at));
        return out;
    }
    const std::size_t end = key_end(text, at);
    const std::string_view rest = text.substr(end, line_end(text, end) - end);
    out.heading = text[at] == '[';
    // A word alone may be a heading without brackets.
    const std::string_view more = trimmed(rest);
    if (end > at && !more.empty() && more != ":" && (more[0] == ':' || more.size() < rest.size()) &&
        more.find(']') == std::string_view::npos) {
        out.is = TomlStatement::Is::wrong_pair;
        out.key = text.substr(at, end - at);
    }
    return out;
}

} // namespace

int line_of_deep_key(std::string_view text)
{
    int line = 1;
    int dots = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            ++line;
            dots = 0;
        } else if (c == '.') {
            if (++dots > deepest_dots) return line;
        } else if (c == '#') {
            i = line_end(text, i) - 1;
        } else if (c == '"' || c == '\'') {
            const std::size_t end = quoted(text, i).end;
            line += lines_in(text.substr(i, end - i));
            i = end - 1;
        } else if (std::string_view(",=[]{}").find(c) != std::string_view::npos) {
            dots = 0;
        }
    }
    return 0;
}

std::optional<TomlStatement> statement_at(std::string_view text, int line)
{
    std::optional<TomlStatement> found;
    std::size_t at = 0;
    for (int now = 1; at < text.size() && now <= line;) {
        const std::size_t first = past_blanks(text, at);
        int lines = 1;
        if (first < text.size() && text[first] != '#' && text[first] != '\n') {
            found = statement(text, at, now);
            if (found->last >= line || !found->closed) return found;
            lines = found->last - now + 1;
        }
        for (; lines > 0; --lines, ++now) at = std::min(line_end(text, at) + 1, text.size());
    }
    return found;
}

void replace_statement(std::string& text, const TomlStatement& statement, std::string_view by)
{
    std::size_t begin = 0;
    for (int line = 1; line < statement.line; ++line) begin = line_end(text, begin) + 1;
    std::size_t end = line_end(text, begin);
    std::string with(by);
    for (int line = statement.line; line < statement.last; ++line) {
        end = line_end(text, end + 1);
        with += '\n';
    }
    text.replace(begin, end - begin, with);
}

std::string trimmed_line(std::string_view text, int line)
{
    std::size_t begin = 0;
    for (; line > 1 && begin < text.size(); --line) begin = line_end(text, begin) + 1;
    if (line < 1 || begin > text.size()) return "";
    return std::string(trimmed(text.substr(begin, line_end(text, begin) - begin)));
}

std::optional<TomlHeading> heading_on(std::string_view line)
{
    line = line.substr(0, line.find('#'));
    line = trimmed(line);
    const std::size_t opened = std::min(line.find_first_not_of('['), line.size());
    const std::size_t end = line.find_last_not_of(']');
    const std::size_t closed = end == std::string_view::npos ? 0 : line.size() - end - 1;
    if (opened + closed == 0 || opened > 2 || closed > 2 || end == std::string_view::npos || end < opened)
        return std::nullopt;
    const std::string_view name = trimmed(line.substr(opened, end + 1 - opened));
    if (name.empty() || !std::all_of(name.begin(), name.end(), [](char c) { return is_bare(c) || c == '.'; }) ||
        name.front() == '.' || name.back() == '.')
        return std::nullopt;
    return TomlHeading{std::string(name), opened == 2 || closed == 2};
}

std::map<int, TomlHeading> headings_of(std::string_view text)
{
    std::map<int, TomlHeading> found;
    int number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
        const std::size_t end = line_end(text, begin);
        const std::string_view line = text.substr(begin, end - begin);
        const std::size_t first = past_blanks(line, 0);
        if (first < line.size() && line[first] == '[' && line.find('=') == std::string_view::npos)
            if (auto heading = heading_on(line)) found.emplace(number, std::move(*heading));
        begin = end + 1;
    }
    return found;
}

} // namespace sim
