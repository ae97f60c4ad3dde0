#pragma once

#include <cstdint>

#include "models/commitment/city.hpp"
#include "models/commitment/plan.hpp"

namespace commitment {

/// The first month, from the city's start, in which two plans act differently: before it every number of both is the
/// same, in every replicate. \param months  what is given where they never do
std::uint32_t first_month_apart(const City& city, const Plan& one, const Plan& other, std::uint32_t months);

} // namespace commitment
