#include "sim/text/toml_repair.hpp"

#include "sim/text/toml_lines.hpp"
#include "sim/text/utf8.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <vector>

namespace sim {

namespace {

// Of the attempts to read on behind mistakes: how many, how many bytes in all, and how many lines may be no TOML at
// all until it is clear that the file is something else.
constexpr int most_attempts = 100;
constexpr std::size_t most_bytes_again = std::size_t{8} << 20;
constexpr int most_alien_lines = 10;

const std::string unread_as_typed = "\"\\u0000unread\"";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// What stands between the first and the last of `mark`.
std::string between(std::string_view text, char mark)
{
    const std::size_t begin = text.find(mark);
    const std::size_t end = text.rfind(mark);
    return begin == end ? "" : std::string(text.substr(begin + 1, end - begin - 1));
}

/// What toml++ says, as a planner would say it; nothing where only who knows what the key wants can tell.
///
/// \param detail  of toml++
/// \param line    where it stopped
Words explanation(std::string_view detail, const std::string& line, bool is_pair)
{
    // std::regex recurses over the text, so a long line gets no guess.
    std::smatch part;
    const std::string value = line.size() > 500 ? "" : line.substr(std::min(line.find('=') + 1, line.size()));
    if (contains(detail, "cannot redefine existing") || contains(detail, "cannot insert")) {
        const std::string key = between(detail, '\'');
        return {"kunci " + in_quotes(key) + " sudah ada; satu kunci hanya boleh ditulis sekali",
                "the key " + in_quotes(key) + " is there already; a key is written only once"};
    }
    if (contains(detail, "maximum nested value depth")) {
        return {"tanda kurung bersarang terlalu dalam", "brackets are nested too deeply"};
    }
    if (std::regex_match(value, part, std::regex(R"(\s*(\d{4}-\d{2})\s*(#.*)?)"))) {
        return {"bulan ditulis dalam tanda kutip: " + in_quotes(part.str(1)),
                "a month is written in quotes: " + in_quotes(part.str(1))};
    }
    if (std::regex_match(value, std::regex(R"(\s*[-+]?\d{1,3}([., ]\d{3})+([.,]\d+)?\s*(#.*)?)"))) {
        return {"angka ditulis tanpa pemisah ribuan, atau dengan garis bawah: 1_000_000",
                "a number is written with nothing between thousands, or with underscores: 1_000_000"};
    }
    if (std::regex_match(value, std::regex(R"(\s*[-+]?\d+,\d+\s*(#.*)?)"))) {
        return {"desimal ditulis dengan titik: 1.5", "decimals are written with a point: 1.5"};
    }
    if (contains(detail, "leading zeroes")) {
        return {"angka tidak boleh diawali nol", "a number must not begin with a zero"};
    }
    if (contains(detail, "representable in 64 bits") || contains(detail, "could not be interpreted as a value")) {
        return {"angka ini terlalu besar", "the number is too large"};
    }
    if (std::regex_match(value, std::regex(R"(\s*(true|false)\s*(#.*)?)", std::regex::icase))) {
        return {"harus true atau false, dengan huruf kecil", "true or false is expected, in small letters"};
    }
    if (contains(line, "“") || contains(line, "”") || contains(line, "‘") || contains(line, "’")) {
        return {"tanda kutip harus lurus: \"", "quotes must be straight: \""};
    }
    if (contains(detail, "expected value, saw")) {
        return {"setelah = harus ada nilai", "a value must follow ="};
    }
    if (contains(detail, "key-value pair: expected '='")) {
        return {"setelah kunci harus ada = dan nilai", "a key must be followed by = and a value"};
    }
    if (contains(detail, "end-of-file") || contains(detail, "unescaped control characters")) {
        return {"tanda kutip atau tanda kurung tidak ditutup", "a quote or bracket is not closed"};
    }
    if (contains(detail, "expected comma or closing ']'")) {
        return {"daftar tidak ditutup dengan ], atau koma di antara isinya kurang",
                "the list is not closed by ], or a comma is missing in it"};
    }
    if (contains(detail, "parsing inline table")) {
        return {"tabel {…} harus ditulis dalam satu baris dan ditutup dengan }",
                "a table {…} must be on one line and be closed by }"};
    }
    if (contains(detail, "table header")) {
        return {"judul bagian ditulis [nama] atau [[nama]]", "a heading is written [name] or [[name]]"};
    }
    if (contains(detail, "expected a comment or whitespace") && !value.ends_with('"')) {
        return {"ada yang berlebih setelah nilai; satu baris berisi satu kunci dan satu nilai",
                "something stands behind the value; a line has one key and one value"};
    }
    if (contains(detail, "escape")) {
        return {"di dalam tanda kutip \\ ditulis dua kali: \\\\", "within quotes a \\ is written twice: \\\\"};
    }
    if (value.ends_with('"') && std::count(value.begin(), value.end(), '"') == 1) {
        return {"tanda kutip pembuka tidak ada", "the opening quote is missing"};
    }
    if (is_pair) return {};
    return {"baris ini tidak dikenali; sebuah baris berisi kunci = nilai, [bagian], atau # di depan catatan",
            "this line is not understood; a line has key = value, [heading], or # before a comment"};
}

/// Reads a text that may be full of mistakes: toml++ stops at the first, so each broken statement gives way to one that
/// can be read.
class Repair
{
  public:
    Repair(std::string_view text, const std::string& name, Findings& findings)
        : text_(text), rest_(text), name_(name), findings_(findings)
    {
    }

