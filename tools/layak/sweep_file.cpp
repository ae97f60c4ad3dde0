#include "tools/layak/sweep_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/commitment/named_outcome.hpp"
#include "models/commitment/outcomes.hpp"
#include "sim/ensemble/ensemble.hpp"
#include "sim/results/netcdf.hpp"
#include "tools/layak/provenance.hpp"
#include "tools/layak/result_file.hpp"
#include "tools/layak/signals.hpp"

namespace layak {
namespace {

using commitment::KeptRun;
using commitment::RunShape;
using sim::Type;

constexpr std::size_t bytes_of_a_slab = std::size_t{32} << 20;

/// Writes one result; a member function a part of the layout.
class SweepFile
{
  public:
    SweepFile(const std::filesystem::path& path, const ReadDesign& read, const commitment::Sweep& sweep,
              const commitment::SweepOptions& options, const SweepManifest& manifest, const sim::Store& store)
        : file_(path), read_(read), sweep_(sweep), shape_(sweep.shape()), options_(options), manifest_(manifest),
          store_(store)
    {
        const std::size_t bytes = shape_.outcomes() * sizeof(float) + shape_.accounts() * sizeof(double);
        if (options.sets != nullptr) alike_ = options.sets->first_alike();
        slab_ = std::clamp<std::size_t>(bytes_of_a_slab / bytes, 1, 4096);
    }

    std::string write(const std::function<void(double)>& progress)
    {
        describe();
        coordinates();
        failures();
        define();
        for (std::uint64_t first = 0; first < sweep_.runs(); first += slab_) {
            if (stop_requested) throw sim::Interrupted();
            runs(first, static_cast<std::size_t>(std::min<std::uint64_t>(slab_, sweep_.runs() - first)));
            progress(static_cast<double>(first) / static_cast<double>(sweep_.runs()));
        }
        write_provenance(file_, read_.inputs, sweep_inputs_as_json(read_.inputs, options_, read_.design));
        std::string digest = file_.content_digest();
        file_.commit(true);
        return digest;
    }

  private:
    void describe()
    {
        file_.attribute("Conventions", "CF-1.8");
        file_.attribute("title", "Layak: a sweep of institutional commitment in " + read_.inputs.city.name);
        file_.attribute("source", "Layak " + version());
        file_.attribute("comment",
                        "The institutional index is a proxy of the institutional part of the KLA evaluation, "
                        "never the official score. Run n is replicate n / rows of row n % rows; replicates "
                        "of one number share their random numbers in all rows.");
        file_.attribute("layout", "layak-sweep-1");
        file_.attribute("city", read_.inputs.city.id);
        file_.attribute("city_name", read_.inputs.city.name);
        file_.attribute("design", read_.design.id);
        file_.attribute("sampling",
                        std::string(commitment::sampling_names[static_cast<std::size_t>(read_.design.sampling)]));
        file_.attribute("design_json", design_as_json(read_));
        file_.attribute("replicates", static_cast<std::int32_t>(options_.replicates));
        file_.attribute("seed", std::to_string(options_.seed));
        file_.attribute("inputs_sha256", digest_of(read_.inputs));
        file_.attribute("sweep_sha256", manifest_.content);
    }

    template <class Number>
    void put(sim::Variable variable, const std::vector<Number>& values)
    {
        const std::string name = variable.name;
        file_.variable(std::move(variable));
        file_.write(name, std::span<const Number>(values));
    }

    void put_texts(std::string name, std::string dimension, std::string meaning, const std::vector<std::string>& values)
    {
        put({.name = std::move(name),
             .type = Type::text,
             .dimensions = {std::move(dimension)},
             .attributes = {{"long_name", std::move(meaning)}}},
            values);
    }

