#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "tests/models/commitment/reference/processes.hpp"

namespace reference {
namespace {

/// What a change of the occupant takes with it (4.1). \param firmness  the L of a new head is drawn by it
void change_hands(Index post, const Question& firmness, State& now, ThisMonth& month)
{
    const Parameters& p = month.parameters;
    const Index i = month.layout.institution[post];
    now.doctrine[i] *= 1 - p.rotation_doctrine_loss / static_cast<double>(month.layout.posts_of(i));
    if (month.layout.post_role[post] != PostRole::head) return;
    now.leadership[i] = month.random.beta(firmness, p.leadership_mean, p.leadership_precision);
    now.action[i] *= 1 - p.rotation_commitment_loss * (1 - now.structure[i]);
}

void bring_newcomer(Index post, const Question& firmness, State& now, ThisMonth& month)
{
    now.knowledge[post] = 0;
    change_hands(post, firmness, now, month);
}

void elect(State& now, ThisMonth& month)
{
    const Index city = month.layout.city;
    for (Index p = month.layout.first_post[city]; p < month.layout.first_post[city + 1]; ++p)
        if (month.layout.post_role[p] == PostRole::head) bring_newcomer(p, {Decision::elected_head, p}, now, month);
}

/// A uniformly drawn other post of its pool.
Index other_post(Index post, ThisMonth& month)
{
    return month.random.pick_other({Decision::swap_with, post}, month.layout.pools[*month.layout.pool[post]],
                                   month.layout.place[post]);
}

int units_of(const InForce& intervention, Random& random)
{
    return random.whole({Decision::amount, 0, {intervention.what}}, intervention.what->per_year / 12);
}

std::vector<Index> posts_of(const Indices& institutions, const Layout& layout, bool leaders, bool technical)
{
    std::vector<Index> posts;
    for (const Index i : institutions)
        for (Index p = layout.first_post[i]; p < layout.first_post[i + 1]; ++p)
            if (layout.post_role[p] == PostRole::technical ? technical : leaders) posts.push_back(p);
    return posts;
}

/// Posts that may have a seat (section 5).
std::vector<Index> eligible_posts(Target target, const ThisMonth& month)
{
    const Layout& layout = month.layout;
    switch (target) {
    case Target::leaders: {
        Indices institutions = month.levers.task_force;
        institutions.insert(institutions.end(), layout.of(Kind::kecamatan).begin(), layout.of(Kind::kecamatan).end());
        return posts_of(institutions, layout, true, false);
    }
    case Target::technical: return posts_of(month.levers.task_force, layout, false, true);
    case Target::kecamatan: return posts_of(layout.of(Kind::kecamatan), layout, true, true);
    case Target::kelurahan: return posts_of(layout.of(Kind::kelurahan), layout, true, true);
    default: return posts_of(layout.government, layout, true, true);
    }
}

/// Institutions that a session or a visit may go to (section 5).
const Indices& institutions_of(Target target, const ThisMonth& month)
{
    switch (target) {
    case Target::task_force: return month.levers.task_force;
    case Target::opd: return month.layout.of(Kind::opd);
    case Target::kecamatan: return month.layout.of(Kind::kecamatan);
    case Target::kelurahan: return month.layout.of(Kind::kelurahan);
    case Target::communities: return month.layout.of(Kind::community);
    default: return month.layout.of(Kind::business);
    }
}

double consistency(const ThisMonth& month)
{
    return month.levers.direct_appointment ? 1 : month.parameters.sosialisasi_consistency;
}

void inform_institution(Index i, Unit session, State& now, ThisMonth& month)
{
    const Parameters& p = month.parameters;
    const Index implementer = month.layout.implementer(i);
    const Index attendee =
        month.random.chance({Decision::implementer_attends, i, session}, consistency(month))
            ? implementer
            : month.random.pick({Decision::attendee, i, session}, posts_of({i}, month.layout, true, true));
    const double relay = attendee == implementer ? 1 : p.sosialisasi_relay;
    now.knowledge[attendee] = raised(now.knowledge[attendee], p.sosialisasi_effect);
    now.doctrine[i] = raised(now.doctrine[i], p.sosialisasi_doctrine * relay);
}

void inform_community(Index i, Unit session, State& now, ThisMonth& month)
{
    Families& stages = now.families[i];
    const int families = total(stages);
    if (families == 0) return;
    const double reached = month.parameters.sosialisasi_reach / families;
    const int told = month.random.binomial({Decision::told, i, session}, stages[unaware], reached);
    stages[unaware] -= told;
    stages[knows] += told;
    const int convinced = month.random.binomial({Decision::convinced, i, session}, stages[knows],
                                                month.parameters.sosialisasi_face * reached);
    stages[knows] -= convinced;
    stages[understands] += convinced;
}

void raise_at_meeting(Index i, double quality, double doctrine, State& now, const ThisMonth& month)
{
    const Index city = month.layout.city;
    const double effect = month.parameters.meetings_effect * quality;
    const double firm = firmness(city, now, month.layout, month.levers);
    now.action[i] = raised(now.action[i], effect * firm * now.action[city]);
    now.doctrine[i] = raised(now.doctrine[i], effect * doctrine);
}

/// Who comes for a member, and with what quality.
double attend(Index i, Unit meeting, State& now, ThisMonth& month)
{
    const Parameters& p = month.parameters;
    const bool head_came = month.random.chance({Decision::head_comes, i, meeting},
                                               p.meetings_base + (1 - p.meetings_base) * now.action[i]);
    if (!head_came && !month.random.chance({Decision::delegate_comes, i, meeting}, p.meetings_delegation)) return 0;
    bool implementer_came =
        !head_came && month.random.chance({Decision::implementer_comes, i, meeting}, consistency(month));
    double quality = head_came ? 1 : implementer_came ? p.meetings_implementer : p.sosialisasi_relay;
    if (month.levers.technical_staff_listed) { // beside the head or the delegate
        implementer_came = true;
        quality = std::max(quality, p.meetings_implementer);
    }
    if (implementer_came) {
        double& knowledge = now.knowledge[month.layout.implementer(i)];
        knowledge = raised(knowledge, p.meetings_learning);
    }
    return quality;
}

Indices members_of(Target target, const ThisMonth& month)
{
    Indices members = month.levers.task_force;
    const auto add = [&](const Indices& more) { members.insert(members.end(), more.begin(), more.end()); };
    if (target == Target::all_levels) add(month.layout.of(Kind::kecamatan));
    if (month.levers.members_lpa) add(month.layout.of(Kind::lpa));
    return members;
}

/// D*: the value that the meeting speaks for.
double doctrine_of_meeting(const State& now, const ThisMonth& month)
{
    Indices voices = {month.layout.city};
    const auto add = [&](Kind kind) {
        voices.insert(voices.end(), month.layout.of(kind).begin(), month.layout.of(kind).end());
    };
    if (month.levers.members_lpa) add(Kind::lpa);
    if (month.levers.members_forum_anak) add(Kind::forum_anak);
    return mean_of(voices, [&](Index i) { return now.doctrine[i]; });
}

void hold_meeting(const Indices& members, Unit meeting, State& now, ThisMonth& month)
{
    const double doctrine = doctrine_of_meeting(now, month);
    double sum = 0;
    for (const Index i : members) {
        const double quality = attend(i, meeting, now, month);
        raise_at_meeting(i, quality, doctrine, now, month);
        sum += quality;
    }
    const double memory = month.parameters.meetings_memory;
    now.coordination = memory * now.coordination + (1 - memory) * sum / static_cast<double>(members.size());
    const Indices& businesses = month.layout.of(Kind::business);
    if (month.levers.members_businesses && !businesses.empty())
        now.advocacy[month.random.pick({Decision::business_at_meeting, 0, meeting}, businesses)] = 1;
}

} // namespace

double firmness(Index i, const State& now, const Layout& layout, const Levers& levers)
{
    return i == layout.city ? std::max(now.leadership[i], levers.floor) : now.leadership[i];
}

void rotate_posts(State& now, ThisMonth& month)
{
    const Layout& layout = month.layout;
    const Parameters& p = month.parameters;
    if (month.levers.election) elect(now, month);

    // Reading: the multiplier holds for the LPA too.
    const std::array<double, 3> rates = {p.rotation_head, p.rotation_official, p.rotation_technical};
    std::array<double, 3> probability{};
    for (std::size_t role = 0; role < 3; ++role)
        probability[role] = std::min(1.0, month.levers.rotation_multiplier * -std::expm1(-rates[role] / 12));

    for (Index post = 0; post < layout.posts(); ++post) {
        const Index i = layout.institution[post];
        const bool head = layout.post_role[post] == PostRole::head;
        if (head && layout.kind[i] == Kind::city) continue; // elected
        const double changes = probability[static_cast<std::size_t>(layout.post_role[post])];
        const bool can_swap = layout.pool[post] && layout.pools[*layout.pool[post]].size() > 1;
        const double internal = can_swap ? p.rotation_internal : 0;
        if (!month.random.chance({Decision::move, post}, changes / (1 + internal))) continue;
        if (can_swap && month.random.chance({Decision::swap, post}, internal)) {
            const Index other = other_post(post, month);
            std::swap(now.knowledge[post], now.knowledge[other]);
            change_hands(post, {Decision::new_head, post}, now, month);
            change_hands(other, {Decision::new_head_elsewhere, post}, now, month);
        } else {
            bring_newcomer(post, {Decision::new_head, post}, now, month);
        }
    }
}

void train(State& now, ThisMonth& month)
{
    struct Candidate
    {
        double knowledge;
        std::uint64_t lot; // among the equally trained
        Index post;
    };
    for (const InForce& one : month.levers.of(Lever::training)) {
        const auto seats = static_cast<std::size_t>(units_of(one, month.random));
        if (seats == 0) continue;
        std::vector<Candidate> candidates;
        for (const Index p : eligible_posts(one.what->target, month))
            candidates.push_back({now.knowledge[p], month.random.lot({Decision::lot, p, {one.what}}), p});
        // Reading: seats beyond the number of posts have no taker, whether the money sufficed or not.
        const std::size_t takers = std::min(seats, candidates.size());
        std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(takers),
                          candidates.end(), [](const Candidate& a, const Candidate& b) {
                              return a.knowledge != b.knowledge ? a.knowledge < b.knowledge : a.lot < b.lot;
                          });
        for (std::size_t seat = 0; seat < takers; ++seat) {
            if (!month.account.buy_unit(one)) continue;
            double& knowledge = now.knowledge[candidates[seat].post];
            knowledge = raised(knowledge, month.parameters.training_effect);
        }
    }
}

