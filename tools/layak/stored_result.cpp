#include "tools/layak/stored_result.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "sim/results/digest.hpp"
#include "sim/statistics/sample.hpp"
#include "tools/layak/result_file.hpp"

namespace layak {
namespace {

using commitment::quantile_levels;

constexpr std::size_t numbers_at_once = std::size_t{1} << 22; // 32 MiB
constexpr std::string_view time_units = "days since ";

[[noreturn]] void refuse_incomplete(const std::filesystem::path& path)
{
    refuse_damaged(path, {"hasil ini tidak lengkap", "this result is not complete"});
}

std::string field_name(commitment::Field field)
{
    return std::string(commitment::field_names[static_cast<std::size_t>(field)]);
}

/// One value is its own mean and median, and has no range.
Spread spread_of_one(double value)
{
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    return {value, {missing, missing, value, missing, missing}};
}

std::string kecamatan_variable(std::size_t which)
{
    return "kecamatan_" + std::string(commitment::district_outcome_names[which]);
}

} // namespace

Spread spread_over(const std::vector<double>& values)
{
    if (values.empty() || !std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); }))
        return spread_of_one(std::numeric_limits<double>::quiet_NaN());
    if (values.size() == 1) return spread_of_one(values.front());
    Spread spread{.mean = sim::moments(values).mean};
    const std::vector<double> sorted = sim::sorted(values);
    for (std::size_t q = 0; q < quantile_levels.size(); ++q)
        spread.quantile[q] = sim::quantile(sorted, quantile_levels[q]);
    return spread;
}

StoredResult::StoredResult(OpenedResult result) : path_(std::move(result.path)), file_(std::move(result.file))
{
    if (result.layout != "layak-run-1")
        refuse_result(path_, {"bukan hasil layak run atau compare (susunannya \"" + result.layout + "\")",
                              "is no result of layak run or compare (its layout is \"" + result.layout + "\")"});
    try {
        city_ = about("city");
        city_name_ = about("city_name");
        read_plans_and_months();
        read_institutions();
        read_levers();
        require_variables();
    } catch (const sim::ReadError&) {
        refuse_incomplete(path_);
    } catch (const std::out_of_range&) {
        refuse_incomplete(path_);
    }
}

std::string StoredResult::about(std::string_view attribute) const
{
    return file_->attribute<std::string>(attribute).value_or("");
}

void StoredResult::read_plans_and_months()
{
    replicates_ = static_cast<std::uint32_t>(file_->shape("replicate").at(0));
    const auto ids = file_->read<std::string>("plan");
    const auto names = file_->read<std::string>("plan_name");
    const auto names_id = file_->read<std::string>("plan_name_id");
    for (std::size_t p = 0; p < ids.size(); ++p) plans_.push_back({ids[p], {names_id.at(p), names.at(p)}});
    const std::string baseline = about("baseline");
    for (std::uint32_t p = 0; p < plans_.size(); ++p)
        if (!baseline.empty() && plans_[p].id == baseline) baseline_ = p;
    if (file_->has("what_if")) what_ifs_ = file_->read<std::string>("what_if");
    if (file_->has("parameter_set")) parameter_sets_ = file_->read<std::int32_t>("parameter_set");
    const std::string since = file_->attribute<std::string>("time", "units").value_or("");
    const auto start =
        since.starts_with(time_units) ? sim::parse_month(since.substr(time_units.size(), 7)) : std::nullopt;
    if (!start || replicates_ == 0) refuse_incomplete(path_);
    for (std::size_t m = 0; m < file_->shape("time").at(0); ++m) {
        months_.push_back(*start + static_cast<int>(m));
        if (years_.empty() || years_.back() != months_.back().year()) years_.push_back(months_.back().year());
    }
}

