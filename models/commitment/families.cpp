// 4.9 Families: from unaware to involved, by word of mouth, by what their kelurahan does, and back.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// Families of one community that leave their stage: up and down compete where both are possible.
struct Moves
{
    Real aware;          ///< unaware → knows
    Real up[2], down[2]; ///< of those who know, of those who understand
    Real lapsed;         ///< involved → understands
};

/// Monthly rates of the moves.
struct MoveRates
{
    Real aware;
    Real up[2], down[2];
    Real lapsed;
};

constexpr std::uint32_t first_count = 1, second_count = 61; ///< blocks of further draws of a decision's two counts

/// A family leaves with the probability of its two rates' sum, to either in proportion to the rates.
Moves move_families(const State& now, const Month& month, std::uint32_t c, const MoveRates& rate)
{
    const std::uint64_t who = month.city.key[month.city.community_institution[c]];
    const sim::LaneDraws draws[3] = {month.draws(Decision::families_outer, who),
                                     month.draws(Decision::families_knowing, who),
                                     month.draws(Decision::families_understanding, who)};
    sim::BitPair words[3];
    sim::LaneDraws::first_pairs(draws, words);
    Real leave[4], up[2];
    sim::count_leaving<4>(
        {{now.unaware[c], rate.aware, sim::uniform_of(words[0].first), &draws[0], first_count},
         {now.knows[c], rate.up[0] + rate.down[0], sim::uniform_of(words[1].first), &draws[1], first_count},
         {now.understands[c], rate.up[1] + rate.down[1], sim::uniform_of(words[2].first), &draws[2], first_count},
         {now.involved[c], rate.lapsed, sim::uniform_of(words[0].second), &draws[0], second_count}},
        leave);
    sim::count_divided<2>(
        {{leave[1], rate.up[0], rate.down[0], sim::uniform_of(words[1].second), &draws[1], second_count},
         {leave[2], rate.up[1], rate.down[1], sim::uniform_of(words[2].second), &draws[2], second_count}},
        up);
    Moves moves;
    moves.aware = leave[0];
    for (int stage = 0; stage < 2; ++stage) {
        moves.up[stage] = up[stage];
        moves.down[stage] = leave[stage + 1] - up[stage];
    }
    moves.lapsed = leave[3];
    return moves;
}

void record(const Month& month, std::uint32_t community, const Moves& moves)
{
    const struct
    {
        Event event;
        Real families;
    } kinds[] = {{Event::aware, moves.aware},   {Event::understood, moves.up[0]}, {Event::joined, moves.up[1]},
                 {Event::lapsed, moves.lapsed}, {Event::forgot, moves.down[1]},   {Event::moved_away, moves.down[0]}};
    for (const auto& kind : kinds)
        for_lanes(kind.families > Real(0.0), [&](int lane) {
            month.trace->record(lane, month.step,
                                {.event = kind.event, .institution = community, .amount = kind.families[lane]});
        });
}

} // namespace

void involve_families(State& now, const Levers&, const Month& month)
{
    const PackedCity& city = month.city;
    const LaneParameters& parameters = month.parameters;
    for_each(month, city.communities, [&](std::uint32_t c) {
        now.understanding[city.community_institution[c]] =
            (now.understands[c] + now.involved[c]) / Real(city.families[c] > 0 ? city.families[c] : 1.0);
    });
    for_each(month, city.communities, [&](std::uint32_t c) {
        if (city.families[c] <= 0) return;
        const std::uint32_t i = city.community_institution[c];
        const std::uint32_t kelurahan = city.community_kelurahan[c];
        const Real act = now.written[kelurahan] * now.programme[kelurahan];
        const Real involved = now.programme[i];                                    // v
        const Real example = now.understanding[i];                                 // s
        const Real neighbours = mean(city.from_communities, i, now.understanding); // n
        const Real spread = parameters.families_spread * involved;

        MoveRates rate;
        rate.aware = parameters.families_local * parameters.families_word_of_mouth * example +
                     parameters.families_word_of_mouth * neighbours + parameters.families_outreach * act;
        rate.up[0] = parameters.families_learn + parameters.families_service * act + spread;
        rate.down[0] = parameters.families_turnover;
        rate.up[1] = parameters.families_join_floor + parameters.families_join * act +
                     spread * (parameters.families_join_floor_support + act);
        rate.down[1] = parameters.families_forget;
        rate.lapsed = parameters.families_lapse * (Real(1.0) - act);
        const Moves moves = move_families(now, month, c, rate);

        now.unaware[c] += moves.down[0] - moves.aware;
        now.knows[c] += moves.aware - moves.up[0] - moves.down[0] + moves.down[1];
        now.understands[c] += moves.up[0] - moves.up[1] - moves.down[1] + moves.lapsed;
        now.involved[c] += moves.up[1] - moves.lapsed;
        if (month.trace) record(month, i, moves);
    });
}

} // namespace commitment::inline SIM_LEVEL
