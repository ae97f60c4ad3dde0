#include "tools/layak/stored_sweep.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "tools/layak/result_file.hpp"

namespace layak {

StoredSweep::StoredSweep(OpenedResult result) : path_(std::move(result.path)), file_(std::move(result.file))
{
    if (result.layout != "layak-sweep-1")
        refuse_result(path_, {"bukan hasil layak sweep (susunannya \"" + result.layout + "\")",
                              "is no result of layak sweep (its layout is \"" + result.layout + "\")"});
    const auto refuse_incomplete = [&] {
        refuse_damaged(path_, {"hasil ini tidak lengkap", "this result is not complete"});
    };
    try {
        rows_ = static_cast<std::uint32_t>(file_->shape("row").at(0));
        replicates_ = static_cast<std::uint32_t>(file_->attribute<std::int32_t>("replicates").value_or(0));
        failed_ = file_->shape("failed_run").at(0);
        plans_ = file_->read<std::string>("plan");
        names_en_ = file_->read<std::string>("plan_name");
        names_id_ = file_->read<std::string>("plan_name_id");
        for (const sim::Variable& variable : file_->variables())
            if (const auto name = file_->attribute<std::string>(variable.name, "factor"))
                factors_.push_back({*name, file_->read<double>(variable.name)});
        for (const std::int32_t month : file_->read<std::int32_t>("month"))
            months_.push_back(sim::Month(month / 100, month % 100));
        const auto json = nlohmann::json::parse(file_->attribute<std::string>("design_json").value_or(""));
        plans_from_ = sim::parse_month(json.at("plans_from").get<std::string>()).value();
        highest_ = json.at("outcome_highest").get<std::vector<double>>();
        sampled_.sampling = json.at("sampling");
        sampled_.seed = std::stoull(json.at("seed").get<std::string>());
        sampled_.morris_levels = json.at("morris_levels");
        sampled_.plan_is_factor = json.at("plan_is_factor");
        sampled_.outcomes = json.at("outcomes").get<std::vector<std::string>>();
        sampled_.goals = json.value("goals", std::vector<std::string>());
        sampled_.chance = json.value("chance", commitment::usual_chance);
        if (json.contains("factors"))
            for (const auto& factor : json.at("factors")) {
                sampled_.factors.push_back(factor.at("name"));
                sampled_.group.push_back(factor.at("group"));
                sampled_.levels.push_back(factor.value("levels", std::vector<double>()));
                const std::string group = factor.at("group_name");
                if (sampled_.group.back() == sampled_.group_names.size())
                    sampled_.group_names.push_back(group.empty() ? sampled_.factors.back() : group);
            }
        city_name_ = file_->attribute<std::string>("city_name").value_or("");
        if (file_->has("run_parameter_set")) {
            const auto of_run = file_->read<std::int32_t>("run_parameter_set");
            for (std::size_t r = 0; r < replicates_; ++r)
                sets_.push_back(static_cast<std::uint32_t>(of_run.at(r * rows_)));
        }
        if (rows_ == 0 || replicates_ == 0 || months_.empty() ||
            file_->shape("run").at(0) != std::size_t{rows_} * replicates_)
            refuse_incomplete();
    } catch (const nlohmann::json::exception&) {
        refuse_incomplete();
    } catch (const sim::ReadError&) {
        refuse_incomplete();
    }
}

const std::vector<std::string>& StoredSweep::plan_names(sim::Language language) const
{
    return language == sim::Language::id ? names_id_ : names_en_;
}

bool StoredSweep::varies(const std::string& name) const
{
    return std::any_of(factors_.begin(), factors_.end(), [&](const Factor& factor) {
        return factor.name == name && std::adjacent_find(factor.values.begin(), factor.values.end(),
                                                         std::not_equal_to<>()) != factor.values.end();
    });
}

bool StoredSweep::covers_parameters() const
{
    return std::adjacent_find(sets_.begin(), sets_.end(), std::not_equal_to<>()) != sets_.end();
}

std::vector<std::vector<double>> StoredSweep::by_row(const std::vector<double>& runs) const
{
    std::vector<std::vector<double>> out(rows_, std::vector<double>(replicates_));
    for (std::size_t run = 0; run < runs.size(); ++run) out[run % rows_][run / rows_] = runs[run];
    return out;
}

std::vector<std::vector<double>> StoredSweep::outcome(const std::string& name, std::size_t month) const
{
    const std::size_t runs = std::size_t{rows_} * replicates_;
    return by_row(file_->read_slab<double>(variable_name(name), {0, month}, {runs, 1}));
}

std::vector<std::vector<double>> StoredSweep::cost() const
{
    constexpr std::size_t runs_at_once = 65'536;
    const std::vector<std::int32_t> calendar = file_->read<std::int32_t>("year");
    const std::size_t years = calendar.size();
    std::vector<double> sums(std::size_t{rows_} * replicates_);
    for (std::size_t first = 0; first < sums.size(); first += runs_at_once) {
        const std::size_t count = std::min(runs_at_once, sums.size() - first);
        const std::vector<double> by_year = file_->read_slab<double>("cost_all", {first, 0}, {count, years});
        for (std::size_t at = 0; at < by_year.size(); ++at)
            if (calendar[at % years] >= plans_from_.year()) sums[first + at / years] += by_year[at];
    }
    return by_row(sums);
}

std::vector<std::vector<std::vector<double>>> StoredSweep::outcomes(const std::string& name) const
{
    const std::size_t runs = std::size_t{rows_} * replicates_, months = months_.size();
    const std::vector<double> all = file_->read_slab<double>(variable_name(name), {0, 0}, {runs, months});
    std::vector out(months, std::vector(rows_, std::vector<double>(replicates_)));
    for (std::size_t run = 0; run < runs; ++run)
        for (std::size_t m = 0; m < months; ++m) out[m][run % rows_][run / rows_] = all[run * months + m];
    return out;
}

std::vector<std::vector<std::vector<std::vector<double>>>>
StoredSweep::accounts(const std::string& variable, std::size_t first, std::size_t levers) const
{
    const std::size_t runs = std::size_t{rows_} * replicates_, years = file_->shape("year").at(0);
    const bool has_levers = file_->shape(variable).size() == 3;
    const std::vector<double> all = has_levers
                                        ? file_->read_slab<double>(variable, {0, 0, first}, {runs, years, levers})
                                        : file_->read_slab<double>(variable, {0, 0}, {runs, years});
    std::vector out(levers, std::vector(years, std::vector(rows_, std::vector<double>(replicates_))));
    for (std::size_t run = 0; run < runs; ++run)
        for (std::size_t year = 0; year < years; ++year)
            for (std::size_t lever = 0; lever < levers; ++lever)
                out[lever][year][run % rows_][run / rows_] = all[(run * years + year) * levers + lever];
    return out;
}

std::size_t StoredSweep::levers_at_once() const
{
    constexpr std::size_t most = (std::size_t{1} << 28) / sizeof(double) / 2; // as read, and as given
    const std::size_t of_one = std::size_t{rows_} * replicates_ * file_->shape("year").at(0);
    return std::clamp<std::size_t>(most / of_one, 1, file_->shape("lever").at(0));
}

std::vector<double> StoredSweep::undelivered() const
{
    constexpr std::size_t runs_at_once = 16'384;
    const std::vector<std::int32_t> calendar = file_->read<std::int32_t>("year");
    const std::size_t years = calendar.size();
    const std::size_t levers = file_->shape("lever").at(0);
    const std::size_t runs = std::size_t{rows_} * replicates_;
    std::vector<double> some(rows_), finished(rows_);
    for (std::size_t first = 0; first < runs; first += runs_at_once) {
        const std::size_t count = std::min(runs_at_once, runs - first);
        const auto all = file_->read_slab<double>("undelivered", {first, 0, 0}, {count, years, levers});
        for (std::size_t run = 0; run < count; ++run) {
            bool any = false;
            for (std::size_t year = 0; year < years; ++year)
                for (std::size_t lever = 0; calendar[year] >= plans_from_.year() && lever < levers; ++lever)
                    any = any || all[(run * years + year) * levers + lever] > 0;
            some[(first + run) % rows_] += any;
            finished[(first + run) % rows_] += std::isfinite(all[run * years * levers]);
        }
    }
    for (std::size_t row = 0; row < rows_; ++row) some[row] /= std::max(finished[row], 1.0);
    return some;
}

} // namespace layak
