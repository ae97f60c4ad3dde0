#pragma once

#include <string>
#include <vector>

#include "sim/calendar/month.hpp"
#include "sim/results/netcdf_reader.hpp"

namespace layak {

/// The first value or attribute in which a result differs from one of the same layout made again, with its place and
/// both values ("name (plan mixed, time 2018-12): here / there"); empty where none does. Memory: some MiB.
/// \param months  those of the dimension "time"
std::string first_difference(const sim::NetcdfReader& here, const sim::NetcdfReader& there,
                             const std::vector<sim::Month>& months);

} // namespace layak
