#include "tools/layak/exports/xml.hpp"

namespace layak {

std::string xml_characters(std::string_view text)
{
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view rest = text.substr(at);
        const auto c = static_cast<unsigned char>(text[at]);
        const bool is_no_character = rest.starts_with("\xef\xbf\xbe") || rest.starts_with("\xef\xbf\xbf");
        if (is_no_character || (c < 0x20 && c != '\t' && c != '\n')) {
            out += replacement;
            at += is_no_character ? 2 : 0;
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string xml(std::string_view text)
{
    std::string out;
    for (const char c : xml_characters(text)) switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        case '\t': out += "&#9;"; break;
        case '\n': out += "&#10;"; break;
        default: out += c;
        }
    return out;
}

} // namespace layak
