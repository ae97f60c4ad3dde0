#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace sim {

/// Numbers in few bytes, without loss: bytes of the same significance side by side, then Zstandard.
/// \param floats, doubles  in this order
std::string pack(std::span<const float> floats, std::span<const double> doubles);

/// The numbers again, as many as the spans hold. \return false where `packed` does not give just these
bool unpack(std::string_view packed, std::span<float> floats, std::span<double> doubles);

} // namespace sim
