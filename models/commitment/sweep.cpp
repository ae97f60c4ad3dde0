#include "models/commitment/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <nlohmann/json.hpp>

#include "models/commitment/block.hpp"
#include "models/commitment/experiment.hpp"
#include "models/commitment/named_outcome.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/errors.hpp"
#include "sim/store/pack.hpp"
#include "sim/text/number.hpp"

namespace commitment {
namespace {

constexpr std::uint32_t lanes = sim::Block::replicates;

/// What the row is: its plan and what is changed in it, whatever the order of the factors.
std::string key_of(const Design& design, const DesignRow& row, const std::string& plan_id,
                   const std::string& plan_digest)
{
    std::vector<std::string> values;
    for (std::size_t f = 0; f < design.factors.size(); ++f)
        if (!design.factors[f].is_plan)
            values.push_back(design.factors[f].name + "=" + sim::shortest(row.values[f]) + "\n");
    std::sort(values.begin(), values.end());
    std::string text = "plan=" + plan_id + " " + plan_digest + "\n";
    for (const std::string& value : values) text += value;
    return sim::digest_of(text).substr(0, 32);
}

bool varies_leadership(const Design& design)
{
    return std::any_of(design.factors.begin(), design.factors.end(), [](const Factor& factor) {
        return factor.parameter != nullptr && (factor.parameter->member == &Parameters::leadership_mean ||
                                               factor.parameter->member == &Parameters::leadership_precision);
    });
}

RunShape shape_of(const City& city, const std::vector<Plan>& plans, KeptMonths keep)
{
    RunShape shape;
    shape.start = city.start;
    shape.months = months_of(city, plans);
    for (std::uint32_t month = 0; month < shape.months; ++month) {
        const bool last = month + 1 == shape.months;
        const bool ends_year = (city.start + static_cast<int>(month)).month_of_year() == 12;
        if (last || keep == KeptMonths::all || (keep == KeptMonths::years && ends_year)) shape.kept.push_back(month);
    }
    shape.first_year = city.start.year();
    const int last_year = (city.start + static_cast<int>(std::max(shape.months, 1U) - 1)).year();
    shape.years = static_cast<std::uint32_t>(last_year - shape.first_year + 1);
    return shape;
}

/// The most that each outcome can be.
std::vector<double> highest_of(const City& city)
{
    std::vector<double> highest;
    for (const OutcomeInfo& outcome : outcome_table()) highest.push_back(find_outcome(outcome.name, city)->highest);
    return highest;
}

/// What is out of range in a run, or nothing.
std::string objection_to(const KeptRun& run, const std::vector<double>& highest, const RunShape& shape)
{
    for (std::size_t at = 0; at < run.outcomes.size(); ++at) {
        const double value = run.outcomes[at];
        const std::size_t which = at % outcome::count;
        if (value >= -1e-6 && value <= highest[which] * (1 + 1e-6)) continue; // NaN is neither
        return std::string(outcome_table()[which].name) + " is " + sim::shortest(value) + " in " +
               to_text(shape.start + static_cast<int>(shape.kept[at / outcome::count]));
    }
    for (const double value : run.accounts)
        if (!(value >= 0 && std::isfinite(value))) return "an account is " + sim::shortest(value);
    return "";
}

void fail(KeptRun& run)
{
    std::fill(run.outcomes.begin(), run.outcomes.end(), std::numeric_limits<float>::quiet_NaN());
    std::fill(run.accounts.begin(), run.accounts.end(), std::numeric_limits<double>::quiet_NaN());
}

} // namespace

std::size_t RunShape::outcomes() const { return kept.size() * outcome::count; }
std::size_t RunShape::accounts() const { return std::size_t{years} * lever_count * 2; }

Sweep::Sweep(const City& city, const std::vector<Plan>& plans, const std::vector<std::string>& plan_digests,
             const Design& design, const SweepOptions& options)
    : city_(city), plans_(plans), design_(design), options_(options), shape_(shape_of(city, plans, options.keep)),
      groups_((options.replicates + lanes - 1) / lanes), packed_(city),
      highest_(highest_of(city)), single_{{city.parameters}, {1.0}, true}
{
    for (const DesignRow& row : design.rows)
        keys_.push_back(key_of(design, row, plans[row.plan].id, plan_digests[row.plan]));
    if (options_.sets == nullptr) options_.sets = &single_;
    static_cast<void>(sim::choose_isa(built_isas())); // a wrong LAYAK_ISA is no failure of the runs
    if (!varies_leadership(design)) dealt_.emplace(*options_.sets);
}

Sweep::~Sweep() = default;

std::string Sweep::task_name(const std::string& row_key, std::size_t group)
{
    return row_key + "/" + std::to_string(group);
}

std::optional<Sweep::Finished> Sweep::compute(std::size_t task, const std::atomic<bool>* stop) const
{
    const DesignRow& row = design_.rows[task % rows()];
    const auto first_replicate = static_cast<std::uint32_t>(task / rows()) * lanes;
    Finished out;
    auto& [runs, wrong] = out;
    for (KeptRun& run : runs) {
        run.outcomes.resize(shape_.outcomes());
        run.accounts.resize(shape_.accounts());
    }
    try {
        Plan plan = plans_[row.plan];
        std::array<Parameters, lanes> parameters;
        std::array<std::unique_ptr<sim::BetaTable>, lanes> own;
        BlockSetting setting;
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            const std::uint32_t set = options_.sets->of(first_replicate + lane);
            parameters[lane] = options_.sets->sets[set];
            const sim::Words objection = apply_row(design_, row, city_.unit_costs, plan, parameters[lane]);
            if (!objection.empty()) throw std::runtime_error(objection.en);
            setting.parameters[lane] = &parameters[lane];
            if (dealt_) {
                setting.leadership[lane] = dealt_->leadership(set);
            } else {
                const bool same = lane > 0 && parameters[lane].leadership_mean == parameters[0].leadership_mean &&
                                  parameters[lane].leadership_precision == parameters[0].leadership_precision;
                if (!same)
                    own[lane] = std::make_unique<sim::BetaTable>(parameters[lane].leadership_mean,
                                                                 parameters[lane].leadership_precision);
                setting.leadership[lane] = same ? own[0].get() : own[lane].get();
            }
        }
        const PackedPlan packed_plan(city_, &plan);
        setting.city = &packed_;
        setting.plan = &packed_plan;
        setting.seed = options_.seed;
        setting.first_replicate = first_replicate;
        const auto block = make_block(setting);
        std::size_t kept = 0;
        for (std::uint32_t month = 0; month < shape_.months; ++month) {
            if (stop != nullptr && stop->load(std::memory_order_relaxed)) return std::nullopt;
            block->advance();
            const int year = (shape_.start + static_cast<int>(month)).year() - shape_.first_year;
            const double* const cost = block->cost();
            const double* const undelivered = block->undelivered();
            for (std::size_t lever = 0; lever < lever_count; ++lever)
                for (std::uint32_t lane = 0; lane < lanes; ++lane) {
                    double* const account =
                        runs[lane].accounts.data() + (static_cast<std::size_t>(year) * lever_count + lever) * 2;
                    account[0] += cost[lever * lanes + lane];
                    account[1] += undelivered[lever * lanes + lane];
                }
            if (kept == shape_.kept.size() || shape_.kept[kept] != month) continue;
            const double* const outcomes = block->outcomes();
            for (std::uint32_t k = 0; k < outcome::count; ++k)
                for (std::uint32_t lane = 0; lane < lanes; ++lane)
                    runs[lane].outcomes[kept * outcome::count + k] = static_cast<float>(outcomes[k * lanes + lane]);
            ++kept;
        }
        for (std::uint32_t lane = 0; lane < lanes; ++lane) wrong[lane] = objection_to(runs[lane], highest_, shape_);
    } catch (const std::bad_alloc&) {
        throw; // no fault of the run
    } catch (const std::exception& problem) {
        wrong.fill(problem.what());
    }
    for (std::uint32_t lane = 0; lane < lanes; ++lane)
        if (!wrong[lane].empty()) fail(runs[lane]);
    return out;
}