    void coordinates()
    {
        file_.dimension("run", sweep_.runs(), true);
        file_.dimension("row", sweep_.rows());
        std::vector<sim::Month> months;
        for (const std::uint32_t month : shape_.kept) months.push_back(shape_.start + static_cast<int>(month));
        file_.time(shape_.start, months);
        std::vector<std::int32_t> numbers;
        for (const sim::Month month : months) numbers.push_back(month.year() * 100 + month.month_of_year());
        put({.name = "month",
             .type = Type::int32,
             .dimensions = {"time"},
             .attributes = {{"long_name", "year and month, as 203012"}, {"units", "1"}}},
            numbers);
        file_.dimension("year", shape_.years);
        for (std::size_t lever = 0; lever < commitment::lever_count; ++lever)
            if (static_cast<commitment::Lever>(lever) != commitment::Lever::election) levers_.push_back(lever);
        file_.dimension("lever", levers_.size());

        std::vector<std::int32_t> rows;
        for (std::uint32_t row = 0; row < sweep_.rows(); ++row) rows.push_back(static_cast<std::int32_t>(row));
        put({.name = "row",
             .type = Type::int32,
             .dimensions = {"row"},
             .attributes = {{"long_name", "row of the design"}, {"units", "1"}}},
            rows);
        std::vector<std::string> plans, names, names_id;
        for (const commitment::DesignRow& row : read_.design.rows) {
            const commitment::Plan& plan = read_.inputs.plans[row.plan];
            plans.push_back(plan.id), names.push_back(plan.name), names_id.push_back(plan.name_id);
        }
        put_texts("plan", "row", "plan of the row", plans);
        put_texts("plan_name", "row", "name of the plan in English", names);
        put_texts("plan_name_id", "row", "name of the plan in Indonesian", names_id);
        for (std::size_t f = 0; f < read_.design.factors.size(); ++f) {
            const commitment::Factor& factor = read_.design.factors[f];
            if (factor.is_plan) continue;
            std::vector<double> values;
            for (const commitment::DesignRow& row : read_.design.rows) values.push_back(row.values[f]);
            put({.name = factor_variable(factor.name),
                 .dimensions = {"row"},
                 .attributes = {{"long_name", factor.name + " of the row"}, {"factor", factor.name}}},
                values);
        }
        std::vector<std::int32_t> years;
        for (std::uint32_t year = 0; year < shape_.years; ++year)
            years.push_back(shape_.first_year + static_cast<int>(year));
        put({.name = "year",
             .type = Type::int32,
             .dimensions = {"year"},
             .attributes = {{"long_name", "calendar year"}, {"units", "1"}}},
            years);
        std::vector<std::string> levers, units;
        for (const std::size_t place : levers_) {
            const auto lever = static_cast<commitment::Lever>(place);
            levers.emplace_back(info(lever).name);
            units.push_back(lever == commitment::Lever::funding ? "rupiah" : info(lever).unit.en);
        }
        put_texts("lever", "lever", "kind of intervention", levers);
        put_texts("lever_unit", "lever", "unit in which it is bought; empty where it has none", units);
    }

    /// Few runs fail, so that their messages stand by themselves.
    void failures()
    {
        std::vector<std::int32_t> runs;
        std::vector<std::string> messages;
        for (const FailedRow& failed : failures_of(sweep_, store_)) {
            runs.push_back(static_cast<std::int32_t>(failed.run));
            messages.push_back(failed.what.message);
        }
        file_.dimension("failed_run", runs.size());
        put({.name = "failed_run",
             .type = Type::int32,
             .dimensions = {"failed_run"},
             .attributes = {{"long_name", "run that failed: its numbers are missing"}, {"units", "1"}}},
            runs);
        put_texts("failed_run_message", "failed_run", "why it failed", messages);
    }

    void define()
    {
        const auto by_run = [&](const char* name, const char* meaning) {
            file_.variable({.name = name,
                            .type = Type::int32,
                            .dimensions = {"run"},
                            .attributes = {{"long_name", meaning}, {"units", "1"}},
                            .chunk = {slab_}});
        };
        by_run("run", "run");
        by_run("run_row", "row of the run");
        by_run("run_replicate", "replicate of the run");
        if (read_.inputs.sets)
            by_run("run_parameter_set", "row of the parameter table, from 0; of equal rows the first");
        // Also counts are floats here: a run that failed has none, and an integer has no missing value.
        for (const commitment::OutcomeInfo& outcome : commitment::outcome_table())
            file_.variable({.name = variable_name(outcome.name),
                            .type = Type::float32,
                            .dimensions = {"run", "time"},
                            .attributes = {{"long_name", outcome.meaning.en},
                                           {"long_name_id", outcome.meaning.id},
                                           {"units", "1"},
                                           {"cell_methods", "time: point"}},
                            .chunk = {slab_, shape_.kept.size()}});
        file_.variable({.name = "cost",
                        .dimensions = {"run", "year", "lever"},
                        .attributes = {{"long_name", "spent in the year"}, {"units", "rupiah"}},
                        .chunk = {slab_, shape_.years, levers_.size()}});
        file_.variable({.name = "undelivered",
                        .dimensions = {"run", "year", "lever"},
                        .attributes = {{"long_name", "what the budget could not pay in the year, in the lever's unit"},
                                       {"comment", "units by lever: variable lever_unit"}},
                        .chunk = {slab_, shape_.years, levers_.size()}});
        file_.variable({.name = "cost_all",
                        .dimensions = {"run", "year"},
                        .attributes = {{"long_name", "spent in the year on all"}, {"units", "rupiah"}},
                        .chunk = {slab_, shape_.years}});
    }

