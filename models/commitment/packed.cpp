#include "models/commitment/packed.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "models/commitment/city_graph.hpp"
#include "sim/core/contract.hpp"
#include "sim/graph/packing.hpp"
#include "sim/random/key.hpp"

namespace commitment {
namespace {

Indices sorted_by_id(Indices of, const City& city)
{
    std::sort(of.begin(), of.end(),
              [&](std::uint32_t a, std::uint32_t b) { return city.institutions[a].id < city.institutions[b].id; });
    return of;
}

template <class Keep>
Indices institutions_where(const City& city, Keep keep)
{
    Indices kept;
    for (std::uint32_t i = 0; i < city.institutions.size(); ++i)
        if (keep(city.institutions[i])) kept.push_back(i);
    return kept;
}

void append_list(Lists& lists, const Indices& items)
{
    lists.item.insert(lists.item.end(), items.begin(), items.end());
    lists.first.push_back(static_cast<std::uint32_t>(lists.item.size()));
}

void pack_institutions(PackedCity& packed, const City& city)
{
    packed.institutions = static_cast<std::uint32_t>(city.institutions.size());
    packed.first_post.push_back(0);
    for (std::uint32_t i = 0; i < packed.institutions; ++i) {
        const Institution& institution = city.institutions[i];
        packed.kind.push_back(institution.kind);
        packed.task_force.push_back(institution.task_force);
        packed.key.push_back(sim::key_of(institution.id));
        packed.heads.push_back(static_cast<std::uint32_t>(institution.heads));
        packed.officials.push_back(static_cast<std::uint32_t>(institution.officials));
        packed.technical.push_back(static_cast<std::uint32_t>(institution.technical));
        while (packed.one_of.size() <= static_cast<std::size_t>(institution.posts()))
            packed.one_of.push_back(packed.one_of.empty() ? 0.0 : 1.0 / static_cast<double>(packed.one_of.size()));
        packed.community_of.push_back(nobody);
        packed.business_of.push_back(nobody);
        packed.of_kind[static_cast<std::size_t>(institution.kind)].push_back(i);
        for (int p = 0; p < institution.posts(); ++p) {
            packed.institution_of.push_back(i);
            packed.post_role.push_back(p < institution.heads                           ? PostRole::head
                                       : p < institution.heads + institution.officials ? PostRole::official
                                                                                       : PostRole::technical);
            packed.post_key.push_back(sim::key_of(packed.key[i], static_cast<std::uint64_t>(p)));
        }
        packed.first_post.push_back(static_cast<std::uint32_t>(packed.institution_of.size()));
        switch (institution.kind) {
        case Kind::city: packed.city = i; break;
        case Kind::community:
            packed.community_of[i] = packed.communities++;
            packed.community_institution.push_back(i);
            packed.community_kelurahan.push_back(institution.parent->value());
            packed.families.push_back(institution.families);
            packed.all_families += institution.families;
            break;
        case Kind::business:
            packed.business_of[i] = packed.businesses++;
            packed.business_institution.push_back(i);
            packed.business_kelurahan.push_back(institution.parent ? institution.parent->value() : nobody);
            break;
        default: break;
        }
    }
    packed.posts = static_cast<std::uint32_t>(packed.institution_of.size());
    packed.initial = city.initial;
}

void pack_lists(PackedCity& packed, const City& city)
{
    packed.staffed = institutions_where(city, [](const Institution& i) { return is_staffed(i.kind); });
    packed.government = institutions_where(city, [](const Institution& i) { return is_government(i.kind); });
    packed.planners_and_coordinators = institutions_where(
        city, [](const Institution& i) { return i.role == Role::coordinator || i.role == Role::planner; });
    packed.overlapping = institutions_where(city, [](const Institution& i) {
        return i.kind == Kind::lpa || i.kind == Kind::forum_anak || i.role == Role::coordinator;
    });
    packed.task_force_opd =
        institutions_where(city, [](const Institution& i) { return i.kind == Kind::opd && i.task_force; });
    for (std::size_t kind = 0; kind < packed.pick.size(); ++kind)
        packed.pick[kind] = sorted_by_id(packed.of_kind[kind], city);
    packed.pick_task_force = sorted_by_id(packed.task_force_opd, city);

    for (std::uint32_t p = 0; p < packed.posts; ++p) {
        const std::uint32_t i = packed.institution_of[p];
        const bool leader = packed.post_role[p] != PostRole::technical;
        if (packed.kind[i] == Kind::opd) {
            (leader ? packed.leaders_all_opd : packed.technical_all_opd).push_back(p);
            if (packed.task_force[i]) (leader ? packed.leaders : packed.technical_staff).push_back(p);
        }
        if (packed.kind[i] == Kind::kecamatan) {
            packed.kecamatan_posts.push_back(p);
            if (leader) packed.leaders.push_back(p), packed.leaders_all_opd.push_back(p);
        }
        if (packed.kind[i] == Kind::kelurahan) packed.kelurahan_posts.push_back(p);
        if (is_government(packed.kind[i])) packed.government_posts.push_back(p);
    }
}

/// The heads of the city are elected: no swap draws them. A pool needs two posts.
void pack_swap_pools(PackedCity& packed, const City& city)
{
    packed.swap_pool.assign(packed.posts, PackedCity::no_pool);
    packed.place_in_pool.assign(packed.posts, 0);
    const Indices government = sorted_by_id(packed.government, city);
    const auto add_pool = [&](auto belongs) {
        SwapPool pool;
        for (const std::uint32_t i : government)
            for (std::uint32_t p = packed.first_post[i]; p < packed.first_post[i + 1]; ++p)
                if (belongs(packed.kind[i], packed.post_role[p])) pool.posts.push_back(p);
        if (pool.posts.size() < 2) return;
        for (std::uint32_t place = 0; place < pool.posts.size(); ++place) {
            packed.swap_pool[pool.posts[place]] = static_cast<std::uint8_t>(packed.swap_pools.size());
            packed.place_in_pool[pool.posts[place]] = place;
        }
        packed.swap_pools.push_back(std::move(pool));
    };
    for (const Kind kind : {Kind::opd, Kind::kecamatan, Kind::kelurahan})
        add_pool([kind](Kind of, PostRole role) { return of == kind && role == PostRole::head; });
    for (const PostRole wanted : {PostRole::official, PostRole::technical})
        add_pool([wanted](Kind, PostRole role) { return role == wanted; });
}

void pack_moving_posts(PackedCity& packed)
{
    for (const std::uint32_t i : packed.staffed) {
        const std::uint32_t elected = i == packed.city ? packed.heads[i] : 0;
        const std::uint32_t end = packed.first_post[i + 1];
        for (std::uint32_t first = packed.first_post[i] + elected; first < end; first += PostGroup::size) {
            PostGroup group{first, static_cast<std::uint16_t>(std::min(PostGroup::size, end - first)), 0};
            PostGroup::Kinds kinds{};
            for (std::uint32_t at = 0; at < group.count; ++at) {
                const std::uint32_t post = first + at;
                const std::size_t kind = static_cast<std::size_t>(packed.post_role[post]) +
                                         (packed.swap_pool[post] == PackedCity::no_pool ? 3 : 0);
                kinds[at / 8][kind] |= std::uint64_t{0xff} << (8 * (at % 8));
            }
            auto& known = packed.kinds_of_moving;
            group.alike = static_cast<std::uint16_t>(std::find(known.begin(), known.end(), kinds) - known.begin());
            if (group.alike == known.size()) known.push_back(kinds);
            packed.moving.push_back(group);
        }
    }
}

void pack_places(PackedCity& packed, const City& city)
{
    std::vector<Indices> bordering(packed.institutions);
    for (const auto& [a, b] : city.borders) {
        bordering[a.value()].push_back(b.value());
        bordering[b.value()].push_back(a.value());
    }
    std::vector<Indices> children(packed.institutions);
    for (std::uint32_t i = 0; i < packed.institutions; ++i)
        if (city.institutions[i].parent) children[city.institutions[i].parent->value()].push_back(i);
    packed.community_at.assign(packed.institutions, nobody);
    for (const std::uint32_t k : packed.of_kind[static_cast<std::size_t>(Kind::kelurahan)]) {
        std::sort(bordering[k].begin(), bordering[k].end());
        append_list(packed.neighbours, bordering[k]);
        Indices businesses;
        for (const std::uint32_t child : children[k]) {
            if (packed.kind[child] == Kind::community) packed.community_at[k] = packed.community_of[child];
            if (packed.kind[child] == Kind::business) businesses.push_back(packed.business_of[child]);
        }
        append_list(packed.businesses_in, businesses);
    }
    for (const std::uint32_t k : packed.of_kind[static_cast<std::size_t>(Kind::kecamatan)]) {
        Indices own;
        for (const std::uint32_t child : children[k])
            if (packed.kind[child] == Kind::kelurahan) own.push_back(child);
        append_list(packed.own_kelurahan, own);
    }
}

void pack_means(PackedCity& packed, const City& city)
{
    const sim::AgentGraph graph = graph_of(city);
    const auto of_type = [&](LinkType type) {
        return sim::pack_links(graph, [type](std::size_t, std::size_t, const sim::Link& link) {
            return link.type == static_cast<int>(type);
        });
    };
    const auto diffuse_from = [&](Kind kind) {
        return sim::pack_links(graph, [&, kind](std::size_t from, std::size_t, const sim::Link& link) {
            return link.type == static_cast<int>(LinkType::diffuse) && packed.kind[from] == kind;
        });
    };
    packed.enabling = of_type(LinkType::enabling);
    packed.functional = of_type(LinkType::functional);
    packed.normative = of_type(LinkType::normative);
    packed.from_communities = diffuse_from(Kind::community);
    packed.from_kelurahan = diffuse_from(Kind::kelurahan);
}

} // namespace

PackedCity::PackedCity(const City& given)
{
    SIM_EXPECTS(given.initial.size() == given.institutions.size());
    pack_institutions(*this, given);
    pack_lists(*this, given);
    pack_swap_pools(*this, given);
    pack_moving_posts(*this);
    pack_places(*this, given);
    pack_means(*this, given);
    index_weights = given.index_weights;
    initial_coordination = given.initial_coordination;
}

PackedPlan::PackedPlan(const City& city, const Plan* plan)
{
    const double no_limit = std::numeric_limits<double>::infinity();
    first_month_of_year = static_cast<std::uint32_t>(city.start.month_of_year() - 1);
    const sim::Month last = plan != nullptr ? std::max(plan->to, city.history.to) : city.history.to;
    months = last < city.start ? 0 : static_cast<std::uint32_t>(last - city.start + 1);
    SIM_EXPECTS(months < 65'536); // the random numbers' keys have no room for more
    std::uint32_t file = 0;
    for (const Plan* source : {&city.history, plan}) {
        if (source == nullptr) continue;
        budget_per_year[file] = source->budget_per_year.value_or(no_limit);
        std::map<std::pair<Lever, Target>, std::uint64_t> alike;
        for (const Intervention& given : source->interventions) {
            if (given.to < city.start) continue;
            const auto since_start = [&](sim::Month m) {
                return static_cast<std::uint32_t>(std::max(0, m - city.start));
            };
            if (given.lever == Lever::election) {
                if (given.from >= city.start) elections.push_back(since_start(given.from));
                continue;
            }
            const bool acts = given.amount() > 0;
            if (!acts && given.cost_per_year <= 0) continue;
            // An intervention is known by what it is, not by its row: those without effect do not count.
            const std::uint64_t place = acts ? alike[{given.lever, given.target}]++ : 0;
            const std::uint64_t kind_key =
                sim::key_of(sim::key_of(info(given.lever).name), sim::key_of(name_of(given.target)));
            interventions.push_back({given.lever, given.target, since_start(given.from), since_start(given.to), file,
                                     given.per_year / 12, given.budget_per_year / 12, given.unit_cost,
                                     given.cost_per_year / 12, given.level,
                                     sim::key_of(sim::key_of(kind_key, file), place)});
        }
        ++file;
    }
    if (plan == nullptr) budget_per_year[1] = no_limit;
}

} // namespace commitment
