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

/// The posts that start a move, of `count` groups from `first` on: each with its chance, by eight random bits and, in a
/// tie, more. Two groups at a time, for two draws at once are quicker.
void find_starts(State& now, const Month& month, std::uint32_t first, std::uint32_t count)
{
    const auto draws_of = [&](const PostGroup& group) {
        return month.draws(Decision::rotation_start, month.city.post_key[group.first]);
    };
    for_each(month, (count + 1) / 2, [&](std::uint32_t pair) {
        const std::uint32_t at[2] = {2 * pair, 2 * pair + 1 < count ? 2 * pair + 1 : 2 * pair};
        const PostGroup* const both[2] = {&month.city.moving[first + at[0]], &month.city.moving[first + at[1]]};
        sim::BitPair words[2];
        sim::LaneDraws::first_pairs({draws_of(*both[0]), draws_of(*both[1])}, words);
        for (int k = 0; k < 2; ++k) {
            const PostGroup& group = *both[k];
            const GroupLimit& limit = now.group_limits[group.alike];
            Starts& starts = now.starts[at[k]];
            starts.half[0] = sim::happening(words[k].first, limit.half[0], group.count);
            if (group.count > 8) starts.half[1] = sim::happening(words[k].second, limit.half[1], group.count - 8);
        }
    });
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

    /// \param post  of the first that `starts` tells of
    SIM_INLINE void add(std::uint32_t post, const sim::ByteOrder& starts)
    {
        waiting_ += sim::list_happening(starts, post, list_ + waiting_);
        if (waiting_ >= some) move_eights();
    }

    /// Those who wait.
    void move_all()
    {
        move_eights();
        move(list_, waiting_);
        waiting_ = 0;
    }

  private:
    static constexpr std::uint32_t some = 64;

    void move_eights()
    {
        std::uint32_t moved = 0;
        for (; moved + lane_count <= waiting_; moved += lane_count) move(list_ + moved, lane_count);
        waiting_ -= moved;
        for (std::uint32_t k = 0; k < waiting_; ++k) list_[k] = list_[moved + k];
    }

    /// \param count  at most `lane_count`
    void move(const sim::Happened* movers, std::uint32_t count)
    {
        const PackedCity& city = month_.city;
        sim::SingleDraws draws{};
        bool ties = false;
        for (std::uint32_t k = 0; k < count; ++k) {
            draws.who[k] = city.post_key[movers[k].thing];
            draws.replicate[k] = month_.first_replicate + movers[k].lane;
            ties = ties || movers[k].is_tie;
        }
        Real luck = 0.0;
        if (ties) luck = sim::uniform_of(draws.pair(month_.key, occasion(Decision::rotation_tie)).first);
        const sim::BitPair words = draws.pair(month_.key, occasion(Decision::rotation));
        for (std::uint32_t k = 0; k < count; ++k) {
            const std::uint32_t post = movers[k].thing;
            const int lane = movers[k].lane;
            const int at = static_cast<int>(k);
            if (movers[k].is_tie) {
                const bool alone = city.swap_pool[post] == PackedCity::no_pool;
                const sim::ByteChance& chance = chances_[static_cast<int>(city.post_role[post]) + (alone ? 3 : 0)];
                if (luck[at] >= chance.rest[lane]) continue;
            }
            move_occupant(now_, month_, lane, post, words.first[at], words.second[at]);
        }
    }

    sim::Occasion occasion(Decision decision) const { return {month_.step, static_cast<std::uint32_t>(decision)}; }

    State& now_;
    const Month& month_;
    const sim::ByteChance (&chances_)[PostGroup::kinds];
    sim::Happened list_[some + 8 * lane_count + 4]; // a word tells of eight posts in every lane
    std::uint32_t waiting_ = 0;
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
        find_starts(now, month, first, count);
        for (std::uint32_t k = 0; k < count; ++k) {
            const PostGroup& group = groups[first + k];
            for (std::uint32_t half = 0; 8 * half < group.count; ++half)
                movers.add(group.first + 8 * half, now.starts[k].half[half]);
        }
    }
    movers.move_all();
}

} // namespace commitment::inline SIM_LEVEL
