#include "sim/text/toml.hpp"

#include "sim/text/file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/toml_lines.hpp"
#include "sim/text/toml_repair.hpp"
#include "sim/text/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace sim {

namespace {

constexpr std::uintmax_t most_bytes = std::uintmax_t{16} << 20;
constexpr std::size_t longest_path = 300;

// What was expected of a value.
const Words a_text{"harus berupa teks dalam tanda kutip", "a text in quotes is expected"};
const Words a_number{"harus berupa angka", "a number is expected"};
const Words a_bare_number{"harus berupa angka, tanpa tanda kutip", "a number is expected, without quotes"};
const Words a_finite_number{"harus berupa angka terhingga", "a finite number is expected"};
const Words a_whole_number{"harus berupa bilangan bulat", "a whole number is expected"};
const Words a_flag{"harus true atau false", "true or false is expected"};
const Words a_month{"harus berupa bulan seperti \"2019-01\"", "a month like \"2019-01\" is expected"};
const Words too_near_zero{"angka ini terlalu dekat dengan nol", "the number is too near to zero"};
const Words control_characters{"teks memuat karakter kendali", "the text has control characters"};

bool has_control_characters(const std::string& text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    });
}

bool before(const toml::source_position& a, const toml::source_position& b)
{
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
}

/// A place in a text. toml++ counts columns in characters, not bytes.
struct Cursor
{
    toml::source_index line = 0;
    toml::source_index column = 0;
    std::size_t at = 0;

    void advance(std::string_view text)
    {
        ++column;
        ++at;
        while (at < text.size() && (text[at] & 0xc0) == 0x80) ++at;
    }
};

/// A key of a table with what it leads to.
struct Entry
{
    const toml::key* key;
    const toml::node* node;
    int line() const { return static_cast<int>(key->source().begin.line); }
};

/// In the order of the file.
std::vector<Entry> entries(const toml::table& table)
{
    std::vector<Entry> list;
    for (const auto& [key, node] : table) list.push_back({&key, &node});
    std::sort(list.begin(), list.end(),
              [](const Entry& a, const Entry& b) { return before(a.key->source().begin, b.key->source().begin); });
    return list;
}

} // namespace

/// What is remembered of a table that was handed out.
struct TomlTable::Asked
{
    const toml::table* table = nullptr;
    int line = 0;
    std::set<std::string, std::less<>> keys;
    std::vector<std::string> in_order; // of asking, for the list of what is accepted
    std::map<std::string, Entry, std::less<>> leaves;
    bool everything = false; // by `leaves`
    bool finished = false;
};

struct TomlTable::Document
{
    std::string name;
    Findings* findings = nullptr;
    bool failed = false;
    std::string text;
    std::map<int, UnreadValue> unread_lines;
    std::vector<std::size_t> line_begins;
    mutable Cursor cursor; // where a value was last looked up in `text`
    toml::table root;
    std::unordered_map<const toml::table*, std::unique_ptr<Asked>> asked;

