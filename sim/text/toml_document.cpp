#include "sim/text/toml_document.hpp"

#include "sim/text/number.hpp"
#include "sim/text/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sim {

namespace {

const Words a_text{"harus berupa teks dalam tanda kutip", "a text in quotes is expected"};
const Words a_number{"harus berupa angka", "a number is expected"};
const Words a_bare_number{"harus berupa angka, tanpa tanda kutip", "a number is expected, without quotes"};
const Words a_finite_number{"harus berupa angka terhingga", "a finite number is expected"};
const Words too_near_zero{"angka ini terlalu dekat dengan nol", "the number is too near to zero"};
const Words control_characters{"teks memuat karakter kendali", "the text has control characters"};
const Words a_value{"nilai tidak dikenali; teks ditulis dalam tanda kutip, angka seperti 0.3",
                    "the value is not understood; a text is written in quotes, a number like 0.3"};

bool has_control_characters(const std::string& text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    });
}

} // namespace

bool before(const toml::source_position& a, const toml::source_position& b)
{
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
}

void TomlCursor::advance(std::string_view text)
{
    ++column;
    ++at;
    while (at < text.size() && (text[at] & 0xc0) == 0x80) ++at;
}

std::vector<TomlEntry> entries_of(toml::table& table)
{
    std::vector<TomlEntry> list;
    for (auto&& [key, node] : table) list.push_back({&key, &node});
    std::sort(list.begin(), list.end(), [](const TomlEntry& a, const TomlEntry& b) {
        return before(a.key->source().begin, b.key->source().begin);
    });
    return list;
}

void TomlTable::Document::set_text(std::string given)
{
    text = std::move(given);
    line_begins = {0};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') line_begins.push_back(i + 1);
    }
}

std::string TomlTable::Document::typed(const toml::node& node) const
{
    const auto [begin, end] = std::pair(node.source().begin, node.source().end);
    if (begin.line == 0 || begin.line != end.line || begin.line > line_begins.size()) return "";
    // A line may be long, with many values: go on from where the last one began.
    if (cursor.line != begin.line || cursor.column > begin.column) {
        cursor = {begin.line, 1, line_begins[begin.line - 1]};
    }
    while (cursor.column < begin.column && cursor.at < text.size()) cursor.advance(text);
    TomlCursor last = cursor;
    while (last.column < end.column && last.at < text.size() && text[last.at] != '\n') last.advance(text);
    return text.substr(cursor.at, last.at - cursor.at);
}

UnreadValue* TomlTable::Document::unread_at(const toml::node& node) const
{
    const auto* value = node.as_string();
    if (!value || value->get() != unread) return nullptr;
    const auto place = unread_lines.find(static_cast<int>(node.source().begin.line));
    return place == unread_lines.end() ? nullptr : &place->second;
}

std::string TomlTable::Document::found(const toml::node& node) const
{
    if (const UnreadValue* was = unread_at(node)) return was->value;
    if (const auto* value = node.as_string()) return in_quotes(value->get());
    if (node.is_table()) return "{…}";
    if (node.is_array()) return "[…]";
    return typed(node);
}

TomlTable::Asked* TomlTable::Document::hand_out(toml::table& table, int line)
{
    auto& place = asked[&table];
    if (!place) {
        place = std::make_unique<Asked>();
        place->table = &table;
        place->line = line;
    }
    return place.get();
}

std::optional<TomlEntry> TomlTable::Document::ask(Asked& of, std::string_view key) const
{
    if (of.keys.insert(std::string(key)).second) of.in_order.emplace_back(key);
    return find(of, key);
}

std::optional<TomlEntry> TomlTable::Document::ask_value(Asked& of, std::string_view key, const Words& expected) const
{
    const auto entry = ask(of, key);
    if (!entry) return std::nullopt;
    UnreadValue* const was = unread_at(*entry->node);
    if (!was) return entry;
    say_unread(entry->line(), key, *was, expected);
    return std::nullopt;
}

