#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>

#include "sim/calibration/abc.hpp"
#include "sim/calibration/learned.hpp"
#include "sim/calibration/move.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/key.hpp"
#include "sim/statistics/sample.hpp"

using namespace sim;

namespace {

std::vector<std::vector<double>> one_after_another(const std::string& /*stage*/, std::size_t count,
                                                   const std::function<std::vector<double>(std::size_t)>& work)
{
    std::vector<std::vector<double>> out;
    for (std::size_t task = 0; task < count; ++task) out.push_back(work(task));
    return out;
}

double noise_of(std::uint64_t stream, std::uint32_t which) { return Draws(77, 0, {1, 1}, stream).uniform(which); }

std::vector<double> column(const AbcResult& result, std::size_t parameter)
{
    std::vector<double> out;
    for (const Trial& set : result.sets) out.push_back(set.place[parameter]);
    return out;
}

AbcSettings small(std::size_t parameters, std::size_t sets, std::size_t first_draws)
{
    AbcSettings settings;
    settings.parameters = parameters;
    settings.sets = sets;
    settings.first_draws = first_draws;
    return settings;
}

/// Largest distance of a sample's distribution function from the uniform one on [low, high].
double from_uniform(std::vector<double> values, double low, double high)
{
    std::sort(values.begin(), values.end());
    double worst = 0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const double share = (values[k] - low) / (high - low);
        const auto n = static_cast<double>(values.size());
        worst = std::max(
            {worst, std::abs(share - static_cast<double>(k) / n), std::abs(share - static_cast<double>(k + 1) / n)});
    }
    return worst;
}

} // namespace

TEST_CASE("moves between two places are as likely one way as the other", "[calibration][monte-carlo]")
{
    // The prior left alone: points that start anywhere stay spread as the prior after many moves, in every parameter.
    const std::vector<std::vector<double>> others = {
        {0.1, 0.2, 0.9}, {0.4, 0.9, 0.2}, {0.95, 0.5, 0.6}, {0.3, 0.1, 0.1}};
    std::vector<std::vector<double>> at;
    std::uint64_t stream = 0;
    for (int point = 0; point < 4000; ++point) at.push_back(draw_place(1, stream++, 3));
    for (auto& place : at)
        for (int step = 0; step < 12; ++step)
            if (auto next = propose(place, others, 1, stream++); !next.empty()) place = std::move(next);
    for (std::size_t p = 0; p < 3; ++p) {
        std::vector<double> values;
        for (const auto& place : at) values.push_back(place[p]);
        CHECK(from_uniform(values, 0, 1) < 1.63 / std::sqrt(4000.0)); // Kolmogorov, 1 %
    }
}

TEST_CASE("enough draws that fit are the sample, in their order", "[calibration][exact]")
{
    std::size_t stages = 0;
    const auto run = [&](const std::string& stage, std::size_t count, const auto& work) {
        ++stages;
        return one_after_another(stage, count, work);
    };
    const AbcResult result = calibrate_by_abc(
        small(2, 50, 400),
        [](std::span<const double> place, std::uint64_t) {
            return Simulated{place[0] / 0.25, {10 * place[0]}};
        },
        run);
    CHECK(stages == 1);
    CHECK(result.levels.empty());
    CHECK(result.simulations == 400);
    REQUIRE(result.sets.size() == 50);
    std::size_t fits = 0;
    for (std::uint64_t draw = 0; draw < 400; ++draw) {
        const auto place = draw_place(1, draw, 2);
        if (place[0] > 0.25) continue;
        if (fits < 50) CHECK(result.sets[fits].place == place);
        ++fits;
    }
    CHECK(result.first_fits == fits);
    for (const Trial& set : result.sets) CHECK(set.simulated.gave == std::vector<double>{10 * set.place[0]});
}

