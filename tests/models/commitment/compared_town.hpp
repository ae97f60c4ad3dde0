#pragma once

// The small town and its plans, compared.

#include <cmath>

#include "models/commitment/city_file.hpp"
#include "models/commitment/comparison.hpp"
#include "models/commitment/plan_file.hpp"
#include "models/commitment/precision.hpp"
#include "models/commitment/replay.hpp"
#include "sim/statistics/sample.hpp"
#include "tests/support/small_town.hpp"
#include "tests/support/standard_errors.hpp"

namespace tests {

using commitment::Comparison;
using commitment::ComparisonOptions;
using commitment::ExperimentOptions;
using commitment::ExperimentResult;
using commitment::Field;
using commitment::PairedDifference;
using sim::Method;

inline City shipped_town()
{
    sim::Findings findings;
    City city = commitment::read_city(SCENARIOS "/small-town", findings);
    findings.throw_if_failed();
    return city;
}

inline Plan shipped_plan(const City& city, const std::string& name)
{
    sim::Findings findings;
    Plan plan = commitment::read_plan(SCENARIOS "/small-town/plans/" + name + ".toml", name, city.unit_costs, findings);
    findings.throw_if_failed();
    return plan;
}

inline ExperimentOptions pairs(std::uint32_t replicates)
{
    ExperimentOptions options;
    options.replicates = replicates;
    options.baseline = 0;
    options.threads = 2;
    return options;
}

inline Comparison compare(const City& city, const std::vector<Plan>& plans, std::uint32_t replicates)
{
    const ExperimentResult result = run_experiment(city, plans, pairs(replicates));
    return compare_plans(city, plans, result, ComparisonOptions{});
}

inline bool is_identical(const PairedDifference& difference)
{
    return difference.interval.method == Method::identical && difference.difference == 0 && difference.ahead == 0 &&
           difference.behind == 0;
}

inline std::uint32_t place(const char* name) { return *commitment::find_outcome(name); }

inline Intervention by_name(const Plan& plan, Lever lever, Target target, double amount)
{
    return SmallTown::make(plan, lever, target, amount, 1e6);
}

} // namespace tests
