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

/// By how much leaders are ahead of the others: "selisihnya kecil" where it is likely not to matter in a pair;
/// "seberapa jauh, belum pasti" where it matters in under 90 % of pairs; else empty. \param mattering  pairs in which
/// it matters, of `pairs`  \param chance  the interval of that
sim::Words words_for_lead(std::uint32_t mattering, std::uint32_t pairs, const sim::Interval& chance);

} // namespace layak
