#include "tools/layak/headlines.hpp"

#include <algorithm>

#include "models/commitment/outcomes.hpp"
#include "sim/text/utf8.hpp"
#include "tools/layak/format.hpp"

namespace layak {

namespace {

bool has_group(const commitment::City& city, commitment::Group group)
{
    using commitment::Group;
    using commitment::Kind;
    switch (group) {
    case Group::city: break;
    case Group::task_force:
        return std::any_of(city.institutions.begin(), city.institutions.end(),
                           [](const commitment::Institution& i) { return i.kind == Kind::opd && i.task_force; });
    case Group::opd: return city.count(Kind::opd) > 0;
    case Group::kecamatan: return city.count(Kind::kecamatan) > 0;
    case Group::kelurahan: return city.count(Kind::kelurahan) > 0;
    case Group::lpa: return city.count(Kind::lpa) > 0;
    }
    return true;
}

} // namespace

bool can_have(const commitment::City& city, std::uint32_t which)
{
    using commitment::Kind;
    namespace outcome = commitment::outcome;
    if (which < outcome::formal_kecamatan)
        return has_group(city, static_cast<commitment::Group>(which % commitment::group_count));
    if (which == outcome::formal_kecamatan || which == outcome::layak_kecamatan) return city.count(Kind::kecamatan) > 0;
    if (which == outcome::formal_kelurahan || which == outcome::layak_kelurahan) return city.count(Kind::kelurahan) > 0;
    if (outcome::families <= which && which < outcome::engaged) return city.count(Kind::community) > 0;
    const bool is_of_businesses =
        which == outcome::engaged || (outcome::indicator <= which && which < outcome::index &&
                                      commitment::indicator_names[which - outcome::indicator] == "business");
    return !is_of_businesses || city.count(Kind::business) > 0;
}

std::vector<Headline> headlines_of(const commitment::City& city)
{
    using namespace commitment;
    const std::string kelurahan = std::to_string(city.count(Kind::kelurahan));
    const std::string kecamatan = std::to_string(city.count(Kind::kecamatan));
    const auto group = [](std::uint32_t first, Group g) { return first + static_cast<std::uint32_t>(g); };
    std::vector<Headline> rows = {
        {{"Kelurahan dengan PATBM (dari " + kelurahan + ")", "Kelurahan with a PATBM (of " + kelurahan + ")"},
         outcome::formal_kelurahan},
        {{"Kecamatan dengan gugus tugas (dari " + kecamatan + ")",
          "Kecamatan with a task force (of " + kecamatan + ")"},
         outcome::formal_kecamatan},
        {{"Kelurahan layak (dari " + kelurahan + ")", "Kelurahan layak (of " + kelurahan + ")"},
         outcome::layak_kelurahan},
        {{"Tindakan (A) kota", "Action (A), city"}, group(outcome::action, Group::city)},
        {{"Tindakan (A) OPD gugus tugas", "Action (A), task-force OPDs"}, group(outcome::action, Group::task_force)},
        {{"Tindakan (A) kecamatan", "Action (A), kecamatan"}, group(outcome::action, Group::kecamatan)},
        {{"Tindakan (A) kelurahan", "Action (A), kelurahan"}, group(outcome::action, Group::kelurahan)},
        {{"Jabatan terlatih", "Posts trained"}, outcome::trained},
        {{"Keluarga belum tahu", "Families unaware"}, outcome::families, less_is_better(outcome::families)},
        {{"Keluarga terlibat", "Families involved"}, outcome::families + 3},
        {{"Dunia usaha terlibat", "Businesses engaged"}, outcome::engaged},
        {{"Indeks kelembagaan (proksi)", "Institutional index (proxy)"}, outcome::index},
    };
    std::erase_if(rows, [&](const Headline& row) { return !can_have(city, row.outcome); });
    return rows;
}

double counted_out_of(const commitment::City& city, std::uint32_t which)
{
    using commitment::Kind;
    const Kind kind = which == commitment::outcome::formal_kelurahan || which == commitment::outcome::layak_kelurahan
                          ? Kind::kelurahan
                      : which == commitment::outcome::layak_city ? Kind::city
                                                                 : Kind::kecamatan;
    if (commitment::outcome_table()[which].measure != commitment::Measure::count) return 0;
    return static_cast<double>(city.count(kind));
}

std::string plan_name(const std::vector<commitment::Plan>& plans, std::size_t which, sim::Language language)
{
    const auto name = [&](const commitment::Plan& plan) {
        return printable(sim::shortened(language == sim::Language::id ? plan.name_id : plan.name, 30));
    };
    const std::string own = name(plans[which]);
    const bool shared =
        std::count_if(plans.begin(), plans.end(), [&](const auto& plan) { return name(plan) == own; }) > 1;
    return shared ? own + " (" + printable(sim::shortened(plans[which].id, 30)) + ")" : own;
}

} // namespace layak
