#include "sim/text/toml.hpp"

#include "sim/text/file.hpp"
#include "sim/text/number.hpp"
#include "sim/text/toml_document.hpp"
#include "sim/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace sim {

namespace {

constexpr std::uintmax_t most_bytes = std::uintmax_t{16} << 20;
constexpr std::size_t longest_path = 300;

// What was expected of a value.
const Words a_plain_number{"harus berupa angka seperti 1200 atau 0.3, tanpa satuan, persen atau hitungan",
                           "a number like 1200 or 0.3 is expected, without unit, per cent or sum"};
const Words a_whole_number{"harus berupa bilangan bulat", "a whole number is expected"};
const Words text_in_quotes{"nilai tidak dikenali; teks ditulis dalam tanda kutip",
                           "the value is not understood; a text is written in quotes"};
const Words a_flag{"harus true atau false", "true or false is expected"};
const Words a_month{"harus berupa bulan seperti \"2019-01\"", "a month like \"2019-01\" is expected"};
const Words list_of_numbers{"harus berupa daftar angka, seperti [0, 1, 2]",
                            "a list of numbers like [0, 1, 2] is expected"};
const Words list_of_texts{"harus berupa daftar teks, seperti [\"a\", \"b\"]",
                          "a list of texts like [\"a\", \"b\"] is expected"};
const Words any_value{"harus berupa angka, teks, true atau false", "a number, a text, true or false is expected"};

Words one_table(const std::string& name)
{
    return {"harus berupa satu tabel, [" + name + "] atau {…}", "one table is expected, [" + name + "] or {…}"};
}

Words list_of_tables(const std::string& name)
{
    return {"harus berupa daftar tabel, [[" + name + "]] dengan dua kurung",
            "a list of tables is expected, [[" + name + "]] with two brackets"};
}

Words two_brackets(const SingleHeading& heading)
{
    const std::string right = "[[" + heading.name + "]]";
    if (heading.like == 0) return {"tulis " + right, "write " + right};
    const std::string like = std::to_string(heading.like);
    return {"tulis " + right + ", seperti di baris " + like, "write " + right + ", as in line " + like};
}

} // namespace

namespace {

/// Puts a length before a text, so that no two different values read the same.
void put_text(std::string& out, std::string_view text) { out += std::to_string(text.size()) + ":" + std::string(text); }

void put_value(std::string& out, const toml::node& node)
{
    if (const auto* const table = node.as_table()) {
        out += "{";
        for (const auto& [key, value] : *table) { // in the order of their names
            put_text(out, key.str());
            put_value(out, value);
        }
        out += "}";
    } else if (const auto* const list = node.as_array()) {
        out += "[";
        for (const toml::node& of : *list) put_value(out, of);
        out += "]";
    } else if (const auto* const flag = node.as_boolean()) {
        out += flag->get() ? "true" : "false";
    } else if (const auto number = node.value<double>()) {
        out += "=" + shortest(*number);
    } else if (const auto* const text = node.as_string()) {
        put_text(out, text->get());
    } else {
        out += "date"; // which no file of ours has
    }
}

} // namespace

std::string TomlTable::values(std::initializer_list<std::string_view> without) const
{
    toml::table all = *asked_->table;
    for (const std::string_view key : without) all.erase(key);
    std::string out;
    put_value(out, all);
    return out;
}

TomlTable::TomlTable(std::shared_ptr<Document> document, Asked* asked) : document_(std::move(document)), asked_(asked)
{
}

std::optional<double> TomlTable::number(std::string_view key, const Range& range) const
{
    const auto entry = document_->ask_value(*asked_, key, a_plain_number);
    if (!entry) return std::nullopt;
    return document_->number(*entry->node, entry->line(), key, range);
}

std::optional<long long> TomlTable::integer(std::string_view key, const Range& range) const
{
    const auto entry = document_->ask_value(*asked_, key, a_plain_number);
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
    const auto entry = document_->ask_value(*asked_, key, text_in_quotes);
    if (!entry) return std::nullopt;
    return document_->text_of(*entry->node, entry->line(), key);
}

std::optional<std::string> TomlTable::choice(std::string_view key, std::span<const std::string> names,
                                             std::span<const Synonym> synonyms) const
{
    auto value = text(key);
    if (!value || std::find(names.begin(), names.end(), *value) != names.end()) return value;
    error(key, unknown_value(*value, names, synonyms));
    return std::nullopt;
}

std::optional<bool> TomlTable::flag(std::string_view key) const
{
    const auto entry = document_->ask_value(*asked_, key, a_flag);
    if (!entry) return std::nullopt;
    if (const auto* value = entry->node->as_boolean()) return value->get();
    document_->error(entry->line(), key, *entry->node, a_flag);
    return std::nullopt;
}

