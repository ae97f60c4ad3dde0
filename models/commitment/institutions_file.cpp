#include "models/commitment/institutions_file.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "sim/text/csv.hpp"

namespace commitment {
namespace {

using sim::Words;

const std::vector<std::string> required_columns = {"id",         "name",  "kind",      "parent",    "role",
                                                   "task_force", "heads", "officials", "technical", "families"};
const std::vector<std::string> optional_columns = {"cluster", "sector", "longitude", "latitude", "code"};
const std::vector<sim::Synonym> kind_synonyms = {{"kota", "city"},
                                                 {"keluarga", "community"},
                                                 {"families", "community"},
                                                 {"masyarakat", "community"},
                                                 {"dunia usaha", "business"},
                                                 {"forum anak", "forum_anak"}};
constexpr double most_posts_of_a_role = 100'000;
constexpr double most_families = 10'000'000;
constexpr std::size_t longest_name = 200;

bool is_id(std::string_view text)
{
    return !text.empty() && text.size() <= 80 && std::all_of(text.begin(), text.end(), [](char c) {
        return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-' || c == '_';
    });
}

/// "Kel Kasemen" as an id is "kel-kasemen"; empty where nothing of it can be one.
std::string as_id(std::string_view text)
{
    std::string id;
    for (const char c : text) {
        const char lower = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (is_id({&lower, 1}))
            id += lower;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    while (id.ends_with('-')) id.pop_back();
    return is_id(id) ? id : "";
}

/// "a kelurahan", "an opd"
std::string one(Kind kind)
{
    return (kind == Kind::opd || kind == Kind::lpa ? "an " : "a ") + std::string(name_of(kind));
}

Words only_of(Kind kind)
{
    return {"hanya " + std::string(name_of(kind)) + " yang memilikinya; kosongkan",
            "only " + one(kind) + " has this; leave it empty"};
}

/// One row's cells, with what may stand in them.
class Row
{
  public:
    Row(const sim::CsvTable& table, const sim::CsvRow& row, sim::Findings& findings)
        : table_(table), row_(row), findings_(findings)
    {
    }

    const std::string& cell(std::string_view column) const { return table_.cell(row_, column); }
    void error(std::string_view column, Words reason) const
    {
        table_.error(row_, column, std::move(reason), findings_);
    }

    /// A text for people: short, without control characters.
    std::string text(std::string_view column) const
    {
        const std::string& text = cell(column);
        if (std::any_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
            error(column, {"memuat karakter kendali (tab, baris baru atau sejenisnya)",
                           "has control characters (a tab, a new line or the like)"});
        else if (text.size() > longest_name)
            error(column, {"lebih panjang dari " + std::to_string(longest_name) + " byte",
                           "longer than " + std::to_string(longest_name) + " bytes"});
        return text;
    }

    /// 0 where the cell is empty; nothing, with an error, if it cannot be read.
    std::optional<int> count(std::string_view column, double highest, bool wanted, const Words& otherwise) const
    {
        const auto value = table_.integer(row_, column, {.lowest = 0, .highest = highest}, findings_);
        if (value && *value != 0 && !wanted) error(column, otherwise);
        if (!value && !cell(column).empty()) return std::nullopt;
        return static_cast<int>(value.value_or(0));
    }

    std::optional<double> degrees(std::string_view column, double limit) const
    {
        return table_.number(row_, column, {.lowest = -limit, .highest = limit}, findings_);
    }

  private:
    const sim::CsvTable& table_;
    const sim::CsvRow& row_;
    sim::Findings& findings_;
};

void read_posts(const Row& row, Institution& out)
{
    const bool staffed = is_staffed(out.kind);
    const Words unstaffed{"lembaga jenis ini tidak punya jabatan; kosongkan",
                          "an institution of this kind has no posts; leave it empty"};
    bool readable = true;
    const auto posts = [&](std::string_view column) {
        const auto count = row.count(column, most_posts_of_a_role, staffed, unstaffed);
        readable = readable && count;
        return count.value_or(0);
    };
    out.heads = posts("heads");
    out.officials = posts("officials");
    out.technical = posts("technical");
    if (staffed && readable && out.posts() == 0)
        row.error("heads", {"sebuah " + std::string(name_of(out.kind)) + " memerlukan paling sedikit satu jabatan",
                            one(out.kind) + " needs at least one post"});
}

void read_opd_columns(const Row& row, Institution& out)
{
    const std::string& role = row.cell("role");
    const std::string& task_force = row.cell("task_force");
    if (out.kind != Kind::opd) {
        if (!role.empty()) row.error("role", only_of(Kind::opd));
        if (!task_force.empty() && task_force != "0") row.error("task_force", only_of(Kind::opd));
        return;
    }
    if (const auto place = place_of(role, role_names))
        out.role = static_cast<Role>(*place);
    else
        row.error("role", sim::unknown_value(role, texts(role_names)));
    if (task_force == "1")
        out.task_force = true;
    else if (!task_force.empty() && task_force != "0")
        row.error("task_force", {"harus 1 (anggota gugus tugas) atau 0", "must be 1 (member of the task force) or 0"});
}

void read_clusters(const Row& row, Institution& out)
{
    const std::string cell = row.text("cluster");
    std::size_t start = 0;
    while (!cell.empty() && start <= cell.size()) {
        const std::size_t end = std::min(cell.find(';', start), cell.size());
        std::string label = cell.substr(start, end - start);
        if (label.empty())
            return row.error("cluster", {"label kosong di antara titik koma", "an empty label between semicolons"});
        if (std::find(out.clusters.begin(), out.clusters.end(), label) == out.clusters.end())
            out.clusters.push_back(label);
        start = end + 1;
    }
}

std::optional<Institution> read_row(const Row& row, int line)
{
    Institution out;
    out.line = line;
    out.id = row.cell("id");
    out.name = row.text("name");
    if (!is_id(out.id)) {
        const std::string near = as_id(out.id);
        row.error("id", Words{"id hanya memuat a–z, 0–9, - dan _, paling banyak 80",
                              "an id has only a–z, 0–9, - and _, at most 80 of them"} +
                            sim::did_you_mean(near, std::array{near}));
    }
    if (out.name.empty()) row.error("name", {"nama kosong", "the name is empty"});
    const auto kind = place_of(row.cell("kind"), kind_names);
    if (!kind) {
        row.error("kind", sim::unknown_value(row.cell("kind"), texts(kind_names), kind_synonyms));
        return std::nullopt;
    }
    out.kind = static_cast<Kind>(*kind);
    read_posts(row, out);
    read_opd_columns(row, out);
    read_clusters(row, out);
    out.families =
        row.count("families", most_families, out.kind == Kind::community, only_of(Kind::community)).value_or(0);
    if (out.kind == Kind::community && row.cell("families").empty())
        row.error("families", {"isi jumlah keluarga (boleh 0)", "give the number of families (0 is possible)"});
    out.sector = row.text("sector");
    if (!out.sector.empty() && out.kind != Kind::business) row.error("sector", only_of(Kind::business));
    out.longitude = row.degrees("longitude", 180);
    out.latitude = row.degrees("latitude", 90);
    if (row.cell("longitude").empty() != row.cell("latitude").empty())
        row.error(row.cell("longitude").empty() ? "longitude" : "latitude",
                  {"bujur dan lintang diisi bersama atau dikosongkan bersama",
                   "longitude and latitude go together, or both stay empty"});
    out.code = row.text("code");
    return out;
}

/// What kind an institution's parent must be; nothing: it may have none.
struct ParentRule
{
    std::optional<Kind> kind;
    bool required;
};

ParentRule parent_rule(Kind kind)
{
    switch (kind) {
    case Kind::city: return {std::nullopt, false};
    case Kind::kecamatan: return {Kind::city, true};
    case Kind::kelurahan: return {Kind::kecamatan, true};
    case Kind::community: return {Kind::kelurahan, true};
    case Kind::business: return {Kind::kelurahan, false};
    default: return {Kind::city, false};
    }
}

} // namespace

InstitutionNames::InstitutionNames(const City& city, const UnreadIds& unread) : unread_(unread)
{
    for (std::uint32_t i = 0; i < city.institutions.size(); ++i) {
        const Institution& institution = city.institutions[i];
        names_.push_back(institution.id);
        names_by_kind_[static_cast<std::size_t>(institution.kind)].push_back(institution.id);
        sorted_.emplace_back(institution.id, i);
    }
    std::sort(sorted_.begin(), sorted_.end());
}

std::optional<InstitutionId> InstitutionNames::find(const std::string& id) const
{
    const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), std::pair<std::string, std::uint32_t>(id, 0));
    if (at == sorted_.end() || at->first != id) return std::nullopt;
    return InstitutionId(at->second);
}

std::optional<Words> InstitutionNames::objection(const std::string& id, std::optional<Kind> kind) const
{
    if (find(id) || unread_.has(id)) return std::nullopt;
    return Words{"tidak ada lembaga dengan id itu di institutions.csv",
                 "no institution of institutions.csv has this id"} +
           sim::did_you_mean(id, kind ? names_by_kind_[static_cast<std::size_t>(*kind)] : names_);
}

namespace {

/// Outlines are joined to their kelurahan by code: of two with the same one would be lost.
void warn_of_shared_codes(const sim::CsvTable& table, const City& city, const std::vector<std::size_t>& rows,
                          sim::Findings& findings)
{
    std::map<std::pair<Kind, std::string>, int> lines;
    for (std::size_t i = 0; i < city.institutions.size(); ++i) {
        const Institution& institution = city.institutions[i];
        if (institution.code.empty()) continue;
        const auto [first, is_new] = lines.emplace(std::pair(institution.kind, institution.code), institution.line);
        const std::string line = std::to_string(first->second);
        if (!is_new)
            table.warning(table.rows()[rows[i]], "code",
                          {"kode yang sama ada di baris " + line + "; garis batas dicocokkan menurut kode",
                           "line " + line + " has the same code; outlines are joined by code"},
                          findings);
    }
}

} // namespace

UnreadIds read_institutions(const std::filesystem::path& path, const std::string& shown_name, City& city,
                            sim::Findings& findings)
{
    UnreadIds unread;
    const sim::CsvTable table = sim::read_csv(path, shown_name, required_columns, optional_columns, findings);
    if (!std::all_of(required_columns.begin(), required_columns.end(),
                     [&](const std::string& column) { return table.has(column); })) {
        unread.any = true;
        return unread;
    }
    unread.any = !table.whole() || table.size() == 0;
    std::map<std::string, int> lines;
    std::vector<std::size_t> rows; // of the institutions kept
    for (std::size_t r = 0; r < table.size(); ++r) {
        const Row row(table, table.rows()[r], findings);
        auto institution = read_row(row, table.line(r));
        if (!is_id(row.cell("id"))) unread.any = true;
        if (!institution) unread.ids.insert(row.cell("id"));
        if (!institution) continue;
        const auto [first, is_new] = lines.emplace(institution->id, institution->line);
        if (!is_new) {
            unread.any = true; // it was to be another
            row.error("id", {"sudah dipakai di baris " + std::to_string(first->second),
                             "already used in line " + std::to_string(first->second)});
        }
        city.institutions.push_back(std::move(*institution));
        rows.push_back(r);
    }

    warn_of_shared_codes(table, city, rows, findings);
    const InstitutionNames names(city, unread);
    const bool no_city = city.count(Kind::city) == 0; // which is told once, not of each row that names it
    std::map<std::uint32_t, int> community_line;      // by kelurahan
    std::vector<int> cities;
    for (std::size_t i = 0; i < city.institutions.size(); ++i) {
        Institution& institution = city.institutions[i];
        const Row row(table, table.rows()[rows[i]], findings);
        const std::string& parent = row.cell("parent");
        const ParentRule rule = parent_rule(institution.kind);
        if (institution.kind == Kind::city) cities.push_back(institution.line);
        if (parent.empty()) {
            if (rule.required)
                row.error("parent", {"sebuah " + std::string(name_of(institution.kind)) +
                                         " memerlukan parent: id sebuah " + std::string(name_of(*rule.kind)),
                                     one(institution.kind) + " needs a parent: the id of " + one(*rule.kind)});
            continue;
        }
        if (!rule.kind) {
            row.error("parent", {"kota tidak punya parent; kosongkan", "the city has no parent; leave it empty"});
            continue;
        }
        const auto found = names.find(parent);
        if (!found) {
            if (no_city && rule.kind == Kind::city) continue;
            if (auto wrong = names.objection(parent, rule.kind)) row.error("parent", std::move(*wrong));
            continue;
        }
        if (city.at(*found).kind != *rule.kind) {
            row.error("parent", {"harus sebuah " + std::string(name_of(*rule.kind)) + ", tetapi itu sebuah " +
                                     std::string(name_of(city.at(*found).kind)),
                                 "must be " + one(*rule.kind) + ", but that is " + one(city.at(*found).kind)});
            continue;
        }
        institution.parent = *found;
        if (institution.kind == Kind::community) {
            const auto [first, is_new] = community_line.emplace(found->value(), institution.line);
            if (!is_new)
                row.error("parent", {"kelurahan ini sudah punya community di baris " + std::to_string(first->second) +
                                         "; paling banyak satu",
                                     "this kelurahan has a community in line " + std::to_string(first->second) +
                                         " already; at most one"});
        }
    }
    if (cities.empty() && unread.ids.empty() && table.whole())
        findings.error(shown_name, 0, "kind", "",
                       {"tidak ada baris dengan kind = city; harus tepat satu",
                        "no row with kind = city; there must be exactly one"});
    for (std::size_t extra = 1; extra < cities.size(); ++extra)
        findings.error(shown_name, cities[extra], "kind", "city",
                       {"kota kedua; harus tepat satu", "a second city; there must be exactly one"});
    return unread;
}

} // namespace commitment
