#pragma once

#include <array>
#include <vector>

#include "models/commitment/parameters.hpp"
#include "tests/models/commitment/reference/layout.hpp"
#include "tests/models/commitment/reference/random.hpp"

namespace reference {

using commitment::Parameters;

/// Stages of a family, in their order.
enum Stage { unaware, knows, understands, involved };
/// Families of a community by stage.
using Families = std::array<int, 4>;

/// What changes (section 3). Every list but `knowledge` goes by institution; what does not apply is 0.
struct State
{
    std::vector<double> action;     ///< A
    std::vector<char> written;      ///< W
    std::vector<double> doctrine;   ///< D
    std::vector<double> leadership; ///< L, the head's own: no instruction in it
    std::vector<double> resources;  ///< R
    std::vector<double> structure;  ///< S, derived
    std::vector<double> capacity;   ///< K, derived
    std::vector<double> programme;  ///< P, derived
    std::vector<double> funds;      ///< rupiah a year, this month's
    std::vector<double> knowledge;  ///< κ [post]
    std::vector<Families> families; ///< of communities
    std::vector<char> engaged;      ///< of businesses
    std::vector<double> advocacy;   ///< of businesses
    double coordination = 0;        ///< M
};

/// The state at the start of the city's first month.
State initial_state(const commitment::City& city, const Layout& layout, const Parameters& parameters, Random& random);

/// K, S, P (section 3) from the rest of the state. \param technical_staff_listed  T
void derive(State& now, const Layout& layout, const Parameters& parameters, bool technical_staff_listed);

/// Share of a community's families at `stage` or beyond; 0 where it has none.
double share_from(const Families& families, Stage stage);
int total(const Families& families);

/// R without funds; 0 for communities and businesses, which have none.
double resources_base(Kind kind, const Parameters& parameters);
/// Rupiah a year; 0 for communities and businesses.
double resources_need(Kind kind, const Parameters& parameters);

} // namespace reference
