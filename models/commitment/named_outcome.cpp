#include "models/commitment/named_outcome.hpp"

#include <algorithm>
#include <limits>

namespace commitment {
namespace {

using sim::Words;

std::optional<Field> field_of(std::string_view letter)
{
    const auto table = letters();
    if (std::none_of(table.begin(), table.end(), [&](const Letter& row) { return row.name == letter; }))
        return std::nullopt;
    return static_cast<Field>(*place_of(letter, field_names));
}

/// Of a count of the table: how many there are to count.
double highest_of(const City& city, std::string_view name)
{
    const auto kind = place_of(name.substr(name.find('.') + 1), kind_names);
    return kind ? static_cast<double>(city.count(static_cast<Kind>(*kind))) : 1;
}

std::optional<NamedOutcome> cost_of(std::string_view name, std::string_view of)
{
    NamedOutcome out;
    out.name = name;
    out.measure = Measure::rupiah;
    out.highest = std::numeric_limits<double>::infinity();
    out.source = NamedOutcome::Source::cost;
    const auto table = lever_table();
    const auto row = std::find_if(table.begin(), table.end(), [&](const LeverInfo& lever) { return lever.name == of; });
    if (of != "all" && (row == table.end() || row == table.begin() + static_cast<int>(Lever::election)))
        return std::nullopt;
    out.place = of == "all" ? lever_count : static_cast<std::uint32_t>(row - table.begin());
    out.meaning = of == "all" ? Words{"biaya sebulan", "cost in a month"}
                              : Words{"biaya sebulan: " + row->label.id, "cost in a month: " + row->label.en};
    return out;
}

/// Whether one kecamatan or kelurahan has its body.
std::optional<NamedOutcome> body_of(std::string_view name, std::string_view id, const City& city)
{
    const auto which = city.find(id);
    if (!which) return std::nullopt;
    const Institution& institution = city.at(*which);
    if (institution.kind != Kind::kecamatan && institution.kind != Kind::kelurahan) return std::nullopt;
    NamedOutcome out;
    out.name = name;
    out.measure = Measure::count;
    out.source = NamedOutcome::Source::institutions;
    out.field = Field::written;
    out.institutions = {which->value()};
    out.meaning = institution.kind == Kind::kelurahan
                      ? Words{"PATBM " + institution.name, "PATBM of " + institution.name}
                      : Words{"gugus tugas " + institution.name, "task force of " + institution.name};
    return out;
}

} // namespace

bool has_field(Kind kind, Field field)
{
    switch (field) {
    case Field::programme: return true;
    case Field::unaware:
    case Field::knows:
    case Field::understands:
    case Field::involved: return kind == Kind::community;
    case Field::advocacy: return kind == Kind::business;
    default: break;
    }
    if (kind == Kind::forum_anak)
        return field == Field::action || field == Field::doctrine || field == Field::resources;
    return is_staffed(kind);
}

std::optional<NamedOutcome> find_outcome(std::string_view name, const City& city)
{
    if (const auto place = find_outcome(name)) {
        const OutcomeInfo& row = outcome_table()[*place];
        NamedOutcome out;
        out.name = row.name;
        out.meaning = row.meaning;
        out.measure = row.measure;
        out.highest = row.measure == Measure::count ? highest_of(city, row.name) : 1;
        out.place = *place;
        return out;
    }
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string_view letter = name.substr(0, dot);
    std::string_view of = name.substr(dot + 1);
    if (letter == "cost") return cost_of(name, of);
    if (letter == "formal") return body_of(name, of, city);
    const bool where_formal = of == "formal.kecamatan" || of == "formal.kelurahan";
    if (where_formal) of.remove_prefix(std::string_view("formal.").size());
    const auto field = field_of(letter);
    if (!field) return std::nullopt;
    NamedOutcome out;
    out.name = name;
    out.measure = Measure::level;
    out.source = NamedOutcome::Source::institutions;
    out.field = *field;
    out.where_formal = where_formal;
    const auto kind = place_of(of, kind_names);
    for (std::uint32_t i = 0; i < city.institutions.size(); ++i) {
        const Institution& institution = city.institutions[i];
        const bool meant = kind ? institution.kind == static_cast<Kind>(*kind) : institution.id == of;
        if (meant && has_field(institution.kind, *field)) out.institutions.push_back(i);
    }
    if (out.institutions.empty()) return std::nullopt;
    const auto letter_row =
        std::find_if(letters().begin(), letters().end(), [&](const Letter& row) { return row.name == letter; });
    const std::string whose = kind ? std::string(of) : city.institutions[out.institutions.front()].name;
    out.meaning = {letter_row->meaning.id + ", " + whose, letter_row->meaning.en + ", " + whose};
    if (where_formal) out.meaning = out.meaning + Words{" yang punya lembaga formal", " with a formal body"};
    return out;
}

std::vector<std::uint32_t> cells_of(const NamedOutcome& outcome, const PackedCity& city)
{
    std::vector<std::uint32_t> cells;
    for (const std::uint32_t i : outcome.institutions)
        cells.push_back(cell(outcome.field, place_of(city, outcome.field, i)));
    if (outcome.where_formal)
        for (const std::uint32_t i : outcome.institutions) cells.push_back(cell(Field::written, i));
    return cells;
}

double value_of(const NamedOutcome& outcome, sim::OfLane<double> series, sim::OfLane<float> cells)
{
    if (outcome.source == NamedOutcome::Source::table) return series[outcome.place];
    double sum = 0;
    if (outcome.source == NamedOutcome::Source::cost) {
        for (std::uint32_t lever = 0; lever < lever_count; ++lever)
            if (outcome.place == lever_count || outcome.place == lever) sum += series[outcome::count + lever];
        return sum;
    }
    const std::size_t all = outcome.institutions.size();
    std::size_t count = 0;
    for (std::size_t k = 0; k < all; ++k) {
        if (outcome.where_formal && cells[all + k] == 0) continue;
        sum += cells[k];
        ++count;
    }
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

std::vector<std::string> outcome_names(const City& city)
{
    std::vector<std::string> names;
    for (const OutcomeInfo& row : outcome_table()) names.push_back(row.name);
    names.emplace_back("cost.all");
    for (const LeverInfo& lever : lever_table()) names.push_back("cost." + std::string(lever.name));
    const auto add = [&](const std::string& of, Kind kind) {
        for (const Letter& letter : letters())
            if (has_field(kind, *field_of(letter.name))) names.push_back(std::string(letter.name) + "." + of);
    };
    for (const Kind kind : {Kind::community, Kind::business, Kind::forum_anak})
        if (city.count(kind) > 0) add(std::string(name_of(kind)), kind);
    for (const Kind kind : {Kind::kecamatan, Kind::kelurahan})
        if (city.count(kind) > 0) add("formal." + std::string(name_of(kind)), kind);
    for (const Institution& institution : city.institutions) {
        add(institution.id, institution.kind);
        if (institution.kind == Kind::kecamatan || institution.kind == Kind::kelurahan)
            names.push_back("formal." + institution.id);
    }
    return names;
}

std::vector<std::string> akin_to(std::string_view wrong, const std::vector<std::string>& names)
{
    const std::string_view beginning = wrong.substr(0, wrong.find('.') + 1);
    std::vector<std::string> akin;
    for (const std::string& name : names)
        if (!beginning.empty() && name.starts_with(beginning)) akin.push_back(name);
    return akin.empty() ? names : akin;
}

sim::Words outcome_forms()
{
    std::string fields, rest;
    for (const Letter& letter : letters()) fields += (fields.empty() ? "" : ", ") + std::string(letter.name) + ".X";
    for (const OutcomeInfo& row : outcome_table()) {
        const std::string beginning = row.name.substr(0, row.name.find('.'));
        const bool has_field_too = field_of(beginning).has_value();
        if (!has_field_too && beginning != "formal" && beginning != "layak") rest += ", " + row.name;
    }
    return {"dikenal: " + fields +
                " (X: jenis, task_force, id lembaga, atau formal.JENIS: yang punya lembaga formal), formal.JENIS, "
                "formal.ID, layak.JENIS" +
                rest + ", cost.JENIS_INTERVENSI, cost.all",
            "known: " + fields +
                " (X: a kind, task_force, an institution's id, or formal.KIND: those with a formal body), formal.KIND, "
                "formal.ID, "
                "layak.KIND" +
                rest + ", cost.KIND_OF_INTERVENTION, cost.all"};
}

} // namespace commitment
