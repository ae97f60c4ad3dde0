// The words of a claim.

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "models/commitment/expectation_parts.hpp"
#include "sim/text/utf8.hpp"

namespace commitment {
namespace {

using sim::Words;

bool continues_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

/// A name or number may have a minus within; one that stands by itself is an operator.
std::size_t end_of_word(std::string_view text, std::size_t at)
{
    while (at < text.size() &&
           (continues_word(text[at]) || (text[at] == '-' && at + 1 < text.size() && continues_word(text[at + 1]))))
        ++at;
    return at;
}

} // namespace

std::vector<Token> tokens_of(std::string_view text)
{
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++at;
            continue;
        }
        Token token;
        token.from = at;
        if (c == '"' || c == '\'') {
            const std::size_t close = text.find(c, at + 1);
            if (close == std::string_view::npos)
                throw WrongClaim{{"tanda kutip yang dibuka tidak ditutup", "a quote is opened and not closed"}};
            token.kind = Token::Kind::quoted;
            token.text = text.substr(at + 1, close - at - 1);
            at = close + 1;
        } else if (continues_word(c)) {
            token.kind =
                std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.' ? Token::Kind::number : Token::Kind::word;
            const std::size_t end = end_of_word(text, at);
            token.text = text.substr(at, end - at);
            at = end;
        } else {
            constexpr std::array<std::string_view, 15> symbols = {"<=", ">=", "=>", "=<", "==", "<", ">", "+",
                                                                  "-",  "*",  "/",  "(",  ")",  ",", "="};
            const auto* const symbol = std::find_if(
                symbols.begin(), symbols.end(), [&](std::string_view one) { return text.substr(at).starts_with(one); });
            if (symbol == symbols.end()) {
                std::size_t end = at + 1;
                while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
                const std::string rest(text.substr(at, end - at)); // one character of UTF-8
                const Words percent =
                    c == '%' ? Words{"; sepuluh persen ditulis 0.1", "; ten percent is 0.1"} : Words{};
                throw WrongClaim{Words{"\"" + sim::escaped(rest) + "\" tidak dikenal di sini",
                                       "\"" + sim::escaped(rest) + "\" is not known here"} +
                                 percent};
            }
            token.kind = Token::Kind::symbol;
            token.text = text.substr(at, symbol->size());
            at += symbol->size();
        }
        token.to = at;
        tokens.push_back(token);
    }
    Token end;
    end.from = end.to = text.size();
    tokens.push_back(end);
    return tokens;
}

std::string plainly(std::string_view text)
{
    std::string plain(text);
    for (const auto& [typed, meant] : {std::pair{"≥", ">="}, {"≤", "<="}, {"−", "-"}, {"×", "*"}})
        for (std::size_t at = 0; (at = plain.find(typed, at)) != std::string::npos;)
            plain.replace(at, std::string_view(typed).size(), meant);
    return plain;
}

} // namespace commitment
