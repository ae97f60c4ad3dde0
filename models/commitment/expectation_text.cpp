// The text of a claim: "trained without training at 2030-12 <= trained at 2018-12 + 0.01".

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "models/commitment/expectation_parts.hpp"
#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"

namespace commitment {
namespace {

using sim::Words;

std::string on_one_line(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0; !blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

constexpr std::array<std::string_view, 7> words_of_grammar = {"at", "in", "without", "only", "with", "until", "and"};

/// Reads by the grammar:
///
///     claim    side sign side {sign side}               sign: >= > <= <
///     side     product {(+|-) product}
///     product  piece {(*|/) piece}
///     piece    number | max(side, …) | min(side, …) | term
///     term     outcome {at MONTH | in PLAN | without LEVERS | only LEVERS | with SETTINGS | until MONTH}
class Reader
{
  public:
    Reader(std::string_view text, std::vector<Term>& terms) : text_(text), tokens_(tokens_of(text)), terms_(terms) {}

    Claim claim()
    {
        Claim out;
        out.text = text_;
        out.sides.push_back(side());
        while (const auto sign = take_sign()) {
            out.signs.push_back(*sign);
            out.sides.push_back(side());
        }
        if (here().kind != Token::Kind::end)
            fail_expecting({"tanda >=, >, <=, < atau +, -", "a sign: >=, >, <=, < or +, -"});
        if (out.signs.empty())
            throw WrongClaim{{"tulis perbandingan dengan >=, >, <= atau <, misalnya \"action.kelurahan < 0.5\"",
                              "write a comparison with >=, >, <= or <, for example \"action.kelurahan < 0.5\""}};
        return out;
    }

  private:
    std::string_view text_;
    std::vector<Token> tokens_;
    std::vector<Term>& terms_;
    std::size_t at_ = 0;

    const Token& here() const { return tokens_[at_]; }
    bool is_symbol(std::string_view symbol) const
    {
        return here().kind == Token::Kind::symbol && here().text == symbol;
    }
    bool is_word(std::string_view word) const { return here().kind == Token::Kind::word && here().text == word; }
    bool take_symbol(std::string_view symbol)
    {
        if (!is_symbol(symbol)) return false;
        ++at_;
        return true;
    }
    bool take_word(std::string_view word)
    {
        if (!is_word(word)) return false;
        ++at_;
        return true;
    }

    [[noreturn]] void fail_expecting(const Words& what) const
    {
        if (here().kind == Token::Kind::end)
            throw WrongClaim{Words{"di akhir masih kurang ", "at its end there lacks "} + what};
        const std::string found = sim::shortened(std::string(text_.substr(here().from, here().to - here().from)), 40);
        throw WrongClaim{
            Words{"di tempat \"" + found + "\" diharapkan ", "in place of \"" + found + "\" there should be "} + what};
    }

    std::optional<Goal::Relation> take_sign()
    {
        using Relation = Goal::Relation;
        constexpr std::array<std::pair<std::string_view, Relation>, 6> signs = {
            std::pair{std::string_view(">="), Relation::at_least},
            {"=>", Relation::at_least},
            {"<=", Relation::at_most},
            {"=<", Relation::at_most},
            {">", Relation::above},
            {"<", Relation::below}};
        for (const auto& [text, relation] : signs)
            if (take_symbol(text)) return relation;
        if (is_symbol("=") || is_symbol("=="))
            throw WrongClaim{{"sama dengan tidak dapat diharapkan dari ulangan acak; tulis >= atau <=",
                              "equality cannot be expected of random replicates; write >= or <="}};
        return std::nullopt;
    }

    Side side()
    {
        Side out = product();
        while (is_symbol("+") || is_symbol("-")) {
            const Side::Kind kind = is_symbol("+") ? Side::Kind::sum : Side::Kind::difference;
            ++at_;
            out = joined(kind, std::move(out), product());
        }
        return out;
    }

    Side product()
    {
        Side out = piece();
        while (is_symbol("*") || is_symbol("/")) {
            const bool divides = is_symbol("/");
            ++at_;
            Side other = piece();
            if (divides && (other.kind != Side::Kind::number || other.number == 0))
                throw WrongClaim{{"hanya dapat dibagi dengan bilangan selain 0", "only a number other than 0 divides"}};
            out = joined(divides ? Side::Kind::quotient : Side::Kind::product, std::move(out), std::move(other));
        }
        return out;
    }

    static Side joined(Side::Kind kind, Side left, Side right)
    {
        Side out;
        out.kind = kind;
        out.parts.push_back(std::move(left));
        out.parts.push_back(std::move(right));
        return out;
    }

    Side piece()
    {
        const bool negative = take_symbol("-");
        if (negative || here().kind == Token::Kind::number) return number(negative);
        for (const auto& [name, kind] : {std::pair{"max", Side::Kind::largest}, {"min", Side::Kind::smallest}})
            if (is_word(name) && tokens_[at_ + 1].text == "(") {
                at_ += 2;
                Side out;
                out.kind = kind;
                do out.parts.push_back(side());
                while (take_symbol(","));
                if (!take_symbol(")")) fail_expecting({"koma atau \")\"", "a comma or \")\""});
                return out;
            }
        return term();
    }

    Side number(bool negative)
    {
        Side out;
        out.kind = Side::Kind::number;
        out.number = read_number();
        if (negative) out.number = -out.number;
        return out;
    }

    double read_number()
    {
        const auto value = here().kind == Token::Kind::number ? sim::parse_number(here().text) : std::nullopt;
        if (!value)
            fail_expecting({"bilangan dengan titik desimal (sepuluh persen: 0.1; sebelum dan sesudah tanda kurang "
                            "beri spasi)",
                            "a number with a decimal point (ten percent: 0.1; blanks stand before and after a minus)"});
        ++at_;
        return *value;
    }

    Side term()
    {
        const bool is_name =
            here().kind == Token::Kind::word &&
            std::find(words_of_grammar.begin(), words_of_grammar.end(), here().text) == words_of_grammar.end();
        if (!is_name)
            fail_expecting({"keluaran (misalnya action.kelurahan) atau bilangan",
                            "an outcome (for example action.kelurahan) or a number"});
        Term out;
        const std::size_t from = here().from;
        std::size_t to = here().to;
        out.name = here().text;
        ++at_;
        while (read_modifier(out)) to = tokens_[at_ - 1].to;
        out.text = on_one_line(text_.substr(from, to - from));
        Side side;
        side.kind = Side::Kind::term;
        side.term = terms_.size();
        terms_.push_back(std::move(out));
        return side;
    }

    bool read_modifier(Term& out)
    {
        const Token word = here();
        const auto once = [&](bool there) {
            if (there)
                throw WrongClaim{{"\"" + std::string(word.text) + "\" disebut dua kali untuk \"" + out.name + "\"",
                                  "\"" + std::string(word.text) + "\" is said twice of \"" + out.name + "\""}};
        };
        if (take_word("at")) {
            once(out.at.has_value());
            out.at = month();
        } else if (take_word("until")) {
            once(out.of.until.has_value());
            out.of.until = month();
        } else if (take_word("in")) {
            once(!out.of.plan.empty());
            if (here().kind == Token::Kind::symbol || here().kind == Token::Kind::end || here().text.empty())
                fail_expecting({"nama rencana", "the name of a plan"});
            out.of.plan = here().text;
            ++at_;
        } else if (take_word("without")) {
            once(!out.of.without.empty());
            out.of.without = levers();
        } else if (take_word("only")) {
            once(!out.of.only.empty());
            out.of.only = levers();
        } else if (take_word("with")) {
            once(!out.of.with.empty());
            out.of.with = settings();
        } else {
            return false;
        }
        return true;
    }

    sim::Month month()
    {
        const auto value = sim::parse_month(here().text);
        if (!value) fail_expecting({"bulan seperti 2030-12", "a month like 2030-12"});
        ++at_;
        return *value;
    }

    std::vector<std::string> levers()
    {
        std::vector<std::string> out;
        do {
            if (here().kind != Token::Kind::word)
                fail_expecting(
                    {"tuas seperti training atau training.kelurahan", "a lever like training or training.kelurahan"});
            out.emplace_back(here().text);
            ++at_;
        } while (take_word("and"));
        return out;
    }

    std::vector<std::pair<std::string, double>> settings()
    {
        const Words wanted{"NAMA = NILAI seperti rotation.head = 0.2", "NAME = VALUE like rotation.head = 0.2"};
        std::vector<std::pair<std::string, double>> out;
        do {
            if (here().kind != Token::Kind::word) fail_expecting(wanted);
            const std::string name(here().text);
            ++at_;
            if (!take_symbol("=")) fail_expecting({"\"=\"", "\"=\""});
            out.emplace_back(name, read_number());
        } while (take_word("and"));
        return out;
    }
};

} // namespace

std::optional<Claim> parse_claim(std::string_view text, std::vector<Term>& terms, Words& wrong)
{
    const std::size_t before = terms.size();
    const std::string plain = plainly(text);
    constexpr std::size_t longest = 2000;
    if (plain.size() > longest) {
        wrong = {"terlalu panjang", "is too long"};
        return std::nullopt;
    }
    try {
        Claim claim = Reader(plain, terms).claim();
        claim.text = on_one_line(text);
        if (terms.size() > before) return claim;
        wrong = {"tidak ada keluaran di dalamnya, hanya bilangan", "there is no outcome in it, only numbers"};
    } catch (const WrongClaim& mistake) {
        wrong = mistake.words;
    }
    terms.resize(before);
    return std::nullopt;
}

std::string RunWords::text() const
{
    std::string out = plan;
    const auto list = [&](const char* word, const std::vector<std::string>& items) {
        for (std::size_t k = 0; k < items.size(); ++k)
            out += (k > 0 ? " and " : std::string(" ") + word + " ") + items[k];
    };
    const auto in_order = [](std::vector<std::string> names) {
        std::sort(names.begin(), names.end());
        return names;
    };
    list("without", in_order(without));
    list("only", in_order(only));
    std::vector<std::string> settings; // of one lever the last holds, so their order says something
    for (const auto& [name, value] : with) settings.push_back(name + " = " + sim::shortest(value));
    list("with", settings);
    if (until) out += " until " + to_text(*until);
    return out;
}

} // namespace commitment