std::optional<Month> TomlTable::month(std::string_view key) const
{
    const auto entry = document_->ask_value(*asked_, key, a_month);
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
    const auto entry = document_->ask_value(*asked_, key, one_table(std::string(key)));
    if (!entry) return std::nullopt;
    auto* table = entry->node->as_table();
    if (auto* list = entry->node->as_array()) table = document_->join_repeated(key, *list);
    if (table) return TomlTable(document_, document_->hand_out(*table, entry->line()));
    document_->error(entry->line(), key, *entry->node, one_table(std::string(key)));
    return std::nullopt;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const
{
    std::vector<TomlTable> list;
    const Words expected = list_of_tables(std::string(key));
    const auto entry = document_->ask_value(*asked_, key, expected);
    if (!entry) return list;
    if (auto* single = entry->node->as_table()) { // read all the same: it may have mistakes of its own
        document_->error(entry->line(), key, *entry->node, expected);
        return {TomlTable(document_, document_->hand_out(*single, entry->line()))};
    }
    document_->each(*entry, key, expected, [&](toml::node& node, int line, const std::string& element) {
        auto* table = node.as_table();
        if (!table) return document_->error(line, element, node, {"harus berupa tabel", "a table is expected"});
        const auto heading = document_->single_headings.find(line);
        if (heading != document_->single_headings.end() && table->source().begin.column > 0)
            document_->findings->error(document_->name, line, "", "[" + heading->second.name + "]",
                                       two_brackets(heading->second));
        list.push_back(TomlTable(document_, document_->hand_out(*table, line)));
    });
    return list;
}

std::vector<double> TomlTable::numbers(std::string_view key, const Range& range) const
{
    std::vector<double> list;
    const auto entry = document_->ask_value(*asked_, key, list_of_numbers);
    if (!entry) return list;
    document_->each(*entry, key, list_of_numbers, [&](const toml::node& node, int line, const std::string& element) {
        if (const auto value = document_->number(node, line, element, range)) list.push_back(*value);
    });
    return list;
}

std::vector<std::string> TomlTable::texts(std::string_view key) const
{
    std::vector<std::string> list;
    const auto entry = document_->ask_value(*asked_, key, list_of_texts);
    if (!entry) return list;
    document_->each(*entry, key, list_of_texts, [&](const toml::node& node, int line, const std::string& element) {
        if (auto value = document_->text_of(node, line, element)) list.push_back(std::move(*value));
    });
    return list;
}

std::vector<TomlLeaf> TomlTable::leaves(const Words& expected) const
{
    asked_->everything = true;
    std::vector<std::pair<TomlLeaf, toml::source_position>> list;
    struct Branch
    {
        toml::table* table;
        std::string path;
    };
    std::vector<Branch> branches{{asked_->table, ""}};
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const Branch branch = std::move(branches[i]);
        for (const TomlEntry& entry : entries_of(*branch.table)) {
            const int line = entry.line();
            const std::string path = branch.path + (branch.path.empty() ? "" : ".") + std::string(entry.key->str());
            TomlLeaf leaf{path, false, line};
            if (UnreadValue* const was = document_->unread_at(*entry.node)) {
                document_->say_unread(line, path, *was, expected.empty() ? any_value : expected);
                continue;
            }
            if (path.size() > longest_path) { // so that paths take no more memory than the file
                document_->findings->error(document_->name, line, path, "",
                                           {"nama ini terlalu panjang", "the name is too long"});
                continue;
            }
            if (auto* table = entry.node->as_table()) {
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
                document_->error(line, path, *entry.node, expected.empty() ? any_value : expected);
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

std::optional<std::size_t> TomlTable::length(std::string_view key) const
{
    const auto entry = document_->ask(*asked_, key);
    const auto* list = entry ? entry->node->as_array() : nullptr;
    return list ? std::optional(list->size()) : std::nullopt;
}

std::vector<std::string> TomlTable::keys() const
{
    std::vector<std::string> list;
    for (const TomlEntry& entry : entries_of(*asked_->table)) list.emplace_back(entry.key->str());
    return list;
}

bool TomlTable::require(std::string_view key, const Words& reason) const
{
    return require_any({key}, reason.empty() ? Words{"kunci ini harus ada", "this key must be there"} : reason);
}

bool TomlTable::require_any(std::initializer_list<std::string_view> keys, const Words& reason) const
{
    bool some = false;
    for (const std::string_view key : keys) some = document_->ask(*asked_, key) || some;
    if (!some) asked_->missing.push_back({{keys.begin(), keys.end()}, reason});
    return some;
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

void TomlTable::error_at(std::string_view key, std::size_t index, Words reason) const
{
    const auto entry = Document::find(*asked_, key);
    const auto* list = entry ? entry->node->as_array() : nullptr;
    const auto* element = list ? list->get(index) : nullptr;
    if (!element) return error(key, std::move(reason));
    document_->error(static_cast<int>(element->source().begin.line),
                     std::string(key) + "[" + std::to_string(index + 1) + "]", *element, std::move(reason));
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
        std::set<std::string> meant;
        for (const TomlEntry& entry : entries_of(*asked.table)) {
            if (!asked.knows(entry.key->str())) {
                if (!asked.finished) document_->say_unknown(asked, entry);
                meant.insert(nearest(entry.key->str(), asked.in_order));
                continue;
            }
            if (const auto* inner = entry.node->as_table()) all.push_back(inner);
            if (const auto* list = entry.node->as_array()) {
                for (const auto& element : *list) {
                    if (const auto* inner = element.as_table()) all.push_back(inner);
                }
            }
        }
        document_->say_missing(asked, meant);
        asked.finished = true;
    }
    if (asked_->table == &document_->root) document_->say_unread_rest();
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
    const auto refuse = [&](Words reason) { document.findings->error(document.name, 0, "", "", std::move(reason)); };
    if (is_workbook(text))
        return refuse({"ini buku kerja (Excel), bukan berkas teks TOML", "this is a workbook (Excel), no TOML text"});
    if (is_hdf5(text))
        return refuse(
            {"ini berkas hasil (HDF5), bukan berkas teks TOML", "this is a result file (HDF5), no TOML text"});
    if (check_utf8(text, document.name, *document.findings) == Encoding::other) return;
    document.set_text(std::move(text));
    RepairedToml read = read_repairing(document.text, document.name, *document.findings);
    document.failed = !read.whole;
    document.unread_lines = std::move(read.unread);
    document.single_headings = std::move(read.single_headings);
    if (document.failed) { // nobody will ask
        document.say_unread_rest();
        document.say_single_headings_of_broken_file();
        return;
    }
    document.root = std::move(read.root);
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
