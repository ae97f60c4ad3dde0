// Eight replicates of one plan, or one, from their beginning on. Compiled once per instruction set.

#include "models/commitment/block.hpp"

#include <cstring>

#include "models/commitment/choose.hpp"
#include "models/commitment/processes.hpp"

namespace commitment::inline SIM_LEVEL {
namespace {

constexpr std::size_t institution_arrays = 19; // of State, see place()
constexpr std::size_t community_arrays = 4;
constexpr std::size_t business_arrays = 2;

std::size_t starts_doubles(const PackedCity& city)
{
    const std::size_t groups = city.moving.size() < starts_at_once ? city.moving.size() : starts_at_once;
    return groups * sizeof(Starts) / sizeof(double);
}

std::size_t limits_doubles(const PackedCity& city)
{
    return city.kinds_of_moving.size() * sizeof(GroupLimit) / sizeof(double);
}

LaneParameters side_by_side(const BlockSetting& setting)
{
    LaneParameters lanes;
    auto* const lane_values = reinterpret_cast<Real*>(&lanes);
    for (int lane = 0; lane < lane_count; ++lane) {
        const auto* const values = reinterpret_cast<const double*>(setting.parameters[static_cast<std::size_t>(lane)]);
        for (std::size_t k = 0; k < parameter_count; ++k) lane_values[k].set(lane, values[k]);
    }
    return lanes;
}

Rates rates_of(const LaneParameters& parameters)
{
    Rates rates;
    const Real yearly[3] = {parameters.rotation_head, parameters.rotation_official, parameters.rotation_technical};
    for (int role = 0; role < 3; ++role) rates.rotation[role] = sim::probability_of_hazard(yearly[role] / Real(12.0));
    constexpr double ln2 = 0.69314718055994530942;
    rates.forgetting = smaller(Real(ln2) / parameters.knowledge_half_life, Real(1e15)); // 0 times it is to be 0
    rates.advocacy_kept = sim::exp(Real(-ln2) / parameters.business_advocacy_half_life);
    const auto set = [&](Kind kind, Real base, Real need) {
        rates.resources_base[static_cast<std::size_t>(kind)] = base;
        rates.resources_need[static_cast<std::size_t>(kind)] = need;
    };
    set(Kind::city, parameters.resources_base_city, parameters.resources_need_city);
    set(Kind::opd, parameters.resources_base_opd, parameters.resources_need_opd);
    set(Kind::kecamatan, parameters.resources_base_kecamatan, parameters.resources_need_kecamatan);
    set(Kind::kelurahan, parameters.resources_base_kelurahan, parameters.resources_need_kelurahan);
    set(Kind::lpa, parameters.resources_base_lpa, parameters.resources_need_lpa);
    set(Kind::forum_anak, parameters.resources_base_forum_anak, parameters.resources_need_forum_anak);
    set(Kind::community, 0.0, 1.0);
    set(Kind::business, 0.0, 1.0);
    const Real omega[3] = {parameters.capacity_head, parameters.capacity_official, parameters.capacity_technical};
    for (unsigned present = 0; present < 8; ++present) {
        Real sum = 0.0;
        for (unsigned role = 0; role < 3; ++role)
            if ((present >> role & 1) != 0) sum += omega[role];
        for (unsigned role = 0; role < 3; ++role)
            rates.capacity_weight[present][role] =
                select(sum > Real(0.0), omega[role] / larger(sum, Real(1e-300)), Real(0.0));
    }
    return rates;
}

class LaneBlock final : public CommitmentBlock
{
  public:
    explicit LaneBlock(const BlockSetting& given)
        : setting_(given), key_(given.seed),
          arena_(State::size(*given.city, *given.plan) + sim::Arena::rounded(district_reals(*given.city) * lane_count)),
          parameters_(side_by_side(given)), rates_(rates_of(parameters_))
    {
        now_.place(arena_, *given.city, *given.plan);
        districts_ = reinterpret_cast<Real*>(arena_.take(district_reals(*given.city) * lane_count));
        begin(now_, month());
        report();
    }

