#include "tests/models/commitment/keyed_random.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <tuple>

#include "sim/random/binomial.hpp"
#include "sim/random/key.hpp"

using commitment::Kind;
using reference::Question;
using Of = commitment::Decision;
using For = reference::Decision;

KeyedRandom::KeyedRandom(const commitment::City& city, const commitment::Plan* plan,
                         const commitment::Parameters& parameters, std::uint64_t seed, std::uint32_t replicate)
    : leadership_(parameters.leadership_mean, parameters.leadership_precision), seed_(seed), replicate_(replicate)
{
    name_institutions(city);
    name_interventions(city, plan);
}

/// Institutions are known by their ids, posts by their places in them.
void KeyedRandom::name_institutions(const commitment::City& city)
{
    const std::size_t count = city.institutions.size();
    std::vector<std::size_t> by_id(count);
    std::iota(by_id.begin(), by_id.end(), 0);
    std::sort(by_id.begin(), by_id.end(),
              [&](std::size_t a, std::size_t b) { return city.institutions[a].id < city.institutions[b].id; });
    institution_rank_.resize(count);
    std::size_t posts_before = 0;
    std::vector<std::size_t> posts_ranked_before(count);
    for (std::size_t rank = 0; rank < count; ++rank) {
        institution_rank_[by_id[rank]] = rank;
        posts_ranked_before[by_id[rank]] = posts_before;
        posts_before += static_cast<std::size_t>(city.institutions[by_id[rank]].posts());
    }
    for (std::size_t i = 0; i < count; ++i) {
        const commitment::Institution& one = city.institutions[i];
        institution_key_.push_back(sim::key_of(one.id));
        const std::size_t first = post_key_.size();
        const auto elected = static_cast<std::size_t>(one.kind == Kind::city ? one.heads : 0);
        for (std::size_t p = 0; p < static_cast<std::size_t>(one.posts()); ++p) {
            post_key_.push_back(sim::key_of(institution_key_[i], p));
            post_rank_.push_back(posts_ranked_before[i] + p);
            first_of_institution_.push_back(first + elected);
            place_among_moving_.push_back(p < elected ? 0 : p - elected);
        }
    }
}

/// Interventions are known by file, kind, target and their place among those alike that do something: so that another
/// row does not shift their numbers.
void KeyedRandom::name_interventions(const commitment::City& city, const commitment::Plan* plan)
{
    std::uint64_t file = 0;
    for (const commitment::Plan* const source : {&city.history, plan}) {
        if (source == nullptr) continue;
        std::map<std::pair<commitment::Lever, commitment::Target>, std::uint64_t> alike;
        for (const commitment::Intervention& one : source->interventions) {
            if (one.to < city.start || one.lever == commitment::Lever::election || one.amount() <= 0) continue;
            const std::uint64_t kind = sim::key_of(sim::key_of(commitment::info(one.lever).name),
                                                   sim::key_of(commitment::name_of(one.target)));
            intervention_key_[&one] = sim::key_of(sim::key_of(kind, file), alike[{one.lever, one.target}]++);
        }
        ++file;
    }
}

KeyedRandom::Place KeyedRandom::place_of(const Question& question) const
{
    const auto institution = [&] { return institution_key_.at(question.who); };
    const auto post = [&] { return post_key_.at(question.who); };
    const auto intervention = [&] {
        const auto found = intervention_key_.find(question.unit.by);
        return found == intervention_key_.end() ? 0 : found->second; // without an amount it decides nothing
    };
    const auto unit = [&] { return sim::key_of(intervention(), static_cast<std::uint64_t>(question.unit.number)); };
    const auto member = [&] { return sim::key_of(unit(), institution()); };
    // A second count of one decision has its further words after the 60 blocks of the first.
    constexpr std::uint32_t second_count = 61;
    switch (question.decision) {
    case For::initial_leadership: return {Of::initial_leadership, institution()};
    case For::amount: return {Of::amount, intervention()};
    case For::move: throw std::logic_error("who moves is not decided by one word");
    case For::swap: return {Of::rotation, post(), 0};
    case For::swap_with: return {Of::rotation, post(), 1};
    case For::new_head: return {Of::leadership, post(), 0};
    case For::new_head_elsewhere: return {Of::leadership, post(), 1};
    case For::elected_head: return {Of::election, post()};
    case For::lot: return {Of::training_ties, intervention()};
    case For::session_place: return {Of::session_place, unit()};
    case For::implementer_attends: return {Of::session_attendee, unit(), 0};
    case For::attendee: return {Of::session_attendee, unit(), 1};
    case For::told: return {Of::session_families, unit()};
    case For::convinced: return {Of::session_understanding, unit()};
    case For::assisted: return {Of::facilitation, unit()};
    case For::visited: return {Of::monitoring, unit()};
    case For::head_comes: return {Of::attendance, member(), 0};
    case For::delegate_comes: return {Of::attendance, member(), 1};
    case For::implementer_comes: return {Of::attendance, member(), 2};
    case For::business_at_meeting: return {Of::meeting_business, unit()};
    case For::body_forms: return {Of::formal_body, institution()};
    case For::body_falls_dormant: return {Of::dormancy, institution()};
    case For::families_hear: return {Of::families_outer, institution(), 0};
    case For::families_lapse: return {Of::families_outer, institution(), 1, second_count};
    case For::families_leave_knowing: return {Of::families_knowing, institution(), 0};
    case For::families_learn: return {Of::families_knowing, institution(), 1, second_count};
    case For::families_leave_understanding: return {Of::families_understanding, institution(), 0};
    case For::families_join: return {Of::families_understanding, institution(), 1, second_count};
    case For::business_changes: return {Of::business, institution()};
    }
    throw std::logic_error("a decision without a place");
}

