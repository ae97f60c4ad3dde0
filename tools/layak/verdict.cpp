#include "tools/layak/verdict.hpp"

namespace layak {

double least_chance(Certainty certainty)
{
    switch (certainty) {
    case Certainty::virtually_certain: return 0.99;
    case Certainty::very_likely: return 0.90;
    case Certainty::likely: return 0.66;
    case Certainty::unclear: break;
    }
    return 0;
}

Certainty certainty_of(const sim::Interval& chance)
{
    for (const Certainty certainty : {Certainty::virtually_certain, Certainty::very_likely, Certainty::likely})
        if (chance.low >= least_chance(certainty)) return certainty;
    return Certainty::unclear;
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

sim::Words words_for_lead(std::uint32_t mattering, std::uint32_t pairs, const sim::Interval& chance)
{
    constexpr double most = 0.9;
    if (chance.high <= 1 - least_chance(Certainty::likely)) return {"selisihnya kecil", "the difference is small"};
    if (mattering < most * pairs) return {"seberapa jauh, belum pasti", "by how much is uncertain"};
    return {"", ""};
}

} // namespace layak