    void runs(std::uint64_t first, std::size_t count)
    {
        const std::size_t kept = shape_.kept.size();
        const std::size_t accounts = shape_.years * levers_.size();
        std::vector<std::int32_t> run(count), row(count), replicate(count), set(count);
        std::vector<float> outcomes(commitment::outcome::count * count * kept);
        std::vector<double> cost(count * accounts), undelivered(count * accounts), all(count * shape_.years);
        sim::for_each_in_parallel(count, [&](std::size_t k) {
            const auto r = static_cast<std::uint32_t>((first + k) % sweep_.rows());
            const auto of = static_cast<std::uint32_t>((first + k) / sweep_.rows());
            run[k] = static_cast<std::int32_t>(first + k);
            row[k] = static_cast<std::int32_t>(r);
            replicate[k] = static_cast<std::int32_t>(of);
            if (options_.sets != nullptr) set[k] = static_cast<std::int32_t>(alike_[options_.sets->of(of)]);
            const KeptRun from = sweep_.read(store_, r, of);
            for (std::size_t which = 0; which < commitment::outcome::count; ++which)
                for (std::size_t m = 0; m < kept; ++m)
                    outcomes[(which * count + k) * kept + m] = from.outcomes[m * commitment::outcome::count + which];
            for (std::size_t year = 0; year < shape_.years; ++year) {
                double sum = 0;
                for (std::size_t l = 0; l < levers_.size(); ++l) {
                    const double* const account =
                        from.accounts.data() + (year * commitment::lever_count + levers_[l]) * 2;
                    cost[k * accounts + year * levers_.size() + l] = account[0];
                    undelivered[k * accounts + year * levers_.size() + l] = account[1];
                    sum += account[0];
                }
                all[k * shape_.years + year] = sum;
            }
        });
        const auto at = static_cast<std::size_t>(first);
        const auto ints = [&](const char* name, const std::vector<std::int32_t>& values) {
            file_.write_slab(name, {at}, {count}, std::span<const std::int32_t>(values));
        };
        ints("run", run);
        ints("run_row", row);
        ints("run_replicate", replicate);
        if (read_.inputs.sets) ints("run_parameter_set", set);
        for (std::size_t which = 0; which < commitment::outcome::count; ++which)
            file_.write_slab(variable_name(commitment::outcome_table()[which].name), {at, 0}, {count, kept},
                             std::span<const float>(outcomes).subspan(which * count * kept, count * kept));
        file_.write_slab("cost", {at, 0, 0}, {count, shape_.years, levers_.size()}, std::span<const double>(cost));
        file_.write_slab("undelivered", {at, 0, 0}, {count, shape_.years, levers_.size()},
                         std::span<const double>(undelivered));
        file_.write_slab("cost_all", {at, 0}, {count, shape_.years}, std::span<const double>(all));
    }

    sim::NetcdfWriter file_;
    const ReadDesign& read_;
    const commitment::Sweep& sweep_;
    const RunShape& shape_;
    const commitment::SweepOptions& options_;
    const SweepManifest& manifest_;
    const sim::Store& store_;
    std::vector<std::size_t> levers_;
    std::vector<std::uint32_t> alike_; ///< [parameter set] the first that is the same
    std::size_t slab_ = 1;             ///< runs that are written together, a chunk each
};

} // namespace

std::vector<FailedRow> failures_of(const commitment::Sweep& sweep, const sim::Store& store)
{
    std::vector<FailedRow> out;
    for (std::size_t task = 0; task < sweep.tasks(); ++task)
        for (commitment::FailedRun& failed : sweep.failures(store, task)) {
            const auto row = static_cast<std::uint32_t>(task % sweep.rows());
            out.push_back({std::uint64_t{failed.replicate} * sweep.rows() + row, row, std::move(failed)});
        }
    std::sort(out.begin(), out.end(), [](const FailedRow& a, const FailedRow& b) { return a.run < b.run; });
    return out;
}

std::string write_sweep(const std::filesystem::path& path, const ReadDesign& design, const commitment::Sweep& sweep,
                        const commitment::SweepOptions& options, const SweepManifest& manifest, const sim::Store& store,
                        const std::function<void(double)>& progress)
{
    return SweepFile(path, design, sweep, options, manifest, store).write(progress);
}

std::string design_as_json(const ReadDesign& read)
{
    const commitment::Design& design = read.design;
    nlohmann::ordered_json json;
    const auto& plans = read.inputs.plans;
    const auto first =
        std::min_element(plans.begin(), plans.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    json["plans_from"] = to_text(first->from);
    for (const commitment::OutcomeInfo& outcome : commitment::outcome_table())
        json["outcome_highest"].push_back(commitment::find_outcome(outcome.name, read.inputs.city)->highest);
    json["sampling"] = commitment::sampling_names[static_cast<std::size_t>(design.sampling)];
    json["seed"] = std::to_string(design.seed);
    json["morris_levels"] = design.morris_levels;
    json["outcomes"] = design.outcomes;
    if (!design.goals.empty()) json.update({{"goals", design.goals}, {"chance", design.chance}});
    json["plan_is_factor"] = std::any_of(design.factors.begin(), design.factors.end(),
                                         [](const commitment::Factor& factor) { return factor.is_plan; });
    const std::vector<std::uint32_t> groups = groups_of(design);
    for (std::size_t f = 0; f < design.factors.size(); ++f)
        json["factors"].push_back({{"name", design.factors[f].name},
                                   {"group", groups[f]},
                                   {"group_name", design.factors[f].group},
                                   {"levels", design.factors[f].levels}});
    return json.dump();
}

std::string factor_variable(const std::string& factor)
{
    std::string name = "factor_" + factor;
    for (char& c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) c = '_';
    return name;
}

} // namespace layak
