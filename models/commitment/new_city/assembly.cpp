#include "models/commitment/new_city/assembly.hpp"

#include "models/commitment/new_city/parts.hpp"
#include "models/commitment/new_city/usual_posts.hpp"

namespace commitment {

using sim::Words;

Assembly::Assembly(const WishedCity& wish, NamesTable& names, NewCity& city, sim::Findings& findings,
                   sim::Findings& notes)
    : wish_(wish), names_(names), table_(names.table), city_(city), findings_(findings), notes_(notes)
{
    for (std::size_t i = 0; i < names_.rows.size(); ++i)
        rows_[static_cast<std::size_t>(names_.rows[i].institution.kind)].push_back(i);
}

void Assembly::put_together()
{
    keep_given_ids();
    add_city();
    add_agencies();
    add_rows(Kind::kecamatan);
    add_rows(Kind::kelurahan);
    require(Kind::kecamatan);
    require(Kind::kelurahan);
    for (const std::size_t at : of(Kind::kelurahan))
        if (placed_.contains(at)) kelurahan_.push_back(at);
    if (kelurahan_.empty()) return; // which has been said
    add_communities();
    add_businesses();
    add_rows(Kind::lpa);
    add_rows(Kind::forum_anak);
    add_if_missing(Kind::lpa, make_lpa(city_.name));
    add_if_missing(Kind::forum_anak, make_forum_anak(city_.name));
    if (names_.any_usual_posts) assume(Assumption::posts);
}

void Assembly::error(const NamedRow& row, std::string_view column, Words reason)
{
    table_.error(row.cells, column, std::move(reason), findings_);
}

void Assembly::keep_given_ids()
{
    for (const NamedRow& row : names_.rows)
        if (!row.institution.id.empty())
            if (const int line = ids_.reserve(row.institution.id, row.cells.line); line != 0)
                error(
                    row, "id",
                    {"sudah dipakai di baris " + std::to_string(line), "already used in line " + std::to_string(line)});
}

InstitutionId Assembly::add(Institution what, std::optional<InstitutionId> parent, int line)
{
    what.parent = parent;
    what.line = line;
    city_.institutions.push_back(std::move(what));
    return InstitutionId(static_cast<std::uint32_t>(city_.institutions.size() - 1));
}

void Assembly::say_made(Kind kind, const Words& what)
{
    const std::string name(name_of(kind));
    notes_.note(table_.name(), 0, "", "",
                Words{"tidak ada baris " + name + "; dibuat ", "there is no row of kind " + name + "; made: "} + what);
}

void Assembly::add_if_missing(Kind kind, Institution made)
{
    if (!of(kind).empty()) return;
    say_made(kind, {made.name, made.name});
    made.id = ids_.make(kind, made.id, "", 0);
    add(std::move(made), InstitutionId(0), 0);
}

void Assembly::require(Kind kind)
{
    if (!of(kind).empty() || !table_.whole()) return;
    const std::string name(name_of(kind));
    findings_.error(
        table_.name(), 0, "kind", "",
        {"tidak ada baris dengan kind = " + name + "; paling sedikit satu kecamatan dan satu kelurahan harus ada",
         "no row with kind = " + name + "; there must be at least one kecamatan and one kelurahan"});
}

void Assembly::add_city()
{
    Institution city;
    city.kind = Kind::city;
    set_usual_posts(city);
    for (std::size_t k = 1; k < of(Kind::city).size(); ++k)
        error(names_.rows[of(Kind::city)[k]], "kind",
              {"kota kedua; harus tepat satu", "a second city; there must be exactly one"});
    if (!of(Kind::city).empty()) {
        const NamedRow& row = names_.rows[of(Kind::city).front()];
        city = row.institution;
        if (!row.parent.empty())
            error(row, "parent", {"kota tidak punya parent; kosongkan", "the city has no parent; leave it empty"});
    }
    if (city.id.empty()) city.id = "kota";
    ids_.reserve(city.id, city.line);
    if (!wish_.name.empty() || city.name.empty()) city.name = wish_.name.empty() ? wish_.otherwise_named : wish_.name;
    if (!wish_.code.empty()) city.code = wish_.code;
    city_.name = city.name;
    city_.code = city.code;
    const int line = city.line;
    const InstitutionId id = add(std::move(city), std::nullopt, line);
    if (!of(Kind::city).empty()) placed_.emplace(of(Kind::city).front(), id);
}

void Assembly::add_rows(Kind kind)
{
    std::map<std::pair<std::uint32_t, std::string>, int> lines;
    for (const std::size_t at : of(kind)) {
        NamedRow& row = names_.rows[at];
        const auto parent = find_parent(row);
        const std::uint32_t under = parent ? parent->value() : 0;
        if (!parent && parent_rule(kind).required) {
            found(kind).add(at, row); // so that what refers to it is not wrong, too
            continue;
        }
        const auto [first, is_new] = lines.emplace(std::pair(under, row.stem), row.cells.line);
        if (!is_new && kind != Kind::business)
            error(row, "name",
                  {"sudah ada di baris " + std::to_string(first->second),
                   "stands in line " + std::to_string(first->second) + " already"});
        if (row.institution.id.empty()) row.institution.id = make_id(row, parent);
        found(kind).add(at, row);
        placed_.emplace(at, add(row.institution, parent, row.cells.line));
    }
}

std::string Assembly::make_id(const NamedRow& row, std::optional<InstitutionId> parent)
{
    const Kind kind = row.institution.kind;
    if (kind == Kind::lpa && of(kind).size() == 1) return ids_.make(kind, "lpa", "", row.cells.line);
    if (kind == Kind::forum_anak && of(kind).size() == 1) return ids_.make(kind, "forum-anak", "", row.cells.line);
    const std::string under = parent && parent->value() > 0 ? stem_of(parent_rule(kind).kind.value_or(Kind::city),
                                                                      city_.institutions[parent->value()].name)
                                                            : "";
    return ids_.make(kind, row.stem, under, row.cells.line);
}

} // namespace commitment
