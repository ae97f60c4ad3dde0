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

} // namespace layak