    RepairedToml read()
    {
        if (!clean()) return std::move(out_);
        for (int attempt = 0; attempt < most_attempts && aliens_ <= most_alien_lines; ++attempt) {
            // What a mistake hid until now may be deep, too.
            if (const int line = line_of_deep_key(rest_)) {
                refuse(line, {"kunci ini bersarang terlalu dalam", "the key is nested too deeply"});
                break;
            }
            try {
                out_.root = toml::parse(rest_);
                out_.whole = nothing_lost_;
                break;
            } catch (const toml::parse_error& error) {
                if (!give_way(error.description(), static_cast<int>(error.source().begin.line))) break;
            } catch (const TomlLost&) {
                if (attempt == 0) refuse(0, {"bukan TOML yang benar", "this is not valid TOML"});
                break;
            }
        }
        return std::move(out_);
    }

  private:
    std::string_view text_;
    std::string rest_; // the text with what gave way
    const std::string& name_;
    Findings& findings_;
    RepairedToml out_;
    bool nothing_lost_ = true; // that may have been a heading
    int aliens_ = 0;           // lines that are no TOML
    int lost_ = 0;             // headings
    std::size_t bytes_ = 0;    // read again
    std::set<int> replaced_;   // lines

    std::string line_text(int line) const { return trimmed_line(text_, line); }

    void refuse(int line, Words reason) { findings_.error(name_, line, "", line_text(line), std::move(reason)); }

    /// Puts something harmless in the place of what is wrong everywhere: bytes that are no UTF-8 and NUL, which were
    /// said, and control characters, of which toml++ does not find all. False if there is too much of it, or a
    /// carriage return without newline: who knows where the lines begin.
    bool clean()
    {
        int aliens = 0;
        int number = 1;
        for (std::size_t begin = 0; begin < rest_.size(); ++number) {
            const std::size_t end = std::min(rest_.find('\n', begin), rest_.size());
            bool alien = false;
            for (std::size_t at = begin; at < end; ++at) {
                const std::size_t wrong = first_not_utf8(std::string_view(rest_).substr(at, end - at));
                if (wrong == std::string_view::npos) break;
                at += wrong;
                rest_[at] = '?';
                alien = true;
            }
            bool control = false;
            bool is_return = false;
            for (std::size_t at = begin; at < end; ++at) {
                const auto c = static_cast<unsigned char>(rest_[at]);
                if (c == '\t' || (c >= 0x20 && c != 0x7f)) continue;
                if (c == '\r' && at + 1 == end && end < rest_.size()) continue;
                alien = true;
                control = control || c != 0;
                is_return = is_return || c == '\r';
                rest_[at] = ' ';
            }
            if (control)
                findings_.error(name_, number, "", line_text(number),
                                {"ada karakter kendali", "there is a control character"});
            if (is_return || (alien && ++aliens > most_alien_lines)) return false;
            begin = end + 1;
        }
        return true;
    }

