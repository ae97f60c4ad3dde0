#include "tools/layak/report/titles.hpp"

#include <algorithm>
#include <cmath>

#include "tools/layak/format.hpp"
#include "tools/layak/report/figures.hpp"
#include "tools/layak/shown.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::TrainedBy;
using sim::Language;
using sim::Words;

using Plans = std::vector<std::uint32_t>;

constexpr double matters = 0.05; ///< of action

Words with(const Plans& plans, const PlanNames& names) { return Words{" dengan ", " with "} + named(plans, names); }

/// Rounded up, so that "at most" is true of it.
Words at_most(double value)
{
    return both([&](Language language) { return number(std::ceil(value * 100 - 1e-9) / 100, 2, language); });
}

/// The same of a share.
Words points_at_most(double share)
{
    return both([&](Language language) {
        return number_at_most(std::ceil(share * 1000 - 1e-9) / 10, 1, language) +
               (language == Language::id ? " poin persen" : " percentage points");
    });
}

/// The plans for which that is true with every band.
template <class Holds>
Plans with_all_bands(std::size_t plans, Holds holds)
{
    Plans out;
    for (std::uint32_t plan = 0; plan < plans; ++plan)
        if (holds(plan)) out.push_back(plan);
    return out;
}

struct Spread
{
    double least, most;
    double width() const { return most - least; }
};

Spread spread_of(const std::vector<double>& values)
{
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return {*least, *most};
}

} // namespace

Words named(const Plans& plans, const PlanNames& names)
{
    constexpr std::size_t most_names = 3;
    if (plans.size() > 1 && plans.size() == names.size()) return {"semua rencana", "all plans"};
    return both([&](Language language) {
        const bool id = language == Language::id;
        std::vector<std::string> all, others;
        for (std::uint32_t plan = 0; plan < names.size(); ++plan)
            (std::count(plans.begin(), plans.end(), plan) > 0 ? all : others).push_back(names[plan].in(language));
        if (all.size() > most_names && others.size() < most_names)
            return (id ? "semua rencana kecuali " : "all plans but ") + listed(others, language);
        if (all.size() > most_names) {
            const std::string more = in_words(all.size() - 2, language) + (id ? " rencana lagi" : " more plans");
            all.resize(2);
            all.push_back(more);
        }
        return listed(all, language);
    });
}

Words standing_title(const Subject& what, const std::vector<Standing>& bands, const PlanNames& names)
{
    const auto all = [&](auto holds) { return std::all_of(bands.begin(), bands.end(), holds); };
    if (all([](const Standing& of) { return of.best.others.empty(); }))
        return capital(what) + Words{" praktis sama dengan semua rencana", " is practically the same with all plans"};
    const Plans& leaders = bands.front().best.leaders;
    const auto lead = [&](Certainty least) {
        return all([&](const Standing& of) {
            return !of.best.others.empty() && of.best.leaders == leaders && of.sure >= least;
        });
    };
    if (lead(Certainty::very_likely))
        return capital(what) + Words{" paling tinggi", " is highest"} + with(leaders, names);
    if (lead(Certainty::likely))
        return capital(what) + Words{" tampaknya paling tinggi", " seems highest"} + with(leaders, names);
    const auto unbeaten = [&](Certainty least) {
        return all([&](const Standing& of) {
            return !of.best.others.empty() && of.best.leaders == leaders && of.unbeaten >= least;
        });
    };
    for (const auto& [least, seems] : {std::pair{Certainty::very_likely, Words{"", ""}},
                                       std::pair{Certainty::likely, Words{" tampaknya", " seems"}}})
        if (unbeaten(least))
            return capital(what) + with(leaders, names) +
                   (seems.id.empty() ? Words{"", " is"} : seems + Words{"", ""}) +
                   Words{" tidak di bawah rencana lain, tetapi ada yang sering menyamainya",
                         seems.id.empty() ? " below no other plan, but often equalled"
                                          : " below no other plan, but is often equalled"};
    const Plans above = with_all_bands(names.size(), [&](std::uint32_t plan) {
        return all([&](const Standing& of) {
            return std::count(of.above_baseline.begin(), of.above_baseline.end(), plan) > 0;
        });
    });
    const Words open{"mana yang tertinggi belum dapat dibedakan", "which is highest cannot be told"};
    if (above.empty()) return capital(what) + Words{": rencana ", ": "} + open;
    return capital(what) + Words{" lebih tinggi", " is higher"} + with(above, names) +
           Words{" daripada dengan ", " than with "} + names[bands.front().baseline] +
           (above.size() > 1 ? Words{"; ", "; "} + open : Words{"", ""});
}

