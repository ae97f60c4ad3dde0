// 4.1 Rotation (mutasi): occupants move, and with them knowledge, doctrine, firmness and what was person-bound.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// A post's occupant changed in one lane. \param firmness  of a new head comes from its draw `which`
void change_hands(State& now, const Month& month, int lane, std::uint32_t post, const sim::Draws& firmness,
                  std::uint32_t which)
{
    const PackedCity& city = month.city;
    const std::uint32_t i = city.institution_of[post];
    const double posts = city.first_post[i + 1] - city.first_post[i];
    now.doctrine[i].at(lane) *= 1 - month.parameters.rotation_doctrine_loss[lane] / posts;
    if (city.post_role[post] != PostRole::head) return;
    now.leadership[i].at(lane) = month.leadership[lane]->quantile(firmness.uniform(which));
    now.action[i].at(lane) *= 1 - month.parameters.rotation_commitment_loss[lane] * (1 - now.structure[i][lane]);
}

/// The occupant of a post moves: with probability q_int it changes places with another's, else a newcomer comes.
void move_occupant(State& now, const Month& month, int lane, std::uint32_t post)
{
    const PackedCity& city = month.city;
    const std::uint32_t i = city.institution_of[post];
    const sim::Draws draws = month.draws(Decision::rotation, city.post_key[post], lane);
    const sim::Draws firmness = month.draws(Decision::leadership, city.post_key[post], lane);
    const std::uint8_t pool = city.swap_pool[post];
    if (pool != PackedCity::no_pool && draws.bernoulli(0, month.parameters.rotation_internal[lane])) {
        const Indices& posts = city.swap_pools[pool].posts;
        auto place = static_cast<std::uint32_t>(draws.index(1, posts.size() - 1));
        if (place >= city.place_in_pool[post]) ++place;
        const std::uint32_t other = posts[place];
        const double knowledge = now.knowledge[post][lane];
        now.knowledge[post].at(lane) = now.knowledge[other][lane];
        now.knowledge[other].at(lane) = knowledge;
        change_hands(now, month, lane, post, firmness, 0);
        change_hands(now, month, lane, other, firmness, 1);
        if (month.trace)
            month.trace->record(lane, month.step,
                                {.event = Event::moved, .institution = i, .post = post, .other = other});
    } else {
        set_knowledge(now, month, lane, post, 0, TrainedBy::leaving);
        change_hands(now, month, lane, post, firmness, 0);
        if (month.trace) month.trace->record(lane, month.step, {.event = Event::left, .institution = i, .post = post});
    }
}

void elect(State& now, const Month& month)
{
    bool today = false;
    for (const std::uint32_t election : month.plan.elections) today = today || election == month.step;
    if (!today) return;
    const std::uint32_t city = month.city.city;
    for (std::uint32_t head = 0; head < month.city.heads[city]; ++head) {
        const std::uint32_t post = month.city.first_post[city] + head;
        for (int lane = 0; lane < lane_count; ++lane) {
            set_knowledge(now, month, lane, post, 0, TrainedBy::leaving);
            change_hands(now, month, lane, post, month.draws(Decision::election, month.city.post_key[post], lane), 0);
            if (month.trace)
                month.trace->record(lane, month.step, {.event = Event::elected, .institution = city, .post = post});
        }
    }
}

/// The probability that a post starts a move, in 256ths: eight random bits decide for most posts, and only a tie
/// with the whole number draws more.
struct Threshold
{
    sim::Bits whole;
    Real rest;
};

Threshold threshold(Real probability)
{
    const Real scaled = probability * Real(256.0);
    const Real whole = sim::floor(scaled);
    return {sim::as_bits(whole + Real(0x1p52)) & sim::Bits(0x1ff), scaled - whole};
}

} // namespace

void rotate_posts(State& now, const Levers& levers, const Month& month)
{
    elect(now, month);

    const PackedCity& city = month.city;
    Threshold alone[3];  // newcomers only
    Threshold pooled[3]; // a swap touches two posts: each changes hands at the stated rate whatever q_int is
    for (int role = 0; role < 3; ++role) {
        const Real p = smaller(levers.rotation_multiplier * month.rates.rotation[role], Real(1.0));
        alone[role] = threshold(p);
        pooled[role] = threshold(p / (Real(1.0) + month.parameters.rotation_internal));
    }
    for (const std::uint32_t i : city.staffed) {
        const std::uint32_t first =
            city.first_post[i] + (i == city.city ? city.heads[i] : 0); // the city's heads are elected
        const std::uint32_t end = city.first_post[i + 1];
        for (std::uint32_t start = first; start < end; start += 16) {
            const sim::LaneDraws draws = month.draws(Decision::rotation_start, city.post_key[start]);
            const sim::BitPair words = draws.pair(0);
            for (std::uint32_t post = start; post < end && post < start + 16; ++post) {
                const int role = static_cast<int>(city.post_role[post]);
                const Threshold& limit = city.swap_pool[post] == PackedCity::no_pool ? alone[role] : pooled[role];
                const std::uint32_t at = post - start;
                const sim::Bits byte =
                    ((at < 8 ? words.first : words.second) >> static_cast<int>(8 * (at % 8))) & sim::Bits(0xff);
                for_lanes(byte <= limit.whole, [&](int lane) {
                    if (byte[lane] == limit.whole[lane] &&
                        !month.draws(Decision::rotation_tie, city.post_key[post], lane).bernoulli(0, limit.rest[lane]))
                        return;
                    move_occupant(now, month, lane, post);
                });
            }
        }
    }
}

} // namespace commitment::inline SIM_LEVEL