std::optional<sim::StoredTask> Sweep::run(std::size_t task, const std::atomic<bool>* stop) const
{
    const auto finished = compute(task, stop);
    if (!finished) return std::nullopt;
    const auto first_replicate = static_cast<std::uint32_t>(task / rows()) * lanes;
    sim::StoredTask out;
    out.name = task_name(task);
    nlohmann::ordered_json note;
    for (std::uint32_t lane = 0; lane < lanes; ++lane) {
        const std::string& wrong = finished->wrong[lane];
        if (!wrong.empty()) note.push_back({{"replicate", first_replicate + lane}, {"message", wrong}});
        out.parts.push_back(sim::pack(finished->runs[lane].outcomes, finished->runs[lane].accounts));
    }
    if (!note.empty()) out.note = note.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return out;
}

KeptRun Sweep::read(const sim::Store& store, std::uint32_t row, std::uint32_t replicate) const
{
    const std::string name = task_name(keys_[row], replicate / lanes);
    KeptRun run;
    run.outcomes.resize(shape_.outcomes());
    run.accounts.resize(shape_.accounts());
    if (!sim::unpack(store.read(name, replicate % lanes), run.outcomes, run.accounts))
        throw sim::ReadError(store.folder().string() + ": the task " + name + " is not of this shape");
    return run;
}

std::vector<FailedRun> Sweep::failures(const sim::Store& store, std::size_t task) const
{
    std::vector<FailedRun> out;
    const std::string& note = store.note_of(task_name(task));
    if (note.empty()) return out;
    try {
        for (const auto& entry : nlohmann::json::parse(note)) {
            FailedRun run{entry.at("replicate"), entry.at("message")};
            if (run.replicate < options_.replicates) out.push_back(std::move(run));
        }
    } catch (const nlohmann::json::exception&) {
        throw sim::ReadError(store.folder().string() + ": the note of task " + task_name(task) + " cannot be read");
    }
    return out;
}

} // namespace commitment
