// 4.2 Training: the seats of a month go to the least trained eligible posts, one seat a post.

#include "models/commitment/choose.hpp"
#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

const Indices& eligible(const PackedCity& city, Target target, bool all_opd)
{
    switch (target) {
    case Target::leaders: return all_opd ? city.leaders_all_opd : city.leaders;
    case Target::technical: return all_opd ? city.technical_all_opd : city.technical_staff;
    case Target::kecamatan: return city.kecamatan_posts;
    case Target::kelurahan: return city.kelurahan_posts;
    default: return city.government_posts;
    }
}

/// The least trained eligible posts of every lane; ties exactly equal in knowledge are broken at random, by a priority
/// that hangs on the month, the intervention and the post.
class LeastTrained
{
  public:
    static constexpr std::uint32_t most = 64; ///< seats a lane

    /// \param seats  [lane] 0 to `most`, at most the eligible posts
    LeastTrained(const Real* knowledge, const Indices& eligible, const List<std::uint64_t>& post_key, sim::Bits salt,
                 Real seats)
    {
        Real worst = select(seats > Real(0.0), Real(1e300), Real(-1.0)); // knowledge of the last that has a seat
        sim::Bits worst_priority(0);
        for (const std::uint32_t post : eligible) {
            const Real known = knowledge[post];
            if (!any(known <= worst)) continue;
            const sim::Bits priority = sim::mix_lanes(salt ^ sim::Bits(post_key[post]));
            const Mask better = (known < worst) | ((known == worst) & (priority < worst_priority));
            for_lanes(better, [&](int lane) {
                const auto wanted = static_cast<std::uint32_t>(seats[lane]);
                insert(lane, wanted, {known[lane], priority[lane], post});
                if (count_[lane] < wanted) return;
                const Candidate& last = best_[lane][wanted - 1];
                worst.set(lane, last.knowledge);
                reinterpret_cast<std::uint64_t*>(&worst_priority)[lane] = last.priority;
            });
        }
    }

    std::uint32_t post(int lane, std::uint32_t seat) const { return best_[lane][seat].post; }

  private:
    struct Candidate
    {
        double knowledge;
        std::uint64_t priority;
        std::uint32_t post;
    };
    static bool is_before(const Candidate& a, const Candidate& b)
    {
        return a.knowledge < b.knowledge || (a.knowledge == b.knowledge && a.priority < b.priority);
    }
    /// In order; the last of as many as are wanted makes room.
    void insert(int lane, std::uint32_t wanted, const Candidate& next)
    {
        Candidate* const best = best_[lane];
        std::uint32_t place = count_[lane] == wanted ? wanted - 1 : count_[lane]++;
        for (; place > 0 && is_before(next, best[place - 1]); --place) best[place] = best[place - 1];
        best[place] = next;
    }

    Candidate best_[lane_count][most];
    std::uint32_t count_[lane_count] = {};
};

/// One seat, taken.
void teach(State& now, const Month& month, int lane, std::uint32_t post, std::uint32_t intervention)
{
    const double knowledge = raised(now.knowledge[post][lane], month.parameters.training_effect[lane]);
    set_knowledge(now, month, lane, post, knowledge, TrainedBy::training);
    if (month.trace)
        month.trace->record(lane, month.step,
                            {.event = Event::trained,
                             .institution = month.city.institution_of[post],
                             .post = post,
                             .intervention = intervention});
}

/// Seats to one list of posts, [lane].
void give_seats(State& now, const Month& month, std::uint32_t intervention, const Indices& posts, Real seats)
{
    const PackedCity& city = month.city;
    const std::uint64_t key = month.plan.interventions[intervention].key;
    const Mask few = seats <= Real(static_cast<double>(LeastTrained::most));
    if (const Real of_few = select(few, seats, Real(0.0)); any(of_few > Real(0.0))) {
        const sim::Bits salt = month.draws(Decision::training_ties, key).pair(0).first;
        const LeastTrained least(now.knowledge, posts, city.post_key, salt, of_few);
        for_lanes(of_few > Real(0.0), [&](int lane) {
            const auto count = static_cast<std::uint32_t>(seats[lane]);
            for (std::uint32_t seat = 0; seat < count; ++seat)
                teach(now, month, lane, least.post(lane, seat), intervention);
        });
    }
    for_lanes(!few, [&](int lane) {
        const auto count = static_cast<std::uint32_t>(seats[lane]);
        const LeastTrainedPosts least(&now.knowledge[0].at(lane), lane_count, posts, city.post_key,
                                      month.draws(Decision::training_ties, key, lane).bits(0), count);
        for (std::uint32_t seat = 0; seat < count; ++seat) teach(now, month, lane, least.post(seat), intervention);
    });
}

} // namespace

void train(State& now, const Levers& levers, const Month& month)
{
    const PackedCity& city = month.city;
    for (std::uint32_t k = 0; k < month.plan.interventions.size(); ++k) {
        const PackedIntervention& by = month.plan.interventions[k];
        if (by.lever != Lever::training) continue;
        Real takers = 0.0; // posts that can take a seat
        for (int lane = 0; lane < lane_count; ++lane)
            takers.set(lane, static_cast<double>(eligible(city, by.target, levers.opd_members[lane] > 0).size()));
        const Real wanted = smaller(units_due(now, month, k), takers);
        Real seats = 0.0;
        for (Real bought = 0.0; any(bought < wanted); bought += 1.0) seats += as_number(buy(now, by, bought < wanted));
        const Mask all_opd = is_true(levers.opd_members);
        if (any(all_opd)) give_seats(now, month, k, eligible(city, by.target, true), select(all_opd, seats, Real(0.0)));
        if (any(!all_opd))
            give_seats(now, month, k, eligible(city, by.target, false), select(all_opd, Real(0.0), seats));
    }
}

} // namespace commitment::inline SIM_LEVEL
