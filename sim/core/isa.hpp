#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// Instruction sets for which hot code is compiled: any processor of the platform, and the x86-64 levels.
enum class Isa { base, v2, v3, v4 };

std::string_view name_of(Isa isa);

/// What this processor can run of `built`, the poorest first.
std::vector<Isa> supported(const std::vector<Isa>& built);

/// LAYAK_ISA names what is unknown, not built or not supported.
struct WrongIsa : std::runtime_error
{
    WrongIsa(std::string name, std::string usable);
    std::string named; ///< by it
    std::string known; ///< "base, v2": what would do
};

/// The best of `built` that this processor has, or what the environment variable LAYAK_ISA (base, v2, v3, v4) names.
/// \throws WrongIsa
Isa choose_isa(const std::vector<Isa>& built);

} // namespace sim