Words change_title(const Subject& what, const std::vector<std::vector<Change>>& bands, const PlanNames& names,
                   const std::optional<Words>& since, const Words& until)
{
    if (!since)
        return capital(what) + Words{" dihitung untuk satu bulan saja, ", " is computed for one month only, "} + until;
    const auto plans_that = [&](Change change) {
        return with_all_bands(names.size(), [&](std::uint32_t plan) {
            return std::all_of(bands.begin(), bands.end(), [&](const auto& band) { return band[plan] == change; });
        });
    };
    const Plans up = plans_that(1), down = plans_that(-1);
    const Words span = Words{" dari ", " from "} + *since + Words{" sampai ", " to "} + until;
    if (up.empty() && down.empty())
        return Words{"Belum dapat dikatakan apakah ", "It cannot be told whether "} + what +
               Words{" naik atau turun", " rises or falls"} + span;
    const auto named_unless_alone = [&](const Plans& plans) {
        return names.size() > 1 ? with(plans, names) : Words{"", ""};
    };
    Words text = capital(what);
    if (!up.empty()) text = text + Words{" naik", " rises"} + named_unless_alone(up);
    if (!down.empty())
        text = text + Words{up.empty() ? " turun" : ", turun", up.empty() ? " falls" : ", falls"} +
               named_unless_alone(down);
    return text + span;
}

std::string median_of(double median, std::uint64_t all, Language language)
{
    return shown_figure(median, commitment::Measure::count, language) + (language == Language::id ? " dari " : " of ") +
           number(static_cast<double>(all), 0, language);
}

Words levels_title(const std::vector<LevelsOfPlan>& plans)
{
    const auto all = [&](auto holds) { return std::all_of(plans.begin(), plans.end(), holds); };
    const bool alike =
        all([](const LevelsOfPlan& of) { return std::lround(100 * of.high) == std::lround(100 * of.low); });
    const Words whose = plans.size() > 1 ? Words{"Dengan semua rencana tindakan", "With all plans action is"}
                                         : Words{"Tindakan", "Action is"};
    if (alike) return whose + Words{" di semua tingkat sama", " the same at all levels"};
    // [level] the one that all plans have for sure; else whether two of them surely have different ones.
    const auto common = [&](std::optional<Words> LevelsOfPlan::*level) -> std::optional<Words> {
        const std::optional<Words>& first = plans.front().*level;
        const bool is_common =
            first && all([&](const LevelsOfPlan& of) { return of.*level && (of.*level)->en == first->en; });
        return is_common ? first : std::nullopt;
    };
    const std::optional<Words> highest = common(&LevelsOfPlan::highest), lowest = common(&LevelsOfPlan::lowest);
    if (!highest && !lowest) {
        std::vector<std::string> surely;
        for (const LevelsOfPlan& of : plans)
            if (of.highest) surely.push_back(of.highest->en);
        const bool differ = std::any_of(surely.begin(), surely.end(), [&](const auto& of) { return of != surely[0]; });
        if (differ)
            return {"Di tingkat mana tindakan paling tinggi bergantung pada rencana",
                    "At which level action is highest depends on the plan"};
        return {"Di tingkat mana tindakan paling tinggi belum dapat dibedakan",
                "At which level action is highest cannot be told"};
    }
    Words text = whose;
    if (highest) text = text + Words{" paling tinggi di ", " highest in "} + *highest;
    if (lowest)
        text = text +
               Words{highest ? ", paling rendah di " : " paling rendah di ", highest ? ", lowest in " : " lowest in "} +
               *lowest;
    return text;
}

Words network_title(const std::vector<double>& middle, const std::vector<double>& edge, const PlanNames& names)
{
    Plans by_middle, by_edge, alike;
    for (std::uint32_t plan = 0; plan < names.size(); ++plan)
        (middle[plan] - edge[plan] >= matters   ? by_middle
         : edge[plan] - middle[plan] >= matters ? by_edge
                                                : alike)
            .push_back(plan);
    std::vector<Words> parts;
    const auto say = [&](const Plans& plans, const Words& alone, const Words& among) {
        if (!plans.empty()) parts.push_back(names.size() > 1 ? among + with(plans, names) : alone);
    };
    const Words centre{"kota dan OPD gugus tugas", "city and task-force OPDs"};
    say(by_middle,
        centre + Words{" rata-rata lebih giat daripada kelurahan", " act more on average than the kelurahan"},
        centre + Words{" lebih giat daripada kelurahan", " act more than the kelurahan"});
    say(by_edge, Words{"kelurahan rata-rata lebih giat daripada ", "the kelurahan act more on average than "} + centre,
        by_middle.empty() ? Words{"kelurahan lebih giat daripada ", "the kelurahan act more than "} + centre
                          : Words{"kelurahan lebih giat", "the kelurahan"});
    const Words level =
        centre + Words{" kurang lebih sama giat dengan kelurahan", " act about as much as the kelurahan"};
    say(alike, level, parts.empty() ? level : Words{"kurang lebih sama", "about alike"});
    Words text = capital(parts.front());
    for (std::size_t k = 1; k < parts.size(); ++k) text = text + Words{"; ", "; "} + parts[k];
    return text;
}

