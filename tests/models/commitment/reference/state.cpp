#include "tests/models/commitment/reference/state.hpp"

#include <algorithm>
#include <cmath>

namespace reference {
namespace {

/// K: mean knowledge by role, weighted; roles without a post do not count.
double capacity_of(Index i, const State& now, const Layout& layout, const Parameters& parameters)
{
    const std::array<double, 3> weights = {parameters.capacity_head, parameters.capacity_official,
                                           parameters.capacity_technical};
    std::array<double, 3> sum{};
    std::array<int, 3> count{};
    for (Index p = layout.first_post[i]; p < layout.first_post[i + 1]; ++p) {
        const auto role = static_cast<std::size_t>(layout.post_role[p]);
        sum[role] += now.knowledge[p];
        ++count[role];
    }
    double mean = 0;
    double weight = 0;
    for (std::size_t role = 0; role < 3; ++role) {
        if (count[role] == 0) continue;
        mean += weights[role] * sum[role] / count[role];
        weight += weights[role];
    }
    return weight > 0 ? mean / weight : 0;
}

/// S. Reading: at most 1 for every kind, as S is in [0,1] (the bound is written out for one line only).
double structure_of(Kind kind, bool written, bool technical_staff_listed, const Parameters& p)
{
    const double t = technical_staff_listed ? 1 : 0;
    switch (kind) {
    case Kind::city: return std::min(1.0, p.structure_base_city + p.structure_technical_city * t);
    case Kind::opd: return std::min(1.0, p.structure_base_opd + p.structure_technical_opd * t);
    case Kind::kecamatan:
    case Kind::kelurahan:
    case Kind::lpa:
        return std::min(1.0, p.structure_base_other + p.structure_body * (written ? 1 : 0) +
                                 p.structure_technical_other * t);
    default: return 0;
    }
}

/// P, from K and S just derived.
double programme_of(Index i, const State& now, const Layout& layout, const Parameters& p)
{
    switch (layout.kind[i]) {
    case Kind::community: return share_from(now.families[i], involved);
    case Kind::business: return now.engaged[i] ? p.business_programme : 0;
    case Kind::lpa:
    case Kind::forum_anak: return now.action[i] * (1 - p.overlap * (1 - now.coordination));
    default: break;
    }
    const double k0 = p.diffusion_knowledge_floor;
    return now.action[i] * std::cbrt((k0 + (1 - k0) * now.capacity[i]) * now.structure[i] * now.resources[i]);
}

} // namespace

State initial_state(const commitment::City& city, const Layout& layout, const Parameters& parameters, Random& random)
{
    const std::size_t count = layout.institutions();
    State now;
    for (std::vector<double>* list : {&now.structure, &now.capacity, &now.programme, &now.funds})
        list->assign(count, 0);
    now.knowledge.assign(layout.posts(), 0);
    now.families.assign(count, Families{});
    now.coordination = city.initial_coordination;
    for (Index i = 0; i < count; ++i) {
        const commitment::InitialState& given = city.initial[i];
        const Kind kind = layout.kind[i];
        now.action.push_back(given.action);
        now.written.push_back(given.written);
        now.doctrine.push_back(given.doctrine);
        now.engaged.push_back(given.engaged);
        now.advocacy.push_back(given.advocacy);
        now.resources.push_back(resources_base(kind, parameters));
        now.leadership.push_back(!commitment::is_staffed(kind) ? 0
                                 : given.leadership
                                     ? *given.leadership
                                     : random.beta({Decision::initial_leadership, i}, parameters.leadership_mean,
                                                   parameters.leadership_precision));
        for (Index p = layout.first_post[i]; p < layout.first_post[i + 1]; ++p) now.knowledge[p] = given.knowledge;
        if (kind != Kind::community) continue;
        const int families = city.institutions[i].families;
        const auto counted = [&](double share) { return static_cast<int>(std::floor(share * families + 1e-9)); };
        Families& stages = now.families[i];
        stages = {0, counted(given.knows), counted(given.understands), counted(given.involved)};
        stages[unaware] = families - stages[knows] - stages[understands] - stages[involved];
    }
    derive(now, layout, parameters, false);
    return now;
}

void derive(State& now, const Layout& layout, const Parameters& parameters, bool technical_staff_listed)
{
    for (Index i = 0; i < layout.institutions(); ++i) {
        now.capacity[i] = capacity_of(i, now, layout, parameters);
        now.structure[i] = structure_of(layout.kind[i], now.written[i], technical_staff_listed, parameters);
        now.programme[i] = programme_of(i, now, layout, parameters);
    }
}

int total(const Families& families)
{
    return families[unaware] + families[knows] + families[understands] + families[involved];
}

double share_from(const Families& families, Stage stage)
{
    const int all = total(families);
    int count = 0;
    for (std::size_t s = stage; s < families.size(); ++s) count += families[s];
    return all > 0 ? static_cast<double>(count) / all : 0;
}

double resources_base(Kind kind, const Parameters& p)
{
    switch (kind) {
    case Kind::city: return p.resources_base_city;
    case Kind::opd: return p.resources_base_opd;
    case Kind::kecamatan: return p.resources_base_kecamatan;
    case Kind::kelurahan: return p.resources_base_kelurahan;
    case Kind::lpa: return p.resources_base_lpa;
    case Kind::forum_anak: return p.resources_base_forum_anak;
    default: return 0;
    }
}

double resources_need(Kind kind, const Parameters& p)
{
    switch (kind) {
    case Kind::city: return p.resources_need_city;
    case Kind::opd: return p.resources_need_opd;
    case Kind::kecamatan: return p.resources_need_kecamatan;
    case Kind::kelurahan: return p.resources_need_kelurahan;
    case Kind::lpa: return p.resources_need_lpa;
    case Kind::forum_anak: return p.resources_need_forum_anak;
    default: return 0;
    }
}

} // namespace reference
