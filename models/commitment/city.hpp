#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/commitment/assumptions.hpp"
#include "models/commitment/kinds.hpp"
#include "models/commitment/parameters.hpp"
#include "models/commitment/plan.hpp"
#include "sim/calendar/month.hpp"
#include "sim/core/id.hpp"

namespace commitment {

using InstitutionId = sim::Id<struct InstitutionTag>;

/// A row of institutions.csv.
struct Institution
{
    std::string id;
    std::string name;
    Kind kind{};
    std::optional<InstitutionId> parent;
    Role role = Role::none;
    bool task_force = false;
    std::vector<std::string> clusters;
    int heads = 0;
    int officials = 0;
    int technical = 0;
    int families = 0; ///< of a community
    std::string sector;
    std::optional<double> longitude; ///< degrees, WGS84
    std::optional<double> latitude;
    std::string code;
    int line = 0;

    int posts() const { return heads + officials + technical; }
};

/// What an institution is like at the start; what is not said has the model's default.
struct InitialState
{
    double action = 0;
    double doctrine = 0;
    std::optional<double> leadership{}; ///< else drawn
    bool written = false;
    double knowledge = 0; ///< of all its posts
    double knows = 0;     ///< share of the families of a community
    double understands = 0;
    double involved = 0;
    bool engaged = false; ///< of a business
    double advocacy = 0;
};

/// A row of observed.csv.
struct Observation
{
    std::string what; ///< an outcome
    sim::Month month;
    double value = 0;
    double tolerance = 0;
    std::string source;
    int line = 0;

    /// Whether its source says that nobody recorded it: it begins with assumption, asumsi, anggapan, invented or rekaan.
    bool is_assumed() const;
};

/// Weights of the seven indicators in the index, in their order.
using IndexWeights = std::array<double, 7>;

/// A link of the city; the graph keeps its type and weight.
struct CityLink
{
    InstitutionId from;
    InstitutionId to;
    LinkType type{};
    double weight = 1;
};

/// An end of a link rule: the institutions that fit all that is said.
struct LinkEnd
{
    std::optional<Kind> kind;
    std::optional<Role> role;
    std::optional<bool> task_force;
    std::optional<InstitutionId> id;
};

/// What the institution a link comes from is to the one it goes to.
enum class Where : std::uint8_t { any, parent, child, same_cluster, neighbour, same_kelurahan };
inline constexpr std::array<std::string_view, 6> where_names = {"any",          "parent",    "child",
                                                                "same_cluster", "neighbour", "same_kelurahan"};

/// A rule of links.toml.
struct LinkRule
{
    LinkEnd from;
    LinkEnd to;
    Where where{};
    LinkType type{};
    double weight = 1;
    std::size_t pairs = 0; ///< that fit, before links are merged
};

/// A city: what is given. Nothing in the model knows one.
struct City
{
    std::string id; ///< the folder's name
    std::string name;
    std::string code;
    sim::Month start;
    std::vector<Institution> institutions;                        ///< in the order of the file
    std::vector<InitialState> initial;                            ///< [institution]
    double initial_coordination = 0.3;                            ///< M
    std::vector<std::pair<InstitutionId, InstitutionId>> borders; ///< pairs of kelurahan, each once
    std::vector<LinkRule> link_rules;                             ///< in the order of the file
    std::vector<CityLink> links; ///< merged: one a pair and type, ordered by (type, to, from)
    Parameters parameters;
    UnitCosts unit_costs = default_unit_costs();
    IndexWeights index_weights{1, 1, 1, 1, 1, 1, 1};
    Plan history;
    std::vector<Observation> observed;
    bool has_outlines = false;       ///< boundaries.geojson is there
    std::vector<Assumption> assumed; ///< what its author says is no fact yet; nothing is computed from it

    const Institution& at(InstitutionId which) const { return institutions[which.value()]; }
    std::optional<InstitutionId> find(std::string_view wanted) const;
    /// How many institutions of a kind there are.
    std::size_t count(Kind kind) const;
};

/// A row of the model's defaults for the start: the reader and the documentation are made from it.
struct DefaultState
{
    Kind kind{};
    Role role = Role::none; ///< none: of the kind's others
    InitialState state;
    std::string_view reasoning; ///< why so: for the ODD description
};
std::span<const DefaultState> default_states();
/// The row that fits: by kind, of a coordinator or planner by role.
InitialState default_initial_state(Kind kind, Role role);

} // namespace commitment
