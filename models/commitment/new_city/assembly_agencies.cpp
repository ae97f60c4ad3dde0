#include "models/commitment/new_city/assembly.hpp"

#include <algorithm>
#include <set>

#include "models/commitment/new_city/agencies.hpp"

namespace commitment {

using sim::Words;

void Assembly::add_agencies()
{
    const bool has_rows = !of(Kind::opd).empty();
    if (has_rows && wish_.agencies) return findings_.error("--agencies", 0, "", "", given_twice("opd"));
    if (!has_rows) {
        const int count = wish_.agencies.value_or(usual_agencies);
        for (Institution& agency : make_agencies(count)) {
            agency.id = ids_.make(Kind::opd, agency.id, "", 0);
            add(std::move(agency), InstitutionId(0), 0);
        }
        const std::string n = std::to_string(count);
        say_made(Kind::opd, {n + " OPD yang lazim, dengan peran dan keanggotaan gugus tugas seperti di Kota Serang",
                             n + " usual agencies, with roles and members of the task force as in Kota Serang"});
        assume(Assumption::agencies);
        return assume(Assumption::task_force);
    }
    add_rows(Kind::opd);
    guess_columns();
}

void Assembly::guess_columns()
{
    const bool roles = table_.has("role");
    const bool members = table_.has("task_force");
    const bool clusters = table_.has("cluster");
    std::set<Role> given;
    std::string list;
    for (Institution& agency : city_.institutions) {
        if (agency.kind != Kind::opd) continue;
        const UsualAgency* const usual = usual_agency(agency.name);
        if (usual == nullptr) continue;
        if (!members) agency.task_force = usual->task_force;
        if (!clusters) agency.clusters = usual->clusters;
        if (roles || usual->role == Role::none) continue;
        if (usual->role != Role::service && !given.insert(usual->role).second) continue; // one of each
        agency.role = usual->role;
        list += (list.empty() ? "" : ", ") + agency.id + " (" + std::string(name_of(agency.role)) + ")";
    }
    if (!roles) {
        assume(Assumption::agencies);
        const std::string of = list.empty() ? "–" : list;
        notes_.note(table_.name(), 0, "role", "",
                    {"tidak ada kolom role; peran diperkirakan dari nama: " + of,
                     "there is no column role; roles are assumed from names: " + of});
    }
    if (!members || !clusters) {
        assume(Assumption::task_force);
        const std::string columns = members ? "cluster" : clusters ? "task_force" : "task_force, cluster";
        notes_.note(table_.name(), 0, columns, "",
                    {"tidak ada kolom ini; diisi menurut nama OPD seperti di Kota Serang",
                     "there is no such column; filled by the agencies' names as in Kota Serang"});
    }
    warn_of_missing_roles();
}

void Assembly::warn_of_missing_roles()
{
    for (const Role role : {Role::coordinator, Role::planner}) {
        const bool is_there =
            std::any_of(city_.institutions.begin(), city_.institutions.end(),
                        [&](const Institution& agency) { return agency.kind == Kind::opd && agency.role == role; });
        const std::string name(name_of(role));
        if (!is_there)
            notes_.warning(table_.name(), 0, "role", "",
                           {"tidak ada OPD dengan peran " + name +
                                "; ikatannya di links.toml menunggu sebagai "
                                "komentar",
                            "no agency has the role " + name + "; its links wait in links.toml as comments"});
    }
}

Words Assembly::given_twice(const std::string& kind)
{
    return {"tabel sudah berisi baris " + kind + "; hapus opsi ini",
            "the table has rows of kind " + kind + " already; leave this option out"};
}

} // namespace commitment