void hold_sosialisasi(State& now, ThisMonth& month)
{
    for (const InForce& one : month.levers.of(Lever::sosialisasi)) {
        const Indices& audience = institutions_of(one.what->target, month);
        const int sessions = units_of(one, month.random);
        for (int session = 0; session < sessions && !audience.empty(); ++session) {
            if (!month.account.buy_unit(one)) continue;
            const Unit unit{one.what, session};
            const Index i = month.random.pick({Decision::session_place, 0, unit}, audience);
            switch (month.layout.kind[i]) {
            case Kind::community: inform_community(i, unit, now, month); break;
            case Kind::business: now.advocacy[i] = 1; break;
            default: inform_institution(i, unit, now, month); break;
            }
        }
    }
}

void facilitate(State& now, ThisMonth& month)
{
    Indices without_body;
    for (const Index i : month.layout.of(Kind::kelurahan))
        if (!now.written[i]) without_body.push_back(i);
    for (const InForce& one : month.levers.of(Lever::facilitation)) {
        const int units = units_of(one, month.random);
        for (int unit = 0; unit < units && !without_body.empty(); ++unit) {
            if (!month.account.buy_unit(one)) continue;
            const Index i = month.random.pick({Decision::assisted, 0, {one.what, unit}}, without_body);
            now.action[i] = raised(now.action[i], month.parameters.facilitation_action);
            now.doctrine[i] = raised(now.doctrine[i], month.parameters.facilitation_doctrine);
        }
    }
}

