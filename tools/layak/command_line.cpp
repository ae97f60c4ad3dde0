#include "tools/layak/command_line.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace layak {
namespace {

std::span<char*> given_words;

/// As sh, bash and zsh take it.
std::string quoted(std::string_view word)
{
    constexpr std::string_view plain = "%+,-./:=@_";
    const bool is_plain = std::all_of(word.begin(), word.end(), [&](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') ||
               plain.find(c) != std::string_view::npos;
    });
    if (is_plain && !word.empty()) return std::string(word);
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

} // namespace

void remember_command(int argc, char** argv) { given_words = {argv, static_cast<std::size_t>(std::max(argc, 0))}; }

std::string command_again()
{
    std::string out;
    for (const char* const word : given_words) out += (out.empty() ? "" : " ") + quoted(word);
    return out;
}

} // namespace layak