Words kecamatan_title(const std::vector<std::vector<double>>& middles, bool are_medians)
{
    double places = 0, plans = 0;
    for (const auto& of_plan : middles) places = std::max(places, spread_of(of_plan).width());
    for (std::size_t k = 0; k < middles.front().size(); ++k) {
        std::vector<double> of_place;
        for (const auto& of_plan : middles) of_place.push_back(of_plan[k]);
        plans = std::max(plans, spread_of(of_place).width());
    }
    const Words apart = (are_medians ? Words{"antarkecamatan nilai tengah berbeda paling banyak ",
                                             "medians of kecamatan differ by at most "}
                                     : Words{"antarkecamatan berbeda paling banyak ", "kecamatan differ by at most "}) +
                        at_most(places);
    if (middles.size() == 1) return capital(apart);
    if (plans > 2 * places)
        return {"Perbedaan antarkecamatan kecil: rencana lebih menentukan daripada tempat",
                "Kecamatan differ little: the plan matters more than the place"};
    return capital(apart) + Words{", antarrencana ", ", of plans by "} + at_most(plans);
}

Words map_title(const std::vector<MostApart>& quantities, bool are_means)
{
    constexpr double a_class = 0.1; // of the map's colours
    const bool alike =
        std::all_of(quantities.begin(), quantities.end(), [](const MostApart& of) { return of.value <= a_class; });
    Words text;
    if (alike)
        text = (are_means ? Words{"Rata-rata tidak", "On average no"} : Words{"Tidak", "No"}) +
               Words{" ada kelurahan yang menonjol: dengan rencana yang sama bedanya paling banyak ",
                     " kelurahan stands out: under one plan they differ by at most "};
    else
        text = (are_means ? Words{"Dengan rencana yang sama rata-rata kelurahan berbeda paling banyak ",
                                  "Under one plan kelurahan differ on average by at most "}
                          : Words{"Dengan rencana yang sama kelurahan berbeda paling banyak ",
                                  "Under one plan kelurahan differ by at most "});
    for (std::size_t k = 0; k < quantities.size(); ++k) {
        const MostApart& of = quantities[k];
        text = text + (k > 0 ? Words{", ", ", "} : Words{"", ""}) +
               (of.is_share ? points_at_most(of.value) : at_most(of.value)) +
               Words{" (" + of.quantity.id + ")", " (" + of.quantity.en + ")"};
    }
    return text;
}

Words flows_title(const std::vector<TrainedChanges>& changes, const WordOfCount& word, const Words& year)
{
    constexpr double some = 0.5, clearly = 1.1;
    const auto of = [](const TrainedChanges& one, TrainedBy cause) { return one[static_cast<std::size_t>(cause)]; };
    const auto gained = [&](const TrainedChanges& one) {
        return of(one, TrainedBy::training) + of(one, TrainedBy::sosialisasi) + of(one, TrainedBy::meetings);
    };
    const auto lost = [&](const TrainedChanges& one) {
        return -of(one, TrainedBy::forgetting) - of(one, TrainedBy::leaving);
    };
    TrainedChanges mean{};
    for (const TrainedChanges& one : changes)
        for (std::size_t k = 0; k < mean.size(); ++k) mean[k] += one[k] / static_cast<double>(changes.size());
    const Words when = Words{"Pada ", "In "} + year + Words{" ", " "};
    if (gained(mean) < some && lost(mean) < some)
        return when + Words{"hampir tidak ada jabatan yang menjadi terlatih atau tidak lagi",
                            "hardly any post becomes trained or ceases to be"};
    const auto told = [&](auto holds) {
        return word(static_cast<std::uint32_t>(std::count_if(changes.begin(), changes.end(), holds)));
    };
    const auto forgets = [&](double share) {
        return [&, share](const TrainedChanges& one) {
            const double training = of(one, TrainedBy::training), forgotten = -of(one, TrainedBy::forgetting);
            return training > 0 && (share < 1 ? forgotten > share * training : forgotten >= training);
        };
    };
    if (of(mean, TrainedBy::training) >= some) {
        if (const auto sure = told(forgets(1)))
            return when + *sure +
                   Words{"sedikitnya sebanyak yang diberikan pelatihan hilang lagi karena lupa",
                         "at least as much as training gives is lost again by forgetting"};
        if (const auto sure = told(forgets(0.5)))
            return when + *sure +
                   Words{"sebagian besar dari yang diberikan pelatihan hilang lagi karena lupa",
                         "most of what training gives is lost again by forgetting"};
    }
    const auto grows = [&](const TrainedChanges& one) { return gained(one) > clearly * lost(one); };
    const auto dwindles = [&](const TrainedChanges& one) { return lost(one) > clearly * gained(one); };
    if (const auto sure = told(grows))
        return when + Words{sure->id + "jabatan terlatih masih bertambah", "trained posts " + sure->en + "still grow"};
    if (const auto sure = told(dwindles))
        return when + Words{sure->id + "jabatan terlatih berkurang", "trained posts " + sure->en + "dwindle"};
    if (const auto sure = told([&](const TrainedChanges& one) { return !grows(one) && !dwindles(one); }))
        return when + Words{sure->id + "yang menjadi terlatih seimbang dengan yang tidak lagi",
                            sure->en + "as many become trained as cease to be"};
    return when + Words{"belum dapat dikatakan apakah jabatan terlatih bertambah atau berkurang",
                        "it cannot be told whether trained posts grow or dwindle"};
}

} // namespace layak
