#include "tools/layak/repeatable_sweep.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/layak/sweep_manifest.hpp"

namespace layak {

RepeatableSweep::RepeatableSweep(const StoredSweep& stored) : stored_(stored)
{
    const StoredInputs inputs(stored.file(), stored.path());
    try {
        const auto& of = inputs.json().at("sweep");
        sim::Findings findings;
        design_ = read_stored_design(inputs.design(), inputs.city(), inputs.settings(), inputs.parameters(), findings);
        design_.design.outcomes = stored.sampled().outcomes;
        design_.design.goals = stored.sampled().goals;
        design_.design.chance = stored.sampled().chance;
        options_.seed = std::stoull(of.at("seed").get<std::string>());
        options_.replicates = of.at("replicates");
        const auto& names = commitment::kept_months_names;
        const auto keep = std::find(names.begin(), names.end(), of.at("keep").get<std::string>());
        options_.keep = static_cast<commitment::KeptMonths>(keep - names.begin());
        if (keep == names.end() || design_.design.rows.size() != stored.rows() ||
            options_.replicates != stored.replicates())
            refuse_damaged(stored.path(), {"masukan yang disimpan di dalamnya memberi rancangan lain",
                                           "the inputs kept in it give another design"});
        if (design_.inputs.sets) options_.sets = &*design_.inputs.sets;
        written_by_ = inputs.written_by();
    } catch (const sim::InputError&) {
        throw;
    } catch (const std::exception&) {
        refuse_damaged(stored.path(),
                       {"masukan yang disimpan di dalamnya tidak lengkap", "the inputs kept in it are not complete"});
    }
    sweep_.emplace(design_.inputs.city, design_.inputs.plans, plan_digests(design_.inputs), design_.design, options_);
}

} // namespace layak
