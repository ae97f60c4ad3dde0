// 4.9 Families: from unaware to involved, by word of mouth, by what their kelurahan does, and back.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// The families of one state that leave it, up or down: two moves compete.
struct Moves
{
    Real up;
    Real down;
};

/// A family leaves with the probability of the two rates' sum, to either in proportion to the rates.
Moves move_families(const Month& month, Decision decision, std::uint64_t who, Real families, Real rate_up, Real rate_down)
{
    const sim::LaneDraws draws = month.draws(decision, who);
    const sim::BitPair words = draws.pair(0);
    const Real sum = rate_up + rate_down;
    const Real leave = sim::binomial(families, sim::probability_of_hazard(sum), sim::uniform_of(words.first), draws, 1);
    const Real share_up = select(sum > Real(0.0), rate_up / larger(sum, Real(1e-300)), Real(0.0));
    const Real up = sim::binomial(leave, share_up, sim::uniform_of(words.second), draws, 61);
    return {up, leave - up};
}

Real move_families(const Month& month, Decision decision, std::uint64_t who, Real families, Real rate)
{
    const sim::LaneDraws draws = month.draws(decision, who);
    return sim::binomial(families, sim::probability_of_hazard(rate), draws.uniform(0), draws, 1);
}

} // namespace

void involve_families(State& now, const Month& month)
{
    const PackedCity& city = month.city;
    const LaneParameters& parameters = month.parameters;
    for (std::uint32_t c = 0; c < city.communities; ++c)
        now.understanding[city.community_institution[c]] =
            (now.understands[c] + now.involved[c]) / Real(city.families[c] > 0 ? city.families[c] : 1.0);
    for (std::uint32_t c = 0; c < city.communities; ++c) {
        if (city.families[c] <= 0) continue;
        const std::uint32_t i = city.community_institution[c];
        const std::uint32_t kelurahan = city.community_kelurahan[c];
        const std::uint64_t who = city.key[i];
        const Real act = now.written[kelurahan] * now.programme[kelurahan];
        const Real involved = now.involved[c] / Real(city.families[c]);        // v
        const Real example = now.understanding[i];                             // s
        const Real neighbours = mean(city.from_communities, i, now.understanding); // n
        const Real spread = parameters.families_spread * involved;

        const Real aware = move_families(month, Decision::families_unaware, who, now.unaware[c],
                                         parameters.families_local * parameters.families_word_of_mouth * example +
                                             parameters.families_word_of_mouth * neighbours + parameters.families_outreach * act);
        const Moves knowing = move_families(month, Decision::families_knowing, who, now.knows[c],
                                            parameters.families_learn + parameters.families_service * act + spread,
                                            parameters.families_turnover);
        const Moves understanding = move_families(month, Decision::families_understanding, who, now.understands[c],
                                                  parameters.families_join_floor + parameters.families_join * act +
                                                      spread * (parameters.families_join_floor_support + act),
                                                  parameters.families_forget);
        const Real lapsed =
            move_families(month, Decision::families_involved, who, now.involved[c], parameters.families_lapse * (Real(1.0) - act));

        now.unaware[c] += knowing.down - aware;
        now.knows[c] += aware - knowing.up - knowing.down + understanding.down;
        now.understands[c] += knowing.up - understanding.up - understanding.down + lapsed;
        now.involved[c] += understanding.up - lapsed;
    }
}

} // namespace commitment::inline SIM_LEVEL
