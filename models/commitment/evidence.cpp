#include "models/commitment/evidence.hpp"

#include <algorithm>

#include "sim/statistics/response.hpp"

namespace commitment {

Evidence evidence_of(const ParameterSets* sets, std::uint32_t replicates)
{
    Evidence out;
    out.replicates = replicates;
    out.effective = replicates;
    if (sets == nullptr) return out;
    std::vector<std::uint32_t> uses(sets->sets.size());
    for (std::uint32_t r = 0; r < replicates; ++r) ++uses[sets->of(r)];
    out.sets = static_cast<std::uint32_t>(
        std::count_if(uses.begin(), uses.end(), [](std::uint32_t count) { return count > 0; }));
    if (out.sets < 2 || out.sets == replicates) return out;
    double squares = 0;
    for (const double count : uses) squares += count * count;
    out.effective = static_cast<double>(replicates) * replicates / squares;
    std::vector<std::uint32_t> place(uses.size());
    std::uint32_t next = 0;
    for (std::size_t set = 0; set < uses.size(); ++set)
        if (uses[set] > 0) place[set] = next++;
    for (std::uint32_t r = 0; r < replicates; ++r) out.unit.push_back(place[sets->of(r)]);
    return out;
}

std::vector<double> Evidence::independent(std::span<const double> values) const
{
    return sim::independent_numbers(values, unit);
}

} // namespace commitment