    void set_text(std::string given)
    {
        text = std::move(given);
        line_begins = {0};
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n') line_begins.push_back(i + 1);
        }
    }

    /// As it was typed, which toml++ does not keep: of a number, a flag or a date. Empty if that is not
    /// found.
    std::string typed(const toml::node& node) const
    {
        const auto [begin, end] = std::pair(node.source().begin, node.source().end);
        if (begin.line == 0 || begin.line != end.line || begin.line > line_begins.size()) return "";
        // A line may be long, with many values: go on from where the last one began.
        if (cursor.line != begin.line || cursor.column > begin.column) {
            cursor = {begin.line, 1, line_begins[begin.line - 1]};
        }
        while (cursor.column < begin.column && cursor.at < text.size()) cursor.advance(text);
        Cursor last = cursor;
        while (last.column < end.column && last.at < text.size() && text[last.at] != '\n') last.advance(text);
        return text.substr(cursor.at, last.at - cursor.at);
    }

    const UnreadValue* unread_at(const toml::node& node) const
    {
        const auto* value = node.as_string();
        if (!value || value->get() != unread) return nullptr;
        const auto place = unread_lines.find(static_cast<int>(node.source().begin.line));
        return place == unread_lines.end() ? nullptr : &place->second;
    }

    std::string found(const toml::node& node) const
    {
        if (const UnreadValue* was = unread_at(node)) return was->value;
        if (const auto* value = node.as_string()) return in_quotes(value->get());
        if (node.is_table()) return "{…}";
        if (node.is_array()) return "[…]";
        return typed(node);
    }

    TomlTable::Asked* hand_out(const toml::table& table, int line)
    {
        auto& place = asked[&table];
        if (!place) {
            place = std::make_unique<TomlTable::Asked>();
            place->table = &table;
            place->line = line;
        }
        return place.get();
    }

    void error(int line, std::string_view key, const toml::node& node, Words reason) const
    {
        findings->error(name, line, std::string(key), found(node), std::move(reason));
    }

    /// The entry of a key, which is known from now on.
    std::optional<Entry> ask(TomlTable::Asked& of, std::string_view key) const
    {
        if (of.keys.insert(std::string(key)).second) of.in_order.emplace_back(key);
        return find(of, key);
    }

    /// The same, but nothing if the value could not be read.
    std::optional<Entry> ask_value(TomlTable::Asked& of, std::string_view key) const
    {
        const auto entry = ask(of, key);
        return entry && unread_at(*entry->node) ? std::nullopt : entry;
    }

    static std::optional<Entry> find(const TomlTable::Asked& in, std::string_view key)
    {
        const auto found = in.table->find(key);
        if (found != in.table->end()) return Entry{&found->first, &found->second};
        const auto leaf = in.leaves.find(key);
        if (leaf != in.leaves.end()) return leaf->second;
        return std::nullopt;
    }

    static int line_of(const TomlTable::Asked& in, std::string_view key)
    {
        const auto entry = find(in, key);
        return entry ? entry->line() : in.line;
    }

    std::optional<double> number(const toml::node& node, int line, std::string_view key, const Range& range) const
    {
        double value = 0;
        if (const auto* integer = node.as_integer()) {
            value = static_cast<double>(integer->get());
        } else if (const auto* decimal = node.as_floating_point()) {
            value = decimal->get() + 0.0; // -0 + 0 is 0
        } else {
            const auto* text_value = node.as_string();
            const bool is_number_in_quotes = text_value && parse_number(text_value->get());
            error(line, key, node, is_number_in_quotes ? a_bare_number : a_number);
            return std::nullopt;
        }
        if (!std::isfinite(value)) {
            error(line, key, node, a_finite_number);
            return std::nullopt;
        }
        if (value == 0 && node.is_floating_point()) {
            const std::string digits = typed(node);
            const std::string mantissa = digits.substr(0, digits.find_first_of("eE"));
            if (mantissa.find_first_of("123456789") != std::string::npos) { // 1e-400
                error(line, key, node, too_near_zero);
                return std::nullopt;
            }
        }
        if (auto reason = objection(value, range)) {
            error(line, key, node, std::move(*reason));
            return std::nullopt;
        }
        return value;
    }

    std::optional<std::string> text_of(const toml::node& node, int line, std::string_view key) const
    {
        const auto* value = node.as_string();
        if (value && !has_control_characters(value->get())) return value->get();
        error(line, key, node, value ? control_characters : a_text);
        return std::nullopt;
    }

    /// The elements of a list with their names ("levels[2]", from 1); nothing, with an error, if it is no
    /// list.
    template <class Use>
    void each(const Entry& entry, std::string_view key, const Words& expected, Use use) const
    {
        const auto* list = entry.node->as_array();
        if (!list) {
            error(entry.line(), key, *entry.node, expected);
            return;
        }
        for (std::size_t i = 0; i < list->size(); ++i) {
            const toml::node& element = *list->get(i);
            const int line = static_cast<int>(element.source().begin.line);
            use(element, line, std::string(key) + "[" + std::to_string(i + 1) + "]");
        }
    }

    void say_unknown(const TomlTable::Asked& in, const Entry& entry) const
    {
        if (const UnreadValue* was = unread_at(*entry.node); was && was->guessed) return;
        const std::string key(entry.key->str());
        Words reason = Words{"kunci tidak dikenal", "unknown key"} + did_you_mean(key, in.in_order);
        if (!in.in_order.empty()) reason = reason + Words{"; ", "; "} + accepted(in.in_order);
        error(entry.line(), key, *entry.node, reason);
    }
};

TomlTable::TomlTable(std::shared_ptr<Document> document, Asked* asked) : document_(std::move(document)), asked_(asked)
{
}

std::optional<double> TomlTable::number(std::string_view key, const Range& range) const
{
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return std::nullopt;
    return document_->number(*entry->node, entry->line(), key, range);
}

std::optional<long long> TomlTable::integer(std::string_view key, const Range& range) const
{
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return std::nullopt;
    const auto value = document_->number(*entry->node, entry->line(), key, range);
    if (!value) return std::nullopt;
    if (const auto* exact = entry->node->as_integer()) return exact->get();
    const auto n = whole(*value);
    if (!n) document_->error(entry->line(), key, *entry->node, a_whole_number);
    return n;
}

std::optional<std::string> TomlTable::text(std::string_view key) const
{
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return std::nullopt;
    return document_->text_of(*entry->node, entry->line(), key);
}

