#include <utility>

#include "sim/sensitivity/resampling.hpp"

namespace sim {

VarianceIndices variance_indices(const Outputs& outputs, std::size_t groups, double confidence)
{
    using namespace sensitivity_detail;
    const Whole whole = whole_blocks(outputs, groups + saltelli_first_mixed);
    const Variance variance = variance_of(whole);
    VarianceIndices out{split(whole, variance, confidence), {}};
    if (whole.blocks < 2 || variance.none || !(out.split.parameters > 0)) return out;

    std::vector<Terms> numerators; // first and total of each group
    std::vector<double> change(whole.replicates);
    for (std::size_t group = 0; group < groups; ++group) {
        Terms first(whole.replicates);
        Terms total(whole.replicates);
        for (std::size_t block = 0; block < whole.blocks; ++block) {
            const auto a = whole.of(whole.centred, block, saltelli_a);
            const auto b = whole.of(whole.centred, block, saltelli_b);
            const auto mixed = whole.of(whole.centred, block, saltelli_first_mixed + group);
            for (std::size_t r = 0; r < whole.replicates; ++r) change[r] = mixed[r] - a[r];
            first.open();
            first.add(Pairs(b, change), 1); // E f(B) (f(A with i of B) − f(A))
            total.open();
            total.add(Pairs(change, change), 0.5); // ½ E (f(A with i of B) − f(A))²
        }
        numerators.push_back(std::move(first));
        numerators.push_back(std::move(total));
    }
    const std::vector<Moving> indices = ratios(numerators, variance.parameters);
    for (std::size_t group = 0; group < groups; ++group)
        out.groups.push_back({estimate(indices[2 * group], whole.blocks, confidence),
                              studentized(indices[2 * group + 1], whole.blocks, confidence)});
    return out;
}

} // namespace sim
