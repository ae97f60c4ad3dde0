#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "models/commitment/city.hpp"

namespace reference {

using commitment::Kind;
using commitment::LinkType;
using commitment::PostRole;
using commitment::Role;

/// An institution or a post, counted in the order of the file.
using Index = std::size_t;
using Indices = std::vector<Index>;

/// A link into an institution.
struct Incoming
{
    Index from;
    double weight;
};

/// Weighted mean of `value(from)` over links; 0 where there is none.
template <class Value>
double mean_over(const std::vector<Incoming>& links, Value value)
{
    double sum = 0;
    double weight = 0;
    for (const Incoming& link : links) {
        sum += link.weight * value(link.from);
        weight += link.weight;
    }
    return weight > 0 ? sum / weight : 0;
}

/// Plain mean of `value(i)`; 0 of nothing.
template <class Value>
double mean_of(const Indices& all, Value value)
{
    double sum = 0;
    for (const Index i : all) sum += value(i);
    return all.empty() ? 0 : sum / static_cast<double>(all.size());
}

/// Who is where (sections 2 and 3): what the processes look up, made once for a city.
struct Layout
{
    explicit Layout(const commitment::City& city);

    std::vector<Kind> kind;       ///< [institution]
    std::vector<Role> role;       ///< [institution]
    std::array<Indices, 8> kinds; ///< [kind] institutions
    Indices task_force;           ///< OPDs that the file puts there
    Indices staffed;
    Indices government;
    Indices planners_and_coordinators;
    Index city = 0;

    std::array<std::vector<std::vector<Incoming>>, 4> links; ///< [type][institution]
    std::vector<std::vector<Incoming>> from_communities;     ///< [institution] diffuse, from communities alone
    std::vector<std::vector<Incoming>> from_kelurahan;       ///< [institution] diffuse, from kelurahan alone
    std::vector<Indices> peers; ///< [institution] 4.8: neighbours of a kelurahan, kelurahan of a kecamatan
    std::vector<std::optional<Index>> parent;    ///< [institution]
    std::vector<std::optional<Index>> community; ///< [institution] of a kelurahan
    std::vector<Indices> businesses;             ///< [institution] of a kelurahan

    Indices first_post;              ///< [institution], and one more: the posts are first to before the next's first
    Indices institution;             ///< [post] its institution
    std::vector<PostRole> post_role; ///< [post]
    std::vector<Indices> pools;      ///< posts that swap with each other (4.1)
    std::vector<std::optional<Index>> pool; ///< [post] its pool; none of the LPA and of the city's heads
    Indices place;                          ///< [post] its place in its pool

    const Indices& of(Kind k) const { return kinds[static_cast<std::size_t>(k)]; }
    const std::vector<Incoming>& into(Index i, LinkType type) const { return links[static_cast<std::size_t>(type)][i]; }
    std::size_t institutions() const { return kind.size(); }
    std::size_t posts() const { return institution.size(); }
    std::size_t posts_of(Index i) const { return first_post[i + 1] - first_post[i]; }
    /// The responsible implementer (4.3): the last technical post, else the last; technical posts come last.
    Index implementer(Index i) const { return first_post[i + 1] - 1; }

  private:
    void place_institutions(const commitment::City& city);
    void place_posts(const commitment::City& city);
    void place_links(const commitment::City& city);
};

} // namespace reference