std::optional<std::string> TomlTable::choice(std::string_view key, std::span<const std::string> names) const
{
    const auto value = text(key);
    if (!value || std::find(names.begin(), names.end(), *value) != names.end()) return value;
    error(key, Words{"nilai tidak dikenal", "unknown value"} + did_you_mean(*value, names) + Words{"; ", "; "} +
                   accepted(names));
    return std::nullopt;
}

std::optional<bool> TomlTable::flag(std::string_view key) const
{
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return std::nullopt;
    if (const auto* value = entry->node->as_boolean()) return value->get();
    document_->error(entry->line(), key, *entry->node, a_flag);
    return std::nullopt;
}

std::optional<Month> TomlTable::month(std::string_view key) const
{
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return std::nullopt;
    Words expected = a_month;
    if (const auto* value = entry->node->as_string()) {
        if (const auto month = parse_month(value->get())) return month;
    }
    if (entry->node->is_date() || entry->node->is_date_time()) {
        const std::string month = in_quotes(document_->typed(*entry->node).substr(0, 7));
        expected = {"harus berupa bulan dalam tanda kutip, tanpa hari: " + month,
                    "a month in quotes is expected, without a day: " + month};
    }
    document_->error(entry->line(), key, *entry->node, expected);
    return std::nullopt;
}

std::optional<TomlTable> TomlTable::table(std::string_view key) const
{
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return std::nullopt;
    if (const auto* table = entry->node->as_table()) {
        return TomlTable(document_, document_->hand_out(*table, entry->line()));
    }
    const std::string name(key);
    document_->error(
        entry->line(), key, *entry->node,
        {"harus berupa satu tabel, [" + name + "] atau {…}", "one table is expected, [" + name + "] or {…}"});
    return std::nullopt;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const
{
    std::vector<TomlTable> list;
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return list;
    const std::string name(key);
    const Words expected{"harus berupa daftar tabel, [[" + name + "]] dengan dua kurung",
                         "a list of tables is expected, [[" + name + "]] with two brackets"};
    document_->each(*entry, key, expected, [&](const toml::node& node, int line, const std::string& element) {
        if (const auto* table = node.as_table()) {
            list.push_back(TomlTable(document_, document_->hand_out(*table, line)));
        } else {
            document_->error(line, element, node, {"harus berupa tabel", "a table is expected"});
        }
    });
    return list;
}

std::vector<double> TomlTable::numbers(std::string_view key, const Range& range) const
{
    std::vector<double> list;
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return list;
    const Words expected{"harus berupa daftar angka, seperti [0, 1, 2]",
                         "a list of numbers like [0, 1, 2] is expected"};
    document_->each(*entry, key, expected, [&](const toml::node& node, int line, const std::string& element) {
        if (const auto value = document_->number(node, line, element, range)) list.push_back(*value);
    });
    return list;
}

std::vector<std::string> TomlTable::texts(std::string_view key) const
{
    std::vector<std::string> list;
    const auto entry = document_->ask_value(*asked_, key);
    if (!entry) return list;
    const Words expected{"harus berupa daftar teks, seperti [\"a\", \"b\"]",
                         "a list of texts like [\"a\", \"b\"] is expected"};
    document_->each(*entry, key, expected, [&](const toml::node& node, int line, const std::string& element) {
        if (auto value = document_->text_of(node, line, element)) list.push_back(std::move(*value));
    });
    return list;
}

std::vector<TomlLeaf> TomlTable::leaves() const
{
    asked_->everything = true;
    std::vector<std::pair<TomlLeaf, toml::source_position>> list;
    struct Branch
    {
        const toml::table* table;
        std::string path;
    };
    std::vector<Branch> branches{{asked_->table, ""}};
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const Branch branch = std::move(branches[i]);
        for (const Entry& entry : entries(*branch.table)) {
            const int line = entry.line();
            const std::string path = branch.path + (branch.path.empty() ? "" : ".") + std::string(entry.key->str());
            TomlLeaf leaf{path, false, line};
            if (document_->unread_at(*entry.node)) continue;
            if (path.size() > longest_path) { // so that paths take no more memory than the file
                document_->findings->error(document_->name, line, path, "",
                                           {"nama ini terlalu panjang", "the name is too long"});
                continue;
            }
            if (const auto* table = entry.node->as_table()) {
                branches.push_back({table, path});
                continue;
            }
            if (const auto* flag = entry.node->as_boolean()) {
                leaf.value = flag->get();
            } else if (entry.node->is_number()) {
                const auto number = document_->number(*entry.node, line, path, {});
                if (!number) continue;
                leaf.value = *number;
            } else if (entry.node->is_string()) {
                auto text = document_->text_of(*entry.node, line, path);
                if (!text) continue;
                leaf.value = std::move(*text);
            } else {
                document_->error(
                    line, path, *entry.node,
                    {"harus berupa angka, teks, true atau false", "a number, a text, true or false is expected"});
                continue;
            }
            if (!asked_->leaves.try_emplace(path, entry).second && asked_->leaves.at(path).node != entry.node) {
                document_->error(line, path, *entry.node, {"nama ini sudah ada", "the name is there already"});
                continue;
            }
            list.emplace_back(std::move(leaf), entry.key->source().begin);
        }
    }
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return before(a.second, b.second); });
    std::vector<TomlLeaf> result;
    for (auto& [leaf, place] : list) result.push_back(std::move(leaf));
    return result;
}

