#include "sim/statistics/ranks.hpp"

#include "sim/core/contract.hpp"

namespace sim {

std::vector<std::vector<double>> rank_probabilities(std::span<const double> values, std::size_t things)
{
    SIM_EXPECTS(things > 0 && values.size() % things == 0);
    std::vector<std::vector<double>> out(things, std::vector<double>(things));
    const std::size_t replicates = values.size() / things;
    for (std::size_t r = 0; r < replicates; ++r) {
        const auto row = values.subspan(r * things, things);
        for (std::size_t i = 0; i < things; ++i) {
            std::size_t above = 0;
            std::size_t equal = 0; // itself too
            for (const double other : row) {
                above += other > row[i];
                equal += other == row[i];
            }
            for (std::size_t rank = above; rank < above + equal; ++rank)
                out[i][rank] += 1.0 / static_cast<double>(equal);
        }
    }
    for (auto& row : out)
        for (double& share : row) share /= static_cast<double>(replicates > 0 ? replicates : 1);
    return out;
}

} // namespace sim
