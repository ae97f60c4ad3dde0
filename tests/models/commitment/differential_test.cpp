// The engine against the plain one, decision by decision: given the same random numbers, every number of every
// institution, post and community agrees to rounding in every month.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "models/commitment/city_file.hpp"
#include "models/commitment/plan_file.hpp"
#include "tests/models/commitment/keyed_random.hpp"
#include "tests/models/commitment/prior_sets.hpp"
#include "tests/models/commitment/reference/reference.hpp"

namespace {

using namespace tests;

/// Looks for the first number in which two runs differ.
class Comparison
{
  public:
    Comparison(const City& city, const Plan* plan, const RunOptions& options, std::uint32_t replicate)
        : city_(city), replicate_(replicate),
          parameters_(options.lanes.empty() ? city.parameters : options.lanes[replicate % 8]),
          plain_(
              city, plan, parameters_,
              std::make_unique<KeyedRandom>(city, plan, parameters_, options.seed, options.first_replicate + replicate))
    {
    }

    /// After a month of the other; before the first, with `advance` false.
    void compare(const Run& run, bool advance)
    {
        if (!difference_.empty()) return;
        if (advance) plain_.advance();
        compare_institutions(run);
        compare_families(run);
        for (std::size_t p = 0; p < plain_.state().knowledge.size(); ++p)
            expect("knowledge of post", p, run.knowledge(static_cast<std::uint32_t>(p), replicate_),
                   plain_.state().knowledge[p]);
        compare_reports(run);
    }
    /// Empty where there is none.
    const std::string& difference() const { return difference_; }

  private:
    void expect(std::string_view what, std::size_t of, double found, double plain, double forgiven = 1e-12)
    {
        if (!difference_.empty() || std::abs(found - plain) <= 1e-9 * std::abs(plain) + forgiven) return;
        std::ostringstream text;
        text.precision(17);
        text << what << ' ' << of << ", replicate " << replicate_ << ", after month " << plain_.next() - city_.start
             << ": " << found << ", plain " << plain;
        difference_ = text.str();
    }

    void compare_institutions(const Run& run)
    {
        const reference::State& state = plain_.state();
        const std::array<std::pair<Field, const std::vector<double>*>, 7> letters = {{
            {Field::leadership, &state.leadership},
            {Field::doctrine, &state.doctrine},
            {Field::action, &state.action},
            {Field::resources, &state.resources},
            {Field::structure, &state.structure},
            {Field::capacity, &state.capacity},
            {Field::programme, &state.programme}, // of businesses: engaged or not
        }};
        for (std::uint32_t i = 0; i < city_.institutions.size(); ++i) {
            for (const auto& [field, values] : letters)
                expect(commitment::field_names[static_cast<std::size_t>(field)], i, run.field(field, i, replicate_),
                       (*values)[i]);
            expect("written", i, run.written(i, replicate_), state.written[i]);
            if (const std::uint32_t business = run.packed().business_of[i]; business != commitment::nobody)
                expect("advocacy", i, run.field(Field::advocacy, business, replicate_), state.advocacy[i]);
        }
    }

    void compare_families(const Run& run)
    {
        for (std::uint32_t c = 0; c < run.packed().communities; ++c)
            for (int stage = 0; stage < 4; ++stage)
                expect("families, stage " + std::to_string(stage) + ", of", c, run.families(stage, c, replicate_),
                       plain_.state().families[run.packed().community_institution[c]][static_cast<std::size_t>(stage)]);
    }

    /// 4.12 and the accounts.
    void compare_reports(const Run& run)
    {
        const reference::Monthly monthly = plain_.observe();
        const auto named = reference::by_name(monthly);
        for (std::uint32_t k = 0; k < commitment::outcome::count; ++k) {
            const std::string& name = commitment::outcome_table()[k].name;
            if (const auto plain = named.find(name); plain != named.end()) // S stands among the institutions' alone
                expect(name, k, run.outcome(k, replicate_), plain->second);
        }
        constexpr double rupiah = 1; // either engine forgives less
        for (std::size_t l = 0; l < commitment::lever_count; ++l) {
            const auto lever = static_cast<Lever>(l);
            expect("cost of lever", l, run.cost(lever, replicate_), monthly.spending.cost[l], rupiah);
            expect("undelivered of lever", l, run.undelivered(lever, replicate_), monthly.spending.undelivered[l],
                   lever == Lever::funding ? rupiah : 0);
            expect("lapsed of lever", l, run.lapsed(lever, replicate_), std::min(1.0, monthly.spending.lapsed[l]));
        }
    }

