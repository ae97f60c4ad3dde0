#include "models/commitment/institutions_file.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "models/commitment/institution_row.hpp"
#include "sim/text/csv.hpp"

namespace commitment {
namespace {

using sim::Words;

const std::vector<std::string> required_columns = {"id",         "name",  "kind",      "parent",    "role",
                                                   "task_force", "heads", "officials", "technical", "families"};
const std::vector<std::string> optional_columns = {"cluster", "sector", "longitude", "latitude", "code"};

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
        const InstitutionRow row(table, table.rows()[r], findings);
        auto institution = read_institution(row);
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
        const InstitutionRow row(table, table.rows()[rows[i]], findings);
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
