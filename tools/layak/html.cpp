#include "tools/layak/html.hpp"

#include <cmath>

namespace layak {

using sim::Language;
using sim::Words;

std::string without_turns(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = [&](std::size_t k) {
            return static_cast<unsigned char>(at + k < text.size() ? text[at + k] : 0);
        };
        const bool embeds = byte(1) == 0x80 && byte(2) >= 0xaa && byte(2) <= 0xae;   // U+202A to U+202E
        const bool isolates = byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9; // U+2066 to U+2069
        if (byte(0) == 0xe2 && (embeds || isolates))
            at += 2;
        else
            out += text[at];
    }
    return out;
}

std::string escaped_html(std::string_view text)
{
    std::string out;
    for (const char c : without_turns(text)) switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
        }
    return out;
}

std::string isolated_html(std::string_view name) { return "<bdi>" + escaped_html(name) + "</bdi>"; }

std::string html(const Words& words)
{
    if (words.id == words.en) return escaped_html(words.id);
    return "<span lang=\"id\">" + escaped_html(words.id) + "</span><span lang=\"en\">" + escaped_html(words.en) +
           "</span>";
}

std::string language_switch(Language language)
{
    const auto button = [&](const char* name, const char* shown, bool is_on) {
        return std::string("<input type=\"radio\" name=\"language\" id=\"show-") + name + "\"" +
               (is_on ? " checked" : "") + "><label for=\"show-" + name + "\" lang=\"" + name + "\">" + shown +
               "</label> ";
    };
    return button("id", "Bahasa Indonesia", language == Language::id) +
           button("en", "English", language == Language::en);
}

std::string image(double width, double height, const Words& label)
{
    const std::string w = std::to_string(std::lround(width)), h = std::to_string(std::lround(height));
    return "<svg role=\"img\" width=\"" + w + "\" height=\"" + h + "\" viewBox=\"0 0 " + w + " " + h +
           "\" aria-label=\"" + escaped_html(label.id + " · " + label.en) + "\">";
}

} // namespace layak