TEST_CASE("draws go on for as long as enough of them may fit", "[calibration][exact]")
{
    const auto result_where = [](double fitting_share, std::size_t most_draws) {
        AbcSettings settings = small(1, 50, 100);
        settings.most_draws = most_draws;
        std::set<std::uint64_t> streams;
        const auto simulate = [&](std::span<const double> place, std::uint64_t stream) {
            CHECK(streams.insert(stream).second);
            CHECK(stream < abc_streams(settings));
            return Simulated{place[0] / fitting_share, {}};
        };
        return calibrate_by_abc(settings, simulate, one_after_another);
    };
    const AbcResult drawn = result_where(0.1, 1000);
    CHECK(drawn.levels.empty());
    CHECK(drawn.first_misfits.size() == drawn.simulations);
    CHECK(drawn.first_fits >= 50);
    std::vector<std::vector<double>> expected;
    for (std::uint64_t draw = 0; expected.size() < 50; ++draw)
        if (auto place = draw_place(1, draw, 1); place[0] <= 0.1) expected.push_back(std::move(place));
    REQUIRE(drawn.sets.size() == 50);
    for (std::size_t k = 0; k < 50; ++k) CHECK(drawn.sets[k].place == expected[k]);
    CHECK(drawn.first.size() == 50);
    CHECK(std::count_if(drawn.first_misfits.begin(), drawn.first_misfits.end(), [](double of) { return of <= 1; }) ==
          static_cast<std::ptrdiff_t>(drawn.first_fits));

    const AbcResult too_rare = result_where(0.01, 1000); // 10 fits to hope for
    CHECK(too_rare.first_misfits.size() < 400);
    CHECK(!too_rare.levels.empty());
    CHECK(too_rare.tolerance == 1);
    CHECK(too_rare.sets.size() == 50);
}

TEST_CASE("a narrow corner of the prior is found and filled evenly", "[calibration][monte-carlo]")
{
    // Fits in a box of a millionth of the prior, that 600 draws do not hit; the fourth parameter does not matter.
    const double side = 0.01;
    const AbcResult result = calibrate_by_abc(
        small(4, 300, 600),
        [&](std::span<const double> place, std::uint64_t) {
            return Simulated{std::max({std::abs(place[0] - 0.3), std::abs(place[1] - 0.6), std::abs(place[2] - 0.9)}) *
                                 2 / side,
                             {}};
        },
        one_after_another);
    CHECK(result.first_fits == 0);
    CHECK(result.tolerance == 1);
    CHECK(result.forgot);
    REQUIRE(result.sets.size() == 300);
    CHECK(result.levels.size() > 4);
    for (std::size_t k = 1; k < result.levels.size(); ++k)
        CHECK(result.levels[k].tolerance < result.levels[k - 1].tolerance);
    // Copies have gone ways of their own, for as long as that took.
    for (const AbcLevel& level : result.levels) CHECK(level.memory <= 0.1);
    CHECK(std::any_of(result.levels.begin(), result.levels.end(), [](const AbcLevel& of) { return of.rounds > 1; }));
    std::set<std::vector<double>> places;
    for (const Trial& set : result.sets) places.insert(set.place);
    CHECK(places.size() > 290);
    const double bound = 1.63 / std::sqrt(300.0 / 2); // 1 %, for half as many independent points
    const double centre[] = {0.3, 0.6, 0.9};
    for (std::size_t p = 0; p < 3; ++p)
        CHECK(from_uniform(column(result, p), centre[p] - side / 2, centre[p] + side / 2) < bound);
    CHECK(from_uniform(column(result, 3), 0, 1) < bound);
}

TEST_CASE("a curved ridge keeps its shape", "[calibration][monte-carlo]")
{
    // Two parameters of which only the product is known: within the ridge each point is as likely as another.
    const auto fits = [](double a, double b) { return std::abs(a * b - 0.1) <= 0.002; };
    const AbcResult result = calibrate_by_abc(
        small(2, 400, 800),
        [&](std::span<const double> place, std::uint64_t) {
            return Simulated{std::abs(place[0] * place[1] - 0.1) / 0.002, {}};
        },
        one_after_another);
    double by_sum = 0, squares = 0;
    std::size_t inside = 0;
    for (std::uint64_t draw = 0; draw < 400'000; ++draw) {
        const auto place = draw_place(5, draw, 2);
        if (!fits(place[0], place[1])) continue;
        by_sum += place[0];
        squares += place[0] * place[0];
        ++inside;
    }
    const double mean = by_sum / static_cast<double>(inside);
    const double sd = std::sqrt(squares / static_cast<double>(inside) - mean * mean);
    const Moments seen = moments(column(result, 0));
    CHECK(std::abs(seen.mean - mean) < 4 * sd / std::sqrt(400.0 / 2));
    CHECK(std::sqrt(seen.variance) == Approx(sd).epsilon(0.12));
}

