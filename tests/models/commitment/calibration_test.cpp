#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <set>

#include "models/commitment/calibration.hpp"
#include "models/commitment/city_file.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/fit_check.hpp"
#include "models/commitment/parameter_labels.hpp"
#include "sim/calibration/learned.hpp"
#include "sim/calibration/move.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/random/key.hpp"
#include "sim/statistics/sample.hpp"

namespace {

using namespace commitment;

City small_town()
{
    sim::Findings findings;
    City city = read_city(std::string(SCENARIOS) + "/small-town", findings);
    findings.throw_if_failed();
    return city;
}

void observe(City& city, const char* what, sim::Month month, double value, double tolerance)
{
    Observation row;
    row.what = what;
    row.month = month;
    row.value = value;
    row.tolerance = tolerance;
    city.observed.push_back(row);
}

/// All tasks at once on all threads.
std::vector<std::vector<double>> in_parallel(const std::string& /*stage*/, std::size_t count,
                                             const std::function<std::vector<double>(std::size_t)>& work)
{
    std::vector<std::vector<double>> out(count);
    sim::for_each_in_parallel(count, [&](std::size_t task) { out[task] = work(task); });
    return out;
}

sim::AbcResult calibrated(const Calibration& calibration, std::size_t sets, std::size_t draws, std::uint64_t seed)
{
    sim::AbcSettings settings;
    settings.parameters = calibration.varied().size();
    settings.sets = sets;
    settings.first_draws = draws;
    settings.seed = seed;
    return sim::calibrate_by_abc(
        settings,
        [&](std::span<const double> place, std::uint64_t stream) { return calibration.simulate(place, stream); },
        in_parallel);
}

/// Names of all parameters with a prior but these.
std::vector<std::string> all_but(const std::vector<std::string>& names)
{
    std::vector<std::string> out;
    for (const ParameterInfo& row : parameter_table())
        if (std::find(names.begin(), names.end(), row.name) == names.end()) out.emplace_back(row.name);
    return out;
}

} // namespace

TEST_CASE("the hindcast sees what a run of the history keeps", "[calibration]")
{
    City city = small_town();
    city.observed.clear();
    const sim::Month middle(2016, 6), last(2018, 12);
    observe(city, "families.unaware", last, 0, 1);
    observe(city, "action.kelurahan", middle, 0, 1);
    observe(city, "programme.community", last, 0, 1);
    observe(city, "cost.all", middle, 0, 1);
    observe(city, "cost.training", last, 0, 1);
    observe(city, "doctrine.opd", middle, 0, 1);
    const Hindcast hindcast(city);
    const std::vector<double> runs = hindcast.run(city.parameters, 7, 8, 16);

    ExperimentOptions options;
    options.seed = 7;
    options.first_replicate = 8;
    options.replicates = 16;
    for (const Observation& row : city.observed) options.kept.push_back(*find_outcome(row.what, city));
    const ExperimentResult result = run_experiment(city, {}, options);
    for (std::uint32_t replicate = 0; replicate < 16; ++replicate)
        for (std::size_t k = 0; k < city.observed.size(); ++k) {
            const auto month = static_cast<std::uint32_t>(city.observed[k].month - city.start);
            const double kept = result.kept[result.row(replicate, 0, month) * city.observed.size() + k];
            CHECK(runs[replicate * city.observed.size() + k] == Approx(kept).epsilon(1e-6));
        }
    const std::vector<double> means = means_of(runs, city.observed.size());
    double sum = 0;
    for (std::size_t replicate = 0; replicate < 16; ++replicate) sum += runs[replicate * city.observed.size() + 3];
    CHECK(means[3] == Approx(sum / 16));
}

TEST_CASE("a misfit is that of the worst observation, in tolerances", "[calibration][exact]")
{
    City city = small_town();
    city.observed.clear();
    observe(city, "formal.kelurahan", {2018, 12}, 2, 2);
    observe(city, "trained", {2018, 12}, 0.1, 0.05);
    const Hindcast hindcast(city);
    CHECK(hindcast.misfit(std::array{2.0, 0.1}) == 0);
    CHECK(hindcast.misfit(std::array{3.0, 0.1}) == 0.5);
    CHECK(hindcast.misfit(std::array{3.0, 0.25}) == Approx(3));
    CHECK(std::isnan(hindcast.misfit(std::array{std::nan(""), 0.1})));
    CHECK(std::isnan(hindcast.misfit(std::array{2.0, std::nan("")})));
}