void monitor(State& now, ThisMonth& month)
{
    for (const InForce& one : month.levers.of(Lever::monitoring)) {
        const Indices& visited = institutions_of(one.what->target, month);
        const int visits = units_of(one, month.random);
        for (int visit = 0; visit < visits && !visited.empty(); ++visit) {
            if (!month.account.buy_unit(one)) continue;
            const Index i = month.random.pick({Decision::visited, 0, {one.what, visit}}, visited);
            now.action[i] = raised(now.action[i], month.parameters.monitoring_action * now.doctrine[i]);
        }
    }
}

void hold_meetings(State& now, ThisMonth& month)
{
    bool held = false;
    for (const InForce& one : month.levers.of(Lever::meetings)) {
        const Indices members = members_of(one.what->target, month);
        const int meetings = units_of(one, month.random);
        for (int meeting = 0; meeting < meetings && !members.empty(); ++meeting) {
            if (!month.account.buy_unit(one)) continue;
            hold_meeting(members, {one.what, meeting}, now, month);
            held = true;
        }
    }
    if (!held) now.coordination *= month.parameters.meetings_forgetting;
}

void forget(State& now, const ThisMonth& month)
{
    const Parameters& p = month.parameters;
    const double rate = std::numbers::ln2 / p.knowledge_half_life;
    for (const Index i : month.layout.staffed) {
        const double kept = std::exp(-rate * (1 - p.knowledge_practice * now.programme[i]));
        for (Index post = month.layout.first_post[i]; post < month.layout.first_post[i + 1]; ++post)
            now.knowledge[post] *= kept;
    }
}

} // namespace reference
