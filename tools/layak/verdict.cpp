#include "tools/layak/verdict.hpp"

#include "sim/statistics/interval.hpp"

namespace layak {

Certainty certainty_of(std::uint64_t hits, std::uint64_t pairs, double effective, double confidence)
{
    const auto independent = static_cast<std::uint64_t>(effective + 1e-9);
    hits = static_cast<std::uint64_t>(
        static_cast<double>(hits) * static_cast<double>(independent) / static_cast<double>(pairs) + 1e-9);
    pairs = independent;
    const double limit = sim::wilson_interval(hits, pairs, confidence).low;
    return limit >= 0.99   ? Certainty::virtually_certain
           : limit >= 0.90 ? Certainty::very_likely
           : limit >= 0.66 ? Certainty::likely
                           : Certainty::unclear;
}

sim::Words words_for(Certainty certainty)
{
    switch (certainty) {
    case Certainty::virtually_certain: return {"hampir pasti", "virtually certainly"};
    case Certainty::very_likely: return {"sangat mungkin", "very likely"};
    case Certainty::likely: return {"mungkin", "likely"};
    case Certainty::unclear: break;
    }
    return {"belum dapat dibedakan", "cannot be told apart"};
}

} // namespace layak