    void advance() override
    {
        commitment::advance(now_, month(), setting_.watch);
        report();
        if (setting_.watch != nullptr) setting_.watch->after("4.12 outcomes");
        ++step_;
    }

    void observe(float* cells, double* series) override
    {
        if (cells != nullptr && setting_.cells != nullptr) {
            const Fields fields = all_fields();
            const std::uint32_t* const wanted = setting_.cells->data();
            const auto count = static_cast<std::uint32_t>(setting_.cells->size());
            for (std::uint32_t k = 0; k < count; ++k) {
                Real value = fields[wanted[k] % field_count][wanted[k] / field_count];
                if (wanted[k] == cell(Field::leadership, setting_.city->city))
                    value = larger(value, now_.firmness); // as 4.7 reports it
                sim::store(value, cells + std::size_t{k} * replicates);
            }
        }
        if (series == nullptr) return;
        const auto copy = [&](const Real* from, std::uint32_t count, std::uint32_t to) {
            for (std::uint32_t k = 0; k < count; ++k)
                std::memcpy(series + std::size_t{to + k} * replicates, from + k, sizeof(Real));
        };
        copy(series_, outcome::count, 0);
        copy(now_.cost, lever_count, outcome::count);
        copy(now_.undelivered, lever_count, outcome::count + lever_count);
        copy(now_.lapsed, lever_count, outcome::count + 2 * lever_count);
        copy(now_.trained_by, trained_by_count, outcome::count + 3 * lever_count);
        copy(&now_.trained_moved, 1, trained_moved_series);
        copy(districts_, static_cast<std::uint32_t>(district_reals(*setting_.city)), first_district_series);
    }

    const double* field(Field field) const override
    {
        return reinterpret_cast<const double*>(all_fields()[static_cast<std::size_t>(field)]);
    }
    const double* knowledge() const override { return reinterpret_cast<const double*>(now_.knowledge); }
    const double* families(int stage) const override
    {
        return field(static_cast<Field>(static_cast<int>(Field::unaware) + stage));
    }
    const double* outcomes() override { return reinterpret_cast<const double*>(series_); }
    const double* cost() const override { return reinterpret_cast<const double*>(now_.cost); }
    const double* undelivered() const override { return reinterpret_cast<const double*>(now_.undelivered); }
    const double* lapsed() const override { return reinterpret_cast<const double*>(now_.lapsed); }
    const double* trained_by() const override { return reinterpret_cast<const double*>(now_.trained_by); }
    const double* trained_moved() const override { return reinterpret_cast<const double*>(&now_.trained_moved); }

  private:
    using Fields = std::array<const Real*, field_count>;
    Fields all_fields() const
    {
        return {now_.action,      now_.written,  now_.doctrine,  now_.leadership, now_.resources,
                now_.structure,   now_.capacity, now_.programme, now_.unaware,    now_.knows,
                now_.understands, now_.involved, now_.advocacy};
    }
    static std::size_t district_reals(const PackedCity& city)
    {
        return district_outcome_names.size() * city.of_kind[static_cast<std::size_t>(Kind::kecamatan)].size();
    }
    void report()
    {
        report_outcomes(now_, month(), series_);
        report_districts(now_, month(), districts_);
    }
    Month month() const
    {
        return {*setting_.city,
                *setting_.plan,
                parameters_,
                rates_,
                setting_.leadership.data(),
                key_,
                setting_.seed,
                setting_.first_replicate,
                step_,
                setting_.trace,
                setting_.trace == nullptr ? setting_.run_ranges : nullptr};
    }