bool TomlTable::has(std::string_view key) const { return document_->ask(*asked_, key).has_value(); }

std::string TomlTable::type_of(std::string_view key) const
{
    const auto entry = document_->ask(*asked_, key);
    if (!entry) return "";
    const toml::node& node = *entry->node;
    if (document_->unread_at(node)) return "unread";
    if (node.is_string()) return "text";
    if (node.is_number()) return "number";
    if (node.is_boolean()) return "flag";
    if (node.is_table()) return "table";
    if (node.is_array_of_tables()) return "tables";
    return node.is_array() ? "list" : "date";
}

std::vector<std::string> TomlTable::keys() const
{
    std::vector<std::string> list;
    for (const Entry& entry : entries(*asked_->table)) list.emplace_back(entry.key->str());
    return list;
}

bool TomlTable::require(std::string_view key) const
{
    if (document_->ask(*asked_, key)) return true;
    if (!document_->failed) {
        document_->findings->error(document_->name, asked_->line, std::string(key), "",
                                   {"kunci ini harus ada", "this key must be there"});
    }
    return false;
}

int TomlTable::line() const { return asked_->line; }

int TomlTable::line(std::string_view key) const { return Document::line_of(*asked_, key); }

const std::string& TomlTable::file_name() const { return document_->name; }

void TomlTable::error(std::string_view key, Words reason) const
{
    const auto entry = Document::find(*asked_, key);
    document_->findings->error(document_->name, line(key), std::string(key),
                               entry ? document_->found(*entry->node) : "", std::move(reason));
}

void TomlTable::warning(std::string_view key, Words reason) const
{
    const auto entry = Document::find(*asked_, key);
    document_->findings->warning(document_->name, line(key), std::string(key),
                                 entry ? document_->found(*entry->node) : "", std::move(reason));
}

void TomlTable::note(std::string_view key, Words reason) const
{
    const auto entry = Document::find(*asked_, key);
    document_->findings->note(document_->name, line(key), std::string(key), entry ? document_->found(*entry->node) : "",
                              std::move(reason));
}

void TomlTable::error_here(Words reason) const
{
    document_->findings->error(document_->name, asked_->line, "", "", std::move(reason));
}

void TomlTable::finish() const
{
    std::vector<const toml::table*> all{asked_->table};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto found = document_->asked.find(all[i]);
        if (found == document_->asked.end()) continue; // not handed out
        Asked& asked = *found->second;
        for (const Entry& entry : entries(*asked.table)) {
            const bool known = asked.everything || asked.keys.contains(entry.key->str());
            if (!known && !asked.finished) document_->say_unknown(asked, entry);
            if (!known) continue;
            if (const auto* inner = entry.node->as_table()) all.push_back(inner);
            if (const auto* list = entry.node->as_array()) {
                for (const auto& element : *list) {
                    if (const auto* inner = element.as_table()) all.push_back(inner);
                }
            }
        }
        asked.finished = true;
    }
}

TomlFile::TomlFile(const std::string& shown_name, Findings& findings)
    : root_(std::make_shared<TomlTable::Document>(), nullptr)
{
    TomlTable::Document& document = *root_.document_;
    document.name = shown_name;
    document.findings = &findings;
    document.failed = true;
    root_.asked_ = document.hand_out(document.root, 0);
}

void TomlFile::parse(std::string text)
{
    TomlTable::Document& document = *root_.document_;
    if (check_utf8(text, document.name, *document.findings) == Encoding::other) return;
    document.set_text(std::move(text));
    RepairedToml read = read_repairing(document.text, document.name, *document.findings);
    document.failed = !read.whole;
    if (document.failed) return;
    document.root = std::move(read.root);
    document.unread_lines = std::move(read.unread);
}

bool TomlFile::failed() const { return root_.document_->failed; }

TomlFile read_toml(const std::filesystem::path& path, const std::string& shown_name, Findings& findings)
{
    TomlFile file(shown_name, findings);
    if (auto text = read_file(path, shown_name, most_bytes, findings)) file.parse(std::move(*text));
    return file;
}

TomlFile parse_toml(std::string text, const std::string& shown_name, Findings& findings)
{
    TomlFile file(shown_name, findings);
    file.parse(std::move(text));
    return file;
}

} // namespace sim
