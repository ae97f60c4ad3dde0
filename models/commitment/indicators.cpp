// 4.12 Indicators and outcomes: reported, they feed nothing back.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

const Indices& group(const PackedCity& city, std::uint32_t g)
{
    switch (static_cast<Group>(g)) {
    case Group::city: return city.of_kind[static_cast<std::size_t>(Kind::city)];
    case Group::task_force: return city.task_force_opd;
    case Group::opd: return city.of_kind[static_cast<std::size_t>(Kind::opd)];
    case Group::kecamatan: return city.of_kind[static_cast<std::size_t>(Kind::kecamatan)];
    case Group::kelurahan: return city.of_kind[static_cast<std::size_t>(Kind::kelurahan)];
    default: return city.of_kind[static_cast<std::size_t>(Kind::lpa)];
    }
}

/// Bodies and layak institutions; the city is layak when all its kecamatan are, these when all their kelurahan are.
void report_layak(const State& now, const Month& month, Real* series)
{
    const PackedCity& city = month.city;
    const LaneParameters& parameters = month.parameters;
    const Indices& kelurahan = city.of_kind[static_cast<std::size_t>(Kind::kelurahan)];
    const Indices& kecamatan = city.of_kind[static_cast<std::size_t>(Kind::kecamatan)];
    Real* layak = now.scratch; // [institution]
    Real layak_kelurahan = 0.0;
    for (std::uint32_t at = 0; at < kelurahan.size(); ++at) {
        const std::uint32_t i = kelurahan[at];
        Mask fit = is_true(now.written[i]) & (now.action[i] >= parameters.layak_action);
        const std::uint32_t c = city.community_at[i];
        if (c != nobody && city.families[c] > 0)
            fit = fit & (now.involved[c] / Real(city.families[c]) >= parameters.layak_involved);
        layak[i] = as_number(fit);
        layak_kelurahan += layak[i];
    }
    Real layak_kecamatan = 0.0;
    for (std::uint32_t at = 0; at < kecamatan.size(); ++at) {
        const std::uint32_t i = kecamatan[at];
        Mask fit = is_true(now.written[i]) & (now.action[i] >= parameters.layak_action);
        for (const std::uint32_t k : city.own_kelurahan[at]) fit = fit & is_true(layak[k]);
        layak_kecamatan += as_number(fit);
    }
    series[outcome::formal_kecamatan] = sum_over(kecamatan, now.written);
    series[outcome::formal_kelurahan] = sum_over(kelurahan, now.written);
    series[outcome::layak_kelurahan] = layak_kelurahan;
    series[outcome::layak_kecamatan] = layak_kecamatan;
    const auto all = static_cast<double>(kecamatan.size());
    series[outcome::layak_city] = kecamatan.empty() ? Real(0.0) : as_number(layak_kecamatan >= Real(all));
}

/// Policy: share of required bodies in writing, averaged over the levels that there are.
Real policy(const State& now, const PackedCity& city)
{
    Real sum = 0.0;
    double levels = 0;
    for (const Kind kind : {Kind::city, Kind::kecamatan, Kind::kelurahan}) {
        const Indices& of = city.of_kind[static_cast<std::size_t>(kind)];
        if (of.empty()) continue;
        sum += plain_mean(of, now.written);
        levels += 1;
    }
    return sum / Real(levels);
}

/// Budget: what is there of what the government needs.
Real budget(const State& now, const Month& month)
{
    Real there = 0.0;
    Real needed = 0.0;
    for (const std::uint32_t i : month.city.government) {
        const Real need = month.rates.resources_need[static_cast<std::size_t>(month.city.kind[i])];
        there += smaller(now.funds[i], need);
        needed += need;
    }
    return there / needed;
}

} // namespace

void report_districts(const State& now, const Month& month, Real* series)
{
    const PackedCity& city = month.city;
    const Real* const layak = now.scratch; // left there by report_layak
    const Indices& kecamatan = city.of_kind[static_cast<std::size_t>(Kind::kecamatan)];
    for (std::uint32_t at = 0; at < kecamatan.size(); ++at) {
        const sim::View<std::uint32_t> own = city.own_kelurahan[at];
        Real action = 0.0;
        Real formal = 0.0;
        Real fit = 0.0;
        Real involved = 0.0;
        double families = 0;
        for (const std::uint32_t k : own) {
            action += now.action[k];
            formal += now.written[k];
            fit += layak[k];
            if (const std::uint32_t c = city.community_at[k]; c != nobody) {
                involved += now.involved[c];
                families += city.families[c];
            }
        }
        Real* const out = series + at * district_outcome_names.size(); // in their order
        out[0] = own.empty() ? action : action / Real(static_cast<double>(own.size()));
        out[1] = formal;
        out[2] = fit;
        out[3] = involved / Real(families > 0 ? families : 1.0);
    }
}

void report_outcomes(const State& now, const Month& month, Real* series)
{
    const PackedCity& city = month.city;
    const Real* const letter[] = {now.action,    now.doctrine, now.leadership, now.resources,
                                  now.structure, now.capacity, now.programme};
    const std::uint32_t place[] = {outcome::action,    outcome::doctrine, outcome::leadership, outcome::resources,
                                   outcome::structure, outcome::capacity, outcome::programme};
    for (int l = 0; l < 7; ++l)
        for (std::uint32_t g = 0; g < group_count; ++g) series[place[l] + g] = plain_mean(group(city, g), letter[l]);
    series[outcome::leadership] = firm_leadership(now, month); // of the city
    report_layak(now, month, series);

    const auto posts = static_cast<double>(city.government_posts.size());
    series[outcome::trained] = now.trained / Real(posts > 0 ? posts : 1.0);
    const Real* const stage[] = {now.unaware, now.knows, now.understands, now.involved};
    for (std::uint32_t s = 0; s < 4; ++s) {
        Real families = 0.0;
        for (std::uint32_t c = 0; c < city.communities; ++c) families += stage[s][c];
        series[outcome::families + s] = families / Real(city.all_families > 0 ? city.all_families : 1.0);
    }
    Real engaged = 0.0;
    for (std::uint32_t b = 0; b < city.businesses; ++b) engaged += now.engaged[b];
    series[outcome::engaged] = engaged / Real(city.businesses > 0 ? static_cast<double>(city.businesses) : 1.0);

    Real* indicator = series + outcome::indicator;
    indicator[0] = policy(now, city);
    indicator[1] = budget(now, month);
    indicator[2] =
        plain_mean(city.of_kind[static_cast<std::size_t>(Kind::forum_anak)], now.programme) * now.doctrine[city.city];
    indicator[3] = series[outcome::trained];
    indicator[4] = plain_mean(city.planners_and_coordinators, now.programme);
    indicator[5] = series[outcome::families + 3];
    indicator[6] = series[outcome::engaged];
    Real weighted = 0.0;
    double weights = 0;
    for (std::size_t k = 0; k < 7; ++k) {
        weighted += Real(city.index_weights[k]) * indicator[k];
        weights += city.index_weights[k];
    }
    series[outcome::index] = weighted / Real(weights > 0 ? weights : 1.0);
    series[outcome::coordination] = now.coordination;
}

} // namespace commitment::inline SIM_LEVEL
