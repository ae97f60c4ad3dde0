#include "tools/layak/factor_label.hpp"

#include <algorithm>
#include <cmath>

#include "models/commitment/parameter_labels.hpp"
#include "models/commitment/plan_file.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/target_words.hpp"

namespace layak {
namespace {

using sim::Language;
using sim::Words;

bool is_a_year(const std::string& factor) { return factor.ends_with("per_year"); }

} // namespace

Words factor_label(const std::string& name)
{
    if (const Words label = commitment::parameter_label(name); !label.id.empty()) return label;
    const commitment::LeverName lever = commitment::parse_lever(name);
    if (!lever.is_lever || !lever.mistake.empty()) return {name, name};
    if (lever.whole_plan) return {"anggaran seluruh rencana", "budget of the whole plan"};
    const Words what = commitment::info(lever.lever).label + words_behind(lever.target);
    if (lever.key == "budget_per_year") return Words{"anggaran ", "budget for "} + what;
    if (lever.key == "unit_cost") return Words{"harga satuan ", "unit cost of "} + what;
    if (lever.key == "cost_per_year") return Words{"biaya ", "cost of "} + what;
    return what;
}

Words factor_unit(const std::string& name)
{
    const Words none{"bilangan", "number"};
    if (const auto* const parameter = commitment::find_parameter(name)) {
        static const std::pair<const char*, const char*> in_indonesian[] = {
            {"1/year", "kali setahun"},  {"1/month", "kali sebulan"},
            {"share", "bagian (0 – 1)"}, {"probability", "peluang (0 – 1)"},
            {"month", "bulan"},          {"year", "tahun"},
            {"families", "keluarga"}};
        const std::string unit(parameter->unit);
        for (const auto& [en, id] : in_indonesian)
            if (unit == en) return {id, unit};
        return unit.empty() || unit == "–" ? none : Words{unit, unit};
    }
    const commitment::LeverName lever = commitment::parse_lever(name);
    if (!lever.is_lever || !lever.mistake.empty()) return none;
    if (lever.whole_plan || lever.key == "budget_per_year" || lever.key == "cost_per_year")
        return {"rupiah setahun", "rupiah a year"};
    if (lever.key == "unit_cost") return {"rupiah", "rupiah"};
    if (lever.key == "per_year") return units_of(commitment::info(lever.lever)) + Words{" setahun", " a year"};
    return none;
}

Words factor_group_name(const std::string& group)
{
    static const std::pair<const char*, Words> usual[] = {{"bottom-up", {"dari bawah", "bottom-up"}},
                                                          {"top-down", {"dari atas", "top-down"}}};
    for (const auto& [name, words] : usual)
        if (group == name) return words;
    return {group, group};
}

Words strength_label(const std::string& name)
{
    if (name == "plan") return {"rencana", "plan"};
    if (name == "replicates") return {"yang berbeda antarulangan", "what differs between replicates"};
    const Words known = factor_label(name);
    if (known.id != name) return known;
    const Words called = factor_group_name(name);
    return Words{"kelompok “", "group “"} + called + Words{"”", "”"};
}

bool is_money(const std::string& factor)
{
    return factor.ends_with("budget_per_year") || factor.ends_with("cost_per_year") || factor.ends_with("unit_cost");
}

LevelTexts::LevelTexts(const std::string& factor, std::vector<double> values)
    : is_money_(is_money(factor)), is_a_year_(is_a_year(factor))
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (is_money_ && !values.empty()) {
        constexpr double far = 1e3;
        const auto least = std::upper_bound(values.begin(), values.end(), 0.0);
        if (least != values.end() && values.back() < far * *least) unit_of_ = values.back();
    }
    constexpr int most = 9;
    const auto is_whole = [&](double value, int decimals) {
        const double unit = !is_money_ ? 1 : unit_of_rupiah(unit_of_ > 0 ? unit_of_ : value);
        const double digits = std::abs(value) / unit * std::pow(10.0, decimals);
        return std::abs(digits - std::round(digits)) <= 1e-6;
    };
    const auto all_whole = [&] {
        return std::all_of(values.begin(), values.end(), [&](double value) { return is_whole(value, decimals_); });
    };
    while (decimals_ < most && !all_whole()) ++decimals_;
    if (all_whole()) return;
    decimals_ = is_money_ ? 2 : 4; // values that were drawn
    while (decimals_ < most && !are_told_apart(values, decimals_)) ++decimals_;
}

bool LevelTexts::are_told_apart(const std::vector<double>& values, int decimals) const
{
    LevelTexts tried = *this;
    tried.decimals_ = decimals;
    return std::adjacent_find(values.begin(), values.end(), [&](double a, double b) {
               return tried.amount(a, Language::en) == tried.amount(b, Language::en);
           }) == values.end();
}

std::string LevelTexts::amount(double value, Language language) const
{
    if (is_money_) return rupiah_in_unit_of(unit_of_ > 0 ? unit_of_ : value, value, decimals_, language);
    return number_at_most(value, decimals_, language);
}

std::string LevelTexts::operator()(double value, Language language) const
{
    return amount(value, language) + (!is_a_year_ ? "" : language == Language::id ? " setahun" : " a year");
}

} // namespace layak
