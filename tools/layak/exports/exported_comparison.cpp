#include "tools/layak/exports/exported_comparison.hpp"

#include "models/commitment/evidence.hpp"
#include "tools/layak/stored_experiment.hpp"

namespace layak {

void ExportedComparison::compute() const
{
    if (comparison_) return;
    const Inputs& inputs = run_.inputs();
    const commitment::ExperimentResult result = read_experiment(run_, false);
    commitment::ComparisonOptions options;
    options.baseline = run_.options().baseline.value();
    options.sets = run_.options().sets;
    options.goals = run_.goals();
    comparison_ = compare_plans(inputs.city, inputs.plans, result, options);
    options.sets = nullptr;
    for (std::size_t k = 0; k < run_.options().what_ifs.size(); ++k)
        if (what_if(k).kind == commitment::WhatIf::Kind::standard_parameters && !result.what_if_cost.empty())
            by_default_ = prices_if(inputs.city, inputs.plans, result, options, k);
}

const commitment::Comparison& ExportedComparison::get() const
{
    compute();
    return *comparison_;
}

const std::vector<std::vector<commitment::Price>>& ExportedComparison::prices_by_default() const
{
    compute();
    return by_default_;
}

commitment::Judging ExportedComparison::judging() const
{
    commitment::Judging judging;
    judging.evidence = commitment::evidence_of(run_.options().sets, run_.options().replicates);
    return judging;
}

} // namespace layak
