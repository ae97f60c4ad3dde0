#include "tools/layak/report/plan_strips.hpp"

#include <algorithm>

#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/html.hpp"
#include "tools/layak/plan_checks.hpp"
#include "tools/layak/report/figures.hpp"
#include "tools/layak/speech.hpp"
#include "tools/layak/target_words.hpp"

namespace layak {
namespace {

using commitment::Intervention;
using commitment::Lever;
using commitment::Plan;
using sim::Language;
using sim::Words;

/// " 2023–2026" of what is not in force in all of the plan's months.
std::string years_apart(const Plan& plan, const Intervention& by)
{
    if (by.from <= plan.from && by.to >= plan.to) return "";
    const std::string first = std::to_string(by.from.year()), last = std::to_string(by.to.year());
    return " " + (first == last ? first : first + "–" + last);
}

/// What a level is: "kekuatan 0,3"
std::string level_text(std::string_view key, double level, Language language)
{
    const Words word = key == "strength" ? Words{"kekuatan ", "strength "}
                       : key == "floor"  ? Words{"ketegasan sedikitnya ", "firmness at least "}
                                         : Words{"× ", "× "};
    return word.in(language) + number_at_most(level, 2, language);
}

/// All of one kind together, then for whom how much of it.
std::string lever_text(const Plan& plan, const std::vector<const Intervention*>& all, Language language)
{
    const bool id = language == Language::id;
    const auto& row = info(all.front()->lever);
    const bool is_money = row.name == "funding", is_bought = is_money || !row.unit.empty();
    const auto amount_of = [&](const Intervention& by) { return is_money ? by.budget_per_year : by.per_year; };
    const auto shown = [&](double amount) {
        return is_money ? rupiah(amount, language) : number_at_most(amount, amount < 10 ? 1 : 0, language);
    };
    double sum = 0;
    for (const Intervention* by : all) sum += amount_of(*by);
    std::vector<std::string> whom;
    for (const Intervention* by : all) {
        std::string text = words_of(by->target).in(language);
        if (is_bought && all.size() > 1) text += " " + shown(amount_of(*by));
        if (!row.level_key.empty())
            text += std::string(text.empty() ? "" : ": ") + level_text(row.level_key, by->level, language);
        text += years_apart(plan, *by);
        if (const std::size_t start = text.find_first_not_of(' '); start != std::string::npos)
            whom.push_back(text.substr(start));
    }
    std::string text = row.label.in(language);
    if (is_bought) {
        text += " " + shown(sum);
        const Words unit = all.front()->lever == Lever::facilitation ? Words{"kelurahan", "kelurahan"}
                                                                     : commitment::units_of(row, sum);
        if (!is_money && unit.in(language) != row.label.in(language)) text += " " + unit.in(language);
        text += id ? " setahun" : " a year";
    }
    if (whom.empty()) return text;
    text += " (";
    for (std::size_t k = 0; k < whom.size(); ++k) text += (k > 0 ? ", " : "") + whom[k];
    return text + ")";
}

/// Those that reach somebody in the city, or those that do not, a kind after the other.
std::string levers_text(const Plan& plan, const commitment::City& city, bool reaching, Language language)
{
    std::vector<std::vector<const Intervention*>> kinds(commitment::lever_count);
    for (const Intervention& by : plan.interventions)
        if (reaches_someone(by, plan, city) == reaching) kinds[static_cast<std::size_t>(by.lever)].push_back(&by);
    std::string text;
    for (const auto& all : kinds)
        if (!all.empty()) text += (text.empty() ? "" : "; ") + lever_text(plan, all, language);
    return text;
}

std::string plan_text(const Plan& plan, const commitment::City& city, Language language)
{
    const bool id = language == Language::id;
    const std::string text = levers_text(plan, city, true, language);
    const std::string idle = levers_text(plan, city, false, language);
    const std::string done = !text.empty() ? capital(text) + "." : id ? "Tidak ada tindakan." : "Nothing is done.";
    if (idle.empty()) return done;
    return done +
           (id ? " Tidak ada sasarannya di kota ini, jadi tanpa pengaruh: "
               : " With nobody in this city to reach, so without effect: ") +
           idle + ".";
}

/// The whole name, which other places may shorten; with the plan's id where names are alike.
Words full_name(const std::vector<Plan>& plans, std::size_t which)
{
    return both([&](Language language) {
        const std::string shortened = plan_name(plans, which, language);
        const std::string whole = printable(language == Language::id ? plans[which].name_id : plans[which].name);
        return shortened.find("…") == std::string::npos ? shortened : whole;
    });
}

/// "Januari 2019 – Desember 2024"
Words period_of(const Plan& plan)
{
    return both(
        [&](Language language) { return month_name(plan.from, language) + " – " + month_name(plan.to, language); });
}

} // namespace

Words plan_words(const Plan& plan, const commitment::City& city)
{
    return both([&](Language language) { return plan_text(plan, city, language); });
}

std::string plan_strips(const std::vector<Plan>& plans, const std::vector<PlanLook>& looks,
                        const std::vector<double>& costs, const commitment::City& city)
{
    const bool same_months = std::all_of(plans.begin(), plans.end(), [&](const Plan& plan) {
        return plan.from == plans.front().from && plan.to == plans.front().to;
    });
    std::string out = "<div class=\"plans\">";
    for (std::size_t plan = 0; plan < plans.size(); ++plan) {
        const PlanLook& look = looks[plan];
        const Words name = full_name(plans, plan);
        out += "<div style=\"border-color:" + look.colour + "\"><h2 style=\"color:" + look.colour + "\">" + look.mark +
               " " + html(name) + "</h2><p>" + html(plan_words(plans[plan], city)) + "</p>";
        if (!same_months) out += "<p class=\"note\">" + html(period_of(plans[plan])) + "</p>";
        if (!costs.empty())
            out += "<p class=\"note\">" + html(both([&](Language language) {
                       return rupiah(costs[plan], language) + (language == Language::id ? " per tahun" : " a year");
                   })) +
                   "</p>";
        out += "</div>";
    }
    return out + "</div>\n";
}

} // namespace layak
