#pragma once

// What something that is otherwise does to the order of plans, in a sentence.

#include <cstdint>
#include <vector>

#include "tools/layak/report/titles.hpp"

namespace layak {

/// How one plan stands to another, where that can be told.
enum class Order : std::uint8_t { unclear, above, below };

/// Two plans, the first against the second.
struct PairOfPlans
{
    std::uint32_t one = 0, other = 0;
    Order as_planned = Order::unclear, otherwise = Order::unclear;
};

/// Whether the order of plans in one outcome changes: "Tanpa mutasi: urutannya tidak berubah."
/// \param what_if  its name  \param pairs  all pairs of the plans
sim::Words what_if_order(const sim::Words& what_if, const std::vector<PairOfPlans>& pairs, const PlanNames& names);

/// The same for a sentence that says more: "urutan rencana tidak berubah".
sim::Words what_if_order_briefly(const std::vector<PairOfPlans>& pairs);

} // namespace layak