TEST_CASE("calibration varies what has a prior and is not fixed, over the whole prior", "[calibration][exact]")
{
    City city = small_town();
    city.parameters.rotation_head = 0.9;
    const Calibration calibration(city, {"rotation.head"}, 8, 1);
    CHECK(calibration.varied().size() == 51);
    const std::vector<double> lowest(51, 0.0), highest(51, 1.0);
    CHECK(calibration.at(lowest).rotation_head == 0.9);
    for (const ParameterInfo& row : parameter_table()) {
        if (row.structural || row.name == "rotation.head") continue;
        CHECK(calibration.at(lowest).*row.member == row.prior.lowest);
        CHECK(calibration.at(highest).*row.member == Approx(row.prior.highest));
    }
}

TEST_CASE("parameters are recovered from what they made", "[calibration][monte-carlo]")
{
    // Three parameters with a clear trace in the data, in two made truths: the sets lie around the truth, and narrowly.
    const std::vector<std::string> looked_for = {"families.learn", "sosialisasi.reach", "training.effect"};
    for (const std::array<double, 3>& truth : {std::array{0.006, 120.0, 0.5}, std::array{0.024, 50.0, 0.8}}) {
        City city = small_town();
        city.history.interventions.push_back(city.history.interventions.front());
        Intervention& training = city.history.interventions.back();
        training = {};
        training.lever = Lever::training;
        training.target = Target::all;
        training.from = city.start;
        training.to = {2018, 12};
        training.per_year = 60;
        Parameters made = city.parameters;
        for (std::size_t k = 0; k < 3; ++k) made.*find_parameter(looked_for[k])->member = truth[k];
        city.observed.clear();
        for (const int year : {2015, 2017})
            for (const char* const what : {"families.unaware", "families.understands", "capacity.opd"})
                observe(city, what, {year, 12}, 0, 1);
        const std::vector<double> data = means_of(Hindcast(city).run(made, 99, 0, 256), city.observed.size());
        for (std::size_t k = 0; k < city.observed.size(); ++k) {
            city.observed[k].value = data[k];
            city.observed[k].tolerance = std::max(0.08 * data[k], 0.004);
        }
        const Calibration calibration(city, all_but(looked_for), 8, 3);
        REQUIRE(calibration.varied().size() == 3);
        const sim::AbcResult result = calibrated(calibration, 40, 300, 3);
        REQUIRE(result.tolerance == 1);
        const std::vector<sim::Learned> learned = sim::learned_from(result);
        for (std::size_t k = 0; k < 3; ++k) {
            const ParameterInfo& row = *calibration.varied()[k];
            const std::size_t which = static_cast<std::size_t>(
                std::find(looked_for.begin(), looked_for.end(), row.name) - looked_for.begin());
            const double place = (truth[which] - row.prior.lowest) / (row.prior.highest - row.prior.lowest);
            INFO(row.name);
            CHECK(learned[k].low - 0.03 <= place);
            CHECK(place <= learned[k].high + 0.03);
            CHECK(learned[k].spread < 0.75);
            CHECK(learned[k].lesson == sim::Lesson::much);
        }
    }
}

