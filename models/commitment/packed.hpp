#pragma once

// The city and a plan as the month step walks them: flat arrays, read-only, shared by all blocks.

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "models/commitment/city.hpp"
#include "sim/core/view.hpp"
#include "sim/graph/links.hpp"

namespace commitment {

inline constexpr std::uint32_t nobody = 0xffffffffU; ///< "none" among indices

template <class T>
using List = std::vector<T>;
using Indices = std::vector<std::uint32_t>;

/// Lists of lists, packed: list i lies at first[i] … first[i + 1] − 1.
struct Lists
{
    Indices first{0};
    Indices item;

    sim::View<std::uint32_t> operator[](std::uint32_t i) const
    {
        return sim::View<std::uint32_t>(item).part(first[i], first[i + 1]);
    }
};

/// Posts from which a swap draws its other post: all of the government of one role; heads of one kind.
struct SwapPool
{
    Indices posts; ///< in the order of their institutions' ids
};

/// Posts of one institution that share the random bytes with which occupants start to move (4.1).
struct PostGroup
{
    static constexpr std::uint32_t size = 16;
    static constexpr std::size_t kinds = 6; ///< PostRole, and 3 more where the post has no pool

    /// [half][kind] all bits of byte b where the group's post 8 · half + b is of the kind
    using Kinds = std::array<std::array<std::uint64_t, kinds>, 2>;

    std::uint32_t first = 0; ///< post
    std::uint16_t count = 0; ///< 1 to 16
    std::uint16_t alike = 0; ///< index into kinds_of_moving
};

/// The city, packed. Institutions and posts are in the order of the file. Lists from which a draw picks are in the
/// order of the ids, so that the order of the rows does not matter to it.
struct PackedCity
{
    explicit PackedCity(const City& city);

    std::uint32_t institutions = 0;
    std::uint32_t posts = 0;
    std::uint32_t communities = 0;
    std::uint32_t businesses = 0;
    std::uint32_t city = 0; ///< the institution that is the city

    // [institution]
    List<Kind> kind;
    List<std::uint8_t> task_force;
    List<std::uint64_t> key;             ///< names it to the random numbers
    Indices first_post;                  ///< institutions + 1; posts stand heads, officials, technical
    Indices heads, officials, technical; ///< how many
    List<InitialState> initial;
    Indices community_of; ///< [institution] community, or nobody
    Indices business_of;  ///< [institution] business, or nobody

    // [post]
    Indices institution_of;
    List<PostRole> post_role;
    List<std::uint64_t> post_key;
    List<std::uint8_t> swap_pool; ///< index into swap_pools; none: no_pool
    Indices place_in_pool;
    std::vector<PostGroup> moving;                 ///< in the order of the posts; without the elected heads
    std::vector<PostGroup::Kinds> kinds_of_moving; ///< those that occur
    List<double> one_of;                           ///< [n] 1 / n for n up to an institution's posts; of 0 it is 0
    std::vector<SwapPool> swap_pools;
    static constexpr std::uint8_t no_pool = 0xff;

    // [community]
    Indices community_institution;
    Indices community_kelurahan; ///< institution
    List<double> families;
    double all_families = 0;

    // [business]
    Indices business_institution;
    Indices business_kelurahan; ///< institution, or nobody

    // Lists of institutions
    std::array<Indices, 8> of_kind; ///< in the order of the file
    Indices staffed;
    Indices government;
    Indices planners_and_coordinators;
    Indices overlapping; ///< LPA, Forum Anak and coordinator: mandates overlap
    Indices task_force_opd;
    std::array<Indices, 8> pick; ///< of a kind, by id
    Indices pick_task_force;     ///< OPDs of the task force, by id

    // Posts that a training may take
    Indices leaders, leaders_all_opd; ///< heads and officials of (task force's | all) OPDs and the kecamatan
    Indices technical_staff, technical_all_opd;
    Indices kelurahan_posts, kecamatan_posts, government_posts;

    Lists neighbours;     ///< [place in of_kind kelurahan] bordering kelurahan (institutions)
    Lists own_kelurahan;  ///< [place in of_kind kecamatan]
    Indices community_at; ///< [institution] of a kelurahan its community; else nobody
    Lists businesses_in;  ///< [place in of_kind kelurahan] businesses

    // Means over incoming links
    sim::PackedLinks enabling, functional, normative;
    sim::PackedLinks from_communities; ///< diffuse
    sim::PackedLinks from_kelurahan;   ///< diffuse

    IndexWeights index_weights{};
    double initial_coordination = 0;

    /// The post that answers for the institution: its last technical one, else its last.
    std::uint32_t implementer(std::uint32_t i) const { return first_post[i + 1] - 1; }
};

/// One intervention as the step meets it.
struct PackedIntervention
{
    Lever lever{};
    Target target{};
    std::uint32_t from = 0; ///< month since the start, first in force
    std::uint32_t to = 0;   ///< last in force
    std::uint32_t file = 0; ///< whose budget: 0 history, 1 plan
    double per_month = 0;   ///< units
    double funding = 0;     ///< rupiah a month
    double unit_cost = 0;
    double upkeep = 0; ///< a twelfth of cost_per_year
    double level = 0;
    std::uint64_t key = 0; ///< names it to the random numbers: file, kind, target, place among its like
};

/// History and plan together, in the order in which they act.
struct PackedPlan
{
    /// \param plan  null: the history alone
    PackedPlan(const City& city, const Plan* plan);

    std::vector<PackedIntervention> interventions;
    std::array<double, 2> budget_per_year{}; ///< by file; infinity: no limit
    std::uint32_t first_month_of_year = 0;   ///< 0-based month of the year in which the run starts
    std::vector<std::uint32_t> elections;    ///< months since the start
    std::uint32_t months = 0;                ///< from the start to the plan's last month
};

} // namespace commitment
