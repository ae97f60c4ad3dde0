#include "models/commitment/new_city/assembly.hpp"

#include <algorithm>

namespace commitment {

using sim::Words;

Words Found::near_or_all(Kind kind, const std::string& given) const
{
    const std::string near = sim::nearest(stem_of(kind, given), stems_); // whatever word for its kind leads the name
    if (near.empty()) return Words{"; ", "; "} + sim::accepted(names_);
    const std::string& name =
        names_[static_cast<std::size_t>(std::find(stems_.begin(), stems_.end(), near) - stems_.begin())];
    return sim::did_you_mean(name, std::array{name});
}

std::optional<InstitutionId> Assembly::city_as_parent(const NamedRow& row)
{
    const Institution& city = city_.institutions.front();
    const std::string stem = stem_of(Kind::city, row.parent);
    std::vector<std::string> known = {city.id, city.name};
    if (!of(Kind::city).empty()) known.push_back(names_.rows[of(Kind::city).front()].institution.name);
    const bool fits = row.parent.empty() || std::any_of(known.begin(), known.end(), [&](const std::string& name) {
                          return row.parent == name || stem_of(Kind::city, name) == stem;
                      });
    if (fits) return InstitutionId(0);
    error(row, "parent",
          Words{"harus kotanya (atau kosong)", "must be the city (or empty)"} + sim::did_you_mean(row.parent, known) +
              Words{"; ", "; "} + sim::accepted(std::vector<std::string>{city.name}));
    return std::nullopt;
}

std::optional<std::size_t> Assembly::find(Kind kind, const std::string& given, const sim::CsvTable& table,
                                          const sim::CsvRow& row, std::string_view column)
{
    const std::vector<std::size_t> rows = found(kind).find(kind, given);
    if (rows.size() == 1) return rows.front();
    const std::string what(name_of(kind));
    Words reason;
    if (rows.empty()) {
        constexpr int most_hints = 20; // the nearest of many names takes its time
        reason = {"tidak ada " + what + " dengan nama atau id itu di tabel nama",
                  "the table of names has no " + what + " of this name or id"};
        if (++unknown_ <= most_hints) reason = reason + found(kind).near_or_all(kind, given);
    } else {
        std::string known;
        for (const std::size_t k : rows)
            known += (known.empty() ? "" : ", ") + names_.rows[k].institution.id + " (" +
                     std::to_string(names_.rows[k].cells.line) + ")";
        reason = {"nama ini dipakai beberapa " + what + "; tulis idnya (baris): " + known,
                  "several " + what + " have this name; write the id (line): " + known};
    }
    table.error(row, column, std::move(reason), findings_);
    return std::nullopt;
}

std::optional<InstitutionId> Assembly::find_parent(const NamedRow& row)
{
    const Kind kind = row.institution.kind;
    const ParentRule rule = parent_rule(kind);
    if (*rule.kind == Kind::city) return city_as_parent(row);
    const std::string what(name_of(*rule.kind));
    if (row.parent.empty()) {
        if (rule.required)
            error(row, "parent",
                  {"sebuah " + std::string(name_of(kind)) + " memerlukan parent: nama atau id sebuah " + what,
                   one(kind) + " needs a parent: the name or id of " + one(*rule.kind)});
        return std::nullopt;
    }
    const auto at = find(*rule.kind, row.parent, table_, row.cells, "parent");
    if (!at) return std::nullopt;
    const auto placed = placed_.find(*at);
    return placed == placed_.end() ? std::nullopt : std::optional(placed->second); // its own row is wrong
}

} // namespace commitment