std::optional<TomlEntry> TomlTable::Document::find(const Asked& in, std::string_view key)
{
    const auto found = in.table->find(key);
    if (found != in.table->end()) return TomlEntry{&found->first, &found->second};
    const auto leaf = in.leaves.find(key);
    if (leaf != in.leaves.end()) return leaf->second;
    return std::nullopt;
}

int TomlTable::Document::line_of(const Asked& in, std::string_view key)
{
    const auto entry = find(in, key);
    return entry ? entry->line() : in.line;
}

void TomlTable::Document::error(int line, std::string_view key, const toml::node& node, Words reason) const
{
    findings->error(name, line, std::string(key), found(node), std::move(reason));
}

void TomlTable::Document::say_unread(int line, std::string_view key, UnreadValue& was, const Words& reason) const
{
    if (!was.said) findings->error(name, line, std::string(key), was.value, reason);
    was.said = true;
}

void TomlTable::Document::say_unread_rest() const
{
    for (auto& [line, was] : unread_lines) say_unread(line, was.key, was, a_value);
}

void TomlTable::Document::say_unknown(const Asked& in, const TomlEntry& entry) const
{
    UnreadValue* const was = unread_at(*entry.node);
    if (was) was->said = true; // what it should be nobody knows
    if (was && was->guessed) return;
    const std::string key(entry.key->str());
    Words reason = Words{"kunci tidak dikenal", "unknown key"} + did_you_mean(key, in.in_order);
    if (!in.in_order.empty()) reason = reason + Words{"; ", "; "} + accepted(in.in_order);
    error(entry.line(), key, *entry.node, reason);
}

void TomlTable::Document::say_missing(Asked& in, const std::set<std::string>& meant) const
{
    for (const MissingKeys& missing : in.missing) {
        const bool misspelt = std::any_of(missing.any_of.begin(), missing.any_of.end(),
                                          [&](const std::string& key) { return meant.contains(key); });
        const std::string key = missing.any_of.size() == 1 ? missing.any_of.front() : "";
        if (!misspelt && !failed) findings->error(name, in.line, key, "", missing.reason);
    }
    in.missing.clear();
}

void TomlTable::Document::say_single_headings_of_broken_file() const
{
    for (const auto& [line, heading] : single_headings)
        findings->error(
            name, line, "", "[" + heading.name + "]",
            {"judul ini ada lebih dari sekali; bagian sebuah daftar ditulis [[" + heading.name + "]]",
             "this heading is there more than once; the parts of a list are written [[" + heading.name + "]]"});
}

std::optional<double> TomlTable::Document::number(const toml::node& node, int line, std::string_view key,
                                                  const Range& range) const
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

std::optional<std::string> TomlTable::Document::text_of(const toml::node& node, int line, std::string_view key) const
{
    const auto* value = node.as_string();
    if (value && !has_control_characters(value->get())) return value->get();
    error(line, key, node, value ? control_characters : a_text);
    return std::nullopt;
}

toml::table* TomlTable::Document::join_repeated(std::string_view key, toml::array& list)
{
    const auto line_at = [&](std::size_t i) { return static_cast<int>(list.get(i)->source().begin.line); };
    bool single = false;
    for (std::size_t i = 0; i < list.size(); ++i) single = single || single_headings.contains(line_at(i));
    if (!single || !list.is_array_of_tables()) return nullptr;
    toml::table& first = *list.get(0)->as_table();
    const std::string heading = "[" + std::string(key) + "]";
    const std::string at = std::to_string(line_at(0));
    while (list.size() > 1) {
        findings->error(name, line_at(1), "", heading,
                        {"judul ini sudah ada di baris " + at + "; satu judul hanya boleh ditulis sekali",
                         "this heading is there already, in line " + at + "; a heading is written only once"});
        for (auto&& [of, node] : *list.get(1)->as_table())
            if (!first.contains(of)) first.insert(of, std::move(node));
        list.erase(list.cbegin() + 1);
    }
    return &first;
}

} // namespace sim