TEST_CASE("what nothing fits is said, with the best that was reached", "[calibration]")
{
    const AbcResult result = calibrate_by_abc(
        small(1, 20, 40),
        [](std::span<const double> place, std::uint64_t) {
            return Simulated{place[0] < 0.5 ? 3.0 : 4.0, {}};
        },
        one_after_another);
    CHECK(result.tolerance == 3);
    CHECK(result.first_fits == 0);
    REQUIRE(result.sets.size() == 20);
    for (const Trial& set : result.sets) CHECK(set.place[0] < 0.5);
}

TEST_CASE("simulations that fail fit nowhere and stop nothing", "[calibration]")
{
    const AbcResult result = calibrate_by_abc(
        small(2, 40, 80),
        [](std::span<const double> place, std::uint64_t) {
            return Simulated{place[1] < 0.5 ? std::nan("") : 10 * place[0], {}};
        },
        one_after_another);
    CHECK(result.tolerance == 1);
    for (const Trial& set : result.sets) {
        CHECK(set.place[1] >= 0.5);
        CHECK(set.place[0] <= 0.1);
    }
}

TEST_CASE("a calibration hangs on its seed alone, and every simulation has numbers of its own",
          "[calibration][reproducible]")
{
    std::set<std::uint64_t> streams;
    const auto simulate = [&](std::span<const double> place, std::uint64_t stream) {
        CHECK(streams.insert(stream).second);
        CHECK(stream < abc_streams(small(2, 60, 100)));
        return Simulated{std::abs(place[0] + 0.2 * noise_of(stream, 0) - 0.5) / 0.02, {place[1]}};
    };
    AbcSettings settings = small(2, 60, 100);
    const AbcResult once = calibrate_by_abc(settings, simulate, one_after_another);
    streams.clear();
    const auto backwards = [](const std::string&, std::size_t count, const auto& work) {
        std::vector<std::vector<double>> out(count);
        for (std::size_t task = count; task-- > 0;) out[task] = work(task);
        return out;
    };
    const AbcResult again = calibrate_by_abc(settings, simulate, backwards);
    REQUIRE(once.sets.size() == again.sets.size());
    for (std::size_t k = 0; k < once.sets.size(); ++k) {
        CHECK(once.sets[k].place == again.sets[k].place);
        CHECK(once.sets[k].simulated.gave == again.sets[k].simulated.gave);
    }
    settings.seed = 2;
    streams.clear();
    CHECK(calibrate_by_abc(settings, simulate, one_after_another).sets[0].place != once.sets[0].place);
}