sim::Draws KeyedRandom::draws(commitment::Decision decision, std::uint64_t who) const
{
    return {seed_, replicate_, {month_, static_cast<std::uint32_t>(decision)}, who};
}

bool KeyedRandom::chance(const Question& question, double probability)
{
    if (question.decision == For::move) return starts_move(question.who, probability);
    const Place place = place_of(question);
    return draws(place.decision, place.who).uniform(place.which) < probability;
}

/// Sixteen posts of an institution share two words, a byte each: most are decided by it, in 256ths. Only where it
/// equals the whole 256ths of the probability another word decides about the rest.
bool KeyedRandom::starts_move(std::size_t post, double probability) const
{
    const std::size_t place = place_among_moving_.at(post);
    const std::size_t group = first_of_institution_.at(post) + place / 16 * 16;
    const std::uint64_t word = draws(Of::rotation_start, post_key_.at(group)).bits(place % 16 / 8);
    const auto byte = static_cast<double>(word >> (8 * (place % 8)) & 0xff);
    const double whole = std::min(std::floor(probability * 256), 255.0);
    if (byte != whole) return byte < whole;
    return draws(Of::rotation_tie, post_key_.at(post)).uniform(0) < probability * 256 - whole;
}

std::size_t KeyedRandom::pick_other(const Question& question, const std::vector<std::size_t>& from, std::size_t place)
{
    std::vector<std::size_t> others = from;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(place));
    return pick(question, others);
}

/// Lists from which one is drawn are in the order of the ids: that of the rows does not matter.
std::size_t KeyedRandom::pick(const Question& question, const std::vector<std::size_t>& from)
{
    const bool posts = question.decision == For::swap_with || question.decision == For::attendee;
    const std::vector<std::size_t>& rank = posts ? post_rank_ : institution_rank_;
    std::vector<std::size_t> sorted = from;
    std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return rank[a] < rank[b]; });
    const Place place = place_of(question);
    return sorted[draws(place.decision, place.who).index(place.which, sorted.size())];
}

/// By inversion of one uniform, of the rarer outcome, so that a larger probability only adds events. A mean above 30
/// is left to the library: its counts are tested for their distribution elsewhere.
int KeyedRandom::binomial(const Question& question, int count, double probability)
{
    if (count <= 0 || probability <= 0) return 0;
    if (probability >= 1) return count;
    const Place place = place_of(question);
    const double u = draws(place.decision, place.who).uniform(place.which);
    const double rarer = std::min(probability, 1 - probability);
    const double odds = rarer / (1 - rarer);
    if (count * odds > 30 * (1 + odds)) { // in this form, for means of exactly 30
        const sim::PhiloxKey key(seed_);
        const sim::LaneDraws more(&key, replicate_, {month_, static_cast<std::uint32_t>(place.decision)}, place.who);
        return static_cast<int>(
            sim::binomial({double(count), sim::chance(probability), u, &more, place.more_blocks})[0]);
    }
    const bool mirrored = probability > 0.5;
    const double level = mirrored ? 1 - u : u;
    double mass = std::exp(count * std::log1p(-rarer));
    double below = mass;
    int events = 0;
    while (level > below && events < count) {
        ++events;
        mass *= odds * (count - events + 1) / events;
        below += mass;
    }
    return mirrored ? count - events : events;
}

double KeyedRandom::beta(const Question& question, double, double)
{
    const Place place = place_of(question);
    return leadership_.quantile(draws(place.decision, place.who).uniform(place.which));
}

std::uint64_t KeyedRandom::lot(const Question& question)
{
    const Place place = place_of(question);
    return sim::mix(draws(place.decision, place.who).bits(place.which) ^ post_key_.at(question.who));
}
