#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/view.hpp"

namespace sim {

/// Incoming links of each agent, packed: of agent i they lie at first[i] … first[i + 1] − 1, by source.
/// `share` is the link's weight over the sum of the weights into i, so a weighted mean is Σ share · x.
struct PackedLinks
{
    std::vector<std::uint32_t> first; ///< agents + 1
    std::vector<std::uint32_t> source;
    std::vector<double> share;
};

/// A packed copy's place in memory, for the step.
struct LinksView
{
    View<std::uint32_t> first;
    View<std::uint32_t> source;
    View<double> share;

    LinksView() = default;
    LinksView(const PackedLinks& links) : first(links.first), source(links.source), share(links.share) {}
};

} // namespace sim