TEST_CASE("calibrations of a small city hold the truth as often as they say", "[calibration][monte-carlo]")
{
    // Simulation-based calibration (Talts et al. 2018) of all parameters but the leaders' (their tables take long):
    // ranks of the truth among the sets, over all parameters and rounds, are as likely one as another.
    constexpr std::size_t rounds = 24, sets = 31, bins = 8;
    constexpr std::uint32_t replicates = 8;
    City city = small_town();
    city.history.to = {2015, 12};
    for (Intervention& by : city.history.interventions) by.to = std::min(by.to, city.history.to);
    city.observed.clear();
    observe(city, "families.unaware", city.history.to, 0, 0.05);
    observe(city, "action.opd", city.history.to, 0, 0.05);
    observe(city, "doctrine.kelurahan", city.history.to, 0, 0.02);
    const std::vector<std::string> fixed = {"leadership.mean", "leadership.precision"};
    std::vector<double> counts(bins), moved(rounds);
    for (std::size_t round = 0; round < rounds; ++round) {
        City made = city;
        const Calibration truth(made, fixed, replicates, 1000 + round);
        const std::vector<double> place = sim::draw_place(500 + round, 1, truth.varied().size());
        const std::vector<double> data = truth.simulate(place, 0).gave;
        for (std::size_t k = 0; k < data.size(); ++k) {
            const double error = 2 * sim::draw_place(900 + round, k, 1)[0] - 1;
            made.observed[k].value = data[k] + error * made.observed[k].tolerance;
        }
        const Calibration calibration(made, fixed, replicates, round);
        const sim::AbcResult result = calibrated(calibration, sets, 4 * sets, round);
        REQUIRE(result.tolerance == 1);
        moved[round] = static_cast<double>(result.levels.size());
        for (std::size_t p = 0; p < place.size(); ++p) {
            std::size_t rank = 0;
            for (const sim::Trial& set : result.sets) rank += set.place[p] < place[p];
            ++counts[rank * bins / (sets + 1)];
        }
    }
    CHECK(sim::moments(moved).mean > 1); // most had to be looked for
    double total = 0, chi_squared = 0;
    for (const double count : counts) total += count;
    for (const double count : counts) chi_squared += (count - total / bins) * (count - total / bins) / (total / bins);
    INFO(chi_squared);
    CHECK(chi_squared < 24.3); // 0.1 % of chi squared with 7 degrees of freedom
}

TEST_CASE("a check of sets uses their weights, and numbers that no fit has seen", "[calibration]")
{
    City city = small_town();
    const Hindcast hindcast(city);
    ParameterSets sets;
    sets.sets = {city.parameters, city.parameters};
    sets.sets[1].families_learn = 0.03;
    sets.sets[1].families_turnover = 0.003;
    sets.weight = {0.75, 0.25};
    const FitCheck check = check_fit(hindcast, sets, 1, 16, nullptr, {});
    const std::size_t count = hindcast.observations().size();
    const auto unaware =
        static_cast<std::size_t>(std::find_if(city.observed.begin(), city.observed.end(),
                                              [](const Observation& row) { return row.what == "families.unaware"; }) -
                                 city.observed.begin());
    std::array<double, 2> means{};
    for (std::uint32_t set = 0; set < 2; ++set)
        means[set] = means_of(hindcast.run(sets.sets[set], sim::key_of(1, 2), set * 16, 16), count)[unaware];
    CHECK(check.outcomes[unaware].mean == Approx(0.75 * means[0] + 0.25 * means[1]));
    CHECK(check.outcomes[unaware].median_mean == means[0]);
    CHECK(check.outcomes[unaware].low_mean == std::min(means[0], means[1]));
    CHECK(check.outcomes[unaware].low <= check.outcomes[unaware].low_mean);
    CHECK(
        Calibration(city, {}, 16, 1).simulate(std::vector<double>(52, 0.5), 0).gave !=
        means_of(hindcast.run(Calibration(city, {}, 16, 1).at(std::vector<double>(52, 0.5)), sim::key_of(1, 2), 0, 16),
                 count));
}

TEST_CASE("what is drawn has a name for planners, in both languages and of its own", "[commitment][parameters]")
{
    std::set<std::string> seen;
    for (const ParameterInfo& row : parameter_table()) {
        const sim::Words label = parameter_label(row.name);
        CAPTURE(row.name);
        CHECK(label.id.empty() == row.structural);
        if (row.structural) continue;
        CHECK(!label.en.empty());
        CHECK(seen.insert(label.id).second);
        CHECK(seen.insert("en: " + label.en).second);
    }
    CHECK(parameter_label("training.kelurahan.per_year").id.empty());
}
