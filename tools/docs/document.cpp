#include "tools/docs/document.hpp"

#include <optional>
#include <set>

namespace docs {
namespace {

constexpr std::string_view opening = "<!-- table: ";
constexpr std::string_view closing = " -->";
constexpr std::string_view end = "<!-- end of table -->";

/// The name in `<!-- table: NAME -->`.
std::optional<std::string> table_name(std::string_view line)
{
    if (!line.starts_with(opening) || !line.ends_with(closing)) return std::nullopt;
    line.remove_prefix(opening.size());
    line.remove_suffix(closing.size());
    return std::string(line);
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t length = text.find('\n');
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length == std::string_view::npos ? text.size() : length + 1);
    }
    return lines;
}

} // namespace

Filled fill(std::string_view document, const Tables& tables)
{
    Filled out;
    std::set<std::string, std::less<>> seen;
    std::optional<std::string> within; // the table whose old lines are passed
    std::string old;
    std::size_t number = 0;
    const auto mistake = [&](const std::string& what) {
        out.mistakes.push_back("line " + std::to_string(number) + ": " + what);
    };
    for (const std::string_view line : lines_of(document)) {
        ++number;
        if (const auto name = table_name(line)) {
            if (within) mistake("the table \"" + *within + "\" before has no end: " + std::string(end));
            if (!tables.contains(*name)) mistake("there is no table \"" + *name + "\"");
            if (!seen.insert(*name).second) mistake("the table \"" + *name + "\" is here twice");
            within = name;
            old.clear();
        } else if (line == end) {
            if (!within) mistake("the end of no table");
            if (const auto table = within ? tables.find(*within) : tables.end(); table != tables.end()) {
                const std::string made = table->second();
                if (made != old) out.stale.push_back(*within);
                out.text += made;
            }
            within.reset();
        } else if (within) {
            (old += line) += '\n';
            continue;
        }
        (out.text += line) += '\n';
    }
    if (within) mistake("the table \"" + *within + "\" has no end: " + std::string(end));
    for (const auto& [name, table] : tables)
        if (!seen.contains(name)) out.mistakes.push_back("the table \"" + name + "\" is missing");
    return out;
}

} // namespace docs
