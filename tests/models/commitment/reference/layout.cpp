#include "tests/models/commitment/reference/layout.hpp"

#include <map>

namespace reference {

Layout::Layout(const commitment::City& given)
{
    place_institutions(given);
    place_posts(given);
    place_links(given);
}

void Layout::place_institutions(const commitment::City& given)
{
    const std::size_t count = given.institutions.size();
    community.resize(count);
    businesses.resize(count);
    peers.resize(count);
    for (Index i = 0; i < count; ++i) {
        const commitment::Institution& one = given.institutions[i];
        kind.push_back(one.kind);
        role.push_back(one.role);
        parent.push_back(one.parent ? std::optional<Index>(one.parent->value()) : std::nullopt);
        kinds[static_cast<std::size_t>(one.kind)].push_back(i);
        if (one.kind == Kind::city) city = i;
        if (one.kind == Kind::opd && one.task_force) task_force.push_back(i);
        if (commitment::is_staffed(one.kind)) staffed.push_back(i);
        if (commitment::is_government(one.kind)) government.push_back(i);
        if (one.role == Role::planner || one.role == Role::coordinator) planners_and_coordinators.push_back(i);
        if (!one.parent) continue;
        const Index above = one.parent->value();
        if (one.kind == Kind::community) community[above] = i;
        if (one.kind == Kind::business) businesses[above].push_back(i);
        if (one.kind == Kind::kelurahan) peers[above].push_back(i);
    }
    for (const auto& [a, b] : given.borders) {
        peers[a.value()].push_back(b.value());
        peers[b.value()].push_back(a.value());
    }
}

void Layout::place_posts(const commitment::City& given)
{
    for (Index i = 0; i < given.institutions.size(); ++i) {
        const commitment::Institution& one = given.institutions[i];
        first_post.push_back(institution.size());
        institution.insert(institution.end(), static_cast<std::size_t>(one.posts()), i);
        post_role.insert(post_role.end(), static_cast<std::size_t>(one.heads), PostRole::head);
        post_role.insert(post_role.end(), static_cast<std::size_t>(one.officials), PostRole::official);
        post_role.insert(post_role.end(), static_cast<std::size_t>(one.technical), PostRole::technical);
    }
    first_post.push_back(institution.size());

    // 4.1: the same role in the government, for a head of the same kind too; the city's heads are elected.
    pool.resize(posts());
    place.resize(posts());
    std::map<std::pair<PostRole, Kind>, Index> known;
    for (Index p = 0; p < posts(); ++p) {
        const Kind of_post = kind[institution[p]];
        const bool head = post_role[p] == PostRole::head;
        if (!commitment::is_government(of_post) || (head && of_post == Kind::city)) continue;
        const auto [found, is_new] = known.try_emplace({post_role[p], head ? of_post : Kind::city}, pools.size());
        if (is_new) pools.emplace_back();
        Indices& mates = pools[found->second];
        pool[p] = found->second;
        place[p] = mates.size();
        mates.push_back(p);
    }
}

void Layout::place_links(const commitment::City& given)
{
    for (auto& of_type : links) of_type.resize(institutions());
    from_communities.resize(institutions());
    from_kelurahan.resize(institutions());
    for (const commitment::CityLink& link : given.links) {
        const Index from = link.from.value();
        const Index to = link.to.value();
        links[static_cast<std::size_t>(link.type)][to].push_back({from, link.weight});
        if (link.type != LinkType::diffuse) continue;
        if (kind[from] == Kind::community) from_communities[to].push_back({from, link.weight});
        if (kind[from] == Kind::kelurahan) from_kelurahan[to].push_back({from, link.weight});
    }
}

} // namespace reference
