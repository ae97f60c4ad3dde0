#include "models/commitment/institution_row.hpp"

#include <algorithm>
#include <array>

namespace commitment {

using sim::Words;

namespace {

constexpr double most_posts_of_a_role = 100'000;

} // namespace

bool is_id(std::string_view text)
{
    return !text.empty() && text.size() <= 80 && std::all_of(text.begin(), text.end(), [](char c) {
        return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-' || c == '_';
    });
}

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

std::span<const sim::Synonym> kind_synonyms()
{
    static const std::vector<sim::Synonym> synonyms = {{"kota", "city"},
                                                       {"keluarga", "community"},
                                                       {"families", "community"},
                                                       {"masyarakat", "community"},
                                                       {"dunia usaha", "business"},
                                                       {"forum anak", "forum_anak"}};
    return synonyms;
}

std::string one(Kind kind)
{
    return (kind == Kind::opd || kind == Kind::lpa ? "an " : "a ") + std::string(name_of(kind));
}

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

std::string InstitutionRow::text(std::string_view column) const
{
    const std::string& text = cell(column);
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        error(column, {"memuat karakter kendali (tab, baris baru atau sejenisnya)",
                       "has control characters (a tab, a new line or the like)"});
    else if (text.size() > longest_name)
        error(column, {"lebih panjang dari " + std::to_string(longest_name) + " byte",
                       "longer than " + std::to_string(longest_name) + " bytes"});
    return text;
}

std::optional<int> InstitutionRow::count(std::string_view column, double highest, bool wanted,
                                         const Words& otherwise) const
{
    const auto value = table_.integer(row_, column, {.lowest = 0, .highest = highest}, findings_);
    if (value && *value != 0 && !wanted) error(column, otherwise);
    if (!value && !cell(column).empty()) return std::nullopt;
    return static_cast<int>(value.value_or(0));
}

namespace {

Words only_of(Kind kind)
{
    return {"hanya " + std::string(name_of(kind)) + " yang memilikinya; kosongkan",
            "only " + one(kind) + " has this; leave it empty"};
}

void read_posts(const InstitutionRow& row, Institution& out)
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

void read_opd_columns(const InstitutionRow& row, Institution& out)
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

void read_clusters(const InstitutionRow& row, Institution& out)
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

} // namespace

std::optional<Institution> read_institution(const InstitutionRow& row)
{
    Institution out;
    out.line = row.line();
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
        row.error("kind", sim::unknown_value(row.cell("kind"), texts(kind_names), kind_synonyms()));
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

} // namespace commitment