    BlockSetting setting_;
    sim::PhiloxKey key_;
    sim::Arena arena_;
    LaneParameters parameters_;
    Rates rates_;
    State now_;
    Real series_[outcome::count];
    Real* districts_ = nullptr; ///< [kecamatan][outcome]
    std::uint32_t step_ = 0;
};

} // namespace

std::size_t State::size(const PackedCity& city, const PackedPlan& plan)
{
    const auto doubles = [](std::size_t count) { return sim::Arena::rounded(count * lane_count); };
    return institution_arrays * doubles(city.institutions) + doubles(city.posts) +
           community_arrays * doubles(city.communities) + business_arrays * doubles(city.businesses) +
           doubles(plan.interventions.size()) + sim::Arena::rounded(limits_doubles(city)) +
           sim::Arena::rounded(starts_doubles(city));
}

void State::place(sim::Arena& arena, const PackedCity& city, const PackedPlan& plan)
{
    const auto take = [&](std::size_t count) { return reinterpret_cast<Real*>(arena.take(count * lane_count)); };
    Real** const of_institutions[institution_arrays] = {
        &action,     &written,   &doctrine,  &leadership,    &resources, &structure,   &capacity,
        &programme,  &funds,     &means,     &root_of_means, &value,     &instruction, &enabling,
        &functional, &normative, &community, &understanding, &scratch};
    for (Real** array : of_institutions) *array = take(city.institutions);
    knowledge = take(city.posts);
    Real** const of_communities[community_arrays] = {&unaware, &knows, &understands, &involved};
    for (Real** array : of_communities) *array = take(city.communities);
    Real** const of_businesses[business_arrays] = {&engaged, &advocacy};
    for (Real** array : of_businesses) *array = take(city.businesses);
    in_force = take(plan.interventions.size());
    group_limits = reinterpret_cast<GroupLimit*>(arena.take(limits_doubles(city)));
    starts = reinterpret_cast<Starts*>(arena.take(starts_doubles(city)));
}

void begin(State& now, const Month& month)
{
    const PackedCity& city = month.city;
    for (std::uint32_t i = 0; i < city.institutions; ++i) {
        const InitialState& initial = city.initial[i];
        now.action[i] = initial.action;
        now.doctrine[i] = initial.doctrine;
        now.written[i] = initial.written ? 1.0 : 0.0;
        now.resources[i] = month.rates.resources_base[static_cast<std::size_t>(city.kind[i])];
        now.leadership[i] = 0.0;
        now.means[i] = -1.0; // none yet
        for (std::uint32_t post = city.first_post[i]; post < city.first_post[i + 1]; ++post)
            now.knowledge[post] = initial.knowledge;
    }
    for (const std::uint32_t i : city.staffed) {
        const Real draw = month.draws(Decision::initial_leadership, city.key[i]).uniform(0);
        for (int lane = 0; lane < lane_count; ++lane)
            now.leadership[i].set(lane, city.initial[i].leadership.has_value()
                                            ? *city.initial[i].leadership
                                            : month.leadership[lane]->quantile(draw[lane]));
    }
    for (std::uint32_t c = 0; c < city.communities; ++c) {
        const InitialState& initial = city.initial[city.community_institution[c]];
        const auto families_of = [&](double share) { return sim::floor(share * city.families[c] + 1e-9); };
        now.knows[c] = families_of(initial.knows);
        now.understands[c] = families_of(initial.understands);
        now.involved[c] = families_of(initial.involved);
        now.unaware[c] = Real(city.families[c]) - now.knows[c] - now.understands[c] - now.involved[c];
    }
    for (std::uint32_t b = 0; b < city.businesses; ++b) {
        const InitialState& initial = city.initial[city.business_institution[b]];
        now.engaged[b] = initial.engaged ? 1.0 : 0.0;
        now.advocacy[b] = initial.advocacy;
    }
    now.coordination = city.initial_coordination;
    now.firmness = 0.0;
    for (std::size_t lever = 0; lever < lever_count; ++lever)
        now.cost[lever] = now.undelivered[lever] = now.lapsed[lever] = 0.0;
    for (Real& change : now.trained_by) change = 0.0;
    now.trained_moved = 0.0;
    Levers none{};
    none.technical_staff_listed = 0.0;
    derive_capacity(now, month);
    derive(now, none, month);
}

// The one name by which the rest of the program reaches this instruction set.
CommitmentBlock* new_block(const BlockSetting& setting) { return new LaneBlock(setting); }

} // namespace commitment::inline SIM_LEVEL