void StoredResult::read_institutions()
{
    const auto texts = [&](const char* name) { return file_->read<std::string>(name); };
    const auto ids = texts("institution"), names = texts("institution_name"), kinds = texts("kind"),
               parents = texts("parent"), roles = texts("role"), codes = texts("code");
    const auto task_force = file_->read<std::uint8_t>("task_force");
    const auto families = file_->read<std::int32_t>("families"), posts = file_->read<std::int32_t>("posts");
    const auto longitude = file_->read<double>("lon"), latitude = file_->read<double>("lat");
    std::unordered_map<std::string, std::uint32_t> rows;
    for (std::uint32_t i = 0; i < ids.size(); ++i) rows[ids[i]] = i;
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        const auto kind = commitment::place_of(kinds.at(i), commitment::kind_names);
        const auto role = commitment::place_of(roles.at(i), commitment::role_names);
        if (!kind || !role) refuse_incomplete(path_);
        Institution one;
        one.id = ids[i];
        one.name = names.at(i);
        one.code = codes.at(i);
        one.kind = static_cast<commitment::Kind>(*kind);
        one.role = static_cast<commitment::Role>(*role);
        if (!parents.at(i).empty()) one.parent = rows.at(parents[i]);
        one.task_force = task_force.at(i) != 0;
        one.families = families.at(i);
        one.posts = posts.at(i);
        if (std::isfinite(longitude.at(i)) && std::isfinite(latitude.at(i)))
            one.longitude = longitude[i], one.latitude = latitude[i];
        if (one.kind == commitment::Kind::kecamatan) kecamatan_.push_back(i);
        institutions_.push_back(std::move(one));
    }
}

void StoredResult::read_levers()
{
    const auto names = file_->has("lever") ? file_->read<std::string>("lever") : std::vector<std::string>();
    const auto units = names.empty() ? std::vector<std::string>() : file_->read<std::string>("lever_unit");
    for (std::size_t k = 0; k < names.size(); ++k) {
        Lever lever{names[k], {names[k], names[k]}, units.at(k), {units[k], units[k]}};
        for (const commitment::LeverInfo& row : commitment::lever_table())
            if (row.name == names[k]) {
                lever.label = row.label;
                if (!row.unit.empty()) lever.unit = units_of(row);
            }
        levers_.push_back(std::move(lever));
    }
}

/// So that nothing is missing later, when half of the work is done.
void StoredResult::require_variables() const
{
    const std::size_t plans = plans_.size(), months = months_.size(), levels = quantile_levels.size();
    const auto require = [&](const std::string& name, const sim::Shape& shape) {
        if (file_->shape(name) != shape) refuse_incomplete(path_);
    };
    for (const commitment::OutcomeInfo& outcome : commitment::outcome_table())
        require(variable_name(outcome.name), {replicates_, plans, months});
    for (std::size_t k = 0; k < commitment::district_outcome_names.size() && !kecamatan_.empty(); ++k)
        require(kecamatan_variable(k), {replicates_, plans, months, kecamatan_.size()});
    for (const char* const name : {"cost", "undelivered", "lapsed"})
        if (!levers_.empty()) require(name, {replicates_, plans, months, levers_.size()});
    require("cost_all", {replicates_, plans, months});
    const std::size_t what_ifs = what_ifs_.size();
    for (const commitment::OutcomeInfo& outcome : commitment::outcome_table())
        if (what_ifs > 0) require("what_if_" + variable_name(outcome.name), {replicates_, plans, what_ifs, months});
    if (what_ifs > 0) require("what_if_cost_all", {replicates_, plans, what_ifs, months});
    for (const commitment::Field field : commitment::summary_fields) {
        require(field_name(field) + "_mean", {plans, months, institutions_.size()});
        if (replicates_ > 1) require(field_name(field) + "_quantile", {plans, levels, months, institutions_.size()});
        if (baseline_) require(field_name(field) + "_difference_mean", {plans, months, institutions_.size()});
    }
}

bool StoredResult::has_rounded_quantiles() const
{
    if (replicates_ < 2) return false;
    const auto& attributes = file_->variable(field_name(commitment::summary_fields[0]) + "_quantile").attributes;
    return std::any_of(attributes.begin(), attributes.end(), [](const auto& of) { return of.name == "comment"; });
}

