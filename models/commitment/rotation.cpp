// 4.1 Rotation (mutasi): occupants move, and with them knowledge, doctrine, firmness and what was person-bound.

#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

/// A post's occupant changed in one lane. \param firmness  of a new head comes from its draw `which`
SIM_INLINE void change_hands(State& now, const Month& month, int lane, std::uint32_t post, const sim::Draws& firmness,
                             std::uint32_t which)
{
    const PackedCity& city = month.city;
    const std::uint32_t i = city.institution_of[post];
    const std::uint32_t posts = city.first_post[i + 1] - city.first_post[i];
    now.doctrine[i].at(lane) *= 1 - month.parameters.rotation_doctrine_loss[lane] * city.one_of[posts];
    if (city.post_role[post] != PostRole::head) return;
    now.leadership[i].at(lane) = month.leadership[lane]->quantile(firmness.uniform(which));
    now.action[i].at(lane) *= 1 - month.parameters.rotation_commitment_loss[lane] * (1 - now.structure[i][lane]);
}

/// The occupant of a post moves: with probability q_int it changes places with another's, else a newcomer comes.
/// \param internal, place  random words of the post's decision `rotation`
SIM_INLINE void move_occupant(State& now, const Month& month, int lane, std::uint32_t post, std::uint64_t internal,
                              std::uint64_t place_word)
{
    const PackedCity& city = month.city;
    const std::uint32_t i = city.institution_of[post];
    const sim::Draws firmness = month.draws(Decision::leadership, city.post_key[post], lane);
    const std::uint8_t pool = city.swap_pool[post];
    if (pool != PackedCity::no_pool && sim::uniform_of(internal) < month.parameters.rotation_internal[lane]) {
        const Indices& posts = city.swap_pools[pool].posts;
        const sim::Draws draws = month.draws(Decision::rotation, city.post_key[post], lane);
        auto place = static_cast<std::uint32_t>(draws.index(place_word, 1, posts.size() - 1));
        if (place >= city.place_in_pool[post]) ++place;
        const std::uint32_t other = posts[place];
        const double knowledge = now.knowledge[post][lane], others = now.knowledge[other][lane];
        now.trained_moved.at(lane) +=
            static_cast<double>((knowledge >= trained_knowledge) != (others >= trained_knowledge));
        now.knowledge[post].at(lane) = others;
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

/// The posts of a group that start a move.
SIM_INLINE Starts starts_of(const Month& month, const GroupLimit& limit, const PostGroup& group)
{
    const sim::BitPair words = month.draws(Decision::rotation_start, month.city.post_key[group.first]).pair(0);
    Starts starts{};
    for (std::uint32_t half = 0; 8 * half < group.count; ++half)
        starts.half[half] =
            sim::happening(half == 0 ? words.first : words.second, limit.half[half], group.count - 8 * half);
    return starts;
}

/// The chances of a group's posts, by which of them are of what kind.
GroupLimit limit_of(const PostGroup::Kinds& kinds, const sim::ByteChance (&chances)[PostGroup::kinds])
{
    GroupLimit limit{};
    for (std::size_t half = 0; half < 2; ++half)
        for (std::size_t kind = 0; kind < PostGroup::kinds; ++kind)
            limit.half[half] = limit.half[half] | (chances[kind].whole & sim::Bits(kinds[half][kind]));
    return limit;
}

/// Occupants that may move, in the order of the posts; their random numbers are drawn for eight at once.
class Movers
{
  public:
    Movers(State& now, const Month& month, const sim::ByteChance (&chances)[PostGroup::kinds])
        : now_(now), month_(month), chances_(chances)
    {
    }

    void add(std::uint32_t post, int lane, bool tie)
    {
        post_[count_] = post;
        lane_[count_] = lane;
        draws_.who[count_] = month_.city.post_key[post];
        draws_.replicate[count_] = month_.first_replicate + static_cast<std::uint32_t>(lane);
        ties_ = ties_ || tie;
        tie_[count_] = tie;
        if (++count_ == lane_count) move();
    }

    /// Those added since the last time.
    void move()
    {
        const PackedCity& city = month_.city;
        Real luck = 0.0;
        if (ties_) luck = sim::uniform_of(draws_.pair(month_.seed, occasion(Decision::rotation_tie)).first);
        const sim::BitPair words = draws_.pair(month_.seed, occasion(Decision::rotation));
        for (int k = 0; k < count_; ++k) {
            const std::uint32_t post = post_[k];
            if (tie_[k]) {
                const bool alone = city.swap_pool[post] == PackedCity::no_pool;
                const sim::ByteChance& chance = chances_[static_cast<int>(city.post_role[post]) + (alone ? 3 : 0)];
                if (luck[k] >= chance.rest[lane_[k]]) continue;
            }
            move_occupant(now_, month_, lane_[k], post, words.first[k], words.second[k]);
        }
        count_ = 0;
        ties_ = false;
    }

  private:
    sim::Occasion occasion(Decision decision) const { return {month_.step, static_cast<std::uint32_t>(decision)}; }

    State& now_;
    const Month& month_;
    const sim::ByteChance (&chances_)[PostGroup::kinds];
    sim::SingleDraws draws_{};
    std::uint32_t post_[lane_count];
    int lane_[lane_count];
    bool tie_[lane_count];
    bool ties_ = false;
    int count_ = 0;
};

} // namespace

void rotate_posts(State& now, const Levers& levers, const Month& month)
{
    elect(now, month);

    sim::ByteChance chances[PostGroup::kinds];
    for (int role = 0; role < 3; ++role) {
        const Real p = smaller(levers.rotation_multiplier * month.rates.rotation[role], Real(1.0));
        // A swap touches two posts: each changes hands at the stated rate whatever q_int is.
        chances[role] = sim::byte_chance(p / (Real(1.0) + month.parameters.rotation_internal));
        chances[role + 3] = sim::byte_chance(p); // without a pool: newcomers only
    }
    Movers movers(now, month, chances);
    for (std::size_t k = 0; k < month.city.kinds_of_moving.size(); ++k)
        now.group_limits[k] = limit_of(month.city.kinds_of_moving[k], chances);
    const std::vector<PostGroup>& groups = month.city.moving;
    const auto all = static_cast<std::uint32_t>(groups.size());
    for (std::uint32_t first = 0; first < all; first += starts_at_once) {
        const std::uint32_t count = all - first < starts_at_once ? all - first : starts_at_once;
        for_each(month, count, [&](std::uint32_t k) {
            const PostGroup& group = groups[first + k];
            now.starts[k] = starts_of(month, now.group_limits[group.alike], group);
        });
        for (std::uint32_t k = 0; k < count; ++k)
            for (std::uint32_t half = 0; half < 2; ++half) {
                const std::uint32_t post = groups[first + k].first + 8 * half;
                sim::for_each_happening(now.starts[k].half[half], [&](std::uint32_t which, int lane, bool is_tie) {
                    movers.add(post + which, lane, is_tie);
                });
            }
    }
    movers.move();
}

} // namespace commitment::inline SIM_LEVEL
