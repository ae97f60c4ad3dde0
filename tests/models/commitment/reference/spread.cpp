#include <algorithm>
#include <cmath>

#include "tests/models/commitment/reference/processes.hpp"

namespace reference {
namespace {

/// Exact step of a month of dx/dt = gain (1 − x) − loss x.
double approach(double x, double gain, double loss)
{
    const double rate = gain + loss;
    if (rate == 0) return x;
    const double limit = gain / rate;
    return limit + (x - limit) * std::exp(-rate);
}

/// The complementary log-log link (4.8, 4.10).
double cloglog(double eta) { return -std::expm1(-std::exp(eta)); }

/// D̃: the value as others hear it; overlapping mandates blur it where coordination is poor.
double doctrine_heard(Index i, const State& now, const ThisMonth& month)
{
    const bool overlaps = month.layout.kind[i] == Kind::lpa || month.layout.kind[i] == Kind::forum_anak ||
                          month.layout.role[i] == Role::coordinator;
    return overlaps ? now.doctrine[i] * (1 - month.parameters.overlap * (1 - now.coordination)) : now.doctrine[i];
}

double share_with_body(const Indices& institutions, const std::vector<char>& written)
{
    return mean_of(institutions, [&](Index i) { return written[i] ? 1.0 : 0.0; });
}

/// How many of `families` leave a stage for the two others, whose moves compete.
struct Leavers
{
    int first;
    int second;
};
Leavers leave(const Question& whether, const Question& where, int families, double first_rate, double second_rate,
              Random& random)
{
    const double rate = first_rate + second_rate;
    if (rate <= 0) return {0, 0};
    const int leaving = random.binomial(whether, families, -std::expm1(-rate));
    const int first = random.binomial(where, leaving, first_rate / rate);
    return {first, leaving - first};
}

} // namespace

Influences gather(const State& now, const ThisMonth& month)
{
    const Layout& layout = month.layout;
    const Parameters& p = month.parameters;
    const auto instruction = [&](Index j) {
        const double written = now.written[j] ? 1 : 0;
        return now.action[j] * firmness(j, now, layout, month.levers) *
               (written + p.diffusion_unwritten * (1 - written));
    };
    const auto programme = [&](Index j) { return now.programme[j]; };
    const double all_communities = mean_of(layout.of(Kind::community), programme);

    Influences influences(layout.institutions());
    std::vector<char> hears_all(layout.institutions(), false);
    if (month.levers.members_communities) {
        hears_all[layout.city] = true;
        for (const Index i : month.levers.task_force) hears_all[i] = true;
    }
    for (const Index i : layout.staffed) {
        Influence& on = influences[i];
        on.enabling = mean_over(layout.into(i, LinkType::enabling), instruction);
        on.functional = mean_over(layout.into(i, LinkType::functional), programme);
        on.normative =
            mean_over(layout.into(i, LinkType::normative), [&](Index j) { return doctrine_heard(j, now, month); });
        const double families = hears_all[i] ? all_communities : mean_over(layout.from_communities[i], programme);
        const double neighbours = mean_over(layout.from_kelurahan[i], [&](Index j) { return now.action[j]; });
        on.community =
            p.diffuse_communities * std::min(1.0, p.diffuse_saturation * families) + p.diffuse_kelurahan * neighbours;
    }
    return influences;
}

void diffuse(State& now, const Influences& influences, const ThisMonth& month)
{
    const Parameters& p = month.parameters;
    const double k0 = p.diffusion_knowledge_floor;
    for (const Index i : month.layout.staffed) {
        const Influence& on = influences[i];
        const double drive = p.diffusion_enabling * on.enabling + p.diffusion_functional * on.functional +
                             p.diffusion_normative * on.normative + p.diffusion_diffuse * on.community;
        double pressure = p.diffusion_rate * drive * (k0 + (1 - k0) * now.capacity[i]);
        if (i == month.layout.city) pressure += p.city_outside_expectation * p.diffusion_rate;
        // Reading: an instruction's floor holds in the city's loss too ("here").
        const double firm = firmness(i, now, month.layout, month.levers);
        const double support = (now.resources[i] + now.structure[i] + now.doctrine[i] + firm) / 4;
        const double loss = p.diffusion_loss * (1 - support) + p.diffusion_loss_floor;
        now.action[i] = approach(now.action[i], pressure, loss);
        now.doctrine[i] =
            approach(now.doctrine[i], p.doctrine_rate / 2 * (now.capacity[i] + on.normative), p.doctrine_loss);
    }
}

void form_bodies(State& now, const Influences& influences, ThisMonth& month)
{
    const Parameters& p = month.parameters;
    const std::vector<char> before = now.written;
    for (const Kind kind : {Kind::kecamatan, Kind::kelurahan}) {
        const double mandate =
            kind == Kind::kecamatan ? month.levers.mandate_kecamatan : month.levers.mandate_kelurahan;
        for (const Index i : month.layout.of(kind)) {
            if (before[i]) {
                if (now.action[i] < p.formal_dormancy_threshold &&
                    month.random.chance({Decision::body_falls_dormant, i}, p.formal_dormancy))
                    now.written[i] = false;
                continue;
            }
            const double eta = p.formal_base + p.formal_action * now.action[i] +
                               p.formal_enabling * std::min(1.0, influences[i].enabling + mandate) +
                               p.formal_peers * share_with_body(month.layout.peers[i], before) +
                               p.formal_community * influences[i].community + p.formal_capacity * now.capacity[i];
            if (month.random.chance({Decision::body_forms, i}, cloglog(eta))) now.written[i] = true;
        }
    }
}

void involve_families(State& now, ThisMonth& month)
{
    const Layout& layout = month.layout;
    const Parameters& p = month.parameters;
    const std::vector<Families> before = now.families;
    const auto informed = [&](Index community) { return share_from(before[community], understands); };
    for (const Index i : layout.of(Kind::community)) {
        const Families& was = before[i];
        const Index kelurahan = *layout.parent[i];
        const double act = now.written[kelurahan] ? now.programme[kelurahan] : 0;
        const double v = share_from(was, involved);
        const double s = informed(i);
        const double n = mean_over(layout.from_communities[i], informed);

        const double hear = p.families_word_of_mouth * (p.families_local * s + n) + p.families_outreach * act;
        const double learn = p.families_learn + p.families_service * act + p.families_spread * v;
        const double join = p.families_join_floor + p.families_join * act +
                            p.families_spread * v * (p.families_join_floor_support + act);
        const int heard = month.random.binomial({Decision::families_hear, i}, was[unaware], -std::expm1(-hear));
        const Leavers knew = leave({Decision::families_leave_knowing, i}, {Decision::families_learn, i}, was[knows],
                                   learn, p.families_turnover, month.random);
        const Leavers understood = leave({Decision::families_leave_understanding, i}, {Decision::families_join, i},
                                         was[understands], join, p.families_forget, month.random);
        const int lapsed = month.random.binomial({Decision::families_lapse, i}, was[involved],
                                                 -std::expm1(-p.families_lapse * (1 - act)));

        Families& is = now.families[i];
        is[unaware] += knew.second - heard;
        is[knows] += heard - knew.first - knew.second + understood.second;
        is[understands] += knew.first - understood.first - understood.second + lapsed;
        is[involved] += understood.first - lapsed;
    }
}

void engage_businesses(State& now, ThisMonth& month)
{
    const Layout& layout = month.layout;
    const Parameters& p = month.parameters;
    const Indices& businesses = layout.of(Kind::business);
    const double csr = month.levers.csr_enforced ? 1 : 0;
    const double peers = mean_of(businesses, [&](Index i) { return now.engaged[i] ? 1.0 : 0.0; });
    for (const Index i : businesses) {
        if (now.engaged[i]) {
            const double kept = p.business_retention * std::max(now.advocacy[i], p.business_retention_csr * csr);
            if (month.random.chance({Decision::business_changes, i}, -std::expm1(-p.business_lapse * (1 - kept))))
                now.engaged[i] = false;
            continue;
        }
        const double liaison =
            mean_over(layout.into(i, LinkType::functional), [&](Index j) { return now.programme[j]; });
        const double kelurahan = layout.parent[i] ? now.programme[*layout.parent[i]] : 0;
        const double eta = p.business_base + p.business_advocacy * now.advocacy[i] + p.business_csr * csr +
                           p.business_peer * peers + p.business_liaison * liaison + kelurahan;
        if (month.random.chance({Decision::business_changes, i}, cloglog(eta))) now.engaged[i] = true;
    }
}

void provide_resources(State& now, const ThisMonth& month)
{
    const Parameters& p = month.parameters;
    for (Index i = 0; i < month.layout.institutions(); ++i) {
        const double need = resources_need(month.layout.kind[i], p);
        if (need <= 0) continue; // communities, businesses
        now.funds[i] = 12 * month.levers.funding[i];
        for (const Index business : month.layout.businesses[i])
            if (now.engaged[business]) now.funds[i] += p.resources_business_contribution;
        const double base = resources_base(month.layout.kind[i], p);
        now.resources[i] = base + (1 - base) * -std::expm1(-now.funds[i] / need);
    }
}

void fade_advocacy(State& now, const ThisMonth& month)
{
    const double kept = std::exp2(-1 / month.parameters.business_advocacy_half_life);
    for (const Index i : month.layout.of(Kind::business)) now.advocacy[i] *= kept;
}

} // namespace reference
