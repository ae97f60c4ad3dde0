#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "models/commitment/packed.hpp"

namespace bench {

/// What a month cannot do without, each in a tight loop over eight lanes.
enum class Primitive : std::uint8_t { draw, exponential, cube_root, link, post, family, move, sum };
inline constexpr std::array<std::string_view, 8> primitive_names = {
    "128 random bits", "exponential",       "cube root",     "link of a mean",
    "post's decay",    "community's moves", "swap of posts", "number of a sum"};

/// What the loops run over.
struct Material
{
    const commitment::PackedCity* city = nullptr;
    const double* numbers = nullptr;  ///< [4096][lane] in (0,1)
    double* results = nullptr;        ///< [4096][lane]
    double* knowledge = nullptr;      ///< [post][lane]
    const double* families = nullptr; ///< [stage][community][lane] of a month in the middle of a run
    const double* hazards = nullptr;  ///< [4][community][lane]: aware, of those who know, understand, are involved
    const double* ups = nullptr;      ///< [2][community][lane]: the part up of the hazards of who know and understand
};

/// Does `count` of them.
using RunPrimitive = void (*)(Primitive, const Material&, std::size_t count);

} // namespace bench