    const City& city_;
    std::uint32_t replicate_;
    Parameters parameters_;
    reference::Engine plain_;
    std::string difference_;
};

/// Every replicate, month by month. \return the first difference, or nothing
std::string first_difference(const City& city, const Plan* plan, int months, const RunOptions& options)
{
    Run run(city, plan, options);
    std::vector<Comparison> all;
    for (std::uint32_t r = 0; r < run.replicates(); ++r) all.emplace_back(city, plan, options, r);
    for (int month = 0; month <= months; ++month) {
        if (month > 0) run.advance();
        for (Comparison& one : all) {
            one.compare(run, month > 0);
            if (!one.difference().empty()) return one.difference();
        }
    }
    return {};
}

std::vector<Parameters> eight_sets(const Parameters& given, std::uint64_t seed)
{
    Dice dice(seed);
    std::vector<Parameters> lanes;
    for (int lane = 0; lane < 8; ++lane) lanes.push_back(drawn_from_priors(given, dice));
    return lanes;
}

/// Structural constants otherwise than by default, where several are alike, so that none passes for another.
void vary_structure(Parameters& parameters, std::uint64_t seed)
{
    Dice dice(seed);
    for (const commitment::ParameterInfo& row : commitment::parameter_table())
        if (row.structural)
            parameters.*row.member =
                std::clamp(parameters.*row.member * dice.between(0.7, 1.3), row.possible.lowest, row.possible.highest);
}

/// Every lever with every target for two years, with more than the budget pays for.
Plan everything(const City& city)
{
    Plan plan;
    plan.from = city.start;
    plan.to = city.start + 23;
    plan.budget_per_year = 900e6;
    for (std::size_t l = 0; l < commitment::lever_count; ++l) {
        const auto lever = static_cast<Lever>(l);
        auto targets = commitment::info(lever).targets;
        if (targets.empty()) targets = {Target::none};
        for (const Target target : targets) {
            const double amount = lever == Lever::funding ? 6e7 : l < commitment::unit_lever_count ? 19 : 0.6;
            Intervention by = SmallTown::make(plan, lever, target, amount, 5e5);
            if (lever == Lever::election)
                by.from = by.to = city.start + 7;
            else
                by.cost_per_year = 1'200'000;
            plan.interventions.push_back(by);
        }
    }
    return plan;
}

City small_town()
{
    sim::Findings findings;
    return commitment::read_city(SCENARIOS "/small-town", findings);
}

Plan plan_of(const std::string& town, const std::string& name, const City& city)
{
    sim::Findings findings;
    const std::string path = SCENARIOS "/" + town + "/plans/" + name + ".toml";
    const Plan plan = commitment::read_plan(path, path, city.unit_costs, findings);
    REQUIRE_FALSE(findings.failed());
    return plan;
}

} // namespace

TEST_CASE("with the same random numbers both engines go the same way in the small town", "[reference][differential]")
{
    const std::string name = GENERATE("status-quo", "top-down", "bottom-up", "mixed");
    const City city = small_town();
    Plan plan = plan_of("small-town", name, city);
    if (name == "mixed") plan.budget_per_year = 0.8 * *plan.budget_per_year; // so that it bites
    INFO(name);
    RunOptions options;
    CHECK(first_difference(city, &plan, 120, options) == "");
    options.first_replicate = 8;
    options.seed = 5;
    options.lanes = eight_sets(city.parameters, 20);
    CHECK(first_difference(city, &plan, 120, options) == "");
}

TEST_CASE("both engines go the same way with every lever at once", "[reference][differential]")
{
    const City city = small_town();
    const Plan plan = everything(city);
    RunOptions options;
    options.lanes = eight_sets(city.parameters, 21);
    CHECK(first_difference(city, &plan, 36, options) == "");
}

TEST_CASE("both engines go the same way in towns and under plans made at random", "[reference][differential]")
{
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        SmallTown town = random_town(seed);
        vary_structure(town.parameters(), seed);
        town.city.start = sim::Month(2015, 1 + static_cast<int>(seed % 12)); // a budget's year begins in January
        const Plan plan = full_plan(town.city, seed, 3);
        RunOptions options;
        options.seed = seed;
        INFO("town " << seed);
        CHECK(first_difference(town.city, &plan, 40, options) == "");
    }
}

TEST_CASE("both engines go the same way for two years in Kota Serang", "[reference][differential]")
{
    sim::Findings findings;
    const City city = commitment::read_city(SCENARIOS "/kota-serang", findings);
    Plan plan = plan_of("kota-serang", "mixed", city);
    for (Intervention& by : plan.interventions) { // from the start on, beside the history
        by.to = city.start + (by.to - plan.from);
        by.from = city.start + (by.from - plan.from);
    }
    RunOptions options;
    options.lanes = eight_sets(city.parameters, 22);
    options.lanes[0] = city.parameters;
    CHECK(first_difference(city, &plan, 24, options) == "");
}
