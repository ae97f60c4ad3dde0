// Who gains: by level, in the network of institutions, by kecamatan.

#include <algorithm>
#include <cmath>

#include "models/commitment/outcomes.hpp"
#include "tools/layak/format.hpp"
#include "tools/layak/headlines.hpp"
#include "tools/layak/report/sections.hpp"
#include "tools/layak/speech.hpp"

namespace layak {
namespace {

using commitment::Group;
using commitment::Kind;
using sim::Language;
using sim::Words;
namespace outcome = commitment::outcome;

struct Level
{
    Words name;
    Words within; ///< a sentence: "di kelurahan"
    std::uint32_t outcome;
};

std::vector<Level> levels_of(const ReportedRun& run)
{
    const auto action = [](Group group) { return outcome::action + static_cast<std::uint32_t>(group); };
    std::vector<Level> levels = {
        {{"Kota (wali kota, gugus tugas)", "City (mayor, task force)"}, {"kota", "the city"}, action(Group::city)},
        {{"OPD gugus tugas", "Task-force OPDs"}, {"OPD gugus tugas", "task-force OPDs"}, action(Group::task_force)},
        {{"Kecamatan", "Kecamatan"}, {"kecamatan", "kecamatan"}, action(Group::kecamatan)},
        {{"Kelurahan", "Kelurahan"}, {"kelurahan", "kelurahan"}, action(Group::kelurahan)},
        {{"Keluarga terlibat", "Families involved"}, {"keluarga", "families"}, outcome::families + 3},
        {{"Dunia usaha terlibat", "Businesses engaged"}, {"dunia usaha", "business"}, outcome::engaged}};
    const auto headlines = headlines_of(run.city);
    std::erase_if(levels, [&](const Level& level) {
        return std::none_of(headlines.begin(), headlines.end(),
                            [&](const Headline& of) { return of.outcome == level.outcome; });
    });
    return levels;
}

/// Where action is highest and lowest, of each plan: named where it is so in very likely every replicate.
std::vector<LevelsOfPlan> highest_and_lowest(const ReportedRun& run, const std::vector<Level>& levels)
{
    std::vector<const Level*> of_action;
    for (const Level& level : levels)
        if (commitment::outcome_table()[level.outcome].measure == commitment::Measure::level)
            of_action.push_back(&level);
    std::vector<LevelsOfPlan> out;
    for (std::uint32_t plan = 0; plan < run.plans() && !of_action.empty(); ++plan) {
        std::vector<std::vector<double>> values;
        LevelsOfPlan of{std::nullopt, std::nullopt, 0, 1};
        for (const Level* level : of_action) {
            values.push_back(run.values(level->outcome, plan, run.last_month()));
            const double median = run.band(level->outcome, plan, run.last_month()).median;
            of.high = std::max(of.high, median), of.low = std::min(of.low, median);
        }
        // Whether a level is beyond all others, upwards or downwards.
        const auto is_beyond = [&](std::size_t level, double sign) {
            std::uint32_t beyond = 0;
            for (std::uint32_t r = 0; r < run.result.replicates; ++r) {
                bool all = true;
                for (std::size_t other = 0; other < values.size(); ++other)
                    all = all && (other == level || sign * values[level][r] > sign * values[other][r]);
                beyond += all;
            }
            return run.is_told(beyond);
        };
        for (std::size_t level = 0; level < values.size(); ++level) {
            if (is_beyond(level, 1)) of.highest = of_action[level]->within;
            if (is_beyond(level, -1)) of.lowest = of_action[level]->within;
        }
        out.push_back(std::move(of));
    }
    return out;
}

/// Which plan is ahead where, by the rule of words: "Dari atas unggul di OPD dan kecamatan; Campuran unggul di …"
Words levels_title(const ReportedRun& run, const std::vector<Level>& levels)
{
    if (!run.is_comparison) return layak::levels_title(highest_and_lowest(run, levels));
    return both([&](Language language) {
        const bool id = language == Language::id;
        std::vector<std::vector<std::string>> ahead(run.plans());
        for (const Level& level : levels) {
            const commitment::BestPlan best = run.best_in(level.outcome);
            if (best.others.empty() || best.leaders.size() > 1 || run.certainty_in(best) < Certainty::very_likely)
                continue;
            ahead[best.leaders.front()].push_back(level.within.in(language));
        }
        std::string text;
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            if (!ahead[plan].empty())
                text += (text.empty() ? "" : "; ") + run.name(plan, language) + (id ? " unggul di " : " leads in ") +
                        listed(ahead[plan], language);
        if (!text.empty()) return text;
        return std::string(id ? "Tidak ada rencana yang jelas unggul sendirian di suatu tingkat"
                              : "No plan is clearly ahead alone at any level");
    });
}

std::string levels_figure(const ReportedRun& run, Charts& charts)
{
    const std::vector<Level> levels = levels_of(run);
    nlohmann::ordered_json chart{{"kind", "levels"}};
    Figure figure;
    figure.id = "tingkat";
    figure.title = told(run, levels_title(run, levels));
    figure.note = both([&](Language language) {
        const bool id = language == Language::id;
        return run.month_text(run.last_month(), language) + ": " +
               (run.is_single() ? ""
                : id            ? "tanda = nilai tengah, palang muda = rentang 90 %, "
                                : "marks = medians, light bars = 90% ranges, ") +
               (id ? "garis tegak hitam = sebelum rencana mulai. Tindakan 0–1; yang lain 0–100 %."
                   : "black ticks = before the plans begin. Action 0–1; the others 0–100%.");
    });
    figure.table = {figure.title, {{{"Tingkat", "Level"}, {"sebelum", "before"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) figure.table.rows.front().push_back(run.name(plan));
    for (const Level& level : levels) {
        const auto before = run.before(level.outcome);
        nlohmann::ordered_json panel{
            {"name", json_of(level.name)},
            {"share", commitment::outcome_table()[level.outcome].measure == commitment::Measure::share},
            {"before", before ? nlohmann::ordered_json(drawn(before->median)) : nullptr}};
        auto& row = figure.table.rows.emplace_back();
        row = {level.name, before ? both([&](Language l) { return figure_text(before->median, level.outcome, l); })
                                  : Words{"–", "–"}};
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            const Band& band = run.band(level.outcome, plan, run.last_month());
            panel["plans"].push_back({drawn(band.low), drawn(band.median), drawn(band.high)});
            row.push_back(both([&](Language l) { return with_range(run, band, level.outcome, l); }));
        }
        chart["panels"].push_back(std::move(panel));
    }
    return figure.html(std::move(chart), charts);
}

/// Mean action of some institutions at the end, by plan.
template <class Belongs>
std::vector<double> mean_action(const ReportedRun& run, Belongs belongs)
{
    std::vector<double> out;
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
        double sum = 0;
        int count = 0;
        for (std::uint32_t i = 0; i < run.city.institutions.size(); ++i)
            if (belongs(run.city.institutions[i]))
                sum += static_cast<double>(run.institution_mean(0, plan, run.last_month(), i)), ++count;
        out.push_back(sum / std::max(count, 1));
    }
    return out;
}

Words network_title(const ReportedRun& run)
{
    const auto middle = mean_action(run, [](const commitment::Institution& of) {
        return of.kind == Kind::city || (of.kind == Kind::opd && of.task_force);
    });
    const auto edge = mean_action(run, [](const commitment::Institution& of) { return of.kind == Kind::kelurahan; });
    return told(run, layak::network_title(middle, edge, run.all_names()));
}

/// Institutions in rings: the city, OPDs, kecamatan, kelurahan of each beside it.
std::string network_figure(const ReportedRun& run, Charts& charts)
{
    constexpr std::size_t most_nodes = 600;
    nlohmann::ordered_json chart{{"kind", "network"}, {"nodes", nlohmann::ordered_json::array()}};
    std::vector<std::uint32_t> shown;
    std::vector<int> place(run.city.institutions.size(), -1);
    for (std::uint32_t i = 0; i < run.city.institutions.size(); ++i) {
        const Kind kind = run.city.institutions[i].kind;
        if (kind != Kind::city && kind != Kind::opd && kind != Kind::kecamatan && kind != Kind::kelurahan) continue;
        place[i] = static_cast<int>(shown.size());
        shown.push_back(i);
    }
    if (shown.size() < 3 || shown.size() > most_nodes || run.city.count(Kind::kelurahan) == 0) return "";
    for (const std::uint32_t i : shown) {
        const commitment::Institution& of = run.city.institutions[i];
        nlohmann::ordered_json node{{"name", of.name}, {"kind", name_of(of.kind)}, {"member", of.task_force}};
        node["parent"] = of.parent && place[of.parent->value()] >= 0 ? place[of.parent->value()] : -1;
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan)
            node["action"].push_back(drawn(static_cast<double>(run.institution_mean(0, plan, run.last_month(), i))));
        chart["nodes"].push_back(std::move(node));
    }
    Figure figure;
    figure.id = "jejaring";
    figure.title = network_title(run);
    const auto& all = run.city.institutions;
    const auto members = static_cast<double>(
        std::count_if(all.begin(), all.end(), [](const auto& of) { return of.kind == Kind::opd && of.task_force; }));
    figure.note = both([&](Language language) {
        const bool id = language == Language::id;
        return (id ? "Lembaga pada " : "Institutions in ") + run.month_text(run.last_month(), language) +
               (id ? ", warna = komitmen dalam tindakan" : ", colour = commitment in action") +
               (run.is_single() ? ""
                : id            ? " (rata-rata ulangan)"
                                : " (mean of the replicates)") +
               (id ? ". Tengah: kota; lalu OPD (lingkaran besar = gugus tugas), kecamatan, kelurahan. Garis: wewenang. "
                     "Judulnya membandingkan rata-rata kota dan "
                   : ". Middle: the city; then OPDs (large circles = task force), kecamatan, kelurahan. Lines: "
                     "authority. The title holds the mean of the city and ") +
               number(members, 0, language) +
               (id ? " OPD gugus tugas dengan rata-rata " : " task-force OPDs against that of ") +
               number(static_cast<double>(run.city.count(Kind::kelurahan)), 0, language) +
               (id ? " kelurahan (OPD lain dan kecamatan tidak ikut); lebih giat: 0,05 atau lebih di atas yang lain."
                   : " kelurahan (other OPDs and kecamatan are left out); acting more: by 0.05 or more.");
    });
    figure.table = {figure.title, {{{"Lembaga", "Institution"}}}};
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) figure.table.rows.front().push_back(run.name(plan));
    for (const std::uint32_t i : shown) {
        const std::string name = printable(run.city.institutions[i].name);
        auto& row = figure.table.rows.emplace_back();
        row.push_back({name, name});
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            const double action = static_cast<double>(run.institution_mean(0, plan, run.last_month(), i));
            row.push_back(both([&](Language l) { return number(action, 2, l); }));
        }
    }
    return figure.html(std::move(chart), charts);
}