bool StoredResult::covers_parameters() const
{
    return std::adjacent_find(parameter_sets_.begin(), parameter_sets_.end(), std::not_equal_to<>()) !=
           parameter_sets_.end();
}

std::vector<float> StoredResult::outcome(std::uint32_t outcome, std::uint32_t plan, std::uint32_t first,
                                         std::uint32_t count) const
{
    const std::string name = variable_name(commitment::outcome_table()[outcome].name);
    const sim::Shape start{first, plan, 0}, extent{count, 1, months_.size()};
    if (file_->variable(name).type == sim::Type::float32) return file_->read_slab<float>(name, start, extent);
    const auto counts = file_->read_slab<std::int32_t>(name, start, extent);
    return {counts.begin(), counts.end()};
}

std::vector<float> StoredResult::outcome_if(std::size_t what_if, std::uint32_t outcome, std::uint32_t plan) const
{
    return file_->read_slab<float>("what_if_" + variable_name(commitment::outcome_table()[outcome].name),
                                   {0, plan, what_if, 0}, {replicates_, 1, 1, months_.size()});
}

std::vector<double> StoredResult::cost_if(std::size_t what_if, std::uint32_t plan) const
{
    return file_->read_slab<double>("what_if_cost_all", {0, plan, what_if, 0}, {replicates_, 1, 1, months_.size()});
}

std::vector<double> StoredResult::cost_of_all(std::uint32_t plan) const
{
    return file_->read_slab<double>("cost_all", {0, plan, 0}, {replicates_, 1, months_.size()});
}

Spreads StoredResult::spread(const std::string& variable, std::uint32_t plan, By period) const
{
    sim::Shape count = file_->shape(variable), start(count.size(), 0);
    Spreads spreads{count.size() > 3 ? count[3] : 1, {}};
    count[1] = 1;
    start[1] = plan;
    std::vector<double> values(replicates_);
    const std::size_t most = std::max<std::size_t>(numbers_at_once / (spreads.things * replicates_), 12);
    for (std::size_t first = 0; first < months_.size(); first += count[2]) {
        count[2] = std::min(months_.size() - first, most);
        if (period == By::year && first + count[2] < months_.size()) // whole years
            while (months_[first + count[2]].month_of_year() != 1) --count[2];
        start[2] = first;
        const std::vector<double> all = file_->read_slab<double>(variable, start, count);
        for (std::size_t m = 0, next = 0; m < count[2]; m = next) {
            next = m + 1;
            while (period == By::year && next < count[2] && months_[first + next].year() == months_[first + m].year())
                ++next;
            for (std::size_t thing = 0; thing < spreads.things; ++thing) {
                for (std::uint32_t r = 0; r < replicates_; ++r) {
                    values[r] = 0;
                    for (std::size_t of = m; of < next; ++of)
                        values[r] += all[(r * count[2] + of) * spreads.things + thing];
                }
                spreads.all.push_back(spread_over(values));
            }
        }
    }
    return spreads;
}

Spreads StoredResult::outcome_spread(std::uint32_t outcome, std::uint32_t plan) const
{
    return spread(variable_name(commitment::outcome_table()[outcome].name), plan, By::month);
}

Spreads StoredResult::kecamatan_spread(std::size_t which, std::uint32_t plan) const
{
    return kecamatan_.empty() ? Spreads{} : spread(kecamatan_variable(which), plan, By::month);
}

Spreads StoredResult::cost(std::uint32_t plan, By period) const
{
    const Spreads by_lever = levers_.empty() ? Spreads{} : spread("cost", plan, period);
    const Spreads all = spread("cost_all", plan, period);
    Spreads out{by_lever.things + 1, {}};
    for (std::size_t at = 0; at < all.all.size(); ++at) {
        for (std::size_t k = 0; k < by_lever.things; ++k) out.all.push_back(by_lever.at(at, k));
        out.all.push_back(all.at(at));
    }
    return out;
}

