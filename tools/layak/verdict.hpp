#pragma once

#include <cstdint>

#include "sim/statistics/interval.hpp"
#include "sim/text/findings.hpp"

namespace layak {

/// How sure an order is, by the lower limit of the 90 % interval of its chance.
enum class Certainty : std::uint8_t { unclear, likely, very_likely, virtually_certain };

/// The chance from which an order is as sure as that; 0 for `unclear`.
double least_chance(Certainty certainty);

/// \param chance  its interval (Judging::chance)
Certainty certainty_of(const sim::Interval& chance);

/// "sangat mungkin" / "very likely"; of `unclear` "belum dapat dibedakan" / "cannot be told apart".
sim::Words words_for(Certainty certainty);

} // namespace layak
