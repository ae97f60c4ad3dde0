#include "tests/benchmarks/account.hpp"

#include <algorithm>
#include <cstring>

#include "sim/core/isa.hpp"
#include "tests/benchmarks/measure.hpp"

namespace bench {

#define DECLARE_LEVEL(level)                                                                                           \
    namespace level {                                                                                                  \
    void run_primitive(Primitive which, const Material& of, std::size_t count);                                        \
    }
DECLARE_LEVEL(base)
DECLARE_LEVEL(v2)
DECLARE_LEVEL(v3)
DECLARE_LEVEL(v4)
#undef DECLARE_LEVEL

namespace {

using commitment::Kind;

constexpr std::size_t lanes = sim::Block::replicates;

RunPrimitive choose_level()
{
#if defined(SIM_ALL_LEVELS)
    switch (sim::choose_isa(commitment::built_isas())) {
    case sim::Isa::v2: return v2::run_primitive;
    case sim::Isa::v3: return v3::run_primitive;
    case sim::Isa::v4: return v4::run_primitive;
    case sim::Isa::base: break;
    }
#endif
    return base::run_primitive;
}

double links_into(const sim::PackedLinks& links) { return static_cast<double>(links.source.size()); }

} // namespace

std::vector<Need> needs_of(const Town& town)
{
    using enum Primitive;
    const commitment::PackedCity& city = town.packed();
    const commitment::Parameters& parameters = town.city().parameters;
    const auto staffed = static_cast<double>(city.staffed.size());
    const auto count = [&](Kind kind) {
        return static_cast<double>(city.of_kind[static_cast<std::size_t>(kind)].size());
    };
    const double bodies = count(Kind::kecamatan) + count(Kind::kelurahan);
    const auto communities = static_cast<double>(city.communities);
    const auto businesses = static_cast<double>(city.businesses);
    const double posts = city.posts;
    double moves = 0; // that start in a month
    for (std::uint32_t p = 0; p < city.posts; ++p) {
        const double yearly[] = {parameters.rotation_head, parameters.rotation_official, parameters.rotation_technical};
        moves += yearly[static_cast<std::size_t>(city.post_role[p])] / 12 / (1 + parameters.rotation_internal);
    }
    double summed = 4 * communities + businesses + 2 * bodies; // by the reports
    for (const Kind kind : {Kind::city, Kind::opd, Kind::kecamatan, Kind::kelurahan, Kind::lpa})
        summed += 7 * count(kind);
    return {
        {"4.1 rotation", {{draw, static_cast<double>(city.moving.size()) + moves}, {move, moves}}},
        {"4.2 training", {{sum, static_cast<double>(city.leaders.size())}}},
        {"4.6 forgetting", {{exponential, staffed}, {post, posts}}},
        {"S and P", {{cube_root, staffed}}}, // twice a month, but the second time little under it has changed
        {"E, F, N, C",
         {{link, links_into(city.enabling) + links_into(city.functional) + links_into(city.normative) +
                     links_into(city.from_communities) + links_into(city.from_kelurahan)}}},
        {"4.7 diffusion", {{exponential, 2 * staffed}}},
        {"4.8 formal bodies", {{draw, bodies}}},
        {"4.9 families", {{draw, 3 * communities}, {family, communities}, {link, links_into(city.from_communities)}}},
        {"4.10 business", {{draw, businesses}}},
        {"4.11 resources", {{exponential, count(Kind::opd)}}}, // those that get funds
        {"4.12 outcomes", {{sum, summed}}}};
}

PrimitiveTimes::PrimitiveTimes(const Town& town, std::size_t plan) : town_(town)
{
    const commitment::PackedCity& city = town.packed();
    const std::size_t communities = city.communities;
    const std::size_t room = 4096 * lanes;
    memory_.resize(8 + 2 * room + city.posts * lanes + 10 * communities * lanes);
    double* next = memory_.data();
    while (reinterpret_cast<std::uintptr_t>(next) % 64 != 0) ++next;
    const auto take = [&](std::size_t count) { return std::exchange(next, next + count); };
    double* const numbers = take(room);
    for (std::size_t k = 0; k < room; ++k) numbers[k] = 0.001 + 0.998 * static_cast<double>(k * 7919 % 10007) / 10007;
    material_.city = &city;
    material_.numbers = numbers;
    material_.results = take(room);
    material_.knowledge = take(city.posts * lanes);
    std::copy_n(numbers, std::min(room, city.posts * lanes), material_.knowledge);
    double* const families = take(4 * communities * lanes);
    double* const hazards = take(4 * communities * lanes);
    double* const ups = take(2 * communities * lanes);
    fill_families(plan, families, hazards, ups);
    material_.families = families;
    material_.hazards = hazards;
    material_.ups = ups;
}

void PrimitiveTimes::fill_families(std::size_t plan, double* families, double* hazards, double* ups) const
{
    const commitment::PackedCity& city = town_.packed();
    const commitment::Parameters& p = town_.city().parameters;
    const std::size_t communities = city.communities;
    const auto block = town_.block(plan, 0);
    for (std::uint32_t month = 0; month < town_.months(plan) / 2; ++month) block->advance();
    for (int stage = 0; stage < 4; ++stage)
        std::copy_n(block->families(stage), communities * lanes,
                    families + static_cast<std::size_t>(stage) * communities * lanes);
    const auto stage_at = [&](std::size_t stage, std::size_t at) { return families[stage * communities * lanes + at]; };
    const auto understanding = [&](std::uint32_t c, std::size_t lane) {
        const std::size_t at = c * lanes + lane;
        return (stage_at(2, at) + stage_at(3, at)) / city.families[c];
    };
    for (std::uint32_t c = 0; c < communities; ++c)
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const std::size_t at = c * lanes + lane;
            const std::size_t kelurahan = city.community_kelurahan[c] * lanes + lane;
            const double act = block->field(commitment::Field::written)[kelurahan] *
                               block->field(commitment::Field::programme)[kelurahan];
            const double spread = p.families_spread * stage_at(3, at) / city.families[c];
            const std::uint32_t i = city.community_institution[c];
            double neighbours = 0;
            for (std::uint32_t e = city.from_communities.first[i]; e < city.from_communities.first[i + 1]; ++e)
                neighbours += city.from_communities.share[e] *
                              understanding(city.community_of[city.from_communities.source[e]], lane);
            const double of_stage[] = {p.families_local * p.families_word_of_mouth * understanding(c, lane) +
                                           p.families_word_of_mouth * neighbours + p.families_outreach * act,
                                       p.families_learn + p.families_service * act + spread + p.families_turnover,
                                       p.families_join_floor + p.families_join * act +
                                           spread * (p.families_join_floor_support + act) + p.families_forget,
                                       p.families_lapse * (1 - act)};
            ups[at] = of_stage[1] - p.families_turnover;
            ups[communities * lanes + at] = of_stage[2] - p.families_forget;
            for (std::size_t stage = 0; stage < 4; ++stage) hazards[stage * communities * lanes + at] = of_stage[stage];
        }
}

void PrimitiveTimes::measure()
{
    static const RunPrimitive run = choose_level();
    for (std::size_t k = 0; k < microseconds_.size(); ++k) {
        const auto which = static_cast<Primitive>(k);
        const std::size_t count = which == Primitive::family ? 20'000 : 200'000;
        run(which, material_, count / 10);
        const double spent = seconds_of(thread_seconds, [&] { run(which, material_, count); });
        // A swap is one lane's; all else serves eight.
        microseconds_[k] = 1e6 * spent / static_cast<double>(count) / (which == Primitive::move ? 1 : lanes);
    }
}

double PrimitiveTimes::sum(const Need& need) const
{
    double sum = 0;
    for (const auto& [which, count] : need.primitives) sum += (*this)[which] * count;
    return sum;
}

void Stopwatch::start() { last_ = wall_seconds(); }

void Stopwatch::after(const char* process)
{
    const double now = wall_seconds();
    const auto same = [&](const auto& one) { return one.first == process; };
    auto at = std::find_if(spent.begin(), spent.end(), same);
    if (at == spent.end()) at = spent.insert(at, {process, 0.0});
    at->second += now - last_;
    last_ = now;
}

} // namespace bench