Spreads StoredResult::undelivered(std::uint32_t plan, By period) const
{
    return levers_.empty() ? Spreads{} : spread("undelivered", plan, period);
}

Spreads StoredResult::cost_by_year(std::uint32_t plan) const { return cost(plan, By::year); }
Spreads StoredResult::cost_by_month(std::uint32_t plan) const { return cost(plan, By::month); }
Spreads StoredResult::undelivered_by_year(std::uint32_t plan) const { return undelivered(plan, By::year); }
Spreads StoredResult::undelivered_by_month(std::uint32_t plan) const { return undelivered(plan, By::month); }

Spreads StoredResult::lapsed_by_year(std::uint32_t plan) const
{
    return levers_.empty() ? Spreads{} : spread("lapsed", plan, By::year);
}

Spreads StoredResult::trained_by_year(std::uint32_t plan) const
{
    return file_->has("trained_by") ? spread("trained_by", plan, By::year) : Spreads{};
}

Spreads StoredResult::trained_moved_by_year(std::uint32_t plan) const
{
    return file_->has("trained_moved") ? spread("trained_moved", plan, By::year) : Spreads{};
}

Spreads StoredResult::institutions_spread(commitment::Field field, std::uint32_t plan) const
{
    const std::size_t months = months_.size(), count = institutions_.size(), levels = quantile_levels.size();
    const auto mean = file_->read_slab<float>(field_name(field) + "_mean", {plan, 0, 0}, {1, months, count});
    Spreads spreads{count, {}};
    spreads.all.reserve(mean.size());
    for (const float value : mean) spreads.all.push_back(spread_of_one(double{value}));
    if (replicates_ == 1) return spreads;
    const auto quantile =
        file_->read_slab<float>(field_name(field) + "_quantile", {plan, 0, 0, 0}, {1, levels, months, count});
    for (std::size_t at = 0; at < mean.size(); ++at)
        for (std::size_t q = 0; q < levels; ++q) spreads.all[at].quantile[q] = quantile[q * mean.size() + at];
    return spreads;
}

std::vector<StoredResult::Difference> StoredResult::institutions_difference(commitment::Field field,
                                                                            std::uint32_t plan) const
{
    if (!baseline_ || *baseline_ == plan) return {};
    const auto part = [&](const char* suffix) {
        return file_->read_slab<float>(field_name(field) + suffix, {plan, 0, 0},
                                       {1, months_.size(), institutions_.size()});
    };
    const auto mean = part("_difference_mean"), sd = part("_difference_sd"), ahead = part("_ahead"),
               behind = part("_behind");
    std::vector<Difference> out;
    for (std::size_t at = 0; at < mean.size(); ++at) out.push_back({mean[at], sd[at], ahead[at], behind[at]});
    return out;
}

std::optional<std::string> StoredResult::input(std::string_view name) const
{
    try {
        std::unordered_map<std::string, std::string> stored;
        for (auto& [key, text] : file_->provenance()) stored[key] = std::move(text);
        const auto json = nlohmann::json::parse(stored.at("inputs"));
        for (const auto& entry : json.at("files")) {
            if (entry.at("name") != name) continue;
            std::string& text = stored.at(entry.at("stored_as"));
            if (sim::digest_of(text) != entry.at("sha256"))
                refuse_damaged(path_, {"masukan " + std::string(name) + " di dalamnya sudah diubah",
                                       "the input " + std::string(name) + " in it was changed"});
            return std::move(text);
        }
        return std::nullopt;
    } catch (const sim::InputError&) {
        throw;
    } catch (const std::exception&) {
        refuse_damaged(path_,
                       {"masukan yang disimpan di dalamnya tidak lengkap", "the inputs kept in it are not complete"});
    }
}

void StoredResult::require_agreement(const Inputs& inputs) const
{
    if (inputs.city.institutions.size() != institutions_.size() || inputs.plans.size() != plans_.size())
        refuse_incomplete(path_);
}

} // namespace layak
