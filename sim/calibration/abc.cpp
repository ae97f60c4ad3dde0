#include "sim/calibration/abc.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/calibration/move.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/key.hpp"
#include "sim/statistics/sample.hpp"

namespace sim {
namespace {

/// A failed simulation is the worst of all.
double misfit_of(const Simulated& simulated)
{
    return std::isnan(simulated.misfit) ? std::numeric_limits<double>::infinity() : simulated.misfit;
}

/// A trial as numbers that a store can keep: place, misfit, what the simulation gave.
std::vector<double> numbers_of(const Trial& trial)
{
    std::vector<double> out = trial.place;
    out.push_back(misfit_of(trial.simulated));
    out.insert(out.end(), trial.simulated.gave.begin(), trial.simulated.gave.end());
    return out;
}

Trial trial_of(const std::vector<double>& numbers, std::size_t parameters)
{
    const auto end_of_place = numbers.begin() + static_cast<std::ptrdiff_t>(parameters);
    return {{numbers.begin(), end_of_place}, {numbers[parameters], {end_of_place + 1, numbers.end()}}};
}

constexpr double hopeless = 0.002; ///< share of steps taken at which it is not gone on

double correlation(std::span<const double> a, std::span<const double> b)
{
    const double product = moments(a).variance * moments(b).variance;
    if (product > 0) return covariance(a, b) / std::sqrt(product);
    return std::equal(a.begin(), a.end(), b.begin()) ? 1 : 0;
}

/// With more it is given up.
std::uint64_t most_simulations(const AbcSettings& settings)
{
    return std::max<std::uint64_t>(20 * settings.first_draws, 1500 * settings.sets);
}

class Descent
{
  public:
    Descent(const AbcSettings& settings, const Simulate& simulate, const RunStage& run)
        : settings_(settings), simulate_(simulate), run_(run)
    {
    }

    AbcResult result()
    {
        if (draw_first()) return std::move(out_);
        std::uint32_t hardly_lower = 0;
        while (out_.tolerance > 1 && out_.levels.size() < settings_.most_levels) {
            const double before = out_.tolerance;
            const double next = next_tolerance();
            if (!(next < before)) break;
            descend_to(next);
            hardly_lower = next > 0.99 * before ? hardly_lower + 1 : 0;
            const bool is_stuck = hardly_lower == 3 || out_.levels.back().accepted < hopeless;
            if (is_stuck || out_.simulations > most_simulations(settings_)) break;
        }
        return std::move(out_);
    }

  private:
    const AbcSettings& settings_;
    const Simulate& simulate_;
    const RunStage& run_;
    AbcResult out_;
    std::vector<Trial> best_;  ///< draws of the prior that may be kept
    std::uint64_t rounds_ = 0; ///< of all levels

    /// Draws from the prior. \return whether enough of them fit
    bool draw_first()
    {
        draw_batch(settings_.first_draws);
        while (out_.first_fits < settings_.sets && enough_may_fit()) draw_batch(settings_.first_draws);
        keep_best();
        return out_.tolerance <= 1;
    }

    /// Whether at the share of fits so far the draws that are allowed give as many as are wanted.
    bool enough_may_fit() const
    {
        const std::size_t drawn = out_.first_misfits.size();
        return drawn + settings_.first_draws <= settings_.most_draws &&
               static_cast<double>(out_.first_fits) / static_cast<double>(drawn) *
                       static_cast<double>(settings_.most_draws) >=
                   static_cast<double>(settings_.sets);
    }

    void draw_batch(std::size_t count)
    {
        const std::size_t drawn = out_.first_misfits.size();
        const auto tasks = run_(drawn == 0 ? "0" : "0." + std::to_string(drawn / count), count, [&](std::size_t task) {
            const std::uint64_t draw = drawn + task;
            Trial trial{draw_place(settings_.seed, draw, settings_.parameters), {}};
            trial.simulated = simulate_(trial.place, draw);
            return numbers_of(trial);
        });
        out_.simulations += tasks.size();
        for (const auto& numbers : tasks) {
            Trial trial = trial_of(numbers, settings_.parameters);
            const double misfit = trial.simulated.misfit;
            out_.first_misfits.push_back(misfit);
            if (out_.first.size() < settings_.sets) out_.first.push_back(trial);
            out_.first_fits += misfit <= 1 ? 1 : 0;
            best_.push_back(std::move(trial));
        }
        // In the order of the draws: of what fits the first are as good as any.
        if (best_.size() <= settings_.sets) return;
        const double worst = std::max(1.0, kth_misfit(settings_.sets - 1));
        std::erase_if(best_, [&](const Trial& trial) { return trial.simulated.misfit > worst; });
    }

    double kth_misfit(std::size_t k) const
    {
        std::vector<double> misfits;
        for (const Trial& trial : best_) misfits.push_back(trial.simulated.misfit);
        std::nth_element(misfits.begin(), misfits.begin() + static_cast<std::ptrdiff_t>(k), misfits.end());
        return misfits[k];
    }

