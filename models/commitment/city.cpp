#include "models/commitment/city.hpp"

#include <algorithm>

namespace commitment {

std::optional<InstitutionId> City::find(std::string_view wanted) const
{
    for (std::uint32_t i = 0; i < institutions.size(); ++i)
        if (institutions[i].id == wanted) return InstitutionId(i);
    return std::nullopt;
}

// January 2015 of Kota Serang (section 6).
InitialState default_initial_state(Kind kind, Role role)
{
    InitialState state;
    const auto set = [&](double action, double doctrine) { state.action = action, state.doctrine = doctrine; };
    switch (kind) {
    case Kind::city:
        set(0.35, 0.40);
        state.written = true;
        break;
    case Kind::opd:
        if (role == Role::coordinator)
            set(0.5, 0.5);
        else if (role == Role::planner)
            set(0.4, 0.4);
        else
            set(0.15, 0.15);
        break;
    case Kind::kecamatan: set(0.05, 0.05); break;
    case Kind::kelurahan: set(0.03, 0.03); break;
    case Kind::lpa: set(0.6, 0.8); break;
    case Kind::forum_anak: set(0.5, 0.7); break;
    case Kind::community:
        state.knows = 0.072;
        state.understands = 0.008;
        break;
    case Kind::business: break;
    }
    return state;
}

sim::AgentGraph graph_of(const City& city)
{
    sim::AgentGraph graph(city.institutions.size());
    for (std::size_t i = 0; i < city.institutions.size(); ++i)
        graph[i] = {city.institutions[i].id, static_cast<int>(city.institutions[i].kind)};
    for (const CityLink& link : city.links)
        add_edge(link.from.value(), link.to.value(), sim::Link{static_cast<int>(link.type), link.weight}, graph);
    return graph;
}

std::size_t City::count(Kind kind) const
{
    return static_cast<std::size_t>(std::count_if(institutions.begin(), institutions.end(),
                                                  [kind](const Institution& i) { return i.kind == kind; }));
}

} // namespace commitment