TEST_CASE("calibrations of made data hold the truth as often as they say", "[calibration][monte-carlo][slow]")
{
    // Simulation-based calibration (Talts et al. 2018): truth from the prior, data from the truth with its error within
    // the tolerance, then the rank of the truth among the sets is as likely one as another. The simulation is random
    // and nonlinear in three parameters; a fourth does nothing.
    constexpr std::size_t sets = 39, rounds = 300, bins = 8;
    const auto simulated = [](std::span<const double> place, std::uint64_t stream) {
        const double noise = noise_of(stream, 1) - 0.5;
        return std::array{place[0] * place[1] + 0.3 * noise, place[0] + place[2] * noise_of(stream, 2)};
    };
    std::array<std::array<double, bins>, 4> counts{};
    std::uint64_t stream = std::uint64_t{1} << 40;
    for (std::size_t round = 0; round < rounds; ++round) {
        const auto truth = draw_place(9, ++stream, 4);
        auto data = simulated(truth, ++stream);
        const std::array tolerance = {0.05, 0.1};
        for (std::uint32_t k = 0; k < 2; ++k) data[k] += tolerance[k] * (2 * noise_of(++stream, 3) - 1);
        AbcSettings settings = small(4, sets, 120);
        settings.seed = 100 + round;
        const AbcResult result = calibrate_by_abc(
            settings,
            [&](std::span<const double> place, std::uint64_t of) {
                const auto gave = simulated(place, key_of(of, round));
                return Simulated{
                    std::max(std::abs(gave[0] - data[0]) / tolerance[0], std::abs(gave[1] - data[1]) / tolerance[1]),
                    {}};
            },
            one_after_another);
        REQUIRE(result.tolerance == 1);
        for (std::size_t p = 0; p < 4; ++p) {
            std::size_t rank = 0;
            for (const Trial& set : result.sets) rank += set.place[p] < truth[p];
            ++counts[p][rank * bins / (sets + 1)];
        }
    }
    for (const auto& of_parameter : counts) {
        double chi_squared = 0;
        constexpr double expected = static_cast<double>(rounds) / bins;
        for (const double count : of_parameter) chi_squared += (count - expected) * (count - expected) / expected;
        CHECK(chi_squared < 24.3); // 0.1 % of chi squared with 7 degrees of freedom
    }
}

TEST_CASE("what the data say of each parameter is told from what they leave as it was", "[calibration]")
{
    // The first is known well, the second only together with the third, the fourth a little, the others not at all.
    const AbcResult result = calibrate_by_abc(
        small(8, 400, 4000),
        [](std::span<const double> place, std::uint64_t stream) {
            const double worst = std::max({std::abs(place[0] - 0.5) / 0.1, std::abs(place[1] - place[2]) / 0.3});
            const bool taken = noise_of(stream, 0) < 0.6 + 0.4 * place[3];
            return Simulated{taken ? worst : 9, {}};
        },
        one_after_another);
    const std::vector<Learned> learned = learned_from(result);
    CHECK(learned[0].lesson == Lesson::much);
    CHECK(learned[0].low == Approx(0.41).margin(0.02));
    CHECK(learned[0].high == Approx(0.59).margin(0.02));
    CHECK(learned[0].spread == Approx(0.2).margin(0.03));
    for (const std::size_t p : {1U, 2U}) CHECK(learned[p].lesson != Lesson::much);
    for (const std::size_t p : {4U, 5U, 6U, 7U}) CHECK(learned[p].lesson == Lesson::nothing);
    const auto pairs = known_together(result, 0.3);
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].first == 1);
    CHECK(pairs[0].second == 2);
    CHECK(pairs[0].correlation > 0.6);
}

TEST_CASE("few sets do not make up what is known only together", "[calibration][monte-carlo]")
{
    std::size_t pairs = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        AbcSettings settings = small(50, 40, 40);
        settings.seed = seed;
        pairs += known_together(calibrate_by_abc(
                                    settings,
                                    [](std::span<const double>, std::uint64_t) {
                                        return Simulated{0, {}};
                                    },
                                    one_after_another),
                                0.3)
                     .size();
    }
    CHECK(pairs <= 8); // 2 expected; of |r| >= 0.3 alone there are 70 each time
}

TEST_CASE("one of many untouched parameters is seldom taken for learned", "[calibration][monte-carlo]")
{
    int wrong = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        AbcSettings settings = small(50, 100, 100);
        settings.seed = seed;
        const AbcResult result = calibrate_by_abc(
            settings,
            [](std::span<const double>, std::uint64_t) {
                return Simulated{0, {}};
            },
            one_after_another);
        const auto learned = learned_from(result);
        wrong +=
            std::any_of(learned.begin(), learned.end(), [](const Learned& of) { return of.lesson != Lesson::nothing; });
    }
    CHECK(wrong <= 12); // 5 expected
}
