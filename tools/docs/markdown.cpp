#include "tools/docs/markdown.hpp"

#include <cmath>
#include <cstdio>

namespace docs {

std::string plain(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

std::string grouped(double value)
{
    std::string text = plain(value);
    if (std::abs(value) < 1e6) return text;
    for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string listed(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + code(name);
    return out.empty() ? "–" : out;
}

MarkdownTable::MarkdownTable(const std::vector<std::string>& heads)
{
    row(heads);
    row(std::vector<std::string>(heads.size(), "---"));
}

void MarkdownTable::row(const std::vector<std::string>& cells)
{
    text_ += '|';
    for (const std::string& cell : cells) {
        text_ += ' ';
        for (const char c : cell) text_ += c == '|' ? std::string("\\|") : std::string(1, c);
        text_ += cell.empty() ? "|" : " |";
    }
    text_ += '\n';
}

} // namespace docs
