#include "sim/text/utf8.hpp"

namespace sim {

namespace {

struct Character
{
    char32_t code = 0;
    std::size_t length = 1;
    bool valid = false;
};

Character character_at(std::string_view text, std::size_t begin)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[begin + i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return {first, 1, true};
    std::size_t length = 0;
    char32_t code = 0;
    char32_t smallest = 0; // a longer form than needed is no UTF-8
    if (first >= 0xc2 && first <= 0xdf) {
        length = 2, code = first & 0x1f, smallest = 0x80;
    } else if (first >= 0xe0 && first <= 0xef) {
        length = 3, code = first & 0x0f, smallest = 0x800;
    } else if (first >= 0xf0 && first <= 0xf4) {
        length = 4, code = first & 0x07, smallest = 0x10000;
    } else {
        return {};
    }
    if (text.size() - begin < length) return {};
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {};
        code = code << 6 | (byte(i) & 0x3f);
    }
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < smallest || code > 0x10ffff || surrogate) return {};
    return {code, length, true};
}

bool is_unseen(char32_t code)
{
    return (code >= 0x80 && code < 0xa0) || code == 0xad || code == 0x61c || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
}

std::string hex(char32_t code, int digits)
{
    std::string text;
    for (int i = digits - 1; i >= 0; --i) text += "0123456789abcdef"[code >> (4 * i) & 0xf];
    return text;
}

} // namespace

std::size_t first_not_utf8(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const Character c = character_at(text, i);
        if (!c.valid) return i;
        i += c.length;
    }
    return std::string_view::npos;
}

std::string escaped(std::string_view text)
{
    std::string shown;
    for (std::size_t i = 0; i < text.size();) {
        const Character c = character_at(text, i);
        if (!c.valid) {
            shown += "\\x" + hex(static_cast<unsigned char>(text[i]), 2);
        } else if (c.code == '\n') {
            shown += "\\n";
        } else if (c.code == '\r') {
            shown += "\\r";
        } else if (c.code == '\t') {
            shown += "\\t";
        } else if (c.code < 0x20 || c.code == 0x7f) {
            shown += "\\x" + hex(c.code, 2);
        } else if (is_unseen(c.code)) {
            shown += "\\u" + hex(c.code, 4);
        } else {
            shown += text.substr(i, c.length);
        }
        i += c.length;
    }
    return shown;
}

std::string shortened(std::string_view text, std::size_t characters)
{
    if (text.size() <= characters) return std::string(text);
    const bool has_quotes = text.front() == '"' && text.back() == '"' && characters > 2;
    const std::size_t kept = characters - (has_quotes ? 2 : 1);
    std::size_t count = 0;
    std::size_t cut = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        if (count == kept) cut = i;
        if (count == characters) return std::string(text.substr(0, cut)) + (has_quotes ? "…\"" : "…");
        i += character_at(text, i).length;
    }
    return std::string(text);
}

std::string in_quotes(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '\\';
        result += c;
    }
    return result + '"';
}

} // namespace sim