std::string kecamatan_figure(const ReportedRun& run, Charts& charts)
{
    constexpr std::uint32_t most_rows = 40;
    if (run.result.kecamatan < 2 || run.result.kecamatan > most_rows) return "";
    nlohmann::ordered_json chart{{"kind", "kecamatan"}};
    Figure figure;
    figure.id = "kecamatan";
    figure.note = both([&](Language language) {
        return (language == Language::id ? "Komitmen dalam tindakan kelurahan, "
                                         : "Commitment in action in the kelurahan, ") +
               run.month_text(run.last_month(), language) +
               (run.is_single()            ? "."
                : language == Language::id ? ": nilai tengah dan rentang 90 %."
                                           : ": medians and 90% ranges.");
    });
    figure.table.rows.push_back({{"Kecamatan", "Kecamatan"}});
    for (std::uint32_t plan = 0; plan < run.plans(); ++plan) figure.table.rows.front().push_back(run.name(plan));
    std::uint32_t k = 0;
    std::vector<std::vector<double>> medians(run.plans());
    for (const commitment::Institution& of : run.city.institutions) {
        if (of.kind != Kind::kecamatan) continue;
        nlohmann::ordered_json row{{"name", of.name}};
        const std::string name = printable(of.name);
        auto& cells = figure.table.rows.emplace_back();
        cells.push_back({name, name});
        for (std::uint32_t plan = 0; plan < run.plans(); ++plan) {
            std::vector<double> values;
            for (std::uint32_t r = 0; r < run.result.replicates; ++r)
                values.push_back(
                    double{run.result.district(r, plan, run.last_month(), k, commitment::DistrictOutcome::action)});
            const Band band = band_of(std::move(values));
            medians[plan].push_back(band.median);
            row["plans"].push_back({drawn(band.low), drawn(band.median), drawn(band.high)});
            cells.push_back(both([&](Language l) { return with_range(run, band, commitment::main_outcome, l); }));
        }
        chart["rows"].push_back(std::move(row));
        ++k;
    }
    figure.title = told(run, kecamatan_title(medians, !run.is_single()));
    figure.table.caption = figure.title;
    return figure.html(std::move(chart), charts);
}

} // namespace

std::string levels_section(const ReportedRun& run, Charts& charts)
{
    return heading("siapa", {"Siapa yang maju", "Who gains"}) + levels_figure(run, charts) +
           network_figure(run, charts) + kecamatan_figure(run, charts);
}

} // namespace layak