    /// As many sets as are wanted, of those that fit best.
    void keep_best()
    {
        out_.tolerance = std::max(1.0, kth_misfit(settings_.sets - 1));
        for (Trial& trial : best_)
            if (trial.simulated.misfit <= out_.tolerance && out_.sets.size() < settings_.sets)
                out_.sets.push_back(std::move(trial));
        best_.clear();
    }

    /// The smallest that `keep` of the points meet, or 1. Where as many are equally bad it is the next better one.
    double next_tolerance() const
    {
        std::vector<double> misfits;
        for (const Trial& trial : out_.sets) misfits.push_back(trial.simulated.misfit);
        std::sort(misfits.begin(), misfits.end());
        const auto kept = static_cast<std::size_t>(settings_.keep * static_cast<double>(misfits.size()));
        double next = misfits[std::min(kept, misfits.size() - 1)];
        if (!(next < out_.tolerance)) {
            const auto better = std::lower_bound(misfits.begin(), misfits.end(), out_.tolerance);
            if (better == misfits.begin()) return next; // none is
            next = *(better - 1);
        }
        return std::max(1.0, next);
    }

    void descend_to(double tolerance)
    {
        AbcLevel level;
        level.tolerance = tolerance;
        std::vector<Trial> survivors;
        for (Trial& trial : out_.sets)
            if (trial.simulated.misfit <= tolerance) survivors.push_back(std::move(trial));
        level.survivors = survivors.size();
        std::vector<std::vector<double>> others;
        for (const Trial& trial : survivors) others.push_back(trial.place);
        out_.sets.clear();
        for (std::size_t k = 0; k < settings_.sets; ++k) out_.sets.push_back(survivors[k % survivors.size()]);
        const std::vector<Trial> start = out_.sets;

        std::uint64_t accepted = 0, steps = 0;
        const double noise = 1 / std::sqrt(static_cast<double>(settings_.sets)); // of a correlation of 0
        bool forgot = false;
        while (!forgot && level.rounds < settings_.most_rounds) {
            accepted += move_all(tolerance, others, out_.levels.size() + 1, level.rounds);
            ++level.rounds;
            steps += std::uint64_t{settings_.steps} * settings_.sets;
            level.accepted = static_cast<double>(accepted) / static_cast<double>(steps);
            if (level.rounds == 5 && level.accepted < hopeless) break;
            remember(start, level);
            forgot = level.memory <= 0.1 && level.worst_memory <= 0.15 + 3.5 * noise;
        }
        out_.simulations += steps;
        out_.forgot = out_.forgot && forgot;
        out_.tolerance = tolerance;
        out_.levels.push_back(level);
    }

    /// One round of every point. \return steps taken
    std::uint64_t move_all(double tolerance, const std::vector<std::vector<double>>& others, std::size_t level,
                           std::uint32_t round)
    {
        const std::uint64_t first = out_.first_misfits.size() + rounds_++ * settings_.sets * settings_.steps;
        const std::string stage = std::to_string(level) + "." + std::to_string(round);
        const auto tasks = run_(stage, settings_.sets, [&](std::size_t k) {
            Trial at = out_.sets[k];
            double taken = 0;
            for (std::uint32_t step = 0; step < settings_.steps; ++step) {
                const std::uint64_t stream = first + k * settings_.steps + step;
                Trial tried{propose(at.place, others, settings_.seed, stream), {}};
                if (tried.place.empty()) continue;
                tried.simulated = simulate_(tried.place, stream);
                if (!(tried.simulated.misfit <= tolerance)) continue;
                at = std::move(tried);
                ++taken;
            }
            std::vector<double> numbers = numbers_of(at);
            numbers.push_back(taken);
            return numbers;
        });
        double taken = 0;
        for (std::size_t k = 0; k < tasks.size(); ++k) {
            std::vector<double> numbers = tasks[k];
            taken += numbers.back();
            numbers.pop_back();
            out_.sets[k] = trial_of(numbers, settings_.parameters);
        }
        return static_cast<std::uint64_t>(taken);
    }

    void remember(const std::vector<Trial>& start, AbcLevel& level) const
    {
        level.memory = level.worst_memory = 0;
        std::vector<double> was(start.size()), is(start.size());
        for (std::size_t p = 0; p < settings_.parameters; ++p) {
            for (std::size_t k = 0; k < start.size(); ++k) {
                was[k] = start[k].place[p];
                is[k] = out_.sets[k].place[p];
            }
            const double r = correlation(was, is);
            level.memory += r / static_cast<double>(settings_.parameters);
            level.worst_memory = std::max(level.worst_memory, r);
        }
    }
};

} // namespace

std::uint64_t abc_streams(const AbcSettings& settings)
{
    return std::max(settings.first_draws, settings.most_draws) +
           std::uint64_t{settings.most_levels} * settings.most_rounds * settings.sets * settings.steps;
}

AbcResult calibrate_by_abc(const AbcSettings& settings, const Simulate& simulate, const RunStage& run)
{
    return Descent(settings, simulate, run).result();
}

} // namespace sim
