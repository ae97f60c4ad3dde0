#include "sim/core/isa.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace sim {
namespace {

bool processor_has(Isa isa)
{
    if (isa == Isa::base) return true;
#if defined(__x86_64__)
    __builtin_cpu_init();
    const bool v2 =
        __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("ssse3");
    const bool v3 =
        v2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
    const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl");
    return isa == Isa::v2 ? v2 : isa == Isa::v3 ? v3 : v4;
#else
    return false;
#endif
}

} // namespace

std::string_view name_of(Isa isa)
{
    constexpr std::string_view names[] = {"base", "v2", "v3", "v4"};
    return names[static_cast<int>(isa)];
}

std::vector<Isa> supported(const std::vector<Isa>& built)
{
    std::vector<Isa> out;
    std::copy_if(built.begin(), built.end(), std::back_inserter(out), processor_has);
    std::sort(out.begin(), out.end());
    return out;
}

WrongIsa::WrongIsa(std::string name, std::string usable)
    : std::runtime_error("LAYAK_ISA = \"" + name + "\": on this processor the program knows " + usable),
      named(std::move(name)), known(std::move(usable))
{
}

Isa choose_isa(const std::vector<Isa>& built)
{
    const std::vector<Isa> usable = supported(built);
    const char* const forced = std::getenv("LAYAK_ISA");
    if (forced == nullptr || *forced == '\0') return usable.back();
    for (const Isa isa : usable)
        if (name_of(isa) == forced) return isa;
    std::string known;
    for (const Isa isa : usable) known += (known.empty() ? "" : ", ") + std::string(name_of(isa));
    throw WrongIsa(forced, known);
}

} // namespace sim
