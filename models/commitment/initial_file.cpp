#include "models/commitment/institutions_file.hpp"
#include "models/commitment/parts_of_city_file.hpp"

namespace commitment {
namespace {

using sim::Words;

const sim::Range share{.lowest = 0, .highest = 1};

/// What an [initial] table says, to be laid over an institution.
struct Overlay
{
    std::optional<double> action, doctrine, leadership, written, knowledge, knows, understands, involved, engaged,
        advocacy;

    void lay(InitialState& over) const
    {
        if (action) over.action = *action;
        if (doctrine) over.doctrine = *doctrine;
        if (leadership) over.leadership = *leadership;
        if (written) over.written = *written > 0;
        if (knowledge) over.knowledge = *knowledge;
        if (knows) over.knows = *knows;
        if (understands) over.understands = *understands;
        if (involved) over.involved = *involved;
        if (engaged) over.engaged = *engaged > 0;
        if (advocacy) over.advocacy = *advocacy;
    }
};

Overlay read_overlay(const sim::TomlTable& table, Kind kind)
{
    Overlay out;
    const auto value = [&](std::string_view key, std::optional<double>& to, bool belongs, bool yes_or_no = false) {
        const auto number = table.number(key, share);
        if (table.has(key) && !belongs)
            table.error(key, {"lembaga jenis " + std::string(name_of(kind)) + " tidak memilikinya",
                              "a " + std::string(name_of(kind)) + " has no such state"});
        else if (number && yes_or_no && *number != 0 && *number != 1)
            table.error(key, {"harus 0 atau 1", "must be 0 or 1"});
        else
            to = number;
    };
    const bool staffed = is_staffed(kind);
    const bool community = kind == Kind::community;
    const bool business = kind == Kind::business;
    value("A", out.action, !community);
    value("D", out.doctrine, !community);
    value("L", out.leadership, staffed);
    value("W", out.written, staffed, true);
    value("kappa", out.knowledge, staffed);
    value("knows", out.knows, community);
    value("understands", out.understands, community);
    value("involved", out.involved, community);
    value("engaged", out.engaged, business, true);
    value("advocacy", out.advocacy, business);
    if (out.knows.value_or(0) + out.understands.value_or(0) + out.involved.value_or(0) > 1) {
        table.error_here({"bagian keluarga berjumlah lebih dari 1", "the shares of families add up to more than 1"});
        out.knows = out.understands = out.involved = std::nullopt; // said here, not of each that it is laid over
    }
    table.finish();
    return out;
}

} // namespace

void read_initial(const sim::TomlTable& root, const InstitutionNames& names, City& city)
{
    for (const Institution& institution : city.institutions)
        city.initial.push_back(default_initial_state(institution.kind, institution.role));
    const auto initial = root.table("initial");
    if (!initial) return;
    if (const auto coordination = initial->number("M", share)) city.initial_coordination = *coordination;
    const auto lay = [&](const Overlay& overlay, auto fits) {
        for (std::size_t i = 0; i < city.institutions.size(); ++i)
            if (fits(city.institutions[i])) overlay.lay(city.initial[i]);
    };
    if (const auto kinds = initial->table("kind"))
        for (std::size_t kind = 0; kind < kind_names.size(); ++kind)
            if (const auto table = kinds->table(kind_names[kind])) {
                const Overlay overlay = read_overlay(*table, static_cast<Kind>(kind));
                lay(overlay, [&](const Institution& i) { return i.kind == static_cast<Kind>(kind); });
            }
    if (const auto roles = initial->table("role"))
        for (std::size_t role = 1; role < role_names.size(); ++role)
            if (const auto table = roles->table(role_names[role])) {
                const Overlay overlay = read_overlay(*table, Kind::opd);
                lay(overlay, [&](const Institution& i) { return i.role == static_cast<Role>(role); });
            }
    if (const auto single = initial->table("institution")) {
        for (const std::string& id : single->keys()) {
            const auto found = names.find(id);
            if (!found) {
                static_cast<void>(single->has(id));
                if (const auto table = single->table(id)) static_cast<void>(table->leaves());
                if (auto wrong = names.objection(id)) single->error(id, std::move(*wrong));
                continue;
            }
            if (const auto table = single->table(id))
                read_overlay(*table, city.at(*found).kind).lay(city.initial[found->value()]);
        }
    }
    for (std::size_t i = 0; i < city.institutions.size(); ++i) {
        const InitialState& state = city.initial[i];
        if (city.institutions[i].kind == Kind::community && state.knows + state.understands + state.involved > 1)
            initial->error_here(
                {"bagian keluarga \"" + city.institutions[i].id + "\" berjumlah lebih dari 1",
                 "the shares of the families of \"" + city.institutions[i].id + "\" add up to more than 1"});
    }
    initial->finish();
}

} // namespace commitment
