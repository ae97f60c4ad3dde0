#pragma once

#include <array>
#include <map>
#include <string>

#include "tests/models/commitment/reference/levers.hpp"
#include "tests/models/commitment/reference/state.hpp"

namespace reference {

/// Means over institutions; of nothing 0.
struct Means
{
    std::array<double, 8> kind{}; ///< [kind]
    double task_force = 0;        ///< OPDs that the file puts there, whoever has membership

    double of(Kind k) const { return kind[static_cast<std::size_t>(k)]; }
};

/// What is reported of a month (4.12), from the state at its end.
struct Monthly
{
    Means action, doctrine, leadership, capacity, programme, resources;
    double formal_kecamatan = 0; ///< bodies
    double formal_kelurahan = 0;
    double layak_kelurahan = 0; ///< how many
    double layak_kecamatan = 0;
    double layak_city = 0;
    double trained = 0; ///< share of government posts
    double unaware = 0; ///< shares of the city's families
    double knows = 0;
    double understands = 0;
    double involved = 0;
    double engaged = 0; ///< share of businesses
    std::array<double, 7> indicator{};
    double index = 0;
    double coordination = 0; ///< M
    Spending spending;       ///< of this month: history and plan together
    Rupiah cost = 0;
};

Monthly report(const State& now, const Levers& levers, const Spending& spending, const Layout& layout,
               const Parameters& parameters, const commitment::IndexWeights& weights);

/// The same by the names of outcomes that users write: "action.kelurahan", "families.involved",
/// "cost.training".
std::map<std::string, double> by_name(const Monthly& monthly);

} // namespace reference