    /// Where `[name]` stands more than once, or `[[name]]` too, takes all of them for a list. False if that is not so.
    bool make_a_list_of(const std::string& name)
    {
        std::vector<int> single;
        int like = 0;
        std::size_t all = 0;
        for (const auto& [line, heading] : headings_of(rest_)) {
            if (all == 0 && heading.name.starts_with(name + ".")) return false; // its table is there before the list
            if (heading.name != name) continue;
            ++all;
            if (heading.list)
                like = line;
            else
                single.push_back(line);
        }
        if (single.empty() || all < 2) return false;
        for (const int line : single) {
            TomlStatement heading;
            heading.line = heading.last = line;
            replace_statement(rest_, heading, "[[" + name + "]]");
            out_.single_headings[line] = {name, like};
        }
        return true;
    }

    /// Says the mistake and puts what can be read in the place of the statement. False if there is no way on.
    bool give_way(std::string_view description, int line)
    {
        const auto broken = statement_at(rest_, line);
        const bool again = contains(description, "cannot redefine") || contains(description, "cannot insert");
        const bool second_time = broken && !replaced_.insert(broken->line).second;
        if (second_time && !again) return false;
        const bool is_pair = broken && broken->is == TomlStatement::Is::pair;
        const auto heading =
            broken && broken->heading && !second_time ? heading_on(line_text(broken->line)) : std::nullopt;
        if (heading && again && make_a_list_of(heading->name)) {
            replaced_.erase(broken->line);
            return true;
        }
        bool said = true;
        // Tables may only seem to be there already once a heading was lost.
        if (!second_time && !(again && !nothing_lost_ && !is_pair)) {
            const int at = broken && !broken->closed ? broken->line : line;
            const bool of_pair = is_pair && at == broken->line;
            const Words reason = explanation(description, line_text(at), of_pair);
            said = !reason.empty();
            if (said && of_pair)
                findings_.error(name_, at, broken->key, broken->value, reason);
            else if (said)
                refuse(at, reason);
        }
        bytes_ += rest_.size();
        if (broken && !said) out_.unread[broken->line] = {broken->key, broken->value, false, false};
        // Nobody nests that deep by a slip: what else the file lacks is beside the point.
        if (contains(description, "maximum nested value depth")) return false;
        if (!broken || bytes_ > most_bytes_again) return false;
        if (again && broken->is != TomlStatement::Is::other) {
            replace_statement(rest_, *broken, ""); // the first one counts
        } else if (broken->is != TomlStatement::Is::other) {
            replace_statement(rest_, *broken, broken->key + " = " + unread_as_typed);
            out_.unread[broken->line] = {broken->key, broken->value, !is_pair, said};
        } else if (heading && !again) {
            replace_statement(rest_, *broken, heading->as_it_should_be()); // only its brackets were wrong
        } else {
            replace_statement(rest_, *broken, "[layak-lost-" + std::to_string(++lost_) + "]");
            nothing_lost_ = false;
        }
        if (!is_pair && !broken->heading) ++aliens_;
        return true;
    }
};

} // namespace

RepairedToml read_repairing(std::string_view text, const std::string& name, Findings& findings)
{
    return Repair(text, name, findings).read();
}

} // namespace sim
