#include "tests/models/commitment/reference/monthly.hpp"

#include <algorithm>
#include <numeric>

#include "tests/models/commitment/reference/processes.hpp"

namespace reference {
namespace {

template <class Value>
Means means(const Layout& layout, Value value)
{
    Means all;
    for (std::size_t k = 0; k < all.kind.size(); ++k) all.kind[k] = mean_of(layout.kinds[k], value);
    all.task_force = mean_of(layout.task_force, value);
    return all;
}

std::size_t bodies(const Indices& institutions, const State& now)
{
    return static_cast<std::size_t>(
        std::count_if(institutions.begin(), institutions.end(), [&](Index i) { return now.written[i]; }));
}

void report_families(Monthly& monthly, const State& now, const Layout& layout)
{
    Families all{};
    for (const Index i : layout.of(Kind::community))
        for (std::size_t stage = 0; stage < all.size(); ++stage) all[stage] += now.families[i][stage];
    const int families = total(all);
    if (families == 0) return;
    monthly.unaware = static_cast<double>(all[unaware]) / families;
    monthly.knows = static_cast<double>(all[knows]) / families;
    monthly.understands = static_cast<double>(all[understands]) / families;
    monthly.involved = static_cast<double>(all[involved]) / families;
}

double trained_share(const State& now, const Layout& layout)
{
    double posts = 0;
    double trained = 0;
    for (const Index i : layout.government)
        for (Index p = layout.first_post[i]; p < layout.first_post[i + 1]; ++p) {
            ++posts;
            trained += now.knowledge[p] >= 0.5;
        }
    return posts > 0 ? trained / posts : 0;
}

/// Layak: what a city has to become at every level.
void report_layak(Monthly& monthly, const State& now, const Layout& layout, const Parameters& p)
{
    const auto acts = [&](Index i) { return now.written[i] && now.action[i] >= p.layak_action; };
    const auto kelurahan_layak = [&](Index i) {
        if (!acts(i)) return false;
        if (!layout.community[i] || total(now.families[*layout.community[i]]) == 0) return true;
        return share_from(now.families[*layout.community[i]], involved) >= p.layak_involved;
    };
    bool all_kecamatan = !layout.of(Kind::kecamatan).empty(); // Reading: a city without kecamatan is not layak
    for (const Index i : layout.of(Kind::kelurahan)) monthly.layak_kelurahan += kelurahan_layak(i);
    for (const Index i : layout.of(Kind::kecamatan)) {
        const Indices& below = layout.peers[i];
        const bool layak = acts(i) && std::all_of(below.begin(), below.end(), kelurahan_layak);
        monthly.layak_kecamatan += layak;
        all_kecamatan &= layak;
    }
    monthly.layak_city = all_kecamatan;
}

/// (1) Share of the bodies required, averaged over the levels that there are.
double policy(const State& now, const Layout& layout)
{
    double sum = 0;
    double levels = 0;
    for (const Kind kind : {Kind::city, Kind::kecamatan, Kind::kelurahan}) {
        const Indices& level = layout.of(kind);
        if (level.empty()) continue;
        sum += static_cast<double>(bodies(level, now)) / static_cast<double>(level.size());
        ++levels;
    }
    return levels > 0 ? sum / levels : 0;
}

/// (2) Share of the government's need that is funded.
double budget(const State& now, const Layout& layout, const Parameters& parameters)
{
    double funded = 0;
    double needed = 0;
    for (const Index i : layout.government) {
        const double need = resources_need(layout.kind[i], parameters);
        funded += std::min(now.funds[i], need);
        needed += need;
    }
    return needed > 0 ? funded / needed : 0;
}

} // namespace

Monthly report(const State& now, const Levers& levers, const Spending& spending, const Layout& layout,
               const Parameters& parameters, const commitment::IndexWeights& weights)
{
    Monthly monthly;
    const auto programme = [&](Index i) { return now.programme[i]; };
    monthly.action = means(layout, [&](Index i) { return now.action[i]; });
    monthly.doctrine = means(layout, [&](Index i) { return now.doctrine[i]; });
    monthly.leadership = means(layout, [&](Index i) { return firmness(i, now, layout, levers); });
    monthly.capacity = means(layout, [&](Index i) { return now.capacity[i]; });
    monthly.programme = means(layout, programme);
    monthly.resources = means(layout, [&](Index i) { return now.resources[i]; });
    monthly.formal_kecamatan = static_cast<double>(bodies(layout.of(Kind::kecamatan), now));
    monthly.formal_kelurahan = static_cast<double>(bodies(layout.of(Kind::kelurahan), now));
    report_layak(monthly, now, layout, parameters);
    monthly.trained = trained_share(now, layout);
    report_families(monthly, now, layout);
    monthly.engaged = mean_of(layout.of(Kind::business), [&](Index i) { return now.engaged[i] ? 1.0 : 0.0; });
    monthly.coordination = now.coordination;
    monthly.indicator = {policy(now, layout),
                         budget(now, layout, parameters),
                         monthly.programme.of(Kind::forum_anak) * now.doctrine[layout.city],
                         monthly.trained,
                         mean_of(layout.planners_and_coordinators, programme),
                         monthly.involved,
                         monthly.engaged};
    const double weight = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (weight > 0)
        monthly.index = std::inner_product(weights.begin(), weights.end(), monthly.indicator.begin(), 0.0) / weight;
    monthly.spending = spending;
    monthly.cost = std::accumulate(spending.cost.begin(), spending.cost.end(), 0.0);
    return monthly;
}

std::map<std::string, double> by_name(const Monthly& m)
{
    static constexpr std::array<const char*, 14> levers = {
        "training",           "sosialisasi", "facilitation", "monitoring",
        "meetings",           "membership",  "funding",      "mandate",
        "instruction",        "rotation",    "election",     "technical_staff_listed",
        "direct_appointment", "csr_enforced"};
    static constexpr std::array<const char*, 7> indicators = {"policy", "budget",    "participation", "trained",
                                                              "data",   "community", "business"};
    std::map<std::string, double> named;
    const auto add_means = [&](const std::string& name, const Means& means) {
        for (std::size_t k = 0; k < means.kind.size(); ++k)
            named[name + "." + std::string(commitment::kind_names[k])] = means.kind[k];
        named[name + ".task_force"] = means.task_force;
    };
    add_means("action", m.action);
    add_means("doctrine", m.doctrine);
    add_means("leadership", m.leadership);
    add_means("capacity", m.capacity);
    add_means("programme", m.programme);
    add_means("resources", m.resources);
    named["formal.kecamatan"] = m.formal_kecamatan;
    named["formal.kelurahan"] = m.formal_kelurahan;
    named["layak.kelurahan"] = m.layak_kelurahan;
    named["layak.kecamatan"] = m.layak_kecamatan;
    named["layak.city"] = m.layak_city;
    named["trained"] = m.trained;
    named["families.unaware"] = m.unaware;
    named["families.knows"] = m.knows;
    named["families.understands"] = m.understands;
    named["families.involved"] = m.involved;
    named["business.engaged"] = m.engaged;
    for (std::size_t k = 0; k < indicators.size(); ++k)
        named[std::string("indicator.") + indicators[k]] = m.indicator[k];
    named["index"] = m.index;
    named["coordination"] = m.coordination;
    for (std::size_t k = 0; k < levers.size(); ++k) {
        named[std::string("cost.") + levers[k]] = m.spending.cost[k];
        named[std::string("undelivered.") + levers[k]] = m.spending.undelivered[k];
        named[std::string("lapsed.") + levers[k]] = m.spending.lapsed[k];
    }
    named["cost.all"] = m.cost;
    return named;
}

} // namespace reference
