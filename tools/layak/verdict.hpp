#pragma once

#include <cstdint>

#include "sim/text/findings.hpp"

namespace layak {

/// How sure an order is, by the lower limit of the 90 % interval (Wilson) of its share of pairs.
enum class Certainty : std::uint8_t { unclear, likely, very_likely, virtually_certain };

/// \param hits       pairs that show it, of `pairs`
/// \param effective  independent pairs that those are worth
Certainty certainty_of(std::uint64_t hits, std::uint64_t pairs, double effective, double confidence = 0.9);

/// "sangat mungkin" / "very likely"; of `unclear` "belum dapat dibedakan" / "cannot be told apart".
sim::Words words_for(Certainty certainty);

} // namespace layak
